"""Sentences that are the same in every paper: a group of reports in numbers, how far people have come with one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorer.locale.papers import words
from scorer.locale.wording import score_words

if TYPE_CHECKING:
    from scorer.locale.wording import Wording
    from scorer.render.entry import Entry
    from scorer.render.statistics import Spread


def summary(spread: Spread, complete: int, lang: str) -> str:
    """The sentence of a group that was scored; `complete` is how many lack no statutory content."""
    return words(
        "meeting.summary",
        lang,
        count=spread.of,
        mean=score_words(spread.mean),
        deviation="–" if spread.deviation is None else f"{spread.deviation:.1f}",
        least=score_words(spread.least),
        most=score_words(spread.most),
        complete=complete,
    )


def review_words(entry: Entry, wording: Wording) -> str:
    """How far people have come, and the program's total where it was another; empty without a review."""
    if entry.program_total is None:
        return entry.review
    total = f"{words('review.program-total', wording.lang)} {score_words(entry.program_total)}"
    return entry.review + wording.say("card.comma") + total
