"""The files of rubrics as members of a bundle, laid out like the project's own rubric/ folder, and back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorer.bundle.archive import safe
from scorer.bundle.contents import PackedFile
from scorer.rules.files import LARGEST, MOST_BYTES, MOST_FILES, RubricFile

if TYPE_CHECKING:
    from collections.abc import Callable

    from scorer.bundle.contents import PackedRubric

ROOM = "rubric"
_PARTS = ("criteria", "words")


class Layout:
    """Where files of rubrics stand in one bundle; a file that several rubrics share stands there once."""

    def __init__(self) -> None:
        self._labels: dict[str, str] = {}  # of folders
        self._members: dict[str, str] = {}  # by the path of the file

    def packed(self, file: RubricFile) -> PackedFile:
        """A file with its member."""
        return PackedFile(self.member(file), file.name.rpartition("/")[2], file.part, file.layer)

    def member(self, file: RubricFile) -> str:
        """The name of a file in the bundle; no two files get the same."""
        if file.path not in self._members:
            folder, _, last = file.name.rpartition("/")
            part = ""
            if file.part in _PARTS:
                folder, _, part = folder.rpartition("/")
            label = "" if folder == ROOM else self._label(folder)  # what all rubrics share stands in the room itself
            self._members[file.path] = _apart("/".join(filter(None, (ROOM, label, part, last))), self._members)
        return self._members[file.path]

    def _label(self, folder: str) -> str:
        if folder not in self._labels:
            name = folder.rpartition("/")[2].strip(".") or "own"
            self._labels[folder] = _apart(f"{name}-own" if name in _PARTS else name, self._labels)
        return self._labels[folder]


def _apart(name: str, taken: dict[str, str]) -> str:
    """A safe name that none of those taken has."""
    known = {one.casefold() for one in taken.values()}
    count, found = 1, safe(name)
    while found.casefold() in known:
        count += 1
        stem, dot, suffix = safe(name).rpartition(".")
        found = f"{stem}-{count}.{suffix}" if dot and "/" not in suffix else f"{safe(name)}-{count}"
    return found


def unpacked(rubric: PackedRubric, read: Callable[[str], bytes | None]) -> list[RubricFile] | None:
    """The files of a rubric in their order; None where one is lacking or all are more than a rubric may be."""
    files = []
    for file in rubric.files[: MOST_FILES + 1]:
        data = read(file.member)
        if data is None or len(data) > LARGEST:
            return None
        files.append(RubricFile(f"{file.member.rpartition('/')[0]}/{file.name}", file.part, data, file.layer))
    fits = len(files) <= MOST_FILES and sum(len(file.data) for file in files) <= MOST_BYTES
    return files if files and fits else None
