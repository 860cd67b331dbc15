"""The command line: what it reads, where it writes, what it says, how it ends."""

from __future__ import annotations

import json
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from io import BytesIO, TextIOWrapper
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from conftest import TEXT, make_card

from scorer import __version__
from scorer.commands.cli import language, main, sub_command
from scorer.commands.inputs import expand, natural
from scorer.commands.outputs import whole_file
from scorer.errors import RubricError, ScorerError
from scorer.locale import en, zh
from scorer.locale.wording import Wording
from scorer.model import Level, Scorecard, Source
from scorer.render.cells import width
from scorer.rules.rubric import Rubric


@dataclass(frozen=True)
class Outcome:
    """What a run left behind."""

    code: int
    out: str
    err: str

    def json(self) -> Any:
        return json.loads(self.out)


class Runner:
    """Runs the command line in this process with a stand-in for the judging."""

    def __init__(self, capsys: pytest.CaptureFixture[bytes]) -> None:
        self._capsys = capsys

    def __call__(self, *words: str) -> Outcome:
        code = main(list(words))
        out, err = self._capsys.readouterr()
        return Outcome(code, out.decode("utf-8"), err.decode("utf-8"))


@pytest.fixture
def score(
    rubric: Rubric, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> Iterator[Runner]:
    def load_rubric(name: str) -> Rubric:
        if name == "broken":
            raise RubricError([ScorerError("甲坏了", "改甲", file="a.yaml", line=3), ScorerError("乙坏了")])
        return rubric

    def score_source(source: Source, rubric: Rubric, *, year: int | None, level: Level | None, **_: Any) -> Scorecard:
        card = make_card(name=source.name)
        facts = card.report.facts._replace(year=year or 2024, level=level or Level.COUNTY)
        total = Fraction(90) if "高分" in source.text else card.total
        missing = () if "齐全" in source.text else card.baseline_missing
        return card._replace(total=total, baseline_missing=missing, report=card.report._replace(facts=facts))

    pipeline = ModuleType("scorer.pipeline")
    vars(pipeline).update(load_rubric=load_rubric, score_source=score_source, score_fitting=None)
    monkeypatch.setitem(sys.modules, "scorer.pipeline", pipeline)
    monkeypatch.setattr("scorer.commands.batch.Worker._similar", lambda *_: {})
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    yield Runner(capsysbinary)


@pytest.fixture
def report(tmp_path: Path) -> str:
    path = tmp_path / "报告.txt"
    path.write_text(TEXT, encoding="utf-8")
    return str(path)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    top = tmp_path / "all"
    for name in ("10.txt", "2.txt", "b/1.txt", "B.TXT", ".hidden/3.txt", "notes.md"):
        path = top / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(TEXT, encoding="utf-8")
    return top


def test_one_file_gives_its_card(score: Runner, report: str) -> None:
    outcome = score(report)
    assert outcome.code == 0
    assert "66.7  不完整" in outcome.out and outcome.err == ""


def test_one_file_gives_one_json_object_and_a_folder_an_array(score: Runner, report: str, folder: Path) -> None:
    assert score(report, "--format", "json").json()["report"]["path"] == report
    assert len(score(str(folder), "--format", "json").json()) == 4
    assert len(score(report, report + "x", "--format", "json").json()) == 1


def test_folder_is_read_in_natural_order_without_hidden_files(score: Runner, folder: Path) -> None:
    paths = [json.loads(line)["report"]["path"] for line in score(str(folder), "--format", "jsonl").out.splitlines()]
    assert [Path(p).relative_to(folder).as_posix() for p in paths] == ["2.txt", "10.txt", "B.TXT", "b/1.txt"]


def test_natural_order_counts_numbers() -> None:
    assert sorted(["a10", "a2", "a1b"], key=natural) == ["a1b", "a2", "a10"]


def test_report_named_twice_is_scored_once(score: Runner, report: str) -> None:
    inputs, _ = expand([report, str(Path(report).parent)])
    assert [one.path for one in inputs] == [report]


def test_standard_input_is_a_report(score: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO(TEXT.encode("gb18030"))))
    outcome = score("-", "--format", "json")
    assert outcome.json()["report"]["path"] == "-"
    assert score("-", "-").code == 2


