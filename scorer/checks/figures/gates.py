"""What a report must hold for a relation of figures to be asked, and the words by which gate and relation know it.

A gate may let a report through that tells nothing of its relation; it holds back no error that no other relation
tells. The words stand here once, and the relations read them from here.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from scorer.statements.figure_words import bare, naming_clauses
from scorer.statements.numerals import LEAST
from scorer.statements.quantities import DURATION, POINTS, RATE, TIMES
from scorer.statements.readings import AMONG, AROUND, DONE, LAST, MOVED, PENDING, REST, SUM, TO, Figures, Reading

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

MANY = "二两三四五六七八九十"  # numerals of more than one
# What has a least or a most, and what comes so often: `limits`, `quotas`.
AT_MOST = (
    *("不超过", "至多", "最多", "最高", "没有超过", "未超过", "不得超过", "不准超过", "控制在", "限额"),
    *("封顶", "不多于", "不高于", "上限", "不突破"),
)
AT_MOST_BEHIND = ("以内", "之内", "以下", "封顶", "内")
TWINS = tuple(one * 2 for one in "场件期村家次人校所户站队月季")  # 场场, 件件
RANGED_BEHIND = ("之间", "不等")
FEWEST = ("最少的", "最低的", "至少的")
MOST_OF_MONTHS = ("最多的是", "最高的是", "最多的为")
PERIODS = {"月": (12, 12), "季度": (4, 4), "季": (4, 4), "半年": (2, 2), "学期": (2, 2), "周": (45, 54)}  # a year's
ONE_FOR = ("镇", "村", "校", "乡", "街", "案", "件", "户", "社区", "乡镇")  # 一镇一所
KEPT = (  # what comes so often came so often
    *("没超", "没有超", "未超", "破例", "没有落下", "没落下", "未缺", "没缺", "一不落", "从未间断", "没有间断", "未加"),
    *("没有例外", "无例外", "严格", "不多也不少", "不多不少", "雷打不动", "一次不落", "没断过", "不缺", "无缺席"),
)
EACH_HAS_ONE = (
    *("没有合署", "无合署", "没有派出", "没有空白", "无空白", "全覆盖", "不落", "一个不少", "互不兼任", "都挂", "均已"),
    *("全部", "无一遗漏", "无遗漏", "没有人缺", "一个不缺", "无缺漏"),
)
# How long something lasted: `lasting`.
HOW_LONG = ("历时", "为期", "整整")
IN_A_ROW, EXPIRED = "连续", "期满"
LONG_YEARS = ("周年", "年头")
ISSUES = "期册届次批本回轮度讲课场"
# How values go: `trends`.
STEP_BY_STEP = ("逐年", "连年", "逐季", "逐月", "年年")
ALL_ALONG = ("持续", "一直", "不断", "一路")
ON_THE_WHOLE = ("延续", "继续", "保持", "稳步", "呈")
# Places: `places`, `ranks`.
PLACED = {"figure-claim-most": 1, "figure-claim-least": -1, "figure-claim-second": 2}
PLACE_FOLLOWS = (
    *("列", "居", "排", "排在", "名", "列在", "居于", "升至", "升到", "降至", "降到", "跃至", "跃居", "跌至"),
    *("滑至", "退至", "全国", "全省", "全市", "全县", "全区", "全州", "总分", "得分"),
)

_YEARS = 2
_AROUND_LINE = 60  # characters beside a sentence in which it may be said how its values go
_CLOSE = 8  # characters from 至少, 每月 or 一镇 to 一
_LEAST = 5  # characters before a number in which it is told to be the least
_ONCE = "一二两三四五六日天123"  # 每月一次, 每周三
_AHEAD = 48  # characters behind a count in which something is said of all
_NEXT = 6  # quantities behind it
_NAME = 10  # characters of the name of bodies of two kinds


def _holds(text: str, *words: str) -> bool:
    return any(word in text for word in words)


def _leads(text: str, heads: Sequence[str], signs: str) -> bool:
    """Whether one of some characters stands close behind one of some words."""
    return any(
        char in said[:_CLOSE] for head in heads if head in text for said in text.split(head)[1:] for char in signs
    )


def _has_values(figures: Figures) -> bool:
    """Whether any quantity is told."""
    return bool(figures.lines)


def _is_tied(figures: Figures, *ties: str) -> bool:
    return any(reading.tie in ties for reading in figures.readings)


def _has_change(figures: Figures) -> bool:
    """Whether a value stands beside an earlier one, or values of two years are told."""
    return _is_tied(figures, TO, LAST) or any(reading.period.isdigit() for reading in figures.readings)


def _has_growth(figures: Figures) -> bool:
    """Whether a change is told in the sentence of an earlier value or in the two behind it."""
    moving = figures.mask(("figure-up", "figure-down"))
    told = {r.sentence for r in figures.readings if r.tie in (TO, LAST) or r.period.isdigit()}
    moved = {r.sentence for r in figures.readings if r.tie == MOVED or r.quantity.kind == TIMES}
    moved |= {r.sentence for r in figures.readings if not r.counts and r.said & moving}
    return any(not told.isdisjoint(range(number - AROUND, number + 1)) for number in moved) or (
        "翻" in figures.text and bool(told)
    )


def _has_rate_apart(figures: Figures) -> bool:
    """Whether a rate that repeats the words of a count before it is told behind no two counts of one unit."""
    rates = figures.mask(("figure-rate",))
    for line in figures.lines:
        units: set[str] = set()
        for reading in line.readings:
            if reading.counts and reading.unit in units:
                break
            units.add(reading.unit)
            told = figures.readings[reading.at - 1] if reading.tie == TO else reading  # 受理率由82%提高到91.5%
            if reading.quantity.kind == RATE and told.said & rates and _repeats(figures, told):
                return True
    return False


def _repeats(figures: Figures, rate: Reading) -> bool:
    """Whether the end of a rate's name, or what it is a share of, stands around a count before it."""
    name = rate.label if "占" in rate.label else rate.label.rpartition("率")[0][-4:]
    pairs = {a + b for a, b in pairwise(name)}
    concepts = rate.said & figures.concepts
    return any(
        r.counts and (concepts & r.near or any(pair in r.around for pair in pairs)) for r in figures.before(rate)
    )


