"""Where the relations of years, months and days, and of what is told one by one, begin (`beginnings.py`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorer.text.words import offsets

if TYPE_CHECKING:
    from collections.abc import Iterator

WHICH_YEAR = ("之年", "年头", "末年", "最后一年", *(f"第{number}年" for number in "一二三四五"))
BEGAN = "自20"
GOES_ON = (
    *("连续", "运行", "历时", "走过", "实施", "已满", "持续", "届满", "施行", "坚持", "成立", "开展", "进入", "迎来"),
    *("挂牌", "创办", "设立", "颁布", "出台", "建立", "启用"),
)
_YEAR_NUMERALS = frozenset("0123456789一二两三四五六七八九十")
_TO_YEARS = 12  # characters from such a word to the end of its number
_TO_MONTH = 20  # … from 其中 to its month


def lengths_of_years(text: str) -> Iterator[int]:
    """Where a number of years ends that may be told of what goes on: 已运行八|年, 实施五周|年."""
    for at in offsets(text, "年"):
        begin = at - 1 if text[at - 1 : at] in ("个", "周") else at
        number = text[max(0, begin - 4) : begin]
        told = number[-1:] in _YEAR_NUMERALS and not number.isdigit()
        if told and any(word in text[max(0, begin - _TO_YEARS) : begin] for word in GOES_ON):
            yield at


def months_among(text: str) -> Iterator[int]:
    """Where 其中 stands before a month."""
    for at in offsets(text, "其中"):
        if "月" in text[at : at + _TO_MONTH]:
            yield at


SPANS_OF_YEARS = tuple(sign + century for sign in "至到—-~(（" for century in ("19", "20"))

AFTER = ("随后", "其后", "此后", "之后", "尔后", "而后", "随即", "然后", "接着", "继而", "后于", "再于", "再在")
_BEFORE = ("此前", "事前", "事先", "在此之前", "依据的是", "根据的是", "依据是", "依据为", "根据是", "根据为")
_NO_EVENT = frozenset("此事目以之年日月期提当底末")  # before 前 it names nothing that happened
_STAGES, _ORDINALS = "审轮批次期阶", "首一二三四"
_TO_MOMENT, _TO_STAGE_MOMENT = 14, 18  # characters from such a word to the end of its month


def sequences(text: str) -> Iterator[int]:
    """Where a moment is told behind a word of order: 随后于4月28日, 结案前于11月26日, 二审4月宣判."""
    for word in (*AFTER, *_BEFORE):
        for at in offsets(text, word):
            if "月" in text[at : at + len(word) + _TO_MOMENT]:
                yield at
    for at in offsets(text, "前"):
        if text[at - 1 : at] not in _NO_EVENT and "月" in text[at : at + _TO_MOMENT]:
            yield at
    for stage in _STAGES:
        for at in offsets(text, stage):
            if text[at - 1 : at] in _ORDINALS and "月" in text[at : at + _TO_STAGE_MOMENT]:
                yield at


# —— what is told one by one ——

ORDINAL_ITEMS = ("一是", "第一,", "第一、", "(一)", "首先,")
_FIRST_STOPS = frozenset(":;,。")
_COUNTERS = frozenset("个项条点大类种件步面")
_ANNOUNCED = 30  # characters before the first item in which its number may stand
_TO_DAYS = 30  # … from a number of times to the days
_SENTENCE = 200


def items(text: str) -> Iterator[tuple[int, str]]:
    """Where the first of several things is told behind a number of them, and its sign: 四项举措:|一是."""
    for sign in ORDINAL_ITEMS[:4]:
        for at in offsets(text, sign):
            head = text[max(0, at - _ANNOUNCED) : at].removesuffix("\n").rpartition("\n")[2]
            if head[-1:] in _FIRST_STOPS and not _COUNTERS.isdisjoint(head):
                yield at, sign


def _sentence(text: str, at: int) -> tuple[int, int]:
    """Where the sentence of an offset begins and ends, not too far away."""
    low = max(0, at - _SENTENCE)
    low = max(low, text.rfind("。", low, at) + 1, text.rfind("\n", low, at) + 1)
    high = min(len(text), at + _SENTENCE)
    return low, min((end for stop in "。\n" if (end := text.find(stop, at, high)) >= 0), default=high)


def days_beside(text: str) -> Iterator[tuple[int, int]]:
    """The sentences in which days or months stand side by side behind a number of times."""
    last = -1
    for sign in ("月、", "日、", "月和", "日和", "月及", "日及"):
        for at in offsets(text, sign):
            low, high = _sentence(text, at)
            if text[at - 1 : at].isdigit() and low != last and any(s in text[low:at] for s in "次场期轮批回"):
                last = low
                yield low, high


def lots(text: str) -> Iterator[tuple[int, int]]:
    """The sentences that tell of a first and a second lot."""
    for second in ("第二期", "第二批", "第二轮", "第二场", "第二次"):
        for at in offsets(text, second):
            low, high = _sentence(text, at)
            if "首" + second[-1] in text[low:at] or "第一" + second[-1] in text[low:at]:
                yield low, high


def members(text: str) -> Iterator[int]:
    """Where persons are told to make up a group, before their roles."""
    for sign in ("组成:", "组成,"):
        for at in offsets(text, sign):
            if "组长" in text[at : at + _TO_DAYS] or "成员" in text[at : at + _TO_DAYS]:
                yield max(0, at - _TO_DAYS)
