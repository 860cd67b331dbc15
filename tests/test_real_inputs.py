"""What real files and pages get wrong most, each in a small input with the values that are right."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from reports import builtin

from scorer.model import Scorecard
from scorer.pipeline import score_source
from scorer.reading.source import read_bytes

HERE = Path(__file__).parent
CASES: list[dict[str, Any]] = yaml.safe_load((HERE / "real_inputs.yaml").read_text(encoding="utf-8"))


@cache
def card_of(file: str, text: str) -> Scorecard:
    data = (HERE / "real_inputs" / file).read_bytes() if file else text.encode()
    return score_source(read_bytes(data, file or "a.txt"), builtin())


def told(card: Scorecard) -> dict[str, str]:
    return {finding.criterion: finding.verdict.value for finding in card.findings}


def name(case: dict[str, Any]) -> str:
    return str(case.get("file") or case["text"][:24].replace("\n", " "))


@pytest.mark.parametrize("case", CASES, ids=name)
def test_input_has_the_values_that_are_right(case: dict[str, Any]) -> None:
    card = card_of(case.get("file", ""), case.get("text", ""))
    if any(note.code == "no-font" for note in card.report.warnings):
        pytest.skip("the file brings no Chinese font, and neither does this machine: pdfium leaves lines out")
    facts = card.report.facts._asdict()
    assert {key: facts[key] for key in case.get("facts", {})} == case.get("facts", {})
    verdicts = told(card)
    assert {key: verdicts[key] for key in case.get("verdicts", {})} == case.get("verdicts", {})
    assert {key: verdict for key, verdict in case.get("not", {}).items() if verdicts[key] == verdict} == {}
    codes = [note.code for note in card.report.warnings]
    assert [code for code in case.get("warnings", ()) if code not in codes] == []
    assert [code for code in case.get("warnings_not", ()) if code in codes] == []
    if "other-kind" not in case.get("warnings", ()):
        assert "other-kind" not in codes
    roles = {section.role.value for section in card.report.sections}
    assert [role for role in case.get("roles", ()) if role not in roles] == []
    left = [check.values for check in card.checks if check.id == "leftovers"]
    assert len(left) >= case.get("leftovers", 0)
    wrong = [dict(check.values).get("known") for check in card.checks if check.id == "references"]
    assert [known for known in case.get("references", ()) if known not in wrong] == []
    assert [check.quote for check in card.checks if check.id in case.get("silent", ())] == []
    for words in case.get("never_quoted", ()):
        assert not [e.quote for finding in card.findings for e in finding.evidence if words in e.quote]
    if "same_as" in case:
        assert verdicts == told(card_of(case["same_as"], ""))