def _has_difference(figures: Figures) -> bool:
    return _is_tied(figures, MOVED) or any(reading.quantity.kind == POINTS for reading in figures.readings)


def _has_ratio(figures: Figures) -> bool:
    """Whether a colon stands between digits."""
    sides = figures.text.replace("∶", ":").split(":")
    return any(a[-1:].isdigit() and b[:1].isdigit() for a, b in zip(sides, sides[1:], strict=False))


def _has_rows(figures: Figures) -> bool:
    """Whether a figure, or a dash for none, stands behind a blank or the line of a table."""
    cells = figures.text.replace("|", " ").replace("\t", " ").split(" ")[1:]
    return any(cell[:1].isdigit() or cell[:1] in ("—", "-", "/") for cell in cells)


def _has_place(figures: Figures) -> bool:
    """Whether a place of a ranking is told: 第3位, 位列第三."""
    return any(
        "位" in behind[1:4] or "名" in behind[1:4] or ahead.endswith(PLACE_FOLLOWS)
        for ahead, behind in pairwise(figures.text.split("第"))
    )


def _has_moments(figures: Figures) -> bool:
    """Whether two months or days may be told of one thing."""
    return figures.text.count("月") > 1


def _has_lasting(figures: Figures) -> bool:
    """Whether it is told how long something lasted, or what comes so often a year, beside two months or years."""
    text = figures.text
    days = _holds(text, "多月", "半月", "年半", "半年") or any(
        r.quantity.kind == DURATION and r.unit[-1] in "天日月" for r in figures.readings
    )
    long = _holds(text, *HOW_LONG, IN_A_ROW, EXPIRED, *LONG_YEARS, "已满", "坚持了", "运行了", "年的")
    years = long and any(number + "年" in text for number in MANY)
    issues = _holds(text, *ISSUES)
    each = issues and _holds(text, "年一", "每年", "每两年", "每三年")
    days = days or (issues and _holds(text, "月一", "每月"))
    return (days and _has_moments(figures)) or ((years or each) and text.count("年") > _YEARS)


def _has_limits(figures: Figures) -> bool:
    """Whether it is told what each has at most or at least, who has the fewest or most, or what comes so often."""
    text = figures.text
    if _holds(text, *FEWEST, *MOST_OF_MONTHS) or ("每" in text and _leads(text, figures.words.at_least, "一")):
        return True
    periods = [each + period for period in PERIODS for each in ("每", "一", "每个", "一个")]
    if _holds(text, *KEPT) and _leads(text, periods, _ONCE):
        return True
    if _holds(text, *EACH_HAS_ONE) and _leads(text, ["人手", *("一" + owner for owner in ONE_FOR)], "一"):
        return True
    behind = (*AT_MOST_BEHIND, *RANGED_BEHIND, "以上", "至", "到", "—")
    twins = tuple(twin for twin in TWINS if twin in text)
    for r in _told_for_each(figures, "每", "单", *twins):
        low = max(figures.lines[r.sentence].start, figures.readings[r.at - 1].end if r.at else 0)
        said = figures.text[low : r.start].rpartition(",")[2]
        each = "每" in said or "单" in said or any(twin in said for twin in twins)
        if each and (r.unit == "元" or r.quantity.number.manner == LEAST or r.behind.startswith(behind)):
            return True
        if each and _holds(said, *figures.words.at_least, *AT_MOST):
            return True
    return False


