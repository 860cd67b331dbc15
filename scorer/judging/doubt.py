"""Which verdicts a person should look at first, and why: fixed rules, chosen by how often each was wrong.

They were chosen on complete reports by hands that did not know the program, the last ones on forty-two of them (1,512
verdicts): a fifth of the verdicts is marked, and holds two errors of three; of the others 97 in 100 are right.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorer.judging.judge import CARRIED
from scorer.judging.nearest import LIKELY, SIMILAR
from scorer.model import Finding, Role, Verdict
from scorer.text.expressions import expression

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scorer.judging.judge import Case
    from scorer.model import Evidence, NearMiss
    from scorer.rules.rubric import Criterion

# Codes in the order in which the first that fits is taken.
RECOGNISED = "recognised"  # words were read from pictures
CLOSE_ROLE = "close-role"  # the quoted words stand in a stretch whose role was nearly another
UNHEADED = "unheaded"  # shortcomings, causes or plan lacking in a report without a heading for them
STATUTORY = "statutory"  # shortcomings, causes or plan lacking under a heading for them
PAIRS = "pairs"  # shortcomings and answers paired by likeness
LACKS_ACT = "lacks-act"  # missing, though the measures name it more than once
OTHER_OBJECT = "other-object"  # missing, though the measures tell of it often, as it seems, on another object
IN_PASSING = "in-passing"  # missing, and a figure on it stands under problems
ALL_ABSENT = "absent"  # missing, though a passage reads much like the examples: it may be told in other words
DENIED = "denied"  # missing because of a denial or a promise
OTHER_TIME = "other-time"  # halved or refused because of a year
ONE_QUOTE = "one-quote"  # met on one quote that does not name the object
ON_TOPIC = "on-topic"  # met by figures behind a sentence that names the object
HALF = "half"  # partial, though the quoted words hold a figure
NAMED = "named"  # partial, for the matter is only named
CODES = (
    RECOGNISED,
    CLOSE_ROLE,
    UNHEADED,
    STATUTORY,
    PAIRS,
    LACKS_ACT,
    OTHER_OBJECT,
    IN_PASSING,
    ALL_ABSENT,
    DENIED,
    OTHER_TIME,
    ONE_QUOTE,
    ON_TOPIC,
    HALF,
    NAMED,
)

_FORM = frozenset({"title", "years", "issuer", "addressee", "submitted", "published", "share", "figures", "references"})
_BY_SECTION = {"problems": Role.PROBLEMS, "causes": Role.PROBLEMS, "plan": Role.PLAN}
_NUMBER = expression(r"\d|百分之|[一二三四五六七八九十百千两](?:件|次|名|人|份|场|期|个|批|起|条|项)")
_EVERYWHERE = 9  # clauses that name an object; so often it is what the report is about, and no act on it is expected
_ON_ANOTHER = 3  # near misses: what was done is told more than once, so one alone is seldom a deed overlooked
_WITHOUT_ACT = 2
_TOLD = (Role.MEASURES, Role.FIRST_RESPONSIBLE)


def doubt(finding: Finding, criterion: Criterion, case: Case) -> str | None:
    """The code of the reason to look at a finding; None where it is sure."""
    kind = criterion.kind
    if kind in _FORM or finding.verdict in (Verdict.EXEMPT, Verdict.UNCLEAR):
        return None
    shown: tuple[Evidence | NearMiss, ...] = finding.evidence or finding.near_misses
    if any(words.recognised for words in shown):
        return RECOGNISED
    if _stands_closely(shown, case):
        return CLOSE_ROLE
    if kind in _BY_SECTION:
        if finding.verdict is Verdict.MET:
            return None
        return UNHEADED if _is_unheaded(_BY_SECTION[kind], case) else STATUTORY
    if kind == "plan-answers":
        return PAIRS if finding.verdict is not Verdict.MET else None
    if finding.verdict is Verdict.MET:
        if finding.reason == CARRIED:
            return ON_TOPIC
        return ONE_QUOTE if kind == "signs" and _names_no_object(finding, case) else None
    whys = {near.why for near in finding.near_misses[:1]} | {finding.reason}
    if whys & {"other-year", "cumulative"}:
        return OTHER_TIME
    if finding.verdict is Verdict.PARTIAL:
        if kind != "signs":
            return None
        return HALF if _clauses(shown, case) & case.context.scan.mask("figure") else NAMED
    return _of_missing(finding, whys, criterion, case)


def _of_missing(finding: Finding, whys: set[str], criterion: Criterion, case: Case) -> str | None:
    if not finding.near_misses:
        return ALL_ABSENT
    if finding.near_misses[0].why == SIMILAR:
        return ALL_ABSENT if finding.near_misses[0].sign == LIKELY else None
    if whys & {"negated", "promise"}:
        return DENIED
    nearest, times = finding.near_misses[0], len(finding.near_misses)
    if nearest.role is Role.PROBLEMS and _NUMBER.search(nearest.quote):
        return IN_PASSING
    if nearest.role not in _TOLD:
        return None
    if nearest.why == "other-object":
        return OTHER_OBJECT if times >= _ON_ANOTHER else None
    lacks_act = nearest.why == "no-act" and times >= _WITHOUT_ACT and not _is_everywhere(nearest, criterion, case)
    return LACKS_ACT if lacks_act else None


def _is_everywhere(near: NearMiss, criterion: Criterion, case: Case) -> bool:
    """Whether the object of the sign that nearly stood is named all over the report."""
    named = (case.context.scan.mask(sign.topic) for sign in criterion.signs if sign.id == near.sign)
    return any(mask.bit_count() >= _EVERYWHERE for mask in named)


def _names_no_object(finding: Finding, case: Case) -> bool:
    """Whether one quote alone makes it met, and does not name the object."""
    named = case.context.objects.spoken_of(finding.criterion)
    return len(finding.evidence) == 1 and named is not None and not named & _clauses(finding.evidence, case)


def _clauses(shown: Iterable[Evidence | NearMiss], case: Case) -> int:
    """The clauses that hold the words shown."""
    clauses = case.context.clauses
    mask = 0
    for words in shown:
        low, high = clauses.at(case.offset(words.start)), clauses.at(case.offset(max(words.end - 1, words.start)))
        mask |= (2 << high) - (1 << low)
    return mask


def _stands_closely(shown: Iterable[Evidence | NearMiss], case: Case) -> bool:
    """Whether all words shown stand in stretches to which the next best reading gives a role that counts otherwise."""
    close = [s for s in case.sections if s.close and (s.role in _TOLD) != (s.runner_up in _TOLD)]
    if not close:
        return False
    places = [case.offset(words.start) for words in shown]
    return bool(places) and all(any(s.start <= at < s.end for s in close) for at in places)


def _is_unheaded(role: Role, case: Case) -> bool:
    return not any(section.role is role and section.heading for section in case.sections)
