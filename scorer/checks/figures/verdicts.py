"""Sets of figures and how they are judged: every number is taken as the interval that its writing leaves open."""

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import permutations
from typing import NamedTuple, Self

from scorer.statements import numerals
from scorer.statements.numerals import Number, decimal, plain
from scorer.statements.quantities import COUNT, DURATION
from scorer.statements.readings import Reading

CONSISTENT, ROUNDING, INCONSISTENT, CANNOT_TELL = "consistent", "rounding", "inconsistent", "cannot-tell"


_TWO = 2  # values of a change
_FEW = 4  # units that a slip of counting is off at most
_TENFOLD = Fraction(99, 10)
_MOST_SUMMED = 5  # counts that may be summed up when they are told again


class Computed(NamedTuple):
    """One set of figures: what it spans, what was computed, the verdict, whether the pairing is settled."""

    start: int
    end: int
    relation: str  # rate, sum, bound, all-closed, carry-over, from-to, change, multiple, list, over-100, average, …
    verdict: str
    computation: str
    sure: bool
    told: int = _TWO  # quantities that are set beside each other

    def untold(self) -> Self:
        """The same where another reading is open: it accuses nobody."""
        return self._replace(verdict=CANNOT_TELL, sure=False)


def computed(
    readings: Sequence[Reading], relation: str, verdict: str, computation: str, *, sure: bool = True
) -> Computed:
    """A set of figures that spans its readings; an error that is not sure cannot be told."""
    start, end = min(reading.start for reading in readings), max(reading.end for reading in readings)
    if not sure and verdict in (INCONSISTENT, ROUNDING):
        verdict = CANNOT_TELL
    return Computed(start, end, relation, verdict, computation, sure or verdict == CONSISTENT, len(readings))


_ROUND, _LOOSE = 5, 6  # 每期60人左右 are rounded to fives, so much per cent off


def near(value: Fraction, stated: Number) -> str:
    """A computed value against one printed with its decimals; cut off or rounded the wrong way is ROUNDING."""
    unit = Fraction(1, 10 ** max(stated.decimals, 0))
    gap = abs(value - Fraction(stated.value))
    if stated.manner == numerals.EXACT:
        if gap <= unit / 2:
            return CONSISTENT
        honest = value > stated.value or 10 * unit <= stated.value  # 3.0 is no 4
        return ROUNDING if gap < unit and honest else INCONSISTENT
    if stated.decimals < 0 and stated.manner == numerals.LEAST:
        return CONSISTENT if value >= stated.value - 2 else INCONSISTENT
    if stated.decimals < 0:  # 六成 is neither five and a half nor six and a half
        return CONSISTENT if stated.low < value < stated.high else INCONSISTENT
    if stated.manner == numerals.ABOUT and stated.decimals == 0 and stated.value % _ROUND == 0:
        return CONSISTENT if gap <= Fraction(stated.value) * _LOOSE / 100 + unit / 2 else INCONSISTENT
    return CONSISTENT if Fraction(stated.low) - unit / 2 <= value <= Fraction(stated.high) + unit / 2 else INCONSISTENT


def share(part: Number, whole: Number, rate: Number) -> str:
    """Verdict on a stated rate in per cent."""
    if whole.low <= 0 or not whole.value:
        return CANNOT_TELL
    if part.exact and whole.exact and rate.manner == numerals.EXACT and _rounds_to(part, whole, rate):
        return CONSISTENT
    low = Fraction(100 * part.low) / Fraction(whole.high)
    high = Fraction(100 * part.high) / Fraction(whole.low)
    if part.manner == numerals.EXACT == whole.manner:
        return within(low, high, rate)
    middle = Fraction(100 * part.value) / Fraction(whole.value)
    if within(middle, middle, rate) == CONSISTENT:
        return CONSISTENT
    verdict = within(low, high, rate)
    return ROUNDING if verdict == CONSISTENT else verdict


def _rounds_to(part: Number, whole: Number, rate: Number) -> bool:
    """Whether an exact share is the stated rate within half its last digit; in whole numbers, for most are."""
    scale = 10 ** max(rate.decimals, 0)
    ones, rest = divmod(scale * rate.value.numerator, rate.value.denominator)
    stated = scale * rate.value if rest else ones
    return bool(2 * abs(100 * scale * part.value - stated * whole.value) <= whole.value)


def within(low: Fraction, high: Fraction, rate: Number) -> str:
    """An interval in per cent against a stated rate."""
    stated = Fraction(rate.value)
    unit = Fraction(1, 10 ** max(rate.decimals, 0))
    if rate.manner == numerals.LEAST:
        return CONSISTENT if high >= stated else ROUNDING if high > stated - unit / 2 else INCONSISTENT
    if rate.manner == numerals.LESS:
        reach = max(Fraction(rate.value - rate.low), 5 * unit)
        return CONSISTENT if high >= stated - reach and low <= stated + unit / 2 else INCONSISTENT
    if rate.manner in (numerals.ABOUT, numerals.MORE):
        reach = max(Fraction(rate.high - rate.value), unit)
        return CONSISTENT if high > stated - reach and low < stated + reach else INCONSISTENT
    if high >= stated - unit / 2 and low <= stated + unit / 2:
        return CONSISTENT
    # Cut off is honest; rounded up is not: 98.2 % is no 99 %.
    return ROUNDING if stated < low < stated + unit else INCONSISTENT


