"""The values that every list on screen is made of."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from tui.wrapping import cut, harmless, pad, width, wrap

Span = tuple[str, str]  # text, name of its style (see widgets/lines.py); never markup
Line = list[Span]


class Row(NamedTuple):
    """One line of a list; `id` names what it stands for, empty where it cannot be chosen."""

    id: str
    spans: Line
    target: tuple[int, int] | None = None  # characters of the source text, half-open


def text_of(line: Line) -> str:
    """A line without its styles."""
    return "".join(text for text, _ in line).rstrip()


def cell(text: str, columns: int, style: str = "", right: bool = False) -> Span:
    """A cell of exactly so many columns."""
    return pad(harmless(text), columns, right), style


def labelled(
    label: str,
    text: str,
    columns: int,
    style: str = "",
    target: tuple[int, int] | None = None,
    label_style: str = "faint",
) -> list[Row]:
    """A label and its text, broken into lines under each other."""
    indent = width(label) + 2
    first, *rest = wrap(harmless(text), max(4, columns - indent)) or [""]
    id_ = f"{target[0]}-{target[1]}" if target else ""
    rows = [Row(id_, [(label + "  ", label_style), (first, style)], target)]
    return rows + [Row("", [(" " * indent, ""), (part, style)], target) for part in rest]


def paragraph(text: str, columns: int, style: str = "") -> list[Row]:
    """A text of several lines as rows that cannot be chosen."""
    return [Row("", [(part, style)]) for one in text.split("\n") for part in wrap(harmless(one), max(4, columns))]


def head(text: str, columns: int) -> Row:
    """A heading inside a list."""
    return Row("", [(cut(harmless(text), columns), "head")])


def inset(rows: Sequence[Row]) -> list[Row]:
    """Rows with a blank column before them."""
    return [row._replace(spans=[(" ", ""), *row.spans]) for row in rows]
