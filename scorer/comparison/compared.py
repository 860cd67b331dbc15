"""Scored reports in the order in which they are compared, and what makes the difference of two totals."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from scorer.comparison.told import told
from scorer.model import Scorecard, Verdict

if TYPE_CHECKING:
    import re
    from collections.abc import Sequence

    from scorer.comparison.told import Told
    from scorer.judging.judge import Case

HUNDRED = Fraction(100)


class Compared(NamedTuple):
    """One report of a comparison."""

    name: str
    card: Scorecard  # with the verdicts in effect; without the words of its findings where nobody asks for them
    told: Told
    program: Scorecard | None = None  # as the program judged it, where people's decisions were asked for

    @classmethod
    def of(cls, card: Scorecard, case: Case, formulas: re.Pattern[str] | None, *, whole: bool = False) -> Compared:
        """What a comparison needs of a scored report; the reading itself is let go, and the card unless `whole`."""
        if whole:
            return cls(card.report.source.name, card, told(case, formulas))
        report = card.report
        source = report.source._replace(text="", pages=(), furniture=(), recognised=())
        bare = report._replace(
            source=source, plain=report.plain._replace(source=source, text="", origin=None), headings=(), sections=()
        )
        findings = tuple(finding._replace(evidence=(), near_misses=(), pairings=()) for finding in card.findings)
        return cls(source.name, card._replace(report=bare, findings=findings, checks=()), told(case, formulas))

    @property
    def label(self) -> str:
        """How the report is called in the comparison: its body and year, else its file."""
        facts = self.card.report.facts
        if facts.jurisdiction and facts.year:
            return f"{facts.jurisdiction} {facts.year}"
        return self.name.rsplit("/", 1)[-1]


class Move(NamedTuple):
    """One criterion's part in the difference of two totals."""

    criterion: str
    points: Fraction  # of the total; negative: the second report is worse
    before: Verdict
    after: Verdict


def side_by_side(reports: Sequence[Compared]) -> list[Compared]:
    """Reports of one body together, by year, in the order in which the bodies came."""

    def body(one: Compared) -> str:
        return one.card.report.facts.jurisdiction or one.name

    first: dict[str, int] = {}
    for number, one in enumerate(reports):
        first.setdefault(body(one), number)
    return sorted(reports, key=lambda one: (first[body(one)], one.card.report.facts.year or 0))


def shares(card: Scorecard) -> dict[str, Fraction]:
    """Points of the total that each criterion brings; they add up to the total."""
    clear = [
        (f, w)
        for f, w in zip(card.findings, card.weights, strict=True)
        if f.verdict not in (Verdict.EXEMPT, Verdict.UNCLEAR)
    ]
    full = sum((weight for _, weight in clear), Fraction(0))
    points = {f.criterion: p for f, p in zip(card.findings, card.points, strict=True)}
    return {f.criterion: HUNDRED * points[f.criterion] / full if full else Fraction(0) for f, _ in clear}


def moves(before: Scorecard, after: Scorecard) -> list[Move]:
    """The change of the total, criterion by criterion, the largest first."""
    one, two = shares(before), shares(after)
    changes = {name: two.get(name, Fraction(0)) - one.get(name, Fraction(0)) for name in {**one, **two}}
    ordered = sorted((item for item in changes.items() if item[1]), key=lambda item: (-abs(item[1]), item[0]))
    return [Move(name, change, verdict(before, name), verdict(after, name)) for name, change in ordered]


def verdict(card: Scorecard, criterion: str) -> Verdict:
    """What a criterion was judged; the card has every criterion of its rubric."""
    return next(finding.verdict for finding in card.findings if finding.criterion == criterion)


def follows(before: Scorecard, after: Scorecard) -> bool:
    """Whether the second is the next year's report of the same body."""
    one, two = before.report.facts, after.report.facts
    return bool(one.jurisdiction and one.jurisdiction == two.jurisdiction and one.year and two.year == one.year + 1)
