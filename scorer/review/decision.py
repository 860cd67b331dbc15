"""A decision: what a person says of one criterion of one report, and the ground it stands on."""

from __future__ import annotations

from enum import StrEnum
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from scorer.model import Verdict

if TYPE_CHECKING:
    from scorer.model import Check, Scorecard

CONTRADICTIONS = frozenset({"inconsistent", "leftover", "wrong-reference"})  # verdicts of checks that ask for a person
CHECK = "check:"  # how the key of a check begins


class Act(StrEnum):
    """What a line of the log does."""

    AGREE = "agree"
    OVERRULE = "overrule"
    AGREE_ALL = "agree-all"
    DOUBT = "doubt"
    NOTE = "note"
    WAIVE = "waive"
    SETTLE = "settle"
    HAND_IN = "hand-in"
    UNDO = "undo"
    REDO = "redo"


DECIDING = frozenset({Act.AGREE, Act.OVERRULE, Act.AGREE_ALL, Act.DOUBT})  # a reader's verdict on a criterion
TAKES_BACK = frozenset({Act.UNDO, Act.REDO})


class Words(NamedTuple):
    """Words of the report that a decision rests on, findable in another version of it (W3C TextQuoteSelector)."""

    exact: str
    prefix: str
    suffix: str
    start: int  # characters of the source text that the decision was made on, half-open
    end: int
    counts: bool = True  # False: words that were looked at and do not count


class Version(NamedTuple):
    """The report that a decision was made on; its digest is the key, the rest only helps to find a later version."""

    path: str
    sha256: str
    place: str = ""
    year: int = 0  # 0: not known


class Measure(NamedTuple):
    """The rubric that the program judged by when the decision was made."""

    id: str
    version: str
    sha256: str


class Held(NamedTuple):
    """One criterion in a decision: what the program said, what the person says, and on which words."""

    key: str  # a criterion, or `check_key` of a check; empty for the report as a whole
    program: str  # verdict of the program then; empty in a note
    verdict: str  # of the person; empty where none is given (doubt, note)
    quotes: tuple[Words, ...] = ()
    asks: str = ""  # digest of what the criterion asked for


class Decision(NamedTuple):
    """One line of the log as a value; `at` is told, never sorted by."""

    act: Act
    who: str
    at: str  # ISO time with its zone
    report: Version | None = None
    rubric: Measure | None = None
    held: tuple[Held, ...] = ()
    note: str = ""
    approver: str = ""  # of a waiver
    until: str = ""  # the last day of a waiver, ISO
    second: bool = False  # made by a reader who did not see the others'
    of: str = ""  # hash of the line that is undone or done again

    def of_key(self, key: str) -> Held | None:
        """What is said of one criterion."""
        return next((held for held in self.held if held.key == key), None)


def version_of(card: Scorecard) -> Version:
    """The report of a scorecard as a line names it."""
    source, facts = card.report.source, card.report.facts
    return Version(source.name, source.sha256, facts.jurisdiction_full or facts.jurisdiction or "", facts.year or 0)


def measure_of(card: Scorecard) -> Measure:
    """The rubric of a scorecard as a line names it."""
    return Measure(card.rubric_id, card.rubric_version, card.rubric_sha256)


def check_key(check: Check) -> str:
    """The key of a check: its kind and the words that contradict each other."""
    said = "\n".join((check.code, check.quote, check.other))
    return f"{CHECK}{check.id}:{sha256(said.encode('utf-8', 'backslashreplace')).hexdigest()[:12]}"


def asked(check: Check) -> bool:
    """Whether a check says that something is wrong, so that a person is to look."""
    return check.verdict in CONTRADICTIONS


def verdict_of(check: Check) -> Verdict:
    """A check as a verdict: an error stands as missing, anything else is met."""
    return Verdict.MISSING if asked(check) else Verdict.MET
