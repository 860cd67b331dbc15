"""Which part and which whole words give to a rate: a numbered base, a base counted over, a part behind its share."""

from collections.abc import Sequence
from fractions import Fraction
from itertools import combinations, permutations
from typing import NamedTuple

from scorer.checks.figures.bases import meant, part_before
from scorer.checks.figures.rate_names import base_words, lacks, likeness, measured_by, stem
from scorer.checks.figures.verdicts import CONSISTENT, INCONSISTENT, plus, share, together
from scorer.statements.numerals import EXACT, Number
from scorer.statements.quantities import RATE
from scorer.statements.readings import AMONG, BESIDE, DONE, OPENING, Figures, Reading
from scorer.text.words import Span

_REACHES = ("覆盖", "完成", "达到", "相当于", "约占")
_KINDS = ("类", "项", "种", "者")  # 三类合计
_TOGETHER = ("合计", "总共", "一共", "共占", "之和", "加起来")
_POINTING = ("", "上述", "以上", "这", "前述", "前")
_PAIR = 2
_ALL = 100  # per cent
_THINGS = ("案件", "人员", "事项", "文件", "单位", "岗位", "项目", "企业", "合同")
_SLIP = 10  # per cent that a rate told wrong is off
_FURTHEST = 3  # times its whole that a part is by a slip
_SHORT = 4  # characters of a share's own subject that name nothing new
_LONG_BASE = 12  # characters from the base of a share to its rate: 134个村(社区)的92%


class Pair(NamedTuple):
    part: Reading
    whole: Reading
    sure: bool
    named: bool = False  # whether words name the very base


def is_in_turn(figures: Figures, rate: Reading) -> bool:
    """Whether a share is the first of several that go with as many items in their order: 分别占19%、34%和47%."""
    low, high = rate.quantity.lead, rate.start
    return figures.has("figure-each", low, high) and figures.has("figure-share", low, high)


def in_turn(figures: Figures, first: Reading) -> list[tuple[Pair, Reading]]:
    """The shares told in turn, each with its item and the whole of the items; none where they do not go together."""
    shares = [first]
    for other in figures.following(first):
        if other.quantity.kind != RATE or other.label.strip("、和及与"):
            break
        shares.append(other)
    low = first.at - len(shares)
    if low <= 0 or len(shares) == 1:
        return []
    items = figures.readings[low : first.at]
    listed = figures.items(items[0]) if items[0].counts else []
    whole = figures.wholes.get(items[0].at)
    if [item.at for item in listed] != [item.at for item in items] or whole is None or whole.at != low - 1:
        return []
    sure = figures.words.alike(items[0].unit, whole.unit) and items[0].sentence == first.sentence
    sure = sure and "," in figures.between(items[-1], first) and ";" not in figures.between(items[-1], first)
    return [(Pair(item, whole, sure), share) for item, share in zip(items, shares, strict=True)]


def lacking(figures: Figures, rate: Reading, names: Sequence[Span]) -> Pair | None:
    """2400批次,不合格36批次,合格率98.5%: what was not, and the only other count, for a rate of what was."""
    if len(names) == 1 and figures.lines[rate.sentence].readings[0].at == rate.at:
        return _lacking_behind(figures, rate, names[0])
    if len(names) != 1 or rate.at < _PAIR or rate.sentence != figures.readings[rate.at - _PAIR].sentence:
        return None
    whole, part = figures.readings[rate.at - _PAIR : rate.at]
    first, last = stem(figures, names[0])
    deed = figures.text[first:last].removeprefix("总体").removeprefix("综合")
    if len(deed) != _PAIR or deed[0] in "不未" or not (whole.counts and part.counts) or whole.unit != part.unit:
        return None
    if whole.at != figures.lines[rate.sentence].readings[0].at or whole.tie or part.tie not in ("", AMONG):
        return None
    plain = figures.text[part.end : names[0][0]] == "," and figures.text[whole.end : part.quantity.lead] == ","
    if not plain or f"不{deed}" not in part.label or deed in whole.around:
        return None
    a, b = part.quantity.number, whole.quantity.number
    left = a._replace(value=b.value - a.value, low=b.low - a.high, high=b.high - a.low)
    clear = a.exact and b.exact and a.value < b.value
    return Pair(part._replace(quantity=part.quantity._replace(number=left)), whole, clear) if clear else None


