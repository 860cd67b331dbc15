"""The reviewer's decisions on the desk: laid over the scorecards, counted for each report, and put in order."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from threading import RLock
from typing import NamedTuple

from scorer.judging.scoring import score
from scorer.model import Scorecard
from scorer.review.history import History
from scorer.review.line import Line
from scorer.review.mark import Reviewed
from scorer.review.overlay import lay_over
from scorer.review.progress import progress
from scorer.review.queue import queue
from scorer.review.rates import Rates
from scorer.review.reviews import Reviews
from tui.digest import Digest
from tui.rubrics import Rubrics
from tui.standing import Standing, standing_of
from tui.view.entry import Entry

FOLDER = "reviews"


def folder_for(paths: Sequence[str]) -> str:
    """Where decisions on reports at these paths are kept: inside the folder if there is one, else here."""
    if len(paths) == 1 and os.path.isdir(paths[0]):
        return os.path.join(paths[0], FOLDER)
    return FOLDER


class Next(NamedTuple):
    """The mark to go on with; `reason` is a code of the queue, empty within the report at hand."""

    sha256: str
    key: str
    reason: str


class Reviewing:
    """One person's desk: what was decided, by whom, and what is open."""

    def __init__(self, reviews: Reviews, rubrics: Rubrics) -> None:
        self.reviews, self.rubrics = reviews, rubrics
        self.rates = Rates.of(reviews.history)
        self._taken_over = False  # with a line of our own came others from another desk, not counted yet
        self._lock = RLock()  # reports are counted in the thread that judges them

    @property
    def who(self) -> str:
        """Who decides; empty as long as nobody has said."""
        return self.reviews.who

    @property
    def blind(self) -> bool:
        """Whether the other readers' decisions are not to be seen yet."""
        return self.reviews.second and not self.reviews.history.handed_in(self.who)

    def two_readers(self) -> tuple[str, str] | None:
        """This reader, or the first one, and the other who has decided most; None where there are no two."""
        history = self.reviews.history
        people = sorted(history.people, key=lambda who: (who != self.who, -len(history.lines(who))))
        return (people[0], people[1]) if len(people) > 1 else None

    def name(self, who: str) -> None:
        """Decide under this name from now on."""
        with self._lock:
            self.reviews = self.reviews.named(who, second=self.reviews.second)
            self.rates = Rates.of(self.reviews.history)

    def lay(self, card: Scorecard) -> Reviewed:
        """The decisions over a scorecard."""
        with self._lock:
            return self._lay(card)

    def _lay(self, card: Scorecard) -> Reviewed:
        reviews = self.reviews
        return lay_over(
            card,
            reviews.history,
            self.rubrics.of(card.rubric_id),
            score,
            today=datetime.now().date().isoformat(),
            reader=reviews.who,
            second=reviews.second,
        )

    def standing(self, digest: Digest) -> Standing | None:
        """How far the review of a report has come; None of one that could not be read."""
        facts = digest.facts
        if digest.fault or facts is None:
            return None
        with self._lock:
            place = facts.jurisdiction_full or facts.jurisdiction or ""
            touched = self.reviews.history.touches(digest.sha256, digest.path, place, facts.year or 0)
            if not touched and not self.reviews.second:
                return digest.standing
            reviewed = self._lay(digest.card())
            return standing_of(reviewed, queue([reviewed], self.rubrics.of(digest.rubric), self.rates))

    def write(self, act: Callable[[Reviews], Line | None]) -> Line | None:
        """Let a decision be written; a ReviewFault where it cannot be."""
        with self._lock:
            known, line = len(self.reviews.lines), None
            try:
                line = act(self.reviews)
            finally:
                self._taken_over |= len(self.reviews.lines) > known + (line is not None)
            self.rates = Rates.of(self.reviews.history)
            return line

    def news(self) -> bool:
        """Read what was decided at other desks since; whether there is anything."""
        with self._lock:
            fresh = self.reviews.refresh() or self._taken_over
            self._taken_over = False
            if fresh:
                self.rates = Rates.of(self.reviews.history)
            return fresh

    def next_open(self, entries: Iterable[Entry], reviewed: Reviewed | None, key: str) -> Next | None:
        """The next open mark of a report behind one of its marks, else the most important one of the others."""
        own = reviewed.program.report.source.sha256 if reviewed else ""
        if reviewed:
            order = [mark.key for mark in reviewed.all]
            at = order.index(key) + 1 if key in order else 0
            still = set(reviewed.open) - {key}
            found = next((name for name in (*order[at:], *order[:at]) if name in still), "")
            if found:
                return Next(own, found, "")
        best: Next | None = None
        least: tuple[float, ...] = ()
        for entry in entries:
            standing, digest = entry.standing, entry.digest
            if standing is None or digest is None or not standing.open or digest.sha256 == own:
                continue
            if best is None or standing.rank < least:
                best, least = Next(digest.sha256, standing.first, standing.reasons[0][0]), standing.rank
        return best

    def last(self) -> Line | None:
        """The last line of this person that speaks of a report: where she stopped."""
        lines = self.reviews.history.lines(self.who) if self.who else []
        return next((line for line in reversed(lines) if line.decision.report is not None), None)

    def pace(self, open_marks: int) -> tuple[int, float | None, float | None]:
        """Decisions of today, seconds that one takes, and seconds that the open ones will take."""
        found = progress((), self.reviews.history, self.who, datetime.now().astimezone().isoformat())
        return found.today, found.pace, found.pace * open_marks if found.pace is not None else None

    def visible(self) -> History:
        """What this reader may see of the log: of a second reader who has not handed in her own lines only."""
        with self._lock:
            history = self.reviews.history
            return History.of(history.lines(self.who)) if self.blind else history

    def notes(self, sha256: str, key: str) -> list[Line]:
        """What this reader may see of the notes on a mark."""
        found = self.reviews.history.notes(sha256, key)
        return [line for line in found if not self.blind or line.decision.who == self.who]

    def reasons(self, key: str) -> list[str]:
        """Reasons given before for a criterion, the newest first."""
        return self.reviews.history.reasons(key)


def totals(entries: Iterable[Entry]) -> tuple[int, int, Counter[str]]:
    """Open marks, reports without any, and marks by state over all reports, copies counted once."""
    seen: set[str] = set()
    open_marks = through = 0
    states: Counter[str] = Counter()
    for entry in entries:
        if entry.standing is None or entry.digest is None or entry.digest.sha256 in seen:
            continue
        seen.add(entry.digest.sha256)
        open_marks += entry.standing.open
        through += not entry.standing.open
        states.update(voice.state for voice in entry.standing.voices)
    return open_marks, through, states
