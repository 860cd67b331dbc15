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
    ties = [[_ties(scan, problem, answer) for answer in found] for problem in problems]
    behind = [_behind(scan, sections, problem, problems, found) for problem in problems]
    nearest = [placed or _best(row, found) for placed, row in zip(behind, ties, strict=True)]
    directions = [answer and _closest(scan, problem, answer) for problem, answer in zip(problems, nearest, strict=True)]
    most: dict[Item, int] = {}  # ties of the shortcoming that has most in common with a direction
    for direction, row in zip(directions, ties, strict=True):
        if direction is not None:
            most[direction] = max(most.get(direction, 0), *row)
    mirrored = _is_mirror(ties, len(found))
    pairs: list[tuple[Item, Item | None]] = []
    for index, problem in enumerate(problems):
        direction = directions[index]
        if direction is not None and behind[index] is None and max(ties[index]) == ENOUGH < most[direction]:
            # A topic told in other words is meant only where no other shortcoming has more in common.
            words = Answer(direction.start, direction.head[1], (direction,))
            direction = direction if _shares_words(scan, problem, words) else None
        if direction is None and mirrored and _shares_words(scan, problem, found[index]):
            direction = _closest(scan, problem, found[index])
        pairs.append((problem, direction))
    return tuple(pairs)


def _best(row: Sequence[int], found: Sequence[Answer]) -> Answer | None:
    """The answer with the most ties, the first of equals; None where they are not enough."""
    most = max(row, default=0)
    return found[row.index(most)] if most >= ENOUGH else None


def _is_mirror(ties: Sequence[Sequence[int]], count: int) -> bool:
    """Whether a plan takes up the shortcomings one by one in their order, as far as can be seen."""
    in_order = sum(bool(any(row)) and row.index(max(row)) == index for index, row in enumerate(ties))
    return len(ties) == count and 2 * in_order >= count


def _shares_words(scan: Scan, problem: Item, answer: Answer) -> bool:
    """Whether a shortcoming and an answer have a word in common that is not in every report."""
    shared = _shared(scan, _main(scan, problem), (answer.start, answer.end))
    return any(_is_word(scan, range(*span)) for span in shared)


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
    shared = [_without(named, *span) for span in _shared(scan, main, (answer.start, answer.end))]
    words = scan.text[answer.start : answer.end]
    same = [range(low, high) for low, high in named if high - low >= LONG and scan.text[low:high] in words]
    if wide and any(_is_word(scan, places) for places in [*shared, *same]):
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
    shared = [_without((), *span) for span in _shared(scan, main, (item.start, item.head[1]))]
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


def _without(named: Sequence[Span], start: int, end: int) -> list[int]:
    """The places of a stretch outside the words of its topics."""
    return [at for at in range(start, end) if not any(low <= at < high for low, high in named)]


def _is_word(scan: Scan, places: Sequence[int]) -> bool:
    """Whether what is left of a stretch is a word, and not only one that stands in every report."""
    if len(places) < SHORT:
        return False
    none = scan.inside("tie-none", places[0], places[-1] + 1)
    return any(not any(low <= at < high for low, high in none) for at in places)


def _is_telling(scan: Scan, places: Sequence[int]) -> bool:
    """Whether a word says more than who and where, in characters that are no formula."""
    if not _is_word(scan, places):
        return False
    usual = characters(scan.lexicon, FORMULA) | characters(scan.lexicon, PROBLEM_FORMULA)
    span = places[0], places[-1] + 1
    covered = [*scan.inside("tie-none", *span), *scan.inside("tie-weak", *span)]
    left = [at for at in places if not any(low <= at < high for low, high in covered)]
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
