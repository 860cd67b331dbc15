"""What a report says of itself, and whether it is an annual report at all."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from layouts import lexicon, weights

from scorer.facts.finder import find_facts, override
from scorer.facts.kind import document_kind
from scorer.facts.places import Places
from scorer.model import Facts, Level
from scorer.reading.source import read_bytes
from scorer.structure.outline import read_outline
from scorer.structure.sections import divide
from scorer.text.normalise import normalise
from scorer.text.words import Scan

ROOT = Path(__file__).resolve().parents[2]
SEEDS = sorted((ROOT / "seeds").glob("*.txt"))
KINDS = sorted((ROOT / "tests" / "kinds").glob("*.txt"))
CASES: list[dict[str, Any]] = yaml.safe_load((ROOT / "tests" / "facts_cases.yaml").read_text(encoding="utf-8"))
GOLD = sorted((ROOT / "tests" / "gold").glob("*.yaml"))
LABELLED = (
    "title",
    "jurisdiction",
    "jurisdiction_full",
    "year",
    "level",
    "issuer",
    "signed_on",
    "published_on",
    "addressee",
    "script",
    "document_number",
)


@cache
def places() -> Places:
    return Places(Places.build())


def read(data: bytes) -> tuple[Facts, str]:
    plain = normalise(read_bytes(data, "report.txt"))
    scan = Scan(lexicon(), plain.text)
    outline = read_outline(plain, scan)
    sections, _ = divide(plain, scan, outline, weights())
    facts = find_facts(plain, scan, outline, sections, places())
    return facts, document_kind(plain, scan, sections, facts)


def differing(facts: Facts, wanted: Mapping[str, Any], level: Callable[[Level], str]) -> dict[str, tuple[Any, Any]]:
    found = {name: getattr(facts, name) for name in wanted}
    if isinstance(found.get("level"), Level):
        found["level"] = level(found["level"])
    return {name: (found[name], value) for name, value in wanted.items() if found[name] != value}


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_seed_has_the_facts_that_its_readers_found(path: Path) -> None:
    gold = yaml.safe_load(path.read_text(encoding="utf-8"))
    facts, kind = read((ROOT / "seeds" / gold["seed"]).read_bytes())
    assert differing(facts, {name: gold["facts"][name] for name in LABELLED}, lambda level: level.value) == {}
    assert kind == "annual-report"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_report_says_of_itself(case: dict[str, Any]) -> None:
    facts, kind = read(case["text"].encode())
    assert differing(facts, case["facts"], lambda level: level.value) == {}
    assert kind == "annual-report"


@pytest.mark.parametrize("path", KINDS, ids=lambda path: path.stem)
def test_document_is_of_the_kind_that_its_file_is_named_after(path: Path) -> None:
    wanted = path.stem.rpartition("-")[0].replace("annual", "annual-report")
    assert read(path.read_bytes())[1] == wanted


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem[:3])
def test_seed_without_title_and_signature_keeps_level_and_year(path: Path) -> None:
    whole, _ = read(path.read_bytes())
    lines = path.read_text(encoding="utf-8").splitlines()
    body = [line for line in lines if len(line) > 60]
    facts, kind = read("\n".join(body).encode())
    assert (facts.level, facts.year, kind) == (whole.level, whole.year, "annual-report")
    assert (facts.title, facts.issuer) == (None, None)


def test_values_stand_in_the_file() -> None:
    for path in SEEDS:
        text = path.read_text(encoding="utf-8")
        facts, _ = read(path.read_bytes())
        for value in (facts.title, facts.issuer, facts.addressee, facts.jurisdiction):
            assert value is None or value in text


def test_column_name_of_the_web_site_does_not_make_a_report_an_interpretation() -> None:
    report = (ROOT / "tests" / "kinds" / "annual-1.txt").read_text(encoding="utf-8")
    assert read(("政策解读\n" + report).encode())[1] == "annual-report"


def test_page_of_another_place_changes_no_place() -> None:
    report = next(path for path in SEEDS if path.stem.startswith("003")).read_text(encoding="utf-8")
    facts, _ = read(report.replace("大柴旦行政委员会", "都兰县人民政府").encode())
    assert facts.jurisdiction == "海西州"


def test_override_leaves_what_it_is_not_given() -> None:
    facts = Facts(year=2022, level=Level.COUNTY, title="报告")
    assert override(facts, None, None) == facts
    assert override(facts, 2023, None) == Facts(year=2023, level=Level.COUNTY, title="报告")
    assert override(facts, None, Level.STREET) == Facts(year=2022, level=Level.STREET, title="报告")
