"""Means, least counts for each unit, and ratios 1:n against their total and their count."""

from __future__ import annotations

from bisect import bisect_left
from fractions import Fraction
from typing import TYPE_CHECKING

from scorer.checks.figures.verdicts import CANNOT_TELL, CONSISTENT, INCONSISTENT, Computed, computed, near
from scorer.statements import numerals
from scorer.statements.numerals import decimal, plain
from scorer.statements.quantities import DURATION
from scorer.statements.readings import BESIDE, FROM, SUM, TO
from scorer.text.expressions import expression

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Sequence

    from scorer.statements.readings import Figures, Reading

# 场均, 每场平均, 平均每个街道, 每个街道平均办理: what the mean is taken over
_MEAN = expression(
    r"平均每([^,;:。\d]{1,12}?)(?:办理|授课|接待|受理|配备|有|约|为|达|不少于|至少|$)"
    r"|每([万千百]人)(?:拥有|配备|占有|有)|每([^,;:。\d]{1,8}?)平均|([人户场次件期月日村校班室所年季周家县镇乡街局区市站队企院社])均(?![已为衡等]|可以)"
)
_EACH = expression(r"每(个|名|家|所|场|期|)([^,;:。\d均平]{1,20})$")
_RATIO = expression(r"(\d{1,3})[:∶](\d{1,4}(?:\.\d+)?)(?![\d:∶])")
_DIGITS = frozenset("0123456789")
_PLACE = expression(r"全[省市县区州旗镇乡]|累计")
_BRACKETS = expression(r"\([^()]*\)")
_LONGEST = 30  # characters of the words before a mean
_LONGEST_NOUN = 10
_LONGEST_OWNER = 6  # characters of the bodies of whom there are so many: 个行政村
_PLAIN = frozenset("个名")
_SHORT_EACH = 4  # characters of 个街道: what each has is not named
_MONTHS = 12
_PERSONS = frozenset("人名位")
_NEAREST = 6
_TWO = 2
_MOST = 4  # totals and counts that a mean is tried with
_OWNERS = frozenset("村镇乡县区街所校站队班组户")  # bodies that one character names
_TIMES_A_YEAR = {"季": 4, "月": 12}
_PER_HEADS = {"万人": 10_000, "千人": 1000, "百人": 100}
_CLASSES = {"人": _PERSONS, "户": frozenset("户家"), "家": frozenset("户家")}


def find_averages(figures: Figures) -> Iterator[Computed]:
    """Every mean, least count and ratio whose total and count are told."""
    for line in figures.lines:
        said = figures.text[line.start : line.end]
        if "均" in said or "每" in said:
            for reading in line.readings:
                if reading.counts and reading.tie not in (FROM, TO, *BESIDE):
                    yield from _averaged(figures, reading)
    yield from _ratios(figures)


def _averaged(figures: Figures, reading: Reading) -> Iterator[Computed]:
    """A count that is said to be a mean or a least count."""
    clause = _clause(figures, reading)
    if "均" not in clause and "每" not in clause:
        return
    match = _MEAN.search(clause)
    if match is not None:
        test = _mean(figures, reading, next(group for group in match.groups() if group))
    elif reading.quantity.number.manner in (numerals.LEAST, numerals.EXACT):
        test = _least(figures, reading)
    else:
        test = None
    if test is not None:
        yield test


