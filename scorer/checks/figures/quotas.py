"""What each has or gets, how many they are and what all have together, told in sentences apart.

每个乡镇按8万元安排。…。全县26个乡镇共安排178万元; 各所人员均在3人以上。全县22个司法所现有人员61人.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from scorer.checks.figures.beginnings import MONEY, quotas
from scorer.checks.figures.quantifiers import left_over, shared
from scorer.checks.figures.verdicts import CONSISTENT, INCONSISTENT, Computed, computed
from scorer.statements.numerals import EXACT, LEAST, plain
from scorer.statements.quantities import RATE
from scorer.statements.readings import AMONG, BESIDE, FROM, REST
from scorer.text.expressions import expression

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scorer.statements.readings import Figures, Reading

_OWNER = expression(r"(?:每|(?<!在)各)(?!年|月|季|半年|周|天|日|次|级|类|项|方|地|界|种|学期)([^,;:。\d]{1,24})$")
_NOUNS = expression(r"[^,;:。\d\n]*")
_PERIOD = expression(r"每(?:个)?(年|月|季度|季|半年|学期|周|天|日|次|场|期)")
_A_YEAR = {"年": 1, "月": 12, "季度": 4, "季": 4, "半年": 2}
_OPEN = (
    *("首批", "余款", "上浮", "下浮", "另", "平均", "分期", "疑难", "分档", "差额", "部分", "新增", "尚有", "仍有"),
    "暂",
    *("追加", "预拨", "先行", "陆续", "尾款", "不等", "第一批", "分批", "其余", "剩余", "兼", "一人"),
    *("没有达到", "未达", "还有", "还差", "尚缺"),
)  # fmt: skip
_SUMMED = ("共", "全年", "现有", "累计", "总", "合计", "实有", "目前", "已", "在册", "实际")
_NARROW = ("新增", "新建", "新聘", "其中", "增加", "补充", "新")
_COUNTERS = frozenset("个名家所户件位起宗场")
_KIN = {"名": "名人位", "位": "名人位", "件": "件起宗", "起": "件起宗", "宗": "件起宗"}
_TELLING = frozenset("所户")  # counters of few things
_NAME = 5  # characters of the owner that name it
_BODIES = frozenset("村镇乡县区所校街站庭组队")
_NOUN = 14  # characters of a noun behind a count
_PAIR = 2
_CLAUSE = 48  # characters before what is told for each
_MOST_LEFT = 2  # characters of a total's words that the claim does not have
_ON = 2  # sentences with figures behind a claim
_LEAST, _MOST = Fraction(1, 2), Fraction(17, 10)  # of what it should be, that a sum of money told wrong comes to


class _Quota(NamedTuple):
    """So much for each: the owner's words, and how often a year."""

    reading: Reading
    owner: str
    least: bool
    often: str


def find_quotas(figures: Figures) -> Iterator[Computed]:
    """Every amount for each of some with their count and the total of a sentence around."""
    for reading in quotas(figures):
        quota = _quota(figures, reading)
        if quota is not None:
            yield from _judged(figures, quota)


def _quota(figures: Figures, reading: Reading) -> _Quota | None:
    low = max(figures.lines[reading.sentence].start, reading.start - _CLAUSE)
    clause = figures.text[low : reading.start].rpartition(",")[2].rpartition(";")[2].rpartition(":")[2]
    match = _OWNER.search(_PERIOD.sub("", clause))
    if (
        match is None
        or any(word in clause for word in figures.words.at_most)
        or reading.behind.startswith(figures.words.within)
    ):
        return None
    manner = reading.quantity.number.manner
    if clause.endswith("不"):
        return None  # 不超过
    least = manner == LEAST or any(word in clause for word in figures.words.at_least)
    often = [one.group(1) for one in _PERIOD.finditer(clause)]
    if (not least and (manner != EXACT or reading.unit != MONEY)) or len(often) > 1:
        return None
    return _Quota(reading, match.group(1), least, often[0] if often else "")


def _judged(figures: Figures, quota: _Quota) -> Iterator[Computed]:
    own = quota.reading
    near = [
        r for r in figures.context(own, on=_ON) if r.tie not in (AMONG, FROM, REST, *BESIDE) and r.quantity.paren < 0
    ]
    heads = [r for r in near if _is_head(figures, quota, r)]
    totals = [r for r in near if _is_total(figures, quota, r)]
    if not heads or not totals or not _often(quota, totals, figures):
        return
    each = Fraction(own.quantity.number.value) * _A_YEAR.get(quota.often, 1)
    tests = [_fits(quota, each, head, total) for head in heads for total in totals]
    right = next((test for test in tests if test.verdict == CONSISTENT), None)
    if right is not None:
        yield right
        return
    one = len({r.quantity.number.value for r in heads}) == len({r.quantity.number.value for r in totals}) == 1
    if one and _is_clear(figures, quota, each, heads[0], totals[0], near):
        yield tests[0]