def _lacking_behind(figures: Figures, rate: Reading, name: Span) -> Pair | None:
    """合格率为97.5%,600名参训人员中有25人未合格: the rate of what was, before all there were and what was not."""
    told = [r for r in figures.following(rate) if r.counts]
    if len(told) != _PAIR or not figures.words.alike(told[0].unit, told[1].unit):
        return None
    whole, part = told
    first, last = stem(figures, name)
    deed, words = figures.text[first:last][-_PAIR:], part.around
    a, b = part.quantity.number, whole.quantity.number
    if (f"未{deed}" not in words and f"不{deed}" not in words) or not (a.exact and b.exact and a.value < b.value):
        return None
    left = a._replace(value=b.value - a.value, low=b.low - a.high, high=b.high - a.low)
    return Pair(part._replace(quantity=part.quantity._replace(number=left)), whole, True)


def numbered_base(figures: Figures, rate: Reading) -> Pair | None:
    """46件,占50件的92%: the base stands between the word for share and the rate."""
    if rate.at < 2:
        return None
    part, base = figures.readings[rate.at - 2], figures.readings[rate.at - 1]
    if part.sentence != rate.sentence or not (part.counts and base.counts):
        return None
    between = figures.between(base, rate)
    near = "的" in between and len(between) <= _LONG_BASE and "," not in between
    label = base.label.lstrip("其中")
    shared = figures.said(base, "figure-share") or (label.startswith(_REACHES) and part.at == base.at - 1)
    subject = label.partition("占")[0]
    if near and len(subject) >= _PAIR and "占" in label and subject not in part.around:
        told = [r for r in figures.before(part, back=0) if r.counts and subject in r.around]
        return Pair(told[0], base, True) if len(told) == 1 and figures.words.same(told[0].unit, base.unit) else None
    if near and shared and figures.words.same(part.unit, base.unit):
        return Pair(part, base, True)
    return None


def over(figures: Figures, based: Reading, names: Sequence[Span], counts: Sequence[Reading]) -> Pair | None:
    """以收到的申请总数计算,答复率: the base is told, and the part is the count whose words the rate repeats."""
    parts = [r for r in counts if r.at != based.at and figures.words.same(r.unit, based.unit) and r.tie not in BESIDE]
    for name in names:
        read = measured_by(figures, stem(figures, name))
        told = [r for r in parts if likeness(figures, read, r)[1] and not lacks(figures, stem(figures, name), r)]
        if len(told) == 1 and told[0].quantity.number.value <= based.quantity.number.value:
            return Pair(told[0], based, figures.words.alike(told[0].unit, based.unit))
    return None


def number_behind(figures: Figures, rate: Reading, near: Sequence[Reading]) -> Pair | None:
    """律师1200名,参与公益服务的占80%,为900名: the part stands behind its share."""
    behind = next(iter(figures.following(rate)), None)
    if behind is None or not behind.counts or behind.label not in ("为", "即", "达", "计", "共"):
        return None
    before = [r for r in near if r.unit == behind.unit and r.sentence == rate.sentence]
    clear = len(before) == 1 and "占" in rate.label and figures.between(rate, behind).startswith(",")
    return Pair(behind, before[0], True) if clear and before[0].at == rate.at - 1 else None


def pointed_back(figures: Figures, rate: Reading) -> Pair | None:
    """The pair of a share that is of what the sentence before told: the sum of its kinds, or one of its parts."""
    part = part_before(figures, rate, rate.start) if figures.lines[rate.sentence].readings[0].at == rate.at else None
    if part is None or not part.counts:
        return _of_kinds(figures, rate)
    whole = figures.wholes[part.at]
    return Pair(part, whole, part.unit == whole.unit and not whole.period and not part.period)


