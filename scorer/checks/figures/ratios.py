"""Ratios a:b against the two counts that they are of: 法治副校长与学校之比为1:3."""

from __future__ import annotations

from bisect import bisect_left
from fractions import Fraction
from typing import TYPE_CHECKING

from scorer.checks.figures.rations import RATION
from scorer.checks.figures.verdicts import CONSISTENT, INCONSISTENT, Computed, computed
from scorer.statements.numerals import decimal, plain
from scorer.statements.readings import AROUND, BESIDE
from scorer.text.expressions import expression
from scorer.text.words import offsets

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Sequence

    from scorer.statements.readings import Figures, Reading
    from scorer.text.words import Span

_RATIO = expression(r"(\d{1,4}(?:\.\d+)?)[:∶](\d{1,4}(?:\.\d+)?)(?![\d:∶])")
_NAMED = expression(
    r"([^,;:。、]{2,16}?)(?:与|和|同|对)([^,;:。、]{2,16}?)(?:的)?(?:数量|人数|件数|总数)?(?:之比|比例|配比|比|比率)"
    r"(?:达到|达|为|是|约为|约|保持在|控制在|稳定在|由|升至|降至|不低于)?$"
)
_NAMES = expression(
    r"(?:.*(?:落实|执行|按照|按|实行|实现|保持|达到|采用))?([^,;:。、]{2,16}?)(?:与|和|同)([^,;:。、]{2,16}?)(?:的|按|为)?$"
)
_CALLED = expression(r"的?(?:配比|比例|比率|配置|配备|配套|比)(?!不低|不少|以上|标准|要求)")
_SHORT = expression(
    r"([人师案生警辅医患编])([人师案生警辅医患编户])(?:比|比例|之比|配比)(?:已|约|高|仅|只有|达|达到|为|是|升至|降至|保持在)*$"
)
_SIGNS = {"师": ("教师", "教官", "教员", "讲师", "师资", "导师"), "生": ("学员", "学生", "生")}
_CASES, _PERSONS = ("件", "起", "宗", "例"), ("人", "名", "位")
_DIGITS = frozenset("0123456789.")
_PLACES = ("“", "其", "全体", "全部", "所有", "全省", "全市", "全县", "全区", "全州", "全旗", "全镇")
_NORMS = ("标准", "要求", "规定", "目标")
_HEAD, _TAIL = 40, 8  # characters before and behind a ratio in which it is told what it is of
_NEAREST = 8
_TWO = 2
_FEW, _FAR = 3, 80  # characters before a ratio
_LONGEST_TAIL = 6  # characters of a name that are looked for
_SMALL = 3  # of a ratio of so few a third of one is no rounding
_SHORT_OF, _EVEN = Fraction(1, 3), Fraction(1, 5)
_SLACK = Fraction(1, 20)  # what a ratio of two whole numbers may have been rounded by


def find_ratios(figures: Figures) -> Iterator[Computed]:
    """Every ratio whose two counts are told."""
    text = figures.text
    for match in _ratios_of(text):
        first, second = Fraction(match.group(1)), Fraction(match.group(2))
        if not first or not second or _is_norm(figures, match):
            continue
        head = text[max(0, match.start() - _HEAD) : match.start()]
        named = _NAMED.search(head.rpartition("。")[2].rpartition(",")[2].rpartition(";")[2])
        before = _near(figures, match)
        test = None
        named = named or _before_its_name(figures.text, match)
        short = _SHORT.search(head) if named is None else None
        if named is not None:
            begun = match.start() - len(head) + max(0, head.rfind(named.group()))
            names = [_narrowed(name) for name in named.groups()]
            said = match.group(1), match.group(2)
            if _is_told(figures, before, names, (begun, match.end())):
                test = _of_names(before, names, said)
            elif len(only := _only_two(figures, match, before)) == _TWO:
                test = _of_those(only, [_bare(name) for name in names], said)
        elif short is not None:
            test = _of_characters(figures, before, short.groups(), match)
        elif 1 in (first, second):
            test = _of_two(figures, match, before)
        if test is not None:
            yield test._replace(start=min(test.start, match.start()), end=max(test.end, match.end()))


