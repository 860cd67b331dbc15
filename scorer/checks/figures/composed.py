"""Counts and what they are told to consist of: 96件,由上年移存的8件与本年新收的91件构成."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorer.checks.figures.verdicts import CONSISTENT, INCONSISTENT, Computed, adds_up, numbers, summed
from scorer.statements.figure_words import is_mean
from scorer.statements.numerals import EXACT

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scorer.statements.readings import Figures, Reading

_COMPOSED = ("组成", "构成", "两部分", "三部分", "两块", "两项", "三项")
_JOINS = ("、", "和", "与", "及", "加", "以及")
_PAIR, _APART = 2, 40


def find_composed(figures: Figures) -> Iterator[Computed]:
    """Every count with what it is told to consist of."""
    for _, line, _ in figures.index.lines_with("组成", "构成"):
        if len(line.readings) > _PAIR:
            for at, last in enumerate(line.readings):
                if last.behind.startswith(_COMPOSED) or last.behind.endswith(_COMPOSED):
                    yield from _consists(figures, line.readings[: at + 1])


def _consists(figures: Figures, told: Sequence[Reading]) -> Iterator[Computed]:
    """96件,由上年移存的8件与本年新收的91件构成."""
    parts = [told[-1]]
    for other in reversed(told[:-1]):
        between = figures.text[other.end : parts[0].start]
        joined = between.startswith(_JOINS)
        if other.unit != parts[0].unit or not joined or len(between) > _APART or "," in between:
            break
        parts.insert(0, other)
    led = "由" in parts[0].label or "由" in figures.text[parts[0].quantity.name : parts[0].start]
    before = [r for r in told if r.at < parts[0].at and figures.words.alike(r.unit, parts[0].unit)]
    if len(parts) < _PAIR or not led or not before or before[-1].at != parts[0].at - 1:
        return
    whole = before[-1]
    exact = all(r.quantity.number.manner == EXACT and not is_mean(r.label) for r in (whole, *parts))
    if not exact or ";" in figures.between(whole, parts[0]) or "其中" in figures.between(whole, parts[0]):
        return
    agree = adds_up(whole.quantity.number, numbers(parts))
    yield summed(whole, parts, CONSISTENT if agree else INCONSISTENT, "=" if agree else "≠")
