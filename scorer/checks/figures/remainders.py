"""What is left of a count when its parts are taken off, in a sentence of its own: 214项,取消37项,保留168项。其余19项.

The sentence before tells the whole and its parts, whatever they are called; what is left is one of them written wrong.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations
from typing import TYPE_CHECKING

from scorer.checks.figures.verdicts import (
    CONSISTENT,
    INCONSISTENT,
    Computed,
    computed,
    misread,
)
from scorer.statements.figure_words import is_mean
from scorer.statements.numerals import EXACT, plain
from scorer.statements.readings import AMONG, BESIDE, REST, SUM
from scorer.text.expressions import expression

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scorer.statements.readings import Figures, Reading

_MOST_PARTS = 6
_ROUND = (10, 100)  # 9 is 19 written wrong where all parts are told
_PAIR = 2
_TENTH = 10
_ALL_OTHERS = expression(r"^[^,;。]{0,8}外[,]?[^,;。\d]{0,6}(?:全部|全员|全都|其余|均|都)")
_PRESENT = expression(r"(?:实际)?(?:参加|参与|到场|到会|出席|参)[^,;。\d]{0,8}的(?:有|共|共有)?")
_STARTS = ",。;:\n"


def find_remainders(figures: Figures) -> Iterator[Computed]:
    """Every count of what is left with the whole and the parts of a sentence before."""
    keeping = figures.words.words("figure-told-kept")
    for left in figures.readings:
        kept = left.tie == "" and left.label in keeping
        if not left.counts or not (left.tie == REST or kept) or left.quantity.number.manner != EXACT:
            continue
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
    plainly = all(r.quantity.number.exact and r.quantity.paren < 0 and not is_mean(r.label) for r in told)
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
