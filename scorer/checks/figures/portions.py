"""Shares told in words beside the part and the whole that they are of: 640人中过半数得满分,满分者288人; 近三成.

The part is the count next to the words. They are wrong only if no part of the whole near by is such a share of it.
"""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from scorer.checks.figures.bases import part_before
from scorer.checks.figures.changes import is_change
from scorer.checks.figures.verdicts import CONSISTENT, INCONSISTENT, Computed, computed
from scorer.statements.figure_words import is_mean
from scorer.statements.numerals import ABOUT, EXACT, LEAST, LESS, Number, decimal, plain
from scorer.statements.quantities import RATE
from scorer.statements.readings import BESIDE, FROM, MOVED, TO, Figures, Line, Reading
from scorer.text.expressions import expression

PORTIONS = expression(
    r"(?P<less>不足|不到|未过|未达)半数?(?!年|月|天|日)|(?P<near>近|接近|将近)半数?(?!年|月|天|日)"
    r"|(?:超过|超|过|逾|占|大|多)了?半数?(?!年|月|天|日|小|径)|半数以上|(?:绝大|大|占|占了|占到)多数|多数(?!民族)|大部分"
)
_BASE = expression(r"(?:在|其)?([^,;:。\d]{2,12}?)(?:当中|中|里|之中)(?![心央小国])")
_ADDED = ("又", "再", "连同", "加上", "合计")
_LINKS = ("", "计", "计有", "有", "为", "达", "数量为", "共", "共有", "具体为", "共计", "也就是", "即")
_MORE = ("强", "多", "还多", "有余", "出头", "以上", "余")
_LESS = ("弱", "不到", "不足")
_FILLERS = "约已只仅还也占了到达接近"
_TAILS = "的强弱多还左右以上"
_OF = ("中", "里", "的", "有")  # what a portion is of ends with: 受访企业中三成的
_STOPS = ",;:。\n"
_TENTH = 10
_SLACK = 2  # per cent that 近半 and 三成 may be off
_MOST_OF = 60  # per cent, which are more than those that are counted beside them
_PAIR = 2
_MOST_TOLD = 7


class Portion(NamedTuple):
    """A share told in words: where, and from how many to how many per cent, the ends left out."""

    start: int
    end: int
    low: Fraction
    high: Fraction


def find_portions(figures: Figures) -> Iterator[Computed]:
    """Every share told in words with its part and its whole."""
    shares = figures.saying("figure-told-share")
    for number, line in enumerate(figures.lines):
        told = [of_rate(r) for r in line.readings if _is_told(figures, r)]
        if number in shares:
            told += [of_words(match) for match in PORTIONS.finditer(figures.text, line.start, line.end)]
        for portion in told:
            test = _judged(figures, line, portion) if not _picks_out(figures, portion) else None
            if test is not None:
                yield test


def _picks_out(figures: Figures, portion: Portion) -> bool:
    """Whether a portion tells which of some are meant and no share of them: 得票低于七成的3人, 出勤不足半数的2家."""
    low = max(figures.text.rfind(stop, 0, portion.start) for stop in _STOPS) + 1
    subject = figures.text[low : portion.start].rstrip(_FILLERS)
    behind = figures.text[portion.end : portion.end + _PAIR + 1].removeprefix("以上").removeprefix("以下")
    return behind.startswith("的") and len(subject) >= _PAIR and not subject.endswith(_OF)


def _is_told(figures: Figures, reading: Reading) -> bool:
    """Whether a rate is told in words and is neither a change nor a value that changed."""
    if reading.quantity.kind != RATE or reading.quantity.number.decimals >= 0:
        return False
    return (
        reading.tie not in (FROM, TO, *BESIDE)
        and not is_change(figures, reading)
        and not figures.said(reading, "figure-compared", "figure-against")
    )


