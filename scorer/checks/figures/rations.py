"""So many of one for so many of another, against the two counts: 每名律师对应3个村,12名律师包下54个村."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from scorer.checks.figures.beginnings_each import PLACES_OF_FORMULAS, STAFF_OF_FORMULAS, ration_formulas, rations
from scorer.checks.figures.quantifiers import clause_start
from scorer.checks.figures.verdicts import CONSISTENT, INCONSISTENT, Computed, computed
from scorer.statements.numerals import chinese, decimal, plain
from scorer.statements.readings import AMONG, AROUND, BESIDE, MOVED
from scorer.text.expressions import expression

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Sequence

    from scorer.statements.readings import Figures, Reading

_NUMBER = r"(\d{1,6}|[一两二三四五六七八九十百千]{1,4})"
_COUNTER = r"([名个位件家所户人支])"
_HAVE = (
    r"(?:固定|统一|对口|定点|各自|分别|就|便|都|均|可)*(?:对应|服务|联系|联络|负责|包联|包保|包|管理|结对|挂钩|承办|办理|辅导|"
    r"指导|覆盖|拥有|配备|配有|配|聘有|有|占有|分到|承担|面对|管)(?:着|了)?"
)
RATION = expression(
    rf"(?:每{_NUMBER}?|(?<![\d第唯任某同之逐有统其万])一){_COUNTER}([^,;。:、\d一两二三四五六七八九十每]{{1,10}}?)(?:中|里|当中|之中)?{_HAVE}"
    rf"{_NUMBER}{_COUNTER}([^,;。:、\d]{{0,10}})",
)
_OPEN = ("至少", "不少于", "不低于", "原则", "左右", "以上", "不超过", "最多", "余", "多")
_MEANT = (
    *("要求", "标准", "规定", "目标", "力争", "争取", "计划", "应当", "应有", "应配", "须", "拟", "上年"),
    *("去年", "全省", "全国", "每月", "每年", "每周", "每季"),
)
_SOME = ("首批", "先行", "首期", "新增", "新聘", "本年", "另有")  # no count of all
_FORMULA = expression(rf"([一每])([{PLACES_OF_FORMULAS}])([一两二三四五六])([{STAFF_OF_FORMULAS}])(?![次均户])")
_OWN_UNITS = {"窗": "个", "所": "个所家", "村": "个", "校": "所个", "站": "个", "居": "个", "庭": "个家"}
_ENOUGH = Fraction(9, 10)
_NOUNS, _TAIL = frozenset("户人"), 4
_DEEDS = ("包联", "包保", "联系", "服务", "管理", "负责", "走访", "结对", "覆盖", "辅导")
_MEANS = ("平均",)  # which other relations reckon
_IDLE = ("固定", "法律", "专职", "驻村", "公职", "都", "均", "就")
_NEAREST, _PAIR, _HEAD, _NAME = 8, 2, 24, 6
_SLACK = Fraction(3, 20)  # of a ratio that is told in whole numbers


def find_rations(figures: Figures) -> Iterator[Computed]:
    """Every ration of which both counts are told in its sentence or one near it."""
    for match in (RATION.match(figures.text, at) for at in rations(figures.text)):
        if match is not None and not _is_meant(figures.text, match):
            test = _judged(figures, match)
            if test is not None:
                yield test
    for match in (_FORMULA.match(figures.text, at) for at in ration_formulas(figures.text)):
        test = _short_of(figures, match) if match is not None else None
        if test is not None:
            yield test


def _short_of(figures: Figures, match: re.Match[str]) -> Computed | None:
    """“一所两员”,26个司法所有调解员39名: fewer than each has together."""
    number = figures.sentence_at(match.end())
    text = figures.text
    line = figures.lines[number if number >= 0 and figures.lines[number].end > match.end() else number + 1 :][:1]
    if not line or "。" in text[match.end() : line[0].end] or "\n" in text[match.end() : line[0].start]:
        return None
    head = text[max(clause_start(text, match.start(), ",;。\n"), match.start() - _HEAD) : match.start()]
    own = [r for r in line[0].readings if r.start > match.end() and r.counts]
    name, each = match.group(2), _value(match.group(3))
    owners = [r for r in own if r.unit in _OWN_UNITS[name] and name in r.behind[:_NAME] + r.label]
    persons = [r for r in own if r.unit in ("名", "人", "位")]
    if len(own) != _PAIR or len(owners) != 1 or len(persons) != 1 or any(word in head for word in _MEANT):
        return None
    a, b = owners[0].quantity.number, persons[0].quantity.number
    if not (a.exact and b.exact) or any(word in persons[0].around for word in _SOME):
        return None
    verdict = CONSISTENT if Fraction(b.value) >= _ENOUGH * a.value * each else INCONSISTENT
    shown = f"{plain(b.value)}/{plain(a.value)} = {decimal(Fraction(b.value) / Fraction(a.value), 2)}, {plain(each)}"
    test = computed(sorted((owners[0], persons[0])), "ratio", verdict, shown)
    return test._replace(start=min(test.start, match.start()))


def _is_meant(text: str, match: re.Match[str]) -> bool:
    """Whether a ration is what ought to be, or told loosely."""
    head = text[max(clause_start(text, match.start(), ",;。\n"), match.start() - _HEAD) : match.start()]
    said = match.group() + text[match.end() : match.end() + _PAIR]
    of_several = match.group(1) not in (None, "1", "一")  # 平均每3个社区配有1名
    return any(word in head or word in said for word in (*_MEANT, *_OPEN, *(() if of_several else _MEANS)))


def _judged(figures: Figures, match: re.Match[str]) -> Computed | None:
    first, unit, one, second, other_unit, other = match.groups()
    if not other and other_unit not in _NOUNS:
        return None  # 每十件中有三件
    a, b = (Fraction(_value(said)) for said in (first or "1", second))
    near = _near(figures, match)
    owners = _of(figures, near, one, unit)
    owned = _of(figures, near, other, other_unit) if other else _dealt_with(near, other_unit)
    if not owned and owners and other:
        owned = [r for r in near if r not in owners and figures.words.alike(r.unit, other_unit)]
        owned = owned if len(owned) == 1 and len(near) == _PAIR else []
    pairs = [(x, y) for x in owners for y in owned if x.at != y.at and x.quantity.number.value]
    if not pairs or not a or not b:
        return None
    values = [Fraction(y.quantity.number.value) / Fraction(x.quantity.number.value) for x, y in pairs]
    fits = [abs(value * a / b - 1) <= _SLACK or abs(value - b) * a < Fraction(1, 2) for value in values]
    if not any(fits) and len(pairs) > 1:
        return None
    (x, y), value = pairs[0], values[0]
    shown = f"{plain(y.quantity.number.value)}/{plain(x.quantity.number.value)} = {decimal(value, 2)}, "
    test = computed([x, y], "ratio", CONSISTENT if any(fits) else INCONSISTENT, f"{shown}{plain(b)}/{plain(a)}")
    return test._replace(start=min(test.start, match.start()), end=max(test.end, match.end()))


def _dealt_with(counts: Sequence[Reading], unit: str) -> list[Reading]:
    """30名网格员包联1200户: what is named by its unit alone, with the deed before it; no 全区居民4.8万户."""
    return [r for r in counts if r.unit == unit and any(deed in r.label[-_TAIL:] for deed in _DEEDS)]


def _value(said: str) -> Fraction | int:
    return int(said) if said.isdigit() else chinese(said) or 0


def _near(figures: Figures, match: re.Match[str]) -> Sequence[Reading]:
    """The plain counts of the sentence of a ration and of those beside it, itself left out."""
    number = figures.sentence_at(match.start())
    found = []
    for line in figures.lines[max(0, number - 1) : number + AROUND]:
        between = figures.text[min(line.start, match.end()) : max(line.start, match.start())]
        for r in line.readings if "\n" not in between and between.count("。") <= AROUND else ():
            inside = match.start() <= r.start < match.end() or figures.text[r.start - 1 : r.start] == "“"
            each = "每" in r.label or r.mean
            each = each or any(word in r.around for word in _SOME)
            if r.counts and not inside and not each and r.tie not in (MOVED, *BESIDE) and r.quantity.paren < 0:
                found.append(r)
    return found[:_NEAREST]


def _of(figures: Figures, counts: Sequence[Reading], name: str, unit: str) -> list[Reading]:
    """The counts of what a name means; wholes before those among others."""
    for idle in _IDLE:
        name = name.removeprefix(idle) if len(name) > len(idle) + 1 else name
    key = name[:_PAIR] if len(name) <= _PAIR + 1 else ""
    keys = {key} if key else {name[at : at + _PAIR] for at in range(len(name) - 1)}
    alike = [r for r in counts if figures.words.alike(r.unit, unit) or figures.words.same(r.unit, unit)]
    found = [r for r in alike if any(key in _name_of(r) for key in keys)]
    plainly = [r for r in found if r.tie != AMONG]
    return plainly or found


def _name_of(reading: Reading) -> str:
    return reading.label[-_NEAREST:] + "|" + reading.behind[:_NEAREST]
