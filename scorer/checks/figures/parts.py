"""Parts against their whole: 其中, brackets, 分别为, what is left over.

Parts may never exceed their whole; they must make it up only where the words say that they are all of it
(a last 其他, both of a pair, every outcome of a closed set, 分为, a bracket).
"""

from __future__ import annotations

from itertools import permutations
from typing import TYPE_CHECKING

from scorer.checks.figures.bases import falls_far_short, is_doubtful, is_in_row, named_base, sorted_base
from scorer.checks.figures.ledger import is_ledger
from scorer.checks.figures.verdicts import (
    CANNOT_TELL,
    CONSISTENT,
    INCONSISTENT,
    Computed,
    adds_up,
    exceeds,
    numbers,
    share,
    summed,
)
from scorer.statements.figure_words import LEVELS
from scorer.statements.numerals import EXACT, MORE
from scorer.statements.quantities import COUNT, RATE
from scorer.statements.readings import AMONG, BESIDE, DONE, INTAKE, OPENING, REST

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scorer.statements.numerals import Number
    from scorer.statements.readings import Figures, Reading

_SAID_BEHIND = 24  # characters behind a list in which it may be said that its parts overlap
_TOLD = 8  # characters from 分别为 to the first item
_MONEY = "元"  # spent once, however it is called
_NAME = 8  # characters of a label that names a kind and no deed
_LEVELS = (*LEVELS, "厅级", "局级")
_MORE = ("其余", "其他", "另", "还有", "余下", "剩余", "以及", "等")
_LEFT = ("其余", "余下", "剩余", "剩下", "其他")
_OTHERS = 4  # characters behind a list in which it may go on without a number
_FEWEST = 2  # items of a list


def find_parts(figures: Figures) -> Iterator[Computed]:
    """Every list of parts beside its whole, each list once."""
    told: set[int] = set()
    for first in figures.index.kind[COUNT]:
        if first.at in told or first.tie in BESIDE or first.mean or first.unit in figures.words.scores:
            continue
        found = _list(figures, first)
        if found is None:
            continue
        test, items = found
        if test is not None:
            bound = test.relation == "bound"
            if test.verdict == INCONSISTENT and is_doubtful(figures, first, items, bound=bound):
                test = test.untold()
            told |= {item.at for item in items}
            yield test


