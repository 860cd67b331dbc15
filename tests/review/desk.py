"""A desk for the tests of review: a clock that ticks, reports that change, decisions laid over their cards."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

from reports import builtin, seed

from scorer.judging.scoring import score
from scorer.model import Scorecard, Verdict
from scorer.pipeline import score_source
from scorer.reading.source import read_bytes
from scorer.review.overlay import Reviewed, lay_over
from scorer.review.reviews import Reviews

DAY = "2026-03-02"


def ticking(seconds: float = 15) -> Callable[[], str]:
    """A clock that goes on by as much each time it is asked."""
    at = datetime.fromisoformat(f"{DAY}T09:00:00+08:00")

    def clock() -> str:
        nonlocal at
        at += timedelta(seconds=seconds)
        return at.isoformat(timespec="seconds")

    return clock


def opened(folder: Path, who: str = "王敏", **more: Any) -> Reviews:
    """The logs below a folder, with a hand to write."""
    return Reviews.open(str(folder / "reviews"), who, builtin(), clock=ticking(), **more)


def laid(card: Scorecard, reviews: Reviews, **more: Any) -> Reviewed:
    """The decisions on the card; nothing drawn by lot unless asked for."""
    chosen = {"today": DAY, "reader": reviews.who, "sample": Fraction(0), **more}
    return lay_over(card, reviews.history, builtin(), score, **chosen)


def changed_seed(number: str, old: str, new: str, name: str = "") -> Scorecard:
    """The scorecard of a seed in which words were exchanged; under its own name unless another is given."""
    source = seed(number)
    assert old in source.text
    return score_source(read_bytes(source.text.replace(old, new).encode(), name or source.name), builtin())


def with_verdict(card: Scorecard, verdict: Verdict) -> str:
    """The first criterion that the program judges so, and that counts."""
    rows = zip(card.findings, card.weights, strict=True)
    return next(f.criterion for f, weight in rows if f.verdict is verdict and weight)
