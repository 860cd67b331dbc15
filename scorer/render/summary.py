"""Counts, mean and spread of a group of reports in one sentence, the same in every paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorer.locale.papers import words
from scorer.locale.wording import score_words

if TYPE_CHECKING:
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