def _list(figures: Figures, first: Reading) -> tuple[Computed | None, Sequence[Reading]] | None:
    """The list that begins with a reading, judged; None if none begins there."""
    before = figures.readings[first.at - 1] if first.at else None
    named = named_base(figures, first)
    if named is not None:
        items = figures.items(first)
        far = len(items) == 1 and first.quantity.number.value > 2 * named.quantity.number.value  # of others
        return judge(figures, named, items, settled=not far, others=[] if not far else [first]), items
    kind = sorted_base(figures, first)
    if kind is not None and len(figures.items(first)) > 1:
        items = figures.items(first)
        all_of_it, settled = kind
        others = () if settled else _others(figures, all_of_it, first)
        test = judge(figures, all_of_it, items, settled=settled, others=others, complete=True)
        if test is not None and test.verdict == INCONSISTENT and falls_far_short(figures, all_of_it, items):
            test = test.untold()  # 从领域看,甲类46件,乙类28件 of 94件: only the largest are told
        return test, items
    if first.tie == AMONG:
        whole = figures.base(first)
        if whole is None:
            return None
        items = figures.items(first)
        others = _others(figures, whole, first)
        if len(items) == 1 and first.quantity.number.value > 2 * whole.quantity.number.value:
            noun = first.label[-_FEWEST:]  # 律师680名。…发展党员12名。其中党员律师702名
            whole = next((r for r in others if r.label.endswith(noun) and len(noun) == _FEWEST), whole)
        return judge(figures, whole, items, settled=False, others=others), items
    if before is None or before.sentence != first.sentence or not before.counts or before.tie in BESIDE:
        return None
    if before.mean:
        return None
    if not figures.words.same(before.unit, first.unit):
        return None
    if first.quantity.paren > before.quantity.paren and first.quantity.paren - before.end <= _TOLD:
        items = [item for item in figures.items(first) if item.quantity.paren == first.quantity.paren]
        return _bracketed(figures, before, items), items
    if first.quantity.paren != before.quantity.paren:
        return None
    items = figures.items(first)
    if any(item.stage == OPENING for item in items):
        return None  # 收到98件,上年结转4件,公开61件,剩余41件
    if any(level in before.label for level in _LEVELS) and all(item.label.startswith(_LEVELS) for item in items):
        return None  # 省级许可事项28项、市级19项、县级26项: side by side
    if _announced(figures, before, first):
        others = _others(figures, before, first)
        test = judge(figures, before, items, settled=True, others=others, complete=True)
        overlaps = any(figures.near(item, "figure-overlap") for item in items)
        both = figures.has("figure-both", items[-1].end, items[-1].end + _SAID_BEHIND)
        each = figures.first("figure-each", before.end, first.start) is not None and not overlaps and not both
        if test is not None and test.verdict == CANNOT_TELL and each and len(items) > _FEWEST:
            settled = exceeds(before.quantity.number, numbers(items))
            test = summed(before, items, INCONSISTENT, "≠", sure=settled and _one_unit(before, items))
        return test, items
    if len(items) == 1:
        return None
    if is_in_row(figures, before, items):
        return None
    larger = before.quantity.number.value > max(number.value for number in numbers(items))
    rest = items[-1].tie == REST
    if rest and larger and len(items) == _FEWEST and _is_bare_rest(figures, items[1]):
        return (None if _is_item(figures, before, items) else _left(figures, before, items)), items
    side = figures.text[first.quantity.lead - 1 : first.quantity.lead] == "、"
    if is_ledger(figures, items) or (side and not adds_up(before.quantity.number, numbers(items))):
        return None  # 议题83件、合同67件、其他文件31件: the first stands beside the others
    clear = larger and (rest or first.stage not in (DONE, INTAKE) or before.stage == first.stage == INTAKE)
    if clear and (rest or is_complete(figures, items)):
        apart = _opposed(items) or _kinds(figures, items)
        if apart and not _is_item(figures, before, items):
            return judge(figures, before, items, settled=False, others=_others(figures, before, first)), items
    if adds_up(before.quantity.number, numbers(items)):
        return summed(before, items, CONSISTENT, "="), items
    return None


def _one_unit(whole: Reading, items: Sequence[Reading]) -> bool:
    return all(item.unit == whole.unit and item.quantity.number.exact for item in items)


def _is_item(figures: Figures, before: Reading, items: Sequence[Reading]) -> bool:
    """Whether a count before a list is the first of it: 占道68件,广告24件,其他15件。合计107件."""
    near = figures.context(before, on=1)
    every = numbers([before, *items])
    return any(r.counts and r.unit == before.unit and adds_up(r.quantity.number, every) for r in near)


def _is_bare_rest(figures: Figures, rest: Reading) -> bool:
    """Whether what is left over has no words of its own: 其余6条."""
    span = figures.first("figure-rest", rest.quantity.lead, rest.start)
    return span is not None and not figures.text[rest.quantity.lead : span[0]] and rest.start - span[1] <= 1


def _left(figures: Figures, whole: Reading, items: Sequence[Reading]) -> Computed:
    """46条,采纳38条,其余6条: a part and what is left are the whole, whatever the part is called."""
    if adds_up(whole.quantity.number, numbers(items)):
        return summed(whole, items, CONSISTENT, "=")
    exact = all(item.quantity.number.manner == EXACT for item in (whole, *items))
    alike = items[0].unit == items[1].unit and figures.words.alike(items[0].unit, whole.unit)
    clear = whole.tie not in (*BESIDE, AMONG) and not _remains(figures, items[-1]) and whole.stage != OPENING
    return summed(whole, items, INCONSISTENT, "≠", sure=exact and alike and clear)


