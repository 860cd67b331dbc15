"""Digests and entries of hand-made and seed scorecards for the desk's tests."""

from __future__ import annotations

import shutil
from functools import cache
from pathlib import Path

from reports import SEED_NUMBERS, SEEDS, builtin, labels, scored_seed

from tui.digest import Digest
from tui.loading import Bench, Job
from tui.rubrics import Rubrics
from tui.view.entry import Entry
from tui.words import Words

LAST_YEAR = """临海县2023年法治政府建设年度报告
一、主要举措
2023年,县政府常务会议听取法治政府建设情况汇报2次。
二、存在的问题
一是执法队伍力量薄弱。二是普法宣传形式单一。
三、下一步安排
2024年,充实执法队伍。
"""
THIS_YEAR = LAST_YEAR.replace("2024", "2025").replace("2023", "2024").replace(
    "听取法治政府建设情况汇报2次", "召开,县长履行第一责任人职责,听取法治政府建设情况汇报3次"
)  # fmt: skip
CHINESE = Words("zh", builtin())
RUBRICS = Rubrics("fazhi-annual-report", builtin(), "zh")
BENCH = Bench(Job(), builtin())


@cache
def seed_entries() -> list[Entry]:
    """The five seeds as the table shows them."""
    return [seed_entry(number) for number in SEED_NUMBERS]


@cache
def seed_entry(number: str) -> Entry:
    """One seed as the table shows it."""
    path = str(SEEDS / labels(number)["seed"])
    return Entry.of(path, Digest.of(scored_seed(number), path, (1, 1)), CHINESE)


def make_folder(place: Path) -> Path:
    """Two seeds, one body's reports of two years, and a file that cannot be read."""
    place.mkdir()
    for seed in sorted(SEEDS.glob("*.txt"))[:2]:
        shutil.copy(seed, place)
    (place / "临海2023.txt").write_text(LAST_YEAR, encoding="utf-8")
    (place / "临海2024.txt").write_text(THIS_YEAR, encoding="utf-8")
    (place / "空.txt").write_text("", encoding="utf-8")
    return place
