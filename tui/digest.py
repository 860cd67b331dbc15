"""One report as the desk keeps it: what the table, the matrix and the comparison across reports show of it."""

from __future__ import annotations

import os
from fractions import Fraction
from typing import NamedTuple

from scorer.model import Check, Facts, Finding, Note, Scorecard

Stamp = tuple[int, int]  # time of change in nanoseconds, bytes


class Digest(NamedTuple):
    """A scorecard without the report's text; `fault` says why there is none."""

    path: str
    stamp: Stamp
    fault: str = ""
    sha256: str = ""
    facts: Facts | None = None
    total: Fraction | None = None
    low: Fraction | None = None
    high: Fraction | None = None
    band: str = ""
    baseline_missing: tuple[str, ...] = ()
    gates_missing: tuple[str, ...] = ()
    layers: tuple[tuple[str, Fraction | None], ...] = ()
    elements: tuple[tuple[str, Fraction | None, Fraction], ...] = ()  # id, score, weight that applies
    findings: tuple[Finding, ...] = ()
    weights: tuple[Fraction, ...] = ()
    lifts: tuple[tuple[str, Fraction], ...] = ()
    checks: tuple[Check, ...] = ()
    warnings: tuple[Note, ...] = ()

    @classmethod
    def of(cls, card: Scorecard, path: str, stamp: Stamp) -> Digest:
        """What is kept of a scorecard."""
        return cls(
            path,
            stamp,
            sha256=card.report.source.sha256,
            facts=card.report.facts,
            total=card.total,
            low=card.low,
            high=card.high,
            band=card.band,
            baseline_missing=card.baseline_missing,
            gates_missing=card.gates_missing,
            layers=tuple((layer.id, layer.score) for layer in card.layers),
            elements=tuple((e.id, e.score, e.weight) for e in card.elements),
            findings=card.findings,
            weights=card.weights,
            lifts=card.lifts,
            checks=card.checks,
            warnings=card.report.warnings,
        )

    def finding(self, criterion: str) -> Finding | None:
        """The finding of a criterion."""
        return next((f for f in self.findings if f.criterion == criterion), None)


def stamp_of(path: str) -> Stamp:
    """What tells one state of a file from another; zeros where there is none."""
    for place in (path, path.partition("!")[0]):  # a report inside an archive changes with it
        try:
            found = os.stat(place)
        except (OSError, ValueError):
            continue
        return found.st_mtime_ns, found.st_size
    return 0, 0
