"""How many times an earlier value a later one is: 倍, 翻番, 成倍; told beside the two values or in a clause of its own.

年初34个、年末49个,数量翻番; 三年前日均400个,如今1000个,翻了两番; 上半年31场;下半年42场,比上半年增长一倍.
"""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import combinations
from typing import NamedTuple

from scorer.checks.figures.subjects import GENERIC, core, words_of
from scorer.checks.figures.verdicts import CONSISTENT, INCONSISTENT, ROUNDING, Computed, computed, near
from scorer.statements.numerals import Number, decimal, plain
from scorer.statements.quantities import COUNT, RATE, TIMES
from scorer.statements.readings import AMONG, FROM, LAST, MOVED, REST, TO, Figures, Reading
from scorer.text.expressions import expression

DOUBLED = expression(
    r"翻(?:了)?(?:近|约)?([一两二三]?)番(还?多|以上|有余|强)?|翻倍(?!计划|工程|行动)|成倍(?=[增扩上提攀壮递])"
    r"|倍增(?!计划|工程|行动|效应)"
)
DOUBLINGS = {"": 2, "一": 2, "两": 4, "二": 4, "三": 8}
MORE = ("多", "还多", "有余", "强")
_NEARLY = ("近", "几乎", "差不多", "约", "基本")
_LEAST_NEARLY = Fraction(3, 4)  # of what is nearly reached
_MEANT = ("力争", "争取", "目标", "计划", "确保", "有望", "预计", "明年", "其中", "分别", "年均", "若", "如果", "每")
_BESIDE = ("同步", "同时", "相应", "随之")  # of something that doubled with them
_IDLE = (
    "队伍", "规模", "力量", "网点", "站点", "短短", "相当于", "正好", "恰好", "刚好", "整整", "之间",
    "上半年", "下半年", "一季度", "二季度", "三季度", "四季度", "年初", "期初", "期末", "如今", "还是",
    "最初", "当初", "原来", "原有", "起初", "现在", "最近", "而", "稳定", "直接", "翻", "同", "前年", "倍",
    "已经", "几乎", "接近", "差不多", "大约", "本年", "全市", "全县", "全区", "再", "较之", "此前", "平均",
    "月", "日",
)  # fmt: skip
_OF_UNITS = {"场次": "场", "人次": "人名位", "人数": "人名位", "件数": "件起宗", "户数": "户", "次数": "次场"}
_OLD = ("年初", "期初", "原来", "原有", "原先", "最初", "当初", "起初", "年前", "此前", "前年", "成立时", "组建时")
_NEW = ("今年", "本年", "年末", "年底", "如今", "目前", "现", "当年", "期末")
_YEARS = expression(r"(20\d\d)年")
_THIS, _BEFORE = "this", "before"
_SHORT, _TWO, _MOST = 2, 2, 4
# What 3倍, 2倍 and 一倍 leave open: 2.7 is near to 3, 2.5 is not.
_REACH, _REACH_TWO, _REACH_ONE = Fraction(2, 5), Fraction(3, 10), Fraction(1, 4)
_MANIFOLD = Fraction(9, 5)  # what may be called 成倍


class Pair(NamedTuple):
    """An earlier and a later value of the same thing."""

    old: Reading
    new: Reading
    sure: bool


def multiple(figures: Figures, pair: Pair, change: Reading) -> Computed | None:
    """是上年的3倍: b/a; 增长2倍: (b-a)/a; 增长到3倍: b/a."""
    q = change.quantity
    a, b = Fraction(pair.old.quantity.number.value), Fraction(pair.new.quantity.number.value)
    if not a or pair.old.quantity.kind == RATE:
        return None
    label = figures.text[q.lead : q.start]
    up = figures.has("figure-up", q.lead, q.start) or label.endswith(("翻", "翻了"))
    grown = up and not label.endswith(("到", "至", "为"))
    value = (b - a) / a if grown else b / a
    verdict = near(value, q.number)
    loose = not q.number.decimals and q.number.exact
    if loose and change.behind.startswith(MORE):  # 增长两倍多 is no less than two and no three
        verdict, loose = CONSISTENT if q.number.value <= value < q.number.value + 1 else INCONSISTENT, False
    if (
        verdict == CONSISTENT
        and loose
        and abs(value - Fraction(q.number.value))
        > (_REACH if q.number.value > 2 else _REACH_TWO if q.number.value > 1 else _REACH_ONE)
    ):
        verdict = INCONSISTENT
    if verdict != CONSISTENT:
        low, high = (_ratio(pair, least=True) - grown, _ratio(pair, least=False) - grown)
        unit = (
            (_REACH_TWO if q.number.value == _TWO else _REACH)
            if loose
            else Fraction(1, 10 ** max(q.number.decimals, 0)) / 2
        )
        inside = low <= q.number.high + unit and high >= q.number.low - unit
        verdict = CONSISTENT if inside or verdict == ROUNDING else INCONSISTENT
    shown = f"({plain(b)}-{plain(a)})/{plain(a)}" if grown else f"{plain(b)}/{plain(a)}"
    computation = f"{shown} = {decimal(value, 2)}, {figures.text[q.start : q.end]}"
    return computed([pair.old, pair.new, change], "multiple", verdict, computation, sure=pair.sure)


