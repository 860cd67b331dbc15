"""A bound that is said to be kept, against a value told in the same breath that does not keep it.

规定每年不超过2次,今年严格遵守,对某企业实际检查3次; 承诺5个工作日内办结,全部按期办结,平均用时6.5个工作日;
不少于30日的规定得到落实,征求意见的时间为6月1日至6月20日.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorer.checks.figures.beginnings_each import KEPT, is_lower, is_upper, norms
from scorer.checks.figures.verdicts import INCONSISTENT, Computed, computed
from scorer.statements.numerals import plain
from scorer.statements.quantities import DURATION, RATE
from scorer.statements.readings import AMONG, BESIDE, FROM, MOVED, REST, SUM, TO
from scorer.text.expressions import expression
from scorer.text.words import offsets

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from scorer.statements.readings import Figures, Reading

_TIED = (AMONG, REST, FROM, TO, MOVED, SUM, *BESIDE)
_DENYING = ("未", "不", "没有", "没", "未能", "不能", "能否", "确保", "力争", "应", "须", "要", "争取")
_OWNED = (
    *("但", "除", "其余", "批准", "延长", "延期", "例外", "特殊", "未能", "尚差", "不足", "逾期", "超期", "超出"),
    *("超时", "补训", "补足", "上年", "去年", "此前", "此后", "由", "未达", "整改", "原因", "原为", "曾", "仍有"),
    *("个别", "另", "拟", "下一步", "明年", "力争", "中止", "鉴定", "外地", "累计超", "扣除", "顺延", "比上"),
)
_REALLY = (
    *("实际", "最长", "最慢", "最短", "最快", "最少", "最低", "最高", "最多", "平均", "用时", "耗时", "用了", "历时"),
    *("现有", "现聘", "现配", "实有", "实聘", "结果为", "结果是", "均为", "时间为", "期限为", "均值"),
)
_MOSTLY = ("大都", "大多", "多数", "基本", "一般", "普遍", "通常", "部分", "分别")
_EACH = ("每", "单", "各", "人均", "同一", "逐", "一件", "任一", "任何")
_OF_ONE = ("最", "某", "该", "平均", "每", "同一", "单", "均", "其中一", "这")
_OF_ALL = ("共", "累计", "总", "合计", "全年")
_OF_ALL_YEAR = ("今年", "全年", "本年", "年末", "全市", "全县", "全区", "全镇", "我市", "我县", "我局", "最终")
_DAYS = frozenset(("日", "天"))
_WORKDAYS = frozenset(("个工作日", "工作日"))
_NTH = expression(r"第(\d{1,3})(个工作日|日|天|次)")
_RANGE = expression(
    r"(?:自|从|于)?(?:20\d\d年)?(1[0-2]|[1-9])月(\d{1,2})日(?:起|开始)?(?:至|到|—|-|~)(?:20\d\d年)?(?:(1[0-2]|[1-9])月)?(\d{1,2})日"
)
_DATE = expression(r"(?<!\d)(1[0-2]|[1-9])月(\d{1,2})日")
_OPEN_TO_ALL = ("征求意见", "公示", "公告", "征集", "公开征", "听取意见")
_EVENTS, _NOTICES = (
    ("举行", "召开", "开庭", "听证", "召集", "开会", "开展检查"),
    ("通知", "送达", "公告", "告知", "发出", "发布"),
)
_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_REACH, _AHEAD, _PAIR = 110, 24, 2


def find_norms(figures: Figures) -> Iterator[Computed]:
    """Every bound that is told with a claim that it was kept."""
    for bound in norms(figures):
        low, high = _span(figures, bound)
        if not _is_kept(figures.text[low:high]):
            continue
        test = _broken(figures, bound, low, high) or _in_days(figures, bound, low, high)
        if test is not None:
            yield test


def _span(figures: Figures, bound: Reading) -> tuple[int, int]:
    """The sentence of a bound, and the next one of its paragraph."""
    text, line = figures.text, figures.lines[bound.sentence]
    low = max(line.start, bound.start - _REACH)
    low = max(low, text.rfind(";", low, bound.start) + 1)
    end = line.end
    if text[end : end + 1] == "。":
        end = next((at for at in range(end + 1, min(len(text), end + _REACH)) if text[at] in "。\n"), end)
    semicolon = text.find(";", bound.end, end)
    end = semicolon if semicolon >= 0 and semicolon - bound.end > _AHEAD else end
    return low, min(end, bound.end + _REACH)


def _is_kept(said: str) -> bool:
    """Whether words claim that a bound was kept, and nothing in them owns that it was not."""
    for word in KEPT:
        for at in offsets(said, word):
            if not said.endswith(_DENYING, 0, at):
                return True
    return False


def _broken(figures: Figures, bound: Reading, low: int, high: int) -> Computed | None:
    text = figures.text
    upper = is_upper(bound)
    limit = bound.quantity.number.value
    head = text[max(low, bound.start - _AHEAD) : bound.start]
    if any(word in head for word in _MOSTLY):
        return None
    beside = [r for r in figures.readings[max(0, bound.at - 3) : bound.at] if r.start >= low and _same(bound, r)]
    if any(is_upper(r) or is_lower(r) for r in beside):
        return None  # of two classes
    each = any(word in head for word in _EACH)
    for value in figures.readings[bound.at + 1 : bound.at + 4]:
        if value.start >= high:
            break
        between = text[bound.end : value.start]
        if any(word in text[bound.end : high] for word in _OWNED):
            return None
        ahead = bound.label.endswith("提前") and value.label.endswith("提前")
        if _same(bound, value) and not ahead and (is_upper(value) or is_lower(value)):
            return None  # 一般程序60日内,简易程序30日内
        if (
            (value.tie in _TIED and "最" not in value.label)
            or value.quantity.paren >= 0
            or value.quantity.number.manner
            or not _same(bound, value)
        ):
            continue
        clause = between[max(between.rfind(stop) for stop in ",;。:") + 1 :]
        earlier = between[: -len(clause) - 1] if clause else between
        topic = earlier[max(earlier.rfind(stop) for stop in ",;。:") + 1 :] if len(clause) <= _PAIR * 3 else ""
        if not _is_value(bound, topic + clause, text[low : bound.start]):
            continue
        if each and not any(word in topic + clause for word in _OF_ONE):
            continue
        told = value.quantity.number.value
        if (told > limit) if upper else (told < limit):
            sign = ">" if told > limit else "<"
            return computed([bound, value], "order", INCONSISTENT, f"{plain(told)} {sign} {plain(limit)}")
        return None
    return _nth(figures, bound, low, high) if upper else None


def _same(bound: Reading, value: Reading) -> bool:
    if value.quantity.kind != bound.quantity.kind:
        return False
    units = {bound.unit, value.unit}
    return len(units) == 1 or units <= _DAYS or units <= _WORKDAYS


def _is_value(bound: Reading, said: str, before: str) -> bool:
    """Whether a value is told of what the bound is of: 实际, 最长的, or by its own name."""
    if (
        bound.quantity.kind != RATE
        and any(word in said for word in _OF_ALL)
        and not any(word in said for word in _REALLY)
    ):
        return False
    begins, found, _ = said.rpartition("从")[2].partition("到")
    if found and "从" in said and begins[-_PAIR:] not in before:
        return False  # 作出后5日内送达,…从受理到作出决定平均用46天
    if any(word in said for word in _REALLY):
        return True
    name = said.rstrip("为达到是有仅共")
    if bound.quantity.kind == RATE:
        for word in _OF_ALL_YEAR:
            name = name.removeprefix(word)
        return len(name) > _PAIR and name in before
    return len(name) > _PAIR and name[-_PAIR:] in before + bound.behind


def _nth(figures: Figures, bound: Reading, low: int, high: int) -> Computed | None:
    """应于7个工作日内答复,…均按时答复,最慢的于第9个工作日答复."""
    match = _NTH.search(figures.text, bound.end, high) if bound.quantity.kind == DURATION else None
    if match is None or any(word in figures.text[bound.end : match.end() + _AHEAD] for word in _OWNED):
        return None
    units = {bound.unit, match.group(2)}
    alike = len(units) == 1 or units <= _DAYS or units <= _WORKDAYS
    if alike and int(match.group(1)) > bound.quantity.number.value:
        shown = f"{match.group(1)} > {plain(bound.quantity.number.value)}"
        test = computed([bound], "order", INCONSISTENT, shown)
        return test._replace(end=match.end())
    return None


# —— bounds in days, values in dates ——


def _in_days(figures: Figures, bound: Reading, low: int, high: int) -> Computed | None:
    if bound.quantity.kind != DURATION or bound.unit not in _DAYS | _WORKDAYS or is_upper(bound):
        return None
    text, days = figures.text, bound.quantity.number.value
    if any(word in text[bound.end : high] for word in _OWNED):
        return None
    match = _RANGE.search(text, bound.end, high)
    if match is not None and any(word in text[low : match.start()] for word in _OPEN_TO_ALL):
        told = _between(match.group(1), match.group(2), match.group(3) or match.group(1), match.group(4)) + 1
        return _dated(bound, match, match, told) if 0 < told < days else None
    ahead = text[max(low, bound.start - _AHEAD) : bound.start]
    dates = list(_DATE.finditer(text, bound.end, high))
    if "提前" not in ahead or len(dates) != _PAIR:
        return None
    parts = [_around(text, one, bound.end, high) for one in dates]
    event = next(
        (
            at
            for at, said in enumerate(parts)
            if any(w in said for w in _EVENTS) and not any(w in said for w in _NOTICES)
        ),
        None,
    )
    notice = next((at for at, said in enumerate(parts) if any(w in said for w in _NOTICES) and at != event), None)
    if event is None or notice is None:
        return None
    told = _between(*dates[notice].groups(), *dates[event].groups())
    return _dated(bound, dates[0], dates[1], told) if 0 <= told < days else None


def _around(text: str, date: re.Match[str], low: int, high: int) -> str:
    """The clause of a date."""
    begin = max(low, *(text.rfind(stop, low, date.start()) + 1 for stop in ",;。:"))
    return text[begin : min((at for stop in ",;。" if (at := text.find(stop, date.end(), high)) >= 0), default=high)]


def _between(month: str, day: str, later: str, other: str) -> int:
    """Days from one date of a year to another."""
    one, two = (sum(_LENGTHS[: int(m) - 1]) + int(d) for m, d in ((month, day), (later, other)))
    return two - one


def _dated(bound: Reading, first: re.Match[str], last: re.Match[str], told: int) -> Computed:
    shown = f"{told} < {plain(bound.quantity.number.value)}"
    test = computed([bound], "order", INCONSISTENT, shown)
    return test._replace(start=min(test.start, first.start()), end=max(test.end, last.end()))
