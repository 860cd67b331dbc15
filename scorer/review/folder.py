"""A folder with a log for each person: `reviews/NAME.jsonl`."""

from __future__ import annotations

import os
import unicodedata
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from scorer.model import Note
from scorer.review.fault import ReviewFault, failed, fault
from scorer.review.log import SUFFIX, PersonLog

if TYPE_CHECKING:
    from scorer.review.decision import Decision
    from scorer.review.line import Line

_LONGEST = 120  # bytes of a file name that every file system takes
_UNSAFE = frozenset('%/\\:*?"<>|')


class Folder:
    """The logs of everyone; only one person's is written to from here."""

    def __init__(self, path: str, spare: str = "") -> None:
        self.path = path
        self.spare = spare  # where decisions go if the folder may not be written to
        self._logs: dict[str, PersonLog] = {}  # by path
        self.uses_spare = False
        self.refresh()

    def refresh(self) -> bool:
        """Read on in every log; True if there is anything new."""
        news = False
        for path in _paths(self.path, self.spare):
            if path not in self._logs:
                self._logs[path] = PersonLog(path)
                news = True
            elif self._logs[path].read_on():
                news = True
        return news

    def fresh(self, seen: dict[str, tuple[int, int]]) -> tuple[bool, list[Line]]:
        """Lines behind those `seen`, which is brought up to date; True with all of them where some may be gone."""
        anew = any(self._logs[path].readings != readings for path, (readings, _) in seen.items() if path in self._logs)
        lines: list[Line] = []
        for path, log in self._logs.items():
            lines += log.lines[0 if anew else seen.get(path, (0, 0))[1] :]
            seen[path] = (log.readings, len(log.lines))
        return anew, lines

    @property
    def lines(self) -> list[Line]:
        """Everyone's lines, each log in its order."""
        return [line for log in self._logs.values() for line in log.lines]

    @property
    def notes(self) -> tuple[Note, ...]:
        """What was passed over, by log."""
        spare = (Note("spare-used", 1, self.spare),) if self.uses_spare else ()
        return (*(note for log in self._logs.values() for note in log.notes), *spare)

    def append(self, decision: Decision) -> Line:
        """A line in the log of who decided."""
        if self.uses_spare:
            return self._log(self.spare, decision.who).append(decision)
        try:
            return self._log(self.path, decision.who).append(decision)
        except ReviewFault as error:
            if not self.spare or not error.is_read_only:
                raise
        line = self._log(self.spare, decision.who).append(decision)
        self.uses_spare = True
        return line

    def bring(self, line: Line, data: bytes) -> bool:
        """A line that was written elsewhere, as it stands, in the log of who decided; False where it is known."""
        return self._log(self.path, line.decision.who).bring(line, data)

    def raw(self) -> dict[str, bytes]:
        """The bytes of each log, by its file."""
        found = {}
        for path in _paths(self.path, self.spare):
            try:
                with open(path, "rb") as stream:
                    found[path] = stream.read()
            except OSError as error:
                raise failed(error, path) from error
        return found

    def _log(self, folder: str, who: str) -> PersonLog:
        path = os.path.join(folder, file_name(who))
        if path not in self._logs:
            self._logs[path] = PersonLog(path)
        return self._logs[path]


def _paths(*folders: str) -> list[str]:
    found = []
    for folder in filter(None, folders):
        try:
            names = sorted(os.listdir(folder))
        except (FileNotFoundError, NotADirectoryError):
            continue
        except OSError as error:
            raise failed(error, folder) from error
        found += [os.path.join(folder, n) for n in names if n.endswith(SUFFIX) and not n.startswith(".")]
    return found


def file_name(who: str) -> str:
    """The name of a person's log; what a file system cannot take is written as per cent and two digits."""
    name = unicodedata.normalize("NFC", " ".join(who.split()))
    if not name:
        raise fault("nameless")
    safe = "".join(quote(c, safe="") if c in _UNSAFE or not c.isprintable() else c for c in name)
    if safe[0] in ".~-":
        safe = f"%{ord(safe[0]):02X}{safe[1:]}"
    if safe[-1] == ".":
        safe = safe[:-1] + "%2E"
    if len((safe + SUFFIX).encode("utf-8", "backslashreplace")) > _LONGEST:
        raise fault("long-name", limit=str(_LONGEST))
    return safe + SUFFIX


def person(path: str) -> str:
    """The person whose log a file is, by its name."""
    return unquote(os.path.basename(path).removesuffix(SUFFIX))
