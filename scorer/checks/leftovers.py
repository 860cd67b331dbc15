"""What is left of a template or of last year: unfilled places, stale phrases, years that do not fit.

Digits masked on many places are the work of a web page and no template: they are told, but not counted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from scorer.model import Role
from scorer.text.blanks import MANY, find_blanks
from scorer.text.expressions import expression
from scorer.text.years import handed_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import Any

    from scorer.model import Facts, Heading, Section
    from scorer.text.words import Scan, Span

_CROSSES = expression(
    r"(?<![A-Za-z+])[XxＸ×〇○]{2,}(?=[省市县区镇乡街局委办厅州旗村政年月日号件次人名个万%项份场期家起宗部条])"
    r"|(?<![A-Za-z+\d])[Xx×](?=[年月日](?![A-Za-z]))"
)
_STARS = expression(r"[*＊]{2,}(?=[^*＊]|$)")
_BLANKS = expression(r"_{3,}|﹍{2,}|□{2,}")
_YEAR = expression(r"(?<![\d—~-])(20\d\d)(?=年)(?!年?[—~-]20)")
_TITLED = expression(r"《[^《》\n]*》")
_OPENING = 120  # characters of the opening whose year must be the report's
_CONTEXT = 12  # characters quoted on each side


class Left(NamedTuple):
    """Words that should not have stayed; `other` is the place that they contradict."""

    start: int
    end: int
    code: str  # placeholder, omitted, someplace, masked, stale, too-early, year-heading, year-opening, year-plan, …
    values: tuple[tuple[str, str], ...]
    sure: bool
    other: Span | None = None


def find_leftovers(
    scan: Scan, sections: Sequence[Section], facts: Facts, periods: Sequence[Mapping[str, Any]]
) -> Iterator[Left]:
    """Place-holders and stale phrases, in no order."""
    text = scan.text
    if "X" in text or "x" in text or "×" in text or "〇" in text or "○" in text:
        for match in _CROSSES.finditer(text):
            yield _at(text, match.span(), "placeholder")
    if "__" in text or "﹍" in text or "□" in text:
        for match in _BLANKS.finditer(text):
            yield _at(text, match.span(), "placeholder")
    stars = [match.span() for match in _STARS.finditer(text)] if "**" in text else []
    for span in stars[:MANY]:
        yield _at(text, span, "masked", sure=len(stars) < MANY)
    told = {*stars, *(match.span() for match in (*_CROSSES.finditer(text), *_BLANKS.finditer(text)))}
    for span in find_blanks(text):
        if span not in told:
            yield _at(text, span, "placeholder")
    for name in scan.lexicon.names:
        if name.startswith("leftover-") and name != "leftover-case":
            for start, end in scan.spans(name):
                near = max(0, start - 40), min(len(text), end + 40)
                if name != "leftover-someplace" or not scan.has("leftover-case", *near):
                    yield _at(text, (start, end), name.removeprefix("leftover-"))
    if facts.year is not None:
        yield from _stale(text, sections, facts.year, periods)


def _at(text: str, span: Span, code: str, *, sure: bool = True) -> Left:
    low = max(text.rfind("\n", 0, span[0]) + 1, span[0] - _CONTEXT)
    line_end = text.find("\n", span[1])
    high = min(len(text) if line_end < 0 else line_end, span[1] + _CONTEXT)
    return Left(low, high, code, (("words", text[span[0] : span[1]]),), sure)


def _stale(text: str, sections: Sequence[Section], year: int, periods: Sequence[Mapping[str, Any]]) -> Iterator[Left]:
    """Phrases whose time is over, or has not come, in a report of this year."""
    told: set[int] = set()
    for period in periods:
        late = "until" in period and year > period["until"]
        early = "from" in period and year < period["from"]
        if not late and not early:
            continue
        where = period.get("where", "any")
        for word in period["words"]:
            at = text.find(word)
            if at < 0 or at in told:
                continue
            role = next((section.role for section in sections if section.start <= at < section.end), Role.CHROME)
            if role is Role.CHROME or (where != "any" and (role is Role.PLAN) != (where == "plan")):
                continue
            told.add(at)
            code = "stale" if late else "too-early"
            left = _at(text, (at, at + len(word)), code)
            limit = str(period["until"] if late else period["from"])
            yield left._replace(values=(*left.values, ("limit", limit), ("year", str(year))))


def find_wrong_years(
    scan: Scan, sections: Sequence[Section], headings: Sequence[Heading], facts: Facts
) -> Iterator[Left]:
    """Headings, opening and plan that speak of another year than the report's."""
    year = facts.year
    if year is None:
        return
    text = scan.text
    title = next((heading for heading in headings if heading.level == 0), None)
    other = _year_span(text, (title.start, title.end), year) if title else None
    plans = [(section.start, section.end) for section in sections if section.role is Role.PLAN]
    chrome = [(section.start, section.end) for section in sections if section.role is Role.CHROME]
    for heading in headings:
        inside = any(a <= heading.start < b for a, b in chrome)
        if heading.level < 1 or heading.run_in or inside:
            continue
        said = _years_in(text, heading.start, heading.end)
        planned = any(a <= heading.start < b for a, b in plans) and scan.has(
            "fact-plan-heading", heading.start, heading.end
        )
        years = {value for value, _ in said}
        if len(years) != 1:
            continue
        value = years.pop()
        # A heading of the plan names the next year; one of the year's work its own.
        wrong = value < year if not planned else value <= year
        if planned and value == year and scan.has("figure-year-past", heading.start, heading.end):
            wrong = False
        if wrong:
            code = "year-plan" if planned else "year-heading"
            values = (("said", str(value)), ("year", str(year + 1 if planned else year)))
            yield Left(heading.start, heading.end, code, values, True, other)
    body = next((section for section in sections if section.role in (Role.OPENING, Role.MEASURES)), None)
    if body is not None:
        start = body.heading.end if body.heading is not None else body.start
        if title is not None and start <= title.start < body.end:
            start = title.end
        first = _years_in(text, start, min(body.end, start + _OPENING))
        if first and first[0][0] == year - 1 and all(value != year for value, _ in first):
            span = first[0][1]
            if span[0] - start <= 4:
                low = span[0]
                stop = min((at for char in ",。\n" if (at := text.find(char, span[1])) >= 0), default=span[1] + 1)
                values = (("said", str(year - 1)), ("year", str(year)))
                yield Left(low, min(stop, low + 40), "year-opening", values, True, other)
    if facts.signed_on is not None and not year <= int(facts.signed_on[:4]) <= year + 1:
        values = (("said", facts.signed_on), ("year", str(year)))
        at = text.rfind(f"{int(facts.signed_on[:4])}年")
        if at >= 0:
            yield Left(at, at + 5, "year-signed", values, True, other)


def _years_in(text: str, start: int, end: int) -> list[tuple[int, Span]]:
    titles = [match.span() for match in _TITLED.finditer(text, start, end)]
    titles += [(start + a, start + b) for a, b in handed_in(text[start:end])]
    found = []
    for match in _YEAR.finditer(text, start, end):
        if not any(a <= match.start() < b for a, b in titles):
            found.append((int(match.group(1)), match.span(1)))
    return found


def _year_span(text: str, span: Span, year: int) -> Span | None:
    at = text.find(str(year), *span)
    return span if at >= 0 else None
