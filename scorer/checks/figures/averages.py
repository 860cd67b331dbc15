"""Means against their total and the count that they are taken over."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from scorer.checks.figures.verdicts import CONSISTENT, INCONSISTENT, Computed, computed, near
from scorer.statements.numerals import ABOUT, chinese, decimal, plain
from scorer.statements.quantities import DURATION
from scorer.statements.readings import AMONG, AROUND, BESIDE, FROM, SUM, TO
from scorer.text.expressions import expression

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scorer.statements.readings import Figures, Reading

# 场均, 每场平均, 平均每个街道, 每个街道平均办理: what the mean is taken over
_MEAN = expression(
    r"平均每([^,;:。\d]{1,12}?)(?:办理|授课|接待|受理|配备|有|约|为|达|不少于|至少|$)"
    r"|每([万千百]人)(?:拥有|配备|占有|有)|每([^,;:。\d]{1,8}?)平均|(?<![每各])([人户场次件案宗期月日村校班室所年季周家县镇乡街局区市站队企院社])均(?![已为衡等]|可以)"
)
_ABOUT_EACH = expression(r"每([期场次件名人所家])[^,;:。\d]{0,6}$")  # 每期培训约260人次
_YEARLY = expression(r"(?:^|[,;])(?:近)?([两二三四五2-5])年(?:来)?(?:年均|平均)$")  # of the years told before
_PLACE = expression(r"全[省市县区州旗镇乡]")
_BRACKETS = expression(r"\([^()]*\)")
_LONGEST = 30  # characters of the words before a mean
_LONGEST_NOUN = 10
_LONGEST_OWNER = 6  # characters of the bodies of whom there are so many: 个行政村
_AHEAD = expression(r"^(.*?)(?:平均|每|各|单|一\w{1,8}平均|\w均)")
_OVER_ALL = expression(
    r"平均每?[^,;:。\d]?|每[^,;:。\d]{1,3}?平均|[^,;:。\d]均"
)  # the words of a mean, without its things
_MEANT = expression(r"^.*(?:均|每[^,;:。\d]{1,3}?)")  # the words of a mean up to those of its things
_PAIR = 2
_PLAIN = frozenset("个名")
_LEAST_NAME = 4  # characters of the name of those that a mean is taken over
_MONTHS = 12
_YEARS = ({"h1", "h2"}, {"q1", "q2", "q3", "q4"})  # parts that make up a year
_SPAN = expression(r"(?<!\d)(1[0-2]|[1-9])月?(?:至|到|—|-|~)(1[0-2]|[1-9])月")
_DAYS = 240, 366  # of work, and all
_HELD = ("共有", "现有", "拥有", "目前有", "在册", "累计有")
_MADE = ("培养", "培育", "培训", "发展", "新增", "新聘", "新配", "选派", "招募", "服务", "联系", "覆盖")
_PERSONS = frozenset("人名位")
_NEAREST = 6
_MOST = 4  # totals and counts that a mean is tried with
_PER_HEADS = {"万人": 10_000, "千人": 1000, "百人": 100}
_CASES = frozenset("件起宗案")
_CLASSES = {"案": _CASES, "件": _CASES, "人": _PERSONS, "户": frozenset("户家"), "家": frozenset("户家")}


def find_averages(figures: Figures) -> Iterator[Computed]:
    """Every mean, least count and ratio whose total and count are told."""
    for line in figures.lines:
        said = figures.text[line.start : line.end]
        if "均" in said or "每" in said:
            for reading in line.readings:
                if reading.counts and reading.tie not in (AMONG, FROM, TO, *BESIDE):
                    yield from _averaged(figures, reading)


def _averaged(figures: Figures, reading: Reading) -> Iterator[Computed]:
    """A count that is said to be a mean or a least count."""
    clause = _clause(figures, reading)
    if "均" not in clause and "每" not in clause:
        return
    match = _YEARLY.search(clause)
    if match is not None:
        said = match.group(1)
        yield from _yearly(figures, reading, int(said) if said.isdigit() else int(chinese(said) or 0))
        return
    match = _MEAN.search(clause) or (_ABOUT_EACH.search(clause) if reading.quantity.number.manner == ABOUT else None)
    if match is not None:
        test = _mean(figures, reading, next(group for group in match.groups() if group))
        if test is not None:
            yield test


def _mean(figures: Figures, mean: Reading, over: str) -> Computed | None:
    """培训12期1560人次,平均每期190人次."""
    context = [r for r in figures.context(mean) if r.counts and r.tie not in (FROM, *BESIDE)][-2 * _NEAREST :]
    wholes = [r for r in context if _same_things(r.unit, mean.unit) and not _is_mean(figures, r)]
    counts: list[tuple[Fraction | int, Reading | None]] = [
        (r.quantity.number.value, r) for r in context if _counted(figures, r, over) and r.quantity.number.value > 1
    ]
    if len(counts) == 1:  # 9个县区共建成公园63个
        wholes = [r for r in wholes if r is not counts[0][1]] or wholes
    over = over.rstrip("拥配占") if "人" in over else over
    if over in _PER_HEADS:
        heads = [r for r in context if r.unit in ("人", "万人") and r.quantity.number.value >= _PER_HEADS[over]]
        counts = [(Fraction(r.quantity.number.value) / _PER_HEADS[over], r) for r in heads]
    elif over.startswith(("月", "个月")):
        parts = [r for r in wholes if r.period[:1] in ("h", "q")]
        if {r.period for r in parts} in _YEARS and len(parts) == len(wholes) == len({r.period for r in parts}):
            return _of_parts(parts, mean)
        at = figures.readings[mean.at - 1]
        if wholes and wholes[-1].at == at.at and at.sentence == mean.sentence:
            wholes = wholes[-1:]
        months = _SPAN.search(figures.text, figures.lines[mean.sentence].start, mean.start)
        if wholes and months is not None and "全年" not in wholes[-1].label:
            counts = [(int(months.group(2)) - int(months.group(1)) + 1, None)]
        elif _whole_year(figures, mean) or (wholes and _whole_year(figures, wholes[-1])):
            counts = [(_MONTHS, None)]
    elif over[0] in "日天":
        told = _durations(figures, mean)
        if told and figures.readings[mean.at - 1].at == told[-1].at:
            told = told[-1:]  # 按250个工作日计日均46人次
        counts = [(n.quantity.number.value, None) for n in told]
    if len(counts) > 1:
        counts = _named(figures, mean, counts)
    plainly = _clause(figures, mean).partition("日均")[0] in ("", "全年", "年", "平均")
    if over == "日" and plainly and not counts and len(wholes) == 1 and _whole_year(figures, wholes[0]):
        return _daily(wholes[0], mean)
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
                low, high = _spread(reading)
                inside = Fraction(number.low) / (count * high) < stated.high + unit
                inside = inside and Fraction(number.high) / (count * low) >= stated.low - unit / 2
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
    if len(tests) > 1 and len(counts) == 1:
        told = [r for r in wholes[-_MOST:] if _is_named(figures, mean, r)]
        told = told or [r for r in wholes[-1:] if r.tie == SUM]  # 新增12名,总数达到69名
        tests = [test for test in tests if len(told) == 1 and test.start <= told[0].start < test.end][-1:] or tests
        wholes, one = (told, tests[0]) if len(tests) == 1 else (wholes, one)
    nearest = len(wholes) == 1 and wholes[-1].at == mean.at - 1
    settled = (
        (len(tests) == 1 or (nearest and one.verdict == INCONSISTENT))
        and not _wider(wholes[-1], counts[-1][1])
        and not _is_of_part(figures, wholes[-1], counts[-1][1])
        and (wholes[-1].sentence == mean.sentence or _is_alone(figures, mean, wholes[-1]))
        and wholes[-1].period != "last"
    )
    if (
        settled
        and one.verdict == INCONSISTENT
        and (
            _fits_any(figures, mean)
            or is_narrower(figures, mean, _clause(figures, mean))
            or is_of_others(figures, mean, wholes[-1])
        )
    ):
        settled = False
    return one if settled else one.untold()


def _of_parts(parts: list[Reading], mean: Reading) -> Computed:
    """上半年14次,下半年11次,平均每月三次以上: over the months of a year that is told by its parts."""
    total = sum(r.quantity.number.value for r in parts)
    value, stated = Fraction(total) / _MONTHS, mean.quantity.number
    shown = f"{plain(total)}/{_MONTHS} = {decimal(value, stated.decimals + 1)}, {plain(stated.value)}"
    exact = all(r.quantity.number.exact for r in parts)
    return computed([*parts, mean], "average", near(value, stated), shown, sure=exact)


def _is_alone(figures: Figures, mean: Reading, whole: Reading) -> bool:
    """Whether a mean in another sentence than its total is told of nothing else: no part, no body, no time."""
    said = figures.text[figures.lines[mean.sentence].start : mean.start]
    between = figures.text[whole.end : mean.start]
    own = bare(figures, _OVER_ALL.sub("", _clause(figures, mean)))
    known = figures.text[figures.lines[whole.sentence].start : figures.lines[whole.sentence].end]
    plain = mean.tie == "" and not mean.period and "其中" not in said and between.count("。") <= AROUND
    same = all(char in known for char in own) or (len(own) == _PAIR and own[-1] in whole.label)  # 参训, 培训
    return plain and same


def _is_of_part(figures: Figures, whole: Reading, count: Reading | None) -> bool:
    """Whether a mean is over some of those that a total is of: 听众9900人次,其中大型巡讲5场,大型巡讲场均680人次."""
    return count is not None and count.tie == AMONG and whole.at < count.at


def _spread(head: Reading | None) -> tuple[Fraction, Fraction]:
    """How far a count may be from what is printed, as a multiple of it: 50万人 is half a ten thousand more or less."""
    if head is None:
        return Fraction(1), Fraction(1)
    number = head.quantity.number
    return Fraction(number.low) / Fraction(number.value), Fraction(number.high) / Fraction(number.value)


def is_narrower(figures: Figures, mean: Reading, clause: str) -> bool:
    """Whether a mean is told of a kind that nothing before it names: 刑事案件件均2000元."""
    match = _AHEAD.search(clause)
    own = bare(figures, match.group(1) if match is not None else "")
    before = figures.text[figures.lines[mean.sentence].start : mean.start - len(clause)]
    return len(own) > _PAIR and own[:_PAIR] not in before


def is_of_others(figures: Figures, mean: Reading, whole: Reading) -> bool:
    """Whether a mean is told of other things than a total: 应诉案件4件,人均办理法律事务30余件.

    Where it is more than the total, they must have the very words in common.
    """
    own = bare(figures, _MEANT.sub("", _clause(figures, mean)) + mean.behind)
    told = bare(figures, whole.around)
    if len(own) < _PAIR or len(told) < _PAIR:
        return False
    if mean.quantity.number.value > whole.quantity.number.value:
        return told not in own and own not in told
    return len(own) > _PAIR and not any(char in told for char in own)


def is_stock(total: Reading, words: str) -> bool:
    """Whether a total is of all there are and each has been given so many: 今年每村培养3名,全县共有75名."""
    return any(held in total.label for held in _HELD) and any(made in words for made in _MADE)


def bare(figures: Figures, words: str) -> str:
    """Some words without those that name nothing."""
    for word in figures.words.idle:
        words = words.replace(word, "")
    return words


def _yearly(figures: Figures, mean: Reading, years: int) -> Iterator[Computed]:
    """2022年至2024年分别查办31件、28件、34件,三年年均31件: as many counts in one list as years."""
    told = figures.readings[max(0, mean.at - years) : mean.at]
    listed = figures.items(told[0])[:years] if told and told[0].counts else []
    if len(told) != years or [r.at for r in listed] != [r.at for r in told] or told[0].unit != mean.unit:
        return
    before = figures.text[figures.lines[mean.sentence].start : told[0].start]
    if told[0].sentence != mean.sentence or "年" not in before or "季" in before or "月" in before:
        return
    total = sum(r.quantity.number.value for r in told)
    value = Fraction(total) / years
    verdict = near(value, mean.quantity.number)
    shown = f"{plain(total)}/{years} = {decimal(value, mean.quantity.number.decimals + 1)}, "
    exact = all(r.quantity.number.exact for r in (*told, mean))
    each = figures.said(told[0], "figure-each") or bool(told[-1].period)
    spanned = [*told, mean]
    yield computed(spanned, "average", verdict, shown + plain(mean.quantity.number.value), sure=exact and each)


def _fits_any(figures: Figures, mean: Reading) -> bool:
    """Whether any count of the sentence or the two before gives the mean over any other."""
    told = [r for r in figures.context(mean) if r.counts and r.quantity.number.value][-2 * _NEAREST :]
    values = [Fraction(r.quantity.number.value) for r in told]
    stated = mean.quantity.number
    return any(near(one / other, stated) == CONSISTENT for one in values for other in values if one > other > 1)


def _named(
    figures: Figures, mean: Reading, counts: list[tuple[Fraction | int, Reading | None]]
) -> list[tuple[Fraction | int, Reading | None]]:
    """The count whose own words stand before the mean, if one does: 一线办案人员12名, 一线办案人员人均."""
    said = _clause(figures, mean)
    told = []
    for value, reading in counts:
        label = reading.label.removeprefix("其中") if reading is not None else ""
        if len(label) >= _LEAST_NAME and label in said:
            told.append((value, reading))
    return told if len(told) == 1 else counts


def _is_named(figures: Figures, mean: Reading, whole: Reading) -> bool:
    """Whether the words of a mean are those of a total: 减免费用22.6万元, 人均减免."""
    clause, label = _clause(figures, mean), whole.label
    verbs = [clause[at : at + 2] for at in range(len(clause) - 1)]
    return any(verb in label for verb in verbs)


def _daily(whole: Reading, mean: Reading) -> Computed:
    """全年365件,日均1.5件: over no more than all days of a year and no fewer than its days of work."""
    number, stated = whole.quantity.number, mean.quantity.number
    unit = Fraction(1, 10 ** max(stated.decimals, 0))
    low, high = Fraction(number.low) / _DAYS[1] - unit, Fraction(number.high) / _DAYS[0] + unit
    verdict = CONSISTENT if low <= stated.high and stated.low <= high else INCONSISTENT
    value = decimal(Fraction(number.value) / _DAYS[1], stated.decimals + 1)
    return computed(
        [whole, mean], "average", verdict, f"{plain(number.value)}/{_DAYS[1]} = {value}, {plain(stated.value)}"
    )


def _wider(whole: Reading, count: Reading | None) -> bool:
    """Whether a total is told of a wider place than the bodies counted before it: 示范村6个,全市…达到5136名."""
    if count is None or count.at > whole.at:
        return False
    return _PLACE.search(whole.label) is not None


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
    if len(bare) == 1 and (bare in noun[:_LONGEST_OWNER] or reading.label.endswith(bare)):
        return True  # 36个行政村开展宣讲, 村均
    same = noun[:1] == bare[:1]
    if len(bare) > 1 and (figures.text.startswith(bare[:2], reading.end) or bare in reading.behind):
        return True
    joined = reading.at and figures.readings[reading.at - 1].end == reading.quantity.lead  # 9个县区共建成公园63个
    if len(bare) > 1 and over[0] == reading.unit and bare[:2] in reading.label and not joined:
        return True  # 配备法律顾问109名, 每名法律顾问
    return len(bare) > 0 and same and all(char in behind for char in bare)


def _whole_year(figures: Figures, mean: Reading) -> bool:
    line = figures.lines[mean.sentence]
    begun = any(word in figures.text[line.start : mean.start] for word in ("以来", "起,", "上线", "成立", "月至"))
    return not begun and figures.scan.has("figure-whole-year", line.start, mean.start)


def _durations(figures: Figures, mean: Reading) -> list[Reading]:
    return [r for r in figures.context(mean, back=0) if r.quantity.kind == DURATION and r.unit.endswith(("日", "天"))]
