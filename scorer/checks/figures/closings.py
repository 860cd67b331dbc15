"""More closed than came in, told sentences apart: 年初无遗留,当年受理273件。…。当年受理的纠纷已调解成功281件.

The words must say that nothing was left of the year before, or that those closed are of those that came in.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorer.checks.figures.bounds import none_left
from scorer.checks.figures.verdicts import CONSISTENT, INCONSISTENT, Computed, exceeds, numbers, summed
from scorer.statements.readings import AMONG, BESIDE, DONE, INTAKE, OPENING
from scorer.text.expressions import expression

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scorer.statements.readings import Figures, Reading

_CAME_IN = expression(r"(?:受理|立案|登记|接收|收到|新收|接到|交办|转办|承办|排查出?|申请)的[^,;。\d]{0,12}$", "的")
_ANEW = ("另", "累计", "历年", "往年", "跨年", "以来")


def find_closings(figures: Figures) -> Iterator[Computed]:
    """Every count of what was closed with the count of what came in, in a sentence before."""
    for done in figures.readings:
        if done.stage == DONE and done.counts and done.tie == "" and done.quantity.paren < 0:
            came = _came(figures, done)
            if came is not None and _is_of_them(figures, came, done):
                over = exceeds(came.quantity.number, numbers([done]))
                verdict, sign = (INCONSISTENT, ">") if over else (CONSISTENT, "≤")
                yield summed(came, [done], verdict, sign, relation="bound")


def _came(figures: Figures, done: Reading) -> Reading | None:
    """The one count of what came in before; None if there are several, or something was there before."""
    alike = [r for r in figures.before(done) if r.counts and figures.words.alike(r.unit, done.unit)]
    if any(r.stage == OPENING for r in alike):
        return None
    came = [r for r in alike if r.stage == INTAKE and r.tie not in (AMONG, *BESIDE) and r.quantity.paren < 0]
    return came[0] if len(came) == 1 and came[0].sentence < done.sentence else None


def _is_of_them(figures: Figures, came: Reading, done: Reading) -> bool:
    """Whether what was closed is of what came in and of nothing before."""
    said = figures.text[max(figures.lines[done.sentence].start, done.quantity.name) : done.start]
    if any(word in figures.text[came.end : done.start] for word in _ANEW):
        return False
    return none_left(figures, done.start) or _CAME_IN.search(said) is not None
