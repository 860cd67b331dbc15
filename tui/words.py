"""The scorer's wording with the desk's own sentences beside it."""

from __future__ import annotations

from fractions import Fraction

from scorer.locale.review import sentence
from scorer.locale.wording import Wording, rounded
from scorer.rules.rubric import Rubric


class Words(Wording):
    """One language: verdicts and reasons as in every output, and what only the desk says."""

    def __init__(self, lang: str, rubric: Rubric | None = None) -> None:
        super().__init__(lang, rubric)
        if lang == "en":
            from tui.locale.en import TEXTS
        else:
            from tui.locale.zh import TEXTS
        self._texts = {**self._texts, **TEXTS}

    def mark(self, verdict: str) -> str:
        """A verdict as a word in brackets: a shape before it is a colour."""
        return f"[{self._texts['verdict.' + verdict]}]"

    def voices(self, program: str, verdict: str) -> str:
        """Two voices: the program's verdict, and where a person says otherwise hers behind it."""
        return self.mark(program) if program == verdict else f"{self.mark(program)}>{self.mark(verdict)}"

    def review(self, key: str) -> str:
        """A sentence of the review: a state, a reason of the queue, what a line does."""
        return sentence(key, self.lang)

    def sign(self, state: str) -> str:
        """One sign, two columns wide, for how a mark stands; empty where nobody has spoken."""
        return self._texts.get("browse.sign." + state, "")


def tenths(value: Fraction | None) -> str:
    """A score with one decimal; `-` for none (a longer dash has no sure width)."""
    if value is None:
        return "-"
    whole, rest = divmod(rounded(value, 1), 10)
    return f"{whole}.{rest}"
