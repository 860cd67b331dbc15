"""The nearest words of what is missing: never none, so that a reader sees why nothing counts."""

from __future__ import annotations

from functools import cached_property
from math import sqrt
from typing import TYPE_CHECKING

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
_SHORTEST = 6  # characters of a sentence worth comparing
_COMPARED = 6  # sentences with most in common with all examples that are compared with each of them
_BLANK = {ord(char): None for char in " ,;:。!?、()\n《》“”0123456789.%"}

Pairs = frozenset[str]
_examples: dict[tuple[str, str], tuple[Pairs, ...]] = {}  # by rubric and criterion; examples stay as they are


class _Sentences:
    """The sentences of one report with their pairs of characters, made when the first criterion asks."""

    def __init__(self, case: Case) -> None:
        self._case = case

    @cached_property
    def all(self) -> list[tuple[Span, Pairs]]:
        clauses, text = self._case.context.clauses, self._case.plain.text
        found = []
        for sentence in clauses.sentences:
            start = clauses.span((sentence & -sentence).bit_length() - 1)[0]
            end = clauses.span(sentence.bit_length() - 1)[1]
            if end - start >= _SHORTEST:
                found.append(((start, end), _pairs(text[start:end])))
        return found


def with_nearest(findings: Sequence[Finding], rubric: Rubric, case: Case) -> tuple[Finding, ...]:
    """The findings, each missing one with words: where none were found, the passage most like the met examples."""
    sentences = _Sentences(case)
    shown = []
    for finding, criterion in zip(findings, rubric.criteria, strict=True):
        if finding.verdict is Verdict.MISSING and not finding.near_misses:
            finding = finding._replace(near_misses=_most_similar(sentences, _examples_of(rubric, criterion), case))
        shown.append(finding)
    return tuple(shown)


def _most_similar(sentences: _Sentences, examples: tuple[Pairs, ...], case: Case) -> tuple[NearMiss, ...]:
    if not examples or not sentences.all:
        return ()
    every = frozenset().union(*examples)
    ranked = sorted(((-len(pairs & every), span, pairs) for span, pairs in sentences.all), key=lambda row: row[:2])
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
        texts = [str(e["text"]) for e in criterion.examples if e["verdict"] == "met" and not e.get("whole")]
        _examples[key] = tuple(pairs for pairs in (_pairs(fold(text)) for text in texts) if pairs)
    return _examples[key]


def _pairs(text: str) -> Pairs:
    bare = text.translate(_BLANK)
    return frozenset(map("".join, zip(bare, bare[1:], strict=False)))
