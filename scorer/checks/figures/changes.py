"""Changes against an earlier value: from/to and its direction, growth in per cent and points, 倍 and 翻番."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from scorer.checks.figures.doublings import DOUBLED, NEARLY, Pair, finely, multiple
from scorer.checks.figures.doublings import of_pair as doubled
from scorer.checks.figures.verdicts import (
    CONSISTENT,
    INCONSISTENT,
    ROUNDING,
    Computed,
    computed,
    growth,
    near,
    unexplained,
)
from scorer.statements.figure_words import is_mean
from scorer.statements.numerals import Number, plain
from scorer.statements.quantities import COUNT, DURATION, POINTS, RATE, TIMES
from scorer.statements.readings import AMONG, FROM, LAST, MOVED, TO, Figures, Line, Reading
from scorer.text.expressions import expression

_VALUES = (COUNT, RATE, DURATION)
_EACH = expression(r"每[件个项人次案起名户家]?")
_PER_TIME = ("每天", "每日", "每周", "每月", "每个月", "每季", "每年")
_BARELY = ("有所", "略有", "明显", "大幅", "显著", "继续", "小幅")
_NEW, _FEW = (
    ("新增", "新建", "新设", "增设", "增补", "新聘", "增聘", "补充", "新招"),
    "一年间内来只仅共又再约了实已全当",
)
_SEVERAL = frozenset("两三四五")  # years
_LEAST_NOUN = 2
_IDLE = (
    "日均", "月均", "平均", "本年", "的", "为", "年", "是", "数", "全", "期", "同", "收案", "有", "仅", "当", "召开",
    "举办", "受理", "办理", "收到",
)  # fmt: skip
_SHORT_LEAD = 10  # 由2022年同期的
_OTHER_BASES = (
    *("前年", "年初", "年前", "平均水平", "平均", "全市", "全省", "全国", "季度", "目标", "首轮", "上月", "半年"),
)
_BEFORE_LAST = "前年"
_YEARLY = ("同比", "上年", "去年", "上一年")
_YEAR = expression(r"20\d\d")
_MONTHS = expression(
    r"(?:\d{1,2}(?:至|-|—|~)\d{1,2}月|上半年|下半年|[一二三四前首](?:[一二三]?个?季度))[^;。]*$", "月", "半年", "季度"
)
_HANDLING = (  # of what durations are told
    *("时间", "时限", "用时", "时长", "周期", "天数", "办理", "审批", "审核", "办结", "审查", "承诺", "期限"),
)
_BETWEEN = 40  # characters from a pair of values to its change


def find_changes(figures: Figures) -> Iterator[Computed]:
    """Every pair of values with its direction and its change, one finding a pair and change."""
    index = figures.index
    pairing = {r.sentence for r in (*index.tie[TO], *index.tie[LAST], *index.dated)}
    changes = (*index.kind[RATE], *index.kind[POINTS], *index.kind[TIMES], *index.tie[MOVED])
    changing = {r.sentence for r in changes}
    for number, line in enumerate(figures.lines):
        pairs = list(_pairs(figures, line.readings)) if number in pairing else ()
        for at, pair in enumerate(pairs):
            test = _direction(figures, pair)
            if test is not None:
                yield test
            yield from _told_ahead(figures, pair, line.readings)
            later = pairs[at + 1] if at + 1 < len(pairs) else None
            reach = max(pair.old.start, pair.new.start)
            starts = [r.start for r in (later.old, later.new) if r.start > reach] if later is not None else []
            stop = min(starts, default=line.end)
            yield from unexplained(_judged(figures, pair, line.readings, stop), line.readings)
        if number in changing:
            yield from _ahead(figures, _with_next(figures, line))


def _ahead(figures: Figures, readings: Sequence[Reading]) -> Iterator[Computed]:
    """205件,同比下降9.3%(上年226件): the earlier value stands in brackets behind the change."""
    for new, change, old in zip(readings, readings[1:], readings[2:], strict=False):
        dated = old.period.isdigit() and (not new.period.isdigit() or old.period < new.period)
        again = new.tie == TO  # 由30天减到9天,压缩70%;若与法定的45天相比,则压缩80%
        if not (old.tie == LAST or dated) or again or not _alike(figures, new, old) or not is_change(figures, change):
            continue
        bracket = figures.text[change.end : old.quantity.lead]
        behind = (
            bracket in (",", "。", ";")
            and not old.behind.startswith("相比")
            and (len(old.label.lstrip("0123456789")) <= _SHORT_LEAD // 2 or _names_again(new, old))
        )
        if (bracket[:1] == "(" or behind) and figures.text[new.end : change.quantity.lead] == ",":
            test = _judge(figures, Pair(old, new, sure=True), change) if change.tie != AMONG else None
            if test is not None:
                yield test


def _with_next(figures: Figures, line: Line) -> Sequence[Reading]:
    """The readings of a sentence that ends with a change, and the first of the next: 下降2.4个百分点。上年为9.7%."""
    last = line.readings[-1]
    number = last.sentence + 1
    if last.quantity.kind not in (RATE, POINTS) or last.end != line.end or number == len(figures.lines):
        return line.readings
    behind = figures.lines[number]
    return (*line.readings, *behind.readings[:1]) if behind.start == line.end + 1 else line.readings


def _names_again(new: Reading, old: Reading) -> bool:
    """Whether the words of the earlier value name the thing of the later one: 而上年的败诉率为9.7%."""
    own = old.label.rstrip("为是达")
    return len(own) > _LEAST_NOUN and own[-_LEAST_NOUN:] in new.label and own[-1] != "的"


def _pairs(figures: Figures, readings: Sequence[Reading]) -> Iterator[Pair]:
    """由A增至B; A,上年B; A(上年同期B); A,比上年的B增长; 2023年A,2022年B."""
    for index, reading in enumerate(readings):
        quantity = reading.quantity
        if quantity.kind not in _VALUES:
            continue
        before = readings[index - 1] if index else None
        if reading.tie == TO and before is not None:
            if before.unit != reading.unit or any(figures.near(r, "figure-rank") for r in (before, reading)):
                continue  # 由3天压缩至4小时; 排名由18位上升到7位
            yield Pair(before, reading, sure=True)
        elif reading.tie == LAST:
            earlier = [r for r in readings[max(0, index - 4) : index] if _alike(figures, r, reading) and r.tie != LAST]
            if earlier and before is not None:
                last = earlier[-1]
                alone = len(earlier) == 1 or ";" in figures.between(earlier[-2], last)
                named = figures.text[quantity.lead] in "与比较" and reading.label.endswith("的") and alone
                named = named or (reading.label == "比" and alone)
                near = last.at == before.at and _one_subject(figures, before, reading)
                between = readings[last.at - readings[0].at + 1 : index]
                named = named and all(r.quantity.kind != quantity.kind or r.tie == LAST for r in between)
                clear = alone and (near or named)
                older = _BEFORE_LAST in last.label and _BEFORE_LAST not in reading.label
                yield Pair(*((last, reading) if older else (reading, last)), sure=clear)
            elif index + 1 < len(readings) and _alike(figures, readings[index + 1], reading):
                yield Pair(reading, readings[index + 1], sure=readings[index + 1].tie == "")
        elif before is not None and _alike(figures, before, reading) and {before.tie, reading.tie} <= {""}:
            one, two = before.period, reading.period
            if one.isdigit() and two.isdigit() and one != two:
                yield Pair(*((before, reading) if one < two else (reading, before)), sure=True)


def _of_unlike_times(figures: Figures, one: Reading, other: Reading) -> bool:
    """Whether one value is of some months, the other of a whole year: 2024年1至10月415件; 2023年全年462件."""
    return len({bool(_MONTHS.search(figures.text, figures.lines[r.sentence].start, r.start)) for r in (one, other)}) > 1


def _alike(figures: Figures, one: Reading, other: Reading) -> bool:
    a, b = one.quantity, other.quantity
    if one.counts and one.mean and not other.mean and b.number.value > 2 * a.number.value:
        return False  # 月均35.6万件,同比增长21.5%(2022年为351.2万件)
    return a.kind == b.kind and figures.words.same(a.unit, b.unit) and one.tie not in (FROM, MOVED)


def _one_subject(figures: Figures, one: Reading, other: Reading) -> bool:
    """Whether nothing new is named between a value and the one it is compared with: only a year, 同期, 的."""
    own = figures.text[other.quantity.lead : other.start]
    for name in ("figure-last-year", "figure-against"):
        for start, end in reversed(figures.inside(name, other.quantity.lead, other.start)):
            low, high = start - other.quantity.lead, end - other.quantity.lead
            own = own[:low] + own[high:]
    own = "".join(char for char in own if not char.isdigit())
    for filler in _IDLE:
        own = own.replace(filler, "")
    between = figures.text[one.end : other.quantity.lead].strip(",(、的")
    between = DOUBLED.sub("", between) if "番" in between else between  # 16场,比上年翻了一番,上年召开10场
    return len(own) <= 2 and len(between) <= 6


def _direction(figures: Figures, pair: Pair) -> Computed | None:
    """由53.4%提升至95%; 532件,比上年的498件有所下降: up or down."""
    one, two = pair.old, pair.new
    span = one.end, two.start if one.tie == FROM else one.quantity.stop
    bare = pair.sure and one.at > two.at and one.label[:1] in "比较与" and one.behind.startswith(_BARELY)
    if one.tie != FROM and not bare:
        return None
    up = figures.has("figure-up", *span)
    if up == figures.has("figure-down", *span) or not figures.words.same(one.unit, two.unit):
        return None
    old, new = one.quantity.number, two.quantity.number
    if old.value == new.value:
        return None
    verdict = CONSISTENT if (new.value > old.value) == up else INCONSISTENT
    apart = new.low > old.high or new.high < old.low
    shown = f"{plain(old.value)} → {plain(new.value)} ({'↑' if up else '↓'})"
    return computed([one, two], "from-to", verdict, shown, sure=apart)


def _judged(figures: Figures, pair: Pair, readings: Sequence[Reading], stop: int) -> Iterator[Computed]:
    """The changes told behind a pair: growth, points, differences, multiples."""
    first, last = min(pair.old, pair.new), max(pair.old, pair.new)
    reach = last.end
    base = readings[0].at
    for change in readings[last.at - base + 1 : last.at - base + 5]:
        yield from _newly(figures, pair, change, reach)
        between = figures.text[reach : change.quantity.lead]
        if min(first.quantity.paren, last.quantity.paren) >= 0 and change.quantity.paren != last.quantity.paren:
            break  # (由11.6份减至4.2份)、减环节73.1%: what stands in brackets is of the words before them
        if change.start >= stop or ";" in between[1:] or len(between) > _BETWEEN:
            break
        if between == ";" and not _bare_change(change):
            break
        if not is_change(figures, change) or not _own_words(figures, pair, change) or _dated_apart(change, readings):
            break
        test = _judge(figures, pair, change)
        if test is not None:
            yield test
        reach = change.end
    before = readings[first.at - base - 1].end if first.at > base else 0  # what stands there may be what doubled
    low = max(figures.lines[first.sentence].start, first.start - _BETWEEN, before)
    match = DOUBLED.search(figures.text, last.end, min(stop, last.end + _BETWEEN))
    beside = readings[last.at - base + 1 :] if match is not None else ()
    if match and any(r.counts and r.unit == last.unit and r.start < match.start() for r in beside):
        match = None  # 前年56件,去年45件,今年90件,比去年翻了一番
    match = match or (DOUBLED.search(figures.text, low, first.start) if not before else None)
    match = match or DOUBLED.search(figures.text, first.end, last.start)
    if match and ";" not in figures.text[min(last.end, match.end()) : max(match.start(), first.start)]:
        yield doubled(pair, match, nearly=figures.text.endswith(NEARLY, 0, match.start()))


def _newly(figures: Figures, pair: Pair, change: Reading, reach: int) -> Iterator[Computed]:
    """由14家扩展到22家,一年只新增6家: fewer came than there are more."""
    bare = change.label.strip(_FEW)
    own = figures.text[reach : change.quantity.lead]
    if pair.old.tie != FROM or bare not in _NEW or change.unit != pair.new.unit or own not in ("", ","):
        return
    more = pair.new.quantity.number.low - pair.old.quantity.number.high
    if change.quantity.number.high < more:
        a, b, c = (plain(r.quantity.number.value) for r in (pair.old, pair.new, change))
        yield computed([pair.old, pair.new, change], "change", INCONSISTENT, f"{b}-{a} > {c}")


def _dated_apart(change: Reading, readings: Sequence[Reading]) -> bool:
    """Whether a change names its years and more than two are told of: 比2021年增长17.9%, 两年增长."""
    if "20" not in change.label and not (change.label[:1] in _SEVERAL and change.label[1:2] == "年"):
        return False
    return sum(r.counts and r.period.isdigit() for r in readings) > 2


def _bare_change(change: Reading) -> bool:
    """Whether a change has no words but those of moving: 压缩50%."""
    label = change.label.removesuffix("了").removesuffix("率").removeprefix("净").removeprefix("同比")
    return len(label) <= _LEAST_NOUN and not change.behind


def _told_ahead(figures: Figures, pair: Pair, readings: Sequence[Reading]) -> Iterator[Computed]:
    """同比增长16%,由上年的250件增加到290件: the change stands before its values."""
    index = pair.old.at - readings[0].at
    if pair.old.tie != FROM or not index:
        return
    change = readings[index - 1]
    between = figures.text[change.end : pair.old.quantity.lead]
    bare = between.removeprefix("以上").removeprefix("左右")
    if change.quantity.kind not in (RATE, TIMES) or bare != "," or not is_change(figures, change):
        return
    if pair.old.label[:1] in ("由", "从", "自") and len(pair.old.label) <= _SHORT_LEAD:
        test = _judge(figures, pair, change)
        if test is not None:
            yield test


def is_change(figures: Figures, change: Reading) -> bool:
    kind, label = change.quantity.kind, change.label
    if kind == TIMES:
        return True
    moved = figures.said(change, "figure-up", "figure-down") if kind in (RATE, POINTS) else change.tie == MOVED
    if not moved or change.tie in (TO, FROM, LAST):
        return False
    return "年均" not in label and not label.removesuffix("达到").endswith(("至", "到"))


def _is_per_time(label: str) -> bool:
    """Whether a number is told a day, a month or another time, or is a mean."""
    return is_mean(label) or any(time in label for time in _PER_TIME)


def names_other_base(change: Reading, old: Reading, new: Reading) -> bool:
    """Whether a change is told against something else than an earlier value: 比全省平均水平高, 较三年前; 每天多办."""
    own = change.label
    if change.counts and _is_per_time(own):
        return not any(_is_per_time(r.label) or "平均" in r.label for r in (old, new))
    dated = old.period.isdigit() and new.period.isdigit() and int(new.period) - int(old.period) != 1
    if dated and any(word in own for word in _YEARLY):
        return True  # 2022年870件。2024年1102件,同比增长15.2%
    if any(word in own and word not in old.label for word in _OTHER_BASES):
        return True
    if _YEAR.search(own) is not None and not (old.period.isdigit() and old.period in own):
        return True
    return "前年" in old.label and any(word in own for word in ("上年", "去年", "同比"))


def _own_words(figures: Figures, pair: Pair, change: Reading) -> bool:
    """Whether no new subject is named before the change: 办理环节平均减少30% is of something else."""
    q = change.quantity
    text = figures.text
    if names_other_base(change, pair.old, pair.new):
        return False
    if q.lead == pair.old.end and text.startswith("的", q.lead):
        return True  # 比60日的法定期限缩短26天: the words are those of the base
    starts = [
        span[0]
        for name in ("figure-up", "figure-down", "figure-compared", "figure-last-year", "figure-against", "figure-is")
        if (span := figures.first(name, q.lead, q.start)) is not None
    ]
    lead = text[q.lead : min(starts, default=q.start)]
    lead = _EACH.sub("", lead) if "每" in lead else lead
    for filler in ("幅度", "比例", "总体", "分别", "平均", "比", "较", "率", "共", "也", "均", "其", "年", "则", "即"):
        lead = lead.replace(filler, "")
    named = text[pair.old.quantity.lead : pair.new.end] + text[pair.new.quantity.lead : pair.old.end]
    if pair.new.quantity.kind == DURATION:
        for word in _HANDLING:  # 由15个工作日压缩至6个工作日,审批时间压减40%
            lead = lead.replace(word, "")
    for generic in ("事项", "数量", "总数", "案件", "人数", "数"):
        lead = lead.removesuffix(generic) if len(lead) > len(generic) + 1 else lead
    return len(lead) < _LEAST_NOUN or lead[-2 * _LEAST_NOUN :] in named


def _judge(figures: Figures, pair: Pair, change: Reading) -> Computed | None:
    q = change.quantity
    a, b = Fraction(pair.old.quantity.number.value), Fraction(pair.new.quantity.number.value)
    up = figures.has("figure-up", q.lead, q.start) or not figures.has("figure-down", q.lead, q.start)
    shown, relation = figures.text[q.start : q.end], "change"
    exact = pair.old.quantity.number.exact and pair.new.quantity.number.exact
    rates = pair.old.quantity.kind == RATE
    if _of_unlike_times(figures, pair.old, pair.new):
        return None
    if q.kind == TIMES:
        return multiple(figures, pair, change)
    if q.kind == RATE:
        if not a:
            return None
        value = 100 * (b - a if up else a - b) / a
        verdict = near(value, q.number)
        if verdict == INCONSISTENT and not exact and not rates:
            verdict = _spread(pair, q.number, up=up)
        if rates and verdict != CONSISTENT and near(b - a if up else a - b, q.number) == CONSISTENT:
            relation = "points"
            verdict = INCONSISTENT
        computation = f"{growth(a, b, max(q.number.decimals, 0) + 1)}, {shown}"
    elif q.kind == POINTS:
        if not rates:
            return None
        verdict = near(b - a if up else a - b, q.number)
        if verdict == ROUNDING and not any(r.quantity.number.decimals for r in (pair.old, pair.new)):
            verdict = CONSISTENT
        computation = f"{plain(b)}-{plain(a)} = {plain(b - a)}, {shown}"
    else:
        if not figures.words.same(q.unit, pair.new.unit):
            return None
        low, high = _difference(pair, up=up)
        agree = low <= q.number.high and high >= q.number.low
        verdict = CONSISTENT if agree else INCONSISTENT
        computation = f"{plain(b)}-{plain(a)} = {plain(b - a)}, {shown}"
    return computed([pair.old, pair.new, change], relation, verdict, computation, sure=pair.sure)


def _difference(pair: Pair, *, up: bool) -> tuple[Fraction, Fraction]:
    old, new = finely(pair)
    one, two = (new, old) if up else (old, new)
    return Fraction(one.low - two.high), Fraction(one.high - two.low)


def _spread(pair: Pair, stated: Number, *, up: bool) -> str:
    """Growth between two values that are no exact numbers: any in their intervals will do."""
    old, new = finely(pair)
    ends = [100 * (Fraction(n) / Fraction(o) - 1) * (1 if up else -1) for o in old[1:3] for n in new[1:3] if o]
    unit = Fraction(1, 10 ** max(stated.decimals, 0))
    agree = ends and min(ends) <= stated.high + unit and max(ends) >= stated.low - unit
    return CONSISTENT if agree else INCONSISTENT
