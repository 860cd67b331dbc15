"""One quantity with what its words say, its sentence, and those of a report sorted by what they are.

A check starts from the few readings, or the few sentences, that it is of.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from functools import cache
from typing import NamedTuple

from scorer.statements.quantities import Quantity

# Annotations are values in this module, not strings: typing compiles each string of a NamedTuple, at every start.


class Reading(NamedTuple):
    """One quantity with what its words say; offsets of the plain text."""

    at: int  # its number in the report
    sentence: int  # number of its sentence
    quantity: Quantity
    stage: str
    tie: str
    period: str  # last, a year, q1 … q4, h1, h2; empty where nothing is said
    said: int  # the classes of the words before it, as `Figures.mask` numbers them
    near: int  # the classes of the words on both sides
    start: int  # where the number begins
    end: int  # where its unit ends
    unit: str
    counts: bool  # whether it is a count of things
    label: str  # the words of its own before it
    behind: str  # the words of its own behind it
    mean: bool  # whether it is a mean, which is part and whole of nothing

    @property
    def around(self) -> str:
        """The words of its own on both sides."""
        return self.label + self.behind


class Line(NamedTuple):
    """One sentence with its readings."""

    start: int
    end: int
    readings: tuple[Reading, ...]


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
        self._starts = [line.start for line in lines]
        self._with: dict[tuple[str, ...], list[tuple[int, Line, str]]] = {}

    def lines_with(self, *signs: str) -> Sequence[tuple[int, Line, str]]:
        """The sentences that hold one of some signs: their number, they themselves, their words."""
        known = self._with.get(signs)
        if known is None:
            numbers = sorted(self._numbers(self._starting(signs)))
            told = [(number, self._lines[number]) for number in numbers]
            known = self._with[signs] = [(number, line, self._text[line.start : line.end]) for number, line in told]
        return known

    def _starting(self, signs: Sequence[str]) -> Iterator[int]:
        """Where signs stand in the text, looked for by their first characters where several have one."""
        text = self._text
        for first, words in _by_first(signs).items():
            looked_for = first if len(words) > 1 else words[0]
            at = text.find(looked_for)
            while at >= 0:
                if text.startswith(words, at):
                    yield at
                at = text.find(looked_for, at + 1)

    def _numbers(self, starts: Iterable[int]) -> Set[int]:
        """The numbers of the sentences in which some offsets lie."""
        found: set[int] = set()
        low = high = 0  # of the sentence of the offset before
        for at in starts:
            if not low <= at < high:
                number = bisect_right(self._starts, at) - 1
                if number >= 0 and at < self._lines[number].end:
                    low, high = self._starts[number], self._lines[number].end
                    found.add(number)
        return found


@cache
def _by_first(signs: Sequence[str]) -> Mapping[str, tuple[str, ...]]:
    """Signs by their first character."""
    found: dict[str, tuple[str, ...]] = {}
    for sign in signs:
        found[sign[0]] = (*found.get(sign[0], ()), sign)
    return found
