"""So many for each, how many there are, and how many together: 9个中心,每个至少4人,共34人; 每篇300元,64篇,2.4万元.

What is told for each is a mean, a least, a most, a range or an amount. It is wrong only if no count of those and no
count of what they have fit together.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from scorer.checks.figures.averages import bare, is_narrower, is_of_others, is_stock
from scorer.checks.figures.verdicts import CONSISTENT, INCONSISTENT, Computed, computed, near
from scorer.statements.numerals import EXACT, LEAST, LESS, plain, whole_number
from scorer.statements.quantities import COUNT, DURATION, RATE
from scorer.statements.readings import AMONG, BESIDE, FROM, SUM, TO, Figures, Reading
from scorer.text.expressions import expression

_EACH, _EACH_OF, _ONE = ("每", "各", "单", "一"), frozenset("件户人次案个"), frozenset("个名家所件项次户村镇校期")
_SIGNS = ("每", "均", "各", "都", "单件", "单个", "单户", "单案", "单次", "单人")
_NOT_EACH = frozenset("类项种级地界方位条")  # 各类, 各地
_MEANS = frozenset("人户场次件案宗期日月年村班校室所季县镇乡街局区站队")
_NO_MEAN = frozenset("已为衡等可")  # 人均已, 均衡
_EVERY = ("都", "均", "全部", "全都", "分别")
_RANGE = expression(r"(\d{1,4})\D{1,3}$")
_TO = ("至", "到", "—", "~", "-")
_YEARS = expression(r"(\w{1,2}?)年")
_NO_MORE = ("不大于", "限")
_OVER = ("不小于", "超过", "以上")
_MANY_TO_MANY = ("联系", "服务", "覆盖", "包联", "结对", "对接", "挂点", "兼任", "一人", "多件", "多个")
_KINDS = {
    "案": "件宗起", "件": "件宗起案", "人": "名人位", "名": "名人位", "位": "名人位",
    "户": "户家", "校": "所", "车": "辆台", "日": "日天", "天": "日天", "场": "场次", "月": "月", "年": "年",
}  # fmt: skip
_PLAIN = frozenset("个名家")
_BODIES = frozenset("个名家人位所支处")
_FULL = ("满员", "满额", "座无虚席", "无空额", "无缺席", "一人不缺", "全员到")
_WHOLE_PLACES = ("全省", "全市", "全县", "全区", "全州", "全旗", "全国")
_FURTHEST = 24  # characters from 每 to the number
_LONGEST = 34  # characters of the words before what is told for each
_NOUN = 10  # characters of a noun in which the name of a body stands
_PAIR = 2
_HEADS = {"万人": 10_000, "千人": 1000, "百人": 100}
_NEAR = Fraction(3, 5)  # of what it should be, that a total told wrong comes to
_FAR = Fraction(17, 10)


class _Each(NamedTuple):
    """What is told for each of some: how it is meant, of what, and from how many to how many."""

    reading: Reading
    owner: str
    manner: str
    low: Fraction
    high: Fraction


def find_each(figures: Figures) -> Iterator[Computed]:
    """Every number for each of some with their count and the total."""
    for _, line, said in figures.index.lines_with(*_SIGNS):
        for reading in line.readings if len(line.readings) >= _PAIR else ():
            if reading.quantity.kind in (COUNT, DURATION) and reading.tie not in (FROM, TO, *BESIDE):
                ahead = figures.text[max(line.start, reading.start - _LONGEST) : reading.start]
                if not any(sign in ahead for sign in _SIGNS):
                    continue
                each = _told_for_each(figures, reading)
                if each is None:
                    continue
                if each.manner == "mean" or not any(word in said for word in figures.words.least_open):
                    yield from _judged(figures, each)


def _clause(figures: Figures, reading: Reading) -> str:
    last = figures.readings[reading.at - 1] if reading.at else None
    low = max(figures.lines[reading.sentence].start, reading.start - _LONGEST)
    if (
        last is not None
        and last.sentence == reading.sentence
        and figures.text[last.end : reading.start] not in "至到—~-"
    ):
        low = max(low, last.end)
    words = figures.text[low : reading.start]
    return words.rpartition(",")[2].rpartition(";")[2].rpartition(":")[2]


def _told_for_each(figures: Figures, reading: Reading) -> _Each | None:
    clause = _clause(figures, reading)
    spread = _RANGE.search(clause) if clause.endswith(_TO) else None
    clause = clause[: spread.start()] if spread is not None else clause
    owner = _owner(clause)
    value = Fraction(reading.quantity.number.value)
    manner = _manner(figures, reading, clause)
    if not owner:
        if manner not in ("least", "most"):
            return _Each(reading, mean, "mean", value, value) if (mean := _mean_over(clause)) else None
        if not any(word in clause[-_NOUN:] for word in _EVERY):
            return None
    if spread is not None:
        return _Each(reading, owner, "range", Fraction(int(spread.group(1))), value)
    if manner == "exact" and ("平均" in clause or reading.mean or owner.endswith("均")):
        manner = "mean"
    return _Each(reading, owner, manner, value, value)


def _owner(clause: str) -> str:
    """The words behind the last 每, 各, 单 or 一 (of 一个乡镇平均) of a clause; empty if there is none."""
    for at in range(len(clause) - 1, max(-1, len(clause) - _FURTHEST), -1):
        sign, behind = clause[at], clause[at + 1 :]
        if sign in _EACH and behind and not any(char.isdigit() for char in behind):
            first = behind[0]
            if sign == "每" or (sign == "各" and first not in _NOT_EACH) or (sign == "单" and first in _EACH_OF):
                return behind
            if sign == "一" and first in _ONE and "平均" in behind[:_NOUN]:
                return behind
    return ""


def _mean_over(clause: str) -> str:
    """人 of 人均, 年 of 年均审查; empty if no mean is told."""
    at = clause.rfind("均")
    if at < 1 or len(clause) - at > _NOUN or clause[at - 1] not in _MEANS or clause[at + 1 : at + 2] in _NO_MEAN:
        return ""
    return "" if clause[at - 2 : at - 1] in _EACH[:2] else clause[at - 1]


def _manner(figures: Figures, reading: Reading, clause: str) -> str:
    ahead, behind = clause + figures.text[reading.start : reading.end], reading.behind
    if any(word in ahead for word in (*figures.words.at_most, *_NO_MORE)) or behind.startswith(figures.words.within):
        return "most"
    if reading.quantity.number.manner == LEAST or any(word in clause for word in (*figures.words.at_least, *_OVER)):
        return "least"
    return "exact" if reading.quantity.number.manner == EXACT else "mean"


def _judged(figures: Figures, each: _Each) -> Iterator[Computed]:
    own = each.reading
    context = [r for r in figures.context(own, back=1, on=1) if r.tie not in (FROM, *BESIDE) and r.quantity.paren < 0]
    counts = _counts(figures, each, context)
    told = {r.at for _, r in counts if r is not None}
    totals = [r for r in context if r.at not in told and _is_total(figures, each, r)]
    if not counts or not totals:
        return
    found: list[Computed] = []
    for count, head in [*counts, *_together(figures, counts)]:
        for total in totals:
            test = _fits(each, count, head, total)
            if test.verdict == CONSISTENT:
                yield test
                return
            found.append(test)
    one = len({value for value, _ in counts}) == len(totals) == 1
    if one and _is_clear(figures, each, counts[0], totals[0]) and not _fits_others(each, context):
        yield found[0]


def _together(
    figures: Figures, counts: Sequence[tuple[Fraction, Reading | None]]
) -> Iterator[tuple[Fraction, Reading | None]]:
    """3个街道、5个镇: those that stand side by side are counted together as well."""
    for value, head in counts:
        for at in (head.at - 1, head.at + 1) if head is not None else ():
            other = figures.readings[at] if 0 <= at < len(figures.readings) else None
            if other is not None and head is not None and other.unit == head.unit and other.sentence == head.sentence:
                yield value + Fraction(other.quantity.number.value), head


def _counts(figures: Figures, each: _Each, context: Sequence[Reading]) -> list[tuple[Fraction, Reading | None]]:
    """How many there are of those that each is spoken of."""
    owner = each.owner.lstrip("一")
    for heads, value in _HEADS.items():
        if owner.startswith(heads):
            return [(Fraction(r.quantity.number.value) / value, r) for r in context if r.unit == "人" and
                    r.quantity.number.value >= value]  # fmt: skip
    found: list[tuple[Fraction, Reading | None]] = [
        (Fraction(r.quantity.number.value), r) for r in context if _is_owner(figures, each, owner, r)
    ]
    if found or not owner:
        return found
    line = figures.lines[each.reading.sentence]
    before = figures.text[line.start : each.reading.start]
    if owner[0] == "年":
        return [(Fraction(n), None) for match in _YEARS.finditer(before) if (n := whole_number(match.group(1)))]
    return []


def _is_owner(figures: Figures, each: _Each, owner: str, reading: Reading) -> bool:
    if reading.at == each.reading.at or reading.quantity.number.value <= 1:
        return False
    if reading.quantity.kind == DURATION:
        return owner[:1] in ("日", "天", "月") and reading.unit[-1:] in _KINDS[owner[:1]]
    if not reading.counts or reading.unit == each.reading.unit:
        return False
    last = reading.at == each.reading.at - 1 and reading.sentence == each.reading.sentence
    if last and not any(stop in figures.text[reading.end : each.reading.start] for stop in ",;:"):
        return True  # 17个调解室都配齐3名以上, 6个督察组每组
    if not owner:
        return False
    noun = reading.behind[:_NOUN]
    if owner[0] in _PLAIN and len(owner) > _PAIR:
        bare = owner[1 : 1 + _PAIR]
        return reading.unit[:1] in _KINDS.get(owner[0], owner[0]) and (bare in reading.around or noun[:1] == bare[:1])
    return reading.unit[:1] in _KINDS.get(owner[0], owner[0]) or (
        reading.unit[:1] in _PLAIN and (owner[0] in noun or reading.label.endswith(owner[0]))
    )


def _is_total(figures: Figures, each: _Each, reading: Reading) -> bool:
    own = each.reading
    same = reading.unit in (own.unit, own.unit + "次") or {reading.unit, own.unit} <= {"人", "名", "人次", "位"}
    if not same or reading.quantity.kind != own.quantity.kind or reading.at == own.at or reading.tie == AMONG:
        return False
    clause = _clause(figures, reading)
    if reading.mean or _mean_over(clause) or reading.period == "last" or "最" in clause:
        return False
    return not _owner(clause) and reading.quantity.number.value > own.quantity.number.value


def _fits(each: _Each, count: Fraction, head: Reading | None, total: Reading) -> Computed:
    number = total.quantity.number
    low, high = each.low * count, each.high * count
    if each.manner == "mean":
        stated = each.reading.quantity.number
        ends = Fraction(number.low) / count, Fraction(number.high) / count
        unit = Fraction(1, 10 ** max(stated.decimals, 0))
        agree = near(Fraction(number.value) / count, stated) == CONSISTENT
        agree = agree or (not (number.exact and stated.exact) and ends[0] <= stated.high + unit
                          and ends[1] >= stated.low - unit)  # fmt: skip
        agree = agree and (stated.manner != LESS or ends[0] <= stated.high + unit / 2)  # 不足15名 are no 16
        sign = "=" if agree else "≠"
    elif each.manner == "least":
        agree, sign = number.high >= low, "≥" if number.high >= low else "<"
    elif each.manner == "most":
        agree, sign = number.low <= high, "≤" if number.low <= high else ">"
    else:
        agree = number.high >= low and number.low <= high
        sign = "=" if agree else "≠"
    value = plain(each.low) if each.low == each.high else f"{plain(each.low)}–{plain(each.high)}"
    shown = f"{plain(number.value)} {sign} {plain(count)}×{value}"
    every = sorted([r for r in (each.reading, head, total) if r is not None])
    return computed(every, "average", CONSISTENT if agree else INCONSISTENT, shown)


def _is_clear(figures: Figures, each: _Each, count: tuple[Fraction, Reading | None], total: Reading) -> bool:
    """Whether a total is near enough to be meant as that of all, and is told of them and of no wider place."""
    value = Fraction(total.quantity.number.value)
    if not count[0] * each.low * _NEAR <= value <= count[0] * each.high * _FAR:
        return False
    head = count[1]
    if head is not None and not head.quantity.number.exact:
        return False
    bodies = each.reading.unit in _BODIES
    if each.manner == "least" and bodies and any(word in each.owner for word in _MANY_TO_MANY):
        return False
    if is_stock(total, each.owner):
        return False
    low, high = sorted((each.reading, total))
    full = "累计" in total.label and any(word in figures.between(low, high) for word in _FULL)
    if each.manner == "exact" and not (total.tie == SUM or each.reading.unit == "元" or full):
        return False
    own_at, first, last = each.reading.at, low.at, high.at
    if any(r.unit == total.unit and r.at != own_at for r in figures.readings[first + 1 : last]):
        return False  # 办理392件,其中律师办理200件,人均10件
    if not _same_things(figures, each, total):
        return False
    if each.manner == "exact" and each.reading.unit == "元" and not _is_spent_on(figures, each, total):
        return False
    if each.manner == "exact" and "另" in figures.between(low, high):
        return False  # 每所4万元,另安排装备经费,合计95万元
    if each.manner == "exact" and any(r.quantity.kind == RATE for r in figures.readings[first + 1 : last]):
        return False  # 每件1200元,疑难案件上浮一成
    if each.manner == "mean" and is_narrower(figures, each.reading, _clause(figures, each.reading)):
        return False
    if each.manner == "mean" and is_of_others(figures, each.reading, total):
        return False
    line = figures.lines[each.reading.sentence]
    wide = any(place in total.label for place in _WHOLE_PLACES)
    own = figures.text[line.start : max(each.reading.start, head.start if head is not None else 0)]
    return not wide or any(place in own for place in _WHOLE_PLACES)


def _is_spent_on(figures: Figures, each: _Each, total: Reading) -> bool:
    """Whether a sum of money is called as what each gets, or not called at all: 补贴 is no 法律援助经费."""
    told = bare(figures, total.label)
    line = figures.lines[min(each.reading.sentence, total.sentence)]
    own = figures.text[line.start : max(each.reading.end, min(total.quantity.lead, each.reading.quantity.stop))]
    return len(told) <= _PAIR or any(told[at : at + _PAIR] in own for at in range(len(told) - 1))


def _same_things(figures: Figures, each: _Each, total: Reading) -> bool:
    """Whether what each has and what is counted in all have words in common, or one of the two names nothing."""
    behind = each.reading.behind
    for word in (*figures.words.at_least, *_OVER, *figures.words.within):
        behind = behind.removeprefix(word)
    told = bare(figures, total.around)
    if len(behind) < _PAIR or len(told) < _PAIR or each.manner == "mean":
        return True
    own = each.owner + behind
    return any(told[at : at + _PAIR] in own for at in range(len(told) - 1))


def _fits_others(each: _Each, context: Sequence[Reading]) -> bool:
    """Whether a mean is that of any two other counts near by."""
    if each.manner != "mean":
        return False
    values = [Fraction(r.quantity.number.value) for r in context if r.quantity.number.value]
    stated = each.reading.quantity.number
    return any(near(a / b, stated) == CONSISTENT for a in values for b in values if a > b > 1)
