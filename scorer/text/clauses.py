"""Plain text -> clauses and sentences, and sets of clauses as bits of one integer.

A set of clauses is an `int` whose bit i stands for clause i: intersection, union and "within the
next two clauses of the same sentence" are then a few machine operations, however many rules ask.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise
from typing import Any

from scorer.text.expressions import expression

# A comma between three-digit groups (1,234件) belongs to the number.
_CLAUSE = expression(r"[^,;:。!?\n]+(?:(?<=\d)[,:](?=\d)[^,;:。!?\n]+)*[,;:。!?”』」)\]]*\n*|[,;:。!?\n]+")
MARKS = frozenset(",;:。!?\n")  # what stands between clauses
_EDGE = " ,;:。!?\n"
_ENDS = frozenset("。!?\n")
_MANY = 2000  # clauses of a text from which sets of one clause, one for each, take up too much
_WIDE = 1024  # bits of a set from which its members are read off its digits

Span = tuple[int, int]


class Clauses:
    """Clauses of a text in order; a clause never crosses a line or a sentence end."""

    def __init__(self, text: str) -> None:
        self.text = text
        starts: list[int] = []
        first_of_sentence = 0
        first_of_line = 0
        at_sentence = at_line = True
        bit = 1
        for match in _CLAUSE.finditer(text):
            starts.append(match.start())
            if at_sentence:
                first_of_sentence |= bit
                if at_line:
                    first_of_line |= bit
                at_sentence = at_line = False
            chunk = match.group()
            tail = chunk[-1]
            if tail in ",;:":
                pass
            elif tail == "\n":
                at_sentence = at_line = True
            elif tail in _ENDS or not _ENDS.isdisjoint(chunk[-4:]):
                at_sentence = True
            bit <<= 1
        self.starts = starts
        self._bodies: dict[int, Span] = {}
        self.count = len(starts)
        self.is_long = self.count > _MANY  # whether many sets of its clauses take up too much
        self.all = bit - 1
        self.sentence_starts = first_of_sentence
        self.line_starts = first_of_line

    @cached_property
    def sentence_ends(self) -> int:
        """The last clause of each sentence."""
        return (self.sentence_starts >> 1) | (1 << self.count >> 1)

    @cached_property
    def _inner(self) -> int:
        """All clauses but the first of each sentence."""
        return self.all & ~self.sentence_starts

    @cached_property
    def number_at(self) -> list[int]:
        """By character of the text: the number of its clause."""
        return self._by_character(list(range(self.count)))

    @cached_property
    def _alone_at(self) -> list[int]:
        """By character of the text: the set of its clause alone."""
        return self._by_character([1 << number for number in range(self.count)])

    def _by_character(self, values: Sequence[int]) -> list[int]:
        found: list[int] = []
        for value, (start, end) in zip(values, pairwise([*self.starts, len(self.text) + 1]), strict=True):
            found += [value] * (end - start)
        return found

    def holding(self, spans: Sequence[Span]) -> int:
        """Clauses in which half-open spans of characters begin."""
        mask = 0
        if not spans:
            return mask
        if self.is_long:
            number_at = self.number_at
            packed = bytearray(self.count // 8 + 1)
            for start, _ in spans:
                number = number_at[start]
                packed[number >> 3] |= 1 << (number & 7)
            return int.from_bytes(packed, "little")
        alone_at = self._alone_at
        for start, _ in spans:
            mask |= alone_at[start]
        return mask

    def crossed(self, spans: Sequence[Span]) -> bool:
        """Whether one of the spans ends in another clause than it begins in."""
        at = self.number_at
        return any(at[start] != at[end - 1] for start, end in spans)

    def at(self, offset: int) -> int:
        """Number of the clause that holds the character at `offset`."""
        return bisect_right(self.starts, offset) - 1

    def span(self, clause: int) -> tuple[int, int]:
        """Half-open span of a clause without the punctuation that closes it."""
        known = self._bodies.get(clause)
        if known is None:
            start = self.starts[clause]
            end = self.starts[clause + 1] if clause + 1 < self.count else len(self.text)
            body = self.text[start:end].rstrip(_EDGE)
            left = len(body) - len(body.lstrip(_EDGE)) if body else end - start
            known = self._bodies[clause] = start + left, start + max(left, len(body))
        return known

    def between(self, start: int, end: int) -> int:
        """Clauses that begin in the half-open span of characters."""
        low, high = bisect_right(self.starts, start - 1), bisect_right(self.starts, end - 1)
        return (1 << high) - (1 << low) if high > low else 0

    def spread(self, mask: int, before: int, after: int) -> int:
        """Clauses that have a clause of `mask` at most `before` clauses earlier or `after` later, in their sentence."""
        if not mask:
            return 0
        result = step = mask
        inner = self._inner
        for _ in range(before):
            step = (step << 1) & inner
            result |= step
        step = mask
        for _ in range(after):
            step = (step & inner) >> 1
            result |= step
        return result

    @cached_property
    def sentences(self) -> Sequence[int]:
        """One set of clauses a sentence, in order."""
        return self._runs(self.sentence_starts)

    @cached_property
    def lines(self) -> Sequence[int]:
        """One set of clauses a line (a paragraph of the report), in order."""
        return self._runs(self.line_starts)

    def _runs(self, starts: int) -> Sequence[int]:
        runs = _Runs([*bits(starts), self.count])
        return runs if self.count > _WIDE else list(runs)

    def fill_sentences(self, mask: int) -> int:
        """All clauses of the sentences that `mask` touches."""
        return filled(mask, self.sentence_starts, self.count)

    def fill_lines(self, mask: int) -> int:
        """All clauses of the lines that `mask` touches."""
        return filled(mask, self.line_starts, self.count)

    def onward(self, mask: int, stop: int) -> int:
        """`mask` running on to the end of its sentence, or until a clause of `stop`."""
        open_to = self._inner & ~stop
        result = step = mask
        while step:
            step = (step << 1) & open_to & ~result
            result |= step
        return result


class _Runs(Sequence[int]):
    """Sets of clauses from one bound to the next, each made when it is asked for: many long ones fill the memory."""

    def __init__(self, bounds: list[int]) -> None:
        self._bounds = bounds

    def __len__(self) -> int:
        return len(self._bounds) - 1

    def __getitem__(self, number: Any) -> Any:
        if not 0 <= number < len(self):
            raise IndexError(number)
        return (1 << self._bounds[number + 1]) - (1 << self._bounds[number])


def filled(mask: int, starts: int, count: int) -> int:
    """Union of the runs that a set touches; a run goes from one start to the next, the last one to `count`."""
    if not mask:
        return 0
    together = ((1 << count) - 1 >> 1) & ~(starts >> 1)  # clauses that are in one run with that `step` further on
    step = 1
    while together:
        mask |= together & (mask >> step) | (together & mask) << step
        together &= together >> step
        step *= 2
    return mask


def bits(mask: int) -> list[int]:
    """Numbers of the clauses in a set, ascending."""
    result = []
    base = 0
    if mask.bit_length() > _WIDE:
        base = (mask & -mask).bit_length() - 1
        mask >>= base
        if mask.bit_length() > _WIDE:
            digits = f"{mask:b}"[::-1]
            at = digits.find("1")
            while at >= 0:
                result.append(base + at)
                at = digits.find("1", at + 1)
            return result
    while mask:
        low = mask & -mask
        result.append(base + low.bit_length() - 1)
        mask ^= low
    return result
