"""One report read: what is at hand is the same in every pane, and nothing outlives what it speaks of."""

from __future__ import annotations

import shutil
import threading
from pathlib import Path

import pytest
from desk_play import on_screen, opened, play, shown, until
from reports import SEEDS
from textual.pilot import Pilot

from tui.app import DeskApp
from tui.keys import SCREENS, keys_of
from tui.screens.across import AcrossScreen
from tui.screens.report import ReportScreen
from tui.screens.reports import ReportsScreen
from tui.view.card import CardView

pytestmark = pytest.mark.usefixtures("own_home")
LABELLED = Path(__file__).parents[1] / "labelled"


def at_hand(app: DeskApp) -> ReportScreen:
    screen = app.screen
    assert isinstance(screen, ReportScreen)
    row = screen.criteria.current
    if screen.left == "criteria" and not screen.panes.one:
        assert row is not None and row.id == screen.criterion
        assert screen.view.words.criterion(screen.criterion) in shown(app, "why-title")
    return screen


@pytest.mark.parametrize("pane", ["b", "v", "o"])
def test_the_criterion_at_hand_is_one_in_list_text_and_why(folder: Path, pane: str) -> None:
    async def acts(pilot: Pilot[None], app: DeskApp) -> None:
        shutil.copy(LABELLED / "D6.txt", folder)
        (folder / "白.txt").write_text("临江县2023年法治政府建设年度报告\n本县开展普法。\n", encoding="utf-8")
        await pilot.press("r")
        await until(pilot, lambda: app.desk.done == 7)
        await opened(pilot, app, "enter")
        for _ in range(7):
            await opened(pilot, app, "down", "down", "down", pane, "1")
            criterion = at_hand(app).criterion
            await opened(pilot, app, "x", "right_square_bracket")
            at_hand(app)
            await opened(pilot, app, "x")
            screen = at_hand(app)
            if screen.view.quotes[screen.criterion]:
                await pilot.press("n")
                assert screen.text.span[0] <= screen.quotes[screen.quote].start < screen.text.span[1]
            assert criterion in screen.view.findings

    play(folder, acts)


def test_an_empty_list_leaves_nothing_of_the_criterion_beside_it(folder: Path) -> None:
    async def acts(pilot: Pilot[None], app: DeskApp) -> None:
        (folder / "白.txt").write_text("临江县2023年法治政府建设年度报告\n本县开展普法。\n", encoding="utf-8")
        await pilot.press("r")
        await until(pilot, lambda: app.desk.done == 6)
        await pilot.press("slash", *"临江", "enter")
        await opened(pilot, app, "enter", "b")
        assert "没有可以配对" in shown(app, "criteria")
        assert shown(app, "why") == "" and "第 1/" not in shown(app, "text-title")
        await pilot.press("1")
        at_hand(app)
        assert shown(app, "why")

    play(folder, acts)


def test_messages_die_with_what_they_speak_of(folder: Path) -> None:
    async def acts(pilot: Pilot[None], app: DeskApp) -> None:
        (folder / "0.txt").write_text(
            "临江县2023年法治政府建设年度报告\n一、举措\n\x07\x07县政府开展法治督察。\n", encoding="utf-8"
        )
        await pilot.press("r")
        await until(pilot, lambda: app.desk.done == 6)
        await opened(pilot, app, "g", "enter")
        assert "控制字符" in shown(app, "status")
        await opened(pilot, app, "right_square_bracket")
        assert "控制字符" not in shown(app, "status")
        await pilot.press("slash", *"法治", "enter")
        assert "「法治」" in shown(app, "status")
        await opened(pilot, app, "right_square_bracket")
        assert "法治」" not in shown(app, "status")
        await pilot.press("escape", "escape", "escape")
        assert isinstance(app.screen, ReportsScreen)
        await pilot.press("u", "u", "u")
        assert "不分组" in shown(app, "status")
        await pilot.press("j")
        assert "不分组" not in shown(app, "status")

    play(folder, acts)


def test_the_place_in_the_list_is_told_and_its_end_holds_once(folder: Path) -> None:
    async def acts(pilot: Pilot[None], app: DeskApp) -> None:
        await opened(pilot, app, "G", "k", "enter")
        screen = at_hand(app)
        assert "4/4 份" in shown(app, "title")
        last = screen.view.name
        await opened(pilot, app, "right_square_bracket")
        assert screen.view.name == last and "最后一份" in shown(app, "status")
        await opened(pilot, app, "right_square_bracket")
        assert "1/4 份" in shown(app, "title")

    play(folder, acts)


def test_one_criterion_across_starts_at_the_report_she_came_from(folder: Path) -> None:
    async def acts(pilot: Pilot[None], app: DeskApp) -> None:
        await opened(pilot, app, "j", "j", "enter", "c")
        screen = app.screen
        assert isinstance(screen, AcrossScreen)
        assert screen.current_path().endswith("临海2023.txt")
        assert "临海县 2023" in shown(app, "finding")
        await pilot.press("x")
        assert all(e.digest and e.digest.verdict(screen.criterion) != "met" for e in screen.order)

    play(folder, acts)