def adds_up(whole: Number, parts: Sequence[Number]) -> bool:
    """Whether the parts can make up the whole."""
    return bool(sum([p.low for p in parts]) <= whole.high and sum([p.high for p in parts]) >= whole.low)


def is_sum(before: Sequence[Reading], reading: Reading) -> bool:
    """Whether neighbouring counts before it make a count up: 建议45件、提案60件。上述105件."""
    for first in range(len(before)):
        for last in range(first + 2, min(first + _MOST_SUMMED, len(before)) + 1):
            if adds_up(reading.quantity.number, numbers(before[first:last])):
                return True
    return False


def exceeds(whole: Number, parts: Sequence[Number]) -> bool:
    """Whether the parts are surely more than the whole."""
    return bool(sum([p.low for p in parts]) > whole.high)


def numbers(readings: Iterable[Reading]) -> list[Number]:
    """The numbers of readings."""
    return [reading.quantity.number for reading in readings]


def plus(one: Reading, two: Reading) -> Number:
    """Two counts together."""
    return together((one, two))


def together(readings: Sequence[Reading]) -> Number:
    """Some counts as one number."""
    every = numbers(readings)
    value, low, high = (sum(part) for part in zip(*(number[:3] for number in every), strict=True))
    return every[0]._replace(value=value, low=low, high=high)


def summed(
    whole: Reading, parts: Sequence[Reading], verdict: str, sign: str, *, sure: bool = True, relation: str = "sum"
) -> Computed:
    """A sum set beside its total: 31+20 = 51 ≠ 53."""
    total = sum(number.value for number in numbers(parts))
    terms = "+".join(plain(number.value) for number in numbers(parts))
    computation = f"{terms} = {plain(total)}" if len(parts) > 1 else plain(total)
    if sign != "=" or len(parts) == 1:
        computation += f" {sign} {plain(whole.quantity.number.value)}"
    return computed([whole, *parts], relation, verdict, computation, sure=sure)


def growth(old: Fraction, new: Fraction, places: int) -> str:
    """(60-50)/50 = 20.0%."""
    return f"({plain(new)}-{plain(old)})/{plain(old)} = {decimal(100 * (new - old) / old, places)}%"


def unexplained(tests: Iterable[Computed], readings: Sequence[Reading]) -> Iterator[Computed]:
    """Tests of a change; one that two other values of the sentence give exactly cannot be told wrong.

    2020年410件,2019年为436件,2018年为402件,比上年下降6.0%.
    """
    for test in tests:
        if test.verdict == INCONSISTENT and _fits_two(test, readings):
            yield test.untold()
        else:
            yield test


def _fits_two(test: Computed, readings: Sequence[Reading]) -> bool:
    rate = next((r for r in readings if r.end == test.end and not r.counts), None)
    if rate is None:
        return False
    kinds = (COUNT, DURATION)
    counts = [r for r in readings if r.quantity.kind in kinds and r.start < rate.start and r.quantity.number.value]
    told, half = rate.quantity.number.value, Fraction(1, 2 * 10 ** max(0, rate.quantity.number.decimals))
    if len(counts) <= _TWO:
        return False
    values = [(r.unit, Fraction(r.quantity.number.value)) for r in counts]
    return any(
        unit == other and abs(100 * abs(new / old - 1) - told) <= half
        for (unit, new), (other, old) in permutations(values, 2)
    )


def misread(one: Fraction | int, other: Fraction | int) -> bool:
    """Whether a number is another one written wrong: one digit, two that changed places, a few or a round ten off."""
    gap = abs(Fraction(one - other))
    if not gap:
        return False
    if slipped(one, other):
        return True
    a, b = plain(one), plain(other)
    while _both_round(a, b):  # 310万 is 31 or 310, no ten
        a, b, gap = a[:-1], b[:-1], gap / 10
    return gap <= _FEW or (gap % 10 == 0 and 2 * gap <= max(Fraction(a), Fraction(b)))


def slipped(one: Fraction | int, other: Fraction | int) -> bool:
    """Whether numbers differ in one digit, or in two neighbours that changed places."""
    a, b = plain(one), plain(other)
    while _both_round(a, b):
        a, b = a[:-1], b[:-1]
    if len(a.partition(".")[0]) != len(b.partition(".")[0]):
        return False  # 16 is no 1
    return _one_digit(a.rstrip("0").ljust(len(b), "0"), b.rstrip("0").ljust(len(a), "0"))


def shifted(one: Fraction, other: Fraction) -> bool:
    """Whether a number is about another one in other units: 6000 and 60000."""
    ratio = max(one, other) / min(one, other) if min(one, other) > 0 else Fraction(0)
    while ratio >= _TENFOLD:
        ratio /= 10
    return abs(ratio - 1) * 50 <= 1 and max(one, other) >= _TENFOLD * min(one, other)


def _both_round(a: str, b: str) -> bool:
    return bool(a[1:] and b[1:]) and a[-1] == b[-1] == "0" and "." not in a + b


def _one_digit(one: str, other: str) -> bool:
    """Whether numbers differ in one digit, or in two neighbours that changed places."""
    apart = [at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b]
    if len(one) != len(other) or len(apart) > 2:
        return False
    return len(apart) == 1 or (apart[1] == apart[0] + 1 and sorted(one) == sorted(other))