def _mean(figures: Figures, mean: Reading, over: str) -> Computed | None:
    """培训12期1560人次,平均每期190人次."""
    context = [r for r in figures.context(mean, back=1) if r.counts and r.tie not in (FROM, *BESIDE)][-2 * _NEAREST :]
    wholes = [r for r in context if _same_things(r.unit, mean.unit) and not _is_mean(figures, r)]
    counts: list[tuple[Fraction | int, Reading | None]] = [
        (r.quantity.number.value, r) for r in context if _counted(figures, r, over) and r.quantity.number.value > 1
    ]
    if over in _PER_HEADS:
        heads = [r for r in context if r.unit in ("人", "万人") and r.quantity.number.value >= _PER_HEADS[over]]
        counts = [(Fraction(r.quantity.number.value) / _PER_HEADS[over], r) for r in heads]
    elif over.startswith(("月", "个月")) and _whole_year(figures, mean):
        counts = [(_MONTHS, None)]
    elif over[0] in "日天":
        counts = [(n.quantity.number.value, None) for n in _durations(figures, mean)]
    if not wholes or not counts:
        return None
    stated = mean.quantity.number
    tests = []
    for whole in wholes[-_MOST:]:
        for count, reading in counts[-_MOST:]:
            if whole is reading or not count:
                continue
            value = Fraction(whole.quantity.number.value) / count
            verdict = near(value, stated)
            exact = whole.quantity.number.exact and (reading is None or reading.quantity.number.exact)
            if verdict != CONSISTENT and not (exact and stated.exact):
                number = whole.quantity.number
                unit = Fraction(1, 10 ** max(stated.decimals, 0))
                inside = Fraction(number.low) / count <= stated.high + unit and Fraction(number.high) / count >= (
                    stated.low - unit
                )
                verdict = CONSISTENT if inside else verdict
            shown = f"{plain(whole.quantity.number.value)}/{plain(count)} = {decimal(value, stated.decimals + 1)}, "
            spanned = [whole, mean, *([reading] if reading is not None else [])]
            test = computed(spanned, "average", verdict, shown + plain(stated.value))
            if test.verdict == CONSISTENT:
                return test
            tests.append(test)
    if not tests:
        return None
    one = min(tests, key=lambda test: test.verdict == INCONSISTENT)
    settled = (
        len(tests) == 1
        and not _wider(figures, wholes[-1], counts[-1][1])
        and wholes[-1].sentence == mean.sentence
        and wholes[-1].period != "last"
    )
    return one if settled else one._replace(verdict=CANNOT_TELL, sure=False)


def _wider(figures: Figures, whole: Reading, count: Reading | None) -> bool:
    """Whether a total is told of a wider place than the bodies counted before it: 示范村6个,全市…达到5136名."""
    if count is None or count.at > whole.at:
        return False
    return _PLACE.search(figures.label(whole)) is not None


def _same_things(one: str, other: str) -> bool:
    """Whether a mean and its total may be of one kind: 6300人次, 平均每场180人."""
    return one == other or {one, other} == {"人", "人次"}


def _is_mean(figures: Figures, reading: Reading) -> bool:
    clause = _clause(figures, reading)
    return ("均" in clause or "每" in clause) and _MEAN.search(clause) is not None


def _clause(figures: Figures, reading: Reading) -> str:
    """The words before a number in its clause, without what stands in brackets: 每个村(社区)不少于."""
    last = figures.readings[reading.at - 1] if reading.at else None
    low = max(figures.lines[reading.sentence].start, reading.start - _LONGEST)
    if last is not None and last.sentence == reading.sentence:
        low = max(low, last.end)
    words = figures.text[low : reading.start].rpartition(",")[2].rpartition(";")[2]
    return _BRACKETS.sub("", words) if "(" in words else words


def _counted(figures: Figures, reading: Reading, over: str) -> bool:
    """Whether a count is of what the mean is taken over: 12期 for 每期, 9个街道 for 每个街道."""
    if reading.unit == over or reading.unit in _CLASSES.get(over, ()):
        return True
    if reading.unit not in _PLAIN and over.startswith(reading.unit):
        return True  # 平均每次出动: 次
    if reading.unit.startswith(over):
        return True  # 45场次, 平均每场
    bare = over.rstrip("出动投入有")
    bare = bare.lstrip("个名家所") or bare
    behind = iter(figures.text[reading.end : reading.end + _LONGEST_NOUN].partition(",")[0])
    # 每个调委会 is of 调解委员会: its characters come in the same order.
    noun = figures.text[reading.end : reading.quantity.stop]
    if len(bare) == 1 and (bare in noun[:_LONGEST_OWNER] or figures.label(reading).endswith(bare)):
        return True  # 36个行政村开展宣讲, 村均
    same = noun[:1] == bare[:1]
    if len(bare) > 1 and (figures.text.startswith(bare[:2], reading.end) or bare in figures.behind(reading)):
        return True
    if len(bare) > 1 and over[0] == reading.unit and bare[:2] in figures.label(reading):
        return True  # 配备法律顾问109名, 每名法律顾问
    return len(bare) > 0 and same and all(char in behind for char in bare)


