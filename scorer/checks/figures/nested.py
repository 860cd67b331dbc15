"""Parts of a part, sentences apart: 判决214件,裁定174件。判决只有两种结果,驳回171件,败诉28件; 来访330件;来访再细分,….

The sentence or the stretch behind a semicolon begins with the name of a count before, and words say that it is taken
apart: then its counts make it up. Where they may be some of it only, they are no more than it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorer.checks.figures.beginnings_counts import HALVES, nested, without_lead
from scorer.checks.figures.parts import parallel
from scorer.checks.figures.verdicts import CONSISTENT, INCONSISTENT, Computed, adds_up, exceeds, numbers, summed
from scorer.statements.numerals import EXACT
from scorer.statements.quantities import RATE
from scorer.statements.readings import BESIDE, FROM, MOVED, REST, SUM, TO
from scorer.text.expressions import expression

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scorer.statements.readings import Figures, Reading

_ALL_OF_IT = expression(
    r"分为|细分|再分|划分|拆[开分解]|只有|仅有|分别|依次|由.{1,2}到.{1,2}|按[^,;。]{1,8}[分看]|构成|就是|即|展开|(?:两|二|三|四|五)[种类块个部]"
    r"|从[^,;。]{1,8}看|包括"
)
_SOME_OF_IT = expression(r"中(?![心小学央国型])|里|部分|方面|(?:^.{2,6}[,:])")
_NO_OTHER = expression(r"[,;](?:此外|除此之?外|除此以外)?[,]?(?:别无|再无|再没有|没有|并无|无)(?:其他|别的|其它)")
_IDLE = frozenset(
    (
        "案件",
        "全年",
        "受理",
        "办理",
        "审结",
        "人员",
        "工作",
        "行政",
        "合计",
        "共计",
        "今年",
        "全市",
        "全县",
        "全区",
        "全省",
    )
    + ("执法", "事项", "单位", "部门", "法治", "各类", "我市", "我县", "我区", "市县", "机关")
)
_OVERLAP = (
    *("交叉", "重复", "重叠", "兼", "涉及", "参加", "同时", "等", "主要", "较多", "大头", "居前", "前三", "最"),
)
_LONGEST, _LABEL = 6, 14
_PAIR, _MOST = 2, 12


def find_nested(figures: Figures) -> Iterator[Computed]:
    """Every count that is taken apart in a sentence or a stretch behind it."""
    for stretch, first, head in nested(figures):
        if _ALL_OF_IT.search(head) or _SOME_OF_IT.search(head):
            test = _judged(figures, stretch, first, head.lstrip(",、"))
            if test is not None:
                yield test


def _judged(figures: Figures, stretch: Sequence[Reading], first: Reading, head: str) -> Computed | None:
    whole = _named(figures, first, head)
    items = _items(figures, stretch, first)
    if whole is None or len(items) < _PAIR or len(items) > _MOST:
        return None
    if not all(r.quantity.number.manner == EXACT for r in (whole, *items)):
        return None
    if adds_up(whole.quantity.number, numbers(items)):
        return summed(whole, items, CONSISTENT, "=")
    told = figures.text[first.start - len(head) : items[-1].end + len(items[-1].behind)]
    if any(word in told for word in _OVERLAP):
        return None
    name = _without_item(head, first)
    rest = items[-1].tie == REST or items[-1].label.startswith(("其他", "其它"))
    complete = _ALL_OF_IT.search(name) is not None or (rest and _SOME_OF_IT.search(name) is not None)
    complete |= _NO_OTHER.match(figures.text, items[-1].end) is not None and _SOME_OF_IT.search(name) is not None
    over = exceeds(whole.quantity.number, numbers(items)) and _SOME_OF_IT.search(name) is not None
    over = over and parallel(figures, whole, items) and not any(figures.near(r, "figure-deed") for r in items)
    if not (complete or over) or _explained(figures, whole, items):
        return None
    return summed(whole, items, INCONSISTENT, "≠")


def _without_item(head: str, first: Reading) -> str:
    """The words of a stretch before those of its first item, where a comma parts them."""
    lead, comma, _ = head.rpartition(",")
    return lead + comma if comma else head


def _named(figures: Figures, first: Reading, head: str) -> Reading | None:
    """The one count before whose name a stretch begins with; None if there is none, or several."""
    head = without_lead(head)
    half = next((names for names in HALVES if head.startswith(names)), ())
    names = [(head[:size],) for size in range(min(_LONGEST, len(head)), 1, -1) if head[:size] not in _IDLE]
    for keys in [half] if half else names:
        found = [r for r in figures.before(first) if any(key in r.around for key in keys) and _may_be_whole(r, first)]
        if found:
            one = len({r.quantity.number.value for r in found}) == 1
            return found[0] if one and _is_part(figures, found[0]) else None
    return None


def _may_be_whole(other: Reading, first: Reading) -> bool:
    apart = other.tie in (FROM, TO, MOVED, *BESIDE) or other.mean
    return other.counts and other.unit == first.unit and not apart and other.quantity.paren < 0


def _is_part(figures: Figures, whole: Reading) -> bool:
    """Whether a count and those beside it make up another: 388件,判决214件,裁定174件."""
    line = figures.lines[whole.sentence]
    beside = [r for r in line.readings if r.counts and r.unit == whole.unit and r.tie not in BESIDE]
    totals = [*beside, *(r for r in figures.before(beside[0]) if r.counts and r.unit == whole.unit)]
    for low in range(len(beside)):
        for high in range(low + _PAIR, len(beside) + 1):
            run = beside[low:high]
            if whole in run and any(r not in run and adds_up(r.quantity.number, numbers(run)) for r in totals):
                return True
    return False


def _items(figures: Figures, stretch: Sequence[Reading], first: Reading) -> list[Reading]:
    """The counts of a unit that follow one another in a stretch; none where one of them is something else."""
    items: list[Reading] = []
    for reading in stretch[stretch.index(first) :]:
        if reading.quantity.kind == RATE and items and (not reading.label or "占" in reading.label):
            continue
        if reading.counts and reading.unit != first.unit and not items[-1:][0].tie:
            break
        if not reading.counts or reading.tie in (SUM, FROM, TO, MOVED, *BESIDE) or reading.mean:
            break
        if items and (len(reading.label) > _LABEL or figures.has("figure-besides", items[-1].end, reading.start)):
            break
        items.append(reading)
        if reading.tie == REST:
            break
    return items


def _explained(figures: Figures, whole: Reading, items: Sequence[Reading]) -> bool:
    """Whether some of the first items make it up, the next count does with them, or they make up another count."""
    every = numbers(items)
    if any(adds_up(whole.quantity.number, every[:count]) for count in range(_PAIR, len(items))):
        return True
    near = [r for r in figures.context(items[0], on=1) if r.counts and r.unit == items[0].unit and r not in items]
    if any(adds_up(r.quantity.number, every) for r in near):
        return True
    behind = figures.readings[items[-1].at + 1 : items[-1].at + 1 + _PAIR]
    return any(
        r.counts and r.unit == items[0].unit and adds_up(whole.quantity.number, [*every, r.quantity.number])
        for r in behind
    )
