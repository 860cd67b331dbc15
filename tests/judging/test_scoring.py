from __future__ import annotations

from fractions import Fraction

import pytest
from reports import builtin, scored_seed

from scorer.judging.scoring import score
from scorer.model import Finding, Scorecard, Verdict


def card_with(**verdicts: Verdict) -> Scorecard:
    """A card on which every criterion is met but those named (with _ for -)."""
    changed = {name.replace("_", "-"): verdict for name, verdict in verdicts.items()}
    findings = [Finding(c.id, changed.get(c.id, Verdict.MET), "") for c in builtin().criteria]
    return score(scored_seed("004").report, builtin(), findings)


def test_weights_add_up_to_one_hundred() -> None:
    assert sum(card_with().weights) == 100


def test_all_met_is_one_hundred_in_the_highest_band() -> None:
    card = card_with()
    assert card.total == card.low == card.high == 100
    assert card.band == "full"
    assert card.lifts == ()


def test_partial_earns_half_its_weight() -> None:
    assert card_with(causes=Verdict.PARTIAL).total == 97


def test_exempt_leaves_the_denominator() -> None:
    card = card_with(causes=Verdict.MISSING, filing=Verdict.EXEMPT)
    assert card.total == Fraction(100 * 92, 98)


def test_unclear_makes_an_interval_around_the_score_of_what_is_clear() -> None:
    card = card_with(causes=Verdict.MISSING, title=Verdict.UNCLEAR)
    assert card.low == 92
    assert card.high == 94
    assert card.total == Fraction(100 * 92, 98)


@pytest.mark.parametrize("gate", ["measures_and_results", "problems", "first_responsible_person", "next_year_plan"])
def test_missing_gate_makes_the_report_incomplete_whatever_the_total(gate: str) -> None:
    card = card_with(**{gate: Verdict.MISSING})
    assert card.band == "incomplete"
    assert card.gates_missing == (gate.replace("_", "-"),)


def test_missing_cause_is_flagged_but_no_gate() -> None:
    card = card_with(causes=Verdict.MISSING)
    assert card.baseline_missing == ("causes",)
    assert card.gates_missing == ()
    assert card.band == "full"


def test_lifts_say_what_a_met_verdict_would_add_most_first() -> None:
    card = card_with(causes=Verdict.PARTIAL, problems=Verdict.MISSING, title=Verdict.UNCLEAR)
    assert [name for name, _ in card.lifts] == ["problems", "causes"]
    assert card.lifts[0][1] == Fraction(1000, 100)


def test_duty_of_the_first_responsible_persons_is_a_gate_only_where_the_rule_is_in_force() -> None:
    report = scored_seed("004").report
    findings = [
        Finding(c.id, Verdict.MISSING if c.id == "first-responsible-person" else Verdict.MET, "")
        for c in builtin().criteria
    ]
    old = report._replace(facts=report.facts._replace(year=2017))
    assert score(old, builtin(), findings).gates_missing == ()
    assert score(report, builtin(), findings).gates_missing == ("first-responsible-person",)


def test_layers_are_shown_apart() -> None:
    card = card_with(problems=Verdict.MISSING)
    assert {layer.id: layer.score for layer in card.layers} == {"baseline": 80, "topic": 100, "form": 100}
