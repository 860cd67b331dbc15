"""Which direction of the plan answers which shortcoming."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorer.judging.answers import Answer, answers
from scorer.judging.enumerations import goes_on
from scorer.judging.items import Item
from scorer.judging.judged import Judged
from scorer.judging.plans import plan_items
from scorer.judging.problems import problem_items
from scorer.judging.stretches import SENTENCE_END
from scorer.judging.ties import ENOUGH, Asked, longest_shared, shares_words, ties_between
from scorer.model import Role, Section, Verdict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scorer.text.words import Scan


Pairs = tuple[tuple[Item, Item | None], ...]
KEPT_ORDER = 3  # answered shortcomings by which it shows that a plan goes on in their order
MOST_PAIRED = 120  # shortcomings, and answers, that are compared each with each; no one report has as many


def judge_plan_answers(scan: Scan, sections: Sequence[Section]) -> Judged:
    """Does the plan answer every concrete shortcoming; the pairs tell which it does not."""
    stated = problem_items(scan, sections)
    own = [item for item in stated if not item.outside and not scan.has("cause-noun", *item.head)]
    problems = (own or list(stated))[:MOST_PAIRED]
    if not problems:
        return Judged(Verdict.MISSING, "no-shortcomings")
    pairs = pair(scan, sections, problems)
    if not plan_items(scan, sections):
        return Judged(Verdict.MISSING, "no-plan", pairs=pairs)
    answered = [answer for _, answer in pairs if answer is not None]
    evidence = tuple(dict.fromkeys(answer.head for answer in answered))
    if len(answered) == len(pairs):
        return Judged(Verdict.MET, "all-answered", evidence, pairs=pairs)
    if answered:
        return Judged(Verdict.PARTIAL, "some-answered", evidence, pairs=pairs)
    return Judged(Verdict.MISSING, "none-answered", pairs=pairs)


def pair(scan: Scan, sections: Sequence[Section], problems: Sequence[Item]) -> Pairs:
    """Each shortcoming with the direction that answers it, None where nothing does."""
    found = answers(scan, sections)[:MOST_PAIRED]
    asked = [Asked.by(scan, problem) for problem in problems]
    ties = [[ties_between(scan, one, answer) for answer in found] for one in asked]
    behind = [_behind(scan, sections, problem, problems, found) for problem in problems]
    nearest = [
        placed or _best(scan, one, row, found, index / len(asked))
        for index, (placed, one, row) in enumerate(zip(behind, asked, ties, strict=True))
    ]
    directions = [answer and _closest(scan, one, answer) for one, answer in zip(asked, nearest, strict=True)]
    most: dict[Item, int] = {}  # ties of the shortcoming that has most in common with a direction
    for direction, row in zip(directions, ties, strict=True):
        if direction is not None:
            most[direction] = max(most.get(direction, 0), *row)
    shift = _shift(ties, len(found))
    for index, one in enumerate(asked):
        direction, answer = directions[index], nearest[index]
        if answer and direction and behind[index] is None and max(ties[index]) == ENOUGH < most[direction]:
            # A topic told in other words is meant only where no other shortcoming has more in common.
            directions[index] = direction if shares_words(scan, one, answer) else None
        if directions[index] is None and shift is not None and 0 <= index + shift < len(found):
            counterpart = found[index + shift]
            directions[index] = _closest(scan, one, counterpart) if shares_words(scan, one, counterpart) else None
        if directions[index] is None and any(ties[index]):
            directions[index] = next(
                (
                    _closest(scan, one, found[at])
                    for at in _between(nearest, index, found)
                    if ties[index][at] == max(ties[index])
                ),
                None,
            )
    return tuple(zip(problems, directions, strict=True))


def _best(scan: Scan, asked: Asked, row: Sequence[int], found: Sequence[Answer], place: float) -> Answer | None:
    """The answer with the most ties; None where they are not enough.

    Of equals the one with the longest words in common, then the one nearest to where the shortcoming stands, which is
    `place`, a share of all shortcomings.
    """
    most = max(row, default=0)
    if most < ENOUGH:
        return None
    equals = [index for index, ties in enumerate(row) if ties == most]
    if len(equals) == 1:
        return found[equals[0]]
    return found[max(equals, key=lambda at: (longest_shared(scan, asked, found[at]), -abs(at / len(found) - place)))]


def _shift(ties: Sequence[Sequence[int]], count: int) -> int | None:
    """By how many places a plan that takes up the shortcomings one by one in their order lags; None where none does.

    Other directions may stand before or behind those that answer.
    """
    if len(ties) > count:
        return None
    for shift in range(-1, count - len(ties) + 1):
        met = [0 <= index + shift < count and row[index + shift] == max(row) > 0 for index, row in enumerate(ties)]
        if 2 * sum(met) >= len(ties) and (shift == 0 or sum(met) >= KEPT_ORDER):
            return shift
    return None


def _between(nearest: Sequence[Answer | None], index: int, found: Sequence[Answer]) -> range:
    """Places of the answers between those of the shortcomings before and behind, where the plan keeps their order."""
    places = [None if answer is None else found.index(answer) for answer in nearest]
    known = [place for place in places if place is not None]
    before = next((place for place in reversed(places[:index]) if place is not None), None)
    behind = next((place for place in places[index + 1 :] if place is not None), None)
    in_order = all(a < b for a, b in zip(known, known[1:], strict=False))
    if not in_order or ((before is None or behind is None) and len(known) < KEPT_ORDER):
        return range(0)
    return range(0 if before is None else before + 1, len(found) if behind is None else behind)


def _closest(scan: Scan, asked: Asked, answer: Answer) -> Item:
    """The direction of an answer that has most in common with the shortcoming."""
    if len(answer.directions) == 1:
        return answer.directions[0]
    return max(
        answer.directions,
        key=lambda item: (ties_between(scan, asked, Answer.alone(item)), asked.first in item.topics),
    )


def _behind(
    scan: Scan, sections: Sequence[Section], problem: Item, problems: Sequence[Item], found: Sequence[Answer]
) -> Answer | None:
    """The answer that is set behind a shortcoming, in its sentence, in the next one, or in the section that follows."""
    answer = next((answer for answer in found if answer.directions[0].head[0] >= problem.head[1]), None)
    if answer is None:
        return None
    between = scan.text[problem.head[1] : answer.directions[0].start]
    if not any(mark in between for mark in f"{SENTENCE_END};"):
        return answer
    low = answer.directions[0].start
    if goes_on(scan, problem.start, low, problem.head[1]):
        return None
    at = next(index for index, section in enumerate(sections) if section.start <= low < section.end)
    if sections[at].role is Role.PROBLEMS:
        return answer if not any(problem.start < other.start < low for other in problems) else None
    alternating = sum(
        before.role is Role.PROBLEMS and after.role is Role.PLAN
        for before, after in zip(sections, sections[1:], strict=False)
    )
    return answer if alternating > 1 and sections[at - 1].start <= problem.start < sections[at - 1].end else None
