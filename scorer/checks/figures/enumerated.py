"""Things that are told one by one against the number announced: 四项举措:一是…二是…三是; 4次,时间分别为2月18日、5月6日.

第四期 of 三期; 由三名同志组成:组长甲,成员乙、丙、丁. What is told may be only some.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorer.checks.figures.beginnings_times import ORDINAL_ITEMS, days_beside, items, lots, members
from scorer.checks.figures.verdicts import CONSISTENT, INCONSISTENT, Computed
from scorer.statements.numerals import whole_number
from scorer.text.expressions import expression

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scorer.statements.readings import Figures

_NUMERAL = r"\d{1,2}|十[一二]?|[一二两三四五六七八九]"
_ANNOUNCED = expression(
    rf"(?<![\d第各每前后.十百])({_NUMERAL})(个?方面|个层面|个维度|[个项条点大类种件步])([^,;:。、\d“”()]{{0,12}}?)"
    r"(?:,?(?:具体|主要|分别|体现|表现)?(?:为|是|即|如下|在|有))?([:,。;])\n?$"
)
_THINGS = (
    "方面", "层面", "维度", "举措", "措施", "问题", "任务", "工作", "做法", "不足", "短板", "困难", "原因", "特点",
    "环节", "建议", "要求", "重点", "行动", "抓手", "制度", "机制", "步骤", "成效", "经验", "打算", "薄弱",
)  # fmt: skip
_GOES_ON = ("最后", "此外", "还有", "另外", "同时", "等。", "等方面", "等等", "以及")
_SOME = ("其中", "包括", "如", "等", "着重", "突出", "尤其", "主要", "重点", "比如")
_ORDER = "一二三四五六七八九十"
_BEFORE, _FARTHEST, _SLIP, _PAIR = 50, 1500, 2, 2
_MONTH_DAY = r"(?:1[0-2]|[1-9])月(?:\d{1,2}日)?"
_DAYS = rf"{_MONTH_DAY}(?:(?:、|和|及|与|以及)(?:{_MONTH_DAY}|\d{{1,2}}日)){{1,11}}"
_HELD = expression(
    rf"(?<![\d第各每前后.十百])({_NUMERAL})([次场期轮批回])([^。;\d]{{0,16}}?)"
    rf"(,?时间(?:分别|依次)?(?:为|是|在|:)|,?(?:分别|依次)(?:于|在|为|是|安排在)|[,:(]即?)({_DAYS})([^,。;]{{0,8}})"
)
_DAY = expression(r"(?:、|和|及|与|以及)")
_EACH_ONE = expression(r"^各(?:举办|召开|开展|组织|进行)?(?:了)?(?:一|1)")
_LOT = expression(r"(?:首|第([一二三四五六七八九]|\d{1,2}))([期批轮场次])(?![^,;。]{0,4}(?:将|拟|计划|预计))")
_ALL_LOTS = expression(rf"(?<![\d第各每前后.十百])({_NUMERAL})([期批轮场次])(?=[^,;。:]{{0,6}}[,:])")
_TEAM = expression(
    rf"(?<![\d第各每前后.十百])({_NUMERAL})[名位人](?:同志|同事|干部|人员|成员|骨干|律师|专家)?(?:共同)?组成[:,]([^。;\n]{{4,80}})"
)
_ROLE = expression(
    r"^(?:副?(?:组长|主任|队长|团长|主审|审判长|主席|会长|召集人|负责人)|成员|组员|队员|委员|联络员|书记员|记录员|承办人)(?:为|是|由|有|:)?"
    r"([\u4e00-\u9fff]{2,4}(?:(?:、|和|及)[\u4e00-\u9fff]{2,4})*)$"
)


def find_enumerated(figures: Figures) -> Iterator[Computed]:
    """Every number announced with what is told one by one behind it."""
    text = figures.text
    for at, family in items(text):
        yield from _itemised(figures, at, family)
    for low, high in days_beside(text):
        yield from _held(text, low, high)
    for low, high in lots(text):
        yield from _in_lots(text, low, high)
    for low in members(text):
        yield from _team(text, low)


def _told(start: int, end: int, said: int, found: int) -> Computed:
    verdict = CONSISTENT if said == found else INCONSISTENT
    return Computed(start, end, "list", verdict, f"{found} : {said}", True)


# —— 一是, 第一, (一) ——


def _itemised(figures: Figures, at: int, family: str) -> Iterator[Computed]:
    text = figures.text
    low = max(0, at - _BEFORE, text.rfind("\n", 0, max(0, at - 1)) + 1)
    match = _ANNOUNCED.search(text, low, at)
    if match is None:
        return
    number, counter, noun, mark = match.groups()
    said = whole_number(number)
    if said < _PAIR or noun.startswith("制度"):
        return  # 三项制度 is a name
    if mark != ":" and not any(word in counter + noun for word in _THINGS):
        return
    told, last = _count(text, at, family)
    end = text.find("\n", last)
    rest = text[last : end if end >= 0 else len(text)][:_FARTHEST]
    if told > said + _SLIP or said > told + _SLIP or told < _PAIR:
        return
    some = any(word in rest for word in _GOES_ON) or any(word in text[match.start() : at] for word in _SOME[:-3])
    if told < said and (some or any(sign in rest for sign in ORDINAL_ITEMS)):
        return
    yield _told(match.start(), last, said, told)


def _count(text: str, at: int, family: str) -> tuple[int, int]:
    """How many are told in order from the first on, in its paragraph, and where the last begins."""
    told, last = 1, at
    high = text.find("\n", at)
    high = high if high >= 0 else len(text)
    while told < len(_ORDER):
        sign = family.replace("一", _ORDER[told])
        found = next((i for stop in ";。,\n" if (i := text.find(stop + sign, last, high)) >= 0), -1)
        first = next((i for stop in ";。,\n:" if (i := text.find(stop + family, last + 1, high)) >= 0), -1)
        if found < 0 or (0 <= first < found) or found - last > _FARTHEST:
            break
        told, last = told + 1, found + 1
    return told, last + len(family)


# —— days and lots ——


def _held(text: str, low: int, high: int) -> Iterator[Computed]:
    """4次,时间分别为2月18日、5月6日、9月11日; 2轮,3月、7月和11月各一轮."""
    for match in _HELD.finditer(text, low, high):
        number, _, between, lead, days, tail = match.groups()
        said, held = whole_number(number), len(_DAY.findall(days)) + 1
        each = _EACH_ONE.match(tail) is not None
        before = text[max(low, match.start() - _BEFORE) : match.start()]
        if said < _PAIR or tail.startswith("等") or any(word in between + lead for word in _SOME):
            continue
        if any(word in before.rpartition("。")[2] for word in ("其中", "第")) or abs(held - said) > _SLIP:
            continue
        days_told = days.count("日") == held
        if not each and lead in (",", ":", "(") and (held < said or tail[:1] not in ("", ")")):
            continue
        if held < said and not (days_told or each):
            continue  # two of one month are named once
        yield _told(match.start(), match.end(5), said, held)


def _in_lots(text: str, low: int, high: int) -> Iterator[Computed]:
    """举办培训三期,首期在4月,…,第四期在10月: one more than there were."""
    whole = _ALL_LOTS.search(text, low, high)
    if whole is None:
        return
    said, kind = whole_number(whole.group(1)), whole.group(2)
    told = [m for m in _LOT.finditer(text, whole.end(), high) if m.group(2) == kind]
    values = [whole_number(m.group(1)) if m.group(1) else 1 for m in told]
    in_order = values[:2] == [1, 2] and values == list(range(1, len(values) + 1))
    if in_order and _PAIR <= said <= len(values) <= said + _SLIP:
        yield _told(whole.start(), told[-1].end(), said, len(values))


# —— persons by their roles ——


def _team(text: str, low: int) -> Iterator[Computed]:
    """由三名同志组成:组长李明,成员王强、张丽、陈刚."""
    match = _TEAM.search(text, low)
    if match is None:
        return
    roles = [_ROLE.match(clause) for clause in match.group(2).split(",")]
    if len(roles) < _PAIR or any(role is None for role in roles):
        return
    told = sum(len(_DAY.findall(role.group(1))) + 1 for role in roles if role is not None)
    said = whole_number(match.group(1))
    if abs(told - said) <= _SLIP:
        yield _told(match.start(), match.end(), said, told)
