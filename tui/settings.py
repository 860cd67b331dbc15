"""What a reviewer has set: a TOML file that only the reviewer writes, and a small state that the desk keeps."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from scorer.commands.outputs import whole_file

FOLDER = "fazhi-scorecard"
THEMES = ("dark", "light", "contrast")


class Settings(NamedTuple):
    """The settings file, read; `faults` are ids or texts of what could not be understood."""

    theme: str = ""
    output: str = ""
    reviewer: str = ""
    keys: Mapping[str, str] = {}  # id of keys.py -> keys
    faults: tuple[str, ...] = ()


class State(NamedTuple):
    """What the desk remembers between two runs."""

    theme: str = ""
    hinted: bool = False
    reviewer: str = ""


def settings_path() -> Path:
    """Where the settings file is looked for."""
    return _folder("XDG_CONFIG_HOME", ".config") / "browse.toml"


def state_path() -> Path:
    """Where the desk keeps its state; its crash log stands beside it."""
    return _folder("XDG_STATE_HOME", ".local/state") / "browse.json"


def _folder(variable: str, otherwise: str) -> Path:
    if sys.platform == "win32":
        return Path(os.environ.get("APPDATA", Path.home())) / FOLDER
    return Path(os.environ.get(variable) or Path.home() / otherwise) / FOLDER


def read_settings(path: Path) -> Settings:
    """The settings of a file; a file that is not there has none, a broken one is told of and left aside."""
    try:
        written = path.read_text(encoding="utf-8")
        from tomllib import loads  # most have no file

        data = loads(written)
    except FileNotFoundError:
        return Settings()
    except (OSError, ValueError) as error:
        return Settings(faults=(f"{path}: {error}",))
    from tui.keys import faults_in

    faults = [name for name in data if name not in ("theme", "output", "reviewer", "keys")]
    keys = data.get("keys", {})
    if not isinstance(keys, dict):
        keys, faults = {}, [*faults, "keys"]
    keys = {str(id_): ",".join(value) if isinstance(value, list) else str(value) for id_, value in keys.items()}
    unknown = list(faults_in(keys))
    faults += [f"keys.{id_}" for id_ in unknown]
    theme = str(data.get("theme", ""))
    if theme and theme not in THEMES:
        faults.append(f"theme = {theme}")
        theme = ""
    known = {id_: value for id_, value in keys.items() if id_ not in unknown}
    return Settings(theme, str(data.get("output", "")), str(data.get("reviewer", "")), known, tuple(faults))


def read_state(path: Path) -> State:
    """What was remembered; nothing where that cannot be read."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        theme = data.get("theme", "")
        return State(theme if theme in THEMES else "", bool(data.get("hinted")), str(data.get("reviewer") or ""))
    except (OSError, ValueError, AttributeError, TypeError):
        return State()


def keep_state(path: Path, state: State) -> None:
    """Remember for the next run; a place that cannot be written to is no reason to stop."""
    with suppress(OSError), whole_file(str(path)) as stream:
        stream.write(json.dumps(state._asdict()).encode())
