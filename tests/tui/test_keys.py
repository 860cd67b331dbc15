"""Every key is in the help, in both languages and in both READMEs, and changes by the settings file."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

import tui.locale.en
import tui.locale.zh
from tui.crash import write_log
from tui.keys import KEYS, SCREENS, display, keys_of
from tui.settings import Settings, State, keep_state, read_settings, read_state

ROOT = Path(__file__).parents[2]


def test_both_languages_say_the_same_things() -> None:
    assert tui.locale.zh.TEXTS.keys() == tui.locale.en.TEXTS.keys()
    known = {key.removeprefix("key.") for key in tui.locale.zh.TEXTS if key.startswith("key.")}
    assert known == {key.id for key in KEYS}


def test_no_key_does_two_things_on_one_screen() -> None:
    for places in SCREENS.values():
        used = Counter(one for place in places for key in keys_of(place) for one in key.keys.split(","))
        assert not [key for key, count in used.items() if count > 1]


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md"])
def test_readme_names_every_key_of_the_desk(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    missing = [key.id for key in KEYS if f"`{display(key.keys)[0]}`" not in text]
    assert not missing


def test_settings_change_keys_and_tell_of_what_they_do_not_know(tmp_path: Path) -> None:
    path = tmp_path / "browse.toml"
    path.write_text(
        'theme = "light"\n[keys]\n"report.next-quote" = ["n", "f3"]\n"report.fly" = "z"\n', encoding="utf-8"
    )
    settings = read_settings(path)
    assert settings.theme == "light"
    assert settings.keys == {"report.next-quote": "n,f3"}
    assert settings.faults == ("keys.report.fly",)


def test_a_broken_settings_file_is_told_of_and_left_aside(tmp_path: Path) -> None:
    path = tmp_path / "browse.toml"
    path.write_text("theme = [", encoding="utf-8")
    settings = read_settings(path)
    assert settings.faults
    assert settings._replace(faults=()) == Settings()
    assert read_settings(tmp_path / "none.toml") == Settings()


def test_state_is_remembered_and_a_spoilt_one_forgotten(tmp_path: Path) -> None:
    path = tmp_path / "state" / "browse.json"
    keep_state(path, State("light", True))
    assert read_state(path) == State("light", True)
    path.write_text("[]", encoding="utf-8")
    assert read_state(path) == State()


def test_a_log_that_cannot_be_written_is_no_second_crash(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert write_log(tmp_path / "file" / "log", "what happened") == ""
    assert write_log(tmp_path / "new" / "log", "what happened")
