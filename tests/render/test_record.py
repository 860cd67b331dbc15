"""The JSON scorecard, JSON lines and CSV."""

from __future__ import annotations

import csv
import json
from fractions import Fraction
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from conftest import make_card
from jsonschema import Draft202012Validator

import scorer
from scorer.locale.wording import points_words, rounded, score_words
from scorer.model import Scorecard
from scorer.render import lines, record, sheet
from scorer.render.formats import Look, scored


@pytest.fixture(scope="module")
def schema() -> Draft202012Validator:
    shape = json.loads((Path(scorer.__file__).parent / "scorecard.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(shape)
    return Draft202012Validator(shape)


def written(card: Scorecard, look: Look) -> Any:
    return json.loads("".join(record.whole([scored(card, record.piece(card, look))], look)))


def test_json_scorecard_fits_its_schema(card: Scorecard, look: Look, schema: Draft202012Validator) -> None:
    schema.validate(written(card, look))
    schema.validate(written(card, look._replace(similar={})))


def test_json_scorecard_of_a_report_that_says_nothing_of_itself_fits_too(
    look: Look, schema: Draft202012Validator
) -> None:
    schema.validate(written(make_card(total=None, low=None, high=None, lifts=(), checks=()), look))


def test_schema_refuses_an_unknown_key(card: Scorecard, look: Look, schema: Draft202012Validator) -> None:
    value = written(card, look)
    value["criteria"][0]["note"] = "x"
    assert not schema.is_valid(value)


def test_keys_stand_in_the_order_of_the_contract(card: Scorecard, look: Look) -> None:
    value = written(card, look)
    assert list(value) == [
        "schema", "schema_version", "report", "rubric", "score", "elements", "criteria", "checks", "checks_not_done",
        "figures", "lifts", "warnings",
    ]  # fmt: skip
    assert list(value["criteria"][0]) == [
        "id", "element", "verdict", "weight", "points", "reason", "mend", "evidence", "near_misses", "doubt",
    ]  # fmt: skip
    assert list(value["criteria"][1]["near_misses"][0])[-1] == "why"


def test_every_quote_is_cut_at_its_offsets(card: Scorecard, look: Look) -> None:
    text = card.report.source.text
    value = written(card, look)
    quotes = [q for c in value["criteria"] for q in (*c["evidence"], *c["near_misses"])]
    assert quotes
    assert all(text[q["start"] : q["end"]] == q["quote"] for q in quotes)


def test_scores_have_one_decimal_and_points_two_at_most(card: Scorecard, look: Look) -> None:
    value = written(card, look)
    assert value["score"]["total"] == 66.7
    assert value["score"]["layers"] == {"baseline": 61.5, "topic": 100.0}
    assert value["lifts"][0] == {"criterion": "causes", "points": 18.75}
    assert '"weight": 6, "points": 6' in record.piece(card, look)
    assert '"score": 100.0' in record.piece(card, look)


def test_halves_are_rounded_up_not_to_even() -> None:
    assert rounded(Fraction("0.25"), 1) == 3
    assert score_words(Fraction("62.45")) == "62.5"
    assert points_words(Fraction(5, 2)) == "2.5"
    assert points_words(Fraction(0)) == "0"


def test_mend_is_null_where_nothing_is_to_be_mended(card: Scorecard, look: Look) -> None:
    mends = {c["id"]: c["mend"] for c in written(card, look)["criteria"]}
    assert mends["problems"] is None
    assert mends["causes"] == "补写原因"


def test_reason_takes_the_rubrics_sentence_and_fills_in_its_values(card: Scorecard, look: Look, english: Look) -> None:
    assert written(card, look)["criteria"][2]["reason"] == "只有 1 处"
    assert written(card, english)["criteria"][2]["reason"] == "only 1 places"


def test_unanswered_problem_has_a_null_answer(card: Scorecard, look: Look) -> None:
    pairings = written(card, look)["criteria"][2]["pairings"]
    assert [p["problem"]["quote"] for p in pairings if p["answer"] is None] == ["普法宣传形式单一"]


def test_several_reports_make_an_array_and_none_an_empty_one(card: Scorecard, look: Look) -> None:
    many = look._replace(many=True)
    one = scored(card, record.piece(card, many))
    assert len(json.loads("".join(record.whole([one, one, one], many)))) == 3
    assert json.loads("".join(record.whole([one], many)))[0]["schema"] == "scorecard/1"
    assert json.loads("".join(record.whole([], many))) == []


def test_json_lines_hold_the_same_record_one_to_a_line(card: Scorecard, look: Look) -> None:
    one = scored(card, lines.piece(card, look))
    text = "".join(lines.whole([one, one], look))
    assert [json.loads(line) for line in text.splitlines()] == [written(card, look)] * 2


def rows(card: Scorecard, look: Look) -> list[dict[str, str]]:
    text = "".join(sheet.whole([scored(card, sheet.piece(card, look))], look))
    return list(csv.DictReader(StringIO(text)))


def test_csv_has_a_row_for_each_criterion(card: Scorecard, look: Look) -> None:
    table = rows(card, look)
    assert [row["criterion"] for row in table] == ["problems", "causes", "plan", "inspection", "duty-reports"]
    assert table[1]["quote"] == "分析原因"
    assert table[1]["layer"] == "baseline"
    assert table[0]["total"] == "66.7"


@pytest.mark.parametrize("name", ["=1+1.txt", "+a", "-a", "@sum", "＝1", "\tx"])
def test_csv_cell_that_looks_like_a_formula_is_disarmed(look: Look, name: str) -> None:
    assert rows(make_card(name=name), look)[0]["path"] == "'" + name


def test_csv_keeps_quotes_and_line_ends_of_a_report_inside_one_cell(look: Look) -> None:
    card = make_card()
    finding = card.findings[0]
    hostile = finding.evidence[0]._replace(quote='甲,"乙"\n丙')
    card = card._replace(findings=(finding._replace(evidence=(hostile,)), *card.findings[1:]))
    assert rows(card, look)[0]["quote"] == '甲,"乙"\n丙'
