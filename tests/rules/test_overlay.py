"""Overlays: what is stated goes before what stands below, every value knows its place, conflicts are told."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
from rubric_texts import HEARD, OVERLAY, RUBRIC, write

from scorer.errors import RubricError, ScorerError
from scorer.model import Facts, Level, Verdict
from scorer.pipeline import load_rubric, score_source
from scorer.reading.source import read_bytes
from scorer.rules.checked import check
from scorer.rules.files import collect, digest
from scorer.rules.profile import Profiles, fits
from scorer.workshop.origin import origins

NEW = (
    HEARD.replace("id: heard", "id: seen")
    .replace("听取汇报", "现场察看")
    .replace("heard:", "seen:")
    .replace("[[heard]]", "[[seen]]")
)


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SCORE_CACHE_DIR", str(tmp_path / "cache"))
    write(tmp_path / "small", RUBRIC, {"criteria/heard.yaml": HEARD})
    return tmp_path


def told(folder: Path) -> list[ScorerError]:
    with pytest.raises(RubricError) as raised:
        load_rubric(str(folder))
    return raised.value.faults


def test_overlay_without_changes_judges_as_the_rubric_below(place: Path) -> None:
    over, small = load_rubric(str(write(place / "over", OVERLAY))), load_rubric(str(place / "small"))
    assert over.criteria == small.criteria
    assert over.id == "over"
    assert over.sha256 != small.sha256


def test_stated_weight_name_gate_and_band_replace_those_below(place: Path) -> None:
    text = OVERLAY + (
        "weights_sum: 12\nweights: {heard: 12}\nnames: {heard: {zh: 听汇报}}\ngates: {heard: {from: 2020}}\n"
        "bands: [{id: fine, least: 10}, {id: poor, least: 0, name: {zh: 差, en: poor}}]\n"
    )
    rubric = load_rubric(str(write(place / "over", text)))
    (heard,) = rubric.criteria
    assert (heard.weight(2023), heard.name, heard.gate_from) == (Fraction(12), {"zh": "听汇报", "en": "heard"}, 2020)
    assert [(band.id, band.least) for band in rubric.bands] == [("fine", Fraction(10)), ("poor", Fraction(0))]


def test_new_criterion_is_listed_in_its_element_and_weights_are_scaled_when_asked(place: Path) -> None:
    files = {"criteria/seen.yaml": NEW.replace("weight: 10", "weight: 2")}
    rubric = load_rubric(str(write(place / "over", OVERLAY + "balance: scale\n", files)))
    assert {c.id: c.weight(2024) for c in rubric.criteria} == {"heard": Fraction(8), "seen": Fraction(2)}
    assert rubric.elements[0].criteria == ("heard", "seen")


def test_weights_that_do_not_add_up_are_a_fault_that_tells_of_scaling(place: Path) -> None:
    files = {"criteria/seen.yaml": NEW}
    (fault,) = told(write(place / "over", OVERLAY, files))
    assert fault.code == "rubric.weights-laid"
    assert "balance: scale" in fault.mend


def test_signs_are_changed_added_and_switched_off(place: Path) -> None:
    change = """\
change: heard
words:
  heard-words: {any: [汇报会]}
signs:
  heard: {topic: {add: [专题汇报]}}
  extra: {topic: "<heard-words>", needs: [["<figure>"]]}
