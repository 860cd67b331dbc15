"""The expression for a figure of a report: a number with its counter, a rate, a Chinese numeral with its counter."""

from __future__ import annotations

from re import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_FIRST = r"[\d*一二两三四五六七八九十百千万数几]"  # what a figure begins with: asked first, for few characters are such


def figure_source(counters: Sequence[str], names: Sequence[str]) -> str:
    """Source of the expression for a figure: a number with a counter that no name-word follows.

    The lists of counters and of names stand in it once: compiling them takes longer than all the rest.
    """
    hundred = r"百分之[一二三四五六七八九十百零点\d]+"
    tenths = r"[一二三四五六七八九]成(?:[一二三四五六七八九]|多|以上|左右|半)?"
    digits = (
        r"(?<![\d第〔\[(.])\d+(?:[.,]\d+)*\s?(?:余|多|来)?"
        r"(?:(?P<whole>[%‰]|个?百分点)|[百千万亿]{0,2}(?:余|多)?\s?)"
    )
    masked = r"(?P<masked>\*{1,4}(?:余|多)?)"  # 办理****件: whatever follows the counter
    several = (
        r"(?<![第一二三四五六七八九十百千万亿零〇新])(?!万[家户])"
        r"(?:一[十百千万亿零〇]|[二两三四五六七八九十百千万数几])[一二三四五六七八九十百千万亿零〇点几]*"
        r"(?:余|多|来)?(?:万|亿)?(?:余|多)?"
    )
    counter = f"(?(whole)|(?:{_alternatives(counters)}))"
    one = (
        r"(?<![第二三四五六七八九十百千万零〇统唯])一(?:件|份|次|场|期|起|名|家|部|轮|批|宗|卷|本|篇|座|处|间|条|套|封)"
    )
    # 问的人有1900多, 看的有三百多: said roundly, without a counter
    round_number = r"(?<![\d第〔\[(.])(?:\d{2,}|[一二两三四五六七八九几]?[十百千万])(?:余|多)(?![年岁月天里米公小倍])"
    refused = f"(?(masked)|(?!{_alternatives(names)}))"
    return (
        f"(?={_FIRST})(?:{hundred}|{tenths}|(?:(?:{digits}|{masked}|{several}){counter}|{one}){refused}|{round_number})"
    )


def _alternatives(words: Sequence[str]) -> str:
    return "|".join(escape(word) for word in sorted(words, key=lambda w: (-len(w), w)))
