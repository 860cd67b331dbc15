"""Growth against the one earlier value near by, wherever it is told: 2023年受理3800件,2024年3420件,下降12%.

No order of the three is asked for. A change is wrong only if no two values of its kind around it make it right.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import permutations
from typing import TYPE_CHECKING

from scorer.checks.figures.changes import is_change
from scorer.checks.figures.verdicts import CONSISTENT, INCONSISTENT, ROUNDING, Computed, computed, growth, near
from scorer.statements.figure_words import is_mean
from scorer.statements.numerals import EXACT, decimal, plain
from scorer.statements.quantities import RATE, TIMES
from scorer.statements.readings import FROM, LAST, MOVED, TO

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scorer.statements.readings import Figures, Reading

_PAIR = 2
_REACH = Fraction(2, 5)  # what 3倍 leaves open
_IDLE = ("全年", "上年", "去年", "同期", "上一年", "为", "的", "是", "共",
         "有", "达", "仅", "数", "年", "只", "则", "而")  # fmt: skip


def find_growth(figures: Figures) -> Iterator[Computed]:
    """Every change with the only earlier value near by and the value that it is of."""
    for line in figures.lines:
        for change in line.readings:
            if change.quantity.kind in (RATE, TIMES) and is_change(figures, change) and change.quantity.paren < 0:
                test = _grown(figures, change)
                if test is not None:
                    yield test


def _grown(figures: Figures, change: Reading) -> Computed | None:
    around = [r for r in figures.context(change, back=1, on=1) if r.counts and not is_mean(r.label)]
    olds = [r for r in around if _is_earlier(r, around)]
    if len(olds) != 1 or not (change.quantity.kind == TIMES or figures.said(change, "figure-up", "figure-down")):
        return None
    old = olds[0]
    alike = [r for r in around if r.at != old.at and figures.words.alike(r.unit, old.unit)]
    news = [r for r in alike if r.tie not in (FROM, TO, LAST, MOVED) and r.period != "last"]
    before = [r for r in news if r.at < change.at and r.sentence == change.sentence]
    new = before[-1] if before else None
    if new is None or not all(r.quantity.number.exact for r in (old, new)) or not old.quantity.number.value:
        return None
    pairs = [pair for pair in permutations([old, *alike], 2) if pair != (new, old)]
    if change.quantity.number.manner != EXACT or any(_fits(figures, change, *pair) for pair in pairs):
        return None
    if not _of_one(figures, old, new, change):
        return None
    a, b = Fraction(old.quantity.number.value), Fraction(new.quantity.number.value)
    shown = f"{growth(a, b, max(change.quantity.number.decimals, 0) + 1)}, "
    if change.quantity.kind == TIMES:
        shown = f"{plain(b)}/{plain(a)} = {decimal(b / a, 2)}, "
    shown += figures.text[change.start : change.end]
    return computed(sorted([old, new, change]), "change", INCONSISTENT, shown)


def _is_earlier(reading: Reading, around: Sequence[Reading]) -> bool:
    """Whether a value is of the year before, or of an earlier year than another."""
    if reading.tie == LAST or reading.period == "last":
        return reading.tie != MOVED
    return reading.period.isdigit() and any(r.period.isdigit() and r.period > reading.period for r in around)


def _fits(figures: Figures, change: Reading, old: Reading, new: Reading) -> bool:
    """Whether a change from one value to another is the stated one, up or down, whatever the words say."""
    a, b = Fraction(old.quantity.number.value), Fraction(new.quantity.number.value)
    if not a:
        return False
    number = change.quantity.number
    if change.quantity.kind == TIMES:
        return any(abs(value - Fraction(number.value)) <= _REACH for value in (b / a, (b - a) / a))
    up = figures.said(change, "figure-up") or b > a
    return near(100 * (b - a if up else a - b) / a, number) in (CONSISTENT, ROUNDING)


def _of_one(figures: Figures, old: Reading, new: Reading, change: Reading) -> bool:
    """Whether neither the earlier value nor the change names a thing of its own."""
    told = new.around
    span = figures.text[min(old, new).end : change.quantity.lead]
    if ";" in span or "其中" in span or new.quantity.paren >= 0:
        return False
    own = _own_change(figures, change)
    return _same_noun(_own(figures, old), told + own) and _same_noun(own, told + old.around)


def _own(figures: Figures, reading: Reading) -> str:
    words = reading.label
    for idle in _IDLE:
        words = words.replace(idle, "")
    return "".join(char for char in words if not char.isdigit())


def _own_change(figures: Figures, change: Reading) -> str:
    """The words of a change before it says that something moved: 破案数 of 破案数同比上升."""
    quantity = change.quantity
    names = ("figure-up", "figure-down", "figure-compared", "figure-against")
    spans = [figures.first(name, quantity.lead, quantity.start) for name in names]
    words = figures.text[quantity.lead : min((span[0] for span in spans if span is not None), default=quantity.start)]
    return words.removesuffix("数").removesuffix("率")


def _same_noun(own: str, told: str) -> bool:
    return len(own) < _PAIR or any(own[at : at + _PAIR] in told for at in range(len(own) - 1))
