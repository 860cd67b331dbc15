"""Plain text -> the quantities of each sentence: number, unit, and where the words around them stand.

A quantity is a counted number (50件) or a rate (98.5%, 百分之九十八, 九成). What it counts is told by
the words between it and the last comma or number before it (from `lead`), and behind it (to `stop`).
"""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from scorer.statements import numerals
from scorer.statements.figure_words import Vocabulary
from scorer.statements.numerals import Number, chinese, number
from scorer.text.expressions import expression

COUNT, RATE, POINTS, TIMES, DURATION = "count", "rate", "points", "times", "duration"
_DATED, _DAY = "月—~-至", "日"  # 6月15日 is no length of time
_PEOPLE = ("常住人口", "户籍人口", "人口", "居民", "市民", "村民", "农民工", "职工")
_TIMED = ("时", "点", ":")  # 8时30分 is no score
_NUMERAL = "零〇一二两三四五六七八九十百千万亿"
_NUMERALS = expression(rf"[0-9{_NUMERAL}][0-9.,]*[{_NUMERAL}点分之]*")  # where a number may begin: quick to find
_DIGITS = expression(r"(\d+(?:,\d\d\d)*(?:\.\d+)?)\s?([余多来]?)([百千万亿]{0,2})([余多]?)\s?")
_NAME = frozenset("0123456789.第〔[/-ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")  # 第3号, A4: no quantities
_SPELT = frozenset(_NUMERAL)
_ONES = frozenset("一二两三四五六七八九")
_LOWER = frozenset("二三四五六七八九十百")  # 三分之二: what is shared
_FIRST = frozenset("二两三四五六七八九十百千")  # with which a spelt number begins; 一 only before a scale or a case
_TENFOLD = frozenset("十百千万零〇")
_ONE_OF = frozenset("件宗名例份倍")
_NAMING = frozenset("个项类种级大")  # counters behind which a number in digits may be part of a name
_MANY = 2  # digits of a number that is no name
_MORE = "余多"
_IN_BRACKETS = frozenset(f"({unit})" for unit in "次件人户起家份场部")
_EXPLAINED = 8  # characters of a bracket that explains a word
_STOPS = frozenset(",;:。!?()、\n")
_ENDS = "\n。!?"


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


Span = tuple[int, int]
_Found = tuple[int, int, str, str, Number]  # start, end, kind, unit, value


class Sentence(NamedTuple):
    """A sentence with its quantities in order."""

    start: int
    end: int
    quantities: tuple[Quantity, ...]


def numeral_starts(text: str) -> list[int]:
    """Where a number may begin, in order."""
    return [match.start() for match in _NUMERALS.finditer(text)]


def sentences(text: str, words: Vocabulary, starts: Sequence[int] | None = None) -> Iterator[Sentence]:
    """The sentences that hold a quantity, in order; `starts` as of `numeral_starts`."""
    found: list[_Found] = []
    low = high = behind = 0
    for start in numeral_starts(text) if starts is None else starts:
        if start < behind:
            continue
        value = _digits(text, start, words) if text[start] <= "9" else _spelt(text, start, words)
        if value is None:
            continue
        behind = value[1]
        if start >= high:
            if found:
                yield Sentence(low, high, _placed(text, low, high, found))
            low, high = _sentence(text, start, high)
            found = []
        found.append(value)
    if found:
        yield Sentence(low, high, _placed(text, low, high, found))


def _sentence(text: str, at: int, floor: int) -> Span:
    """Where the sentence that holds an offset begins, not before `floor`, and ends."""
    low = floor
    for end in _ENDS:
        low = max(low, text.rfind(end, low, at) + 1)
    high = text.find("\n", at)
    high = high if high >= 0 else len(text)
    for end in _ENDS:
        found = text.find(end, at, high)
        high = found if found >= 0 else high
    return low, high


def _placed(text: str, low: int, high: int, found: Sequence[_Found]) -> tuple[Quantity, ...]:
    """The quantities of a sentence with the extent of their own words."""
    placed = []
    floor = low
    last = len(found) - 1
    bracket = False  # whether some bracket stands before the number
    paren = -1
    for index, (start, end, kind, unit, count) in enumerate(found):
        ceiling = found[index + 1][0] if index < last else high
        lead = _lead(text, start, floor)
        name = lead
        while name > floor and ((char := text[name - 1]) == "、" or char not in _STOPS):
            name -= 1
        stop = end
        while stop < ceiling and text[stop] not in _STOPS:
            stop += 1
        opened, closed = text.rfind("(", floor, start), text.rfind(")", floor, start)
        if opened >= 0 or closed >= 0:
            bracket = opened > closed
            paren = opened if bracket else -1
        placed.append(Quantity(start, end, kind, unit, count, lead, name, stop, paren))
        floor = end
    return tuple(placed)


