"""Results of earlier runs by the content of the file, so that an unchanged report is not judged again."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import suppress
from hashlib import sha256

from scorer import __version__
from scorer.rules.cache import folder
from tui.digest import Digest, stamp_of
from tui.packing import pack, unpack

MOST = 30_000  # results kept; the oldest go first
_KEPT_BY = ("digest.py", "loading.py", "packing.py", "standing.py", "store.py")  # what a kept result looks like
_PLACE = "browse-results.sqlite3"


def program() -> str:
    """What tells one state of the program and its rubrics from another: a changed program judges anew."""
    home = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    found = [__version__]
    for part in ("scorer", "rubric"):
        for here, folders, files in os.walk(os.path.join(home, part)):
            folders[:] = sorted(name for name in folders if name != "__pycache__")
            found += [_state(os.path.join(here, name)) for name in sorted(files) if not name.endswith(".pyc")]
    found += [_state(os.path.join(home, "tui", name)) for name in _KEPT_BY]
    return sha256("\n".join(found).encode("utf-8", "surrogateescape")).hexdigest()


def _state(path: str) -> str:
    state = os.stat(path)
    return f"{path} {state.st_size} {state.st_mtime_ns}"


class Store:
    """Results in a file of the user's cache folder; where that cannot be used, nothing is kept and nothing breaks."""

    def __init__(self, laid_down: str, place: str = "") -> None:
        self._laid_down = laid_down  # the rubric, the program, and what else a result depends on
        self._archives: dict[str, tuple[tuple[int, int], str]] = {}
        self._open: sqlite3.Connection | None = None
        try:
            place = place or os.path.join(folder(), _PLACE)
            os.makedirs(os.path.dirname(place), mode=0o700, exist_ok=True)
            self._open = sqlite3.connect(place, timeout=2, isolation_level=None)
            self._open.execute("PRAGMA journal_mode=WAL")
            self._open.execute("PRAGMA synchronous=OFF")  # a lost result is judged again
            self._open.execute("CREATE TABLE IF NOT EXISTS kept (key BLOB PRIMARY KEY, head BLOB, body BLOB)")
        except (OSError, sqlite3.Error):
            self.close()

    def close(self) -> None:
        """Keep no more."""
        if self._open is not None:
            with suppress(sqlite3.Error):
                self._open.close()
        self._open = None

    def key(self, path: str) -> bytes:
        """What a result is kept under: the bytes of the file and all else that it depends on; empty for no file."""
        member = ""
        try:
            if os.path.isfile(path):
                with open(path, "rb") as stream:
                    content = sha256(stream.read()).hexdigest()
            else:
                archive, _, member = path.partition("!")
                content = self._archive(archive)
        except (OSError, ValueError):
            return b""
        ending = os.path.splitext(path)[1].lower()
        return sha256(f"{content} {member} {ending} {self._laid_down}".encode("utf-8", "surrogateescape")).digest()

    def _archive(self, path: str) -> str:
        stamp = stamp_of(path)
        if self._archives.get(path, (None, ""))[0] != stamp:
            with open(path, "rb") as stream:
                self._archives[path] = stamp, sha256(stream.read()).hexdigest()
        return self._archives[path][1]

    def find(self, paths: Sequence[str]) -> dict[str, Digest]:
        """The results kept for files as they are now, by path."""
        found: dict[str, Digest] = {}
        if self._open is None:
            return found
        for path in paths:
            stamp = stamp_of(path)
            key = self.key(path)
            with suppress(sqlite3.Error, ValueError, TypeError):
                row = self._open.execute("SELECT head, body FROM kept WHERE key = ?", (key,)).fetchone()
                if row is not None and stamp == stamp_of(path):
                    found[path] = unpack(Digest, row[0])._replace(path=path, stamp=stamp, packed=row[1])
        return found

    def keep(self, digests: Iterable[Digest]) -> None:
        """Keep results; not of files that could not be read, nor where words may be lacking."""
        if self._open is None:
            return
        rows = []
        for digest in digests:
            if digest.fault or any(note.code == "slow-pattern" for note in digest.warnings):
                continue
            if digest.card().report.source.incomplete or digest.stamp != stamp_of(digest.path):
                continue
            head = digest._replace(path="", stamp=(0, 0), packed=None)
            rows.append((self.key(digest.path), pack(head), digest.packed))
        with suppress(sqlite3.Error):
            self._open.execute("BEGIN")
            self._open.executemany("INSERT OR REPLACE INTO kept VALUES (?, ?, ?)", rows)
            self._open.execute("DELETE FROM kept WHERE rowid <= (SELECT max(rowid) FROM kept) - ?", (MOST,))
            self._open.execute("COMMIT")
