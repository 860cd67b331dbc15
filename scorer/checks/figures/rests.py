"""What is left over of several counts that stand before it in any form: 37个部门中,9个优秀,1个未评定,其余27个良好."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from scorer.checks.figures.verdicts import CONSISTENT, INCONSISTENT, Computed, adds_up, numbers, summed
from scorer.statements.numerals import EXACT
from scorer.statements.readings import BESIDE, INTAKE, REST

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scorer.statements.readings import Figures, Reading

_FEWEST, _MOST = 2, 6  # counts before what is left over


def find_rests(figures: Figures) -> Iterator[Computed]:
    """Every 其余 with the counts of its sentence, of which some must leave it over."""
    for line in figures.lines:
        if len(line.readings) <= _FEWEST:
            continue
        for rest in line.readings:
            if rest.tie == REST and rest.counts and rest.quantity.paren < 0:
                test = _left_over(figures, line.readings, rest)
                if test is not None:
                    yield test


def _left_over(figures: Figures, readings: Sequence[Reading], rest: Reading) -> Computed | None:
    before = [r for r in readings if r.at < rest.at and r.counts and r.unit == rest.unit]
    if not _FEWEST <= len(before) <= _MOST or any(r.tie in BESIDE or r.quantity.paren >= 0 for r in before):
        return None
    whole, parts = before[0], before[1:]
    every = numbers(before)
    for size in range(len(before)):
        for taken in combinations(range(len(before)), size + 1):
            for at in taken:  # any of them may be the whole of some of the others and what is left over
                others = [every[i] for i in taken if i != at]
                if adds_up(every[at], [*others, rest.quantity.number]):
                    return summed(whole, [*parts, rest], CONSISTENT, "=")
    if not _is_whole(figures, whole, parts[0]) or any(n.manner != EXACT for n in every):
        return None
    other = [r for r in readings if whole.at < r.at < rest.at and r not in before and r.counts]
    beside = [r for r in figures.before(whole, back=1) if r.counts and r.unit == whole.unit]
    sure = not other and not beside and len(figures.label(rest)) <= _FEWEST and rest.quantity.number.manner == EXACT
    return summed(whole, [*parts, rest], INCONSISTENT, "≠", sure=sure)


def _is_whole(figures: Figures, whole: Reading, part: Reading) -> bool:
    """Whether words make a count the whole of those behind it: 37个部门中,; 作出决定134件,除…的7件外."""
    behind = figures.behind(whole)
    return behind.endswith("中") or figures.label(part).startswith("除") or whole.stage == INTAKE
