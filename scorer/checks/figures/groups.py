"""Groups of people by their roles: 11人组成的小组,县长任组长,2名副县长任副组长,12个部门各1人; 6支队伍每队5人,共40名.

Who heads a group without a number is one; 组长、副组长各1人 are two, 12个部门各1人 twelve, 每队5人 of six five each.
All are told where a total stands behind them, or where the roles run down to the members.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorer.checks.figures.averages import is_stock
from scorer.checks.figures.beginnings import PERSONS, groups
from scorer.checks.figures.verdicts import CONSISTENT, INCONSISTENT, Computed, computed
from scorer.statements.numerals import EXACT, plain
from scorer.statements.readings import BESIDE, FROM, TO
from scorer.text.expressions import expression

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from fractions import Fraction

    from scorer.statements.readings import Figures, Reading

_LEAD = r"(?:组长|主任|队长|团长|召集人|主席|会长|总指挥|指挥长)"
_HEAD = expression(rf"(?:任|担任|为)(?:第一|常务)?副?(?:总|主)?{_LEAD}(?=[,;、。])")
_HEADS = expression(rf"(?:任|担任|为)(?:双|第一|共同|联席|常务)?副?{_LEAD}(?![\d一两二三四五六])")
_HEADED_BY = expression(rf"{_LEAD}由([^,;。\d]{{2,14}}?)(?:担任|兼任|任)(?=[,;。]|$)")
_GROUP = expression(r"([每各])(?:一|个)?(?:小|分)?([组队支班批镇街乡村区县所站家部局科点校团])")
_TO_EACH = expression(
    r"各(?:自|单位)?(?:推荐|推|派出|派|出|配备|配|选派|选|抽调|抽|指定|明确|安排|设|有|确定|报|为|是)?$"
)
_NAMES = expression(r"(?:^|[,;:。由设])(?:其中)?((?:[^,;:。、\d]{1,8}[、和及与])+[^,;:。、\d]{1,8}?)各[^,;:。\d]{0,2}$")
_MEMBERS = ("成员", "组员", "队员", "委员", "团员", "调解员", "评查员", "讲师")
_TOTALS = ("共", "总", "合计", "全团", "全组", "全队", "全员", "上下", "人齐", "编入", "在内", "加起来", "累计")
_GROUPS = ("组", "班", "队", "团", "委员会", "委", "会", "人员", "成员", "骨干", "委员", "干部")
_CLOSED = ("不设", "没有其他", "无其他", "再无", "不另", "全部编入", "无人跨", "不重复", "不兼")
_LOOSE = (
    "兼", "等", "若干", "部分", "轮流", "不固定", "女", "党员", "持证", "不少于", "至少", "以上", "左右", "约", "原有",
)  # fmt: skip
_RANGED = ("至", "到", "-", "~", "—", "第")
_CLAUSE = ",;:。\n"
_MOST, _PAIR, _AROUND = 9, 2, 12


def find_groups(figures: Figures) -> Iterator[Computed]:
    """Every group of people with its members by role."""
    for number, line in groups(figures):
        before = figures.lines[number - 1] if number else None
        joined = before is not None and "\n" not in figures.text[before.end : line.start + 1]
        both = (*before.readings[-1:], *line.readings) if before is not None and joined else line.readings
        for told in (line.readings, both):
            test = _judged(figures, line.start, line.end, told) if len(told) <= _MOST else None
            if test is not None:
                yield test
                break


def _judged(figures: Figures, low: int, high: int, told: Sequence[Reading]) -> Computed | None:
    people = [r for r in told if r.counts and r.unit in PERSONS]
    times = [r for r in told if r.counts and r.unit == "人次" and r.start >= low]
    if not people or any(not _is_plain(figures, r) for r in (*people, *times)):
        return None
    last = (times or people)[-1]
    if last is not people[0] and _is_total(figures, last, high):
        whole, closed = last, True
        parts = [r for r in people if r is not last]
    else:
        whole, parts = people[0], people[1:]
        closed = bool(parts) and any(word in parts[-1].around for word in _MEMBERS)
    low, high = min(told[0].start, low), max(told[-1].end, high)
    span = figures.text[low:high]
    heads = _heads(figures, low, high)
    many = [_many(figures, told, r) for r in parts]
    if heads is None or not parts or any(n is None for n in many) or any(word in span for word in _LOOSE):
        return None
    composed = figures.text.startswith("组成", whole.end) and len(parts) > _PAIR
    if not heads and not composed and all(n == 1 for n in many):
        return None
    own = _clause(figures, whole)
    of_it = all(r.tie not in BESIDE and figures.wholes.get(r.at, whole) is whole for r in parts)
    named = any(noun in own + whole.behind[:_AROUND] for noun in (*_GROUPS, *_TOTALS)) and "任" not in whole.around
    if _TO_EACH.search(own) is not None or "每" in own or not (of_it and named):
        return None
    if any(is_stock(whole, _clause(figures, part) + part.label) for part in parts):
        return None
    values = [(n or 1) * r.quantity.number.value for n, r in zip(many, parts, strict=True)] + [1] * heads
    total, number = sum(values), whole.quantity.number.value
    shown = "+".join(plain(value) for value in values) + f" = {plain(total)}"
    every = sorted([whole, *parts])
    if total == number:
        return computed(every, "sum", CONSISTENT, shown)
    closed |= any(word in span for word in _CLOSED)
    near = number < 2 * total and total < 2 * number
    if near and (closed or total > number) and _is_told_in_full(figures, whole, parts, heads, many):
        return computed(every, "sum", INCONSISTENT, f"{shown} ≠ {plain(number)}")
    return None


def _is_told_in_full(
    figures: Figures, whole: Reading, parts: Sequence[Reading], heads: int, many: Sequence[Fraction | int | None]
) -> bool:
    """Whether the parts are of a group: a head or members by role, or groups of so many and their total."""
    if heads or any(word in r.around for r in parts for word in (*_MEMBERS, "组长", "队长", "团长")):
        return True
    return any((n or 1) > 1 for n in many) and whole.start > parts[-1].start


def _is_plain(figures: Figures, reading: Reading) -> bool:
    ranged = figures.text.endswith(_RANGED, 0, reading.start)
    exact = reading.quantity.number.manner == EXACT and reading.quantity.number.exact
    return exact and not ranged and reading.tie not in (FROM, TO) and not reading.mean


def _clause(figures: Figures, reading: Reading) -> str:
    floor = max(0, reading.start - 3 * _AROUND)
    low = max(floor, *(figures.text.rfind(stop, floor, reading.start) + 1 for stop in _CLAUSE))
    return figures.text[low : reading.start]


def _is_total(figures: Figures, reading: Reading, high: int) -> bool:
    """Whether the last count of a sentence is of all: 全团27人, 24名全部编入, 专班11名人员."""
    clause = _clause(figures, reading) + figures.text[reading.end : min(high, reading.end + _AROUND)]
    return any(word in clause for word in _TOTALS) and _GROUP.search(clause) is None and "各" not in clause


def _heads(figures: Figures, low: int, high: int) -> int | None:
    """How many are told to head the group without a number; None where more than one may be meant."""
    heads = 0
    for match in _HEADS.finditer(figures.text, low, high):
        start = max(figures.text.rfind(stop, low, match.start()) + 1 for stop in ",;:。")
        said = figures.text[max(low, start) : match.start()].rpartition("、")
        who = said[2]
        if any(char.isdigit() for char in who) or any(numeral in who for numeral in ("两名", "三名", "一名")):
            continue
        named = said[0] and not any(role in said[0] for role in ("组长", "主任", "人"))
        if named or any(join in who for join in ("和", "与", "及")) or _HEAD.match(figures.text, match.start()) is None:
            return None
        heads += 1
    for match in _HEADED_BY.finditer(figures.text, low, high):
        if any(join in match.group(1) for join in ("、", "和", "与", "及", "分别")):
            return None
        heads += 1
    return heads


def _many(figures: Figures, told: Sequence[Reading], reading: Reading, depth: int = 0) -> Fraction | int | None:
    """How often a count is to be taken: 每队5人 of 6支队伍 six times; None where that is not told."""
    clause = _clause(figures, reading)
    before = [r for r in told if r.at < reading.at and r.counts and r.unit not in PERSONS]
    if "各" not in clause and "每" not in clause:
        return 1
    match = next(reversed(list(_GROUP.finditer(clause))), None)
    if match is not None:
        noun = match.group(2)
        owners = [r for r in before if noun in r.unit or noun in r.behind[:6] or (noun == "支" and "队" in r.behind)]
        if len(owners) != 1 or depth > _PAIR or not _is_plain(figures, owners[0]):
            return None
        more = _many(figures, told, owners[0], depth + 1)
        return None if more is None else more * owners[0].quantity.number.value
    if _TO_EACH.search(clause) is None:
        return None
    inside = [r for r in before if reading.start - len(clause) <= r.start]
    if len(inside) == 1:
        return inside[0].quantity.number.value if _is_plain(figures, inside[0]) else None
    names = _NAMES.search(clause)
    if inside or names is None or names.start(1) > len(clause):
        return None
    return len([name for name in names.group(1).replace("和", "、").replace("及", "、").split("、") if name])
