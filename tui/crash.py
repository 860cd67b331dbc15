"""What happened where the desk, or the judging of a report, broke: written down for whoever mends it."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path

from tui.settings import state_path


def log_path() -> Path:
    """Where a crash is written down."""
    return state_path().with_name("browse-crash.log")


def crash_report(trace: str, path: str = "") -> str:
    """What the log says of one failure."""
    from scorer import __version__

    head = f"=== {datetime.now().astimezone().isoformat(timespec='seconds')} score {__version__} Python {sys.version}"
    return f"{head}\n{path}\n{trace}\n"


def write_log(path: Path, text: str) -> str:
    """Add a crash to the log; where it stands, empty if it could not be written."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="utf-8", errors="backslashreplace") as stream:
            stream.write(text)
    except OSError:
        return ""
    return str(path)
