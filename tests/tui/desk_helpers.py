"""Digests and entries of hand-made and seed scorecards for the desk's tests."""

from __future__ import annotations

from functools import cache

from reports import SEED_NUMBERS, SEEDS, builtin, labels, scored_seed

from tui.digest import Digest
from tui.view.reports import Entry
from tui.words import Words

CHINESE = Words("zh", builtin())


@cache
def seed_entries() -> list[Entry]:
    """The five seeds as the table shows them."""
    return [seed_entry(number) for number in SEED_NUMBERS]


@cache
def seed_entry(number: str) -> Entry:
    """One seed as the table shows it."""
    path = str(SEEDS / labels(number)["seed"])
    return Entry.of(path, Digest.of(scored_seed(number), path, (1, 1)), CHINESE)
