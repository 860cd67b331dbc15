"""Years of a text: written in characters (二〇二三年), and those of a report handed in, a deed of the year after."""

from __future__ import annotations

from scorer.text.expressions import expression

Span = tuple[int, int]

_NUMERALS = "一二三四五六七八九十百千"
_ZEROS = "〇○零◯Oo0"
_YEAR_DIGITS = str.maketrans("一二三四五六七八九" + _ZEROS, "1234567890000000")
_DIGIT = f"[一二三四五六七八九{_ZEROS}]"
_YEAR = expression(f"(?<![{_NUMERALS}])(?:二 ?[{_ZEROS}]|一 ?九) ?{_DIGIT} ?{_DIGIT}(?! ?[{_NUMERALS}])")
_NINETEEN = ("一九", "一 九")
FRAME = 8  # characters between 对 and the year of what is dealt with
_PLACES = "省市县区州盟旗局镇乡"
_HANDED_IN = expression(
    rf"(?:报告|报送|汇报|上报|呈报|报备|提交|公开|公布|发布|通报)(?:了|《|[我本全][{_PLACES}])?"
    r"((?:20\d\d|上一?)年度?)[^,。;!?\n《》]{0,36}(?:情况|报告|年报)",
    *("上年", "上一年", *(before + "20" for before in f"告送报备交开布了《{_PLACES}")),
)


def handed_in(text: str) -> list[Span]:
    """Spans of the years (2022年, 上一年度) whose report the text says was handed in or made public."""
    return [match.span(1) for match in _HANDED_IN.finditer(text)]


def in_digits(text: str) -> str:
    """二〇二三年 as 2023年: character for character, blanks between them kept."""
    centuries = (*(f"{head}{zero}" for head in ("二", "二 ") for zero in _ZEROS), *_NINETEEN)
    if not any(century in text for century in centuries):
        return text
    return _YEAR.sub(lambda match: match.group().translate(_YEAR_DIGITS), text)


def dates_its_object(text: str, start: int, tail: int) -> bool:
    """Whether a year only dates what is dealt with, in a clause that ends at `tail`.

    把2005年以来仍在适用的文件过筛; 对我局2022-2024年收入情况进行检查.
    """
    framed = any(text.find(mark, start, tail) > 0 for mark in ("进行", "开展"))
    if framed and "对" in text[max(start - FRAME, 0) : start].rpartition(",")[2].rpartition("。")[2]:
        return True
    before = text[start - 1 : start] if text[start - 1 : start] != "自" else text[start - 2 : start - 1]
    return before in ("对", "把", "将") and "的" in text[start:tail]


def starts_a_change(text: str, start: int, end: int, tail: int) -> bool:
    """Whether something only rose or fell from a year, in a clause that ends at `tail`: 从前年的第六位升到第二位."""
    return text[start - 1 : start] in ("从", "由") and any(text.find(mark, end, tail) > 0 for mark in "到至")
