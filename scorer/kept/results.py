"""Results in one file, under the content of the report and all else that they depend on."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable
from contextlib import suppress
from hashlib import file_digest, sha256

from scorer.rules.cache import folder

MOST = 30_000  # results kept in the user's cache folder; the oldest go first
_PLACE = "results.sqlite3"

Stamp = tuple[int, int]  # time of change in nanoseconds, bytes
Row = tuple[bytes, bytes, bytes | None]  # key, head, body


class Results:
    """What earlier runs found out; where the file cannot be used, nothing is kept and nothing breaks.

    Without a `place` (a folder) it is the user's cache folder, which is kept within bounds. A run that is killed
    leaves each result whole or not there.
    """

    def __init__(self, laid_down: str, place: str = "") -> None:
        self._laid_down = laid_down  # the rubric, the program, and what else a result depends on
        self._bounded = not place
        self._archives: dict[str, tuple[Stamp, str]] = {}
        self._open: sqlite3.Connection | None = None
        self.path = os.path.join(place or folder(), _PLACE)
        try:
            os.makedirs(os.path.dirname(self.path), mode=0o700, exist_ok=True)
            self._open = sqlite3.connect(self.path, timeout=10, isolation_level=None)
            self._open.execute("PRAGMA journal_mode=WAL")
            self._open.execute("PRAGMA synchronous=NORMAL")
            self._open.execute("CREATE TABLE IF NOT EXISTS kept (key BLOB PRIMARY KEY, head BLOB, body BLOB)")
        except (OSError, sqlite3.Error):
            self.close()

    @property
    def usable(self) -> bool:
        """Whether anything can be kept."""
        return self._open is not None

    def close(self) -> None:
        """Keep no more."""
        if self._open is not None:
            with suppress(sqlite3.Error):
                self._open.close()
        self._open = None

    def key(self, path: str, *more: str) -> bytes:
        """What a result is kept under: the bytes of the file and all else that it depends on; empty for no file."""
        member = ""
        try:
            if os.path.isfile(path):
                content = _digest(path)
            else:
                archive, _, member = path.partition("!")
                content = self._archive(archive)
        except (OSError, ValueError):
            return b""
        ending = os.path.splitext(path)[1].lower()
        parts = (content, member, ending, self._laid_down, *more)
        return sha256("\0".join(parts).encode("utf-8", "surrogateescape")).digest()

    def _archive(self, path: str) -> str:
        stamp = stamp_of(path)
        if self._archives.get(path, (None, ""))[0] != stamp:
            self._archives = {path: (stamp, _digest(path))}  # members come one after the other
        return self._archives[path][1]

    def find(self, key: bytes) -> tuple[bytes, bytes | None] | None:
        """Head and body of the result kept under a key."""
        if self._open is None or not key:
            return None
        with suppress(sqlite3.Error):
            row = self._open.execute("SELECT head, body FROM kept WHERE key = ?", (key,)).fetchone()
            if row is not None:
                return row[0], row[1]
        return None

    def keep(self, rows: Iterable[Row]) -> None:
        """Keep results; all of them or none."""
        if self._open is None:
            return
        with suppress(sqlite3.Error):
            self._open.execute("BEGIN IMMEDIATE")
            try:
                self._open.executemany("INSERT OR REPLACE INTO kept VALUES (?, ?, ?)", rows)
                if self._bounded:
                    self._open.execute("DELETE FROM kept WHERE rowid <= (SELECT max(rowid) FROM kept) - ?", (MOST,))
                self._open.execute("COMMIT")
            except BaseException:
                self._open.execute("ROLLBACK")
                raise


def _digest(path: str) -> str:
    with open(path, "rb") as stream:
        return file_digest(stream, "sha256").hexdigest()


def stamp_of(path: str) -> Stamp:
    """What tells one state of a file from another; zeros where there is none."""
    for place in (path, path.partition("!")[0]):  # a report inside an archive changes with it
        try:
            found = os.stat(place)
        except (OSError, ValueError):
            continue
        return found.st_mtime_ns, found.st_size
    return 0, 0