def test_unreadable_input_is_told_and_the_others_are_scored(score: Runner, report: str) -> None:
    outcome = score("nowhere.txt", report, "--format", "jsonl")
    assert outcome.code == 3
    assert len(outcome.out.splitlines()) == 1
    assert "nowhere.txt：" in outcome.err.replace(": ", "：") and "没有这个文件" in outcome.err


def test_unreadable_input_is_told_in_english(score: Runner) -> None:
    assert "no such file" in score("nowhere.txt", "--lang", "en").err


def test_empty_folder_is_told(score: Runner, tmp_path: Path) -> None:
    outcome = score(str(tmp_path))
    assert outcome.code == 3 and "没有能读的报告文件" in outcome.err


def test_folder_is_searched_for_every_format_and_archives_are_opened(score: Runner, tmp_path: Path) -> None:
    (tmp_path / "网页_files").mkdir()
    for name in ("2.html", "10.txt", "~$1.docx", ".3.txt", "4.png", "5.md", "网页_files/frame.html"):
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
    with zipfile.ZipFile(tmp_path / "3.zip", "w") as archive:
        archive.writestr("县/b.txt", TEXT)
        archive.writestr("县/a.txt", TEXT)
    names = [one.path.rpartition("/")[2] for one in expand([str(tmp_path)])[0]]
    assert names == ["2.html", "a.txt", "b.txt", "10.txt"]
    outcome = score(str(tmp_path / "3.zip"), "--output", str(tmp_path / "out"), "--format", "json")
    assert outcome.code == 0
    assert sorted(path.name for path in (tmp_path / "out" / "3" / "县").iterdir()) == ["a.json", "b.json"]


def test_a_limit_of_reading_can_be_set_and_a_wrong_one_is_told(score: Runner, tmp_path: Path) -> None:
    page = tmp_path / "a.html"
    page.write_text(f"<html><body><p>{TEXT}</p></body></html>", encoding="utf-8")
    assert score(str(page)).code == 0
    outcome = score(str(page), "--limit", "markup=20")
    assert outcome.code == 3 and "--limit markup" in outcome.err
    assert score(str(page), "--limit", "pages").code == score(str(page), "--limit", "x=3").code == 2


def test_file_over_the_limit_is_refused(score: Runner, report: str) -> None:
    assert score(report, "--max-size", "50").code == 3
    assert score(report, "--max-bytes", "1K").code == 0


def test_demands_end_in_exit_code_one(score: Runner, report: str) -> None:
    assert score(report, "--fail-under", "60").code == 0
    below = score(report, "--fail-under", "66.7")
    assert below.code == 1 and "66.7" in below.err and below.out
    lacking = score(report, "--require-baseline")
    assert lacking.code == 1 and "法定内容不齐" in lacking.err


def test_demands_are_met_by_a_report_that_has_everything(score: Runner, report: str) -> None:
    Path(report).write_text("高分齐全", encoding="utf-8")
    assert score(report, "--fail-under", "90", "--require-baseline").code == 0


def test_unreadable_input_goes_before_a_demand(score: Runner, report: str) -> None:
    assert score(report, "nowhere.txt", "--fail-under", "99").code == 3


def test_quiet_says_nothing_of_demands_but_still_of_faults(score: Runner, report: str) -> None:
    assert score(report, "--fail-under", "99", "--quiet").err == ""
    assert score("nowhere.txt", "--quiet").err != ""


