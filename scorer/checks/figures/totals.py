"""Totals behind their parts: 合计, and the quarters and halves of a year beside the whole year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorer.checks.figures.parts import parallel, pure
from scorer.checks.figures.verdicts import CONSISTENT, INCONSISTENT, Computed, adds_up, numbers, summed
from scorer.statements.readings import AMONG, BESIDE, SUM
from scorer.text.expressions import expression

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scorer.statements.readings import Figures, Reading

_YEARS = ({"h1", "h2"}, {"q1", "q2", "q3", "q4"}, {"q1-3", "q4"}, {"h1", "q3", "q4"})
_PART_OF_YEAR = frozenset().union(*_YEARS)
_SUMMED = expression(
    r"[两二三四五六七八九十0-9]{1,2}(?:年|项|类|级|者|地|区|片|县|镇|乡|村|部分|方面|种|所|家|种方式|个[^,;。\d]{1,3})[^,;。\d]{0,4}?(?:合计|总计|共计|总共|一共|共)"
)
_ENDING = 3
_BEHIND = 3  # sentences in which the whole year follows its parts
_MOST_PARTS = 12


def find_totals(figures: Figures) -> Iterator[Computed]:
    """Every total that follows what it sums up."""
    for reading in figures.readings:
        if reading.tie == SUM and reading.counts:
            test = _total(figures, reading)
            if test is not None:
                yield test
    yield from _years(figures)


def _total(figures: Figures, whole: Reading) -> Computed | None:
    """建议112件、提案166件,共计278件."""
    parts: list[Reading] = []
    broken = False
    for other in figures.before(whole, back=3):
        if other.sentence < whole.sentence and parts and parts[0].sentence == whole.sentence:
            break
        if not other.counts or other.quantity.paren != whole.quantity.paren:
            continue
        if other.unit != whole.unit:
            if parts:
                break
            continue
        if other.tie in BESIDE or len(parts) == _MOST_PARTS:
            broken = True
            break
        if parts and not _beside(figures, other, parts[0]):
            broken = True
            break
        parts.insert(0, other)
        if len(parts) > 1 and adds_up(whole.quantity.number, numbers(parts)):
            return summed(whole, parts, CONSISTENT, "=")
        if other.tie in (AMONG, SUM):
            broken = True
            break
    last = figures.readings[whole.at - 1]
    counted = last.end == whole.quantity.lead and last.quantity.number.value == len(parts)  # 两类共87件
    label = figures.label(whole)
    told = counted or figures.said(whole, "figure-sum") or _SUMMED.match(label) is not None or pure(figures, parts)
    named = figures.first("figure-total", whole.quantity.lead, whole.start)
    noun = figures.text[whole.quantity.lead : named[0]] if named is not None else ""
    told = told or (len(noun) > 1 and all(noun in figures.label(part) for part in parts))  # 律师总数367名
    told = told or (label in ("共", "共有", "共计") and len(parts) > 2 and _rhyme(figures, parts))
    if len(parts) < 2 or not told:
        return None
    if whole.sentence != parts[0].sentence and not _one_list(figures, parts):
        return None
    apart = parallel(figures, whole, parts) or (counted and not any(figures.near(p, "figure-overlap") for p in parts))
    sure = not broken and apart and (counted or _all_of(figures, whole, parts))
    return summed(whole, parts, INCONSISTENT, "≠", sure=sure)


def _beside(figures: Figures, one: Reading, other: Reading) -> bool:
    """Whether two counts stand in one list; what stands between them has one separator."""
    if any(item.at == other.at for item in figures.items(one)[1:2]):
        return True
    lines = figures.lines
    ends = one.at == lines[one.sentence].readings[-1].at and one.end == lines[one.sentence].end
    begins = (
        other.at == lines[other.sentence].readings[0].at and lines[one.sentence].end + 1 == lines[other.sentence].start
    )
    alike = figures.label(one)[1:_ENDING] == figures.label(other)[1:_ENDING] != ""
    return ends and begins and alike  # 中片区配备105名。西片区配备73名


def _rhyme(figures: Figures, parts: Sequence[Reading]) -> bool:
    """Whether the labels all end alike: 市为被告的23件,县为被告的86件,乡为被告的31件."""
    return len({figures.label(part)[-_ENDING:] for part in parts}) == 1


def _one_list(figures: Figures, parts: Sequence[Reading]) -> bool:
    return figures.text.count("、", parts[0].end, parts[-1].start) + 1 >= len(parts) - 1


def _all_of(figures: Figures, whole: Reading, parts: Sequence[Reading]) -> bool:
    """Whether the total has no object of its own, or the object of its parts."""
    quantity = whole.quantity
    span = figures.first("figure-total", quantity.lead, whole.start)
    if span is None:
        return False
    own = figures.text[span[1] : whole.start].removeprefix("为").removeprefix("达")
    line = figures.text[figures.lines[parts[0].sentence].start : parts[-1].end]
    kind = any(figures.said(whole, name) for name in figures.words.outcomes)
    kind = kind or (len(own) <= _ENDING and figures.said(whole, "figure-intake"))  # 合计办理114件
    return len(own) < 2 or own[:2] in line or own[-2:] in line or kind


def _years(figures: Figures) -> Iterator[Computed]:
    """一季度4件,二季度5件,三季度3件,四季度7件。全年共17件."""
    readings = figures.readings
    at = 0
    while at < len(readings):
        first = readings[at]
        at += 1
        if not first.counts or first.period not in ("h1", "q1", "q1-3"):
            continue
        parts, last = {first.period: first}, first
        for other in figures.context(first, back=0, on=_BEHIND)[:_MOST_PARTS]:
            if other.at < first.at or not other.counts or other.unit != first.unit:
                continue
            if other.period in _PART_OF_YEAR and other.period not in parts and other.sentence - last.sentence <= 1:
                parts[other.period], last = other, other
        if set(parts) == {"h1", "q3"}:
            yield from _nine_months(figures, list(parts.values()), last)
        if set(parts) in _YEARS:
            test = _whole_year(figures, list(parts.values()), last)
            if test is not None:
                yield test


def _whole_year(figures: Figures, parts: Sequence[Reading], last: Reading) -> Computed | None:
    behind = [
        other
        for other in figures.context(last, back=0, on=_BEHIND)
        if other.at > last.at and other.counts and other.unit == last.unit and other.tie not in (AMONG, *BESIDE)
    ]
    told = [other for other in behind if figures.has("figure-whole-year", *_clause(figures, other))]
    before = [other for other in figures.before(parts[0]) if other.counts and other.unit == last.unit][:1]
    for whole in (*told, *behind, *before):
        if adds_up(whole.quantity.number, numbers(parts)):
            return summed(whole, parts, CONSISTENT, "=")
    if not told and before and before[0].at == parts[0].at - 1 and _is_of_all(figures, before[0], parts):
        return summed(before[0], parts, INCONSISTENT, "≠")
    if len(told) != 1:
        return None
    label, noun = figures.around(told[0]), figures.around(parts[0])
    own = label.replace("全年", "").strip("共计合总累,")
    alike = not own or any(noun[i : i + 2] in own for i in range(len(noun) - 1))
    return summed(told[0], parts, INCONSISTENT, "≠", sure=alike)


def _nine_months(figures: Figures, parts: Sequence[Reading], last: Reading) -> Iterator[Computed]:
    """上半年46条,三季度新增17条。截至9月底累计63条."""
    for whole in figures.context(last, back=0, on=1):
        low = max(figures.lines[whole.sentence].start, whole.quantity.lead - _ENDING * _BEHIND)
        said = figures.text[low : whole.start]
        if whole.at > last.at and whole.counts and whole.unit == last.unit and ("9月底" in said or "9月末" in said):
            agree = adds_up(whole.quantity.number, numbers(parts))
            yield summed(
                whole, parts, CONSISTENT if agree else INCONSISTENT, "=" if agree else "≠", sure="累计" in said
            )
            return


def _is_of_all(figures: Figures, whole: Reading, parts: Sequence[Reading]) -> bool:
    """Whether a count directly before the parts of a year is of the same deed: 全年化解4200件。一季度1020件."""
    if whole.period or whole.tie in (AMONG, *BESIDE) or whole.sentence + 1 < parts[0].sentence:
        return False
    if any(part.stage not in ("", whole.stage) or part.tie for part in parts):
        return False
    around = figures.around(whole)
    for part in parts:
        own = figures.label(part)[-_ENDING - 1 :]
        bare = not figures.label(part).rpartition("季度")[2].rpartition("半年")[2]
        if not bare and not any(own[i : i + 2] in around for i in range(len(own) - 1)):
            return False
    return True


def _clause(figures: Figures, reading: Reading) -> tuple[int, int]:
    """From the beginning of a reading's sentence or its last semicolon to its number."""
    low = max(figures.lines[reading.sentence].start, reading.quantity.lead - 12)
    return max(low, figures.text.rfind(";", low, reading.start) + 1), reading.start