def _before_its_name(text: str, match: re.Match[str]) -> re.Match[str] | None:
    """辅助人员与正式人员1:2的配比: the ratio stands between its names and what it is called."""
    if not _CALLED.match(text, match.end()):
        return None
    head = text[max(0, match.start() - _HEAD) : match.start()]
    return _NAMES.search(head.rpartition("。")[2].rpartition(",")[2].rpartition(";")[2])


def _of_characters(
    figures: Figures, counts: Sequence[Reading], named: Sequence[str], match: re.Match[str]
) -> Computed | None:
    """人案比1:60: a character for persons, one for cases; wrong if no two such counts are in that ratio."""
    index = bisect_left(figures.readings, match.start(), key=lambda reading: reading.start)
    told = [r for r in counts if not r.quantity.number.manner and r.quantity.number.value and r.at < index]
    ones, others = ([r for r in told if _is_of(r, char)] for char in named)
    many, scale = Fraction(match.group(2)), Fraction(match.group(1))
    pairs = [(a, b) for a in ones for b in others if a.at != b.at]
    if not pairs or len(ones) > 1:
        return None
    values = [Fraction(b.quantity.number.value) * scale / Fraction(a.quantity.number.value) for a, b in pairs]
    places = len(match.group(2).partition(".")[2])
    fits = any(abs(value - many) * 10**places < (1 if many > _SMALL else _SHORT_OF) for value in values)
    (a, b), value = pairs[-1], values[-1]
    shown = f"{plain(b.quantity.number.value)}/{plain(a.quantity.number.value)} = {decimal(value, places + 1)}, "
    loose = not fits and any(abs(value - many) <= many * _SLACK for value in values)
    loose = loose or any(_may_be_of(pair, scale / many) for pair in pairs)
    verdict = CONSISTENT if fits or loose else INCONSISTENT
    return computed([a, b], "ratio", verdict, f"{shown}{match.group()}")


def _is_of(reading: Reading, char: str) -> bool:
    """Whether a count is of what a character stands for: 人 for 办案人员8名, 生 for 学员450人."""
    if char == "案":
        return reading.unit in _CASES and ("案" in reading.around or "件" in reading.around)
    if char in "人户":
        return reading.unit in (_PERSONS if char == "人" else ("户", "家"))
    return any(sign in reading.around for sign in _SIGNS.get(char, (char,)))


def _ratios_of(text: str) -> Iterator[re.Match[str]]:
    """Where 1:20 stands: digits on both sides of a colon."""
    for mark in ":∶":
        for at in offsets(text, mark):
            start = at
            while start and text[start - 1] in _DIGITS:
                start -= 1
            match = _RATIO.match(text, start) if start < at else None
            if match is not None:
                yield match


def _is_norm(figures: Figures, match: re.Match[str]) -> bool:
    """Whether a ratio is what ought to be: 按不低于1:10的比例配备, 1:10的标准."""
    tail = figures.text[match.end() : match.end() + _TAIL].partition(",")[0].partition("。")[0]
    low = max(0, match.start() - _TAIL)
    return figures.scan.has("figure-norm", low, match.start()) or any(word in tail for word in _NORMS)


def _near(figures: Figures, match: re.Match[str]) -> list[Reading]:
    """The counts of the sentence of a ratio and of the two before."""
    index = bisect_left(figures.readings, match.start(), key=lambda reading: reading.start)
    return [
        r for r in figures.readings[max(0, index - _NEAREST) : index + _NEAREST] if r.counts and _by(figures, r, match)
    ]


def _by(figures: Figures, reading: Reading, match: re.Match[str]) -> bool:
    line = figures.lines[reading.sentence]
    if line.start <= match.end() <= line.end + 1:
        return True
    if line.start > match.end():
        behind = figures.text[match.end() : line.start]
        return "\n" not in behind and behind.count("。") == 1
    before = figures.text[line.end : match.start()]
    return "\n" not in before and 0 < before.count("。") <= AROUND


