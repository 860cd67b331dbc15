"""The keys of the screen at its foot, as many as fit; a click does what the key does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from textual import events

from tui.keys import Key, display, in_force
from tui.view.lines import Line, Row
from tui.widgets.lines import Lines
from tui.words import Words
from tui.wrapping import width


class KeyBar(Lines):
    """One or two lines of keys with what they do."""

    def __init__(self, words: Words, keys: Sequence[Key], changed: Mapping[str, str], *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.words, self.keys, self.changed = words, keys, changed
        self.most = 2  # lines
        self.told: Sequence[tuple[str, str]] = ()  # keys of a form and what they do, in place of the screen's
        self._places: list[tuple[int, int, int, Key]] = []  # line, first column, last column

    def on_mount(self) -> None:
        self.show(self._lay_out)

    def change(self, keys: Sequence[Key], told: Sequence[tuple[str, str]] = ()) -> None:
        """Name other keys."""
        if (self.keys, self.told) != (keys, told):
            self.keys, self.told = keys, told
            self.show(self._lay_out)

    def _told(self, columns: int) -> Line:
        line: Line = []
        for name, label in self.told:
            columns -= width(name) + width(label) + 3
            if columns >= 0:
                line += [(f" {name} ", "key"), (f"{label} ", "bar")]
        return line

    def _lay_out(self, columns: int) -> Sequence[Row]:
        if self.told:
            self._places = []
            self.styles.height = 1
            return [Row("", self._told(columns))]
        lines: list[Line] = [[]]
        self._places = []
        used = 0
        for key in self.keys:
            name, label = display(key.named or in_force(key, self.changed))[0], self.words.say("key." + key.id)
            needed = width(name) + width(label) + 3
            if used + needed > columns and used:
                if len(lines) == self.most:
                    break
                lines.append([])
                used = 0
            self._places.append((len(lines) - 1, used, used + needed, key))
            lines[-1] += [(f" {name} ", "key"), (f"{label} ", "bar")]
            used += needed
        self.styles.height = len(lines)
        return [Row("", line) for line in lines]

    async def on_click(self, event: events.Click) -> None:
        """Do what the key under the mouse does."""
        for line, first, last, key in self._places:
            if key.where != "list" and line == event.y and first <= event.x < last:
                await self.run_action(f"screen.{key.action}" if key.where != "app" else f"app.{key.action}")
                return
