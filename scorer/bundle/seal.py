"""MANIFEST.sha256: the SHA-256 of every other file of a bundle, in the form that `sha256sum -c` checks."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

MANIFEST = "MANIFEST.sha256"
SIGNATURE = "MANIFEST.sha256.sig"
_DIGITS = frozenset("0123456789abcdef")
_HASH = 64  # characters of a SHA-256
_GAP = "  "


def digest(data: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return sha256(data).hexdigest()


def manifest(hashes: Mapping[str, str]) -> bytes:
    """Hashes by name as the bytes of the manifest, by name."""
    return "".join(f"{hashes[name]}{_GAP}{name}\n" for name in sorted(hashes)).encode()


def listed(data: bytes) -> tuple[dict[str, str], int]:
    """Hashes by name, and the first line that is not as `manifest` writes it (the first is 1); 0 where all are."""
    hashes: dict[str, str] = {}
    last = ""
    lines = data.decode("utf-8", "replace").split("\n")
    for number, line in enumerate(lines[:-1], 1):
        told, gap, name = line[:_HASH], line[_HASH : _HASH + len(_GAP)], line[_HASH + len(_GAP) :]
        if not (set(told) <= _DIGITS and gap == _GAP and name > last):
            return hashes, number
        hashes[name] = told
        last = name
    return hashes, 0 if manifest(hashes) == data else len(lines)
