"""Folders of any store that fsspec knows: what lies in them, reading, and writing whole files."""

from __future__ import annotations

import posixpath
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from fsspec.core import url_to_fs
from fsspec.implementations.local import LocalFileSystem

from scorer.commands.inputs import FRAMES, natural
from scorer.commands.outputs import whole_file
from scorer.errors import InputError
from scorer.reading.reader import ENDINGS
from scorer.reading.reader import fault as fault_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from scorer.commands.patterns import Patterns


class File(NamedTuple):
    """A report in a store: its address, and its bytes."""

    path: str
    size: int


class Store:
    """A folder of a store; names in it are paths below it with / between folders."""

    def __init__(self, url: str) -> None:
        self.url = url.rstrip("/")
        self._files, root = url_to_fs(url)
        self._root = root.rstrip("/")

    def get(self, name: str) -> bytes | None:
        """The bytes of a file; None where there is none."""
        with suppress(FileNotFoundError):
            found: bytes = self._files.cat_file(f"{self._root}/{name}")
            return found
        return None

    def put(self, name: str, data: bytes) -> None:
        """Write a file, whole or not at all; object stores do so by themselves."""
        path = f"{self._root}/{name}"
        if isinstance(self._files, LocalFileSystem):
            with whole_file(path) as stream:
                stream.write(data)
        else:
            self._files.pipe_file(path, data)

    def names(self) -> list[str]:
        """All files below the folder as the store has them now."""
        self._files.invalidate_cache()
        with suppress(FileNotFoundError):
            return sorted(posixpath.relpath(path, self._root) for path in self._files.find(self._root))
        return []

    def remove(self, names: Iterable[str]) -> None:
        """Take files away; those that are not there need not be."""
        for name in names:
            with suppress(FileNotFoundError):
                self._files.rm_file(f"{self._root}/{name}")


def read(path: str) -> bytes:
    """The bytes at an address; InputError where they cannot be had."""
    try:
        files, inside = url_to_fs(path)
        found: bytes = files.cat_file(inside)
    except FileNotFoundError:
        raise fault_of("missing", "没有这个文件", "检查路径和文件名", path) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise fault_of(
            "unreadable", f"无法读取：{reason}", "检查权限和磁盘，或复制一份再试", path, reason=reason
        ) from None
    return found


def listed(paths: Sequence[str], patterns: Patterns) -> tuple[list[File], list[InputError]]:
    """The reports that addresses stand for, chosen and ordered as those of folders on this machine."""
    found: dict[str, File] = {}
    faults: list[InputError] = []
    for path in paths:
        inside = _below(path, patterns, faults)
        if not inside and not faults:
            code = "nothing-taken" if patterns else "empty-folder"
            faults.append(InputError("", file=path, code=code, values={"path": path}))
        for file in inside:
            found.setdefault(file.path, file)
    return list(found.values()), faults


def _below(path: str, patterns: Patterns, faults: list[InputError]) -> list[File]:
    try:
        files, root = url_to_fs(path)
        entries = files.find(root, detail=True)
    except (OSError, ValueError, ImportError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        faults.append(InputError("", file=path, code="folder-unreadable", values={"path": path, "reason": reason}))
        return []
    if not entries:
        if not files.exists(root):
            faults.append(fault_of("missing", "没有这个文件", "检查路径和文件名", path))
        return []
    if list(entries) == [root]:
        return _without_archives([(path, int(entries[root]["size"] or 0))], faults)
    found = []
    for place, state in entries.items():
        below = posixpath.relpath(place, root)
        if _may_be_report(below) and (not patterns or patterns.take(below)):
            found.append((natural(below), f"{path.rstrip('/')}/{below}", int(state["size"] or 0)))
    found.sort()
    return _without_archives([(shown, size) for _, shown, size in found], faults)


def _may_be_report(below: str) -> bool:
    *folders, name = below.split("/")
    if any(folder.startswith(".") or folder.endswith(FRAMES) for folder in folders):
        return False
    return name.lower().endswith(ENDINGS) and not name.startswith((".", "~$"))


def _without_archives(found: Iterable[tuple[str, int]], faults: list[InputError]) -> list[File]:
    files = []
    for path, size in found:
        if path.lower().endswith(".zip"):
            faults.append(InputError("", file=path, code="archive-in-store"))
        else:
            files.append(File(path, size))
    return files
