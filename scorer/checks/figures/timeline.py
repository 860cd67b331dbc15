"""The days and months of a text as moments: their order, what begins or ends at them, and how long it lasts.

自2022年9月启动,于2024年3月收官,历时三年; 2023年11月印发…,并于2023年10月完成; 征求意见, 通过, 公布, 备案.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise
from typing import Final, NamedTuple

from scorer.checks.figures.verdicts import CONSISTENT, INCONSISTENT, Computed
from scorer.statements.numerals import whole_number
from scorer.statements.readings import Figures
from scorer.text.expressions import expression
from scorer.text.words import Span

_MOMENT = expression(
    r"(?<!\d)(?:(20\d\d)年(?:度)?)?(1[0-2]|0?[1-9])月(?:份|(\d{1,2})[日号])?(?![\d个]|底前|末前)", "月"
)
_SPANS = (
    *("历时", "为期", "用时", "耗时", "持续", "时长", "期限", "共", "前后", "长达", "跨度", "周期", "已运行"),
    *("已开展", "已实施", "时间为", "公示", "公告", "征求意见", "用了", "仅用", "只用", "连续", "整整"),
    *("走过", "不足", "不到", "这", "当中", "有效期", "任期", "聘期", "服务期"),
)
_LENGTH = expression(
    rf"(?:{'|'.join(_SPANS)})(?:期为?|时间为?|期限为?|计|为|有)?(?:历时|为期|用了|恰好|恰|走过)?(?:了|约|近|达|不到|不足|超过|逾|整整|将近|足足)?"
    r"(?:(\d{1,3}|[一二两三四五六七八九十]{1,3})(年半?|个月|周|天|日|个自然日|个年头|个星期)|半年)(?!度|级|内|均|以上)"
    r"|(?<=,)()(\d{1,3}|[一二两三四五六七八九十]{1,3})天(?:里|间|来)",
    *_SPANS, "天里", "天间", "天来",
)  # fmt: skip
_STRONG = expression(
    r"(?:前后|历时|首尾|全程)(?:共|并计|将近|不到|不足|近|约|整整|超过)?[一二两三四五六七八九十\d]",
    "前后",
    "历时",
    "首尾",
    "全程",
)
_PAIR = 2
_LESS, _MORE = ("不到", "不足"), ("超过", "逾")
_AWAY = (
    *("次年", "翌年", "来年", "明年", "上年", "去年", "此前", "之前", "早在", "曾", "原定", "计划在", "拟"),
    *("预计", "分别"),
)
_WITHIN = ("其间", "期间", "其中", "分为", "每")
_OVER = (
    *("结束", "届满", "期满", "截止", "完成", "收官", "办结", "审结", "结案", "结业", "闭幕", "竣工", "终结"),
    *("验收", "落幕", "收队", "离点", "撤离", "完工", "收尾", "收束", "止"),
)
_RANGE = ("至", "到", "-", "—", "~")
_STOPS = "。;\n"
_SAME_YEAR = (";同年", ";当年", ";该年")  # the sentence goes on
_FAR = 60  # characters between two moments of one thing
_AHEAD = 12  # characters before the first moment in which the length may be told
_TAIL = 30  # characters behind the last moment in which its length is told
_EVENT = 24  # characters behind a moment in which it is said what happened
_HALF_YEAR = 6
_MONTHS_OF, _DAYS_OF = 12, 365
_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
# How many days or months a unit of time has, and how far what is said may be off.
_DAYS_IN = {"天": (1, 1), "日": (1, 1), "个自然日": (1, 1), "周": (7, 3), "个月": (30, 6), "年": (365, 40)}
_DAYS_IN |= {"年半": (548, 40), "个年头": (365, 40), "个星期": (7, 3)}
_MONTHS_IN = {"个月": (1, 1), "年": (12, 6), "年半": (12, 4), "个年头": (12, 6)}
_DAY = expression(r"(?<!\d)(?:(20\d\d)年)?(1[0-2]|0?[1-9])月(\d{1,2})日", "日")
_OTHER = (
    *("再次", "初审", "二审", "原则通过", "修订", "旧", "原办法", "新办法", "另", "第二次", "次年"),
    *("翌年", "上年", "去年", "废止", "修改后", "再度", "重新", "两次", "三次", "分别", "有效期", "届满"),
)
_STEP = 24  # characters behind a day in which it is said what was done
_GAP = 12  # characters between the verb of a step and its object: 作出|准予减轻处罚的复议|决定
_VERB = 3  # characters from a day to the verb of what is told before it: 合同7月1日签订
_WHO = expression(r"[^,;。、\d诉]某|[一二三]期|[甲乙丙丁](?=[公单企案])", "某", "期", "甲", "乙")
_ANYTHING = "*"  # in the words of a step: what may stand between its verb and its object
_CONSULTED = "征求意见"
_MOST_MONTHS = 6


class Moment(NamedTuple):
    """A month or a day, with the year that is said or meant; offsets of the plain text."""

    start: int
    end: int
    year: int  # 0 where nothing is said
    month: int
    day: int  # 0 for a whole month

    def ordinal(self) -> int:
        """Months since the year 0."""
        return _MONTHS_OF * self.year + self.month


def find_timeline(figures: Figures) -> Iterator[Computed]:
    """Every two moments of which the second ends what begins at the first, or the later is of an earlier step."""
    text = figures.text
    for low, high in _sentences(text):
        yield from _told(figures, moments_in(text, low, high), low, high)
    if text.count("日") > 1:
        yield from _steps(figures)


def moments_in(text: str, low: int, high: int) -> list[Moment]:
    """The moments of a stretch of text in order, each with the year of the one before where it has none."""
    moments: list[Moment] = []
    for match in _MOMENT.finditer(text, low, high):
        moments.append(_moment(match, moments[-1] if moments else None))
    return moments


def _sentences(text: str) -> Iterator[Span]:
    """The sentences with two months or more; every stop of the text is looked for once."""
    ends = dict.fromkeys(_STOPS, -1)
    high = 0
    at = text.find("月")
    while at >= 0:
        low = max(high, *(text.rfind(stop, high, at) + 1 for stop in _STOPS))
        for stop, end in ends.items():
            if end < at:
                ends[stop] = found if (found := text.find(stop, at)) >= 0 else len(text)
        high = min(ends.values())
        while text.startswith(_SAME_YEAR, high):
            beyond = [end for stop in _STOPS if (end := text.find(stop, high + 1)) >= 0]
            high = min(beyond, default=len(text))
        if text.find("月", at + 1, high) >= 0:
            yield low, high
        at = text.find("月", high)


def _moment(match: re.Match[str], last: Moment | None) -> Moment:
    year, month, day = match.groups()
    meant = int(year) if year else last.year if last is not None else 0
    return Moment(match.start(), match.end(), meant, int(month), int(day or 0))


def _told(figures: Figures, moments: list[Moment], low: int, high: int) -> Iterator[Computed]:
    for one, two in pairwise(moments):
        between = figures.text[one.end : two.start]
        if len(between) > _FAR or any(word in between for word in _AWAY):
            continue
        alone = len(moments) == _PAIR and _STRONG.search(figures.text, two.end, min(high, two.end + _TAIL)) is not None
        if alone and not between.startswith(_RANGE):
            yield from _lasting(figures, one, two, low, high, alone=True)
            continue
        if not _begins(figures, one, two) or not _ends(figures, two, low, high):
            continue
        yield from _ordered(figures, one, two)
        yield from _lasting(figures, one, two, low, high)


def _begins(figures: Figures, one: Moment, two: Moment) -> bool:
    """Whether something begins at a moment: 自…, …印发."""
    since = figures.text[one.start - 1 : one.start] in ("自", "从") or figures.text[one.end : two.start] in _RANGE
    return since or figures.scan.has("figure-begun", one.end, min(two.start, one.end + _EVENT))


def _ends(figures: Figures, two: Moment, low: int, high: int) -> bool:
    """Whether something ends at a moment, and nothing else is named before it: 于3月收官, 至3月底."""
    text = figures.text
    if text[two.start - 1 : two.start] in _RANGE:
        return True
    low = max(low, text.rfind(",", low, two.start) + 1, text.rfind(";", low, two.start) + 1)
    if len(text[low : two.start].strip("并于在,;至已又再自同当该年却即后")) > 0 and "于" not in text[low : two.start]:
        return False
    comma = text.find(",", two.end, high)
    high = comma if comma >= 0 else high
    span = figures.scan.first("figure-ended", two.end, min(high, two.end + _EVENT))
    return span is not None and text[two.end] != "已" and text[span[1] : span[1] + 1] != "的"


def _ordered(figures: Figures, one: Moment, two: Moment) -> Iterator[Computed]:
    """2023年11月制定,并于2023年10月完成: what follows is told to have been before."""
    if not one.year and (abs(one.month - two.month) > _HALF_YEAR or not (one.day and two.day)):
        return  # of the next year, or told loosely
    months = two.ordinal() - one.ordinal()
    if months == 0 and one.day and two.day:
        months = two.day - one.day
    shown = figures.text[one.start : one.end] + " → " + figures.text[two.start : two.end]
    yield Computed(one.start, two.end, "span", INCONSISTENT if months < 0 else CONSISTENT, shown, True)


def _lasting(
    figures: Figures, one: Moment, two: Moment, low: int, high: int, *, alone: bool = False
) -> Iterator[Computed]:
    """自2022年9月启动,于2024年3月收官,历时三年; 为期5天,6月12日开班,6月20日结束."""
    match = _length(figures.text, one, two, low, high) if alone or _closes(figures.text, two) else None
    if match is None or two.ordinal() < one.ordinal():
        return
    if match.start() > two.end and moments_in(figures.text, two.end, match.start()):
        return  # 3月至5月检查,6月至11月整改,历时半年
    number, unit = match.group(1) or match.group(4), match.group(2) or ("天" if match.group(4) else "")
    said, unit = (whole_number(number), unit) if number else (_HALF_YEAR, "个月")
    lengths = lengths_of(one, two, said, unit)
    if lengths is None:
        return
    lasted, told, slack = lengths
    if match.start() > two.end and any(word in figures.text[two.end : match.start()] for word in _WITHIN):
        return  # 其间集中整治为期三个月
    start, end = min(one.start, match.start()), max(two.end, match.end())
    if any(word in match.group() for word in _LESS):
        agree = lasted - 1 <= told
    elif any(word in match.group() for word in _MORE):
        agree = lasted >= told
    else:
        agree = abs(lasted - told) <= slack
    yield Computed(start, end, "span", CONSISTENT if agree else INCONSISTENT, f"{lasted}, {told}", True)


def lengths_of(one: Moment, two: Moment, said: int, unit: str) -> tuple[int, int, int] | None:
    """How long it was from one moment to another, how long it is said to be, and how far these may be apart."""
    if one.day and two.day:
        each, slack = _DAYS_IN[unit]
        return _day_of(two) - _day_of(one) + 1, each * said, slack
    if unit in _MONTHS_IN and (one.year or not (one.day or two.day)):
        each, slack = _MONTHS_IN[unit]
        return two.ordinal() - one.ordinal() + 1, each * said + (_HALF_YEAR if unit == "年半" else 0), slack
    return None


def _closes(text: str, two: Moment) -> bool:
    """Whether what begins at one moment is over at the other: 至6月, 6月结束; its length is the time between."""
    if text[two.start - 1 : two.start] in _RANGE:
        return True
    clause = text[two.end : two.end + _EVENT].partition(",")[0]
    return any(word in clause for word in _OVER)


def _length(text: str, one: Moment, two: Moment, low: int, high: int) -> re.Match[str] | None:
    """How long it is said to last: behind the two moments, between them or before them."""
    places = (two.end, min(high, two.end + _TAIL)), (one.end, two.start), (max(low, one.start - _AHEAD), one.start)
    return next((match for place in places if (match := _LENGTH.search(text, *place)) is not None), None)


def _day_of(moment: Moment) -> int:
    """Days since the year 0, without leap days."""
    return _DAYS_OF * moment.year + sum(_LENGTHS[: moment.month - 1]) + moment.day


class Day:
    """A day with what was done on it; offsets of the plain text."""

    __slots__ = ("end", "ladder", "month", "start", "step", "value", "year")

    def __init__(self, span: tuple[int, int], date: tuple[int, int, int], ladder: int, step: int) -> None:
        self.start: Final = span[0]
        self.end: Final = span[1]
        self.year: Final = date[0]
        self.month: Final = date[1]
        self.value = date
        self.ladder: Final = ladder
        self.step: Final = step


# —— steps that follow one another ——


def _steps(figures: Figures) -> Iterator[Computed]:
    """Every two days of one thing of which the later is of an earlier step."""
    low = 0
    for line in figures.text.split("\n"):
        sentences = line.split("。")
        for one, two in pairwise((*sentences, "")):
            if "日" in one:
                end = low + len(one)
                yield from _in_steps(figures, low, min(end + 1 + len(two), len(figures.text)), end)
            low += len(one) + 1


def _in_steps(figures: Figures, low: int, high: int, first: int) -> Iterator[Computed]:
    """The days of a sentence and of the next one, where they are of one thing."""
    text = figures.text
    said = text[low:high]
    if said.count("日") < 2 or said.count("《") > 1 or any(word in said for word in _OTHER):
        return
    if len({who.group() for who in _WHO.finditer(said)}) > 1:
        return  # of two persons, or two parts of a work
    days = _days(figures, low, high)
    for one, two in combinations(days, 2):
        if one.start >= first or one.ladder != two.ladder or one.step == two.step:
            continue
        if not two.step and "申请" in text[two.end : two.end + _STEP] and one.step > two.step + 1:
            continue  # 5月6日作出处罚决定,企业5月20日申请复议: another procedure begins
        early, late = (one, two) if one.step < two.step else (two, one)
        near = early.year == late.year and abs(early.month - late.month) <= _MOST_MONTHS
        if near and early.value > late.value:
            shown = f"{text[early.start : early.end]} > {text[late.start : late.end]}"
            yield Computed(one.start, two.end, "span", INCONSISTENT, shown, True)
            return


def _days(figures: Figures, low: int, high: int) -> Sequence[Day]:
    text = figures.text
    found = list(_DAY.finditer(text, low, high))
    days: list[Day] = []
    year = 0
    for at, match in enumerate(found):
        year = int(match.group(1)) if match.group(1) else year
        stop = found[at + 1].start() if at + 1 < len(found) else high
        ranged = at + 1 < len(found) and text[match.end() : stop] in _RANGE
        if ranged:
            stop = found[at + 2].start() if at + 2 < len(found) else high
        elif at and text[found[at - 1].end() : match.start()] in _RANGE:
            continue  # the end of a range
        begin = found[at + 1].end() if ranged else match.end()
        clause = text[begin : min(stop, begin + _STEP)]
        step = _step(figures, clause)
        head = text[max(low, match.start() - _STEP) : match.start()].rpartition(",")[2]
        for ladder, steps in enumerate(figures.words.steps):
            told = [at for at, words in enumerate(steps) if any(_is_begun(head, clause, word) for word in words)]
            step = (ladder, told[-1]) if told else step
            if _CONSULTED in steps[0] and (step is None or step[0] == ladder):
                # 征求意见公告于9月10日发布; 审查意见3月20日才出具
                told = [at for at, words in enumerate(steps[:2]) if any(word in head for word in words)]
                step = (ladder, told[-1]) if told and "备案审查" not in head else step
        if step is not None:
            date = year, int(match.group(2)), int(match.group(3))
            days.append(Day(match.span(), date, *step))
            if ranged and not step[1]:  # 7月20日至8月10日公开征求意见: over when it ends
                days[-1].value = year, int(found[at + 1].group(2)), int(found[at + 1].group(3))
    return days


def _is_begun(head: str, clause: str, word: str) -> bool:
    """Whether a step is told around a day: 施工合同经审查后于7月1日签订; 决定书7月15日作出."""
    verb, found, object_ = word.partition(_ANYTHING)
    if not found or "的" in clause[: _VERB + 2]:
        return False
    return (verb in head and object_ in clause[:_VERB]) or (object_ in head and verb in clause[:_VERB])


def _step(figures: Figures, said: str) -> tuple[int, int] | None:
    """Which ladder and which step of it some words tell of: the first that they name."""
    said = said.partition(";")[0]
    best: tuple[int, int, int, int] | None = None
    for ladder, steps in enumerate(figures.words.steps):
        for step, words in enumerate(steps):
            for word in words:
                at = _place(said, word)
                if at >= 0 and (best is None or (at, -len(word)) < best[:2]):
                    best = at, -len(word), ladder, step
    return best[2:] if best is not None else None


def _place(said: str, word: str) -> int:
    """Where a step is named in some words, maybe with others inside: 作出*决定 of 作出维持决定; -1 if nowhere."""
    verb, found, object_ = word.partition(_ANYTHING)
    at = said.find(verb)
    if not found or at < 0:
        return at
    between = said[at + len(verb) : at + len(verb) + _GAP + len(object_)].partition(object_)
    inside = between[1] and not between[0].startswith("的") and "," not in between[0]
    return at if inside else -1