def _others(figures: Figures, whole: Reading, first: Reading) -> list[Reading]:
    """Other counts of the unit near by that the parts might be of."""
    return [
        other
        for other in figures.before(first)
        if other.counts and other.at != whole.at and figures.words.same(other.unit, first.unit)
    ]


def judge(
    figures: Figures,
    whole: Reading,
    items: Sequence[Reading],
    *,
    settled: bool,
    others: Sequence[Reading],
    complete: bool = False,
) -> Computed | None:
    """A list of parts against the whole that the words name, or against any other that makes it right."""
    number = whole.quantity.number
    for count in range(len(items), 1, -1):
        if adds_up(number, numbers(items[:count])):
            return summed(whole, items[:count], CONSISTENT, "=")
    if complete and _goes_on(figures, whole, items):
        return summed(whole, items, CONSISTENT, "=")
    for other in others:
        if len(items) > 1 and adds_up(other.quantity.number, numbers(items)):
            return summed(other, items, CONSISTENT, "=")
    together = _joined(figures, whole) if not settled else None
    if together is not None and not exceeds(together, numbers(items)):
        verdict = CONSISTENT if adds_up(together, numbers(items)) else CANNOT_TELL
        return summed(whole, items, verdict, "≤", sure=False, relation="bound")
    side = figures.text[items[-1].quantity.lead - 1] == "、"
    if len(items) > 2 and not side and adds_up(items[0].quantity.number, numbers(items[1:])):
        return summed(items[0], items[1:], CONSISTENT, "=")
    if items[-1].tie == REST and _remains(figures, items[-1]):
        return summed(whole, items, CANNOT_TELL, "≠", sure=False)
    if len(items) == _FEWEST and is_rated(figures, items):
        return None
    if exceeds(number, numbers(items)):
        room = any(not exceeds(other.quantity.number, numbers(items)) for other in others)
        room = room and not _by_deed(whole, items, others)
        sure = settled or not room
        if len(items) == 1:
            sure = sure and figures.words.alike(items[0].unit, whole.unit) and not figures.near(whole, "figure-opening")
            return summed(whole, items, INCONSISTENT, ">", sure=sure, relation="bound")
        large = next((item for item in items if exceeds(number, numbers([item]))), None)
        if (
            large is not None
            and sure
            and (settled or large.start - large.quantity.lead <= _NAME)
            and figures.words.alike(large.unit, whole.unit)
            and large.stage != OPENING
        ):
            return summed(whole, [large], INCONSISTENT, ">", relation="bound")
        sure = sure and parallel(figures, whole, items) and not _has_own_body(figures, items)
        return summed(whole, items, INCONSISTENT, ">", sure=sure)
    if len(items) > 1 and (complete or is_complete(figures, items)):
        sure = parallel(figures, whole, items) and _most_told(whole, items)
        sure = sure and not _goes_on(figures, whole, items)
        return summed(whole, items, INCONSISTENT, "<", sure=sure)
    return summed(whole, items, CONSISTENT, "≤", relation="bound")


def _has_own_body(figures: Figures, items: Sequence[Reading]) -> bool:
    """Whether a leading body is named for a later part: 中心组学习12次,其中法治专题4次,县政府常务会议学法9次."""
    return any(figures.has("lead-meeting", item.quantity.lead, item.start) for item in items[1:])


def _most_told(whole: Reading, items: Sequence[Reading]) -> bool:
    """Whether parts come to so much of their whole that they may be meant to be all of it."""
    total = sum(item.quantity.number.value for item in items)
    return bool(items[-1].tie == REST or 2 * total >= whole.quantity.number.value)


def _goes_on(figures: Figures, whole: Reading, items: Sequence[Reading]) -> bool:
    """Whether what is told behind a list makes it complete: 予以公开198件、其他22件,结转下年度10件."""
    behind = figures.following(items[-1])[:2]
    each = behind and behind[0].unit == items[0].unit and behind[0].label.endswith("各")  # 三、四季度各2次
    return bool(each) or any(
        behind[count].counts and adds_up(whole.quantity.number, numbers([*items, *behind[: count + 1]]))
        for count in range(len(behind))
    )


