"""The documents of the house name the rooms, files and names that there are."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
import yaml
from readme_blocks import DOCS, READMES, ROOT, rooms, sentence
from test_layers import ALLOWED

ROOMS: dict[str, str] = yaml.safe_load((ROOT / "tests" / "rooms.yaml").read_text(encoding="utf-8"))
# The way of a report: these stand first, in this order, and say their number.
STEPS = ("reading", "text", "structure", "facts", "statements", "judging", "checks", "render")
PAGES = ("CONTRIBUTING.md", *DOCS)
_WORD = re.compile(r"`([^`\n]+)`")
_FILE = re.compile(r"[\w./*-]+\.(?:py|md|yaml|json|toml)")
_FOLDER = re.compile(r"[\w./-]+/")
_NAME = re.compile(r"[A-Za-z_]*(?:_[A-Za-z_]+|[a-z][A-Z]\w*)|[A-Z]{2,}")  # more than one word, or in capitals


@cache
def everything() -> str:
    """All of the program's own text, and its rubric."""
    files = [path for folder in ("scorer", "tui", "rubric", "tests") for path in (ROOT / folder).rglob("*.*")]
    own = [path for path in files if path.suffix in (".py", ".yaml", ".json") and path != Path(__file__)]
    return "\n".join(path.read_text(encoding="utf-8") for path in own)


def named(page: str, what: re.Pattern[str]) -> list[str]:
    text = (ROOT / page).read_text(encoding="utf-8")
    words = [word for word in _WORD.findall(text) if not re.search(r"NAME|\bID\b|…", word)]
    return [word for word in words if what.fullmatch(word)]


def test_listing_has_every_room_and_no_other() -> None:
    packages = {f"scorer/{path.parent.name}" for path in (ROOT / "scorer").glob("*/__init__.py")}
    assert set(ROOMS) == packages | {"tui"}
    assert {room.removeprefix("scorer/") for room in ROOMS} == set(ALLOWED) - {"model", "errors", "pipeline"}


def test_steps_stand_first_and_say_their_number() -> None:
    assert tuple(ROOMS)[: len(STEPS)] == tuple(f"scorer/{step}" for step in STEPS)
    for number, room in enumerate(ROOMS, 1):
        first = (ROOT / room / "__init__.py").read_text(encoding="utf-8").split("\n")[0]
        assert first.startswith(f'"""Step {number}: ') == (number <= len(STEPS)), room


@pytest.mark.parametrize("room", ROOMS)
def test_room_says_what_it_is_in_one_sentence(room: str) -> None:
    for text, stop in ((sentence(room), r"\.(?: |$)"), (ROOMS[room], "。")):
        assert len(text) > 9 and len(re.findall(stop, text)) == 1, text


@pytest.mark.parametrize(("page", "lang"), [*READMES.items(), *DOCS.items()])
def test_page_has_the_listing(page: str, lang: str) -> None:
    assert rooms(lang) in (ROOT / page).read_text(encoding="utf-8"), "run `make readme`"


@pytest.mark.parametrize("page", PAGES)
def test_files_and_folders_that_a_page_names_are_there(page: str) -> None:
    files = named(page, _FILE)
    assert len(files) > 10
    for name in [*files, *named(page, _FOLDER)]:
        below = (found for top in ("scorer", "rubric", "tests") for found in (ROOT / top).rglob(name.rstrip("/")))
        assert list(ROOT.glob(name)) or any(below), name


@pytest.mark.parametrize("page", PAGES)
def test_names_of_the_program_that_a_page_names_are_there(page: str) -> None:
    for name in named(page, _NAME):
        assert re.search(rf"\b{name}\b", everything()), name


def test_each_way_to_add_something_is_ten_lines() -> None:
    chapters = re.split(r"^## ", (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    ways = [chapter for chapter in chapters if chapter.startswith(("A ", "An "))]
    assert [chapter.split("\n")[0] for chapter in ways] == ["A criterion", "A reader", "A check", "An output"]
    for chapter in ways:
        steps = re.findall(r"^(\d+)\. ", chapter, re.MULTILINE)
        assert steps == [str(number) for number in range(1, 11)]
        assert _WORD.search(chapter)
