"""Automatic numbers of a Word document, written out as Word prints them: 一、 （一） 1. ①."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from scorer.reading.package import attribute, local

if TYPE_CHECKING:
    from lxml.etree import _Element

_DIGITS = "〇一二三四五六七八九"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
          (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_MOST_LEVELS = 9


class Level(NamedTuple):
    """How a level of a list is numbered."""

    start: int
    format: str
    text: str  # %1 stands for the number of the first level
    suffix: str  # tab, space, nothing
    restart: int  # level (from 1) whose step sets this one back; 0: never; -1: any level above
    legal: bool  # all numbers in digits


class Numbering:
    """The lists of a document, counting as its paragraphs are read in order."""

    def __init__(self, root: _Element | None, styles: dict[str, tuple[str, int]]) -> None:
        self._abstract: dict[str, dict[int, Level]] = {}
        self._of: dict[str, str] = {}  # list -> its pattern
        self._own: dict[str, dict[int, Level]] = {}  # list -> levels that it lays down itself
        self._starts: dict[str, dict[int, int]] = {}
        self._counts: dict[str, list[int | None]] = {}  # pattern -> last number of each level
        self._begun: set[tuple[str, int]] = set()
        if root is not None:
            self._load(root, styles)

    def _load(self, root: _Element, styles: dict[str, tuple[str, int]]) -> None:
        links: dict[str, str] = {}
        for element in root:
            id_ = attribute(element, "abstractNumId")
            if local(element.tag) == "abstractNum":
                self._abstract[id_] = {}
                for child in element:
                    if local(child.tag) == "lvl":
                        self._abstract[id_][_index(child)] = _level(child)
                    elif local(child.tag) == "numStyleLink":
                        links[id_] = attribute(child, "val")
        for element in root:
            if local(element.tag) == "num":
                self._load_list(element)
        for id_, style in links.items():
            target = self._of.get(styles.get(style, ("", 0))[0])
            if target and target != id_:
                self._abstract[id_] = self._abstract.get(target, {})

    def _load_list(self, element: _Element) -> None:
        id_ = attribute(element, "numId")
        for child in element:
            if local(child.tag) == "abstractNumId":
                self._of[id_] = attribute(child, "val")
            elif local(child.tag) == "lvlOverride":
                for part in child:
                    if local(part.tag) == "startOverride":
                        self._starts.setdefault(id_, {})[_index(child)] = _int(attribute(part, "val"), 1)
                    elif local(part.tag) == "lvl":
                        self._own.setdefault(id_, {})[_index(child)] = _level(part)

    def number(self, id_: str, depth: int) -> str:
        """The number of the next paragraph of a list, with the blank behind it; empty where it has none."""
        pattern = self._of.get(id_)
        if pattern is None or not 0 <= depth < _MOST_LEVELS:
            return ""
        levels = {**self._abstract.get(pattern, {}), **self._own.get(id_, {})}
        level = levels.get(depth)
        if level is None:
            return ""
        counts = self._counts.setdefault(pattern, [None] * _MOST_LEVELS)
        override = self._starts.get(id_, {}).get(depth)
        last = counts[depth]
        if override is not None and (id_, depth) not in self._begun:
            counts[depth] = override
        else:
            counts[depth] = level.start if last is None else last + 1
        self._begun.add((id_, depth))
        for lower in range(depth + 1, _MOST_LEVELS):
            rule = levels[lower].restart if lower in levels else -1
            if rule == -1 or 0 < depth + 1 <= rule:
                counts[lower] = None
        text = level.text
        for upper in range(depth + 1):
            mark = f"%{upper + 1}"
            if mark in text:
                own = levels.get(upper, level)
                count = counts[upper]
                if count is None:
                    count = counts[upper] = own.start
                text = text.replace(mark, written(count, "decimal" if level.legal else own.format))
        if level.format == "bullet":
            return "• " if text.strip() else ""
        blank = "" if level.suffix == "nothing" or not text or not text[-1].isalnum() else " "
        return text + blank


def _level(element: _Element) -> Level:
    values = {local(child.tag): child for child in element}
    legal = values.get("isLgl")
    for choice in element.iter():
        # Newer formats stand beside an older one in <mc:AlternateContent>; the first one counts.
        if local(choice.tag) == "numFmt" and "numFmt" not in values:
            values["numFmt"] = choice

    def value(name: str, default: str) -> str:
        return attribute(values[name], "val", default) if name in values else default

    form = value("numFmt", "decimal")
    if form == "custom":
        form = "decimalZero" if attribute(values["numFmt"], "format").startswith("0") else "decimal"
    return Level(
        _int(value("start", "0"), 0),
        form,
        value("lvlText", ""),
        value("suff", "tab"),
        _int(value("lvlRestart", "-1"), -1),
        legal is not None and attribute(legal, "val", "1") not in ("0", "false", "off"),
    )


def _index(element: _Element) -> int:
    return _int(attribute(element, "ilvl"), 0)


def _int(text: str, otherwise: int) -> int:
    try:
        return int(text)
    except ValueError:
        return otherwise


def written(number: int, form: str) -> str:
    """A number in one of Word's formats; digits for those that Chinese reports do not use."""
    if form == "none" or number < 0:
        return ""
    if form in ("chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting",
                "taiwaneseCountingThousand", "koreanCounting"):  # fmt: skip
        # 〇 stands in place of a zero only in the first of them, above ninety-nine.
        return _spoken(number, _DIGITS, "十百千", "〇" if form == "chineseCounting" else "零")
    if form in ("ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital", "koreanDigital2"):
        return "".join(_DIGITS[int(digit)] for digit in str(number))
    if form in ("chineseLegalSimplified", "ideographLegalTraditional"):
        return _spoken(number, _LEGAL, "拾佰仟", "零", short=False)
    if form in ("decimalEnclosedCircle", "decimalEnclosedCircleChinese"):
        return chr(0x245F + number) if 1 <= number <= 20 else str(number)
    if form == "decimalEnclosedParen":
        return chr(0x2473 + number) if 1 <= number <= 20 else f"({number})"
    if form == "decimalEnclosedFullstop":
        return chr(0x2487 + number) if 1 <= number <= 20 else f"{number}."
    if form == "ideographEnclosedCircle":
        return chr(0x327F + number) if 1 <= number <= 10 else str(number)
    if form == "decimalZero":
        return f"{number:02}"
    if form in ("decimalFullWidth", "decimalFullWidth2"):
        return "".join(chr(0xFF10 + int(digit)) for digit in str(number))
    if form in ("upperRoman", "lowerRoman"):
        roman = _roman(number)
        return roman.upper() if form == "upperRoman" else roman
    if form in ("upperLetter", "lowerLetter") and number:
        letters = chr(ord("a") + (number - 1) % 26) * min((number - 1) // 26 + 1, 20)
        return letters.upper() if form == "upperLetter" else letters
    if form == "ideographTraditional" and number:
        return _STEMS[(number - 1) % 10]
    if form == "ideographZodiac" and number:
        return _BRANCHES[(number - 1) % 12]
    return str(number)


def _spoken(number: int, digits: str, places: str, zero: str, short: bool = True) -> str:
    """12 -> 十二, 120 -> 一百二十, 205 -> 二百零五; `short` leaves out the one of ten."""
    if number == 0:
        return zero
    if number > 9999:
        return str(number)
    text = ""
    gap = False
    for place in range(len(str(number)) - 1, -1, -1):
        digit = number // 10**place % 10
        if digit == 0:
            gap = bool(text)
            continue
        one = short and digit == 1 and place == 1 and not text
        text += (zero if gap else "") + ("" if one else digits[digit]) + (places[place - 1] if place else "")
        gap = False
    return text


def _roman(number: int) -> str:
    text = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        text += letters * min(count, 9)
    return text
