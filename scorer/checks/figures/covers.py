"""Words that all of a thing has been reached, beside a number that is less: 45个部门中有42个建立…,实现全覆盖."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from scorer.checks.figures.verdicts import INCONSISTENT, Computed, computed
from scorer.statements.numerals import plain
from scorer.statements.readings import AMONG, BESIDE
from scorer.text.expressions import expression

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scorer.statements.readings import Figures, Line, Reading

_DONE = expression(r"应([^,;应尽]{1,4})尽\1")
_EVERY = expression(r"(件件|事事|条条|项项|个个|村村|家家|户户)有?([^,;。]{2,4})")
_LEAST_SHARED = 3  # pairs of characters that both clauses have, so that they are of the same thing
_FEWEST = 2
_NEAREST = 6  # quantities before such words
_SHORT = 14  # characters from the whole to its part: 个行政执法部门中,有


def find_covers(figures: Figures) -> Iterator[Computed]:
    """Every part that is less than its whole, of which the sentence says that it is all."""
    covered = figures.mask(("figure-covered",))
    for line in figures.lines:
        if len(line.readings) < _FEWEST:
            continue
        said = figures.text[line.start : line.end]
        if figures.told[line.readings[0].sentence] & covered:
            yield from _covered(figures, line)
        if "尽" in said and "应" in said:
            yield from _exhausted(figures, line)
        if "件件" in said or "事事" in said or "条条" in said or "项项" in said:
            yield from _each(figures, line)


def _pairs(figures: Figures, line: Line, before: int = 0) -> Iterator[tuple[Reading, Reading]]:
    """Neighbouring counts of one unit, the second less than the first; the nearest before an offset if one is given."""
    readings = line.readings
    if before:
        stop = bisect_left(readings, before, key=lambda reading: reading.end)
        readings = readings[max(0, stop - _NEAREST) : stop]
    for whole, part in zip(readings, readings[1:], strict=False):
        if not (whole.counts and part.counts and whole.unit == part.unit) or {whole.tie, part.tie} & set(BESIDE):
            continue
        if part.quantity.number.high < whole.quantity.number.low and part.quantity.paren < 0:
            yield whole, part


def _wrong(figures: Figures, whole: Reading, part: Reading, said: str, end: int) -> Computed:
    shown = f"{plain(part.quantity.number.value)} < {plain(whole.quantity.number.value)}, {said}"
    test = computed([whole, part], "all-closed", INCONSISTENT, shown)
    return test._replace(end=max(test.end, end))


def _covered(figures: Figures, line: Line) -> Iterator[Computed]:
    """13个乡镇中已有11个挂牌成立执法队,乡镇执法队挂牌实现全覆盖."""
    text = figures.text
    for whole, part in _pairs(figures, line):
        between = figures.between(whole, part)
        every = any(word in between for word in ("全部", "均", "都"))
        ought = figures.said(whole, "figure-ought") and figures.said(part, "figure-actual")
        frame = ought or "中" in between or between.endswith("有") or not figures.label(part)
        if len(between) > _SHORT or ";" in between or every or not frame:
            continue
        deed = text[part.end : line.end].partition(",")[0]
        span = figures.first("figure-covered", part.end, line.end)
        if span is None:
            continue
        low = max(text.rfind(",", part.end, span[0]), text.rfind(";", part.end, span[0])) + 1
        again = [r for r in figures.following(part) if r.start < span[0] and r.unit == part.unit]
        shared = sum(deed[i : i + 2] in text[low : span[0]] for i in range(len(deed) - 1))
        if low and not again and shared >= _LEAST_SHARED:
            yield _wrong(figures, whole, part, text[slice(*span)], span[1])


def _exhausted(figures: Figures, line: Line) -> Iterator[Computed]:
    """应公示3210条,已公示3140条,实现应公示尽公示."""
    for match in _DONE.finditer(figures.text, line.start, line.end):
        verb = match.group(1)
        for whole, part in _pairs(figures, line, match.start() + 1):
            same = f"应{verb}" in figures.label(whole) or f"应当{verb}" in figures.label(whole)
            if part.end <= match.start() and same and verb in figures.label(part).removeprefix("已"):
                yield _wrong(figures, whole, part, match.group(), match.end())


def _each(figures: Figures, line: Line) -> Iterator[Computed]:
    """收到建议14份,按期回复12份,做到件件有回复."""
    for match in _EVERY.finditer(figures.text, line.start, line.end):
        verb = match.group(2)[:2]
        pairs = [pair for pair in _pairs(figures, line, match.start() + 1) if pair[1].end <= match.start()]
        if not pairs or pairs[-1][1].at != figures.readings[pairs[-1][1].at].at:
            continue
        whole, part = pairs[-1]
        last = all(r.start > match.start() or not r.counts for r in figures.following(part))
        own = verb in figures.label(part) and part.tie != AMONG and verb not in figures.label(whole)
        if last and own:
            yield _wrong(figures, whole, part, match.group(), match.end())
