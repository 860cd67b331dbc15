"""Parts that the words of their whole tell apart: the kinds in its noun, or what became of each of them.

12个乡镇(街道),镇7个、乡3个、街道2个; 共7项。办结4项,仍在推进2项,移出目录1项.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorer.checks.figures.verdicts import CONSISTENT, INCONSISTENT, Computed, adds_up, exceeds, numbers, summed
from scorer.statements.readings import AMONG, BESIDE, DONE, PENDING, SUM

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scorer.statements.readings import Figures, Reading

_FEWEST = 2
_LONGEST_KIND = 4  # characters of a kind that stands in the noun
_LONGEST_NOUN = 14
_CASE = "件"
_JOINING = "()、和及与,中共有"


def find_kinds(figures: Figures) -> Iterator[Computed]:
    """Every whole with the kinds of its noun, or with the three things that became of it."""
    for whole, first in zip(figures.readings, figures.readings[1:], strict=False):
        if not (whole.counts and first.counts and whole.unit == first.unit) or whole.quantity.paren >= 0:
            continue
        if whole.tie in (AMONG, *BESIDE) or not (whole.quantity.number.exact and first.quantity.paren < 0):
            continue
        test = _of_noun(figures, whole, first) or _became(figures, whole, first)
        if test is not None:
            yield test


def _of_noun(figures: Figures, whole: Reading, first: Reading) -> Computed | None:
    """12个乡镇(街道),镇7个、乡3个、街道2个: each label is in the noun."""
    if whole.sentence != first.sentence:
        return None
    noun = figures.text[whole.end : first.quantity.lead]
    items = figures.items(first)
    labels = [figures.label(item).removeprefix("其中") for item in items]
    if len(items) < _FEWEST or len(noun) > _LONGEST_NOUN or len(set(labels)) < len(labels) or noun[-1:] not in ",:":
        return None
    if any(
        not 0 < len(label) <= _LONGEST_KIND or label not in noun or figures.behind(item)
        for label, item in zip(labels, items, strict=True)
    ):
        return None
    if adds_up(whole.quantity.number, numbers(items)):
        return summed(whole, items, CONSISTENT, "=")
    told = "".join(labels) + _JOINING
    sure = exceeds(whole.quantity.number, numbers(items)) or all(char in told for char in noun)
    return summed(whole, items, INCONSISTENT, "≠", sure=sure and all(item.quantity.number.exact for item in items))


def _became(figures: Figures, whole: Reading, first: Reading) -> Computed | None:
    """共7项。办结4项,仍在推进2项,移出目录1项: done, under way and taken out are together no more than there were."""
    done = first.stage == DONE or figures.said(first, "figure-concept-closed")
    if whole.tie != SUM or not done or first.sentence - whole.sentence > 1 or figures.words.alike(whole.unit, _CASE):
        return None  # cases that were handed over or withdrawn are closed too
    items = [first, *figures.following(first)[:_FEWEST]]
    if len(items) <= _FEWEST or any(
        not r.counts or r.unit != whole.unit or r.tie or r.quantity.paren >= 0 for r in items
    ):
        return None
    low, high = figures.lines[whole.sentence].start, figures.lines[first.sentence].end
    if figures.has("figure-carried", low, high) or not _apart(figures, items):
        return None
    if adds_up(whole.quantity.number, numbers(items)):
        return summed(whole, items, CONSISTENT, "=")
    if not exceeds(whole.quantity.number, numbers(items)):
        return None
    return summed(whole, items, INCONSISTENT, ">", sure=all(item.quantity.number.exact for item in items))


def _apart(figures: Figures, items: Sequence[Reading]) -> bool:
    """Whether one is done, one under way and one taken out, so that nothing is counted twice."""
    open_ = [r for r in items if r.stage == PENDING or figures.said(r, "figure-not-yet")]
    out = [r for r in items if figures.said(r, "figure-stock-out") and r not in open_]
    if any(figures.said(r, "figure-also", "figure-stock-in") for r in items):
        return False  # 另增补后移出1项
    if any(figures.behind(r) or figures.label(r).endswith("的") for r in items):
        return False  # 取消3项审批要求, 取消重复的18项: of something else
    return len(open_) == len(out) == 1 and items[0] not in (*open_, *out)
