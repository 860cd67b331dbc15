"""Years that do not fit: headings, opening, plan, signature and cut-off that speak of another than the report's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorer.checks.left import Left
from scorer.model import Role
from scorer.statements.enclosing import Enclosing
from scorer.text.expressions import expression
from scorer.text.years import handed_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scorer.model import Facts, Heading, Section
    from scorer.text.words import Scan, Span

_YEAR = expression(r"(?<![\d—~-])(20\d\d)(?=年)(?!年?[—~-]20)")
_TITLED = expression(r"《[^《》\n]*》")
# What stands in brackets dates something else: 现将某市(2020年人口普查…)2021年…报告如下.
_REPORTED = expression(
    r"现将(?:[^。\n()]|\([^()\n]*\)){0,30}?(?<![\d—~-])(20\d\d)年度?(?![—~-])[^。\n《]{0,40}?报告如下", "现将"
)
_WILL = expression(
    r"(?:^|[。\n])[ \t]*(20\d\d)年(?:度)?,?"
    r"(?=[^。\n]{0,24}?(?:[将要](?:继续|进一步|全面|深入|坚持|紧|以|持续|着力|围绕|重点|加|推|聚)|计划|拟|力争|继续))"
    r"[^。\n]{0,24}"
)
_CUT_OFF = expression(r"截至(20\d\d)年(?:12月(?:31日|底)?|底|年底|末)", "截至20")
_OPENING = 120  # characters of the opening whose year must be the report's
_QUOTED = 40  # characters quoted from an opening
_COMPARED = tuple("比较与同自从")  # before a year that the year's own work is only set against
_DATED_ELSE = ("以来", "明年", "来年", "今后", "下一步", "下步")  # 2024年入选培育名单,明年将…: the year is no promise's
_EARLY = "-09-01"  # a report signed before this day of its own year was not written on the year


def find_wrong_years(
    scan: Scan, sections: Sequence[Section], headings: Sequence[Heading], facts: Facts
) -> Iterator[Left]:
    """Places that speak of another year than the report's; none where the report has no year."""
    year = facts.year
    if year is None:
        return
    title = next((heading for heading in headings if heading.level == 0), None)
    text = scan.text
    other = (title.start, title.end) if title and text.find(str(year), title.start, title.end) >= 0 else None
    yield from _headings(scan, sections, headings, year, other)
    yield from _opening(text, sections, title, year, other)
    yield from _plan(scan, sections, year, other)
    yield from _signature(text, facts, year, other)
    yield from _cut_off(scan, sections, year, other)


def _headings(
    scan: Scan, sections: Sequence[Section], headings: Sequence[Heading], year: int, other: Span | None
) -> Iterator[Left]:
    """A heading of the plan names the next year; one of the year's work its own."""
    plans = Enclosing((section.start, section.end) for section in sections if section.role is Role.PLAN)
    chrome = Enclosing((section.start, section.end) for section in sections if section.role is Role.CHROME)
    for heading in headings:
        if heading.level < 1 or heading.run_in or chrome.holds(heading.start, heading.start + 1):
            continue
        planned = plans.holds(heading.start, heading.start + 1) and scan.has(
            "fact-plan-heading", heading.start, heading.end
        )
        named = _years_in(scan.text, heading.start, heading.end)
        years = {value for value, (at, _) in named if scan.text[at - 1 : at] not in _COMPARED}
        if len(years) != 1:
            continue
        value = years.pop()
        past = scan.has("figure-year-past", heading.start, heading.end)
        wrong = value < year if not planned else value < year or value > year + 1 or (value == year and not past)
        if wrong:
            code = "year-plan" if planned else "year-heading"
            values = (("said", str(value)), ("year", str(year + 1 if planned else year)))
            yield Left(heading.start, heading.end, code, values, True, other)


def _opening(
    text: str, sections: Sequence[Section], title: Heading | None, year: int, other: Span | None
) -> Iterator[Left]:
    """现将我县2022年度…报告如下, or a first sentence that begins with the year before."""
    body = next((section for section in sections if section.role in (Role.OPENING, Role.MEASURES)), None)
    if body is None:
        return
    start = body.heading.end if body.heading is not None else body.start
    if title is not None and start <= title.start < body.end:
        start = title.end
    values = (("said", str(year - 1)), ("year", str(year)))
    high = min(body.end, start + 2 * _OPENING)
    match = _REPORTED.search(text, start, high)
    if match is not None and int(match.group(1)) != year:
        yield Left(match.start(), match.end(), "year-opening", (("said", match.group(1)), values[1]), True, other)
        return
    first = _years_in(text, start, min(body.end, start + _OPENING))
    if first and first[0][0] == year - 1 and all(value != year for value, _ in first):
        span = first[0][1]
        if span[0] - start <= 4:
            stop = min((at for char in ",。\n" if (at := text.find(char, span[1])) >= 0), default=span[1] + 1)
            yield Left(span[0], min(stop, span[0] + _QUOTED), "year-opening", values, True, other)


def _plan(scan: Scan, sections: Sequence[Section], year: int, other: Span | None) -> Iterator[Left]:
    """2023年,县政府将…: in the plan of the report for 2023 it must be 2024."""
    for section in sections:
        if section.role is not Role.PLAN:
            continue
        start = section.heading.end if section.heading is not None else section.start
        for match in _WILL.finditer(scan.text, max(0, start - 1), section.end):
            value = int(match.group(1))
            clear = len(_YEAR.findall(match.group())) <= 1 and not any(word in match.group() for word in _DATED_ELSE)
            if clear and value <= year and not scan.has("figure-year-past", match.start(), match.end()):
                values = (("said", str(value)), ("year", str(year + 1)))
                yield Left(match.start(1), match.end(), "year-plan-text", values, True, other)


def _signature(text: str, facts: Facts, year: int, other: Span | None) -> Iterator[Left]:
    """Signed before the year was over by months, or years after it."""
    if facts.signed_on is None:
        return
    signed = int(facts.signed_on[:4])
    early = facts.signed_on < f"{year}{_EARLY}"
    if year <= signed <= year + 1 and not early:
        return
    at = text.rfind(f"{signed}年")
    if at >= 0:
        values = (("said", facts.signed_on), ("year", str(year)))
        yield Left(at, at + 5, "year-signed", values, True, other)


def _cut_off(scan: Scan, sections: Sequence[Section], year: int, other: Span | None) -> Iterator[Left]:
    """截至2022年12月31日 in the measures of 2023: perhaps last year's sentence."""
    for section in sections:
        if section.role is not Role.MEASURES:
            continue
        for match in _CUT_OFF.finditer(scan.text, section.start, section.end):
            if int(match.group(1)) == year - 1:
                values = (("said", match.group(1)), ("year", str(year)))
                yield Left(match.start(), match.end(), "year-cut-off", values, False, other)


def _years_in(text: str, start: int, end: int) -> list[tuple[int, Span]]:
    titles = [match.span() for match in _TITLED.finditer(text, start, end)]
    titles += [(start + a, start + b) for a, b in handed_in(text[start:end])]
    found = []
    for match in _YEAR.finditer(text, start, end):
        if not any(a <= match.start() < b for a, b in titles):
            found.append((int(match.group(1)), match.span(1)))
    return found
