"""Sections with the role "plan" -> directions for the next year, and which shortcoming each of them answers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from scorer.clauses import bits
from scorer.model import Role, Section, Verdict
from scorer.shortcomings import (
    Item,
    Judged,
    beyond,
    body,
    characters,
    near_misses,
    problem_items,
    sentence,
    topics_in,
)
from scorer.words import Scan, Span

SPECIFIC = 3  # characters beyond the formula that make a direction concrete
SHARED = 2  # pairs of uncommon characters that tie a direction to a shortcoming without a common topic

Pairs = tuple[tuple[Item, Item | None], ...]


def plan_items(scan: Scan, sections: Sequence[Section]) -> tuple[Item, ...]:
    """Directions stated in the sections with the role "plan", in order; empty ones are `generic`."""
    items: list[Item] = []
    for section in sections:
        if section.role is Role.PLAN:
            items += _directions(scan, *body(scan, section))
    return tuple(items)


def pair(problems: Sequence[Item], plans: Sequence[Item], text: str = "", common: frozenset[str] = frozenset()) -> Pairs:
    """Each shortcoming with the direction that answers it, None where nothing does.

    `text` is the plain text and `common` the characters of the genre's formulas; with them, uncommon
    words that both share also tie a pair.
    """
    return tuple((problem, _answer(problem, plans, text, common)) for problem in problems)


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


def judge_plan_answers(scan: Scan, sections: Sequence[Section]) -> Judged:
    """Does the plan answer every concrete shortcoming; the pairs tell which it does not."""
    stated = problem_items(scan, sections)
    concrete = [item for item in stated if not item.generic and not item.outside]
    problems = concrete or list(stated)
    plans = plan_items(scan, sections)
    if not problems:
        return Judged(Verdict.MISSING, "no-shortcomings")
    common = characters(scan.lexicon, "plan-formula-characters") | characters(scan.lexicon, "deficit-formula-characters")
    pairs = pair(problems, plans, scan.text, common)
    if not plans:
        return Judged(Verdict.MISSING, "no-plan", pairs=pairs)
    answered = [answer for _, answer in pairs if answer is not None]
    evidence = tuple(dict.fromkeys(answer.head for answer in answered))
    if len(answered) == len(pairs):
        return Judged(Verdict.MET, "all-answered", evidence, pairs=pairs)
    if answered:
        return Judged(Verdict.PARTIAL, "some-answered", evidence, pairs=pairs)
    return Judged(Verdict.MISSING, "none-answered", pairs=pairs)


def _directions(scan: Scan, start: int, end: int) -> Iterator[Item]:
    """A direction for each clause that says what will be done; clauses on one topic in one sentence are one."""
    text = scan.text
    current: Item | None = None
    pending: int | None = None
    for low, high, fresh in _clauses(scan, start, end):
        if fresh:
            pending = None
        if _refused(scan, low, high):
            continue
        if not scan.has("plan-verb", low, high):
            pending = low if pending is None else pending
            continue
        if scan.has("plan-done", low, high) and not scan.has("deficit-plan", low, high):
            continue
        topics = topics_in(scan, low, high)
        specific = beyond(scan, "plan-formula-characters", low, high)
        generic = specific < SPECIFIC or (specific < 2 * SPECIFIC and scan.has("plan-slogan", low, high))
        begin = low if pending is None else pending
        pending = None
        same = current is not None and not fresh and not (set(topics) - set(current.topics))
        if current is not None and same and (topics or generic):
            current = Item(
                current.start, high, (current.head[0], high), current.topics, current.generic and generic
            )
            continue
        if current is not None:
            yield current
        current = Item(begin, high, (low, high), topics, generic)
    if current is not None:
        yield current


def _clauses(scan: Scan, start: int, end: int) -> Iterator[tuple[int, int, bool]]:
    """Clauses of a span, cut at 、 where several of them say what will be done: start, end, new sentence."""
    clauses = scan.clauses
    text = scan.text
    for clause in bits(clauses.between(start, end)):
        low, high = clauses.span(clause)
        if low >= end or high - low < 2:
            continue
        fresh = low == start or text[low - 1] in ";。!?\n"
        pieces = _listed(scan, low, min(high, end))
        for index, (a, b) in enumerate(pieces):
            yield a, b, fresh or index > 0


def _listed(scan: Scan, low: int, high: int) -> list[Span]:
    text = scan.text
    if "、" not in text[low:high]:
        return [(low, high)]
    pieces: list[Span] = []
    at = low
    while at < high:
        stop = text.find("、", at, high)
        stop = high if stop < 0 else stop
        pieces.append((at, stop))
        at = stop + 1
    opened = [scan.first("plan-verb", a, b) for a, b in pieces]
    if all(b - a >= 6 for a, b in pieces) and all(
        verb is not None and (index == 0 or verb[0] == pieces[index][0]) for index, verb in enumerate(opened)
    ):
        return pieces
    return [(low, high)]


def _refused(scan: Scan, low: int, high: int) -> bool:
    return scan.has("plan-refused", *_around(scan, low, high))


def _around(scan: Scan, low: int, high: int) -> Span:
    start, end = sentence(scan.text, low)
    return max(start, low - 20), min(max(end, high), high + 20)


def _answer(problem: Item, plans: Sequence[Item], text: str, common: frozenset[str]) -> Item | None:
    """The direction on the most special topic, else one with two of its topics, else one with its uncommon words."""
    if problem.topics:
        for plan in plans:
            if problem.topics[0] in plan.topics:
                return plan
        for plan in plans:
            if len(set(problem.topics) & set(plan.topics)) > 1:
                return plan
    if not text:
        return None
    wanted = _pairs_of_characters(text, problem.head, common)
    best, most = None, SHARED - 1
    for plan in plans:
        shared = len(wanted & _pairs_of_characters(text, (plan.start, plan.end), common))
        if shared > most:
            best, most = plan, shared
    return best


def _pairs_of_characters(text: str, span: Span, common: frozenset[str]) -> set[str]:
    """Neighbouring characters of a span, without those that only the formulas of the genre hold."""
    words = text[span[0] : span[1]]
    return {
        a + b
        for a, b in zip(words, words[1:], strict=False)
        if a.isalnum() and b.isalnum() and not (a in common and b in common)
    }
