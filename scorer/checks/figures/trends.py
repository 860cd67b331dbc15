"""What is said of how values go from one year, quarter or half to the next, against the values told by their periods.

败诉率逐年走低。2020年是18.2%,2021年15.6%,2022年19.9%; 上年为8.6%,今年为9.9%,延续了走低态势.
"""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from scorer.checks.figures.beginnings import BACKWARD, FALLS, FORWARD, RISES, trends
from scorer.checks.figures.quantifiers import CLAUSE, clause_end, clause_start, within
from scorer.checks.figures.verdicts import CONSISTENT, INCONSISTENT, Computed
from scorer.statements.numerals import plain, whole_number
from scorer.statements.quantities import COUNT, DURATION, RATE
from scorer.statements.readings import AMONG, FROM, MOVED, TO, Figures, Reading
from scorer.text.expressions import expression

_ALL_ALONG = ("持续", "一直", "不断", "一路")
_STEPWISE = r"(?:逐年|连年|逐季|逐月|年年)度?|[一每]年比[一上]年|连续[一二两三四五六\d]+(?:年|个年度|个季度|季|月)"
_OVERALL = "(?:延续|继续|保持|稳步|呈)现?"
_TREND = expression(
    rf"(?:({_STEPWISE}|{'|'.join(_ALL_ALONG)})|{_OVERALL})[^,;:。\d]{{0,6}}?(?:({RISES}|{FORWARD})|({FALLS}|{BACKWARD}))(?!了?\d)"
    r"|一年(高|多)[过于]?一年|一年(低|少)[过于]?一年|一年比一年(?:(高|多)|(低|少))"
)
_PLACE = expression(r"(20\d\d)年[^,;:。\d]{0,8}第(\d{1,2}|[一二三四五六七八九十]{1,2})位?", "第")
_YEAR_BEFORE = expression(r"(20\d\d)年[^,;:。\d]{0,10}$")
_WORDS = {"前年": -2, "去年": -1, "上年": -1, "上一年": -1, "今年": 0, "本年": 0, "一季度": 1, "二季度": 2, "三季度": 3,
          "四季度": 4, "上半年": 1, "下半年": 2}  # fmt: skip
_PARTS = ("季度", "半年")
_STOPS = "。\n"
_FLUCTUATING = ("总体", "整体", "波动", "除", "有所反弹", "震荡", "起伏", "先", "反复", "增速", "增幅",
                "降幅", "涨幅", "后")  # fmt: skip
_SUBJECT, _MEASURE = 6, 20  # characters of what is said to rise or fall, and of what the values are told of
_LABEL = 12
_TWO, _THREE = 2, 3
_LIST = "list"
_BESIDE = ("、", "和", "及", "与", ",")
_IDLE = expression(
    r"这几年|近几年|近年来?|几年来|[一二三四五六]年[来间]?|已|则|也|仍|均|都|数量"
    r"|件数|数|总量|总体|曲线|名次|位次|态势|20\d\d年|去年|上年|今年|前年|本年|由|从|[是为,:;。]|[\"“”]"
)


class _Point(NamedTuple):
    """A value of a period; offsets of the plain text."""

    start: int
    end: int
    period: int
    scale: str  # years, quarters or halves
    value: Fraction | int
    kind: tuple[str, str]


def find_trends(figures: Figures) -> Iterator[Computed]:
    """Every rise and fall with the values of the sentence, the one before and the one behind."""
    text = figures.text
    for match in _trends(figures):
        low = clause_start(text, match.start(), _STOPS)
        high = clause_end(text, match.end(), _STOPS)
        before = low
        if text[low - 1 : low] == "。":
            before = clause_start(text, low - 1, _STOPS)
        end = high
        if text[high : high + 1] == "。":
            end = clause_end(text, high + 1, _STOPS)
        for first, last in ((low, high), (high, end), (before, low)):
            run = _run(_points(figures, first, last)) or _moved(figures, first, last) or _listed(figures, first, last)
            if run:
                yield from _judged(figures, match, run, (first, last))
                break


def _trends(figures: Figures) -> Iterator[re.Match[str]]:
    """What is said of how something goes, one behind the other."""
    behind = 0
    for start in trends(figures):
        start -= figures.text.startswith("年比", start)  # 每年比上年
        match = _TREND.match(figures.text, start) if start >= behind else None
        if match is not None:
            behind = match.end()
            yield match


def _points(figures: Figures, low: int, high: int) -> list[_Point]:
    """The values of a stretch of text that are told by their periods."""
    text = figures.text
    found = [
        _Point(*match.span(), int(match.group(1)), "place", whole_number(match.group(2)), ("place", ""))
        for match in _PLACE.finditer(text, low, high)
    ]
    for reading in within(figures, low, high):
        if (point := _point(figures, reading, low)) is not None:
            found.append(point)
    return found


