"""A text to read over the screen: the keys, or a message too long for one line."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen

from tui.view.lines import Row
from tui.widgets.lines import LINE_STYLES, Build, LineList, Lines
from tui.wrapping import cut


class Notice(ModalScreen[None]):
    """Leaves on Esc, Enter, q, ? or a click outside."""

    COMPONENT_CLASSES = LINE_STYLES
    BINDINGS = [Binding("ctrl+c,ctrl+q", "app.leave", show=False, priority=True)]
    AUTO_FOCUS = "#notice"

    def __init__(self, title: str, build: Build) -> None:
        super().__init__()
        self.heading, self.build = title, build

    def compose(self) -> ComposeResult:
        with Vertical(id="box"):
            yield Lines(id="heading")
            yield LineList(id="notice")

    def on_mount(self) -> None:
        self.query_one("#heading", Lines).show(lambda columns: [Row("", [(cut(" " + self.heading, columns), "head")])])
        self.query_one("#notice", LineList).show(self.build)

    def on_key(self, event: events.Key) -> None:
        if event.key in ("escape", "enter", "q", "question_mark", "f1"):
            event.stop()
            self.dismiss()

    def on_click(self, event: events.Click) -> None:
        if event.widget is self:
            self.dismiss()
