"""The nearest words of what is missing: never none, so that a reader sees why nothing counts."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from math import sqrt
from operator import add
from typing import TYPE_CHECKING

from scorer.model import Finding, NearMiss, Verdict
from scorer.text.expressions import expression
from scorer.text.normalise import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from scorer.judging.judge import Case
    from scorer.rules.rubric import Criterion, Rubric
    from scorer.text.words import Span

SIMILAR = "similar"  # the reason shown: only the most similar passage of the report
LIKELY = "likely"  # the sign of one so like an example that it may tell the deed in other words
SHORTEST = 6  # characters of a sentence worth comparing
_BLANK = expression(r"[ ,;:。!?、()\n《》“”0-9.%]+")
_LEAST = 0.35  # likeness to an example, from 0 to 1, from which a passage is likely
_COMPARED = 6  # sentences with most in common with all examples that are compared with each of them

Pairs = frozenset[str]
Passage = tuple["Span", list[str]]  # a sentence, and every two characters that stand side by side in it
# The met examples of a criterion: what is left of each without what tells nothing apart, and how many pairs that has.
Examples = Sequence[tuple[str, int]]
_every: dict[tuple[str, str], Pairs] = {}  # by rubric and criterion: the pairs of all its examples


class _Sentences:
    """The sentences of one report as passages, made when the first criterion asks."""

    def __init__(self, case: Case) -> None:
        self._case = case

    @cached_property
    def all(self) -> list[Passage]:
        text = self._case.plain.text
        return [(span, list(_pairs(bare(text[slice(*span)])))) for span in sentences(self._case)]


def table(criteria: Iterable[Criterion]) -> dict[str, list[tuple[str, int]]]:
    """By criterion what `with_nearest` needs of its examples; a rubric keeps it, so that no run reads them."""
    prepared = {criterion.id: [_prepared(text) for text in met_texts(criterion)] for criterion in criteria}
    return {id_: [(words, count) for words, count in found if count] for id_, found in prepared.items()}


def _prepared(text: str) -> tuple[str, int]:
    words = bare(fold(text))
    return words, len(set(_pairs(words)))


def with_nearest(findings: Sequence[Finding], rubric: Rubric, case: Case) -> tuple[Finding, ...]:
    """The findings, each missing one with words: where none were found, the passage most like the met examples."""
    passages = _Sentences(case)
    shown = []
    for finding in findings:
        if finding.verdict is Verdict.MISSING and not finding.near_misses:
            finding = finding._replace(near_misses=_most_similar(passages, rubric, finding.criterion, case))
        shown.append(finding)
    return tuple(shown)


def _most_similar(passages: _Sentences, rubric: Rubric, criterion: str, case: Case) -> tuple[NearMiss, ...]:
    examples: Examples = rubric.data["nearest"][criterion]
    if not examples or not passages.all:
        return ()
    every = _pairs_of_all(rubric, criterion, examples)
    shared = [(every.intersection(pairs), span, pairs) for span, pairs in passages.all]
    shared.sort(key=lambda passage: (-len(passage[0]), passage[1]))
    best = (-1.0, (0, 0))
    for common, span, pairs in shared[:_COMPARED]:
        likeness = _likeness(len({*pairs}), common, examples)
        if likeness > best[0]:
            best = (likeness, span)
    likeness, span = best
    words = case.near_miss(span, SIMILAR, LIKELY if likeness >= _LEAST else "")
    return (words,) if likeness > 0 else ()


def _likeness(count: int, common: Pairs, examples: Examples) -> float:
    """Likeness of a passage to the example that is most like it, from 0 to 1; `common`: its pairs that any has."""
    return max(
        [sum([pair in words for pair in common]) / sqrt(count * of) for words, of in examples if count * of] or [0]
    )


def _pairs_of_all(rubric: Rubric, criterion: str, examples: Examples) -> Pairs:
    key = rubric.sha256, criterion
    known = _every.get(key)
    if known is None:
        known = _every[key] = frozenset().union(*[_pairs(words) for words, _ in examples])
    return known


def _pairs(words: str) -> Iterator[str]:
    """Every two characters that stand side by side."""
    return map(add, words, words[1:])


def met_texts(criterion: Criterion) -> Sequence[str]:
    """The examples of a criterion that are met by a sentence or two, not by a whole report."""
    return [str(e["text"]) for e in criterion.examples if e["verdict"] == "met" and not e.get("whole")]


def sentences(case: Case) -> Sequence[Span]:
    """Half-open spans of the plain text: the sentences that are long enough to be compared."""
    clauses = case.context.clauses
    spans = []
    for sentence in clauses.sentences:
        first = (sentence & -sentence).bit_length() - 1
        last = sentence.bit_length() - 1
        start, end = clauses.span(first)[0], clauses.span(last)[1]
        if end - start >= SHORTEST:
            spans.append((start, end))
    return spans


def bare(text: str) -> str:
    """The characters that tell passages apart: no blanks, punctuation and digits."""
    return _BLANK.sub("", text)
