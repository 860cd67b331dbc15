"""Rates and shares told in another sentence than their part or their whole: 应出庭412件,出庭387件。…出庭率为97.9%.

The part is the one count near by whose words the rate repeats. A rate is wrong only if no two counts, and no sums
of two where something is added, give it.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import combinations, permutations

from scorer.checks.figures.bases import meant
from scorer.checks.figures.rate_names import (
    base_words,
    lacks,
    likeness,
    measured_by,
    names_of,
    picks_out,
    residue,
    stem,
)
from scorer.checks.figures.rate_pairs import Pair, named_otherwise, with_others
from scorer.checks.figures.verdicts import CANNOT_TELL, INCONSISTENT, Computed, computed, share, together
from scorer.statements.numerals import Number, decimal, plain
from scorer.statements.quantities import RATE
from scorer.statements.readings import (
    AMONG,
    AROUND,
    BESIDE,
    DONE,
    FROM,
    INTAKE,
    OPENING,
    PENDING,
    REST,
    TO,
    Figures,
    Reading,
)  # fmt: skip
from scorer.text.words import Span

_PAIR = 2
_MOST_RESIDUE = 1  # characters of a rate's name that nothing near by says
_SLIP = 20  # per cent that a rate told wrong is off
_MOST = 8  # counts that are looked at
_ADDED = ("另", "加上", "连同", "结转", "含", "合计", "共计", "两项", "此外", "新增", "最终", "累计", "补")
_TWOFOLD = ("交叉", "重叠", "重复", "同时", "多选", "口径", "剔除", "扣除", "按比例")
_ELSEWHERE = ("全省", "全国", "平均", "目标", "上年", "去年", "同期", "标准", "要求", "往年")
_GENERAL = ("问题", "案件", "事项", "工作", "任务")
_LEADS = ("其中", "全年", "全市", "全县", "全区", "上述", "这些", "该类", "该", "此类", "今年", "年内", "目前")


def find_rates_apart(figures: Figures) -> Iterator[Computed]:
    """Every rate of which the part or the whole stands in a sentence before."""
    for line in figures.lines:
        for rate in line.readings:
            if rate.quantity.kind != RATE or rate.tie in (FROM, AMONG, *BESIDE) or picks_out(figures, rate):
                continue
            if rate.tie == TO:  # 受理率由上年的82%提高到91.5%
                before = figures.readings[rate.at - 1]
                rate = rate._replace(label=before.label, said=before.said)
            own = [r for r in figures.before(rate, back=0) if r.counts and r.tie not in BESIDE]
            if any(figures.words.same(a.unit, b.unit) for a, b in combinations(own, _PAIR)):
                continue
            counts = _counts(figures, rate)
            if len(counts) >= _PAIR:
                test = _tested(figures, rate, counts)
                if test is not None:
                    yield test


def _counts(figures: Figures, rate: Reading) -> list[Reading]:
    """The counts in three sentences of the paragraph before a rate, in order."""
    text = figures.text
    found = [
        r for r in figures.before(rate)
        if r.counts and r.tie not in BESIDE and r.period != "last" and not r.mean
        and text.count("。", r.end, rate.start) <= AROUND
    ]  # fmt: skip
    return found[:_MOST][::-1]


def _tested(figures: Figures, rate: Reading, counts: Sequence[Reading]) -> Computed | None:
    names = names_of(figures, rate)
    if len(names) != 1 or any(word in rate.label for word in _ELSEWHERE):
        return None
    name = names[0]
    again = [r for r in figures.before(rate) if r.quantity.kind == RATE and r.tie != FROM and _tail(r) == _tail(rate)]
    if again and again[0].at >= counts[0].at:
        return None  # 查处率90.9%。全市查处率为88.4%
    if figures.has("figure-share", *name):
        pair = _of_share(figures, rate, counts)
    else:
        pair = _of_name(figures, rate, name, counts)
    if pair is None:
        return None
    part, whole = pair
    span = figures.text[counts[0].quantity.name : rate.end]
    if any(word in span for word in _TWOFOLD) or not (part.quantity.number.exact and whole.quantity.number.exact):
        return None
    stated = rate.quantity.number
    if share(part.quantity.number, whole.quantity.number, stated) != INCONSISTENT:
        return None
    value = Fraction(100 * part.quantity.number.value) / Fraction(whole.quantity.number.value)
    if with_others(figures, Pair(part, whole, True), rate, counts) or named_otherwise(figures, rate, part, whole):
        return None
    if abs(value - Fraction(stated.value)) > _SLIP or _fits_others(figures, rate, counts, span):
        return None
    shown = f"{plain(part.quantity.number.value)}/{plain(whole.quantity.number.value)} = "
    shown += f"{decimal(value, max(stated.decimals, 0) + 1)}%, {figures.text[rate.start : rate.end]}"
    return computed([part, whole, rate], "rate", INCONSISTENT, shown)


# —— part and whole ——


def _of_name(figures: Figures, rate: Reading, name: Span, counts: Sequence[Reading]) -> tuple[Reading, Reading] | None:
    """The part whose words a rate repeats, and the whole that it is of."""
    measured = stem(figures, name)
    read = measured_by(figures, measured)
    if not read.words:
        return None
    told = [r for r in counts if likeness(figures, read, r)[1] and not lacks(figures, measured, r)]
    actual = [r for r in counts if figures.said(r, "figure-actual")]
    if not told and len(actual) == 1 and any(char in actual[0].label for char in read.words):
        told = actual  # 应到460人,实到421人,到庭旁听率
    every = {r.at for r in told}
    if len(told) > 1 and told[-1].unit == told[-2].unit and not _may_be_part(figures, told[-1], counts):
        return None  # 立行立改的52个,限期整改的45个。…整改到位91个,整改率93.8%: of what is not told here
    told = [r for r in told if not figures.said(r, "figure-ought") and _may_be_part(figures, r, counts)]
    told = [r for r in told if r.tie != AMONG or (w := figures.wholes.get(r.at)) is None or w.at not in every]
    whole = None
    if len(told) == _PAIR and told[0].unit == told[1].unit and _falls(*told):
        whole = told[0]  # 需要整改40户,整改到位38户,整改率
    elif len(told) != 1:
        return None
    part = told[-1]
    whole = whole or _whole(figures, part, figures.text[slice(*name)], counts)
    general = _PAIR if figures.text.startswith(_GENERAL, name[0]) else 0  # 问题发现率 of 发现…41个
    if whole is None or residue(figures, rate, name, [whole, part]) > max(_MOST_RESIDUE, general):
        return None
    named = figures.text[slice(*name)]
    others = [r for r in counts if r.at not in (part.at, whole.at)]
    if any(len(own := r.label.removeprefix("其中")) >= _PAIR and own in named for r in others):
        return None  # 处罚案卷170卷,优秀案卷85卷。处罚案卷优秀率
    strange = read.concepts & ~(read.last | part.near | whole.near)
    sure = figures.said(whole, "figure-ought") and figures.said(part, "figure-actual")
    return (part, whole) if sure or not strange else None


def _may_be_part(figures: Figures, part: Reading, counts: Sequence[Reading]) -> bool:
    """Whether any count near by is of the same things and more."""
    return any(figures.words.alike(r.unit, part.unit) and _falls(r, part) for r in counts)


def _of_share(figures: Figures, rate: Reading, counts: Sequence[Reading]) -> tuple[Reading, Reading] | None:
    """具有五年以上执业经历的占公职律师总数的65%: the part is the one count in the words of the subject."""
    subject, _, _ = rate.label.partition("占")
    for lead in _LEADS:
        subject = subject.removeprefix(lead)
    subject = subject.rstrip("的数量")
    for thing in ("事项", "案件", "类"):
        subject = subject.removesuffix(thing) if len(subject) > len(thing) + 1 else subject
    if len(subject) < _PAIR or subject.endswith(("比例", "比重")):
        return None
    parts = [r for r in counts if subject in r.around]
    if len(parts) != 1:
        return None
    part, said = parts[0], base_words(figures, rate.label)
    whole = meant(figures, rate, said, alike=False) if said else _whole(figures, part, "", counts)
    if whole is None or whole.at == part.at or not figures.words.alike(part.unit, whole.unit):
        return None
    return (part, whole) if _falls(whole, part) else None


def _tail(rate: Reading) -> str:
    """The last words of a rate's name: 查处 of 全省平均查处率为."""
    return rate.label.rpartition("率")[0][-_PAIR:] or rate.label


