"""Tables in the text: rows with their change in per cent, columns with their total."""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from scorer.checks.figures.verdicts import CANNOT_TELL, CONSISTENT, INCONSISTENT, ROUNDING, Computed, growth, near
from scorer.statements import numerals
from scorer.statements.numerals import Number, plain
from scorer.statements.readings import Figures
from scorer.text.expressions import expression

_CHANGE = expression(
    r"\|\s*(\d{1,15}(?:\.\d{1,9})?)\s*\|\s*(\d{1,15}(?:\.\d{1,9})?)\s*\|\s*([+-]?)(\d{1,9}(?:\.\d{1,9})?)%\s*(?=\||$|\n)"
)
_ROW = expression(
    r"(?m)^[ \t|]*([^\s|\d][^|\n\t]{0,30}?)((?:[ \t|]+(?:\d{1,12}(?:\.\d{1,4})?|[-—/]))+(?:[ \t|]+[\d.]+%)?)[ \t|]*$",
    *(f"{apart}{sign}" for apart in " \t|" for sign in "0123456789-—/"),
)
_IN_ROW = expression(r"[ \t|][\d—/-]")  # in every row, and hardly in any line that is none
_CELL = expression(r"(?<![ \t|])[ \t|]+(\d{1,12}(?:\.\d{1,4})?|[-—/])(?=[ \t|]|$)")
_SPLIT = expression(r"[ \t|]+")
_FAR = 2000  # characters that one header line may govern
_FEWEST = 3
_TOTAL = ("合计", "总计", "共计", "总数", "小计")
_BEST = (CONSISTENT, ROUNDING, INCONSISTENT)


class _Row(NamedTuple):
    label: str
    cells: tuple[Fraction | None, ...]
    start: int
    end: int


def find_tables(figures: Figures) -> Iterator[Computed]:
    """Every row with its change, and every column under whose last row stands a total."""
    text = figures.text
    if "|" in text:
        yield from _changes(text)
    block: list[_Row] = []
    header: tuple[list[str], int] | None = None
    clear = False  # whether the block begins under a line of names, so that no row of it was lost
    for match in _rows(text):
        row = _row(match.group(1).strip(), match.group(2), match.start(), match.end())
        if header is None or match.start() > header[1] + _FAR:
            header = _header(text, match.start())
        if header is not None:
            yield from _row_total(row, header[0])
        if block and text[block[-1].end : row.start].strip("\n |-:"):
            block = []
        if not block:
            clear = _header(text, match.start()) is not None
        block.append(row)
        if row.label.startswith(_TOTAL) or row.label == "总":
            yield from _column_totals(block[:-1], row, clear=clear)
            block = []


def _rows(text: str) -> Iterator[re.Match[str]]:
    """The lines of tables: words, and then figures in columns."""
    done = 0
    for found in _IN_ROW.finditer(text):
        if found.start() >= done:
            start, end = text.rfind("\n", 0, found.start()) + 1, text.find("\n", found.start())
            done = len(text) if end < 0 else end
            yield from _ROW.finditer(text, start, done)


def _row(label: str, cells: str, start: int, end: int) -> _Row:
    values = tuple(Fraction(match.group(1)) if match.group(1)[0].isdigit() else None for match in _CELL.finditer(cells))
    return _Row(label, values, start, end)


def _column_totals(rows: Sequence[_Row], total: _Row, *, clear: bool) -> Iterator[Computed]:
    """东河县 68 61 / 南浦区 94 90 / 合计 162 151; rows of 其中 are inside another."""
    whole = [row for row in rows if not row.label.startswith(("其中", "#", "其中:"))]
    plain_rows = clear and len(whole) == len(rows) and not any(_is_part(row.label) for row in rows)
    for column, said in enumerate(total.cells):
        values = [row.cells[column] for row in whole if column < len(row.cells)]
        if said is None or len(values) < 2 or any(len(row.cells) != len(total.cells) for row in whole):
            continue
        found = [value for value in values if value is not None]
        every = sum(found, Fraction(0))
        with_all = sum((row.cells[column] or 0 for row in rows), Fraction(0))
        agree = said in (every, with_all) or any(value.denominator != 1 for value in (*found, said))
        sure = plain_rows and len(found) == len(values)
        verdict = CONSISTENT if agree else INCONSISTENT if sure else CANNOT_TELL
        terms = "+".join(plain(value) for value in found)
        shown = f"{terms} = {plain(every)}" + ("" if agree else f" ≠ {plain(said)}")
        yield Computed(rows[0].start, total.end, "column", verdict, shown, verdict != CANNOT_TELL)


def _is_part(label: str) -> bool:
    """Whether a row sums up or averages others: 上半年小计, 平均."""
    return any(word in label for word in ("小计", "合计", "平均", "上半年", "下半年", "累计"))


def _header(text: str, start: int) -> tuple[list[str], int] | None:
    """The cells of the line before a first row, if they are words; and where it ends."""
    line = text[text.rfind("\n", 0, max(0, start - 1)) + 1 : max(0, start - 1)]
    cells = [cell.strip() for cell in _SPLIT.split(line.strip(" |")) if cell.strip()]
    clear = len(cells) > 1 and not any(char.isdigit() for char in line)
    return (cells, start) if clear else None


def _row_total(row: _Row, header: Sequence[str]) -> Iterator[Computed]:
    """A column 合计 beside those that it sums up: 一审 | 二审 | 合计."""
    if len(header) != len(row.cells) + 1 or not header[-1].startswith(_TOTAL) or len(row.cells) < _FEWEST:
        return
    values = [value for value in row.cells if value is not None]
    if len(values) < len(row.cells):
        return
    *parts, said = values
    agree = sum(parts, Fraction(0)) == said
    shown = "+".join(plain(value) for value in parts) + f" = {plain(sum(parts, Fraction(0)))}"
    shown += "" if agree else f" ≠ {plain(said)}"
    yield Computed(row.start, row.end, "column", CONSISTENT if agree else INCONSISTENT, shown, True)


def _changes(text: str) -> Iterator[Computed]:
    """行政复议(件)|44|37|-15.9%: a row with the change against the column before."""
    for match in _CHANGE.finditer(text):
        one, two, sign, stated = match.groups()
        a, b = Fraction(one), Fraction(two)
        if not a or not b:
            continue
        places = len(stated.partition(".")[2])
        signs = (1,) if sign == "+" else (-1,) if sign == "-" else (1, -1)
        values = [100 * (b - a) / a, 100 * (a - b) / b, 100 * b / a]
        told = {near(s * value, _stated(stated, places)) for value in values for s in signs}
        verdict = next(name for name in _BEST if name in told)
        if verdict == INCONSISTENT and not sign:
            verdict = CANNOT_TELL
        shown = f"{growth(a, b, places + 1)}, {sign}{stated}%"
        yield Computed(match.start(1), match.end(4) + 1, "change", verdict, shown, verdict != CANNOT_TELL)


def _stated(stated: str, places: int) -> Number:
    value = Fraction(stated)
    return Number(value, value, value, places, numerals.EXACT)
