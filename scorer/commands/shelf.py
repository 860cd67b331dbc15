"""Rendered results of earlier runs, taken as they are where nothing that they depend on has changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorer.commands.inputs import STDIN
from scorer.errors import ScorerError
from scorer.kept.packing import pack, unpack
from scorer.kept.program import program
from scorer.kept.results import Results, stamp_of
from scorer.render.entry import Entry
from scorer.render.formats import Scored

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scorer.errors import InputError
    from scorer.kept.results import Stamp


class Shelf:
    """What `--resume` goes by: the bytes of a file and its path, the program, and the basis (`Worker.basis`)."""

    def __init__(self, basis: str, place: str) -> None:
        self._results = Results(f"score {basis} {program()}", place)
        if not self._results.usable:
            raise ScorerError("", code="nothing-kept", values={"path": self._results.path})
        self._under_way: dict[str, tuple[bytes, Stamp]] = {}
        self.found = 0  # results taken from earlier runs
        self.kept = 0  # and put by in this one

    def find(self, path: str) -> Scored | None:
        """The result of a report as it is now."""
        if path == STDIN:
            return None
        stamp = stamp_of(path)
        key = self._results.key(path, path)
        row = self._results.find(key)
        if row is not None and stamp == stamp_of(path):
            try:
                found: Scored = unpack(Scored, row[0], Entry)
            except (ValueError, TypeError):
                pass  # whole, but not what this program would have kept
            else:
                self.found += 1
                return found
        self._under_way[path] = key, stamp
        return None

    def keep(self, outcomes: Iterable[tuple[str, Scored | InputError]]) -> None:
        """Put results by, with the paths that they were asked for; not of files that changed while they were read."""
        rows = []
        for path, outcome in outcomes:
            key, stamp = self._under_way.pop(path, (b"", None))
            if key and isinstance(outcome, Scored) and outcome.lasting and stamp == stamp_of(path):
                rows.append((key, pack(outcome), None))
        self._results.keep(rows)
        self.kept += len(rows)

    def close(self) -> None:
        """Keep no more."""
        self._results.close()
