"""What a run of the bench found, kept in results.json beside this file; the READMEs show it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import NamedTuple

PATH = Path(__file__).parent / "results.json"


class Row(NamedTuple):
    """A command on one report and on many; milliseconds of processor time."""

    id: str
    one: float
    further: float | None = None  # each report beyond the first; None where the command takes none


IDLE = 0.7  # load of each processor up to which what else runs disturbs little


class Results(NamedTuple):
    """All of one run."""

    python: str
    processors: int
    load: float  # average load of the machine in the minutes before, at the start or the end, whichever is more
    reports: int  # of the long runs of this program
    peer_reports: int  # of those of the peers
    terms: int
    classes: int
    rows: tuple[Row, ...]
    missing: tuple[str, ...]  # peers that were not installed
    two_jobs_cpu: float  # processor time of two processes over that of one
    two_jobs_speed: float | None  # reports a second of two processes over one; None where the machine was not idle

    @property
    def busy(self) -> bool:
        """Whether other programs ran beside; milliseconds are then too many, and not by the same factor."""
        return self.load > IDLE * self.processors + 1  # the bench itself is a load of one

    def row(self, name: str) -> Row:
        """The row of a command; KeyError where it was not measured."""
        for row in self.rows:
            if row.id == name:
                return row
        raise KeyError(name)


def write(results: Results, path: Path = PATH) -> None:
    """Keep the results, rounded to what they are worth."""
    plain = results._asdict() | {"rows": [row._asdict() for row in results.rows]}
    path.write_text(json.dumps(plain, indent=1) + "\n", encoding="utf-8", newline="\n")


def read(path: Path = PATH) -> Results:
    """The results of the last run."""
    plain = json.loads(path.read_text(encoding="utf-8"))
    rows = tuple(Row(**row) for row in plain.pop("rows"))
    return Results(rows=rows, missing=tuple(plain.pop("missing")), **plain)
