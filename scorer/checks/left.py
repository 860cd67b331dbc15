"""Words that a check speaks of: the value that leftovers, years, references and hints give."""

from typing import NamedTuple, Self

from scorer.text.words import Span

_CONTEXT = 12  # characters quoted on each side


class Left(NamedTuple):
    """Words that should not have stayed, or that leave something to wish; `other` is the place that they contradict."""

    start: int
    end: int
    code: str  # placeholder, stale, year-heading, misnamed, repealed, problems-short …
    values: tuple[tuple[str, str], ...]
    sure: bool
    other: Span | None = None

    @classmethod
    def around(cls, text: str, span: Span, code: str, *, sure: bool = True) -> Self:
        """Words with some of their line on both sides."""
        low = max(text.rfind("\n", 0, span[0]) + 1, span[0] - _CONTEXT)
        line_end = text.find("\n", span[1])
        high = min(len(text) if line_end < 0 else line_end, span[1] + _CONTEXT)
        return cls(low, high, code, (("words", text[span[0] : span[1]]),), sure)
