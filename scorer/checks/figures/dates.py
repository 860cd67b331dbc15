"""Days that do not exist, and lengths of time against the dates beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorer.checks.figures.verdicts import CONSISTENT, INCONSISTENT, Computed
from scorer.statements.numerals import whole_number
from scorer.text.expressions import expression

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Iterator

    from scorer.statements.readings import Figures

_DAY = expression(r"(?:((?:19|20)\d\d)年)?(1[0-2]|0?[1-9]|1[3-9])月(\d{1,2})[日号]")
_MONTHS = expression(
    r"(?<!\d)(1[0-2]|[1-9])月(?:份|初)?(?:起|开始|启动)?,?(?:至|到|-|—|~)(1[0-2]|[1-9])月(?:份|底|末|止|结束)?(?!\d)"
    r"[^。;\n\d]{0,16}?(?<![第每约近超过十])(\d{1,2}|[一二两三四五六七八九十]{1,2})个月",
)
_SINCE = expression(
    r"自((?:19|20)\d\d)年(\d{1,2})月(?:\d{1,2}日)?起?[^。;\n]{0,30}?截至((?:19|20)\d\d)年(\d{1,2})月(?:\d{1,2}日|底|末)?"
    r"[^。;\n\d]{0,16}?(?<![第约近超过])(\d{1,2}|[一二两三四五六七八九十]{1,2})(?:周年|年)(?!度|级|内)",
)
_LASTED = expression(
    r"(?:自|从)?((?:19|20)\d\d)年(\d{1,2})月(?:\d{1,2}日)?[^,;。\d]{0,16}?,?(?:至|到|—|-|~)"
    r"((?:19|20)\d\d)年(\d{1,2})月(?:\d{1,2}日)?[^,;。\d]{0,14}?,?(?:为期|历时|共计?|期限|周期|跨度|持续)(?:为|共|达)?"
    r"(\d{1,2}|[一二两三四五六七八九十]{1,2})(年|个月)",
)
_MONTHS_BEHIND = expression(
    r"(?<![第每约近超过十\d])(\d{1,2}|[一二两三四五六七八九十]{1,2})个月[(](1[0-2]|[1-9])月(?:份)?(?:至|到|-|—|~)(1[0-2]|[1-9])月(?:份|底|末)?[)]"
)
_ORDER = expression(
    r"(1[0-2]|[1-9])月(\d{1,2})日[^。;\n\d]{0,6}?(公告|公布|印发|发布|通知|立案|受理)[^。;\n\d]{0,8}?"
    r"(?<!年)(1[0-2]|[1-9])月(\d{1,2})日(?:起?(施行|实施|生效)|[^。;,\n\d]{0,12}?(作出|召开|举行|听证|办结|审结|结案))"
)
_NOTICE = expression(
    r"(\d{1,2})月(\d{1,2})日(?:至|到|—|-|~)(?:(\d{1,2})月)?(\d{1,2})日([^。;\n\d]{0,40}?)(\d{1,2})月(\d{1,2})日([^。;\n]{0,20})",
)
_ASKED = ("征求意见", "公示", "公告", "征集意见", "征询意见")
_AHEAD = 14  # characters before the days in which it may be said what they are for
_OVER = ("期满", "结束后", "届满", "汇总", "到期后", "结束")
_DECIDED = ("审议", "通过", "印发", "出台", "公布", "施行", "决定")
_TERM = expression(
    r"(\d{1,2})月(\d{1,2})日[^。;\n\d]{0,20}?(?:为期|期限为?|时间为)(\d{1,2})(?:天|日|个自然日),?[^。;\n\d]{0,6}?"
    r"(\d{1,2})月(\d{1,2})日[^。;\n\d]{0,8}?(?:结束|届满|期满|截止|止)",
)
_RANGE = expression(
    r"(?<!\d)((?:19|20)\d\d)年(\d{1,2})月(\d{1,2})日(?:至|到|—|-|~)((?:19|20)\d\d)年(\d{1,2})月(\d{1,2})日",
)
_YEARS = expression(
    r"(?:(?:连续|过去|近|前|这|后|历时|为期)([一二两三四五六七八九十]{1,2}|\d{1,2})个?年(?:度|间|来|内)?"
    r"|([一二两三四五六七八九十]{1,2}|\d{1,2})年(?:间|来|内|时间|行动|规划|攻坚|计划|专项|提升|整治|滚动|周期)[^。;,\n\d]{0,14}?)"
    r"[(（]((?:19|20)\d\d)年?度?[—\-~至到]+((?:19|20)\d\d)年?度?[)）]",
    "年(2",
    "年(1",
    "年度(2",
    *(
        f"年{what}"
        for what in ("间", "来", "内", "时间", "行动", "规划", "攻坚", "计划", "专项", "提升", "整治", "滚动", "周期")
    ),
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
_HELD = expression(
    r"((?:(?:1[0-2]|[1-9])月(?:\d{1,2}日)?[、和]){1,11}(?:1[0-2]|[1-9])月(?:\d{1,2}日)?)[^。;,\n\d]{0,24}?"
    r"(?<![\d第])(\d{1,2}|[一二两三四五六七八九十]{1,2})(?=次|场|期)",
)
_QUARTER = expression(r"(第?[一二三四]季度|上半年|下半年)\((\d{1,2})月(?:\d{1,2}日)?(?:至|到|—|-|~)(\d{1,2})月")
_FROM_TO = expression(
    r"[从自](\d{1,2})月(\d{1,2})日(?:开始|起|启动)?,?[至到](?![今次翌])[^。;\n\d]{0,3}(\d{1,2})月(\d{1,2})日(?:结束|止|完成)",
)
_QUARTERS = {"一": (1, 3), "二": (4, 6), "三": (7, 9), "四": (10, 12), "上": (1, 6), "下": (7, 12)}
_LASTING = expression(
    r"(?<!\d)(\d{1,2})月(\d{1,2})日(?:起|开始|启动|持续|延续)?,?(?:至|到|—|-|~)(?:(\d{1,2})月|当月|同月|本月)?(\d{1,2})日"
    r"[^。;\n\d]{0,24}?(?:为期|历时|共计?|期限为?|时间为|持续|公示|公告|征求意见)(\d{1,3}|[一二两三四五六七八九十]{1,3})(天|日|个自然日|周|个月)(?!多|余|以)",
    *("为期", "历时", "共", "期限", "时间为", "持续", "公示", "公告", "征求意见"),
)
_LASTS = ("为期", "历时", "共", "期限", "时间为", "持续", "公示", "公告", "征求意见")
_FULL_DAYS = expression(
    r"((?:19|20)\d\d)年(\d{1,2})月(\d{1,2})日[^。;,\n\d]{0,8},?(?:至|到|—|-|~)((?:19|20)\d\d)年(\d{1,2})月(\d{1,2})日"
    r"[^。;,\n\d]{0,8},?(?:为期|历时|共计?|持续)(\d{1,3})(?:天|日)"
)
_TWO_DAYS = expression(
    r"(?<!\d)(\d{1,2})月(\d{1,2})日[^。;,\n\d]{0,8}[、,](?:至|到|于)?(\d{1,2})月(\d{1,2})日[^。;,\n\d]{0,8},?(?:为期|历时|用时|耗时)"
    r"(\d{1,3}|[一二两三四五六七八九十]{1,3})(天|日|个工作日|个月|周)(?!多|余|以)"
)
_TERM_FIRST = expression(
    r"(?:期限|为期|周期|历时|时间)(?:为)?(\d{1,2}|[一二两三四五六七八九十]{1,2})(年|个月)[^。;\n\d]{0,6}?"
    r"((?:19|20)\d\d)年(\d{1,2})月(?:\d{1,2}日)?[^。;,\n\d]{0,8}?,?(?:至|到|—|-|~)((?:19|20)\d\d)年(\d{1,2})月"
)
_STARTED = expression(
    r"(?<!\d)(1[0-2]|[1-9])月(?:份|初)?[^。;,\n\d]{0,8}[、,](?:至|到|于)?(1[0-2]|[1-9])月(?:底|末|份|中旬|下旬)?[^。;,\n\d]{1,8},?"
    r"(?:历时|为期|持续)(\d{1,2}|[一二两三四五六七八九十]{1,2})个月"
)
_DAYS = {"天": 1, "日": 1, "个自然日": 1, "周": 7, "个月": 30}
_COUNTED = expression(r"\d[次场期]")
_MONTH = expression(r"\d{1,2}月")
_DIGITS = frozenset("0123456789")
_COUNT = 3  # digits that are no month
_SLACK = 5  # days
_HALF = 6  # months
_TWO = 2
_YEAR = 5  # characters of 2023年
_LENGTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def find_dates(figures: Figures) -> Iterator[Computed]:
    """Impossible days, ends before their beginnings, and months or years that were counted wrong."""
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


def _days(text: str, low: int, high: int) -> Iterator[Computed]:
    """2月30日."""
    at = text.find("月", low, high)
    while at >= 0:
        start = at
        while start > low and text[start - 1] in _DIGITS:
            start -= 1
        year = start - _YEAR
        dated = text[start - 1 : start] == "年" and year >= low and text[year - 1 : year] not in _DIGITS
        match = _DAY.match(text, year if dated else start, high) if 0 < at - start < _COUNT else None
        if match is not None and not _exists(match):
            yield Computed(*match.span(), "date", INCONSISTENT, match.group(), True)
        at = text.find("月", at + 1, high)


def _ranges(text: str, low: int, high: int) -> Iterator[Computed]:
    """2023年5月1日至2022年6月1日; 从9月1日开始至5月31日结束."""
    for match in _RANGE.finditer(text, low, high):
        values = [int(value) for value in match.groups()]
        verdict = CONSISTENT if values[:3] <= values[3:] else INCONSISTENT
        yield Computed(*match.span(), "span", verdict, match.group(), True)


def _from_to(text: str, low: int, high: int) -> Iterator[Computed]:
    for match in _FROM_TO.finditer(text, low, high):
        ends = [int(value) for value in match.groups()]
        if "年" not in match.group():
            verdict = CONSISTENT if ends[:2] <= ends[2:] else INCONSISTENT
            yield Computed(*match.span(), "span", verdict, match.group(), True)


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


def _in_order(text: str, low: int, high: int) -> Iterator[Computed]:
    """8月15日公布,自7月1日起施行: what follows is told to have been before."""
    for match in _ORDER.finditer(text, low, high):
        first = int(match.group(1)), int(match.group(2))
        second = int(match.group(4)), int(match.group(5))
        case, closing = match.group(3) in ("立案", "受理"), match.group(7) in ("作出", "办结", "审结", "结案")
        if case != closing or "年" in match.group() or first[0] - second[0] > _HALF:
            continue  # of the next year
        verdict = CONSISTENT if first <= second else INCONSISTENT
        yield Computed(*match.span(), "span", verdict, match.group(), True)


def _held(text: str, low: int, high: int) -> Iterator[Computed]:
    """于3月、6月、9月先后召开两次."""
    for match in _HELD.finditer(text, low, high):
        held, said = len(_MONTH.findall(match.group(1))), whole_number(match.group(2))
        before = text[max(0, match.start() - 6) : match.end()]
        clear = "分别" in before or "先后" in before
        if held == said:
            yield Computed(*match.span(), "span", CONSISTENT, f"{held}, {said}", True)
        elif clear and held > said > 0 and not _COUNTED.search(text, match.end() + 1, match.end() + 24):
            yield Computed(*match.span(), "span", INCONSISTENT, f"{held}, {said}", True)


def _held_at(text: str, low: int, high: int) -> Iterator[Computed]:
    """学法4次,分别于2月、5月、8月、10月、12月举办."""
    for match in _HELD_AT.finditer(text, low, high):
        said, held = whole_number(match.group(1)), len(_MONTH.findall(match.group(2)))
        more = held > said  # two meetings of one month may be named once
        yield Computed(*match.span(), "span", INCONSISTENT if more else CONSISTENT, f"{held}, {said}", True)


def _quarters(text: str, low: int, high: int) -> Iterator[Computed]:
    """第三季度(7月至10月)."""
    for match in _QUARTER.finditer(text, low, high):
        first, last = _QUARTERS[match.group(1).removeprefix("第")[0]]
        agree = first <= int(match.group(2)) and int(match.group(3)) <= last
        yield Computed(*match.span(), "span", CONSISTENT if agree else INCONSISTENT, f"{first}—{last}", True)


def _lasting(text: str, low: int, high: int) -> Iterator[Computed]:
    """6月1日至10日,为期20天."""
    for match in _LASTING.finditer(text, low, high):
        month, day, end, last = (int(value) if value else 0 for value in match.groups()[:4])
        days = 30 * ((end or month) - month) + last - day + 1
        said = whole_number(match.group(5)) * _DAYS[match.group(6)]
        slack = 2 if _DAYS[match.group(6)] == 1 else min(_DAYS[match.group(6)] * 2 // 3, 2 * _SLACK)
        if days > 0:
            verdict = CONSISTENT if abs(days - said) <= slack + days // 30 else INCONSISTENT
            yield Computed(*match.span(), "span", verdict, f"{days}, {said}", True)


def _full_days(text: str, low: int, high: int) -> Iterator[Computed]:
    """自2023年12月1日启动,至2024年3月9日结束,为期100天."""
    for match in _FULL_DAYS.finditer(text, low, high):
        year, month, day, end_year, end, last, said = (int(value) for value in match.groups())
        days = 365 * (end_year - year) + sum(_LENGTHS[: end - 1]) + last - sum(_LENGTHS[: month - 1]) - day + 1
        if days > 0:
            verdict = CONSISTENT if abs(days - said) <= _TWO + days // 365 else INCONSISTENT
            yield Computed(*match.span(), "span", verdict, f"{days}, {said}", True)


def _two_days(text: str, low: int, high: int) -> Iterator[Computed]:
    """5月10日开班、5月12日结业,为期五天."""
    for match in _TWO_DAYS.finditer(text, low, high):
        month, day, end, last = (int(value) for value in match.groups()[:4])
        days, said = 30 * (end - month) + last - day + 1, whole_number(match.group(5))
        each = _DAYS.get(match.group(6), 0)
        if days > 0 and each:
            slack = 1 + days // 30 if each == 1 else min(each * 2 // 3, 2 * _SLACK)
            verdict = CONSISTENT if abs(days - said * each) <= slack else INCONSISTENT
            yield Computed(*match.span(), "span", verdict, f"{days}, {said}", True)


def _term_first(text: str, low: int, high: int) -> Iterator[Computed]:
    """试点期限两年,自2022年1月起至2024年12月止."""
    for match in _TERM_FIRST.finditer(text, low, high):
        said, unit, *rest = match.groups()
        first, month, last, end = (int(value) for value in rest)
        months, told = 12 * (last - first) + end - month + 1, whole_number(said) * (1 if unit == "个月" else 12)
        if told and months > 0:
            slack = 1 if unit == "个月" else 6
            verdict = CONSISTENT if abs(months - told) <= slack else INCONSISTENT
            yield Computed(*match.span(), "span", verdict, f"{months}, {told}", True)


def _started(text: str, low: int, high: int) -> Iterator[Computed]:
    """4月启动、9月底结束,历时三个月."""
    for match in _STARTED.finditer(text, low, high):
        first, last, said = int(match.group(1)), int(match.group(2)), whole_number(match.group(3))
        if first < last and said:
            months = last - first + 1
            verdict = CONSISTENT if months - _TWO <= said <= months else INCONSISTENT
            yield Computed(*match.span(), "span", verdict, f"{first}—{last}: {months}, {said}", True)


def _since(text: str, low: int, high: int) -> Iterator[Computed]:
    """自2021年3月起,截至2024年2月已运行两年."""
    for match in _SINCE.finditer(text, low, high):
        months = 12 * (int(match.group(3)) - int(match.group(1))) + int(match.group(4)) - int(match.group(2)) + 1
        said = whole_number(match.group(5))
        if said and months > 0:
            verdict = CONSISTENT if abs(months - 12 * said) < 12 else INCONSISTENT
            yield Computed(*match.span(), "span", verdict, f"{months}/12, {said}", True)


def _lasted(text: str, low: int, high: int) -> Iterator[Computed]:
    """自2021年7月起至2023年6月止,为期三年."""
    for match in _LASTED.finditer(text, low, high):
        months = 12 * (int(match.group(3)) - int(match.group(1))) + int(match.group(4)) - int(match.group(2)) + 1
        said = whole_number(match.group(5)) * (1 if match.group(6) == "个月" else 12)
        slack = 1 if match.group(6) == "个月" else 6
        if said and months > 0:
            verdict = CONSISTENT if abs(months - said) <= slack else INCONSISTENT
            yield Computed(*match.span(), "span", verdict, f"{months}, {said}", True)


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


def _terms(text: str, low: int, high: int) -> Iterator[Computed]:
    """6月1日公布,为期30天,6月15日结束."""
    for match in _TERM.finditer(text, low, high):
        month, day, said, end, last = (int(value) for value in match.groups())
        days = 30 * (end - month) + last - day
        if days > 0:
            verdict = CONSISTENT if abs(days - said) <= _SLACK + days // 10 else INCONSISTENT
            yield Computed(*match.span(), "span", verdict, f"{days}, {said}", True)


# What a sentence with a month must hold before an expression looks at it, and what then does.
_SPANS: tuple[tuple[Callable[[str], bool], Callable[[str, int, int], Iterator[Computed]]], ...] = (
    (lambda said: said.count("年") > 1 and said.count("日") > 1, _ranges),
    (lambda said: said.count("日") > 1 and any(word in said for word in ("结束", "止", "完成")), _from_to),
    (lambda said: "个月" in said, _months),
    (lambda said: "个月(" in said, _months_behind),
    (lambda said: "个月" in said and said.count("月") > 2, _started),
    (lambda said: said.count("日") > 1 and any(word in said for word in ("为期", "历时", "用时", "耗时")), _two_days),
    (lambda said: said.count("年") > 1 and any(word in said for word in ("期", "历时", "时间")), _term_first),
    (lambda said: said.count("日") > 1, _in_order),
    (lambda said: said.count("年") > 1 and said.count("日") > 1 and "天" in said, _full_days),
    (lambda said: any(word in said for word in ("月、", "月和", "日、", "日和")), _held),
    (lambda said: "分别" in said and ("月、" in said or "日、" in said), _held_at),
    (lambda said: "季度(" in said or "半年(" in said, _quarters),
    (
        lambda said: said.count("日") > 1 and any(word in said for word in _LASTS),
        _lasting,
    ),
    (lambda said: "截至" in said and "自" in said, _since),
    (
        lambda said: (
            said.count("年") > 1
            and any(word in said for word in ("为期", "历时", "共", "期限", "周期", "跨度", "持续"))
        ),
        _lasted,
    ),
    (lambda said: said.count("日") > 1 and "月" in said and any(word in said for word in _OVER), _notices),
    (lambda said: said.count("日") > 1 and any(word in said for word in ("为期", "期限", "时间为")), _terms),
)


def _exists(match: re.Match[str]) -> bool:
    year, month, day = match.group(1), int(match.group(2)), int(match.group(3))
    if not 1 <= month <= 12 or not 1 <= day <= _LENGTHS[month - 1]:
        return False
    if month == 2 and day == 29 and year:
        return int(year) % 4 == 0 and (int(year) % 100 != 0 or int(year) % 400 == 0)
    return True