def _ratio(pair: Pair, *, least: bool) -> Fraction:
    old, new = pair.old.quantity.number, pair.new.quantity.number
    if least:
        return Fraction(new.low) / Fraction(old.high)
    return Fraction(new.high) / Fraction(old.low or old.value)


def of_pair(figures: Figures, pair: Pair, match: re.Match[str]) -> Computed | None:
    """翻一番 is twice, 翻两番 four times, 成倍 about twice or more; None where something else doubled."""
    low = _clause(figures, match.start())
    if max(pair.old.end, pair.new.end) <= low and not _is_of(figures, pair, figures.text[low : match.start()]):
        return None
    a, b = Fraction(pair.old.quantity.number.value), Fraction(pair.new.quantity.number.value)
    value = b / a if a else Fraction(0)
    agree = may_be(figures.text, value, match)
    if not agree and any(word in figures.text[low : match.start()] for word in _MEANT):
        return None
    test = computed([pair.old, pair.new], "multiple", CONSISTENT if agree else INCONSISTENT,
                    f"{plain(b)}/{plain(a)} = {decimal(value, 2)}, {match.group()}", sure=pair.sure)  # fmt: skip
    return test._replace(end=max(test.end, match.end()), start=min(test.start, match.start()))


def may_be(text: str, value: Fraction, match: re.Match[str], *, near: Fraction = Fraction(1, 10)) -> bool:
    """Whether a growth to so many times may be called so."""
    nearly = text[max(0, match.start() - 3) : match.start()].endswith(_NEARLY) or "近" in match.group()
    if nearly:
        return value >= _LEAST_NEARLY * DOUBLINGS[match.group(1) or ""]
    if match.group().endswith("倍") or match.group().startswith("倍"):
        return value >= _MANIFOLD
    times = DOUBLINGS[match.group(1)]
    reach = times * near
    low = times * (1 - near) if near > Fraction(1, 10) else times - reach / 2
    return low <= value <= (2 * times if match.group(2) else times + reach)  # 翻一番多 is no less than twice


def finely(pair: Pair) -> tuple[Number, Number]:
    """Two values as exact as the finer of them is told: 2万 beside 1.5万 is 2.0万."""
    old, new = pair.old.quantity.number, pair.new.quantity.number
    if old.exact or new.exact or old.manner or new.manner:
        return old, new
    unit = min(Fraction(old.high - old.value), Fraction(new.high - new.value))
    fine = [number._replace(low=number.value - unit / 2, high=number.value + unit) for number in (old, new)]
    return fine[0], fine[1]


# —— told in a clause of its own ——


def find_doublings(figures: Figures) -> Iterator[Computed]:
    """Every doubling of the only two values of two times that stand near it."""
    text = figures.text
    for match in DOUBLED.finditer(text):
        low = _clause(figures, match.start())
        pair = _told_pair(figures, low, match.start(), text[low : match.start()])
        if pair is not None and not may_be(text, _value(pair), match, near=Fraction(1, 5)):
            a, b = (plain(r.quantity.number.value) for r in pair[:2])
            shown = f"{b}/{a} = {decimal(_value(pair), 2)}, {match.group()}"
            test = computed(sorted(pair[:2]), "multiple", INCONSISTENT, shown)
            yield test._replace(end=max(test.end, match.end()), start=min(test.start, match.start()))
    for change in figures.index.kind[TIMES]:
        low = _clause(figures, change.start)
        pair = _told_pair(figures, low, change.start, change.label)
        if pair is not None and _is_base(change, pair.old):
            test_of = multiple(figures, pair, change)
            if test_of is not None and test_of.verdict == INCONSISTENT:
                yield test_of


def _value(pair: Pair) -> Fraction:
    return Fraction(pair.new.quantity.number.value) / Fraction(pair.old.quantity.number.value)


def _clause(figures: Figures, at: int) -> int:
    """Where the clause of an offset begins."""
    return max(figures.text.rfind(stop, 0, at) for stop in ",;。\n") + 1


def _is_base(change: Reading, old: Reading) -> bool:
    """Whether the time that a change names is that of the earlier value, or none."""
    if not change.period:
        return True
    return change.period == old.period or (change.period == LAST and old.tie == LAST)


