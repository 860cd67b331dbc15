"""Runs that go on where an earlier one stopped: nothing is scored twice, and the bytes are those of one run."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from zipfile import ZipFile

import pytest
from reports import SEEDS
from test_layers import ROOT

from scorer.commands import batch
from scorer.commands.cli import main
from scorer.kept.results import MOST, Results

NAMES = ("1.txt", "2.txt", "3.txt")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "年报"
    place.mkdir()
    for name, seed in zip(NAMES, sorted(SEEDS.glob("*.txt")), strict=False):
        (place / name).write_bytes(seed.read_bytes())
    return place


@pytest.fixture
def scored(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of what is scored, as it happens."""
    names: list[str] = []
    score = batch.Worker.score

    def noted(worker: batch.Worker, path: str) -> object:
        names.append(path.rpartition("/")[2])
        return score(worker, path)

    monkeypatch.setattr(batch.Worker, "score", noted)
    return names


def run(folder: Path, name: str, *words: str) -> bytes:
    """The bytes of the output of a run that keeps its results beside the reports."""
    out = folder.parent / f"{name}.out"
    assert main([str(folder), "--output", str(out), "--kept", str(folder.parent / "kept"), *words]) == 0
    return out.read_bytes()


@pytest.mark.parametrize("form", ["jsonl", "xlsx", "table"])
def test_only_what_changed_is_scored_again_and_the_bytes_are_the_same(
    folder: Path, scored: list[str], form: str
) -> None:
    first = run(folder, "one", "--format", form)
    assert scored == list(NAMES)
    assert run(folder, "two", "--format", form) == first
    assert scored == list(NAMES)
    (folder / "2.txt").write_bytes((folder / "3.txt").read_bytes())
    changed = run(folder, "three", "--format", form)
    assert scored == [*NAMES, "2.txt"]
    out = folder.parent / "four.out"
    assert main([str(folder), "--format", form, "--output", str(out)]) == 0
    assert out.read_bytes() == changed != first


def test_other_options_and_decisions_are_other_results(folder: Path, scored: list[str]) -> None:
    reviews = folder / "reviews"
    reviews.mkdir()
    for words in ((), ("--year", "2020"), ("--lang", "en"), ("--reviews", str(reviews)), ("--rubric", "auto")):
        run(folder, "out", "--format", "jsonl", *words)
    assert scored == list(NAMES) * 5
    decision = ["--reviewer", "王敏", "--note", "写明了", "--reviews", str(reviews)]
    assert main(["review", "set", str(folder / "1.txt"), "filing", "missing", *decision]) == 0
    run(folder, "out", "--format", "jsonl", "--reviews", str(reviews))
    assert scored == list(NAMES) * 6
    run(folder, "out", "--format", "jsonl", "--reviews", str(reviews), "--debug")
    assert scored == list(NAMES) * 6


def test_another_state_of_the_program_scores_anew(
    folder: Path, scored: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    run(folder, "out", "--format", "jsonl")
    monkeypatch.setattr("scorer.commands.shelf.program", lambda: "another")
    run(folder, "out", "--format", "jsonl")
    assert scored == list(NAMES) * 2


def test_reports_in_archives_and_unreadable_ones(
    folder: Path, scored: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with ZipFile(folder / "4.zip", "w") as archive:
        archive.write(folder / "1.txt", "甲.txt")
        archive.writestr("乙.txt", b"")
    words = [str(folder), "--format", "jsonl", "--kept", str(folder.parent / "kept"), "--lang", "en"]
    outs = []
    for _ in range(2):
        assert main(words) == 3
        out, err = capsys.readouterr()
        outs.append(out)
        assert "4.zip!乙.txt" in err
    assert outs[0] == outs[1] and len(outs[0].splitlines()) == 4
    assert scored == [*NAMES, "4.zip!乙.txt", "4.zip!甲.txt", "4.zip!乙.txt"]  # what could not be read is tried again
    assert "4 taken from earlier runs, 0 kept" in err


def test_a_place_that_cannot_be_used_is_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "results.sqlite3").write_bytes(b"no such thing" * 1000)
    assert main([str(folder), "--kept", str(folder), "--lang", "en"]) == 2
    assert "results cannot be kept" in capsys.readouterr().err


def test_the_user_s_cache_is_bounded_and_a_folder_of_one_s_own_is_not(tmp_path: Path) -> None:
    for place, left in ((str(tmp_path), MOST + 10), ("", MOST)):
        results = Results("x", place)
        results.keep((number.to_bytes(4, "big"), b"", None) for number in range(MOST + 10))
        with sqlite3.connect(results.path) as opened:
            assert opened.execute("SELECT count(*) FROM kept").fetchone() == (left,)
        results.close()


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
@pytest.mark.parametrize(("form", "jobs", "count"), [("jsonl", 1, 10), ("json/", 1, 10)])
def test_a_run_killed_at_any_moment_is_completed_to_the_bytes_of_an_unbroken_one(
    tmp_path: Path, form: str, jobs: int, count: int
) -> None:
    place = tmp_path / "in"
    place.mkdir()
    seeds = [seed.read_bytes() for seed in sorted(SEEDS.glob("*.txt"))]
    for number in range(count):
        (place / f"{number}.txt").write_bytes(seeds[number % 5] + f"\n第{number}份\n".encode())
    kept, out = tmp_path / "kept", tmp_path / f"out.{form}"
    words = ["-m", "scorer", str(place), "--format", form.strip("/"), "--jobs", str(jobs), "--kept", str(kept)]
    words += ["--output", str(out) + "/" * form.endswith("/"), "--lang", "en"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    started = subprocess.Popen([sys.executable, *words], env=environment, stderr=subprocess.DEVNULL)
    until = time.monotonic() + 60
    while _count(kept) < 3 and time.monotonic() < until and started.poll() is None:
        time.sleep(0.02)
    started.send_signal(signal.SIGKILL)
    assert started.wait() == -signal.SIGKILL
    done = _count(kept)
    assert 3 <= done < count
    again = subprocess.run([sys.executable, *words], env=environment, capture_output=True, encoding="utf-8", check=True)
    assert f"{done} taken from earlier runs, {count - done} kept" in again.stderr
    resumed = _contents(out)
    words[words.index("--output") + 1] = words[words.index("--output") + 1].replace("out.", "whole.")
    assert main([word for word in words[2:] if word not in ("--kept", str(kept))]) == 0
    whole = _contents(tmp_path / f"whole.{form}")
    assert resumed == whole and len(resumed) == (count if form.endswith("/") else 1)


def _count(kept: Path) -> int:
    """How many results stand in a folder by now."""
    try:
        with sqlite3.connect(f"file:{kept}/results.sqlite3?mode=ro", uri=True) as opened:
            return int(opened.execute("SELECT count(*) FROM kept").fetchone()[0])
    except sqlite3.Error:
        return 0


def _contents(out: Path) -> dict[str, bytes]:
    if out.is_file():
        return {"": out.read_bytes()}
    return {path.name: path.read_bytes() for path in out.iterdir() if not path.name.startswith(".")}
