"""A list of styled lines with a cursor: every list and panel of the desk. Text is never markup."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.scrollbar import ScrollBar, ScrollBarRender
from textual.strip import Strip

from tui.keys import bindings_for
from tui.view.lines import Line, Row

STYLES = (
    "head", "group", "faint", "strong", "warn", "key", "bar", "hint",
    "met", "partial", "missing", "lack", "exempt", "unclear",
    "quote", "now", "near", "used", "evidence", "almost", "found", "sentence", "cursor", "idle",
    "role-opening", "role-measures", "role-first-responsible", "role-problems", "role-plan", "role-signature",
    "role-chrome",
)  # fmt: skip
# Each screen has these styles once: worked out for every list and panel of it they would take most of its opening.
LINE_STYLES = {f"lines--{name}" for name in STYLES}
Build = Callable[[int], Sequence[Row]]  # columns -> rows


class PlainBar(ScrollBarRender):
    """Scroll bars of blanks: the usual part blocks are two columns wide in some Chinese terminals."""

    VERTICAL_BARS = [" "] * 8
    HORIZONTAL_BARS = [" "] * 8


ScrollBar.renderer = PlainBar


class Styled(ScrollView, can_focus=False):
    """A scrolled view that draws lines in the styles of `lines.tcss`, which its screen holds."""

    ALLOW_SELECT = False

    def style_of(self, name: str) -> Style:
        """A style by its name, without the background it lies on."""
        return self.screen.get_component_rich_style(f"lines--{name}", partial=True) if name else Style.null()

    def strip_of(self, line: Line, over: Style, columns: int) -> Strip:
        """A line drawn to exactly so many columns; `over` goes over the style of each span."""
        base = self.rich_style
        segments = [Segment(text, base + self.style_of(name) + over) for text, name in line if text]
        return Strip(segments).adjust_cell_length(columns, base + over)

    @property
    def columns(self) -> int:
        """Columns that a line may take."""
        return int(self.scrollable_content_region.width)


class Lines(Styled):
    """Rows to read; a subclass lets one be chosen."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.build: Build = lambda columns: ()
        self.rows: Sequence[Row] = ()
        self.ids: Sequence[str] = ()
        self._built = -1

    def show(self, build: Build) -> None:
        """Show other rows, made for the width there is, and again whenever it changes."""
        self.build = build
        self._rebuild()

    def on_resize(self) -> None:
        if self.columns != self._built:
            self._rebuild()

    def _rebuild(self) -> None:
        columns = self.columns
        if columns <= 0:
            self._built = -1  # not in sight: built anew when it comes
            return
        for _ in range(2):  # a scroll bar that comes or goes changes the width
            self.rows = self.build(columns)
            self.virtual_size = Size(columns, len(self.rows))
            self._refresh_scrollbars()
            if self.columns == columns:
                break
            columns = self.columns
        self._built = columns
        self.ids = getattr(self.rows, "ids", None) or [row.id for row in self.rows]
        self.rows_changed()
        self.refresh()

    def rows_changed(self) -> None:
        """Other rows are there."""

    def render_line(self, y: int) -> Strip:
        index = y + round(self.scroll_y)
        columns = self.size.width
        if not 0 <= index < len(self.rows):
            return Strip.blank(columns, self.rich_style)
        return self.strip_of(self.rows[index].spans, self.over(index), columns)

    def over(self, index: int) -> Style:
        """What goes over the styles of a row."""
        return Style.null()


