"""What hangs on one criterion: points of the total, a gate, the band."""

from __future__ import annotations

from fractions import Fraction
from math import lcm
from typing import TYPE_CHECKING, NamedTuple

from scorer.model import Verdict

if TYPE_CHECKING:
    from scorer.model import Scorecard
    from scorer.rules.rubric import Rubric

_OTHERS = (Verdict.MET, Verdict.PARTIAL, Verdict.MISSING)


class Stake(NamedTuple):
    """What another verdict would move at most."""

    points: Fraction  # of the total of 0-100
    gate: bool  # it opens or closes a gate
    band: bool  # the band would be another


class Stakes:
    """One criterion moved at a time from the verdicts of the card; like the total, over what is clear.

    Sums are whole numbers of a common unit: thousands of reports are looked through.
    """

    def __init__(self, card: Scorecard, rubric: Rubric) -> None:
        self.rubric = rubric
        self._card = card
        credit = {verdict: rubric.credit.get(verdict, Fraction(0)) for verdict in _OTHERS}
        self._unit = lcm(*{w.denominator for w in card.weights}) * lcm(*(c.denominator for c in credit.values()))
        self._rows = {
            finding.criterion: (finding.verdict, self._units(weight), self._units(points))
            for finding, weight, points in zip(card.findings, card.weights, card.points, strict=True)
            if weight and finding.verdict is not Verdict.EXEMPT and card.total is not None
        }
        self._earned = sum(points for _, _, points in self._rows.values())
        self._clear = sum(weight for verdict, weight, _ in self._rows.values() if verdict is not Verdict.UNCLEAR)
        self._credit = credit
        self._gates = frozenset(card.gates_missing)
        year = card.report.facts.year
        self._is_gate = {criterion.id for criterion in rubric.criteria if criterion.is_gate(year)}

    def _units(self, value: Fraction) -> int:
        return value.numerator * (self._unit // value.denominator)

    def of(self, key: str) -> Stake | None:
        """The stake of a criterion; None where it does not count."""
        if key not in self._rows:
            return None
        verdict, weight, points = self._rows[key]
        full = self._clear + (weight if verdict is Verdict.UNCLEAR else 0)
        most, gate, bands = 0, False, {self._card.band}
        for other in _OTHERS:
            if other is verdict:
                continue
            credit = self._credit[other]
            gain = weight * credit.numerator // credit.denominator - points
            most = max(most, abs(gain))
            missing = self._gates - {key}
            if other is Verdict.MISSING and key in self._is_gate:
                missing |= {key}
            gate = gate or missing != self._gates
            bands.add(self._band(self._earned + gain, full, bool(missing)))
        return Stake(Fraction(100 * most, full), gate, len(bands) > 1)

    def _band(self, earned: int, full: int, gate_missing: bool) -> str:
        """The band of a total of `earned` in `full`."""
        for band in self.rubric.bands:
            if band.least is None:
                if gate_missing:
                    return band.id
            elif 100 * earned * band.least.denominator >= band.least.numerator * full:
                return band.id
        return self.rubric.bands[-1].id
