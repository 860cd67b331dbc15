"""Words that only name a field in a list: 在市场监管、应急管理等领域, 解答登记、商标等问题.

What was done was done to the head of the list (领域, 问题, 行业); its members are no objects of their own.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from scorer.text.expressions import expression

if TYPE_CHECKING:
    from collections.abc import Sequence

Span = tuple[int, int]

_HEADS = ("领域", "行业", "问题", "法律知识", "条线", "板块", "内容", "专项清理", "力量", "部门")
_SENDING = ("派人", "派员", "进驻", "入驻")  # what bodies do that are listed before it: 法院、信访局、妇联派人常驻
_HEADS_OF_MORE = ("合同", "协议", "系统", "平台")  # heads only behind 等 or a count: without it they are members
_SHOWING = ("公开", "公示", "公布")
# Members between enumeration commas, the last of them with 等, a count, or nothing, and then the head of the list.
_COUNT = r"(?:[一二三四五六七八九十两\d]+[个类项家])"
_LIST = expression(
    r"[^,。;:!?\n、“”《》(]{1,12}(?:、[^,。;:!?\n、“”《》(]{1,12}){1,9}"
    rf"(?:(?:等|及其他)?{_COUNT}?(?:重点|主要|关键|相关|有关)?(?:{'|'.join((*_HEADS, *_SENDING))})"
    rf"|(?:(?:等|及其他){_COUNT}?|{_COUNT})(?:{'|'.join(_HEADS_OF_MORE)}))"
)
_HEAD = expression("|".join((*_HEADS, *_SENDING, *_HEADS_OF_MORE)))
_OUTSIDE = ",。;:!?“”《》("  # marks that no list goes beyond


def listings(text: str) -> list[Span]:
    """Half-open spans of such lists, head included, in order."""
    found = []
    at = 0
    stretches = text
    for mark in _OUTSIDE:
        stretches = stretches.replace(mark, "\n")
    for stretch in stretches.split("\n"):
        # A list lies within such a stretch, and hardly any stretch holds one.
        end = at + len(stretch)
        if "、" in stretch and _HEAD.search(text, at, end):
            found += [match.span() for match in _LIST.finditer(text, at, end) if not _is_shown(match.group())]
        at = end + 1
    return found


def _is_shown(words: str) -> bool:
    """Whether a list tells what was made public or cleaned up: 公开低保评定、财务收支等内容, 规章、规范性文件专项清理.

    Its members are then the object.
    """
    first = words[: words.index("、")]
    return words.endswith("内容") and any(verb in first for verb in _SHOWING) or words.endswith("文件专项清理")


def within(span: Span, lists: Sequence[Span]) -> bool:
    """Whether a span is a member of a list: inside it, and not its head."""
    at = bisect_right(lists, (span[0], 1 << 60)) - 1
    return at >= 0 and lists[at][0] <= span[0] and span[1] <= lists[at][1] - 1
