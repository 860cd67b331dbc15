"""How far the work has come, at what pace, and where it stopped."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from scorer.review.decision import DECIDING, Act
from scorer.review.mark import State

if TYPE_CHECKING:
    from scorer.review.history import History
    from scorer.review.line import Line
    from scorer.review.mark import Reviewed

_PAUSE = 300  # seconds between two decisions from which she was away
_FEWEST = 5  # intervals below which no pace is told
_RECENT = 100  # decisions that the pace is taken from


class Progress(NamedTuple):
    """Counts over all reports, copies counted once."""

    done: int
    open: int
    agreed: int
    overruled: int
    doubted: int
    reports_done: int
    reports: int
    today: int  # her own decisions of this day
    pace: float | None  # seconds a decision takes her
    last: Line | None  # her last line that says something of a report: where she stopped

    @property
    def left(self) -> float | None:
        """Seconds that the open ones will take at this pace."""
        return None if self.pace is None else self.pace * self.open


def progress(reviewed: Iterable[Reviewed], history: History, who: str, now: str) -> Progress:
    """The state of the work on some reports; `now` is an ISO time with its zone."""
    states: list[tuple[State, bool]] = []
    reports_done = reports = 0
    seen: set[str] = set()
    for one in reviewed:
        sha256 = one.program.report.source.sha256
        if sha256 in seen:
            continue
        seen.add(sha256)
        reports += 1
        reports_done += not one.open
        states += [(mark.state, mark.open) for mark in one.all]
    own = [line for line in history.lines(who) if history.in_force(line)] if who else []
    decided = [line for line in own if line.decision.act in DECIDING or line.decision.act is Act.WAIVE]
    placed = [line for line in own if line.decision.report is not None]
    counts = {state: sum(1 for found, _ in states if found is state) for state in State}
    open_ = sum(is_open for _, is_open in states)
    ended = (State.AGREED, State.OVERRULED, State.WAIVED, State.SETTLED, State.CLOSED)
    return Progress(
        done=sum(counts[state] for state in ended),
        open=open_,
        agreed=counts[State.AGREED],
        overruled=counts[State.OVERRULED],
        doubted=counts[State.DOUBTED],
        reports_done=reports_done,
        reports=reports,
        today=sum(line.decision.at[:10] == now[:10] for line in decided),
        pace=_pace(decided),
        last=placed[-1] if placed else None,
    )


def _pace(decided: list[Line]) -> float | None:
    """The median time between two decisions in a row, breaks and clocks set back left out."""
    from statistics import median

    times = [_time(line.decision.at) for line in decided[-_RECENT:]]
    known = [time for time in times if time is not None and time.tzinfo is not None]
    gaps = [(later - earlier).total_seconds() for earlier, later in pairwise(known)]
    gaps = [gap for gap in gaps if 0 < gap <= _PAUSE]
    return median(gaps) if len(gaps) >= _FEWEST else None


def _time(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None
