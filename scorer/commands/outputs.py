"""Where a result goes: files, and folders of tables, are written whole or not at all."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from errno import EEXIST
from functools import cache
from hashlib import sha256
from typing import BinaryIO

LONGEST_NAME = 200  # bytes of a file's name; most file systems take 255
_STALE = 24 * 3600  # seconds after which a draft belongs to no run
_DRAFT = ".part"


@contextmanager
def whole_file(path: str) -> Iterator[BinaryIO]:
    """A file to write to; it takes its place under the name only when everything is written."""
    if os.path.exists(path) and not os.path.isfile(path):  # a device or a pipe: nothing to replace
        with open(path, "wb") as stream:
            yield stream
        return
    target = os.path.realpath(path)
    folder, name = os.path.split(target)
    os.makedirs(folder, exist_ok=True)
    sweep(folder)
    draft = _draft(folder, name)
    try:
        with open(draft, "xb") as stream:
            yield stream
        os.replace(draft, target)
    except BaseException:
        with suppress(FileNotFoundError):
            os.unlink(draft)
        raise


@contextmanager
def whole_folder(path: str, names: Iterable[str]) -> Iterator[str]:
    """A folder to write files of these names to; it takes its place under the path only when everything is written.

    An earlier one is replaced; FileExistsError where a folder of other things stands there.
    """
    target = os.path.realpath(path)
    refuse_others(target, names)
    above, name = os.path.split(target)
    os.makedirs(above, exist_ok=True)
    sweep(above)
    draft = _draft(above, name)
    old = _draft(above, name)
    os.mkdir(draft)
    try:
        yield draft
        if os.path.isdir(target):
            os.rename(target, old)
        try:
            os.rename(draft, target)
        except OSError:
            if os.path.isdir(old):
                os.rename(old, target)
            raise
    finally:
        for left in (draft, old):
            shutil.rmtree(left, ignore_errors=True)


def refuse_others(path: str, names: Iterable[str]) -> None:
    """A FileExistsError where a path is a file, or a folder that holds anything of another name."""
    if os.path.lexists(path) and not (os.path.isdir(path) and set(os.listdir(path)) <= set(names)):
        raise FileExistsError(EEXIST, os.strerror(EEXIST), path)


def _draft(folder: str, name: str) -> str:
    """The path of a draft, named after the process that writes it."""
    # A number of its own besides the process's: in containers every run may be process 1.
    token = sha256(os.urandom(16)).hexdigest()[:8]
    return os.path.join(folder, f".{shortened(name, LONGEST_NAME)}.{os.getpid()}-{token}{_DRAFT}")


@cache
def sweep(folder: str) -> None:
    """Take away what killed runs left half written in a folder; looked for once a run."""
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith(".") and entry.name.endswith(_DRAFT) and _is_left_over(entry):
                if entry.is_dir(follow_symlinks=False):
                    shutil.rmtree(entry.path, ignore_errors=True)
                    continue
                with suppress(OSError):
                    os.unlink(entry.path)


def _is_left_over(entry: os.DirEntry[str]) -> bool:
    """Whether the process that a draft is named after is gone, or the draft older than any run."""
    if time.time() - entry.stat(follow_symlinks=False).st_mtime > _STALE:
        return True
    number = entry.name.removesuffix(_DRAFT).rpartition(".")[2].partition("-")[0]
    if not number.isdecimal() or os.name != "posix" or int(number) == os.getpid():
        return False
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return True
    except OSError:
        return False
    return False


def shortened(name: str, most: int) -> str:
    """A name of at most `most` bytes: its beginning, and a hash of the whole in place of the rest."""
    encoded = name.encode("utf-8", "surrogateescape")
    if len(encoded) <= most:
        return name
    mark = "-" + sha256(encoded).hexdigest()[:8]
    return encoded[: most - len(mark)].decode("utf-8", "ignore") + mark


def is_folder(path: str) -> bool:
    """Whether an output path means a folder: it is one, ends like one, or has no suffix to be a file's."""
    return (
        path.endswith(("/", os.sep)) or os.path.isdir(path) or not (os.path.splitext(path)[1] or os.path.exists(path))
    )


class Names:
    """Names for the scorecards of one run in one folder; no two reports get the same."""

    def __init__(self, folder: str, extension: str) -> None:
        self._folder = folder
        self._extension = extension
        self._taken: set[str] = set()

    def path(self, place: str) -> str:
        """The path for a report's scorecard: its own name, numbered if another report has it already."""
        count = 1
        folder, last = os.path.split(place)
        place = os.path.join(folder, shortened(last, LONGEST_NAME - len(self._extension)))
        name = place + self._extension
        while name.casefold() in self._taken:
            count += 1
            name = f"{place}-{count}{self._extension}"
        self._taken.add(name.casefold())
        return os.path.join(self._folder, name)
