"""How two values differ, told beside their rate: by a count, by points, by how many times.

比上年减少20件,下降10%; 下降1.6个百分点,降幅11.4%; 是线下办件量4万件的3倍; 近七成案件以调解方式结案.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from scorer.checks.figures.changes import is_change
from scorer.checks.figures.verdicts import CONSISTENT, INCONSISTENT, Computed, computed, near, share
from scorer.statements import numerals
from scorer.statements.numerals import decimal, plain
from scorer.statements.quantities import POINTS, RATE, TIMES
from scorer.statements.readings import BESIDE, FROM, LAST, MOVED, SUM, TO
from scorer.text.expressions import expression

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scorer.statements.numerals import Number
    from scorer.statements.readings import Figures, Reading

_LEAST_NOUN = 2
_IS = ("是", "为", "相当于", "达", "达到", "超过", "超", "近", "约为", "约")
_THAT_YEAR = expression(r"(?:约|正好|已)?(?:是|为|相当于|达到)?(?:那一?年|当年|该年)(?:全年)?的$")
_NAMED = expression(r"([^,;:。\d]{2,10}?)(?:已经|已|正好|恰好)?(?:是|为|相当于)([^,;:。\d]{2,10})的$")
_REACH = Fraction(2, 5)  # what 3倍 leaves open
_PAIR = 2
_LONGEST = 24
_BEFORE = 4  # counts that a share may be of


def find_differences(figures: Figures) -> Iterator[Computed]:
    """Every difference with its rate, every multiple, and every share that tells behind it what it is of."""
    index = figures.index
    for number in sorted({r.sentence for r in (*index.tie[MOVED], *index.kind[POINTS])}):
        line = figures.lines[number]
        if len(line.readings) > _LEAST_NOUN:
            yield from _differences(figures, line.readings)
    yield from _multiples(figures)


def _moves_first(figures: Figures, reading: Reading) -> bool:
    """Whether the words of a change begin with how it moved, so that it is of what was told before."""
    q = reading.quantity
    spans = [figures.first(name, q.lead, q.start) for name in ("figure-up", "figure-down", "figure-compared")]
    starts = [span[0] for span in spans if span is not None]
    return bool(starts) and min(starts) - q.lead <= _LEAST_NOUN and "其中" not in reading.label


def _differences(figures: Figures, readings: Sequence[Reading]) -> Iterator[Computed]:
    """180件,比上年减少20件,下降10%: the earlier value is the later one and the difference."""
    for new, second, third in zip(readings, readings[1:], readings[2:], strict=False):
        # 增加60件,增长30%; 同比增长20%,增加300万元
        moved, change = (second, third) if third.quantity.kind == RATE else (third, second)
        q, m = change.quantity, moved.quantity
        if q.kind == RATE and new.quantity.kind == RATE and m.kind == POINTS:
            yield from _points_and_rate(figures, new, moved, change)
            continue
        if moved.tie != MOVED or q.kind != RATE or not is_change(figures, change) or not new.counts:
            continue
        if (
            new.unit != moved.unit
            or not (figures.said(moved, "figure-compared") or figures.said(second, "figure-compared"))
            or new.tie not in ("", LAST, SUM)
            or third.quantity.lead - second.end > 2
            or not _moves_first(figures, third)
        ):
            continue
        up = figures.has("figure-up", m.lead, m.start)
        sign = -1 if up else 1
        a = Fraction(new.quantity.number.value) + sign * Fraction(m.number.value)
        lead = second.quantity.lead
        named = figures.has("figure-compared", lead, lead + 4) and figures.text[new.end : lead] == ","
        named = named and not _is_of_another(figures, new, second)
        down = figures.has("figure-down", q.lead, q.start)
        if up == down and named and a > 0:
            shown = f"{'+' if up else '-'}{plain(m.number.value)}, {'-' if up else '+'}{plain(q.number.value)}%"
            yield computed([new, moved, change], "change", INCONSISTENT, shown, sure=new.at == second.at - 1)
        if a <= 0 or up != figures.has("figure-up", q.lead, q.start):
            continue
        verdict = near(100 * Fraction(m.number.value) / a, q.number)
        if verdict == INCONSISTENT and not (new.quantity.number.exact and m.number.exact):
            ends = [
                100 * Fraction(d) / (Fraction(n) + sign * Fraction(d))
                for n in new.quantity.number[1:3]
                for d in m.number[1:3]
            ]
            unit = Fraction(1, 10 ** max(q.number.decimals, 0))
            inside = min(ends) <= q.number.high + unit and max(ends) >= q.number.low - unit
            verdict = CONSISTENT if inside else INCONSISTENT
        if verdict == INCONSISTENT and _fits_another(figures, new, m.number.value, sign, q.number):
            continue
        computation = f"{plain(m.number.value)}/{plain(a)} = {decimal(100 * Fraction(m.number.value) / a, 2)}%, "
        computation += figures.text[q.start : q.end]
        yield computed([new, moved, change], "change", verdict, computation, sure=named)


def _is_of_another(figures: Figures, new: Reading, moved: Reading) -> bool:
    """Whether a difference names what it is of, and that is not what was counted before it: 受理量较上年增加46件."""
    span = figures.first("figure-compared", moved.quantity.lead, moved.start)
    own = moved.label[: span[0] - moved.quantity.lead] if span is not None else ""
    return len(own) >= _LEAST_NOUN and own[:_LEAST_NOUN] not in new.around


def _fits_another(figures: Figures, new: Reading, moved: Fraction | int, sign: int, rate: Number) -> bool:
    """Whether a difference and its rate are of another count before: 受理612件,审结571件,较上年增加46件,增长8.1%."""
    for other in figures.before(new, back=1):
        base = other.quantity.number.value + sign * moved
        alike = other.counts and other.unit == new.unit and base > 0
        if alike and near(100 * Fraction(moved) / base, rate) == CONSISTENT:
            return True
    return False


def _points_and_rate(figures: Figures, new: Reading, moved: Reading, change: Reading) -> Iterator[Computed]:
    """12.4%,比上年下降1.6个百分点,降幅11.4%: of the rate before."""
    m, q = moved.quantity, change.quantity
    label = figures.text[q.lead : q.start]
    told = label.startswith(("降幅", "增幅", "涨幅", "升幅")) and figures.said(moved, "figure-compared")
    if not told or q.lead - m.end > 1 or new.at != moved.at - 1 or new.tie in (FROM, LAST):
        return
    up = figures.has("figure-up", m.lead, m.start)
    a = Fraction(new.quantity.number.value) + (-1 if up else 1) * Fraction(m.number.value)
    if a <= 0:
        return
    value = 100 * Fraction(m.number.value) / a
    verdict = CONSISTENT if abs(value - Fraction(q.number.value)) <= 1 else INCONSISTENT
    shown = f"{plain(m.number.value)}/{plain(a)} = {decimal(value, 1)}%, {figures.text[q.start : q.end]}"
    yield computed([new, moved, change], "change", verdict, shown)


# —— multiples ——


def _multiples(figures: Figures) -> Iterator[Computed]:
    """Every multiple of a count that stands before it, and every share that tells behind it what it is of."""
    for reading in figures.index.kind[TIMES]:
        test = _multiple_of(figures, reading)
        if test is not None:
            yield test
    for reading in figures.index.kind[RATE]:
        test = _share_behind(figures, reading) if reading.tie not in (FROM, TO, *BESIDE) else None
        if test is not None:
            yield test


def _multiple_of(figures: Figures, reading: Reading) -> Computed | None:
    readings = figures.lines[reading.sentence].readings
    at = reading.at - readings[0].at
    if at >= _PAIR and _THAT_YEAR.match(reading.label):
        return _of_that_year(figures, readings[at - 2], readings[at - 1], reading)
    if at >= _PAIR and reading.label.endswith(("前者的", "后者的")):
        return _of_two(readings[:at], reading)
    if at >= _PAIR and reading.label == "的":
        return _multiple(figures, readings[at - 2], readings[at - 1], reading)
    return _of_named(figures, reading)


def _of_that_year(figures: Figures, one: Reading, base: Reading, times: Reading) -> Computed | None:
    """960件,而2022年只有320件,是那一年的3倍: the base is the count of the year named last."""
    if not base.period.isdigit() or one.period == base.period or figures.text[base.end : base.end + 1] != ",":
        return None
    return _compared(figures, one, base, times) if one.counts and base.counts and one.unit == base.unit else None


def _of_named(figures: Figures, times: Reading) -> Computed | None:
    """新收复议案件612件,法院新收诉讼案件204件,复议收案已是诉讼收案的4倍: of the two counts that have the names."""
    match = _NAMED.match(times.label)
    if match is None:
        return None
    counts = [r for r in figures.before(times) if r.counts and r.quantity.number.exact and not r.mean]
    one, base = ([r for r in counts if name[:_PAIR] in r.around] for name in match.groups())
    if len(one) != 1 or len(base) != 1 or one[0].unit != base[0].unit or one[0].at == base[0].at:
        return None
    return _compared(figures, one[0], base[0], times)


def _of_two(before: Sequence[Reading], times: Reading) -> Computed | None:
    """线上6900件,线下2300件,前者为后者的三倍: of the two counts of one unit told last."""
    unit = before[0].unit
    two = [r for r in before if r.counts and r.unit == unit and r.tie == ""]
    if len(two) != _PAIR or not all(r.quantity.number.exact and r.quantity.number.value for r in two):
        return None
    one, base = two if times.label.endswith("后者的") else two[::-1]
    value = Fraction(one.quantity.number.value) / Fraction(base.quantity.number.value)
    stated = Fraction(times.quantity.number.value) + (Fraction(1, 2) if times.behind.startswith("半") else 0)
    agree = abs(value - stated) <= _REACH or (times.quantity.number.manner != numerals.EXACT and value > stated - 1)
    shown = f"{plain(one.quantity.number.value)}/{plain(base.quantity.number.value)} = {decimal(value, 2)}, "
    verdict = CONSISTENT if agree else INCONSISTENT
    return computed(sorted([*two, times]), "multiple", verdict, shown + plain(stated))


def _multiple(figures: Figures, one: Reading, base: Reading, times: Reading) -> Computed | None:
    """网上12万件,是线下4万件的3倍."""
    if not (one.counts and base.counts) or one.unit != base.unit or base.tie in (FROM, TO) or base.tie == "last":
        return None
    label = base.label
    manner = base.quantity.number.manner
    if not (label.startswith(_IS) or manner) or not base.quantity.number.value or "," not in figures.between(one, base):
        return None
    return _compared(figures, one, base, times)


def _compared(figures: Figures, one: Reading, base: Reading, times: Reading) -> Computed | None:
    """One count as so many times another."""
    label, manner = base.label, base.quantity.number.manner
    a, b = one.quantity.number, base.quantity.number
    if not b.value:
        return None
    value = Fraction(a.value) / Fraction(b.value)
    stated = Fraction(times.quantity.number.value)
    if label.startswith(("超过", "超")) or manner == numerals.LEAST:
        agree = value >= stated
    elif label.startswith("近") or manner == numerals.LESS:
        agree = stated - 2 * _REACH <= value <= stated + _REACH / 4
    else:
        unit = _REACH if not times.quantity.number.decimals else Fraction(1, 10**times.quantity.number.decimals)
        low, high = Fraction(a.low) / Fraction(b.high), Fraction(a.high) / Fraction(b.low)
        agree = low <= stated + unit and high >= stated - unit
    shown = f"{plain(a.value)}/{plain(b.value)} = {decimal(value, 2)}, {figures.text[times.start : times.end]}"
    return computed([one, base, times], "multiple", CONSISTENT if agree else INCONSISTENT, shown)


def _share_behind(figures: Figures, rate: Reading) -> Computed | None:
    """审结250件,其中调解结案150件,近七成案件以调解方式结案."""
    if rate.label or rate.quantity.paren >= 0:
        return None
    behind = rate.behind[:_LONGEST]
    noun, deed = behind[:_PAIR].removeprefix("的"), behind[_PAIR:]
    if len(deed) < 2 * _PAIR or not noun:
        return None
    counts = [r for r in figures.context(rate, back=0) if r.counts and r.at < rate.at and r.tie not in BESIDE][
        -_BEFORE:
    ]
    if len(counts) != _PAIR or counts[0].unit != counts[1].unit:
        return None
    whole, part = counts
    around = part.around
    alike = sum(deed[i : i + _PAIR] in around for i in range(len(deed) - 1))
    named = noun in figures.text[figures.lines[rate.sentence].start : part.start]
    if alike < _PAIR or not named or part.quantity.number.value > whole.quantity.number.value:
        return None
    verdict = share(part.quantity.number, whole.quantity.number, rate.quantity.number)
    a, b = part.quantity.number.value, whole.quantity.number.value
    value = decimal(Fraction(100 * a) / Fraction(b), 1) if b else ""
    shown = f"{plain(a)}/{plain(b)} = {value}%, {figures.text[rate.start : rate.end]}"
    return computed([whole, part, rate], "rate", _wider(verdict, a, b, rate.quantity.number), shown)


def _wider(verdict: str, part: Fraction | int, whole: Fraction | int, rate: Number) -> str:
    """近七成 is above six and a half tenths, whatever a number that is nearly reached leaves open."""
    if rate.manner != numerals.LESS or not whole:
        return verdict
    value = Fraction(100 * part) / Fraction(whole)
    return CONSISTENT if rate.value - 7 <= value <= rate.value + 1 else INCONSISTENT
