"""The kept rubric: the same as the one read, and passed over when it is damaged or not of this program."""

from __future__ import annotations

import marshal
import os
import pickle
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from rubric_texts import HEARD, RUBRIC, write

from scorer.model import Source
from scorer.pipeline import load_rubric, score_source
from scorer.rules import cache
from scorer.rules.plain import decoded, encoded

TEXT = "关于2023年法治政府建设情况的报告\n一、主要举措\n县长听取法治建设情况汇报3次。\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SCORE_CACHE_DIR", str(tmp_path / "cache"))
    return write(tmp_path / "small", RUBRIC, {"criteria/heard.yaml": HEARD})


def kept(folder: Path) -> Path:
    (file,) = (folder.parent / "cache").glob("rubric-*")
    return file


def signed(body: bytes) -> bytes:
    """A body with the hash that fits it, as one who knows the program would write it."""
    return sha256(body).digest() + body


def changed(data: bytes, change: Callable[[Any], Any]) -> bytes:
    """The file with other plain values in it and the hash that fits them."""
    first, *parts = cache._apart(memoryview(data)[32:])
    return signed(cache._together([encoded(change(decoded(first))), *parts]))


def test_kept_rubric_judges_like_the_one_that_was_read(folder: Path) -> None:
    read = load_rubric(str(folder))
    again = load_rubric(str(folder))
    assert read is not again and again.criteria == read.criteria and again.data == read.data
    assert again.lexicon.literals.all() == read.lexicon.literals.all()
    source = Source("a.txt", TEXT, "", "utf-8")
    assert score_source(source, again) == score_source(source, read)


def test_examples_are_read_when_they_are_asked_for(folder: Path) -> None:
    load_rubric(str(folder))
    examples = load_rubric(str(folder)).criteria[0].examples
    assert examples and all(example["text"] for example in examples)


@pytest.mark.parametrize("at", [0, 33, 40, 200, -1])
def test_one_changed_byte_is_noticed(folder: Path, at: int) -> None:
    load_rubric(str(folder))
    data = bytearray(kept(folder).read_bytes())
    data[at] ^= 1
    kept(folder).write_bytes(data)
    assert cache.fetch(str(folder)) is None
    assert load_rubric(str(folder)).id == "small"
    assert cache.fetch(str(folder)) is not None  # written anew


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"short",
        signed(b""),
        signed(b"\xff\xff\xff\xff"),
        signed(marshal.dumps(((), ()))),
        signed(pickle.dumps(print)),
        signed(cache._together([])),
        signed(cache._together([b"no JSON"])),
        signed(cache._together([b"[" * 100_000])),
        signed(cache._together([encoded([[], []])])),
        signed(cache._together([encoded([[["a"]], []])])),
        signed(cache._together([encoded([[], {"id": "small"}])])),
        signed(cache._together([encoded([[], [None] * 12])])),
    ],
)
def test_crafted_file_is_passed_over(folder: Path, data: bytes) -> None:
    load_rubric(str(folder))
    kept(folder).write_bytes(data)
    assert cache.fetch(str(folder)) is None
    assert load_rubric(str(folder)).id == "small"


@pytest.mark.parametrize("field", range(12))
@pytest.mark.parametrize("value", [None, 7, "x", [], {}, [[1]]])
def test_values_of_another_kind_are_passed_over_or_harmless(folder: Path, field: int, value: Any) -> None:
    load_rubric(str(folder))
    data = kept(folder).read_bytes()
    kept(folder).write_bytes(
        changed(data, lambda whole: [whole[0], [*whole[1][:field], value, *whole[1][field + 1 :]]])
    )
    cache.fetch(str(folder))  # does not raise: names and texts of another kind are not looked into


def test_touched_rubric_is_read_anew(folder: Path) -> None:
    load_rubric(str(folder))
    assert cache.fetch(str(folder)) is not None
    file = folder / "rubric.yaml"
    file.write_text(file.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert cache.fetch(str(folder)) is None


def test_what_was_kept_long_ago_goes_when_something_new_is_kept(folder: Path) -> None:
    place = folder.parent / "cache"
    place.mkdir()
    names = ("rubric-old.bin", "fitting-old.json", "rubric-new.bin", "notes.txt")
    for name in names:
        (place / name).write_bytes(b"")
    for name in ("rubric-old.bin", "fitting-old.json", "notes.txt"):
        os.utime(place / name, (0, 0))
    load_rubric(str(folder))
    assert [name for name in names if (place / name).exists()] == ["rubric-new.bin", "notes.txt"]