def _whole_year(figures: Figures, mean: Reading) -> bool:
    line = figures.lines[mean.sentence]
    begun = any(word in figures.text[line.start : mean.start] for word in ("以来", "起,", "上线", "成立", "月至"))
    return not begun and figures.scan.has("figure-whole-year", line.start, mean.start)


def _durations(figures: Figures, mean: Reading) -> list[Reading]:
    return [r for r in figures.context(mean, back=0) if r.quantity.kind == DURATION and r.unit.endswith(("日", "天"))]


def _least(figures: Figures, least: Reading) -> Computed | None:
    """182个村共培育498名,每个村不少于3名: 546 at the least; 每家抽取处罚案卷5卷、许可案卷3卷: 8 for each."""
    clause = _clause(figures, least)
    match = _EACH.search(clause)
    if match is None:
        return None
    each, rest = match.group(1), match.group(2)
    side = [least]
    if figures.text[least.quantity.stop : least.quantity.stop + 1] == "、":
        side = [r for r in figures.items(least) if r.at == least.at or figures.text[r.quantity.lead - 1] == "、"]
    own = {r.at for r in side}
    line = figures.lines[least.sentence].readings
    at = least.at - line[0].at
    near = [r for r in line[max(0, at - _NEAREST) : at + _NEAREST + 1] if r.counts and r.tie not in BESIDE]
    near = [r for r in near if r.at not in own]
    heads = [r for r in near if _is_head(figures, r, each, rest)]
    wholes = [r for r in near if r.unit == least.unit and r not in heads and _is_total(figures, r, least)]
    if rest[:1] in _TIMES_A_YEAR and each in ("", "个") and len(wholes) == 1 and _whole_year(figures, wholes[0]):
        times = Fraction(_TIMES_A_YEAR[rest[0]])
        return _needed(figures, wholes[0], [least], (times, times), []) if _of_one(figures, least, wholes[0]) else None
    if len(heads) != 1 or len(wholes) != 1:
        return None
    head, whole = heads[0], wholes[0]
    if len(side) == 1 and not _of_one(figures, least, whole):
        return None  # 每村1名联络员, and advisers were counted
    number = head.quantity.number
    return _needed(figures, whole, side, (Fraction(number.low), Fraction(number.value)), [head])


def _needed(
    figures: Figures,
    whole: Reading,
    each: Sequence[Reading],
    heads: tuple[Fraction, Fraction],
    spanned: Sequence[Reading],
) -> Computed:
    """A count against the least that it must come to."""
    per = Fraction(sum(r.quantity.number.value for r in each))
    number = whole.quantity.number
    verdict = CONSISTENT if number.high >= heads[0] * per else INCONSISTENT
    sign = "≥" if verdict == CONSISTENT else "<"
    shown = f"{plain(number.value)} {sign} {plain(heads[1])}×{plain(per)}"
    sure = number.exact and all(r.quantity.number.exact for r in spanned)
    return computed([*spanned, whole, *each], "average", verdict, shown, sure=sure)


def _is_head(figures: Figures, reading: Reading, each: str, rest: str) -> bool:
    """Whether a count is of what each is spoken of: 14个镇街 for 每个镇街, 16家市直单位 for 每家单位."""
    if reading.unit == rest[:1] and rest[:1] not in _PLAIN:
        return True
    noun = figures.behind(reading)[: _LONGEST_OWNER + _TWO].partition("每")[0]
    if each in ("", reading.unit) and rest[:_TWO] in noun:
        return True
    return bool(noun) and (rest.startswith(noun[:_TWO]) or (noun[0] == rest[0] and rest[0] in _OWNERS))


def _is_total(figures: Figures, reading: Reading, least: Reading) -> bool:
    """Whether a count is one of all together: it stands before, behind the bodies, or is said to be of all."""
    before = figures.readings[reading.at - 1]
    if before.sentence == reading.sentence and least.at < before.at and before.counts and before.unit != reading.unit:
        return True
    return reading.at < least.at or reading.tie == SUM or figures.said(reading, "figure-total", "figure-all-told")


