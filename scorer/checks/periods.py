"""Congresses, plenums and five-year periods against the year of the report: by number and table, not by phrases."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from scorer.checks.left import Left
from scorer.model import Role, Section
from scorer.statements.numerals import whole_number
from scorer.text.expressions import expression
from scorer.text.words import Scan, Span

_TENS = "一二三四五六七八九十"
_CONGRESS = expression(rf"党的(十[{_TENS}]|二十[{_TENS}]?)大(?=精神|以来|报告|召开|胜利|部署|对|[,、和。《])", "党的")
_PLENUM = expression(rf"(?:党的)?(十[{_TENS}]|二十[{_TENS}]?)届([{_TENS}])中全会", "中全会")
_PEOPLE = expression(rf"(十[{_TENS}]|二十)届全国人(?:大|民代表大会)([一二三四五])次会议", "届全国人")
_PERIOD = expression(
    r"[“\"]?([六七八九十])五[”\"]?(普法)?(?=规划|普法|时期|期间|法治|决议|目标|开局|收官|中期|末|以来|总结|验收)",
    *(f"{ten}五" for ten in "六七八九十"),
)
_PERIOD_OF_TEN = expression(
    r"[“\"]?十([一二三四五六])五[”\"]?(?=规划|时期|期间|目标|开局|收官|中期|末|以来|发展)",
    *(f"十{one}五" for one in "一二三四五六"),
)
_RANGE = expression(r"规划?[》”]?\s*\(((?:19|20)\d\d)年?[—~-]+((?:19|20)\d\d)年?\)")
_NEAR = 30  # characters around a period in which words of looking back excuse it


def find_outdated(
    scan: Scan, sections: Sequence[Section], year: int, tables: Mapping[str, Mapping[str, Any]]
) -> Iterator[Left]:
    """Meetings that had not been held, plans that were over; `tables` are those of instruments.yaml."""
    if not tables:
        return
    text = scan.text
    for span, held in _meetings(text, tables):
        role = _role(sections, span[0])
        # A report is written in the following spring; its plan speaks of the whole following year.
        latest = f"{year + 1}-12-31" if role is Role.PLAN else f"{year + 1}-03-31"
        if held > latest and role is not Role.CHROME:
            yield Left(*span, "too-early", (("limit", held[:4]),), True)
    for span, first, last in _periods(text, tables):
        role = _role(sections, span[0])
        if role is Role.CHROME:
            continue
        match = _RANGE.match(text, span[1])
        if match is not None and not (first <= int(match.group(1)) <= int(match.group(2)) <= last):
            yield Left(span[0], match.end(), "period-years", (("limit", f"{first}—{last}"),), True)
            continue
        back = scan.has("period-back", max(0, span[0] - _NEAR), min(len(text), span[1] + _NEAR))
        if role is Role.PLAN and last < year and not back:
            yield Left(*span, "stale", (("limit", str(last)),), True)
        elif role in (Role.MEASURES, Role.FIRST_RESPONSIBLE) and last < year - 1 and not back:
            yield Left(*span, "stale", (("limit", str(last)),), False)


def _meetings(text: str, tables: Mapping[str, Mapping[str, Any]]) -> Iterator[tuple[Span, str]]:
    """Span of each meeting named, and its ISO date; one that the table does not have yet is after the last it has."""
    party = tables.get("congresses", {})
    for match in _CONGRESS.finditer(text):
        held = party.get(str(whole_number(match.group(1))))
        if held:
            yield match.span(), str(held[0])
    for match in _PLENUM.finditer(text):
        held, number = party.get(str(whole_number(match.group(1)))), whole_number(match.group(2))
        if held:
            yield match.span(), str(held[min(number, len(held) - 1)])
    for match in _PEOPLE.finditer(text):
        first = tables.get("people", {}).get(str(whole_number(match.group(1))))
        if first:
            yield match.span(), f"{int(first) + whole_number(match.group(2)) - 1}-03-05"


def _periods(text: str, tables: Mapping[str, Mapping[str, Any]]) -> Iterator[tuple[Span, int, int]]:
    for match in _PERIOD_OF_TEN.finditer(text):
        years = tables.get("plans", {}).get(f"十{match.group(1)}五")
        if years:
            yield match.span(), int(years[0]), int(years[1])
    for match in _PERIOD.finditer(text):
        of_law = match.group(2) or "普法" in text[match.end() : match.end() + 4]
        if text[match.start() - 1 : match.start()] == "十" or not of_law:
            continue
        years = tables.get("publicity", {}).get(f"{match.group(1)}五")
        if years:
            yield match.span(), int(years[0]), int(years[1])


def _role(sections: Sequence[Section], at: int) -> Role:
    return next((section.role for section in sections if section.start <= at < section.end), Role.CHROME)
