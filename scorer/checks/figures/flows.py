"""What was there, came, went and is left, all four told, in any order and by any verb: 期末45件。期初60件,收8件,办9件.

What was there and what is left are known by their times. Of two counts between them the one is what came where the
other is what went, whatever it is called.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from scorer.checks.figures.beginnings import clause
from scorer.checks.figures.beginnings_counts import STOCK_SIGNS, flows, is_told_at_first
from scorer.checks.figures.ledger import CAME, LEFT, START, WENT, admitted, role_of, tells_a_deed
from scorer.checks.figures.verdicts import CONSISTENT, INCONSISTENT, Computed, computed
from scorer.statements.numerals import EXACT, plain
from scorer.statements.readings import AMONG, FROM, LAST, MOVED, TO
from scorer.text.expressions import expression

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from fractions import Fraction

    from scorer.statements.readings import Figures, Reading

_KEPT = r"(?:结转|结余|结存|转|移|留|存|余|未|末|底|库存|遗|积|在[办册库管编]|接续|带|跨|滚|欠|剩)"
_OPEN = expression(
    rf"(?:年|期|月|季)初|原[有存]|(?:上一?(?:年度?|期|季度?|月)|去年|往年)(?:度|账上|台账|账面)?[^,;。\d]{{0,3}}?{_KEPT}",
    *STOCK_SIGNS,
)
_CLOSE = expression(
    r"(?<![上去前])(?:年|期|月|季)[末底终]|岁末|(?:[下次来明]|下一)年|下期|下季|下月|[尚还仍](?:有|余|存|剩|在|未)"
    r"|现[存余]|未[结了办完销化整]|剩|结余|库存|^余"
)
_IN = expression(
    r"新|收(?![回缴治结])|[领拨转调划迁流移]入|接[收手办]|追加|[加增购补拨]|下达|投入|安排|筹|受理|登记|立案|[考录]取|到账|来"
)
_OUT = expression(
    r"[支移调转迁流划退]出|列支|支付|发[放出给]|[办审了完]结|办[毕理]|[核注报]?销|用|退|离|解[矫除聘]|清|废|化解|缴|还"
)
_TOTAL = ("共", "总", "合计", "合并", "应办", "在办")
_OTHERWISE = ("另", "此外", "口径", "剔除", "不含", "调整", "更正", "补录", "因故")
_ALL_GONE = ("全部", "均", "都", "已")  # 去年的遗留案件30件今年全部审结
_MOST, _PAIR, _MOST_TOLD, _NAMED = 4, 2, 14, 5


def find_flows(figures: Figures) -> Iterator[Computed]:
    """Every count of what was there with what is left, and all that is told to have come and gone."""
    for opening in flows(figures):
        if _OPEN.search(clause(figures, opening)) is not None:
            yield from _around(figures, opening.sentence, opening)


def _around(figures: Figures, number: int, opening: Reading) -> Iterator[Computed]:
    """The nearest sentences around what was there in which what is left is told."""
    for low, high in ((number, number), (number, number + 1), (number - 1, number), (number - 1, number + 1)):
        if low < 0 or high >= len(figures.lines):
            continue
        start, end = figures.lines[low].start, figures.lines[high].end
        if "\n" in figures.text[start:end] or any(word in figures.text[start:end] for word in _OTHERWISE):
            continue
        every = [r for line in figures.lines[low : high + 1] for r in line.readings]
        alike = [r for r in every if r.unit == opening.unit and r.counts and r.quantity.paren < 0]
        if len(every) > _MOST_TOLD or any(not _is_plain(figures, r) for r in alike):
            continue
        closing = [r for r in alike if r.at != opening.at and _is_closing(figures, r)]
        if len(closing) == 1:
            yield from _judged(figures, opening, closing[0], [r for r in alike if r not in (opening, closing[0])])
            return


def _is_opening(figures: Figures, reading: Reading) -> bool:
    return is_told_at_first(figures, reading) and _OPEN.search(clause(figures, reading)) is not None


def _is_plain(figures: Figures, reading: Reading) -> bool:
    """Whether a count may be one of a ledger: no part of another, no value of comparison, no mean."""
    compared = reading.tie in (FROM, TO, MOVED) or (reading.tie == LAST and not _is_opening(figures, reading))
    exact = reading.quantity.number.manner == EXACT
    return exact and not compared and reading.tie != AMONG and not reading.mean and "率" not in reading.label


def _is_closing(figures: Figures, reading: Reading) -> bool:
    said = clause(figures, reading) + reading.behind
    kept = _CLOSE.search(said) is not None or (role_of(figures, reading) == LEFT and not _told(said))
    return kept and not tells_a_deed(said) and not _is_opening(figures, reading)


def _judged(figures: Figures, opening: Reading, closing: Reading, flows: Sequence[Reading]) -> Iterator[Computed]:
    flows = admitted(figures, list(flows))
    roles = [_role(figures, r) for r in flows]
    if any(word in figures.text[opening.end : opening.quantity.stop] for word in _ALL_GONE):
        return
    if not _PAIR <= len(flows) <= _MOST or "total" in roles:
        return
    untold = [at for at, role in enumerate(roles) if not role]
    if len(flows) == _PAIR and len(untold) == 1:
        roles[untold[0]] = WENT if CAME in roles else CAME
        untold = []
    every = sorted([opening, closing, *flows])
    choices = [(1,) if role == CAME else (-1,) if role == WENT else (1, -1) for role in roles]
    left = [_left(opening, flows, signs) for signs in product(*choices)]
    number = closing.quantity.number
    shown = plain(opening.quantity.number.value)
    for flow, role in zip(flows, roles, strict=True):
        shown += ("-" if role == WENT else "+") + plain(flow.quantity.number.value)
    shown += f" = {plain(left[0][1])}"
    if any(low <= number.high and high >= number.low for low, _, high in left):
        yield computed(every, "carry-over", CONSISTENT, shown)
    elif any(low <= number.high and high >= number.low for low, _, high in _without_one(opening, flows, roles)):
        return  # 积案年初51件,化解44件,新发生信访事项320件,积案剩余7件: one of them is of something else
    elif not untold and {CAME, WENT} <= set(roles) and left[0][1] >= 0:
        yield computed(every, "carry-over", INCONSISTENT, f"{shown} ≠ {plain(number.value)}")


def _left(opening: Reading, flows: Sequence[Reading], signs: Sequence[int]) -> tuple[Fraction | int, ...]:
    """What is left at least, as written, and at most."""
    low, value, high = opening.quantity.number.low, opening.quantity.number.value, opening.quantity.number.high
    for flow, sign in zip(flows, signs, strict=True):
        number = flow.quantity.number
        low += number.low if sign > 0 else -number.high
        high += number.high if sign > 0 else -number.low
        value += sign * number.value
    return low, value, high


def _without_one(
    opening: Reading, flows: Sequence[Reading], roles: Sequence[str]
) -> Iterator[tuple[Fraction | int, ...]]:
    """What is left where one of the flows with a name of its own is of something else."""
    signs = [-1 if role == WENT else 1 for role in roles]
    for at, flow in enumerate(flows):
        if len(flow.label) > _NAMED:
            some = [r for i, r in enumerate(flows) if i != at]
            yield _left(opening, some, [sign for i, sign in enumerate(signs) if i != at])


def _told(clause: str) -> str:
    """Whether the last verb of a clause tells what came or what went."""
    came, went = (max((m.end() for m in words.finditer(clause)), default=-1) for words in (_IN, _OUT))
    return CAME if came > went else WENT if went > came else ""


def _role(figures: Figures, reading: Reading) -> str:
    """What came or went by the last word of a clause that tells it; total for what is neither."""
    said = clause(figures, reading)
    if any(word in said for word in _TOTAL) and not any(word in said for word in ("结", "销", "毕")):
        return "total"
    told, known = _told(said), role_of(figures, reading)
    if known in (START, LEFT):
        return told or "total"
    return known if told in ("", known) else told if not known else ""  # 收监执行 neither comes nor goes to us
