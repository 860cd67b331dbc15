"""Whether a stretch says that something of one's own is wanting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorer.judging.stretches import sentence
from scorer.text.expressions import expression

if TYPE_CHECKING:
    from scorer.text.words import Scan, Span

# 针对文书不规范、底数不清的问题,…: what a direction sets out to mend.
_CONCERNED = expression(
    r"针对(?P<what>[^。;\n]{4,60}?)(?:的|等)?(?:问题|不足|短板|弱项|难题|现象|薄弱环节)(?=[,—:(])", "针对"
)


def concerned(text: str, start: int, end: int) -> list[Span]:
    """Half-open spans of the shortcomings that directions name before they say what will be done."""
    return [match.span("what") for match in _CONCERNED.finditer(text, start, end)]


def states(scan: Scan, start: int, end: int) -> bool:
    """Whether a stretch states something wanting that is not over and not another body's."""
    if not any(scan.has(name, start, end) for name in ("deficit", "deficit-burden", "deficit-some")):
        return False
    return not spoiled(scan, start, end)


def spoiled(scan: Scan, start: int, end: int) -> bool:
    """Whether the words of a stretch deny a shortcoming, call it over, or lay it on another body."""
    if any(scan.has(name, start, end) for name in ("deficit-none", "deficit-good", "cause-pending")):
        return True
    resolved = scan.first("deficit-resolved", start, end)
    if resolved and not scan.has("deficit-still", start, end):
        return True
    return elsewhere(scan, start, end)


def was_settled(scan: Scan, start: int, end: int) -> bool:
    """Whether a clause on shortcomings of last year, or on found ones, goes on to say that they are over."""
    low, stop = sentence(scan.text, start)
    concerning = scan.has("deficit-concerning", start, min(end, start + 2))
    if not concerning and not scan.has("deficit-last-year", start, end) and not scan.has("deficit-found", low, end):
        return False
    return scan.has("deficit-resolved", end, stop) and not scan.has("deficit-still", end, stop)


def elsewhere(scan: Scan, start: int, end: int) -> bool:
    """Whether the stretch opens with another body as the one that falls short."""
    text = scan.text
    while start < end and text[start] in " \n,;:、":
        start += 1
    near = min(end, start + 12)
    span = scan.first("deficit-other-body", start, near)
    if span is None or span[0] > start + 4:
        span = scan.first("deficit-wider", start, near)
        if span is None or len(scan.spans("deficit-own-place")) <= len(scan.spans("deficit-wider")):
            return False
    return not scan.has("deficit-contrast", start, end)
