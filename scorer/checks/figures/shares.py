"""Shares of one whole that stand side by side: together they are no more than 100 %."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from scorer.checks.figures.changes import is_change
from scorer.checks.figures.verdicts import CONSISTENT, INCONSISTENT, Computed, computed
from scorer.statements.numerals import EXACT, plain
from scorer.statements.quantities import RATE
from scorer.statements.readings import AMONG, AROUND, BESIDE, FROM, TO

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scorer.statements.readings import Figures, Reading

_LABEL = 14  # characters of what one share is of
_AGE = "岁"  # 36岁至50岁占45%: of whom the share is
_SHORT = 15  # per cent that shares of both kinds of a whole may fall short by a slip
_FEWEST = 2
_MOST = 115  # per cent that shares of one whole may come to by a slip
_RESTS = ("其余", "余下", "剩余", "剩下")
_SHORT_LABEL = 5  # characters of 其余约占
_SHARE_LABEL = 12  # characters of 其余各类事项合计占
_OVERLAPPING = ("多选", "交叉", "重叠", "重复", "兼", "同时", "其中")
_FALLS, _RISES = 20, 30  # per cent that shares and what they leave may come to less or more by a slip
_LEAST_TOLD = 3  # shares from which the whole may be meant without 分别


def find_shares(figures: Figures) -> Iterator[Computed]:
    """Every list of shares: 分别占40%、35%、30%; 刑事占40%,民事占35%,行政占30%."""
    for line in figures.lines:
        run: list[Reading] = []
        for reading in line.readings:
            if (
                reading.quantity.kind == RATE
                and reading.tie not in (FROM, TO, *BESIDE)
                and _goes_on(figures, run, reading)
            ):
                run.append(reading)
                continue
            if reading.quantity.kind == RATE or not (reading.counts or reading.unit == _AGE):
                yield from _judged(figures, run)
                run = [reading] if reading.quantity.kind == RATE and _is_share(figures, reading) else []
        yield from _judged(figures, run)
        for reading in line.readings:
            if reading.quantity.kind == RATE and _is_rest(figures, reading):
                yield from _with_rest(figures, reading)


def _is_rest(figures: Figures, rate: Reading) -> bool:
    """Whether a share is of all that is left: 其余29%为…; 其余为建议和举报,占29%."""
    before = figures.readings[rate.at - 1] if rate.at else None
    low = figures.lines[rate.sentence].start
    if before is not None and before.sentence == rate.sentence:
        low = before.end
    said = figures.text[low : rate.start].lstrip(",;、")
    short = len(rate.label) <= (_SHARE_LABEL if rate.label.endswith("占") else _SHORT_LABEL)
    some = rate.behind.startswith("的") and "中" in rate.behind  # 其余29%的案件中
    return said.startswith(_RESTS) and short and not some


def _with_rest(figures: Figures, rest: Reading) -> Iterator[Computed]:
    """处罚类占58%,位居首位。征收类占23%,其余29%为…: shares of three sentences, and what they leave."""
    run, whole = [rest], True
    for other in figures.before(rest):
        whole = figures.text.count("。", other.end, rest.start) <= AROUND
        if not whole:
            break
        if other.quantity.kind != RATE or is_change(figures, other):
            continue
        if other.tie in (AMONG, FROM, TO, *BESIDE) or _is_rest(figures, other):
            return
        if not figures.said(other, "figure-share") or len(other.label) > 2 * _LABEL:
            break
        run.append(other)
    span = figures.text[run[-1].quantity.name : rest.end]
    alone = len(run) == _FEWEST and run[-1].sentence == rest.sentence  # 处罚类占63%,其余均为…,占47%
    if not (alone or len(run) > _FEWEST) or any(word in span for word in _OVERLAPPING):
        return
    numbers = [r.quantity.number for r in run]
    slack = sum(Fraction(1, 10 ** max(n.decimals, 0)) for n in numbers)
    low, high = sum(n.low for n in numbers) - slack, sum(n.high for n in numbers) + slack
    total = sum(n.value for n in numbers)
    near = 100 - _FALLS <= total <= 100 + _RISES and (total > 100 or whole)
    if near and not low <= 100 <= high:
        terms = "+".join(plain(n.value) for n in numbers[::-1])
        yield computed(run, "shares", INCONSISTENT, f"{terms} = {plain(total)}%")


def _is_share(figures: Figures, reading: Reading) -> bool:
    quantity = reading.quantity
    return figures.has("figure-share", quantity.name, quantity.start) and quantity.number.manner == EXACT


def _goes_on(figures: Figures, run: Sequence[Reading], reading: Reading) -> bool:
    """Whether a rate stands beside those before: 、 and no words of its own, or its own word for share."""
    if not run:
        return False
    if reading.quantity.number.decimals < 0 <= run[-1].quantity.number.decimals:
        return False  # 占55.5%,超过一半: the same told in words
    label = reading.label.strip("和及与")
    between = figures.between(run[-1], reading)
    if ";" in between or reading.quantity.paren != run[0].quantity.paren or len(between) > 2 * _LABEL:
        return False
    if not label and len(between) <= _FEWEST:
        return True
    return _is_share(figures, reading) and len(label) <= _LABEL and "其中" not in between


def _judged(figures: Figures, run: Sequence[Reading]) -> Iterator[Computed]:
    if len(run) < _FEWEST:
        return
    listed = all(not r.label.strip("和及与") for r in run[1:])
    both = len(run) == _FEWEST and any(
        len(kinds) == _FEWEST and all(kind in r.label for kind, r in zip(kinds, run, strict=True))
        for kinds in figures.words.complements
    )
    if not (listed or both) and len(run) < _LEAST_TOLD:
        return
    behind = figures.readings[run[-1].at + 1 : run[-1].at + 2]
    if behind and behind[0].quantity.kind == RATE and _is_rest(figures, behind[0]):
        return  # 网上占54.3%,窗口占31.2%,其余14.5%…: told with the rest
    total = sum(r.quantity.number.value for r in run)
    slack = sum(10 ** -max(r.quantity.number.decimals, 0) for r in run)
    overlap = any(figures.near(r, "figure-overlap", "figure-deed", "figure-stage") for r in run)
    overlap = overlap and not any(all(r.near & outcome for r in run) for outcome in figures.outcomes)
    if total < 100 - slack and not (both and total > 100 - _SHORT):
        return
    verdict = CONSISTENT if abs(total - 100) <= slack else INCONSISTENT
    # 网上可办、即办件占比分别达到99%、85% are shares of no one whole.
    overlap = (overlap and not figures.near(run[-1], "figure-other")) or total > _MOST
    terms = "+".join(plain(r.quantity.number.value) for r in run)
    yield computed(run, "shares", verdict, f"{terms} = {plain(total)}%", sure=both or not overlap)
