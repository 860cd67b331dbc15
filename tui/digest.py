"""One report as the desk keeps it: what the lists show of it at once, and its scorecard packed."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from scorer.kept.packing import pack, unpack
from scorer.kept.results import Stamp
from scorer.model import Facts, Finding, Note, Plain, Scorecard, Verdict
from tui.standing import Standing


class Digest(NamedTuple):
    """A scorecard without the report's text; `fault` says why there is none."""

    path: str
    stamp: Stamp
    fault: str = ""
    sha256: str = ""
    rubric: str = ""  # id of the rubric that it was judged by
    facts: Facts | None = None
    total: Fraction | None = None
    low: Fraction | None = None
    high: Fraction | None = None
    band: str = ""
    baseline_missing: tuple[str, ...] = ()
    gates_missing: tuple[str, ...] = ()
    layers: tuple[tuple[str, Fraction | None], ...] = ()
    elements: tuple[tuple[str, Fraction | None, Fraction], ...] = ()  # id, score, weight that applies
    verdicts: tuple[tuple[str, Verdict], ...] = ()  # criterion, verdict; in the order of the rubric
    errors: int = 0  # figures and references that do not agree
    lifts: tuple[tuple[str, Fraction], ...] = ()
    warnings: tuple[Note, ...] = ()
    standing: Standing | None = None  # of its review, as long as nobody has said anything
    packed: bytes | None = None  # the whole scorecard without the text

    @classmethod
    def of(cls, card: Scorecard, path: str, stamp: Stamp, standing: Standing | None = None) -> Digest:
        """What is kept of a scorecard."""
        return cls(
            path,
            stamp,
            sha256=card.report.source.sha256,
            rubric=card.rubric_id,
            facts=card.report.facts,
            total=card.total,
            low=card.low,
            high=card.high,
            band=card.band,
            baseline_missing=card.baseline_missing,
            gates_missing=card.gates_missing,
            layers=tuple((layer.id, layer.score) for layer in card.layers),
            elements=tuple((e.id, e.score, e.weight) for e in card.elements),
            verdicts=tuple((f.criterion, f.verdict) for f in card.findings),
            errors=sum(check.verdict == "inconsistent" for check in card.checks),
            lifts=card.lifts,
            warnings=card.report.warnings,
            standing=standing,
            packed=pack(slim(card)),
        )

    def card(self) -> Scorecard:
        """The scorecard without the report's text; only of a report that was read."""
        assert self.packed is not None
        return _unpacked(self.packed)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings with their quotes."""
        return self.card().findings if self.packed else ()

    def finding(self, criterion: str) -> Finding | None:
        """The finding of a criterion."""
        return next((f for f in self.findings if f.criterion == criterion), None)

    def verdict(self, criterion: str) -> Verdict | None:
        """The verdict of a criterion; None where the rubric of this report has none."""
        return next((verdict for id_, verdict in self.verdicts if id_ == criterion), None)


@lru_cache(64)
def _unpacked(packed: bytes) -> Scorecard:
    card: Scorecard = unpack(Scorecard, packed)
    return card


def slim(card: Scorecard) -> Scorecard:
    """The scorecard without text, headings and sections: what is left can be listed, weighed and decided on."""
    report = card.report
    source = report.source._replace(text="", pages=(), furniture=(), recognised=())
    plain = Plain(source, "", None, report.plain.script)
    return card._replace(report=report._replace(source=source, plain=plain, headings=(), sections=()))
