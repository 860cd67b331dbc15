"""A reviewer's morning, by keys and mouse, without a terminal."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from desk_helpers import BENCH, LAST_YEAR, RUBRICS
from desk_play import on_screen, opened, play, shown, until
from reports import builtin
from textual.color import Color
from textual.pilot import Pilot

import tui.app
import tui.settings
from scorer.commands.cli import main
from scorer.errors import RubricError, ScorerError
from scorer.pipeline import score_source
from tui.app import DeskApp
from tui.arguments import BrowseOptions, parse
from tui.crash import log_path
from tui.desk import Desk
from tui.keys import KEYS, SCREENS, keys_of
from tui.loading import Outcome, digest_of, digests
from tui.screens.across import AcrossScreen
from tui.screens.compare import CompareScreen
from tui.screens.notice import Notice
from tui.screens.picker import Picker
from tui.screens.readers import ReadersScreen
from tui.screens.record import RecordScreen
from tui.screens.report import ReportScreen
from tui.screens.reports import ReportsScreen
from tui.screens.search import SearchScreen
from tui.settings import Settings, State
from tui.widgets.key_bar import KeyBar
from tui.widgets.lines import Lines
from tui.words import Words

pytestmark = pytest.mark.usefixtures("own_home")


def test_a_morning_from_the_list_to_the_exported_page(folder: Path) -> None:
    async def acts(pilot: Pilot[None], app: DeskApp) -> None:
        assert "共 5 份" in shown(app, "summary") and "读不了 1 份" in shown(app, "summary")
        await pilot.press("slash", *"临海", "enter")
        screen = app.screen
        assert isinstance(screen, ReportsScreen)
        assert [entry.body for entry in screen.shown] == ["临海县", "临海县"]
        await pilot.press("G", "d")
        assert isinstance(app.screen, CompareScreen)
        assert [app.screen.view.left.year, app.screen.view.right.year] == ["2023", "2024"]
        await pilot.press("x")
        assert "进步" in shown(app, "rows")
        await pilot.press("v")
        await until(pilot, lambda: isinstance(app.screen, Notice))
        await until(pilot, lambda: "充实执法队伍" in shown(app, "notice"))
        await pilot.press("escape")
        await opened(pilot, app, "enter")
        assert isinstance(app.screen, ReportScreen)
        assert app.screen.view.year == "2024"
        await pilot.press("e")
        assert isinstance(app.screen, Picker)
        await pilot.press(*"json", "enter")
        await until(pilot, lambda: "已导出" in shown(app, "status"))

    play(folder, acts)
    written = list((folder.parent / "out").glob("*.json"))
    assert [path.stem for path in written] == ["临海2024"]
    assert json.loads(written[0].read_text(encoding="utf-8"))["schema"] == "scorecard/1"


def test_criteria_lead_to_quotes_and_sentences_lead_back(folder: Path) -> None:
    async def acts(pilot: Pilot[None], app: DeskApp) -> None:
        await opened(pilot, app, "enter")
        screen = app.screen
        assert isinstance(screen, ReportScreen)
        criterion = next(i for i, quotes in screen.view.quotes.items() if len(quotes) > 1)
        screen.criteria.go(criterion)
        await pilot.pause()
        first, second = screen.view.quotes[criterion][:2]
        assert screen.text.span[0] <= first.start < screen.text.span[1]
        await pilot.press("n")
        assert screen.text.span[0] <= second.start < screen.text.span[1]
        await pilot.press("p")
        assert screen.quote == 0
        await pilot.press("tab")
        assert screen.text.has_focus
        assert criterion in [row.id for row in screen.query_one("#why", Lines).rows]
        screen.criterion = ""
        await pilot.press("enter")
        assert screen.criteria.has_focus
        assert any(
            q.start < screen.text.span[1] and q.end > screen.text.span[0] for q in screen.view.quotes[screen.criterion]
        )

    play(folder, acts)


def test_outline_answers_checks_and_gaps_take_the_left_pane(folder: Path) -> None:
    async def acts(pilot: Pilot[None], app: DeskApp) -> None:
        await opened(pilot, app, "enter", "o")
        assert "一、" in shown(app, "criteria")
        await pilot.press("b")
        assert "不足" in shown(app, "criteria") and "回应" in shown(app, "criteria")
        await pilot.press("v")
        await pilot.press("escape")
        before = len(shown(app, "criteria"))
        await pilot.press("x")
        assert 0 < len(shown(app, "criteria")) < before
        await pilot.press("q")
        assert isinstance(app.screen, ReportsScreen)

    play(folder, acts)


def test_search_in_a_report_walks_and_ends_with_escape(folder: Path) -> None:
    async def acts(pilot: Pilot[None], app: DeskApp) -> None:
        await opened(pilot, app, "enter")
        await pilot.press("slash", *"法治", "enter")
        screen = app.screen
        assert isinstance(screen, ReportScreen)
        assert len(screen.hits) > 3
        at = screen.hit
        await pilot.press("n")
        assert screen.hit == at + 1
        start = screen.hits[screen.hit][0]
        assert screen.text.span[0] <= start < screen.text.span[1]
        await pilot.press("escape")
        assert not screen.hits

    play(folder, acts)


def test_search_in_all_reports_opens_the_place(folder: Path) -> None:
    async def acts(pilot: Pilot[None], app: DeskApp) -> None:
        await pilot.press("f", *"普法宣传形式", "enter")
        screen = app.screen
        assert isinstance(screen, SearchScreen)
        for _ in range(100):
            await pilot.pause(0.02)
            if screen.hits:
                break
        assert {os.path.basename(path) for path in screen.hits} == {"临海2023.txt", "临海2024.txt"}
        await opened(pilot, app, "enter")
        report = app.screen
        assert isinstance(report, ReportScreen)
        start, end = report.hits[report.hit]
        assert report.view.text[start:end] == "普法宣传形式"

    play(folder, acts)


def test_one_criterion_is_read_across_reports_and_opened(folder: Path) -> None:
    async def acts(pilot: Pilot[None], app: DeskApp) -> None:
        await pilot.press("c", *"不足的原因", "enter")
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, AcrossScreen)
        assert screen.criterion == "causes"
        assert len(screen.order) == 4
        await pilot.press("j", "right_square_bracket")
        assert screen.criterion != "causes"
        await opened(pilot, app, "left_square_bracket", "enter")
        assert isinstance(app.screen, ReportScreen)
        assert app.screen.criterion == "causes"

    play(folder, acts)


def test_table_sorts_groups_and_turns_into_a_matrix_by_keys_and_mouse(folder: Path) -> None:
    async def acts(pilot: Pilot[None], app: DeskApp) -> None:
        screen = app.screen
        assert isinstance(screen, ReportsScreen)
        await pilot.press("s")
        assert isinstance(app.screen, Picker)
        await pilot.press(*"地区", "enter")
        assert screen.choice.sort == "body"
        await pilot.click("#head", offset=(39, 0))
        assert screen.choice.sort == "total"
        await pilot.press("S", "u")
        assert screen.choice.reverse and screen.choice.group == "level"
        assert "份，平均" in shown(app, "table")
        await pilot.press("m", "l", "l")
        assert screen.as_matrix and screen.element == 2
        assert builtin().elements[2].name["zh"] in shown(app, "summary")
        await pilot.press("m")
        await pilot.click("#table", offset=(5, 2))
        await pilot.click("#table", offset=(5, 2), times=2)
        await until(pilot, lambda: not app.opening)
        assert isinstance(app.screen, ReportScreen)

    play(folder, acts)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_help_and_palette_name_every_key_of_the_screen(folder: Path, lang: str) -> None:
    words = Words(lang, builtin())

    async def acts(pilot: Pilot[None], app: DeskApp) -> None:
        await pilot.press("question_mark")
        assert isinstance(app.screen, Notice)
        text = shown(app, "notice")
        for place in SCREENS["reports"]:
            assert not [key.id for key in keys_of(place) if words.say("key." + key.id) not in text]
        await pilot.press("question_mark", "colon")
        assert isinstance(app.screen, Picker)
        options = shown(app, "options")
        listed = [key for place in SCREENS["reports"] for key in keys_of(place) if key.command]
        assert not [key.id for key in listed if words.say("key." + key.id) not in options]
        await pilot.press("escape")

    play(folder, acts, lang=lang)


def test_every_action_of_the_keys_exists() -> None:
    from tui.widgets.lines import LineList
    from tui.widgets.report_text import ReportText

    places: dict[str, list[type]] = {"app": [DeskApp], "list": [LineList, ReportText]}
    for screen in (ReportsScreen, ReportScreen, AcrossScreen, SearchScreen, CompareScreen, RecordScreen, ReadersScreen):
        places[screen.WHERE] = [screen]
    for key in KEYS:
        for owner in places[key.where]:
            assert hasattr(owner, f"action_{key.action}"), key.id


def test_keys_of_the_settings_file_are_in_force_and_shown(folder: Path) -> None:
    async def acts(pilot: Pilot[None], app: DeskApp) -> None:
        assert "F2"[0].lower() + "2" in shown(app, "keys")
        await pilot.press("f2")
        assert isinstance(app.screen, ReportsScreen) and app.screen.as_matrix

    play(folder, acts, settings=Settings(keys={"reports.matrix": "f2"}))


@pytest.mark.parametrize("size", [(80, 24), (120, 30), (300, 80)])
def test_no_line_on_screen_begins_with_a_closing_mark_whatever_the_size(folder: Path, size: tuple[int, int]) -> None:
    async def acts(pilot: Pilot[None], app: DeskApp) -> None:
        await opened(pilot, app, "enter", "j", "j")
        screen = app.screen
        assert isinstance(screen, ReportScreen)
        for wide, high in (size, (80, 24), size):
            await pilot.resize_terminal(wide, high)
            await pilot.pause()
            starts = [start for number, start, end in screen.text.lines if start != screen.view.lines[number][0]]
            assert starts
            assert not [start for start in starts if screen.view.text[start] in "，。、；：）》”,;:)"]
            lines = on_screen(app).split("\n")
            assert len(lines) == high

    play(folder, acts, size=size)


def test_a_file_that_changes_is_noticed_and_reloaded(folder: Path) -> None:
    async def acts(pilot: Pilot[None], app: DeskApp) -> None:
        path = folder / "临海2023.txt"
        path.write_text(LAST_YEAR.replace("临海县", "临江县"), encoding="utf-8")
        os.utime(path, (1, 1))
        app._look_for_changes()
        for _ in range(100):
            await pilot.pause(0.02)
            if app.desk.changed:
                break
        await pilot.pause(0.05)
        assert "改动" in shown(app, "status")
        await pilot.press("r")
        for _ in range(100):
            await pilot.pause(0.02)
            if app.desk.done == 5 and not app.desk.changed:
                break
        await pilot.pause(0.3)
        assert "临江县" in shown(app, "table")

    play(folder, acts)


def test_a_file_that_goes_away_is_told_of(folder: Path) -> None:
    async def acts(pilot: Pilot[None], app: DeskApp) -> None:
        shutil.rmtree(folder)
        await opened(pilot, app, "enter")
        assert isinstance(app.screen, Notice)
        assert "没有这个文件" in shown(app, "notice")
        await pilot.press("escape")
        assert isinstance(app.screen, ReportsScreen)

    play(folder, acts)


def test_an_empty_folder_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "none").mkdir()

    async def run() -> None:
        app = DeskApp(BrowseOptions([str(tmp_path / "none")]), builtin(), Settings(), State())
        async with app.run_test() as pilot:
            await pilot.pause(0.1)
            assert "score browse" in shown(app, "table")
            await pilot.press("enter", "d", "m", "e", "escape")

    asyncio.run(run())


def test_a_rubric_that_breaks_meanwhile_is_told_of(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(name: str) -> None:
        raise RubricError([ScorerError("缺少 name", file="rubric.yaml", line=3)])

    async def acts(pilot: Pilot[None], app: DeskApp) -> None:
        monkeypatch.setattr(tui.app, "load", broken)
        await pilot.press("r")
        assert isinstance(app.screen, Notice)
        assert "rubric.yaml:3" in shown(app, "notice")
        await pilot.press("escape")
        assert app.desk.done == 5

    play(folder, acts)


def test_escape_goes_back_but_never_out_and_the_mouse_works_on_the_keys(folder: Path) -> None:
    async def acts(pilot: Pilot[None], app: DeskApp) -> None:
        await pilot.press("slash", *"临海", "escape", "escape", "escape")
        screen = app.screen
        assert isinstance(screen, ReportsScreen)
        assert not screen.choice.filter and not app.leaving
        bar = screen.query_one("#keys", KeyBar)
        line, first, _, _ = next(place for place in bar._places if place[3].id == "reports.matrix")
        await pilot.click("#keys", offset=(first + 1, line))
        assert screen.as_matrix
        await pilot.press("q")
        assert app.leaving

    play(folder, acts)


@pytest.mark.parametrize("keys", [["slash"], ["enter"], ["question_mark"], ["colon"]])
def test_ctrl_c_leaves_from_everywhere(folder: Path, keys: list[str]) -> None:
    async def acts(pilot: Pilot[None], app: DeskApp) -> None:
        await pilot.press(*keys, "ctrl+c")
        assert app.leaving

    play(folder, acts)


def test_the_first_run_shows_one_hint_and_remembers(folder: Path) -> None:
    async def run() -> str:
        app = DeskApp(
            BrowseOptions([str(folder)]), builtin(), Settings(), tui.settings.read_state(tui.settings.state_path())
        )
        async with app.run_test() as pilot:
            await pilot.pause(0.2)
            return shown(app, "status")

    assert "初次使用" in asyncio.run(run())
    assert "初次使用" not in asyncio.run(run())


def test_news_that_comes_while_the_desk_closes_draws_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    close = DeskApp._close_all
    late: list[str] = []

    async def close_with_news(app: DeskApp) -> None:
        for screen in app.screen_stack:
            await screen.query("*").remove()
            app._entries_changed()
            app._recounted({})
            late.append(type(screen).__name__)
        await close(app)

    monkeypatch.setattr(DeskApp, "_close_all", close_with_news)

    async def acts(_pilot: Pilot[None], _app: DeskApp) -> None:
        pass

    play(folder, acts)
    assert "ReportsScreen" in late


def test_themes_are_kept_and_no_colour_stays_without(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def acts(pilot: Pilot[None], app: DeskApp) -> None:
        await pilot.press("T", "down", "enter")
        assert app.theme == "light"

    play(folder, acts)
    assert tui.settings.read_state(tui.settings.state_path()).theme == "light"
    monkeypatch.setenv("NO_COLOR", "1")

    async def grey(pilot: Pilot[None], app: DeskApp) -> None:
        drawn = [segment for strip in app.screen._compositor.render_strips() for segment in strip]
        filtered = app.get_line_filters()[0].apply(drawn, Color(0, 0, 0))
        assert not [s for s in filtered if s.style and s.style.color and not s.style.color.is_default]

    play(folder, grey)


def test_a_bug_in_judging_one_report_leaves_the_others(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = score_source

    def faulty(source: object, *rest: object, **named: object) -> object:
        if "2023" in source.name:  # type: ignore[attr-defined]
            raise ZeroDivisionError("made up")
        return real(source, *rest, **named)  # type: ignore[arg-type]

    monkeypatch.setattr("scorer.pipeline.score_source", faulty)

    async def acts(pilot: Pilot[None], app: DeskApp) -> None:
        assert "ZeroDivisionError" in shown(app, "table")
        assert "85" in shown(app, "table") or "充实" in shown(app, "table")

    play(folder, acts)
    assert "made up" in log_path().read_text(encoding="utf-8")


def test_a_crash_ends_the_desk_and_keeps_what_happened(folder: Path) -> None:
    options = BrowseOptions([str(folder)])
    app = DeskApp(options, builtin(), Settings(), State(hinted=True))

    async def run() -> None:
        async with app.run_test() as pilot:
            await pilot.pause(0.1)
            app.call_later(lambda: 1 // 0)
            await pilot.pause(0.1)

    with pytest.raises(ZeroDivisionError):
        asyncio.run(run())
    assert "ZeroDivisionError" in app.crash


def test_many_reports_are_scored_by_other_processes_in_order(tmp_path: Path) -> None:
    paths = []
    for number in range(45):
        path = tmp_path / f"{number}.txt"
        path.write_text(LAST_YEAR, encoding="utf-8")
        paths.append(str(path))
    found = [digest for part in digests(paths, BENCH, lambda: False) for digest, _ in part]
    assert [digest.path for digest in found] == paths
    assert found[-1].total == digest_of(paths[0], BENCH)[0].total


def test_the_list_is_of_use_before_all_is_scored(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    go_on = threading.Event()

    def slowly(paths: list[str], *rest: object) -> Iterator[list[Outcome]]:
        yield [digest_of(paths[0], BENCH)]
        go_on.wait(5)
        for path in paths[1:]:
            yield [digest_of(path, BENCH)]

    monkeypatch.setattr(tui.app, "digests", slowly)

    async def run() -> None:
        app = DeskApp(BrowseOptions([str(folder)]), builtin(), Settings(), State(hinted=True))
        async with app.run_test(size=(80, 24)) as pilot:
            await until(pilot, lambda: "1/5" in shown(app, "title"))
            assert "1/5" in shown(app, "title") and "[##" in shown(app, "title")
            assert shown(app, "table").count("等待评分") == 4
            await pilot.press("G", "enter")
            go_on.set()
            for _ in range(100):
                await pilot.pause(0.02)
                if app.desk.done == 5:
                    break
            await opened(pilot, app, "escape", "g", "enter")
            assert isinstance(app.screen, ReportScreen)

    asyncio.run(run())


def test_marks_keep_the_last_two_reports(folder: Path) -> None:
    desk = Desk([str(folder)], RUBRICS)
    paths = desk.look()
    for path in paths[:3]:
        desk.mark(path)
    assert desk.marked == paths[1:3]
    desk.mark(paths[1])
    assert desk.marked == [paths[2]]


def test_arguments_are_checked_in_the_language_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    options = parse(["seeds/", "--lang", "en", "--theme", "light", "--port", "8080", "--level", "county"])
    assert (options.paths, options.lang, options.theme, options.port) == (["seeds/"], "en", "light", 8080)
    with pytest.raises(ScorerError, match="pink"):
        parse(["--theme", "pink"])
    assert main(["browse", "seeds/", "--lang", "en"]) == 2
    assert "needs a terminal" in capsys.readouterr().err
