"""Counts that their own words make some of a part told before: 其中败诉9件。…。因程序违法败诉的11件.

The words of the part come again with something that restricts them; no other count near by has these words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorer.checks.figures.verdicts import INCONSISTENT, Computed, exceeds, numbers, summed
from scorer.statements.figure_words import is_mean
from scorer.statements.readings import AMONG, BESIDE, REST, SUM
from scorer.text.expressions import expression

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scorer.statements.readings import Figures, Reading

_PAIR = 2
_FURTHEST = 200  # per cent of its whole that a count is by a slip
_OTHER_TIME = (
    "历年",
    "往年",
    "累计",
    "以来",
    "近年",
    "近两年",
    "近三年",
    "近五年",
    "上年",
    "去年",
    "前年",
    "另",
    "年来",
)
_WHOLE_PLACES = ("全国", "全省", "全市", "全州")
_NEXT = 4  # quantities behind a part that are looked at
# 从申请司法确认的这部分纠纷看: what it points back to
_POINTED = expression(r"[,;。](?:从|在)?([^,;:。\d]{4,14}?)的?(?:这部分|这些)[^,;:。]{0,6}(?:看|中|里),[^,;:。]{0,14}$")
_TAKEN_UP = expression(r"^经(?:过)?(..)(?:程序)?(?:后|的|并)")


def find_narrower(figures: Figures) -> Iterator[Computed]:
    """Every count that is more than the part before it whose words it restricts."""
    for whole in figures.readings:
        some = whole.tie == AMONG or whole.at in figures.wholes
        if not some or not whole.counts or whole.quantity.paren >= 0:
            continue
        for part in figures.readings[whole.at + 1 : whole.at + 1 + _NEXT]:
            if part.sentence == whole.sentence or not part.counts or part.unit != whole.unit:
                continue
            if part.sentence - whole.sentence > _PAIR or "\n" in figures.between(whole, part):
                break
            if _may_be_some(figures, whole, part) and exceeds(whole.quantity.number, numbers([part])):
                yield summed(whole, [part], INCONSISTENT, ">", relation="bound")


def _may_be_some(figures: Figures, whole: Reading, part: Reading) -> bool:
    """Whether a count is told of those of a part, and of them alone."""
    if part.tie in (*BESIDE, REST, SUM) or part.period or is_mean(part.label) or part.quantity.paren >= 0:
        return False
    if 100 * part.quantity.number.value > _FURTHEST * whole.quantity.number.value:
        return False
    between = figures.text[whole.end : part.start]
    if any(word in between for word in _OTHER_TIME) or part.label.startswith(_WHOLE_PLACES):
        return False
    pointed = _POINTED.search(between)
    key = pointed.group(1)[-2 * _PAIR :] if pointed is not None else _kind_again(whole, part) or _taken_up(part)
    if not key or key not in (whole.around if pointed is not None else whole.label):
        return False
    others = [r for r in figures.before(part) if r.counts and r.at != whole.at]
    return not any(key in r.around for r in others)


def _kind_again(whole: Reading, part: Reading) -> str:
    """普通程序案件 of 经审核后作出决定的普通程序案件, where that is all that a part before is called."""
    restriction, _, kind = part.label.rpartition("的")
    named = len(restriction) >= _PAIR and len(kind) >= 2 * _PAIR
    return kind if named and whole.label.removeprefix("其中") == kind else ""


def _taken_up(part: Reading) -> str:
    """The deed that restricted words end in or begin with: 败诉 of 因程序违法败诉的, 听证 of 经听证后调整的."""
    match = _TAKEN_UP.match(part.label)
    if match is not None:
        return match.group(1)
    label = part.label.removesuffix("案件").removesuffix("的")
    restricted = label != part.label and len(label) > 2 * _PAIR
    return label[-_PAIR:] if restricted and part.label.endswith("的") else ""
