"""Parts told in sentences of their own behind their whole: 受理904件。消费类412件。劳动类287件."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorer.checks.figures.parts import is_complete, parallel, pure, slip
from scorer.checks.figures.verdicts import (
    CANNOT_TELL,
    CONSISTENT,
    INCONSISTENT,
    Computed,
    adds_up,
    exceeds,
    numbers,
    summed,
)
from scorer.statements.readings import AMONG, BESIDE, REFUSED, SUM

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scorer.statements.readings import Figures, Reading

_LONGEST_GAP = 20  # characters between two items
_LONGEST_LABEL = 16
_ALSO = 3  # characters at the beginning of a sentence in which 另有 stands
_FEWEST = 2
_GONE_THROUGH = ("清理", "评查", "审查", "评估", "核查", "梳理", "考核", "审核", "排查", "摸排")


def find_spread(figures: Figures) -> Iterator[Computed]:
    """Every count that ends its sentence, with the sentences behind it that hold nothing but its parts."""
    lines, text = figures.lines, figures.text
    at = 0
    while at + 1 < len(lines):
        whole = lines[at].readings[-1]
        step = at + 1
        items: list[Reading] = []
        if whole.tie != AMONG and whole.at not in figures.wholes:
            begun = []
        else:  # 共154件,其中维持72件、驳回31件。撤销18件
            begun = _begun(figures, at)
            whole = figures.wholes[begun[0].at] if begun else whole
        ended = begun[-1] if begun else whole
        tail = text[ended.end : lines[at].end]
        if whole.counts and (not tail or _worked_on(figures, at, tail)) and whole.tie not in (*BESIDE, AMONG):
            while step < len(lines) and lines[step].start == lines[step - 1].end + 1 and _bare(figures, step, whole):
                items += lines[step].readings
                step += 1
        told = any(
            item.tie in (SUM, *BESIDE)
            or (item.tie == AMONG and item.at != items[0].at)
            or item.stage not in ("", REFUSED)
            or item.period
            for item in items
        )
        told = told or (bool(begun) and adds_up(whole.quantity.number, numbers(begun)))
        items = [*begun, *items] if items else []
        if tail and not pure(figures, items):
            items = []
        if len(items) >= _FEWEST and not told:
            yield _judged(figures, whole, items)
        at = step if items else at + 1


def _worked_on(figures: Figures, line: int, tail: str) -> bool:
    """Whether what stands behind the only count of a sentence says that it was gone through: 27件文件逐件清理."""
    return len(figures.lines[line].readings) == 1 and "," not in tail and tail.endswith(_GONE_THROUGH)


def _begun(figures: Figures, line: int) -> list[Reading]:
    """The list of parts that ends a sentence."""
    readings = figures.lines[line].readings
    first = next((r for r in readings if r.tie == AMONG and r.at in figures.wholes), None)
    items = figures.items(first) if first is not None else []
    return items if items and items[-1].at == readings[-1].at else []


def _judged(figures: Figures, whole: Reading, items: list[Reading]) -> Computed:
    number = numbers(items)
    if adds_up(whole.quantity.number, number):
        return summed(whole, items, CONSISTENT, "=")
    others = [
        other
        for other in figures.before(items[0])
        if other.counts and other.at != whole.at and figures.words.same(other.unit, whole.unit)
    ]
    fitting = next((other for other in others if adds_up(other.quantity.number, number)), None)
    if fitting is not None:
        return summed(fitting, items, CONSISTENT, "=")
    if any(not exceeds(other.quantity.number, number) for other in others):
        return summed(whole, items, CANNOT_TELL, "≠", sure=False)
    if exceeds(whole.quantity.number, number):
        return summed(whole, items, INCONSISTENT, ">", sure=_apart(figures, whole, items))
    if is_complete(figures, items) or _kinds_told(figures, whole, items) or slip(whole, items):
        return summed(whole, items, INCONSISTENT, "<", sure=_apart(figures, whole, items))
    return summed(whole, items, CANNOT_TELL, "<", sure=False)


def _apart(figures: Figures, whole: Reading, items: Sequence[Reading]) -> bool:
    """Whether the items stand side by side, or share one verb with their whole: 举办14期。…举办5期;…举办6期."""
    if parallel(figures, whole, items):
        return True
    verbs = {figures.label(item) for item in items}
    return (
        len(verbs) == 1
        and (verb := verbs.pop()) != ""
        and len(verb) == _FEWEST
        and (verb in figures.text[figures.lines[whole.sentence].start : whole.start])
    )


def _bare(figures: Figures, number: int, whole: Reading) -> bool:
    """Whether a sentence is nothing but label + number of the unit, once or in a list."""
    line, text = figures.lines[number], figures.text
    readings = line.readings
    rest = text[readings[-1].end : line.end]
    if text[line.start - 1] == "\n" or (rest and not (rest[0] == "," and _outcomes(figures, readings))):
        return False
    if figures.has("figure-also", line.start, line.start + _ALSO):
        return False  # 另有…: told besides
    last = line.start
    for reading in readings:
        quantity = reading.quantity
        gap = text[last : quantity.lead]
        clause = gap.endswith((",", ";", ":"))  # what stands before is no part of the label
        gap = gap.strip("、;,:").removeprefix("其中").strip(",:")
        if clause and gap and not _opens(gap, first=reading.at == readings[0].at):
            return False
        if clause and gap:
            gap = ""
        if quantity.stop > reading.end or not reading.counts or reading.unit != whole.unit or quantity.paren >= 0:
            return False
        long = _LONGEST_LABEL if not figures.label(reading).endswith("的") else 2 * _LONGEST_LABEL
        if gap.endswith(("中", "里")) or len(gap) > _LONGEST_GAP or "," in gap or quantity.start - quantity.lead > long:
            return False
        if quantity.start == quantity.lead == last:
            return False
        last = reading.end
    return True


def _outcomes(figures: Figures, readings: Sequence[Reading]) -> bool:
    """Whether all counts are of outcomes of one kind."""
    return any(all(reading.near & outcome for reading in readings) for outcome in figures.outcomes)


def _opens(words: str, *, first: bool) -> bool:
    """Whether a clause only leads to an item: 按索要单位划分; 经审查; 一类为公共法律知识培训."""
    if (
        first
        and len(words) <= _LONGEST_LABEL
        and words.startswith(("按", "从", "经", "根据"))
        and words[-1] not in "中"
    ):
        return True
    return words.startswith(
        ("一类", "一是", "二是", "三是", "四是", "五是", "其一", "其二", "其三", "第", "一部分", "一批")
    )


def _kinds_told(figures: Figures, whole: Reading, items: Sequence[Reading]) -> bool:
    """Whether as many kinds are told as the whole is said to have: 三类14期; or every item begins alike: 面向…的."""
    line = figures.lines[whole.sentence]
    before = figures.readings[whole.at - 1] if whole.at else None
    if before is not None and before.sentence == whole.sentence and before.quantity.number.value == len(items):
        return figures.text[before.end : whole.start] in ("", "共", "共计", "合计") or before.unit in (
            "类",
            "种",
            "方面",
        )
    told = figures.text[line.start : whole.start]
    at = figures.text.rfind("按", line.start, whole.start)
    sorted_ = at >= 0 and any(word in figures.text[at : whole.start] for word in ("分类", "划分", "分层", "分级"))
    starts = {figures.label(item)[:_FEWEST] for item in items}
    return (sorted_ or "分类" in told) and len(starts) == 1
