"""Markers of numbered headings: 第一部分, 一、, (一), 1., (1), ①, with their rank and number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorer.text.expressions import expression

if TYPE_CHECKING:
    import re

NUMERAL = "一二三四五六七八九十壹贰叁肆伍陆柒捌玖拾"
BULLETS = " \t#*-—■●◆▲★▶·•◇○□※【>"

# Families of markers, highest first; the number of the group is the rank.
MARKER = expression(
    rf"(第[{NUMERAL}\d]{{1,3}}(?:部分|章|节|编|篇))[、:,. ]*"
    rf"|([{NUMERAL}]{{1,3}})(?: ?[、.,:] ?[,、.]?| (?=[^ ]))"
    rf"|\(? ?([{NUMERAL}]{{1,3}}) ?\)[、.,: ]*"
    rf"|\(([{NUMERAL}]{{1,3}})、"
    r"|(\d{1,2}) ?(?:[、,](?!\d)|\.(?!\d)) ?"
    r"|\(? ?(\d{1,2}) ?\)[、.,: ]*"
    r"|([①-⑳])[、. ]?"
)
_RANKS = (1, 2, 3, 3, 4, 5, 6)  # rank of each group of MARKER
# The same markers behind the end of a sentence, where a paragraph holds several headings.
INNER = expression(
    rf"(?<=[。;:!?])[ ]*(?=第[{NUMERAL}]{{1,3}}(?:部分|章)|[{NUMERAL}]{{1,3}} ?、"
    rf"|\([{NUMERAL}]{{1,3}}\)|\d{{1,2}}[.、](?!\d)|\(\d{{1,2}}\)(?!项|条|款))"
)
ENUMERATED = expression(rf"[{NUMERAL[:10]}]是[^。,;:\n]{{2,28}}。")
NEXT_MARKER = expression(rf"\([{NUMERAL}]{{1,3}}\)|(?<=[^\d.])1[.、](?!\d)|(?<![{NUMERAL}第])[一二三]是")


def number(body: str, match: re.Match[str]) -> tuple[int, int]:
    """Rank and number of a matched marker."""
    group = match.lastindex or 0
    token = match.group(group)
    rank = _RANKS[group - 1]
    if token.isdigit():
        if "①" <= token <= "⑳":
            return rank, ord(token) - ord("①") + 1
        return rank, int(token)
    return rank, _chinese("".join(sign for sign in token if sign in NUMERAL or sign.isdecimal()))


def _chinese(digits: str) -> int:
    if digits.isdigit():
        return int(digits)
    digits = "".join(NUMERAL[NUMERAL.index(digit) % 10] for digit in digits)
    tens, mark, ones = digits.partition("十")
    if not mark:
        return NUMERAL.index(digits[-1]) + 1 if digits else 0
    return (NUMERAL.index(tens[-1]) + 1 if tens else 1) * 10 + (NUMERAL.index(ones[0]) + 1 if ones else 0)


def han(text: str, start: int = 0, end: int | None = None) -> int:
    """Number of Chinese characters in a half-open span; written out, for an expression of all takes long to compile."""
    return sum("\u3400" <= character <= "\u9fff" for character in text[start:end])
