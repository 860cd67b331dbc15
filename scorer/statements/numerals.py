"""Numbers as reports write them -> exact values with what their writing leaves open.

A printed number stands for an interval: 10.12万 was rounded or cut off somewhere within its last digit,
300余 is three hundred and some, 约183 is anything near it. Only whole numbers without such words are exact.
"""

from fractions import Fraction
from typing import NamedTuple

_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_TENS = {"十": 10, "百": 100, "千": 1000}
_MYRIADS = {"万": 10_000, "亿": 100_000_000}
MOST_DIGITS = 15  # a number of more digits is no quantity
MANY = "二两三四五六七八九十"  # numerals of more than one
SCALES = {**_TENS, **_MYRIADS}

EXACT, ABOUT, MORE, LESS, LEAST = "", "about", "more", "less", "least"


class Number(NamedTuple):
    """A value and the interval in which the counted number lies, both ends included."""

    value: Fraction | int
    low: Fraction | int
    high: Fraction | int
    decimals: int  # printed behind the point
    manner: str  # EXACT, ABOUT, MORE (and some), LESS (nearly), LEAST (or more)

    @property
    def exact(self) -> bool:
        """Whether the writing leaves nothing open."""
        return self.low == self.high


def number(digits: str, scale: str = "", manner: str = EXACT) -> Number:
    """`1,234.5`, `万`, manner -> Number."""
    if not scale and manner == EXACT and digits.isdigit():
        plain = int(digits)
        return Number(plain, plain, plain, 0, EXACT)
    bare = digits.replace(",", "")
    whole, _, behind = bare.partition(".")
    factor = 1
    for char in scale:
        factor *= SCALES.get(char, 1)
    if not behind and factor == 1 and manner == EXACT:
        plain = int(whole)
        return Number(plain, plain, plain, 0, EXACT)
    parts = 10 ** len(behind)
    unit: Fraction | int = Fraction(factor, parts) if factor % parts else factor // parts
    return _spread(int(whole + behind) * unit, unit, len(behind), manner, scaled=factor > 1)


def _spread(value: Fraction | int, unit: Fraction | int, decimals: int, manner: str, *, scaled: bool) -> Number:
    if manner == ABOUT:
        reach = max(Fraction(unit) / 2, Fraction(value) / 50)
        return Number(value, value - reach, value + reach, decimals, manner)
    if manner == MORE:
        return Number(value, value, value + _grain(value, unit), decimals, manner)
    if manner == LEAST:
        return Number(value, value, value + Fraction(value) / 4, decimals, manner)
    if manner == LESS:
        return Number(value, value - max(Fraction(unit), Fraction(value) / 10), value, decimals, manner)
    if scaled:
        return Number(value, value - Fraction(unit) / 2, value + unit, decimals, manner)
    return Number(value, value, value, decimals, EXACT)


def _grain(value: Fraction | int, unit: Fraction | int) -> Fraction | int:
    """What 余 leaves open: 300余 stays below 400, 4600余 below 4700."""
    count, grain = Fraction(value) / unit, 1
    if not count or count.denominator > 1:
        return unit
    while count.numerator % (10 * grain) == 0:
        grain *= 10
    return grain * unit


def chinese(text: str) -> Fraction | int | None:
    """一百二十三, 二〇二三, 九十八点五 -> value; None for anything else and for more than 15 characters."""
    whole, point, behind = text.partition("点")
    if len(text) > MOST_DIGITS:
        return None
    value: Fraction | int | None = _chinese_whole(whole)
    if value is None or (point and not (behind and all(char in _DIGITS for char in behind))):
        return None
    for place, char in enumerate(behind, 1):
        value += Fraction(_DIGITS[char], 10**place)
    return value


def whole_number(said: str | None) -> int:
    """12, 十二 or 两 -> its value; 0 for nothing and for what is no number."""
    if not said:
        return 0
    return int(said) if said.isdigit() else int(chinese(said) or 0)


def _chinese_whole(text: str) -> int | None:
    if not text or any(char not in _DIGITS and char not in SCALES for char in text):
        return None
    if all(char in _DIGITS for char in text):
        return int("".join(str(_DIGITS[char]) for char in text))
    total = section = digit = 0
    last = 1
    for char in text:
        if char in _DIGITS:
            digit = _DIGITS[char]
            last = 10 if char in "零〇" else last
        elif char in _TENS:
            section += (digit or 1) * _TENS[char]
            digit, last = 0, _TENS[char]
        else:
            below = section + digit
            total = (total + below) * _MYRIADS[char] if char == "亿" else total + below * _MYRIADS[char]
            section = digit = 0
            last = _MYRIADS[char]
    # 一百二 is 120, 一百零二 is 102.
    return total + section + digit * (last // 10 if last > 10 and digit else 1)


def decimal(value: Fraction | int, places: int) -> str:
    """A value with a fixed number of decimals, half up, without floating point."""
    ones, parts = abs(value.numerator), value.denominator
    scaled = (2 * 10**places * ones + parts) // (2 * parts)
    whole, rest = divmod(scaled, 10**places)
    sign = "-" if value < 0 and scaled else ""
    return f"{sign}{whole}.{rest:0{places}}" if places else f"{sign}{whole}"


def plain(value: Fraction | int) -> str:
    """A value without idle zeros: 98.5, 101200."""
    if isinstance(value, int) or value.denominator == 1:
        return str(int(value))
    return decimal(value, 4).rstrip("0").rstrip(".")
