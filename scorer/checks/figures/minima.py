"""A least for each of so many against the total: 15个镇街均配齐2名以上,共27名; 一村一处起步,33个村建29处.

Where the least is of a month or a quarter, the total is of the year. The bodies may stand behind it, the total before.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from scorer.checks.figures.beginnings import PERSONS, alike, is_least, minima, one_for_one
from scorer.checks.figures.quantifiers import clause_start
from scorer.checks.figures.verdicts import CONSISTENT, INCONSISTENT, Computed, computed
from scorer.statements.numerals import EXACT, LEAST, plain
from scorer.statements.readings import AMONG, BESIDE, FROM, MOVED, TO, Figures, Reading
from scorer.text.expressions import expression

# Annotations are values in this module, not strings: typing compiles each string of a NamedTuple, at every start.

_SPREAD = expression(r"[每各均都]|家家|村村|校校|人人|个个|最少的|最小的|底线|一律|全部|分别")
_EVERYWHERE = ("家家", "村村", "校校", "全覆盖", "个个")
_FORMULA = expression(
    r"一([村镇乡校所县案户居社部局站队])(?:居|区)?(?:至少|不少于)?一([处名所站位件个间场次])"
    r"(?:起步|打底|以上|为底线|起)"
)
_PERIODS = {"季度": 4, "季": 4, "月": 12, "半年": 2, "学期": 2, "周": 45}
_PERIOD = expression(r"(?:每|一)(?:个)?(季度|季|月|半年|学期|周)")
_EACH = expression(r"[每各](?:一|个|家|所|名|支|类)?([^,;。\d每各均都]{0,6})")
_TOTAL = (
    "共", "总", "合计", "加总", "现有", "建成", "累计", "全部", "下来", "在岗", "拢共", "凑", "加起来", "相加", "实有",
)  # fmt: skip
_SPOILT = (
    "除", "要求", "原则", "力争", "计划", "目标", "逐步", "试点", "首批", "不足", "缺", "尚未", "兼", "共享", "共用",
    "轮流", "部分", "其余", "应当", "应配", "应不", "须", "争取", "拟", "左右", "上年", "平均", "达标的", "一般",
    "巡回", "联片", "去年",
)  # fmt: skip
_DENIED = expression(
    r"(?:[互均也皆]?不|不得|无|没有|未)[^,;。]{0,4}?(?:兼任|兼职|兼|重复|跨[^,;。]{1,2}|共享|缺)|不足(?:部分)?由"
)
_PART_YEAR = ("半年", "季度", "月份", "当月", "首月")
_IDLE = (
    "全市", "全县", "全区", "全镇", "全省", "目前", "现有", "建成", "合计", "总共", "累计", "全年", "共", "了", "的",
    "为", "达", "总数",
)  # fmt: skip
_NEAREST, _PAIR, _MOST = 8, 2, 12
_REACH = Fraction(2, 5)  # of what is needed that a total told wrong comes to


class _Least(NamedTuple):
    """The least of each: where it is told, how many, how often a year, of what unit, of whom, and its words."""

    start: int
    end: int
    sentence: int
    value: Fraction
    unit: str
    owner: str
    words: str
    at: int
    owner_at: int = -1  # the count of bodies in its own clause


def find_minima(figures: Figures) -> Iterator[Computed]:
    """Every least for each with how many they are and what all have."""
    for reading in minima(figures):
        least = _least(figures, reading)
        if least is not None:
            yield from _judged(figures, least)
    for at in one_for_one(figures.text):
        match, number = _FORMULA.match(figures.text, at), figures.sentence_at(at)
        if match is not None and number >= 0 and at < figures.lines[number].end:
            yield from _judged(figures, _Least(*match.span(), number, Fraction(1), match[2], match[1], "", -1))


def _least(figures: Figures, reading: Reading) -> _Least | None:
    if reading.tie in (AMONG, FROM, TO, MOVED, *BESIDE) or reading.mean:
        return None
    text, floor = figures.text, figures.lines[reading.sentence].start
    low = max(floor, clause_start(text, reading.start, ",;。\n"))
    clause, wider = text[low : reading.start], text[max(low - _MOST, floor) : low]
    told = reading.quantity.number.manner == LEAST and text[reading.start : reading.start + 1] not in "超突高多逾"
    fewest = "最少的" in text[max(low - 2 * _MOST, floor) : reading.start] and ("也" in clause or "都" in clause)
    if not (told or is_least(reading) or fewest):
        return None
    before = [r for r in figures.lines[reading.sentence].readings if r.at < reading.at and r.start >= low]
    spread = fewest or _SPREAD.search(clause) is not None or _owns(before[-1:])
    if not spread and not (len(clause) <= _NEAREST and any(word in wider for word in _EVERYWHERE)):
        return None
    period = _PERIOD.search(clause)
    times = _PERIODS[period.group(1)] if period is not None else 1
    each = [m.group(1) for m in _EACH.finditer(clause) if not m.group(1).startswith((*_PERIODS, "自", "有", "配"))]
    return _Least(reading.start, reading.end, reading.sentence, Fraction(times * reading.quantity.number.value),
                  reading.unit, each[-1] if each else "", reading.around, reading.at,
                  before[-1].at if _owns(before[-1:]) else -1)  # fmt: skip


def _owns(before: Sequence[Reading]) -> bool:
    """Whether a count of bodies stands before a least in its clause: 15个镇街配齐2名以上."""
    return bool(before) and before[0].counts and before[0].unit not in PERSONS and before[0].quantity.number.value > 1


def _judged(figures: Figures, least: _Least) -> Iterator[Computed]:
    near = _near(figures, least)
    owners = [r for r in near if r.at == least.owner_at] if least.owner_at >= 0 else []
    owners = owners or [r for r in near if least.owner_at < 0 and _is_owner(figures, least, r)]
    totals = [r for r in near if _is_total(figures, least, r)]
    if not totals or len({r.quantity.number.value for r in owners}) != 1:
        return
    owner = owners[0]
    needed = least.value * owner.quantity.number.value
    most = max(totals, key=lambda r: r.quantity.number.high)
    start, end = min(least.start, owner.start, most.start), max(least.end, owner.end, most.end)
    low = figures.lines[min(least.sentence, owner.sentence, most.sentence)].start
    told = figures.text[low : figures.lines[max(least.sentence, owner.sentence, most.sentence)].end]
    if any(word in _DENIED.sub("", told) for word in (*_SPOILT, "另")):
        return
    sign = "≥" if most.quantity.number.high >= needed else "<"
    shown = f"{plain(most.quantity.number.value)} {sign} {plain(owner.quantity.number.value)}×{plain(least.value)}"
    test = computed([owner, most], "average", CONSISTENT if sign == "≥" else INCONSISTENT, shown)
    if sign == "≥" or (len(totals) == 1 and most.quantity.number.high >= _REACH * needed):
        yield test._replace(start=start, end=end)


def _near(figures: Figures, least: _Least) -> list[Reading]:
    found: list[Reading] = []
    for number in (least.sentence - 1, least.sentence, least.sentence + 1):
        if 0 <= number < len(figures.lines):
            line, own = figures.lines[number], figures.lines[least.sentence]
            low, high = sorted((line.start, own.start))
            if "\n" not in figures.text[low:high]:
                found += [r for r in line.readings if r.counts and r.at != least.at]
    plainly = (r for r in found if r.tie not in (AMONG, FROM, TO, MOVED, *BESIDE) and r.quantity.paren < 0)
    return [r for r in plainly if r.quantity.number.manner == EXACT and r.quantity.number.exact and not r.mean]


def _is_owner(figures: Figures, least: _Least, reading: Reading) -> bool:
    if reading.unit in (least.unit, "人次") or reading.unit in PERSONS or reading.quantity.number.value <= 1:
        return False
    name = reading.unit + reading.around
    noun = least.owner.strip("的一个家所")
    told = not noun or any(char in name for char in noun[:_PAIR] + noun[-_PAIR:])
    beside = least.sentence - reading.sentence <= 1
    return told and beside and (reading.sentence == least.sentence or bool(noun))


def _is_total(figures: Figures, least: _Least, reading: Reading) -> bool:
    if not alike(reading, least.unit):
        return False
    low = clause_start(figures.text, reading.start, ",;。\n")
    clause = figures.text[low : reading.start]
    if not any(word in clause for word in _TOTAL) or any(word in clause for word in (*_PART_YEAR, "每")):
        return False
    if "各" in clause and not any(word in clause for word in ("加总", "合计", "相加", "加起来", "总")):
        return False
    bare = reading.around
    for word in _IDLE:
        bare = bare.replace(word, "")
    named = any(bare[at : at + _PAIR] in least.words + least.owner for at in range(len(bare) - 1))
    untold = len(least.words.strip("以上不少于")) < _PAIR
    return len(bare) < _PAIR or untold or named or len(bare) <= _PAIR + 1
