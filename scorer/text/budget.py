"""The processor time that the checks of one report may take."""

from __future__ import annotations

from time import thread_time
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

SECONDS = 20  # for the checks of one report, unless the caller says otherwise
_Item = TypeVar("_Item")


class OutOfTime(Exception):
    """A check has used up what was left of its report's time; it is named as not done."""


class Budget:
    """What is left of a time; of the processor's, so that a busy machine changes nothing."""

    def __init__(self, seconds: float = SECONDS) -> None:
        self._end = thread_time() + seconds

    def spend(self) -> None:
        """Go on while time is left; OutOfTime where none is."""
        if thread_time() >= self._end:
            raise OutOfTime

    def watch(self, items: Iterable[_Item]) -> Iterator[_Item]:
        """The items one by one, as long as time is left; OutOfTime where none is."""
        for item in items:
            self.spend()
            yield item
