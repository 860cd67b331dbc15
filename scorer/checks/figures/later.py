"""Counts that a later sentence tells of what was counted before: none of them is more than that.

受理273件。…。当年受理的纠纷已调解成功281件; 214项,取消37项,保留168项。其余19项; 其中败诉9件。…。因程序违法败诉的11件;
辖118个村、27个社区。…。153个村(社区)签订合同. The words must say that they are of those, and of nothing besides.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations
from typing import TYPE_CHECKING

from scorer.checks.figures.beginnings_counts import (
    FURTHEST,
    LONGEST_KINDS,
    closed,
    is_more,
    left_over,
    narrowed,
    of_two_kinds,
    subsets,
)
from scorer.checks.figures.bounds import none_left
from scorer.checks.figures.verdicts import (
    CONSISTENT,
    INCONSISTENT,
    Computed,
    computed,
    exceeds,
    misread,
    numbers,
    summed,
    together,
)
from scorer.statements.figure_words import bare
from scorer.statements.numerals import plain
from scorer.statements.readings import AMONG, BESIDE, INTAKE, OPENING, REST, SUM
from scorer.text.expressions import expression

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scorer.statements.readings import Figures, Reading

_THING = expression(r"[^,;。\d]{0,12}")  # from 受理的 to the number
_ANEW = ("另", "累计", "历年", "往年", "跨年", "以来")
_MOST_PARTS = 6
_ROUND = (10, 100)  # 9 is 19 written wrong where all parts are told
_PAIR = 2
_TENTH = 10
_ALL_OTHERS = expression(r"^[^,;。]{0,8}外[,]?[^,;。\d]{0,6}(?:全部|全员|全都|其余|均|都)")
_PRESENT = expression(r"(?:实际)?(?:参加|参与|到场|到会|出席|参)[^,;。\d]{0,8}的(?:有|共|共有)?")
_STARTS = ",。;:\n"
_OTHER_TIME = (
    "历年", "往年", "累计", "以来", "近年", "近两年", "近三年", "近五年", "上年", "去年", "前年", "另", "年来",
)  # fmt: skip
_WHOLE_PLACES = ("全国", "全省", "全市", "全州")
# 从申请司法确认的这部分纠纷看: what it points back to
_POINTED = expression(r"[,;。](?:从|在)?([^,;:。\d]{4,14}?)的?(?:这部分|这些)[^,;:。]{0,6}(?:看|中|里),[^,;:。]{0,14}$")
_TAKEN_UP = expression(r"^经(?:过)?(..)(?:程序)?(?:后|的|并)")
_BRACKETED = expression(r"([^,;:。()、\d]{1,4})\(([^,;:。()\d]{1,4})\)")
_WIDER = ("另", "累计", "先后", "加上", "包括", "次", "以及")
_NOUN = 6  # characters behind a count in which the name of a body stands


def find_later(figures: Figures) -> Iterator[Computed]:
    """Every count that later words make some of those counted before: closed, left over, of a kind, of two kinds."""
    yield from _closed(figures)
    yield from _of_two_kinds(figures)
    yield from _narrowed(figures)
    yield from _left(figures)


# —— what was closed of what came in ——


def _closed(figures: Figures) -> Iterator[Computed]:
    """Every count of what was closed with the count of what came in, in a sentence before."""
    for part in subsets(figures):
        test = _subset(figures, part)
        if test is not None:
            yield test
    for done in closed(figures):
        came = _came(figures, done)
        if came is not None and _is_of_them(figures, came, done):
            over = exceeds(came.quantity.number, numbers([done]))
            verdict, sign = (INCONSISTENT, ">") if over else (CONSISTENT, "≤")
            yield summed(came, [done], verdict, sign, relation="bound")


def _subset(figures: Figures, part: Reading) -> Computed | None:
    """发放问卷600份。…。收回有效问卷618份: verbs of which the second is done with some of the first."""
    alike = (r for r in figures.before(part) if r.counts and r.unit == part.unit)
    whole = next(alike, None)
    if whole is None or whole.sentence == part.sentence or whole.tie in (AMONG, *BESIDE) or whole.quantity.paren >= 0:
        return None
    first, second = whole.around, part.label or part.behind
    own = next(
        (
            second.partition(verb)[2].strip("的")
            for done in figures.words.subset_of
            if done in first
            for verb in figures.words.subset_of[done]
            if verb in second and verb not in first
        ),
        None,
    )
    if own is None or (own and own[-2:] not in first) or part.period or whole.period:
        return None
    apart = any(word in figures.text[whole.end : part.start] for word in (*_ANEW, "上年", "去年", "新增"))
    over = not apart and is_more(whole, part, FURTHEST)
    return summed(whole, [part], INCONSISTENT, ">", relation="bound") if over else None


def _came(figures: Figures, done: Reading) -> Reading | None:
    """The one count of what came in before; None if there are several, or something was there before."""
    alike = [r for r in figures.before(done) if r.counts and figures.words.alike(r.unit, done.unit)]
    if any(r.stage == OPENING for r in alike):
        return None
    came = [r for r in alike if r.stage == INTAKE and r.tie not in (AMONG, *BESIDE) and r.quantity.paren < 0]
    return came[0] if len(came) == 1 and came[0].sentence < done.sentence else None


def _is_of_them(figures: Figures, came: Reading, done: Reading) -> bool:
    """Whether what was closed is of what came in and of nothing before."""
    if any(word in figures.text[came.end : done.start] for word in _ANEW):
        return False
    low = max(figures.lines[done.sentence].start, done.quantity.name)
    came_in = figures.scan.inside("figure-told-came", low, done.start)
    return none_left(figures, done.start) or any(
        _THING.fullmatch(figures.text, end, done.start) is not None for _, end in came_in
    )


# —— what is left ——


def _left(figures: Figures) -> Iterator[Computed]:
    """Every count of what is left with the whole and the parts of a sentence before."""
    for left in left_over(figures):
        if left.quantity.paren >= 0 or figures.text[left.quantity.lead - 1 : left.quantity.lead] not in _STARTS:
            continue
        told = _told(figures, left)
        if told:
            yield from _judged(figures, told[0], told[1:], left)
    if figures.tells("figure-vote-away"):
        yield from _present(figures)


def _present(figures: Figures) -> Iterator[Computed]:
    """报名163人,除9人缺考外全部到场。参加考试的149人: all but those who were away took part."""
    gone = figures.mask(("figure-vote-away",))
    for came in figures.readings[_PAIR:]:
        whole, away = figures.readings[came.at - _PAIR : came.at]
        three = whole, away, came
        if len({r.unit for r in three}) > 1 or not all(r.counts and r.quantity.number.exact for r in three):
            continue
        if whole.sentence != away.sentence or not away.sentence < came.sentence or not away.near & gone:
            continue
        left, told = whole.quantity.number.value - away.quantity.number.value, came.quantity.number.value
        rest = figures.text[away.end : figures.lines[away.sentence].end]
        every = away.label.startswith("除") and _ALL_OTHERS.search(rest) is not None
        if not every or _PRESENT.fullmatch(came.label) is None or "\n" in figures.between(away, came):
            continue
        shown = f"{plain(whole.quantity.number.value)}-{plain(away.quantity.number.value)} = {plain(left)}"
        if left == told:
            yield computed(three, "carry-over", CONSISTENT, shown)
        elif 0 < _TENTH * abs(Fraction(left - told)) <= left:
            yield computed(three, "carry-over", INCONSISTENT, f"{shown} ≠ {plain(told)}")


def _told(figures: Figures, left: Reading) -> Sequence[Reading]:
    """The counts of its unit in the one sentence before that has any: the whole and its parts; none where in doubt."""
    before = [r for r in figures.before(left) if r.counts and r.unit == left.unit]
    if not before or before[0].sentence == left.sentence or before[0].sentence != before[-1].sentence:
        return ()
    told = before[::-1]
    whole, parts = told[0], told[1:]
    plainly = all(r.quantity.number.exact and r.quantity.paren < 0 and not r.mean for r in told)
    apart = any(r.tie in (REST, SUM, *BESIDE) or r.period or r.at in figures.wholes for r in parts)
    first = parts[0] if parts else None
    if first is None or len(parts) > _MOST_PARTS or not plainly:
        return ()
    if apart and not (first.tie == AMONG and figures.wholes.get(first.at) is whole):
        return ()
    larger = all(r.quantity.number.value < whole.quantity.number.value for r in parts)
    return told if larger and whole.tie not in (AMONG, REST, *BESIDE) and _is_of(figures, whole, left) else ()


def _is_of(figures: Figures, whole: Reading, left: Reading) -> bool:
    """Whether what is left has no name of its own, or that of the whole."""
    noun = left.behind[:_PAIR]
    sentence = figures.text[figures.lines[whole.sentence].start : figures.lines[whole.sentence].end]
    own = left.label.lstrip("其余下剩还有的为") if left.tie == REST else ""
    named = not own or own[-_PAIR:] in sentence
    return named and (left.tie == REST or noun in sentence)


def _judged(figures: Figures, whole: Reading, parts: Sequence[Reading], left: Reading) -> Iterator[Computed]:
    values = [Fraction(r.quantity.number.value) for r in parts]
    rest, told = Fraction(whole.quantity.number.value) - sum(values), Fraction(left.quantity.number.value)
    shown = "".join([plain(whole.quantity.number.value), *(f"-{plain(value)}" for value in values)])
    every = [whole, *parts, left]
    if rest == told:
        yield computed(every, "carry-over", CONSISTENT, f"{shown} = {plain(rest)}")
        return
    behind = [Fraction(r.quantity.number.value) for r in figures.following(left) if r.unit == left.unit][:_PAIR]
    if rest in (told + sum(behind[:count]) for count in range(1, len(behind) + 1)):
        return  # 其余21条未予采纳,10条转有关部门
    some = (sum(few) for size in range(1, len(values) + 1) for few in combinations(values, size))
    total = Fraction(whole.quantity.number.value)
    explained = any(told in (total - taken, taken) for taken in some)
    sure = rest > 0 and (misread(rest, told) or abs(rest - told) in _ROUND) and not explained
    yield computed(every, "carry-over", INCONSISTENT, f"{shown} = {plain(rest)} ≠ {plain(told)}", sure=sure)


# —— those of a kind ——


def _narrowed(figures: Figures) -> Iterator[Computed]:
    """Every count that is more than the part before it whose words it restricts."""
    for whole, part in narrowed(figures):
        if "\n" not in figures.between(whole, part) and _may_be_some(figures, whole, part):
            yield summed(whole, [part], INCONSISTENT, ">", relation="bound")


def _may_be_some(figures: Figures, whole: Reading, part: Reading) -> bool:
    """Whether a count is told of those of a part, and of them alone."""
    if part.tie in (*BESIDE, REST, SUM) or part.period or part.mean or part.quantity.paren >= 0:
        return False
    between = figures.text[whole.end : part.start]
    if any(word in between for word in _OTHER_TIME) or part.label.startswith(_WHOLE_PLACES):
        return False
    pointed = _POINTED.search(between) if "这" in between else None
    key = pointed.group(1)[-2 * _PAIR :] if pointed is not None else _kind_again(whole, part) or _taken_up(part)
    if not key or key not in (whole.around if pointed is not None else whole.label):
        return False
    others = [r for r in figures.before(part) if r.counts and r.at != whole.at]
    return not any(key in r.around for r in others)


def _kind_again(whole: Reading, part: Reading) -> str:
    """普通程序案件 of 经审核后作出决定的普通程序案件, where that is all that a part before is called."""
    restriction, _, kind = part.label.rpartition("的")
    named = len(restriction) >= _PAIR and len(kind) >= 2 * _PAIR
    return kind if named and whole.label.removeprefix("其中") == kind else ""


def _taken_up(part: Reading) -> str:
    """The deed that restricted words end in or begin with: 败诉 of 因程序违法败诉的, 听证 of 经听证后调整的."""
    match = _TAKEN_UP.match(part.label) if part.label.startswith("经") else None
    if match is not None:
        return match.group(1)
    label = part.label.removesuffix("案件").removesuffix("的")
    restricted = label != part.label and len(label) > 2 * _PAIR
    return label[-_PAIR:] if restricted and part.label.endswith("的") else ""


# —— bodies of two kinds ——


def _of_two_kinds(figures: Figures) -> Iterator[Computed]:
    """Every count of bodies of two kinds with the counts of each before it."""
    for both in of_two_kinds(figures):
        kinds = _kinds(figures, both)
        parts = _told_apart(figures, both, kinds) if kinds else []
        if parts:
            over = exceeds(together(parts), numbers([both]))
            verdict, sign = (INCONSISTENT, "<") if over else (CONSISTENT, "≥")
            yield summed(both, parts, verdict, sign, relation="bound")


def _kinds(figures: Figures, both: Reading) -> Sequence[Sequence[str]]:
    """The kinds that a count is of: 村 and 社区 of 153个村(社区); none where it is of one."""
    behind = bare(figures.text[both.end : both.end + LONGEST_KINDS])
    return next((kinds for noun, kinds in figures.words.two_kinds.items() if behind.startswith(noun)), ())


def _told_apart(figures: Figures, both: Reading, kinds: Sequence[Sequence[str]]) -> list[Reading]:
    """The counts before of each kind alone; none unless every kind is told, and nothing of both."""
    alike = [r for r in figures.before(both) if r.counts and r.unit == both.unit and r.tie not in BESIDE]
    if len(alike) < len(kinds) or any(word in figures.between(alike[-1], both) for word in _WIDER):
        return []
    last = min(r.sentence for r in alike)
    found: list[Reading] = []
    for names in kinds:
        own = [r for r in alike if r.sentence == last and _is_called(figures, r, names)]
        if not own or any(r in found for r in own):
            return []
        found += own
    told = {r.at for r in found}
    others = [r for r in alike if r.at not in told]
    clear = not any(_is_called(figures, r, names) for r in others for names in kinds)
    return sorted(found) if clear else []


def _is_called(figures: Figures, reading: Reading, names: Sequence[str]) -> bool:
    """Whether the name of a body stands directly before its count or behind it: 社区27个, 27个社区."""
    behind = reading.behind.strip("、和及与")
    if behind and figures.text[reading.end : reading.end + 1] not in ("、", ","):
        return any(name in behind[:_NOUN] for name in names) and not _BRACKETED.match(figures.text, reading.end)
    return reading.label.rstrip("共有计为").endswith(tuple(names))