def _told_for_each(figures: Figures, *signs: str) -> Iterator[Reading]:
    """The readings of the sentences that hold one of some signs."""
    signs = tuple(sign for sign in signs if sign in figures.text)
    for line in figures.lines if signs else ():
        said = figures.text[line.start : line.end]
        if any(sign in said for sign in signs):
            yield from line.readings


def _has_places(figures: Figures) -> bool:
    """Whether a place of one of two bodies or more with their values is told."""
    told = [line for line in figures.lines if len(line.readings) > 1]
    spans = [at for name in PLACED for at, _ in figures.scan.spans(name)] if told else []
    spans += _ordinals(figures.text) if told else []
    return any(line.start - _AHEAD <= at <= line.end + _AHEAD for at in spans for line in told)


def _ordinals(text: str) -> Iterator[int]:
    """Where 其次 or the 第 of a place stands."""
    for head in (*(word + "第" for word in PLACE_FOLLOWS), "其次"):
        at = text.find(head)
        while at >= 0:
            yield at
            at = text.find(head, at + 1)


def _has_trend(figures: Figures) -> bool:
    """Whether something is said to go one way, beside two values of periods or places of years."""
    text = figures.text
    ways = (*STEP_BY_STEP, *ALL_ALONG, *ON_THE_WHOLE, IN_A_ROW, "年比", "一年高", "一年多", "一年低", "一年少")
    if "名次" in text or "位次" in text:
        return _holds(text, *ways)
    for line in figures.lines:
        dated = any(bool(r.period) or r.tie in (LAST, TO) for r in line.readings)
        beside = len(line.readings) > 1 and (dated or _holds(text[line.start : line.end], "分别", "依次"))
        if beside and _holds(text[max(0, line.start - _AROUND_LINE) : line.end + _AROUND_LINE], *ways):
            return True
    return False


def _has_quotas(figures: Figures) -> bool:
    """Whether a least or an amount of money is told for each of some."""
    for r in _told_for_each(figures, "每", "各"):
        if r.counts:
            low = max(figures.lines[r.sentence].start, figures.readings[r.at - 1].end if r.at else 0)
            said = figures.text[low : r.start]
            least = r.quantity.number.manner == LEAST or _holds(r.label[-_LEAST:], *figures.words.at_least)
            if (least or r.unit == "元") and _holds(said, "每", "各"):
                return True
    return False


def _has_every(figures: Figures) -> bool:
    """Whether something is said of all of a count, and in the same words of fewer in a sentence after."""
    for number in figures.saying("figure-told-all") | figures.saying("figure-told-full"):
        for r in figures.lines[number].readings if number >= 0 else ():
            ahead = figures.text[r.end : r.end + _AHEAD].partition("。")[0].partition(";")[0] if r.counts else ""
            said = figures.scan.first("figure-told-all", r.end, r.end + len(ahead))
            full = "率" in ahead and "100%" in ahead
            pairs = {a + b for a, b in pairwise(ahead[said[0] - r.end :] if said is not None else "")}
            for other in figures.readings[r.at + 1 : r.at + 1 + _NEXT] if pairs or full else ():
                if other.sentence > r.sentence and other.unit in (r.unit, "份") and other.tie in ("", SUM):
                    pends = full and any(
                        one.tie == REST or one.stage == PENDING for one in figures.following(other)[:1]
                    )
                    if pends or any(a + b in pairs for a, b in pairwise(other.around)):
                        return True
    return False


def _has_names(figures: Figures) -> bool:
    """Whether names may stand side by side."""
    return any(True for _ in naming_clauses(figures.text))


def _has_portion(figures: Figures) -> bool:
    """Whether a share is told in words: 三成, 过半."""
    if any(r.quantity.kind == RATE and r.quantity.number.decimals < 0 for r in figures.readings):
        return True
    return figures.tells("figure-told-share")


def _has_ballot(figures: Figures) -> bool:
    """Whether votes against or withheld are told."""
    votes = figures.mask(("figure-vote-against", "figure-vote-withheld"))
    return any(told & votes for told in figures.told)


def _has_formula(figures: Figures) -> bool:
    """Whether a number stands in a formula (“五到位”), or each of some places has one."""
    return "各" in figures.text or any(part[:1] in MANY for part in figures.text.split("“")[1:] if part)


