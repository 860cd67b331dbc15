"""Addresses and slogans of web sites that copying left in the words of a text: found by what is glued to them."""

from __future__ import annotations

from scorer.text.expressions import expression

Span = tuple[int, int]

COMPARED = 3  # places of an address that each other one is held against
LONGEST_SLOGAN = 40  # characters beside the address that belong to it

_ADDRESS = expression(
    r"(?:https?://[A-Za-z0-9.-]{3,60}|(?<![A-Za-z0-9.@])www\.[A-Za-z0-9-]{2,40}(?:\.[A-Za-z0-9-]{2,20}){1,4})(?:/[A-Za-z0-9_./?=&-]{0,80})?"
)
_HAN = expression("[\u3400-\u9fff《“(（]")
_BOUNDS = "\n。，,;；:：!！?？《》"


def find_watermarks(text: str) -> list[Span]:
    """Spans of the text, in order: an address that recurs or is glued to what follows, with the slogan before it."""
    if "www." not in text and "http" not in text:
        return []
    found = [match.span() for match in _ADDRESS.finditer(text)]
    glued = [span for span in found if _HAN.match(text, span[1])]
    if not glued:
        return []
    starts: dict[str, list[int]] = {}
    for start, end in found:
        starts.setdefault(text[start:end], []).append(start)
    spans = []
    for start, end in glued:
        # The slogan is what stands before the address each time, or all that leads the line.
        same = [other for other in starts[text[start:end]][:COMPARED] if other != start]
        before = max((_common(text, start, other) for other in same), default=0)
        line = text.rfind("\n", 0, start) + 1
        if not same and start - line <= LONGEST_SLOGAN and not any(stop in text[line:start] for stop in "。，,"):
            before = start - line
        spans.append((start - before, end))
    return spans


def _common(text: str, one: int, other: int) -> int:
    """How many characters before two places are the same, within a line and a sentence."""
    size = 0
    most = min(one, other, LONGEST_SLOGAN)
    while size < most and text[one - size - 1] == text[other - size - 1] and text[one - size - 1] not in _BOUNDS:
        size += 1
    return size
