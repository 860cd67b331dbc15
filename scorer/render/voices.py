"""Two voices in one output: what the program says and what people say of it, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorer.locale.review import sentence
from scorer.locale.wording import score_words
from scorer.review.decision import CHECK, Act
from scorer.review.mark import Reviewed, State

if TYPE_CHECKING:
    from scorer.locale.wording import Wording
    from scorer.model import Finding
    from scorer.review.line import Line
    from scorer.review.mark import Mark

TOLD = frozenset(State) - {State.UNSEEN, State.OPEN, State.AGREED}  # states that a reader of the result is told of
THEN = ">"  # between the program's voice and the person's


class Voices:
    """The words for one report as people reviewed it."""

    def __init__(self, reviewed: Reviewed, wording: Wording) -> None:
        self.reviewed = reviewed
        self._wording = wording
        self.title = sentence("card.title", wording.lang)

    @property
    def total(self) -> str:
        """The program's total to stand before the one in effect, where they differ; else nothing."""
        program, after = self.reviewed.program.total, self.reviewed.card.total
        return "" if program == after else f"{score_words(program)} {THEN} "

    @property
    def open(self) -> str:
        """How much is open; empty where nothing is."""
        count = len(self.reviewed.open)
        return sentence("card.open", self._wording.lang, open=str(count)) if count else ""

    @property
    def status(self) -> str:
        """How far the review has come, with the interval of the total while anything is open."""
        one, lang = self.reviewed, self._wording.lang
        counts = {"done": one.done, "changed": one.changed, "doubted": one.doubted, "open": len(one.open)}
        text = sentence("card.status", lang, **{name: str(count) for name, count in counts.items()})
        if one.open and one.low is not None:
            text += sentence("card.interval", lang, low=score_words(one.low), high=score_words(one.high))
        return text

    def before(self, criterion: str) -> str:
        """The program's verdict to stand before the one in effect, where they differ; else nothing."""
        mark = self.reviewed.mark(criterion)
        return f"[{self._wording.verdict(mark.program)}]{THEN}" if mark.changed else ""

    def verdict(self, finding: Finding) -> str:
        """A verdict in brackets, the program's before it where they differ."""
        return f"{self.before(finding.criterion)}[{self._wording.verdict(finding.verdict)}]"

    def told(self) -> list[tuple[Mark, str]]:
        """The marks on which people said something else than yes, each with what is to be told of it."""
        return [(mark, self._told(mark)) for mark in self.reviewed.all if mark.state in TOLD]

    def name(self, key: str) -> str:
        """The criterion of a mark, or what kind of check it is."""
        if key.startswith(CHECK):
            return sentence("check." + key.split(":")[1], self._wording.lang)
        return self._wording.criterion(key)

    def _told(self, mark: Mark) -> str:
        wording = self._wording
        parts = [sentence("state." + mark.state.value, wording.lang)]
        if mark.why or mark.state is State.PROPOSED:
            parts.append(sentence("why." + mark.why, wording.lang))
        if mark.proposal is not None:
            parts.append(f"[{wording.verdict(mark.proposal)}]")
        several = mark.state in (State.DISPUTED, State.SETTLED)
        lines = mark.voices if several else (mark.line,) if mark.line else ()
        parts += [voice(line, mark.key, wording) for line in lines]
        return wording.say("card.comma").join(parts)


def voice(line: Line, key: str, wording: Wording) -> str:
    """One person's word: who, when, what, and the note."""
    decision = line.decision
    held = decision.of_key(key)
    words = [decision.who, decision.at[:10]]
    if decision.act is Act.WAIVE:
        words.append(sentence("card.waived", wording.lang, approver=decision.approver, until=decision.until))
    elif held is not None and held.verdict:
        words.append(f"[{wording.find('verdict.' + held.verdict, held.verdict)}]")
    text = " ".join(word for word in words if word)
    return text + (wording.say("card.colon") + decision.note if decision.note else "")
