"""Plain text -> paragraphs, headings with levels, titles, closing lines, page furniture.

The words that tell them apart are the classes of `rubric/words/`. The roles are given in `scorer.structure.sections`.
"""

from typing import NamedTuple

from scorer.model import Heading, Plain
from scorer.structure.furniture import furniture, merged
from scorer.structure.headings import Mark, enumerated, find_marks, leveled
from scorer.structure.lines import LineOf, Span, text_lines
from scorer.structure.signature import closing_lines
from scorer.structure.titles import find_titles
from scorer.text.expressions import expression
from scorer.text.words import Scan

_YEAR = expression(r"(?<!\d)(20[0-4]\d)(?=年)")


class Outline(NamedTuple):
    """The build of a report; all offsets are of the plain text, half-open."""

    headings: tuple[Heading, ...]
    chrome: tuple[Span, ...]  # whole lines of page furniture, neighbours merged
    title_spans: tuple[Span, ...]
    paragraphs: tuple[Span, ...]  # lines of the report without blanks at both ends, titles included
    marks: tuple[Mark, ...]  # headings with what decides their role, by place
    closing: tuple[Span, ...]  # lines of issuer, date and closing formula
    year: int | None  # the year that the report is about, as the title, a heading or the opening says


def read_outline(plain: Plain, scan: Scan) -> Outline:
    """Find what frames the text of a report."""
    text = plain.text
    lines = text_lines(text)
    chrome = furniture(plain, lines, scan)
    kept = [line for line, apart in zip(lines, chrome, strict=True) if not apart]
    line_of = LineOf(plain)
    titles = find_titles(text, kept, scan)
    found = find_marks(text, kept, titles, scan, line_of)
    closing = closing_lines(text, kept, titles, found, scan)
    closed = set(closing)
    marks = leveled([mark for mark in found if (mark.heading.start, mark.heading.end) not in closed])
    headings = [mark.heading for mark in marks]
    headings += [Heading(0, text[start:end], start, end, line_of(start)) for start, end in titles]
    headings += enumerated(text, marks, line_of)
    headings.sort(key=lambda heading: heading.start)
    return Outline(
        tuple(headings),
        merged(text, lines, chrome),
        tuple(titles),
        tuple(kept),
        marks,
        tuple(closing),
        _report_year(text, titles, marks, kept, scan),
    )


def _report_year(text: str, titles: list[Span], marks: tuple[Mark, ...], kept: list[Span], scan: Scan) -> int | None:
    """The first year that a title names, else the first top heading, else the opening."""
    for start, end in titles:
        match = _YEAR.search(text, start, end)
        if match:
            return int(match.group(1))
    places = [mark.heading for mark in marks if mark.heading.level == 1][:1]
    for heading in places:
        match = _YEAR.search(text, heading.start, heading.end)
        if match:
            return int(match.group(1))
    for start, end in kept[:4]:
        match = _YEAR.search(text, start, min(end, start + 120))
        if match and not scan.has("role-will-near", match.end(), min(end, match.end() + 10)):
            return int(match.group(1))
    return None
