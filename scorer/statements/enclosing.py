"""Spans asked whether one of them holds another span, however many they are and whatever lies inside what."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scorer.text.words import Span


class Enclosing:
    """Half-open spans by where they begin, each with how far those up to it reach."""

    def __init__(self, spans: Iterable[Span]) -> None:
        ordered = sorted(spans)
        self._starts = [start for start, _ in ordered]
        self._reach = list(accumulate((end for _, end in ordered), max))

    def __bool__(self) -> bool:
        return bool(self._starts)

    def holds(self, start: int, end: int) -> bool:
        """Whether a half-open span lies inside one of the spans."""
        at = bisect_right(self._starts, start) - 1
        return at >= 0 and end <= self._reach[at]

    def go_beyond(self, span: Span) -> bool:
        """Whether one of the spans goes on beyond another on both sides."""
        return self.holds(span[0] - 1, span[1] + 1)
