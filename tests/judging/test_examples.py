"""The examples that stand beside the criteria are the tests of the rubric."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from reports import builtin, one_section, scored_text

from scorer.model import Finding, Verdict
from scorer.pipeline import judge
from scorer.rules.rubric import Criterion


def examples() -> Iterator[Any]:
    for criterion in builtin().criteria:
        for number, example in enumerate(criterion.examples, 1):
            yield pytest.param(criterion, example, id=f"{criterion.id}-{number}")


def finding_of(criterion: Criterion, example: Mapping[str, Any]) -> Finding:
    if example.get("whole"):
        card = scored_text(example["text"])
        return next(f for f in card.findings if f.criterion == criterion.id)
    role, level = example.get("role", "measures"), example.get("level")
    return judge(criterion, one_section(example["text"], role, example.get("year"), level))


@pytest.mark.parametrize(("criterion", "example"), list(examples()))
def test_example_gets_the_verdict_it_states(criterion: Criterion, example: Mapping[str, Any]) -> None:
    finding = finding_of(criterion, example)
    assert finding.verdict.value == example["verdict"], (finding.reason, finding.evidence, finding.near_misses)
    for words in example.get("quotes", ()):
        assert any(words in e.quote for e in finding.evidence), [e.quote for e in finding.evidence]
    if "why" in example and finding.verdict is Verdict.MISSING:
        assert example["why"] in {miss.why for miss in finding.near_misses}


@pytest.mark.parametrize("criterion", builtin().criteria, ids=lambda c: c.id)
def test_every_sign_is_fired_by_an_example(criterion: Criterion) -> None:
    silent = {sign.id for sign in criterion.signs}
    for example in criterion.examples:
        if not example.get("whole"):
            case = one_section(
                example["text"], example.get("role", "measures"), example.get("year"), example.get("level")
            )
            silent -= {sign.id for sign in criterion.signs if case.context.look(sign).full}
    assert not silent, f"no example of {criterion.id} makes these signs fire: {sorted(silent)}"


@pytest.mark.parametrize("criterion", builtin().criteria, ids=lambda c: c.id)
def test_criterion_judged_by_signs_shows_each_verdict_in_an_example(criterion: Criterion) -> None:
    if criterion.kind in ("pending", "issuer", "addressee", "submitted", "published", "share"):
        wanted = {"unclear"} if criterion.kind == "pending" else {"met"}
    else:
        wanted = {"met", "missing"} if criterion.kind == "title" else {"met", "partial", "missing"}
    if criterion.kind == "title":
        wanted = {"met", "partial", "unclear"}
    if criterion.kind in ("references", "figures"):  # partial only where the rubric makes errors remarks
        wanted = {"met", "missing", "unclear"}
    shown = {example["verdict"] for example in criterion.examples}
    assert wanted <= shown, f"{criterion.id} lacks examples for {wanted - shown}"
    if criterion.kind == "signs":
        assert len(criterion.examples) >= 4
