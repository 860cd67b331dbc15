"""What an answer of the plan has in common with a shortcoming: topics, and stretches of words."""

from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from operator import add
from typing import NamedTuple, Self

from scorer.judging.answers import Answer
from scorer.judging.formulas import FORMULA as PROBLEM_FORMULA
from scorer.judging.formulas import characters
from scorer.judging.items import Item
from scorer.judging.plans import FORMULA
from scorer.judging.topics import GENERAL, VILLAGES, first_topic, topics_in
from scorer.text.lexicon import Lexicon
from scorer.text.words import Scan, Span

ENOUGH = 2  # ties that make an answer
SHORT = 2  # characters of a common stretch that are a tie
LONG = 4  # characters of a common stretch that are two ties
PLACE = "topic-general-grassroots"
AWARENESS = "topic-general-awareness"
STAFF = "topic-enforcement-staff"


class Asked(NamedTuple):
    """A shortcoming as what is to be answered."""

    item: Item
    main: Span  # what it says before its circumstances
    first: str | None  # the most special topic of that
    subject: str | None  # the special topic that it names first
    worths: dict[Span, int]  # what its stretches are worth as ties; it shares the same ones with many answers

    @classmethod
    def by(cls, scan: Scan, item: Item) -> Self:
        """What follows the first comma tells of circumstances: 争议多发,占复议案件三成."""
        comma = scan.text.find(",", *item.head)
        main = item.head[0], item.head[1] if comma < 0 else comma
        special = (topic for topic in topics_in(scan, *main) if not topic.startswith(GENERAL))
        return cls(item, main, next(special, None), first_topic(scan, *main), {})


def ties_between(scan: Scan, asked: Asked, answer: Answer) -> int:
    """How much an answer has in common with a shortcoming: topics, and stretches of words beside their words."""
    if _teaches(scan, asked, answer):
        return ENOUGH
    common = [topic for topic in asked.item.topics if topic in answer.topics]
    if not common:
        return _by_words(scan, asked, answer)
    words = scan.text[answer.start : answer.end]
    ties = sum(not topic.startswith(GENERAL) for topic in common)
    named = [span for topic in common for span in scan.inside(topic, *asked.main)]
    stretches = _shared(scan, asked.main, words)
    shared = [_without(named, *span) for span in stretches]
    if {asked.first, asked.subject} & set(common):
        ties += 1  # what the shortcoming is about first of all
    elif asked.first is None and ties:
        ties += any(_is_word(scan, places) for places in shared) or _same_word(scan, asked.item, words, common)
    same = [range(low, high) for low, high in named if high - low >= LONG and scan.text[low:high] in words]
    told = _told(scan, asked, words) if asked.first is None else []
    if ties == 1 and asked.first is not None and asked.first not in common and VILLAGES not in common:
        # Another of its topics, and a word of its elaboration beside those of the topic.
        known = [span for topic in common for span in scan.inside(topic, asked.main[1], asked.item.end)]
        telling = _told(scan, asked, words)
        ties += any(_is_telling(scan, _without(known, places.start, places.stop)) for places in telling)
    if any(_is_object(scan, places, common) for places in [*shared, *same, *told]):
        # Wide topics tie only what has a verb or an object in common too, and little where there is another topic.
        ties += 1 if asked.first is not None and asked.first not in common else ENOUGH
    weights = [_weight(scan, places) for places in shared]
    return ties + sum(weight or _joins(scan, *span) for weight, span in zip(weights, stretches, strict=True))


def _teaches(scan: Scan, asked: Asked, answer: Answer) -> bool:
    """Whether officials who lack awareness or ability, in no field of its own, are to learn."""
    if asked.first is not None or AWARENESS not in topics_in(scan, *asked.main):
        return False
    if STAFF in answer.topics or not scan.has("tie-officials", *asked.main):
        return False
    return scan.has("tie-learning", answer.start, answer.end)


def _told(scan: Scan, asked: Asked, words: str) -> list[range]:
    """What an answer shares with the elaboration of a shortcoming and is in no other report."""
    span = asked.main[1], asked.item.end
    return [range(*one) for one in _shared(scan, span, words) if _is_telling(scan, range(*one))]


def shares_words(scan: Scan, asked: Asked, answer: Answer) -> bool:
    """Whether a shortcoming and an answer have a word in common that is not in every report.

    Who and where count for a shortcoming that has no topic of its own to go by.
    """
    is_enough = _is_word if asked.first is None else _is_telling
    words = scan.text[answer.start : answer.end]
    return any(is_enough(scan, range(*span)) for span in _shared(scan, asked.main, words))


def longest_shared(scan: Scan, asked: Asked, answer: Answer) -> int:
    """Characters of the longest stretch of a shortcoming, its elaboration too, that stands in the answer."""
    words = scan.text[answer.start : answer.end]
    return max((end - start for start, end in _shared(scan, (asked.item.start, asked.item.end), words)), default=0)


