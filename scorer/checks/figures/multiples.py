"""Multiples and shares whose words stand behind them: 是线下办件量4万件的3倍; 近七成案件以调解方式结案."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from scorer.checks.figures.verdicts import CONSISTENT, INCONSISTENT, Computed, computed, share
from scorer.statements import numerals
from scorer.statements.figure_words import is_mean
from scorer.statements.numerals import decimal, plain
from scorer.statements.quantities import RATE, TIMES
from scorer.statements.readings import BESIDE, FROM, TO
from scorer.text.expressions import expression

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scorer.statements.numerals import Number
    from scorer.statements.readings import Figures, Reading

_IS = ("是", "为", "相当于", "达", "达到", "超过", "超", "近", "约为", "约")
_THAT_YEAR = expression(r"(?:约|正好|已)?(?:是|为|相当于|达到)?(?:那一?年|当年|该年)(?:全年)?的$")
_NAMED = expression(r"([^,;:。\d]{2,10}?)(?:已经|已|正好|恰好)?(?:是|为|相当于)([^,;:。\d]{2,10})的$")
_REACH = Fraction(2, 5)  # what 3倍 leaves open
_PAIR = 2
_LONGEST = 24
_BEFORE = 4  # counts that a share may be of


def find_multiples(figures: Figures) -> Iterator[Computed]:
    """Every multiple of a count that stands before it, and every share that tells behind it what it is of."""
    for line in figures.lines:
        readings = line.readings
        for at, reading in enumerate(readings):
            if reading.quantity.kind == TIMES and at >= _PAIR and _THAT_YEAR.match(reading.label):
                test = _of_that_year(figures, readings[at - 2], readings[at - 1], reading)
            elif reading.quantity.kind == TIMES and at >= _PAIR and reading.label.endswith(("前者的", "后者的")):
                test = _of_two(readings[:at], reading)
            elif reading.quantity.kind == TIMES and at >= _PAIR and reading.label == "的":
                test = _multiple(figures, readings[at - 2], readings[at - 1], reading)
            elif reading.quantity.kind == TIMES:
                test = _of_named(figures, reading)
            elif reading.quantity.kind == RATE and reading.tie not in (FROM, TO, *BESIDE):
                test = _share_behind(figures, reading)
            else:
                continue
            if test is not None:
                yield test


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
    counts = [r for r in figures.before(times) if r.counts and r.quantity.number.exact and not is_mean(r.label)]
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
