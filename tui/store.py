"""Digests of earlier runs by the content of the file, so that an unchanged report is not judged again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress

from scorer.kept.packing import pack, unpack
from scorer.kept.program import program
from scorer.kept.results import Results, stamp_of
from scorer.model import BY_TIME
from tui.digest import Digest

_KEPT_BY = ("digest.py", "loading.py", "standing.py", "store.py")  # what a kept digest looks like


def state() -> str:
    """What tells one state of the program and the desk from another: a changed program judges anew."""
    return program(*(f"tui/{name}" for name in _KEPT_BY))


class Store:
    """Digests among the kept results, by the paths that files have now."""

    def __init__(self, laid_down: str, place: str = "") -> None:
        self._results = Results(f"desk {laid_down}", place)

    def close(self) -> None:
        """Keep no more."""
        self._results.close()

    def find(self, paths: Sequence[str]) -> dict[str, Digest]:
        """The digests kept for files as they are now, by path."""
        found: dict[str, Digest] = {}
        for path in paths:
            stamp = stamp_of(path)
            kept = self._results.find(self._results.key(path))
            with suppress(ValueError, TypeError):
                if kept is not None and stamp == stamp_of(path):
                    found[path] = unpack(Digest, kept[0])._replace(path=path, stamp=stamp, packed=kept[1])
        return found

    def keep(self, digests: Iterable[Digest]) -> None:
        """Keep digests; not of files that could not be read, nor where words may be lacking or time ran out."""
        rows = []
        for digest in digests:
            if digest.fault or any(note.code in BY_TIME for note in digest.warnings):
                continue
            if digest.card().report.source.incomplete or digest.stamp != stamp_of(digest.path):
                continue
            head = digest._replace(path="", stamp=(0, 0), packed=None)
            rows.append((self._results.key(digest.path), pack(head), digest.packed))
        self._results.keep(rows)
