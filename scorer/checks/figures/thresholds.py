"""A bound that is said to be kept or passed, against the value told beside it.

首次突破500件,达到486件; 控制在30天以内,实际34天; 超额完成任务:计划600人次,实际580人次.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING

from scorer.checks.figures.verdicts import CONSISTENT, INCONSISTENT, Computed, computed
from scorer.statements.numerals import LEAST, LESS, plain
from scorer.statements.quantities import POINTS, RATE, TIMES
from scorer.statements.readings import BESIDE, TO
from scorer.text.expressions import expression

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Sequence

    from scorer.statements.readings import Figures, Line, Reading

_MOST = "most"
_PASSED = ("破", "突破", "跨过", "迈过", "越过", "站上", "冲过", "跃上")
_WITHIN = ("以内", "之内", "以下", "内")
_AT_MOST = ("不超过", "不高于", "不多于", "不大于", "控制在", "压缩到", "压缩至", "压到", "降到", "降至")
_NOT = ("不", "未", "不得", "没有")
_NORM = (
    *("要求", "规定", "应", "法定", "计划", "力争", "确保", "目标", "标准", "须", "拟", "承诺", "原则", "定额"),
    *("上限", "门槛"),
)
_MET = (
    "符合", "达标", "满足", "达到要求", "达到标准", "未超", "合规", "没有超", "在规定范围", "均未超", "都未超",
    "均没超",
)  # fmt: skip
_ACTUAL = (
    *("达到", "达", "为", "共", "共计", "合计", "总计", "计", "实际", "实", "最终", "总数", "平均", "仅", "只有"),
    *("已达", "全年", "年末"),
)
_REALLY = ("实际", "最终", "实为")
_TURNED = (
    *("后", "回落", "曾", "此前", "一度", "原", "上年", "去年"),
    *("延长", "延期", "前年", "其余", "另", "力争", "除", "但", "应", "则"),
)
_BEYOND = ("超额", "超计划", "超目标", "超任务", "足额完成", "圆满完成", "全面完成", "如数完成", "如期完成",
           "提前完成", "按期完成", "按时完成", "完成全部", "全部完成", "顺利完成")  # fmt: skip
_UNDONE = ("未完成", "没有完成", "未能", "未达")
_PLANNED = ("计划", "目标", "任务", "指标", "应")
_DONE = ("实际", "完成", "实", "落实", "达")
_EVERY = ("均", "都", "全部", "各", "每", "单笔", "单项", "单次")
_PER = ("每", "单", "人均", "平均", "逐")
_LOWEST, _HIGHEST = ("最低", "最少", "最小", "最短"), ("最高", "最多", "最大", "最长")
_CLAIMED = expression(
    r"(超额完成|圆满完成|全面完成|足额完成|如数完成|(?<!未)(?<!没)(?<!有)(?<!能)完成了?(?:年度|全年|预定|既定|年初)(?:目标|任务|计划)|超过了?(?:年初|年度|既定)?(?:任务|目标|计划))"
    r"|(?:没有|未曾?|没|并未)(?:超编|超员|超限|超标|超支|超时限|超期|超时|突破|超出|超过)"
    r"|控制在(?:规定|核定|法定)?(?:上限|限额|编制|标准|额度|指标|红线|预算)[^,;:。\d]{0,4}(?:之|以)?内",
)
_CLAIMS = (  # of which every claim holds one
    *("超额完成", "圆满完成", "全面完成", "足额完成", "如数完成", "控制在"),
    *(f"完成{so}{whose}" for so in ("", "了") for whose in ("年度", "全年", "预定", "既定", "年初")),
    *(f"超过{so}{whose}" for so in ("", "了") for whose in ("年初", "年度", "既定", "任务", "目标", "计划")),
    *(f"{denied}{what}" for denied in ("没有", "未曾", "未", "没") for what in ("超", "突破")),
)
_BOUNDS_END = frozenset(word[-1] for word in (*_AT_MOST, *_PASSED))
_BOUNDS_BEGIN = frozenset(word[0] for word in _WITHIN)
_MOSTLY = ("大都", "大多", "多数", "基本", "一般", "普遍", "通常")
_RANGED = ("至", "到", "—", "-", "~")
_FAR = 40  # characters from a bound to its value
_NEAR = 3  # values behind a bound
_BEHIND = 12
_PAIR = 2


def find_thresholds(figures: Figures) -> Iterator[Computed]:
    """Every bound with the value that it is said of."""
    for _, line, _ in figures.index.lines_with(*_CLAIMS):
        for match in _CLAIMED.finditer(figures.text, line.start, line.end):
            yield from _claimed(figures, line, match)
    for reading in figures.readings:
        kind = _bound(reading)
        if kind:
            test = _kept(figures, reading, kind)
            test = test or (_beyond(figures, figures.lines[reading.sentence], reading) if kind == _MOST else None)
            if test is not None:
                yield test
    for _, line, said in figures.index.lines_with(*_BEYOND):
        if len(line.readings) >= _PAIR and not any(undone in said for undone in _UNDONE):
            word = next(word for word in _BEYOND if word in said)
            yield from _fulfilled(line, word, line.start + said.find(word))


def _claimed(figures: Figures, line: Line, match: re.Match[str]) -> Iterator[Computed]:
    """任务是轮训300人。…。实训264人,超额完成; 编制6名。现有在编8名,没有超编: a bound told sentences before."""
    actual = next((r for r in reversed(line.readings) if r.end <= match.start()), None)
    if actual is None or actual.tie in BESIDE or match.start() - actual.end > _FAR or actual.quantity.number.manner:
        return
    before = [r for r in figures.before(actual) if r.unit == actual.unit and r.quantity.kind == actual.quantity.kind]
    bounds = [r for r in before if any(word in _ahead(figures, r) for word in figures.words.set_bounds)]
    if not bounds:
        yield from _share_kept(figures, line, match, actual)
    if (
        len(before) != 1
        or len(bounds) != 1
        or any(word in actual.label for word in (*figures.words.set_bounds, "其中"))
    ):
        return
    bound = bounds[0]
    told = any(word in actual.label for word in _ACTUAL[:10]) or any(word in actual.label for word in ("支出", "完成"))
    if not told and not any(char in bound.label[-_PAIR * _NEAR :] for char in actual.label[-_NEAR:]):
        return
    filled = match.group(1) is not None
    value, limit = actual.quantity.number, bound.quantity.number
    wrong = value.value < limit.value if filled else value.value > limit.value
    shown = f"{plain(value.value)} : {plain(limit.value)}, {match.group()}"
    test = computed([bound, actual], "order", INCONSISTENT if wrong else CONSISTENT, shown)
    yield test._replace(end=max(test.end, match.end()))


def _share_kept(figures: Figures, line: Line, match: re.Match[str], actual: Reading) -> Iterator[Computed]:
    """抽查比例不高于8%。…2350户中抽取329户,抽查比例控制在上限以内: a share of two counts against its bound."""
    counts = [r for r in line.readings if r.counts and r.end <= match.start() and r.unit == actual.unit]
    rates = [r for r in figures.before(actual) if r.quantity.kind == RATE]
    if len(counts) != _PAIR or len(rates) != 1 or match.group(1) or not rates[0].label.endswith((*_AT_MOST, *_NOT)):
        return
    share = Fraction(100 * counts[1].quantity.number.value) / Fraction(counts[0].quantity.number.value)
    wrong = counts[1].quantity.number.value < counts[0].quantity.number.value and share > rates[0].quantity.number.value
    shown = f"{plain(counts[1].quantity.number.value)}/{plain(counts[0].quantity.number.value)}, {match.group()}"
    yield computed([rates[0], *counts], "order", INCONSISTENT if wrong else CONSISTENT, shown)


def _ahead(figures: Figures, reading: Reading) -> str:
    """The words of a sentence before a number, of its clause and the one before."""
    low = figures.lines[reading.sentence].start
    return figures.text[max(low, reading.start - _FAR) : reading.start]


def _bound(reading: Reading) -> str:
    """Whether a number is a bound from below (LEAST) or from above (LESS, most); empty for any other."""
    label, manner = reading.label, reading.quantity.number.manner
    may_be = manner in (LEAST, LESS) or label[-1:] in _BOUNDS_END or reading.behind[:1] in _BOUNDS_BEGIN
    if not may_be or reading.quantity.kind in (POINTS, TIMES) or reading.tie in (TO, *BESIDE):
        return ""
    if label.endswith(_AT_MOST) or reading.behind.startswith(_WITHIN) or (manner == LEAST and label.endswith(_NOT)):
        return _MOST
    if label.endswith(_PASSED):
        return LEAST
    return manner if manner in (LEAST, LESS) else ""


def _kept(figures: Figures, bound: Reading, kind: str) -> Computed | None:
    """A bound and the first value behind it that is said to keep it."""
    text = figures.text
    norm = any(word in bound.label + bound.behind[:_BEHIND] for word in _NORM)
    loosely = any(word in bound.label for word in _MOSTLY)
    if loosely or (bound.behind.startswith("的") and not norm):
        return None  # 超过100万元的案件
    beside = [r for r in figures.before(bound, back=0) if r.unit == bound.unit and _bound(r) == kind]
    if beside and beside[0].quantity.number != bound.quantity.number:
        return None  # 一般程序60日内审结,简易程序30日内审结: each of its own
    for value in (*figures.following(bound)[:_NEAR], *_extremes_behind(figures, bound)):
        between = text[bound.end : value.start]
        far = len(between) > _FAR and value.sentence == bound.sentence
        if far or ";" in between or value.tie in BESIDE:
            return None
        if value.unit != bound.unit or value.quantity.kind != bound.quantity.kind or _bound(value):
            continue
        if bound.period and ("半年" in between or "季度" in between):
            return None  # 4个镇上半年办案不到10宗,…下半年增到97宗
        met = text[value.end : value.end + _BEHIND].lstrip(",").startswith(_MET)
        turned = any(word in between for word in _TURNED)
        if not _is_meant(figures, bound, value, kind, norm=norm, met=met) or (turned and not met):
            continue
        limit, told = bound.quantity.number.value, value.quantity.number.value
        wrong = told < limit if kind == LEAST else told > limit
        sign = "<" if told < limit else "=" if told == limit else ">"
        return computed(
            [bound, value], "order", INCONSISTENT if wrong else CONSISTENT, f"{plain(told)} {sign} {plain(limit)}"
        )
    return None


def _extremes_behind(figures: Figures, bound: Reading) -> Sequence[Reading]:
    """均不超过20天。…用时最短的11天,最长的23天: the least and the most of the sentence behind."""
    number = bound.sentence + 1
    beside = figures.lines[number] if number < len(figures.lines) else None
    line = figures.lines[bound.sentence]
    if beside is None or line.readings[-1].at != bound.at or "\n" in figures.text[line.end : beside.start + 1]:
        return ()
    extremes = figures.mask(("figure-lowest", "figure-highest"))
    return [r for r in beside.readings[: 2 * _NEAR] if r.said & extremes] if beside.start - line.end <= 1 else ()


def _beyond(figures: Figures, line: Line, bound: Reading) -> Computed | None:
    """全部控制在45日以内,…46日至60日审结7件: some of a class that begins beyond what all keep."""
    if not any(word in bound.label for word in _EVERY) or any(word in bound.label for word in (*_NORM, *_MOSTLY)):
        return None
    for low, some in pairwise(line.readings):
        counted = some.counts and some.quantity.number.low > 0 and some.quantity.kind != low.quantity.kind
        ranged = low.behind[:1] in _RANGED and low.unit == bound.unit and some.start - low.end <= _FAR // 2
        if low.at > bound.at and counted and ranged and low.quantity.number.value > bound.quantity.number.value:
            shown = f"{plain(low.quantity.number.value)} > {plain(bound.quantity.number.value)}"
            return computed([bound, low, some], "order", INCONSISTENT, shown)
    return None


def _is_meant(figures: Figures, bound: Reading, value: Reading, kind: str, *, norm: bool, met: bool) -> bool:
    """Whether a value is what is said to keep a bound: 实际34天; 符合要求; of all, the lowest."""
    label = value.label
    really = label.startswith(_REALLY)
    floor = figures.lines[value.sentence].start
    low = max(figures.text.rfind(stop, floor, value.start) for stop in ",;:。") + 1
    clause = figures.text[low : value.start]
    if "平均" in bound.label and "平均" not in clause and not really:
        return False
    extreme = any(word in clause for word in (_LOWEST if kind == LEAST else _HIGHEST))
    if extreme or any(word in clause for word in (*_LOWEST, *_HIGHEST)):
        return extreme and not norm and (met or any(word in bound.label for word in (*_EVERY, "最高", "最低")))
    least = _PAIR + (bound.quantity.kind == RATE)
    same = any(label[at : at + least] in bound.label for at in range(len(label) - least + 1))
    same = same and any(word in bound.label for word in _PER) <= any(word in clause for word in _PER)
    if norm:
        return (met and same) or (really and "达到" in bound.label)
    return really or same or (label != "" and not label.strip("".join(_ACTUAL)))


def _fulfilled(line: Line, word: str, at: int) -> Iterator[Computed]:
    """超额完成年度任务:计划培训600人次,实际培训580人次; between the words and the two nothing else is counted."""
    for one, two in pairwise(line.readings):
        planned = one.label.startswith(_PLANNED) or "计划" in one.label
        apart = any(0 <= r.start - at - len(word) <= _PAIR for r in line.readings)  # 其中提前完成17项
        apart = apart or any(at < r.start < one.start or two.end <= r.start < at for r in line.readings)
        if planned and two.label.startswith(_DONE) and one.unit == two.unit and not apart:
            wrong = two.quantity.number.high < one.quantity.number.low
            shown = f"{plain(two.quantity.number.value)} : {plain(one.quantity.number.value)}, {word}"
            yield computed([one, two], "order", INCONSISTENT if wrong else CONSISTENT, shown)
