"""Sets of figures in a report that arithmetic can test, computed with exact fractions: one relation a module.

Only a pairing that the words settle can give `inconsistent`; where another reading is open the set is
`cannot-tell`. `rounding` is a number that was cut off, or that fits only because its base is an about.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorer.checks.figures.alls import find_alls
from scorer.checks.figures.averages import find_averages
from scorer.checks.figures.changes import find_changes
from scorer.checks.figures.covers import find_covers
from scorer.checks.figures.dates import find_dates
from scorer.checks.figures.differences import find_differences
from scorer.checks.figures.flows import find_flows
from scorer.checks.figures.growth import find_growth
from scorer.checks.figures.leasts import find_leasts
from scorer.checks.figures.lists import find_lists
from scorer.checks.figures.multiples import find_multiples
from scorer.checks.figures.orders import find_orders
from scorer.checks.figures.parts import find_parts
from scorer.checks.figures.posts import find_posts
from scorer.checks.figures.ranks import find_ranks
from scorer.checks.figures.rates import find_rates
from scorer.checks.figures.ratios import find_ratios
from scorer.checks.figures.shares import find_shares
from scorer.checks.figures.stocks import find_stocks
from scorer.checks.figures.sums import find_sums
from scorer.checks.figures.tables import find_tables
from scorer.checks.figures.terms import find_terms
from scorer.checks.figures.twice import find_twice
from scorer.checks.figures.verdicts import CANNOT_TELL, CONSISTENT, INCONSISTENT, ROUNDING, Computed
from scorer.statements.readings import Figures
from scorer.text.budget import Budget

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scorer.text.words import Scan

_RELATIONS = (
    find_rates, find_parts, find_flows, find_covers, find_alls,
    find_stocks, find_changes, find_differences, find_averages, find_leasts, find_ratios, find_multiples, find_lists,
    find_dates, find_tables, find_shares, find_twice, find_ranks, find_posts, find_sums,
    find_orders, find_terms, find_growth,
)  # fmt: skip


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
    for find in _RELATIONS:
        for test in budget.watch(find(figures)):
            place = test.start, test.end, test.verdict
            if test in seen or (test.verdict == INCONSISTENT and place in told):
                continue
            seen.add(test)
            told.add(place)
            yield test


__all__ = ["CANNOT_TELL", "CONSISTENT", "INCONSISTENT", "ROUNDING", "Computed", "find_figures"]
