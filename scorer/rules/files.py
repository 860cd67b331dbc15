"""Which files a rubric consists of: those of its folder, of every rubric that it stands on, and the shared vocabulary.

A rubric is a folder with rubric.yaml, criteria/*.yaml and, if it has words of its own, words/*.yaml.
The shared vocabulary rubric/words/ comes first. Nothing outside these folders is read.
"""

from __future__ import annotations

import os
import re
from codecs import BOM_UTF8
from collections.abc import Iterator, Sequence
from hashlib import sha256
from typing import NamedTuple

from scorer.errors import RubricError, ScorerError
from scorer.rules.faults import fault
from scorer.rules.rubric import HOME

LARGEST = 1_000_000  # bytes of one file
MOST_FILES = 500  # of one rubric, with all that it stands on
MOST_BYTES = 8_000_000
MOST_LAYERS = 5  # overlays on overlays
_PARTS = ("criteria", "words")
_ENDING = re.compile(r"\.ya?ml$", re.IGNORECASE)
_RULES = re.compile(rb"^(?:id|change|words)[ \t]*:", re.MULTILINE)  # what files of criteria/ and words/ begin with
_EXTENDS = re.compile(rb"""^["']?extends["']?[ \t]*:[ \t]*["']?([^"'#\r\n]*?)["']?[ \t]*(?:#.*)?\r?$""", re.MULTILINE)


class RubricFile(NamedTuple):
    """One file of a rubric: its name as messages show it, its part (rubric, criteria, words, places), its bytes."""

    name: str
    part: str
    data: bytes
    layer: int = 0  # 0: the lowest rubric and the shared words; each overlay one more
    path: str = ""  # where it was read from


def names() -> list[str]:
    """Names of the built-in rubrics."""
    return sorted(entry for entry in os.listdir(HOME) if os.path.isfile(os.path.join(HOME, entry, "rubric.yaml")))


def folder_of(path: str) -> str:
    """The folder of a rubric that a path names: itself, or that of its rubric.yaml or of another of its files."""
    if not os.path.isfile(path):
        return path
    folder = os.path.dirname(path) or "."
    if os.path.basename(os.path.abspath(folder)) in _PARTS:
        return os.path.normpath(os.path.join(folder, ".."))
    return folder


def collect(name_or_path: str) -> list[RubricFile]:
    """The files of a built-in rubric or of a folder, those that it stands on first; RubricError if there is none."""
    folder = os.path.join(HOME, name_or_path)
    if os.sep in name_or_path or "/" in name_or_path or not os.path.isdir(folder):
        folder = folder_of(name_or_path)
        if not os.path.isdir(folder):
            raise RubricError([fault("no-file", "", 0, name=name_or_path, names="、".join(names()))])
    files = [*_folder(os.path.join(HOME, "words"), "rubric/words", "words", HOME, 0)]
    home = os.path.realpath(HOME)
    for part in ("places", "instruments", "structure"):
        files.append(_file(os.path.join(HOME, f"{part}.yaml"), f"rubric/{part}.yaml", part, home, 0))
    _layers(folder, files, ())
    if len(files) > MOST_FILES or sum(len(file.data) for file in files) > MOST_BYTES:
        raise RubricError([fault("too-many", files[-1].name, 0, files=MOST_FILES, limit=MOST_BYTES)])
    return files


def _layers(folder: str, files: list[RubricFile], above: tuple[str, ...]) -> int:
    """Add the files of a folder, after those of the rubric that it extends; the number of its layer."""
    shown = os.path.basename(folder) if folder.startswith(HOME) else folder.replace(os.sep, "/")
    main = os.path.join(folder, "rubric.yaml")
    strays = list(_strays(folder, shown))
    if strays:
        raise RubricError(strays)
    if not os.path.isfile(main):
        raise RubricError([fault("no-rubric-file", shown, 0)])
    real = os.path.realpath(folder)
    own = _file(main, f"{shown}/rubric.yaml", "rubric", real, 0)
    layer = 0
    below = extended(own.data)
    if below:
        if real in above or len(above) >= MOST_LAYERS:
            raise RubricError([fault("too-many-layers", own.name, 1, limit=MOST_LAYERS)])
        layer = 1 + _layers(_below(folder, below, own.name), files, (*above, real))
    files.append(own._replace(layer=layer))
    for part in _PARTS:
        files += _folder(os.path.join(folder, part), f"{shown}/{part}", part, folder, layer)
    return layer


