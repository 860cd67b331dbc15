"""Where the words of a lexicon stand in one text: found all together in one pass, asked by the name of a class.

`Scan` answers as spans of characters of the plain text or as a set of clauses.
"""

from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

from scorer.text.blanks import find_blanks
from scorer.text.clauses import Clauses
from scorer.text.lexicon import BUILTIN, Lexicon, Span

# Annotations are values in this module, not strings: typing compiles each string of a NamedTuple, at every start.

__all__ = ["Scan", "Span"]
GAP = 12  # characters that `…` may stand for


class Found(NamedTuple):
    """What stands in a text of one class."""

    own: list[Span]  # of its words, one inside another too, in no order
    taken: Sequence[str]  # classes without further conditions whose words are its words as well
    crosses: bool  # whether a word reaches into the next clause


class _Hits(dict[int, list[Span]]):
    """Spans by literal, in order; those of one character are looked for when they are asked for."""

    def __init__(self, lexicon: Lexicon, text: str) -> None:
        super().__init__(lexicon.hits(text))
        self._lexicon = lexicon
        self._text = text

    def __missing__(self, literal: int) -> list[Span]:
        char, find = self._lexicon.literals[literal], self._text.find
        spans = []
        at = find(char)
        while at >= 0:
            spans.append((at, at + 1))
            at = find(char, at + 1)
        self[literal] = spans
        return spans


