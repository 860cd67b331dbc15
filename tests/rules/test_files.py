"""A broken rubric stops the run with every fault named by file and line, and how to mend it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from rubric_texts import HEARD, RUBRIC

from scorer.errors import RubricError, ScorerError
from scorer.pipeline import load_rubric
from scorer.rules.files import collect, digest


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SCORE_CACHE_DIR", str(tmp_path / "cache"))
    (tmp_path / "small" / "criteria").mkdir(parents=True)
    (tmp_path / "small" / "rubric.yaml").write_text(RUBRIC, encoding="utf-8")
    (tmp_path / "small" / "criteria" / "heard.yaml").write_text(HEARD, encoding="utf-8")
    return tmp_path / "small"


def faults(folder: Path) -> list[ScorerError]:
    with pytest.raises(RubricError) as raised:
        load_rubric(str(folder))
    return raised.value.faults


def change(folder: Path, old: str, new: str, name: str = "criteria/heard.yaml") -> int:
    """Change a file of the rubric; the line of the change."""
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


def test_small_rubric_loads(folder: Path) -> None:
    assert [c.id for c in load_rubric(str(folder)).criteria] == ["heard"]


@pytest.mark.parametrize(
    ("old", "new", "code", "down"),
    [
        ("weight: 10", "wieght: 10", "shape", 0),
        ("weight: 10", "weight: 10\nweight: 9", "doubled", 1),
        ("verified: false", "verified: no", "bare-word", 0),
        ("element: law", "element: low", "unknown-element", 0),
        ("{met: [[heard]]}", "{met: [[herd]]}", "unknown-sign", 0),
        ('"<figure>"', '"<figur>"', "unknown-class", 0),
        ('"<figure>"', '"<figure"', "brackets", 0),
        ('"<figure>"', "听取汇报", "overlap", 0),
        ("[听取汇报]", "[听取…]", "gap", 0),
        ("[听取汇报]", "[(听取|)(汇报|)]", "parts", 0),
        ("[听取汇报]", "[(听取|(听)汇报)情况]", "parts", 0),
        ("id: heard", "id: hear", "file-name", 0),
        ("name: {zh: 听取汇报, en: heard}", "name: {zh: 听取汇报}", "shape", 0),
        ("    needs:", "    needs: [[逐件]]\n    counts_in: [measure]\n    unless:", "shape", 1),
        ("text: \"听取汇报3次。\"", "text: {a: 听取,汇报}", "shape", 0),
        ("text: \"听取汇报3次。\"", "text: !!python/name:os.system 1", "tag", 0),
        ("asks: {zh: 听了没有, en: was it heard}", "asks: &a {zh: 听, en: a}\nreasons: {x: *a}", "alias", 0),
        ("verdicts: {met: [[heard]]}", "verdicts: [met", "yaml", 1),
    ],
)  # fmt: skip
def test_fault_names_file_line_and_mend(folder: Path, old: str, new: str, code: str, down: int) -> None:
    line = change(folder, old, new)
    told = [f for f in faults(folder) if f.code == "rubric." + code]
    assert (f"{folder}/criteria/heard.yaml", line + down) in [(f.file, f.line) for f in told]
    assert all(f.message and f.mend for f in told)


def test_words_with_blanks_between_are_the_list_of_them(folder: Path) -> None:
    asked = {
        "one": "object: 听取 审议, act: 汇报 报告, unless: 人大",
        "other": "object: [听取, 审议], act: [汇报, 报告], unless: [人大]",
    }
    change(folder, "signs:\n", "signs:\n" + "".join(f"  {sign}: {{{rule}}}\n" for sign, rule in asked.items()))
    change(folder, "{met: [[heard]]}", "{met: [[heard], [one], [other]]}")
    words = load_rubric(str(folder)).lexicon.words
    for sign in asked:
        parts = [words(f"heard.{sign}.{part}") for part in ("topic", "needs.0", "unless")]
        assert parts == [("听取", "审议"), ("汇报", "报告"), ("人大",)]


def test_counters_with_parts_in_brackets_make_figures(folder: Path) -> None:
    (folder / "words").mkdir()
    text = "words:\n  counter: {replaces: true, any: (人|户)次 件}\n"
    (folder / "words" / "own.yaml").write_text(text, encoding="utf-8")
    assert load_rubric(str(folder)).lexicon.figures("3人次,4件,5场", []) == [(0, 3), (4, 6)]


def test_fault_in_words_with_blanks_between_is_told_at_their_line(folder: Path) -> None:
    line = change(folder, "needs:", "unless: 人大 <no-such>\n    needs:")
    (fault,) = faults(folder)
    assert (fault.code, fault.line) == ("rubric.unknown-class", line)


def test_misspelt_key_is_told_the_right_one(folder: Path) -> None:
    change(folder, "weight: 10", "wieght: 10")
    assert any("weight" in f.mend for f in faults(folder))


def test_weights_that_do_not_add_up_are_told_with_their_sum(folder: Path) -> None:
    change(folder, "weight: 10", "weight: [{to: 2020, weight: 10}, {from: 2021, weight: 9}]")
    (fault,) = faults(folder)
    assert (fault.code, fault.file) == ("rubric.weights", f"{folder}/rubric.yaml")
    assert "9" in fault.message
    assert "2021-2030" in fault.message
    assert "heard" in fault.mend


def test_all_faults_of_all_files_are_told_in_one_run(folder: Path) -> None:
    change(folder, "weight: 10", "wieght: 10")
    change(folder, "least: 0", "lest: 0", "rubric.yaml")
    assert {f.file.rsplit("/", 1)[1] for f in faults(folder)} == {"heard.yaml", "rubric.yaml"}


def test_unbounded_pattern_is_refused(folder: Path) -> None:
    (folder / "words").mkdir()
    (folder / "words" / "own.yaml").write_text('words:\n  slow:\n    patterns: ["(法+)+治"]\n', encoding="utf-8")
    (fault,) = faults(folder)
    assert (fault.code, fault.line) == ("rubric.pattern", 3)


def test_link_out_of_the_folder_is_refused(folder: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret.yaml"
    secret.write_text("id: secret", encoding="utf-8")
    os.symlink(secret, folder / "criteria" / "secret.yaml")
    assert [f.code for f in faults(folder)] == ["rubric.outside"]


def test_unknown_rubric_is_told_the_built_in_names() -> None:
    with pytest.raises(RubricError, match="fazhi-annual-report"):
        load_rubric("fazhi")


def test_second_load_comes_from_the_cache_and_is_the_same(folder: Path) -> None:
    first = load_rubric(str(folder))
    kept = list((folder.parent / "cache").glob("rubric-*"))
    second = load_rubric(str(folder))
    assert len(kept) == 1
    assert first.criteria == second.criteria
    assert [(band.id, band.least) for band in first.bands] == [(band.id, band.least) for band in second.bands]
    assert (first.credit, first.sha256) == (second.credit, second.sha256)


def test_changed_file_is_read_anew(folder: Path) -> None:
    load_rubric(str(folder))
    change(folder, "听了没有", "听过没有")
    assert load_rubric(str(folder)).criteria[0].asks["zh"] == "听过没有"


def test_folder_that_cannot_be_written_is_done_without(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    blocked = folder.parent / "file"
    blocked.write_text("no folder", encoding="utf-8")
    monkeypatch.setenv("SCORE_CACHE_DIR", str(blocked))
    assert load_rubric(str(folder)).id == "small"


def test_identity_does_not_depend_on_where_the_folder_stands_or_on_line_ends(folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "elsewhere"
    (other / "criteria").mkdir(parents=True)
    for name in ("rubric.yaml", "criteria/heard.yaml"):
        (other / name).write_bytes((folder / name).read_bytes().replace(b"\n", b"\r\n"))
    digests = {digest(collect(str(place))) for place in (folder, other)}
    assert len(digests) == 1


@pytest.mark.parametrize(
    ("name", "code", "mend"),
    [
        ("criteria/other.yml", "other-ending", "other.yaml"),
        ("criteria/other.YAML", "other-ending", "other.yaml"),
        ("criteria/more/other.yaml", "other-place", "criteria/"),
        ("criterias/other.yaml", "other-place", "criteria/"),
        ("Criteria/other.yaml", "other-place", "criteria/"),
        ("词/other.yaml", "other-place", "criteria/"),
        ("other.yaml", "other-place", "criteria/"),
        ("rubric.yml", "other-ending", "rubric.yaml"),
    ],
)
def test_file_that_would_silently_not_be_read_is_told(folder: Path, name: str, code: str, mend: str) -> None:
    load_rubric(str(folder))  # kept for the next run
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    load_rubric(str(folder))  # a folder without such files is nobody's concern
    path.write_text(HEARD, encoding="utf-8")
    (fault,) = faults(folder)
    assert (fault.code, fault.file) == ("rubric." + code, f"{folder}/{name}")
    assert mend in fault.mend


def test_folder_of_another_purpose_beside_the_rules_is_left_alone(folder: Path) -> None:
    (folder / "labels").mkdir()
    (folder / "labels" / "one.yaml").write_text("report: a.txt\ncriteria: {heard: met}\n", encoding="utf-8")
    (folder / "criteria" / "notes.md").write_text("id: no criterion\n", encoding="utf-8")
    assert load_rubric(str(folder))


def test_byte_order_mark_hides_no_rubric_below(folder: Path) -> None:
    over = folder.parent / "over"
    over.mkdir()
    (over / "rubric.yaml").write_text("\ufeffextends: ../small\nid: over\nversion: 1.0.0\n", encoding="utf-8")
    assert [file.layer for file in collect(str(over)) if file.part == "rubric"] == [0, 1]


@pytest.mark.parametrize(
    "number", ["9" * 5000, "9" * 5000 + ".5", "'" + "9" * 5000 + "'", ".inf", "1.0e+999", "1/" + "7" * 5000]
)
def test_weight_without_end_is_told_in_a_line(folder: Path, number: str) -> None:
    line = change(folder, "weight: 10", f"weight: {number}")
    (fault,) = faults(folder)
    assert fault.line == line and len(str(fault)) < 600
