"""Which direction of the plan answers which shortcoming."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorer.judging.answers import Answer, answers
from scorer.judging.enumerations import marks
from scorer.judging.formulas import FORMULA as PROBLEM_FORMULA
from scorer.judging.formulas import characters
from scorer.judging.items import Item
from scorer.judging.judged import Judged
from scorer.judging.plans import FORMULA, plan_items
from scorer.judging.problems import problem_items
from scorer.judging.stretches import SENTENCE_END
from scorer.judging.topics import GENERAL, topics_in
from scorer.model import Role, Section, Verdict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scorer.text.words import Scan, Span


ENOUGH = 2  # ties that make an answer
SHORT = 2  # characters of a common stretch that are a tie
LONG = 4  # characters of a common stretch that are two ties

Pairs = tuple[tuple[Item, Item | None], ...]


def judge_plan_answers(scan: Scan, sections: Sequence[Section]) -> Judged:
    """Does the plan answer every concrete shortcoming; the pairs tell which it does not."""
    stated = problem_items(scan, sections)
    own = [item for item in stated if not item.outside and not scan.has("cause-noun", *item.head)]
    problems = own or list(stated)
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
    found = answers(scan, sections)
    mirrored = len(found) == len(problems)
    pairs = []
    for index, problem in enumerate(problems):
        answer = _behind(scan, sections, problem, problems, found)
        if answer is None:
            answer = _best(scan, problem, found)
        if (
            answer is None
            and mirrored
            and any(_strength(scan, _main(scan, problem), item) for item in found[index].directions)
        ):
            answer = found[index]
        pairs.append((problem, None if answer is None else _closest(scan, problem, answer)))
    return tuple(pairs)


def _best(scan: Scan, problem: Item, found: Sequence[Answer]) -> Answer | None:
    """The answer with the most ties, the first of equals; None where they are not enough."""
    best, most = None, ENOUGH - 1
    for answer in found:
        ties = _ties(scan, problem, answer)
        if ties > most:
            best, most = answer, ties
    return best


def _closest(scan: Scan, problem: Item, answer: Answer) -> Item:
    """The direction of an answer that has most in common with the shortcoming."""
    return max(answer.directions, key=lambda item: _ties(scan, problem, Answer(item.start, item.head[1], (item,))))


def _ties(scan: Scan, problem: Item, answer: Answer) -> int:
    """How much an answer has in common with a shortcoming: topics, and stretches of words beside their words."""
    main = _main(scan, problem)
    topics = topics_in(scan, answer.start, answer.end)
    common = [topic for topic in problem.topics if topic in topics]
    if not common:
        # Words alone tie where they stand together.
        return max(_strength(scan, main, item) for item in answer.directions)
    wide = [topic for topic in common if topic.startswith(GENERAL)]
    ties = len(common) - len(wide)
    first = next((topic for topic in topics_in(scan, *main) if not topic.startswith(GENERAL)), None)
    if first in common or (first is None and _same_word(scan, problem, answer, common)):
        ties += 1  # what the shortcoming is about first of all
    named = [span for topic in common for span in scan.inside(topic, *main)]
    shared = [_without(scan, named, *span) for span in _shared(scan, main, (answer.start, answer.end))]
    if wide and any(len(places) >= SHORT for places in shared):
        ties += ENOUGH  # wide topics tie only what has a verb or an object in common too
    return ties + sum(_weight(places) for places in shared if _is_telling(scan, places))


def _same_word(scan: Scan, problem: Item, answer: Answer, topics: Sequence[str]) -> bool:
    """Whether the answer takes up the very word by which a shortcoming names a special topic in its elaboration."""
    words = scan.text[answer.start : answer.end]
    return any(
        scan.text[low:high] in words
        for topic in topics
        if not topic.startswith(GENERAL)
        for low, high in scan.inside(topic, problem.start, problem.end)
    )


def _strength(scan: Scan, main: Span, item: Item) -> int:
    """Ties by words alone between a shortcoming and one direction."""
    shared = [_without(scan, (), *span) for span in _shared(scan, main, (item.start, item.head[1]))]
    return sum(_weight(places) for places in shared if _is_telling(scan, places))


def _weight(places: Sequence[int]) -> int:
    """A common stretch is one tie, a long one two."""
    return 2 if len(places) >= LONG else 1


def _main(scan: Scan, problem: Item) -> Span:
    """What follows the first comma tells of circumstances: 争议多发,占复议案件三成."""
    first = scan.text.find(",", *problem.head)
    return problem.head[0], problem.head[1] if first < 0 else first


def _shared(scan: Scan, one: Span, other: Span) -> list[Span]:
    """The longest stretches of one span that stand in the other too; each wording once."""
    text, words = scan.text, scan.text[slice(*other)]
    found: dict[str, Span] = {}
    at, end = one
    while at < end - 1:
        stop = at
        while stop < end and text[stop].isalnum() and text[at : stop + 1] in words:
            stop += 1
        if stop - at > 1:
            found.setdefault(text[at:stop], (at, stop))
        at = max(stop, at + 1)
    return list(found.values())


def _without(scan: Scan, named: Sequence[Span], start: int, end: int) -> list[int]:
    """The places of a stretch outside the words of its topics and those of every report."""
    covered = [*named, *scan.inside("tie-none", start, end)]
    return [at for at in range(start, end) if not any(low <= at < high for low, high in covered)]


def _is_telling(scan: Scan, places: Sequence[int]) -> bool:
    """Whether two characters and more are left, and they are no formula and not only who and where."""
    if len(places) < SHORT:
        return False
    usual = characters(scan.lexicon, FORMULA) | characters(scan.lexicon, PROBLEM_FORMULA)
    weak = scan.inside("tie-weak", places[0], places[-1] + 1)
    left = [at for at in places if not any(low <= at < high for low, high in weak)]
    return any(scan.text[at] not in usual for at in left)


def _behind(
    scan: Scan, sections: Sequence[Section], problem: Item, problems: Sequence[Item], found: Sequence[Answer]
) -> Answer | None:
    """The answer that is set behind a shortcoming, in its sentence, in the next one, or in the section that follows."""
    answer = next((answer for answer in found if answer.directions[0].head[0] >= problem.head[1]), None)
    if answer is None:
        return None
    between = scan.text[problem.head[1] : answer.directions[0].start]
    if not any(mark in between for mark in SENTENCE_END):
        return answer
    low = answer.directions[0].start
    if any(mark.start > problem.head[1] for mark in marks(scan, problem.start, low)):
        return None
    at = next(index for index, section in enumerate(sections) if section.start <= low < section.end)
    if sections[at].role is Role.PROBLEMS:
        return answer if not any(problem.start < other.start < low for other in problems) else None
    alternating = sum(
        before.role is Role.PROBLEMS and after.role is Role.PLAN
        for before, after in zip(sections, sections[1:], strict=False)
    )
    return answer if alternating > 1 and sections[at - 1].start <= problem.start < sections[at - 1].end else None
