"""What is told behind two values as what lies between them, by whatever verb it is told.

由42个整合到28个,撤并窗口16个; 38家增至52家,净增12家; 由11份减为6份,砍掉了三分之二.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from scorer.checks.figures.beginnings_counts import betweens
from scorer.checks.figures.movements import told_change
from scorer.checks.figures.verdicts import INCONSISTENT, Computed, computed
from scorer.statements.numerals import LESS
from scorer.statements.quantities import RATE
from scorer.statements.readings import TO
from scorer.text.expressions import expression

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scorer.statements.readings import Figures, Reading

_MOST_WORDED = 40  # per cent that a share told in words is off
_UP = ("新增", "净增", "增设", "增加", "增添", "多", "多出", "多了", "扩充", "新建", "新设", "增配", "添", "补充")
_DOWN = (
    "净减", "核减", "减少", "少", "少了", "缩短", "提速", "压缩", "压减", "精简", "撤并", "撤销", "裁撤",
    "收回", "取消", "砍掉", "减掉", "省去", "省掉", "清减", "清理", "消化", "化解", "少用", "少等", "少跑",
    "少花", "下降", "降低", "回落",
)  # fmt: skip
_NET = ("净", "多", "少", "缩短", "提速", "压缩", "下降", "降低", "回落", "减少", "增加", "压减", "快")
_LED = expression(r",?(?:现|目前|如今|现在)?(?:已|又)?[^,;。\d]{0,6}[至到为]$")
_OPENED = (
    "其中", "一次", "一次性", "全年", "一年", "里", "又", "共", "累计", "年内", "两年", "三年", "即", "就",
    "间", "实际",
)  # fmt: skip
_OPENED_MORE = ("时间", "平均", "每案", "每件", "比上年", "上年", "了", "的", "掉", "出", "数量", "等")
_ELSE = (
    "新增", "另", "同时", "同期", "其中", "含", "包括", "新设", "新承接", "承接", "划入", "退休", "调离",
    "注销", "上收",
)  # fmt: skip
_PERSONS = ("人", "名", "位")


def find_betweens(figures: Figures) -> Iterator[Computed]:
    """Every number that does not lead from one of the two values before it to the other."""
    for old, new, change in betweens(figures):
        if new.tie != TO and not _LED.fullmatch(figures.between(old, new)):
            continue
        one, other = old.quantity.number, new.quantity.number
        if not one.exact or not other.exact or not one.value or one.value == other.value:
            continue
        verb = _verb_of(figures, old, change, down=other.value < one.value)
        if verb and not _explained(figures, change):
            test = _between_them(figures, (old, new), change, verb)
            if test is not None:
                yield test


def _verb_of(figures: Figures, old: Reading, change: Reading, *, down: bool) -> str:
    """The verb before a change, if it is of the two values before it and moves as they do."""
    own = change.label
    verb = max((word for word in (_DOWN if down else _UP) if word in own), key=len, default="")
    if not verb or change.quantity.number.manner == LESS:
        return ""
    before, _, behind = own.partition(verb)
    for idle in (*_OPENED, *_OPENED_MORE):
        before, behind = before.replace(idle, ""), behind.replace(idle, "")
    rest = before.removesuffix("净") + behind
    named = figures.text[max(figures.lines[old.sentence].start, old.quantity.name) : old.start] + old.behind
    return verb if all(char in named for char in rest) else ""


def _explained(figures: Figures, change: Reading) -> bool:
    """Whether it is told behind a change what else came or went: 撤并16个,新设2个."""
    high = figures.text.find("。", change.end)
    behind = figures.text[change.end : high if high >= 0 else len(figures.text)]
    return any(word in behind for word in _ELSE if "未" + word not in behind) or any(
        r.unit == change.unit and r.counts for r in figures.following(change)
    )


def _between_them(figures: Figures, pair: tuple[Reading, Reading], change: Reading, verb: str) -> Computed | None:
    old, new = pair
    a, b = Fraction(old.quantity.number.value), Fraction(new.quantity.number.value)
    number, kind = change.quantity.number, change.quantity.kind
    moved = abs(b - a)
    if kind == old.quantity.kind and change.unit == new.unit and number.exact:
        told = Fraction(number.value)
        net = verb.startswith(_NET) or "净" in change.label or "未新" in figures.text[change.end : change.end + 3]
        if told == moved or not moved / 2 <= told <= 2 * moved:
            return None
        if not net and (told < moved or (change.unit in _PERSONS and "新增" not in change.label)):
            return None  # some were brought about in another way, or some left
    elif kind == RATE and number.decimals < 0:
        share = 100 * moved / a
        if change.behind.startswith(("以上", "多", "强", "有余")) and share >= number.value - 1:
            return None
        if Fraction(number.low) < share < Fraction(number.high) or abs(share - number.value) > _MOST_WORDED:
            return None
    else:
        return None
    return computed([old, new, change], "change", INCONSISTENT, told_change(figures, old, new, change))
