"""A shortcoming or a direction of the plan as one distinct item."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from scorer.judging.formulas import FORMULA, beyond
from scorer.judging.stretches import clauses_in
from scorer.judging.topics import GENERAL, topics_in
from scorer.model import Section
from scorer.text.words import Scan, Span

SPECIFIC = 2  # characters beyond the formula that make a shortcoming concrete


class Item(NamedTuple):
    """A shortcoming or a direction of the plan; offsets of the plain text, half-open."""

    start: int
    end: int
    head: Span  # the words that state it
    topics: tuple[str, ...]  # names of topic classes, most special first
    generic: bool = False  # a formula without an object
    outside: bool = False  # pressure from outside, no shortcoming of one's own


def remembered(
    find: Callable[[Scan, Sequence[Section]], tuple[Item, ...]],
) -> Callable[[Scan, Sequence[Section]], tuple[Item, ...]]:
    """Keep what was found in the last report: several criteria ask for the same items."""
    last: tuple[Scan | None, Sequence[Section], tuple[Item, ...]] = (None, (), ())

    def ask(scan: Scan, sections: Sequence[Section]) -> tuple[Item, ...]:
        nonlocal last
        if last[0] is not scan or last[1] is not sections:  # the same objects: hashing the sections takes too long
            last = (scan, sections, find(scan, sections))
        return last[2]

    return ask


def stated(scan: Scan, start: int, end: int, head: Span) -> Item:
    """The shortcoming that a half-open span states, in the words `head` of it."""
    topics = _ranked_topics(scan, start, end)
    generic = is_formula(scan, start, end, topics)
    burdens = scan.inside("deficit-burden", start, end)
    # 困难 or 问题 beside the burden only names it.
    other = burdens + scan.inside("deficit-named", start, end)
    outside = bool(burdens) and all(
        any(low <= word[0] < high for low, high in other) for word in scan.inside("deficit", start, end)
    )
    return Item(start, end, head, topics, generic, outside)


def _ranked_topics(scan: Scan, start: int, end: int) -> tuple[str, ...]:
    """Topics of the first clause that falls short, then those of the other words."""
    first: tuple[str, ...] = ()
    for low, high in clauses_in(scan, start, end):
        if scan.has("deficit", low, high):
            first = topics_in(scan, low, high)
            if first:
                break
    return first + tuple(name for name in topics_in(scan, start, end) if name not in first)


def is_formula(scan: Scan, start: int, end: int, topics: Sequence[str]) -> bool:
    """Whether the words name no object: hardly a character beyond the formula and no topic but a general one."""
    if beyond(scan, FORMULA, start, end) >= SPECIFIC:
        return False
    return all(topic.startswith(GENERAL) for topic in topics)
