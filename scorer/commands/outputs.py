"""Where a result goes: files are written whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import BinaryIO


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
    draft = os.path.join(folder, f".{name}.{os.getpid()}.part")
    try:
        with open(draft, "xb") as stream:
            yield stream
        os.replace(draft, target)
    except BaseException:
        with suppress(FileNotFoundError):
            os.unlink(draft)
        raise


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
        name = place + self._extension
        while name.casefold() in self._taken:
            count += 1
            name = f"{place}-{count}{self._extension}"
        self._taken.add(name.casefold())
        return os.path.join(self._folder, name)
