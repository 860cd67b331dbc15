"""A count told again in the words that named it, with a digit wrong: 受理申请318件。…。全年受理的381件申请.

Its noun may stand before the number or behind it. What points back (这批) may be any other number; without that the
two numbers must be one written wrong.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorer.checks.figures.beginnings_counts import POINTING, again
from scorer.checks.figures.quantifiers import clause_start, left_over
from scorer.checks.figures.verdicts import INCONSISTENT, Computed, is_sum, slipped
from scorer.statements.numerals import plain
from scorer.statements.readings import AMONG, BESIDE, FROM, INTAKE, REST, TO
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
_PLACE_FIRST = expression(r"(?:[全本我][市县区镇州旗省局街])+|20\d\d年|20\d\d年度")
_NARROW = (
    "新", "重大", "涉", "首", "其他", "部分", "重点", "主要", "仅", "单", "一般", "简易", "未", "不", "每", "平均",
)  # fmt: skip
_ASIDE = ("所", "里", "中", "局里", "内", "来", "在", "接受", "参加", "群众", "各类", "有关", "相关")
_NOUN_ENDS = ("里", "没有", "无", "来自", "由", "在", "负责", "承担", "分布", "接受", "进行", "被")
_AGENT = expression(r"^[^的]{1,6}?(?:局|办|中心|委|部门|科|组|人员|单位|机关|律师|政府)(?:牵头|负责|共|一共|总共|组织)")
_WHOLE_PLACES = ("全国", "全省", "全市", "全州", "全县", "全区", "全旗", "全镇", "全乡", "全街")
_HUNDRED = 100
_NUMBERS = ("的数量", "总数", "总量", "数量", "人数", "件数", "总计")
_INTAKE = ("承办", "受理", "收到", "接到", "接收", "办理", "承接")
_SOURCE = 60  # characters before a count in which its subject stands
_LOWER = expression(r"县区|区县|县市|各[县区镇乡街]|乡镇|镇街|街道|部门|县级|区级|乡级|基层", *"县区县镇街部基乡")
_THIS_YEAR = ("全年", "今年", "年内", "本年", "当年")
_TIED = (AMONG, REST, FROM, TO, *BESIDE)
_PAIR, _NOUN, _LONGEST = 2, 4, 14


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
            if not (wrong or pointed):
                continue
            if not _is_same(figures, other, reading) and not (wrong and _is_retold(figures, other, reading)):
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


def _is_retold(figures: Figures, first: Reading, again: Reading) -> bool:
    """Whether a later count says nothing of what it counts that the sentence of the earlier does not, and no less.

    抽查案卷140卷。…。督察组所抽查的案卷计104卷; 建公园3个、长廊12处。…。新建长廊21处.
    """
    if first.stage != again.stage and {first.stage, again.stage} != {"", INTAKE}:
        return False
    text, line = figures.text, figures.lines[first.sentence]
    source = text[max(line.start, first.start - _SOURCE) : first.start] + first.behind[:_LONGEST]
    if text[first.quantity.lead - 1 : first.quantity.lead] == "、":
        listed = next((r for r in reversed(line.readings) if r.at < first.at and r.behind == first.behind), first)
        source += listed.label[:_PAIR] + first.label  # the verb of the first item governs the list
    own = text[clause_start(text, again.start, ",;:。\n") : again.start]
    for word in _NUMBERS:
        own = own.replace(word, "")
    own = _without_who(own) + _noun(figures, again)
    if any(word in own for word in _NARROW if word not in source) or len(own) < _NOUN:
        return False
    told = _without_who(first.label) + _noun(figures, first)
    noun = _noun(figures, again)[-_PAIR:] or own.rstrip("共计有为达是数量总")[-_PAIR:]
    for word in _INTAKE if again.stage == INTAKE else ():
        own = own.replace(word, "")
    new = left_over(figures, own, source)
    if noun not in told or len(new) > 1 or _is_elsewhere(text[line.start : line.end], again.label):
        return False
    room = 2 * _PAIR if not new and again.quantity.number.value >= _HUNDRED else _PAIR
    return len(left_over(figures, told[-len(own) - _PAIR :], own)) <= room


def _is_elsewhere(first: str, again: str) -> bool:
    """Whether a sentence and the words of a later count speak of places of two levels: 全县, 全市."""
    place = next((word for word in _WHOLE_PLACES if word in again), "")
    return place != "" and place not in first and any(word in first for word in _WHOLE_PLACES)


def _without_who(label: str) -> str:
    """Some words without those that only point back, count or say whose it is."""
    for word in (*POINTING, *_IDLE, *_ASIDE):
        label = label.replace(word, "") if len(word) > 1 else label.strip(word)
    match = _PLACE_FIRST.match(label)
    label = (label[match.end() :] if match is not None else label).lstrip("0123456789")
    agent = _AGENT.match(label)
    return label[agent.end() :] if agent is not None else label


def _noun(figures: Figures, reading: Reading) -> str:
    """法律明白人 of 法律明白人都领到了证书."""
    behind = reading.behind.replace("“", "").replace("”", "")
    ends = [at for word in (*figures.words.body_ends, *_NOUN_ENDS) if (at := behind.find(word)) >= 0]
    noun = behind[: min(ends)] if ends else behind
    return noun if len(noun) <= _LONGEST - _NOUN else ""


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
