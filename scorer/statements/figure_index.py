"""The readings of one report sorted by what they are, so that a check starts from the few that it is of."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scorer.statements.readings import Line, Reading


class Index:
    """Readings by their kind, tie and stage, and the sentences that hold some signs; all in the order of the text."""

    def __init__(self, text: str, lines: Sequence[Line], readings: Sequence[Reading]) -> None:
        self._text = text
        self._lines = lines
        self.kind: dict[str, list[Reading]] = defaultdict(list)
        self.tie: dict[str, list[Reading]] = defaultdict(list)
        self.stage: dict[str, list[Reading]] = defaultdict(list)
        self.dated: list[Reading] = []  # those of which it is said of what year or part of a year they are
        for reading in readings:
            self.kind[reading.quantity.kind].append(reading)
            self.tie[reading.tie].append(reading)
            self.stage[reading.stage].append(reading)
            if reading.period:
                self.dated.append(reading)
        self._with: dict[tuple[str, ...], tuple[tuple[int, Line, str], ...]] = {}

    def lines_with(self, *signs: str) -> Sequence[tuple[int, Line, str]]:
        """The sentences that hold one of some signs: their number, they themselves, their words."""
        known = self._with.get(signs)
        if known is None:
            known = self._with[signs] = tuple(self._holding(tuple(sign for sign in signs if sign in self._text)))
        return known

    def _holding(self, signs: Sequence[str]) -> list[tuple[int, Line, str]]:
        found = []
        text = self._text
        for number, line in enumerate(self._lines) if signs else ():
            said = text[line.start : line.end]
            for sign in signs:
                if sign in said:
                    found.append((number, line, said))
                    break
        return found