def _strays(folder: str, shown: str) -> Iterator[ScorerError]:
    """Faults of files that look like parts of a rubric and stand where, or are named as, nothing is read.

    A folder of another name may hold what belongs to people (labels, notes); it is told only where a file of it is
    written like a criterion or a list of words.
    """
    for entry in _entries(folder):
        place = f"{shown}/{entry.name}"
        if entry.is_dir():
            own = entry.name in _PARTS
            if own or not os.path.isfile(os.path.join(entry.path, "rubric.yaml")):
                yield from _strays_within(entry.path, place, own)
        elif _ENDING.search(entry.name) and entry.name != "rubric.yaml":
            stem = _ENDING.sub("", entry.name)
            if stem.lower() == "rubric":
                yield fault("other-ending", place, 0, name="rubric.yaml")
            elif _is_rules(entry.path):
                yield fault("other-place", place, 0)


def _strays_within(folder: str, shown: str, own: bool) -> Iterator[ScorerError]:
    """Those of one sub-folder, `own` where it is criteria/ or words/, and of the folders in it."""
    for entry in _entries(folder):
        place = f"{shown}/{entry.name}"
        if entry.is_dir():
            for inner in _entries(entry.path):
                if _ENDING.search(inner.name) and (own or _is_rules(inner.path)):
                    yield fault("other-place", f"{place}/{inner.name}", 0)
        elif _ENDING.search(entry.name):
            if own and not entry.name.endswith(".yaml"):
                yield fault("other-ending", place, 0, name=_ENDING.sub(".yaml", entry.name))
            elif not own and _is_rules(entry.path):
                yield fault("other-place", place, 0)


def _entries(folder: str) -> list[os.DirEntry[str]]:
    """What a folder holds, in order, without what is hidden; nothing where it cannot be opened."""
    try:
        with os.scandir(folder) as found:
            entries = [entry for entry in found if not entry.name.startswith((".", "__"))]
    except OSError:
        return []
    return sorted(entries, key=lambda entry: entry.name)[:MOST_FILES]


def _is_rules(path: str) -> bool:
    """Whether a file is written like a criterion or a list of words."""
    try:
        with open(path, "rb") as stream:
            return _RULES.search(stream.read(LARGEST).removeprefix(BOM_UTF8)) is not None
    except OSError:
        return False


def extended(data: bytes) -> str:
    """What the bytes of a rubric.yaml say that it extends; empty where it stands alone."""
    match = _EXTENDS.search(data.removeprefix(BOM_UTF8))
    return match.group(1).decode("utf-8", "replace") if match else ""


def _below(folder: str, name: str, file: str) -> str:
    """Folder of the rubric that another extends: a built-in one, or one beside or inside its folder."""
    if os.path.isfile(os.path.join(HOME, name, "rubric.yaml")) and re.fullmatch(r"[a-z0-9-]+", name):
        return os.path.join(HOME, name)
    if re.fullmatch(r"\.\.?(?:/[^/\\.][^/\\]*)", name):
        found = os.path.normpath(os.path.join(folder, name))
        around = os.path.realpath(os.path.join(folder, os.path.dirname(name)))
        if os.path.isdir(found) and os.path.dirname(os.path.realpath(found)) == around:
            return found
    raise RubricError([fault("extends", file, 1, name=name[:80], names="、".join(names()))])


def _folder(folder: str, shown: str, part: str, root: str, layer: int) -> Iterator[RubricFile]:
    if os.path.isdir(folder):
        real = os.path.realpath(root)
        for entry in sorted(os.listdir(folder))[: MOST_FILES + 1]:
            if entry.endswith(".yaml") and not entry.startswith("."):
                yield _file(os.path.join(folder, entry), f"{shown}/{entry}", part, real, layer)


def _file(path: str, shown: str, part: str, real: str, layer: int) -> RubricFile:
    """One file, which must lie in a folder, given as its real path."""
    if not os.path.realpath(path).startswith(real + os.sep) or not os.path.isfile(path):
        raise RubricError([fault("outside", shown, 0, name=os.path.basename(path))])
    with open(path, "rb") as stream:
        data = stream.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise RubricError([fault("too-large", shown, 0, limit=LARGEST)])
    return RubricFile(shown, part, data, layer, path)


def paths(files: Sequence[RubricFile]) -> list[str]:
    """Absolute paths of the files, of the folders that they stand in, and of folders in these, each once."""
    found = [os.path.abspath(file.path) for file in files]
    folders = dict.fromkeys(map(os.path.dirname, found))
    inner = [entry.path for folder in folders for entry in _entries(folder) if entry.is_dir()]
    return list(dict.fromkeys([*found, *folders, *inner]))


def digest(files: Sequence[RubricFile]) -> str:
    """SHA-256 over names and bytes: the identity of a rubric, wherever its folder stands."""
    whole = sha256()
    for file in files:
        data = file.data.replace(b"\r\n", b"\n")
        layer = f"{file.layer}/" if file.layer else ""
        whole.update(f"{layer}{file.part}/{file.name.rpartition('/')[2]}\0{len(data)}\0".encode() + data)
    return whole.hexdigest()
