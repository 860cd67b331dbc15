"""What a stretch is about: the topics of shortcomings and plans, most special first."""

from __future__ import annotations

from bisect import bisect_left
from functools import lru_cache
from typing import TYPE_CHECKING

from scorer.text.words import enclosed

if TYPE_CHECKING:
    from scorer.text.lexicon import Lexicon
    from scorer.text.words import Scan


TOPIC = "topic-"

GENERAL = "topic-general-"  # too wide to make a shortcoming concrete
VILLAGES = "topic-villages"  # where something is wanting, before it is said what


@lru_cache(maxsize=4)
def _topics(lexicon: Lexicon) -> tuple[str, ...]:
    """Names of the topic classes, most special first."""
    return lexicon.beginning(TOPIC)


@lru_cache(maxsize=1)
def _topic_words(scan: Scan) -> list[int]:
    """Topic words in the order in which they begin, each packed into one number: begin, length, rank of the topic."""
    # They have neither conditions nor gaps, so that their places can be read off without the work of `spans`.
    none = scan.spans("not-topic")
    found = [
        start << 20 | (end - start) << 10 | rank
        for rank, name in enumerate(_topics(scan.lexicon))
        for start, end in scan.every(name)
        if not enclosed(none, start, end)
    ]
    found.sort()
    return found


def topics_in(scan: Scan, start: int, end: int) -> tuple[str, ...]:
    """Topics named in a half-open span, most special first."""
    words = _topic_words(scan)
    low = bisect_left(words, start << 20)
    ranks = {
        word & 1023
        for word in words[low : bisect_left(words, end << 20, low)]
        if (word >> 20) + (word >> 10 & 1023) <= end
    }
    if not ranks:
        return ()
    names = _topics(scan.lexicon)
    return tuple(names[rank] for rank in sorted(ranks))


def first_topic(scan: Scan, start: int, end: int) -> str | None:
    """The special topic whose word begins first in a half-open span, but for places; None where there is none."""
    words = _topic_words(scan)
    names = _topics(scan.lexicon)
    for word in words[bisect_left(words, start << 20) : bisect_left(words, end << 20)]:
        name = names[word & 1023]
        if (word >> 20) + (word >> 10 & 1023) <= end and not name.startswith((GENERAL, VILLAGES)):
            return name
    return None