def _often(quota: _Quota, totals: Sequence[Reading], figures: Figures) -> bool:
    """Whether a total may be reckoned from what is told for each: what comes every month is told of a year."""
    if not quota.often:
        return True
    year = all("全年" in figures.text[figures.lines[r.sentence].start : r.start] for r in totals)
    return quota.often == "年" or (quota.often in _A_YEAR and year)


def _is_head(figures: Figures, quota: _Quota, reading: Reading) -> bool:
    """Whether a count is of those that each is spoken of: 26个乡镇 for 每个乡镇, 31个派出所 for 每所."""
    if not reading.counts or reading.unit in (quota.reading.unit, MONEY) or not reading.quantity.number.exact:
        return False
    owner = quota.owner
    noun = _NOUNS.match(figures.text, reading.end, reading.end + _NOUN).group()  # type: ignore[union-attr]
    told = noun if len(noun) >= _PAIR or not reading.label else reading.label[-_NAME:]
    counter = owner[0] if owner[0] in _COUNTERS else ""
    bare = owner.removeprefix(counter)
    named = any(bare[at : at + _PAIR] in told for at in range(min(len(bare), _NAME) - 1))
    if counter and reading.unit in _KIN.get(counter, counter):
        return named or counter in _TELLING or not bare or not _names(bare)
    if named:
        return counter in ("", "个")
    return owner[0] in _BODIES and reading.unit in _COUNTERS and owner[0] in told


def _names(bare: str) -> bool:
    """Whether words behind the counter of an owner name it: 每个乡镇, but not 每件补贴, 每所均."""
    return bare[:1] not in "均都补发配给安有设聘拨奖按专"


def _is_total(figures: Figures, quota: _Quota, reading: Reading) -> bool:
    own = quota.reading
    same = reading.unit == own.unit or {reading.unit, own.unit} <= {"人", "名", "位"}
    if not same or not reading.counts or reading.at < own.at or reading.mean or reading.period == "last":
        return False
    line = figures.lines[reading.sentence]
    clause = figures.text[max(line.start, reading.start - _CLAUSE) : reading.start]
    clause = clause.rpartition(",")[2].rpartition(";")[2]
    clause = _PERIOD.sub("", clause)
    if "每" in clause or "各" in clause or any(word in reading.label for word in _NARROW):
        return False
    return any(word in clause for word in _SUMMED) and reading.quantity.number.value > own.quantity.number.value


def _fits(quota: _Quota, each: Fraction, head: Reading, total: Reading) -> Computed:
    number = total.quantity.number
    needed = each * Fraction(head.quantity.number.value)
    agree = number.high >= needed and (quota.least or number.low <= needed)
    sign = ("≥" if quota.least else "=") if agree else "<" if quota.least else "≠"
    shown = f"{plain(number.value)} {sign} {plain(head.quantity.number.value)}×{plain(each)}"
    every = sorted([quota.reading, head, total])
    return computed(every, "average", CONSISTENT if agree else INCONSISTENT, shown)


def _is_clear(
    figures: Figures, quota: _Quota, each: Fraction, head: Reading, total: Reading, near: Sequence[Reading]
) -> bool:
    """Whether a total is of what each is said to have, of all of them and of nothing else."""
    own = quota.reading
    low = figures.lines[min(own.sentence, head.sentence)].start
    high = figures.lines[max(total.sentence, own.sentence)].end
    said = figures.text[low:high]
    if "\n" in said or any(word in said for word in (*_OPEN, *figures.words.least_open)):
        return False
    if any(r.quantity.kind == RATE for r in figures.readings[own.at : total.at]):
        return False
    end = min(figures.lines[own.sentence].end, total.quantity.lead)
    source = figures.text[low:end] + figures.text[head.end : head.end + _NAME]
    words = total.label if head.at != total.at - 1 else figures.text[head.quantity.stop : total.start] + total.label
    if len(left_over(figures, words, source)) > (2 * _MOST_LEFT if own.unit == MONEY else _MOST_LEFT):
        return False
    needed = each * Fraction(head.quantity.number.value)
    value = Fraction(total.quantity.number.value)
    if not needed * _LEAST <= value <= needed * _MOST or total.quantity.number.manner != EXACT:
        return False
    if own.unit != MONEY:
        return True
    of_one = head.sentence in (total.sentence, own.sentence) and shared(figures, total.label, source) > 0
    others = [Fraction(r.quantity.number.value) for r in near if r.unit == MONEY and r.at != total.at]
    return of_one and not any(value in (needed + other, needed - other) for other in others)