verdicts: {met: [[extra]]}
"""
    rubric = load_rubric(str(write(place / "over", OVERLAY, {"criteria/heard.yaml": change})))
    (heard,) = rubric.criteria
    assert [sign.id for sign in heard.signs] == ["heard", "extra"]
    assert heard.met == (("heard",), ("extra",))
    card = score_source(read_bytes("一、主要举措和成效\n召开汇报会3次。".encode(), "x"), rubric)
    assert card.findings[0].verdict is Verdict.MET
    off = write(
        place / "top",
        OVERLAY.replace("small", "over"),
        {"criteria/h.yaml": "change: heard\nsigns: {heard: {disabled: true}}\n"},
    )
    (heard,) = load_rubric(str(off)).criteria
    assert ([sign.id for sign in heard.signs], heard.met) == (["extra"], (("extra",),))


def test_criterion_switched_off_is_exempt_with_its_reason_and_leaves_the_denominator(place: Path) -> None:
    files = {"criteria/seen.yaml": NEW.replace("weight: 10", "weight: 4")}
    text = OVERLAY + "balance: scale\ndisabled: {heard: {zh: 本市另行报告, en: reported elsewhere}}\n"
    rubric = load_rubric(str(write(place / "over", text, files)))
    card = score_source(read_bytes("一、主要举措和成效\n现场察看3次。".encode(), "x"), rubric)
    by_id = {finding.criterion: finding for finding in card.findings}
    assert by_id["heard"].verdict is Verdict.EXEMPT
    assert rubric.criterion("heard").reasons["off"]["zh"] == "本市另行报告"
    assert card.total == 100


def test_years_and_levels_are_narrowed_with_a_reason(place: Path) -> None:
    text = OVERLAY + "only: {heard: {from: 2024, levels: [county], reason: {zh: 只对县, en: counties}}}\n"
    rubric = load_rubric(str(write(place / "over", text)))
    source = read_bytes("一、主要举措和成效\n听取汇报若干。".encode(), "x")

    def verdict(year: int, level: Level) -> Verdict:
        return score_source(source, rubric, year=year, level=level).findings[0].verdict

    assert verdict(2023, Level.COUNTY) is Verdict.EXEMPT
    assert verdict(2024, Level.STREET) is Verdict.EXEMPT
    assert verdict(2024, Level.COUNTY) is Verdict.PARTIAL


def test_city_stands_on_province_on_nation_and_the_uppermost_wins(place: Path) -> None:
    write(place / "province", OVERLAY.replace("id: over", "id: province") + "names: {heard: {zh: 省, en: p}}\n")
    text = OVERLAY.replace("../small", "../province") + "names: {heard: {zh: 市}}\n"
    folder = str(write(place / "city", text))
    assert load_rubric(folder).criteria[0].name == {"zh": "市", "en": "p"}
    found = {one.path: one for one in origins(check(collect(folder)), "heard")}
    assert found["name.zh"].place == f"{folder}/rubric.yaml:5"
    assert [p.rsplit("/", 2)[1:] for p, _ in found["name.zh"].earlier] == [
        ["criteria", "heard.yaml:3"],
        ["province", "rubric.yaml:5"],
    ]
    assert found["name.en"].place.endswith("province/rubric.yaml:5")
    assert found["weight"].place.endswith("small/criteria/heard.yaml:6")


@pytest.mark.parametrize(
    ("extra", "files", "code", "line"),
    [
        ("weights: {hear: 3}\n", {}, "change-unknown", 5),
        ("weights: {heard: 10}\n", {"criteria/heard.yaml": "change: heard\nweight: 9\n"}, "stated-twice", 5),
        ("", {"criteria/heard.yaml": HEARD}, "already", 1),
        ("", {"criteria/heard.yaml": "change: heard\nsigns: {heard: {topic: {drop: [听汇报]}}}\n"}, "drop-unknown", 2),
        ("", {"criteria/heard.yaml": "change: heard\nsigns: {gone: {disabled: true}}\n"}, "unknown-sign", 2),
        ("", {"words/own.yaml": "words:\n  no-such: {any: {add: [词]}}\n"}, "class-unknown", 2),
        (
            "",
            {"criteria/heard.yaml": 'change: heard\nsigns:\n  heard:\n    topic: ["<no-such>"]\n'},
            "unknown-class",
            4,
        ),
        (
            "",
            {"criteria/heard.yaml": "change: heard\nsigns:\n  heard:\n    object: [听取]\n    topic: [听取]\n"},
            "twice-named",
            5,
        ),
        ("", {"criteria/heard.yaml": "change: heard\nsigns:\n  gone: {unless: [听证]}\n"}, "unused-sign", 3),
        ("wieghts: {heard: 3}\n", {}, "shape", 5),
        ("disabled: {heard: {zh: 停}}\n", {}, "shape", 5),
    ],
)
def test_conflict_is_told_with_file_and_line_of_the_overlay(
    place: Path, extra: str, files: dict[str, str], code: str, line: int
) -> None:
    folder = write(place / "over", OVERLAY + extra, files)
    found = [(fault.code, fault.file.startswith(f"{folder}/"), fault.line) for fault in told(folder)]
    assert ("rubric." + code, True, line) in found


STATEMENT = HEARD.replace(
    'topic: [听取汇报]\n    needs: [["<figure>"]]', "object: [听取汇报]\n    act: [召开]\n    figure: true"
)


@pytest.mark.parametrize("words", ["[专题汇报]", "{add: [专题汇报]}"])
def test_older_name_of_the_object_changes_the_object_of_a_statement(place: Path, words: str) -> None:
    write(place / "small", RUBRIC, {"criteria/heard.yaml": STATEMENT.replace("听取汇报3次", "召开听取汇报会3次")})
    change = f"change: heard\nsigns:\n  heard:\n    topic: {words}\n"
    rubric = load_rubric(str(write(place / "over", OVERLAY, {"criteria/heard.yaml": change})))
    card = score_source(read_bytes("一、主要举措和成效\n召开专题汇报会3次。".encode(), "x"), rubric)
    assert card.findings[0].verdict is Verdict.MET
    places = origins(check(collect(str(place / "over"))), "heard")
    assert [one.place.rsplit("/", 2)[1:] for one in places if one.path == "signs.heard.object"] == [
        ["criteria", "heard.yaml:4"]
    ]


def test_needs_over_a_statement_are_refused_with_the_parts_to_write(place: Path) -> None:
    write(place / "small", RUBRIC, {"criteria/heard.yaml": STATEMENT})
    change = 'change: heard\nsigns:\n  heard:\n    topic: [听汇报]\n    needs: [["<figure>"]]\n'
    (fault,) = told(write(place / "over", OVERLAY, {"criteria/heard.yaml": change}))
    assert (fault.code, fault.line) == ("rubric.needs-below", 5)
    assert "act" in fault.message and "figure" in fault.message and "act、with" in fault.mend


def test_change_of_what_a_lower_overlay_switched_off_is_a_conflict(place: Path) -> None:
    files = {"criteria/seen.yaml": NEW.replace("weight: 10", "weight: 4")}
    write(place / "low", OVERLAY + "balance: scale\ndisabled: {heard: {zh: 停用, en: not used}}\n", files)
    (fault,) = told(write(place / "over", OVERLAY.replace("small", "low") + "names: {heard: {zh: 新}}\n"))
    assert fault.code == "rubric.change-off"
    assert "low/rubric.yaml:6" in fault.message


def test_example_with_known_text_states_the_new_verdict(place: Path) -> None:
    change = (
        "change: heard\nexamples:\n"
        '  - {text: "听取汇报3次。", verdict: partial}\n  - {text: "无。", verdict: missing}\n'
    )
    (heard,) = load_rubric(str(write(place / "over", OVERLAY, {"criteria/heard.yaml": change}))).criteria
    assert [example["verdict"] for example in heard.examples] == ["partial", "missing"]


def test_built_in_overlays_load_and_leave_the_national_rubric_as_it_is() -> None:
    national = load_rubric("fazhi-annual-report")
    assert not national.data["profile"]
    for name in ("township-office", "county-department", "example-city"):
        rubric = load_rubric(name)
        assert rubric.data["profile"]["chain"][0]["id"] == "fazhi-annual-report"
        for year in (2018, 2021, 2024, 2030):
            assert sum(c.weight(year) for c in rubric.criteria) == 100


def test_profile_is_chosen_by_level_and_falls_back_to_the_national_rubric() -> None:
    profiles = Profiles(load_rubric("fazhi-annual-report"), load_rubric)
    chosen = {level: profiles.fitting(Facts(level=level, year=2023)).id for level in (None, *Level)}
    assert chosen[Level.TOWNSHIP] == chosen[Level.STREET] == "township-office"
    assert chosen[Level.DEPARTMENT] == "county-department"
    assert chosen[None] == chosen[Level.COUNTY] == "fazhi-annual-report"


def test_profile_for_years_and_places_needs_both_to_be_shown() -> None:
    applies = {"from": 2023, "places": ["长宁"]}
    assert fits(applies, Facts(year=2023, jurisdiction="长宁县"))
    assert not fits(applies, Facts(year=2022, jurisdiction="长宁县"))
    assert not fits(applies, Facts(jurisdiction="长宁县"))
    assert not fits(applies, Facts(year=2023))


def test_record_does_not_change_the_identity_of_a_rubric(place: Path) -> None:
    before = digest(collect(str(place / "small")))
    (place / "small" / "record.json").write_text("{}", encoding="utf-8")
    assert digest(collect(str(place / "small"))) == before
