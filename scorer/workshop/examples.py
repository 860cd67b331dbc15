"""The examples beside the criteria, run: the verdict wanted and got, and what every sign saw in the text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from scorer.judging.judge import Case
from scorer.judging.signs import Context
from scorer.model import Facts, Finding, Level, Role, Section, Source, Verdict
from scorer.pipeline import judge, read_report, score_source
from scorer.rules.rubric import Criterion, Rubric
from scorer.statements.flags import Flags
from scorer.text.clauses import bits
from scorer.text.normalise import normalise
from scorer.text.words import Scan

MOST_SEEN = 12  # places shown of one example


@dataclass(frozen=True, slots=True)
class Seen:
    """One place that a sign saw: its words, and what they are good for."""

    sign: str
    clause: str  # of the normalised text
    words: tuple[str, ...]  # of the topic, then of the needs
    gives: str  # full, half, near
    why: str  # reason or flag of a half or near one; empty for a full one
    role: str
    flags: tuple[str, ...]  # all that stand on the clause


@dataclass(frozen=True, slots=True)
class Outcome:
    """One example run."""

    criterion: str
    number: int  # among the examples of the criterion, the first is 1
    text: str
    role: str
    wanted: str
    got: str
    faults: tuple[tuple[str, str], ...]  # (verdict | quote | why, what was wanted)
    reason: str
    seen: tuple[Seen, ...]
    fired: frozenset[str]  # signs that fire in full

    @property
    def right(self) -> bool:
        """Whether the example says what the rubric does."""
        return not self.faults


def laid_out(
    rubric: Rubric, text: str, role: str = "measures", year: int | None = None, level: str | None = None
) -> Case:
    """A text laid before the judges as if it stood in one section of the role."""
    plain = normalise(Source("example", text, "", "utf-8"))
    scan = Scan(rubric.lexicon, plain.text)
    known = Level(level) if level else None
    context = Context(scan, {Role(role): scan.clauses.all}, Flags(scan, year, known))
    section = Section(Role(role), 0, len(plain.text), 1, text.count("\n") + 1, None)
    return Case(plain, (section,), [], context, Facts(year=year, level=known))


def case_of(rubric: Rubric, example: Mapping[str, Any]) -> Case:
    """The case of an example: a whole report, or words of one section."""
    if example.get("whole"):
        return read_report(Source("example", example["text"], "", "utf-8"), rubric)[0]
    return laid_out(rubric, example["text"], example.get("role", "measures"), example.get("year"), example.get("level"))


def finding_of(rubric: Rubric, criterion: Criterion, example: Mapping[str, Any]) -> Finding:
    """How a criterion judges an example."""
    if example.get("whole"):
        card = score_source(Source("example", example["text"], "", "utf-8"), rubric)
        return next(finding for finding in card.findings if finding.criterion == criterion.id)
    return judge(criterion, case_of(rubric, example))


def run(rubric: Rubric, only: Sequence[str] = ()) -> Iterator[Outcome]:
    """Run the examples of all criteria, or of those named."""
    for criterion in rubric.criteria:
        if not only or criterion.id in only:
            for number, example in enumerate(criterion.examples, 1):
                yield outcome(rubric, criterion, number, example)


def outcome(rubric: Rubric, criterion: Criterion, number: int, example: Mapping[str, Any]) -> Outcome:
    """One example held against what it states."""
    finding = finding_of(rubric, criterion, example)
    faults: list[tuple[str, str]] = []
    if finding.verdict.value != example["verdict"]:
        faults.append(("verdict", example["verdict"]))
    for words in example.get("quotes", ()):
        if not any(words in found.quote for found in finding.evidence):
            faults.append(("quote", words))
    if (
        "why" in example
        and finding.verdict is Verdict.MISSING
        and example["why"] not in {n.why for n in finding.near_misses}
    ):
        faults.append(("why", example["why"]))
    case = case_of(rubric, example)
    fired = frozenset(sign.id for sign in criterion.signs if case.context.look(sign).full)
    seen = tuple(sightings(criterion, case))[:MOST_SEEN] if faults else ()
    role = "whole" if example.get("whole") else example.get("role", "measures")
    return Outcome(
        criterion.id,
        number,
        example["text"],
        role,
        example["verdict"],
        finding.verdict.value,
        tuple(faults),
        finding.reason,
        seen,
        fired,
    )


def sightings(criterion: Criterion, case: Case) -> Iterator[Seen]:
    """What the signs of a criterion saw, the full ones first."""
    context = case.context
    flags = {
        "negated": context.flags.negated,
        "promise": context.flags.times.promised,
        "other-body": context.flags.subjects.other_body,
        "other-year": context.flags.times.other_year,
        "cumulative": context.flags.times.cumulative,
        "nothing": context.flags.nothing,
    }
    found: list[tuple[int, Seen]] = []
    for sign in criterion.signs:
        sighting = context.look(sign)
        masks = [(0, "full", "", sighting.full), *((1, "half", why, mask) for why, mask in sighting.half)]
        masks += [(2, "near", why, mask) for why, mask in sighting.near]
        for rank, gives, why, mask in masks:
            for clause in bits(mask)[:3]:
                span = context.quote(sign, clause, whole=gives == "full")
                words = [
                    case.plain.text[a:b]
                    for name in (sign.topic, *sign.needs)
                    for a, b in context.scan.inside(name, *span)[:2]
                ]
                on = tuple(name for name, flagged in flags.items() if flagged >> clause & 1)
                start, end = context.clauses.span(clause)
                text, role = case.plain.text[start:end].strip(), case.place_of(start)[0].value
                found.append((rank, Seen(sign.id, text, tuple(dict.fromkeys(words)), gives, why, role, on)))
    return (seen for _, seen in sorted(found, key=lambda pair: pair[0]))


def silent_signs(rubric: Rubric, outcomes: Sequence[Outcome]) -> list[tuple[str, str]]:
    """Signs (criterion, sign) that no example makes fire."""
    fired: dict[str, set[str]] = {}
    for one in outcomes:
        fired.setdefault(one.criterion, set()).update(one.fired)
    return [
        (c.id, sign.id) for c in rubric.criteria if c.examples for sign in c.signs if sign.id not in fired.get(c.id, ())
    ]
