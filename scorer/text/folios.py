"""Page numbers that printing left between the lines of a text (— 3 —, 第3页): they rise by one from page to page."""

from __future__ import annotations

from scorer.text.expressions import expression

Span = tuple[int, int]

_FOLIO = expression(
    r"(?:^|(?<=\n)) *(?:-+ ?(\d{1,3}) ?-+|第 ?(\d{1,3}) ?页(?:[,/ ]*共 ?\d{1,3} ?页)?|\d{1,3}/\d{1,3}) *(?:\n|$)"
)
_SIGNS = " -/第页共,0123456789"  # a line of a page number holds no others


def find_folios(text: str) -> list[Span]:
    """Spans of the lines of page numbers with their ends; none where they do not count up, one after the other."""
    if not any(line and not line.strip(_SIGNS) for line in text.split("\n")):
        return []
    found = [match for match in _FOLIO.finditer(text) if match.group(1) or match.group(2)]
    numbers = [int(match.group(1) or match.group(2)) for match in found]
    rising = len(numbers) > 1 and all(after == before + 1 for before, after in zip(numbers, numbers[1:], strict=False))
    return [match.span() for match in found] if rising else []
