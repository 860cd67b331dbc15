"""What every screen of the desk has: a title, a line for messages, the keys, and the desk it belongs to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import cast

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import Screen

from tui.host import Host
from tui.keys import SCREENS, Key, keys_of
from tui.view.entry import Entry
from tui.view.lines import Line, Row, text_of
from tui.widgets.key_bar import KeyBar
from tui.widgets.lines import LINE_STYLES, Lines
from tui.words import Words
from tui.wrapping import cut, harmless, pad, width

_TALL = 30  # rows from which there are two lines of keys


class DeskScreen(Screen[None]):
    """A screen with its name under `WHERE` in keys.py."""

    COMPONENT_CLASSES = LINE_STYLES
    WHERE = ""
    AUTO_FOCUS = ""

    def __init__(self) -> None:
        super().__init__()
        self.ready = False  # its parts are there
        self._message = ""  # the answer to the last key; the next one takes it away
        self._message_style = "faint"

    @property
    def host(self) -> Host:
        """The desk that the screen belongs to."""
        return cast("Host", self.app)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing is done while a report is being opened, and nothing any more while the desk is being left."""
        return not self.host.leaving and not self.host.opening and super().check_action(action, parameters)

    @property
    def words(self) -> Words:
        """The language of the interface."""
        return self.host.words

    def compose(self) -> ComposeResult:
        yield Lines(id="title")
        yield from self.body()
        with Vertical(id="foot"):
            yield from self.asked()
            yield Lines(id="status")
            yield KeyBar(self.words, self.bar_keys(), self.host.settings.keys, id="keys")

    def body(self) -> ComposeResult:
        """What stands between the title and the foot."""
        yield from ()

    def asked(self) -> ComposeResult:
        """A line above the status in which something is asked for."""
        yield from ()

    def bar_keys(self) -> Sequence[Key]:
        """Help and commands first, so that they show however narrow the screen is."""
        app_keys = {key.name: key for key in keys_of("app")}
        own = [key for key in keys_of(self.WHERE) if key.shown]
        last = ("export", "back", "close", "theme", "reload", "quit")
        return [app_keys["help"], app_keys["palette"], *own, *(app_keys[name] for name in last)]

    def on_resize(self, event: events.Resize) -> None:
        """A low screen has one line of keys."""
        bar = self.query_one("#keys", KeyBar)
        bar.most = 1 if event.size.height < _TALL else 2
        bar.show(bar.build)

    def on_mount(self) -> None:
        self.ready = True
        self.query_one("#title", Lines).show(self._title_rows)
        self.query_one("#status", Lines).show(self._status_rows)
        self.opened()

    def opened(self) -> None:
        """The screen is there for the first time."""

    def title_parts(self) -> tuple[Line, str]:
        """What the title says on the left and on the right."""
        return [], ""

    def _title_rows(self, columns: int) -> list[Row]:
        left, right = self.title_parts()
        text = text_of(left)
        right = cut(harmless(right), max(columns * 2 // 5, columns - width(text) - 4))
        room = columns - width(right) - 3
        if width(text) > room:
            left = [(cut(text, room), "head")]
        gap = columns - width(text_of(left)) - width(right) - 1
        return [Row("", [(" ", ""), *left, (" " * max(0, gap - 1), ""), (right + " ", "faint")])]

    def _status_rows(self, columns: int) -> list[Row]:
        said, style = (self._message, self._message_style) if self._message else self.standing()
        if self.host.opening:
            said, style = self.words.say("browse.opening", path=self.host.opening.rsplit("/", 1)[-1]), "hint"
        return [Row("", [(" " + cut(harmless(said), columns - 2), style)])]

    def standing(self) -> tuple[str, str]:
        """What is to be said of what the screen shows now, with its style: worked out anew each time, never kept."""
        return "", ""

    @property
    def said(self) -> str:
        """The answer to the last key."""
        return self._message

    def status_changed(self) -> None:
        """Draw the line above the keys anew."""
        if self.ready:
            self.query_one("#status", Lines).show(self._status_rows)

    def key_pressed(self) -> None:
        """The answer to the key before has been read."""
        if self._message:
            self._message = ""
            self.status_changed()

    def title_changed(self) -> None:
        """Draw the title anew."""
        if self.ready:
            self.query_one("#title", Lines).show(self._title_rows)

    def tell(self, text: str, style: str = "hint") -> None:
        """Answer a key in the line above the keys; the next key takes it away."""
        self._message, self._message_style = text, style
        self.status_changed()

    def exports(self) -> Iterable[str]:
        """What can be exported here, by the names under `browse.export.` in the locale files."""
        return ("screen-md",)

    def commands(self) -> Iterable[tuple[str, str, Callable[[], object]]]:
        """What the palette offers here beside the keys: an id, its name, what it does."""
        return ()

    def listed(self) -> Sequence[Entry]:
        """The reports that are listed here, for exports."""
        return ()

    def entries_changed(self) -> None:
        """More is known of the reports."""

    def decisions_changed(self) -> None:
        """Something was decided."""
        self.entries_changed()

    def screen_text(self) -> str:
        """What the screen shows as Markdown."""
        return ""

    def current_path(self) -> str:
        """The report that the reviewer is at, for exports; empty for none."""
        return ""

    def back(self) -> None:
        """Leave the screen, or what is open in it."""
        if self.host.opening:
            self.host.stop_opening()
        elif len(self.app.screen_stack) > 2:
            self.app.pop_screen()


def title_row(name: str, columns: int, note: str = "") -> Row:
    """The heading of a pane, with a note at its right end."""
    note = cut(note, columns // 2)
    return Row("", [(pad(" " + name, columns - width(note) - 1), "group"), (note + " ", "faint")])


def keys_on(where: str) -> Sequence[Key]:
    """All keys that work on a screen, its own first."""
    return [key for place in SCREENS[where] for key in keys_of(place)]
