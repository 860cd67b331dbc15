"""Where the relations begin that are of counts and others of them: told again, some of them, what came and went.

Most of them ask first what numbers answer: of two counts of one unit the later is more, or one is the other slipped.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from scorer.checks.figures.beginnings import clause, once
from scorer.checks.figures.verdicts import slipped
from scorer.statements.figure_words import bare
from scorer.statements.numerals import EXACT
from scorer.statements.quantities import COUNT, DURATION
from scorer.statements.readings import (
    AMONG,
    BESIDE,
    DONE,
    FROM,
    INTAKE,
    MOVED,
    OPENING,
    REST,
    SUM,
    TO,
    Figures,
    Reading,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scorer.statements.figure_index import Line

_PAIR = 2
_HUNDRED = 100

# —— the same count again ——

_LINKS, _NO_NOUN = "共计有为达是了到数量", frozenset("已均都由被的")
POINTING = ("这批", "该批", "上述", "前述", "这", "此批")
_LEAST, _NOUN = 10, 4
_BACK = 16  # quantities before one that are looked at


@once
def again(figures: Figures) -> Iterator[Reading]:
    """A count that points back, or that may be one of its unit in an earlier sentence with a digit wrong."""
    told: dict[tuple[str, int], list[Reading]] = {}  # by their unit and how many digits they have
    for reading in figures.index.kind[COUNT]:
        value = reading.quantity.number.value
        if value < _LEAST:
            continue
        earlier = told.setdefault((reading.unit, len(str(value))), [])
        pointed = reading.label.startswith(POINTING)
        named = len(reading.label) + len(reading.behind) >= _NOUN
        if named and (pointed or any(_is_slip(r, reading) for r in earlier[-_BACK:] if reading.at - r.at <= _BACK)):
            yield reading
        earlier.append(reading)


def _is_slip(first: Reading, again: Reading) -> bool:
    """Whether a count may be one of an earlier sentence with a digit wrong."""
    one, other = first.quantity.number.value, again.quantity.number.value
    return first.sentence < again.sentence and one != other and _shares_words(first, again) and slipped(one, other)


def _shares_words(first: Reading, again: Reading) -> bool:
    """Whether the words of a count may be those of one before it, its noun before the number or behind it."""
    noun = again.behind.lstrip("“")[:_PAIR]
    if len(noun) == _PAIR and noun[0] not in _NO_NOUN:
        return noun in first.label or first.behind.lstrip("“").startswith(noun)
    last = first.label.rstrip(_LINKS)[-1:]
    return (last != "" and last in again.label) or (first.behind != "" and first.behind[:_PAIR] in again.label)


# —— some of what was counted ——

FURTHEST = 150  # per cent of its whole that a count is by a slip
FURTHEST_KIND = 200  # … that one of a kind is
ONE_BY_ONE = frozenset("份张人名卷户家所")  # what is counted alike whatever is done with it
LONGEST_KINDS = 10  # characters behind a count in which the name of bodies of two kinds stands
_NEXT = 4  # quantities behind a part that are looked at


def is_more(whole: Reading, part: Reading, furthest: int) -> bool:
    """Whether what should be some of a count is surely more than it, and no more than by a slip."""
    more = part.quantity.number.low > whole.quantity.number.high
    return more and _HUNDRED * part.quantity.number.value <= furthest * whole.quantity.number.value


@once
def subsets(figures: Figures) -> Iterator[Reading]:
    """A count that is more than the last of its unit, in a sentence before."""
    last: dict[str, Reading] = {}
    for part in figures.index.kind[COUNT]:
        if part.unit in ONE_BY_ONE:
            whole, last[part.unit] = last.get(part.unit), part
            plainly = part.tie in ("", SUM) and part.quantity.paren < 0
            if whole is not None and plainly and whole.sentence < part.sentence and is_more(whole, part, FURTHEST):
                yield part


@once
def closed(figures: Figures) -> Iterator[Reading]:
    """A count of what was closed, where it is told to be of what came in, or that nothing was left before."""
    none_before = bool(none_left(figures))
    came = {number for number in figures.saying("figure-told-came") if number >= 0}
    for done in figures.index.stage[DONE] if figures.index.stage[INTAKE] and (came or none_before) else ():
        plainly = done.counts and done.tie in ("", SUM) and done.quantity.paren < 0
        if plainly and (none_before or done.sentence in came):
            yield done


@once
def of_two_kinds(figures: Figures) -> Iterator[Reading]:
    """A count of bodies of two kinds."""
    nouns = tuple(figures.words.two_kinds)
    for both in figures.index.kind[COUNT]:
        if both.unit not in ("个", "所", "家") or both.tie not in ("", SUM):
            continue
        named = bare(figures.text[both.end : both.end + LONGEST_KINDS]).startswith(nouns)
        if named and both.quantity.number.manner == EXACT:
            yield both


@once
def narrowed(figures: Figures) -> Iterator[tuple[Reading, Reading]]:
    """A part and a count behind it that is more than it."""
    for at in sorted({reading.at for reading in figures.index.tie[AMONG]} | figures.wholes.keys()):
        whole = figures.readings[at]
        for part in figures.readings[at + 1 : at + 1 + _NEXT] if whole.counts and whole.quantity.paren < 0 else ():
            near = whole.sentence < part.sentence <= whole.sentence + _PAIR
            if near and part.counts and part.unit == whole.unit and is_more(whole, part, FURTHEST_KIND):
                yield whole, part


@once
def left_over(figures: Figures) -> Iterator[Reading]:
    """A count of what is left or kept, of which the last of its unit stands in a sentence before."""
    keeping = figures.words.words("figure-told-kept")
    last: dict[str, Reading] = {}
    for left in figures.index.kind[COUNT]:
        before, last[left.unit] = last.get(left.unit), left
        told = left.tie == REST or (left.tie == "" and left.label in keeping)
        if told and left.quantity.number.manner == EXACT and before is not None and before.sentence < left.sentence:
            yield left


def later(figures: Figures) -> Iterator[object]:
    """Anything that later words may make some of what was counted before."""
    for beginning in (subsets, closed, of_two_kinds, narrowed, left_over):
        yield from beginning(figures)
    if figures.tells("figure-vote-away"):
        yield figures


# —— some of all, sentences later ——

PAPERS = frozenset("份件篇册张")
_ON, _SENTENCES = 6, 2
_FROM_ALL, _DEED = 44, 60  # characters from a count to the end of the words for all of it, and of what is told of all


@once
def totality(figures: Figures) -> Iterator[tuple[Line, Reading]]:
    """A count in a sentence that tells of all, with a smaller one of the same, or of papers, in those behind it."""
    alike = figures.words.alike
    for number in sorted((figures.saying("figure-told-all") | figures.saying("figure-told-full")) - {-1}):
        line = figures.lines[number]
        for whole in line.readings if number + 1 < len(figures.lines) else ():
            for part in figures.readings[whole.at + 1 : whole.at + 1 + _ON] if _is_all(whole) else ():
                behind = part.counts and number < part.sentence <= number + _SENTENCES
                less = behind and part.quantity.number.high < whole.quantity.number.low
                if less and (part.unit in PAPERS or alike(part.unit, whole.unit)) and _is_done(figures, whole, part):
                    yield line, whole
                    break


def _is_done(figures: Figures, whole: Reading, part: Reading) -> bool:
    """Whether something is told of all of a count, or a rate of all of it, of which the words of a part have a pair."""
    text, high = figures.text, figures.lines[whole.sentence].end
    every = figures.scan.first("figure-told-all", whole.end, min(whole.end + _FROM_ALL, high))
    deed = text[every[1] : min(every[1] + _DEED, high)] if every is not None else ""
    rate = text.find("率", whole.end, high)
    if rate >= 0 and (text.find("100%", rate, high) >= 0 or text.find("百分之百", rate, high) >= 0):
        deed += "|" + text[whole.end : rate]
    said = text[max(0, part.start - _FROM_ALL) : part.start] + part.behind
    return any(deed[at : at + _PAIR] in said for at in range(len(deed) - 1))


def _is_all(whole: Reading) -> bool:
    """Whether something may be said of all that a reading counts: it is no part, no mean, in no bracket."""
    if not whole.counts or whole.tie in (AMONG, REST, *BESIDE) or whole.quantity.number.manner != EXACT:
        return False
    return whole.quantity.paren < 0 and not whole.mean and whole.quantity.number.value > 1


# —— parts of a part ——

HALVES = (("上半年", "前半年", "1至6月", "1-6月", "1—6月"), ("下半年", "后半年", "7至12月", "7-12月", "7—12月"))
_HALVES = tuple(name for names in HALVES for name in names)
LED = ("其中", "而", "在", "对", "上述", "这些", "这", "该", "另外", "从")
_HEAD = 26  # characters of a stretch before its first count


@once
def nested(figures: Figures) -> Iterator[tuple[Sequence[Reading], Reading, str]]:
    """A stretch of counts that begins with words of a count before: it, its first count, what leads to that."""
    for line in figures.lines:
        if len(line.readings) < _PAIR:
            continue
        for stretch, start in _stretches(figures, line):
            if len(stretch) < _PAIR or stretch[0].start - start > _HEAD:
                continue
            first = next((a for a, b in pairwise(stretch) if a.counts and b.counts and a.unit == b.unit), None)
            if first is None or first.start - start > _HEAD:
                continue
            head = figures.text[start : first.start]
            name = without_lead(head.lstrip(",、"))
            key = name[:_PAIR]
            half = name.startswith(_HALVES)
            if len(key) == _PAIR and any(
                r.unit == first.unit and (half or key in r.label or key in r.behind) for r in figures.before(first)
            ):
                yield stretch, first, head


def without_lead(head: str) -> str:
    """The words of a stretch without those that only lead to them: 其中, 对."""
    for word in LED:
        head = head.removeprefix(word)
    return head


def _stretches(figures: Figures, line: Line) -> Iterator[tuple[Sequence[Reading], int]]:
    """The readings of a sentence between semicolons, and where each of these stretches begins."""
    if figures.text.find(";", line.start, line.end) < 0:
        yield line.readings, line.start
        return
    found, start = [line.readings[0]], line.start
    for one, two in pairwise(line.readings):
        at = figures.text.find(";", one.end, two.start)
        if at >= 0:
            yield found, start
            found, start = [], at + 1
        found.append(two)
    yield found, start


# —— what there was, came and went ——


@once
def stocks(figures: Figures) -> Iterator[Line]:
    """A sentence of three counts or more with a from and a to, what was there at first, or those who were away."""
    away = figures.mask(("figure-ought",)) if figures.tells("figure-vote-away") else 0
    told = {reading.sentence: reading.unit for reading in figures.index.tie[TO] if reading.counts}
    for number, line, _ in figures.index.lines_with("年初", "期初", "年末", "年底"):
        for opening in line.readings[_PAIR:]:
            if opening.counts and any(word in opening.label for word in ("年初", "期初", "年末", "年底")):
                told[number] = opening.unit
    for number, line in enumerate(figures.lines):
        alike = sum(reading.unit == told[number] for reading in line.readings) if number in told else 0
        if len(line.readings) > _PAIR and (alike > _PAIR or figures.told[number] & away):
            yield line


NEAR_NONE = 16  # characters around what is carried over in which it may be said that there was none
_NONE = ("无", "没", "未有", "不含", "不包括", "不存在", "零", "为0", "全部", "均已", "清")
ONCE = ("只计", "只算", "只统", "不重", "未重复", "无重复", "没重复")
DUE = ("应发", "应退", "应付", "应缴", "应还", "应补", "应予", "应返", "欠", "核定")


@once
def none_left(figures: Figures) -> Iterator[tuple[int, int]]:
    """What is carried over from the year before, where it may be said that there was none."""
    for start, end in figures.scan.spans("figure-told-none-left"):
        said = figures.text[max(0, start - NEAR_NONE) : end + NEAR_NONE]
        if any(word in said for word in _NONE):
            yield start, end


@once
def due(figures: Figures) -> Iterator[Line]:
    """A sentence of what was due and what was paid of it."""
    for _, line, said in figures.index.lines_with(*DUE):
        if len(line.readings) >= _PAIR and ("实" in said or "已" in said):
            yield line


COMPOSED = ("组成", "构成")
THEREBY = ("据此", "按此", "照此", "依此", "由此", "以此")
LOTS = ("首批", "首期", "首轮", "第一批", "第一期", "第一轮", "第一阶段", "头批")
POINTING_BACK = ("以上", "上述", "这几", "这些")
_SUMMED = ("累计", "共", "总", "合计")
_YEARS = ("两年", "二年", "三年", "四年", "五年", "20")


@once
def of_years(figures: Figures) -> Iterator[Reading]:
    """The counts that several years are told to have come to: 三年累计投入|5100万元."""
    for _, line, _ in figures.index.lines_with("年"):
        for whole in line.readings:
            label = whole.label if whole.counts and whole.tie not in BESIDE else ""
            if "年" in label and any(word in label for word in _SUMMED) and any(word in label for word in _YEARS):
                yield whole


def composed(figures: Figures) -> Iterator[object]:
    """Anything that is told to consist of others."""
    lines_with = figures.index.lines_with
    yield from (line for _, line, _ in lines_with(*COMPOSED, *THEREBY, *LOTS) if len(line.readings) > _PAIR)
    pointing = (reading for _, line, _ in lines_with(*POINTING_BACK) for reading in line.readings[_PAIR:])
    yield from (reading for reading in pointing if reading.label.startswith(POINTING_BACK))
    yield from (reading for reading in figures.index.stage[OPENING] if reading.tie == AMONG)
    yield from of_years(figures)
    yield from (line for _, line, said in lines_with("各") if "季" in said)


STOCK_SIGNS = (
    "年初", "期初", "月初", "季初", "上年", "去年", "上一年", "上期", "上季", "上月", "往年", "原有", "原存",
)  # fmt: skip
_NO_STOCK = (
    *("比", "较", "同期", "增长", "下降", "平均", "人均", "应", "计划", "目标", "累计", "预算"),
    *("含", "包括", "其中", "连同", "加上", "算上", "由", "计入"),
)


@once
def flows(figures: Figures) -> Iterator[Reading]:
    """The counts that may be of what was there at first."""
    for _, line, _ in figures.index.lines_with(*STOCK_SIGNS):
        yield from (reading for reading in line.readings if reading.counts and is_told_at_first(figures, reading))


def is_told_at_first(figures: Figures, reading: Reading) -> bool:
    """Whether the clause of a reading is of another time, and neither compares nor includes it."""
    if reading.tie in (FROM, TO, MOVED) or reading.quantity.paren >= 0:
        return False
    said = clause(figures, reading)
    return any(sign in said for sign in STOCK_SIGNS) and not any(word in said for word in _NO_STOCK)


# —— between two values ——

_LEADS = ("至", "到", "为")


@once
def betweens(figures: Figures) -> Iterator[tuple[Reading, Reading, Reading]]:
    """Two different values of one unit that lead from one to the other, and what is told right behind them."""
    for line in figures.lines:
        for old, new, change in zip(line.readings, line.readings[1:], line.readings[2:], strict=False):
            if old.unit != new.unit or old.quantity.kind not in (COUNT, DURATION) or old.mean != new.mean:
                continue
            led = new.tie == TO or figures.between(old, new).endswith(_LEADS)
            behind = figures.text[new.end : change.quantity.lead]
            if led and old.quantity.kind == new.quantity.kind and behind.strip("了") in ("", ","):
                yield old, new, change
