"""The year that a report is about."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from scorer.facts.document import Document, Span, opening
from scorer.model import Role
from scorer.text.expressions import expression
from scorer.text.years import handed_in

if TYPE_CHECKING:
    from collections.abc import Iterable

# Neither a number's 〔2019〕 nor one end of a range of years.
YEAR = expression(r"(?<![\d〔\[【﹝—~–到-])(?<!年至)(20[0-4]\d)(?!\d|[-—~–至到./〕\]】﹞])")
# Nor the end of a plan's period (2021—2025年, 到2025年).
_NAMED_YEAR = expression(r"(?<![-—~–到\d])(?<!年至)(20[0-4]\d)年(?!底前|[-—~–至])")
_CITED = expression("《[^》]{0,300}》")


def find_year(
    document: Document, title: list[Span], page_titles: list[Span], signed_on: str | None, published: str | None
) -> int | None:
    """The year: title, then headings and opening, then dates (ISO) and the text; each a vote with its weight."""
    votes: Counter[int] = Counter()
    told = years_in(document.text, title)
    if told:
        votes[min(told)] += 10
    framed = years_in(document.text, page_titles[:2])
    if framed:
        votes[min(framed)] += 6
    for heading in document.headings:
        years = years_in(document.text, [(heading.start, heading.end)]) if heading.level == 1 else []
        if len(years) == 1:
            planned = document.scan.has("fact-plan-heading", heading.start, heading.end)
            votes[years[0] - 1 if planned else years[0]] += 4
    opened = years_in(document.text, [opening(document)])
    if opened:
        votes[opened[0]] += 4
    if signed_on:
        votes[_reported(signed_on, from_month="11")] += 3
    if published:
        votes[_reported(published, from_month="12")] += 3
    if not told:
        votes += _most_named(document)
    return max(votes, key=lambda year: (votes[year], -year)) if votes else None


def _reported(day: str, from_month: str) -> int:
    """The year that a report dated so is about: the last one, but this one late in the year."""
    return int(day[:4]) - (0 if day[5:7] >= from_month else 1)


def _most_named(document: Document) -> Counter[int]:
    """The vote of the text: the year it names most, the first of equals; without plan, frame and cited documents."""
    text = document.text
    spans = [match.span() for match in _CITED.finditer(text)] + handed_in(text)
    apart = {at for start, end in spans for at in range(start, end)}
    body: Counter[int] = Counter()
    for section in document.sections:
        if section.role not in (Role.PLAN, Role.CHROME):
            for match in _NAMED_YEAR.finditer(text, section.start, section.end):
                if match.start() not in apart:
                    body[int(match.group(1))] += 1
    if not body:
        return body
    most = max(body, key=lambda year: body[year])
    return Counter({most: 2 if body[most] > 1 else 1})


def years_in(text: str, spans: Iterable[Span]) -> list[int]:
    """Years that lines name, without those of documents they cite and of ranges."""
    found = []
    for start, end in spans:
        line = text[start:end]
        # A title may stand in 《》 itself; a document cited on the line is another's.
        quoted = [match.span() for match in _CITED.finditer(line) if len(match.group()) < len(line) - 6]
        for match in YEAR.finditer(line):
            if not any(s <= match.start() < e for s, e in quoted):
                found.append(int(match.group(1)))
    return found
