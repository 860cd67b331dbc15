"""What `e` writes: what people decided stands in every export, and what a reader may not see in none."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
import yaml
from desk_play import play, shown, until
from textual.pilot import Pilot

from tui.app import DeskApp

pytestmark = pytest.mark.usefixtures("own_home")


async def written(pilot: Pilot[None], app: DeskApp, what: str) -> None:
    """Export one thing and wait until it is told."""
    app.export(what)
    await until(pilot, lambda: not any(worker.group == "export" and worker.is_running for worker in app.workers))
    await pilot.pause()


async def overruled(pilot: Pilot[None], app: DeskApp) -> None:
    """The causes of one report set to met, with a reason."""
    path = next(path for path in app.desk.entries if path.endswith("临海2024.txt"))
    app.open_report(path, "causes")
    await until(pilot, lambda: not app.opening)
    await pilot.pause()
    await pilot.press("s", "1", "tab", *"seen", "enter")
    await pilot.pause()


def test_exports_tell_what_was_decided(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"

    async def acts(pilot: Pilot[None], app: DeskApp) -> None:
        assert "opinion-md" not in list(app.desk_screen.exports())  # type: ignore[union-attr]
        await overruled(pilot, app)
        for what in ("ledger-csv", "opinion-md", "card-md", "card-json"):
            assert what in list(app.desk_screen.exports())  # type: ignore[union-attr]
            await written(pilot, app, what)
            assert shown(app, "status").strip().startswith("已导出")
        await pilot.press("q")
        for what in ("table-md", "opinions-md", "labels-yaml"):
            assert what in list(app.desk_screen.exports())  # type: ignore[union-attr]
            await written(pilot, app, what)

    play(folder, acts, reviewer="王敏")
    rows = list(csv.DictReader((out / "ledger.csv").read_text(encoding="utf-8-sig").splitlines()))
    told = [(row["who"], row["criterion"], row["program"], row["verdict"], row["note"]) for row in rows]
    assert told == [("王敏", "causes", "missing", "met", "seen")]
    assert "王敏" in (out / "临海2024-opinion.md").read_text(encoding="utf-8")
    assert (out / "临海2024-opinion-2.md").exists()  # of the list: nothing is written over
    assert r"\[缺失\]&#62;具备 |" in (out / "临海2024.md").read_text(encoding="utf-8")
    causes = next(one for one in json.loads((out / "临海2024.json").read_bytes())["criteria"] if one["id"] == "causes")
    assert causes["verdict"] == "missing" and causes["review"]["verdict"] == "met"
    assert yaml.safe_load((out / "临海2024.yaml").read_text(encoding="utf-8"))["criteria"]["causes"]["verdict"] == "met"
    assert "39.3&#62;46.1" in (out / "reports.md").read_text(encoding="utf-8")


def test_second_reader_exports_nobody_elses_decisions_before_handing_in(folder: Path, tmp_path: Path) -> None:
    play(folder, overruled, reviewer="王敏")
    out = tmp_path / "out"

    async def blind(pilot: Pilot[None], app: DeskApp) -> None:
        await written(pilot, app, "ledger-csv")
        await written(pilot, app, "opinions-md")
        assert "没有可导出的" in shown(app, "status")

    play(folder, blind, reviewer="李强", second=True)
    assert "王敏" not in (out / "ledger.csv").read_text(encoding="utf-8-sig")
    assert [path.name for path in out.iterdir()] == ["ledger.csv"]
