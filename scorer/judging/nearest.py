"""The nearest words of what is missing: never none, so that a reader sees why nothing counts."""

from __future__ import annotations

from functools import cached_property
from math import sqrt
from operator import add
from typing import TYPE_CHECKING

from scorer.judging.similar import bare, met_texts, sentences
from scorer.model import Finding, NearMiss, Verdict
from scorer.text.normalise import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scorer.judging.judge import Case
    from scorer.rules.rubric import Criterion, Rubric
    from scorer.text.words import Span

SIMILAR = "similar"  # the reason shown: only the most similar passage of the report
LIKELY = "likely"  # the sign of one so like an example that it may tell the deed in other words
_LEAST = 0.35  # likeness to an example, from 0 to 1, from which a passage is likely
_COMPARED = 6  # sentences with most in common with all examples that are compared with each of them

Pairs = frozenset[str]
_examples: dict[tuple[str, str], tuple[Pairs, ...]] = {}  # by rubric and criterion; examples stay as they are


class _Sentences:
    """The sentences of one report with their pairs of characters, made when the first criterion asks."""

    def __init__(self, case: Case) -> None:
        self._case = case

    @cached_property
    def all(self) -> list[tuple[Span, Pairs]]:
        text = self._case.plain.text
        return [(span, _pairs(text[slice(*span)])) for span in sentences(self._case)]


def with_nearest(findings: Sequence[Finding], rubric: Rubric, case: Case) -> tuple[Finding, ...]:
    """The findings, each missing one with words: where none were found, the passage most like the met examples."""
    passages = _Sentences(case)
    shown = []
    for finding, criterion in zip(findings, rubric.criteria, strict=True):
        if finding.verdict is Verdict.MISSING and not finding.near_misses:
            finding = finding._replace(near_misses=_most_similar(passages, _examples_of(rubric, criterion), case))
        shown.append(finding)
    return tuple(shown)


def _most_similar(passages: _Sentences, examples: tuple[Pairs, ...], case: Case) -> tuple[NearMiss, ...]:
    if not examples or not passages.all:
        return ()
    every = frozenset().union(*examples)
    ranked = sorted(((-len(pairs & every), span, pairs) for span, pairs in passages.all), key=lambda row: row[:2])
    best = (-1.0, (0, 0))
    for _, span, pairs in ranked[:_COMPARED]:
        likeness = max(len(pairs & one) / sqrt(len(pairs) * len(one)) for one in examples) if pairs else 0.0
        if likeness > best[0]:
            best = (likeness, span)
    likeness, span = best
    words = case.near_miss(span, SIMILAR, LIKELY if likeness >= _LEAST else "")
    return (words,) if likeness > 0 else ()


def _examples_of(rubric: Rubric, criterion: Criterion) -> tuple[Pairs, ...]:
    key = rubric.sha256, criterion.id
    if key not in _examples:
        found = (_pairs(fold(text)) for text in met_texts(criterion))
        _examples[key] = tuple(pairs for pairs in found if pairs)
    return _examples[key]


def _pairs(text: str) -> Pairs:
    signs = bare(text)
    return frozenset(map(add, signs, signs[1:]))
