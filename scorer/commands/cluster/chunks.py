"""Reports in chunks whose borders hang on the reports themselves: one more file changes one chunk."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scorer.commands.cluster.stores import File

_MOST = 3  # times the usual size


class Chunk(NamedTuple):
    """Reports that one task scores; the name is that of its parts."""

    name: str
    files: tuple[File, ...]


def chunks(files: Sequence[File], size: int) -> Iterator[Chunk]:
    """The reports in their order, about `size` a chunk, cut behind those whose path hashes to a border."""
    waiting: list[File] = []
    for file in files:
        waiting.append(file)
        at_border = int.from_bytes(sha256(_encoded(file.path)).digest()[:8], "big") % size == 0
        if at_border or len(waiting) >= _MOST * size:
            yield _chunk(waiting)
            waiting = []
    if waiting:
        yield _chunk(waiting)


def _chunk(files: Sequence[File]) -> Chunk:
    name = sha256(b"\0".join(_encoded(file.path) for file in files)).hexdigest()[:24]
    return Chunk(name, tuple(files))


def _encoded(path: str) -> bytes:
    return path.encode("utf-8", "surrogateescape")
