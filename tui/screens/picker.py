"""A list to choose from that narrows down by typing: commands, criteria, reports, themes, exports."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.screen import ModalScreen
from textual.widgets import Input

from tui.view.entry import folded
from tui.view.lines import Row
from tui.widgets.ask import Ask
from tui.widgets.lines import LINE_STYLES, LineList, Lines
from tui.words import Words
from tui.wrapping import cut, pad, width


class Option(NamedTuple):
    """One thing to choose: `note` stands at the right, `style` colours it."""

    id: str
    text: str
    note: str = ""
    style: str = ""


class Picker(ModalScreen[str]):
    """Answers the id of the option chosen; nothing on Esc."""

    COMPONENT_CLASSES = LINE_STYLES
    BINDINGS = [Binding("ctrl+c,ctrl+q", "app.leave", show=False, priority=True)]
    AUTO_FOCUS = "Input"

    def __init__(self, words: Words, title: str, options: Sequence[Option], at: str = "") -> None:
        super().__init__()
        self.words, self.heading, self.options, self.at = words, title, options, at

    def compose(self) -> ComposeResult:
        with Vertical(id="box"):
            yield Lines(id="heading")
            with Horizontal(classes="ask"):
                yield Ask(self.words.say("browse.pick-hint"), "query")
            yield LineList(id="options")

    def on_mount(self) -> None:
        self.query_one("#heading", Lines).show(lambda columns: [Row("", [(cut(" " + self.heading, columns), "head")])])
        options = self.query_one("#options", LineList)
        options.wanted = self.at
        self.narrow("")

    @on(Input.Changed, "#query")
    def typed(self, event: Input.Changed) -> None:
        self.narrow(event.value)

    def narrow(self, query: str) -> None:
        """Show the options that hold every word."""
        wanted = folded(query).split()
        fitting = [o for o in self.options if all(w in folded(f"{o.text} {o.note} {o.id}") for w in wanted)]

        def build(columns: int) -> list[Row]:
            rows = []
            for option in fitting:
                note = cut(option.note, columns // 2)
                text = pad(" " + option.text, columns - width(note) - 2)
                rows.append(Row(option.id, [(text + " ", option.style), (note, "key"), (" ", "")]))
            return rows

        self.query_one("#options", LineList).show(build)

    def on_key(self, event: events.Key) -> None:
        """Arrows move in the list while the typing goes on."""
        options = self.query_one("#options", LineList)
        moves = {"down": options.action_down, "up": options.action_up, "pagedown": options.action_page_down,
                 "pageup": options.action_page_up, "ctrl+n": options.action_down}  # fmt: skip
        if event.key == "escape":
            event.stop()
            self.dismiss("")
        elif event.key in moves and self.focused is not options:
            event.stop()
            moves[event.key]()

    @on(Input.Submitted, "#query")
    def entered(self) -> None:
        row = self.query_one("#options", LineList).current
        self.dismiss(row.id if row else "")

    @on(LineList.Chosen, "#options")
    def chosen(self, event: LineList.Chosen) -> None:
        self.dismiss(event.row.id)

    def on_click(self, event: events.Click) -> None:
        """A single click on an option is enough; one outside leaves."""
        if event.widget is self.query_one("#options", LineList):
            row = self.query_one("#options", LineList).current
            self.dismiss(row.id if row else "")
        elif event.widget is self:
            self.dismiss("")