def _of_kinds(figures: Figures, rate: Reading) -> Pair | None:
    """撤销12件,确认违法9件,责令履行11件。三类合计占审结案件的20%: the sum of as many counts as were told last."""
    kinds = figures.readings[rate.at - 1] if rate.at else None
    label = rate.label
    if kinds is None or kinds.sentence != rate.sentence or kinds.unit not in _KINDS or "占" not in label:
        return None
    said = base_words(figures, label)
    base = meant(figures, kinds, said, alike=False) if said else None
    if not any(word in label for word in _TOGETHER) or kinds.label not in _POINTING or base is None:
        return None
    told = [r for r in figures.before(kinds) if r.counts and r.at != base.at and r.unit == base.unit]
    parts = [r for r in told if r.sentence == told[0].sentence][::-1]
    count = int(kinds.quantity.number.value)
    if not _PAIR <= count == len(parts) or len(figures.items(parts[0])) != count:
        return None
    total = together(parts)
    whole = base.quantity.number
    clear = total.exact and whole.exact and total.value < whole.value
    return Pair(parts[-1]._replace(quantity=parts[-1].quantity._replace(number=total)), base, clear, named=True)


def as_beside(figures: Figures, rate: Reading, part: Reading) -> Pair | None:
    """新收1286件。公安412件,占32%;市场268件,占26.8%: of the count of which two shares beside it are to the digit."""
    line = figures.lines[rate.sentence].readings
    if part.at != rate.at - 1 or not _is_listed(figures, part, rate):
        return None
    pairs = [(a, b) for a, b in zip(line, line[1:], strict=False) if b.at != rate.at and _is_listed(figures, a, b)]
    for whole in figures.before(line[0], back=1):
        if whole.counts and whole.unit == part.unit and whole.tie not in BESIDE:
            fits = sum(a.unit == part.unit and _gives(a, whole, b.quantity.number) for a, b in pairs)
            if fits >= _PAIR and part.quantity.number.value <= whole.quantity.number.value:
                return Pair(part, whole, True)
    return None


def _is_listed(figures: Figures, part: Reading, rate: Reading) -> bool:
    """Whether a share stands bare behind its count and is told to the tenth: 412件,占32.0%."""
    between = figures.between(part, rate).lstrip(",")
    plain = rate.quantity.kind == RATE and rate.quantity.number.decimals > 0 and part.quantity.paren < 0
    return part.counts and plain and between in ("占", "占比", "占比为")


def may_be_base(reading: Reading) -> bool:
    """Whether a rate may be of a count: neither a value of comparison nor what was carried over."""
    return reading.tie not in BESIDE and reading.stage != OPENING


def came_in(figures: Figures, whole: Reading) -> bool:
    """Whether a count is of what came in."""
    return figures.has("figure-received", whole.quantity.lead, whole.start)


def may_mean(said: str, whole: Reading) -> bool:
    """Whether a base told in short is the whole of the part: 抽查总数 of 抽取检查对象640户."""
    label = whole.label
    return all(char in label for char in said.replace("总", "").removesuffix("人次").removesuffix("人数"))


def beside(figures: Figures, rate: Reading, part: Reading) -> bool:
    """Whether nothing but a comma stands between the part and its share, so that no new thing is named."""
    between = figures.text[part.end : rate.quantity.lead]
    clause = figures.text[rate.quantity.lead : rate.start]
    own = clause.partition("占")[0]
    told = len(own) <= _SHORT or own.rstrip("的率数量") in part.label
    rated = sum(r.quantity.kind == RATE for r in figures.readings[part.at + 1 : rate.at])
    return ";" not in between and between.count(",") <= 1 + rated and told


