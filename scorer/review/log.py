"""One person's log: a file that only grows, a line a decision, on the disk when `append` returns.

Several desks of one person may write to it at once, without locks: each line goes out in one write at the end
of the file and is looked for afterwards; what another desk's write covered (a network share may do that) is
written again. What a crash or a full disk left behind, half a line, is closed by a line end and passed over.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from scorer.model import Note
from scorer.review.fault import failed, fault
from scorer.review.line import Line, Unreadable, seal, unseal

if TYPE_CHECKING:
    from scorer.review.decision import Decision

SUFFIX = ".jsonl"
_TRIES = 5
_TAIL = 256  # bytes before the place read up to, by which a file that was changed behind our back is known
_FLAGS = os.O_RDWR | os.O_APPEND | os.O_CREAT | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)


class PersonLog:
    """The lines of one file in its order."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.lines: list[Line] = []
        self.readings = 0  # how often the file was read from its start: lines seen before may be gone then
        self._forget()
        self._written: dict[str, Decision] = {}  # of this run, by hash
        self.read_on()

    def _forget(self) -> None:
        self.lines.clear()
        self._heads: list[str] = []
        self._known: set[str] = set()
        self._at = 0  # bytes read, up to a line end
        self._tail = b""
        self._stat = (-1, -1)
        self._bad: dict[str, int] = {}
        self._rest = False  # half a line stands at the end

    @property
    def read_only(self) -> bool:
        """Whether a newer program wrote in it: its lines are not to be mixed with ours."""
        return "newer" in self._bad

    @property
    def notes(self) -> tuple[Note, ...]:
        """What was passed over: torn-line, changed-line, newer-line, each with its count and the file."""
        torn = self._bad.get("torn", 0) + self._rest
        counts = {**self._bad, **({"torn": torn} if torn else {})}
        return tuple(Note(f"{why}-line", count, self.path) for why, count in counts.items())

    def read_on(self) -> bool:
        """Read what was added since; True if anything is new. A file that is not there is an empty log."""
        try:
            with open(self.path, "rb") as stream:
                stat = os.fstat(stream.fileno())
                if (stat.st_size, stat.st_mtime_ns) == self._stat:
                    return False
                stream.seek(max(0, self._at - _TAIL))
                tail = stream.read(self._at - stream.tell())
                if stat.st_size < self._at or tail != self._tail or stat.st_size == self._stat[0]:
                    self._forget()
                    self.readings += 1
                    stream.seek(0)
                data = stream.read()
        except FileNotFoundError:
            gone = bool(self.lines)
            self._forget()
            self.readings += gone
            return gone
        except OSError as error:
            raise failed(error, self.path) from error
        self._take(data)
        self._stat = (stat.st_size, stat.st_mtime_ns)
        return bool(data)

    def _take(self, data: bytes) -> None:
        """Lines from the bytes behind those read; half a line at the end stays for the next time."""
        whole = data.rfind(b"\n") + 1
        for piece in data[:whole].split(b"\n"):
            self._line(piece.strip(b"\r"))
        rest = data[whole:]
        if rest:
            try:
                unseal(rest)
            except Unreadable as bad:
                self._rest = True
                if bad.why == "newer":
                    self._bad["newer"] = 1
            else:  # only its line end is lacking
                self._line(rest)
                whole, self._rest = len(data), False
        else:
            self._rest = False
        self._at += whole
        self._tail = (self._tail + data[:whole])[-min(_TAIL, self._at) :] if self._at else b""

    def _line(self, piece: bytes) -> None:
        if not piece:
            return
        try:
            line = unseal(piece)
        except Unreadable as bad:
            self._bad[bad.why] = self._bad.get(bad.why, 0) + 1
            return
        if line.hash in self._known:
            return
        self._known.add(line.hash)
        self.lines.append(line)
        self._heads = [head for head in self._heads if head not in line.prev] + [line.hash]

    def append(self, decision: Decision) -> Line:
        """Write a decision and wait until it is on the disk; with a ReviewFault it was not, and does not count."""
        self.read_on()
        self._restore()
        return self._append(decision)

    def bring(self, line: Line, data: bytes) -> bool:
        """A line that was written elsewhere, byte for byte; False where it is known."""
        self.read_on()
        if line.hash in self._known:
            return False
        if self.read_only:
            raise fault("newer", self.path)
        try:
            self._write(data)
        except OSError as error:
            raise failed(error, self.path) from error
        self._stat = (-1, -1)
        self.read_on()
        return True

    def _append(self, decision: Decision) -> Line:
        if self.read_only:
            raise fault("newer", self.path)
        for _ in range(_TRIES):
            data = seal(decision, self._heads)
            try:
                self._write(data)
            except OSError as error:
                raise failed(error, self.path) from error
            self._stat = (-1, -1)
            self.read_on()
            line = unseal(data)
            if line.hash in self._known:
                self._written[line.hash] = decision
                return line
        raise fault("failed", self.path, reason="not found after writing")

    def _restore(self) -> None:
        """Write again what this run had written and another desk's write has covered."""
        for digest, decision in list(self._written.items()):
            if digest not in self._known:
                del self._written[digest]
                self._append(decision)

    def _write(self, data: bytes) -> None:
        """One line at the end of the file, on the disk."""
        new = not os.path.exists(self.path)
        if new:
            os.makedirs(os.path.dirname(self.path) or ".", exist_ok=True)
        file = os.open(self.path, _FLAGS, 0o644)
        try:
            size = os.lseek(file, 0, os.SEEK_END)
            if size and _last_byte(file, size) != b"\n":
                data = b"\n" + data
            left = memoryview(data + b"\n")
            while left:
                left = left[os.write(file, left) :]
            os.fsync(file)
        finally:
            os.close(file)
        if new:
            _sync_folder(os.path.dirname(self.path) or ".")


def _last_byte(file: int, size: int) -> bytes:
    os.lseek(file, size - 1, os.SEEK_SET)
    return os.read(file, 1)


def _sync_folder(path: str) -> None:
    """A new name in a folder is on the disk only when the folder is; Windows has no such call."""
    if os.name != "posix":
        return
    folder = os.open(path, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
