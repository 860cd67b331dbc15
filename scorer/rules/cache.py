"""A checked rubric kept as JSON, so that scoring starts without YAML and without the schema.

A file of the cache is the SHA-256 of what follows it, the number of bytes of each part, and the parts: JSON, and the
tables, the longest texts and the examples that JSON says what to do with. Nothing in it runs, whoever wrote it.
What is kept is good as long as no file or folder of the rubric was touched since, told by size, times and number as
the file system has them; with the program's own files and the Python version in the key. Two runs that race write the
same bytes, and a folder that cannot be written is done without.
"""

from __future__ import annotations

import os
import sys
from hashlib import sha256
from time import time
from typing import TYPE_CHECKING

from scorer import __version__
from scorer.rules.plain import Plain, decoded, encoded, from_plain, to_plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from scorer.rules.rubric import Rubric

_FORMAT = "11"
_HASH = 32  # bytes of a SHA-256
_NUMBER = 4  # bytes of a number
_OURS = ("rubric-", "fitting-")  # how the files begin that this program keeps
_OLDEST = 90 * 86_400  # seconds; what was made longer ago goes when something new is kept, and is made again if asked

Stamp = tuple[str, int, int, int, int]  # path; size, two times and number, all 0 where there is no such file


def folder() -> str:
    """Folder of the cache: SCORE_CACHE_DIR, else the user's cache folder."""
    named = os.environ.get("SCORE_CACHE_DIR")
    if named:
        return named
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or os.path.expanduser("~")
    elif sys.platform == "darwin":
        base = os.path.expanduser("~/Library/Caches")
    else:
        base = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    return os.path.join(base, "fazhi-scorecard")


def _path(name: str) -> str:
    """Where the rubric of a name or a folder is kept."""
    place = os.path.abspath(name) if os.path.exists(name) else name
    return os.path.join(folder(), f"rubric-{key(place)}.bin")


def key(what: str) -> str:
    """What a thing is kept under by this very program."""
    here = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    made_by = f"{__version__} {_FORMAT} {_built_by(here)} {sys.byteorder} {sys.version}"
    return sha256(f"{what} {here} {made_by}".encode()).hexdigest()[:32]


def _built_by(here: str) -> str:
    """Size and time of the modules that build a rubric: a changed program makes its cache anew."""
    parts = []
    for room in ("rules", "text", "facts", "checks"):
        with os.scandir(os.path.join(here, room)) as entries:
            for entry in sorted(entries, key=lambda one: one.name):
                if entry.name.endswith(".py"):
                    state = entry.stat()
                    parts.append(f"{entry.name}{state.st_size}{state.st_mtime_ns}")
    return "".join(parts)


def stamp(path: str) -> Stamp:
    """How a file or folder stands in the file system; whatever changes it changes this."""
    try:
        state = os.stat(path)
    except OSError:
        return path, 0, 0, 0, 0
    return path, state.st_size, state.st_mtime_ns, state.st_ctime_ns, state.st_ino


def fetch(name: str) -> Rubric | None:
    """The rubric kept for a name or a folder; None if it changed, or this is not this user's own whole file."""
    rubric, unchanged = kept(name)
    return rubric if unchanged else None


def kept(name: str) -> tuple[Rubric | None, bool]:
    """The rubric last kept for a name or a folder, and whether no file of it has changed since."""
    try:
        with open(_path(name), "rb") as stream:
            if hasattr(os, "getuid") and os.fstat(stream.fileno()).st_uid != os.getuid():
                return None, False
            data = stream.read()
    except OSError:
        return None, False
    if sha256(memoryview(data)[_HASH:]).digest() != data[:_HASH]:
        return None, False
    try:
        first, *parts = _apart(memoryview(data)[_HASH:])
        stamps, values = decoded(first)
        return from_plain(Plain(values, parts)), all(list(stamp(one[0])) == one for one in stamps)
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError):  # whole, but not of this program
        return None, False


def keep(name: str, rubric: Rubric, stamps: Iterable[Stamp]) -> None:
    """Keep a rubric for the next run; silently not, where the folder cannot be written.

    `stamps` are of all files and folders that it was read from, taken before the reading that they vouch for.
    """
    plain = to_plain(rubric)
    body = _together([encoded((list(stamps), plain.values)), *plain.parts])
    put(_path(name), sha256(body).digest() + body)


def put(path: str, data: bytes) -> None:
    """A file of the cache, whole or not at all; silently not, where the folder cannot be written."""
    draft = f"{path}.{os.getpid()}"
    try:
        os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
        try:
            with open(draft, "xb") as stream:
                stream.write(data)
            os.replace(draft, path)
        except BaseException:
            os.unlink(draft)
            raise
    except OSError:
        return
    _tidy(os.path.dirname(path))


def _tidy(place: str) -> None:
    """Drop what earlier programs and rubrics left in the folder; a file that cannot be dropped stays."""
    try:
        with os.scandir(place) as entries:
            old = [entry.path for entry in entries if entry.name.startswith(_OURS) and _age(entry) > _OLDEST]
        for one in old:
            os.unlink(one)
    except OSError:
        return


def _age(entry: os.DirEntry[str]) -> float:
    """Seconds since a file was written."""
    return time() - entry.stat(follow_symlinks=False).st_mtime


def _together(parts: Sequence[bytes | memoryview]) -> bytes:
    """The number of parts, the bytes that each takes, and the parts."""
    numbers = (len(parts), *map(len, parts))
    return b"".join([*(number.to_bytes(_NUMBER, "big") for number in numbers), *parts])


def _apart(body: memoryview) -> list[memoryview]:
    """The parts; ValueError where the numbers do not fit the length."""
    count = int.from_bytes(body[:_NUMBER], "big")
    start = _NUMBER * (count + 1)
    if start > len(body):
        raise ValueError("more parts than bytes")
    parts = []
    for at in range(_NUMBER, start, _NUMBER):
        size = int.from_bytes(body[at : at + _NUMBER], "big")
        parts.append(body[start : start + size])
        start += size
    if start != len(body):
        raise ValueError("parts of another length")
    return parts