def with_others(figures: Figures, pair: Pair, rate: Reading, counts: Sequence[Reading]) -> bool:
    """上年结转29件,新收386件,审结371件,结案率89.4%: of all that was there and that came, or of all but who was away."""
    whole, part = pair.whole, pair.part
    absent = figures.mask(("figure-went", "figure-vote-away"))
    others = [r for r in counts if r.unit == whole.unit and r.at not in (whole.at, part.at)]
    sums = [plus(whole, r) for r in others if r.stage == OPENING]
    gone = [r for r in others if r.near & absent and r.quantity.number.value < whole.quantity.number.value]
    sums += [less(whole, r) for r in gone]
    return any(share(part.quantity.number, total, rate.quantity.number) == CONSISTENT for total in sums)


def run_fits(pair: Pair, rate: Reading, counts: Sequence[Reading]) -> bool:
    """优秀96卷、合格218卷、不合格6卷,合格率98.1%: the part with its neighbours in the list is what a rate is of."""
    beside = [r for r in counts if r.at > pair.whole.at and r.unit == pair.part.unit and r.tie not in BESIDE]
    for low in range(len(beside)):
        for high in range(low + 2, len(beside) + 1):
            run, whole = beside[low:high], pair.whole.quantity.number
            if pair.part in run and share(together(run), whole, rate.quantity.number) == CONSISTENT:
                return True
    return False


def fits_others(figures: Figures, rate: Reading, counts: Sequence[Reading]) -> bool:
    """Whether two other counts near by give a rate told so exactly that chance hardly does: it may be of those."""
    stated = rate.quantity.number
    valued = [r for r in counts if r.quantity.number.exact]
    if figures.said(rate, "figure-denied", "figure-not-yet"):  # 采纳47条,占三成一,未采纳的占近七成
        return any(share(less(whole, part), whole.quantity.number, stated) == CONSISTENT
                   for part, whole in permutations(valued, 2))  # fmt: skip
    if stated.decimals < 1 or stated.manner != EXACT:
        return False
    if any(_gives(part, whole, stated) for part, whole in permutations(valued, 2)):
        return True
    if not figures.has("figure-finally", rate.quantity.lead, rate.start):
        return False
    return any(
        share(plus(one, two), whole.quantity.number, stated) == CONSISTENT
        for whole in valued
        for one, two in combinations(valued, 2)
    )


def less(whole: Reading, part: Reading) -> Number:
    """What a part leaves of its whole."""
    a, b = whole.quantity.number, part.quantity.number
    return a._replace(value=a.value - b.value, low=a.low - b.high, high=a.high - b.low)


def _gives(part: Reading, whole: Reading, stated: Number) -> bool:
    """Whether a part of a whole, of other things perhaps, is the stated share."""
    one, all_ = part.quantity.number, whole.quantity.number
    return one.value <= all_.value and share(one, all_, stated) == CONSISTENT


def is_only_pair(figures: Figures, pair: Pair, rate: Reading, counts: Sequence[Reading]) -> bool:
    """Whether a rate can be of no other counts: its two, and what the part leaves, are all that is told before it."""
    part, whole = pair.part, pair.whole
    if is_of_another(figures, rate, pair):
        return False
    stated, one, all_ = rate.quantity.number, part.quantity.number, whole.quantity.number
    if stated.manner != EXACT or stated.decimals < 0 or not (one.exact and all_.exact) or one.value >= all_.value:
        return False
    told = [r for r in counts if figures.words.same(r.unit, part.unit) and r.tie not in BESIDE]
    left = all_.value - one.value
    if any(r.at not in (part.at, whole.at) and r.quantity.number.value != left for r in told) or whole.at > part.at:
        return False
    if rate.period or part.period or whole.period or figures.said(rate, "figure-limit", "figure-finally"):
        return False
    named = rate.said & (part.near | whole.near) & figures.concepts
    if not named or figures.text.find("\n", whole.end, rate.start) >= 0:
        return False
    off = abs(100 * Fraction(one.value) / Fraction(all_.value) - Fraction(stated.value))
    return off <= _SLIP and share(one, all_, stated) == INCONSISTENT


