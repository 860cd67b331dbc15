"""What people think against how many are told to think so: 满意410份、基本满意60份、不满意30份,满意率97.2%.

Whether 基本满意 counts as 满意, and of whom the rate is, are left open: a rate is wrong if no way to count gives it.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from scorer.checks.figures.beginnings import DISCONTENT, opinions
from scorer.checks.figures.verdicts import CONSISTENT, INCONSISTENT, ROUNDING, Computed, computed, within
from scorer.statements.numerals import decimal, plain
from scorer.statements.quantities import RATE
from scorer.statements.readings import AROUND, BESIDE, FROM, TO
from scorer.text.expressions import expression

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from scorer.statements.readings import Figures, Reading

_OPINIONS = ("满意", "认可")
_RATE = expression(r"(?:.*[^不])?(?:满意|认可)(?:率|度|比例|比率|占比)")
_VERY, _FOR, _NEARLY, _SUM, _NEUTRAL, _AGAINST = "very", "for", "nearly", "sum", "neutral", "against"
_GRADES = (  # as words end that say what some think; the first that fits
    (_AGAINST, DISCONTENT),
    (_NEARLY, ("基本满意", "比较满意", "较满意", "较为满意", "基本认可", "比较认可", "较认可")),
    (_VERY, ("非常满意", "很满意", "十分满意", "非常认可", "很认可", "十分认可")),
    (_FOR, ("满意", "认可")),
    (_NEUTRAL, ("一般", "中立", "不了解", "说不清", "无所谓", "未评价", "未表态", "弃权")),
)
_IDLE = "“”的有为是共合计占仅只达票数约卷评价者,"
_JOINS = ("和", "与", "及", "、", "或", "加")
_WEIGHED = ("度", "综合", "总体", "平均", "指数")  # these may be means of weighed grades
_ELSEWHERE = (
    *("全省", "全国", "上年", "去年", "同期", "目标", "标准", "要求", "任务", "不低于", "低于", "未达", "往年"),
    *("非常满意", "很满意", "基本满意率", "基本认可率"),
)
_BEHIND = 8  # characters behind a rate in which it may be told to be an aim
_ALL, _HEAD = 100, 5


def find_opinions(figures: Figures) -> Iterator[Computed]:
    """Every rate of those who are content, with the counts of those who are and those who are not."""
    for rate in opinions(figures):
        if rate.tie in (FROM, *BESIDE) or rate.period == "last" or rate.quantity.number.decimals < 0:
            continue
        label = figures.readings[rate.at - 1].label if rate.tie == TO else rate.label
        said = label + figures.text[rate.end : rate.end + _BEHIND].partition(",")[0]
        if _RATE.match(label) is not None and not any(word in said for word in _ELSEWHERE):
            told = _told(figures, rate)
            test = _judged(figures, rate, label, told) if _AGAINST in told else None
            if test is not None:
                yield test


def _told(figures: Figures, rate: Reading) -> Mapping[str, Reading]:
    """The counts of those who think so and so, by grade: in the sentence of a rate, those before, the next ones."""
    line = figures.lines[rate.sentence]
    before = [r for r in figures.before(rate) if "\n" not in figures.text[r.end : rate.start]]
    behind = [r for r in figures.context(rate, back=0, on=AROUND) if r.sentence > rate.sentence]
    behind = [r for r in behind if "\n" not in figures.text[rate.end : r.start]]
    for some in (line.readings, [*before, *line.readings], [*line.readings, *behind]):
        graded = [(grade, r) for r in some if r.counts and r.tie not in BESIDE and (grade := _grade(figures, r))]
        told = dict(graded)
        if _AGAINST in told:
            rates = [r for r in some if r.quantity.kind == RATE and r.at != rate.at and _RATE.match(r.label)]
            return told if len(told) == len(graded) and not rates else {}  # of two surveys
    return {}


def _grade(figures: Figures, reading: Reading) -> str:
    """What those think whom a count counts; empty where it is of something else."""
    said = reading.label.rstrip(_IDLE)
    for grade, words in _GRADES:
        if said.endswith(words):
            first = next(word for word in words if said.endswith(word))
            head = figures.text[reading.quantity.name : reading.start].rpartition(first)[0]
            joined = head.endswith(_JOINS) and any(head.rstrip("和与及、或加的").endswith(word) for word in _OPINIONS)
            return _SUM if joined and grade != _AGAINST else grade
    if said.strip("、和与及"):
        return ""
    behind = reading.behind[:_HEAD].lstrip("“表示评价选择为的")
    return next((grade for grade, words in _GRADES if behind.startswith(words)), "")


def _judged(figures: Figures, rate: Reading, label: str, told: Mapping[str, Reading]) -> Computed | None:
    """A rate against all that the counts may give; None where too little is told."""
    counts = list(told.values())
    if not all(reading.quantity.number.exact for reading in counts):
        return None
    value = {grade: Fraction(reading.quantity.number.value) for grade, reading in told.items()}
    wholes = _wholes(figures, rate, told)
    if not wholes:
        return None
    content = [sum(value.get(grade, Fraction(0)) for grade in grades) for grades in _ways(value)]
    shares = [Fraction(_ALL * part) / whole for whole in wholes for part in (*content, whole - value[_AGAINST])]
    tests = [within(one, one, rate.quantity.number) for one in shares]
    verdict = CONSISTENT if {CONSISTENT, ROUNDING} & set(tests) else INCONSISTENT
    open_below = not content or any(word in label for word in _WEIGHED)
    if verdict == INCONSISTENT and open_below and rate.quantity.number.value < max(shares):
        return None
    near = min(shares, key=lambda one: abs(one - Fraction(rate.quantity.number.value)))
    shown = "、".join(plain(reading.quantity.number.value) for reading in counts)
    shown += f" : {decimal(near, 1)}%, {figures.text[rate.start : rate.end]}"
    return computed([*counts, rate], "shares", verdict, shown)._replace(told=len(counts) + 1 + len(wholes))


def _ways(value: Mapping[str, Fraction]) -> Sequence[tuple[str, ...]]:
    """The grades that may be meant by those who are content."""
    if _SUM in value:
        return ((_SUM,), (_SUM, _VERY))
    if _FOR not in value:
        return ()
    return ((_FOR,), (_FOR, _VERY), (_FOR, _VERY, _NEARLY), (_FOR, _NEARLY))


def _wholes(figures: Figures, rate: Reading, told: Mapping[str, Reading]) -> list[Fraction]:
    """How many were asked: as is told near by, or all who answered."""
    total = Fraction(sum(reading.quantity.number.value for reading in told.values()))
    first = min(told.values())
    known = {reading.at for reading in told.values()}
    around = [*figures.before(first, back=1), *figures.context(rate, back=0)]
    asked = {
        Fraction(r.quantity.number.value) for r in around
        if r.counts and r.at not in known and r.quantity.number.value >= total and r.quantity.number.exact
        and r.tie not in BESIDE and not r.mean
        and (figures.words.same(r.unit, first.unit) or r.quantity.number.value == total)
    }  # fmt: skip
    return sorted(asked | ({total} if {_FOR, _SUM} & told.keys() else set()))
