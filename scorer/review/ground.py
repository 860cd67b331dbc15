"""Whether a decision still stands: the report, the rubric and the program's verdict it was made on."""

from __future__ import annotations

from enum import StrEnum
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from scorer.review.anchor import find
from scorer.review.decision import Act

if TYPE_CHECKING:
    from scorer.model import Verdict
    from scorer.review.anchor import Bare
    from scorer.review.history import Said

Span = tuple[int, int]


class Footing(StrEnum):
    """How a decision stands on the report and rubric of today."""

    STANDS = "stands"
    CLOSED = "closed"  # another rubric, by which the program says what the person said
    PROPOSED = "proposed"  # another version of the report, in which the words still stand
    LOOK_AGAIN = "look-again"


class Ground(NamedTuple):
    """A footing, the code of its reason, and where the words stand in this version of the report."""

    footing: Footing
    why: str = ""
    spans: tuple[Span, ...] = ()


class Today(NamedTuple):
    """What a decision is held against."""

    sha256: str  # of the report
    rubric: str  # digest
    program: Verdict
    asks: str  # digest of what the criterion asks for
    bare: Bare | None  # the text; None where it was not read


def asks_digest(text: str) -> str:
    """What a criterion asks for, short enough for each line."""
    return sha256(text.encode()).hexdigest()[:16]


def ground(said: Said, today: Today) -> Ground:
    """How a decision stands. What cannot be shown to stand is to be looked at again."""
    line, held = said
    decision = line.decision
    assert decision.report is not None
    same_verdict = held.program == today.program.value
    if decision.report.sha256 != today.sha256:
        return _moved(said, today, same_verdict)
    if decision.rubric is not None and decision.rubric.sha256 == today.rubric:
        # The same bytes by the same rules give the same verdict, unless the caller laid down other facts.
        return Ground(Footing.STANDS) if same_verdict else Ground(Footing.LOOK_AGAIN, "program-changed")
    if held.verdict == today.program.value and held.verdict != held.program:
        return Ground(Footing.CLOSED, "program-agrees")
    if not same_verdict:
        return Ground(Footing.LOOK_AGAIN, "program-changed")
    if held.asks and today.asks and held.asks != today.asks:
        return Ground(Footing.LOOK_AGAIN, "demand-changed")
    return Ground(Footing.STANDS)


def _moved(said: Said, today: Today, same_verdict: bool) -> Ground:
    """A decision made on another version of the report."""
    line, held = said
    if line.decision.act is Act.WAIVE:
        return Ground(Footing.LOOK_AGAIN, "waived-before")
    if today.bare is None:
        return Ground(Footing.LOOK_AGAIN, "unread")
    if not same_verdict and held.verdict != today.program.value:
        return Ground(Footing.LOOK_AGAIN, "program-changed")
    if held.asks and today.asks and held.asks != today.asks:
        return Ground(Footing.LOOK_AGAIN, "demand-changed")
    if not held.quotes:
        return Ground(Footing.LOOK_AGAIN, "no-words")
    spans = [find(words, today.bare) for words in held.quotes]
    if None in spans:
        return Ground(Footing.LOOK_AGAIN, "words-gone")
    if line.decision.act is Act.DOUBT:
        return Ground(Footing.LOOK_AGAIN, "doubted")
    return Ground(Footing.PROPOSED, "", tuple(span for span in spans if span is not None))
