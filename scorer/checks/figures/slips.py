"""How far what a writer told by a slip is from what was computed: one digit, a few, a power of ten, a part of it."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from scorer.checks.figures.verdicts import shifted, slipped
from scorer.statements.readings import FROM, TO
from scorer.text.expressions import expression

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scorer.checks.figures.verdicts import Computed
    from scorer.statements.readings import Figures, Reading

_THREE, _BARE = 3, 6  # readings of a change; characters of 下调幅度为
_WHOLE = 100  # per cent
_FEW = 6  # things that a sum of few is off by a slip
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
        if test.relation == "change" and _is_told_of(figures, readings):
            return False
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
    few = test.relation == "sum" and abs(value - number) <= _FEW  # persons of a small group
    return apart and not (few or slipped(value, number) or shifted(value, number))


def _is_told_of(figures: Figures, readings: Sequence[Reading]) -> bool:
    """Whether a rate stands directly behind two values that lead from one to the other: 由2万元降至1.5万元,降幅50%."""
    if [reading.tie for reading in readings[:2]] != [FROM, TO] or len(readings) != _THREE:
        return False
    change = readings[2]
    return figures.text[readings[1].end : change.quantity.lead] == "," and len(change.label) <= _BARE
