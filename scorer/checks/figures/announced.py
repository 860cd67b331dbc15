"""Changes told before the two values between which they lead: 总量较上年下降三成:2023年2350件次,2024年1998件次."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorer.checks.figures.beginnings import announced
from scorer.checks.figures.changes import is_change
from scorer.checks.figures.movements import leads_to, told_change
from scorer.checks.figures.verdicts import CONSISTENT, INCONSISTENT, Computed, computed
from scorer.statements.quantities import COUNT, DURATION, POINTS, RATE
from scorer.statements.readings import FROM, LAST, MOVED, SUM, TO

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scorer.statements.readings import Figures, Reading

_AGAIN = (
    "其中", "累计", "比20", "两年", "三年", "五年", "年均", "季度", "半年", "月", "全国", "全省", "目标", "计划",
    "环比",
)  # fmt: skip
_IDLE = (
    "上年同期", "去年同期", "上年度", "上年", "去年", "今年", "本年度", "本年", "年", "由", "从", "为", "是", "有",
    "的", "全", "共", "开展", "举办", "办理", "办了", "受理", "收到", "安排", "组织", "接收", "发生", "案件", "数量",
    "总量", "总数",
)  # fmt: skip
_NOUN, _PAIR, _AFAR = 2, 2, 26


def find_announced(figures: Figures) -> Iterator[Computed]:
    """Every change with the two values that are told directly behind it, and nothing of their kind before it."""
    every = figures.readings
    for change in announced(figures):
        if change.tie in (FROM, TO, LAST) or not (is_change(figures, change) or change.tie == MOVED):
            continue
        at, one, two = change.at, *every[change.at + 1 : change.at + 1 + _PAIR]
        pair = _pair(one, two)
        if pair is None or not _is_led_to(figures, change, one, two):
            continue
        old, new = pair
        if (change.quantity.kind == POINTS) != (old.quantity.kind == RATE) or _is_told_before(figures, change, one):
            continue
        if change.counts and change.unit != one.unit:
            continue
        if any(word in change.label + one.label + two.label for word in _AGAIN) or _goes_on(
            every[at + 3 : at + 4], two
        ):
            continue
        fits = leads_to(figures, change, old, new)
        exact = all(r.quantity.number.exact for r in (old, new)) or not change.counts
        yield computed(sorted([change, one, two]), "change", CONSISTENT if fits else INCONSISTENT,
                       told_change(figures, old, new, change), sure=exact)  # fmt: skip


def _pair(one: Reading, two: Reading) -> tuple[Reading, Reading] | None:
    """The earlier and the later of two values of one kind; None where the words do not tell which is which."""
    kinds = (COUNT, DURATION, RATE)
    alike = one.quantity.kind == two.quantity.kind and one.unit == two.unit and one.quantity.kind in kinds
    if not alike or one.mean != two.mean or not (one.quantity.number.value and two.quantity.number.value):
        return None
    a, b = one.period, two.period
    if a.isdigit() and b.isdigit() and abs(int(a) - int(b)) == 1:
        return (one, two) if a < b else (two, one)
    if one.tie == FROM and two.tie == TO:
        return one, two
    past = [r.tie == LAST or r.period == "last" for r in (one, two)]
    if past == [True, False] and two.tie in ("", SUM):
        return one, two
    return (two, one) if past == [False, True] and one.tie in ("", SUM) else None


def _is_led_to(figures: Figures, change: Reading, one: Reading, two: Reading) -> bool:
    """Whether nothing but a stop stands between a change and the first value, which names no other thing."""
    between = figures.text[change.end : one.start]
    lead = next((lead for lead in (":", "。", ",", "(") if between.lstrip("以上左右多").startswith(lead)), "")
    told = "".join(char for char in between.lstrip("以上左右多")[1:] if not char.isdigit())
    for word in _IDLE:
        told = told.replace(word, "")
    named = len(told) < _NOUN or told in change.label
    near = two.start - one.end <= _AFAR and ";" not in figures.between(one, two)
    return bool(lead) and named and near and one.quantity.paren == two.quantity.paren


def _is_told_before(figures: Figures, change: Reading, one: Reading) -> bool:
    """Whether a value of the unit stands before a change, so that it may be of that."""
    return any(
        (r.unit == one.unit and r.quantity.kind == one.quantity.kind) or r.quantity.kind == change.quantity.kind
        for r in figures.before(change, back=0)
    )


def _goes_on(behind: Sequence[Reading], two: Reading) -> bool:
    """Whether a third value follows: 2022年400件,2023年450件,2024年500件."""
    return any(r.sentence == two.sentence and r.unit == two.unit and r.period.isdigit() for r in behind)
