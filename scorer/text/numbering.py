"""Top headings numbered 1. 2. 3. or with a blank for the mark (一 主要举措): written as 一、 二、 三、, sign for sign.

Only where the text has no heading 一、 of its own, the numbers run on without a gap, and the headings speak of both
what was done and what comes of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorer.text.expressions import expression

if TYPE_CHECKING:
    import re
    from collections.abc import Sequence

LONGEST = 44  # characters of a heading
_NUMERALS = "一二三四五六七八九"
_OWN = expression(rf"(?:^|\n) *(?:[{_NUMERALS}十]{{1,3}}[、,.]|第[{_NUMERALS}十]{{1,3}}[章节部])")
_ARABIC = expression(rf"(?:^|(?<=\n)) *([1-9])[.、](?:(?!\d)|(?=20\d\d年))([^\n。;!?]{{3,{LONGEST}}})(?=\n|$)")
_BLANK = expression(rf"(?:^|(?<=\n)) *([{_NUMERALS}]) (?=[\u4e00-\u9fff0-9“])([^\n]+)")
_DONE = expression("举措|成效|做法|情况|开展|履行|成绩|工作")
_BEHIND = expression("问题|不足|短板|原因|安排|打算|计划|思路|下一步|下步|任务|展望")


def with_marks(text: str) -> str:
    """The text with its top headings marked 一、, as long as before."""
    if "1" not in text and "一 " not in text:
        return text
    if text.startswith("一、") or "\n一、" in text or _OWN.search(text):
        return text
    blank = list(_BLANK.finditer(text))
    if _is_row(blank, _NUMERALS):
        return _marked(text, blank)
    arabic = [match for match in _ARABIC.finditer(text) if match.group(2)[-1] not in ",:、"]
    words = [match.group(2) for match in arabic]
    if _is_row(arabic, "123456789") and any(map(_DONE.search, words)) and any(map(_BEHIND.search, words)):
        return _marked(text, arabic)
    return text


def _is_row(heads: Sequence[re.Match[str]], numbers: str) -> bool:
    """Whether headings are numbered in their order, from the first on."""
    return len(heads) > 1 and "".join(match.group(1) for match in heads) == numbers[: len(heads)]


def _marked(text: str, heads: Sequence[re.Match[str]]) -> str:
    for number, match in enumerate(heads):
        at = match.start(1)
        text = f"{text[:at]}{_NUMERALS[number]}、{text[at + 2 :]}"
    return text
