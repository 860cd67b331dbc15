"""Where the relations of figures begin: each from few readings or places of a text, and without them it is not asked.

A relation goes through what its beginning yields, its gate (`gates.py`) asks whether there is anything. So a beginning
asks what is quick to ask – what the readings were sorted by, single signs, numbers – and leaves words to the relation.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from scorer.statements.numerals import LEAST, MANY
from scorer.statements.quantities import POINTS, RATE, TIMES
from scorer.statements.readings import AMONG, BESIDE, FROM, LAST, MOVED, OPENING, TO, Figures, Reading

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scorer.statements.figure_index import Line

_PAIR = 2
PERSONS = frozenset(("人", "名", "位"))
MONEY = "元"


# —— places in a ranking ——

_NUMERALS = frozenset("0123456789一二三四五六七八九十")
_BEFORE_PLACE = frozenset("列居排在名到至国省市县区州分位")  # 位列|第三, 全省|第3
_LONGEST_PLACE = 5  # characters of 第十三位
CLAIMED_PLACES = ("figure-claim-most", "figure-claim-least", "figure-claim-second")


def next_places(text: str) -> Iterator[tuple[int, int]]:
    """其次是, 其次为: the second place."""
    at = text.find("其次")
    while at >= 0:
        if text[at + 2 : at + 3] in ("是", "为"):
            yield at, at + 3
        at = text.find("其次", at + 1)


def ranked(text: str) -> Iterator[int]:
    """Where a place in a ranking may be told: 第 of 位列第三, of 第3名."""
    at = text.find("第")
    while at >= 0:
        told = text[at + 1 : at + _LONGEST_PLACE]
        if told[:1] in _NUMERALS and (text[at - 1 : at] in _BEFORE_PLACE or "位" in told or "名" in told):
            yield at
        at = text.find("第", at + 1)


def places(figures: Figures) -> Iterator[int]:
    """Where the place of a body may be told."""
    for name in CLAIMED_PLACES:
        yield from (start for start, _ in figures.scan.spans(name))
    yield from (start for start, _ in next_places(figures.text))
    yield from ranked(figures.text)


# —— so much for each ——

_CLAUSE = 48  # characters before what is told for each


def quotas(figures: Figures) -> Iterator[Reading]:
    """A least or an amount of money for each, with a greater count of the same behind it."""
    for _, line, _ in figures.index.lines_with("每", "各"):
        for reading in line.readings:
            if not reading.counts or reading.mean or reading.tie in (AMONG, FROM, TO, *BESIDE):
                continue
            said = figures.text[max(line.start, reading.start - _CLAUSE) : reading.start]
            if "每" not in said and "各" not in said:
                continue
            least = reading.unit == MONEY or reading.quantity.number.manner == LEAST
            if least or any(word in said for word in figures.words.at_least):
                yield reading


LEAST_SIGNS = (
    "以上", "至少", "不少于", "不低于", "最少", "起步", "底线", "最低", "起码", "不下", "下限", "打底", "保底",
)  # fmt: skip
_LEASTS = ("至少", "不少于", "不低于", "最少", "最低", "起码", "不下于", "不下", "底线", "下限", "打底", "保底")
_LEASTS_BEHIND = ("以上", "及以上", "为底线", "为下限", "起步", "打底", "保底", "起,", "的底线", "为最低")
_NEAREST = 8


def minima(figures: Figures) -> Iterator[Reading]:
    """A least number with another count of the same in a sentence beside it."""
    lines = figures.lines
    for number, line, said in figures.index.lines_with(*LEAST_SIGNS):
        fewest = "最少的" in said
        for reading in line.readings:
            if reading.counts and (fewest or reading.quantity.number.manner == LEAST or is_least(reading)):
                near = (r for one in lines[max(0, number - 1) : number + _PAIR] for r in one.readings)
                if any(r.at != reading.at and alike(r, reading.unit) for r in near):
                    yield reading


def is_least(reading: Reading) -> bool:
    """Whether the words around a number make it a least."""
    return reading.behind.startswith(_LEASTS_BEHIND) or any(word in reading.label[-_NEAREST:] for word in _LEASTS)


def alike(reading: Reading, unit: str) -> bool:
    """Whether a count is of a unit, or both are of persons."""
    return reading.unit == unit or (reading.unit in PERSONS and unit in PERSONS)


GROUP_SIGNS = ("组成", "各", "每", "任组长", "任主任", "任队长", "任团长", "召集人", "任成员", "为成员", "组员")
MOST_TOLD = 9  # counts of a sentence of one group


def groups(figures: Figures) -> Iterator[tuple[int, Line]]:
    """A sentence of people by their roles, with the count before it more than one of them."""
    for number, line, _ in figures.index.lines_with(*GROUP_SIGNS):
        before = figures.lines[number - 1].readings[-1:] if number else ()
        if len(line.readings) <= MOST_TOLD:
            people = [r for r in (*before, *line.readings) if r.unit in PERSONS or r.unit == "人次"]
            if len(people) >= _PAIR:
                yield number, line


# —— comparisons ——

COMPARED_BESIDE = ("高于", "低于", "多于", "少于", "超过", "不及", "高出")
COMPARED = ("比", "较", "与", "同", "和", "相较于", "相较", "对比", *COMPARED_BESIDE)
_COMPARED_ENDS = sorted({word[-1] for word in COMPARED})
_PERIODS = frozenset("0123456789今本明上下前一二三四当")  # with which a period begins that is none of the past
_PAST = ("上年", "上一年")  # with which nothing of this year can be one
_LONGEST_PERIOD = 10


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


ORDERED = ("前三", "前四", "前五", "前3", "前4", "前5", "到低", "到少", "到小", "到高", "到多", "到大")
THAN = tuple(how + what for how in "更为要略" for what in "多高少低")


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


def opinions(figures: Figures) -> Iterator[Reading]:
    """The rates of a report that tells of some who are not content."""
    if any(word in figures.text for word in DISCONTENT):
        yield from figures.index.kind[RATE]


def complements(figures: Figures) -> Iterator[Reading]:
    """A rate of a name of its own behind two counts of one unit, and nothing else before it in its sentence."""
    for rate in figures.index.kind[RATE]:
        named = "率" in rate.label or "比例" in rate.label or "占比" in rate.label
        told = figures.lines[rate.sentence].readings[: _PAIR + 1]
        if named and len(told) > _PAIR and told[_PAIR].at == rate.at and are_alike(told[:_PAIR]):
            yield rate


def are_alike(two: Sequence[Reading]) -> bool:
    """Whether two readings are counts of one unit."""
    return two[0].counts and two[1].counts and two[0].unit == two[1].unit


GOOD = ("优良", "良好以上", "良好及以上", "优秀和良好")


def of_kinds(figures: Figures) -> Iterator[Reading]:
    """A rate of the good ones, or a share behind two counts of one unit."""
    good = any(word in figures.text for word in GOOD)
    for rate in figures.index.kind[RATE]:
        if "占" in rate.label:
            two = figures.readings[max(0, rate.at - _PAIR) : rate.at]
            if len(two) == _PAIR and are_alike(two):
                yield rate
        elif good and any(word in rate.label for word in GOOD):
            yield rate


TOGETHER = ("合", "加", "并", "一起", "之和", "总共", "一共", "共占", "两者", "二者", "三者", "两项", "两类")
AHEAD = 34  # characters before a share in which it is said that it is of several together


def is_together(text: str, at: int) -> bool:
    """Whether signs of several that are taken together stand before an offset."""
    head = text[max(0, at - AHEAD) : at]
    return any(sign in head for sign in TOGETHER)


def joined(figures: Figures) -> Iterator[int]:
    """Where a share may begin that several have together."""
    text = figures.text
    yield from (rate.start for rate in figures.index.kind[RATE] if is_together(text, rate.start))
    yield from (start for start, _ in figures.scan.spans("figure-told-share") if is_together(text, start))


# —— stocks ——


def stocks(figures: Figures) -> Iterator[Line]:
    """A sentence of three counts or more with a from and a to, what was there at first, or those who were away."""
    away = figures.mask(("figure-ought",)) if figures.tells("figure-vote-away") else 0
    moved = {reading.sentence for reading in figures.index.tie[TO] if reading.counts}
    dated = {number for number, _, _ in figures.index.lines_with("年初", "期初", "年末", "年底")}
    for number, line in enumerate(figures.lines):
        if len(line.readings) > _PAIR and (number in moved or number in dated or figures.told[number] & away):
            yield line


NEAR_NONE = 16  # characters around what is carried over in which it may be said that there was none
_NONE = ("无", "没", "未有", "不含", "不包括", "不存在", "零", "为0", "全部", "均已", "清")
ONCE = ("只计", "只算", "只统", "不重", "未重复", "无重复", "没重复")
DUE = ("应发", "应退", "应付", "应缴", "应还", "应补", "应予", "应返", "欠", "核定")


def none_left(figures: Figures) -> Iterator[tuple[int, int]]:
    """What is carried over from the year before, where it may be said that there was none."""
    for start, end in figures.scan.spans("figure-told-none-left"):
        said = figures.text[max(0, start - NEAR_NONE) : end + NEAR_NONE]
        if any(word in said for word in _NONE):
            yield start, end


def due(figures: Figures) -> Iterator[Line]:
    """A sentence of what was due and what was paid of it."""
    for _, line, said in figures.index.lines_with(*DUE):
        if len(line.readings) >= _PAIR and ("实" in said or "已" in said):
            yield line


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


def for_several(figures: Figures) -> Iterator[Reading]:
    """The counts that are told for each of some: 三镇各|2件."""
    yield from (reading for _, line, _ in figures.index.lines_with("各") for reading in line.readings
                if reading.label.endswith("各"))  # fmt: skip


def one_each(figures: Figures) -> Iterator[tuple[Reading, Reading]]:
    """One for each of some places, with the next count of the same: 各设1个联系点,4个联系点."""
    for _, line, _ in figures.index.lines_with("各"):
        for one, other in pairwise(line.readings):
            if one.quantity.number.value == 1 and one.unit == other.unit and "各" in one.label:
                yield one, other


_FORMULA, _APART = 10, 120  # characters of a formula; from its names to it


def formulas(text: str) -> Iterator[int]:
    """Where a formula begins that has names side by side in its clause, or words behind it that lead to them."""
    at = text.find("“")
    while at >= 0:
        if text[at + 1 : at + 2] in MANY:
            end = text.find("”", at, at + _FORMULA)
            clause = text[max(0, at - _APART) : at].rpartition(",")[2]
            if end > 0 and ("、" in clause or "、" in text[end : end + _APART]):
                yield at
        at = text.find("“", at + 1)


# —— what goes on ——

RISES = "走高|攀升|上升|增长|增加|递增|提高|提升|上扬|抬升|爬升|上涨|增多|向上"
FALLS = "走低|下降|下行|回落|减少|降低|递减|下滑|缩减|缩短|收窄|下跌|向下"
FORWARD, BACKWARD = "前移|前进|进位|靠前", "后移|后退|退位"
_DIRECTIONS = "|".join((RISES, FALLS, FORWARD, BACKWARD)).split("|")
_FROM_TREND = 10  # characters from 逐年 to 走低


def trends(figures: Figures) -> Iterator[int]:
    """Where something is told to go one way for a time, 逐年…走低, with two values in its sentence or beside it."""
    for start, end in figures.scan.spans("figure-told-trend"):
        said = figures.text[start : end + _FROM_TREND]
        if "一年" in said or any(word in said for word in _DIRECTIONS):
            number = figures.sentence_at(start)
            near = sum(len(line.readings) for line in figures.lines[max(0, number - 1) : number + _PAIR])
            if near >= _PAIR or "第" in figures.text:
                yield start


_ONE_FOR = frozenset("村镇乡校所县案户居社部局站队")


def one_for_one(text: str) -> Iterator[int]:
    """Where something may be told to be one for each, 一村一处起步."""
    at = text.find("一")
    while at >= 0:
        if text[at + 1 : at + 2] in _ONE_FOR and "一" in text[at + 2 : at + 7]:
            yield at
        at = text.find("一", at + 1)


EXTREMES = (*("最" + degree for degree in "长久慢多高大晚迟贵短低少小差"), "不等")
COMPOSED = ("组成", "构成")
THEREBY = ("据此", "按此", "照此", "依此", "由此", "以此")
LOTS = ("首批", "首期", "首轮", "第一批", "第一期", "第一轮", "第一阶段", "头批")
POINTING = ("以上", "上述", "这几", "这些")
_SUMMED = ("累计", "共", "总", "合计")
_YEARS = ("两年", "二年", "三年", "四年", "五年", "20")


def of_years(figures: Figures) -> Iterator[Reading]:
    """The counts that several years are told to have come to: 三年累计投入|5100万元."""
    for _, line, _ in figures.index.lines_with("年"):
        for whole in line.readings:
            label = whole.label if whole.counts and whole.tie not in BESIDE else ""
            if "年" in label and any(word in label for word in _SUMMED) and any(word in label for word in _YEARS):
                yield whole


def composed(figures: Figures) -> Iterator[object]:
    """Anything that is told to consist of others."""
    lines_with = figures.index.lines_with
    yield from (line for _, line, _ in lines_with(*COMPOSED, *THEREBY, *LOTS) if len(line.readings) > _PAIR)
    pointing = (reading for _, line, _ in lines_with(*POINTING) for reading in line.readings[_PAIR:])
    yield from (reading for reading in pointing if reading.label.startswith(POINTING))
    yield from (reading for reading in figures.index.stage[OPENING] if reading.tie == AMONG)
    yield from of_years(figures)
    yield from (line for _, line, said in lines_with("各") if "季" in said)


STOCK_SIGNS = (
    "年初", "期初", "月初", "季初", "上年", "去年", "上一年", "上期", "上季", "上月", "往年", "原有", "原存",
)  # fmt: skip
_NO_STOCK = (
    *("比", "较", "同期", "增长", "下降", "平均", "人均", "应", "计划", "目标", "累计", "预算"),
    *("含", "包括", "其中", "连同", "加上", "算上", "由", "计入"),
)


def flows(figures: Figures) -> Iterator[Reading]:
    """The counts that may be of what was there at first."""
    for _, line, _ in figures.index.lines_with(*STOCK_SIGNS):
        yield from (reading for reading in line.readings if reading.counts and is_told_at_first(figures, reading))


def is_told_at_first(figures: Figures, reading: Reading) -> bool:
    """Whether the clause of a reading is of another time, and neither compares nor includes it."""
    if reading.tie in (FROM, TO, MOVED) or reading.quantity.paren >= 0:
        return False
    said = clause(figures, reading)
    return any(sign in said for sign in STOCK_SIGNS) and not any(word in said for word in _NO_STOCK)


def clause(figures: Figures, reading: Reading, stops: str = ",;:、") -> str:
    """The words of a reading since the last stop or the quantity before."""
    said = figures.ahead(reading)
    return said[max(said.rfind(stop) for stop in stops) + 1 :]
