"""Where the figure words stand in the sentences that hold a quantity: each word once, with all its classes.

A set of classes is one integer, a bit a class, so that what the words around a quantity say is asked without looking
at the text again. As in `Scan`, a word inside a longer one of the same class does not count.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scorer.statements.quantities import Sentence
    from scorer.text.lexicon import Lexicon
    from scorer.text.words import Scan, Span

_PREFIX = "figure-"
_LEFT_OUT = (  # classes that nobody looks for in a text: `Vocabulary` has them as plain values
    "figure-unit-", "figure-list-", "figure-claim-", "figure-told-",
    "figure-about", "figure-nearly", "figure-over", "figure-or-more", "figure-around", "figure-tenths-not",
    "figure-not", "figure-one-not", "figure-rate-link", "figure-filler", "figure-complement", "figure-subset",
    "figure-change-to", "figure-least-open", "figure-idle", "figure-body-end", "figure-two-kinds",
    # … and those that are asked for so seldom that `Scan` may find them
    "figure-common", "figure-scope", "figure-whole-year", "figure-norm", "figure-received", "figure-carried",
    "figure-score-end", "figure-vote-absent", "figure-rather-more", "figure-wider",
    "figure-year-past", "figure-begun", "figure-ended",
)  # fmt: skip
_PREFIXES = 4  # of them at the beginning
_ByEdge = dict[str, tuple[str, ...]]  # words by the character with which they touch another
_Guard = tuple[int, _ByEdge, _ByEdge]  # a class, what may not stand before its words and behind them
_LONGEST = 12  # characters before a word in which a condition on it may stand
_BEFORE, _BEHIND = 12, 40  # characters around the quantities of a sentence in which figure words are looked for


class Table:
    """The words of the `figure-…` classes of one lexicon, ready to be looked up."""

    def __init__(self, lexicon: Lexicon) -> None:
        names = [name for name in lexicon.beginning(_PREFIX) if not _is_left_out(name)]
        self.bits = {name: 1 << at for at, name in enumerate(names)}
        self.others: list[str] = []  # classes that more than words make up: `Scan` finds them
        self.guards: list[_Guard] = []
        self.guarded = 0
        self.guards_of: dict[int, list[_Guard]] = {}  # by classes: their conditions, as they are asked for
        self.sets: dict[tuple[str, ...], int] = {}  # of classes that are asked for together
        self.classes_of: dict[int, int] = {}  # by literal: the classes of which it is a word
        for name, bit in self.bits.items():
            if lexicon.takes(name) or lexicon.patterns(name) or lexicon.has_gaps(name):
                self.others.append(name)
                continue
            if name in lexicon.guards:
                before, after = lexicon.guards[name]
                self.guards.append((bit, _by_edge(before, -1), _by_edge(after, 0)))
                self.guarded |= bit
            for literal in lexicon.content(name).words:
                self.classes_of[literal] = self.classes_of.get(literal, 0) | bit


def _is_left_out(name: str) -> bool:
    return name in _LEFT_OUT or name.startswith(_LEFT_OUT[:_PREFIXES])


def _by_edge(words: Iterable[str], edge: int) -> _ByEdge:
    """Words by their first or their last character."""
    found: dict[str, list[str]] = {}
    for word in words:
        found.setdefault(word[edge], []).append(word)
    return {char: tuple(those) for char, those in found.items()}


@lru_cache(maxsize=4)
def table(lexicon: Lexicon) -> Table:
    """The figure words of a lexicon."""
    return Table(lexicon)


class FigureSpans:
    """The figure words of some stretches of one text, in order."""

    def __init__(self, scan: Scan, stretches: Iterable[Span]) -> None:
        self._table = known = table(scan.lexicon)
        self.bits = known.bits
        self._scan = scan
        spans = list(stretches)
        self.told = [0] * len(spans)  # by stretch: all its classes
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._masks: list[int] = []
        self._keep(spans)
        if known.others:
            self._add([(*span, known.bits[name]) for name in known.others for span in scan.spans(name)], spans)

    def _keep(self, spans: list[Span]) -> None:
        """Add the words that lie inside a stretch; one inside a longer word of its class does not count."""
        known, text, told = self._table, self._scan.text, self.told
        starts, ends, masks = self._starts, self._ends, self._masks
        guarded = known.guarded
        # In order, a longer word before those that begin with it.
        found = [(at, -end, mask) for mask, hits in self._scan.hits(known.classes_of) for at, end in hits]
        found.sort()
        number, low, high, first, reach = -1, 0, 0, 0, 0
        for start, back, mask in found:
            while start >= high:
                number += 1
                if number == len(spans):
                    return
                low, high = spans[number]
                first = len(starts)
            end = -back
            if start < low or end > high:
                continue
            if mask & guarded:
                mask = _allowed(known, text, start, end, mask)
            if end > reach:
                reach = end
            else:
                last = len(starts) - 1
                while last >= first and starts[last] > start - _LONGEST:
                    if ends[last] >= end:
                        mask &= ~masks[last]
                    last -= 1
            if mask:
                starts.append(start)
                ends.append(end)
                masks.append(mask)
                told[number] |= mask

    def _add(self, others: list[tuple[int, int, int]], spans: list[Span]) -> None:
        """Add words that `Scan` has found, where they lie inside a stretch."""
        every = list(zip(self._starts, self._ends, self._masks, strict=True))
        for number, (low, high) in enumerate(spans):
            for start, end, mask in others:
                if low <= start and end <= high:
                    every.append((start, end, mask))
                    self.told[number] |= mask
        every.sort()
        self._starts, self._ends, self._masks = ([word[part] for word in every] for part in range(3))

    def mask(self, names: tuple[str, ...]) -> int:
        """The set of some classes; a class that the rubric does not have is none."""
        mask = self._table.sets.get(names)
        if mask is None:
            if any(map(_is_left_out, names)):
                raise KeyError(names)
            mask = 0
            for name in names:
                mask |= self.bits.get(name, 0)
            self._table.sets[names] = mask
        return mask

    def classes(self, start: int, end: int) -> int:
        """The classes of the words that lie inside the half-open span."""
        starts, ends, mask = self._starts, self._ends, 0
        at, count = bisect_left(starts, start), len(starts)
        while at < count and starts[at] < end:
            if ends[at] <= end:
                mask |= self._masks[at]
            at += 1
        return mask

    def first(self, name: str, start: int, end: int) -> Span | None:
        """The first word of a class inside the half-open span."""
        bit = self.bits.get(name)
        if bit is None:
            return self._scan.first(name, start, end) if name in self._scan.lexicon.numbers else None
        starts, ends = self._starts, self._ends
        at, count = bisect_left(starts, start), len(starts)
        while at < count and starts[at] < end:
            if self._masks[at] & bit and ends[at] <= end:
                return starts[at], ends[at]
            at += 1
        return None

    def inside(self, name: str, start: int, end: int) -> list[Span]:
        """All words of a class inside the half-open span."""
        bit = self.bits.get(name)
        if bit is None:
            return self._scan.inside(name, start, end) if name in self._scan.lexicon.numbers else []
        starts, ends = self._starts, self._ends
        at, count = bisect_left(starts, start), len(starts)
        found = []
        while at < count and starts[at] < end:
            if self._masks[at] & bit and ends[at] <= end:
                found.append((starts[at], ends[at]))
            at += 1
        return found


def _allowed(known: Table, text: str, start: int, end: int, mask: int) -> int:
    """The classes of a word without those whose conditions the text around it breaks."""
    checked = mask & known.guarded
    guards = known.guards_of.get(checked)
    if guards is None:
        guards = known.guards_of[checked] = [guard for guard in known.guards if guard[0] & checked]
    last, first = text[start - 1 : start], text[end : end + 1]
    for bit, before, after in guards:
        ahead, behind = before.get(last), after.get(first)
        if ahead is not None and text.endswith(ahead, max(0, start - _LONGEST), start):
            mask &= ~bit
        if behind is not None and text.startswith(behind, end):
            mask &= ~bit
    return mask


def stretch(sentence: Sentence) -> Span:
    """The part of a sentence whose figure words may be of its quantities."""
    first, last = sentence.quantities[0], sentence.quantities[-1]
    return max(sentence.start, first.name - _BEFORE), min(sentence.end, last.stop + _BEHIND)
