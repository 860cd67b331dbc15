"""What there was, what came, what went, what there is: 年初180人,新接收96人,解除104人,年末172人."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from scorer.checks.figures.verdicts import CONSISTENT, INCONSISTENT, Computed, computed
from scorer.statements.numerals import EXACT, plain
from scorer.statements.readings import AMONG, BESIDE, FROM, MOVED, REST, SUM, TO

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scorer.statements.readings import Figures, Line, Reading

_AHEAD = 12  # characters before the words of a count in which the day that it is of may stand: 2022年底全区有
_FURTHEST = 10  # quantities from what there was to what there is
_SENTENCES = 2
_MOST_TOLD = 8  # quantities of a sentence that is of one stock


def find_stocks(figures: Figures) -> Iterator[Computed]:
    """Every stock of which the beginning, all that came, all that went, and the end are told."""
    opened = figures.mask(("figure-stock-open", "figure-stock-close"))
    for line in figures.lines:
        yield from _moved(figures, line)
        if not figures.told[line.readings[0].sentence] & opened:
            continue
        for reading in line.readings:
            if reading.counts and reading.tie not in BESIDE and reading.tie != AMONG and _is_opening(figures, reading):
                test = _balanced(figures, reading)
                test = test or _turned_round(figures, reading)
                if test is not None:
                    yield test


def _moved(figures: Figures, line: Line) -> Iterator[Computed]:
    """新吸收8家、退出3家,由55家增加到62家: a stock grows by no more than what came, and by that less what went."""
    if len(line.readings) > _MOST_TOLD:
        return
    for old, new in pairwise(line.readings):
        if old.tie != FROM or new.tie != TO or not (old.counts and old.unit == new.unit):
            continue
        beside = [
            r
            for r in line.readings
            if r.counts and r.unit == old.unit and r not in (old, new) and r.quantity.number != new.quantity.number
        ]
        came = [r for r in beside if figures.said(r, "figure-stock-in") or _is_new(figures, r)]
        went = [r for r in beside if figures.said(r, "figure-stock-out")]
        every = [old, new, *came, *went]
        if len(came) != 1 or len(went) > 1 or len(beside) > len(came + went) or any(r.tie == AMONG for r in beside):
            continue
        if any(not r.quantity.number.exact or r.quantity.paren >= 0 for r in every):
            continue
        grown = new.quantity.number.value - old.quantity.number.value
        net = came[0].quantity.number.value - sum(r.quantity.number.value for r in went)
        if grown > net or (went and grown != net):
            shown = (
                f"{plain(new.quantity.number.value)}-{plain(old.quantity.number.value)} = {plain(grown)} ≠ {plain(net)}"
            )
            yield computed(sorted(every), "carry-over", INCONSISTENT, shown)


def _ahead(figures: Figures, reading: Reading) -> int:
    """Where the clause or the two of a count begin in which its day may stand."""
    low = max(figures.lines[reading.sentence].start, reading.quantity.lead - _AHEAD)
    before = figures.readings[reading.at - 1] if reading.at else None
    return max(low, before.end) if before is not None and before.sentence == reading.sentence else low


def _is_opening(figures: Figures, reading: Reading) -> bool:
    low = _ahead(figures, reading)
    if figures.has("figure-stock-open", low, reading.start):
        return True
    return reading.period.isdigit() and figures.has("figure-stock-close", low, reading.start)  # 2022年底


def _is_closing(figures: Figures, reading: Reading) -> bool:
    return figures.has("figure-stock-close", _ahead(figures, reading), reading.start)


def _balanced(figures: Figures, opening: Reading) -> Computed | None:
    came: list[Reading] = []
    went: list[Reading] = []
    for other in figures.readings[opening.at + 1 : opening.at + 1 + _FURTHEST]:
        if other.sentence - opening.sentence > _SENTENCES or "\n" in figures.text[opening.end : other.start]:
            return None
        if not other.counts or other.unit != opening.unit or other.quantity.paren >= 0 or other.at in figures.wholes:
            continue
        if _is_closing(figures, other):
            return _told(opening, came, went, other) if came and went and not _is_opening(figures, other) else None
        if figures.said(other, "figure-stock-out"):
            went.append(other)
        elif figures.said(other, "figure-stock-in") or _is_new(figures, other):
            came.append(other)
        else:
            return None  # something else is told of, or cases, which `flows` has
        if other.tie in (*BESIDE, REST, SUM) and other.tie != MOVED:
            return None
    return None


def _is_new(figures: Figures, reading: Reading) -> bool:
    """Whether a count is of what is new, whatever it is called: 年内新领证86人."""
    label = reading.label
    for filler in figures.words.fillers:
        label = label.removeprefix(filler)
    return label.startswith("新")


def _turned_round(figures: Figures, opening: Reading) -> Computed | None:
    """年末287人。新接收173人,解除161人,迁出9人,年初284人: what there is comes first, what there was last."""
    came: list[Reading] = []
    went: list[Reading] = []
    for other in figures.before(opening):
        if not other.counts or other.unit != opening.unit or other.quantity.paren >= 0 or other.tie not in ("", MOVED):
            return None
        if figures.said(other, "figure-stock-out"):
            went.insert(0, other)
        elif figures.said(other, "figure-stock-in"):
            came.insert(0, other)
        elif _is_closing(figures, other):
            return _told(opening, came, went, other) if came and went else None
        else:
            return None
    return None


def _told(opening: Reading, came: list[Reading], went: list[Reading], closing: Reading) -> Computed:
    every = [opening, *came, *went, closing]
    values = [reading.quantity.number.value for reading in every]
    begin, end = values[0], values[-1]
    plus = sum(r.quantity.number.value for r in came)
    minus = sum(r.quantity.number.value for r in went)
    agree = begin + plus - minus == end
    shown = "+".join(plain(r.quantity.number.value) for r in (opening, *came))
    shown += "".join(f"-{plain(r.quantity.number.value)}" for r in went)
    shown += f" = {plain(begin + plus - minus)}" + ("" if agree else f" ≠ {plain(end)}")
    sure = all(r.quantity.number.manner == EXACT and r.quantity.number.exact for r in every)
    return computed(every, "carry-over", CONSISTENT if agree else INCONSISTENT, shown, sure=sure)
