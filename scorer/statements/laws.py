"""Laws named one after another without brackets (信访条例、安全生产法): lists of what was studied, no objects."""

from __future__ import annotations

from scorer.text.expressions import expression

Span = tuple[int, int]

# Names of laws one after another without brackets; 执法, 办法 and the like end no law's name.
_ENDS = "(?:法(?<![执司普守立依述学用合方办做违非遵]法)|条例|法典|修正案)"
_AND = ("、", "和", "及", "以及", "与")
_ONE_MORE = expression(  # in every such list, and quick to compile
    f"{_ENDS}(?:{'|'.join(_AND)})", *(end + more for end in ("法", "条例", "典", "修正案") for more in _AND)
)
_LAW = rf"[\u4e00-\u9fff]{{1,18}}?{_ENDS}"
_RUN = expression(r"[\u4e00-\u9fff、]+")  # a list lies within one, and hardly any holds one
_LAWS = expression(f"(?:{_LAW}(?:{'|'.join(_AND)})){{1,12}}{_LAW}")


def laws_in_rows(text: str) -> list[Span]:
    """Spans of such rows, one character wider on both sides, as titles are by their brackets."""
    if _ONE_MORE.search(text) is None:
        return []
    return [
        (match.start() - 1, match.end() + 1)
        for run in _RUN.finditer(text)
        if _ONE_MORE.search(text, *run.span())
        for match in _LAWS.finditer(text, *run.span())
    ]
