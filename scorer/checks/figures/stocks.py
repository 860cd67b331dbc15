"""What was there, came and went, told in another order than that of a ledger: closing first, or from … to.

现有420名,新聘60名,离职35名,年初405名; 由246件减为198件,其间废止31件、失效13件; 应到37人,实到35人,请假3人.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorer.checks.figures.ledger import CAME, LEFT, START, WENT, role_of
from scorer.checks.figures.verdicts import (
    CONSISTENT,
    INCONSISTENT,
    Computed,
    computed,
    exceeds,
    misread,
    numbers,
    summed,
)
from scorer.statements.figure_words import is_mean
from scorer.statements.numerals import plain
from scorer.statements.readings import AMONG, BESIDE, FROM, REST, TO
from scorer.text.expressions import expression

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scorer.statements.readings import Figures, Line, Reading

_AT_FIRST = expression(r"(?:^|[^\d])(?:年初|期初|上年[末底]|去年[末底]|(20\d\d)年[末底])")
_NEW = ("新增", "新建", "新设", "新聘", "新招", "新培育", "新命名", "新入", "新成立")
_PAIR, _THREE = 2, 3
_MOST = 5  # counts that may have come and gone


def find_stocks(figures: Figures) -> Iterator[Computed]:
    """Every stock with what came and went, whatever stands first."""
    away = figures.tells("figure-vote-away")
    for line in figures.lines:
        if len(line.readings) < _THREE:
            continue
        for one, two in zip(line.readings, line.readings[1:], strict=False):
            if one.tie == FROM and two.tie == TO and one.counts and one.unit == two.unit:
                yield from _between(figures, line, one, two)
        for opening in line.readings[_PAIR:]:
            dated = opening.counts and ("年" in opening.label or "期初" in opening.label)
            if dated and _AT_FIRST.search(opening.label) is not None:
                yield from _turned(figures, line, opening)
        for three in zip(line.readings, line.readings[1:], line.readings[2:], strict=False) if away else ():
            yield from _present(figures, *three)


def _plainly(readings: Sequence[Reading], unit: str) -> bool:
    return all(
        r.counts and r.unit == unit and r.quantity.number.exact and r.quantity.paren < 0 and not is_mean(r.label)
        for r in readings
    )


def _between(figures: Figures, line: Line, old: Reading, new: Reading) -> Iterator[Computed]:
    """由62处增加到79处 beside 新增15处; 由246件减为198件 beside all that went."""
    others = [r for r in line.readings if r.unit == old.unit and r.at not in (old.at, new.at)]
    if not others or len(others) > _MOST or not _plainly([old, new, *others], old.unit):
        return
    if any(r.tie not in ("", AMONG) or r.period for r in others):
        return
    roles = [role_of(figures, r) for r in others]
    came = [r for r, role in zip(others, roles, strict=True) if role == CAME]
    went = [r for r, role in zip(others, roles, strict=True) if role == WENT]
    if len(came) + len(went) < len(others):
        return
    new_ones = not went and len(came) == 1 and any(word in came[0].label for word in _NEW) and _same(came[0], old, new)
    if not new_ones and len(others) < _PAIR:
        return
    moved = int(new.quantity.number.value - old.quantity.number.value)
    net = _sum(came) - _sum(went)
    # Without those that went, or came, there may have been some of them.
    beyond = moved > net if not went else moved < net if not came else moved != net
    if moved != net and not (beyond and misread(abs(moved), abs(net))):
        return
    shown = f"{plain(new.quantity.number.value)}-{plain(old.quantity.number.value)} = {plain(moved)}"
    every = sorted([old, new, *others])
    if moved == net:
        yield computed(every, "carry-over", CONSISTENT, shown)
    else:
        yield computed(every, "carry-over", INCONSISTENT, f"{shown} ≠ {plain(net)}")


def _same(came: Reading, old: Reading, new: Reading) -> bool:
    """Whether what is new is of what there was: 新增阵地15处, 阵地总数由62处."""
    told, noun = old.around + new.around, came.label[-_PAIR:] if came.label not in _NEW else came.behind[:_PAIR]
    return len(noun) == _PAIR and noun in told


def _sum(readings: Sequence[Reading]) -> int:
    return sum(int(r.quantity.number.value) for r in readings)


def _turned(figures: Figures, line: Line, opening: Reading) -> Iterator[Computed]:
    """现有420名,今年新聘60名,离职35名,年初为405名."""
    before = [r for r in line.readings if r.at < opening.at and r.unit == opening.unit]
    if not _PAIR <= len(before) <= _MOST or not _plainly([*before, opening], opening.unit):
        return
    if any(r.tie in (*BESIDE, AMONG, REST) for r in before):
        return
    roles = [role_of(figures, r) for r in before]
    stand = [r for r, role in zip(before, roles, strict=True) if role in ("", LEFT)]
    came = [r for r, role in zip(before, roles, strict=True) if role == CAME]
    went = [r for r, role in zip(before, roles, strict=True) if role == WENT]
    if len(stand) != 1 or START in roles or not (came or went):
        return
    now, then = (int(r.quantity.number.value) for r in (stand[0], opening))
    ought = then + _sum(came) - _sum(went)
    beyond = now > ought if not went else now < ought if not came else now != ought
    if now != ought and not (beyond and misread(now, ought)):
        return
    signed = [("+", r) for r in came] + [("-", r) for r in went]
    terms = "".join(f"{sign}{plain(r.quantity.number.value)}" for sign, r in signed)
    shown = f"{then}{terms} = {ought}"
    every = [*before, opening]
    if now == ought:
        yield computed(every, "carry-over", CONSISTENT, shown)
    else:
        yield computed(every, "carry-over", INCONSISTENT, f"{shown} ≠ {now}")


def _present(figures: Figures, ought: Reading, actual: Reading, away: Reading) -> Iterator[Computed]:
    """应到37人,实到35人,请假3人: those who came and those who were away are no more than all."""
    told = figures.said(ought, "figure-ought") and figures.said(actual, "figure-actual")
    if not told or not figures.near(away, "figure-vote-away") or not _plainly([ought, actual, away], ought.unit):
        return
    if away.tie in ("", AMONG, REST) and exceeds(ought.quantity.number, numbers([actual, away])):
        yield summed(ought, [actual, away], INCONSISTENT, ">")