def _same_word(scan: Scan, problem: Item, words: str, topics: Sequence[str]) -> bool:
    """Whether the answer takes up the very word by which a shortcoming names a special topic in its elaboration."""
    return any(
        scan.text[low:high] in words
        for topic in topics
        if not topic.startswith(GENERAL)
        for low, high in scan.inside(topic, problem.start, problem.end)
        if _is_telling(scan, range(low, high))
    )


def _by_words(scan: Scan, asked: Asked, answer: Answer) -> int:
    """Ties by words alone: they tie where they stand together in one direction.

    Of what only goes further into the shortcoming one more is asked for.
    """
    whole = asked.item.start, asked.item.end
    pairs = _pairs(scan.text[slice(*whole)])
    ties = 0
    for item in answer.directions:
        words = scan.text[item.start : item.head[1]]
        if not pairs.isdisjoint(_pairs(words)):  # most have nothing in common
            ties = max(ties, _strength(scan, asked, whole, words) - 1, _strength(scan, asked, asked.main, words))
    return ties


def _strength(scan: Scan, asked: Asked, span: Span, words: str) -> int:
    """What the stretches that a span of a shortcoming shares with words are worth."""
    worths, ties = asked.worths, 0
    for stretch in _shared(scan, span, words):
        worth = worths.get(stretch)
        if worth is None:
            worth = worths[stretch] = _weight(scan, range(*stretch)) or _joins(scan, *stretch)
        ties += worth
    return ties


def _weight(scan: Scan, places: Sequence[int]) -> int:
    """A common stretch is one tie, a long one two."""
    if not _is_telling(scan, places):
        return 0
    return 2 if len(places) >= LONG else 1


def _joins(scan: Scan, start: int, end: int) -> bool:
    """Whether a stretch joins who and what of every report, which are a tie only together: 镇街执法."""
    return end - start >= LONG and scan.has("tie-who", start, end) and scan.has("tie-what", start, end)


def _shared(scan: Scan, span: Span, words: str) -> list[Span]:
    """The longest stretches of a span that stand in the words too; each wording once."""
    text, (start, end) = scan.text, span
    found: dict[str, Span] = {}
    common = _pairs(text[start:end]) & _pairs(words)
    if not common:
        return []
    reach = start
    for at in range(start, end - 1):
        if at < reach or text[at : at + 2] not in common:
            continue
        stop = at
        while stop < end and text[stop].isalnum() and text[at : stop + 1] in words:
            stop += 1
        if stop - at > 1:
            found.setdefault(text[at:stop], (at, stop))
        reach = stop
    return list(found.values())


@lru_cache(maxsize=256)
def _pairs(words: str) -> frozenset[str]:
    """The pairs of characters of a shortcoming or an answer; each is compared with every other."""
    return frozenset(map(add, words, words[1:]))


def _without(named: Sequence[Span], start: int, end: int) -> list[int]:
    """The places of a stretch outside the words of its topics."""
    return [at for at in range(start, end) if not any(low <= at < high for low, high in named)]


def _is_word(scan: Scan, places: Sequence[int]) -> bool:
    """Whether what is left of a stretch is a word, and not only one that stands in every report."""
    if len(places) < SHORT:
        return False
    none = scan.inside("tie-none", places[0], places[-1] + 1)
    return any(not any(low <= at < high for low, high in none) for at in places)


def _is_object(scan: Scan, places: Sequence[int], topics: Sequence[str]) -> bool:
    """Whether a stretch supports one of the wide topics: that of place asks for more than who and where."""
    wide = [topic for topic in topics if topic.startswith(GENERAL)]
    if not wide or not _is_word(scan, places):
        return False
    if wide != [PLACE]:
        return True
    who = scan.inside("tie-who", places[0], places[-1] + 1)
    return any(not any(low <= at < high for low, high in who) for at in places)


@lru_cache(maxsize=1)
def _usual_words(scan: Scan) -> list[Span]:
    """The words of every report that alone are no tie, in order."""
    return sorted(span for name in ("tie-none", "tie-what", "tie-who") for span in scan.spans(name))


@lru_cache(maxsize=4)
def _formulas(lexicon: Lexicon) -> frozenset[str]:
    """The characters of the formulas of shortcomings and of plans."""
    return characters(lexicon, FORMULA) | characters(lexicon, PROBLEM_FORMULA)


def _is_telling(scan: Scan, places: Sequence[int]) -> bool:
    """Whether a word says more than every report does, in characters that are no formula."""
    formulas = _formulas(scan.lexicon)
    telling = [at for at in places if scan.text[at] not in formulas]
    if not telling or not _is_word(scan, places):
        return False
    low, high = places[0], places[-1] + 1
    usual = _usual_words(scan)
    near = usual[bisect_left(usual, (low,)) : bisect_left(usual, (high,))]
    covered = [word for word in near if word[1] <= high]
    return any(not any(low <= at < high for low, high in covered) for at in telling)
