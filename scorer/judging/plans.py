"""Sections with the role "plan" -> directions for the next year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorer.judging.formulas import beyond, words_of
from scorer.judging.items import Item, remembered
from scorer.judging.judged import Judged, near_misses
from scorer.judging.shortfalls import concerned
from scorer.judging.stretches import begins, between_commas, body, clauses_in, sentence
from scorer.judging.topics import GENERAL, topics_in
from scorer.model import Role, Section, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scorer.text.words import Scan, Span


FORMULA = "plan-formula-characters"

ABOUT = frozenset("对与就")  # 对下一步谋划不够 plans nothing
OPENING = 4  # characters of a clause within which a word opens it
SPECIFIC = 3  # characters beyond the formula that make a direction concrete


@remembered
def plan_items(scan: Scan, sections: Sequence[Section]) -> tuple[Item, ...]:
    """Directions in the plan and in what stands behind a shortcoming, in order; empty ones are `generic`."""
    items: list[Item] = []
    for section in sections:
        if section.role is Role.PLAN:
            items += _directions(scan, *body(scan, section))
        elif section.role is Role.PROBLEMS:
            for start, end in _remedies(scan, *body(scan, section)):
                items += _directions(scan, start, end)
    return tuple(items)


def judge_plan(scan: Scan, sections: Sequence[Section], *, directions: int = 2) -> Judged:
    """Are there arrangements for the next year; `directions` concrete ones meet the criterion."""
    items = plan_items(scan, sections)
    concrete = [item for item in items if not item.generic]
    if len(concrete) >= directions:
        return Judged(Verdict.MET, "concrete-directions", tuple(item.head for item in concrete))
    near = near_misses(scan, sections, "deficit-plan", Role.PLAN)
    if concrete:
        return Judged(Verdict.PARTIAL, "one-direction", tuple(item.head for item in concrete), near)
    if items:
        return Judged(Verdict.PARTIAL, "generic-plan", tuple(item.head for item in items), near)
    return Judged(Verdict.MISSING, "no-plan", (), near)


def _remedies(scan: Scan, start: int, end: int) -> Iterator[Span]:
    """Stretches under the problems from a word such as 下一步 that opens a clause to the end of its sentence."""
    at = start
    for low, high in scan.inside("deficit-plan", start, end):
        clause = scan.clauses.span(scan.clauses.at(low))
        if low >= at and low <= clause[0] + OPENING and scan.text[clause[0]] not in ABOUT:
            at = min(sentence(scan.text, high)[1], end)
            yield max(clause[0], start), at


def _directions(scan: Scan, start: int, end: int) -> Iterator[Item]:
    """A direction for each clause that says what will be done; clauses on one topic in one sentence are one."""
    verbs = words_of(scan.lexicon, "plan-verb")
    done = scan.has("plan-done", start, end)
    refused = [sentence(scan.text, span[0]) for span in scan.inside("plan-refused", start, end)]
    named = concerned(scan.text, start, end)
    current: Item | None = None
    pending: int | None = None
    introduced = False  # a shortcoming has been named that what follows answers
    for low, high, fresh, listed in _clauses(scan, start, end):
        if fresh:
            pending = None
        if any(first <= low < last for first, last in refused):
            continue
        if any(low < last and first < high <= last + OPENING for first, last in named) or _names_a_shortcoming(
            scan, low, high
        ):
            pending = low if pending is None else pending
            introduced = True
            continue
        fresh, introduced = fresh or introduced, False
        topics = topics_in(scan, low, high)
        specific = beyond(scan, FORMULA, low, high)
        said = listed or bool(topics) or specific >= 2 * SPECIFIC or _says_what_is_done(scan, low, high, verbs)
        said = said or (specific >= SPECIFIC and scan.has("deficit-plan", low, high))
        said = said and (bool(topics) or _is_arranged(scan, low, verbs))
        if not said:
            pending = low if pending is None else pending
            continue
        if done and scan.has("plan-done", low, high) and not scan.has("deficit-plan", low, high):
            continue
        special = any(not topic.startswith(GENERAL) for topic in topics)
        generic = specific < SPECIFIC and not special
        if specific < (2 if special else 4) * SPECIFIC and not generic:
            generic = scan.has("plan-slogan", low, high)
        begin = low if pending is None else pending
        pending = None
        same = current is not None and not fresh and not (set(topics) - set(current.topics))
        if current is not None and same and (topics or generic):
            current = Item(current.start, high, (current.head[0], high), current.topics, current.generic and generic)
            continue
        if current is not None:
            yield current
        current = Item(begin, high, (low, high), topics, generic)
    if current is not None:
        yield current


def _names_a_shortcoming(scan: Scan, low: int, high: int) -> bool:
    """Whether a clause only names what is to be answered: 针对…的问题,"""
    return begins(scan, "deficit-concerning", low, high, OPENING) and scan.has("deficit-named", high - 3, high)


def _says_what_is_done(scan: Scan, low: int, high: int, verbs: frozenset[str]) -> bool:
    words = scan.text[low:high]
    return not verbs.isdisjoint(words) or not verbs.isdisjoint(map("".join, zip(words, words[1:], strict=False)))


def _is_arranged(scan: Scan, at: int, verbs: frozenset[str]) -> bool:
    """Whether the sentence around an offset says that something will be done, or when; scenery does not."""
    start, end = sentence(scan.text, at)
    if scan.has("plan-when", start, end):
        return True
    words = scan.text[start:end]
    return not verbs.isdisjoint(map("".join, zip(words, words[1:], strict=False)))


def _clauses(scan: Scan, start: int, end: int) -> Iterator[tuple[int, int, bool, bool]]:
    """Clauses, cut at 、 where they list directions: start, end, new sentence or direction, further in a list."""
    text = scan.text
    for low, high in clauses_in(scan, start, end):
        fresh = low == start or text[low - 1] in ";。!?\n"
        pieces = _listed(scan, low, high)
        for index, (a, b) in enumerate(pieces):
            yield a, b, fresh or index > 0, index > 0


def _listed(scan: Scan, low: int, high: int) -> list[Span]:
    pieces = between_commas(scan.text, low, high)
    if len(pieces) == 1:
        return pieces
    if any(b - a < 5 for a, b in pieces):
        return [(low, high)]
    topics = [set(topics_in(scan, a, b)) for a, b in pieces]
    # "抓好甲、乙和丙三件事" lists directions as nouns; what shares no topic is a direction of its own.
    distinct = all(topics) and not any(one & other for one, other in zip(topics, topics[1:], strict=False))
    verbs = words_of(scan.lexicon, "plan-verb")
    opened = all(scan.text[a : a + 2] in verbs for a, _ in pieces[1:])
    return pieces if distinct or opened else [(low, high)]
