"""More closed than came in, told sentences apart: 年初无遗留,当年受理273件。…。当年受理的纠纷已调解成功281件.

The words must say that nothing was left of the year before, or that those closed are of those that came in.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorer.checks.figures.bounds import FURTHEST, none_left
from scorer.checks.figures.verdicts import CONSISTENT, INCONSISTENT, Computed, exceeds, numbers, summed
from scorer.statements.readings import AMONG, BESIDE, DONE, INTAKE, OPENING, SUM
from scorer.text.expressions import expression

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scorer.statements.readings import Figures, Reading

_THING = expression(r"[^,;。\d]{0,12}")  # from 受理的 to the number
_ONE_BY_ONE = frozenset("份张人名卷户家所")  # what is counted alike whatever is done with it
_ANEW = ("另", "累计", "历年", "往年", "跨年", "以来")


def find_closings(figures: Figures) -> Iterator[Computed]:
    """Every count of what was closed with the count of what came in, in a sentence before."""
    for part in figures.readings:
        if part.counts and part.tie in ("", SUM) and part.quantity.paren < 0 and part.unit in _ONE_BY_ONE:
            test = _subset(figures, part)
            if test is not None:
                yield test
    for done in figures.readings:
        if done.stage == DONE and done.counts and done.tie in ("", SUM) and done.quantity.paren < 0:
            came = _came(figures, done)
            if came is not None and _is_of_them(figures, came, done):
                over = exceeds(came.quantity.number, numbers([done]))
                verdict, sign = (INCONSISTENT, ">") if over else (CONSISTENT, "≤")
                yield summed(came, [done], verdict, sign, relation="bound")


def _subset(figures: Figures, part: Reading) -> Computed | None:
    """发放问卷600份。…。收回有效问卷618份: verbs of which the second is done with some of the first."""
    alike = (r for r in figures.before(part) if r.counts and r.unit == part.unit)
    whole = next(alike, None)
    if whole is None or whole.sentence == part.sentence or whole.tie in (AMONG, *BESIDE) or whole.quantity.paren >= 0:
        return None
    first, second = whole.around, part.label or part.behind
    own = next(
        (
            second.partition(verb)[2].strip("的")
            for done in figures.words.subset_of
            if done in first
            for verb in figures.words.subset_of[done]
            if verb in second and verb not in first
        ),
        None,
    )
    if own is None or (own and own[-2:] not in first) or part.period or whole.period:
        return None
    near = 100 * part.quantity.number.value <= FURTHEST * whole.quantity.number.value
    apart = any(word in figures.text[whole.end : part.start] for word in (*_ANEW, "上年", "去年", "新增"))
    over = near and not apart and exceeds(whole.quantity.number, numbers([part]))
    return summed(whole, [part], INCONSISTENT, ">", relation="bound") if over else None


def _came(figures: Figures, done: Reading) -> Reading | None:
    """The one count of what came in before; None if there are several, or something was there before."""
    alike = [r for r in figures.before(done) if r.counts and figures.words.alike(r.unit, done.unit)]
    if any(r.stage == OPENING for r in alike):
        return None
    came = [r for r in alike if r.stage == INTAKE and r.tie not in (AMONG, *BESIDE) and r.quantity.paren < 0]
    return came[0] if len(came) == 1 and came[0].sentence < done.sentence else None


def _is_of_them(figures: Figures, came: Reading, done: Reading) -> bool:
    """Whether what was closed is of what came in and of nothing before."""
    if any(word in figures.text[came.end : done.start] for word in _ANEW):
        return False
    low = max(figures.lines[done.sentence].start, done.quantity.name)
    came_in = figures.scan.inside("figure-told-came", low, done.start)
    return none_left(figures, done.start) or any(
        _THING.fullmatch(figures.text, end, done.start) is not None for _, end in came_in
    )
