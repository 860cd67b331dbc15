"""Rates of several kinds together, or of one kind of two that make up what nothing counts.

优秀48卷、良好75卷,优良率88%; 专职260名,兼职1040名,专职占比25%.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from scorer.checks.figures.beginnings import of_kinds
from scorer.checks.figures.verdicts import CANNOT_TELL, CONSISTENT, INCONSISTENT, Computed, computed, share, together
from scorer.statements.numerals import decimal, plain
from scorer.statements.readings import AMONG, BESIDE, FROM, TO

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scorer.statements.readings import Figures, Reading

_GRADES = ("优秀", "良好")
_ELSEWHERE = ("全省", "全国", "上年", "去年", "同期", "目标", "标准", "要求")
_APART = (FROM, TO, AMONG, *BESIDE)
_PAIR = 2


def find_kinds(figures: Figures) -> Iterator[Computed]:
    """Every rate of the good ones, and of one of two kinds."""
    for rate in of_kinds(figures):
        if rate.tie in _APART or rate.period == "last":
            continue
        test = _of_two(figures, rate) if "占" in rate.label else _of_the_good(figures, rate)
        if test is not None and not any(word in rate.label for word in _ELSEWHERE):
            yield test


def _counts(figures: Figures, rate: Reading) -> list[Reading]:
    """The counts before a rate in its sentence and the one before, in order."""
    told = [r for r in figures.before(rate, back=1) if r.counts and r.tie not in BESIDE]
    return told[::-1]


def _of_the_good(figures: Figures, rate: Reading) -> Computed | None:
    """抽取150卷,优秀48卷、良好75卷、合格27卷,优良率88%."""
    counts = _counts(figures, rate)
    good = [[r for r in counts if grade in r.around and "不" not in r.label] for grade in _GRADES]
    if [len(those) for those in good] != [1, 1]:
        return None
    parts = sorted(those[0] for those in good)
    first = parts[0]
    if parts[0].unit != parts[1].unit or not figures.words.alike(first.unit, parts[1].unit):
        return None
    before = [r for r in counts if r.at < first.at and r.unit == first.unit]
    whole = figures.wholes.get(first.at) or (before[-1] if before else None)
    total = together(parts)
    if whole is None or whole.quantity.number.high < total.low:
        return None
    return _judged(figures, rate, total.value, whole.quantity.number.value, [whole, *parts],
                   share(total, whole.quantity.number, rate.quantity.number))  # fmt: skip


def _of_two(figures: Figures, rate: Reading) -> Computed | None:
    """专职260名,兼职1040名,专职占比25%: of both together, which nothing counts."""
    subject, _, behind = rate.label.partition("占")
    two = figures.readings[rate.at - _PAIR : rate.at]
    if len(two) < _PAIR or not (two[0].counts and two[1].counts and two[0].sentence == rate.sentence):
        return None
    counts = [r for r in _counts(figures, rate) if r.sentence == rate.sentence]
    if len(counts) != _PAIR or counts[0].unit != counts[1].unit or counts[0].at + 1 != counts[1].at:
        return None
    if len(behind.strip("比例重总数的为达约到仅已")) > 0 or counts[1].at != rate.at - 1 or counts[1].tie:
        return None
    kinds = _kinds(figures, counts)
    named = [r for r, kind in zip(counts, kinds, strict=True) if kind in subject] if kinds else []
    if len(named) != 1:
        return None
    part, total = named[0], together(counts)
    wider = [r for r in figures.before(counts[0]) if r.counts and figures.words.alike(r.unit, part.unit)]
    wholes = [total, *(r.quantity.number for r in wider)]
    tests = [share(part.quantity.number, whole, rate.quantity.number) for whole in wholes]
    verdict = tests[0] if tests[0] == CONSISTENT or all(test in (INCONSISTENT, CANNOT_TELL) for test in tests) else ""
    if not verdict or (wider and verdict == INCONSISTENT and wider[0].quantity.number.value >= total.value):
        return None  # of a whole that is told
    test = _judged(figures, rate, part.quantity.number.value, total.value, counts, verdict)
    return test._replace(relation="shares") if test is not None else None


def _kinds(figures: Figures, two: Sequence[Reading]) -> Sequence[str]:
    """The two kinds of one thing that two counts are of, in their order; none where they are of others."""
    for kinds in figures.words.complements:
        if len(kinds) == _PAIR:
            for order in (kinds, kinds[::-1]):
                if all(kind in r.around for kind, r in zip(order, two, strict=True)):
                    return order
    return ()


def _judged(
    figures: Figures, rate: Reading, part: Fraction | int, whole: Fraction | int, told: Sequence[Reading], verdict: str
) -> Computed | None:
    if not whole:
        return None
    value = decimal(Fraction(100 * part) / Fraction(whole), max(rate.quantity.number.decimals, 0) + 1)
    shown = f"{plain(part)}/{plain(whole)} = {value}%, {figures.text[rate.start : rate.end]}"
    return computed([*told, rate], "rate", verdict, shown)
