"""Which direction of the plan answers which shortcoming."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorer.judging.formulas import FORMULA as PROBLEM_FORMULA
from scorer.judging.formulas import characters
from scorer.judging.items import Item
from scorer.judging.judged import Judged
from scorer.judging.plans import FORMULA, plan_items
from scorer.judging.problems import problem_items
from scorer.model import Role, Section, Verdict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scorer.text.words import Scan, Span


SHARED = 2  # pairs of uncommon characters that tie a direction to a shortcoming without a common topic

Pairs = tuple[tuple[Item, Item | None], ...]


def pair(
    problems: Sequence[Item], plans: Sequence[Item], text: str = "", common: frozenset[str] = frozenset()
) -> Pairs:
    """Each shortcoming with the direction that answers it, None where nothing does.

    `text` is the plain text and `common` the characters of the genre's formulas; with them, uncommon
    words that both share also tie a pair.
    """
    return tuple((problem, _answer(problem, plans, text, common)) for problem in problems)


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
