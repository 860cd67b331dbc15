"""Days that do not exist, spans that end before they begin, and how long a span or an opening is said to be.

2月30日; 2021—2025年的四年; 8时30分至18时,每日连续服务10个半小时.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorer.checks.figures.verdicts import CONSISTENT, INCONSISTENT, Computed
from scorer.statements.numerals import whole_number
from scorer.text.expressions import expression

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Iterator, Sequence

    from scorer.statements.readings import Figures

_DAY = expression(r"(?:((?:19|20)\d\d)年)?(1[0-2]|0?[1-9]|1[3-9])月(\d{1,2})[日号]")
_MONTHS = expression(
    r"(?<!\d)(1[0-2]|[1-9])月(?:份|初)?(?:起|开始|启动)?,?(?:至|到|-|—|~)(1[0-2]|[1-9])月(?:份|底|末|止|结束)?(?!\d)"
    r"[^。;\n\d]{0,16}?(?<![第每约近超过十])(\d{1,2}|[一二两三四五六七八九十]{1,2})个月",
)
_MONTHS_BEHIND = expression(
    r"(?<![第每约近超过十\d])(\d{1,2}|[一二两三四五六七八九十]{1,2})个月[(](1[0-2]|[1-9])月(?:份)?(?:至|到|-|—|~)(1[0-2]|[1-9])月(?:份|底|末)?[)]"
)
_NOTICE = expression(
    r"(\d{1,2})月(\d{1,2})日(?:至|到|—|-|~)(?:(\d{1,2})月)?(\d{1,2})日([^。;\n\d]{0,40}?)(\d{1,2})月(\d{1,2})日([^。;\n]{0,20})",
)
_ASKED = ("征求意见", "公示", "公告", "征集意见", "征询意见")
_AHEAD = 14  # characters before the days in which it may be said what they are for
_OVER = ("期满", "结束后", "届满", "汇总", "到期后", "结束")
_DECIDED = ("审议", "通过", "印发", "出台", "公布", "施行", "决定")
_YEARS = expression(
    r"(?:(?:连续|过去|近|前|这|后|历时|为期)([一二两三四五六七八九十]{1,2}|\d{1,2})个?年(?:度|间|来|内)?"
    r"|([一二两三四五六七八九十]{1,2}|\d{1,2})年(?:间|来|内|时间|行动|规划|攻坚|计划|专项|提升|整治|滚动|周期)[^。;,\n\d]{0,14}?)"
    r"[(（]((?:19|20)\d\d)年?度?[—\-~至到]+((?:19|20)\d\d)年?度?[)）]",
    *(bracket + century for bracket in "(（" for century in ("19", "20")),
)
_FOR_YEARS = expression(
    r"((?:19|20)\d\d)年?(?:至|到|—|-|~)((?:19|20)\d\d)年?,?(?:(?:共计?|为期|历时|期限为?)(\d{1,2}|[一二两三四五六七八九十]{1,2})年"
    r"|(?:的|这)?(\d{1,2}|[一二两三四五六七八九十]{1,2})(?:个年度|年(?:间|内|时间|来|期间|周期)))",
    *(sign + century for sign in "至到—-~" for century in ("19", "20")),
)
_HELD_AT = expression(
    r"(?<![\d第])(\d{1,2}|[一二两三四五六七八九十]{1,2})[次场期批轮届回][^。;\d]{0,8}?分别(?:于|在)"
    r"((?:(?:1[0-2]|[1-9])月(?:\d{1,2}日)?[、和]){1,11}(?:1[0-2]|[1-9])月(?:\d{1,2}日)?)",
)
_TOLD_AT = expression(
    r"分别(?:于|在)((?:(?:1[0-2]|[1-9])月(?:\d{1,2}日)?[、和]){1,11}(?:1[0-2]|[1-9])月(?:\d{1,2}日)?)([^,;。\d]{2,8})[^。;\d]{0,3}"
    r"(?:全年|年内|共|先后|累计){1,2}([^,;。\d]{0,8}?)(\d{1,2}|[一二两三四五六七八九十]{1,2})[次场期批轮届回]",
    "分别于", "分别在",
)  # fmt: skip
_QUARTER = expression(r"(第?[一二三四]季度|上半年|下半年)\(?(\d{1,2})月?(?:\d{1,2}日)?(?:至|到|—|-|~)(\d{1,2})月")
_HELD_IN = expression(
    r"(第?[一二三四]季度|上半年|下半年)[^。;\d]{0,24}(?:\d{1,2}[次场期批])?,?(?:分别|先后|依次)[^,;。\d]{0,3}?(?:于|在|是|为)((?:\d{1,2}月(?:\d{1,2}日)?[、和及]){1,5}\d{1,2}月)",
)
_PART = expression(r"(?:20\d\d年|今年|去年|本年度?)?(第?[一二三四]季度|上半年|下半年),")
_DONE_IN = expression(
    r"[,;](?:并于|并在|于|在)?(1[0-2]|0?[1-9])月(?:份|[上中下]旬|初|底|末|\d{1,2}日)?(?=[^\d,;。至到—~-])"
)
_LATER = (  # what may be told of another time
    *("通报", "公布", "发布", "反馈", "总结", "汇报", "考核", "评估", "报告", "公开", "截至", "预计", "计划", "拟"),
    *("次年", "翌年", "季度", "半年", "随后", "之后", "其后", "此后", "起", "至", "月到", "全年", "年底", "上年"),
    *("将", "去年"),
    *("同比", "环比", "底前", "以来", "曾", "此前"),
)  # fmt: skip
_QUARTERS = {"一": (1, 3), "二": (4, 6), "三": (7, 9), "四": (10, 12), "上": (1, 6), "下": (7, 12)}
_MONTH = expression(r"\d{1,2}月")
_DIGITS = frozenset("0123456789")
_COUNT = 3  # digits that are no month
_YEAR = 5  # characters of 2023年
_LEAP_DAY = 29
_LENGTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_NUMBER = r"(\d{1,2}|[一二两三四五六七八九十]{1,3})"
_CLOCK = expression(
    rf"(次日)?(凌晨|早上|清晨|上午|中午|下午|傍晚|晚上|夜间|夜里|当晚|晚|早)?(?:的)?(?<![\d第个超小]){_NUMBER}(?:时|点|:)(?!间|候|长|限|段)(半|整|{_NUMBER}分?)?"
)
_LENGTH = expression(
    r"(\d+(?:\.\d+)?|[一二两三四五六七八九十]{1,3}|半)(?:个)?(半|多)?(?:个)?(?:小时|钟头)(半|\d{1,2}分)?|(\d{2,3})分钟"
)
_TOLD = (
    *("历时", "时长", "持续", "连续", "为时", "用时", "耗时", "每日", "每天", "日均", "全天", "长达", "共"),
    *("合计", "前后", "整整", "这", "作战", "鏖战", "奋战", "整场", "全程", "连轴转", "一天"),
)
_APART = (*("午休", "休息", "歇", "扣除", "除去", "刨去", "间隔", "回放", "会后", "提前", "延长", "往返"),)
_LATE = ("下午", "傍晚", "晚上", "夜间", "夜里", "当晚", "晚")
_NOON, _HOUR, _WHOLE_DAY = 12, 60, 24 * 60
_SLACK = 6  # minutes
_NEAR = 14  # characters before a length in which it is said what it is of


def find_dates(figures: Figures) -> Iterator[Computed]:
    """Impossible days, ends before their beginnings, and months, years or hours that were counted wrong."""
    text = figures.text
    at = text.find("月")
    while at >= 0:
        low = max(text.rfind("。", 0, at), text.rfind("\n", 0, at)) + 1
        high = min(end if (end := text.find(stop, at)) >= 0 else len(text) for stop in "。\n")
        said = text[low:high]
        yield from _days(text, low, high)
        for holds, found in _SPANS:
            if holds(said):
                yield from found(text, low, high)
        at = text.find("月", high)
    for match in _FOR_YEARS.finditer(text):
        first, last, told = int(match.group(1)), int(match.group(2)), whole_number(match.group(3) or match.group(4))
        if first < last and told:
            verdict = CONSISTENT if told in (last - first + 1, last - first) else INCONSISTENT
            yield Computed(*match.span(), "span", verdict, f"{first}—{last}: {last - first + 1}, {told}", True)
    for match in _YEARS.finditer(text):
        told = whole_number(match.group(1) or match.group(2))
        years = int(match.group(4)) - int(match.group(3)) + 1
        if told and years > 0:
            verdict = CONSISTENT if told in (years, years - 1) else INCONSISTENT
            yield Computed(*match.span(), "span", verdict, f"{match.group(3)}—{match.group(4)}: {years}, {told}", True)

    if ("小时" in text or "分钟" in text) and "时" in text:
        yield from _clocks(figures)


def _days(text: str, low: int, high: int) -> Iterator[Computed]:
    """2月30日."""
    at = text.find("月", low, high)
    while at >= 0:
        start = at
        while start > low and text[start - 1] in _DIGITS:
            start -= 1
        year = start - _YEAR
        dated = text[start - 1 : start] == "年" and year >= low and text[year - 1 : year] not in _DIGITS
        told = 0 < at - start < _COUNT and not _is_plain_day(text[start:at], text[at + 1 : at + _COUNT])
        match = _DAY.match(text, year if dated else start, high) if told else None
        if match is not None and not _exists(match):
            yield Computed(*match.span(), "date", INCONSISTENT, match.group(), True)
        at = text.find("月", at + 1, high)


def _is_plain_day(month: str, day: str) -> bool:
    """Whether a month has a day, whatever the year, or no day is told."""
    if not day[:1].isdigit():
        return True
    number = int(day if day.isdigit() else day[:1])
    return 0 < int(month) <= len(_LENGTHS) and 0 < number <= _LENGTHS[int(month) - 1] and number != _LEAP_DAY


def _months(text: str, low: int, high: int) -> Iterator[Computed]:
    """3月至5月两个月."""
    for match in _MONTHS.finditer(text, low, high):
        yield from _months_told(match, match.group(1), match.group(2), match.group(3))


def _months_behind(text: str, low: int, high: int) -> Iterator[Computed]:
    """三个月(4月至8月)."""
    for match in _MONTHS_BEHIND.finditer(text, low, high):
        yield from _months_told(match, match.group(2), match.group(3), match.group(1))


def _months_told(match: re.Match[str], begin: str, end: str, told: str) -> Iterator[Computed]:
    """A range of months of one year beside how many it is said to be; whether the last is counted is left open."""
    first, last, said = int(begin), int(end), whole_number(told)
    if first < last and said:
        months = last - first + 1
        verdict = CONSISTENT if months - 1 <= said <= months else INCONSISTENT
        yield Computed(*match.span(), "span", verdict, f"{first}—{last}: {months}, {said}", True)


def _held_at(text: str, low: int, high: int) -> Iterator[Computed]:
    """学法4次,分别于2月、5月、8月、10月、12月举办."""
    for match in _HELD_AT.finditer(text, low, high):
        said, held = whole_number(match.group(1)), len(_MONTH.findall(match.group(2)))
        more = held > said  # two meetings of one month may be named once
        yield Computed(*match.span(), "span", INCONSISTENT if more else CONSISTENT, f"{held}, {said}", True)


def _told_at(text: str, low: int, high: int) -> Iterator[Computed]:
    """分别于1月、4月、9月和12月召开会议,全年共召开会议3次."""
    for match in _TOLD_AT.finditer(text, low, high):
        said, held = whole_number(match.group(4)), len(_MONTH.findall(match.group(1)))
        if match.group(3)[:2] in match.group(2):
            verdict = INCONSISTENT if held > said else CONSISTENT
            yield Computed(*match.span(), "span", verdict, f"{held}, {said}", True)


def _quarters(text: str, low: int, high: int) -> Iterator[Computed]:
    """第三季度(7月至10月)."""
    for match in _QUARTER.finditer(text, low, high):
        first, last = _QUARTERS[match.group(1).removeprefix("第")[0]]
        agree = first <= int(match.group(2)) and int(match.group(3)) <= last
        yield Computed(*match.span(), "span", CONSISTENT if agree else INCONSISTENT, f"{first}—{last}", True)


def _held_in(text: str, low: int, high: int) -> Iterator[Computed]:
    """第二季度召开推进会3次,分别在4月、5月和7月."""
    for match in _HELD_IN.finditer(text, low, high):
        first, last = _QUARTERS[match.group(1).removeprefix("第")[0]]
        months = [int(month.removesuffix("月")) for month in _MONTH.findall(match.group(2))]
        agree = all(first <= month <= last for month in months)
        shown = f"{first}—{last}: {', '.join(map(str, months))}"
        yield Computed(*match.span(), "span", CONSISTENT if agree else INCONSISTENT, shown, True)


def _out_of_part(text: str, low: int, high: int) -> Iterator[Computed]:
    """第三季度,我局把重心放在案卷质量上,10月中旬抽调骨干打分: done in a month of another part of the year."""
    match = _PART.match(text, low, high)
    month = _DONE_IN.search(text, match.end(), high) if match is not None else None
    if match is None or month is None or _holds(text[match.end() : high], *_LATER):
        return
    first, last = _QUARTERS[match.group(1).removeprefix("第")[0]]
    agree = first <= int(month.group(1)) <= last
    shown = f"{first}—{last}: {month.group(1)}"
    yield Computed(low, month.end(), "span", CONSISTENT if agree else INCONSISTENT, shown, True)


def _holds(said: str, *words: str) -> bool:
    return any(word in said for word in words)


def _notices(text: str, low: int, high: int) -> Iterator[Computed]:
    """5月20日至6月20日公开征求意见,期满后6月8日审议: decided on before the time was over."""
    for match in _NOTICE.finditer(text, low, high):
        asked = text[max(low, match.start() - _AHEAD) : match.end(5)]
        over = any(word in match.group(5) for word in _OVER) and any(word in asked for word in _ASKED)
        if over and any(word in match.group(8) for word in _DECIDED):
            ended = int(match.group(3) or match.group(1)), int(match.group(4))
            began = int(match.group(1)), int(match.group(2))
            done = int(match.group(6)), int(match.group(7))
            verdict = INCONSISTENT if began < done < ended else CONSISTENT
            yield Computed(match.start(), match.end(7), "span", verdict, f"{done[0]}.{done[1]} < {ended[0]}.{ended[1]}"
                           if verdict == INCONSISTENT else f"{ended[0]}.{ended[1]}", True)  # fmt: skip


def _exists(match: re.Match[str]) -> bool:
    year, month, day = match.group(1), int(match.group(2)), int(match.group(3))
    if not 1 <= month <= 12 or not 1 <= day <= _LENGTHS[month - 1]:
        return False
    if month == 2 and day == 29 and year:
        return int(year) % 4 == 0 and (int(year) % 100 != 0 or int(year) % 400 == 0)
    return True


# What a sentence with a month must hold before an expression looks at it, and what then does.
_SPANS: tuple[tuple[Callable[[str], bool], Callable[[str, int, int], Iterator[Computed]]], ...] = (
    (lambda said: "个月" in said, _months),
    (lambda said: "个月(" in said, _months_behind),
    (lambda said: "分别" in said and ("月、" in said or "日、" in said), _held_at),
    (lambda said: "分别于" in said or "分别在" in said, _told_at),
    (lambda said: "季度" in said or "半年" in said, _quarters),
    (lambda said: _holds(said, "季度", "半年") and _holds(said, "分别", "先后", "依次"), _held_in),
    (lambda said: _holds(said, "季度,", "半年,"), _out_of_part),
    (lambda said: said.count("日") > 1 and "月" in said and any(word in said for word in _OVER), _notices),
)


# —— clock times ——


def _clocks(figures: Figures) -> Iterator[Computed]:
    """Every sentence with two clock times, or two pairs of them, and how long that is said to be."""
    text = figures.text
    low = 0
    for sentence in text.replace("\n", "。").split("。"):
        if "小时" in sentence or "分钟" in sentence:
            yield from _told(text, low, low + len(sentence))
        low += len(sentence) + 1


def _told(text: str, low: int, high: int) -> Iterator[Computed]:
    clocks = [match for match in _CLOCK.finditer(text, low, high) if not text.startswith("小时", match.end() - 1)]
    if len(clocks) not in (2, 4) or any(word in text[low:high] for word in _APART):
        return
    minutes = _between(clocks)
    for match in _LENGTH.finditer(text, clocks[-1].end(), high):
        head = text[max(clocks[-1].end(), match.start() - _NEAR) : match.start()].rpartition(",")[2]
        if not any(word in head for word in _TOLD) or head.endswith(("第", "每")):
            continue
        said, slack = _minutes(match, head)
        verdict = CONSISTENT if abs(minutes - said) <= slack else INCONSISTENT
        yield Computed(clocks[0].start(), match.end(), "span", verdict, f"{minutes} min, {match.group()}", True)
        return


def _between(clocks: Sequence[re.Match[str]]) -> int:
    """Minutes from the first to the second, and from the third to the fourth."""
    told: list[int] = []
    late = False
    for match in clocks:
        next_day, part, hour, minute, exact = match.groups()
        hours = whole_number(hour)
        late = (part in _LATE) if part else late and not next_day
        if late and hours < _NOON:
            hours += _NOON
        minutes = _HOUR * hours + (30 if minute == "半" else whole_number(exact))
        told.append(minutes + (_WHOLE_DAY if next_day and told and minutes < told[-1] else 0))
    return sum((end - begin) % _WHOLE_DAY for begin, end in zip(told[::2], told[1::2], strict=True))


def _minutes(match: re.Match[str], head: str) -> tuple[int, int]:
    """Minutes of 10个半小时, 三个多小时, 135分钟, and how far they may be off."""
    number, more, half, minutes = match.groups()
    if minutes:
        return int(minutes), _SLACK
    value = 0.5 if number == "半" else float(number) if number[0].isdigit() else float(whole_number(number))
    said = round(_HOUR * value) + (30 if "半" in (more, half) else 0)
    if half and half[0].isdigit():
        said += int(half.removesuffix("分"))
    if more == "多" or head.endswith(("超过", "逾")):
        return said + 30, 30
    if head.endswith(("近", "将近", "不到", "不足", "接近")):
        return said - 30, 30
    return said, 20 if head.endswith(("约", "大约")) else _SLACK
