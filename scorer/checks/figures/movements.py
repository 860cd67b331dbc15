"""Movements of which three are told, in any order: the earlier value, the later one, their difference, their rate.

增加36件,增长三成,由120件升至156件; 净增120名,达到520名,增幅30%; 上年150件,本年90件,减少四成.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import permutations
from typing import TYPE_CHECKING

from scorer.checks.figures.changes import is_change, names_other_base
from scorer.checks.figures.doublings import MORE
from scorer.checks.figures.verdicts import CONSISTENT, INCONSISTENT, Computed, computed, growth, together
from scorer.statements.numerals import LEAST, LESS, decimal, plain
from scorer.statements.quantities import COUNT, DURATION, POINTS, RATE, TIMES
from scorer.statements.readings import AMONG, FROM, LAST, MOVED, TO
from scorer.statements.runs import list_before
from scorer.text.expressions import expression

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scorer.statements.readings import Figures, Line, Reading

_PAIR = 2
_MOST = 8  # quantities of a stretch that is of one movement
_MOVING = ("figure-up", "figure-down", "figure-compared", "figure-last-year", "figure-against")
_FILLERS = (
    "相当于", "等于", "算下来", "意味着", "一年里", "一年间", "前后", "实际", "整整", "足足", "刚好", "正好", "恰好",
    "累计", "总体", "分别", "平均",
    "实现", "幅度", "比例", "达到", "同期", "相比", "今年", "全年", "本年", "也就是", "净",
    "了", "合计", "两项", "两者", "两类", "三项", "三类", "达", "为", "约", "近", "率", "共", "则", "又",
    "也", "比", "较", "的", "数", "幅", "出", "即", "年", "均", "由", "从", "自", "至", "到",
)  # fmt: skip
_DEED = expression(r"(?<=[多少增减])()[办开收接审查评处调讲推培](?=[了出]?$)")  # 多办了9期
_TOGETHER = ("合计", "两项", "两者", "两类", "三项", "三类", "总数", "总量", "共计")
_SLIP = 15  # per cent that a rate told wrong is off, or as much as it is itself
_REACH, _REACH_ONE, _CLOSE = Fraction(2, 5), Fraction(1, 4), Fraction(3, 10)  # what 3倍, 一倍 and 近一倍 leave open


def find_movements(figures: Figures) -> Iterator[Computed]:
    """Every movement of a stretch between semicolons with what is told of it."""
    moving = figures.mask(("figure-up", "figure-down"))
    for number, line in enumerate(figures.lines):
        if len(line.readings) >= _PAIR and figures.told[number] & moving:
            for stretch in _stretches(figures, line):
                if _PAIR <= len(stretch) <= _MOST:
                    yield from _judged(figures, stretch)


def _stretches(figures: Figures, line: Line) -> Iterator[list[Reading]]:
    found: list[Reading] = []
    for reading in line.readings:
        if found and ";" in figures.between(found[-1], reading):
            yield found
            found = []
        found.append(reading)
    yield found


def _judged(figures: Figures, stretch: Sequence[Reading]) -> Iterator[Computed]:
    changes = [r for r in stretch if is_change(figures, r) and r.tie not in (FROM, TO, LAST)]
    if not changes:
        return
    own = {r.at for r in changes}
    values = [r for r in stretch if r.at not in own and _is_value(r)]
    total = _summed_up(figures, changes[0])
    values = [total, *(r for r in values if r.at > changes[0].at)] if total is not None else values
    if not any(_is_earlier(figures, r, values) for r in values):
        values = sorted([*values, *_earlier_beside(figures, stretch, values)])
    pairs = _pairs(figures, values) or _with_told_before(figures, stretch, values)
    if len(pairs) > 1:
        return
    for old, new in pairs:
        for change in changes:
            if _is_bare(figures, change, old, new) and _is_near(figures, change, old, new, values):
                yield from _tested(figures, old, new, change, values)
    if not pairs:
        yield from _without_old(figures, changes, values)


def _summed_up(figures: Figures, change: Reading) -> Reading | None:
    """办理建议83件、提案109件,合计比上年多25件: what changed is the sum of the list before."""
    if not change.label.startswith(_TOGETHER) or not change.at:
        return None
    last = figures.readings[change.at - 1]
    parts = list_before(figures, change._replace(unit=last.unit)) if last.sentence == change.sentence else []
    if len(parts) < _PAIR or parts[0].quantity.paren >= 0:
        return None
    number, label = last.quantity._replace(number=together(parts)), "".join(r.label for r in parts)
    return last._replace(at=parts[0].at, start=parts[0].start, quantity=number, label=label)


def _earlier_beside(figures: Figures, stretch: Sequence[Reading], values: Sequence[Reading]) -> Sequence[Reading]:
    """去年审核240份。今年审核300份,多审60份,提高两成: the one earlier value of the sentence before or behind."""
    number = stretch[0].sentence
    near = [r for r in figures.context(stretch[0], back=1, on=1) if r.sentence != number and _is_value(r)]
    units = {(r.quantity.kind, r.unit) for r in values}
    found = [r for r in near if (r.quantity.kind, r.unit) in units and _is_earlier(figures, r, [*values, r])]
    return found if len(found) == 1 else ()


def _with_told_before(
    figures: Figures, stretch: Sequence[Reading], values: Sequence[Reading]
) -> list[tuple[Reading, Reading]]:
    """全年受理的9360件中恰占三分之一;受理总量与上年的7800件相较: the later value told before in the same words."""
    olds = [r for r in values if _is_earlier(figures, r, values) and r.tie == LAST]
    if len(olds) != 1 or len(values) > 1:
        return []
    old = olds[0]
    before = [r for r in figures.before(stretch[0], back=1) if _is_value(r) and r.unit == old.unit]
    news = [r for r in before if r.tie != LAST and _shares(old.label, r.around)]
    return [(old, news[0])] if len(news) == 1 else []


def _is_value(reading: Reading) -> bool:
    kind = reading.quantity.kind
    plain_kind = kind in (COUNT, DURATION) or (kind == RATE and reading.quantity.number.decimals >= 0)
    return plain_kind and reading.tie not in (MOVED, AMONG) and not (kind == COUNT and reading.mean)


def _pairs(figures: Figures, values: Sequence[Reading]) -> list[tuple[Reading, Reading]]:
    """The earlier and the later value of each unit of which there are just these two, or which 由 and 至 join."""
    found = []
    for old in values:
        if not _is_earlier(figures, old, values):
            continue
        alike = [r for r in values if r.at != old.at and r.unit == old.unit and r.quantity.kind == old.quantity.kind]
        # A value in brackets is of the words before them: (上年873件),首次超过诉讼收案数(1163件)
        alike = [
            r for r in alike if -1 in {paren := r.quantity.paren, old.quantity.paren} or paren == old.quantity.paren
        ]
        if old.tie == FROM:
            news = [r for r in alike if r.at == old.at + 1 and r.tie == TO]
        else:
            news = [r for r in alike if r.tie != TO]
            news = news if len(news) == 1 else [r for r in news if _shares(old.label, r.around)]
        if len(news) == 1 and not _is_earlier(figures, news[0], values):
            found.append((old, news[0]))
    return found


def _is_earlier(figures: Figures, reading: Reading, values: Sequence[Reading]) -> bool:
    if reading.tie in (FROM, LAST) or reading.period == "last":
        return True
    if reading.period.isdigit():
        return any(r.period.isdigit() and r.period > reading.period for r in values)
    if reading.label.startswith(("年初", "期初")) and reading.tie == "":
        return True
    return figures.said(reading, "figure-last-year") and not figures.said(reading, "figure-opening")


def _shares(one: str, other: str) -> bool:
    for filler in (*_FILLERS, "上年", "去年"):
        one = one.replace(filler, "")
    return any(one[at : at + _PAIR] in other for at in range(len(one) - 1))


def _is_bare(figures: Figures, change: Reading, old: Reading, new: Reading) -> bool:
    """Whether a change names neither another thing nor another base than the earlier value."""
    if names_other_base(change, old, new):
        return False
    own = subject_of(figures, change).rstrip("量数")
    if own and any(word in old.label for word in ("每", "均")):
        return False  # 由每户5次压减至2次,检查总量下降五成
    if change.at < old.at:
        own = subject_of(figures, old).lstrip("0123456789而则")  # 受理信访事项上升12%,初次信访由320件增至340件
        told = change.label + (new.around if old.tie == LAST or change.label.startswith(_TOGETHER) else "")
        return not own.strip("总数量共") or all(char in told for char in own.strip("总数量共"))
    return not own or all(char in old.label + new.around for char in own)


def subject_of(figures: Figures, reading: Reading) -> str:
    """The words before a number without those of moving and comparing: of what it is."""
    q, own = reading.quantity, _DEED.sub(lambda match: match[1], reading.label)
    spans = {span for name in _MOVING for span in figures.inside(name, q.lead, q.start)}
    for start, end in sorted(spans, reverse=True):
        own = own[: start - q.lead] + own[end - q.lead :]
    for filler in _FILLERS:
        own = own.replace(filler, "")
    return own if len(own) >= _PAIR else ""


def _is_near(figures: Figures, change: Reading, old: Reading, new: Reading, values: Sequence[Reading]) -> bool:
    """Whether no other value stands between a change and the two."""
    low, high = min(old, new), max(old, new)
    between = [r for r in values if change.at < r.at < low.at or high.at < r.at < change.at]
    return not between and "其中" not in figures.text[min(low.start, change.start) : max(high.end, change.start)]


def _tested(
    figures: Figures, old: Reading, new: Reading, change: Reading, values: Sequence[Reading]
) -> Iterator[Computed]:
    if change.quantity.kind == COUNT and change.unit != new.unit:
        return
    if (change.quantity.kind == POINTS) != (old.quantity.kind == RATE) or not old.quantity.number.value:
        return
    fits = leads_to(figures, change, old, new)
    alike = [r for r in values if r.unit == old.unit and r.quantity.kind == old.quantity.kind]
    joined = old.tie == FROM and new.tie == TO
    if not fits and not joined and any(leads_to(figures, change, *pair) for pair in permutations(alike, _PAIR)):
        return
    if not fits and not _is_meant(figures, change, old, new):
        return
    exact = all(r.quantity.number.exact for r in (old, new)) or change.quantity.kind != COUNT
    yield computed(sorted([old, new, change]), "change", CONSISTENT if fits else INCONSISTENT,
                   told_change(figures, old, new, change), sure=exact)  # fmt: skip


def leads_to(figures: Figures, change: Reading, old: Reading, new: Reading) -> bool:
    """Whether a change leads from one value to the other, within what the writing of each leaves open."""
    ones, twos = ((Fraction(r.quantity.number.low), Fraction(r.quantity.number.high)) for r in (old, new))
    if not ones[0] or not ones[1]:
        return True
    kind, number = change.quantity.kind, change.quantity.number
    down = goes_down(figures, change)
    moves = sorted((a - b if down else b - a) for a in ones for b in twos)
    unit = Fraction(1, 10 ** max(number.decimals, 0))
    low, high = Fraction(number.low), Fraction(number.high)
    if kind in (COUNT, DURATION, POINTS):
        slack = unit if kind == POINTS else Fraction(0)
        return moves[0] - slack / 2 <= high and low <= moves[-1] + slack / 2
    parts = sorted((a - b if down else b - a) / a for a in ones for b in twos)
    if kind == TIMES:
        grown = down or (figures.said(change, "figure-up") and not change.label.endswith(("到", "至", "为")))
        times = sorted([part if grown else part + 1 for part in parts])
        if number.manner == LESS:
            return times[-1] >= Fraction(number.value) - _CLOSE and times[0] <= Fraction(number.value)
        reach = unit if number.decimals else _REACH if number.value > 1 else _REACH_ONE
        if change.behind.startswith(MORE):  # 增长两倍多
            return times[0] < high + 1 and low <= times[-1]
        return times[0] <= high + reach and low - reach <= times[-1]
    if number.decimals < 0 and number.manner == LEAST:
        return number.value - 2 <= 100 * parts[-1]
    if number.decimals < 0:
        return 100 * parts[0] < high and low < 100 * parts[-1]
    return 100 * parts[0] <= high + unit and low - unit <= 100 * parts[-1]


def _is_meant(figures: Figures, change: Reading, old: Reading, new: Reading) -> bool:
    """Whether a change is near enough to that between two values to be one told wrong, and of no other two."""
    a, b = Fraction(old.quantity.number.value), Fraction(new.quantity.number.value)
    moved = a - b if goes_down(figures, change) else b - a
    told, kind = Fraction(change.quantity.number.value), change.quantity.kind
    if kind == RATE:
        moved = 100 * moved / a
        return moved > 0 and abs(moved - told) <= max(Fraction(_SLIP), told)
    return kind == TIMES or (moved > 0 and told / 3 <= moved <= 3 * told)


def goes_down(figures: Figures, change: Reading) -> bool:
    """Whether the last word of moving before a number says that it went down."""
    ends = {name: max((end for _, end in figures.inside(name, change.quantity.lead, change.start)), default=-1)
            for name in ("figure-up", "figure-down")}  # fmt: skip
    return ends["figure-down"] > ends["figure-up"]


def _without_old(figures: Figures, changes: Sequence[Reading], values: Sequence[Reading]) -> Iterator[Computed]:
    """净增120名,达到520名,增幅30%: the earlier value is the later one without the difference."""
    moved = [r for r in changes if r.quantity.kind == COUNT]
    rates = [r for r in changes if r.quantity.kind == RATE]
    if len(moved) != 1 or len(rates) != 1:
        return
    news = [r for r in values if r.unit == moved[0].unit and r.counts and r.tie == ""]
    if len(news) != 1 or moved[0].at == news[0].at or abs(rates[0].at - moved[0].at) > _PAIR:
        return
    new, diff, rate = news[0], moved[0], rates[0]
    if not (_is_bare(figures, rate, new, new) and _is_bare(figures, diff, new, new)):
        return
    d, b = Fraction(diff.quantity.number.value), Fraction(new.quantity.number.value)
    down = goes_down(figures, diff)
    a = b + d if down else b - d
    if a <= 0 or down != goes_down(figures, rate) or not (diff.quantity.number.exact and new.quantity.number.exact):
        return
    number = rate.quantity.number
    value, unit = 100 * d / a, Fraction(1, 10 ** max(number.decimals, 0))
    near = Fraction(number.low) - unit <= value <= Fraction(number.high) + unit
    if number.decimals < 0:
        near = Fraction(number.low) < value < Fraction(number.high)
    others = any(abs(100 * d / x - Fraction(number.value)) <= unit for x in (b, b + d))
    shown = f"{plain(d)}/{plain(a)} = {decimal(value, 1)}%, {figures.text[rate.start : rate.end]}"
    verdict = CONSISTENT if near else INCONSISTENT
    yield computed(sorted([new, diff, rate]), "change", verdict, shown, sure=not others)


def told_change(figures: Figures, old: Reading, new: Reading, change: Reading) -> str:
    a, b = Fraction(old.quantity.number.value), Fraction(new.quantity.number.value)
    told = figures.text[change.start : change.end]
    if change.quantity.kind == TIMES:
        return f"{plain(b)}/{plain(a)} = {decimal(b / a, 2)}, {told}"
    if change.quantity.kind == RATE:
        return f"{growth(a, b, max(change.quantity.number.decimals, 0) + 1)}, {told}"
    return f"{plain(b)}-{plain(a)} = {plain(b - a)}, {told}"
