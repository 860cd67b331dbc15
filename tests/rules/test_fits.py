"""A file that fits the schema is known again by its content; one that does not is told every time."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from rubric_texts import HEARD, RUBRIC, write

from scorer.errors import RubricError
from scorer.pipeline import load_rubric
from scorer.rules import fitting
from scorer.rules.files import RubricFile
from scorer.rules.shape import misfits
from scorer.rules.yaml_lines import Lines


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SCORE_CACHE_DIR", str(tmp_path / "cache"))
    return write(tmp_path / "small", RUBRIC, {"criteria/heard.yaml": HEARD})


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The shapes that values are held against, in order."""
    shapes: list[str] = []

    def noted(value: Any, shape: str, lines: Any) -> Any:
        shapes.append(shape)
        return misfits(value, shape, lines)

    monkeypatch.setattr("scorer.rules.checked.misfits", noted)
    yield shapes


def test_after_an_edit_only_the_file_that_changed_is_held_against_the_schema(folder: Path, held: list[str]) -> None:
    first = load_rubric(str(folder))
    assert {"rubric", "criterion", "word-file"} <= set(held)
    held.clear()
    place = folder / "criteria" / "heard.yaml"
    place.write_text(HEARD + "# one more line\n", encoding="utf-8")
    again = load_rubric(str(folder))
    assert held == ["criterion"] and again.criteria == first.criteria


def test_a_file_that_does_not_fit_is_told_each_time_and_costs_the_others_nothing(folder: Path, held: list[str]) -> None:
    place = folder / "criteria" / "heard.yaml"
    place.write_text(HEARD + "unknown: 1\n", encoding="utf-8")
    for _ in range(2):
        held.clear()
        with pytest.raises(RubricError) as told:
            load_rubric(str(folder))
        assert [fault.code for fault in told.value.faults] == ["rubric.shape"]
    assert held == ["criterion"]


@pytest.mark.parametrize("data", [b"", b"{}", b"[1]", b"\xff", b"[" * 100_000])
def test_a_list_that_is_none_is_passed_over(folder: Path, held: list[str], data: bytes) -> None:
    load_rubric(str(folder))
    (kept,) = (folder.parent / "cache").glob("fitting-*")
    kept.write_bytes(data)
    assert not fitting.remembered().known


def test_no_more_is_remembered_than_is_of_use(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fitting, "MOST", 1)
    for data in (b"a", b"b"):
        found = fitting.remembered()
        found.add(RubricFile("a.yaml", "words", data))
        fitting.remember(found)
    assert len(fitting.remembered().known) == 1 and fitting.remembered().holds(RubricFile("a.yaml", "words", b"b"))
    assert not fitting.remembered().holds(RubricFile("a.yaml", "criteria", b"b"))


def test_after_a_change_of_a_weight_words_and_places_are_taken_as_they_were(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = load_rubric(str(folder))
    refused = pytest.fail
    monkeypatch.setattr("scorer.rules.checked.check_words", refused)
    monkeypatch.setattr("scorer.text.lexicon.Lexicon.of", refused)
    place = folder / "criteria" / "heard.yaml"
    place.write_text(HEARD + "# one more line\n", encoding="utf-8")
    again = load_rubric(str(folder))
    assert again.lexicon.source == first.lexicon.source and again.data["places"] == first.data["places"]


def test_after_a_change_of_a_word_the_words_are_made_anew(folder: Path) -> None:
    first = load_rubric(str(folder))
    place = folder / "criteria" / "heard.yaml"
    place.write_text(HEARD.replace("[听取汇报]", "[听取了汇报]"), encoding="utf-8")
    assert load_rubric(str(folder)).lexicon.source != first.lexicon.source


@pytest.mark.parametrize("value", [{"id": "\ud800"}, {"id": "a", "unknown": 1}, {"id": 10**30}, []])
def test_what_does_not_fit_is_told_in_words_with_or_without_the_quick_answer(
    value: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = [str(fault) for fault in misfits(value, "criterion", Lines("a.yaml"))]
    monkeypatch.setattr("scorer.rules.shape._surely_fits", lambda value, shape: False)
    assert told and told == [str(fault) for fault in misfits(value, "criterion", Lines("a.yaml"))]
