"""The period that the words before a quantity say it is of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorer.text.expressions import expression

if TYPE_CHECKING:
    from scorer.statements.quantities import Quantity

_YEAR = expression(r"(20\d\d)年(?!以来|\d{1,2}月\d)")
_PERIOD = 8  # characters before the words of a quantity in which its period may stand: 上半年,
_MONTHS = {"一季度": "q1", "二季度": "q2", "三季度": "q3", "四季度": "q4", "上半年": "h1", "下半年": "h2"}


def period_of(text: str, q: Quantity, floor: int, *, last: bool) -> str:
    """last, a year, q1 … q4, q1-3, h1, h2; empty where nothing is said."""
    if last:
        return "last"
    label = text[max(floor, q.name - _PERIOD) : q.start]
    if "季度" in label or "半年" in label:
        if "至三季度" in label or "前三季度" in label:
            return "q1-3"
        for word, period in _MONTHS.items():
            if word in label:
                return period
    match = _YEAR.search(label) if "年" in label else None
    return match.group(1) if match else ""
