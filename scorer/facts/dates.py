"""Dates: how they are written, and the days of writing and publication that the page around a report states."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorer.facts.document import Document, Span
from scorer.text.expressions import expression

if TYPE_CHECKING:
    import re

_NUMBER_SIGNS = "一二三四五六七八九十"
_TENS = {"廿": "二十", "卅": "三十"}
DATE = expression(
    rf"(20\d\d) ?[年./-] ?(1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九]) ?[月./-] ?"
    rf"([12]\d|3[01]|0?[1-9]|[{_NUMBER_SIGNS}廿卅]{{1,3}})(?!\d)(?: ?日)?"
)
_CLOCK = expression(r" ?[0-2]?\d:[0-5]\d(?!\d)")


def page_dates(document: Document) -> tuple[str | None, str | None]:
    """Day of writing and day of publication that the page states, in ISO form."""
    written = published = bare = None
    text, page = document.text, document.lines.page
    for index, (start, end) in enumerate([*page, *_labelled(document)]):
        if text.find("20", start, end) < 0:
            continue
        for found in DATE.finditer(text[start : min(end, start + 300)]):
            at = start + found.start()
            label = _label_before(document, start, at)
            if not label and index and index < len(page) and not text[start:at].strip():
                above = page[index - 1]
                label = _label_before(document, *above) if above[1] - above[0] <= 12 else ""
            if label == "published":
                published = published or iso(found)
            elif label == "written":
                written = written or iso(found)
            elif not label and index < len(page) and not document.scan.has("fact-date-other", start, end):
                bare = bare or (iso(found) if end - start <= 80 else None)
    return written, published or _stamped(document) or bare


def _stamped(document: Document) -> str | None:
    """The day of a line above the report that gives the time of day as well: when its page went up."""
    for start, end in document.lines.front[:3]:
        found = DATE.match(document.text, start, end)
        if found and _CLOCK.match(document.text, found.end(), end):
            return iso(found)
    return None


def _labelled(document: Document) -> list[Span]:
    """Lines outside the page's frame that state a labelled date, in front or at the end."""
    lines = {*document.lines.front[:12], *document.lines.back[-4:]}
    short = (span for span in lines if span[1] - span[0] <= 120)
    return sorted(span for span in short if document.scan.has("fact-date-published", *span))


def _label_before(document: Document, start: int, at: int) -> str:
    """Kind of the nearest label in front of a date: published, written, other, or nothing."""
    nearest, kind = -1, ""
    for name, label in (
        ("fact-date-published", "published"),
        ("fact-date-other", "other"),
        ("fact-date-written", "written"),
    ):
        spans = document.scan.inside(name, start, at)
        if spans and spans[-1][1] >= nearest:
            nearest, kind = spans[-1][1], label
    return kind if nearest >= 0 and at - nearest <= 12 else ("other" if kind == "other" else "")


def iso(found: re.Match[str]) -> str:
    """A match of DATE in ISO form."""
    return f"{found.group(1)}-{_number(found.group(2)):02d}-{_number(found.group(3)):02d}"


def _number(digits: str) -> int:
    """12, 十二, 二十三 as a number."""
    if digits.isdigit():
        return int(digits)
    for sign, long in _TENS.items():
        digits = digits.replace(sign, long)
    tens, ten, ones = digits.partition("十")
    if not ten:
        return _NUMBER_SIGNS.index(digits[-1]) + 1
    return (_NUMBER_SIGNS.index(tens) + 1 if tens else 1) * 10 + (_NUMBER_SIGNS.index(ones) + 1 if ones else 0)
