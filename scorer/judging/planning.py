"""Sections with the role "plan" -> directions for the next year, and which shortcoming each of them answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorer.judging.shortcomings import FORMULA as PROBLEM_FORMULA
from scorer.judging.shortcomings import (
    GENERAL,
    Item,
    Judged,
    between_commas,
    beyond,
    body,
    characters,
    clauses_in,
    near_misses,
    problem_items,
    remembered,
    sentence,
    topics_in,
    words_of,
)
from scorer.model import Role, Section, Verdict
from scorer.text.words import Scan, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

FORMULA = "plan-formula-characters"
SPECIFIC = 3  # characters beyond the formula that make a direction concrete
SHARED = 2  # pairs of uncommon characters that tie a direction to a shortcoming without a common topic

Pairs = tuple[tuple[Item, Item | None], ...]


@remembered
def plan_items(scan: Scan, sections: Sequence[Section]) -> tuple[Item, ...]:
    """Directions stated in the sections with the role "plan", in order; empty ones are `generic`."""
    items: list[Item] = []
    for section in sections:
        if section.role is Role.PLAN:
            items += _directions(scan, *body(scan, section))
    return tuple(items)


def pair(
    problems: Sequence[Item], plans: Sequence[Item], text: str = "", common: frozenset[str] = frozenset()
) -> Pairs:
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
    own = [item for item in stated if not item.outside and not scan.has("cause-noun", *item.head)]
    problems = own or list(stated)
    plans = plan_items(scan, sections)
    if not problems:
        return Judged(Verdict.MISSING, "no-shortcomings")
    common = characters(scan.lexicon, FORMULA) | characters(scan.lexicon, PROBLEM_FORMULA)
    pairs = pair(problems, plans, scan.text, common)
    if any(answer is None for _, answer in pairs):
        pairs = tuple((item, answer or _placed(item, plans, sections)) for item, answer in pairs)
    if not plans:
        return Judged(Verdict.MISSING, "no-plan", pairs=pairs)
    answered = [answer for _, answer in pairs if answer is not None]
    evidence = tuple(dict.fromkeys(answer.head for answer in answered))
    if len(answered) == len(pairs):
        return Judged(Verdict.MET, "all-answered", evidence, pairs=pairs)
    if answered:
        return Judged(Verdict.PARTIAL, "some-answered", evidence, pairs=pairs)
    return Judged(Verdict.MISSING, "none-answered", pairs=pairs)


def _placed(problem: Item, plans: Sequence[Item], sections: Sequence[Section]) -> Item | None:
    """The direction that directly follows a shortcoming, in a report that sets each answer behind its problem."""
    follows = [
        (before, after)
        for before, after in zip(sections, sections[1:], strict=False)
        if before.role is Role.PROBLEMS and after.role is Role.PLAN
    ]
    if len(follows) < 2:
        return None
    for before, after in follows:
        if before.start <= problem.start < before.end:
            return next((plan for plan in plans if after.start <= plan.start < after.end and not plan.generic), None)
    return None


def _directions(scan: Scan, start: int, end: int) -> Iterator[Item]:
    """A direction for each clause that says what will be done; clauses on one topic in one sentence are one."""
    verbs = words_of(scan.lexicon, "plan-verb")
    done = scan.has("plan-done", start, end)
    refused = [sentence(scan.text, span[0]) for span in scan.inside("plan-refused", start, end)]
    current: Item | None = None
    pending: int | None = None
    for low, high, fresh, listed in _clauses(scan, start, end):
        if fresh:
            pending = None
        if any(first <= low < last for first, last in refused):
            continue
        topics = topics_in(scan, low, high)
        specific = beyond(scan, FORMULA, low, high)
        said = listed or bool(topics) or specific >= 2 * SPECIFIC or _says_what_is_done(scan, low, high, verbs)
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


def _says_what_is_done(scan: Scan, low: int, high: int, verbs: frozenset[str]) -> bool:
    words = scan.text[low:high]
    return not verbs.isdisjoint(words) or not verbs.isdisjoint(map("".join, zip(words, words[1:], strict=False)))


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


def _answer(problem: Item, plans: Sequence[Item], text: str, common: frozenset[str]) -> Item | None:
    """The direction on the most special topic, else one with two of its topics, else one with its uncommon words."""
    plans = sorted(plans, key=lambda plan: plan.generic)
    if problem.topics:
        for plan in plans:
            if problem.topics[0] in plan.topics:
                return plan
        for plan in plans:
            if len(set(problem.topics) & set(plan.topics)) > 1:
                return plan
    if not text:
        return None
    # What follows the first comma tells of circumstances: 争议多发,占复议案件三成.
    first = text.find(",", *problem.head)
    wanted = _pairs_of_characters(text, (problem.head[0], problem.head[1] if first < 0 else first), common)
    best, most = None, SHARED - 1
    for plan in plans:
        words = text[plan.start : plan.end]
        shared = sum(two in words for two in wanted)
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
