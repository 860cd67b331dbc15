"""How far the review of a report has come, in what a list shows of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from fractions import Fraction
from typing import NamedTuple

from scorer.judging.scoring import score
from scorer.model import Scorecard, Verdict
from scorer.review.history import History
from scorer.review.mark import Reviewed, State
from scorer.review.overlay import lay_over
from scorer.review.queue import REASONS, Item, queue
from scorer.review.rates import Rates
from scorer.rules.rubric import Rubric


class Voice(NamedTuple):
    """A mark that people have spoken of: the program's verdict, the one in effect, and how it stands."""

    key: str  # a criterion, or the key of a check
    program: Verdict
    verdict: Verdict
    state: str


class Standing(NamedTuple):
    """How far the review of a report has come."""

    done: int = 0  # marks decided of those asked for
    open: int = 0
    open_keys: tuple[str, ...] = ()
    changed: int = 0  # verdicts that the reviewer has set otherwise
    doubted: int = 0
    total: Fraction | None = None  # with the verdicts in effect
    low: Fraction | None = None
    high: Fraction | None = None
    band: str = ""  # id of the rubric's band
    reasons: tuple[tuple[str, int], ...] = ()  # why it is to be looked at, most important first, with their number
    rank: tuple[float, ...] = ()  # place in the queue, of its most important mark
    first: str = ""  # key of that mark
    voices: tuple[Voice, ...] = ()
    elements: tuple[tuple[str, Fraction | None, Fraction], ...] = ()  # id, score, weight; where verdicts were changed


def standing_of(reviewed: Reviewed, items: Iterable[Item]) -> Standing:
    """The counts of a report, and what the list shows of its decisions."""
    items = list(items)
    counts = Counter(item.reasons[0] for item in items)
    card = reviewed.card
    voices: tuple[Voice, ...] = ()
    if reviewed.touched:
        voices = tuple(
            Voice(mark.key, mark.program, mark.verdict, mark.state.value)
            for mark in reviewed.all
            if mark.state not in (State.OPEN, State.UNSEEN)
        )
    first = min(items, key=lambda item: item.rank, default=None)
    return Standing(
        done=reviewed.done,
        open=len(reviewed.open),
        open_keys=reviewed.open,
        changed=reviewed.changed,
        doubted=reviewed.doubted,
        total=card.total,
        low=reviewed.low,
        high=reviewed.high,
        band=card.band,
        reasons=tuple((code, counts[code]) for code in REASONS if counts[code]),
        rank=first.rank if first else (),
        first=first.key if first else "",
        voices=voices,
        elements=tuple((e.id, e.score, e.weight) for e in card.elements) if reviewed.changed else (),
    )


def untouched(card: Scorecard, rubric: Rubric) -> Standing:
    """The standing of a report of which nobody has said anything."""
    reviewed = lay_over(card, History(), rubric, score, today="")
    return standing_of(reviewed, queue([reviewed], rubric, Rates({}, {})))