def test_year_and_level_take_the_place_of_what_was_found(score: Runner, report: str) -> None:
    facts = score(report, "--year", "2019", "--level", "乡镇", "--format", "json").json()["report"]
    assert (facts["year"], facts["level"]) == (2019, "township")


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["x.txt", "--yaer", "2020"],
        ["x.txt", "--year", "20"],
        ["x.txt", "--year"],
        ["x.txt", "--level", "village"],
        ["x.txt", "--format", "docy"],
        ["x.txt", "--fail-under", "101"],
        ["x.txt", "--fail-under", "nan"],
        ["x.txt", "--max-size", "much"],
        ["x.txt", "--jobs", "-1"],
        ["x.txt", "--lang", "fr"],
        ["x.txt", "--explain", "causes", "--format", "json"],
    ],
)
def test_wrong_usage_is_told_in_both_languages(score: Runner, words: list[str]) -> None:
    outcome = score(*words)
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err.startswith("score: 错误：") and "Traceback" not in outcome.err
    if "--lang" not in words:
        english = score(*words, "--lang", "en")
        assert english.err.startswith("score: error: ")
        assert english.err.isascii()


def test_unknown_criterion_gets_the_nearest_suggested(score: Runner, report: str) -> None:
    outcome = score(report, "--explain", "cause")
    assert outcome.code == 2 and "causes" in outcome.err
    assert "duty-reports" in score(report, "--explain", "zzz").err


def test_criterion_is_explained_by_id_or_name(score: Runner, report: str) -> None:
    assert "报告应写明原因" in score(report, "--explain", "causes").out
    assert score(report, "--explain", "原因").out == score(report, "--explain", "causes").out


def test_parts_of_a_report_are_explained_by_the_word_sections(score: Runner, report: str) -> None:
    outcome = score(report, "--explain", "sections")
    assert outcome.code == 0 and outcome.out.startswith("各部分的角色")


def test_broken_rubric_scores_nothing_and_tells_every_fault(score: Runner, report: str) -> None:
    outcome = score(report, "--rubric", "broken")
    assert (outcome.code, outcome.out) == (2, "")
    assert "a.yaml:3: 甲坏了" in outcome.err and "改甲" in outcome.err and "乙坏了" in outcome.err


def test_output_file_holds_what_standard_output_would(score: Runner, report: str, tmp_path: Path) -> None:
    shown = score(report, "--format", "json").out
    outcome = score(report, "--format", "json", "--output", str(tmp_path / "new/card.json"))
    assert outcome.out == ""
    assert (tmp_path / "new/card.json").read_text(encoding="utf-8") == shown


def test_csv_file_carries_the_mark_spreadsheets_need(score: Runner, report: str, tmp_path: Path) -> None:
    score(report, "--format", "csv", "--output", str(tmp_path / "card.csv"))
    assert (tmp_path / "card.csv").read_bytes().startswith(b"\xef\xbb\xbfpath,")
    assert score(report, "--format", "csv").out.startswith("path,")


def test_output_folder_gets_one_scorecard_a_report_named_after_it(score: Runner, folder: Path, tmp_path: Path) -> None:
    target = tmp_path / "cards"
    outcome = score(str(folder), "--format", "markdown", "--output", f"{target}/")
    assert outcome.code == 0 and outcome.out == "" and "4" in outcome.err
    found = sorted(p.relative_to(target).as_posix() for p in target.rglob("*") if p.is_file())
    assert found == ["10.md", "2.md", "B.md", "b/1.md"]


def test_two_reports_of_one_name_get_two_scorecards(score: Runner, tmp_path: Path) -> None:
    for place in ("x", "y"):
        (tmp_path / place).mkdir()
        (tmp_path / place / "1.txt").write_text(TEXT, encoding="utf-8")
    score(str(tmp_path / "x"), str(tmp_path / "y"), "--format", "json", "--output", str(tmp_path / "out"))
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == ["1-2.json", "1.json"]


def test_report_is_never_overwritten(score: Runner, report: str) -> None:
    outcome = score(report, "--output", report)
    assert outcome.code == 2
    assert Path(report).read_text(encoding="utf-8") == TEXT


