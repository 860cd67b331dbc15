"""The line that a reviewer types into."""

from __future__ import annotations

from textual.widgets import Input


class Ask(Input):
    """An input whose cursor does not blink: the window of an input method stands where something was last drawn."""

    def __init__(self, placeholder: str, id: str, keep: bool = True) -> None:
        super().__init__(placeholder=placeholder, id=id, select_on_focus=not keep)
        self.cursor_blink = False
