"""How far what a writer told by a slip is from what was computed: one digit, a few, a power of ten, a part of it."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from scorer.statements.numerals import plain
from scorer.text.expressions import expression

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scorer.checks.figures.verdicts import Computed
    from scorer.statements.readings import Figures, Reading

_FEW = 4  # units that a slip of counting is off at most
_TENFOLD = Fraction(99, 10)
_WHOLE = 100  # per cent
_SET_BESIDE = expression(r"(-?[\d.]+)(%?)(?: ?\([↑↓]\))?(?:, | [≠<>] )([^,]+)$")
_MOST_POINTS, _MOST_WORDED = 20, 34  # per cent points that a rate told wrong is off: 17 at most, so far; 三分之二
# … and so many times of it: 1.87, 1.6, 1.25 and 3 at most, so far
_MOST_TIMES = {"average": Fraction(5, 2), "bound": Fraction(7, 4), "sum": Fraction(5, 4), "multiple": Fraction(7, 2)}


def is_beyond(figures: Figures, test: Computed, readings: Sequence[Reading]) -> bool:
    """What was computed is so far from what is told that other numbers must be meant: 7.7% and 一半, 364 of 61.

    A slip is near, off by a digit or by a power of ten.
    """
    match = _SET_BESIDE.search(test.computation)
    if match is None:
        return False
    value, said = abs(Fraction(match[1])), match[3].rstrip("倍")
    if match[2]:
        told = next((r.quantity.number for r in readings if figures.text[r.start : r.end] == said), None)
        if told is None or abs(value - told.value) <= (_MOST_WORDED if told.decimals < 0 else _MOST_POINTS):
            return False
        number = Fraction(told.value)
        grown = test.relation == "change" and shifted(_WHOLE + value, _WHOLE + number)  # a value in other units
        rounded = round(value, max(told.decimals, 0))
        return not (grown or slipped(rounded, number) or shifted(value, number))
    most = _MOST_TIMES.get(test.relation)
    if most is None or not said.replace(".", "").isdigit():
        return False
    number = Fraction(said)
    apart = value > 0 and number > 0 and max(value / number, number / value) > most
    return apart and not (slipped(value, number) or shifted(value, number))


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
