"""Parts told in sentences of their own behind their whole: 受理904件。消费类412件。劳动类287件."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorer.checks.figures.parts import is_complete, parallel
from scorer.checks.figures.verdicts import (
    CANNOT_TELL,
    CONSISTENT,
    INCONSISTENT,
    Computed,
    adds_up,
    exceeds,
    numbers,
    summed,
)
from scorer.statements.readings import AMONG, BESIDE, REFUSED, SUM

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scorer.statements.readings import Figures, Reading

_LONGEST_GAP = 20  # characters between two items
_LONGEST_LABEL = 16
_ALSO = 3  # characters at the beginning of a sentence in which 另有 stands
_FEWEST = 2


def find_spread(figures: Figures) -> Iterator[Computed]:
    """Every count that ends its sentence, with the sentences behind it that hold nothing but its parts."""
    lines, text = figures.lines, figures.text
    at = 0
    while at + 1 < len(lines):
        whole = lines[at].readings[-1]
        step = at + 1
        items: list[Reading] = []
        if whole.tie != AMONG and whole.at not in figures.wholes:
            begun = []
        else:  # 共154件,其中维持72件、驳回31件。撤销18件
            begun = _begun(figures, at)
            whole = figures.wholes[begun[0].at] if begun else whole
        ended = begun[-1] if begun else whole
        if whole.counts and text[ended.end : lines[at].end] == "" and whole.tie not in (*BESIDE, AMONG):
            while step < len(lines) and lines[step].start == lines[step - 1].end + 1 and _bare(figures, step, whole):
                items += lines[step].readings
                step += 1
        told = any(
            item.tie in (SUM, *BESIDE)
            or (item.tie == AMONG and item.at != items[0].at)
            or item.stage not in ("", REFUSED)
            or item.period
            for item in items
        )
        told = told or (bool(begun) and adds_up(whole.quantity.number, numbers(begun)))
        items = [*begun, *items] if items else []
        if len(items) >= _FEWEST and not told:
            yield _judged(figures, whole, items)
        at = step if items else at + 1


def _begun(figures: Figures, line: int) -> list[Reading]:
    """The list of parts that ends a sentence."""
    readings = figures.lines[line].readings
    first = next((r for r in readings if r.tie == AMONG and r.at in figures.wholes), None)
    items = figures.items(first) if first is not None else []
    return items if items and items[-1].at == readings[-1].at else []


def _judged(figures: Figures, whole: Reading, items: list[Reading]) -> Computed:
    number = numbers(items)
    if adds_up(whole.quantity.number, number):
        return summed(whole, items, CONSISTENT, "=")
    others = [
        other
        for other in figures.before(items[0])
        if other.counts and other.at != whole.at and figures.words.same(other.unit, whole.unit)
    ]
    fitting = next((other for other in others if adds_up(other.quantity.number, number)), None)
    if fitting is not None:
        return summed(fitting, items, CONSISTENT, "=")
    if any(not exceeds(other.quantity.number, number) for other in others):
        return summed(whole, items, CANNOT_TELL, "≠", sure=False)
    if exceeds(whole.quantity.number, number):
        return summed(whole, items, INCONSISTENT, ">", sure=parallel(figures, whole, items))
    if is_complete(figures, items):
        return summed(whole, items, INCONSISTENT, "<", sure=parallel(figures, whole, items))
    return summed(whole, items, CANNOT_TELL, "<", sure=False)


def _bare(figures: Figures, number: int, whole: Reading) -> bool:
    """Whether a sentence is nothing but label + number of the unit, once or in a list."""
    line, text = figures.lines[number], figures.text
    if text[line.start - 1] == "\n" or text[line.readings[-1].end : line.end]:
        return False
    if figures.has("figure-also", line.start, line.start + _ALSO):
        return False  # 另有…: told besides
    last = line.start
    for reading in line.readings:
        quantity = reading.quantity
        gap = text[last : quantity.lead]
        clause = gap.endswith((",", ";", ":"))  # what stands before is no part of the label
        gap = gap.strip("、;,:").removeprefix("其中").strip(",:")
        if (clause and gap) or quantity.stop > reading.end:
            return False
        if not reading.counts or reading.unit != whole.unit or quantity.paren >= 0:
            return False
        if (
            gap.endswith(("中", "里"))
            or len(gap) > _LONGEST_GAP
            or "," in gap
            or quantity.start - quantity.lead > _LONGEST_LABEL
        ):
            return False
        if quantity.start == quantity.lead == last:
            return False
        last = reading.end
    return True
