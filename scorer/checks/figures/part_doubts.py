"""What speaks against it that counts are the parts of the one before: another whole, items that are none."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from scorer.checks.figures.bases import named_base
from scorer.checks.figures.verdicts import exceeds, numbers
from scorer.statements.readings import AMONG

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scorer.statements.readings import Figures, Reading


def is_doubtful(figures: Figures, first: Reading, items: Sequence[Reading], *, bound: bool) -> bool:
    """Whether a list that does not fit the count before may be no list of its parts; `bound`: one is more than it."""
    if len(items) > 1 and (_is_partly(figures, first, items) or _is_apart(figures, first, items)):
        return True
    return bound and named_base(figures, first) is None and _is_of_others(figures, items)


def may_be_of_others(figures: Figures, items: Sequence[Reading]) -> bool:
    """Whether another count of their unit, before the first of some, is large enough to hold them together."""
    every = numbers(items)
    return any(
        r.counts and r.unit == items[0].unit and not exceeds(r.quantity.number, every) for r in figures.before(items[0])
    )


def _is_of_others(figures: Figures, items: Sequence[Reading]) -> bool:
    """Whether parts of which one is more than their whole may be of another count near by, or of none.

    除请假的3人外,…,其中12人; 19项(含子项31项).
    """
    part = max(items, key=lambda item: item.quantity.number.value)
    if part.quantity.paren >= 0 and part.tie != AMONG:
        return True
    if may_be_of_others(figures, [part]):
        return True
    before = next((r for r in figures.before(part) if r.counts and r.unit == part.unit), None)
    return before is not None and before.label.startswith("除")


def _is_partly(figures: Figures, first: Reading, items: Sequence[Reading]) -> bool:
    """Whether the end of a list makes up a count before it, so that what stands before is no item.

    19起,…退回补充证据3起,撤案1起,作出处罚决定18起.
    """
    told = {r.quantity.number.value for r in figures.before(first) if r.counts and r.unit == first.unit}
    values = [number.value for number in numbers(items)]
    return any(sum(values[at:]) in told for at in range(1, len(values) - 1))


def _is_apart(figures: Figures, first: Reading, items: Sequence[Reading]) -> bool:
    """Whether a count before a list is its first item, or its items are told one by one and may overlap.

    按案由,殴打他人1176起,盗窃783起; 931件,其中正职214件,占23%;当庭发表意见的838件,占90%.
    """
    text = figures.text
    if first.tie == AMONG:
        return any(text.find(";", one.end, two.start) >= 0 for one, two in pairwise(items))
    if not first.at:
        return False
    before = figures.readings[first.at - 1]
    head = text[figures.lines[before.sentence].start : before.quantity.lead]
    return head[-1:] in (",", ":") and head.startswith(("按", "从", "以"))
