"""Lists that are told to be all of a count, with as many for each of several: 三镇各2件,其他乡镇没有; 明细如下:…."""

from __future__ import annotations

from fractions import Fraction
from itertools import accumulate
from typing import TYPE_CHECKING

from scorer.checks.figures.beginnings import LEAD, for_several, led_to
from scorer.checks.figures.verdicts import CONSISTENT, INCONSISTENT, Computed, computed
from scorer.statements.numerals import EXACT, plain, whole_number
from scorer.statements.quantities import COUNT
from scorer.statements.readings import AMONG, BESIDE, MOVED
from scorer.text.expressions import expression

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scorer.statements.readings import Figures, Reading

# Directly behind a list: that there is nothing else.
_NO_MORE = expression(
    r"[,;。]?(?:除此之?外|此外|除上述外)?,?(?:再?没有|再?无|均无|别无)(?:其他|其它|别的|另外的)"
    r"|[,;。](?:其他|其它|其余|余下)[^,;。\d]{1,10}?(?:没有|未|均未|均无|无|为零|不涉及)"
    r"|[,;。](?:以上|上述|这)(?:几|[两三四五六七八\d])(?:项|类|部分|种)(?:即|便|就|合起来|加起来)"
)
_LED = expression(
    r"(?:明细|具体|分类|分项|详细|构成|分布|组成)(?:情况|明细|数据|结果)?(?:如下|为|是|有|包括)?:|(?:情况|名单|分布|结果)如下:"
)
_SEVERAL = expression(r"([两二三四五六七八九十]|\d{1,2})(?:个|家|类|项|种)?[^、,;:\d]{0,5}各$")
_QUARTER = "季度各"
_OPEN = ("等", "主要", "其中", "重点", "多为", "包括", "分别", "新增", "以上", "约")
_KINDS = frozenset("类个家种项镇乡村所")
_FAR, _MOST, _FEWEST = 50, 10, 3  # per cent that a list told wrong is off; counts of a list
_FOUR, _NEXT, _NAME = 4, 16, 5


def find_complete(figures: Figures) -> Iterator[Computed]:
    """Every count whose parts are all told behind it, some of them as so many for each."""
    text = figures.text
    leads = [at for at in led_to(text) if _LED.search(text, max(0, at - LEAD), at) is not None]
    each = next(for_several(figures), None) is not None
    for whole in figures.index.kind[COUNT] if leads or each else ():
        if not _may_be_whole(whole):
            continue
        parts = _parts(figures, whole)
        if not parts:
            continue
        counts = [_multiplicity(figures, part) for part in parts]
        led = next((at for at in leads if whole.end <= at <= parts[0].start), 0)
        told = len(parts) >= _FEWEST and led > 0 and text.find("。", whole.end, parts[0].start) < 0
        closed = _NO_MORE.match(text, parts[-1].end) is not None or _is_year(figures, whole, parts)
        if 0 in counts or not (told or (closed and max(counts) > 1)):
            continue
        total = sum(Fraction(part.quantity.number.value) * count for count, part in zip(counts, parts, strict=True))
        value = Fraction(whole.quantity.number.value)
        far = _FAR if max(counts) > 1 else _FAR // 2
        made_up = value in accumulate(Fraction(part.quantity.number.value) for part in parts[:-1])
        if 100 * abs(total - value) > far * value or made_up or _is_open(figures, whole, parts):
            continue
        terms = [
            plain(p.quantity.number.value) + (f"×{n}" if n > 1 else "") for n, p in zip(counts, parts, strict=True)
        ]
        verdict = CONSISTENT if total == value else INCONSISTENT
        shown = f"{plain(value)} {'=' if total == value else '≠'} {'+'.join(terms)}"
        shown += f" = {plain(total)}" if total != value else ""
        yield computed([whole, *parts], "sum", verdict, shown)


def _may_be_whole(whole: Reading) -> bool:
    number = whole.quantity.number
    told = number.exact and number.value >= _FOUR and whole.quantity.paren < 0
    return told and whole.tie not in (AMONG, MOVED, *BESIDE) and not whole.mean and not whole.label.endswith("各")


def _parts(figures: Figures, whole: Reading) -> Sequence[Reading]:
    """The counts of its unit behind a whole: in its sentence, or if that ends with it in the next."""
    behind = list(figures.following(whole))
    if not behind:
        number = whole.sentence + 1
        line = figures.lines[number] if number < len(figures.lines) else None
        near = line is not None and figures.text[whole.end : line.start].strip("。 ") == ""
        behind = list(line.readings) if line is not None and near else []
    found = [r for r in behind[:_NEXT] if r.counts and r.unit not in _KINDS - {whole.unit}]
    alike = [r for r in found if figures.words.alike(r.unit, whole.unit)]
    plainly = all(r.tie == "" and r.quantity.number.manner == EXACT and r.quantity.paren < 0 for r in alike)
    return alike if len(alike) == len(found) and plainly and 1 <= len(alike) <= _MOST else ()


def _multiplicity(figures: Figures, part: Reading) -> int:
    """For how many a count is told: 三镇各2件; 两类各58份; 二、三、四季度各1次; 0 where that is not said."""
    if not part.label.endswith("各"):
        return 1
    before = figures.readings[part.at - 1] if part.at else None
    joined = before is not None and before.end == part.quantity.lead and len(part.label) <= _NAME
    if before is not None and joined and before.unit in _KINDS:  # 三个片区各6场
        return int(before.quantity.number.value)
    said = figures.text[part.quantity.name : part.start]
    match = _SEVERAL.search(said)
    if match is not None and not said.endswith(_QUARTER):
        return whole_number(match.group(1))
    return said.count("、") + 1 if "、" in said else 0


def _is_year(figures: Figures, whole: Reading, parts: Sequence[Reading]) -> bool:
    """Whether the parts are of the four quarters of a year: 一季度2次,二、三、四季度各1次."""
    said = figures.text[whole.end : parts[-1].start]
    last = figures.text[parts[-1].quantity.name : parts[-1].start]
    return last.endswith(_QUARTER) and all(number in said for number in "一二三四") and said.count("季度") > 1


def _is_open(figures: Figures, whole: Reading, parts: Sequence[Reading]) -> bool:
    """Whether words say that the list is of some only, or that its parts overlap."""
    said = figures.text[whole.end : parts[-1].end]
    if figures.scan.has("figure-told-overlap", whole.end, min(len(figures.text), parts[-1].end + _NEXT)):
        return True
    return any(word in said for word in _OPEN if word != "分别" or len(parts) == 1)
