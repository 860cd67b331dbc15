"""Differences beside the rate of the same change: 比上年减少20件,下降10%; 下降1.6个百分点,降幅11.4%."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from scorer.checks.figures.changes import is_change
from scorer.checks.figures.verdicts import CONSISTENT, INCONSISTENT, Computed, computed, near
from scorer.statements.numerals import decimal, plain
from scorer.statements.quantities import POINTS, RATE
from scorer.statements.readings import FROM, LAST, MOVED, SUM

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scorer.statements.numerals import Number
    from scorer.statements.readings import Figures, Reading

_LEAST_NOUN = 2


def find_differences(figures: Figures) -> Iterator[Computed]:
    """Every difference with its rate, sentence by sentence."""
    for line in figures.lines:
        if len(line.readings) > _LEAST_NOUN:
            yield from _differences(figures, line.readings)


def _moves_first(figures: Figures, reading: Reading) -> bool:
    """Whether the words of a change begin with how it moved, so that it is of what was told before."""
    q = reading.quantity
    spans = [figures.first(name, q.lead, q.start) for name in ("figure-up", "figure-down", "figure-compared")]
    starts = [span[0] for span in spans if span is not None]
    return bool(starts) and min(starts) - q.lead <= _LEAST_NOUN and "其中" not in reading.label


def _differences(figures: Figures, readings: Sequence[Reading]) -> Iterator[Computed]:
    """180件,比上年减少20件,下降10%: the earlier value is the later one and the difference."""
    for new, second, third in zip(readings, readings[1:], readings[2:], strict=False):
        # 增加60件,增长30%; 同比增长20%,增加300万元
        moved, change = (second, third) if third.quantity.kind == RATE else (third, second)
        q, m = change.quantity, moved.quantity
        if q.kind == RATE and new.quantity.kind == RATE and m.kind == POINTS:
            yield from _points_and_rate(figures, new, moved, change)
            continue
        if moved.tie != MOVED or q.kind != RATE or not is_change(figures, change) or not new.counts:
            continue
        if (
            new.unit != moved.unit
            or not (figures.said(moved, "figure-compared") or figures.said(second, "figure-compared"))
            or new.tie not in ("", LAST, SUM)
            or third.quantity.lead - second.end > 2
            or not _moves_first(figures, third)
        ):
            continue
        up = figures.has("figure-up", m.lead, m.start)
        sign = -1 if up else 1
        a = Fraction(new.quantity.number.value) + sign * Fraction(m.number.value)
        lead = second.quantity.lead
        named = figures.has("figure-compared", lead, lead + 4) and figures.text[new.end : lead] == ","
        named = named and not _is_of_another(figures, new, second)
        down = figures.has("figure-down", q.lead, q.start)
        if up == down and named and a > 0:
            shown = f"{'+' if up else '-'}{plain(m.number.value)}, {'-' if up else '+'}{plain(q.number.value)}%"
            yield computed([new, moved, change], "change", INCONSISTENT, shown, sure=new.at == second.at - 1)
        if a <= 0 or up != figures.has("figure-up", q.lead, q.start):
            continue
        verdict = near(100 * Fraction(m.number.value) / a, q.number)
        if verdict == INCONSISTENT and not (new.quantity.number.exact and m.number.exact):
            ends = [
                100 * Fraction(d) / (Fraction(n) + sign * Fraction(d))
                for n in new.quantity.number[1:3]
                for d in m.number[1:3]
            ]
            unit = Fraction(1, 10 ** max(q.number.decimals, 0))
            inside = min(ends) <= q.number.high + unit and max(ends) >= q.number.low - unit
            verdict = CONSISTENT if inside else INCONSISTENT
        if verdict == INCONSISTENT and _fits_another(figures, new, m.number.value, sign, q.number):
            continue
        computation = f"{plain(m.number.value)}/{plain(a)} = {decimal(100 * Fraction(m.number.value) / a, 2)}%, "
        computation += figures.text[q.start : q.end]
        yield computed([new, moved, change], "change", verdict, computation, sure=named)


def _is_of_another(figures: Figures, new: Reading, moved: Reading) -> bool:
    """Whether a difference names what it is of, and that is not what was counted before it: 受理量较上年增加46件."""
    span = figures.first("figure-compared", moved.quantity.lead, moved.start)
    own = moved.label[: span[0] - moved.quantity.lead] if span is not None else ""
    return len(own) >= _LEAST_NOUN and own[:_LEAST_NOUN] not in new.around


def _fits_another(figures: Figures, new: Reading, moved: Fraction | int, sign: int, rate: Number) -> bool:
    """Whether a difference and its rate are of another count before: 受理612件,审结571件,较上年增加46件,增长8.1%."""
    for other in figures.before(new, back=1):
        base = other.quantity.number.value + sign * moved
        alike = other.counts and other.unit == new.unit and base > 0
        if alike and near(100 * Fraction(moved) / base, rate) == CONSISTENT:
            return True
    return False


def _points_and_rate(figures: Figures, new: Reading, moved: Reading, change: Reading) -> Iterator[Computed]:
    """12.4%,比上年下降1.6个百分点,降幅11.4%: of the rate before."""
    m, q = moved.quantity, change.quantity
    label = figures.text[q.lead : q.start]
    told = label.startswith(("降幅", "增幅", "涨幅", "升幅")) and figures.said(moved, "figure-compared")
    if not told or q.lead - m.end > 1 or new.at != moved.at - 1 or new.tie in (FROM, LAST):
        return
    up = figures.has("figure-up", m.lead, m.start)
    a = Fraction(new.quantity.number.value) + (-1 if up else 1) * Fraction(m.number.value)
    if a <= 0:
        return
    value = 100 * Fraction(m.number.value) / a
    verdict = CONSISTENT if abs(value - Fraction(q.number.value)) <= 1 else INCONSISTENT
    shown = f"{plain(m.number.value)}/{plain(a)} = {decimal(value, 1)}%, {figures.text[q.start : q.end]}"
    yield computed([new, moved, change], "change", verdict, shown)
