"""Stated rates against the part and the whole that the words name: 占, 率, 占比.

A base named in words (占审结案件的) decides. A rate of its own kind (满意率) belongs to the count whose words
it repeats; where its name says more than the counts do (初次信访事项按期办结率) nothing is known.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations, permutations
from typing import TYPE_CHECKING

from scorer.checks.figures.bases import counted_over, meant, named_base, whole_of_rest
from scorer.checks.figures.rate_names import (
    base_words,
    is_plain_part,
    lacks,
    likeness,
    measured_by,
    names_of,
    picks_out,
    residue,
    stem,
)
from scorer.checks.figures.rate_pairs import (
    Pair,
    as_beside,
    beside,
    came_in,
    falls,
    fits_others,
    has_other_base,
    in_turn,
    is_in_turn,
    is_of_another,
    is_of_one,
    is_only_pair,
    lacking,
    may_be_base,
    may_mean,
    next_to,
    number_behind,
    numbered_base,
    over,
    pointed_back,
    run_fits,
    with_others,
)
from scorer.checks.figures.verdicts import (
    CANNOT_TELL,
    CONSISTENT,
    INCONSISTENT,
    ROUNDING,
    Computed,
    adds_up,
    computed,
    numbers,
    share,
    together,
)
from scorer.statements.numerals import decimal, plain
from scorer.statements.quantities import RATE
from scorer.statements.readings import AMONG, BESIDE, DONE, FROM, INTAKE, OPENING, SUM

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scorer.statements.readings import Figures, Reading
    from scorer.text.words import Span

_TOGETHER = ("合计", "共", "总共", "两项", "三项", "两者", "三者", "之和")
_SHORT, _BEHIND = 4, 2  # characters of a share's own subject that name nothing new; counts behind a rate
_MOST_RESIDUE = 2  # characters of a rate's name that nothing before it says
_NEAREST = 8
_ALL = 100  # per cent


def find_rates(figures: Figures) -> Iterator[Computed]:
    """Every rate that can be set beside its part and its whole, and rates that nothing can reach."""
    used: set[int] = set()  # parts that a rate of another name has been told of
    last: Pair | None = None  # of the last share
    for reading in figures.index.kind[RATE]:
        if reading.tie == FROM or picks_out(figures, reading):
            continue
        over = _too_much(figures, reading)
        if over is not None:
            yield over
        if is_in_turn(figures, reading):
            for pair, share_of in in_turn(figures, reading):
                yield _judged(figures, pair, share_of)
            continue
        based = numbered_base(figures, reading)
        names = names_of(figures, reading) if based is None else []
        test = _judged(figures, based, reading) if based is not None else None
        if names:
            test, last = _tested(figures, reading, names, used, last)
        if test is not None:
            yield test


def _tested(
    figures: Figures, rate: Reading, names: Sequence[Span], used: set[int], last: Pair | None
) -> tuple[Computed | None, Pair | None]:
    """One rate against its pair, and the pair if it is a share that others may stand beside."""
    near = [r for r in figures.context(rate) if r.counts and r.at < rate.at and not r.mean]
    counts = [r for r in near if r.sentence == rate.sentence][-_NEAREST:]
    if not counts:
        counts = [r for r in figures.following(rate) if r.counts and ";" not in figures.between(rate, r)][:_BEHIND]
    pair = None
    for name in names:
        found = _share(figures, rate, counts, last) if figures.has("figure-share", *name) else None
        if found is None and len(counts) > 1 and not has_other_base(figures, rate, counts):
            found = _named(figures, rate, name, counts, used)
        if found is not None and (pair is None or (found.sure and not pair.sure)):
            pair = found
    pair = pointed_back(figures, rate) or pair
    based = counted_over(figures, rate)
    if based is not None:
        found = over(figures, based, names, near)
        pair = found if found is not None else pair
    if pair is None:
        pair = number_behind(figures, rate, near)
    pair = pair if pair is not None and pair.sure else lacking(figures, rate, names) or pair
    if pair is None:
        return _fitting(figures, rate, counts, None), last
    test = _judged(figures, pair, rate)
    if test.verdict != CONSISTENT and (with_others(figures, pair, rate, near) or run_fits(pair, rate, counts)):
        return test._replace(verdict=CONSISTENT, sure=True), last
    shared = pair.sure and any(figures.has("figure-share", *name) for name in names)
    if test.verdict != CONSISTENT and not pair.named:
        bases = [r for r in near if r.tie not in BESIDE] if pair.part.at in figures.wholes else near
        other = _fitting(figures, rate, bases, pair) or (None if shared else _fitting(figures, rate, counts, None))
        # Two other counts that nearly fit are no excuse.
        if other is not None and (other.verdict != ROUNDING or not pair.sure or _shares_part(other, pair)):
            return other, pair if shared else last
    wrong = test.verdict == INCONSISTENT
    if wrong and ((test.sure and fits_others(figures, rate, near)) or is_of_another(figures, rate, pair)):
        return test.untold(), last
    if test.verdict == CANNOT_TELL and is_only_pair(figures, pair, rate, near):
        test = test._replace(verdict=INCONSISTENT, sure=True)
    if test.verdict == CONSISTENT or pair.sure:
        used.add(pair.part.at)
    return test, pair if shared else last


# —— names ——


def _too_much(figures: Figures, rate: Reading) -> Computed | None:
    """A rate above 100 % of something that cannot exceed its whole."""
    quantity = rate.quantity
    span = quantity.name, quantity.start
    if quantity.number.low <= 100 or not figures.has("figure-rate", *span):
        return None
    if figures.has("figure-rate-open", *span) or figures.has("figure-rate-none", *span):
        return None
    counts = numbers(r for r in figures.before(rate) if r.counts) if quantity.number.decimals > 0 else ()
    if any(share(one, other, quantity.number) == CONSISTENT for one, other in permutations(counts, 2)):
        return None  # 新登记132件,办结135件,办结率102.3%: reckoned so
    return Computed(quantity.lead, rate.end, "over-100", INCONSISTENT, f"{plain(quantity.number.value)}% > 100%", True)


# —— shares ——


def _share(figures: Figures, rate: Reading, counts: Sequence[Reading], last: Pair | None) -> Pair | None:
    """占: the part is the count before, the base what the words name, else what the part is among."""
    text, same = figures.text, figures.words.same
    if not counts or counts[0].at > rate.at:
        return None
    clause = text[rate.quantity.lead : rate.start]
    counts = [r for r in counts if r.tie not in BESIDE] or counts
    part = counts[-1]
    if rate.quantity.paren < 0 <= part.quantity.paren:
        outside = [r for r in counts if r.quantity.paren < 0]
        part = outside[-1] if outside else part
    if any(word in clause for word in _TOGETHER):
        return None
    own = clause.partition("比例")[0] if "占" not in clause and "比例" in clause else ""
    if len(own) > 1:  # 取消比例 is of what was 取消, wherever it stands
        told = [r for r in counts if own in r.label]
        part = told[-1] if told else part
    said = base_words(figures, clause)
    if said:
        base = meant(figures, part, said)
        if base is not None and base.at != part.at and base.quantity.number.value >= part.quantity.number.low:
            between = part.tie != SUM and any(r.at in range(base.at + 1, part.at) and r.tie != AMONG for r in counts)
            sure = figures.words.alike(part.unit, base.unit) and (not between or part.at in figures.wholes)
            sure = sure and beside(figures, rate, part)
            return Pair(part, base, sure, named=sure and said in base.around)
        tied = figures.wholes.get(part.at)
        if tied is None or not any(word in clause for word in ("总", "全部")) or not may_mean(said, tied):
            return None
        return Pair(part, tied, figures.words.alike(part.unit, tied.unit) and beside(figures, rate, part))
    whole = figures.wholes.get(part.at) or named_base(figures, part) or whole_of_rest(figures, part)
    if whole is not None and whole.counts:
        return Pair(part, whole, figures.words.alike(part.unit, whole.unit) and beside(figures, rate, part))
    if last is not None and last.part.at < part.at and part.at in {item.at for item in figures.items(last.part)}:
        return Pair(part, last.whole, beside(figures, rate, part))  # 76件,占50%;38件,占25%
    listed = as_beside(figures, rate, part)
    if listed is not None:
        return listed
    before = [r for r in counts if r.at < part.at and same(r.unit, part.unit) and may_be_base(r)]
    if not before:
        return None
    sure = len(before) == 1 and before[0].at == part.at - 1 and figures.words.alike(part.unit, before[0].unit)
    side = text[part.quantity.lead - 1 : part.quantity.lead] == "、"
    smaller = part.quantity.number.value <= before[-1].quantity.number.value
    return Pair(part, before[-1], sure and smaller and not side and beside(figures, rate, part))


# —— rates by name ——


def _named(figures: Figures, rate: Reading, name: Span, counts: Sequence[Reading], used: set[int]) -> Pair | None:
    """The part whose words a rate repeats, and the whole that it is of."""
    same = figures.words.same
    measured = stem(figures, name)
    counts = [r for r in counts if not lacks(figures, measured, r)]
    if not counts:
        return None
    read = measured_by(figures, measured)
    alike = [likeness(figures, read, r) for r in counts]
    best = max(range(len(counts)), key=lambda i: (alike[i][1], alike[i][0], i))
    ought = [r for r in counts if figures.said(r, "figure-ought")]
    actual = [r for r in counts if figures.said(r, "figure-actual")]
    told = any(char in r.label for r in actual for char in read.words)  # 及格率 is not of 应考 and 实考
    if len(ought) == len(actual) == 1 and ought[0].unit == actual[0].unit and not alike[best][1] and told:
        return Pair(actual[0], ought[0], ought[0].at == actual[0].at - 1)
    if not alike[best][0]:
        return None
    part = counts[best]
    before = [r for r in counts[:best] if same(r.unit, part.unit) and r.tie not in BESIDE]
    if not before:
        return _turned_round(figures, rate, counts, alike, best)
    whole = _whole(figures, part, before)
    if is_plain_part(figures, rate, part, measured) and part.at not in used and whole.at + 1 == part.at:
        return Pair(part, whole, figures.words.alike(part.unit, whole.unit))
    sure = (
        part.at not in used
        and alike[best][1]
        and figures.words.alike(part.unit, whole.unit)
        and (part.quantity.number.value <= whole.quantity.number.value or next_to(figures, part, whole))
        and _settled(figures, rate, part, whole, counts)
        and residue(figures, rate, name, counts) <= _MOST_RESIDUE
        and is_of_one(figures, part, read.words)
        and not read.concepts & ~(read.last | part.near | whole.near)  # 调解结案率 is not of all that was closed
    )
    return Pair(part, whole, sure)


def _whole(figures: Figures, part: Reading, before: Sequence[Reading]) -> Reading:
    """What the part is among; what ought to have been; the nearest count before that was not carried over."""
    tied = figures.wholes.get(part.at) or named_base(figures, part)
    if tied is not None:
        return tied
    came = [r for r in before if r.stage == INTAKE]
    if came and falls([r for r in (*before, part) if r.at >= came[0].at]):
        return came[0]
    if figures.said(part, "figure-actual"):
        ought = [r for r in before if figures.said(r, "figure-ought")]
        if ought:
            return ought[-1]
    present = [r for r in before if not figures.near(r, "figure-vote-away")]  # 240人参加,缺考6人,及格228人
    return next((r for r in reversed(present) if r.stage != OPENING), before[-1])


def _settled(figures: Figures, rate: Reading, part: Reading, whole: Reading, counts: Sequence[Reading]) -> bool:
    """Whether the words leave no doubt which two numbers a rate belongs to."""
    text = figures.text
    ought = figures.said(whole, "figure-ought") and figures.said(part, "figure-actual")
    between = figures.between(whole, part)
    if "、" in between and "," not in between and part.at not in figures.wholes:
        return False  # two counts side by side
    inner = [r for r in counts if whole.at < r.at < part.at and figures.words.same(r.unit, part.unit)]
    inner = [r for r in inner if r.stage != OPENING and not figures.near(r, "figure-vote-away")]
    chained = whole.stage == INTAKE and part.quantity.paren < 0 and falls([whole, *inner, part])
    if (
        inner
        and not chained
        and not ought
        and (part.at not in figures.wholes or figures.near(part, "figure-stage", "figure-deed"))
    ):
        return False
    if part.tie != AMONG and part.stage == whole.stage == DONE and not came_in(figures, whole):
        return False
    behind = text[part.end : rate.start]
    if rate.quantity.number.value == _ALL and any(word in behind.partition(",")[0] for word in ("全部", "均", "都")):
        return False  # 符合条件389件并全部完成,完成率100%
    later = [r for r in counts if r.at > part.at and r.unit == part.unit]
    if later and ";" not in between and _in_full_list(figures, rate, part, whole, later[-1]):
        return True
    beside = whole.at == part.at - 1 and between.count(";") == 1 and part.at == rate.at - 1 and counts[0].at == whole.at
    if later or ";" in behind or (";" in between and not beside):
        return False
    return part.quantity.paren == rate.quantity.paren or "(" in text[part.end : rate.quantity.lead + 1]


def _in_full_list(figures: Figures, rate: Reading, part: Reading, whole: Reading, last: Reading) -> bool:
    """Whether part and last stand in one list that makes up the whole: 优秀112卷、合格196卷、不合格12卷,优秀率41%."""
    name = rate.label.rstrip("为达").removesuffix("率").lstrip("其中")
    if len(name) < _SHORT // 2 or name not in part.label:
        return False  # 纠错率 may be of several of them
    for first in figures.readings[whole.at + 1 : part.at + 1]:
        items = figures.items(first) if first.counts else []
        own = {item.at for item in items}
        if {part.at, last.at} <= own:
            return adds_up(whole.quantity.number, numbers(items))
    return False


def _turned_round(
    figures: Figures,
    rate: Reading,
    counts: Sequence[Reading],
    alike: Sequence[tuple[int, bool]],
    best: int,
) -> Pair | None:
    """出庭应诉率100%,应出庭39件,出庭37件: the rate first, then whole and part."""
    part = counts[best]
    later = [r for r in counts[best + 1 :] if figures.words.same(r.unit, part.unit)][:1]
    if not later:
        return None
    one, two = part, later[0]
    if one.at > rate.at and two.at == one.at + 1 and one.behind.endswith("中有"):
        return Pair(two, one, alike[counts.index(two)][0] > 1)  # 网上申报率92%,8500件申请中有6970件网上提交
    alone = len(counts) == _BEHIND and one.at > rate.at and two.tie == AMONG
    if alone and alike[counts.index(two)][1]:
        return Pair(two, one, True)  # 以调解方式结案的占三成以上,全年审结560件,其中调解结案128件
    if figures.said(one, "figure-ought") or one.at > rate.at:
        return Pair(two, one, figures.said(one, "figure-ought") and alike[counts.index(two)][0] > 1)
    return Pair(part, two, False)


# —— verdicts ——


def _fitting(figures: Figures, rate: Reading, counts: Sequence[Reading], pair: Pair | None) -> Computed | None:
    """A pair of counts that agrees with the rate; of two sentences before only with one of the pair."""
    cut: Computed | None = None
    share_ = float(rate.quantity.number.value) / 100
    valued = [(r, float(r.quantity.number.value)) for r in counts[-2 * _NEAREST :]]
    for (whole, b), (part, a) in combinations(valued, 2):
        if pair is not None and (part.at != pair.part.at or _siblings(figures, whole, pair)):
            continue
        # A quick look without exact numbers: most pairs are far from the rate.
        if not a > b >= share_ * b and abs(a - share_ * b) <= b / 10 and figures.words.same(part.unit, whole.unit):
            test = _judged(figures, Pair(part, whole, False), rate)
            if test.verdict == CONSISTENT:
                return test
            if test.verdict == ROUNDING and cut is None:
                cut = test
    if cut is not None:
        return cut
    return None if pair is not None else _sum_fits(figures, rate, counts)


def _siblings(figures: Figures, other: Reading, pair: Pair) -> bool:
    """Whether a count stands beside the part of a settled pair in one list, so that it is no base of it."""
    return pair.sure and other.at > pair.whole.at and pair.part.at in {item.at for item in figures.items(other)}


def _sum_fits(figures: Figures, rate: Reading, counts: Sequence[Reading]) -> Computed | None:
    """优秀和良好合计占90%: neighbours of a list together."""
    clause = figures.text[rate.quantity.lead : rate.start]
    if not any(word in clause for word in _TOGETHER):
        return None
    for whole in counts:
        items = [r for r in counts if r.at > whole.at and figures.words.same(r.unit, whole.unit)]
        for size in range(2, len(items) + 1):
            for start in range(len(items) - size + 1):
                a = together(items[start : start + size])
                if share(a, whole.quantity.number, rate.quantity.number) == CONSISTENT:
                    return _shown(figures, a.value, Pair(items[start], whole, True), rate, CONSISTENT)
    return None


def _shares_part(test: Computed, pair: Pair) -> bool:
    return test.start <= pair.part.start < test.end and (
        test.computation.startswith(f"{plain(pair.part.quantity.number.value)}/")
    )


def _judged(figures: Figures, pair: Pair, rate: Reading) -> Computed:
    part, whole = pair.part.quantity.number, pair.whole.quantity.number
    verdict = share(part, whole, rate.quantity.number)
    return _shown(figures, part.value, pair, rate, verdict)


def _shown(figures: Figures, part: Fraction | int, pair: Pair, rate: Reading, verdict: str) -> Computed:
    whole = pair.whole.quantity.number.value
    spanned = [pair.part, pair.whole, rate]
    if not whole:
        return computed(spanned, "rate", CANNOT_TELL, "", sure=False)
    value = Fraction(100 * part, whole)
    places = max(rate.quantity.number.decimals, 0) + 1
    stated = figures.text[rate.start : rate.end]
    computation = f"{plain(part)}/{plain(whole)} = {decimal(value, places)}%, {stated}"
    return computed(spanned, "rate", verdict, computation, sure=pair.sure or verdict == ROUNDING)
