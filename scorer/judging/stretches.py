"""Stretches of the plain text: the body of a section, a sentence, the clauses of a span."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorer.judging.formulas import bare, heads_reasons

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scorer.model import Section
    from scorer.text.words import Scan, Span


REACH = 400  # characters of a sentence that are looked at on either side

SENTENCE_END = "。!?\n"


def body(scan: Scan, section: Section) -> Span:
    """Half-open span of a section without its top heading."""
    start, end = section.start, section.end
    heading = section.heading
    if heading is not None and start <= heading.start < end:
        return heading.end, end
    line = scan.text.find("\n", start, end)
    line = end if line < 0 else line
    if bare(scan, "deficit-container", start, line) or heads_reasons(scan, start, line):
        return line, end
    return start, end


def sentence(text: str, at: int) -> Span:
    """Half-open span of the sentence around an offset, without the mark that ends it; at most `REACH` either way."""
    low, high = max(0, at - REACH), at + REACH
    start = max(text.rfind(mark, low, at) for mark in SENTENCE_END)
    ends = [end for mark in SENTENCE_END if (end := text.find(mark, at, high)) >= 0]
    return start + 1 if start >= 0 else low, min(ends, default=min(high, len(text)))


def clauses_in(scan: Scan, start: int, end: int) -> Iterator[Span]:
    """Half-open spans of the clauses that a span touches, cut to it."""
    clauses = scan.clauses
    if start >= end:
        return
    for clause in range(clauses.at(start), clauses.at(end - 1) + 1):
        low, high = clauses.span(clause)
        low, high = max(low, start), min(high, end)
        if low < high:
            yield low, high


def between_commas(text: str, low: int, high: int) -> list[Span]:
    """The pieces of a clause that stand between 、; the clause itself where there is none."""
    pieces: list[Span] = []
    at = low
    while at < high:
        stop = text.find("、", at, high)
        stop = high if stop < 0 else stop
        pieces.append((at, stop))
        at = stop + 1
    return pieces or [(low, high)]


def begins(scan: Scan, name: str, low: int, high: int, within: int) -> bool:
    """Whether a word of the class begins in the first characters of a clause."""
    word = scan.first(name, low, high)
    return word is not None and word[0] <= low + within
