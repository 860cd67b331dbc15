"""Words that should not have stayed: the value that leftovers and wrong years give."""

from typing import NamedTuple, Self

from scorer.text.words import Span

_CONTEXT = 12  # characters quoted on each side


class Left(NamedTuple):
    """Words that should not have stayed; `other` is the place that they contradict."""

    start: int
    end: int
    code: str  # placeholder, omitted, someplace, masked, stale, too-early, year-heading, year-opening, year-plan, …
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
