"""Papers by the command line: bytes, files, folders, and what is told where a library is lacking."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from reports import SEEDS

from scorer.commands.cli import main
from scorer.render.formats import BINARY, EXTRA, FORMATS

SEED = str(SEEDS / "003_108f9e6d3c976853.txt")
STARTS = {
    "docx": b"PK",
    "xlsx": b"PK",
    "html": b"<!DOCTYPE html>",
    "brief": b"# ",
    "sarif": b'{"$schema"',
    "junit": b"<?xml",
}


@pytest.mark.parametrize("name", STARTS)
def test_paper_goes_through_a_pipe_byte_for_byte(name: str, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main([SEED, "--format", name]) == 0
    assert capsysbinary.readouterr().out.startswith(STARTS[name])


@pytest.mark.parametrize("name", STARTS)
def test_folder_gets_a_paper_for_each_report(name: str, tmp_path: Path) -> None:
    assert main([str(SEEDS), "--format", name, "--output", f"{tmp_path / 'out'}/", "--quiet"]) == 0
    files = list((tmp_path / "out").iterdir())
    assert len(files) == 5 and all(file.read_bytes().startswith(STARTS[name]) for file in files)


@pytest.mark.parametrize("name", sorted(BINARY))
def test_bytes_are_never_put_on_a_terminal(
    name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    assert main([SEED, "--format", name, "--lang", "en"]) == 2
    shown = capsys.readouterr()
    assert shown.out == "" and "--output" in shown.err


@pytest.mark.parametrize(("name", "library"), [("xlsx", "xlsxwriter"), ("docx", "docx")])
def test_lacking_library_is_told_with_the_line_that_installs_it(
    name: str, library: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    room = FORMATS[name].rpartition(".")[0]
    for known in [module for module in sys.modules if module.startswith(room) or module.split(".")[0] == library]:
        monkeypatch.delitem(sys.modules, known)
    monkeypatch.setitem(sys.modules, library, None)
    out = tmp_path / f"a.{name}"
    assert main([SEED, "--format", name, "--output", str(out), "--lang", "en"]) == 2
    told = capsys.readouterr().err
    assert f"{library} is not installed" in told and EXTRA in told and not out.exists()


def test_one_unreadable_report_does_not_spoil_the_paper(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "a.xlsx"
    assert main([SEED, str(tmp_path / "none.txt"), "--format", "xlsx", "--output", str(out)]) == 3
    assert out.read_bytes().startswith(b"PK")


@pytest.mark.parametrize("name", STARTS)
def test_other_rubrics_and_levels_go_into_the_same_paper(name: str, tmp_path: Path) -> None:
    township = tmp_path / "township.txt"
    township.write_text(
        "松湾镇2023年法治政府建设年度报告\n一、主要举措\n镇长主持会议2次。\n二、存在问题\n力量薄弱。\n",
        encoding="utf-8",
    )
    out = tmp_path / f"a.{name}"
    words = [SEED, str(township), "--rubric", "auto", "--format", name, "--output", str(out)]
    assert main(words) == 0 and out.stat().st_size > 500
