"""Runs over many reports: what is taken, what is shown, what is told, in which order."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path

import pytest
from conftest import TEXT
from reports import SEEDS
from rich.console import Console

from scorer.commands.cli import main
from scorer.commands.inputs import expand
from scorer.commands.patterns import Patterns
from scorer.commands.progress import shown
from scorer.errors import ScorerError

FILES = ("2023/甲/报告.txt", "2023/甲/草稿/报告.txt", "2024/乙.docx", "2024/乙.txt", "2024/旧/丙.html", "说明.txt")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in FILES:
        path = tmp_path / "年报" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(TEXT, encoding="utf-8")
    return tmp_path / "年报"


@pytest.mark.parametrize(
    ("include", "exclude", "taken"),
    [
        (["2024/"], [], FILES[2:5]),
        (["*.txt"], [], [FILES[0], FILES[1], FILES[3], FILES[5]]),
        (["*.txt"], ["草稿/", "/说明.txt"], [FILES[0], FILES[3]]),
        (["2024/*.txt", "*.html"], [], [FILES[3], FILES[4]]),
        (["**/甲/*.txt"], [], [FILES[0]]),
        ([], ["*", "!*.html"], []),  # nothing below a folder that is left out, as git has it
        ([], ["*.txt", "!说明.txt"], [FILES[2], FILES[4], FILES[5]]),
    ],
)
def test_patterns_choose_among_the_files_of_a_folder(
    folder: Path, include: list[str], exclude: list[str], taken: list[str]
) -> None:
    inputs, faults = expand([str(folder)], (), Patterns(include, exclude))
    assert [Path(one.path).relative_to(folder).as_posix() for one in inputs] == list(taken)
    assert [fault.code for fault in faults] == ([] if taken else ["nothing-taken"])


def test_patterns_reach_into_archives_and_leave_named_files_alone(folder: Path) -> None:
    from zipfile import ZipFile

    with ZipFile(folder / "报送.zip", "w") as archive:
        archive.writestr("一区/年报.txt", TEXT)
        archive.writestr("二区/年报.txt", TEXT)
    inputs, _ = expand([str(folder)], (), Patterns(["一区/"]))
    assert [one.path.rpartition("/年报/")[2] for one in inputs] == ["报送.zip!一区/年报.txt"]
    named = str(folder / "说明.txt")
    assert [one.path for one in expand([named], (), Patterns((), ["*.txt"]))[0]] == [named]
    assert not expand([str(folder)], (), Patterns(["一区/"], ["*.zip"]))[0]


def test_pattern_that_is_none_is_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(ScorerError):
        Patterns(["!"])
    assert main([str(folder), "--include", "!", "--lang", "en"]) == 2
    assert "no pattern" in capsys.readouterr().err


def test_progress_tells_rate_and_time_left_and_lets_everything_through() -> None:
    for lang, said in (("zh", ("评分中", "每", "还需")), ("en", ("scoring", "a second", "left"))):
        out = StringIO()
        console = Console(file=out, force_terminal=True, width=100, color_system=None)
        passed = []
        for one in shown(iter(range(30)), 30, lang, console):
            passed.append(one)
        assert passed == list(range(30))
        assert all(word in out.getvalue() for word in (*said, "30/30"))


def test_a_pipe_gets_no_progress_and_the_unreadable_at_the_end(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    seed = next(SEEDS.glob("004*.txt")).read_bytes()
    for number in range(24):
        (tmp_path / f"{number}.txt").write_bytes(b"" if number in (3, 17) else seed)
    assert main([str(tmp_path), "--format", "jsonl", "--fail-under", "99", "--lang", "en"]) == 3
    out, err = capsys.readouterr()
    assert [Path(json.loads(line)["report"]["path"]).stem for line in out.splitlines()] == [
        str(number) for number in range(24) if number not in (3, 17)
    ]
    lines = err.splitlines()
    assert "below" in lines[0] and "scoring" not in err
    told = next(at for at, line in enumerate(lines) if "2 could not be scored" in line)
    assert told == 22 and "3.txt" in lines[told + 1] and "17.txt" in err
    assert sum("empty" in line for line in lines) >= 2
