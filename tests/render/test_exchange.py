"""SARIF and JUnit XML, held against the published schemas (`published/README.md` says whose they are)."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from lxml import etree
from papers_data import hostile_card, rendered, seed_cards

from scorer.model import Verdict
from scorer.render.sarif import uri

PUBLISHED = Path(__file__).parent / "published"
SARIF_SCHEMA = json.loads((PUBLISHED / "sarif-schema-2.1.0.json").read_text(encoding="utf-8"))


def log(cards: list[Any]) -> dict[str, Any]:
    made: dict[str, Any] = json.loads(rendered("sarif", cards))
    jsonschema.Draft4Validator(SARIF_SCHEMA).validate(made)
    return made


def suites(cards: list[Any]) -> etree._Element:
    tree = etree.fromstring(rendered("junit", cards))
    etree.XMLSchema(etree.parse(PUBLISHED / "junit-10.xsd")).assertValid(tree)
    return tree


def test_log_names_the_schema_it_is_held_against() -> None:
    jsonschema.Draft4Validator.check_schema(SARIF_SCHEMA)
    assert log(seed_cards())["$schema"] == SARIF_SCHEMA["id"]


def test_results_are_what_falls_short_and_what_is_open() -> None:
    (run,) = log(seed_cards())["runs"]
    found = Counter(r["properties"]["verdict"] for r in run["results"] if not r["ruleId"].startswith("check/"))
    judged = Counter(f.verdict.value for card in seed_cards() for f in card.findings)
    assert found == {verdict: judged[verdict] for verdict in ("missing", "partial", "unclear")}


def test_kind_and_level_go_together_as_the_standard_says() -> None:
    (run,) = log(seed_cards())["runs"]
    for result in run["results"]:
        assert (result["level"] == "none") == (result["kind"] != "fail")
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]


def test_regions_are_the_words_of_the_text() -> None:
    (run,) = log(seed_cards())["runs"]
    texts = {uri(card.report.source.name): card.report.source.text for card in seed_cards()}
    regions = 0
    for result in run["results"]:
        place = result["locations"][0]["physicalLocation"]
        if "region" in place:
            regions += 1
            region, text = place["region"], texts[place["artifactLocation"]["uri"]]
            start = region["charOffset"]
            words = text[start : start + region["charLength"]]
            assert "".join(words.split()) == "".join(region["snippet"]["text"].split())
            assert text.count("\n", 0, start) + 1 == region["startLine"]
    assert regions > 10


def test_each_rubric_version_has_a_run() -> None:
    cards = seed_cards()
    old = cards[0]._replace(rubric_version="0.9.0", rubric_sha256="ff" * 32)
    assert len(log([old, *cards[1:]])["runs"]) == 2
    assert log([])["runs"] == []


@pytest.mark.parametrize(
    ("path", "made"),
    [("in/a b.txt", "in/a%20b.txt"), ("/x/报告.txt", "file:///x/%E6%8A%A5%E5%91%8A.txt"), ("a:b.txt", "a%3Ab.txt")],
)
def test_paths_are_uri_references(path: str, made: str) -> None:
    assert uri(path) == made


def test_cases_are_criteria_and_checks() -> None:
    tree = suites(seed_cards())
    for suite, card in zip(tree, seed_cards(), strict=True):
        cases = [case for case in suite.findall("testcase") if case.get("classname") != "checks"]
        assert len(cases) == len(card.findings)
        failing = sum(f.verdict in (Verdict.MISSING, Verdict.PARTIAL) for f in card.findings)
        assert sum(case.find("failure") is not None for case in cases) == failing
        assert int(suite.get("tests")) == len(suite.findall("testcase"))
        assert int(suite.get("failures")) == len(suite.findall("testcase/failure"))
        assert int(suite.get("skipped")) == len(suite.findall("testcase/skipped"))


def test_names_of_cases_stand_once_in_a_suite() -> None:
    for suite in suites(seed_cards()):
        names = [(case.get("classname"), case.get("name")) for case in suite.findall("testcase")]
        assert len(names) == len(set(names))


def test_hostile_text_harms_neither() -> None:
    assert log([hostile_card()])["runs"]
    assert len(suites([hostile_card()]).findall("testsuite")) == 1


def test_report_that_was_not_scored_has_no_case_and_no_result() -> None:
    unscored = seed_cards()[0]._replace(total=None, low=None, high=None, checks=())
    assert log([unscored])["runs"][0]["results"] == []
    assert suites([unscored])[0].get("tests") == "0"