def _falls(whole: Reading, part: Reading) -> bool:
    return bool(0 < part.quantity.number.value < whole.quantity.number.value)


def _whole(figures: Figures, part: Reading, name: str, counts: Sequence[Reading]) -> Reading | None:
    """The one count that a part may be of: what it is among, what ought to have been, what the rate's name says."""
    tied = figures.wholes.get(part.at)
    if tied is not None and tied.counts:
        return tied
    may = [
        r for r in counts
        if r.at < part.at and figures.words.alike(r.unit, part.unit) and _falls(r, part)
        and r.stage not in (OPENING, PENDING) and r.tie not in (REST, AMONG)
    ]  # fmt: skip
    if any(part in (items := figures.items(r))[1:] and len(items) > _PAIR for r in may):
        return None  # an item of a list
    ought = [r for r in may if figures.said(r, "figure-ought")]
    named = [r for r in may if any(name[at : at + _PAIR] in r.around for at in range(len(name) - 1))]
    came = [r for r in may if part.stage == DONE and r.stage == INTAKE]
    return next((some[0] for some in (ought, named, came, may) if len(some) == 1), None)


# —— other readings ——


def _fits_others(figures: Figures, rate: Reading, counts: Sequence[Reading], span: str) -> bool:
    """Whether any two counts near by give a rate, or sums of two where something is added."""
    every = [*counts, *[r for r in figures.following(rate) if r.counts][:_PAIR]]
    values = [r.quantity.number for r in every]
    sums = [together(two) for two in combinations(every, _PAIR) if figures.words.alike(two[0].unit, two[1].unit)]
    wholes = values + (sums if any(word in span for word in _ADDED) else [])
    alike = [(a, b) for a, b in permutations(every, _PAIR) if figures.words.alike(a.unit, b.unit) and _falls(b, a)]
    lefts = [_less(b.quantity.number, a.quantity.number) for a, b in alike]
    parts = [*values, *sums, *lefts]
    return any(
        a.value <= b.value and share(a, b, rate.quantity.number) not in (INCONSISTENT, CANNOT_TELL)
        for a in parts for b in wholes if a is not b
    )  # fmt: skip


def _less(whole: Number, part: Number) -> Number:
    return whole._replace(value=whole.value - part.value, low=whole.low - part.high, high=whole.high - part.low)
