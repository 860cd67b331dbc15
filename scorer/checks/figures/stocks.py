"""What was there, came and went, told in another order than that of a ledger: closing first, or from … to.

现有420名,新聘60名,离职35名,年初405名; 由246件减为198件,其间废止31件、失效13件; 应到37人,实到35人,请假3人.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorer.checks.figures.beginnings_counts import stocks
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
from scorer.statements.numerals import plain
from scorer.statements.readings import AMONG, BESIDE, FROM, REST, TO
from scorer.text.expressions import expression

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scorer.statements.readings import Figures, Line, Reading

_AT_FIRST = expression(r"(?:^|[^\d])(?:年初|期初|上年[末底]|去年[末底]|(20\d\d)年[末底])")
_NEW = ("新增", "新建", "新设", "新聘", "新招", "新培育", "新命名", "新入", "新成立")
_PAIR = 2
_MOST = 5  # counts that may have come and gone


def find_stocks(figures: Figures) -> Iterator[Computed]:
    """Every stock with what came and went, whatever stands first."""
    away = figures.tells("figure-vote-away")
    for line in stocks(figures):
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
        r.counts and r.unit == unit and r.quantity.number.exact and r.quantity.paren < 0 and not r.mean
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
    came, went = (_in_role(others, roles, role) for role in (CAME, WENT))
    if len(came) + len(went) < len(others):
        return
    new_ones = not went and len(came) == 1 and any(word in came[0].label for word in _NEW) and _same(came[0], old, new)
    if not new_ones and len(others) < _PAIR:
        return
    moved = int(new.quantity.number.value - old.quantity.number.value)
    net = _sum(came) - _sum(went)
    shown = f"{plain(new.quantity.number.value)}-{plain(old.quantity.number.value)} = {plain(moved)}"
    status = _status(moved, net, came, went)
    if status:
        yield computed(
            sorted([old, new, *others]), "carry-over", status, shown if moved == net else f"{shown} ≠ {plain(net)}"
        )


def _in_role(readings: Sequence[Reading], roles: Sequence[str], *wanted: str) -> list[Reading]:
    return [r for r, role in zip(readings, roles, strict=True) if role in wanted]


def _status(found: int, ought: int, came: Sequence[Reading], went: Sequence[Reading]) -> str:
    """CONSISTENT; INCONSISTENT where it is misread for what it ought to be; "" where more may have come or gone."""
    if found == ought:
        return CONSISTENT
    # Without those that went, or came, there may have been some of them.
    beyond = found > ought if not went else found < ought if not came else True
    return INCONSISTENT if beyond and misread(abs(found), abs(ought)) else ""


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
    stand = _in_role(before, roles, "", LEFT)
    came, went = (_in_role(before, roles, role) for role in (CAME, WENT))
    if len(stand) != 1 or START in roles or not (came or went):
        return
    now, then = (int(r.quantity.number.value) for r in (stand[0], opening))
    ought = then + _sum(came) - _sum(went)
    signed = [("+", r) for r in came] + [("-", r) for r in went]
    terms = "".join(f"{sign}{plain(r.quantity.number.value)}" for sign, r in signed)
    shown = f"{then}{terms} = {ought}"
    status = _status(now, ought, came, went)
    if status:
        yield computed([*before, opening], "carry-over", status, shown if now == ought else f"{shown} ≠ {now}")


def _present(figures: Figures, ought: Reading, actual: Reading, away: Reading) -> Iterator[Computed]:
    """应到37人,实到35人,请假3人: those who came and those who were away are no more than all."""
    told = figures.said(ought, "figure-ought") and figures.said(actual, "figure-actual")
    if not told or not figures.near(away, "figure-vote-away") or not _plainly([ought, actual, away], ought.unit):
        return
    if away.tie in ("", AMONG, REST) and exceeds(ought.quantity.number, numbers([actual, away])):
        yield summed(ought, [actual, away], INCONSISTENT, ">")
