"""A workbook whose cells are what they look like: text stays text, numbers are numbers, dates dates."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime
from functools import partial
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

import xlsxwriter
from xlsxwriter.utility import xl_rowcol_to_cell

from scorer.locale.papers import words
from scorer.locale.wording import rounded
from scorer.model import Verdict
from scorer.render.cells import cut, width

if TYPE_CHECKING:
    from collections.abc import Sequence
    from fractions import Fraction
    from typing import Any

    from scorer.locale.wording import Wording

FONT = "等线"
LONGEST = 400  # columns of a text in a cell; row heights end at 409 points
_NO_DAY = datetime(2000, 1, 1)  # the same reports give the same bytes
LANDSCAPE_A4, LANDSCAPE_A3 = 9, 8

# Fill and ink of the verdicts; dark on pale, so that a printer without colours keeps the letters.
VERDICT_COLOURS = {
    Verdict.MET: ("#E2F0D9", "#1E5631"),
    Verdict.PARTIAL: ("#FFF2CC", "#7F4F00"),
    Verdict.MISSING: ("#F8CBAD", "#8B1A1A"),
    Verdict.UNCLEAR: ("#E4DFEC", "#4B2E83"),
    Verdict.EXEMPT: ("#EDEDED", "#595959"),
}
RUNG_COLOURS = ("#C6E0B4", "#E2F0D9", "#FFF2CC", "#F8CBAD")  # of bands, the best first
INCOMPLETE_COLOUR = "#F4B084"


class Column(NamedTuple):
    """A column of a list: its head, how wide it is (characters) and how its cells look."""

    head: str
    columns: float
    look: str = "text"


class Paper:
    """One workbook under way; `bytes` closes it."""

    def __init__(self, wording: Wording) -> None:
        self.wording = wording
        self.say = partial(words, lang=wording.lang)
        self._bytes = BytesIO()
        options = {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        }
        self.book: Any = xlsxwriter.Workbook(self._bytes, options)
        self.book.set_properties({"created": _NO_DAY, "title": wording.say("card.title")})
        self.book.formats[0].set_font_name(FONT)
        self._looks: dict[tuple[tuple[str, Any], ...], Any] = {}
        self._plain: dict[str, Any] = {}  # the same for looks without further properties: asked for at every cell
        self._named: dict[str, dict[str, Any]] = {
            "text": {"text_wrap": True, "valign": "top"},
            "name": {"valign": "top", "text_wrap": True, "bold": True},
            "whole": {"num_format": "0", "align": "center", "valign": "top"},
            "score": {"num_format": "0.0", "align": "center", "valign": "top"},
            "points": {"num_format": "0.##", "align": "center", "valign": "top"},
            "share": {"num_format": "0.0%", "align": "center", "valign": "top"},
            "day": {"num_format": "yyyy-mm-dd", "align": "center", "valign": "top"},
            "middle": {"align": "center", "valign": "top", "text_wrap": True},
            "head": {"bold": True, "align": "center", "valign": "vcenter", "text_wrap": True, "bg_color": "#D9E2F3"},
            "upright": {"bold": True, "align": "center", "valign": "bottom", "rotation": 90, "bg_color": "#D9E2F3"},
            "letter": {"align": "center", "valign": "vcenter"},
            "note": {"italic": True, "valign": "top", "text_wrap": True, "border": 0},
            "title": {"bold": True, "font_size": 14, "border": 0},
        }

    def look(self, name: str, **more: Any) -> Any:
        """A cell format by its name, with further properties."""
        if not more and name in self._plain:
            return self._plain[name]
        wanted = {"font_name": FONT, "border": 1, "border_color": "#A6A6A6", **self._named[name], **more}
        key = tuple(sorted(wanted.items()))
        if key not in self._looks:
            self._looks[key] = self.book.add_format(wanted)
        if not more:
            self._plain[name] = self._looks[key]
        return self._looks[key]

    def sheet(self, key: str, size: int = LANDSCAPE_A4) -> Any:
        """A sheet that prints on landscape pages, as many down as needed and one across, numbered."""
        sheet = self.book.add_worksheet(self.say("sheet." + key))
        sheet.set_landscape()
        sheet.set_paper(size)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
        sheet.set_footer("&C— &P / &N —")
        return sheet

    def put(self, sheet: Any, row: int, column: int, value: object, look: Any) -> None:
        """One value; None leaves an empty cell, and no text is ever taken for a formula, a number or an address."""
        if value is None or value == "":
            sheet.write_blank(row, column, None, look)
        elif isinstance(value, date):
            sheet.write_datetime(row, column, datetime(value.year, value.month, value.day), look)
        elif isinstance(value, int | float):
            sheet.write_number(row, column, value, look)
        else:
            text = str(value)
            sheet.write_string(row, column, text if 2 * len(text) <= LONGEST else cut(text, LONGEST), look)

    def listing(self, sheet: Any, top: int, columns: Sequence[Column], rows: Sequence[Sequence[object]]) -> None:
        """A list with a head, a filter and sizes; the caller freezes and repeats what it wants."""
        for at, column in enumerate(columns):
            sheet.set_column(at, at, column.columns)
            self.put(sheet, top, at, column.head, self.look("head"))
        sheet.set_row(top, height([column.head for column in columns], columns))
        for down, row in enumerate(rows, top + 1):
            for at, (column, value) in enumerate(zip(columns, row, strict=True)):
                self.put(sheet, down, at, value, self.look(column.look))
            sheet.set_row(down, height(row, columns))
        if rows:
            sheet.autofilter(top, 0, top + len(rows), len(columns) - 1)

    def colour_verdicts(
        self, sheet: Any, first: tuple[int, int], last: tuple[int, int], texts: dict[Verdict, str]
    ) -> None:
        """Colours for cells that hold the word or letter of a verdict, as rules: they follow a change by hand."""
        for verdict, text in texts.items():
            fill, ink = VERDICT_COLOURS[verdict]
            look = self.book.add_format({"bg_color": fill, "font_color": ink, "bold": verdict is Verdict.MISSING})
            rule = {"type": "cell", "criteria": "==", "value": f'"{text}"', "format": look}
            sheet.conditional_format(*first, *last, rule)

    def bytes(self) -> bytes:
        """The workbook, closed."""
        self.book.close()
        return self._bytes.getvalue()


def height(row: Sequence[object], columns: Sequence[Column]) -> float:
    """Points that the tallest cell of a row needs: neither Excel nor WPS measures rows that another program wrote."""
    lines = 1
    for value, column in zip(row, columns, strict=True):
        if isinstance(value, str) and column.columns:
            room = max(2.0, column.columns - 1.5)
            if 2 * len(value) <= room:  # even if every character takes two columns
                continue
            lines = max(lines, -int(-width(cut(value, LONGEST)) // room))
    return min(400.0, 4 + 14.5 * lines)


def number(value: Fraction | None, places: int = 1) -> float | None:
    """An exact number as a cell's, rounded once, half up."""
    return None if value is None else rounded(value, places) / 10**places


def day(text: str | None) -> date | None:
    """An ISO date as a date; None for what is no whole date."""
    if text:
        with suppress(ValueError):
            return date.fromisoformat(text)
    return None


def cell(row: int, column: int) -> str:
    """A cell's name as formulas and rules write it, its column fixed."""
    return str(xl_rowcol_to_cell(row, column, col_abs=True))
