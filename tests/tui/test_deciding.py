"""Deciding at the desk: one key to agree, three to overrule, nothing lost, nothing on the wrong mark."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from desk_helpers import THIS_YEAR
from desk_play import opened, play, shown, until
from textual.pilot import Pilot

from scorer.model import Verdict
from scorer.review.reviews import Reviews
from tui.app import DeskApp
from tui.screens.across import AcrossScreen
from tui.screens.readers import ReadersScreen
from tui.screens.record import RecordScreen
from tui.screens.report import ReportScreen
from tui.screens.reports import ReportsScreen

pytestmark = pytest.mark.usefixtures("own_home")


def lines(folder: Path, who: str = "王敏") -> list[dict[str, object]]:
    """The log of a person as it stands on the disk."""
    path = folder / "reviews" / f"{who}.jsonl"
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] if path.exists() else []


def report(app: DeskApp) -> ReportScreen:
    screen = app.screen
    assert isinstance(screen, ReportScreen)
    return screen


async def at(pilot: Pilot[None], app: DeskApp, name: str, criterion: str) -> ReportScreen:
    """Open a report by its name at a criterion."""
    path = next(path for path in app.desk.entries if path.endswith(name))
    app.open_report(path, criterion)
    await until(pilot, lambda: isinstance(app.screen, ReportScreen) and app.screen.ready and not app.opening)
    await pilot.pause()
    return report(app)


def test_one_key_agrees_three_overrule_and_both_voices_stay(folder: Path) -> None:
    async def acts(pilot: Pilot[None], app: DeskApp) -> None:
        screen = await at(pilot, app, "临海2024.txt", "causes")
        assert screen.view.findings["causes"].verdict is Verdict.MISSING
        await pilot.press("s", "1", "enter")
        await pilot.pause()
        assert "[缺失]>[具备]" in shown(app, "status") and screen.criterion != "causes"
        assert "改[缺失]>[具备]" in shown(app, "criteria") and " > " in shown(app, "title")
        second = screen.criterion
        await pilot.press("space")
        await pilot.pause()
        written = lines(folder)
        assert [(line["do"], line["criterion"]) for line in written] == [("overrule", "causes"), ("agree", second)]
        assert (written[0]["program"], written[0]["verdict"]) == ("missing", "met")
        await pilot.press("q")
        listed = app.screen
        assert isinstance(listed, ReportsScreen)
        row = next(line for line in shown(app, "table").splitlines() if "临海县" in line and "2024" in line)
        assert ">" in row and "2/" in row
        assert "改判1" in shown(app, "summary") and "认可1" in shown(app, "summary")

    play(folder, acts, reviewer="王敏")


def test_a_reason_and_words_from_the_text_go_into_the_log(folder: Path) -> None:
    async def acts(pilot: Pilot[None], app: DeskApp) -> None:
        screen = await at(pilot, app, "临海2024.txt", "causes")
        await pilot.press("tab", "G", "plus")
        start, end = screen.taken[0]
        words = screen.view.text[start:end]
        assert words == words.strip() != ""
        await pilot.press("s")
        assert words[:6] in shown(app, "decision-quotes")
        assert screen.decision.verdict is Verdict.PARTIAL
        await pilot.press("tab", *"here 1 2", "enter")
        await pilot.pause()
        line = lines(folder)[-1]
        assert line["verdict"] == "partial" and line["note"] == "here 1 2"
        assert [quote["exact"] for quote in line["quotes"]] == [words]  # type: ignore[attr-defined]
        assert not screen.taken
        await at(pilot, app, "临海2023.txt", "causes")
        await pilot.press("s", "1", "tab", "up")
        assert screen.app.screen.query_one("#decision-words").value == "here 1 2"  # type: ignore[attr-defined]
        await pilot.press("escape")
        assert len(lines(folder)) == 1

    play(folder, acts, reviewer="王敏")


def test_a_form_opened_again_holds_what_was_decided_and_enter_alone_changes_nothing(folder: Path) -> None:
    async def acts(pilot: Pilot[None], app: DeskApp) -> None:
        screen = await at(pilot, app, "临海2024.txt", "causes")
        await pilot.press("s", "enter")
        await pilot.pause()
        assert "没有改动" in shown(app, "status") and screen.criterion == "causes" and not lines(folder)
        await pilot.press("tab", "G", "plus")
        chosen = list(screen.taken)
        await pilot.press("s", "4", *"不适用 4", "enter")
        await pilot.pause()
        assert [(line["verdict"], line["note"]) for line in lines(folder)] == [("exempt", "不适用 4")]
        screen.go_to_key("causes")
        await pilot.press("s")
        assert screen.decision.verdict is Verdict.EXEMPT and screen.taken == chosen
        assert "[4 免评]" in shown(app, "choices") and "可在原文里" not in shown(app, "decision-quotes")
        assert screen.query_one("#decision-words").value == "不适用 4"  # type: ignore[attr-defined]
        await pilot.press("enter")
        await pilot.pause()
        assert "没有改动" in shown(app, "status") and len(lines(folder)) == 1
        await pilot.press("s", *"另见通知", "enter")
        await pilot.pause()
        last = lines(folder)[-1]
        assert (last["verdict"], last["note"], len(last["quotes"])) == ("exempt", "不适用 4另见通知", 1)  # type: ignore[arg-type]
        screen.go_to_key("causes")
        await pilot.press("s", "3", "enter")  # the program's verdict again needs no words
        await pilot.pause()
        written = lines(folder)[-1]
        assert written["do"] == "agree" and written["note"] == "不适用 4另见通知"
        assert not any(quote.get("counts", True) for quote in written.get("quotes", ()))  # type: ignore[attr-defined]

    play(folder, acts, reviewer="王敏")


def test_leaving_the_form_keeps_the_place_and_the_words_of_its_mark(folder: Path) -> None:
    async def acts(pilot: Pilot[None], app: DeskApp) -> None:
        assert "q 退出" in shown(app, "keys")
        screen = await at(pilot, app, "临海2024.txt", "causes")
        assert "q 退出" not in shown(app, "keys")
        await pilot.press("tab", "G")
        assert "+ 作引文" in shown(app, "keys") and "Esc 返回" in shown(app, "keys")
        await pilot.press("plus", "s")
        assert "1-5 判定" in shown(app, "keys") and "认可" not in shown(app, "keys")
        assert shown(app, "choices").startswith(">") and not shown(app, "decision-label").startswith(">")
        await pilot.press("tab")
        assert "^u 清空" in shown(app, "keys")
        assert not shown(app, "choices").startswith(">") and shown(app, "decision-label").startswith(">")
        assert f"改判「{screen.view.words.criterion('causes')}」为" in shown(app, "choices")
        await pilot.press("escape")
        await pilot.pause()
        assert screen.text.has_focus and screen.criterion == "causes" and len(screen.taken) == 1
        await pilot.press("up")
        assert screen.criterion == "causes"
        await opened(pilot, app, "s", "2", "enter")
        screen.go_to_key("title")
        await opened(pilot, app, "s", "3", "enter")
        screen.go_to_key("title")
        await pilot.press("s")
        assert screen.decision.verdict is Verdict.MISSING  # the program's own words are not taken for hers
        assert not screen.taken and "可在原文里" in shown(app, "decision-quotes")
        await pilot.press("plus")
        assert len(screen.taken) == 1 and "可在原文里" not in shown(app, "decision-quotes")
        await pilot.press("escape")
        assert screen.criteria.has_focus and len(lines(folder)) == 2

    play(folder, acts, reviewer="王敏")


def test_undo_works_over_a_restart_and_goes_back_to_the_place(folder: Path) -> None:
    async def first(pilot: Pilot[None], app: DeskApp) -> None:
        await at(pilot, app, "临海2024.txt", "causes")
        await pilot.press("s", "1", "enter", "t")
        await pilot.pause()
        assert [line["do"] for line in lines(folder)] == ["overrule", "doubt"]

    async def second(pilot: Pilot[None], app: DeskApp) -> None:
        screen = await at(pilot, app, "临海2023.txt", "title")
        await pilot.press("z")
        await pilot.press("z")
        await until(pilot, lambda: not app.opening)
        await pilot.pause()
        assert screen.view.year == "2024" and screen.criterion == "causes"
        assert "[缺失]>" not in shown(app, "criteria")
        await pilot.press("z")
        assert "没有可以撤销的" in shown(app, "status")
        await pilot.press("Z")
        await pilot.pause()
        assert "[缺失]>[具备]" in shown(app, "criteria")

    play(folder, first, reviewer="王敏")
    play(folder, second, reviewer="王敏")
    assert [line["do"] for line in lines(folder)] == ["overrule", "doubt", "undo", "undo", "redo"]


def test_agreeing_never_takes_an_own_decision_back(folder: Path) -> None:
    async def acts(pilot: Pilot[None], app: DeskApp) -> None:
        screen = await at(pilot, app, "临海2024.txt", "causes")
        await pilot.press("s", "1", "enter")
        screen.go_to_key("causes")
        await pilot.press("space")
        await pilot.pause()
        assert "已经定过" in shown(app, "status") and screen.criterion != "causes"
        assert [line["do"] for line in lines(folder)] == ["overrule"]

    play(folder, acts, reviewer="王敏")


def test_who_decides_is_asked_once_and_remembered(folder: Path) -> None:
    async def first(pilot: Pilot[None], app: DeskApp) -> None:
        await at(pilot, app, "临海2024.txt", "causes")
        await pilot.press("space")
        assert not lines(folder, "li")
        await pilot.press(*"li", "enter")
        await pilot.pause()
        assert [line["criterion"] for line in lines(folder, "li")] == ["causes"]
        await pilot.press("space")
        await pilot.pause()
        assert len(lines(folder, "li")) == 2

    async def second(pilot: Pilot[None], app: DeskApp) -> None:
        assert app.review.who == "li"
        assert "li" in shown(app, "title")

    play(folder, first)
    app = play(folder, second, remembered=True)
    assert app.state.reviewer == "li"


def test_the_list_goes_on_where_she_stopped(folder: Path) -> None:
    async def first(pilot: Pilot[None], app: DeskApp) -> None:
        await at(pilot, app, "临海2024.txt", "causes")
        await pilot.press("space")

    async def second(pilot: Pilot[None], app: DeskApp) -> None:
        assert "接着上次：临海县" in shown(app, "status")
        await opened(pilot, app, "full_stop")
        screen = report(app)
        assert screen.view.year == "2024"
        mark = screen.view.mark(screen.criterion)
        assert mark is not None and mark.open

    play(folder, first, reviewer="王敏")
    play(folder, second, reviewer="王敏")


def test_a_report_that_is_through_says_so_and_the_order_holds(folder: Path) -> None:
    async def acts(pilot: Pilot[None], app: DeskApp) -> None:
        listed = app.screen
        assert isinstance(listed, ReportsScreen)
        order = [entry.path for entry in listed.shown]
        await opened(pilot, app, "enter")
        screen = report(app)
        await opened(pilot, app, "full_stop", "comma")
        for _ in range(60):
            if screen.view.reviewed is None or not screen.view.reviewed.open:
                break
            await opened(pilot, app, "space")
        assert screen.view.reviewed is not None and not screen.view.reviewed.open
        assert "本份看完" in shown(app, "status")
        assert screen.view.name == order[0]
        await opened(pilot, app, "right_square_bracket")
        assert screen.view.name == order[1]
        await pilot.press("q")
        assert [e.path for e in listed.shown if e.readable][-1] == order[0]

    play(folder, acts, reviewer="王敏")


def test_a_changed_report_asks_again_and_one_key_confirms(folder: Path) -> None:
    async def first(pilot: Pilot[None], app: DeskApp) -> None:
        await at(pilot, app, "临海2024.txt", "causes")
        await pilot.press("tab", "G", "plus", "s", "1", "enter")

    async def second(pilot: Pilot[None], app: DeskApp) -> None:
        screen = await at(pilot, app, "临海2024.txt", "causes")
        assert "[缺失]>" not in shown(app, "criteria")
        assert "荐[缺失]" in shown(app, "criteria") and "空格确认 [具备]" in shown(app, "why")
        await pilot.press("space")
        await pilot.pause()
        assert "改[缺失]>[具备]" in shown(app, "criteria")
        assert screen.view.text.endswith("完。\n")

    play(folder, first, reviewer="王敏")
    (folder / "临海2024.txt").write_text(THIS_YEAR + "完。\n", encoding="utf-8")
    play(folder, second, reviewer="王敏")


def test_one_criterion_is_decided_across_the_reports(folder: Path) -> None:
    async def acts(pilot: Pilot[None], app: DeskApp) -> None:
        app.across("causes")
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, AcrossScreen)
        await pilot.press("x")
        first = screen.current_path()
        await opened(pilot, app, "space")
        assert screen.current_path() != first and len(lines(folder)) == 1
        second = screen.current_path()
        await opened(pilot, app, "s", "1", "enter")
        assert len(lines(folder)) == 2
        assert "复核 2/4 改1" in shown(app, "asks")
        assert [Path(str(line["report"]["path"])).name for line in lines(folder)] == [  # type: ignore[index]
            Path(first).name,
            Path(second).name,
        ]
        await opened(pilot, app, "z")
        assert screen.current_path() == second

    play(folder, acts, reviewer="王敏")


def test_two_desks_on_one_log_see_each_other(folder: Path) -> None:
    async def acts(pilot: Pilot[None], app: DeskApp) -> None:
        screen = await at(pilot, app, "临海2024.txt", "causes")
        other = Reviews.open(str(folder / "reviews"), "王敏")
        other.overrule(screen.view.card, "causes", Verdict.MET)
        app._look_for_decisions()
        await until(pilot, lambda: "[缺失]>[具备]" in shown(app, "criteria"))
        await pilot.press("z")
        await pilot.pause()
        assert "[缺失]>" not in shown(app, "criteria")

    play(folder, acts, reviewer="王敏")
    assert [line["do"] for line in lines(folder)] == ["overrule", "undo"]


def test_list_counts_another_desks_decisions_that_came_with_ones_own(folder: Path) -> None:
    async def acts(pilot: Pilot[None], app: DeskApp) -> None:
        elsewhere = (await at(pilot, app, "临海2023.txt", "causes")).view.card
        await at(pilot, app, "临海2024.txt", "causes")
        Reviews.open(str(folder / "reviews"), "王敏").overrule(elsewhere, "causes", Verdict.MET)
        await pilot.press("space")
        app._look_for_decisions()
        path = elsewhere.report.source.name
        await until(pilot, lambda: app.desk.entries[path].standing.changed == 1)  # type: ignore[union-attr]

    play(folder, acts, reviewer="王敏")


def test_what_cannot_be_written_is_told_and_changes_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*rest: object) -> None:
        raise OSError(28, "No space left on device")

    async def acts(pilot: Pilot[None], app: DeskApp) -> None:
        screen = await at(pilot, app, "临海2024.txt", "causes")
        await pilot.press("s", "1", "tab", *"why")
        with monkeypatch.context() as patch:
            patch.setattr("os.fsync", full)
            await pilot.press("enter")
            await until(pilot, lambda: "磁盘满了" in shown(app, "status"))
        assert "磁盘满了" in shown(app, "status") and screen.criterion == "causes"
        assert screen.query_one("#decision-words").value == "why"  # type: ignore[attr-defined]
        assert "[缺失]>" not in shown(app, "criteria")
        await pilot.press("enter")
        await until(pilot, lambda: bool(lines(folder)))
        assert [line["note"] for line in lines(folder)][-1] == "why"

    play(folder, acts, reviewer="王敏")


def test_copies_share_decisions_and_checks_are_decided(folder: Path) -> None:
    shutil.copy(folder / "临海2024.txt", folder / "同文.txt")

    async def acts(pilot: Pilot[None], app: DeskApp) -> None:
        await at(pilot, app, "临海2024.txt", "causes")
        await pilot.press("s", "1", "enter", "q")
        await pilot.pause()
        copies = [e for e in app.desk.entries.values() if e.same == 2]
        assert len(copies) == 2 and {e.voices for e in copies} == {copies[0].voices}
        assert ">" in copies[0].voices
        assert "同文" in shown(app, "table")

    play(folder, acts, reviewer="王敏")


def test_the_record_tells_every_line_and_leads_to_its_place(folder: Path) -> None:
    async def acts(pilot: Pilot[None], app: DeskApp) -> None:
        await at(pilot, app, "临海2024.txt", "causes")
        await pilot.press("s", "1", "enter", "z", "q", "L")
        await pilot.pause()
        assert isinstance(app.screen, RecordScreen)
        text = shown(app, "record").splitlines()
        assert "撤销" in text[0] and "[缺失]>[具备]" in text[1] and "临海县 2024" in text[1]
        await opened(pilot, app, "enter")
        assert report(app).criterion == "causes"

    play(folder, acts, reviewer="王敏")


def test_a_second_reader_is_blind_until_she_hands_in_and_differences_are_settled(folder: Path) -> None:
    async def first(pilot: Pilot[None], app: DeskApp) -> None:
        await at(pilot, app, "临海2024.txt", "causes")
        await pilot.press("s", "1", "enter")
        await pilot.press("q", "D")
        assert "只有一位" in shown(app, "status")

    async def second(pilot: Pilot[None], app: DeskApp) -> None:
        screen = await at(pilot, app, "临海2024.txt", "causes")
        assert "[具备] 不足" not in shown(app, "criteria") and "王敏" not in shown(app, "why")
        await pilot.press("q", "D")
        assert "交卷" in shown(app, "status")
        await at(pilot, app, "临海2024.txt", "causes")
        await pilot.press("s", "2", "enter", "q", "H", "D")
        await pilot.pause()
        readers = app.screen
        assert isinstance(readers, ReadersScreen)
        row = shown(app, "differences")
        assert row.index("[缺失]") < row.index("[部分]") < row.index("[具备]")
        assert "王敏 [具备]" in shown(app, "readings") and "同看 1 项" in shown(app, "title")
        await pilot.press("2")
        await pilot.pause()
        assert "已定" in shown(app, "differences")
        await at(pilot, app, "临海2024.txt", "causes")
        assert "定[缺失]>[具备]" in shown(app, "criteria")
        assert screen.view.findings["causes"].verdict is Verdict.MISSING

    play(folder, first, reviewer="王敏")
    play(folder, second, reviewer="李强", second=True)
    assert [line["do"] for line in lines(folder, "李强")] == ["overrule", "hand-in", "settle"]
    assert [line["do"] for line in lines(folder)] == ["overrule"]