class LineList(Lines, can_focus=True):
    """Rows of which one is under the cursor."""

    BINDINGS = bindings_for("list")

    @dataclass
    class Moved(Message):
        """The cursor stands on another row."""

        lines: LineList
        row: Row

        @property
        def control(self) -> LineList:
            return self.lines

    @dataclass
    class Chosen(Message):
        """A row was chosen by Enter or the mouse."""

        lines: LineList
        row: Row

        @property
        def control(self) -> LineList:
            return self.lines

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.cursor = -1
        self.wanted = ""  # id under the cursor, found again among other rows

    @property
    def current(self) -> Row | None:
        """The row under the cursor."""
        return self.rows[self.cursor] if 0 <= self.cursor < len(self.rows) else None

    def rows_changed(self) -> None:
        """Find the cursor's row again, else the nearest that can be chosen."""
        before = self.wanted
        if before and before in self.ids:
            self.cursor = list(self.ids).index(before)
        else:
            self.cursor = self._nearest(max(0, min(self.cursor, len(self.ids) - 1)))
            self.wanted = self.ids[self.cursor] if self.cursor >= 0 else ""
        self._keep_in_sight()
        if self.wanted != before:
            self._tell()

    def _nearest(self, index: int) -> int:
        at: int
        for at in (*range(index, len(self.ids)), *range(min(index, len(self.ids)) - 1, -1, -1)):
            if self.ids[at]:
                return at
        return -1

    def over(self, index: int) -> Style:
        if index != self.cursor and not self._belongs(index):
            return Style.null()
        return self.style_of("cursor" if self.has_focus else "idle")

    def _belongs(self, index: int) -> bool:
        """Whether a line goes on with the row under the cursor."""
        current = self.current
        if current is None or current.target is None or index < self.cursor:
            return False
        return not any(self.ids[self.cursor + 1 : index + 1]) and self.rows[index].target == current.target

    def go(self, id_: str, tell: bool = True) -> bool:
        """Put the cursor on the row of an id; false where there is none."""
        if id_ not in self.ids:
            self.wanted = id_  # rows that come later may have it
            return False
        self._move(list(self.ids).index(id_), tell)
        return True

    def _move(self, index: int, tell: bool = True) -> None:
        if not 0 <= index < len(self.ids) or not self.ids[index]:
            return
        changed = self.ids[index] != self.wanted
        self.cursor, self.wanted = index, self.ids[index]
        self._keep_in_sight()
        self.refresh()
        if changed and tell:
            self._tell()

    def _tell(self) -> None:
        row = self.current
        if row is not None:
            self.post_message(self.Moved(self, row))

    def _keep_in_sight(self) -> None:
        height = self.scrollable_content_region.height
        if self.cursor < 0 or height <= 0:
            return
        top = round(self.scroll_y)
        # The headings above the first row that can be chosen come into sight with it.
        first = 0 if not any(self.ids[: self.cursor]) else self.cursor
        if first < top:
            self.scroll_to(y=first, animate=False, force=True)
        elif self.cursor >= top + height:
            self.scroll_to(y=self.cursor - height + 1, animate=False, force=True)

    def _step(self, count: int) -> None:
        """Move by rows that can be chosen; a list without any scrolls."""
        if self.cursor < 0:
            self.scroll_relative(y=count, animate=False, force=True)
            return
        step = 1 if count > 0 else -1
        at = goal = self.cursor
        while 0 <= at + step < len(self.ids) and abs(at - self.cursor) < abs(count):
            at += step
            if self.ids[at]:
                goal = at
        while goal == self.cursor and 0 <= at + step < len(self.ids):  # nothing but headings that far
            at += step
            if self.ids[at]:
                goal = at
        if goal == self.cursor:
            edge = -1 if step < 0 else 1
            self.scroll_relative(y=edge, animate=False, force=True)
        self._move(goal)

    def action_down(self) -> None:
        """One row down."""
        self._step(1)

    def action_up(self) -> None:
        """One row up."""
        self._step(-1)

    def action_page_down(self) -> None:
        """A screen down."""
        self._step(max(1, self.scrollable_content_region.height - 1))

    def action_page_up(self) -> None:
        """A screen up."""
        self._step(-max(1, self.scrollable_content_region.height - 1))

    def action_first(self) -> None:
        """To the first row."""
        self._move(self._nearest(0))

    def action_last(self) -> None:
        """To the last row."""
        self._move(next((at for at in range(len(self.ids) - 1, -1, -1) if self.ids[at]), -1))

    def action_choose(self) -> None:
        """Choose the row under the cursor."""
        row = self.current
        if row is not None:
            self.post_message(self.Chosen(self, row))

    def on_click(self, event: events.Click) -> None:
        """One click moves the cursor, a second one on the same row chooses it."""
        index = event.y + round(self.scroll_y)
        if 0 <= index < len(self.ids):
            while (
                index > 0 and not self.ids[index] and self.rows[index].target == self.rows[index - 1].target is not None
            ):
                index -= 1  # a line that belongs to the row above
            again = event.chain > 1
            self._move(index)
            if again and self.cursor == index:
                self.action_choose()

    def on_focus(self) -> None:
        self.refresh()

    def on_blur(self) -> None:
        self.refresh()
