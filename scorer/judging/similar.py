"""Passages of a report that read most like the met examples of a criterion; shown, never scored.

Character 1- to 3-grams weighted by how rare they are among the sentences of the report (TF-IDF),
compared by cosine. It costs more than the scoring, so it is worked out only when asked for.
"""

from collections import Counter
from itertools import chain
from math import log, sqrt
from operator import add
from typing import NamedTuple

from scorer.judging.judge import Case
from scorer.judging.nearest import bare, met_texts, sentences
from scorer.model import Evidence, Verdict
from scorer.rules.rubric import Criterion
from scorer.text.normalise import fold

MOST = 3
LIKELY = 0.30  # cosine from which a missing criterion is marked "please check"


class Similar(NamedTuple):
    """A passage with its likeness to the criterion's met examples, 0 to 1."""

    passage: Evidence
    likeness: float
    check: bool  # a high likeness under a missing criterion


class Passages:
    """The sentences of one report, ready to be compared with any criterion."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.spans = list(sentences(case))
        grams = [_grams(case.plain.text[start:end]) for start, end in self.spans]
        spread = Counter(chain.from_iterable(grams))
        count = len(grams) + 1
        by_number = [log(count / (1 + n)) + 1 for n in range(count)]
        self.rarity = {gram: by_number[n] for gram, n in spread.items()}
        self.unseen = log(count) + 1
        self.vectors = [self._weigh(found) for found in grams]

    def _weigh(self, grams: Counter[str]) -> dict[str, float]:
        rarity, unseen = self.rarity.get, self.unseen
        weighed = {gram: rarity(gram, unseen) for gram in grams}
        for gram, n in grams.items():
            if n > 1:
                weighed[gram] *= 1 + log(n)
        length = sqrt(sum([value * value for value in weighed.values()])) or 1.0
        return {gram: value / length for gram, value in weighed.items()}

    def like(self, criterion: Criterion, verdict: Verdict) -> tuple[Similar, ...]:
        """Up to three passages most like the met examples of a criterion, best first."""
        wanted = [self._weigh(_grams(fold(text))) for text in met_texts(criterion)]
        if not wanted:
            return ()
        ranked = []
        for index, vector in enumerate(self.vectors):
            best = max(_cosine(vector, example) for example in wanted)
            ranked.append((-best, index))
        ranked.sort()
        found = []
        for negative, index in ranked[:MOST]:
            likeness = round(-negative, 2)
            if likeness <= 0:
                break
            passage = self.case.evidence(self.spans[index], "similar")
            found.append(Similar(passage, likeness, verdict is Verdict.MISSING and likeness >= LIKELY))
        return tuple(found)


def _grams(text: str) -> Counter[str]:
    signs = bare(text)
    twos = list(map(add, signs, signs[1:]))
    return Counter([*signs, *twos, *map(add, twos, signs[2:])])


def _cosine(one: dict[str, float], other: dict[str, float]) -> float:
    if len(one) > len(other):
        one, other = other, one
    return sum([value * other[gram] for gram, value in one.items() if gram in other])