def _by_deed(whole: Reading, items: Sequence[Reading], others: Sequence[Reading]) -> bool:
    """Whether the parts are of what was closed, and no other count is: 排查2480件,化解2431件。其中村级化解1620件."""
    verb = whole.label[-_FEWEST:]
    if whole.stage != DONE or len(verb) < _FEWEST or not all(verb in item.label for item in items):
        return False
    return not any(verb in other.label for other in others)


def is_rated(figures: Figures, items: Sequence[Reading]) -> bool:
    """Whether the second of two counts is some of the first by the rate behind it: 1640项,全程网办1476项,网办率90%."""
    behind = figures.following(items[1])[:1]
    if not behind or behind[0].quantity.kind != RATE or not items[0].quantity.number.value:
        return False
    return share(items[1].quantity.number, items[0].quantity.number, behind[0].quantity.number) == CONSISTENT


def _joined(figures: Figures, whole: Reading) -> Number | None:
    """What a whole makes up with the counts that it is joined to: 对12个乡镇和31个部门."""
    last = figures.readings[whole.at - 1] if whole.at else None
    if last is None or last.sentence != whole.sentence or not last.counts or last.unit != whole.unit:
        return None
    if not any(item.at == whole.at for item in figures.items(last)[1:2]) or "," in figures.between(last, whole):
        return None
    a, b = last.quantity.number, whole.quantity.number
    return a._replace(value=a.value + b.value, low=a.low + b.low, high=a.high + b.high)


def _remains(figures: Figures, rest: Reading) -> bool:
    """Whether what is left over is the difference of any two counts before it."""
    counts = [other.quantity.number for other in figures.before(rest) if other.counts][:8]
    left = rest.quantity.number
    return any(adds_up(whole, [part, left]) for part, whole in permutations(counts, 2))


def parallel(figures: Figures, whole: Reading, items: Sequence[Reading]) -> bool:
    """Whether parts stand side by side as kinds of one thing, so that nothing is counted twice."""
    if any(item.unit != items[0].unit for item in items) or not figures.words.alike(items[0].unit, whole.unit):
        return False
    if any(item.quantity.number.manner not in (EXACT, MORE) for item in items):
        return False
    if "一" + items[0].unit in figures.text[whole.end : items[-1].start]:
        return False  # 县级中心一个、镇村站点二十二个: one of them is no number to us
    if figures.has("figure-both", items[-1].end, items[-1].end + _SAID_BEHIND):
        return False  # 部分活动合并举办
    if len(items) == _FEWEST and (items[-1].label.startswith(_LEFT) or both_kinds(figures, items)):
        return True  # 需长期坚持的5个,其他可在明年上半年完成的3个: what else there is, whatever it is called
    return items[-1].tie == REST or _opposed(items) or _kinds(figures, items)


def both_kinds(figures: Figures, items: Sequence[Reading]) -> bool:
    """Whether two parts are the two kinds that a thing has: 初次信访874件、重复信访426件."""
    first = items[0].label
    pairs = (kinds for kinds in figures.words.complements if kinds[0] in first and len(kinds) == len(items))
    return any(all(_holds(r.label, kind, kinds) for r, kind in zip(items, kinds, strict=True)) for kinds in pairs)


def _kinds(figures: Figures, items: Sequence[Reading]) -> bool:
    for outcome in figures.outcomes:
        if sum(bool(item.near & outcome) for item in items) >= max(len(items) - 1, _FEWEST):
            return True
    money = items[0].unit == _MONEY
    if money and figures.near(items[-1], "figure-other"):
        return True  # 农民工欠薪1240万元,…,其他赔偿280万元: what else there is leaves nothing to overlap
    if any(figures.near(item, "figure-overlap") for item in items):
        return False
    if money:
        return True
    if any(figures.near(item, "figure-deed") for item in items):
        return False
    return not any(_is_stage(figures, item) for item in items)


