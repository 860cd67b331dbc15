"""Growth against the one earlier value near by, wherever it is told: 2023年受理3800件,2024年3420件,下降12%.

No order of the three is asked for. A change is wrong only if no two values of its kind around it make it right.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import permutations
from typing import TYPE_CHECKING

from scorer.checks.figures.changes import DOUBLED, DOUBLINGS, is_change, names_other_base
from scorer.checks.figures.verdicts import CONSISTENT, INCONSISTENT, ROUNDING, Computed, computed, growth, near
from scorer.statements.figure_words import is_mean
from scorer.statements.numerals import EXACT, decimal, plain
from scorer.statements.quantities import COUNT, DURATION, RATE, TIMES
from scorer.statements.readings import FROM, LAST, MOVED, TO
from scorer.text.expressions import expression

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Sequence

    from scorer.statements.readings import Figures, Line, Reading

_PAIR = 2
_QUARTERS = ("q1", "q2", "q3", "q4")
_YEAR = expression(r"20\d\d")
_MOST_TOLD = 12  # quantities of a sentence in which a doubling is of two of them
_LEAST, _MOST = Fraction(17, 20), Fraction(6, 5)  # of a multiple that 翻番 may be told of
_REACH = Fraction(2, 5)  # what 3倍 leaves open
_IDLE = ("全年", "上年", "去年", "同期", "上一年", "为", "的", "是", "共",
         "有", "达", "仅", "数", "年", "只", "则", "而", "平均")  # fmt: skip


def find_growth(figures: Figures) -> Iterator[Computed]:
    """Every change with the only earlier value near by and the value that it is of."""
    for line in figures.lines:
        for change in line.readings:
            moved = change.quantity.kind in (RATE, TIMES) or change.tie == MOVED
            if moved and is_change(figures, change) and change.quantity.paren < 0:
                test = _grown(figures, change)
                if test is not None:
                    yield test
        for match in DOUBLED.finditer(figures.text, line.start, line.end):
            yield from _doubled(figures, line, match)


def _doubled(figures: Figures, line: Line, match: re.Match[str]) -> Iterator[Computed]:
    """线索54条,较去年翻了一番,去年为32条."""
    if len(line.readings) > _MOST_TOLD:
        return
    values = [r for r in line.readings if _is_value(r)]
    olds = [r for r in values if r.tie == LAST or r.period == "last"]
    news = [r for r in values if r not in olds and r.end <= match.start()]
    if (
        len(olds) != 1
        or not news
        or not olds[0].quantity.number.exact
        or ";" in figures.text[news[-1].end : match.start()]
    ):
        return
    old, new = olds[0], news[-1]
    if new.unit != old.unit or not _same_noun(_own(old), new.around) or old.tie in (FROM, TO):
        return
    a, b = Fraction(old.quantity.number.value), Fraction(new.quantity.number.value)
    times = DOUBLINGS[match.group(1)]
    if a and new.quantity.number.exact and not times * _LEAST <= b / a <= times * _MOST:
        shown = f"{plain(b)}/{plain(a)} = {decimal(b / a, 2)}, {match.group()}"
        test = computed(sorted([old, new]), "multiple", INCONSISTENT, shown)
        yield test._replace(start=min(test.start, match.start()), end=max(test.end, match.end()))


def _grown(figures: Figures, change: Reading) -> Computed | None:
    around = [r for r in figures.context(change, back=1, on=1) if _is_value(r)]
    olds = [r for r in around if _is_earlier(r, around)]
    if len(olds) != 1 or not (change.quantity.kind == TIMES or figures.said(change, "figure-up", "figure-down")):
        return None
    old = olds[0]
    if names_other_base(change, old):
        return None
    alike = [
        r
        for r in around
        if r.at != old.at
        and r.quantity.kind == old.quantity.kind
        and (r.unit == old.unit or figures.words.alike(r.unit, old.unit))
    ]
    news = [r for r in alike if r.tie not in (FROM, TO, LAST, MOVED) and r.period != "last"]
    new = _later(figures, change, old, news)
    if new is None or not all(r.quantity.number.exact for r in (old, new)) or not old.quantity.number.value:
        return None
    pairs = [pair for pair in permutations([old, *alike], 2) if pair != (new, old)]
    if change.quantity.number.manner != EXACT or any(_fits(figures, change, *pair) for pair in pairs):
        return None
    year = _YEAR.search(change.label)
    if year is not None and old.period.isdigit() and year.group() != old.period:
        return None
    low, high = sorted((change.at, old.at))
    if any(is_change(figures, r) for r in figures.readings[low + 1 : high] if r.quantity.kind in (RATE, TIMES)):
        return None  # 860件,增长12%,其中320件,增长25%(上年256件)
    if not _of_one(figures, old, new, change):
        return None
    a, b = Fraction(old.quantity.number.value), Fraction(new.quantity.number.value)
    shown = f"{growth(a, b, max(change.quantity.number.decimals, 0) + 1)}, "
    if change.tie == MOVED:
        shown = f"{plain(b)}-{plain(a)} = {plain(b - a)}, "
    elif change.quantity.kind == TIMES:
        shown = f"{plain(b)}/{plain(a)} = {decimal(b / a, 2)}, "
    shown += figures.text[change.start : change.end]
    return computed(sorted([old, new, change]), "change", INCONSISTENT, shown)


def _is_value(reading: Reading) -> bool:
    kind = reading.quantity.kind
    return kind == DURATION or (kind == COUNT and not is_mean(reading.label))


def _later(figures: Figures, change: Reading, old: Reading, news: Sequence[Reading]) -> Reading | None:
    """The value that a change is of: the nearest before it; behind it, what a from/to or nothing else leads to."""
    if old.tie == FROM:
        to = figures.readings[old.at + 1]
        return to if old.at > change.at and to.tie == TO and not _own(old) else None
    own = [r for r in news if r.sentence == change.sentence]
    before = [r for r in own if r.at < change.at]
    return before[-1] if before else own[0] if len(own) == 1 and own[0].at == change.at + 1 else None


def _is_earlier(reading: Reading, around: Sequence[Reading]) -> bool:
    """Whether a value is of the year before, or of an earlier year than another."""
    if reading.tie == FROM:
        return True
    if reading.tie == LAST or reading.period == "last":
        return reading.tie != MOVED
    later = [r.period for r in around if r.period]
    if reading.period.isdigit():
        return any(period.isdigit() and period > reading.period for period in later)
    return reading.period in _QUARTERS and any(period in _QUARTERS and period > reading.period for period in later)


def _fits(figures: Figures, change: Reading, old: Reading, new: Reading) -> bool:
    """Whether a change from one value to another is the stated one, up or down, whatever the words say."""
    a, b = Fraction(old.quantity.number.value), Fraction(new.quantity.number.value)
    if not a:
        return False
    number = change.quantity.number
    if change.tie == MOVED:
        return abs(b - a) == Fraction(number.value)
    if change.quantity.kind == TIMES:
        return any(abs(value - Fraction(number.value)) <= _REACH for value in (b / a, (b - a) / a))
    up = figures.said(change, "figure-up") or b > a
    return near(100 * (b - a if up else a - b) / a, number) in (CONSISTENT, ROUNDING)


def _of_one(figures: Figures, old: Reading, new: Reading, change: Reading) -> bool:
    """Whether neither the earlier value nor the change names a thing of its own."""
    told = new.around
    span = figures.text[min(old, new).end : change.quantity.lead]
    if ";" in span or "其中" in span or new.quantity.paren >= 0:
        return False
    if old.tie == FROM:
        return True  # 平均由15天压缩至7天: of what the change is told of
    own = _own_change(figures, change)
    return _same_noun(_own(old), told + own) and _same_noun(own, told + old.around)


def _own(reading: Reading) -> str:
    words = reading.label
    if reading.tie == FROM:
        words = words.partition("由")[0] if "由" in words else words.partition("从")[0]
    for idle in _IDLE:
        words = words.replace(idle, "")
    return "".join(char for char in words if not char.isdigit())


def _own_change(figures: Figures, change: Reading) -> str:
    """The words of a change before it says that something moved: 破案数 of 破案数同比上升."""
    quantity = change.quantity
    names = ("figure-up", "figure-down", "figure-compared", "figure-against")
    spans = [figures.first(name, quantity.lead, quantity.start) for name in names]
    words = figures.text[quantity.lead : min((span[0] for span in spans if span is not None), default=quantity.start)]
    return words.removesuffix("数").removesuffix("率")


def _same_noun(own: str, told: str) -> bool:
    return len(own) < _PAIR or any(own[at : at + _PAIR] in told for at in range(len(own) - 1))
