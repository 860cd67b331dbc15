"""How much one file may make the program do; every limit can be set."""

from __future__ import annotations

from time import monotonic
from typing import NamedTuple

from scorer.errors import InputError


class Limits(NamedTuple):
    """Limits for one file; a file that goes over one is refused, the others are still read."""

    characters: int = 500_000  # of the text that comes out; judging half a million takes some seconds
    pages: int = 2_000
    members: int = 2_000  # files in an archive, parts in a document
    unpacked: int = 60_000_000  # bytes that the parts read from one container come to
    markup: int = 12_000_000  # bytes of one XML or HTML text: its tree takes about twenty times that
    seconds: int = 300  # for one file, where another program or many pages are at work


def over(limits: Limits, which: str, name: str) -> InputError:
    """The message for a limit that a file went over."""
    limit = f"{getattr(limits, which):,}"
    message = f"超过上限：{which}={limit}"
    mend = f"确有需要时用 --limit {which}=… 调高"
    return InputError(message, mend, file=name, code="limit", values={"which": which, "limit": limit})


def too_deep(name: str) -> InputError:
    """The message for elements within elements beyond what any office writes."""
    return InputError("内容一层套一层，深得反常", "重新另存或导出一份再试", file=name, code="too-deep")


class Deadline:
    """The time that one file may take."""

    def __init__(self, limits: Limits, name: str) -> None:
        self._limits = limits
        self._name = name
        self._end = monotonic() + limits.seconds

    def left(self) -> float:
        """Seconds that remain; an InputError where none do."""
        seconds = self._end - monotonic()
        if seconds <= 0:
            raise over(self._limits, "seconds", self._name)
        return seconds
