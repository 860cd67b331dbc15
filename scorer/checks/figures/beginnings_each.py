"""Where the relations begin that are of so much for each of some: each, quotas, limits, minima, rations, groups."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorer.checks.figures.beginnings import clause, once
from scorer.statements.numerals import LEAST, MANY
from scorer.statements.quantities import COUNT, DURATION, RATE
from scorer.statements.readings import AMONG, BESIDE, FROM, TO, Figures, Reading
from scorer.text.words import offsets

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scorer.statements.figure_index import Line

_PAIR = 2
PERSONS = frozenset(("人", "名", "位"))
MONEY = "元"

_CLAUSE = 48  # characters before what is told for each


@once
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


@once
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


@once
def groups(figures: Figures) -> Iterator[tuple[int, Line]]:
    """A sentence of people by their roles, with the count before it more than one of them."""
    for number, line, _ in figures.index.lines_with(*GROUP_SIGNS):
        before = figures.lines[number - 1].readings[-1:] if number else ()
        if len(line.readings) <= MOST_TOLD:
            people = [r for r in (*before, *line.readings) if r.unit in PERSONS or r.unit == "人次"]
            if len(people) >= _PAIR:
                yield number, line


# —— bounds for each ——

TWINS = tuple(one * 2 for one in "场件期村家次人校所户站队月季")  # 场场, 件件
RANGED_BEHIND = ("之间", "不等")
FEWEST = ("最少的", "最低的", "至少的")
MOST_OF_MONTHS = ("最多的是", "最高的是", "最多的为")
TIMES = {"次": ("次", "场", "回"), "回": ("回", "次", "人次"), "天": ("天", "次"), "场": ("场", "次")}
_BOUND_BEHIND = frozenset("以之内下封不")  # with which 以上, 以内, 之间, 不等 begin
_MOST = 60  # quantities on each side
_NEAR = 240  # characters on each side in which what all have is told
_ON = 2


@once
def limits(figures: Figures) -> Iterator[Reading]:
    """A bound or an amount for each, or the least or the most that any has, with another count of the same near by."""
    bounded = figures.saying("figure-told-least") | figures.saying("figure-told-at-most")
    extreme = {number for number, _, _ in figures.index.lines_with(*FEWEST, *MOST_OF_MONTHS)}
    for reading in figures.readings:
        if reading.quantity.kind not in (COUNT, DURATION):
            continue
        number = reading.sentence
        told = reading.unit == MONEY or number in bounded or number in extreme
        told = told or reading.quantity.number.manner == LEAST or reading.behind[:1] in _BOUND_BEHIND
        if not told or reading.tie in (AMONG, FROM, TO, *BESIDE) or reading.quantity.paren >= 0:
            continue
        if (number in extreme or _is_bound_for_each(figures, reading)) and _is_told_again(figures, number, reading):
            yield reading


def _is_bound_for_each(figures: Figures, reading: Reading) -> bool:
    """Whether a number bounds what each has, or is an amount of money for each."""
    words = figures.words
    said = clause(figures, reading, ",;:。\n")
    if reading.behind.startswith(RANGED_BEHIND) and reading.at:
        said = clause(figures, figures.readings[reading.at - 1], ",;:。\n") + said
    elif reading.unit != MONEY and reading.quantity.number.manner != LEAST:
        behind = reading.behind.startswith("以上") or reading.behind.startswith(words.within) or said.endswith("限")
        if not behind and not any(word in said for word in (*words.at_least, *words.at_most)):
            return False
    return "每" in said or "单" in said or any(word in said for word in TWINS)


def _is_told_again(figures: Figures, number: int, reading: Reading) -> bool:
    """Whether a count of the same stands in the sentences around."""
    others = (*TIMES.get(reading.unit, ()), reading.unit)
    persons = reading.unit in PERSONS or reading.unit == "人次"
    for other in figures.readings[max(0, reading.at - _MOST) : reading.at + _MOST + 1]:
        same = other.unit in others or (persons and (other.unit in PERSONS or other.unit == "人次"))
        near = abs(other.sentence - number) <= _ON and abs(other.start - reading.start) <= 2 * _NEAR
        if same and near and other.at != reading.at:
            return True
    return False


@once
def one_at_least(figures: Figures) -> Iterator[tuple[int, Line]]:
    """A sentence that tells of at least one for each, 每村至少有一名."""
    for number, line, said in figures.index.lines_with("至少", "不少于", "最少"):
        if "每" in said and "一" in said:
            yield number, line


# —— one for each, so often a period ——

EACH_HAS_ONE = (
    *("没有合署", "无合署", "没有派出", "没有空白", "无空白", "全覆盖", "不落", "一个不少", "互不兼任", "都挂", "均已"),
    *("全部", "无一遗漏", "无遗漏", "没有人缺", "一个不缺", "无缺漏"),
)
_LONGEST = 400  # characters of a sentence
_AT_FIRST, _REACH = ("起步", "打底", "以上", "底线", "起"), 24

_ONE_FOR = frozenset("村镇乡校所县案户居社部局站队街件")
_FROM_ONE = 12  # characters from 一镇 to 一所


def one_for_one(text: str) -> Iterator[int]:
    """Where something may be told to be one for each, 一村一处起步."""
    for at in offsets(text, "一"):
        if text[at + 1 : at + 2] in _ONE_FOR and "一" in text[at + 2 : at + _FROM_ONE]:
            yield at


def one_at_first(text: str) -> Iterator[int]:
    """Where one for each is told as a least: 一村一处起步."""
    for at in one_for_one(text):
        said = text[at : at + _REACH]
        if any(word in said for word in _AT_FIRST):
            yield at


def one_of_all(text: str) -> Iterator[int]:
    """Where one for each is told, and in the same sentence or the next that all have it."""
    for at in one_for_one(text):
        low, most = max(0, at - _LONGEST), min(len(text), at + 2 * _LONGEST)
        low = max(low, text.rfind("。", low, at) + 1)
        first = text.find("。", at, most)
        high = text.find("。", first + 1, most) if first >= 0 else -1
        said = text[low : high if high >= 0 else most]
        if any(word in said for word in EACH_HAS_ONE):
            yield at


PERIODS = {"月": (12, 12), "季度": (4, 4), "季": (4, 4), "半年": (2, 2), "学期": (2, 2), "周": (45, 54)}  # a year's
_PERIODS = tuple(PERIODS)
_TIMES = frozenset("次场期回批件天课一二三四五六日")  # 每月一|次, 每周|三
_FROM_PERIOD = 12
OF_A_YEAR = ("全年", "一年", "年内", "今年")
_BEHIND = 1200  # characters of three sentences


def so_often(text: str) -> Iterator[int]:
    """Where something is told to come so often a period, 每月一次, before anything is told of a year."""
    for sign in "每一":
        for at in offsets(text, sign):
            one = at + 1 + text.startswith("个", at + 1)
            told = text.startswith(_PERIODS, one) and not _TIMES.isdisjoint(text[one + 1 : one + _FROM_PERIOD])
            if told and any(text.find(word, at, at + _BEHIND) >= 0 for word in OF_A_YEAR):
                yield at


PLACES_OF_FORMULAS = "窗所村校站居庭"
STAFF_OF_FORMULAS = "员人警名"
_COUNTERS = frozenset("名个位件家所户人支")
_NUMERALS = frozenset("0123456789一百千" + MANY)
_HAVING = frozenset("应务系络责联保包理结钩承办导盖有备配到担对管着了")  # with which the verb between the two ends
_LONGEST_RATION = 40


def rations(text: str) -> Iterator[int]:
    """Where so many of one for so many of another may be told: 每名律师对应3个村, 一名网格员联系40户."""
    for at in _each_or_one(text):
        end = _numeral_end(text, at + 1)
        if text[end : end + 1] in _COUNTERS:
            behind = next((i for i in range(end + _PAIR, end + _LONGEST_RATION) if text[i : i + 1] in _NUMERALS), 0)
            if text[behind - 1] in _HAVING and text[_numeral_end(text, behind)] in _COUNTERS:
                yield at


def ration_formulas(text: str) -> Iterator[int]:
    """Where a formula tells how many each has: 一所两员."""
    for at in _each_or_one(text):
        if text[at + 1 : at + 2] in PLACES_OF_FORMULAS and text[at + 3 : at + 4] in STAFF_OF_FORMULAS:
            yield at


def _each_or_one(text: str) -> Iterator[int]:
    for sign in "每一":
        yield from offsets(text, sign)


def _numeral_end(text: str, at: int) -> int:
    while text[at : at + 1] in _NUMERALS:
        at += 1
    return at


_BY_ALL = frozenset("律概部均都面已")  # with which 一律, 全部, 全面 and the like end


def given_up(text: str) -> Iterator[int]:
    """Where something is given up by all: 一律|不再收取."""
    for word in ("不再", "取消", "停止", "停收"):
        for at in offsets(text, word):
            if text[at - 1 : at] in _BY_ALL:
                yield at


# —— bounds that are said to be kept ——

KEPT = (
    "得到落实", "落实到位", "严格遵守", "严格执行", "严格落实", "符合", "达标", "达到要求", "达到标准", "达到规定",
    "达到合格", "全部达到", "均达到", "按期", "按时", "如期", "准时", "完成目标", "完成任务", "完成年度", "完成了",
    "未突破", "没有突破", "没突破", "未超", "没有超", "没超", "无超", "均在", "全部在", "都在", "守住", "期限内",
    "时限内", "审限内", "限额内", "规定办", "及时", "严守", "做到", "满足", "合规", "全面落实", "已落实",
    "均不超过", "均未", "目标实现", "实现目标", "如数", "提前", "圆满完成", "预定目标", "既定目标", "承诺时限内",
    "顺利完成",
)  # fmt: skip
_UPPER = (
    "不超过", "不得超过", "不能超过", "不高于", "不得高于", "不多于", "控制在", "限于", "上限为", "限额为",
    "不突破",
)  # fmt: skip
_UPPER_BEHIND = ("以内", "之内", "内", "以下", "封顶")
_LIMITS = ("法定期限", "期限", "时限", "限额", "法定审限", "审限", "上限", "法定时限", "规定期限", "承诺时限", "的期限",
           "的法定期限", "的限额", "的上限", "的时限", "的规定期限", "的承诺时限")  # fmt: skip
_UPPER_NOUNS = ("时限", "期限", "审限", "限额", "上限", "额度", "预算")
_LOWER_NOUNS = ("任务", "任务数", "目标", "目标值", "目标任务", "指标", "下限", "合格线", "及格线", "达标线",
                "合格标准", "应公示", "应当公示", "应征求意见")  # fmt: skip
_LESSENED = ("压减", "下降", "降低", "控制", "减少", "降至", "压缩")
_LINKS = "为是:数"
_DENIED = ("不", "不得", "不能", "未", "没有", "不准")
_LOWER = ("不少于", "不得少于", "不低于", "不得低于", "至少", "最少", "不下于", "提前")


def is_upper(reading: Reading) -> bool:
    """Whether a number is a bound from above."""
    label = reading.label.rstrip(_LINKS)
    denied = reading.quantity.number.manner == LEAST and label.endswith(_DENIED)  # 不|超过2次
    behind = reading.behind.startswith((*_UPPER_BEHIND, *_LIMITS))
    named = label.endswith(_UPPER_NOUNS) and reading.quantity.number.manner != LEAST
    return denied or named or label.endswith(_UPPER) or (behind and not is_lower(reading))


def is_lower(reading: Reading) -> bool:
    """Whether a number is a bound from below."""
    label = reading.label
    if label.rstrip(_LINKS).endswith(_LOWER_NOUNS):
        return not any(word in label for word in _LESSENED)
    least = reading.quantity.number.manner == LEAST and not label.endswith(_DENIED)
    return least or label.endswith(_LOWER) or _LOWER[4] in label


@once
def norms(figures: Figures) -> Iterator[Reading]:
    """A bound in a sentence, or before one, that claims that it was kept."""
    kept = {number for number, _, _ in figures.index.lines_with(*KEPT)}
    for reading in figures.readings if kept else ():
        near = reading.sentence in kept or reading.sentence + 1 in kept
        if not near or reading.quantity.kind not in (COUNT, DURATION, RATE):
            continue
        told = reading.label.endswith((*_LOWER, *_UPPER))
        if told or (reading.tie not in (TO, *BESIDE) and (is_lower(reading) or is_upper(reading))):
            yield reading