def _of_those(two: Sequence[Reading], names: Sequence[str], said: tuple[str, str]) -> Computed | None:
    """The only two counts, each of the name whose end it is told with; None where neither name tells them apart."""
    fits = [[_held(r, name) for name in names] for r in two]
    straight, crossed = fits[0][0] + fits[1][1], fits[0][1] + fits[1][0]
    if straight == crossed or min(max(fit) for fit in fits) < _TWO:
        return None
    one, other = two if straight > crossed else two[::-1]
    return _of_pair(one, other, said)


def _held(reading: Reading, name: str) -> int:
    """How many characters of the end of a name stand around a count."""
    return next((size for size in range(min(len(name), _LONGEST_TAIL), 1, -1) if name[-size:] in reading.around), 0)


def _of_names(counts: Sequence[Reading], names: Sequence[str], said: tuple[str, str]) -> Computed | None:
    """The two counts that the names of a ratio mean, in their order."""
    one, other = (_meant(counts, name) for name in names)
    if one is None or other is None or one.at == other.at:
        return None
    return _of_pair(one, other, said)


def _of_pair(one: Reading, other: Reading, said: tuple[str, str]) -> Computed | None:
    a, b = Fraction(one.quantity.number.value), Fraction(other.quantity.number.value)
    if not a or not b:
        return None  # 值班律师0名
    first, second = Fraction(said[0]), Fraction(said[1])
    if first == 1 or second == 1:
        value, told = (b / a, second) if first == 1 else (a / b, first)
        places = len(said[first == 1].partition(".")[2])
        agree = abs(value - told) * 10**places < (1 if told > _SMALL else _SHORT_OF if told > 1 else _EVEN)
    else:
        value, told = a / b, first / second
        agree = abs(value - told) <= told * _SLACK
    agree = agree or _may_be_of((one, other), first / second)
    shown = f"{plain(a)}:{plain(b)} = {decimal(value, 2)}, {said[0]}:{said[1]}"
    return computed([one, other], "ratio", CONSISTENT if agree else INCONSISTENT, shown)


def _narrowed(name: str) -> str:
    """A name without what both are among: 应诉案件中一审."""
    own = name.rpartition("中")[2]
    return own if len(own) >= _TWO else name


def _only_two(figures: Figures, match: re.Match[str], counts: Sequence[Reading]) -> list[Reading]:
    """The counts of the sentence of a ratio, which are those that it is of where they are two."""
    number = figures.sentence_at(match.start())
    if number < 0 or "。" in figures.text[figures.lines[number].start : match.start()]:
        return []
    own = [r for r in counts if r.sentence == number and "每" not in r.label and not r.mean]
    return [r for r in own if r.tie not in BESIDE] if len(own) == _TWO else []


def _may_be_of(pair: Sequence[Reading], told: Fraction) -> bool:
    """Whether two counts, one of which is told in round numbers, may be in a ratio."""
    one, other = (r.quantity.number for r in pair)
    if (one.exact and other.exact) or not one.low or not other.low:
        return not (one.exact and other.exact)
    low, high = Fraction(one.low) / Fraction(other.high), Fraction(one.high) / Fraction(other.low)
    return low * (1 - _SLACK) <= told <= high * (1 + _SLACK)


def _is_told(figures: Figures, counts: Sequence[Reading], names: Sequence[str], own: Span) -> bool:
    """Whether the sentences of some counts hold all that the names of a ratio say: no 党员网格员 beside 网格员540名."""
    lines = [figures.lines[number] for number in sorted({r.sentence for r in counts})]
    known = "".join(figures.text[line.start : min(line.end, max(line.start, own[0]))] for line in lines)
    known += "".join(figures.text[max(line.start, own[1]) : line.end] for line in lines)
    return all(char in known for name in names for char in _bare(name))


def _bare(name: str) -> str:
    """A name without what only counts or places it."""
    for idle in ("“", "”", "的", "数量", "人数", "配备", "之间", "总数", "件数", "数"):
        name = name.removesuffix(idle)
    for place in _PLACES:
        name = name.removeprefix(place)
    return name


