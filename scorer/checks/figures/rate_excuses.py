"""What leaves another reading open of a rate that two counts contradict: another base, another year, other units."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations, pairwise
from operator import add
from typing import TYPE_CHECKING

from scorer.checks.figures.verdicts import CONSISTENT, share
from scorer.statements.numerals import EXACT
from scorer.statements.quantities import RATE
from scorer.statements.readings import AMONG, DONE

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from scorer.checks.figures.verdicts import Computed
    from scorer.statements.readings import Figures, Reading

    Excuse = Callable[[Figures, Computed, Sequence[Reading]], bool]

_PAIR = 2
_ALL = 100  # per cent
_TOGETHER = ("合计", "相加", "加起来", "加在一起", "合起来", "之和", "二者", "两者", "三者")
_JOINS = ("和", "及", "与", "、")
_BEYOND = ("低于", "高于", "超过", "不足", "不到", "未达", "不满", "未到")


def _of_another_year(figures: Figures, test: Computed, readings: Sequence[Reading]) -> bool:
    """The rate, or the part, is of the year before, the others are not: 联合检查3246次,占23.7%,上年占11.9%."""
    if len(readings) <= _PAIR or readings[-1].quantity.kind != RATE:
        return False
    past = [reading.period == "last" for reading in readings]
    return (past[-1] and not any(past[:-1])) or (past[-2] and not past[0])


def _of_other_units(figures: Figures, test: Computed, readings: Sequence[Reading]) -> bool:
    """Two units told side by side, and the rate is of the other: 46笔、3820万元,清偿43笔、3614万元,清偿比例94.6%."""
    if readings[-1].quantity.kind != RATE:
        return False
    counts = [r for r in readings if r.counts and r.unit != readings[0].unit]
    told = readings[-1].quantity.number
    return any(
        one.unit == two.unit
        and one.quantity.number.value != two.quantity.number.value
        and share(two.quantity.number, one.quantity.number, told) == CONSISTENT
        for one, two in combinations(counts, _PAIR)
    )


def _of_one_base(figures: Figures, test: Computed, readings: Sequence[Reading]) -> bool:
    """The share has the base of the share before it: 1173项,占依申请事项的94.1%;其中“零跑腿”412项,占33.1%."""
    if len(readings) != 2 * _PAIR:
        return False
    whole, first, part, last = readings
    if not (whole.counts and part.counts and first.quantity.kind == last.quantity.kind == RATE):
        return False
    fits = Fraction(part.quantity.number.value) * Fraction(first.quantity.number.value)
    told = Fraction(whole.quantity.number.value) * Fraction(last.quantity.number.value)
    return _ALL * abs(fits - told) <= told


def _of_the_closed(figures: Figures, test: Computed, readings: Sequence[Reading]) -> bool:
    """A rate of how cases ended may be over those closed, fewer and not told: 应诉134件,败诉17件,败诉率14.4%."""
    if len(readings) <= _PAIR or readings[-1].quantity.kind != RATE:
        return False
    whole, part, rate = readings[0], readings[-_PAIR], readings[-1]
    ended = rate.said & figures.mask(("figure-concept-lost", "figure-concept-corrected"))
    less = part.quantity.number.value * _ALL < rate.quantity.number.value * whole.quantity.number.value
    return (
        bool(ended and less) and whole.stage != DONE and not figures.said(whole, "figure-done", "figure-concept-closed")
    )


def _shares_the_other(figures: Figures, test: Computed, readings: Sequence[Reading]) -> bool:
    """The share is of the count that was taken for the whole: 村级调成326件,镇级调成75件,村级占81.3%."""
    before, share, _ = figures.text[test.start : test.end].rpartition("占")
    name = before.rpartition(",")[2]
    told = len(name) > 1 and len(readings) > 1
    return bool(share) and told and (name in readings[0].label or name in ("前者", "后者"))


def _of_its_kind(figures: Figures, test: Computed, readings: Sequence[Reading]) -> bool:
    """What is taken for the whole is another kind: 满意129件,基本满意8件,满意率94.2%; 合格卷883卷,不合格卷51卷."""
    if len(readings) <= _PAIR or readings[-1].quantity.kind != RATE:
        return False
    whole, part = (r.label.lstrip("、和及与") for r in readings[:_PAIR])
    return readings[1].tie != AMONG and len(whole) >= _PAIR and part != whole and part.endswith(whole)


def _level(figures: Figures, test: Computed, readings: Sequence[Reading]) -> bool:
    """The rate is one that some of a count have: 8个县区中有2个案卷优秀率不足五成."""
    behind = figures.readings[readings[-1].at + 1 : readings[-1].at + 2] if readings else ()
    for before, rate in pairwise((*readings, *behind)):
        if rate.quantity.kind == RATE and before.counts:
            said = figures.text[before.end : rate.end]
            apart = any(mark in said for mark in ",;。")
            bounded = rate.quantity.number.manner != EXACT or any(word in said for word in _BEYOND)
            if "率" in said and bounded and not apart:
                return True
    return False


def _told_first(figures: Figures, test: Computed, readings: Sequence[Reading]) -> bool:
    """The rate is told before the counts and apart from them: 纠错率22.6%,比上年高3.2个百分点,其中13件撤销案件有9件…"""
    first = readings[0] if readings else None
    if first is None or first.quantity.kind != RATE or figures.text[first.end : first.end + 1] != ",":
        return False
    counts = [reading for reading in readings if reading.counts]
    said = "".join(reading.around for reading in counts)
    apart = bool(counts) and any(r.start < counts[0].start for r in readings[1:])
    return apart and not any(pair in said for pair in map(add, first.label, first.label[1:]))


def _of_a_mean(figures: Figures, test: Computed, readings: Sequence[Reading]) -> bool:
    """The part is a mean: 平均每村3.7名,完成任务63名的123.8%."""
    return bool(readings) and readings[0].counts and readings[0].mean


def _with_the_next(figures: Figures, test: Computed, readings: Sequence[Reading]) -> bool:
    """The rate is of the part and the next: 纠错率20%,150件中直接纠错24件,间接纠错6件; 满意和较满意率."""
    rate = next((r for r in readings if r.quantity.kind == RATE), None)
    counts = [r for r in readings if r.counts]
    if rate is None or len(counts) < _PAIR or not test.relation.startswith("rate"):
        return False
    name = rate.label.partition("率")[0].replace("参与", "")
    if (
        "率" in rate.label
        and any(join in name[1:] for join in _JOINS)
        and not any(join in r.label for join in _JOINS for r in counts)
    ):
        return True
    whole, part = counts[0], counts[-1]
    beside = [r for r in figures.readings[part.at + 1 : part.at + 1 + _PAIR] if r.sentence == part.sentence]
    together = part.quantity.number
    for other in beside:
        if not other.counts or other.unit != part.unit or other.label[-_PAIR:] != part.label[-_PAIR:]:
            break
        together = together._replace(
            value=together.value + other.quantity.number.value,
            low=together.low + other.quantity.number.low,
            high=together.high + other.quantity.number.high,
        )
        if share(together, whole.quantity.number, rate.quantity.number) == CONSISTENT:
            return True
    return False


def _of_several(figures: Figures, test: Computed, readings: Sequence[Reading]) -> bool:
    """The share is of several together, of which `joined` asks: 民事480件,刑事300件,二者相加占65%."""
    rate = readings[-1] if len(readings) > _PAIR and readings[-1].quantity.kind == RATE else None
    alone = not test.computation.startswith("(")
    return rate is not None and alone and any(word in rate.label.partition("占")[0] for word in _TOGETHER)


OF_RATES: tuple[Excuse, ...] = (
    *(_of_another_year, _of_other_units, _of_one_base, _of_the_closed),
    *(_shares_the_other, _of_its_kind, _level, _told_first, _of_a_mean, _of_several),
    _with_the_next,
)