def of_rate(reading: Reading) -> Portion:
    """The share that a rate is, with what its writing leaves open."""
    number, behind = reading.quantity.number, reading.behind
    low, high = _bounds(number)
    value = Fraction(number.value)
    if number.decimals >= 0 and number.manner == EXACT:
        unit = Fraction(1, 10**number.decimals)
        return Portion(reading.start, reading.end, value - unit, value + unit)
    if behind.startswith(_MORE) or number.manner == LEAST:
        low, high = value - _SLACK, Fraction(100) if behind.startswith("以上") else value + _TENTH
        high = Fraction(101) if number.manner == LEAST else high
    elif behind.startswith(_LESS):
        low, high = value - _TENTH, value + _SLACK
    return Portion(reading.start, reading.end, low, high)


def _bounds(number: Number) -> tuple[Fraction, Fraction]:
    value = Fraction(number.value)
    if number.manner == LESS:
        return value - _TENTH, value + Fraction(1, 2)
    reach = max(value - Fraction(number.low), Fraction(3)) if number.manner == ABOUT else Fraction(5)
    return value - reach, value + reach


def of_words(match: re.Match[str]) -> Portion:
    """The share that some words tell: 过半, 近半数."""
    start, end = match.start(), match.end()
    if match.group("less") is not None:
        return Portion(start, end, Fraction(-1), Fraction(50))
    if match.group("near") is not None:
        return Portion(start, end, Fraction(40), Fraction(50) + _SLACK)
    return Portion(start, end, Fraction(50), Fraction(101))


def _judged(figures: Figures, line: Line, portion: Portion) -> Computed | None:
    near = [r for r in line.readings if _is_count(r)]
    part = _part(figures, near, portion) if near else part_before(figures, line.readings[0], portion.start)
    if part is None:
        return None
    alike = [r for r in figures.context(part, back=1, on=1) if _is_count(r) and figures.words.alike(r.unit, part.unit)]
    alike = sorted([*alike, part])
    whole = figures.wholes.get(part.at) or max(alike, key=lambda r: r.quantity.number.value)
    _, _, of = figures.text[part.end : portion.start].partition("占")
    if whole.sentence < part.sentence and portion.start > part.end and of.strip(_FILLERS):
        return None  # 进驻事项412项。…网上可办事项386项,占全部事项的七成: of all, whose number is not told
    if not figures.words.alike(whole.unit, part.unit):
        return None  # 其中三个调委会承担了三成多
    if len(alike) > _MOST_TOLD or whole.quantity.number.value <= part.quantity.number.value:
        return None
    base = Fraction(whole.quantity.number.value)
    parts = [r for r in alike if r.quantity.number.value < base]
    values = [Fraction(r.quantity.number.value) for r in parts]
    span = figures.text[alike[0].start : max(alike[-1].end, portion.end)]
    if any(word in span for word in _ADDED):
        values += [a + b for i, a in enumerate(values) for b in values[i + 1 :]]
    shares = [100 * value / base for value in values]
    if portion.high <= Fraction(100):  # what is narrow may be of another whole
        every = [Fraction(r.quantity.number.value) for r in alike]
        shares += [100 * a / b for a in every for b in every if 0 < a < b]
    if portion.low >= _MOST_OF and _is_of_others(figures, portion):
        shares += [100 - share for share in shares if share < 100]  # 年内起诉19件,八成以上止于复议
    fits = any(portion.low < value < portion.high for value in shares)
    shown = f"{plain(part.quantity.number.value)}/{plain(base)} = "
    shown += f"{decimal(100 * Fraction(part.quantity.number.value) / base, 1)}%, "
    shown += figures.text[portion.start : portion.end]
    verdict = CONSISTENT if fits else INCONSISTENT
    test = computed([whole, part], "rate", verdict, shown)
    return test._replace(start=min(test.start, portion.start), end=max(test.end, portion.end))


def _is_of_others(figures: Figures, portion: Portion) -> bool:
    """Whether the words behind a share tell what its things did, so that it may be of all but those counted."""
    high = min(at if (at := figures.text.find(stop, portion.end)) >= 0 else len(figures.text) for stop in _STOPS)
    return len(figures.text[portion.end : high].strip(_TAILS)) >= _PAIR


