"""A report scored as `score --format json` scores it, from bytes and values only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorer.judging.scoring import score
from scorer.locale.wording import Wording
from scorer.pipeline import score_source
from scorer.reading.source import read_bytes
from scorer.render import record
from scorer.render.formats import Look
from scorer.render.voices import Voices
from scorer.review.overlay import lay_over

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scorer.bundle.contents import Scoring
    from scorer.review.history import History
    from scorer.rules.record import Record
    from scorer.rules.rubric import Rubric

SUFFIX = ".json"


def card_file(body: str) -> bytes:
    """A scorecard as the bytes of its file."""
    return (body + "\n").encode("utf-8", "backslashreplace")


class Cards:
    """A rubric and what was asked for, ready to score."""

    def __init__(
        self, scoring: Scoring, rubric: Rubric, records: Mapping[str, Record], history: History | None
    ) -> None:
        self._scoring = scoring
        self._rubric = rubric
        self._history = history
        self._look = Look(Wording(scoring.lang, rubric, records), rubric, reviews=history is not None)

    def of(self, data: bytes, path: str) -> bytes:
        """The scorecard of a report that was read from a path; `InputError` where it cannot be read."""
        asked = self._scoring
        card = score_source(
            read_bytes(data, path),
            self._rubric,
            year=asked.year,
            level=asked.level,
            submitted=asked.submitted,
            published=asked.published,
        )
        look = self._look
        if self._history is not None:
            reviewed = lay_over(card, self._history, self._rubric, score, today=asked.today)
            look = look._replace(voices=Voices(reviewed, look.wording))
        return card_file(record.piece(card, look))
