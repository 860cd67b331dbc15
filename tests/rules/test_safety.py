"""A rubric from a stranger: nothing runs, nothing outside its folder is read, nothing grows without bound."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from rubric_texts import HEARD, OVERLAY, RUBRIC, write

from scorer.errors import RubricError
from scorer.pipeline import load_rubric
from scorer.rules.files import MOST_FILES


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SCORE_CACHE_DIR", str(tmp_path / "cache"))
    (tmp_path / "in").mkdir()
    write(tmp_path / "in" / "small", RUBRIC, {"criteria/heard.yaml": HEARD})
    return tmp_path / "in"


def codes(folder: Path) -> set[str]:
    begun = time.process_time()
    with pytest.raises(RubricError) as raised:
        load_rubric(str(folder))
    assert time.process_time() - begun < 3
    assert all(fault.message and fault.mend for fault in raised.value.faults)
    return {fault.code.removeprefix("rubric.") for fault in raised.value.faults}


BOMB = "words:\n  a0: &a0 {any: [词, 词]}\n" + "".join(
    f"  a{n}: &a{n} {{any: [*a{n - 1}, *a{n - 1}]}}\n" for n in range(1, 30)
)
NESTED = "words:\n  w0: {any: [甲, 乙, 丙, 丁, 戊, 己, 庚, 辛]}\n" + "".join(
    f'  w{n}: {{any: ["<w{n - 1}><w{n - 1}>"]}}\n' for n in range(1, 12)
)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (BOMB, "alias"),
        (NESTED, "too-many-words"),
        ("words: " + "[" * 3000 + "]" * 3000, "deep"),
        ("words:\n  a: {any: [!!python/object/apply:os.system 'true']}\n", "tag"),
        ("words: " + "[" * 200_000, "deep"),
        ("- " * 200_000, "deep"),
        ("? " * 200_000, "deep"),
        ("words:\n  a: {any: !include /etc/passwd}\n", "tag"),
        ('words:\n  a: {any: ["<b>"]}\n  b: {any: ["<a>"]}\n', "cycle"),
        ('words:\n  a: {patterns: ["(?:法*)*治"]}\n', "pattern"),
        ('words:\n  a: {patterns: [".{0,9000}法.{0,9000}治"]}\n', "pattern"),
        ('words:\n  a: {patterns: ["(?:(?:法{1,50}){1,50}){1,50}"]}\n', "pattern"),
        ('words:\n  a: {patterns: ["(法)\\\\1{1,9}+"]}\n', "pattern"),
        ("words: &x\n  a: {any: [甲]}\n  <<: *x\n", "alias"),
        ('words:\n  a: {any: ["' + "字" * 400_000 + '"]}\n' * 2, "too-large"),
        ("words:\n" + "  k" * 10 + ": {", "yaml"),
        ("\x00\x01", "yaml"),
    ],
    ids=[
        "bomb",
        "nested",
        "deep",
        "tag",
        "brackets",
        "dashes",
        "keys",
        "include",
        "cycle",
        "stars",
        "wide",
        "nest",
        "back",
        "merge",
        "large",
        "cut",
        "nul",
    ],
)
def test_hostile_words_are_refused(place: Path, text: str, wanted: str) -> None:
    assert wanted in codes(write(place / "small", RUBRIC, {"words/own.yaml": text}))


@pytest.mark.parametrize(
    "name", ["/etc", "../../secret", "../..", "..", ".", "../small/../../secret", "~/x", "..\\small", "https://x/y"]
)
def test_overlay_stands_only_on_built_in_rubrics_and_neighbours(place: Path, name: str) -> None:
    write(place.parent / "secret", RUBRIC, {"criteria/heard.yaml": HEARD})
    assert codes(write(place / "over", OVERLAY.replace("../small", name))) == {"extends"}


def test_overlay_on_itself_is_told(place: Path) -> None:
    assert codes(write(place / "over", OVERLAY.replace("../small", "../over"))) == {"too-many-layers"}


def test_overlays_on_overlays_end_somewhere(place: Path) -> None:
    below = "small"
    for number in range(8):
        write(place / f"o{number}", OVERLAY.replace("../small", f"../{below}"))
        below = f"o{number}"
    assert codes(place / below) == {"too-many-layers"}


def test_links_out_of_the_folder_are_refused(place: Path) -> None:
    secret = write(place.parent / "secret", RUBRIC, {"criteria/heard.yaml": HEARD})
    os.symlink(secret, place / "linked")
    assert codes(write(place / "over", OVERLAY.replace("../small", "../linked"))) == {"extends"}
    os.symlink(secret / "criteria", place / "small" / "words")
    assert codes(place / "small") == {"outside"}


def test_pipe_in_place_of_a_file_does_not_hang(place: Path) -> None:
    os.mkfifo(place / "small" / "criteria" / "pipe.yaml")
    assert codes(place / "small") == {"outside"}


def test_too_many_files_are_refused(place: Path) -> None:
    (place / "small" / "words").mkdir()
    for number in range(MOST_FILES):
        (place / "small" / "words" / f"w{number}.yaml").write_text("words: {}\n", encoding="utf-8")
    assert codes(place / "small") == {"too-many"}