def _is_stage(figures: Figures, item: Reading) -> bool:
    """Whether a label begins with a step that things go through: 立案63件, but not 行政处罚20项."""
    lead = item.quantity.lead
    span = figures.first("figure-stage", lead, item.start) or figures.first(
        "figure-stage", item.end, item.quantity.stop
    )
    if span is None:
        return False
    kind = figures.text[span[1] : item.start]
    whole = figures.wholes.get(item.at)
    if len(kind) >= _FEWEST and whole is not None and whole.label.endswith(kind[-_FEWEST:]):
        return False  # 案卷300卷,其中处罚案卷180卷: a kind, no step
    return span[0] >= item.end or not figures.text[lead : span[0]].removeprefix("其中").strip("已共、:")


def more_behind(figures: Figures, items: Sequence[Reading]) -> bool:
    """Whether a list goes on without a number: 网上180件、窗口90件,其余为邮寄申请; 6.2万复绿,其余待规划."""
    behind = figures.text[items[-1].end : items[-1].end + _SAID_BEHIND]
    if behind[:_OTHERS].lstrip(",;、。").startswith(_MORE):
        return True
    _, _, left = behind.partition(",")
    return left.startswith(_LEFT) and not any(char.isdigit() for char in left.partition(",")[0].partition("。")[0])


def is_complete(figures: Figures, items: Sequence[Reading]) -> bool:
    """Whether the words say that the parts are all there are."""
    if len(items) > 1 and (items[-1].tie == REST or figures.near(items[-1], "figure-other")):
        return True
    if more_behind(figures, items):
        return False
    told = figures.text[items[0].quantity.lead : items[-1].quantity.stop]
    labels: list[str] = []
    for kinds in figures.words.complements:
        if kinds[0] not in told or (len(kinds) == 2 and len(items) != 2) or not all(kind in told for kind in kinds):
            continue
        labels = labels or [item.around for item in items]
        if all(any(_holds(label, kind, kinds) for label in labels) for kind in kinds):
            return True
    return _opposed(items)


def _opposed(items: Sequence[Reading]) -> bool:
    """Whether one of two parts is what the other is not: 律师97名,非律师107名; 采纳142条,未采纳54条."""
    if len(items) != 2:
        return False
    one, other = (item.label.removeprefix("其中") for item in items)
    return any(a[:1] in ("非", "未") and len(a) > 2 and a[1:3] in b for a, b in ((one, other), (other, one)))


def _holds(label: str, kind: str, kinds: Sequence[str]) -> bool:
    longer = (other for other in kinds if kind in other and other != kind)
    return kind in label and not any(other in label for other in longer)


def _announced(figures: Figures, whole: Reading, first: Reading) -> bool:
    """Whether 分别为 or a colon stands directly before the first item."""
    between = figures.text[whole.end : first.start]
    if first.stage in (DONE, INTAKE):
        return False  # 两年分别审结302件、359件
    span = figures.first("figure-each", whole.end, first.start)
    if span is not None:
        rest = figures.text[span[1] : first.start]
        return len(rest) <= _TOLD and not any(char in rest for char in ",;:《。")
    explained = figures.text.startswith("的", first.end)  # 折算下来就是1卷:240卷的四成是96卷
    return between[:1] == ":" and "," not in between and not explained


def _bracketed(figures: Figures, whole: Reading, items: Sequence[Reading]) -> Computed | None:
    """112宗(区属大队80宗,镇街中队32宗): two or more parts in brackets make up the whole."""
    if not items or any(item.tie in BESIDE for item in items):
        return None
    partly = items[0].tie == AMONG or figures.has("figure-holds", items[0].quantity.lead, items[0].start)
    if len(items) > 1 and not partly and adds_up(whole.quantity.number, numbers(items)):
        return summed(whole, items, CONSISTENT, "=")
    if len(items) == 1 or partly:
        return judge(figures, whole, items, settled=False, others=_others(figures, whole, items[0]))
    sure = parallel(figures, whole, items) and whole.stage != DONE
    return summed(whole, items, INCONSISTENT, "≠", sure=sure)
