"""A count told again in the words that named it, with a digit wrong: 受理申请318件。…。全年受理的381件申请.

Its noun may stand before the number or behind it. What points back (这批) may be any other number; without that the
two numbers must be one written wrong.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorer.checks.figures.beginnings_counts import POINTING, again
from scorer.checks.figures.quantifiers import clause_start
from scorer.checks.figures.verdicts import INCONSISTENT, Computed, is_sum, slipped
from scorer.statements.numerals import plain
from scorer.statements.readings import AMONG, BESIDE, FROM, REST, TO
from scorer.text.expressions import expression

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scorer.statements.readings import Figures, Reading

_FIRST = ("首批", "首轮", "首期")
_IDLE = (
    *("全年", "年内", "本年度", "本年", "今年", "目前", "截至目前", "现有", "共有", "累计", "一共", "总共", "合计"),
    *("全市", "全县", "全区", "全省", "全州", "全镇", "全旗", "我市", "我县", "我区", "共", "计", "已", "对", "将"),
    *("的", "有", "为", "达", "了", "以"),
)
_COUNTED = ("的数量", "总数", "总量", "数量", "件数", "人数", "数", "定格在", "最终", "实际", "达到", "是", "在", "为")
_PLACE = expression(r"[^,;。的]{0,9}?(?:市|县|区|州|旗|镇|局|政府|司法局|委|办|中心|省|各级|机关|组织|厅)里?$")
_OTHER_TIMES = (
    *("上半年", "下半年", "季度", "月", "上年", "去年", "年初", "此前", "往年", "计划", "拟", "目标"),
    *("新增", "预计", "应", "平均", "每", "第一批", "第二批", "以来", "其中", "另", "占", "本级", "直属", "截至"),
)
_LOWER = expression(r"县区|区县|县市|各[县区镇乡街]|乡镇|镇街|街道|部门|县级|区级|乡级|基层", *"县区县镇街部基乡")
_THIS_YEAR = ("全年", "今年", "年内", "本年", "当年")
_TIED = (AMONG, REST, FROM, TO, *BESIDE)
_LEAST, _PAIR, _NOUN, _LONGEST = 10, 2, 4, 14


def find_again(figures: Figures) -> Iterator[Computed]:
    """Every count that an earlier sentence tells in the same words with another number."""
    for reading in again(figures):
        if not _is_plain(reading):
            continue
        number = reading.quantity.number
        pointed = reading.label.startswith(POINTING)
        before = [r for r in figures.before(reading) if r.counts and r.unit == reading.unit]
        for other in before if not any(_is_equal(r, reading) for r in before) else ():
            if other.sentence == reading.sentence or not _is_plain(other) or reading.period not in ("", other.period):
                continue
            wrong = slipped(other.quantity.number.value, number.value)
            if not (wrong or pointed) or not _is_same(figures, other, reading):
                continue
            if not _is_of_other_time(figures, other, reading) and not is_sum(before, reading):
                values = plain(other.quantity.number.value), plain(number.value)
                yield Computed(other.start, reading.end, "twice", INCONSISTENT, f"{values[0]} ≠ {values[1]}", True)
                break


def _is_plain(reading: Reading) -> bool:
    """Whether a count is exactly told, and tied to no other."""
    number = reading.quantity.number
    told = not number.manner and number.decimals <= 0 and reading.quantity.paren < 0
    return told and reading.tie not in _TIED and not reading.mean


def _is_equal(one: Reading, other: Reading) -> bool:
    a, b = one.quantity.number, other.quantity.number
    return bool(a.low <= b.high and b.low <= a.high)


def _is_same(figures: Figures, first: Reading, again: Reading) -> bool:
    """Whether the words of the later count are those of the earlier, and neither says more of it."""
    head = _bare(again.label)
    told = _bare(first.label)
    behind = again.behind.replace("“", "").replace("”", "")
    noun = _shared(behind, told)
    if noun:  # 受理行政复议申请318件; 受理的381件行政复议申请
        rest = told.removesuffix(head + noun)
        named = told.endswith(head + noun) and (len(noun) >= _NOUN or len(head) >= _PAIR)
        return named and len(head + noun) >= _NOUN and _is_place(rest)
    if first.behind and again.behind and len(head) >= _PAIR:  # 首批42个赋权乡镇; 首批45个赋权乡镇
        noun = _common(first.behind, again.behind)
        return len(noun) >= _NOUN - 1 and told.endswith(head) and _is_place(told.removesuffix(head))
    for word in (*_COUNTED, *_COUNTED):
        head = head.removesuffix(word)
    head = head.removesuffix("的")
    alone = not first.behind and not again.behind and len(told) >= _NOUN + _PAIR
    return alone and head.endswith(told) and _is_place(head.removesuffix(told))


def _bare(label: str) -> str:
    """The words before a number without those that only count, point or say of which year or place it is."""
    label = label.replace("“", "").replace("”", "")
    for word in (*POINTING, *_IDLE):
        label = label.replace(word, "") if len(word) > 1 or word in "共已的了" else label.removeprefix(word)
    for word in _IDLE:
        label = label.removesuffix(word)
    return label


def _shared(behind: str, told: str) -> str:
    """The longest beginning of the words behind a number with which other words end."""
    return next((behind[:at] for at in range(min(len(behind), _LONGEST), 1, -1) if told.endswith(behind[:at])), "")


def _common(one: str, other: str) -> str:
    """The beginning that two words have in common."""
    length = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return one[:length]


def _is_place(rest: str) -> bool:
    """Whether what is left of some words only says whose it is."""
    rest = rest.rstrip("对将由把")
    return not rest or _PLACE.fullmatch(rest) is not None


def _is_of_other_time(figures: Figures, first: Reading, again: Reading) -> bool:
    """Whether the clauses of two counts speak of unlike times or of some only."""
    if again.label.startswith((*_FIRST, *POINTING)):
        return False  # which they are is said, whenever it is told
    if _LOWER.search(again.label) is not None and _LOWER.search(first.label) is None:
        return True  # 召开新闻发布会14场。县区全年共召开新闻发布会41场
    said = []
    for reading in (first, again):
        low = clause_start(figures.text, reading.quantity.lead - 1, ",;。\n")
        low = max(low, figures.lines[reading.sentence].start, reading.start - 2 * _LONGEST)
        said.append(figures.text[low : reading.start] + reading.behind[:_NOUN])
    summed_up = "累计" in said[1] and "累计" not in said[0] and not any(word in said[1] for word in _THIS_YEAR)
    return summed_up or any((word in said[0]) != (word in said[1]) for word in _OTHER_TIMES)
