"""Shares that several counts have together: 处罚类213件、强制类75件,两类合计占五成; 两档合占九成。前一档31件,后一档2件.

The words say that some are taken together and mostly how many. The share is wrong only if no so many of the counts near
by come to it of any greater count.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations
from typing import TYPE_CHECKING

from scorer.checks.figures.beginnings import AHEAD, TOGETHER, is_together
from scorer.checks.figures.changes import is_change
from scorer.checks.figures.portions import PORTIONS, Portion, of_rate, of_words
from scorer.checks.figures.verdicts import CONSISTENT, INCONSISTENT, Computed, computed
from scorer.statements.numerals import decimal, plain, whole_number
from scorer.statements.quantities import RATE
from scorer.statements.readings import BESIDE, FROM, MOVED, SUM, TO
from scorer.text.expressions import expression

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scorer.statements.readings import Figures, Line, Reading

_JOINED = expression(
    r"合计|合起来|合在一|合到一|合共|合占|合并[计算统]|相加|加起来|加在一|加到一|加总|累加|并到一|并在一|放在一[起块]|放到一[起块]"
    r"|加一起|之和|总共|一共|共占|累计占|(?:两|二|三|四)(?:者|项|类|种)共?占",
    *TOGETHER, "累计占", "者占", "项占", "类占", "种占",
)  # fmt: skip
_HOW_MANY = expression(
    r"(?<![第前头])([两二三四五2345])(?:个|大|家|名)?"
    r"(?:者|类|项|种|样|档|支|家|块|批|级|条|方面|部分|领域|地|处|镇|街道|乡|县|市|区|局|所|队|部门|单位|机关|科|渠道|[^,;:。\d]{2,6}?合)"
)
_APART = ("分别", "各占", "依次", "其中")
_ELSEWHERE = ("上年", "去年", "同期", "目标", "计划")
_PLACES = ("全国", "全省", "全市", "全县", "全区", "全州", "全镇", "全旗")
_NEARLY, _OVER = ("近", "不到", "不足", "几乎", "差不多"), ("超", "过", "逾", "多")
_GENERIC = "的比重达为总数量全部体年了到约近超过逾将接已仅只其中这些案件有在受理所"
_NAME = 8
_PAIR, _MOST, _MOST_TOLD = 2, 5, 9
_TENTH = 10


def find_joined(figures: Figures) -> Iterator[Computed]:
    """Every share of several counts together."""
    told: list[tuple[Portion, Reading | None, Line]] = []
    for rate in figures.index.kind[RATE]:
        if is_together(figures.text, rate.start) and _is_share(figures, rate):
            told.append((of_rate(rate), rate, figures.lines[rate.sentence]))
    for number in figures.saying("figure-told-share"):
        line = figures.lines[max(0, number)]
        told += [(of_words(match), None, line) for match in PORTIONS.finditer(figures.text, line.start, line.end)]
    for portion, share, line in told:
        low = max(line.start, portion.start - AHEAD, figures.text.rfind(";", line.start, portion.start) + 1)
        head = figures.text[low : portion.start]
        end = max((match.end() for match in _JOINED.finditer(head)), default=0)
        spoilt = "率" in head.rpartition(",")[2] or any(word in head[end:] for word in _APART)
        if end and not spoilt and not any(word in head for word in _ELSEWHERE):
            test = _judged(figures, line, portion, share, head, head[end:])
            if test is not None:
                yield test


def _is_share(figures: Figures, rate: Reading) -> bool:
    return rate.tie not in (FROM, TO, MOVED, *BESIDE) and not is_change(figures, rate) and rate.period != "last"


def _judged(
    figures: Figures, line: Line, portion: Portion, rate: Reading | None, head: str, between: str
) -> Computed | None:
    text, anchor = figures.text, rate or line.readings[0]
    counts = [r for r in sorted([*figures.context(anchor, back=1, on=1), anchor]) if _is_count(figures, r)]
    base = text[portion.start - len(head.rpartition("占")[2]) : portion.start] if "占" in head else ""
    inside = [r for r in counts if r.end <= portion.start and r.start >= portion.start - len(base)]
    if any(portion.start - len(between) <= r.start and r.end <= portion.start and r not in inside for r in counts):
        return None  # 废止、失效合计123件,占17.3%
    parts = _parts(figures, counts, inside[-1] if inside else None, portion, head)
    if not parts or len(counts) > _MOST_TOLD:
        return None
    least = min(sum(Fraction(r.quantity.number.value) for r in some) for some in parts)
    wholes = inside[-1:] or [r for r in counts if r.quantity.number.value >= least and not any(r in p for p in parts)]
    wholes = [r for r in wholes if all(figures.words.alike(r.unit, part.unit) for part in parts[0])]
    if not wholes or (not inside and not _is_named(figures, base, wholes[0])):
        return None
    portion = _loosened(portion, head[-_TENTH:] + base)
    for whole in wholes:
        for some in parts:
            if _fits(portion, some, whole):
                return _told(figures, portion, some, whole, CONSISTENT)
    if any(_is_count(figures, r) and any(_fits(portion, some, r) for some in parts) for r in figures.before(anchor)):
        return None  # of a whole further back
    return _told(figures, portion, parts[-1], wholes[0], INCONSISTENT)


def _is_count(figures: Figures, reading: Reading) -> bool:
    plainly = reading.tie not in (MOVED, FROM, *BESIDE) and reading.period != "last"
    return reading.counts and plainly and not reading.mean and "\n" not in reading.label


def _parts(
    figures: Figures, counts: Sequence[Reading], whole: Reading | None, portion: Portion, head: str
) -> list[Sequence[Reading]]:
    """The counts that may be taken together: those named before it, or so many of those near by, the nearest last."""
    match = next(reversed(list(_HOW_MANY.finditer(head))), None)
    size = whole_number(match.group(1)) if match is not None else 0
    kinds = portion.start - len(head) + match.start() if match is not None else -1  # 三家 counts the parts
    others = [r for r in counts if r is not whole and r.start != kinds and r.tie != SUM]
    units = [r.unit for r in others if whole is None or figures.words.alike(r.unit, whole.unit)]
    unit = max(units, key=units.count, default="")
    others = [r for r in others if r.unit == unit]
    named = [r for r in others if _is_called(r, head.rpartition(",")[2])]
    if len(named) == (size or max(len(named), _PAIR)):
        return [named]
    before = [r for r in others if r.end <= portion.start]
    largest = max((r for r in counts if r.unit == unit), key=lambda r: r.quantity.number.value, default=None)
    if whole is None and largest is not None and len(others) > max(size, _PAIR):
        others = [r for r in others if r is not largest]
    if not size:  # 邻里135起、婚姻100起,合计占五成: all that stand behind the whole
        run = [r for r in before if r in others]
        return [run[at:] for at in range(len(run) - _PAIR + 1)] if _PAIR <= len(run) <= _MOST else []
    return [list(some) for some in combinations(others, size)] if len(others) >= size else []


def _is_called(reading: Reading, head: str) -> bool:
    """Whether the words of a count are named again before a share: 优秀与合格两档合计."""
    name = reading.label.strip("、,和及与其中评定为有的").removesuffix("类")
    return _PAIR <= len(name) <= _NAME and name in head


def _is_named(figures: Figures, base: str, whole: Reading) -> bool:
    """Whether what a share is of is not told, or it is told in the words of a count: 占新收总数."""
    around = figures.text[figures.lines[whole.sentence].start : whole.start] + whole.behind
    if any(place in base and place not in around for place in _PLACES):
        return False
    bare = base.strip(_GENERIC)
    for place in _PLACES:
        bare = bare.replace(place, "")
    return len(bare) < _PAIR or any(bare[at : at + _PAIR] in around for at in range(len(bare) - 1))


def _loosened(portion: Portion, ahead: str) -> Portion:
    """将近占了三分之二, 占到了超六成: what stands before a share, apart from it, opens it to one side."""
    low = portion.low - _TENTH if any(word in ahead for word in _NEARLY) else portion.low
    high = portion.high + _TENTH if any(word in ahead for word in _OVER) else portion.high
    return portion._replace(low=low, high=high)


def _fits(portion: Portion, parts: Sequence[Reading], whole: Reading) -> bool:
    number = whole.quantity.number
    if not number.low:
        return True
    low = sum(Fraction(100 * r.quantity.number.low) for r in parts) / Fraction(number.high)
    high = sum(Fraction(100 * r.quantity.number.high) for r in parts) / Fraction(number.low)
    return low < portion.high and high > portion.low


def _told(figures: Figures, portion: Portion, parts: Sequence[Reading], whole: Reading, verdict: str) -> Computed:
    total = sum(Fraction(r.quantity.number.value) for r in parts)
    value = 100 * total / Fraction(whole.quantity.number.value)
    terms = "+".join(plain(r.quantity.number.value) for r in parts)
    shown = f"({terms})/{plain(whole.quantity.number.value)} = {decimal(value, 1)}%, "
    test = computed(sorted([whole, *parts]), "rate", verdict, shown + figures.text[portion.start : portion.end])
    return test._replace(start=min(test.start, portion.start), end=max(test.end, portion.end))