def has_other_base(figures: Figures, rate: Reading, counts: Sequence[Reading]) -> bool:
    """Whether words name the base of a share, and no count near by is that: 占全县执业律师的61.3%."""
    said = base_words(figures, rate.label) if "占" in rate.label else ""
    base = meant(figures, counts[-1], said) if said else None
    return bool(said) and (base is None or base.at == counts[-1].at)


def is_of_one(figures: Figures, part: Reading, measured: str) -> bool:
    """Whether a count is of what a rate measures, and not of other things with it: 终止、调解202件, 调解率."""
    beside = figures.text[part.quantity.name : part.quantity.lead].strip("、")
    return not beside or ("等" in part.label and measured in part.label)


def next_to(figures: Figures, part: Reading, whole: Reading) -> bool:
    """Whether a count stands directly behind another that is no item of a list: only that can be its base."""
    return part.at == whole.at + 1 and figures.text[whole.quantity.lead - 1 : whole.quantity.lead] != "、"


def falls(chain: Sequence[Reading]) -> bool:
    """受理1465件,结案1398件,调解成功912件: each of the one before."""
    values = [r.quantity.number.value for r in chain]
    alike = len({(r.unit, r.quantity.paren) for r in chain}) == 1
    return alike and all(one >= two for one, two in zip(values, values[1:], strict=False))


def named_otherwise(figures: Figures, rate: Reading, part: Reading, whole: Reading) -> bool:
    """Whether the name of a rate tells a base that is not its whole: 通知出庭案件出庭率 of 开庭41件."""
    name, low = rate.label.partition("率")[0], rate.quantity.lead
    if "率" not in rate.label or whole.at > rate.at:
        return False
    said = figures.text[figures.lines[whole.sentence].start : whole.quantity.stop]
    thing = next((thing for thing in _THINGS if thing in name), "")
    own = name.partition(thing)[0] if thing else ""
    for start, end in reversed(figures.scan.inside("figure-common", low, low + len(own))):
        own = own[: start - low] + own[end - low :]
    if len(own) >= _PAIR and own[-_PAIR:] not in said:
        return True
    if rate.quantity.number.value < _ALL or len(name) < 2 * _PAIR:
        return False
    thing, deed = name[:_PAIR], name[-_PAIR:]  # 解读政策126件,政策解读率100%: of all policies
    return 0 <= part.label.find(deed) < part.label.find(thing) and thing not in said


def is_of_another(figures: Figures, rate: Reading, pair: Pair) -> bool:
    """Whether a rate is of things whose count is not told: 物业纠纷占34%; 按期办结率100%,提前办结率94.7%."""
    part, whole = pair.part.quantity.number.value, pair.whole.quantity.number.value
    if part > _FURTHEST * whole:
        return True  # 1所学校被命名,86所学校配备率100%
    if named_otherwise(figures, rate, pair.part, pair.whole):
        return True
    label = rate.label.lstrip("、,")
    if label.endswith("占") and pair.part.at < rate.at:
        subject = label.removesuffix("占")
        return len(subject) >= _SHORT and subject[-_PAIR:] not in pair.part.around
    named = pair.part.label.partition("中")[0]
    if named != pair.part.label and pair.whole.stage not in (DONE, "") and not pair.named:
        at = pair.part.quantity.lead
        if figures.has("figure-done", at, at + len(named)):
            return True  # 受理1035件,审结案件中败诉89件,败诉率9.6%: of what was closed
    own = label.removesuffix("率")
    alike = [r for r in figures.before(rate, back=0) if r.quantity.kind == RATE and r.label.endswith("率")]
    return any(
        other.label != label and len(own) > _PAIR and other.label.removesuffix("率").endswith(own[-_PAIR:])
        for other in alike
    )
