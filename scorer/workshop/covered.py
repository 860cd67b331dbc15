"""Words of a list that say nothing new: a shorter word of the same list is found wherever they are."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scorer.text.lexicon import Lexicon

_BREAK = re.compile("[,;。:!?\n]")  # what ends a clause: a word counts in the clause in which it begins


class Entry(NamedTuple):
    """A word as it is looked for: its parts between gaps, and what may not stand before and behind it."""

    parts: tuple[str, ...]
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()

    def __str__(self) -> str:
        return "…".join(self.parts)


def covered(lexicon: Lexicon, name: str) -> Iterator[tuple[str, str]]:
    """Each word of a class that another of its words finds as well, and that other, in the order of YAML.

    KeyError for a class that the lexicon does not have.
    """
    own = list(_own(lexicon, name))
    known = [*own, *_taken(lexicon, name)]
    for entry in own:
        shorter = next((other for other in known if covers(other, entry)), None)
        if shorter is not None:
            yield str(entry), str(shorter)


def covers(other: Entry, entry: Entry) -> bool:
    """Whether a word is found in the clause of another whenever that is found, whatever stands around it."""
    if other.parts == entry.parts:  # the same in a class that is taken over: there it may have conditions of its own
        return other is not entry and set(other.before) <= set(entry.before) and set(other.after) <= set(entry.after)
    if len(other.parts) == 1:
        return _in_first(other, entry)
    return len(other.parts) == len(entry.parts) == 2 and _in_both(other, entry)


def _own(lexicon: Lexicon, name: str) -> Iterator[Entry]:
    """The words of a class without those that it takes over."""
    for parts, before, after in lexicon.members(name):
        yield Entry(tuple(lexicon.literals[part] for part in parts), before, after)


def _taken(lexicon: Lexicon, name: str) -> Iterator[Entry]:
    """The words that a class takes over, each with all its conditions."""
    before, after = lexicon.guards.get(name, ((), ()))
    for taken in lexicon.takes(name):
        if taken in lexicon.numbers:  # figures are found by an expression
            for entry in (*_own(lexicon, taken), *_taken(lexicon, taken)):
                yield Entry(entry.parts, (*entry.before, *before), (*entry.after, *after))


def _in_first(other: Entry, entry: Entry) -> bool:
    """A word without a gap inside the first part of another."""
    (word,) = other.parts
    first, whole = entry.parts[0], len(entry.parts) == 1
    at = first.find(word)
    while at >= 0:
        left, right = first[:at], first[at + len(word) :]
        if not _BREAK.search(left) and _free_before(other, entry, left) and _free_behind(other, entry, right, whole):
            return True
        at = first.find(word, at + 1)
    return False


def _in_both(other: Entry, entry: Entry) -> bool:
    """A word with a gap whose parts close the first and open the second part of another: the gap is the same."""
    (head, tail), (first, second) = other.parts, entry.parts
    left, right = first.removesuffix(head), second.removeprefix(tail)
    if not first.endswith(head) or not second.startswith(tail) or _BREAK.search(left):
        return False
    return _free_before(other, entry, left) and _free_behind(other, entry, right, True)


def _free_before(other: Entry, entry: Entry, left: str) -> bool:
    """Whether nothing that may not stand before the shorter word can stand there; `left` is what surely does."""
    if not left:
        return set(other.before) <= set(entry.before)
    return not any(left.endswith(word) or word.endswith(left) for word in other.before)


def _free_behind(other: Entry, entry: Entry, right: str, whole: bool) -> bool:
    """The same behind it; without `whole` a gap follows, and anything may stand there."""
    if not right:
        return set(other.after) <= set(entry.after) if whole else not other.after
    return not any(right.startswith(word) or word.startswith(right) for word in other.after)
