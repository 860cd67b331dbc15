"""What a pane can show, as names with the digits that show them; a click shows one too."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events
from textual.message import Message

from tui.view.lines import Line, Row
from tui.widgets.lines import Lines
from tui.wrapping import width


class Tabs(Lines):
    """A row of names; the one shown stands out."""

    @dataclass
    class Picked(Message):
        """A name was clicked."""

        at: int  # from 0

    def name_all(self, names: Sequence[str], shown: int) -> None:
        """Show these names."""
        line: Line = []
        for at, name in enumerate(names):
            line += [(f" {at + 1}", "faint"), (name, "group" if at == shown else "faint")]
        self.show(lambda columns: [Row("", line)])

    def on_click(self, event: events.Click) -> None:
        """Tell which name lies under the mouse."""
        used = 0
        spans = self.rows[0].spans if self.rows else []
        for at in range(len(spans) // 2):
            used += width(spans[2 * at][0]) + width(spans[2 * at + 1][0])
            if event.x < used:
                self.post_message(self.Picked(at))
                return
