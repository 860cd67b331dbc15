"""Which line of a text an offset stands on, without counting from the top each time."""

from __future__ import annotations

from bisect import bisect_left


class Breaks:
    """Where the lines of one text end."""

    __slots__ = ("_ends",)

    def __init__(self, text: str) -> None:
        self._ends: list[int] = []
        at = text.find("\n")
        while at >= 0:
            self._ends.append(at)
            at = text.find("\n", at + 1)

    def line(self, offset: int) -> int:
        """The line that holds an offset; the first is 1, and a break stands at the end of its line."""
        return bisect_left(self._ends, offset) + 1
