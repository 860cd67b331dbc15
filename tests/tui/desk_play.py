"""The desk run on a folder without a terminal, and what it shows."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

from reports import builtin
from textual.pilot import Pilot

from tui.app import DeskApp
from tui.arguments import BrowseOptions
from tui.settings import Settings, State, read_state, state_path
from tui.view.lines import text_of
from tui.widgets.lines import Lines

Play = Callable[[Pilot[None], DeskApp], Awaitable[None]]


def play(
    folder: Path,
    acts: Play,
    size: tuple[int, int] = (80, 24),
    lang: str = "zh",
    settings: Settings | None = None,
    rubric: str = "fazhi-annual-report",
    reviewer: str = "",
    remembered: bool = False,
    second: bool = False,
) -> DeskApp:
    """Run the desk on a folder and let a reviewer act once everything is scored."""
    state = read_state(state_path()) if remembered else State(hinted=True)
    options = BrowseOptions(
        [str(folder)], lang=lang, output=str(folder.parent / "out"), rubric=rubric, reviewer=reviewer, second=second
    )
    app = DeskApp(options, builtin(), settings or Settings(), state)

    async def run() -> None:
        async with app.run_test(size=size) as pilot:
            await until(pilot, lambda: bool(app.desk.entries) and app.desk.done == len(app.desk.entries))
            await pilot.pause(0.25)
            await acts(pilot, app)

    asyncio.run(run())
    return app


async def until(pilot: Pilot[None], true: Callable[[], bool]) -> None:
    """Wait for something, ten seconds at most."""
    for _ in range(1000):
        await pilot.pause(0.01)
        if true():
            return
    raise AssertionError("it did not come")


async def opened(pilot: Pilot[None], app: DeskApp, *keys: str) -> None:
    """Press keys one after another, each when what the one before opens is there."""
    for key in keys:
        await pilot.press(key)
        await until(pilot, lambda: not app.opening)
        await pilot.pause()


def shown(app: DeskApp, id_: str) -> str:
    """The text of a list or panel of the topmost screen."""
    return "\n".join(text_of(row.spans) for row in app.screen.query_one(f"#{id_}", Lines).rows)


def on_screen(app: DeskApp) -> str:
    """Everything drawn, line by line."""
    return "\n".join("".join(s.text for s in strip) for strip in app.screen._compositor.render_strips())
