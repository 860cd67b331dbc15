"""Places of a template that nobody filled in where a number should stand: *件, N件, XX件, __件."""

from __future__ import annotations

from scorer.text.expressions import expression

Span = tuple[int, int]

MANY = 3  # masked numbers from which a web page, not a template, has hidden the digits

_COUNTER = "个项件次场份名人起期家户宗批条部篇册处所支台辆位类种轮回篇章节例%万亿元"
_BLANK = expression(
    r"(?=[*Xx×Nn_□○〇(])"
    rf"(?<![A-Za-z\d*×%/=+-])(?:\*{{1,6}}|[Xx×]{{1,6}}|[Nn]{{1,3}}|_{{2,20}}|□{{1,6}}|[○〇]{{2,6}}|\( ?\))"
    rf"(?= ?(?:余|多)?[{_COUNTER}])(?! ?(?:个性|人民|家庭|部门|处理|次元|万象))",
    *"*Xx×Nn□",
    *("__", "○○", "○〇", "〇○", "〇〇", "()", "( )"),
)
_MASKED = expression(r"\*{2,}(?=[^*]|$)")


def find_blanks(text: str) -> list[Span]:
    """Spans of the blanks in a plain text; none of a page that masks its digits throughout."""
    spans = [match.span() for match in _BLANK.finditer(text)]
    return [span for span in spans if text[span[0]] != "*"] if spans and is_masked(text) else spans


def is_masked(text: str) -> bool:
    """Whether a web page hid the digits of the text behind asterisks."""
    return text.count("**") >= MANY and sum(1 for _ in _MASKED.finditer(text)) >= MANY
