"""The file of a report in the program that the system has set for its kind."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

_OPENERS = ("xdg-open", "wslview", "gio")


def open_file(path: str) -> str:
    """Open a file, or the archive that it lies in; why that cannot be, empty where it was started."""
    place = path if os.path.exists(path) else path.partition("!")[0]
    if not os.path.exists(place):
        return f"{path}: no such file"
    try:
        if sys.platform == "win32":
            os.startfile(place)
            return ""
        command = _opener()
        if not command:
            return " / ".join(_OPENERS)
        quiet = subprocess.DEVNULL
        subprocess.Popen(
            [*command, os.path.abspath(place)], stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True
        )
    except OSError as error:
        return error.strerror or str(error)
    return ""


def _opener() -> list[str]:
    if sys.platform == "darwin":
        return ["open"]
    name = next((name for name in _OPENERS if shutil.which(name)), "")
    return [name, "open"] if name == "gio" else [name] if name else []
