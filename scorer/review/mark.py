"""A criterion between program and people, and a scorecard of such marks."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from fractions import Fraction

    from scorer.model import Scorecard, Verdict
    from scorer.review.ground import Span
    from scorer.review.line import Line
    from scorer.review.stake import Stake


class State(StrEnum):
    """Where a criterion stands between program and people."""

    UNSEEN = "unseen"  # the program's word; nobody is asked
    OPEN = "open"
    AGREED = "agreed"
    OVERRULED = "overruled"
    DOUBTED = "doubted"
    WAIVED = "waived"
    SETTLED = "settled"
    DISPUTED = "disputed"  # two readers differ
    CLOSED = "closed"  # by another rubric the program says now what the person said
    PROPOSED = "proposed"  # the report changed, the words still stand
    LOOK_AGAIN = "look-again"


DONE = frozenset({State.AGREED, State.OVERRULED, State.WAIVED, State.SETTLED, State.CLOSED})


class Mark(NamedTuple):
    """One criterion, or one check by its key, with both voices."""

    key: str
    program: Verdict
    verdict: Verdict  # in effect
    state: State
    why: str = ""  # code of the reason of the state
    open: bool = False  # a person is to decide
    line: Line | None = None  # the decision that the state comes from
    voices: tuple[Line, ...] = ()  # every reader's last word that may be seen
    spans: tuple[Span, ...] = ()  # where the words of a proposal stand in this version
    proposal: Verdict | None = None  # the verdict that one key would confirm
    asks: tuple[str, ...] = ()  # codes of why a person is asked: verdict, program-doubt, sample, band, doubt

    @property
    def changed(self) -> bool:
        """Whether the voices differ."""
        return self.verdict is not self.program

    @property
    def decided(self) -> bool:
        """Whether a person has decided, and nothing has opened it again."""
        return self.state in DONE and not self.open


class Reviewed(NamedTuple):
    """A scorecard with people's decisions beside it."""

    program: Scorecard
    card: Scorecard  # weighed again with the verdicts in effect
    marks: tuple[Mark, ...]  # by finding
    checks: tuple[Mark, ...]  # of the checks that say something is wrong
    low: Fraction | None  # what the total may come to while marks are open
    high: Fraction | None
    stakes: dict[str, Stake]  # of what is open

    @property
    def all(self) -> tuple[Mark, ...]:
        """Criteria, then checks."""
        return (*self.marks, *self.checks)

    @property
    def open(self) -> tuple[str, ...]:
        """Keys that a person is still to decide."""
        return tuple(mark.key for mark in self.all if mark.open)

    @property
    def done(self) -> int:
        """How many were decided, and those that closed by themselves."""
        return sum(mark.decided for mark in self.all)

    @property
    def changed(self) -> int:
        """How many verdicts in effect are not the program's."""
        return sum(mark.changed for mark in self.all)

    @property
    def doubted(self) -> int:
        """How many are left to a second reader."""
        return sum(mark.state is State.DOUBTED for mark in self.all)

    @property
    def touched(self) -> bool:
        """Whether anyone's decision speaks of this report."""
        return any(mark.voices for mark in self.all)

    def mark(self, key: str) -> Mark:
        """The mark of a criterion or check; a KeyError if there is none."""
        for mark in self.all:
            if mark.key == key:
                return mark
        raise KeyError(key)