def _meant(counts: Sequence[Reading], name: str) -> Reading | None:
    """The count that stands nearest to the last characters of a name; None if none holds them."""
    name = _bare(name)
    for size in range(min(len(name), _LONGEST_TAIL), 1, -1):
        best: tuple[int, Reading] | None = None
        tail = name[-size:]
        for count in counts:
            label, behind = count.label, count.behind
            gaps = []
            if tail in label:
                gaps.append(len(label) - label.rfind(tail) - len(tail))
            if tail in behind:
                gaps.append(behind.find(tail))
            if gaps and (best is None or min(gaps) < best[0]):
                best = min(gaps), count
        if best is not None:
            return best[1]
    return None


def _of_two(figures: Figures, match: re.Match[str], near: Sequence[Reading]) -> Computed | None:
    """执法人员450名,法制审核员30名,按1:10的比例配备: the only two counts of the sentence."""
    index = bisect_left(figures.readings, match.start(), key=lambda reading: reading.start)
    before = [r for r in near if r.at < index and figures.lines[r.sentence].end >= match.start()]
    behind = [r for r in near if r.at >= index and figures.lines[r.sentence].start <= match.start()]
    counts = behind if len(before) < _TWO and behind else before
    rationed = [
        (m.start(), m.end()) for m in RATION.finditer(figures.text, max(0, match.start() - _FAR), match.start())
    ]
    counts = [r for r in counts if not any(low <= r.start < high for low, high in rationed)]
    first, second = match.groups()
    one, many = (first, second) if first == "1" else (second, first)
    if one != "1" or len(counts) < _TWO or Fraction(many) < 1 or figures.text[match.start() - 1] in "由从":
        return None
    places = len(many.partition(".")[2])
    apart = len(counts) == _TWO and _CALLED.match(figures.text, match.end()) is not None  # 16个司法所64人,按1:6配备
    apart = apart and "按" in figures.text[match.start() - _FEW : match.start()]
    pairs = [
        (a, b) for i, a in enumerate(counts) for b in counts[i + 1 :] if apart or figures.words.same(a.unit, b.unit)
    ]
    if not pairs:
        return None
    fitting = next((pair for pair in pairs if _is_ratio(*pair, Fraction(many), places)), pairs[-1])
    best = _ratio(*fitting, Fraction(many), places)
    sure = len(counts) == _TWO and all(not r.quantity.number.manner for r in counts)
    if best.verdict != CONSISTENT and (not sure or _may_be(*fitting, Fraction(many), places)):
        return best.untold()
    return best


def _is_ratio(one: Reading, other: Reading, many: Fraction, places: int) -> bool:
    """Whether the larger count is so many times the smaller, within the last digit printed."""
    a, b = sorted((one.quantity.number.value, other.quantity.number.value))
    return bool(abs(b - many * a) * 10**places < (a if many > _SMALL else a * _SHORT_OF))


def _may_be(one: Reading, other: Reading, many: Fraction, places: int) -> bool:
    """Whether two counts that are told in round numbers may be in a ratio: 180万元、95万元."""
    a, b = sorted((one.quantity.number, other.quantity.number))
    if not a.low:
        return True
    reach = Fraction(1, 10**places) / 2
    low, high = Fraction(b.low) / Fraction(a.high), Fraction(b.high) / Fraction(a.low)
    return low <= many + reach and high >= many - reach and not (a.exact and b.exact)


def _ratio(one: Reading, other: Reading, many: Fraction, places: int) -> Computed:
    a, b = sorted((Fraction(one.quantity.number.value), Fraction(other.quantity.number.value)))
    value = b / a if a else Fraction(0)
    verdict = CONSISTENT if _is_ratio(one, other, many, places) else INCONSISTENT
    shown = f"{plain(b)}/{plain(a)} = {decimal(value, places + 1)}, 1:{plain(many)}"
    return computed([one, other], "ratio", verdict, shown)
