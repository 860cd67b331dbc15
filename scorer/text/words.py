"""Where the words of a lexicon stand in one text: found all together in one pass, asked by the name of a class.

`Scan` answers as spans of characters of the plain text or as a set of clauses.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cached_property

from scorer.text.blanks import find_blanks
from scorer.text.clauses import Clauses
from scorer.text.lexicon import LONG, Content, Lexicon, Span

__all__ = ["Scan", "Span"]
BOUNDARY = "word-boundary"  # a class of two words side by side, of which the first has so many characters:
_FIRST = 2
GAP = 12  # characters that `…` may stand for


class _Hits(dict[int, list[Span]]):
    """Spans by literal, in order; those of a long text and of single characters are made when they are asked for."""

    def __init__(self, lexicon: Lexicon, text: str) -> None:
        is_long = len(text) > LONG
        super().__init__(() if is_long else lexicon.spans(text))
        self._starts = lexicon.hits(text) if is_long else {}  # of literals of two characters and more
        self._lexicon = lexicon
        self._text = text

    def __missing__(self, literal: int) -> list[Span]:
        word = self._lexicon.literals[literal]
        length = len(word)
        starts = offsets(self._text, word) if length == 1 else self._starts.get(literal, ())
        spans = self[literal] = [(start, start + length) for start in starts]
        return spans

    def standing(self) -> set[int]:
        """The literals of two characters and more that stand in the text."""
        return {literal for literal, places in (self._starts or self).items() if places}

    def beginning(self, inside: AbstractSet[int]) -> set[int]:
        """The literals of which one begins at one of some places; few of them are single characters."""
        if self._starts:
            return {literal for literal, starts in self._starts.items() if not inside.isdisjoint(starts)}
        return {literal for literal, spans in self.items() for start, _ in spans if start in inside}

    def keep(self, literal: int, spans: list[Span]) -> None:
        """Leave only some spans of a literal."""
        self[literal] = spans
        if literal in self._starts:
            self._starts[literal] = [start for start, _ in spans]


def offsets(text: str, sign: str) -> Sequence[int]:
    """Where a sign stands in a text: its offsets in order, those that overlap too."""
    found, find = [], text.find
    at = find(sign)
    while at >= 0:
        found.append(at)
        at = find(sign, at + 1)
    return found


class Scan:
    """Where the words of a lexicon stand in one text."""

    def __init__(self, lexicon: Lexicon, text: str) -> None:
        self.lexicon = lexicon
        self.text = text
        self.clauses = Clauses(text)
        self.slow: list[str] = []  # patterns that ran out of time on this text
        self._hits = _Hits(lexicon, text)
        self._stand()
        self._reached: dict[tuple[int, int], list[Span]] = {}
        self._own: dict[str, list[Span]] = {}
        self._own_cross: set[str] = set()  # classes of which a word of their own reaches into the next clause
        self._found: dict[str, list[Span]] = {}
        self._crosses: dict[str, bool] = {}
        self._spans: dict[str, list[Span]] = {}
        self._masks: dict[str, int] = {}
        if BOUNDARY in lexicon.numbers and (pairs := self.spans(BOUNDARY)):
            self._divide([(start, start + _FIRST) for start, _ in pairs])

    def _divide(self, words: Sequence[Span]) -> None:
        """Drop what begins inside one of some words and ends behind it: 应诉 in 回应诉求, where 回应 is the word."""

        def is_across(span: Span) -> bool:
            start, end = words[max(0, bisect_right(words, span) - 1)]
            return start < span[0] < end < span[1]

        inside = {at for start, end in words for at in range(start + 1, end)}
        for literal in self._hits.beginning(inside):
            self._hits.keep(literal, [span for span in self._hits[literal] if not is_across(span)])
        self._stand()

    def _stand(self) -> None:
        """Take up which words stand in the text."""
        self._standing = self._hits.standing() | self.lexicon.chars
        self._crossing = self.lexicon.crossing & self._standing

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
            known = self._spans[name] = _longest(self._all(name))
        return known

    def mask(self, name: str) -> int:
        """Clauses in which a class occurs (where a gapped word begins).

        Which of two nested words counts says nothing of its clause, unless the longer one begins in another clause
        than the one inside it.
        """
        known = self._masks.get(name)
        if known is None:
            known = self._masks[name] = self._mask_of(name)
        return known

    def _mask_of(self, name: str) -> int:
        """The clauses of a class; whether one of its words crosses is seen on the way."""
        content = self.lexicon.content(name)
        own = self._own_of(name, content)
        crosses = name in self._own_cross
        for taken in content.takes:
            crosses = crosses or self.crosses(taken)
        self._crosses[name] = crosses
        if crosses:
            return self.clauses.holding(self.spans(name))
        if content.guard:
            return self.clauses.holding(self._all(name))
        mask = self.clauses.holding(own)
        for taken in content.takes:
            mask |= self.mask(taken)
        return mask

    def crosses(self, name: str) -> bool:
        """Whether a word of a class reaches from its clause into the next."""
        self.mask(name)
        return self._crosses[name]

    def _all(self, name: str) -> list[Span]:
        """Spans of a class and of those that it takes over, one inside another too, in no order."""
        known = self._found.get(name)
        if known is None:
            known = self._found[name] = self._find(name)
        return known

    def _find(self, name: str) -> list[Span]:
        content = self.lexicon.content(name)
        found = self._own_of(name, content)
        for taken in content.takes:  # its conditions hold before those of this class
            more = self.spans(taken) if content.guard and taken in self.lexicon.guards else self._all(taken)
            found = found + more if found and more else found or more
        return content.guard.allowed(self.text, found) if found and content.guard else found

    def _own_of(self, name: str, content: Content) -> list[Span]:
        """Spans of a class without the classes that it takes over, whatever its conditions; in no order."""
        known = self._own.get(name)
        if known is None:
            known = self._own[name] = self._stands(name, content)
        return known

    def _stands(self, name: str, content: Content) -> list[Span]:
        standing, hits = self._standing, self._hits
        words = content.words & standing
        if words and not self._crossing.isdisjoint(words):
            self._own_cross.add(name)
        otherwise: list[Span] = []  # words with gaps, figures, patterns
        if content.gapped:
            rests = self.lexicon.rests
            for first in content.gapped.keys() & standing:
                for rest in content.gapped[first]:
                    if standing.issuperset(rests[rest]):
                        otherwise += self._member(first, rest)
        if content.by_expression:
            otherwise += self._by_expression(name)
        if otherwise and self.clauses.crossed(otherwise):
            self._own_cross.add(name)
        for literal in words:
            otherwise += hits[literal]
        return otherwise

    def hits(self, bits: Mapping[int, int]) -> Iterator[tuple[int, list[Span]]]:
        """Some words that stand, given by their literals with a set of bits each: that set, their spans in order."""
        for literal in self._standing & bits.keys():
            yield bits[literal], self._hits[literal]

    def every(self, name: str) -> list[Span]:
        """Spans of all words of a class without gaps and conditions, one inside another too, in no order."""
        found: list[Span] = []
        for literal in self.lexicon.content(name).words & self._standing:
            found += self._hits[literal]
        return found

    def in_clause(self, name: str, clause: int) -> list[Span]:
        """Spans of a class that begin in a clause."""
        starts = self.clauses.starts
        first, end = starts[clause], starts[clause + 1] if clause + 1 < len(starts) else len(self.text)
        spans = self._spans.get(name)
        if spans is None and not self.crosses(name):  # no need to put them all in order
            return _longest([span for span in self._all(name) if first <= span[0] < end])
        spans = self.spans(name)
        low = bisect_left(spans, (first,))
        return spans[low : bisect_left(spans, (end,), low)]

    def _by_expression(self, name: str) -> list[Span]:
        """Spans of figures, or of what the patterns of a class find."""
        figures = name not in self.lexicon.numbers
        return self.lexicon.figures(self.text, self.blanks) if figures else self._by_patterns(name)

    def _by_patterns(self, name: str) -> list[Span]:
        from scorer.text.patterns import find

        spans: list[Span] = []
        for pattern in self.lexicon.patterns(name):
            found, whole = find(pattern, self.text)
            spans += found
            if not whole:
                self.slow.append(pattern)
        return spans

    def _member(self, first: int, rest: int) -> list[Span]:
        """A word with gaps: each part begins at most `GAP` characters behind the one before, in its sentence."""
        known = self._reached.get((first, rest))
        if known is None:  # many classes nest the same words
            known = self._reached[first, rest] = self._reach(self._hits[first], self.lexicon.rests[rest])
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
        if not spans:
            return None
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