def test_output_that_cannot_be_written_is_one_message(score: Runner, report: str) -> None:
    outcome = score(report, "--output", report + "/below/card.md")
    assert outcome.code == 2 and "Traceback" not in outcome.err and "无法写入" in outcome.err


def test_file_is_whole_or_not_there(tmp_path: Path) -> None:
    target = tmp_path / "card.md"
    target.write_text("old", encoding="utf-8")
    with pytest.raises(ZeroDivisionError), whole_file(str(target)) as stream:
        stream.write(b"half")
        raise ZeroDivisionError
    assert target.read_text(encoding="utf-8") == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["card.md"]


def test_several_processes_give_the_same_bytes_in_the_same_order(score: Runner, folder: Path) -> None:
    one = score(str(folder), "nowhere.txt", "--format", "jsonl", "--jobs", "1")
    two = score(str(folder), "nowhere.txt", "--format", "jsonl", "--jobs", "2")
    assert (one.code, one.out, one.err) == (two.code, two.out, two.err)


def test_json_is_the_same_in_every_locale(score: Runner, report: str, monkeypatch: pytest.MonkeyPatch) -> None:
    first = score(report, "--format", "json").out
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    assert score(report, "--format", "json").out == first
    assert "Statutory content" in score(report).out


def test_locale_chooses_the_language_and_the_option_goes_before_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    assert language(["x"]) == "en"
    assert language(["x", "--lang", "zh"]) == "zh"
    monkeypatch.setenv("LC_ALL", "C")
    assert language(["x"]) == "zh"
    assert language(["x", "--lang=en"]) == "en"


def test_help_and_version_go_to_standard_output(score: Runner, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    for words, expected in (
        (["--help"], "退出码"),
        (["--help", "--lang", "en"], "exit codes"),
        (["--version"], __version__),
    ):
        with pytest.raises(SystemExit) as end:
            main(words)
        out, err = capsysbinary.readouterr()
        assert end.value.code == 0 and expected in out.decode() and err == b""
        assert all(width(line) <= 80 for line in out.decode().splitlines())


def test_sub_command_that_is_not_there_yet_is_told_and_a_file_of_its_name_is_reached(
    score: Runner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("scorer.commands.cli.COMMANDS", {"compare": "scorer.nowhere"})
    assert "./compare" in score("compare").err
    assert score("compare").code == 2
    monkeypatch.chdir(tmp_path)
    (tmp_path / "compare").write_text(TEXT, encoding="utf-8")
    assert score("./compare").code == 0
    assert score("--", "compare").code == 0


def test_sub_command_is_handed_its_own_words(score: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[list[str]] = []
    module = ModuleType("scorer.stand_in")

    def stand_in(words: list[str]) -> int:
        seen.append(words)
        return 5

    vars(module).update(main=stand_in, __spec__=object())
    monkeypatch.setitem(sys.modules, "scorer.stand_in", module)
    monkeypatch.setattr("scorer.commands.cli.COMMANDS", {"rubric": "scorer.stand_in"})
    assert score("--lang", "en", "rubric", "check", "--all").code == 5
    assert seen == [["--lang", "en", "check", "--all"]]
    assert sub_command(["x", "rubric"]) == ("", [])


def test_interrupt_ends_cleanly(score: Runner, report: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("scorer.commands.batch.Worker.score", interrupted)
    outcome = score(report)
    assert outcome.code == 130 and "Traceback" not in outcome.err


def test_both_languages_have_the_same_sentences_with_the_same_values() -> None:
    chinese = {key: text for key, text in zh.TEXTS.items() if not key.startswith("argparse.")}
    assert chinese.keys() == en.TEXTS.keys()

    def values(text: str) -> list[str]:
        return sorted(part.split("}")[0] for part in text.split("{")[1:])

    assert {k for k in chinese if values(chinese[k]) != values(en.TEXTS[k])} == set()


def test_a_value_with_braces_is_not_filled_in_again() -> None:
    error = ScorerError("", file="x", code="unreadable", values={"reason": "{limit}"})
    assert "{limit}" in Wording("en").error(error)
