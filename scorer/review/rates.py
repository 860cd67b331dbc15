"""How often people overrule the program, by criterion and verdict: from their decisions and the rubric's record."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from scorer.review.decision import DECIDING, Act

if TYPE_CHECKING:
    from scorer.model import Verdict
    from scorer.review.history import History

_PRIOR = 0.15  # share of wrong verdicts where nothing is known
_WEIGHT = 4.0  # decisions that what is known beforehand weighs as much as
OFTEN = 0.3  # share from which the program is said to be often wrong
FEWEST = 4  # decisions below which nothing is said


class Rates:
    """Counts of decided and of overruled verdicts."""

    def __init__(
        self, counts: Mapping[tuple[str, str], tuple[int, int]], records: Mapping[str, tuple[int, int]]
    ) -> None:
        self._counts = counts
        self._records = records

    @classmethod
    def of(cls, history: History, records: Mapping[str, tuple[int, int]] | None = None) -> Rates:
        """The rates of all decisions in force; `records` are (right, of) by criterion, as measured with labels."""
        counts: dict[tuple[str, str], tuple[int, int]] = {}
        for sha256, key in history.spoken_of():
            for line, held in history.latest(sha256, key).values():
                if line.decision.act not in DECIDING or line.decision.act is Act.DOUBT:
                    continue
                changed, decided = counts.get((key, held.program), (0, 0))
                counts[key, held.program] = (changed + (held.verdict != held.program), decided + 1)
        return cls(counts, records or {})

    def wrong(self, key: str, verdict: Verdict) -> float:
        """The expected share of wrong verdicts; what is known beforehand gives way as decisions come in."""
        right, of = self._records.get(key, (0, 0))
        prior = (of - right + _PRIOR * _WEIGHT) / (of + _WEIGHT)
        changed, decided = self._counts.get((key, verdict.value), (0, 0))
        return (changed + prior * _WEIGHT) / (decided + _WEIGHT)

    def often(self, key: str, verdict: Verdict) -> bool:
        """Whether the program is known to be often wrong there."""
        right, of = self._records.get(key, (0, 0))
        decided = self._counts.get((key, verdict.value), (0, 0))[1]
        return decided + of >= FEWEST and self.wrong(key, verdict) >= OFTEN

    def seen(self, key: str) -> tuple[int, int]:
        """How many of a criterion's verdicts were overruled, and decided, whatever the program said."""
        rows = [count for (name, _), count in self._counts.items() if name == key]
        return sum(changed for changed, _ in rows), sum(decided for _, decided in rows)
