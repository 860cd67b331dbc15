"""What can answer a shortcoming as a whole: a numbered direction with its body, or a sentence of the plan."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from scorer.judging.enumerations import marks, top_kind
from scorer.judging.formulas import beyond
from scorer.judging.items import Item
from scorer.judging.plans import FORMULA, plan_items
from scorer.judging.stretches import SENTENCE_END, body
from scorer.judging.topics import topics_in
from scorer.model import Role, Section
from scorer.text.words import Scan

# Annotations are values in this module, not strings: typing compiles each string of a NamedTuple, at every start.

LEAST_PLAIN = 6  # characters beyond the formula that a numbered direction has at least
HEADING = 30  # characters; what is longer than a heading has its body in the same paragraph


class Answer(NamedTuple):
    """Directions that belong together; offsets of the plain text, half-open."""

    start: int
    end: int
    topics: tuple[str, ...]
    directions: tuple[Item, ...]  # the concrete ones; never empty

    @classmethod
    def alone(cls, direction: Item) -> "Answer":
        """One direction without those that stand around it."""
        return cls(direction.start, direction.head[1], direction.topics, (direction,))


def answers(scan: Scan, sections: Sequence[Section]) -> tuple[Answer, ...]:
    """The answers of a plan in their order; slogans answer nothing."""
    concrete = [item for item in plan_items(scan, sections) if not item.generic]
    heads = [item.head[0] for item in concrete]
    found: list[Answer] = []
    for section in sections:
        if section.role not in (Role.PLAN, Role.PROBLEMS):
            continue
        for start, end, numbered in _stretches(scan, *body(scan, section)):
            directions = tuple(concrete[bisect_left(heads, start) : bisect_left(heads, end)])
            if not directions and numbered and section.role is Role.PLAN:
                directions = tuple(_plainly(scan, start, end))
            if directions:
                found.append(Answer(start, end, topics_in(scan, start, end), directions))
    return tuple(found)


def _plainly(scan: Scan, start: int, end: int) -> Iterator[Item]:
    """What is numbered among directions is one in whatever words, if nothing says that it is over or left open."""
    against = scan.has("plan-done", start, end) or scan.has("plan-refused", start, end)
    if not against and beyond(scan, FORMULA, start, end) > LEAST_PLAIN:
        yield Item(start, end, (start, end), topics_in(scan, start, end))


def _stretches(scan: Scan, start: int, end: int) -> Iterator[tuple[int, int, bool]]:
    """Numbered parts whole, what stands before and behind them by the sentence; and whether each is numbered."""
    found = marks(scan, start, end)
    top = top_kind(found)
    starts = [mark.start for mark in found if mark.kind == top]
    if not starts:
        yield from _sentences(scan.text, start, end)
        return
    yield from _sentences(scan.text, start, starts[0])
    yield from ((low, high, True) for low, high in zip(starts, starts[1:], strict=False))
    # Behind the last number a paragraph of its own is no part of it.
    line = scan.text.find("\n", starts[-1] + HEADING, end)
    last = end if line < 0 else line
    yield starts[-1], last, True
    yield from _sentences(scan.text, last, end)


def _sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int, bool]]:
    at = start
    while at < end:
        stop = min((stop for mark in f"{SENTENCE_END};" if (stop := text.find(mark, at, end)) >= 0), default=end)
        yield at, min(stop + 1, end), False
        at = stop + 1