def _point(figures: Figures, reading: Reading, low: int) -> _Point | None:
    if reading.quantity.kind not in (COUNT, RATE, DURATION) or reading.tie in (AMONG, MOVED):
        return None
    floor = figures.readings[reading.at - 1].end if reading.at else 0
    head = figures.text[max(low, floor, reading.start - _LABEL) : reading.start].rpartition(";")[2]
    year = _YEAR_BEFORE.search(head)
    period, scale = (int(year.group(1)), "year") if year is not None else (0, "")
    if year is None:
        word = next((word for word in _WORDS if word in head), "")
        if not word:
            return None
        period, scale = _WORDS[word], "part" if word.endswith(_PARTS) else "relative"
    kind = reading.quantity.kind, reading.unit
    return _Point(reading.start, reading.end, period, scale, reading.quantity.number.value, kind)


def _run(points: Sequence[_Point]) -> list[_Point]:
    """The values of one kind, in the order of their periods; none if two are of one period."""
    if not points:
        return []
    first = points[0]
    run = [point for point in points if point.kind == first.kind and point.scale == first.scale]
    periods = {point.period for point in run}
    if len(run) != len(points) or len(periods) != len(run) or len(run) < _TWO:
        return []
    return sorted(run, key=lambda point: point.period)


def _moved(figures: Figures, low: int, high: int) -> list[_Point]:
    """由上年的2.1件升至2.6件."""
    told = [r for r in within(figures, low, high) if r.tie in (FROM, TO)]
    if [r.tie for r in told] != [FROM, TO] or told[0].unit != told[1].unit:
        return []
    return [_Point(r.start, r.end, at, "moved", r.quantity.number.value, (r.quantity.kind, r.unit))
            for at, r in enumerate(told)]  # fmt: skip


def _listed(figures: Figures, low: int, high: int) -> list[_Point]:
    """Three values or more that stand side by side without words of their own: 分别为98.2%、99.6%、99.1%."""
    run: list[_Point] = []
    for reading in within(figures, low, high):
        if reading.quantity.kind not in (COUNT, RATE, DURATION):
            continue
        kind = reading.quantity.kind, reading.unit
        beside = bool(run) and kind == run[-1].kind and figures.text[run[-1].end : reading.start] in _BESIDE
        if run and not beside:
            if len(run) >= _THREE:
                break
            run = []
        run.append(_Point(reading.start, reading.end, len(run), _LIST, reading.quantity.number.value, kind))
    return run if len(run) >= _THREE else []


def _judged(figures: Figures, match: re.Match[str], run: Sequence[_Point], span: tuple[int, int]) -> Iterator[Computed]:
    text = figures.text
    stepwise, up, down, higher, lower, more, less = match.groups()
    low = clause_start(text, match.start(), CLAUSE)
    if any(word in text[low : match.end() + _TWO] for word in _FLUCTUATING):
        return
    measure = _IDLE.sub("", text[span[0] : run[0].start])
    between = within(figures, run[-1].end, match.start())
    if any((r.quantity.kind, r.unit) != run[-1].kind for r in between):
        return  # 收案96件,去年81件;败诉率由8.6%降至5.2%,继续保持下降
    if not _is_of_one(_IDLE.sub("", text[low : match.start()]), measure and measure + run[0].kind[1]):
        return
    rises = bool(up or higher or more)
    if run[0].kind[0] == "place":
        rises = not rises
    steps = [(one, two) for one, two in pairwise(run)]
    if not (stepwise or higher or lower or more or less):
        steps = [(run[-_TWO], run[-1])] if len(run) == _TWO else [(run[0], run[-1])]
    elif len(run) < _THREE and stepwise not in _ALL_ALONG:
        return
    wrong = [(one, two) for one, two in steps if (two.value < one.value if rises else two.value > one.value)]
    if run[0].scale == _LIST and len(wrong) == len(steps):
        return  # told from the last year to the first
    shown = " → ".join(plain(point.value) for point in run) + f", {match.group()}"
    start, end = min(match.start(), run[0].start), max(match.end(), *(point.end for point in run))
    yield Computed(start, end, "order", INCONSISTENT if wrong else CONSISTENT, shown, True)


def _is_of_one(subject: str, measure: str) -> bool:
    """Whether what is said to rise or fall is what the values are told of, as far as either is named."""
    said, told = subject[-_SUBJECT:], measure[-_MEASURE:]
    return not said or not told or _TWO * sum(char in told for char in said) >= len(said)
