"""Changes told in another clause or sentence than the two values between which they lead.

2023年受理5200件。2024年受理6136件,投诉总量较上年增长28%; 由48件降至36件。…降幅达33.3%; 三年间经费翻了两番.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import permutations
from typing import NamedTuple

from scorer.checks.figures.changes import is_change, names_other_base
from scorer.checks.figures.doublings import DOUBLED, may_be
from scorer.checks.figures.movements import goes_down, leads_to, told_change
from scorer.checks.figures.subjects import DEEDS, GENERIC, core, is_named, words_of
from scorer.checks.figures.verdicts import INCONSISTENT, Computed, computed
from scorer.statements.numerals import decimal, plain
from scorer.statements.quantities import COUNT, POINTS, RATE, TIMES
from scorer.statements.readings import AMONG, FROM, LAST, MOVED, TO, Figures, Reading
from scorer.text.expressions import expression

_YEAR = expression(r"20\d\d")
_SPAN = expression(r"([两二三四五六七八2-8])年(?:间|来|里|内|时间|累计)?")
_NEXT_YEAR = ("同比", "上年", "去年", "上一年")
_NOT_YEARLY = ("年均", "月均", "季均", "环比", "上月", "上季", "半年", "季度", "平均每年", "逐年")
_RECOUNTED = (
    "剔除", "口径", "区划", "可比", "扣除", "折算", "并入", "划入", "划出", "划转", "还原", "除去", "调整因素",
)  # fmt: skip
_MOVING = ("figure-up", "figure-down", "figure-compared", "figure-last-year", "figure-against")
_LINKS = "达为约近到了是"
_POINTING = "该此这其"
_DIGITS = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8}
_SLIP = 15  # per cent that a rate told wrong is off, or as much as it is itself
_TWO = 2
_HALF = Fraction(1, 2)
_DATED = expression(r"(20\d\d)年(?!以来|起|来|\d{1,2}月\d|至|到|—|-)")
_PARTS = ("月", "季度", "半年", "旬", "周", "年初", "目标", "计划", "预计")  # of a year, or what is only meant to be
_WHOLE_YEAR = ("12月", "十二月")
_BEFORE_LAST = "前年"
_MOST = 16  # quantities before a claim that are looked at
_SENTENCES = 2  # full stops that may stand between a claim and what it is of


Pair = tuple[Reading, Reading]  # an earlier and a later value of one thing


class Claim(NamedTuple):
    """A change as it is told: where its clause begins, and its own words."""

    at: int  # number of the first reading that does not stand before it
    lead: int
    start: int
    end: int
    label: str
    subject: str


def find_growths(figures: Figures) -> Iterator[Computed]:
    """Every change that is told apart from its values and does not lead from one to the other."""
    index = figures.index
    moved = [change for change in index.tie[MOVED] if change.counts]
    for change in sorted([*index.kind[RATE], *index.kind[POINTS], *index.kind[TIMES], *moved]):
        if _is_told(figures, change):
            q = change.quantity
            claim = Claim(change.at, q.lead, change.start, change.end, change.label, _subject(figures, change))
            pair = _meant(figures, claim, q.kind, change.unit)
            test = _judged(figures, pair, change) if pair is not None else None
            if test is not None:
                yield test
    if any(word in figures.text for word in ("番", "成倍", "倍增")):
        yield from _doublings(figures)


def _is_told(figures: Figures, change: Reading) -> bool:
    """Whether a quantity is a change: 增长28%, 是上年的3倍, 较上年增幅为25%."""
    kind, tie = change.quantity.kind, change.tie
    if tie in (FROM, TO, AMONG):
        return False
    spread = kind == RATE and change.label.rstrip(_LINKS).endswith(("增幅", "降幅", "涨幅", "升幅"))
    return spread or ((tie != LAST or kind == TIMES) and is_change(figures, change))


def _subject(figures: Figures, change: Reading) -> str:
    """What the words of a change say that it is of."""
    q, own = change.quantity, change.label
    spans = {span for name in _MOVING for span in figures.inside(name, q.lead, q.start)}
    low = q.start
    for start, end in sorted(spans, reverse=True):
        end = min(end, low)  # spans may lie over one another
        own = own[: start - q.lead] + own[end - q.lead :]
        low = start
    return core(own)


def _doublings(figures: Figures) -> Iterator[Computed]:
    """两年间受理量翻了两番."""
    text = figures.text
    for match in DOUBLED.finditer(text):
        at = bisect_left(figures.readings, match.start(), key=lambda reading: reading.start)
        low = max(text.rfind(stop, 0, match.start()) for stop in ",;。\n") + 1
        if at and figures.readings[at - 1].end > low:
            continue  # the values stand in its clause
        label = text[low : match.start()]
        claim = Claim(at, low, match.start(), match.end(), label, core(label))
        pair = _meant(figures, claim, TIMES, "")
        if pair is not None:
            yield from _doubled(figures, pair, match)


def _doubled(figures: Figures, pair: Pair, match: re.Match[str]) -> Iterator[Computed]:
    a, b = (r.quantity.number for r in pair)
    if not a.value:
        return
    value = Fraction(b.value) / Fraction(a.value)
    if may_be(figures.text, value, match, near=Fraction(1, 5)):
        return
    shown = f"{plain(b.value)}/{plain(a.value)} = {decimal(value, 2)}, {match.group()}"
    test = computed(list(pair), "multiple", INCONSISTENT, shown)
    yield test._replace(end=max(test.end, match.end()))


# —— which values ——


def _meant(figures: Figures, claim: Claim, kind: str, unit: str) -> Pair | None:
    """The one pair of values that a change is told of; None where it may be of other things."""
    if any(word in claim.label for word in _NOT_YEARLY):
        return None
    near = _window(figures, claim.at, claim.start)
    values = [
        r for r in near if _is_value(r) and _fits_kind(figures, r, kind, unit, claim) and _time_of(figures, r) != "part"
    ]
    if len(values) < _TWO:
        return None
    span = figures.text[values[0].quantity.name : claim.end]
    if any(word in span for word in _RECOUNTED):
        return None
    found = [pair for pair in _pairs(figures, values, claim.at) if _is_base(figures, pair, claim)]
    own = claim.subject
    if own in GENERIC or own in DEEDS or any(own == r.unit for r in values):
        found = found if len(found) == 1 and _goes_on(figures, found[0], claim, near) else []
    else:
        found = [pair for pair in found if is_named(figures, own, pair) and _is_alone(figures, own, pair, values)]
    return found[0] if len(found) == 1 else None


def _fits_kind(figures: Figures, reading: Reading, kind: str, unit: str, claim: Claim) -> bool:
    """Whether a change of a kind may be of a value: points of rates, the rest of counts; of a place nothing is said."""
    if figures.near(reading, "figure-rank"):
        return False
    if kind == POINTS:
        return reading.quantity.kind == RATE
    if kind == RATE and reading.quantity.kind == RATE:
        return claim.label.rstrip(_LINKS).endswith("幅")
    return reading.counts and (kind != COUNT or reading.unit == unit)


def _is_base(figures: Figures, pair: Pair, claim: Claim) -> bool:
    """Whether the times that a change names are those of two values."""
    first, last = (_time_of(figures, r) for r in pair)
    label, dated = claim.label, first.isdigit() and last.isdigit()
    named = [year for year in _YEAR.findall(label) if year != last]
    if named:
        return named == [first]
    if any(word in label for word in _NEXT_YEAR):
        return int(last) - int(first) == 1 if dated else first == LAST or pair[0].tie == FROM and not first.isdigit()
    match = _SPAN.search(label)
    if match is not None:
        years = int(match.group(1)) if match.group(1).isdigit() else _DIGITS[match.group(1)]
        if first.isdigit() and last == "this":
            return True
        return dated and int(last) - int(first) in (years, years - 1)
    return not any(names_other_base(r, *pair) for r in figures.readings[claim.at : claim.at + 1])


def _goes_on(figures: Figures, pair: Pair, claim: Claim, near: Sequence[Reading]) -> bool:
    """Whether nothing new is named between two values and a change that has no subject of its own."""
    last = max(pair)
    text = figures.text
    low = max(text.rfind("。", 0, claim.start) + 1, last.end)
    if any(_is_value(r) or r.tie == AMONG for r in near if r.start > low and r.at > last.at):
        return False  # 涉企公证1500件,同比增长40%
    ahead = text[low : claim.lead].strip(",")
    if "其中" in ahead + claim.label or ";" in ahead:
        return False
    if not ahead or (claim.subject and low != last.end):
        return True
    ahead = core(ahead).lstrip(_POINTING)
    told = words_of(figures, pair[0]) + words_of(figures, pair[1])
    return all(char in told for char in ahead[:_TWO])


def _is_alone(figures: Figures, own: str, pair: Pair, values: Sequence[Reading]) -> bool:
    """Whether no other value near by is told in the words of the subject."""
    return not any(own[-_TWO:] in words_of(figures, r) for r in values if r not in pair)


# —— what it comes to ——


def _judged(figures: Figures, pair: Pair, change: Reading) -> Computed | None:
    """A change that does not lead from one value to the other, though no two others near by give it."""
    if not pair[0].quantity.number.value or leads_to(figures, change, *pair):
        return None
    alike = [
        r
        for r in _window(figures, change.at, change.start) + list(figures.following(change))
        if r.counts or r.quantity.kind == RATE
    ]
    own = {pair[0].at, pair[1].at}
    for one, two in permutations(alike, _TWO):
        other = {one.at, two.at} != own and one.unit == two.unit and change.at not in (one.at, two.at)
        if other and leads_to(figures, change, one, two):
            return None
    if not _is_slip(figures, pair, change):
        return None
    relation = {TIMES: "multiple", POINTS: "points"}.get(change.quantity.kind, "change")
    return computed(sorted([*pair, change]), relation, INCONSISTENT, told_change(figures, *pair, change))


def _is_slip(figures: Figures, pair: Pair, change: Reading) -> bool:
    """Whether a change is near enough to that between two values to be the one told wrong."""
    a, b = (Fraction(r.quantity.number.value) for r in pair)
    told, kind = Fraction(change.quantity.number.value), change.quantity.kind
    moved = a - b if goes_down(figures, change) else b - a
    unit = Fraction(1, 10 ** max(change.quantity.number.decimals, 0))
    share = 100 * moved / a
    if kind == TIMES:
        return True
    if kind == POINTS:
        return abs(abs(share) - told) <= unit or told / 3 <= moved <= 3 * told or abs(abs(moved) - told) <= unit * _HALF
    if kind == RATE:
        return abs(abs(share) - told) <= unit if moved <= 0 else abs(share - told) <= max(Fraction(_SLIP), told)
    return told / 3 <= abs(moved) <= 3 * told


# —— values of two times ——


def _window(figures: Figures, at: int, start: int) -> list[Reading]:
    """The readings before an offset in its sentence and in two before it of one paragraph, in order."""
    found: list[Reading] = []
    for other in reversed(figures.readings[max(0, at - _MOST) : at]):
        between = figures.text[other.end : start]
        if "\n" in between or between.count("。") > _SENTENCES:
            break
        found.append(other)
    return found[::-1]


def _is_value(reading: Reading) -> bool:
    """Whether a reading is a plain value that may be compared with another: no part, no difference, no mean."""
    kind = reading.quantity.kind
    plain = kind == COUNT or (kind == RATE and reading.quantity.number.decimals >= 0)
    each = "每" in reading.label or (kind == COUNT and reading.mean)
    return plain and reading.tie not in (MOVED, AMONG) and not each


def _time_of(figures: Figures, reading: Reading) -> str:
    """last, this, a year; empty where nothing is said; part where it is of less than a year."""
    if "前年" in reading.label:
        return _BEFORE_LAST if reading.label.startswith("前年") else "part"
    if reading.tie == LAST or reading.period == "last":
        return LAST
    before = figures.readings[reading.at - 1] if reading.at else None
    low = figures.lines[reading.sentence].start
    if before is not None and reading.tie == TO:
        low = before.end
    said = figures.text[low : reading.start]
    if any(word in reading.label for word in _PARTS) and not any(word in reading.label for word in _WHOLE_YEAR):
        return "part"
    if reading.period and not reading.period.isdigit():
        return "part"
    years: list[str] = _DATED.findall(said)
    if "当年" in reading.label and years:
        return years[-1]  # 回看2022年,当年销号45件
    if "今年" in reading.label or "本年" in reading.label or "当年" in reading.label:
        return "this"
    return years[-1] if years else ""


def _pairs(figures: Figures, values: Sequence[Reading], at: int) -> list[Pair]:
    """The pairs of an earlier and a later value of one thing that some values in their order tell."""
    found = [(one, two) for one, two in zip(values, values[1:], strict=False) if one.tie == FROM and two.tie == TO]
    joined = {r.at for pair in found for r in pair}
    rest = [(r, _time_of(figures, r)) for r in values if r.at not in joined]
    for old, when in rest:
        if when not in (LAST, _BEFORE_LAST) and not when.isdigit():
            continue
        for new, then in rest:
            if new.at == old.at or new.unit != old.unit or new.quantity.kind != old.quantity.kind:
                continue
            beside = abs(old.at - new.at) == 1 or new.at == at - 1
            beside = beside or (len(rest) == _TWO and old.label[:1] in "与同比较" and old.label.endswith("的"))
            if _is_later(when, then, beside=beside) and _is_of_one(figures, old, new):
                found.append((old, new))
    return found


def _is_later(when: str, then: str, *, beside: bool) -> bool:
    if when.isdigit():
        return (then.isdigit() and then > when) or (then == "this" and beside)
    if when == _BEFORE_LAST or then == _BEFORE_LAST:
        return when == _BEFORE_LAST and then == LAST
    return then == "this" or then.isdigit() or (then == "" and beside)


def _is_of_one(figures: Figures, old: Reading, new: Reading) -> bool:
    """Whether the words of one of two values say nothing that those of the other do not."""
    one, two = core(old.label), core(new.label)
    if old.sentence == new.sentence:
        first, second = (one, two) if old.at < new.at else (two, one)
        return all(
            char in first + figures.text[min(old, new).quantity.name : min(old, new).quantity.stop] for char in second
        )
    before, after = words_of(figures, old), words_of(figures, new)
    return all(char in after for char in one) or all(char in before for char in two)
