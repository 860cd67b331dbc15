"""Who has most, least or next to most, and who has more than whom, against the values told of each.

王律师134人次,李律师97人次,以李律师接访量居首; 线上办件超过线下办件:线上2.1万件,线下2.4万件.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from scorer.checks.figures.beginnings import CLAIMED_PLACES, ORDERED, THAN, standings
from scorer.checks.figures.verdicts import CONSISTENT, INCONSISTENT, Computed, computed
from scorer.statements.numerals import plain, whole_number
from scorer.statements.quantities import COUNT, DURATION, RATE
from scorer.statements.readings import AMONG, LAST, MOVED, REST, SUM
from scorer.text.expressions import expression

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scorer.statements.readings import Figures, Line, Reading

MOST, LEAST, SECOND = CLAIMED_PLACES
_CLAUSE = ",;:。\n("
_ASIDE = _CLAUSE + "、"
_PAIR = 2
_LONGEST_NAME = 16
_NEAR = 40  # characters of the clause before that may name a value
_FOLLOWING = 80  # characters behind a comparison in which the values stand
_NOVEL = 1
_SERIES = 3
_LINKS = (
    *("为", "是", "达", "达到", "仅", "仅为", "只有", "有", "共", "计", "约", "则为", "也", "各", "全年", "年内"),
    *("得", "计", "数", "已", "高达", "分别为"),
)
_ORGANS = frozenset("镇乡街村县区市局庭队所站院校厂窗类片季月")  # with which the names of bodies and kinds end
_ALIKE = {"乡": "镇", "街": "镇", "区": "县", "市": "县"}
_NO_NAME = frozenset("全本各我该同个")
_ORDINAL = expression(r"第?([一二三四五六七八九十]|\d)(?:季度|窗口|中队|轮|批|组|个|期|阶段|分局|庭|片区)")
_DESCENDING = expression(
    r"前(?:三|四|五|3|4|5)的[^,;:。\d]{0,4}(?:依次|分别)(?:为|是)[^,;:。\d]{2,30}(?:,分别为?|,依次为?)|(?:排名|排在|位居|居|列)前(?:三|四|五|3|4|5)(?:位|名)?的?[^,;:。\d]{0,8}(?:依次|分别)(?:为|是)|前(?:三|四|五|3|4|5)(?:位|名)(?:依次|分别)?(?:为|是)|(?:从|由)(?:高到低|多到少|大到小|低到高|少到多|小到大|短到长|长到短|快到慢|慢到快)[^,;。\d]{0,8}"
)
_UPWARD = ("从低", "由低", "从少", "由少", "从小", "由小", "从短", "由短", "从快", "由快")
_COMPARED = expression(
    r"([^,;:。\d(]{2,16}?)(超过了?|多于|高于|大于|反超|超出|优于|胜过|少于|低于|小于|不及|逊于|不如|落后于)([^,;:。\d(]{2,16}?)(?:数|量)?(?=[,;:。(]|$)"
)
_BECAUSE = expression(r"[因由][^,]*?而")
_MORE = ("超过", "超过了", "多于", "高于", "大于", "反超", "超出", "优于", "胜过", "多", "高")
_THAN = expression(r"([^,;:。\d(]{2,16}?)[较比]([^,;:。\d(]{2,16}?)(?:更|为|要|略)(多|高|少|低)(?=[,;:。])")
_AGAINST = frozenset("比较与同距")  # 比最高的年份下降6.4个百分点: of that year nothing is said
_DENIED = ("不", "未", "没有", "没", "不得", "是否", "不能", "禁止", "不应", "要求", "不可")
_FOREIGN = (
    *("金额", "人均", "增幅", "增速", "增长", "降幅", "涨幅", "大案", "面积", "时长", "进步", "提升", "均"),
    *("影响", "难度"),
)


class Named:
    """A value and what it is told of."""

    __slots__ = ("kind", "linked", "name", "reading")

    def __init__(self, name: str, reading: Reading, *, linked: bool) -> None:
        self.name: Final = name
        self.reading: Final = reading
        self.linked: Final = linked  # whether the name is that of the clause before
        self.kind: Final = _kind(name)


def find_standings(figures: Figures) -> Iterator[Computed]:
    """Every superlative and every comparison of two that a sentence with their values makes."""
    text = figures.text
    compared = figures.mask(("figure-above", "figure-below"))
    for number, line in standings(figures):
        roles = [
            (role, span)
            for role in CLAIMED_PLACES
            if number in figures.saying(role)
            for span in figures.scan.inside(role, line.start, line.end)
            if text[span[0] - 1] not in _AGAINST
        ]
        said = text[line.start : line.end]
        pairs = list(_COMPARED.finditer(said)) if figures.told[number] & compared else []
        than = list(_THAN.finditer(said)) if any(word in said for word in THAN) else []
        ordered = _DESCENDING.search(said) if any(word in said for word in ORDERED) else None
        if not (roles or pairs or than or ordered):
            continue
        named = _named(figures, line)
        for role, span in roles:
            yield from _leads(figures, line, named, role, *span)
        for match in pairs:
            yield from _compared(figures, named, line.start + match.start(), *match.groups())
        for match in than:
            one, other, verb = match.groups()
            yield from _compared(figures, named, line.start + match.start(), one, verb, other)
        if ordered:
            yield from _ordered(figures, named, line.start + ordered.end(), upward=ordered.group().startswith(_UPWARD))


def _named(figures: Figures, line: Line) -> list[Named]:
    """The values of a sentence with the names that they are told of."""
    found = []
    for reading in line.readings:
        name = reading.label.removeprefix("其中").removeprefix("和").removeprefix("及")
        linked = not name.strip("".join(_LINKS))
        tied = reading.tie in (MOVED, REST) or (reading.tie == SUM and not linked)
        if reading.quantity.kind not in (COUNT, RATE, DURATION) or tied:
            continue
        lead = reading.quantity.lead
        alone = linked and lead > line.start and figures.text[lead - 1] in _CLAUSE and name == reading.label
        if alone:
            name = figures.text[max(line.start, lead - 1 - _NEAR) : lead - 1]
            name = name[max(name.rfind(stop) for stop in _CLAUSE) + 1 :]
        found.append(Named(name[-2 * _LONGEST_NAME :], reading, linked=alone))
    return found


def _kind(name: str) -> str:
    """The character with which the name of a body or kind ends; empty where there is none: 镇 of 城关镇化解纠纷."""
    for at in range(1, len(name)):
        if name[at] in _ORGANS and name[at - 1] not in _NO_NAME:
            return _ALIKE.get(name[at], name[at])
    return ""


# —— superlatives ——


def _leads(figures: Figures, line: Line, named: Sequence[Named], role: str, start: int, end: int) -> Iterator[Computed]:
    text = figures.text
    low = max(text.rfind(stop, line.start, start) for stop in _ASIDE) + 1
    low = max(low, line.start)
    high = min((at for stop in _ASIDE if (at := text.find(stop, end, line.end)) >= 0), default=line.end)
    clause = text[low:high]
    bare = _without_cause(clause.replace(text[start:end], "|"))
    run = _run(figures, line)
    one = _by_ordinal(clause, named, run)
    inside = one is not None
    if one is not None:
        if any(word in clause for word in _FOREIGN):
            return
        others = [other for other in named if other is not one and other.reading in run]
    else:
        one = _meant(bare, named)
        if one is None and low - 1 > line.start and not _is_foreign(figures, line, clause, named[0], text[start:end]):
            one = _meant(_clause_before(text, line, low), named)  # 电话渠道仍是主渠道,件数居首
        if one is None:
            return
        inside = low <= one.reading.start <= high + _SERIES + 2
        others = [other for other in _rivals(one, named, own=inside) if _is_mean(one) or not _is_mean(other)]
    own = [r for r in line.readings if start <= r.start <= high + 6 and r.unit == one.reading.unit]
    if not others or any(r.quantity.number.value != one.reading.quantity.number.value for r in own):
        return
    if not inside and _is_foreign(figures, line, clause, one, text[start:end], others):
        return
    value = one.reading.quantity.number.value
    more = [other for other in others if other.reading.quantity.number.low > one.reading.quantity.number.high]
    less = [other for other in others if other.reading.quantity.number.high < one.reading.quantity.number.low]
    wrong = more if role == MOST else less if role == LEAST else more if len(more) != 1 and len(others) > 1 else []
    if role == SECOND and len(others) > 1 and not more:
        wrong = less
    shown = f"{text[start:end]}: {plain(value)}"
    if wrong:
        shown += f", {plain(wrong[0].reading.quantity.number.value)}"
    places = [one.reading, *(other.reading for other in wrong)]
    first = min(low, *(reading.start for reading in places))
    last = max(high, *(reading.end for reading in places))
    yield Computed(first, last, "order", INCONSISTENT if wrong else CONSISTENT, shown, True)


def _is_mean(one: Named) -> bool:
    return "均" in one.name or "每" in one.name


def _without_cause(clause: str) -> str:
    """北片区案件最多 of 北片区因夜市稠密而案件最多."""
    return _BECAUSE.sub("", clause) if "而" in clause else clause


def _clause_before(text: str, line: Line, low: int) -> str:
    before = max(line.start, *(text.rfind(stop, line.start, low - 1) + 1 for stop in _CLAUSE))
    if text[before] in _AGAINST and before > line.start:  # 12月58件,比11月多9件,全年最多: said of what is compared
        return _clause_before(text, line, before)
    return text[before : low - 1]


def _meant(clause: str, named: Sequence[Named]) -> Named | None:
    """The one value whose name a clause holds; None if it is not settled."""
    best: list[tuple[int, Named, int]] = []
    for one in named:
        others = [other.name for other in named if other is not one]
        length, at = _shared(one.name, clause, others)
        if length:
            best.append((length, one, at))
    best.sort(key=lambda found: (-found[0], found[2]))
    if not best:
        return None
    return best[0][1]


def _shared(name: str, clause: str, others: Sequence[str]) -> tuple[int, int]:
    """How many characters of a name a clause holds at most that no other name holds, and where they stand in it."""
    for length in range(min(len(name), 8), 1, -1):
        for at in range(len(name) - length + 1):
            part = name[at : at + length]
            if part in clause and not any(part in other for other in others):
                return length, clause.find(part)
    return 0, 0


def _by_ordinal(clause: str, named: Sequence[Named], run: Sequence[Reading]) -> Named | None:
    """第二季度 of 四季度投诉量依次为32件、28件、41件、37件."""
    match = _ORDINAL.search(clause) if run else None
    if match is None or not 0 < whole_number(match.group(1)) <= len(run):
        return None
    reading = run[whole_number(match.group(1)) - 1]
    return next((one for one in named if one.reading is reading), None)


def _run(figures: Figures, line: Line) -> list[Reading]:
    """The values that stand side by side without names of their own."""
    run: list[Reading] = []
    for reading in line.readings:
        if run and reading.unit == run[-1].unit and figures.between(run[-1], reading) in ("、", "和", "及", "与"):
            run.append(reading)
        elif len(run) >= _SERIES:
            break
        else:
            run = [reading]
    return run if len(run) >= _SERIES else []


def _rivals(one: Named, named: Sequence[Named], *, own: bool) -> list[Named]:
    """The values of the same kind of thing: of two towns, of two lawyers, of what is listed behind the first."""
    a = one.reading
    found = []
    for other in named:
        b = other.reading
        if other is one or other.linked or LAST in (a.tie, b.tie) or (own and b.at < a.at):
            continue
        timed = one.kind in ("季", "月") or "" in (a.period, b.period) or a.period == b.period
        if timed and a.unit == b.unit and a.quantity.kind == b.quantity.kind and b.tie != AMONG:
            found.append(other)
    alike = [other for other in found if one.kind and one.kind == other.kind and _is_of_one(one, other)]
    if alike or own:
        listed = [r for r in found if r.reading.at > a.at and not r.reading.stage and len(r.name) <= _LONGEST_NAME // 2]
        return alike or (listed if len(listed) > 1 and len({r.reading.behind for r in listed}) == 1 else [])
    return [other for other in found if one.name[-1:] == other.name[-1:] and one.name[-1:] not in ("", "的")]


def _is_of_one(one: Named, other: Named) -> bool:
    """Whether two values of bodies of one kind are of one measure: 东山县受理复议申请, 西河县受理信访事项."""
    a, b = (_measure(named.name) for named in (one, other))
    return len(a) < _PAIR or len(b) < _PAIR or a[-_PAIR:] in b or b[-_PAIR:] in a


def _measure(name: str) -> str:
    """The words of a name behind that of a body, without those that only lead to a number."""
    at = next((at for at in range(1, len(name)) if name[at] in _ORGANS and name[at - 1] not in _NO_NAME), -1)
    measure = name[at + 1 :]
    for link in _LINKS:
        measure = measure.removesuffix(link)
    return measure


def _is_foreign(figures: Figures, line: Line, clause: str, one: Named, word: str, others: Sequence[Named] = ()) -> bool:
    """Whether a clause speaks of another measure than that of the values: 金额最大 beside 118件."""
    rate = one.reading.quantity.kind == RATE
    if any(other in clause for other in _FOREIGN) or (
        rate and any(other in clause for other in ("数量", "件数", "总数"))
    ):
        return True
    if not rate and "率" in clause:
        return True
    end = max(named.reading.end for named in (one, *others)) if others else line.end
    said = figures.text[line.start : end].replace(clause, "|", 1)
    rest = _without_cause(clause.replace(word, ""))
    for idle in figures.words.claim_measures:
        rest = rest.replace(idle, "")
    return len([char for char in rest if char not in said]) > _NOVEL


def _ordered(figures: Figures, named: Sequence[Named], at: int, *, upward: bool) -> Iterator[Computed]:
    """排名前三的镇依次为:河东镇120件、河西镇95件、河南镇108件."""
    run = [one.reading for one in named if one.reading.start >= at]
    run = [r for r in run if r.unit == run[0].unit][: _SERIES + 2]
    if len(run) < _SERIES or any(
        ";" in figures.between(a, b) or "," in figures.between(a, b) for a, b in pairwise(run)
    ):
        return
    values = [reading.quantity.number for reading in run]
    wrong = any((a.low > b.high) if upward else (a.high < b.low) for a, b in pairwise(values))
    shown = " → ".join(plain(number.value) for number in values)
    yield computed(run, "order", INCONSISTENT if wrong else CONSISTENT, shown)


# —— one against another ——


def _compared(figures: Figures, named: Sequence[Named], at: int, one: str, verb: str, other: str) -> Iterator[Computed]:
    """线上办件超过线下办件:线上2.1万件,线下2.4万件; 甲案多于乙案,分别为286件和301件."""
    if one.endswith(_DENIED) or any(word in one for word in _DENIED):
        return
    if any(word in one + other and not any(word in value.name for value in named) for word in _FOREIGN):
        return  # 普通程序案件罚款金额多于简易程序案件
    text = figures.text
    low = at + len(one) + len(verb) + len(other)
    values = [value for value in named if value.reading.start > low and value.reading.start - low < _FOLLOWING]
    a, b = _meant(one, values), _meant(other, values)
    if a is None and b is None:  # 甲多于乙,前者310件,后者260件
        a = next((value for value in values if value.reading.label.startswith("前者")), None)
        b = next((value for value in values if value.reading.label.startswith("后者")), None)
    if a is None or b is None:  # 前者2310件,后者2650件,前者多于后者
        early = [value for value in named if value.reading.end < at]
        early = [value for value in early if value.reading.unit == early[-1].reading.unit]
        a, b = _meant(one, early), _meant(other, early)
    together = [value for value in values if value.reading.unit == values[-1].reading.unit]
    if len(together) == _PAIR and figures.between(together[0].reading, together[1].reading) in ("、", "和", "及", "与"):
        a, b = together if "分别" in text[low : together[0].reading.start] else (a, b)
    if a is None or b is None or a is b or a.reading.unit != b.reading.unit:
        return
    if a.reading.quantity.kind != b.reading.quantity.kind:
        return
    more = verb in _MORE
    x, y = a.reading.quantity.number, b.reading.quantity.number
    wrong = x.high < y.low if more else x.low > y.high
    sign = ">" if x.value > y.value else "<"
    shown = f"{plain(x.value)} {sign} {plain(y.value)}, {verb}"
    verdict = INCONSISTENT if wrong else CONSISTENT
    start, end = min(at, a.reading.start, b.reading.start), max(low, a.reading.end, b.reading.end)
    yield Computed(start, end, "order", verdict, shown, True)
