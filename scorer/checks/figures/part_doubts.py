"""What speaks against it that counts are the parts of the one before: another whole, items that are none."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from scorer.checks.figures.verdicts import exceeds, numbers
from scorer.statements.readings import AMONG

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scorer.statements.readings import Figures, Reading


def is_of_others(figures: Figures, items: Sequence[Reading]) -> bool:
    """Whether parts of which one is more than their whole may be of another count near by, or of none.

    除请假的3人外,…,其中12人; 19项(含子项31项).
    """
    part = max(items, key=lambda item: item.quantity.number.value)
    if part.quantity.paren >= 0 and part.tie != AMONG:
        return True
    before = [r for r in figures.before(part) if r.counts and r.unit == part.unit]
    if any(not exceeds(r.quantity.number, numbers([part])) for r in before):
        return True
    return bool(before) and before[0].label.startswith("除")


def is_partly(figures: Figures, first: Reading, items: Sequence[Reading]) -> bool:
    """Whether the end of a list makes up a count before it, so that what stands before is no item.

    19起,…退回补充证据3起,撤案1起,作出处罚决定18起.
    """
    told = {r.quantity.number.value for r in figures.before(first) if r.counts and r.unit == first.unit}
    values = [number.value for number in numbers(items)]
    return any(sum(values[at:]) in told for at in range(1, len(values) - 1))


def is_apart(figures: Figures, first: Reading, items: Sequence[Reading]) -> bool:
    """Whether a count before a list is its first item, or its items are told one by one and may overlap.

    按案由,殴打他人1176起,盗窃783起; 931件,其中正职214件,占23%;当庭发表意见的838件,占90%.
    """
    text = figures.text
    if first.tie == AMONG:
        return any(text.find(";", one.end, two.start) >= 0 for one, two in pairwise(items))
    before = figures.readings[first.at - 1]
    head = text[figures.lines[before.sentence].start : before.quantity.lead]
    return bool(first.at) and head[-1:] in (",", ":") and head.startswith(("按", "从", "以"))
