"""Sets of figures in a report that arithmetic can test, computed with exact fractions: one relation a module.

Only a pairing that the words settle can give `inconsistent`; where another reading is open the set is
`cannot-tell`. `rounding` is a number that was cut off, or that fits only because its base is an about.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, cast

from scorer.checks.figures.gates import RELATIONS
from scorer.checks.figures.verdicts import CANNOT_TELL, CONSISTENT, INCONSISTENT, ROUNDING, Computed
from scorer.statements.readings import Figures
from scorer.text.budget import Budget

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from scorer.text.words import Scan

    Find = Callable[[Figures], Iterator[Computed]]


def _relations(figures: Figures) -> Iterator[Find]:
    """The relations that a report may tell."""
    for name, may_tell in RELATIONS.items():
        if may_tell(figures):
            module = f"{__name__}.{name}"
            __import__(module)  # importlib itself takes a while to load
            yield cast("Find", getattr(sys.modules[module], f"find_{name}"))


def find_figures(scan: Scan, budget: Budget | None = None) -> Iterator[Computed]:
    """Every set of figures of a report that can be tested, each once, in no order; none without figure words.

    OutOfTime where the budget is spent before the end.
    """
    budget = budget or Budget()
    figures = Figures.of(scan, budget)
    if figures is None:
        return
    seen: set[Computed] = set()
    told: set[tuple[int, int, str]] = set()  # one error of a place is told once, however many relations find it
    for find in _relations(figures):
        for found in budget.watch(find(figures)):
            test = _settled(figures, found) if found.verdict == INCONSISTENT else found
            place = test.start, test.end, test.verdict
            if test in seen or (test.verdict == INCONSISTENT and place in told):
                continue
            seen.add(test)
            told.add(place)
            yield test


def _settled(figures: Figures, test: Computed) -> Computed:
    """A test that would accuse, unless something around it excuses; few reports need to look."""
    from scorer.checks.figures.excuses import settled

    return settled(figures, test)


__all__ = ["CANNOT_TELL", "CONSISTENT", "INCONSISTENT", "ROUNDING", "Computed", "find_figures"]