def test_a_slow_report_is_told_of_and_no_key_falls_on_another(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    go_on = threading.Event()

    async def acts(pilot: Pilot[None], app: DeskApp) -> None:
        real = app.bench.open

        def slow(path: str) -> object:
            if path.endswith("临海2024.txt"):
                go_on.wait(10)
            return real(path)

        monkeypatch.setattr(app.bench, "open", slow)
        await opened(pilot, app, "j", "j", "enter")
        screen = at_hand(app)
        criterion = screen.criterion
        await pilot.press("right_square_bracket")
        assert "正在读" in shown(app, "status") and "临海2024" in shown(app, "status")
        await pilot.press("x", "c")
        assert app.screen is screen and not screen.gaps_only
        await pilot.press("escape")
        assert not app.opening and screen.view.year == "2023"
        await pilot.press("right_square_bracket")
        go_on.set()
        await until(pilot, lambda: screen.view.year == "2024")
        assert at_hand(app).criterion == criterion

    play(folder, acts)


@pytest.mark.parametrize(("size", "panes"), [((60, 15), 1), ((80, 24), 3), ((200, 50), 3)])
def test_panes_have_the_room_that_there_is(folder: Path, size: tuple[int, int], panes: int) -> None:
    async def acts(pilot: Pilot[None], app: DeskApp) -> None:
        await opened(pilot, app, "enter")
        screen = at_hand(app)
        for _ in range(3):
            drawn = [id_ for id_ in ("left", "right", "below") if screen.query_one("#" + id_).display]
            assert len(drawn) == panes
            await pilot.press("tab")
            await pilot.pause()
        beside = screen.query_one("#below").region
        assert (beside.x > screen.query_one("#right").region.x) == (size[0] >= 118 or panes == 1 and beside.x > 0)
        assert len(on_screen(app).split("\n")) == size[1]

    play(folder, acts, size=size)


def test_why_fits_for_nearly_all_criteria_of_the_seeds(folder: Path) -> None:
    fitting: list[bool] = []

    async def acts(pilot: Pilot[None], app: DeskApp) -> None:
        await opened(pilot, app, "enter")
        screen = at_hand(app)
        for criterion in screen.view.findings:
            screen.criteria.go(criterion)
            await pilot.pause()
            fitting.append(len(screen.why.rows) <= screen.why.size.height)

    play(folder, acts, size=(80, 24))
    assert sum(fitting) > len(fitting) * 0.8


def test_the_same_words_are_not_shown_for_and_against(folder: Path) -> None:
    views: list[CardView] = []

    async def acts(pilot: Pilot[None], app: DeskApp) -> None:
        await opened(pilot, app, "enter", "right_square_bracket")
        views.append(at_hand(app).view)

    play(folder, acts)
    for quotes in views[0].quotes.values():
        counted = [q for q in quotes if not q.why]
        assert not [q for q in quotes if q.why for other in counted if q.start < other.end and other.start < q.end]


def test_quotes_are_copied_whole(folder: Path) -> None:
    async def acts(pilot: Pilot[None], app: DeskApp) -> None:
        await opened(pilot, app, "enter", "y")
        screen = at_hand(app)
        assert app.clipboard == screen.quotes[screen.quote].words.strip()
        await pilot.press("tab", "y")
        start, end = screen.text.span
        assert app.clipboard == screen.view.text[start:end].strip()

    play(folder, acts)


def test_each_report_has_the_rubric_that_fits_it(folder: Path) -> None:
    async def acts(pilot: Pilot[None], app: DeskApp) -> None:
        shutil.copy(LABELLED / "D6.txt", folder)
        await pilot.press("r")
        await until(pilot, lambda: app.desk.done == 6)
        digest = next(e.digest for e in app.desk.entries.values() if e.path.endswith("D6.txt"))
        assert digest is not None and digest.rubric == "township-office"
        assert {e.digest.rubric for e in app.desk.entries.values() if e.digest and e.readable} > {"township-office"}
        await opened(pilot, app, "slash", *"D6", "enter", "enter")
        screen = at_hand(app)
        assert screen.view.rubric.id == "township-office"
        await pilot.press("c")
        assert isinstance(app.screen, AcrossScreen)
        await pilot.press("escape", "escape", "m", "l", "l")
        assert isinstance(app.screen, ReportsScreen)

    play(folder, acts, rubric="auto")


def test_seeds_open_in_both_languages(tmp_path: Path) -> None:
    place = tmp_path / "seeds"
    shutil.copytree(SEEDS, place)

    async def acts(pilot: Pilot[None], app: DeskApp) -> None:
        await opened(pilot, app, "enter")
        at_hand(app)
        for key in keys_of("report"):
            assert key.id in [k.id for k in keys_of(SCREENS["report"][0])]

    for lang in ("zh", "en"):
        play(place, acts, lang=lang)