def _is_count(reading: Reading) -> bool:
    plain_tie = reading.tie not in (MOVED, FROM, *BESIDE) and reading.period != "last"
    return reading.counts and plain_tie and reading.quantity.paren < 0 and not is_mean(reading.label)


def _part(figures: Figures, near: Sequence[Reading], portion: Portion) -> Reading | None:
    """The count that a share is of: next to it and bare, or with words of its clause."""
    text = figures.text
    low = max(text.rfind(stop, 0, portion.start) for stop in _STOPS) + 1
    high = min(at if (at := text.find(stop, portion.end)) >= 0 else len(text) for stop in _STOPS)
    clause = text[low:high]
    bare = text[low : portion.start]
    own_words = len(bare.lstrip("约已只仅还也占了到达接近")) >= _PAIR or text[portion.end : high].strip(_TAILS)
    before = next((r for r in reversed(near) if r.end <= portion.start), None)
    behind = next((r for r in near if r.start >= portion.end), None)
    # 18个镇中配备的有11个; 实地查看占一半,两个单位
    based = behind is not None and not behind.label and (bool(behind.behind) or len(bare.strip(_FILLERS)) >= _PAIR)
    if behind is not None and not based and behind.label in _LINKS and text[high + 1 : behind.start] == behind.label:
        return behind  # 接近半数,计41项
    if not own_words and before is not None and low - before.end <= _TENTH:
        return before  # 土地征收类280件,接近半数
    if behind is not None and len(near) == _PAIR and near[1].at > behind.at and near[0].unit == near[1].unit:
        return near[1]  # 不到两成进入诉讼:办理500件,起诉的126件
    if before is not None and (before.end > low or _is_base(before, bare)):
        before = None  # 640人中过半数得满分: the whole
    subject, _, of = bare.rpartition("占")
    clause = subject if len(subject.strip(_FILLERS)) >= _PAIR and of else clause  # 发表意见的占出庭案件的九成
    for reading in (r for r in (before, behind) if r is not None):
        words = reading.label + reading.behind
        for idle in figures.words.idle:
            words = words.replace(idle, "")
        if any(words[at : at + _PAIR] in clause for at in range(len(words) - 1)):
            return None if _is_other_kind(bare, reading) else reading
    last = near[-1]
    named = len(bare.removeprefix("其中").strip(_FILLERS)) >= _PAIR  # 纠纷3240件,调解成功3110件,其中邻里纠纷占七成
    if len(near) == _PAIR and last.end <= low and low - last.end <= _TENTH and not named:
        whole = near[0].around  # 受访者320名,认为便利的134名,超过半数受访者
        if any(whole[at : at + _PAIR] in clause for at in range(len(whole) - 1)):
            return last
    if clause.startswith(("前一", "前者")):
        ahead = [r for r in near if r.end <= low]
        return ahead[-_PAIR] if len(ahead) >= _PAIR else None
    pointed = clause.startswith(("后者", "后一", "其", "这", "此")) and not (named and clause.startswith("其中"))
    return before if pointed and before is not None else None


def _is_base(reading: Reading, subject: str) -> bool:
    """Whether a share is told of the things of a count: 涉外公证540件,涉外公证中留学类占六成."""
    base = _BASE.match(subject)
    if base is not None:
        return all(char in reading.around for char in base.group(1))
    own, _, of = subject.rpartition("占")  # 乡镇272万元;村级经费占乡镇经费的六成
    words = reading.label.removeprefix("其中")
    return len(own) >= _PAIR and len(words) >= _PAIR and words in of and words not in own


def _is_other_kind(subject: str, part: Reading) -> bool:
    """Whether a share is told of others than a count: 获评优秀的18家, 获评良好以上的超过四成."""
    subject = subject.rstrip(_FILLERS)
    return subject.endswith("的") and part.label.endswith("的") and not part.label.endswith(subject)
