"""Years that a text names as those of a report handed in (报告2022年法治政府建设情况): a deed of the year after."""

from __future__ import annotations

from scorer.text.expressions import expression

Span = tuple[int, int]

_HANDED_IN = expression(
    r"(?:报告|报送|汇报|上报|呈报|报备|提交|公开|公布|发布|通报)(?:了|《|[我本全][省市县区州盟旗局镇乡])?"
    r"((?:20\d\d|上一?)年度?)[^,。;!?\n《》]{0,20}(?:法治政府建设|依法行政|法治建设)[^,。;!?\n《》]{0,14}(?:情况|报告|年报)"
)


def handed_in(text: str) -> list[Span]:
    """Spans of the years (2022年, 上一年度) whose report the text says was handed in or made public."""
    return [match.span(1) for match in _HANDED_IN.finditer(text)]