def _has_days(figures: Figures) -> bool:
    """Whether two days are told: 8月19日."""
    return sum(part[-1:].isdigit() for part in figures.text.split("日")[:-1]) > 1


def _has_rest(figures: Figures) -> bool:
    """Whether a sentence begins with what is left of what was counted, or some were away."""
    told = figures.tells("figure-told-kept", "figure-vote-away")
    return told or any(line.readings[0].tie == REST for line in figures.lines)


def _has_taken_up(figures: Figures) -> bool:
    """Whether a sentence speaks of those of a kind: 因程序违法败诉的11件."""
    parts = " ".join(r.label for r in figures.readings if r.tie == AMONG or r.at in figures.wholes)
    if not parts:
        return False
    if "这部分" in figures.text or "这些" in figures.text:
        return True  # 从申请司法确认的这部分纠纷看
    again = (r.label for r in figures.readings if r.counts and not r.tie and len(r.label) > len("经听证"))
    return any(
        (said[-1] == "的" and said[-3:-1] in parts)
        or (said[0] == "经" and said[1:3] in parts)
        or ("的" in said[:-4] and said[-4:] in parts)
        for said in again
    )


def _has_kinds(figures: Figures) -> bool:
    """Whether a count is of bodies of two kinds at once: 153个村(社区)."""
    names, text = tuple(figures.words.two_kinds), figures.text
    ends = (r.end for r in figures.readings if r.unit in ("个", "所", "家"))
    return any(bare(text[end : end + _NAME]).startswith(names) for end in ends)


def _has_closed(figures: Figures) -> bool:
    """Whether what was closed is told to be of what came in, nothing to have been left before, or some to be back."""
    text = figures.text
    if figures.tells("figure-told-some"):
        return True
    if figures.tells("figure-told-came"):
        return any(r.stage == DONE and "的" in text[r.quantity.name : r.start] for r in figures.readings)
    return ("无" in text or "没有" in text) and figures.tells("figure-told-none-left")


def _has_stock(figures: Figures) -> bool:
    """Whether a count leads to another, one is of the beginning of a year, or some were away."""
    text = figures.text
    first = _holds(text, "年初", "期初", "年末", "年底")
    return first or _is_tied(figures, TO) or figures.tells("figure-vote-away")


def _has_kind_rate(figures: Figures) -> bool:
    """Whether a rate is of the good ones, or a share."""
    shares = figures.mask(("figure-share",))
    return "优良" in figures.text or any(r.quantity.kind == RATE and r.said & shares for r in figures.readings)


def _has_hours(figures: Figures) -> bool:
    """Whether hours or minutes are told beside clock times."""
    text = figures.text
    return ("小时" in text or "分钟" in text) and any(part[-1:].isdigit() for part in text.split("时")[:-1])


# The relations in the order in which they are asked, by the name of their module: relation NAME is `find_NAME` of it.
# Of those that few reports tell, what a report must hold; where it does not, the module is not even loaded.
RELATIONS: Mapping[str, Callable[[Figures], bool] | None] = {
    "rates": _has_values, "parts": _has_values, "bounds": _has_values, "covers": _has_values, "alls": _has_values,
    "changes": _has_change, "differences": _has_difference, "averages": _has_values,
    "leasts": _has_values, "ratios": _has_ratio, "multiples": _has_values, "lists": None, "formulas": _has_formula,
    "dates": None, "tables": _has_rows, "shares": _has_values, "twice": _has_values, "ranks": _has_place,
    "sums": _has_values, "orders": _has_values, "terms": None, "timeline": _has_moments,
    "claims": None, "standings": _has_values, "thresholds": _has_values,
    "ledger": _has_values, "movements": _has_values, "votes": _has_ballot, "each": _has_values,
    "portions": _has_portion, "growths": _has_growth, "rates_apart": _has_rate_apart,
    "clocks": _has_hours, "steps": _has_days,
    "closings": _has_closed, "unions": _has_kinds, "narrower": _has_taken_up, "remainders": _has_rest,
    "lasting": _has_lasting, "places": _has_places, "limits": _has_limits,
    "trends": _has_trend, "quotas": _has_quotas, "totality": _has_every, "namings": _has_names,
    "stocks": _has_stock, "kinds": _has_kind_rate, "joined": _has_values, "flows": _has_values,
    "composed": _has_values, "groups": _has_values, "nested": _has_values,
    "complements": _has_values, "exceeding": _has_values, "announced": _has_change,
    "extremes": _has_values, "minima": _has_values,
}  # fmt: skip