def _of_one(figures: Figures, least: Reading, whole: Reading) -> bool:
    """Whether the things that each has and those that were counted are the same by their words."""
    own = figures.behind(least)[:_TWO]
    around = figures.around(whole)
    if own:
        return own in around
    said = _clause(figures, least).rstrip("不少于至低")
    if len(said.partition("每")[2]) <= _SHORT_EACH:
        return True
    label = around.replace("共", "").replace("全年", "")
    return not label or any(label[i : i + _TWO] in said for i in range(len(label) - 1))


def _ratios(figures: Figures) -> Iterator[Computed]:
    """执法人员450名,法制审核员30名,按1:10的比例配备."""
    for match in _ratios_of(figures.text):
        one, many = Fraction(match.group(1)), Fraction(match.group(2))
        before = _readings_before(figures, match.start())
        if len(before) < _TWO and _readings_behind(figures, match.end()):
            before = _readings_behind(figures, match.end())
        if one != 1 or not many or len(before) < 2:
            continue
        tail = figures.text[match.end() : match.end() + 8]
        head = figures.text[max(0, match.start() - 8) : match.start()]
        if figures.scan.has("figure-norm", match.start() - len(head), match.start()) or any(
            word in tail for word in ("标准", "要求", "规定")
        ):
            continue
        places = len(match.group(2).partition(".")[2])
        pairs = [(a, b) for i, a in enumerate(before) for b in before[i + 1 :] if figures.words.same(a.unit, b.unit)]
        if not pairs:
            continue
        fitting = next((pair for pair in pairs if _is_ratio(*pair, many, places)), pairs[-1])
        best = _ratio(*fitting, many, places)
        sure = len(before) == 2 and all(r.quantity.number.exact for r in before)
        if not sure and best.verdict != CONSISTENT:
            best = best._replace(verdict=CANNOT_TELL, sure=False)
        yield best._replace(end=max(best.end, match.end()))


def _ratios_of(text: str) -> Iterator[re.Match[str]]:
    """Where 1:20 stands: digits on both sides of a colon."""
    for mark in ":∶":
        at = text.find(mark)
        while at >= 0:
            start = at
            while start and text[start - 1] in _DIGITS:
                start -= 1
            match = _RATIO.match(text, start) if start < at else None
            if match is not None:
                yield match
            at = text.find(mark, at + 1)


def _readings_before(figures: Figures, at: int) -> list[Reading]:
    """The counts of the sentence that stand before an offset."""
    index = bisect_left(figures.readings, at, key=lambda reading: reading.start)
    if not index:
        return []
    line = figures.lines[figures.readings[index - 1].sentence]
    if not line.start <= at <= line.end:
        return []
    return [r for r in figures.readings[max(0, index - _NEAREST) : index] if r.start >= line.start and r.counts]


def _readings_behind(figures: Figures, at: int) -> list[Reading]:
    """The counts of the sentence that stand behind an offset."""
    index = bisect_left(figures.readings, at, key=lambda reading: reading.start)
    found = figures.readings[index : index + _NEAREST]
    if not found or not figures.lines[found[0].sentence].start <= at:
        return []
    return [r for r in found if r.sentence == found[0].sentence and r.counts]


def _is_ratio(one: Reading, other: Reading, many: Fraction, places: int) -> bool:
    """Whether the larger count is so many times the smaller, within the last digit printed."""
    a, b = sorted((one.quantity.number.value, other.quantity.number.value))
    return bool(abs(b - many * a) * 10**places < a)


def _ratio(one: Reading, other: Reading, many: Fraction, places: int) -> Computed:
    a, b = sorted((Fraction(one.quantity.number.value), Fraction(other.quantity.number.value)))
    value = b / a if a else Fraction(0)
    verdict = CONSISTENT if _is_ratio(one, other, many, places) else INCONSISTENT
    shown = f"{plain(b)}/{plain(a)} = {decimal(value, places + 1)}, 1:{plain(many)}"
    return computed([one, other], "ratio", verdict, shown)
