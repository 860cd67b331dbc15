"""What is told to have come after, before or first, against the months and days told of it.

5月20日审议通过,随后于4月28日征求意见; 11月5日结案,结案前于11月26日会见; 二审4月宣判,一审判决为7月.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from scorer.checks.figures.beginnings_times import AFTER
from scorer.checks.figures.timeline import moments_in
from scorer.checks.figures.verdicts import INCONSISTENT, Computed
from scorer.text.expressions import expression

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from scorer.checks.figures.timeline import Moment
    from scorer.statements.readings import Figures

_MONTH = r"(?=(?:20\d\d年)?(?:1[0-2]|0?[1-9])月)"
_AFTER = expression(
    rf"(?:{'|'.join(AFTER[:-2])}|[,;]再于|[,;]再在),?(?:又|即|便|再)?(?:于|在)?{_MONTH}",
    *AFTER,
)
_BEFORE = expression(
    rf"(?:在此之前|此前|事前|事先|([\u4e00-\u9fff]{{1,2}})前),?[^,;。\d前后]{{0,8}}?(?:于|在|即|已|就)*{_MONTH}",
    "前",
    "事先",
)
_FIRST_OF_ALL = ("此", "事", "目", "以", "之", "年", "日", "月", "期", "提", "当", "底", "末")
_RESTS_ON = expression(rf"(?:依据|根据)(?:的是|是|为){_MONTH}", "依据", "根据")
_ORDINALS = ("首", "一", "二", "三", "四")
_STAGE = expression(r"(?:第?([一二三四])|(首))(审|轮|批|次|期|阶段)(?![的]?(?:结果|整改))", *"审轮批次期阶")
_STAGE_DATE = 14  # characters from a stage to its month
_AWAY = ("次年", "翌年", "来年", "明年", "上年", "去年", "计划", "拟", "预计", "修订", "修改", "分别")
_FAR, _BEHIND, _MOST_MONTHS = 60, 16, 6


def find_sequences(figures: Figures) -> Iterator[Computed]:
    """Every two moments told in an order that is not theirs."""
    text = figures.text
    for match in _AFTER.finditer(text):
        yield from _told(text, match, earlier_first=True)
    for match in _BEFORE.finditer(text):
        if _names_event(text, match):
            yield from _told(text, match, earlier_first=False)
    for match in _RESTS_ON.finditer(text):
        yield from _told(text, match, earlier_first=False)
    yield from _stages(text)


def _names_event(text: str, match: re.Match[str]) -> bool:
    """Whether what a moment is told to have been before is what the moment before it is of: 结案, 结案前."""
    event = match.group(1)
    if not event:
        return True
    if event[-1] in _FIRST_OF_ALL:
        return event[-1] == "此"
    low = max(text.rfind(stop, 0, match.start()) for stop in "。\n") + 1
    return (
        event[-2:] in text[low : match.start()]
        if len(event) > 1 and event[-1] != "会"
        else "会" in text[low : match.start()]
    )


def _told(text: str, match: re.Match[str], *, earlier_first: bool) -> Iterator[Computed]:
    low = max(0, match.start() - _FAR, text.rfind("\n", 0, match.start()) + 1)
    before = moments_in(text, low, match.end())
    behind = moments_in(text, match.end(), match.end() + _BEHIND)
    if not before or not behind:
        return
    one, two = before[-1], behind[0]
    two = two if two.year else two._replace(year=one.year)
    between = text[one.end : two.end]
    if between.count("。") > 1 or any(word in between for word in _AWAY):
        return
    order = _order(one, two)
    if order == (1 if earlier_first else -1):
        shown = f"{text[one.start : one.end]} {'>' if order > 0 else '<'} {text[two.start : two.end]}"
        yield Computed(one.start, two.end, "span", INCONSISTENT, shown, True)


def _order(one: Moment, two: Moment) -> int:
    """Whether a moment is surely before (-1) or behind (1) another; 0 where that is open."""
    if not one.year and abs(one.month - two.month) > _MOST_MONTHS:
        return 0
    a, b = one.ordinal(), two.ordinal()
    if a != b:
        return 1 if a > b else -1
    if one.day and two.day and one.day != two.day:
        return 1 if one.day > two.day else -1
    return 0


def _stages(text: str) -> Iterator[Computed]:
    """二审于4月宣判,一审判决作出时间为7月: the first of something behind the second."""
    low = 0
    for sentence in text.replace("\n", "。").split("。"):
        if "月" in sentence and not any(word in sentence for word in _AWAY):
            told = []
            for match in _STAGE.finditer(text, low, low + len(sentence)):
                stop = min(found for end in (",", ";", "。") if (found := (text + end).find(end, match.end())) >= 0)
                moments = moments_in(text, match.end(), min(stop, match.end() + _STAGE_DATE))
                if moments:
                    told.append((match, moments[0]))
            for (one, first), (other, last) in pairwise(told):
                if one.group(3) != other.group(3) or first.year != last.year:
                    continue
                place, later = (_ORDINALS.index(m.group(1) or "一") for m in (one, other))
                order = _order(first, last)
                if place != later and order and (place > later) != (order > 0):
                    shown = (
                        f"{one.group()}{text[first.start : first.end]}, {other.group()}{text[last.start : last.end]}"
                    )
                    yield Computed(one.start(), last.end, "span", INCONSISTENT, shown, True)
        low += len(sentence) + 1
