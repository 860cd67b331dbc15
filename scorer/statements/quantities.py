"""Plain text -> the quantities of each sentence: number, unit, and where the words around them stand.

A quantity is a counted number (50件) or a rate (98.5%, 百分之九十八, 九成). What it counts is told by
the words between it and the last comma or number before it (from `lead`), and behind it (to `stop`).
"""

from __future__ import annotations

from bisect import bisect_left
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from scorer.statements import numerals
from scorer.statements.numerals import Number, chinese, number
from scorer.text.expressions import expression

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Sequence

    from scorer.statements.figure_words import Vocabulary

COUNT, RATE, POINTS, TIMES, DURATION = "count", "rate", "points", "times", "duration"
_LONGEST_UNIT = 4
_DATED, _DAY = "月—~-至", "日"  # 6月15日 is no length of time
_STOP = expression(r"[,;:。!?()、\n]")
_BOUND = expression(r"[。!?\n]")
_NUMERAL = "零〇一二两三四五六七八九十百千万亿"
_NUMERALS = expression(rf"[0-9{_NUMERAL}][0-9.,]*[{_NUMERAL}点分之]*")  # where a number may begin: quick to find
_NUMBER = expression(
    r"(?<![\d.第〔\[A-Za-z/-])(\d+(?:,\d\d\d)*(?:\.\d+)?)\s?([余多来]?)([百千万亿]{0,2})([余多]?)\s?"
    rf"|百分之([{_NUMERAL}点]+)"
    r"|(?<![一二三四五六七八九十])([一二两三四五六七八九])成([半一二三四五六七八九]?)"
    rf"|([二三四五六七八九十百]+)分之([{_NUMERAL}]+)"
    rf"|(?<![第一二三四五六七八九十百千万亿零〇])([二两三四五六七八九十百千][{_NUMERAL}]*|一[十百千万零〇][{_NUMERAL}]*|一(?=[件宗名例份倍]))([余多]?)"
)
_IN_BRACKETS = expression(r"\([次件人户起家份场部]\)")


class Quantity(NamedTuple):
    """One quantity of a sentence; offsets of the plain text."""

    start: int
    end: int
    kind: str
    unit: str
    number: Number
    lead: int  # where its own words begin
    name: int  # the same, reaching back over 、
    stop: int  # where the words behind it end
    paren: int  # offset of the bracket that it stands in; -1 outside of brackets


class Sentence(NamedTuple):
    """A sentence with its quantities in order."""

    start: int
    end: int
    quantities: tuple[Quantity, ...]


def sentences(text: str, words: Vocabulary) -> Iterator[Sentence]:
    """The sentences that hold a quantity, in order."""
    bounds = [match.start() for match in _BOUND.finditer(text)]
    bounds.append(len(text))
    rough = [match.start() for match in _NUMERALS.finditer(text)]
    at, count = 0, len(rough)
    while at < count:
        index = bisect_left(bounds, rough[at])
        low, high = bounds[index - 1] + 1 if index else 0, bounds[index]
        stop = bisect_left(rough, high, at)
        found = []
        behind = 0
        for start in rough[at:stop]:
            match = _NUMBER.match(text, start) if start >= behind else None
            value = _value(text, match, words) if match else None
            if value is not None:
                found.append(value)
                behind = value[1]
        if found:
            yield Sentence(low, high, _placed(text, low, high, found))
        at = stop


def _placed(text: str, low: int, high: int, found: Sequence[tuple[int, int, str, str, Number]]) -> tuple[Quantity, ...]:
    """The quantities of a sentence with the extent of their own words."""
    placed = []
    floor = low
    last = len(found) - 1
    stops = [match.start() for match in _STOP.finditer(text, low, high)]
    named = [at for at in stops if text[at] != "、"]
    brackets = [at for at in stops if text[at] in "()"]
    for index, (start, end, kind, unit, count) in enumerate(found):
        ceiling = found[index + 1][0] if index < last else high
        lead = max(floor, _behind(stops, start))
        name = max(floor, _behind(named, start))
        ahead = bisect_left(stops, end)
        stop = min(ceiling, stops[ahead]) if ahead < len(stops) else ceiling
        bracket = brackets[at - 1] if (at := bisect_left(brackets, start)) else -1
        paren = bracket if bracket >= 0 and text[bracket] == "(" else -1
        placed.append(Quantity(start, end, kind, unit, count, lead, name, stop, paren))
        floor = end
    return tuple(placed)