def _told_pair(figures: Figures, low: int, start: int, label: str) -> Pair | None:
    """The only earlier and later value of one unit in the sentence of a doubling, or with those of the one before."""
    if any(word in label for word in (*_MEANT, *_BESIDE)):
        return None
    number = figures.sentence_at(start)
    if number < 0:
        return None
    own = [r for r in figures.lines[number].readings if _is_value(r)]
    if figures.text.find("。", figures.lines[number].start, start) >= 0 or _splits(figures, number, start):
        return None
    found = _pairs(figures, own)
    if not found and number and len(own) == 1 and _is_next(figures, number):
        before = [r for r in figures.lines[number - 1].readings if _is_value(r)]
        found = _pairs(figures, [*before, *own])
    found = [pair for pair in found if _is_of(figures, pair, label) and not _has_rates(figures, pair, start)]
    return found[0] if len(found) == 1 else None


def _has_rates(figures: Figures, pair: Pair, start: int) -> bool:
    """Whether two rates of two times stand between two values and a doubling, which is of them."""
    behind = figures.readings[max(pair.old.at, pair.new.at) + 1 :][:_MOST]
    return sum(r.quantity.kind == RATE and r.end <= start for r in behind) > 1


def _splits(figures: Figures, number: int, start: int) -> bool:
    """Whether a sentence tells several things, set apart by semicolons, before a doubling."""
    return figures.text.count(";", figures.lines[number].start, start) > 1


def _is_next(figures: Figures, number: int) -> bool:
    """Whether nothing stands between a sentence and the one before it."""
    return figures.text[figures.lines[number - 1].end : figures.lines[number].start].count("。") == 1


def _is_value(reading: Reading) -> bool:
    plain_ = reading.quantity.kind == COUNT and reading.tie not in (MOVED, AMONG, REST) and reading.quantity.paren < 0
    return plain_ and bool(reading.quantity.number.value) and "每" not in reading.label


def _pairs(figures: Figures, values: Sequence[Reading]) -> list[Pair]:
    found = []
    for one, other in combinations(values, _TWO):
        alike = [r for r in values if figures.words.same(r.unit, one.unit)]
        if len(alike) != _TWO or not figures.words.same(one.unit, other.unit) or _differ(one, other):
            continue
        order = _order(_when(figures, one), _when(figures, other))
        if order:
            found.append(Pair(*((one, other) if order < 0 else (other, one)), sure=True))
    return found


def _differ(one: Reading, other: Reading) -> bool:
    """Whether the second of two values is told of something that the first is not."""
    own = _bare(other.label)
    return len(own) > _SHORT and not all(char in one.around for char in own)


def _bare(label: str) -> str:
    for idle in _IDLE:
        label = label.replace(idle, "")
    return core(label)


def _when(figures: Figures, reading: Reading) -> tuple[str, int]:
    """A value's time: of what series it is, and its place there."""
    period, label = reading.period, reading.label
    if reading.tie in (LAST, FROM) or period == "last":
        return _BEFORE, 0
    if period.isdigit():
        return "year", int(period)
    years = _YEARS.findall(label)
    if years:
        return "year", int(years[-1])
    if len(period) == _TWO:
        return period[0], int(period[1])
    if not period:
        low = figures.lines[reading.sentence].start
        before = figures.readings[reading.at - 1].end if reading.at else 0
        said = figures.text[max(low, before) : reading.start]
        halves = [word in said for word in ("上半年", "下半年")]
        if any(halves) and "月" not in label:
            return "h", 1 + halves[1]
    if period or "月" in label:
        return "part", 0
    if any(word in label for word in _OLD):
        return _BEFORE, 0
    if reading.tie == TO or any(word in label for word in _NEW):
        return _THIS, 1
    return "", 1


def _order(one: tuple[str, int], other: tuple[str, int]) -> int:
    """Whether a time is earlier (-1) or later (1) than another; 0 where that is open."""
    series = {one[0], other[0]}
    if "part" in series or series <= {"", _THIS}:
        return 0
    if len(series) == 1:
        return (one[1] > other[1]) - (one[1] < other[1])
    if _BEFORE in series and not series & {"q", "h"}:
        return -1 if one[0] == _BEFORE else 1
    if "year" in series and series & {"", _THIS}:
        return -1 if one[0] == "year" else 1
    return 0


def _is_of(figures: Figures, pair: Pair, label: str) -> bool:
    """Whether what doubled is what two values are of."""
    if any(word in label for word in _BESIDE):
        return False
    if any(word in label and pair.new.unit[:1] not in units for word, units in _OF_UNITS.items()):
        return False
    own = _bare(label)
    told = words_of(figures, pair.old) + words_of(figures, pair.new)
    if own in GENERIC or len(own) < _SHORT:
        return True
    return own[-_SHORT:] in told or all(char in told for char in own)
