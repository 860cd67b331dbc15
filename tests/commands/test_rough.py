"""Rough handling of a run: whatever one report does, the others are scored and nothing is lost."""

from __future__ import annotations

import csv
import io
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from scorer.commands import outputs
from scorer.commands.cli import main
from scorer.commands.inputs import natural
from scorer.commands.outputs import LONGEST_NAME, Names, shortened, whole_file
from scorer.errors import EXIT_INPUT, EXIT_USAGE
from scorer.render.markdown import safe
from scorer.render.sheet import guarded

ROOT = Path(__file__).parents[2]
REPORT = "临溪县2024年法治政府建设情况报告\n一、主要工作\n全年受理行政复议案件12件，办结11件。\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "in"
    place.mkdir()
    for name in ("a", "b", "c"):
        (place / f"{name}.txt").write_text(REPORT, encoding="utf-8")
    return place


def test_fault_of_the_program_costs_its_report_alone(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    import scorer.pipeline

    score = scorer.pipeline.score_source

    def broken(source: object, *rest: object, **more: object) -> object:
        if getattr(source, "name", "").endswith("b.txt"):
            raise OverflowError("int too large")
        return score(source, *rest, **more)  # type: ignore[arg-type]

    monkeypatch.setattr("scorer.pipeline.score_source", broken)
    assert main([str(folder), "--format", "jsonl", "--jobs", "1", "--lang", "zh"]) == EXIT_INPUT
    shown = capsys.readouterr()
    assert len(shown.out.splitlines()) == 2
    assert "b.txt: 程序出错" in shown.err and "OverflowError: int too large" in shown.err
    assert "Traceback" not in shown.err


def test_debug_shows_where_a_fault_arose(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: object, **__: object) -> object:
        raise OverflowError("int too large")

    monkeypatch.setattr("scorer.pipeline.score_source", broken)
    assert main([str(folder / "a.txt"), "--debug"]) == EXIT_INPUT
    assert "Traceback" in capsys.readouterr().err


@pytest.mark.parametrize("digits", [301, 5000])
def test_figures_without_end_are_no_quantities(tmp_path: Path, digits: int) -> None:
    path = tmp_path / "long.txt"
    path.write_text(REPORT + "受理" + "9" * digits + "件，其中办结" + "8" * digits + "件。\n", encoding="utf-8")
    assert main([str(path), "--format", "json", "--output", str(tmp_path / "card.json")]) == 0


def test_numbers_in_names_are_ordered_however_long() -> None:
    names = ["9" * 5000 + ".txt", "10.txt", "2.txt", "010.txt"]
    assert sorted(names, key=natural) == ["2.txt", "010.txt", "10.txt", "9" * 5000 + ".txt"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_pipe_in_a_folder_is_skipped_and_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    os.mkfifo(folder / "pipe.txt")
    assert main([str(folder), "--format", "jsonl", "--lang", "zh"]) == EXIT_INPUT
    shown = capsys.readouterr()
    assert len(shown.out.splitlines()) == 3 and "pipe.txt: 不是普通文件" in shown.err


def test_card_that_cannot_be_written_costs_only_itself(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    (out / "b.json").mkdir(parents=True)
    assert main([str(folder), "--format", "json", "--output", f"{out}/"]) == EXIT_USAGE
    assert sorted(path.name for path in out.iterdir() if path.is_file()) == ["a.json", "c.json"]


def test_long_name_is_cut_with_a_hash_and_stays_its_own(tmp_path: Path) -> None:
    names = Names(str(tmp_path), ".json")
    one, other = (Path(names.path("县" * 100 + end)).name for end in "甲乙")
    assert one != other and all(len(name.encode()) <= LONGEST_NAME for name in (one, other))
    assert shortened("short", LONGEST_NAME) == "short"


def test_drafts_of_killed_runs_are_swept_and_those_of_live_ones_kept(tmp_path: Path) -> None:
    done = subprocess.Popen([sys.executable, "-c", "pass"])
    done.wait()
    left = tmp_path / f".old.json.{done.pid}-abcd1234.part"
    live = tmp_path / f".new.json.{os.getppid()}-abcd1234.part"
    left.write_text("half", encoding="utf-8")
    live.write_text("half", encoding="utf-8")
    outputs.sweep.cache_clear()
    with whole_file(str(tmp_path / "card.json")) as stream:
        stream.write(b"whole")
    assert not left.exists() and live.exists() and (tmp_path / "card.json").read_bytes() == b"whole"


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
def test_ended_run_leaves_no_process_that_holds_the_output(tmp_path: Path, number: signal.Signals) -> None:
    place = tmp_path / "in"
    place.mkdir()
    text = REPORT * 60
    for index in range(60):
        (place / f"{index}.txt").write_text(text, encoding="utf-8")
    words = [sys.executable, "-m", "scorer", str(place), "--format", "jsonl", "--jobs", "2", "--quiet"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    run = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment)
    assert run.stdout is not None
    assert run.stdout.readline()  # under way
    run.send_signal(number)
    started = time.monotonic()
    run.stdout.read()  # comes to its end only when no process holds it
    assert run.wait() != 0
    assert time.monotonic() - started < 20


@pytest.mark.parametrize("path", sorted((ROOT / "tests" / "rough").iterdir()), ids=lambda path: path.name)
def test_input_that_once_broke_something_is_scored_or_told(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = main([str(path), "--format", "jsonl", "--lang", "zh"])
    shown = capsys.readouterr()
    assert code in (0, EXIT_INPUT)
    assert "Traceback" not in shown.err and "程序出错" not in shown.err
    assert shown.out or shown.err.count("score: 错误") >= 1


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@a", "＝1", "\t=1", "\r=1", "\n=1", "'=1", "'quoted", "plain", "a'b"]
)
def test_cell_is_no_formula_and_a_program_gets_it_back(text: str) -> None:
    written = io.StringIO()
    csv.writer(written).writerow([guarded(text)])
    cell = next(csv.reader(io.StringIO(written.getvalue())))[0]
    assert not cell.startswith(("=", "+", "-", "@", "\t"))
    assert (cell[1:] if cell.startswith("'") else cell) == text


@pytest.mark.parametrize(
    "text",
    [
        "[a](javascript:1)", "[a\\](javascript:1)", "![x](http://e)", "<script>alert(1)</script>", "<http://e>",
        "http://e", "www.e.com", "`code`", "a@b.com", "[a]: http://e", "&lt;script&gt;", "\\<b>",
    ],
)  # fmt: skip
def test_text_of_a_report_is_inert_in_markdown(text: str) -> None:
    cell = safe(text)
    shown = MarkdownIt("commonmark").enable("table").render(f"| {cell} |\n| --- |\n| {cell} |\n\n{cell}\n")
    assert not [tag for tag in ("<a ", "<img", "<script", "<code", "<b>") if tag in shown]


@pytest.mark.parametrize(
    "words", [["--fail-under", "1e999999999"], ["--limit", "seconds=" + "9" * 5000], ["--year", "2" * 5000],
              ["--jobs", "1" * 5000], ["--max-size", "1" * 5000]],
    ids=lambda words: words[0],
)  # fmt: skip
def test_number_without_end_in_an_option_is_told(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*words, "a.txt"]) == EXIT_USAGE
    assert "Traceback" not in capsys.readouterr().err