def _behind(stops: Sequence[int], at: int) -> int:
    """Offset behind the last stop before `at`; 0 where there is none."""
    index = bisect_left(stops, at)
    return stops[index - 1] + 1 if index else 0


def _value(text: str, match: re.Match[str], words: Vocabulary) -> tuple[int, int, str, str, Number] | None:
    digits, more, scale, more2, hundredths, tenths, half, below, above, spelt, more3 = match.groups()
    start, end = match.span()
    if digits:
        if len(digits.replace(",", "").replace(".", "")) > numerals.MOST_DIGITS:
            return None
        sign = text[end : end + 1]
        if sign and sign in "%‰":
            end += 1
            kind, unit = RATE, "%"
        elif text.startswith(("百分点", "个百分点"), end):
            end += 3 if sign == "百" else 4
            kind, unit = POINTS, ""
        elif sign == "倍":
            end += 1
            kind, unit = TIMES, ""
        else:
            kind, unit = _counter(text, start, end, words.units, words)
            if not unit:
                return None
            end += len(unit)
            if text[end : end + 1] == "(":
                bracket = _IN_BRACKETS.match(text, end)
                end = bracket.end() if bracket else end
        start, end, manner = _manner(text, start, end, bool(more or more2), words)
        value = number(digits, scale, manner)
        if kind == RATE and sign == "‰":
            tenth = [Fraction(part) / 10 for part in value[:3]]
            value = Number(tenth[0], tenth[1], tenth[2], value.decimals + 1, manner)
        return start, end, kind, unit, value
    if spelt:
        if spelt == "一" and text[start - 1 : start] in words.not_one:
            return None
        whole = chinese(spelt)
        kind, unit = (TIMES, "倍") if text.startswith("倍", end) else _counter(text, start, end, words.spelt, words)
        if not unit or whole is None:
            return None
        start, end, manner = _manner(text, start, end + len(unit), bool(more3), words)
        return start, end, kind, unit if kind != TIMES else "", number(str(int(whole)), "", manner)
    if hundredths:
        rate = chinese(hundredths)
        if rate is None:
            return None
        places = len(hundredths.partition("点")[2])
        start, end, manner = _manner(text, start, end, False, words)
        return start, end, RATE, "%", number(numerals.decimal(Fraction(rate), places), "", manner)
    if tenths:
        if text.startswith(words.not_tenths, end):
            return None
        ten = chinese(tenths)
        assert ten is not None
        start, end, manner = _manner(text, start, end, False, words)
        ones = 5 if half == "半" else chinese(half) or 0
        value_ = ten * 10 + ones
        reach = (1 if half not in ("", "半") else 5) if manner == numerals.EXACT else 10
        return start, end, RATE, "%", Number(value_, value_ - reach, value_ + reach, -1, manner or numerals.ABOUT)
    lower, upper = chinese(below), chinese(above)
    if not lower or not upper:
        return None
    start, end, manner = _manner(text, start, end, False, words)
    part = Fraction(100 * upper) / Fraction(lower)
    return start, end, RATE, "%", Number(part, part - 2, part + 2, -1, manner or numerals.ABOUT)


def _counter(text: str, start: int, end: int, units: frozenset[str], words: Vocabulary) -> tuple[str, str]:
    """Kind and unit of a number that ends at an offset; no unit if it is a name, a date, or counts nothing."""
    unit = _unit(text, end, words.durations)
    if unit:
        dated = text[start - 1 : start] in _DATED and unit == _DAY
        return (DURATION, "") if dated else (DURATION, unit)
    unit = _unit(text, end, units)
    return COUNT, "" if text.startswith(words.names, end + len(unit)) else unit


def _unit(text: str, at: int, units: frozenset[str]) -> str:
    for length in range(_LONGEST_UNIT, 0, -1):
        unit = text[at : at + length]
        if unit in units:
            return unit
    return ""


def _manner(text: str, start: int, end: int, more: bool, words: Vocabulary) -> tuple[int, int, str]:
    """How exactly a number is meant, from the words directly before and behind it."""
    head = text[max(0, start - 5) : start]
    for manner, heads in ((numerals.LEAST, words.over), (numerals.LESS, words.nearly), (numerals.ABOUT, words.about)):
        if head.endswith(heads):
            start -= max(len(word) for word in heads if head.endswith(word))
            return start, end, numerals.MORE if more else manner
    if more:
        return start, end, numerals.MORE
    if text.startswith(words.or_more, end):
        return start, end, numerals.LEAST
    return start, end, numerals.ABOUT if text.startswith(words.around, end) else numerals.EXACT
