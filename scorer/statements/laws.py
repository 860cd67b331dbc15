"""Laws named one after another without brackets (信访条例、安全生产法): lists of what was studied, no objects."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorer.text.expressions import expression

if TYPE_CHECKING:
    import re

Span = tuple[int, int]

# Names of laws one after another without brackets; 执法, 办法 and the like end no law's name.
_ENDS = "(?:法(?<![执司普守立依述学用合方办做违非遵]法)|条例|法典|修正案)"
_AND = ("、", "和", "及", "以及", "与")
_ONE_MORE = expression(  # in every such list, and quick to compile
    f"{_ENDS}(?:{'|'.join(_AND)})", *(end + more for end in ("法", "条例", "典", "修正案") for more in _AND)
)
_LAW = rf"[\u4e00-\u9fff]{{1,18}}?{_ENDS}"
_JOINS = "和与及"
_LAWS = expression(f"(?:{_LAW}(?:{'|'.join(_AND)})){{1,12}}{_LAW}")


def laws_in_rows(text: str) -> list[Span]:
    """Spans of such rows, one character wider on both sides, as titles are by their brackets."""
    rows, at = [], 0
    while (joined := _ONE_MORE.search(text, at)) is not None:
        start, at = _run(text, *joined.span())
        rows += [(_first(text, match) - 1, match.end() + 1) for match in _LAWS.finditer(text, start, at)]
    return rows


def _first(text: str, row: re.Match[str]) -> int:
    """Where the first law of a row begins: not before what it is only joined to (学习习近平法治思想和行政处罚法、…)."""
    more = _ONE_MORE.search(text, row.start(), row.end())
    first = row.end() if more is None else more.start()
    return max(text.rfind(word, row.start(), first) for word in _JOINS) + 1 or row.start()


def _run(text: str, start: int, end: int) -> Span:
    """A span with the characters and 、 that stand around it: a row lies within, and hardly any holds one."""
    while start and _runs_on(text[start - 1]):
        start -= 1
    while end < len(text) and _runs_on(text[end]):
        end += 1
    return start, end


def _runs_on(character: str) -> bool:
    return "\u4e00" <= character <= "\u9fff" or character == "、"