def _lead(text: str, start: int, floor: int) -> int:
    """Where the words of a number begin; a bracket that only explains them, 乡镇(街道), is one of them."""
    lead = start
    while lead > floor:
        char = text[lead - 1]
        if char == ")":
            opened = text.rfind("(", max(floor, lead - _EXPLAINED), lead)
            if opened <= floor or text[opened - 1] in _STOPS:
                break
            lead = opened
        elif char in _STOPS:
            break
        else:
            lead -= 1
    return lead


def _digits(text: str, start: int, words: Vocabulary) -> _Found | None:
    """A number in digits with its sign or its counter."""
    if start and text[start - 1] in _NAME:
        return None
    match = _DIGITS.match(text, start)
    assert match is not None
    digits, more, scale, more2 = match.groups()
    if len(digits) > numerals.MOST_DIGITS and len(digits.replace(",", "").replace(".", "")) > numerals.MOST_DIGITS:
        return None
    end = match.end()
    sign = text[end : end + 1]
    if sign == "%" or sign == "‰":
        end += 1
        kind, unit = RATE, "%"
    elif sign == "百" and text.startswith("百分点", end):
        end += 3
        kind, unit = POINTS, ""
    elif sign == "个" and text.startswith("个百分点", end):
        end += 4
        kind, unit = POINTS, ""
    elif sign == "倍":
        end += 1
        kind, unit = TIMES, ""
    else:
        kind, unit = _counter(text, start, end, words.by_first, words)
        if not unit and scale and text.startswith(_PEOPLE, end):
            kind, unit = COUNT, "人"  # 420万常住人口
        elif not unit:
            return None
        else:
            end += len(unit)
        if text[end : end + 3] in _IN_BRACKETS:
            end += 3
    start, end, manner = _manner(text, start, end, bool(more or more2), words)
    value = number(digits, scale, manner)
    if sign == "‰":
        tenth = [Fraction(part) / 10 for part in value[:3]]
        value = Number(tenth[0], tenth[1], tenth[2], value.decimals + 1, manner)
    return start, end, kind, unit, value


def _spelt(text: str, start: int, words: Vocabulary) -> _Found | None:
    """A number in characters: 百分之九十八, 九成, 三分之二, 四十五件."""
    end = _run(text, start, _SPELT)
    if text.startswith("分之", end):
        return _fraction(text, start, end, words)
    if text[end : end + 1] == "成":
        tenths = _tenths(text, start, words) if end == start + 1 and text[start] in _ONES else None
        if tenths is not None:
            return tenths
    first = text[start]
    before = text[start - 1 : start]
    if first == "一" and text[start + 1 : start + 2] == "半":
        return _half(text, start, words)
    if first == "一":
        if text[start + 1 : start + 2] not in (_TENFOLD if end > start + 1 else _ONE_OF):
            return None
    elif first not in _FIRST:
        return None
    if before == "第":
        return None
    more = text[end : end + 1] in _MORE if end < len(text) else False
    spelt, end = text[start:end], end + more
    one = spelt == "一" and text[end : end + 1] != "倍"  # 增长了一倍
    if one and (before in words.not_one or text[start : start + 2] in _twins(text, start)):
        return None
    if text.startswith("倍", end):
        kind, unit = TIMES, "倍"
    elif text.startswith("个百分点", end):
        kind, unit = POINTS, "个百分点"
    else:
        kind, unit = _counter(text, start, end, words.spelt_by_first, words)
    if not unit:
        return None
    whole = chinese(spelt)
    if whole is None:
        return None
    start, end, manner = _manner(text, start, end + len(unit), more, words)
    return start, end, kind, unit if kind not in (TIMES, POINTS) else "", number(str(int(whole)), "", manner)


def _half(text: str, start: int, words: Vocabulary) -> _Found:
    """一半, 近一半, 一半以上."""
    start, end, manner = _manner(text, start, start + 2, False, words)
    return start, end, RATE, "%", Number(50, 45, 55, -1, manner or numerals.ABOUT)


