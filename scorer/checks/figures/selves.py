"""A value compared with that of its own period, or said to have grown since a later one.

2024年新收486件,比2024年增长15%; 12月办结58件,比12月多9件; 2024年可办率81%,较2025年提升6个百分点.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from scorer.checks.figures.beginnings import COMPARED, COMPARED_BESIDE, selves
from scorer.checks.figures.quantifiers import clause_end, clause_start, within
from scorer.checks.figures.verdicts import INCONSISTENT, Computed
from scorer.statements.readings import Figures
from scorer.text.expressions import expression

# Annotations are values in this module, not strings: typing compiles each string of a NamedTuple, at every start.

_MONTH = r"(?:1[0-2]|0?[1-9])"
_PERIOD = (
    r"(?:(20\d\d年度?|今年|本年度|本年|去年|上一?年度?|明年)(?:的)?)?"
    rf"(上半年|下半年|前?[一二三四]季度|前三季度|本季度|(?:{_MONTH}月?[至到—~-])?{_MONTH}月份?|本月|当月)?"
    r"(?!\d{1,2}[月日至到—~-]|[初底末]|年[初底末]|月[初底末]|[一二三四]季|[上下]半|本[季月]|前|以[前来后]|之[前后])"
)
_OWN = expression(rf"(?<!\d)(?=[\d今本去上明下前一二三四当]){_PERIOD}")
_ACT = (
    r"(?:又|还|再|则|却|反而?|均|都|分别|明显|大幅度?|小幅|略有?|微|净|约|继续|有所|整整|同样|进一步|累计|共)*"
    r"(增|减|上升|下降|提高|提升|降低|多|少|高|低|翻|升|降|回落|上涨|下滑|缩短|延长|扩大|压缩|攀升|快|慢|相比|持平|长)"
)
_BEHIND = expression(
    rf"(?:全年|同期|当期|当年|全月)?的?(?:\d[\d.]*[万亿]?[^,;。\d]{{1,4}}?|\d[\d.]*%)?,?(?:相比|来说|而言)?,?{_ACT}"
)
_NUMBER = expression(r"(?:全年|同期|当期|当年)?的?\d[\d.]*[万亿]?[^,;。\d月年日]")
_ORDER = "上下一二三四"  # parts of a year, the later behind
_EARLIER = "earlier"
_SINCE = ("以来", "自", "从", "之前", "以前", "此前", "原", "分别", "基数", "换算")
_PLANNED = ("计划", "预计", "目标", "将", "拟", "力争", "预算", "预期", "有望")
_MOVED = ("增", "减", "上升", "下降", "提高", "提升", "降低", "回落", "上涨", "下滑", "攀升")
_LAST = -1
_RELATIVE = {"去年": _LAST, "上年": _LAST, "上年度": _LAST, "上一年": _LAST, "上一年度": _LAST, "明年": 1}
_SENTENCE = "。\n!?;"


class Period(NamedTuple):
    """A year, or a part of one; offsets of the plain text."""

    start: int
    end: int
    year: int | None  # as it is written, or from this year on: -1, 0, 1
    part: str


def find_selves(figures: Figures) -> Iterator[Computed]:
    """Every comparison with a period that is that of the value itself, or after it."""
    for at in selves(figures):
        test = _compared(figures, at)
        if test is not None:
            yield test


def _compared(figures: Figures, at: int) -> Computed | None:
    """What is compared with the period that begins at an offset."""
    text = figures.text
    base = _period(_OWN.match(text, at))
    if base is None:
        return None
    beside = text.endswith(COMPARED_BESIDE, 0, at)
    match = (_NUMBER if beside else _BEHIND).match(text, base.end)
    low = clause_start(text, at - 1, _SENTENCE)
    own = _last_period(text, low, at, past=base.year == 0) if match is not None else None
    if own is None or match is None:
        return None
    between = text[own.end : at]
    told = within(figures, own.end, at)
    apart = "," in between or ";" in between
    if (apart and not told) or any(word in text[max(low, own.start - 1) : at] for word in _SINCE):
        return None
    base = base._replace(year=own.year) if base.year is None else base
    same = base.year == own.year and base.part == own.part
    if not same:
        later = base.year is not None and own.year is not None and base.year > own.year and own.part in ("", base.part)
        moved = not beside and match.group(1).startswith(_MOVED)
        planned = any(word in text[low : clause_end(text, base.end, _SENTENCE)] for word in _PLANNED)
        if not (later and moved and (base.part or not own.part)) or planned:
            return None
    shown = f"{text[own.start : own.end]} : {text[base.start : base.end]}"
    readings = within(figures, own.start, match.end())
    return Computed(own.start, match.end(), "order", INCONSISTENT, shown, True, max(2, len(readings)))


def _last_period(text: str, low: int, high: int, *, past: bool) -> Period | None:
    """The period named last in a stretch that nothing is compared with; `past`: 去年 too.

    None where one after it is named before it: 2023年330件,2022年300件,2021年280件,比2021年增长17.9%.
    """
    last: Period | None = None
    latest = (_LAST, -1)
    for match in _OWN.finditer(text, low, high):
        found = _period(match)
        if found is None or (found.year == _LAST and not past) or text.endswith(COMPARED, low, found.start):
            continue  # of last year, or another value that this one is compared with
        if text.rfind("(", low, found.start) > text.rfind(")", low, found.start):
            continue
        known = last.year if last is not None else None
        last = found._replace(year=known) if found.year is None else found
        order = last.year or 0, max((_ORDER.find(char) for char in last.part), default=0)
        latest = max(latest, order)
        last = last if order == latest else last._replace(part=_EARLIER)
    return last if last is not None and last.part != _EARLIER else None


def _period(match: re.Match[str] | None) -> Period | None:
    if match is None or match.start() == match.end():
        return None
    year, part = match.group(1), match.group(2) or ""
    value = None if year is None else int(year[:4]) if year[0] == "2" else _RELATIVE.get(year, 0)
    return Period(match.start(), match.end(), value, part.removesuffix("份"))
