"""Paths of the command line -> the reports they stand for, always in the same order."""

from __future__ import annotations

import os
from stat import S_ISREG
from typing import TYPE_CHECKING, NamedTuple

from scorer.commands.patterns import ALL
from scorer.errors import InputError
from scorer.text.expressions import expression

if TYPE_CHECKING:
    import re
    from collections.abc import Sequence

    from scorer.commands.patterns import Patterns

STDIN = "-"
FRAMES = ("_files", ".files")  # folders in which browsers put what belongs to a saved page
_DIGITS = expression(r"(\d+)")


class Input(NamedTuple):
    """One report to be read: its path as shown (with / between folders), and where its scorecard goes in a folder."""

    path: str
    place: str  # below the output folder, without a suffix


def expand(
    paths: Sequence[str], limits: Sequence[tuple[str, int]] = (), patterns: Patterns = ALL
) -> tuple[list[Input], list[InputError]]:
    """Files as given, folders by their readable files (sub-folders too, hidden ones not), archives by theirs.

    Of folders only what the patterns take.
    """
    inputs: dict[str, Input] = {}
    faults: list[InputError] = []
    for path in paths:
        if path != STDIN and os.path.isdir(path):
            found = walk(path, faults, limits, patterns)
            if not found and not faults:
                code = "nothing-taken" if patterns else "empty-folder"
                faults.append(InputError("", file=path, code=code, values={"path": path}))
        else:
            name = "stdin" if path == STDIN else os.path.basename(path)
            found = opened(Input(path.replace(os.sep, "/"), os.path.splitext(name)[0]), faults, limits)
        for one in found:
            inputs.setdefault(one.path if one.path == STDIN else os.path.normpath(one.path), one)
    return list(inputs.values()), faults


def walk(
    folder: str, faults: list[InputError], limits: Sequence[tuple[str, int]] = (), patterns: Patterns = ALL
) -> list[Input]:
    """The readable files below a folder in natural order; a folder that cannot be opened is a fault, not the end."""
    from scorer.reading.reader import ENDINGS

    def note(error: OSError) -> None:
        values = {"path": str(error.filename), "reason": error.strerror or str(error)}
        faults.append(InputError("", file=str(error.filename), code="folder-unreadable", values=values))

    found = []
    for here, folders, files in os.walk(folder, onerror=note):
        folders[:] = [name for name in folders if not name.startswith(".") and not name.endswith(FRAMES)]
        inner = "" if here == folder else os.path.relpath(here, folder).replace(os.sep, "/") + "/"
        if patterns:
            folders[:] = [name for name in folders if patterns.enter(f"{inner}{name}/")]
        for name in files:
            if name.lower().endswith(ENDINGS) and not name.startswith((".", "~$")):
                below = inner + name
                if patterns and not (name.lower().endswith(".zip") and patterns.enter(below) or patterns.take(below)):
                    continue
                path = os.path.join(folder, below)
                if not _is_regular(path):  # reading a pipe or a device might never end
                    faults.append(InputError("", file=path, code="not-a-file"))
                    continue
                if name.lower().endswith(".zip") and _is_bundle(path):
                    continue
                found.append((natural(below), below, Input(path.replace(os.sep, "/"), os.path.splitext(below)[0])))
    found.sort(key=lambda entry: entry[0])
    taken = []
    for _, below, file in found:
        for one in opened(file, faults, limits):
            inside = one.path[len(file.path) + 1 :]  # empty but for a file in an archive
            if not patterns or patterns.take(f"{below}/{inside}" if inside else below):
                taken.append(one)
    return taken


def _is_regular(path: str) -> bool:
    """Whether a path is a plain file, or one that vanished or cannot be looked at: reading it will say so."""
    try:
        return S_ISREG(os.stat(path).st_mode)
    except OSError:
        return True


def _is_bundle(path: str) -> bool:
    """Whether a path is what `score bundle` wrote: made of reports, and none."""
    from scorer.reading.archive import is_bundle

    return is_bundle(path)


def opened(file: Input, faults: list[InputError], limits: Sequence[tuple[str, int]] = ()) -> list[Input]:
    """The files in an archive, in natural order; any other file as it is."""
    if not file.path.lower().endswith(".zip"):
        return [file]
    from scorer.reading.archive import members
    from scorer.reading.limits import Limits

    try:
        inside = members(file.path, Limits(**dict(limits)))
    except InputError as error:
        faults.append(error)
        return []
    if inside is None:
        return [file]
    faults += [member.fault for member in inside if member.fault is not None]
    if not inside:
        faults.append(InputError("", file=file.path, code="empty-archive", values={"path": file.path}))
    names = sorted((member.name for member in inside if member.fault is None), key=natural)
    return [Input(f"{file.path}!{name}", os.path.join(file.place, os.path.splitext(name)[0])) for name in names]


def natural(name: str) -> str:
    """A key under which 2 stands before 10; the name itself settles ties. One short text: there are many at once."""
    return _DIGITS.sub(_number, name.casefold()) + "\0\0" + name


def _number(digits: re.Match[str]) -> str:
    """Digits behind how many there are of them, before any letter."""
    bare = digits[0].lstrip("0")
    return f"\0{chr(1 + len(bare))}{bare}"
