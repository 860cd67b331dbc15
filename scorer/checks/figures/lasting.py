"""How long something lasted against the two moments, sentences apart, that it is told of.

3月10日进驻镇上。…。当月24日撤点。前后住了一个多月; 2018年立的规矩。…。到2024年底,已坚持了整整十年. A moment is a day, a
month or a year; what is told is wrong only if no reading of the two leaves room for it.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from scorer.checks.figures.quantifiers import clause_end, clause_start, left_over
from scorer.checks.figures.verdicts import CONSISTENT, INCONSISTENT, Computed
from scorer.statements.numerals import MANY, whole_number
from scorer.statements.readings import Figures
from scorer.text.expressions import expression

_HOW_LONG = ("历时", "为期", "整整")
_LONG_YEARS = ("周年", "年头")
_ISSUES = "期册届次批本回轮度讲课场"
_YEAR_OF = r"(?:(20\d\d)年度?|(当年|同年|本年|该年|次年|翌年|去年|上年|明年))?"
_MOMENT = expression(
    rf"(?<![\d第—-]){_YEAR_OF}(1[0-2]|0?[1-9])月(?!\d*个)(?:份?([底末初])|份|(\d{{1,2}})[日号])?"
    r"|(当月|同月|次月)(\d{1,2})[日号]|(?<![\d《〔])(20\d\d)年(?:度?([底末初])|度)?(?![^《》,。]*》)",
    "月", "年",
)  # fmt: skip
_NUMBER = rf"(\d{{1,3}}|[一{MANY}]{{1,3}}|半)"
_AHEAD = (
    *("没有超过", "没超过", "未超过", "不超过", "不到", "不足", "未满", "超过", "超", "逾", "将近", "接近", "近"),
    *("大约", "约"),
)
_LENGTH = expression(
    rf"({'|'.join(_AHEAD)})?"
    rf"(?<![\d第每.几])(?<![月年至到](?=\d)){_NUMBER}(个)?(多|半)?(工作日|自然日|{'|'.join(_LONG_YEARS)}|星期|日夜|月|年|周|天|日)"
    r"(多|半)?(有余|余|以上|左右|上下|内)?(?![度级份前后均初末底报息制])",
)
_EVERY = expression(
    rf"(?:[每一]个?([两二三]?)(年|月))[^,;:。\d]{{0,8}}?([一两二三12])([{_ISSUES}])",
    *(f"{each}{often}{period}" for each in "每一" for often in ("", "个", "两", "二", "三", "个两", "个二", "个三")
      for period in "年月"),
)  # fmt: skip
_EDITIONS = r"(?:第|(?:已|共|累计|总共|连续)[^,;:。\d]{{0,6}}?){number}({counter})(?!以)"
_STRONG = expression(
    rf"(?:{'|'.join(_HOW_LONG)}|用时|耗时|前后|全程|首尾|历经|[^,;:。\d]了|[住用挂运做干办走跑做示期]满|(?:工期|周期)为?|[^,;:。\d]足|仅用|只用|才用|总共|一共|共|时长)"
    r"(?:共计?|总共|并计|仅|只|整整|足足|用|达|恰好?|为|过|了)*$",
    *("历时", "为期", "整整", "用时", "耗时", "前后", "全程", "首尾", "历经", "了", "满", "工期", "周期", "足"),
    *("仅用", "只用", "才用", "共", "时长"),
)
_SINCE = expression(
    r"(?:连续|连着|接连|坚持|持续|运行|实施|走过|开展|迎来|进入|施行|届|成立|创办|挂牌|满|已)[^,;:。\d]{0,6}?$",
    *("连续", "连着", "接连", "坚持", "持续", "运行", "实施", "走过", "开展", "迎来", "进入", "施行", "届", "成立"),
    *("创办", "挂牌", "满", "已"),
)
_AFTER = expression(r"([^,;:。\d]{2})(?:之日起|之后|以后|后|起)(?:第|仅|仅用|不到|才)?$", "后", "起")
_INTERRUPTED = (  # the time between two moments is not all counted, or is meant
    *("扣除", "不计", "中止", "中断", "延长", "延期", "顺延", "暂停", "停办", "工作日", "分为", "平均", "计划"),
    *("原定于", "拟", "预计"),
    *("有效期", "此前", "早在", "曾", "分别", "上年", "去年", "补正", "鉴定"),
)
_FOUNDED = (  # of something long, the beginning
    *("起", "立", "始", "创", "办", "建", "启", "设", "上线", "施行", "出台", "印发", "挂牌", "首", "运行"),
)
_OVERALL = (  # from beginning to end
    *("前后", "全程", "首尾", "从受理到决定", "整个过程", "这一回", "这次", "这回", "一共", "总共", "整个", "就", "便"),
    *("即", "已经", "审理", "答复", "办结", "审结", "结案"),
    *("办理", "时间", "运行", "工程", "项目", "该案", "全案"),
)
_OVER = ("期满", "届满", "到期", "时间里", "时间内", "里", "间")
_FROM, _UNTIL = ("自", "从"), ("到", "至", "截至", "截止", "到了", "截止到")
_SET = ("定在", "定于", "原定", "召开", "开庭", "举行", "举办")
_NOTICE = ("送达", "送到", "通知", "告知", "发出", "寄出", "公告")
_BEFOREHAND = expression(r"提前(?:了|整整|足足|至少|不少于)*$", "提前")
_NOT_SO = expression(
    r"(?:其间|期间)?[、,]?(?:均|都|也)?(?:没有|没|未|并未|不曾|未曾|无|不|既未|也未)(?:再|有过?|作|做|曾)?"
    r"(?:中止|中断|间断|延期|延长|暂停|停办|停|断|扣除|合刊|顺延)过?"
)
_HALF_MONTH = 15
_MONTHS, _LENGTHS = 12, (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_DAY, _MONTH, _YEAR = 1, 2, 3  # how exactly a moment is told
_PER = {"天": 1, "日": 1, "自然日": 1, "日夜": 1, "周": 7, "星期": 7, "月": 30.44, "年": 365.25, "年头": 365.25}
_PER |= {"周年": 365.25, "工作日": 1}
_UNITS = frozenset(unit[0] for unit in _PER)
_UNIT_AT, _LONG = 6, 4  # characters from a number to where its unit begins; digits of one that is no length
_SLACK = {"天": 1, "日": 1, "自然日": 1, "日夜": 1, "周": 3, "星期": 3, "月": 7, "年": 45, "年头": 366, "周年": 45}
_SLACK |= {"工作日": 1}
_FIFTH = 0.2
_STOPS = "。;\n"
_CLAUSE = ",;:。\n"
_BACK = 2  # sentences before that of a length in which its moments stand
_TWO = 2
_MOST_LEFT = 1  # characters before a length that are not told of its moments
_MOST_BEHIND = 2
_EVENT = 16  # characters around a moment that tell what it is of
_UNTOLD = 3  # years by which a length may be off before it is counted from a year that is not told
_HALF = 0.5
_WITHIN = ("其间", "期间", "其中")
_NOUN = 5  # characters of what lasted, behind 的
_ENDS = ("", "年", "月", "日", "底", "末")


class Moment(NamedTuple):
    """A day, month or year between its first and its last day; offsets of the plain text."""

    start: int
    end: int
    first: int
    last: int
    exactness: int
    dated: bool  # whether its year is told


class _Cue(NamedTuple):
    """The words that a length is told by: where their clause begins, where they do, and what its moments must fit."""

    low: int
    start: int
    fit: Callable[..., bool]


class Length(NamedTuple):
    """A length of time in days, between what its writing leaves open."""

    low: float
    high: float
    unit: str
    value: float


def find_lasting(figures: Figures) -> Iterator[Computed]:
    """Every length of time behind the two moments it is told of, and what comes so often a year."""
    for match in _lengths(figures):
        cue = _cue(figures.text, match)
        if cue is not None:
            yield from _judged(figures, match, cue)
    for match in _EVERY.finditer(figures.text):
        yield from _editions(figures, match)


def _lengths(figures: Figures) -> Iterator[re.Match[str]]:
    """Every length of time, looked for where a number begins."""
    text, behind = figures.text, 0
    halves, at = [], -1
    while (at := text.find("半", at + 1)) >= 0:
        halves.append(at)
    for start in sorted([*figures.numerals, *halves]):
        if _UNITS.isdisjoint(text[start + 1 : start + _UNIT_AT]) or text[start : start + _LONG].isdigit():
            continue
        ahead = text.endswith(_AHEAD, 0, start)
        word = next(word for word in _AHEAD if text.endswith(word, 0, start)) if ahead else ""
        match = _LENGTH.match(text, start - len(word)) if start - len(word) >= behind else None
        if match is not None:
            behind = match.end()
            yield match


def _cue(text: str, match: re.Match[str]) -> _Cue | None:
    """By what words a length is told of something; None if it is told of nothing."""
    low = clause_start(text, match.start(), _CLAUSE)
    if low == match.start() and match.group(1):
        low = clause_start(text, low - 1, _CLAUSE)  # 从受理到决定,没有超过60日
    head = text[low : match.start()]
    if "每" in head:
        return None
    strong, notice, after, since = (one.search(head) for one in (_STRONG, _BEFOREHAND, _AFTER, _SINCE))
    over = text.startswith(_OVER, match.end()) and head[-1:] in _ENDS
    whole = bool(match.group(1)) and "从" in head and "到" in head
    of = not head and text.startswith("的", match.end())
    fit = _is_notice if notice else _is_of_both
    if not (strong or notice or over or whole or of):
        fit = _is_after if after else _is_since
    said = strong or notice or after or since
    if not (said or over or whole or of) or (match.group(7) == "内" and after is None):
        return None
    return _Cue(low, low + said.start() if said is not None else match.start(), fit)


def _judged(figures: Figures, match: re.Match[str], cue: _Cue) -> Iterator[Computed]:
    text = figures.text
    told = _length(match)
    pair = _two_before(figures, match.start(), told.unit)
    if pair is None:
        return
    one, two = pair
    said = _NOT_SO.sub("", text[clause_start(text, one.start, _STOPS) : clause_end(text, match.end(), _CLAUSE)])
    said = said.replace(match.group(), "")
    if any(word in said for word in _INTERRUPTED):
        return
    if any(word in text[cue.low : match.start()] for word in _WITHIN):
        return
    if cue.fit is _is_notice:
        one, two = sorted(pair, key=lambda moment: moment.first)
    if not cue.fit(figures, match, cue, one, two):
        return
    if two.first < one.first or (one.dated != two.dated and two.exactness == _YEAR):
        return
    least, most = max(0, two.first - one.last), two.last - one.first + 1
    if told.unit == "周年":
        most -= 1
    years = max(abs(most - told.value), abs(least - told.value)) / _PER["年"]
    if cue.fit is _is_since and "年" in told.unit and years > max(_UNTOLD + 1, most / _PER["年"]):
        return  # 新中国成立70周年: counted from a year that is not told
    agree = told.low <= most and told.high >= least
    shown = f"{least}–{most}, {match.group().strip(',')}"
    yield Computed(one.start, match.end(), "span", CONSISTENT if agree else INCONSISTENT, shown, True)


# —— moments ——


def _two_before(figures: Figures, at: int, unit: str) -> tuple[Moment, Moment] | None:
    """The two moments before an offset, of its sentence and the nearest before; None if they are more or fewer."""
    text = figures.text
    low = at + 1
    for _ in range(_BACK + 1):
        low = clause_start(text, low - 1, _STOPS)
        found = moments(text, low, at)
        fine = [moment for moment in found if moment.exactness < _YEAR]
        if len(fine) >= _TWO or "年" not in unit:
            found = fine
        if len(found) >= _TWO:
            return (found[0], found[1]) if len(found) == _TWO else None
        if low == 0 or text[low - 1] == "\n":
            return None
    return None


def moments(text: str, low: int, high: int) -> Sequence[Moment]:
    """The moments of a stretch of text; one without a year is of that of the moment before."""
    found: list[Moment] = []
    year, month, dated = 2001, 0, False
    for match in _MOMENT.finditer(text, low, high):
        told, relative, named, edge, day, same, day_of, alone, edge_of = match.groups()
        if alone or told:
            year, dated = int(alone or told), True
        elif relative in ("次年", "翌年", "明年"):
            year += 1
        elif relative in ("去年", "上年"):
            year -= 1
        if alone:
            first = _day(year, 12 if edge_of in ("底", "末") else 1)
            last = _day(year, 2 if edge_of == "初" else 13) - 1
            found.append(Moment(*match.span(), first, last, _YEAR, dated))
            continue
        month = month + (same == "次月") if same else int(named)
        if not 1 <= month <= _MONTHS:
            continue
        begin, after = _day(year, month), _day(year, month + 1)
        if day or day_of:
            begin += int(day or day_of) - 1
            found.append(Moment(*match.span(), begin, begin, _DAY, dated))
        else:
            begin, after = (after - 10 if edge in ("底", "末") else begin), (begin + 10 if edge == "初" else after)
            found.append(Moment(*match.span(), begin, after - 1, _MONTH, dated))
    return found


def _day(year: int, month: int) -> int:
    """Days from the year 0 to the first of a month; the thirteenth is the first of the next year."""
    leap = month > _TWO and year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    before = year - 1
    return 365 * year + before // 4 - before // 100 + before // 400 + sum(_LENGTHS[: month - 1]) + leap


# —— lengths ——


def _length(match: re.Match[str]) -> Length:
    manner, number, _, more, unit, also, around = match.groups()
    value = (_HALF if number == "半" else float(whole_number(number))) + (_HALF if "半" in (more, also) else 0)
    days, slack = value * _PER[unit], float(_SLACK[unit])
    low, high = days - slack, days + slack
    if unit == "月":
        low, high = min(low, days * (1 - _FIFTH)), max(high, days + min(2 * slack, days * _FIFTH))
    if unit == "年头":
        high = days
    if unit == "工作日":
        high = 1.4 * days + 10
    if more == "多" or also == "多" or around in ("有余", "余"):
        low, high = days - slack / 2, high + (_HALF if number == "半" else 1) * _PER[unit]
    if around in ("左右", "上下") or manner in ("约", "大约", "近", "将近", "接近"):
        low, high = low - days * _FIFTH, high + days * _FIFTH
    if manner in ("超过", "超", "逾") or around == "以上":
        high = float("inf")
    if around == "内" or (manner and manner[0] in "没未不"):
        low = 0
    return Length(low, high, unit, days)


# —— so many a year ——


def _editions(figures: Figures, match: re.Match[str]) -> Iterator[Computed]:
    """自2016年起一年一册。…。2024年度是第12册: as many as years, or as months."""
    text = figures.text
    many, period, often, counter = match.groups()
    low, high = clause_start(text, match.start(), _STOPS), match.end()
    for _ in range(_BACK):
        high = clause_end(text, high + 1, _STOPS)
        if text[high : high + 1] == "\n":
            break
    told = list(expression(_EDITIONS.format(number=_NUMBER, counter=counter)).finditer(text, match.end(), high))
    times = [moment for moment in moments(text, low, high) if (moment.exactness == _YEAR) == (period == "年")]
    said = _NOT_SO.sub("", text[low:high])
    if len(told) != 1 or len(times) != _TWO or any(word in said for word in ("停", "断", "合刊", "加", "增办", "另")):
        return
    one, two = times
    each, count = whole_number(often), whole_number(told[0].group(1))
    days = _PER[period] * (whole_number(many) or 1)
    least, most = int((two.first - one.last) / days), int((two.last - one.first + _HALF_MONTH) / days) + bool(many)
    agree = each * least <= count <= each * max(most, 1)
    shown = f"{each * least}–{each * most}, {count}"
    yield Computed(match.start(), told[0].end(), "span", CONSISTENT if agree else INCONSISTENT, shown, True)


# —— what is told of what ——


def _is_since(figures: Figures, match: re.Match[str], cue: _Cue, one: Moment, two: Moment) -> bool:
    """Whether the first moment is told as a beginning and the second as the end of the time."""
    text = figures.text
    behind = text[one.end : min(two.start, one.end + _EVENT)].partition("。")[0]
    begins = text.endswith(_FROM, 0, one.start) or behind.startswith(("起", "以来", "开始", "至", "到"))
    begins |= any(word in behind for word in _FOUNDED)
    ends = text.endswith(_UNTIL, 0, two.start)
    return begins and (ends or text[two.end : two.end + 1] in ("是", "为", ",", "已", "迎"))


def _is_of_both(figures: Figures, match: re.Match[str], cue: _Cue, one: Moment, two: Moment) -> bool:
    """Whether the clause of a length speaks of nothing that the moments are not told of."""
    text = figures.text
    low, start, _ = cue
    if text.endswith(_FROM, 0, two.start) or text.startswith(("起", "以来"), two.end):
        return False
    own = text[max(low, two.end) : start] if two.end > low else text[low:start]
    source = text[clause_start(text, one.start, _STOPS) : two.start]
    if "到" in own or "至" in own:
        source = text[clause_start(text, one.start, _STOPS) : low]
    behind = text[match.end() : clause_end(text, match.end(), _CLAUSE)]
    if behind.startswith("的"):
        behind = behind[1:_NOUN].partition("中")[0]
    for word in _OVERALL:
        own, behind = own.replace(word, ""), behind.replace(word, "")
    near = two.end >= low - 1 and len(own) <= _EVENT
    ends = near and (two.end > low or _is_since(figures, match, cue, one, two))
    return (ends or len(left_over(figures, own, source)) <= _MOST_LEFT) and (
        len(left_over(figures, behind, source)) <= _MOST_BEHIND
    )


def _is_after(figures: Figures, match: re.Match[str], cue: _Cue, one: Moment, two: Moment) -> bool:
    """立案后80天即作出决定: after what happened at the first moment, up to what happened at the second."""
    text = figures.text
    event = text[one.end : min(two.start, one.end + _EVENT)]
    behind = text[match.end() : clause_end(text, match.end(), _CLAUSE)]
    for word in _OVERALL:
        behind = behind.replace(word, "")
    done = text[two.start : clause_start(text, match.start(), _STOPS)] or text[two.start : cue.low]
    return text[cue.start : cue.start + _TWO] in event and len(left_over(figures, behind, done)) <= _MOST_BEHIND


def _is_notice(figures: Figures, match: re.Match[str], cue: _Cue, one: Moment, two: Moment) -> bool:
    """Whether the earlier of two moments is that of a notice, the later that of what it is of."""
    text = figures.text
    notice = text[clause_start(text, one.start, _CLAUSE) : clause_end(text, one.end, _CLAUSE)]
    event = text[clause_start(text, two.start, _CLAUSE) : clause_end(text, two.end, _CLAUSE)]
    return any(word in notice for word in _NOTICE) and any(word in event for word in _SET)
