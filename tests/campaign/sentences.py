"""Sentences left out of sound reports, or set in another order: the figures that remain still contradict nothing.

A pairing that holds only by what stands between two counts comes to light so: a set that was apart by a sentence is
side by side without it. What is accused then would be accused in a report that never had the sentence.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import NamedTuple

from bases import TESTS
from probe import worker

from scorer.checks.figures import INCONSISTENT, find_figures
from scorer.text.normalise import fold
from scorer.text.words import Scan

MOST_ACCUSED = 0.002  # share of changes after which a sound paragraph may be accused
_SENTENCE = re.compile(r"[^。]+。?")


class Found(NamedTuple):
    """What some changes brought about."""

    tried: int  # paragraphs changed
    accused: list[str]  # report, change and what it computes, for each that is accused of what it was not before

    @property
    def too_many(self) -> bool:
        return len(self.accused) > MOST_ACCUSED * self.tried


@cache
def paragraphs() -> list[tuple[str, list[str]]]:
    """The paragraphs of the dense reports with figures: the report's name, the sentences of each."""
    found = []
    for path in sorted((TESTS / "checks" / "dense").glob("*.txt")):
        for line in fold(path.read_text(encoding="utf-8-sig")).split("\n"):
            sentences = _SENTENCE.findall(line)
            if len(sentences) > 1 and any(char.isdigit() for char in line):
                found.append((path.stem, sentences))
    return found


def without(sentences: list[str]) -> Iterator[list[str]]:
    """Each sentence with a digit left out."""
    for at, sentence in enumerate(sentences):
        if any(char.isdigit() for char in sentence):
            yield [*sentences[:at], *sentences[at + 1 :]]


def swapped(sentences: list[str]) -> Iterator[list[str]]:
    """Each two neighbours in the other order."""
    for at in range(len(sentences) - 1):
        yield [*sentences[:at], sentences[at + 1], sentences[at], *sentences[at + 2 :]]


CHANGES: dict[str, Callable[[list[str]], Iterator[list[str]]]] = {"left out": without, "swapped": swapped}


def accused(text: str) -> set[str]:
    """What a paragraph is surely accused of, as it is computed."""
    scan = Scan(worker("json").rubric.lexicon, text)
    return {test.computation for test in find_figures(scan) if test.verdict == INCONSISTENT and test.sure}


def tried(change: str, every: int = 1) -> Found:
    """One change on every paragraph, or on each `every`-th of them."""
    count, told = 0, []
    for name, sentences in paragraphs()[::every]:
        before = accused("".join(sentences))
        for changed in CHANGES[change](sentences):
            count += 1
            told += [f"{name}, {change}: {what}" for what in accused("".join(changed)) - before]
    return Found(count, told)
