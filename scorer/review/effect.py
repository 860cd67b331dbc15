"""Findings as they are in effect: with the person's verdict, reason and words in place of the program's."""

from __future__ import annotations

from fractions import Fraction
from math import lcm
from typing import TYPE_CHECKING

from scorer.model import Evidence, Finding, NearMiss, Role, Scorecard, Section, Verdict
from scorer.review.mark import Mark, State

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scorer.rules.rubric import Rubric


def findings_in_effect(card: Scorecard, marks: Sequence[Mark]) -> list[Finding]:
    """The findings of a card under the marks; the program's own stay in the card."""
    sections = [(*card.report.plain.to_source(s.start, s.end), s) for s in card.report.sections]
    return [_in_effect(f, mark, card, sections) for f, mark in zip(card.findings, marks, strict=True)]


def _in_effect(finding: Finding, mark: Mark, card: Scorecard, sections: Sequence[tuple[int, int, Section]]) -> Finding:
    if mark.decided:
        finding = finding._replace(doubt=None)  # a person has looked
    if not mark.changed or mark.line is None:
        return finding
    decision = mark.line.decision
    detail = (("note", decision.note), ("approver", decision.approver), ("until", decision.until))
    reason = "waived" if mark.state is State.WAIVED else "reviewed-note" if decision.note else "reviewed"
    found = finding._replace(verdict=mark.verdict, reason=reason, detail=detail)
    held = decision.of_key(mark.key)
    source = card.report.source
    if mark.verdict is Verdict.MISSING:
        near = [NearMiss(*e[:6], "refused", e.sign, e.page, e.recognised) for e in finding.evidence]
        return found._replace(evidence=(), near_misses=(*near, *finding.near_misses))
    if held is None or not source.text:
        return found
    own = []
    for words in held.quotes:
        if words.counts and source.text[words.start : words.end] == words.exact:
            section = next((s for start, end, s in sections if start <= words.start < end), None)
            role = section.role if section else Role.MEASURES
            heading = section.heading.text if section and section.heading else None
            own.append(Evidence.cut(source, words.start, words.end, role, heading, "review"))
    return found._replace(evidence=tuple(own) or finding.evidence)


def interval(card: Scorecard, marks: Sequence[Mark], rubric: Rubric) -> tuple[Fraction | None, Fraction | None]:
    """The least and the most that the total may come to: open marks missing, and met."""
    if card.total is None:
        return None, None
    least, most = rubric.credit[Verdict.MISSING], rubric.credit[Verdict.MET]
    unit = lcm(*{weight.denominator for weight in card.weights}) * lcm(*(c.denominator for c in rubric.credit.values()))
    full = low = high = 0  # whole numbers of a common unit: thousands of reports are looked through
    for mark, weight, points in zip(marks, card.weights, card.points, strict=True):
        if mark.verdict is Verdict.EXEMPT:
            continue
        units = weight.numerator * (unit // weight.denominator)
        full += units
        if mark.open or mark.verdict is Verdict.UNCLEAR:
            low += units * least.numerator // least.denominator
            high += units * most.numerator // most.denominator
        else:
            earned = points.numerator * (unit // points.denominator)
            low += earned
            high += earned
    return (Fraction(100 * low, full), Fraction(100 * high, full)) if full else (None, None)
