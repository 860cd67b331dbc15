"""Counts and what they are told to consist of: 96件,由上年移存的8件与本年新收的91件构成; 三年累计5100万元,….

So are they told where as many years are counted as were summed up, where 以上 points back to a list, and where 据此
leads from an amount for each to that of all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorer.checks.figures.beginnings import COMPOSED, LOTS, POINTING, THEREBY, of_years
from scorer.checks.figures.verdicts import (
    CONSISTENT,
    INCONSISTENT,
    Computed,
    adds_up,
    computed,
    exceeds,
    numbers,
    summed,
)
from scorer.statements.numerals import EXACT, plain, whole_number
from scorer.statements.readings import AMONG, BESIDE, DONE, INTAKE, OPENING
from scorer.statements.runs import list_before
from scorer.text.expressions import expression

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from fractions import Fraction

    from scorer.statements.readings import Figures, Line, Reading

_COMPOSED = ("组成", "构成", "两部分", "三部分", "两块", "两项", "三项")
_JOINS = ("、", "和", "与", "及", "加", "以及")
_SUMMED_YEARS = expression(
    r"(?:^|[^\d第前近每])([两二三四五])年(?:间|来|里)?[^,;。\d]{0,4}?(?:累计|共|总|合计)|(20\d\d)年?[至到—-](20\d\d)年[^,;。\d]{0,6}?(?:累计|共|总|合计)",
    "年",
)
_LOT = expression(r"(首|头|次|末|第[一二三四五六七八九\d])(批|期|轮|阶段|季度|次)")
_BODIES = frozenset("家户个所人名位")
_SUMMED = expression(r"累计|共|总|合计|全部|加起来")
_DATE = expression(r"20\d\d年|其中|年")
_VERBS = expression(r"投入|完成|安排|办理|受理|审结|开展|[了为有达共]")
_POINTS_BACK = expression(
    r"(?:以上|上述|这些|这几[项笔类块家])(?:各[项类笔])?[^,;。\d]{0,6}?(?:即|就是|便是|构成|凑成|汇成|组成|合为|加起来|合计|共)"
)
_PER = expression(r"[人户件村所名家]均|每[人件户村所名家位]")
_QUARTERS = expression(r"[一二三四](?=、|和|及|季|$)")
_PAIR, _FOUR, _APART = 2, 4, 40


def find_composed(figures: Figures) -> Iterator[Computed]:
    """Every count with what it is told to consist of."""
    for _, line, _ in figures.index.lines_with(*COMPOSED):
        if len(line.readings) > _PAIR:
            for at, last in enumerate(line.readings):
                if last.behind.startswith(_COMPOSED) or last.behind.endswith(_COMPOSED):
                    yield from _consists(figures, line.readings[: at + 1])
    for whole in of_years(figures):
        yield from _of_years(figures, whole)
    for _, line, _ in figures.index.lines_with(*POINTING):
        for total in line.readings[_PAIR:]:
            if _POINTS_BACK.match(total.label) is not None:
                yield from _pointed(figures, total)
    for _, line, _ in figures.index.lines_with(*THEREBY):
        yield from _for_each(figures, line)
    for opening in figures.index.stage[OPENING]:
        yield from _of_two(figures, opening)
    for _, line, _ in figures.index.lines_with(*LOTS):
        for total in line.readings[_PAIR:]:
            if total.counts and _LOT.match(total.label) is None:
                yield from _of_lots(figures, total)
    for _, line, _ in figures.index.lines_with("各"):
        for whole in line.readings:
            if whole.counts and "季" in figures.text[whole.end : line.end]:
                yield from _of_quarters(figures, line, whole)


def _of_two(figures: Figures, opening: Reading) -> Iterator[Computed]:
    """32件,其中结转上年的5件、今年新立的29件: what was there and what came is all there is to do."""
    whole, new = figures.wholes.get(opening.at), figures.readings[opening.at + 1 : opening.at + 2]
    if whole is None or opening.tie != AMONG or not new or new[0].sentence != opening.sentence:
        return
    parts = [opening, new[0]]
    told = new[0].stage == INTAKE or figures.said(new[0], "figure-new", "figure-came") or "新" in new[0].label
    alike = all(r.unit == whole.unit and r.counts and r.quantity.number.manner == EXACT for r in (whole, *parts))
    if not told or not alike or whole.stage == DONE or new[0].quantity.number.value >= whole.quantity.number.value:
        return
    agree = adds_up(whole.quantity.number, numbers(parts))
    yield summed(whole, parts, CONSISTENT if agree else INCONSISTENT, "=" if agree else "≠", relation="carry-over")


def _of_lots(figures: Figures, total: Reading) -> Iterator[Computed]:
    """首批120万元,第二批80万元,第三批60万元,累计到位280万元: all lots from the first on, and what they come to."""
    parts = list_before(figures, total)
    lots = [match for part in parts if (match := _LOT.match(part.label)) is not None]
    if len(parts) < _PAIR or len(lots) < len(parts) or _SUMMED.search(total.label) is None:
        return
    if len({match.group(2) for match in lots}) > 1 or lots[0].group(1) not in ("首", "第一", "第1", "头"):
        return
    again = total.unit in _BODIES and exceeds(total.quantity.number, numbers(parts))  # some were looked at twice
    if not again and all(r.quantity.number.manner == EXACT and not r.mean for r in (total, *parts)):
        agree = adds_up(total.quantity.number, numbers(parts))
        yield summed(total, parts, CONSISTENT if agree else INCONSISTENT, "=" if agree else "≠")


def _of_years(figures: Figures, whole: Reading) -> Iterator[Computed]:
    """三年累计投入5100万元,其中2022年1380万元,2023年1590万元,2024年1730万元: as many years as are summed up."""
    match = _SUMMED_YEARS.search(whole.label)
    if match is None or whole.tie in BESIDE or whole.quantity.number.manner != EXACT:
        return
    many = whole_number(match.group(1)) if match.group(1) else int(match.group(3)) - int(match.group(2)) + 1
    parts = []
    for other in figures.readings[whole.at + 1 : whole.at + 1 + many]:
        if other.unit == whole.unit and other.period.isdigit() and other.sentence - whole.sentence <= 1:
            parts.append(other)
    years = [int(part.period) for part in parts]
    if len(parts) != many or sorted(years) != list(range(min(years), min(years) + many)):
        return
    if not all(part.quantity.number.manner == EXACT and not part.mean for part in parts):
        return
    named = [_VERBS.sub("", _DATE.sub("", part.label)) for part in parts]
    if all(len(name) < _PAIR or name[-_PAIR:] in whole.label for name in named):
        agree = adds_up(whole.quantity.number, numbers(parts))
        yield summed(whole, parts, CONSISTENT if agree else INCONSISTENT, "=" if agree else "≠")


def _pointed(figures: Figures, total: Reading) -> Iterator[Computed]:
    """公安3900万元,交通2450万元,其余部门1200万元,以上即全市0.86亿元罚没收入的来源."""
    parts = list_before(figures, total)
    near = [r for r in figures.before(total) if r.counts and r.unit == total.unit and r not in parts]
    if len(parts) <= _PAIR or any(adds_up(r.quantity.number, numbers(parts)) for r in near):
        return
    exact = all(r.quantity.number.manner == EXACT for r in (total, *parts))
    every, told = sum(r.quantity.number.value for r in parts), total.quantity.number.value
    if exact and 2 * max(every, told) <= 3 * min(every, told):
        agree = adds_up(total.quantity.number, numbers(parts))
        yield summed(total, parts, CONSISTENT if agree else INCONSISTENT, "=" if agree else "≠")


def _for_each(figures: Figures, line: Line) -> Iterator[Computed]:
    """人均1.6元…,常住人口52万人,据此安排63万元: so much for each of so many, and what that comes to."""
    for total in line.readings[_PAIR:]:
        low = figures.text.rfind(",", line.start, total.start) + 1
        if not total.counts or not any(word in figures.text[low : total.start] for word in THEREBY):
            continue
        before = [r for r in line.readings if r.at < total.at and r.counts]
        each = [r for r in before if r.unit == total.unit and _PER.search(r.label) is not None]
        many = [r for r in before if r.unit != total.unit]
        if len(each) != 1 or len(many) != 1 or len(before) != _PAIR:
            continue
        a, b, c = (r.quantity.number for r in (each[0], many[0], total))
        if any(number.manner != EXACT for number in (a, b, c)):
            continue
        agree = a.low * b.low <= c.high and a.high * b.high >= c.low
        sign = "=" if agree else "≠"
        shown = f"{plain(a.value)}×{plain(b.value)} {sign} {plain(c.value)}"
        yield computed(sorted([*before, total]), "average", CONSISTENT if agree else INCONSISTENT, shown)


def _of_quarters(figures: Figures, line: Line, whole: Reading) -> Iterator[Computed]:
    """全年共学4次:一季度2次;二、三、四季度各1次: all quarters are told, some with one number for each."""
    parts = [r for r in figures.following(whole) if r.unit == whole.unit]
    told: dict[str, Fraction | int] = {}
    for part in parts:
        low = max(figures.text.rfind(stop, whole.end - 1, part.start) for stop in ",;:。次件期场")
        names = _QUARTERS.findall(figures.text[low + 1 : part.start])
        if not names or (len(names) > 1 and not part.label.endswith("各")) or told.keys() & set(names):
            return
        told |= dict.fromkeys(names, part.quantity.number.value)
    if len(told) != _FOUR or "其中" in figures.text[whole.end : parts[0].start]:
        return
    total, number = sum(told.values()), whole.quantity.number
    agree = number.low <= total <= number.high
    shown = "+".join(plain(value) for value in told.values()) + f" = {plain(total)}"
    shown += "" if agree else f" ≠ {plain(number.value)}"
    yield computed([whole, *parts], "sum", CONSISTENT if agree else INCONSISTENT, shown)


def _consists(figures: Figures, told: Sequence[Reading]) -> Iterator[Computed]:
    """96件,由上年移存的8件与本年新收的91件构成."""
    parts = [told[-1]]
    for other in reversed(told[:-1]):
        between = figures.text[other.end : parts[0].start]
        joined = between.startswith(_JOINS)
        if other.unit != parts[0].unit or not joined or len(between) > _APART or "," in between:
            break
        parts.insert(0, other)
    led = "由" in parts[0].label or "由" in figures.text[parts[0].quantity.name : parts[0].start]
    before = [r for r in told if r.at < parts[0].at and figures.words.alike(r.unit, parts[0].unit)]
    if len(parts) < _PAIR or not led or not before or before[-1].at != parts[0].at - 1:
        return
    whole = before[-1]
    exact = all(r.quantity.number.manner == EXACT and not r.mean for r in (whole, *parts))
    if not exact or ";" in figures.between(whole, parts[0]) or "其中" in figures.between(whole, parts[0]):
        return
    agree = adds_up(whole.quantity.number, numbers(parts))
    yield summed(whole, parts, CONSISTENT if agree else INCONSISTENT, "=" if agree else "≠")