class Scan:
    """Where the words of a lexicon stand in one text."""

    def __init__(self, lexicon: Lexicon, text: str) -> None:
        self.lexicon = lexicon
        self.text = text
        self.clauses = Clauses(text)
        self.slow: list[str] = []  # patterns that ran out of time on this text
        self._hits = _Hits(lexicon, text)
        self._standing = {*self._hits, *lexicon.chars_in(text)}  # the literals that stand in the text
        self._reached: dict[tuple[int, int], tuple[list[Span], bool]] = {}
        self._found: dict[str, Found] = {}
        self._spans: dict[str, list[Span]] = {}
        self._masks: dict[str, int] = {}

    @cached_property
    def blanks(self) -> list[Span]:
        """Spans of places for a number that nobody filled in."""
        return find_blanks(self.text)

    def spans(self, name: str) -> list[Span]:
        """Half-open spans of a class in order; a span inside a longer one of the same class is left out.

        KeyError for a class that the lexicon does not have.
        """
        known = self._spans.get(name)
        if known is None:
            known = self._spans[name] = _longest(self._all_of(name))
        return known

    def mask(self, name: str) -> int:
        """Clauses in which a class occurs (where a gapped word begins).

        Which of two nested words counts says nothing of its clause, unless the longer one begins in another clause
        than the one inside it.
        """
        known = self._masks.get(name)
        if known is None:
            own, taken, crosses = self._found_of(name)
            if crosses:
                known = self.clauses.holding(self.spans(name))
            else:
                known = self.clauses.holding(own)
                for other in taken:
                    known |= self.mask(other)
            self._masks[name] = known
        return known

    def crosses(self, name: str) -> bool:
        """Whether a word of a class reaches from its clause into the next."""
        return self._found_of(name).crosses

    def _found_of(self, name: str) -> Found:
        known = self._found.get(name)
        if known is None:
            known = self._found[name] = self._find(name)
        return known

    def _find(self, name: str) -> Found:
        lexicon, hits = self.lexicon, self._hits
        if name in BUILTIN and name not in lexicon.numbers:
            figures = lexicon.figures(self.text, self.blanks)
            return Found(figures, (), self.clauses.crossed(figures))
        words, gapped, takes, patterns, guard = lexicon.content(name)
        standing = words & self._standing
        found = [span for word in standing for span in hits[word]]
        crosses = not lexicon.crossing.isdisjoint(standing)
        for first in gapped.keys() & self._standing:
            for rest in gapped[first]:
                spans, crossed = self._of_member(first, rest)
                found += spans
                crosses = crosses or crossed
        for pattern in patterns:
            spans = self._by_pattern(pattern)
            found += spans
            crosses = crosses or self.clauses.crossed(spans)
        for taken in takes:
            crosses = crosses or self._found_of(taken).crosses
        if guard is None:
            return Found(found, takes, crosses)
        for taken in takes:  # its conditions hold before those of this class
            found += self.spans(taken) if taken in lexicon.guards else self._all_of(taken)
        return Found(guard.allowed(self.text, found) if found else found, (), crosses)

    def _all_of(self, name: str) -> list[Span]:
        """What was found of a class and of those that it takes over."""
        own, taken, _ = self._found_of(name)
        if not taken:
            return own
        found = list(own)
        for other in taken:
            found += self._all_of(other)
        return found

    def every(self, name: str) -> list[Span]:
        """Spans of all words of a class without gaps and conditions, one inside another too, in no order."""
        standing = self.lexicon.content(name).words & self._standing
        return [span for word in standing for span in self._hits[word]]

    def in_clause(self, name: str, clause: int) -> list[Span]:
        """Spans of a class that begin in a clause."""
        spans, starts = self.spans(name), self.clauses.starts
        low = bisect_left(spans, (starts[clause],))
        if clause + 1 == len(starts):
            return spans[low:]
        return spans[low : bisect_left(spans, (starts[clause + 1],), low)]

    def _by_pattern(self, pattern: str) -> list[Span]:
        from scorer.text.patterns import find

        found, whole = find(pattern, self.text)
        if not whole:
            self.slow.append(pattern)
        return found

    def _of_member(self, first: int, rest: int) -> tuple[list[Span], bool]:
        """Spans of a member with gaps, and whether one crosses.

        Each part begins at most `GAP` characters behind the one before, in its sentence.
        """
        known = self._reached.get((first, rest))
        if known is None:  # many classes nest the same words
            parts = self.lexicon.rests[rest]
            spans = self._reach(self._hits[first], parts) if self._standing.issuperset(parts) else []
            known = self._reached[first, rest] = spans, self.clauses.crossed(spans)
        return known

    def _reach(self, pairs: list[Span], rest: Sequence[int]) -> list[Span]:
        text = self.text
        for part in rest:
            nexts = self._hits[part]
            reached = []
            for start, end in pairs:
                index = bisect_left(nexts, (end,))
                if index < len(nexts) and nexts[index][0] <= end + GAP:
                    gap = text[end : nexts[index][0]]
                    if "。" not in gap and "\n" not in gap and ";" not in gap:
                        reached.append((start, nexts[index][1]))
            pairs = reached
        return pairs

    def clauses_of(self, spans: Sequence[Span]) -> int:
        """Clauses in which the spans begin."""
        return self.clauses.holding(spans)

    def has(self, name: str, start: int, end: int) -> bool:
        """Whether a word of the class lies inside the half-open span."""
        return self.first(name, start, end) is not None

    def first(self, name: str, start: int, end: int) -> Span | None:
        """The first word of the class inside the half-open span."""
        spans = self.spans(name)
        for index in range(bisect_left(spans, (start,)), len(spans)):
            span = spans[index]
            if span[0] >= end:
                return None
            if span[1] <= end:
                return span
        return None

    def inside(self, name: str, start: int, end: int) -> list[Span]:
        """All words of the class inside the half-open span."""
        spans = self.spans(name)
        low, high = bisect_left(spans, (start,)), bisect_left(spans, (end,))
        return [span for span in spans[low:high] if span[1] <= end]


def enclosed(spans: list[Span], start: int, end: int) -> bool:
    """Whether a half-open span lies inside one of the spans of a class."""
    at = bisect_left(spans, (start + 1,)) - 1  # none lies inside another: the last one that begins before reaches most
    return at >= 0 and end <= spans[at][1]


def _longest(spans: list[Span]) -> list[Span]:
    """Spans in order, without those that lie inside another."""
    if len(spans) < 2:
        return spans
    spans = sorted(spans)
    kept: list[Span] = []
    last, reach = -1, -1
    for span in spans:
        start, end = span
        if end > reach:
            if start == last:  # the longer of two that begin together comes second
                kept[-1] = span
            else:
                kept.append(span)
                last = start
            reach = end
    return kept
