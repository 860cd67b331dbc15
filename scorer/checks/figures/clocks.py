"""Clock times against the hours told between them: 8时30分至18时,每日连续服务10个半小时."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorer.checks.figures.verdicts import CONSISTENT, INCONSISTENT, Computed
from scorer.statements.numerals import whole_number
from scorer.text.expressions import expression

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Sequence

    from scorer.statements.readings import Figures

_NUMBER = r"(\d{1,2}|[一二两三四五六七八九十]{1,3})"
_CLOCK = expression(
    rf"(次日)?(凌晨|早上|清晨|上午|中午|下午|傍晚|晚上|夜间|夜里|当晚|晚|早)?(?:的)?(?<![\d第个超小]){_NUMBER}(?:时|点|:)(?!间|候|长|限|段)(半|整|{_NUMBER}分?)?"
)
_LENGTH = expression(
    r"(\d+(?:\.\d+)?|[一二两三四五六七八九十]{1,3}|半)(?:个)?(半|多)?(?:个)?(?:小时|钟头)(半|\d{1,2}分)?|(\d{2,3})分钟"
)
_TOLD = (
    *("历时", "时长", "持续", "连续", "为时", "用时", "耗时", "每日", "每天", "日均", "全天", "长达", "共"),
    *("合计", "前后", "整整", "这", "作战", "鏖战", "奋战", "整场", "全程", "连轴转", "一天"),
)
_APART = (*("午休", "休息", "歇", "扣除", "除去", "刨去", "间隔", "回放", "会后", "提前", "延长", "往返"),)
_LATE = ("下午", "傍晚", "晚上", "夜间", "夜里", "当晚", "晚")
_NOON, _HOUR, _DAY = 12, 60, 24 * 60
_SLACK = 6  # minutes
_NEAR = 14  # characters before a length in which it is said what it is of


def find_clocks(figures: Figures) -> Iterator[Computed]:
    """Every sentence with two clock times, or two pairs of them, and how long that is said to be."""
    text = figures.text
    low = 0
    for sentence in text.replace("\n", "。").split("。"):
        if "小时" in sentence or "分钟" in sentence:
            yield from _told(text, low, low + len(sentence))
        low += len(sentence) + 1


def _told(text: str, low: int, high: int) -> Iterator[Computed]:
    clocks = [match for match in _CLOCK.finditer(text, low, high) if not text.startswith("小时", match.end() - 1)]
    if len(clocks) not in (2, 4) or any(word in text[low:high] for word in _APART):
        return
    minutes = _between(clocks)
    for match in _LENGTH.finditer(text, clocks[-1].end(), high):
        head = text[max(clocks[-1].end(), match.start() - _NEAR) : match.start()].rpartition(",")[2]
        if not any(word in head for word in _TOLD) or head.endswith(("第", "每")):
            continue
        said, slack = _minutes(match, head)
        verdict = CONSISTENT if abs(minutes - said) <= slack else INCONSISTENT
        yield Computed(clocks[0].start(), match.end(), "span", verdict, f"{minutes} min, {match.group()}", True)
        return


def _between(clocks: Sequence[re.Match[str]]) -> int:
    """Minutes from the first to the second, and from the third to the fourth."""
    told: list[int] = []
    late = False
    for match in clocks:
        next_day, part, hour, minute, exact = match.groups()
        hours = whole_number(hour)
        late = (part in _LATE) if part else late and not next_day
        if late and hours < _NOON:
            hours += _NOON
        minutes = _HOUR * hours + (30 if minute == "半" else whole_number(exact))
        told.append(minutes + (_DAY if next_day and told and minutes < told[-1] else 0))
    return sum((end - begin) % _DAY for begin, end in zip(told[::2], told[1::2], strict=True))


def _minutes(match: re.Match[str], head: str) -> tuple[int, int]:
    """Minutes of 10个半小时, 三个多小时, 135分钟, and how far they may be off."""
    number, more, half, minutes = match.groups()
    if minutes:
        return int(minutes), _SLACK
    value = 0.5 if number == "半" else float(number) if number[0].isdigit() else float(whole_number(number))
    said = round(_HOUR * value) + (30 if "半" in (more, half) else 0)
    if half and half[0].isdigit():
        said += int(half.removesuffix("分"))
    if more == "多" or head.endswith(("超过", "逾")):
        return said + 30, 30
    if head.endswith(("近", "将近", "不到", "不足", "接近")):
        return said - 30, 30
    return said, 20 if head.endswith(("约", "大约")) else _SLACK
