"""Rates of those of whom it is so beside the count of those of whom it is not: 应答复1350件,超期81件,按期答复率97.8%.

The whole and the others are the only counts of the clause; what is so is what they leave.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from scorer.checks.figures.beginnings import complements
from scorer.checks.figures.changes import is_change
from scorer.checks.figures.verdicts import CONSISTENT, INCONSISTENT, Computed, computed, share
from scorer.statements.numerals import decimal, plain
from scorer.statements.readings import BESIDE, FROM, SUM, TO
from scorer.text.expressions import expression

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scorer.statements.readings import Figures, Reading

_LATE = (
    "逾期", "超期", "超出期限", "超过期限", "超出时限", "超过时限", "超时", "延误", "迟", "未按期", "未按时", "未及时",
)  # fmt: skip
_IN_TIME = ("按期", "按时", "及时", "如期", "准时", "限期内", "期限内", "时限内")
_BINARY = (
    "合格", "达标", "出庭", "到庭", "整改", "履行", "办结", "审结", "结案", "成功", "持证", "通过", "答复", "备案",
    "公示", "覆盖", "完成", "参训", "及格", "参考", "到会", "签收", "执行", "兑付", "上线", "配备", "报备", "采纳",
    "化解",
)  # fmt: skip
_NOT = expression(r"(?:尚未|仍未|没有|未能|未予|未经|未|不|没|无|非)")
_ALL_CLOSED = expression(
    r"(?:全部|均已|均|悉数|全数|都已)[^,;。\d]{0,8}(?:答复|办结|审结|办复|回复|处理|结案|办毕|反馈)"
)
_LOST, _WON = "败诉", "胜诉"
_OPEN = ("基本", "部分", "正在", "其余", "另", "撤", "延期", "除")
_PAIR = 2
_HUNDRED = 100


def find_complements(figures: Figures) -> Iterator[Computed]:
    """Every rate of the kind with the two counts before it."""
    for rate in complements(figures):
        if rate.tie not in (FROM, TO, *BESIDE) and not is_change(figures, rate):
            test = _judged(figures, rate)
            if test is not None:
                yield test


def _judged(figures: Figures, rate: Reading) -> Computed | None:
    line = figures.lines[rate.sentence]
    before = [r for r in line.readings if r.at < rate.at]
    counts = [r for r in before if r.counts and r.tie not in BESIDE and r.quantity.paren < 0 and not r.mean]
    if len(counts) != _PAIR or len(before) != _PAIR or counts[0].unit != counts[1].unit or counts[1].tie == SUM:
        return None
    whole, others = counts
    told = figures.text[line.start : rate.end]
    if _ALL_CLOSED.search(figures.text, whole.end, others.quantity.lead) is not None:
        return _of_all_closed(figures, whole, others, rate)
    name = rate.label.partition("率")[0]
    if _names_other(figures.text[line.start : rate.quantity.lead], name):
        return None  # 抽检农产品600批次,…药品合格率97%
    if not _is_opposed(name, others) or any(word in told for word in _OPEN) or _is_opposed(name, whole):
        return None
    a, b = whole.quantity.number, others.quantity.number
    if not (a.exact and b.exact) or b.value > a.value:
        return None
    left = a._replace(value=a.value - b.value, low=a.low - b.low, high=a.high - b.high)
    verdict = share(left, a, rate.quantity.number)
    if verdict not in (CONSISTENT, INCONSISTENT):
        return None
    if verdict == INCONSISTENT and share(b, a, rate.quantity.number) != INCONSISTENT:
        return None
    return _told(figures, [whole, others, rate], f"({plain(a.value)}-{plain(b.value)})", Fraction(left.value), verdict)


def _of_all_closed(figures: Figures, whole: Reading, part: Reading, rate: Reading) -> Computed | None:
    """受理220件,已全部答复,公开143件,公开比例为78%: as all were closed, no other base is open."""
    name = rate.label.lstrip("其").partition("率")[0].partition("比例")[0].partition("占比")[0]
    a, b = whole.quantity.number, part.quantity.number
    if len(name) < _PAIR or name[-_PAIR:] not in part.label or not a.exact or not b.exact or b.value >= a.value:
        return None
    if part.label.find(name[-_PAIR:]) and _NOT.search(part.label) is not None:
        return None  # 不予公开
    verdict = share(b, a, rate.quantity.number)
    if verdict not in (CONSISTENT, INCONSISTENT):
        return None
    return _told(figures, [whole, part, rate], plain(b.value), Fraction(b.value), verdict)


def _told(figures: Figures, told: Sequence[Reading], part: str, value: Fraction, verdict: str) -> Computed:
    whole, rate = told[0].quantity.number.value, told[-1]
    shown = f"{part}/{plain(whole)} = {decimal(_HUNDRED * value / Fraction(whole), 1)}%, "
    return computed(told, "rate", verdict, shown + figures.text[rate.start : rate.end])


def _names_other(told: str, name: str) -> bool:
    """Whether the name of a rate begins with a thing that was not told before it."""
    first = min((at for word in (*_IN_TIME, *_BINARY, _WON) if (at := name.find(word)) >= 0), default=0)
    thing = name[:first].rpartition("的")[2].lstrip("其总体")
    return len(thing) >= _PAIR and thing[-_PAIR:] not in told


def _is_opposed(name: str, others: Reading) -> bool:
    """Whether a count is of those that the name of a rate leaves out: 逾期 and 按期, 未出庭 and 出庭."""
    said = others.label or others.behind
    if any(word in name for word in _IN_TIME) and any(word in said for word in _LATE):
        return True
    if _WON in name and _LOST in said:
        return True
    match = _NOT.search(others.around)
    behind = others.around[match.end() :] if match is not None else ""
    own = name.rpartition("中")[2].rpartition("的")[2]
    return any(own.startswith(word) or own.endswith(word) for word in _BINARY if behind.startswith(word))
