"""The zip of a bundle: the same bytes for the same files, and opened with distrust.

Every member has the same day and mode; names lead nowhere. Deflate is that of the zlib at hand: another version may
pack the same files to other bytes, so the version is told in the bundle.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from scorer.bundle.fault import refused
from scorer.errors import InputError
from scorer.reading.limits import Limits
from scorer.reading.package import Package

if TYPE_CHECKING:
    from collections.abc import Iterator

LARGEST = 100_000_000  # bytes of one member
LIMITS = Limits(members=200_000, unpacked=8_000_000_000)
_DAY = (1980, 1, 1, 0, 0, 0)  # the first that a zip can tell
_MODE = 0o100644 << 16
_UNIX = 3
_LEVEL = 6
_CHUNK = 1 << 20
_UNFIT = re.compile(r"[^\w.()\[\]+,= -]|^[. ]+|[. ]+$")  # what a step of a name may not hold on some system


def safe(name: str) -> str:
    """A name that every system takes, with / between its steps; `_` stands for what was not fit."""
    steps = name.encode("utf-8", "replace").decode().split("/")
    return "/".join(_UNFIT.sub("_", step) for step in steps if step)


class Writer:
    """A bundle in the making."""

    def __init__(self, stream: BinaryIO) -> None:
        self._zip = ZipFile(stream, "w", ZIP_DEFLATED, compresslevel=_LEVEL)

    def add(self, name: str, data: bytes) -> None:
        """One more member."""
        info = ZipInfo(name, _DAY)
        info.compress_type = ZIP_DEFLATED
        info.create_system = _UNIX
        info.external_attr = _MODE
        self._zip.writestr(info, data, compresslevel=_LEVEL)

    def close(self) -> None:
        """Write the directory."""
        self._zip.close()


class Opened:
    """An open bundle whose members are read one at a time; `InputError` for what no bundle of this program has."""

    def __init__(self, stream: BinaryIO, name: str) -> None:
        self.name = name
        self._package = Package(stream, "ZIP", name, LIMITS)
        self._parts: dict[str, ZipInfo] = {}
        folded: set[str] = set()
        for part in self._package.parts:
            shown = part.orig_filename
            if shown != safe(shown) or part.is_dir():
                raise refused("bad-name", name, member=shown)
            if shown.casefold() in folded:
                raise refused("doubled", name, member=shown)
            if part.file_size > LARGEST:
                raise refused("large-member", name, member=shown, limit=f"{LARGEST:,}")
            folded.add(shown.casefold())
            self._parts[shown] = part

    def __contains__(self, member: str) -> bool:
        return member in self._parts

    def __iter__(self) -> Iterator[str]:
        """Names of the members in the order of the archive."""
        return iter(self._parts)

    def read(self, member: str) -> bytes | None:
        """The bytes of a member; None where they do not unpack."""
        try:
            return self._package.bytes_of(self._parts[member])
        except InputError as error:
            if error.code == "damaged":
                return None
            error.file = f"{self.name}!{member}"
            raise


def first_difference(one: BinaryIO, other: BinaryIO) -> int | None:
    """The first byte in which two streams differ, counted from 0; None where they are the same."""
    one.seek(0)
    other.seek(0)
    at = 0
    while True:
        a, b = one.read(_CHUNK), other.read(_CHUNK)
        if a != b:
            same = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
            return at + same
        if not a:
            return None
        at += len(a)
