"""Where the words of a lexicon stand in one text: found all together in one pass, asked by the name of a class.

`Scan` answers as spans of characters of the plain text or as a set of clauses.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import cached_property
from typing import TYPE_CHECKING

from scorer.text.blanks import find_blanks
from scorer.text.clauses import Clauses
from scorer.text.lexicon import BUILTIN, Lexicon, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Scan", "Span"]
_NONE: tuple[list[int], list[int]] = ([], [])
GAP = 12  # characters that `…` may stand for


class Scan:
    """Where the words of a lexicon stand in one text."""

    def __init__(self, lexicon: Lexicon, text: str) -> None:
        hits = lexicon.hits(text)
        self.lexicon = lexicon
        self.text = text
        self.clauses = Clauses(text)
        self.slow: list[str] = []  # patterns that ran out of time on this text
        self._hits = hits  # spans by literal; those of one character are added when they are asked for
        self._reached: dict[tuple[int, int], list[Span]] = {}
        self._found: dict[str, list[list[Span]]] = {}
        self._spans: dict[str, list[Span]] = {}
        self._masks: dict[str, tuple[int, bool]] = {}  # clauses of a class, and whether a word of it reaches out of one
        self._sets: dict[int, int] = {}  # by class: the clauses of its words without gaps, of two characters and more
        self._plain: dict[int, list[int]] = {}  # by class, its words that stand in the text
        self._gapped: dict[int, list[int]] = {}  # by class, its members with gaps whose first part stands in the text
        plain, plain_from, plain_of = self._plain, lexicon.plain_from, lexicon.plain
        gapped, gapped_from, gapped_of = self._gapped, lexicon.gapped_from, lexicon.gapped
        named, rest_of = lexicon.named, lexicon.rest
        whole = [
            all(part in hits or part < lexicon.ones for part in rest) for rest in lexicon.rests
        ]  # by number of further parts: whether all stand in the text
        sets, bit_at = self._sets, self.clauses.bit_at
        for number, spans in hits.items():
            bits = 0
            for start, _ in spans:
                bits |= bit_at[start]
            for name in plain_of[plain_from[number] : plain_from[number + 1]]:
                if name in plain:
                    plain[name].append(number)
                    sets[name] |= bits
                else:
                    plain[name] = [number]
                    sets[name] = bits
            for member in gapped_of[gapped_from[number] : gapped_from[number + 1]]:
                if not whole[rest_of[member]]:
                    continue
                name = named[member]
                if name in gapped:
                    gapped[name].append(member)
                else:
                    gapped[name] = [member]

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
            lists = self._lists(name)
            # One word alone is in order, and so are figures.
            known = lists[0] if len(lists) == 1 else _longest([span for spans in lists for span in spans])
            self._spans[name] = known
        return known

    def _lists(self, name: str) -> list[list[Span]]:
        """Spans of a class as they come."""
        known = self._found.get(name)
        if known is None:
            known = self._found[name] = self._find(name)
        return known

    def _find(self, name: str) -> list[list[Span]]:
        lexicon = self.lexicon
        number = lexicon.numbers.get(name)
        if number is None:
            if name in BUILTIN:
                return [lexicon.figures(self.text, self.blanks)]
            raise KeyError(name)
        words, members = self._standing(number)
        lists = list(map(self._of_literal, words))
        reached = [spans for spans in map(self._of_member, members) if spans]
        lists += reached
        for taken in lexicon.takes(name):
            lists += self._lists(taken)
        lists += [sorted(self._by_pattern(pattern)) for pattern in lexicon.patterns(name)]
        guard = lexicon.guard(name)
        if guard is not None and lists:
            allowed = guard.allowed(self.text, [span for spans in lists for span in spans])
            return [_longest(allowed)] if allowed else []
        if len(lists) == 1 and reached:
            return [_longest(lists[0])]
        return lists

    def every(self, name: str) -> list[Span]:
        """Spans of all words of a class without gaps and conditions, one inside another too, in no order."""
        words, _ = self._standing(self.lexicon.numbers[name])
        return [span for word in words for span in self._of_literal(word)]

    def _standing(self, number: int) -> tuple[list[int], list[int]]:
        """The words without gaps of a class that stand in the text, and its members with gaps that may."""
        words, members = self._plain.get(number, []), self._gapped.get(number, [])
        single = self.lexicon.singles().get(number)
        if single is not None:
            words = [*words, *filter(self._of_literal, single[0])]
            members = [*members, *single[1]]
        return words, members

    def in_clause(self, name: str, clause: int) -> list[Span]:
        """Spans of a class that begin in a clause."""
        spans, starts = self.spans(name), self.clauses.starts
        low = bisect_left(spans, (starts[clause],))
        if clause + 1 == len(starts):
            return spans[low:]
        return spans[low : bisect_left(spans, (starts[clause + 1],), low)]

    def _of_literal(self, literal: int) -> list[Span]:
        """Spans of a literal, in order."""
        found = self._hits.get(literal)
        if found is None:
            found = []
            if literal < self.lexicon.ones:
                find, char = self.text.find, self.lexicon.literals[literal]
                at = find(char)
                while at >= 0:
                    found.append((at, at + 1))
                    at = find(char, at + 1)
            self._hits[literal] = found
        return found

    def _by_pattern(self, pattern: str) -> list[Span]:
        from scorer.text.patterns import find

        found, whole = find(pattern, self.text)
        if not whole:
            self.slow.append(pattern)
        return found

    def _of_member(self, member: int) -> list[Span]:
        """Spans of a member with gaps: each part at most `GAP` characters behind the one before, in its sentence."""
        first, rest = self.lexicon.firsts[member], self.lexicon.rest[member]
        known = self._reached.get((first, rest))
        if known is None:  # many classes nest the same words
            known = self._reached[first, rest] = self._reach(self._of_literal(first), self.lexicon.rests[rest])
        return known

    def _reach(self, pairs: list[Span], rest: Sequence[int]) -> list[Span]:
        text = self.text
        found = [self._of_literal(part) for part in rest]
        if not all(found):
            return []
        for nexts in found:
            reached = []
            for start, end in pairs:
                index = bisect_left(nexts, (end,))
                if index < len(nexts) and nexts[index][0] <= end + GAP:
                    gap = text[end : nexts[index][0]]
                    if "。" not in gap and "\n" not in gap and ";" not in gap:
                        reached.append((start, nexts[index][1]))
            pairs = reached
        return pairs

    def mask(self, name: str) -> int:
        """Clauses in which a class occurs (where a gapped word begins)."""
        return self._set_of(name)[0]

    def _set_of(self, name: str) -> tuple[int, bool]:
        """The clauses of a class, and whether one of its words reaches into another clause."""
        known = self._masks.get(name)
        if known is None:
            known = self._masks[name] = self._find_set(name)
        return known

    def _find_set(self, name: str) -> tuple[int, bool]:
        """Word by word, without the spans of the class: which of two nested words counts says nothing of its clause.

        Only where the longer one begins in another clause than the one inside it the spans decide.
        """
        lexicon = self.lexicon
        number = lexicon.numbers.get(name)
        if number is None or name in lexicon.guards or lexicon.patterns(name):
            spans = self.spans(name)
            return self.clauses_of(spans), self._cross(spans)
        mask, crossing = self._sets.get(number, 0), False
        words, members = lexicon.singles().get(number, _NONE)
        for word in words:
            mask |= self.clauses_of(self._of_literal(word))
        for member in (*self._gapped.get(number, ()), *members):
            spans = self._of_member(member)
            if spans:
                mask |= self.clauses_of(spans)
                crossing = crossing or self._cross(spans)
        for taken in lexicon.takes(name):
            bits, crosses = self._set_of(taken)
            mask |= bits
            crossing |= crosses
        return (self.clauses_of(self.spans(name)) if crossing else mask), crossing

    def _cross(self, spans: Sequence[Span]) -> bool:
        """Whether one of the spans ends in another clause than it begins in."""
        bit_at = self.clauses.bit_at
        return any(bit_at[start] != bit_at[end - 1] for start, end in spans)

    def clauses_of(self, spans: Sequence[Span]) -> int:
        """Clauses in which the spans begin."""
        mask = 0
        if spans:
            bit_at = self.clauses.bit_at
            for start, _ in spans:
                mask |= bit_at[start]
        return mask

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


def _longest(spans: list[Span]) -> list[Span]:
    """Spans in order, without those that lie inside another."""
    if len(spans) < 2:
        return spans
    spans.sort()
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