def _twins(text: str, at: int) -> tuple[str, str]:
    """The two characters before an offset and those behind the next two: 一件一件过 counts nothing."""
    return text[max(0, at - 2) : at], text[at + 2 : at + 4]


def _run(text: str, at: int, chars: frozenset[str]) -> int:
    """Where a run of characters ends."""
    length = len(text)
    while at < length and text[at] in chars:
        at += 1
    return at


def _fraction(text: str, start: int, end: int, words: Vocabulary) -> _Found | None:
    """百分之九十八点五, 三分之二."""
    behind = _run(text, end + 2, _SPELT | {"点"})
    if text[start:end].endswith("百") and end == start + 1:
        said = text[end + 2 : behind]
        rate = chinese(said)
        if rate is None:
            return None
        start, end, manner = _manner(text, start, behind, False, words)
        places = len(said.partition("点")[2])
        return start, end, RATE, "%", number(numerals.decimal(Fraction(rate), places), "", manner)
    behind = _run(text, end + 2, _SPELT)
    lower, upper = chinese(text[start:end]), chinese(text[end + 2 : behind])
    if not lower or not upper or not _LOWER.issuperset(text[start:end]):
        return None
    start, end, manner = _manner(text, start, behind, False, words)
    part = Fraction(100 * upper) / Fraction(lower)
    if text.startswith(words.rather_more, end):  # 三分之一强
        return start, end, RATE, "%", Number(part, part, part + 8, -1, numerals.MORE)
    return start, end, RATE, "%", Number(part, part - 2, part + 2, -1, manner or numerals.ABOUT)


def _tenths(text: str, start: int, words: Vocabulary) -> _Found | None:
    """九成, 一成五, 二成半; None for 一成立."""
    half = text[start + 2 : start + 3]
    end = start + 3 if half and (half in _ONES or half == "半") and half != "两" else start + 2
    half = half if end == start + 3 else ""
    if text.startswith(words.not_tenths, end):
        return None
    ten = chinese(text[start])
    assert ten is not None
    start, end, manner = _manner(text, start, end, False, words)
    ones = 5 if half == "半" else chinese(half) or 0
    value = ten * 10 + ones
    reach = (1 if half not in ("", "半") else 5) if manner == numerals.EXACT else 4 if half else 10
    return start, end, RATE, "%", Number(value, value - reach, value + reach, -1, manner or numerals.ABOUT)


def _counter(
    text: str, start: int, end: int, units: Mapping[str, tuple[str, ...]], words: Vocabulary
) -> tuple[str, str]:
    """Kind and unit of a number that ends at an offset; no unit if it is a name, a date, or counts nothing."""
    first = text[end : end + 1]
    unit = _unit(text, end, words.durations_by_first[first]) if first in words.durations_by_first else ""
    if unit:
        dated = text[start - 1 : start] in _DATED and unit == _DAY
        return (DURATION, "") if dated else (DURATION, unit)
    unit = _unit(text, end, units[first]) if first in units else ""
    if not unit and first in words.scores:
        timed = text[start - 1 : start] in _TIMED
        return COUNT, first if not timed and (
            text.startswith(words.score_ends, end + 1) or end + 1 == len(text)
        ) else ""
    # 三项制度, 3个方面 are names; 4场普法活动, 12件公开征求意见 are counts.
    few = text[start] > "9" or (unit in _NAMING and end - start < _MANY)  # 其余223项统一管理 names nothing
    behind = end + len(unit)
    names = words.names_by_first.get(text[behind : behind + 1]) if unit and few else None
    named = names is not None and text.startswith(names, behind)
    return COUNT, "" if named else unit


def _unit(text: str, at: int, units: Sequence[str]) -> str:
    """The longest of some units that stands at an offset."""
    for unit in units:
        if text.startswith(unit, at):
            return unit
    return ""


def _manner(text: str, start: int, end: int, more: bool, words: Vocabulary) -> tuple[int, int, str]:
    """How exactly a number is meant, from the words directly before and behind it."""
    if start and text[start - 1] in words.manner_ends:
        head = text[max(0, start - 5) : start]
        for manner, heads in words.manners:
            if head.endswith(heads):
                start -= max(len(word) for word in heads if head.endswith(word))
                return start, end, numerals.MORE if more else manner
    if more:
        return start, end, numerals.MORE
    if text.startswith(words.or_more, end):
        return start, end, numerals.LEAST
    return start, end, numerals.ABOUT if text.startswith(words.around, end) else numerals.EXACT
