"""Where the relations of figures begin: each from few readings or places of a text, and without them it is not asked.

A relation goes through what its beginning yields, its gate (`gates.py`) asks whether there is anything. So a beginning
asks what is quick to ask – what the readings were sorted by, single signs, numbers – and leaves words to the relation.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise
from typing import TYPE_CHECKING, TypeVar

from scorer.statements.numerals import MANY
from scorer.statements.quantities import POINTS, RATE, TIMES
from scorer.statements.readings import LAST, MOVED, TO, Figures, Reading
from scorer.text.words import offsets

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from scorer.statements.figure_index import Line

_PAIR = 2
_Found = TypeVar("_Found")


def once(begin: Callable[[Figures], Iterator[_Found]]) -> Callable[[Figures], Sequence[_Found]]:
    """A beginning that is looked for once a report, for its gate and its relation."""

    def found(figures: Figures) -> Sequence[_Found]:
        known = figures.begun.get(begin)
        if known is None:
            known = figures.begun[begin] = list(begin(figures))
        return known

    return found


# —— places in a ranking ——

_NUMERALS = frozenset("0123456789一二三四五六七八九十")
_BEFORE_PLACE = frozenset("列居排在名到至国省市县区州分位")  # 位列|第三, 全省|第3
_LONGEST_PLACE = 5  # characters of 第十三位
CLAIMED_PLACES = ("figure-claim-most", "figure-claim-least", "figure-claim-second")


def next_places(text: str) -> Iterator[tuple[int, int]]:
    """其次是, 其次为: the second place."""
    for at in offsets(text, "其次"):
        if text[at + 2 : at + 3] in ("是", "为"):
            yield at, at + 3


def ranked(text: str) -> Iterator[int]:
    """Where a place in a ranking may be told: 第 of 位列第三, of 第3名."""
    for at in offsets(text, "第"):
        told = text[at + 1 : at + _LONGEST_PLACE]
        if told[:1] in _NUMERALS and (text[at - 1 : at] in _BEFORE_PLACE or "位" in told or "名" in told):
            yield at


def places(figures: Figures) -> Iterator[int]:
    """Where the place of a body may be told."""
    for name in CLAIMED_PLACES:
        yield from (start for start, _ in figures.scan.spans(name))
    yield from (start for start, _ in next_places(figures.text))
    yield from ranked(figures.text)


# —— comparisons ——

COMPARED_BESIDE = ("高于", "低于", "多于", "少于", "超过", "不及", "高出")
COMPARED = ("比", "较", "与", "同", "和", "相较于", "相较", "对比", *COMPARED_BESIDE)
_COMPARED_ENDS = sorted({word[-1] for word in COMPARED})
_PERIODS = frozenset("0123456789今本明上下前一二三四当")  # with which a period begins that is none of the past
_PAST = ("上年", "上一年")  # with which nothing of this year can be one
_LONGEST_PERIOD = 10


@once
def selves(figures: Figures) -> Iterator[int]:
    """Where a period begins with which something is compared, 比|2024年, and which is not told to be over."""
    text = figures.text
    for sign in _COMPARED_ENDS:
        at = text.find(sign) + 1
        while at:
            if text[at : at + 1] in _PERIODS and text.endswith(COMPARED, 0, at) and not text.startswith(_PAST, at):
                period = text[at : at + _LONGEST_PERIOD]
                if "年" in period or "月" in period or "季" in period:
                    yield at
            at = text.find(sign, at) + 1


ORDERED = ("前三", "前四", "前五", "前3", "前4", "前5", "到低", "到少", "到小", "到高", "到多", "到大", "到长",
           "到短", "到快", "到慢")  # fmt: skip
THAN = tuple(how + what for how in "更为要略" for what in "多高少低")


@once
def standings(figures: Figures) -> Iterator[tuple[int, Line]]:
    """A sentence with two values or more that says who has most, or who has more than whom."""
    superlative = {number for role in CLAIMED_PLACES for number in figures.saying(role)}
    compared = figures.mask(("figure-above", "figure-below"))
    ordered = {number for number, _, _ in figures.index.lines_with(*ORDERED)}
    than = {number for number, _, said in figures.index.lines_with(*THAN) if "比" in said or "较" in said}
    for number, line in enumerate(figures.lines):
        told = number in superlative or figures.told[number] & compared or number in ordered or number in than
        if told and len(line.readings) >= _PAIR:
            yield number, line


@once
def announced(figures: Figures) -> Iterator[Reading]:
    """A change with two values of one unit directly behind it of which the times are told."""
    index, every = figures.index, figures.readings
    for change in sorted([*index.kind[RATE], *index.kind[POINTS], *index.kind[TIMES], *index.tie[MOVED]]):
        one, two = every[change.at + 1 : change.at + 3] if change.at + _PAIR < len(every) else (change, change)
        if one is two or one.unit != two.unit or one.quantity.kind != two.quantity.kind:
            continue
        told = bool(one.period and two.period) or LAST in (one.tie, two.tie) or "last" in (one.period, two.period)
        if (told or two.tie == TO) and two.sentence - change.sentence <= 1:
            yield change


# —— rates ——

DISCONTENT = ("不满意", "不太满意", "不够满意", "不认可", "不太认可", "不满")


@once
def opinions(figures: Figures) -> Iterator[Reading]:
    """The rates of a report that tells of some who are not content."""
    if any(word in figures.text for word in DISCONTENT):
        yield from figures.index.kind[RATE]


_OPPOSED = frozenset("逾超延迟未没不无非败尚仍")  # of 逾期, 未出庭, 败诉
_OF_ALL = frozenset("全均悉都")  # of 全部办结


@once
def complements(figures: Figures) -> Iterator[Reading]:
    """A rate of a name of its own behind two counts of one unit, and nothing else before it in its sentence."""
    for rate in figures.index.kind[RATE]:
        named = "率" in rate.label or "比例" in rate.label or "占比" in rate.label
        told = figures.lines[rate.sentence].readings[: _PAIR + 1]
        if not named or len(told) <= _PAIR or told[_PAIR].at != rate.at or not are_alike(told[:_PAIR]):
            continue
        if not (_OPPOSED.isdisjoint(told[1].around) and _OF_ALL.isdisjoint(figures.between(*told[:_PAIR]))):
            yield rate


def are_alike(two: Sequence[Reading]) -> bool:
    """Whether two readings are counts of one unit."""
    return two[0].counts and two[1].counts and two[0].unit == two[1].unit


def kinds_of(figures: Figures, two: Sequence[Reading]) -> Sequence[str]:
    """The two kinds of one thing that two counts are of, in their order; none where they are of others."""
    one, other = two[0].around, two[1].around
    for kinds in figures.words.complements:
        if len(kinds) == _PAIR:
            if kinds[0] in one and kinds[1] in other:
                return kinds
            if kinds[1] in one and kinds[0] in other:
                return kinds[::-1]
    return ()


GOOD = ("优良", "良好以上", "良好及以上", "优秀和良好")


@once
def of_kinds(figures: Figures) -> Iterator[Reading]:
    """A rate of the good ones, or a share behind two counts of one unit."""
    good = any(word in figures.text for word in GOOD)
    for rate in figures.index.kind[RATE]:
        if "占" in rate.label:
            two = figures.readings[max(0, rate.at - _PAIR) : rate.at]
            if len(two) == _PAIR and are_alike(two) and kinds_of(figures, two):
                yield rate
        elif good and any(word in rate.label for word in GOOD):
            yield rate


TOGETHER = (
    *("合计", "合起来", "合在一", "合到一", "合共", "合占", "合并", "相加", "加起来", "加在一", "加到一", "加一起"),
    *("加总", "累加", "并到一", "并在一", "放在一", "放到一", "之和", "总共", "一共", "共占", "累计占"),
    *("者占", "项占", "类占", "种占"),
)
_SIGNS = ("合", "加", "并", "一起", "之和", "总共", "一共", "共占", "两者", "二者", "三者", "两项", "两类")
AHEAD = 34  # characters before a share in which it is said that it is of several together


def is_together(text: str, at: int) -> bool:
    """Whether signs of several that are taken together stand before an offset."""
    head = text[max(0, at - AHEAD) : at]
    return any(sign in head for sign in _SIGNS) and any(word in head for word in TOGETHER)


@once
def joined(figures: Figures) -> Iterator[int]:
    """Where a share may begin that several have together."""
    text = figures.text
    yield from (rate.start for rate in figures.index.kind[RATE] if is_together(text, rate.start))
    for start, _ in figures.scan.spans("figure-told-share"):
        head = text[max(0, start - AHEAD) : start]
        if any(word in head for word in TOGETHER):
            yield start


# —— lists ——

TOLD_APART = ("明细", "具体", "分类", "分项", "详细", "构成", "分布", "组成", "如下")
LEAD = 10  # characters of words that lead to a list, with their colon


def led_to(text: str) -> Iterator[int]:
    """Where colons end that stand behind words that lead to all the parts of a whole: 明细如下:."""
    at = text.find(":") + 1
    while at:
        head = text[max(0, at - LEAD) : at]
        if any(word in head for word in TOLD_APART):
            yield at
        at = text.find(":", at) + 1


@once
def for_several(figures: Figures) -> Iterator[Reading]:
    """The counts that are told for each of some: 三镇各|2件."""
    yield from (reading for _, line, _ in figures.index.lines_with("各") for reading in line.readings
                if reading.label.endswith("各"))  # fmt: skip


@once
def one_each(figures: Figures) -> Iterator[tuple[Reading, Reading]]:
    """One for each of some places, with the next count of the same: 各设1个联系点,4个联系点."""
    for _, line, _ in figures.index.lines_with("各"):
        for one, other in pairwise(line.readings):
            if one.quantity.number.value == 1 and one.unit == other.unit and "各" in one.label:
                yield one, other


FORMULA_LEADS = (",即", ":", "(即", "(")
_FORMULA, _APART, _LED = 10, 180, 9  # characters of a formula; from its names to it; from it to what leads to them


def formulas(text: str) -> Iterator[int]:
    """Where a formula begins that has names side by side in its clause, or words behind it that lead to them."""
    for at in offsets(text, "“"):
        if text[at + 1 : at + 2] in MANY:
            end = text.find("”", at, at + _FORMULA) + 1
            clause = text[max(0, at - _APART) : at]
            listed = clause[max(clause.rfind(stop) for stop in ",;:。\n()!?") + 1 :]
            led = any(lead in text[end : end + _LED] for lead in FORMULA_LEADS)
            if end and ("、" in listed or (led and "、" in text[end : end + _APART])):
                yield at


# —— what goes on ——

RISES = "走高|攀升|上升|增长|增加|递增|提高|提升|上扬|抬升|爬升|上涨|增多|向上"
FALLS = "走低|下降|下行|回落|减少|降低|递减|下滑|缩减|缩短|收窄|下跌|向下"
FORWARD, BACKWARD = "前移|前进|进位|靠前", "后移|后退|退位"
_DIRECTIONS = "|".join((RISES, FALLS, FORWARD, BACKWARD)).split("|")
_FROM_TREND = 10  # characters from 逐年 to 走低


@once
def trends(figures: Figures) -> Iterator[int]:
    """Where something is told to go one way for a time, 逐年…走低, with two values in its sentence or beside it."""
    for start, end in figures.scan.spans("figure-told-trend"):
        said = figures.text[start : end + _FROM_TREND]
        if "一年" in said or any(word in said for word in _DIRECTIONS):
            number = figures.sentence_at(start)
            near = sum(len(line.readings) for line in figures.lines[max(0, number - 1) : number + _PAIR])
            if near >= _PAIR or "第" in figures.text:
                yield start


EXTREMES = (*("最" + degree for degree in "长久慢多高大晚迟贵短低少小差"), "不等")


def clause(figures: Figures, reading: Reading, stops: str = ",;:、") -> str:
    """The words of a reading since the last stop or the quantity before."""
    said = figures.ahead(reading)
    return said[max(said.rfind(stop) for stop in stops) + 1 :]


# —— names and their number ——

POINTS_BACK = ("上述这", "以上这", "上述", "以上", "前述", "这", "该", "共", "共计", "合计", "一共", "总共")
_BEFORE_NUMBER = frozenset((",", *(word[-1] for word in POINTS_BACK)))
_HEAD, _REACH = 5, 200


@once
def names_before(figures: Figures) -> Iterator[tuple[int, int, str]]:
    """A number at the beginning of a clause, the comma before it and words between that point back, behind names."""
    text = figures.text
    for start in figures.numerals:
        last = text[start - 1 : start]
        if last not in _BEFORE_NUMBER:
            continue
        pointing = ""
        if last != ",":
            pointing = next((word for word in POINTS_BACK if text.endswith(word, max(0, start - _HEAD), start)), "")
        end = start - len(pointing) - 1
        before = text[max(0, end - _REACH) : end] if end > 0 and text[end] == "," else ""
        if before.endswith("》") or "、" in before or "”“" in before:
            yield start, end, pointing


# —— what is said of all ——

FULLY = ("全覆盖", "全配备", "全到位", "全设立", "全建成", "全挂牌", "全公示", "全办结", "全公开", "全参加", "全达标")
_FAR_BEHIND, _MOST_BEHIND, _DUE = 240, 32, 4  # characters from what is said of all to fewer; counts; of 应确认


@once
def of_all(figures: Figures) -> Iterator[tuple[int, int, str]]:
    """Where something is said of all, with a count less than another of its unit behind it; how it is said."""
    for start, end, kind in _said_of_all(figures):
        low = bisect_left(figures.readings, start - _FAR_BEHIND // _PAIR, key=lambda r: r.start)
        high = figures.text.find("\n", end, end + _FAR_BEHIND)
        high = high if high >= 0 else end + _FAR_BEHIND
        last: dict[str, int] = {}
        for reading in figures.readings[low : low + _MOST_BEHIND]:
            if reading.start > high:
                break
            value, kin = int(reading.quantity.number.value), "人" if reading.unit in "人名位" else reading.unit
            if reading.counts and reading.start > end and last.get(kin, 0) > value:
                yield start, end, kind
                break
            last[kin] = value if reading.counts else last.get(kin, 0)


def due_to_all(text: str) -> Iterator[tuple[int, int]]:
    """Where something is told to be done to all to whom it is due: 应援尽援."""
    for at in offsets(text, "尽"):
        for size in range(1, _DUE):
            start = at - size - 1
            if start >= 0 and text[start] == "应" and text.startswith(text[start + 1 : at], at + 1):
                yield start, at + 1 + size


def _said_of_all(figures: Figures) -> Iterator[tuple[int, int, str]]:
    text = figures.text
    for name in ("figure-claim-all", "figure-claim-each"):
        for start, end in figures.scan.spans(name):
            yield start, end, "all"
    for start, _ in figures.scan.spans("figure-told-full"):
        at = text.rfind("率", max(0, start - _DUE), start)
        if at >= 0:
            yield at, at + 1, "rate"
    for start, end in due_to_all(text):
        yield start, end, "due"
    for word in FULLY:
        for at in offsets(text, word):
            yield at, at + len(word), "due"


# —— values told in turn ——

_BEST = ("最", "居首", "第一", "首位", "榜首", "居末", "末位", "垫底", "前者", "后者")


@once
def in_turn(figures: Figures) -> Iterator[Line]:
    """A sentence of two values or more told in turn, or of the former and the latter, that says who has most."""
    for _, line, _ in figures.index.lines_with("分别", "依次", "前者", "后者"):
        near = figures.text[line.start : line.end + AHEAD]
        if len(line.readings) >= _PAIR and any(word in near for word in _BEST):
            yield line
