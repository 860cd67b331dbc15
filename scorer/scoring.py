"""Findings -> Scorecard: points, elements, layers, band, what lifts the score most."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from scorer.model import Check, ElementScore, Finding, Report, Scorecard, Verdict
from scorer.rubric import Criterion, Rubric

HUNDRED = Fraction(100)


def score(report: Report, rubric: Rubric, findings: Sequence[Finding], checks: tuple[Check, ...] = ()) -> Scorecard:
    """Weigh the findings (one for each criterion, in the rubric's order); opens no file, asks no clock."""
    year = report.facts.year
    weights = tuple(criterion.weight(year) for criterion in rubric.criteria)
    credit = rubric.credit
    rows = list(zip(rubric.criteria, findings, weights, strict=True))
    points = tuple(weight * credit.get(finding.verdict, Fraction(0)) for _, finding, weight in rows)

    def share(name: str, layer: str, chosen: set[str]) -> ElementScore:
        low = high = full = fixed = credit_of_fixed = Fraction(0)
        for criterion, finding, weight in rows:
            if criterion.id not in chosen or finding.verdict is Verdict.EXEMPT:
                continue
            full += weight
            if finding.verdict is Verdict.UNCLEAR:
                high += weight
                continue
            earned = weight * credit[finding.verdict]
            low += earned
            high += earned
            fixed += weight
            credit_of_fixed += earned
        ids = tuple(criterion.id for criterion, _, _ in rows if criterion.id in chosen)
        if not full:
            return ElementScore(name, layer, full, None, None, None, ids)
        middle = HUNDRED * credit_of_fixed / fixed if fixed else None
        return ElementScore(name, layer, full, HUNDRED * low / full, HUNDRED * high / full, middle, ids)

    elements = tuple(share(e.id, e.layer, set(e.criteria)) for e in rubric.elements)
    layers = tuple(share(layer.id, layer.id, {c.id for c in rubric.criteria if c.layer == layer.id}) for layer in rubric.layers)
    whole = share("total", "", {c.id for c in rubric.criteria})
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


def _lifts(
    rows: Sequence[tuple[Criterion, Finding, Fraction]], credit: Mapping[Verdict, Fraction], full: Fraction
) -> tuple[tuple[str, Fraction], ...]:
    """Criteria judged partial or missing, with the points of the total that a met verdict would add; most first."""
    gains = []
    for criterion, finding, weight in rows:
        if finding.verdict in (Verdict.PARTIAL, Verdict.MISSING) and weight and full:
            gains.append((criterion.id, HUNDRED * weight * (credit[Verdict.MET] - credit[finding.verdict]) / full))
    return tuple(sorted(gains, key=lambda gain: -gain[1]))


def _band(rubric: Rubric, total: Fraction | None, gate_missing: bool) -> str:
    """Id of the band; the band of an incomplete report goes before any total."""
    for band in rubric.bands:
        if band.least is None:
            if gate_missing:
                return band.id
        elif total is not None and total >= band.least:
            return band.id
    return rubric.bands[-1].id
