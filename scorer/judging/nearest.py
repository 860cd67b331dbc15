"""The nearest words of what is missing: never none, so that a reader sees why nothing counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorer.judging.similar import Passages
from scorer.model import Finding, NearMiss, Verdict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scorer.judging.judge import Case
    from scorer.rules.rubric import Criterion

SIMILAR = "similar"  # the reason shown: only the most similar passage of the report
LIKELY = "likely"  # the sign of one so like the examples that it may tell the deed in other words


def with_nearest(findings: Sequence[Finding], criteria: Sequence[Criterion], case: Case) -> tuple[Finding, ...]:
    """The findings, each missing one with words: where none were found, the passage most like the met examples."""
    passages: Passages | None = None
    shown = []
    for finding, criterion in zip(findings, criteria, strict=True):
        if finding.verdict is Verdict.MISSING and not finding.near_misses and criterion.examples:
            passages = passages or Passages(case)
            finding = finding._replace(near_misses=_most_similar(passages, criterion))
        shown.append(finding)
    return tuple(shown)


def _most_similar(passages: Passages, criterion: Criterion) -> tuple[NearMiss, ...]:
    found = passages.like(criterion, Verdict.MISSING)[:1]
    return tuple(
        NearMiss(p.start, p.end, p.quote, p.line, p.role, p.heading, SIMILAR, mark, p.page, p.recognised)
        for p, mark in ((one.passage, LIKELY if one.check else "") for one in found)
    )
