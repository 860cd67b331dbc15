"""Values against what words say of their order: 高于全省96.1%, 最短6天、最长21天、平均25天."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING

from scorer.checks.figures.verdicts import CONSISTENT, INCONSISTENT, Computed, computed, near
from scorer.statements.numerals import LEAST, plain
from scorer.statements.quantities import DURATION, POINTS, RATE, TIMES
from scorer.statements.readings import BESIDE, FROM, LAST, MOVED, TO
from scorer.text.expressions import expression

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from scorer.statements.readings import Figures, Line, Reading

_CLAUSE = 40  # characters of the words before a value
_LONGEST_BOUND = 14  # characters before an upper bound in which the lower one stands
_ADVERBS = frozenset(("", "均", "也", "略", "远", "明显", "大幅", "远远", "仍", "都", "已", "且", "并", "大大", "显著"))
_MEAN = expression(r"平均|[日月年人件案场]均(?![未不没无按在可须应能])|均值")
_OF_ALL = ("均", "都", "全部", "人人", "每")
_APART = ("相差", "首尾差", "差距为", "极差为", "相差达", "落差达", "差距达")
_DENIED = ("不", "未", "没", "有", "未曾", "未能")
_MOSTLY = ("大都", "大多", "多数", "基本", "一般", "普遍", "通常")
_EARLIER = ("一个月", "一天", "一周", "上年", "去年", "往年")
_SHORT = 8  # characters of a clause that names its value no further
_LOWER = expression(r"(\d+(?:\.\d+)?)[^\d,;:。]{0,3}[至到与和—~-]$")
_BETWEEN = ("之间", "区间", "不等")
_POOLED = ("汇总", "合并", "总体", "合计", "综合", "整体", "平均", "并作", "加总", "拢", "合起来", "合在一起")
_SOME = ("抽查", "抽样", "部分", "其中", "补考", "首次")
_LINKS = ("为", "达", "达到", "是", "有", "仅", "只", "只有", "约", "升至", "高达")
_BESIDE = ("、", "和", "与", "及")
_STEM = 3  # characters of the name of a rate, 好评率
_PAIR = 2


def find_orders(figures: Figures) -> Iterator[Computed]:
    """Every pair of values that words compare, every lowest, mean and highest."""
    ordered = figures.mask(("figure-above", "figure-below"))
    extremes = figures.mask(("figure-lowest", "figure-highest"))
    for number, line in enumerate(figures.lines):
        told = figures.told[number]
        if told & ordered:
            yield from _compared(figures, line)
        if told & extremes or _has_range(line):
            beside = figures.lines[number + 1 : number + _PAIR] if figures.text[line.end : line.end + 1] == "。" else []
            yield from _within(figures, line, [r for one in beside for r in one.readings])
        if len(line.readings) >= _PAIR and _has_rates(line):
            yield from _pooled(figures, number)


def _has_rates(line: Line) -> bool:
    return sum(r.quantity.kind in (RATE, DURATION) for r in line.readings) >= _PAIR


def _alike(figures: Figures, one: Reading, other: Reading) -> bool:
    kinds = one.quantity.kind == other.quantity.kind and one.quantity.kind not in (POINTS, TIMES)
    return kinds and (one.unit == other.unit or figures.words.alike(one.unit, other.unit))


# —— one above or below another ——


def _compared(figures: Figures, line: Line) -> Iterator[Computed]:
    """出庭应诉率为94.8%,高于全省96.1%的平均水平."""
    for one, other in zip(line.readings, line.readings[1:], strict=False):
        if not _alike(figures, one, other) or one.tie in (FROM, TO, *BESIDE):
            continue
        above = _is_told(figures, "figure-above", one, other)
        if not above and not _is_told(figures, "figure-below", one, other):
            continue
        a, b = one.quantity.number.value, other.quantity.number.value
        if a == b:
            continue
        verdict = CONSISTENT if (a > b) == above else INCONSISTENT
        yield computed([one, other], "order", verdict, f"{plain(a)} {'>' if a > b else '<'} {plain(b)}")


def _is_told(figures: Figures, name: str, one: Reading, other: Reading) -> bool:
    """Whether the clause of the second begins with a word of comparison, so that its subject is the first."""
    low = figures.text.rfind(",", one.end, other.end) + 1
    if not low or figures.text.find(";", one.end, low) >= 0:
        return False
    spans = figures.inside(name, low, other.end)
    if not spans or figures.text[low : spans[0][0]] not in _ADVERBS:
        return False
    counted = one.label.rstrip("其中").endswith(("高于", "低于", "多于", "少于"))  # 高于其中7个县,低于3个县
    return not counted and not other.behind.startswith(("的有", "的共", "以"))


# —— lowest, mean, highest ——


def _has_range(line: Line) -> bool:
    return any(reading.behind.startswith(_BETWEEN) for reading in line.readings)


def _within(figures: Figures, line: Line, beside: Sequence[Reading]) -> Iterator[Computed]:
    """最短6天、最长21天,平均25天; 均在200元至2000元之间,最高的一件为3500元; 均达60学时以上…。最少的46学时."""
    told: dict[tuple[str, str], dict[str, Reading]] = {}
    ranges: dict[str, tuple[Fraction, Reading]] = {}
    for reading in (*line.readings, *beside):
        lower = _range_from(figures, reading)
        if lower is not None:
            ranges[reading.unit] = lower, reading
            continue
        if (
            reading.quantity.number.manner == LEAST
            and not reading.label.endswith(_DENIED)  # 均未突破60日 is a bound above
            and any(word in reading.label for word in _OF_ALL)
            and not any(word in reading.label for word in _MOSTLY)
        ):
            ranges[reading.unit] = Fraction(reading.quantity.number.value), reading
            continue
        if reading.tie in (LAST, MOVED):
            continue
        role = _role(figures, reading, figures.lines[reading.sentence].start) or _role_before(figures, reading)
        if role != "mean" and reading.sentence != line.readings[0].sentence and not ranges:
            continue
        roles = told.setdefault((reading.quantity.kind, reading.unit), {})
        if not role:
            continue
        if role in roles:
            return  # of several things
        roles[role] = reading
    for (_, unit), roles in told.items():
        for low, high in (("lowest", "mean"), ("mean", "highest"), ("lowest", "highest")):
            if low in roles and high in roles:
                yield from _ordered(roles[low], roles[high])
        yield from _apart(line, roles)
        if unit in ranges:
            lower_bound, upper = ranges[unit]
            told_of = [r for r in roles.values() if r.at > upper.at]
            if upper.quantity.number.manner == LEAST:
                yield from _above(lower_bound, upper, [r for r in told_of if r is roles.get("lowest")])
            else:
                yield from _inside(lower_bound, upper, told_of)


def _role_before(figures: Figures, reading: Reading) -> str:
    """highest of 最慢的一件牵涉征收补偿,用了9天: told in the clause before, of which no value of the unit is."""
    text, floor = figures.text, figures.lines[reading.sentence].start
    low = text.rfind(",", floor, reading.start)
    if low <= floor or len(text[low + 1 : reading.start]) > _SHORT:
        return ""
    begin = max(floor, *(text.rfind(stop, floor, low) + 1 for stop in ",;:"))
    if any(begin <= r.start < low and r.unit == reading.unit for r in figures.before(reading, back=0)):
        return ""
    for name in ("lowest", "highest"):
        if figures.has(f"figure-{name}", begin, low):
            return name
    return ""


def _apart(line: Line, roles: Mapping[str, Reading]) -> Iterator[Computed]:
    """最高96.4分,最低78.9分,首尾相差27.5分."""
    if "lowest" not in roles or "highest" not in roles:
        return
    low, high = roles["lowest"], roles["highest"]
    for reading in line.readings:
        if reading.at > max(low.at, high.at) and reading.unit == low.unit and reading.label.endswith(_APART):
            gap = Fraction(high.quantity.number.value) - Fraction(low.quantity.number.value)
            verdict = near(gap, reading.quantity.number)
            shown = f"{plain(high.quantity.number.value)}-{plain(low.quantity.number.value)} = {plain(gap)}"
            yield computed([low, high, reading], "order", verdict, shown)


def _pooled(figures: Figures, number: int) -> Iterator[Computed]:
    """低的为96.2%,高的为99.5%。汇总起来,好评率为95.8%: what is of all of them lies between the least and the most."""
    line = figures.lines[number]
    beside = figures.lines[number + 1 : number + _PAIR] if "\n" not in figures.text[line.end : line.end + _PAIR] else []
    later = [r for one in (line, *beside) for r in one.readings]
    for lower, low, high in _members(figures, line):
        said = figures.text[line.start : high.start]
        if any(word in said for word in _SOME):
            continue
        for reading in later:
            alike = reading.quantity.kind == high.quantity.kind and reading.unit == high.unit
            if not alike or low.at <= reading.at <= high.at or reading.tie in BESIDE:
                continue
            if _is_of_all(figures, reading, said, halves=low.period == "h1"):
                yield from _inside(lower, max(low, high, key=lambda r: r.quantity.number.value), [reading])
                return


def _members(figures: Figures, line: Line) -> Iterator[tuple[Fraction, Reading, Reading]]:
    """The least of several values with the first and the last: 最低…最高, 分别为…、…, 上半年…下半年, 在…到…之间."""
    values = [r for r in line.readings if r.quantity.kind in (RATE, DURATION) and r.quantity.number.decimals >= 0]
    roles = {_role(figures, r, line.start): r for r in values if r.quantity.kind == RATE}
    low, high = roles.get("lowest"), roles.get("highest")
    if low is not None and high is not None:
        yield Fraction(low.quantity.number.value), min(low, high), max(low, high)
    for one, other in pairwise(values):
        halves = (one.period, other.period) == ("h1", "h2")
        beside = figures.between(one, other) in _BESIDE and one.unit == other.unit
        if halves or beside:
            run = [one, other]
            for r in values[values.index(other) + 1 :]:
                if figures.between(run[-1], r) not in _BESIDE:
                    break
                run.append(r)
            if not halves and len(run) == _PAIR and not (figures.said(one, "figure-each") or "各" in one.label):
                continue
            yield min(Fraction(r.quantity.number.value) for r in run), one, max(run)
    named: dict[str, list[Reading]] = {}
    for r in values:
        stem = _stem(r)
        if len(stem) == _STEM and not any(word in r.label for word in _POOLED):
            named.setdefault(stem, []).append(r)
    for run in named.values():
        if len(run) >= _PAIR and not any(r.period or r.tie for r in run):
            yield min(Fraction(r.quantity.number.value) for r in run), run[0], max(run)
    for upper in values:
        bound = _range_from(figures, upper)
        if bound is not None:
            yield bound, upper, upper


def _stem(reading: Reading) -> str:
    """合格率 of 甲组合格率为."""
    label = reading.label
    for link in _LINKS:
        label = label.removesuffix(link)
    return label[-_STEM:]


def _is_of_all(figures: Figures, reading: Reading, said: str, *, halves: bool) -> bool:
    """Whether a value is of the very thing that several values are of, taken together."""
    stem = _stem(reading)
    if len(stem) < _PAIR or stem not in said or figures.said(reading, "figure-against", "figure-above", "figure-below"):
        return False
    clause = figures.text[max(figures.lines[reading.sentence].start, reading.start - _CLAUSE) : reading.start]
    clause = clause.rpartition(";")[2]
    if halves:
        return "全年" in clause.rpartition(",")[2]
    if any(word in clause for word in _POOLED):
        return True
    place = clause.rpartition(",")[2].partition("全")[2][:1]
    wider = place in "市省国" and any(word in said for word in ("镇", "街道", "乡", "村"))
    return bool(place) and place not in "部体面员" and not wider and ("各" in said or "个" in said)


def _ordered(low: Reading, high: Reading) -> Iterator[Computed]:
    a, b = low.quantity.number.value, high.quantity.number.value
    verdict = INCONSISTENT if a > b else CONSISTENT
    yield computed([low, high], "order", verdict, f"{plain(a)} {'>' if a > b else '≤'} {plain(b)}")


def _above(lower: Fraction, bound: Reading, lowest: Sequence[Reading]) -> Iterator[Computed]:
    for reading in lowest:
        if reading.quantity.number.value < lower:
            yield computed(
                [bound, reading], "order", INCONSISTENT, f"{plain(reading.quantity.number.value)} < {plain(lower)}"
            )


def _inside(lower: Fraction, upper: Reading, extremes: Sequence[Reading]) -> Iterator[Computed]:
    for reading in extremes:
        value, most = reading.quantity.number.value, upper.quantity.number.value
        if not lower <= value <= most:
            shown = f"{plain(value)}, {plain(lower)}–{plain(most)}"
            yield computed([upper, reading], "order", INCONSISTENT, shown)


def _role(figures: Figures, reading: Reading, floor: int) -> str:
    """lowest, mean or highest, by the words since the last comma; empty for any other value."""
    floor = max(floor, reading.start - _CLAUSE)
    low = max(floor, *(figures.text.rfind(stop, floor, reading.start) + 1 for stop in ",;:、("))
    clause = figures.text[low : reading.start]
    if any(word in clause for word in _EARLIER):
        return ""
    if "最" in clause or "的" in clause:
        for name in ("lowest", "highest"):
            if figures.has(f"figure-{name}", low, reading.start):
                return name
    return "mean" if "均" in clause and _MEAN.search(clause) is not None else ""


def _range_from(figures: Figures, reading: Reading) -> Fraction | None:
    """The lower bound of 200元至2000元之间; None where a number is no upper bound."""
    if not reading.behind.startswith(_BETWEEN):
        return None
    head = figures.text[max(0, reading.start - _LONGEST_BOUND) : reading.start]
    match = _LOWER.search(head)
    return Fraction(match.group(1)) if match is not None else None
