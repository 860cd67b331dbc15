"""Years and months inside the term they are told of: 2023年是“八五”普法(2021—2025年)第三年; 截至10月底,其中11月."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorer.checks.figures.beginnings_times import BEGAN, GOES_ON, WHICH_YEAR, lengths_of_years, months_among
from scorer.checks.figures.verdicts import CONSISTENT, INCONSISTENT, Computed
from scorer.statements.numerals import whole_number
from scorer.text.expressions import expression

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from scorer.statements.readings import Figures

_PLAN = r"“?([一二三四五六七八九]|十[一二三四五六七八九]?)五”?"
_ANOTHER = expression(r"“?[一二三四五六七八九十]五(?:”|规|普)")
_TERM = r"\(?(20\d\d)年?[—\-~至到]+(20\d\d)年?\)?"
_TOLD_TERM = expression(r"(20\d\d)年?(?:—|-|至|到|~)+(20\d\d)年", "20")
_ORDINAL = expression(
    rf"(20\d\d)年度?,?(?:既?是|为|系|作为|正值|正是|也是|进入|,)[^。;\d“]{{0,10}}?(?:{_PLAN})?[^。;\d]{{0,14}}?(?:{_TERM})?"
    r"[^。;\d]{0,12}?(?:第([一二三四五])(?:个年头|年)|(开局|起步|启动)之?年|(收官|收尾|最后一|末)之?年)"
)
_WHICH = expression(  # with which one of them ends
    r"第[一二三四五](?:个年头|年)|(?:[开起启收末最][局步动官尾后]?之|末|最后一)年", *WHICH_YEAR
)
_SINCE = expression(
    rf"(20\d\d)年(?!度?至|度?到|-|—)[^。;]{{0,60}}?(?:{'|'.join(GOES_ON)})(?:了|满|已|近)?"
    r"(第)?(\d{1,2}|[一二两三四五六七八九十]{1,2})(个年头|周年|个年度|年)(?!度|内|级|期|前|以上|行动|规划|来|间)"
)
_BEGAN = expression(
    r"自(20\d\d)年(?:(1[0-2]|[1-9])月)?(?:\d{1,2}日)?起?(?:正式)?(?:实施|施行|启动|执行|推行)",
    BEGAN,
)
_WEIGHED = expression(
    r"[^。\n]{0,30}[。;,](?:到|于|至)?(20\d\d)年(?:(1[0-2]|[1-9])月)?(?:\d{1,2}日)?(?:底|末)?,?"
    r"([^。\n]{0,40}?(?:中期|后评估|实施情况|实施满|评估|总结验收|终期|届满|期满|收官))"
)
_YEARS = expression(r"20\d\d(?=年)")
_AMONG = expression(r"其中,?[^,;。\d]{0,14}?(1[0-2]|[1-9])月(?!底|末|前|\d)")
_PART = expression(
    r"(?<![比较与同年至期])(上半年|下半年|第?([一二三四])季度)(?!末|底|以来|至|到|前|后)", "半年", "季度"
)
_MONTHS_OF = {"上半年": (1, 6), "下半年": (7, 12), "一": (1, 3), "二": (4, 6), "三": (7, 9), "四": (10, 12)}
_OF_PART = (  # how a month is told to be in a part of a year
    (expression(r"其中,?[^,;。\d]{0,14}?(?<!\d)(1[0-2]|[1-9])月(?!底前|末前|前|\d[^日])", "其中"), 1),
    (
        expression(r"分别(?:安排|放)?(?:于|在|为|是)((?:(?:1[0-2]|[1-9])月(?:份|\d{1,2}日)?[、和及与]?){2,})", "分别"),
        0,
    ),
    (expression(r"^的[^,;。\d]{1,10}(?:是|为)(1[0-2]|[1-9])月", "的"), 0),
    (expression(r"[,;](1[0-2]|[1-9])月\d{1,2}日(?:至|—|-|到)(?:1[0-2]|[1-9])月?\d{0,2}日(?:实地|逐)", "实地", "逐"), 0),
)
_MONTH = expression(r"(?<!\d)(1[0-2]|[1-9])月", "月")
_PART_FAR = 60  # characters from a part of a year to a month of it
_UNTIL = expression(
    r"(?:截至(?:20\d\d年)?|[1-9]月?[至到—~-])(1[0-2]|[1-9])月(?:底|末|\d{1,2}日)?|(?<![比较与同年])(上半年|前三季度|一季度|第一季度)[^;。]{1,40}$"
)
_ENDS = {"上半年": 6, "前三季度": 9, "一季度": 3, "第一季度": 3}
_LAW_FIRST = 1986  # 一五普法
_LATE_PLANS = 1981 - 5 * 6  # from the sixth plan (1981) on every five years
_LONGEST = 120  # characters of a sentence before the words that are read
_TERM_YEARS = 5
_SLIP = 3  # years by which a short time may be told wrong
_PAIR = 2
_YEAR = 5  # characters of 2018年


def find_terms(figures: Figures) -> Iterator[Computed]:
    """Every year that is told as so many of its term, every month of a time."""
    text = figures.text
    for which in _WHICH.finditer(text):
        match = _ORDINAL.search(text, _begin(text, which.start()), which.end())
        if match is not None:
            yield from _ordinal(match, text[_begin(text, match.start()) : match.start()])
    yield from _of_parts(text)
    if next(lengths_of_years(text), None) is not None:
        yield from _since(text)
    yield from _before_term(text)
    for among in (match for at in months_among(text) if (match := _AMONG.match(text, at)) is not None):
        until = _UNTIL.search(text, _begin(text, among.start()), among.start())
        if until is not None:
            end = int(until.group(1)) if until.group(1) else _ENDS[until.group(2)]
            month = int(among.group(1))
            verdict = CONSISTENT if month <= end else INCONSISTENT
            shown = f"{month} {'≤' if month <= end else '>'} {end}"
            yield Computed(until.start(), among.end(), "span", verdict, shown, True)


def _of_parts(text: str) -> Iterator[Computed]:
    """上半年…。其中,8月举办的竞赛; 下半年两次,分别在5月和10月: a month outside the part of a year it is told of."""
    parts = list(_PART.finditer(text))
    for at, part in enumerate(parts):
        first, last = _MONTHS_OF[part.group(2) or part.group(1)]
        high = min(len(text), part.end() + _PART_FAR, parts[at + 1].start() if at + 1 < len(parts) else len(text))
        line = text[part.end() : high].partition("\n")[0]
        if "月" not in line or line[:1] == "、":
            continue
        for way, stops in _OF_PART:
            match = way.search(line)
            if match is None or line.count("。", 0, match.start()) > stops or line.count(";", 0, match.start()) > stops:
                continue
            months = [int(month.group(1)) for month in _MONTH.finditer(match.group())]
            wrong = [month for month in months if not first <= month <= last]
            if wrong and not (match.group().startswith("其中") and "年" in match.group()):
                shown = f"{part.group(1)}: {wrong[0]}月"
                yield Computed(part.start(), part.end() + match.end(), "span", INCONSISTENT, shown, True)
                break


def _since(text: str) -> Iterator[Computed]:
    """成立于2018年,到2024年已运行8年; 2024年是…(2021年施行)实施五周年."""
    at = -1
    for match in _SINCE.finditer(text):
        begin = _begin(text, match.start())
        reach = min(len(text), match.end() + _LONGEST)
        end = min((found for stop in "。;\n" if (found := text.find(stop, match.end(), reach)) >= 0), default=reach)
        if begin <= at:
            continue
        years = [int(year) for year in _YEARS.findall(text, begin, end)]
        told, unit = whole_number(match.group(3)), match.group(4)
        first = int(match.group(1)) if unit != "周年" else min(years)
        last = max(years)
        if len(set(years)) != _PAIR or first == last or not told:
            continue
        head = text[match.start() - 1 : match.start() + 2 * _YEAR]
        if (
            "连续" in match.group()
            and head[:1] not in ("自", "从")
            and not any(word in head for word in ("起", "以来"))
        ):
            continue  # 2018年首次参评,2023年再次获评,已连续三年
        at = begin
        lasted = last - first
        full = text[match.start(3) - 1] == "满" and "不满" not in match.group()
        agree = told == lasted if unit == "周年" else told in (lasted, lasted - 1 if full else lasted + 1)
        if abs(told - lasted) > max(lasted, _SLIP):
            continue  # 2019年是新中国成立70周年…(2015—2020年): counted from a year that is not told
        shown = f"{first}—{last}: {lasted}, {told}"
        yield Computed(match.start(), match.end(), "span", CONSISTENT if agree else INCONSISTENT, shown, True)


def _before_term(text: str) -> Iterator[Computed]:
    """规划自2021年起实施。2020年11月听取规划实施中期评估报告: weighed before it began."""
    for began in _BEGAN.finditer(text):
        over = _WEIGHED.match(text, began.end())
        if over is None or began.group(1) < over.group(1):
            continue
        low = max(text.rfind(stop, 0, began.start()) for stop in ",;。\n") + 1
        subject, weighed = text[low : began.start()], over.group(3)
        alike = any(subject[at : at + _PAIR] in weighed for at in range(len(subject) - 1))
        plans = [plan.group() for said in (weighed, subject) if (plan := _ANOTHER.search(said)) is not None]
        month = int(over.group(2) or 0), int(began.group(2) or 0)
        before = over.group(1) < began.group(1) or (all(month) and month[0] < month[1])
        if alike and len(set(plans)) < _PAIR and before:
            shown = f"{over.group(1)} < {began.group(1)}"
            yield Computed(began.start(), over.end(), "span", INCONSISTENT, shown, True)


def _begin(text: str, at: int) -> int:
    """Where the sentence of an offset begins."""
    low = max(0, at - _LONGEST)
    return max(low, *(text.rfind(stop, low, at) + 1 for stop in "。;\n"))


def _ordinal(match: re.Match[str], before: str) -> Iterator[Computed]:
    year, plan, first, last, ordinal, begins, _ = match.groups()
    if first:
        terms = [(int(first), int(last))]
    elif plan:
        named = match.group()[match.end(2) - match.start() :]
        law = "普法" in named and _ANOTHER.search(named.partition("普法")[0]) is None  # “十四五”规划和“八五”普法
        terms = [(begin, begin + _TERM_YEARS - 1) for begin in _named(plan, law=law)]
    elif (term := _TOLD_TERM.search(before)) is not None:
        terms = [(int(term.group(1)), int(term.group(2)))]
    else:
        return
    agree = False
    for begin, end in terms:
        told = begin + whole_number(ordinal) - 1 if ordinal else begin if begins else end
        agree = agree or told == int(year)
    shown = f"{year}, {terms[-1][0]}—{terms[-1][1]}"
    yield Computed(match.start(), match.end(), "span", CONSISTENT if agree else INCONSISTENT, shown, True)


def _named(number: str, *, law: bool) -> list[int]:
    """The years in which a term of a number begins: of 普法, of the five-year plans, or of either."""
    count = whole_number(number)
    found = [_LAW_FIRST + _TERM_YEARS * (count - 1), _LATE_PLANS + _TERM_YEARS * count]
    return found[:1] if law else found
