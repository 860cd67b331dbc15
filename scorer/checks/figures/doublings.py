"""How many times an earlier value a later one is: 倍, 翻番, 成倍."""

import re
from fractions import Fraction
from typing import NamedTuple

from scorer.checks.figures.verdicts import CONSISTENT, INCONSISTENT, ROUNDING, Computed, computed, near
from scorer.statements.numerals import Number, decimal, plain
from scorer.statements.quantities import RATE
from scorer.statements.readings import Figures, Reading
from scorer.text.expressions import expression

DOUBLED = expression(
    r"翻(?:了)?(?:近|约)?([一两二三]?)番(还?多|以上|有余|强)?|成倍(?=[增扩上提攀壮递])|倍增(?!计划|工程|行动|效应)"
)
DOUBLINGS = {"": 2, "一": 2, "两": 4, "二": 4, "三": 8}
NEARLY, _ALMOST = ("近", "几乎", "差点"), Fraction(7, 8)
MORE = ("多", "还多", "有余", "强")
_REACH, _REACH_ONE = Fraction(2, 5), Fraction(1, 4)  # what 3倍 and 一倍 leave open: 2.7 is near to 3, 2.5 is not
_MANIFOLD = Fraction(9, 5)  # what may be called 成倍


class Pair(NamedTuple):
    """An earlier and a later value of the same thing."""

    old: Reading
    new: Reading
    sure: bool


def multiple(figures: Figures, pair: Pair, change: Reading) -> Computed | None:
    """是上年的3倍: b/a; 增长2倍: (b-a)/a; 增长到3倍: b/a."""
    q = change.quantity
    a, b = Fraction(pair.old.quantity.number.value), Fraction(pair.new.quantity.number.value)
    if not a or pair.old.quantity.kind == RATE:
        return None
    label = figures.text[q.lead : q.start]
    grown = figures.has("figure-up", q.lead, q.start) and not label.endswith(("到", "至", "为"))
    value = (b - a) / a if grown else b / a
    verdict = near(value, q.number)
    loose = not q.number.decimals and q.number.exact
    if loose and change.behind.startswith(MORE):  # 增长两倍多 is no less than two and no three
        verdict, loose = CONSISTENT if q.number.value <= value < q.number.value + 1 else INCONSISTENT, False
    if (
        verdict == CONSISTENT
        and loose
        and abs(value - Fraction(q.number.value)) > (_REACH if q.number.value > 1 else _REACH_ONE)
    ):
        verdict = INCONSISTENT
    if verdict != CONSISTENT:
        low, high = (_ratio(pair, least=True) - grown, _ratio(pair, least=False) - grown)
        unit = _REACH if loose else Fraction(1, 10 ** max(q.number.decimals, 0)) / 2
        inside = low <= q.number.high + unit and high >= q.number.low - unit
        verdict = CONSISTENT if inside or verdict == ROUNDING else INCONSISTENT
    shown = f"({plain(b)}-{plain(a)})/{plain(a)}" if grown else f"{plain(b)}/{plain(a)}"
    computation = f"{shown} = {decimal(value, 2)}, {figures.text[q.start : q.end]}"
    return computed([pair.old, pair.new, change], "multiple", verdict, computation, sure=pair.sure)


def _ratio(pair: Pair, *, least: bool) -> Fraction:
    old, new = pair.old.quantity.number, pair.new.quantity.number
    if least:
        return Fraction(new.low) / Fraction(old.high)
    return Fraction(new.high) / Fraction(old.low or old.value)


def of_pair(pair: Pair, match: re.Match[str], *, nearly: bool = False) -> Computed:
    """翻一番 is twice, 翻两番 four times, 成倍 about twice or more."""
    a, b = Fraction(pair.old.quantity.number.value), Fraction(pair.new.quantity.number.value)
    value = b / a if a else Fraction(0)
    agree = may_be(value, match)
    if nearly and "番" in match.group():  # 接近翻番 is a little less
        agree = agree or _ALMOST * DOUBLINGS[match.group(1) or ""] <= value < DOUBLINGS[match.group(1) or ""]
    test = computed([pair.old, pair.new], "multiple", CONSISTENT if agree else INCONSISTENT,
                    f"{plain(b)}/{plain(a)} = {decimal(value, 2)}, {match.group()}", sure=pair.sure)  # fmt: skip
    return test._replace(end=max(test.end, match.end()), start=min(test.start, match.start()))


def may_be(value: Fraction, match: re.Match[str], *, near: Fraction = Fraction(1, 10)) -> bool:
    """Whether a growth to so many times may be called so."""
    if match.group().endswith("倍") or match.group().startswith("倍"):
        return value >= _MANIFOLD
    times = DOUBLINGS[match.group(1)]
    reach = times * near
    low = times * (1 - near) if near > Fraction(1, 10) else times - reach / 2
    return low <= value <= (2 * times if match.group(2) else times + reach)  # 翻一番多 is no less than twice


def finely(pair: Pair) -> tuple[Number, Number]:
    """Two values as exact as the finer of them is told: 2万 beside 1.5万 is 2.0万."""
    old, new = pair.old.quantity.number, pair.new.quantity.number
    if old.exact or new.exact or old.manner or new.manner:
        return old, new
    unit = min(Fraction(old.high - old.value), Fraction(new.high - new.value))
    fine = [number._replace(low=number.value - unit / 2, high=number.value + unit) for number in (old, new)]
    return fine[0], fine[1]
