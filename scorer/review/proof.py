"""Is a log as it was written? Each flaw with the first byte that changed.

Sums tell the block of 16 bytes in which a line first differs; within it the byte itself is found by undoing
the change (one byte or one Han character put for another, left out or added, a verdict exchanged) until the
line gives the hash it was sealed with. Where that does not succeed the block is named.
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from itertools import pairwise
from typing import NamedTuple

from scorer.model import Verdict
from scorer.review.line import BLOCK, SEAL, SUMS, Unreadable, parts, sums, unseal

_SEALED = len(SEAL) + 66  # bytes of a line behind what is sealed
_FEW = 8  # differing bytes of a hash up to which the hash itself was changed, not what it seals
_HAN = range(0x4E00, 0xA000)
_VERDICTS = tuple(b'"' + verdict.value.encode() + b'"' for verdict in Verdict)


class Flaw(NamedTuple):
    """What is wrong with a log, and where; bytes are counted from 0 at the start of the file."""

    code: str  # changed, lost (lines before this one are not there), repeated, torn, newer
    line: int  # the first line is 1
    first: int  # the first byte that differs
    last: int  # the same, or the end of the stretch in which it lies
    was: str = ""  # what stood there, where it could be made out

    @property
    def tampered(self) -> bool:
        """Whether someone changed the file; half a line comes of a crash, a newer line of a newer program."""
        return self.code in ("changed", "lost", "repeated")


class Proof(NamedTuple):
    """How many lines of a log stand as they were written, and the flaws in their order."""

    lines: int
    flaws: tuple[Flaw, ...]

    @property
    def holds(self) -> bool:
        """Whether nothing was changed."""
        return not any(flaw.tampered for flaw in self.flaws)


def prove(data: bytes) -> Proof:
    """Hold the bytes of a log against its seals."""
    known: set[str] = set()
    explained: set[str] = set()  # hashes of changed lines, as far as they can be made out
    flaws: list[Flaw] = []
    lines = at = 0
    for number, piece in enumerate(data.split(b"\n"), 1):
        start, at = at, at + len(piece) + 1
        if not piece.strip(b"\r"):
            continue
        try:
            line = unseal(piece.rstrip(b"\r"))
        except Unreadable as bad:
            if bad.why == "changed":
                first, last, was = changed(piece)
                flaws.append(Flaw("changed", number, start + first, start + last, was))
                explained |= _hashes(piece)
            else:
                flaws.append(Flaw(bad.why, number, start, start + len(piece)))
            continue
        if line.hash in known:
            flaws.append(Flaw("repeated", number, start, start + len(piece)))
        elif not set(line.prev) <= known | explained:
            flaws.append(Flaw("lost", number, start, start))
        known.add(line.hash)
        lines += 1
    return Proof(lines, tuple(flaws))


def _hashes(piece: bytes) -> set[str]:
    sealed, _, digest = parts(piece)
    return {digest, sha256(sealed).hexdigest(), sha256(piece[:-_SEALED]).hexdigest()}


def changed(piece: bytes) -> tuple[int, int, str]:
    """First and last byte of where a line first differs from what was sealed, and what stood there."""
    sealed = piece[:-_SEALED]
    tail = SEAL + sha256(sealed).hexdigest().encode() + b'"}'
    differing = [at for at, (a, b) in enumerate(zip(piece[-_SEALED:], tail, strict=False)) if a != b]
    if 0 < len(differing) <= _FEW:
        at = differing[0]
        return len(sealed) + at, len(sealed) + at, chr(tail[at])
    sealed, _, digest = parts(piece)
    body = sealed.rpartition(SUMS)[0] or sealed[: _body_length(len(sealed))]
    right = SUMS + sums(body).encode() + b'"'
    wrong = [at for at, (a, b) in enumerate(zip(sealed[len(body) :], right, strict=False)) if a != b]
    of_last_block = len(right) - 3
    if wrong and len(wrong) <= 2 and not of_last_block <= wrong[-1] < len(right) - 1:
        # A change in front of them would show in all sums from there on: the sums themselves were changed.
        return len(body) + wrong[0], len(body) + wrong[0], chr(right[wrong[0]])
    blocks = [at - len(SUMS) for at in wrong if at >= len(SUMS)]
    first = (blocks[0] // 2 if blocks else max(0, len(body) // BLOCK - 1)) * BLOCK
    last = min(first + BLOCK + 1, len(sealed)) if first + BLOCK < len(body) else len(sealed)
    found = _undone(sealed, first, last, digest)
    if found is not None:
        return found
    return first, min(first + BLOCK, len(piece)) - 1, ""


def _body_length(sealed: int) -> int:
    """How many bytes stand before the sums of a line with so many bytes before its hash."""
    return next((n for n in range(sealed, 0, -1) if n + len(SUMS) + 2 * -(-n // BLOCK) + 1 == sealed), sealed)


def _undone(sealed: bytes, first: int, last: int, digest: str) -> tuple[int, int, str] | None:
    """The change in a stretch that, undone, gives the hash: its first byte, and what stood there."""
    for at, end, put in _undoings(sealed, first, last):
        if sha256(sealed[:at] + put + sealed[end:]).hexdigest() == digest:
            same = next((i for i, (a, b) in enumerate(zip(put, sealed[at:], strict=False)) if a != b), len(put))
            return at + same, at + same, put[same:].decode("utf-8", "replace")
    return None


def _undoings(sealed: bytes, first: int, last: int) -> Iterator[tuple[int, int, bytes]]:
    """What may have stood there: (from, to, bytes in place of those)."""
    single = [bytes([byte]) for byte in range(256)]
    for at in range(first, last):
        yield from ((at, at + 1, byte) for byte in single)
    for at in range(first, last):
        yield at, at + 1, b""
        yield from ((at, at, byte) for byte in single)
    for at in range(first, last - 1):
        yield at, at + 2, sealed[at : at + 2][::-1]
    for at in range(max(0, first - 12), last):  # a word may begin before the block in which it first differs
        for word in _VERDICTS:
            if sealed.startswith(word, at):
                yield from ((at, at + len(word), other) for other in _VERDICTS)
    starts = [at for at in range(max(0, first - 2), last) if 0xE4 <= sealed[at] <= 0xE9]
    for at in starts:
        yield from ((at, at + 3, chr(code).encode()) for code in _HAN)
    for at, behind in pairwise(starts):
        if behind == at + 3:
            yield at, at + 6, sealed[behind : behind + 3] + sealed[at:behind]
