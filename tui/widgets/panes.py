"""Three panes: side by side with the third below, in three columns, or one at a time, as the screen has room."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.geometry import Size
from textual.widget import Widget

from tui.widgets.lines import LineList, Lines
from tui.widgets.report_text import ReportText
from tui.widgets.tabs import Tabs
from tui.words import Words

WIDE = 118  # columns from which the third pane stands beside the text
LEAST = (70, 18)  # columns and rows below which one pane is shown at a time
_FRAMES = {"criteria": "left", "text": "right", "why": "below"}


class Panes(Container):
    """Criteria on the left, the text on the right, why below or beside."""

    def __init__(self, words: Words) -> None:
        super().__init__(id="panes")
        self.words = words
        self.one = False  # whether there is room for one pane only

    def compose(self) -> ComposeResult:
        with Vertical(id="left"):
            yield Tabs(id="left-title", classes="pane-title")
            yield LineList(id="criteria")
        with Vertical(id="right"):
            yield Lines(id="text-title", classes="pane-title")
            yield ReportText(self.words, id="text")
        with Vertical(id="below"):
            yield Lines(id="why-title", classes="pane-title")
            yield LineList(id="why")

    def share(self, room: Size, left: int, large: bool, focused: Widget | None) -> None:
        """Give each pane its share of a screen: `left` columns for the list, more for the third pane where `large`."""
        wide, high = room.width, room.height
        self.one = wide < LEAST[0] or high < LEAST[1]
        shown = focused.id if focused is not None and focused.id in _FRAMES else "criteria"
        self._show(shown)
        below = self.query_one("#below").styles
        below.column_span = 1
        if self.one:
            self.styles.grid_size_columns = 1
            self.styles.grid_columns = self.styles.grid_rows = "1fr"
        elif wide >= WIDE:
            self.styles.grid_size_columns, self.styles.grid_rows = 3, "1fr"
            self.styles.grid_columns = f"{left} 1fr {wide * 2 // 5 if large else max(38, wide * 27 // 100)}"
        else:
            self.styles.grid_size_columns, self.styles.grid_columns = 2, f"{left} 1fr"
            below.column_span = 2
            self.styles.grid_rows = f"1fr {high * 2 // 3 if large else max(7, min(16, high * 2 // 5))}"

    def turn_to(self, pane: Widget) -> None:
        """Go to a pane; where there is room for one only, turn to its page."""
        self._show(pane.id or "")
        pane.focus()

    def _show(self, shown: str) -> None:
        for id_, frame in _FRAMES.items():
            self.query_one("#" + frame).display = not self.one or id_ == shown
