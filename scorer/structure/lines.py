"""Lines of a text: those that hold more than blanks, and the number in the source of that on which an offset stands."""

from __future__ import annotations

from scorer.model import Plain
from scorer.text.breaks import Breaks

Span = tuple[int, int]  # characters of the plain text, half-open


def text_lines(text: str) -> list[Span]:
    """Lines that hold more than blanks, stripped."""
    found = []
    start = 0
    for line in text.split("\n"):
        body = line.strip()
        if body:
            at = start + line.index(body[0])
            found.append((at, at + len(body)))
        start += len(line) + 1
    return found


class LineOf:
    """Offset of the plain text -> line of the source, the first is 1."""

    __slots__ = ("_breaks", "_plain")

    def __init__(self, plain: Plain) -> None:
        self._breaks = Breaks(plain.source.text)
        self._plain = plain

    def __call__(self, offset: int) -> int:
        origin = self._plain.origin
        if origin is not None:
            offset = origin[offset] if offset < len(origin) else len(self._plain.source.text)
        return self._breaks.line(offset)
