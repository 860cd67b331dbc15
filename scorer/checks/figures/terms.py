"""Years and months inside the term they are told of: 2023年是“八五”普法(2021—2025年)第三年; 截至10月底,其中11月."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorer.checks.figures.verdicts import CONSISTENT, INCONSISTENT, Computed
from scorer.statements.numerals import whole_number
from scorer.text.expressions import expression

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from scorer.statements.readings import Figures

_PLAN = r"“?([一二三四五六七八九]|十[一二三四五六七八九]?)五”?"
_TERM = r"\(?(20\d\d)年?[—\-~至到]+(20\d\d)年?\)?"
_ORDINAL = expression(
    rf"(20\d\d)年度?,?(?:既?是|为|系|作为|正值|正是|也是|进入|,)[^。;\d“]{{0,10}}?(?:{_PLAN})?[^。;\d]{{0,14}}?(?:{_TERM})?"
    r"[^。;\d]{0,12}?(?:第([一二三四五])(?:个年头|年)|(开局|起步|启动)之?年|(收官|收尾|最后一|末)之?年)"
)
_WHICH = expression(  # with which one of them ends
    r"第[一二三四五](?:个年头|年)|(?:[开起启收末最][局步动官尾后]?之|末|最后一)年",
    "之年", "年头", "末年", "最后一年", *(f"第{number}年" for number in "一二三四五"),
)  # fmt: skip
_AMONG = expression(r"其中[^,;。\d]{0,6}?(1[0-2]|[1-9])月(?!底|末|前|\d)", "其中")
_UNTIL = expression(
    r"(?:截至(?:20\d\d年)?|[1-9]月?[至到—~-])(1[0-2]|[1-9])月(?:底|末|\d{1,2}日)?|(上半年|前三季度|一季度|第一季度)[^;。]{1,40}$"
)
_ENDS = {"上半年": 6, "前三季度": 9, "一季度": 3, "第一季度": 3}
_LAW_FIRST = 1986  # 一五普法
_LATE_PLANS = 1981 - 5 * 6  # from the sixth plan (1981) on every five years
_LONGEST = 120  # characters of a sentence before the words that are read
_TERM_YEARS = 5


def find_terms(figures: Figures) -> Iterator[Computed]:
    """Every year that is told as so many of its term, every month of a time."""
    text = figures.text
    for which in _WHICH.finditer(text):
        match = _ORDINAL.search(text, _begin(text, which.start()), which.end())
        if match is not None:
            yield from _ordinal(match)
    for among in _AMONG.finditer(text):
        until = _UNTIL.search(text, _begin(text, among.start()), among.start())
        if until is not None:
            end = int(until.group(1)) if until.group(1) else _ENDS[until.group(2)]
            month = int(among.group(1))
            verdict = CONSISTENT if month <= end else INCONSISTENT
            shown = f"{month} {'≤' if month <= end else '>'} {end}"
            yield Computed(until.start(), among.end(), "span", verdict, shown, True)


def _begin(text: str, at: int) -> int:
    """Where the sentence of an offset begins."""
    low = max(0, at - _LONGEST)
    return max(low, *(text.rfind(stop, low, at) + 1 for stop in "。;\n"))


def _ordinal(match: re.Match[str]) -> Iterator[Computed]:
    year, plan, first, last, ordinal, begins, _ = match.groups()
    if first:
        terms = [(int(first), int(last))]
    elif plan:
        terms = [(begin, begin + _TERM_YEARS - 1) for begin in _named(plan, law="普法" in match.group())]
    else:
        return
    agree = False
    for begin, end in terms:
        told = begin + whole_number(ordinal) - 1 if ordinal else begin if begins else end
        agree = agree or told == int(year)
    shown = f"{year}, {terms[-1][0]}—{terms[-1][1]}"
    yield Computed(match.start(), match.end(), "span", CONSISTENT if agree else INCONSISTENT, shown, True)


def _named(number: str, *, law: bool) -> list[int]:
    """The years in which a term of a number begins: of 普法, of the five-year plans, or of either."""
    count = whole_number(number)
    found = [_LAW_FIRST + _TERM_YEARS * (count - 1), _LATE_PLANS + _TERM_YEARS * count]
    return found[:1] if law else found
