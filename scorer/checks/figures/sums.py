"""Lists that nearly make up the count before or behind them: one digit of it is another, or two changed places.

That the parts of a list come so near to a count is itself the sign that they are meant to make it up; no word has to
say so. What speaks against it is asked: parts that overlap, a step after another, a count that they do make up.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from os.path import commonprefix
from typing import TYPE_CHECKING

from scorer.checks.figures.bases import is_beside, may_be_of_others
from scorer.checks.figures.bounds import carries
from scorer.checks.figures.ledger import is_ledger
from scorer.checks.figures.parts import both_kinds, is_complete, is_rated, more_behind, parallel
from scorer.checks.figures.verdicts import (
    CONSISTENT,
    INCONSISTENT,
    Computed,
    adds_up,
    exceeds,
    misread,
    numbers,
    share,
    slipped,
    summed,
)
from scorer.statements.numerals import EXACT
from scorer.statements.quantities import COUNT, RATE
from scorer.statements.readings import AMONG, BESIDE, DONE, OPENING, PENDING, REFUSED, REST, SUM
from scorer.statements.runs import list_before, runs
from scorer.text.expressions import expression

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scorer.statements.readings import Figures, Line, Reading

_FEWEST = 2
_NEAR = 12  # per cent that a slip is off at most
_KIND = 2  # characters that the names of two kinds have in common
_SAID_BEHIND = 24  # characters behind a list in which it may be said that its parts overlap
_ON = 2  # sentences behind a list that are looked at
_KINDS = ("项", "类", "级", "批", "部分", "个", "种", "所", "家", "地")  # 两项合计
_BARE = ("共", "共有", "共计", "合计", "总计")
_LEFT = ("只有", "还有", "尚有", "仅有", "唯有", "未能", "没有")  # what is left is told without a number
_SOME = 8  # per cent that 其中 may leave out by a slip
_FAR = 25  # … where words say that they are summed up
_COUNTED = 40  # … and how many are: 三批合计
_HALVES = {"h1": ["q1", "q2"], "h2": ["q3", "q4"]}
_SO_FAR, _OF_HALF = ("全年", "累计"), ("上半年", "下半年")
_ALL_OF_THEM = ("参评的", "参加考核的", "参与考核的", "参加评议的", "被考核的", "参加评查的")
_TOTALS_BEGIN = frozenset(word[0] for word in (*_SO_FAR, *_OF_HALF, *_ALL_OF_THEM))
_COMPOSED = ("组成", "构成")
_TWICE = 2  # so often the whole a list makes up no more by a slip
_STEPS = (
    "征求",
    "召开",
    "听证",
    "论证",
    "评估",
    "审查",
    "公示",
    "公开",
    "涉及",
    "参加",
    "提出",
)  # one may take several
_TEN = 10
_ALL_TOLD = ("如下", "就这", "没有别的", "分为", "只有", "仅有", "分别", "构成", "组成", "总", "合计", "共计")
_SHORT = 4  # characters of a kind that stands in the noun of its whole

# …7件,再没有别的类型; …22件,一件申请只计一种结果
_EVERY = expression(
    r"(?:此外|除此之?外)?(?:再?没有|[再并]?无)(?:别的|其他|其它)"
    r"|[一每][件案项宗起人]?[^,;。]{0,6}只[计算归]|(?:各[项类][^,;。]{0,4}|相互|互)[不无](?:重复|交叉|重叠)"
)


def find_sums(figures: Figures) -> Iterator[Computed]:
    """Every list with a whole before it or a total behind it that it misses by a slip."""
    for whole, items in runs(figures):
        side = whole.tie == AMONG and items[0].tie != AMONG and items[0] in figures.items(whole)
        if items[0].sentence - whole.sentence > 1 or side:
            continue  # 其中农民工22件,老年人13件,其他7件
        if len(items) > _FEWEST and adds_up(whole.quantity.number, numbers(items)):
            yield summed(whole, items, CONSISTENT, "=")
        close = is_near(whole, items)
        composed = close and _is_composed(figures, items[-1])
        every = close and (composed or (len(items) > _FEWEST and _is_every(figures, items)))
        slip = close and (every or (nearly(whole, items) and not _may_be_some(figures, whole, items)))
        near = slip and (every or len(items) > _FEWEST or _both(figures, whole, items))
        near = near and (every or not _goes_on(figures, whole, items)) and not is_beside(figures, whole, items)
        near = near and not is_ledger(figures, items)
        if (near or _too_many(figures, whole, items)) and (composed or not _explained(figures, whole, items)):
            yield summed(whole, items, INCONSISTENT, "≠", sure=composed or _apart(figures, whole, items))
    named = {r.label.lstrip("、") for r in figures.index.kind[COUNT] if len(r.label) <= _KIND + 1}
    for line in figures.lines[1:]:
        if len(line.readings) > 1 and figures.text[line.start : line.start + _KIND] in named:
            yield from _of_named(figures, line)
    for total in figures.index.kind[COUNT]:
        summed_up = total.tie == SUM
        if (summed_up or total.label[:1] in _TOTALS_BEGIN) and total.quantity.number.manner == EXACT and total.at:
            last = figures.readings[total.at - 1]
            if summed_up and last.end == total.quantity.lead and last.unit in _KINDS:
                yield from _total(figures, total, _last(figures, total, last), summed_up=True, near=_COUNTED)
            elif total.label in _ALL_OF_THEM and _graded(figures, list_before(figures, total)):
                yield from _total(figures, total, list_before(figures, total), summed_up=True)
            elif summed_up or total.label.startswith(_SO_FAR) or _is_half(figures, total):
                yield from _total(figures, total, list_before(figures, total), summed_up=summed_up)


def _is_composed(figures: Figures, last: Reading) -> bool:
    """由92万元、38万元、46万元三部分组成: whether the clause of the last part says that these make up the whole."""
    behind = figures.text[last.end : last.end + _SAID_BEHIND].partition(",")[0].partition("。")[0]
    return behind.endswith(_COMPOSED)


def _graded(figures: Figures, parts: Sequence[Reading]) -> bool:
    """Whether some counts are all of grades: 12个…优秀,20个…良好,5个…合格."""
    return len(parts) > _FEWEST and any(all(r.near & outcome for r in parts) for outcome in figures.outcomes)


def _is_every(figures: Figures, items: Sequence[Reading]) -> bool:
    """Whether it is said directly behind a list that each is counted once or that nothing else is there."""
    last = items[-1]
    behind = figures.text[last.end : figures.lines[last.sentence].end].lstrip(",;")
    return _EVERY.match(behind) is not None


def _of_named(figures: Figures, line: Line) -> Iterator[Computed]:
    """刑事880件。刑事一支:引介460件,指派420件: a sentence that begins with the name of an item tells its parts."""
    first = line.readings[0]
    if not first.counts or first.tie or first.quantity.lead == line.start:
        return
    name = figures.text[line.start : line.start + _KIND]
    wholes = [r for r in figures.before(first, back=1) if r.label.lstrip("、") == name and r.unit == first.unit]
    items = figures.items(first)
    if len(wholes) != 1 or len(items) < _FEWEST or wholes[0].sentence == first.sentence:
        return
    whole = wholes[0]
    if adds_up(whole.quantity.number, numbers(items)):
        yield summed(whole, items, CONSISTENT, "=")
    elif nearly(whole, items) and not _goes_on(figures, whole, items) and not _explained(figures, whole, items):
        yield summed(whole, items, INCONSISTENT, "≠", sure=_apart(figures, whole, items))


def _last(figures: Figures, total: Reading, told: Reading) -> Sequence[Reading]:
    """The counts that 两项合计 sums up: so many of its unit before it, whatever stands between them."""
    alike = [r for r in figures.before(total) if r.counts and r.unit == total.unit and r.tie not in BESIDE]
    count = int(told.quantity.number.value)
    alike = [r for r in alike if r.at != told.at]
    return alike[:count][::-1] if _FEWEST <= count <= len(alike) else ()


def _total(
    figures: Figures, total: Reading, parts: Sequence[Reading], *, summed_up: bool, near: int = _FAR
) -> Iterator[Computed]:
    """上半年76份,下半年94份,全年共160份: the total stands behind what it sums up."""
    of_year = all(part.period[:1] in ("h", "q") for part in parts)
    if len(parts) < _FEWEST or not (summed_up or of_year or _in_turn(figures, total, parts)):
        return
    if figures.text[parts[0].quantity.lead - 1] == "、" and not figures.said(parts[0], "figure-each"):
        return  # 局长、3名副局长及13名所长共17人: what stands before has no number
    if total.stage and any(part.stage not in ("", total.stage) for part in parts):
        return  # 上半年受理82件,下半年受理94件,全年办结170件
    if adds_up(total.quantity.number, numbers(parts)):
        yield summed(total, parts, CONSISTENT, "=")
        return
    ends = {part.label[-_KIND:] for part in parts}
    if len(parts) > _FEWEST and len(ends) == 1 and total.label in _BARE and ends != {""}:
        yield summed(total, parts, INCONSISTENT, "≠", sure=not _explained(figures, total, parts))
        return
    near = near if total.tie == SUM else _NEAR
    if nearly(total, parts, near) and not _explained(figures, total, parts):
        yield summed(total, parts, INCONSISTENT, "≠", sure=_apart(figures, total, parts))


def _is_half(figures: Figures, total: Reading) -> bool:
    """Whether a total is of a half year, and the counts before it are of its two quarters."""
    quarters = _HALVES.get(total.period if total.label.startswith(_OF_HALF) else "")
    return quarters is not None and [part.period for part in list_before(figures, total)] == quarters


def _in_turn(figures: Figures, total: Reading, parts: Sequence[Reading]) -> bool:
    """Whether a total has no words but 累计, and its parts are told one after another: 分别为32人、45人,累计77人次."""
    bare = all(not part.label.strip("、和及") for part in parts[1:])
    own = total.label.removeprefix("累计").removeprefix("全年")
    return own != total.label and own in parts[0].label and bare and figures.said(parts[0], "figure-each")


def is_near(whole: Reading, items: Sequence[Reading], most: int = _NEAR) -> bool:
    """Whether the sum of a list is another number than its whole, by some per cent, and no item alone is all of it."""
    every = numbers(items)
    total: Fraction | int = sum(number.value for number in every)
    told = whole.quantity.number.value
    gap = total - told if total > told else told - total
    if 100 * gap > most * max(total, told) or max(number.value for number in every) >= told:
        return False
    return not adds_up(whole.quantity.number, every)


def nearly(whole: Reading, items: Sequence[Reading], most: int = _NEAR) -> bool:
    """Whether the sum of a list is its whole written wrong, and near enough to be meant as it."""
    total = sum(number.value for number in numbers(items))
    return is_near(whole, items, most) and misread(total, whole.quantity.number.value)


def _may_be_some(figures: Figures, whole: Reading, items: Sequence[Reading]) -> bool:
    """Whether a list may be of the greatest kinds only: short by a round number, and nothing says that it is of all."""
    missing = whole.quantity.number.value - sum(number.value for number in numbers(items))
    if missing <= _TEN or slipped(whole.quantity.number.value - missing, whole.quantity.number.value):
        return False
    high = figures.text.find("\n", items[-1].end)
    said = figures.text[whole.end : min(items[-1].end + _SAID_BEHIND, high if high >= 0 else len(figures.text))]
    back = items[-1].label.startswith(("交回", "退回", "收回", *_LEFT))
    return not (back or items[-1].tie == REST or any(word in said for word in _ALL_TOLD))


def _explained(figures: Figures, whole: Reading, items: Sequence[Reading]) -> bool:
    """Whether the beginning of a list makes up some count near by, or a list with an item in it does.

    上年结转17件,立案230件,其中移送5件、撤案3件,结案212件: what was closed may be of the year before.
    """
    if any(item.stage == OPENING or item.label.endswith("各") for item in items):
        return True  # 联络员、记录员各1人 are two
    if any(_is_nested(figures, whole, one, two) for one, two in pairwise(items)):
        return True  # 审结100件,败诉8件,败诉率8%,未审结30件
    if any(two.sentence == one.sentence and is_rated(figures, (one, two)) for one, two in pairwise(items)):
        return True  # 收案63件,结了58件,输了9件,败诉率15.5%
    if items[0].tie != AMONG and _is_of_another(figures, whole, items):
        return True
    if items[0].tie == AMONG and any(item.stage == DONE for item in items[1:]) and carries(figures, whole):
        return True
    others = [r for r in figures.context(items[0], on=_ON) if r.counts and r.unit == items[0].unit]
    near = [r for _, r in sorted({r.at: r for r in (*others, items[0], whole)}.items())]
    told = {r.quantity.number.value for r in near}
    own = {item.at for item in items}
    values = [r.quantity.number.value for r in near]
    for low in range(len(near)):
        total = values[low]
        for high in range(low + 1, len(near)):
            total += values[high]
            if total in told and not own.isdisjoint(r.at for r in near[low : high + 1]):
                same = [r for r in near if r.quantity.number.value == total]
                beside = {near[low].at - 1, near[high].at + 1}
                if any(r.at not in own or r.at in beside for r in same):
                    return True
    return False


def _is_nested(figures: Figures, whole: Reading, one: Reading, two: Reading) -> bool:
    """Whether a rate behind an item is its share of the item before it and not of the whole."""
    rate = figures.readings[two.at + 1] if two.at + 1 < len(figures.readings) else None
    if rate is None or rate.quantity.kind != RATE or rate.sentence != two.sentence:
        return False
    of_item, of_whole = (share(two.quantity.number, r.quantity.number, rate.quantity.number) for r in (one, whole))
    return two.quantity.number.value < one.quantity.number.value and of_item == CONSISTENT != of_whole


def _is_of_another(figures: Figures, whole: Reading, items: Sequence[Reading]) -> bool:
    """Whether another thing is begun behind a semicolon: 审议地方性法规21件,…;制定省政府规章6件、修改4件."""
    told = items[0].label
    return ";" in figures.between(whole, items[0]) and len(told) > 2 * _KIND and not _of_kind(told, whole.around)


def _of_kind(one: str, other: str) -> bool:
    """Whether two labels have two characters that follow one another in common."""
    return any(one[at : at + _KIND] in other for at in range(len(one) - 1))


def _goes_on(figures: Figures, whole: Reading, items: Sequence[Reading]) -> bool:
    """Whether a list that falls short goes on without a number, or may be some of its whole only: 其余为辅助人员."""
    missing = whole.quantity.number.value - sum(number.value for number in numbers(items))
    if missing <= 0:
        return False
    behind = figures.text[items[-1].end : figures.lines[items[-1].sentence].end]
    if more_behind(figures, items) or any(word in behind for word in _LEFT):
        return True
    some = items[0].tie == AMONG and not is_complete(figures, items)
    return some and 100 * missing > _SOME * whole.quantity.number.value


def _too_many(figures: Figures, whole: Reading, items: Sequence[Reading]) -> bool:
    """Whether kinds that stand side by side are together more than their whole, however much."""
    every = numbers(items)
    if (
        not exceeds(whole.quantity.number, every)
        or sum([n.value for n in every]) > _TWICE * whole.quantity.number.value
    ):
        return False
    told = all(one.sentence < two.sentence for one, two in pairwise((whole, *items)))
    told = told and len({(bool(item.behind), len(item.label) > 1) for item in items}) == 1
    told = told or (items[0].tie == AMONG and len(items) > _FEWEST and is_near(whole, items))
    told = told or both_kinds(figures, items)  # 13名,专职的5名,兼职的11名
    told = told and not any(item.period or item.stage not in ("", REFUSED) for item in items)
    return told and parallel(figures, whole, items) and not may_be_of_others(figures, items)


def _both(figures: Figures, whole: Reading, items: Sequence[Reading]) -> bool:
    """Whether two items are the two sides of their whole: what is done and what is left, or kinds of one name."""
    one, two = items
    if any(r.label.startswith("新") for r in items) and not whole.label.startswith("新"):
        return False  # 到期112份,续签97份,新签25份
    if (one.period, two.period) == ("h1", "h2"):
        named = two.label.partition("年")[2]  # 下半年召开专题研讨8次 may be of another thing
        return len(named) <= 2 * _KIND or _of_kind(named, whole.around + one.around)
    if _in_noun(figures, whole, items):
        return True
    if carries(figures, whole) or one.stage == PENDING:
        return False
    if two.tie == REST or two.stage == PENDING:
        return True
    if is_complete(figures, items):
        return True
    if any(all(r.said & outcome for r in items) for outcome in figures.outcomes):
        return not _names_other(figures, whole, one)
    if one.label.endswith("的") and two.label.endswith("的") and one.tie != AMONG:
        return not any(word in r.label for word in _STEPS for r in items)  # 属误报的57条,属实的283条
    if not exceeds(whole.quantity.number, numbers(items)) or one.sentence != two.sentence:
        return False
    return _share_verb(figures, one, two) or (
        not any(figures.near(item, "figure-overlap", "figure-deed", "figure-stage") for item in items)
        and _rhyme(one.around, two.around)
    )


def _names_other(figures: Figures, whole: Reading, one: Reading) -> bool:
    """Whether an outcome is told of another thing than the whole: 提请审议法规草案9件,修改规章5件,废止3件."""
    ends = [end for name in figures.words.outcomes for _, end in figures.inside(name, one.quantity.lead, one.start)]
    thing = figures.text[max(ends, default=one.start) : one.start]
    return len(thing) >= _KIND and thing[-_KIND:] not in whole.around


def _share_verb(figures: Figures, one: Reading, two: Reading) -> bool:
    """Whether two kinds are told with one verb: 为民营企业开展体检93家,为国有企业开展体检44家."""
    labels = one.label.removeprefix("其中"), two.label
    verb = len(commonprefix([label[::-1] for label in labels]))
    names = "figure-overlap", "figure-deed", "figure-stage"
    apart = not any(figures.has(name, r.quantity.lead, r.start - verb) for r in (one, two) for name in names)
    return verb >= 2 * _KIND and apart


def _in_noun(figures: Figures, whole: Reading, items: Sequence[Reading]) -> bool:
    """Whether the noun of a whole names its kinds: 23个村(社区),村15个、社区9个."""
    noun = whole.behind + figures.text[whole.quantity.stop : items[0].quantity.lead]
    return all(0 < len(item.label) <= _SHORT and item.label in noun for item in items)


def _rhyme(one: str, other: str) -> bool:
    """Whether two labels are kinds of one name: 线上 and 线下, 国内公证 and 涉外公证."""
    one, other = one.removeprefix("其中").strip(":、和及"), other.strip("、和及")
    if not one or not other or one == other:
        return False
    return one[-_KIND:] == other[-_KIND:] or (len(one) == len(other) and (one[0] == other[0] or one[-1] == other[-1]))


def _apart(figures: Figures, whole: Reading, items: Sequence[Reading]) -> bool:
    """Whether nothing says that the items overlap, or that they are not all of one time."""
    if figures.has("figure-both", items[-1].end, items[-1].end + _SAID_BEHIND):
        return False
    told = [reading.period for reading in (whole, *items)]
    return not (any(period.isdigit() for period in told[1:]) or _runs_on(figures, whole, items))


def _runs_on(figures: Figures, whole: Reading, items: Sequence[Reading]) -> bool:
    """Whether a list of several deeds runs over sentences: 批示26次。在17次会议上审议,出庭应诉1次。集体学法6次."""
    every = (whole, *items)
    told = [one.sentence for one in every]
    if told[-1] == told[1] or len(set(told)) == len(told) or all(item.period for item in items):
        return False
    if items[-1].tie == REST or is_complete(figures, items):
        return False
    return any(figures.near(item, "figure-deed", "figure-stage") for item in items)
