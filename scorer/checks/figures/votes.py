"""Votes for, against and withheld, against those who vote: 21名委员投票,15票同意、4票反对、3票弃权."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorer.checks.figures.verdicts import (
    CONSISTENT,
    INCONSISTENT,
    Computed,
    adds_up,
    exceeds,
    misread,
    numbers,
    summed,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scorer.statements.readings import Figures, Reading

_KINDS = ("figure-vote-against", "figure-vote-withheld", "figure-vote-for")  # 不同意 is no 同意
_VOTERS = frozenset("人名位张票")
_FEWEST = 2


def find_votes(figures: Figures) -> Iterator[Computed]:
    """Every ballot with the count of those who vote in it."""
    every = figures.mask(_KINDS)
    against = figures.mask(_KINDS[:2])
    for number, line in enumerate(figures.lines):
        if figures.told[number] & against:
            yield from _ballot(figures, [r for r in line.readings if r.near & every and r.unit in _VOTERS])


def _ballot(figures: Figures, votes: Sequence[Reading]) -> Iterator[Computed]:
    kinds = [_kind(figures, vote) for vote in votes]
    if len(kinds) < _FEWEST or len(set(kinds)) < len(kinds) or _KINDS[2] not in kinds:
        return
    most = max(vote.quantity.number.value for vote in votes)
    bases = [
        r
        for r in figures.before(votes[0])
        if r.counts and r.unit in _VOTERS and r.quantity.number.value >= most and not r.near & figures.mask(_KINDS)
    ]
    bases = bases or [r for r in figures.following(votes[-1])[:1] if r.counts and r.unit == "人"]
    if not bases:
        return
    base, told = bases[0], numbers(votes)
    if exceeds(base.quantity.number, told):
        yield summed(base, votes, INCONSISTENT, ">")
        return
    first, last = figures.lines[base.sentence], figures.lines[votes[-1].sentence]
    absent = figures.scan.has("figure-vote-absent", first.start, last.end)
    agree = adds_up(base.quantity.number, told)
    total = sum(number.value for number in told)
    short = not agree and not absent and len(kinds) == len(_KINDS) and misread(total, base.quantity.number.value)
    yield summed(base, votes, INCONSISTENT if short else CONSISTENT, "<" if short else "≤")


def _kind(figures: Figures, vote: Reading) -> str:
    """For, against or withheld, by the words before a count, or else by those behind it."""
    for words in (vote.said, vote.near):
        for kind in _KINDS:
            if words & figures.mask((kind,)):
                return kind
    return ""
