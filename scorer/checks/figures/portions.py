"""Shares told in words beside part and whole, and shares that stand side by side: together no more than 100 %.

640人中过半数得满分,满分者288人; 近三成; 刑事占40%,民事占35%,行政占30%. The part of a share in words is the count next
to it. It is wrong only if no part of the whole near by is such a share of it.
"""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from scorer.checks.figures.bases import part_before
from scorer.checks.figures.changes import is_change
from scorer.checks.figures.verdicts import CONSISTENT, INCONSISTENT, Computed, computed
from scorer.statements.numerals import ABOUT, EXACT, LEAST, LESS, Number, decimal, plain
from scorer.statements.quantities import RATE
from scorer.statements.readings import AMONG, AROUND, BESIDE, FROM, MOVED, REST, TO, Figures, Line, Reading
from scorer.text.expressions import expression

PORTIONS = expression(
    r"(?P<less>不足|不到|未过|未达)半数?(?!年|月|天|日)|(?P<near>近|接近|将近)半数?(?!年|月|天|日)"
    r"|(?:超过|超|过|逾|占|大|多)了?半数?(?!年|月|天|日|小|径)|半数以上|(?:绝大|大|占|占了|占到)多数|多数(?!民族)|大部分",
    *("半", "多数", "大部分"),
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
_LABEL = 14  # characters of what one share is of
_AGE = "岁"  # 36岁至50岁占45%: of whom the share is
_SHORT = 15  # per cent that shares of both kinds of a whole may fall short by a slip
_FEWEST = 2
_MOST = 115  # per cent that shares of one whole may come to by a slip
_RESTS = ("其余", "余下", "剩余", "剩下")
_SHORT_LABEL = 5  # characters of 其余约占
_SHARE_LABEL = 12  # characters of 其余各类事项合计占
_OVERLAPPING = ("多选", "交叉", "重叠", "重复", "兼", "同时", "其中")
_FALLS, _RISES = 20, 30  # per cent that shares and what they leave may come to less or more by a slip
_LEAST_TOLD = 3  # shares from which the whole may be meant without 分别


class Portion(NamedTuple):
    """A share told in words: where, and from how many to how many per cent, the ends left out."""

    start: int
    end: int
    low: Fraction
    high: Fraction


def find_portions(figures: Figures) -> Iterator[Computed]:
    """Every share told in words with its part and its whole, and every list of shares."""
    shares = figures.saying("figure-told-share")
    rates = figures.index.kind[RATE]
    for number in sorted({*shares, *(r.sentence for r in rates if r.quantity.number.decimals < 0)} - {-1}):
        line = figures.lines[number]
        told = [of_rate(r) for r in line.readings if _is_told(figures, r)]
        if number in shares:
            told += [of_words(match) for match in PORTIONS.finditer(figures.text, line.start, line.end)]
        for portion in told:
            test = _judged(figures, line, portion) if not _picks_out(figures, portion) else None
            if test is not None:
                yield test
    for number in sorted({r.sentence for r in rates}):
        yield from _side_by_side(figures, figures.lines[number])


def _picks_out(figures: Figures, portion: Portion) -> bool:
    """Whether a portion tells which of some are meant and no share of them: 得票低于七成的3人, 出勤不足半数的2家."""
    low = max(figures.text.rfind(stop, 0, portion.start) for stop in _STOPS) + 1
    subject = figures.text[low : portion.start].rstrip(_FILLERS)
    behind = figures.text[portion.end : portion.end + _PAIR + 1].removeprefix("以上").removeprefix("以下")
    most = figures.text[portion.start : portion.end].endswith(("多数", "大部分"))
    if most and not subject and behind.startswith(("是", "系", "因")):
        return True  # 27家中9家没有备案,多数是店主以为不用: of those just counted
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
    if part.end <= portion.start:  # 21名,超过半数,其余25名
        parts = [r for r in parts if r.tie != REST or r.end <= portion.start]
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
    return reading.counts and plain_tie and reading.quantity.paren < 0 and not reading.mean


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
    # 132人,其中有一半是村干部: the count before is the whole
    pointed = clause.startswith(("后者", "后一", "其", "这", "此")) and not clause.startswith("其中")
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


# —— shares side by side ——


def _side_by_side(figures: Figures, line: Line) -> Iterator[Computed]:
    """Every list of shares of a sentence: 分别占40%、35%、30%; 刑事占40%,民事占35%,行政占30%."""
    run: list[Reading] = []
    for reading in line.readings:
        rate = reading.quantity.kind == RATE
        if rate and reading.tie not in (FROM, TO, *BESIDE) and _goes_on(figures, run, reading):
            run.append(reading)
        elif rate or not (reading.counts or reading.unit == _AGE):
            yield from _together(figures, run)
            run = [reading] if rate and _is_share(figures, reading) else []
    yield from _together(figures, run)
    for reading in line.readings:
        if reading.quantity.kind == RATE and _is_rest(figures, reading):
            yield from _with_rest(figures, reading)


def _is_rest(figures: Figures, rate: Reading) -> bool:
    """Whether a share is of all that is left: 其余29%为…; 其余为建议和举报,占29%."""
    before = figures.readings[rate.at - 1] if rate.at else None
    low = figures.lines[rate.sentence].start
    if before is not None and before.sentence == rate.sentence:
        low = before.end
    said = figures.text[low : rate.start].lstrip(",;、")
    short = len(rate.label) <= (_SHARE_LABEL if rate.label.endswith("占") else _SHORT_LABEL)
    some = rate.behind.startswith("的") and "中" in rate.behind  # 其余29%的案件中
    return said.startswith(_RESTS) and short and not some


def _with_rest(figures: Figures, rest: Reading) -> Iterator[Computed]:
    """处罚类占58%,位居首位。征收类占23%,其余29%为…: shares of three sentences, and what they leave."""
    run, whole = [rest], True
    for other in figures.before(rest):
        whole = figures.text.count("。", other.end, rest.start) <= AROUND
        if not whole:
            break
        if other.quantity.kind != RATE or is_change(figures, other):
            continue
        if other.tie in (AMONG, FROM, TO, *BESIDE) or _is_rest(figures, other):
            return
        if not figures.said(other, "figure-share") or len(other.label) > 2 * _LABEL:
            break
        run.append(other)
    span = figures.text[run[-1].quantity.name : rest.end]
    alone = len(run) == _FEWEST and run[-1].sentence == rest.sentence  # 处罚类占63%,其余均为…,占47%
    if not (alone or len(run) > _FEWEST) or any(word in span for word in _OVERLAPPING):
        return
    numbers = [r.quantity.number for r in run]
    slack = sum(Fraction(1, 10 ** max(n.decimals, 0)) for n in numbers)
    low, high = sum(n.low for n in numbers) - slack, sum(n.high for n in numbers) + slack
    total = sum(n.value for n in numbers)
    near = 100 - _FALLS <= total <= 100 + _RISES and (total > 100 or whole)
    if near and not low <= 100 <= high:
        terms = "+".join(plain(n.value) for n in numbers[::-1])
        yield computed(run, "shares", INCONSISTENT, f"{terms} = {plain(total)}%")


def _is_share(figures: Figures, reading: Reading) -> bool:
    quantity = reading.quantity
    return figures.has("figure-share", quantity.name, quantity.start) and quantity.number.manner == EXACT


def _goes_on(figures: Figures, run: Sequence[Reading], reading: Reading) -> bool:
    """Whether a rate stands beside those before: 、 and no words of its own, or its own word for share."""
    if not run:
        return False
    if reading.quantity.number.decimals < 0 <= run[-1].quantity.number.decimals:
        return False  # 占55.5%,超过一半: the same told in words
    label = reading.label.strip("和及与")
    between = figures.between(run[-1], reading)
    if ";" in between or reading.quantity.paren != run[0].quantity.paren or len(between) > 2 * _LABEL:
        return False
    if not label and len(between) <= _FEWEST:
        return True
    return _is_share(figures, reading) and len(label) <= _LABEL and "其中" not in between


def _together(figures: Figures, run: Sequence[Reading]) -> Iterator[Computed]:
    if len(run) < _FEWEST:
        return
    listed = all(not r.label.strip("和及与") for r in run[1:])
    both = len(run) == _FEWEST and any(
        len(kinds) == _FEWEST and all(kind in r.label for kind, r in zip(kinds, run, strict=True))
        for kinds in figures.words.complements
    )
    if not (listed or both) and len(run) < _LEAST_TOLD:
        return
    behind = figures.readings[run[-1].at + 1 : run[-1].at + 2]
    if behind and behind[0].quantity.kind == RATE and _is_rest(figures, behind[0]):
        return  # 网上占54.3%,窗口占31.2%,其余14.5%…: told with the rest
    total = sum(r.quantity.number.value for r in run)
    slack = sum(10 ** -max(r.quantity.number.decimals, 0) for r in run)
    overlap = any(figures.near(r, "figure-overlap", "figure-deed", "figure-stage") for r in run)
    overlap = overlap and not any(all(r.near & outcome for r in run) for outcome in figures.outcomes)
    if total < 100 - slack and not (both and total > 100 - _SHORT):
        return
    verdict = CONSISTENT if abs(total - 100) <= slack else INCONSISTENT
    # 网上可办、即办件占比分别达到99%、85% are shares of no one whole.
    overlap = (overlap and not figures.near(run[-1], "figure-other")) or total > _MOST
    terms = "+".join(plain(r.quantity.number.value) for r in run)
    yield computed(run, "shares", verdict, f"{terms} = {plain(total)}%", sure=both or not overlap)
