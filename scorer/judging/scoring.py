"""Findings -> Scorecard: points, elements, layers, band, what lifts the score most."""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction
from functools import lru_cache
from math import lcm
from typing import TYPE_CHECKING

from scorer.model import Check, ElementScore, Finding, Report, Scorecard, Verdict

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from scorer.rules.rubric import Criterion, Rubric

HUNDRED = Fraction(100)
NOTHING = Fraction(0)
_ratio = lru_cache(maxsize=4096)(Fraction)  # of whole numbers: the same few, report after report


def score(report: Report, rubric: Rubric, findings: Sequence[Finding], checks: tuple[Check, ...] = ()) -> Scorecard:
    """Weigh the findings (one for each criterion, in the rubric's order); opens no file, asks no clock."""
    year = report.facts.year
    weights = tuple(criterion.weight(year) for criterion in rubric.criteria)
    credit = rubric.credit
    rows = list(zip(rubric.criteria, findings, weights, strict=True))
    whole_credit = {verdict for verdict, share in credit.items() if share == 1}
    points = tuple(
        weight if finding.verdict in whole_credit else weight * credit.get(finding.verdict, NOTHING)
        for _, finding, weight in rows
    )

    unit = lcm(*(value.denominator for value in (*weights, *points)))  # whole numbers of 1/unit add up quickly
    shares: dict[tuple[str, str], _Share] = defaultdict(lambda: _Share(unit))
    for (criterion, finding, weight), earned in zip(rows, points, strict=True):
        full, part = (value.numerator * (unit // value.denominator) for value in (weight, earned))
        for key in (("element", criterion.element), ("layer", criterion.layer), ("total", "")):
            shares[key].add(criterion.id, finding.verdict, full, part)

    elements = tuple(shares["element", e.id].score(e.id, e.layer) for e in rubric.elements)
    layers = tuple(shares["layer", layer.id].score(layer.id, layer.id) for layer in rubric.layers)
    whole = shares["total", ""].score("total", "")
    baseline = {layer.id for layer in rubric.layers if layer.baseline}
    baseline_missing = tuple(c.id for c, f, w in rows if c.layer in baseline and w and f.verdict is Verdict.MISSING)
    gates_missing = tuple(c.id for c, f, _ in rows if c.is_gate(year) and f.verdict is Verdict.MISSING)
    lifts = _lifts(rows, credit, whole.weight)
    return Scorecard(
        report=report,
        rubric_id=rubric.id,
        rubric_version=rubric.version,
        rubric_sha256=rubric.sha256,
        findings=tuple(findings),
        weights=weights,
        points=points,
        elements=elements,
        layers=layers,
        total=whole.score,
        low=whole.low,
        high=whole.high,
        band=_band(rubric, whole.score, bool(gates_missing)),
        baseline_missing=baseline_missing,
        gates_missing=gates_missing,
        lifts=lifts,
        checks=checks,
    )


def unscored(card: Scorecard) -> Scorecard:
    """The card of a document of another kind: what was found is shown, no total is given."""
    return card._replace(total=None, low=None, high=None, band="", lifts=())


class _Share:
    """Sums of one element, layer or the whole card, in parts of a point: `unit` of them make one."""

    def __init__(self, unit: int) -> None:
        self.unit = unit
        self.ids: list[str] = []
        self.full = self.earned = self.open = 0  # weight that applies, points, weight that is unclear

    def add(self, name: str, verdict: Verdict, weight: int, earned: int) -> None:
        """Count a criterion in, with its points."""
        self.ids.append(name)
        if verdict is Verdict.EXEMPT or not weight:
            return
        self.full += weight
        if verdict is Verdict.UNCLEAR:
            self.open += weight
        else:
            self.earned += earned

    def score(self, name: str, layer: str) -> ElementScore:
        """Per cent of what applies; with unclear criteria from low to high, the score over what is clear."""
        ids = tuple(self.ids)
        full = _ratio(self.full, self.unit)
        if not self.full:
            return ElementScore(name, layer, full, None, None, None, ids)
        low = _ratio(100 * self.earned, self.full)
        if not self.open:
            return ElementScore(name, layer, full, low, low, low, ids)
        clear = self.full - self.open
        high = _ratio(100 * (self.earned + self.open), self.full)
        return ElementScore(name, layer, full, low, high, _ratio(100 * self.earned, clear) if clear else None, ids)


def _lifts(
    rows: Sequence[tuple[Criterion, Finding, Fraction]], credit: Mapping[Verdict, Fraction], full: Fraction
) -> tuple[tuple[str, Fraction], ...]:
    """Criteria judged partial or missing, with the points of the total that a met verdict would add; most first."""
    if not full:
        return ()
    lacking = {v: HUNDRED * (credit[Verdict.MET] - credit[v]) / full for v in (Verdict.PARTIAL, Verdict.MISSING)}
    gains = [(c.id, weight * lacking[f.verdict]) for c, f, weight in rows if f.verdict in lacking and weight]
    return tuple(sorted(gains, key=lambda gain: gain[1], reverse=True))


def _band(rubric: Rubric, total: Fraction | None, gate_missing: bool) -> str:
    """Id of the band; the band of an incomplete report goes before any total."""
    for band in rubric.bands:
        if band.least is None:
            if gate_missing:
                return band.id
        elif total is not None and total >= band.least:
            return band.id
    return rubric.bands[-1].id
