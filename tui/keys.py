"""Every key once: where it works, its id, the keys as delivered, the action, and whether the bar shows it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from textual.binding import BindingType


class Key(NamedTuple):
    """A key with its action; what it is called stands under `key.<where>.<name>` in the locale files."""

    where: str
    name: str
    keys: str  # as textual names them, separated by commas
    action: str
    shown: bool = True  # in the key bar; the help and the palette show all
    command: bool = True  # in the palette; moving about is not a command
    named: str = ""  # key of the list that does the same and that everybody knows: the bar shows that one

    @property
    def id(self) -> str:
        """Name in the settings file."""
        return f"{self.where}.{self.name}"


KEYS = (
    Key("app", "help", "question_mark,f1", "help"),
    Key("app", "palette", "colon,ctrl+p", "palette", command=False),
    Key("app", "theme", "T", "theme", shown=False),
    Key("app", "reload", "r", "reload", shown=False),
    Key("app", "export", "e", "export"),
    Key("app", "back", "escape", "leave_screen"),
    Key("app", "close", "q", "close"),
    Key("app", "quit", "Q,ctrl+c,ctrl+q", "leave", shown=False),
    Key("list", "down", "j,down", "down", False, False),
    Key("list", "up", "k,up", "up", False, False),
    Key("list", "page-down", "ctrl+d,pagedown", "page_down", False, False),
    Key("list", "page-up", "ctrl+u,pageup", "page_up", False, False),
    Key("list", "first", "g,home", "first", False, False),
    Key("list", "last", "G,end", "last", False, False),
    Key("list", "choose", "enter", "choose", False, False),
    Key("reports", "open", "l,right", "right", named="enter"),
    Key("reports", "left", "h,left", "left", False, False),
    Key("reports", "go-on", "full_stop", "go_on"),
    Key("reports", "filter", "slash", "filter"),
    Key("reports", "sort", "s", "sort"),
    Key("reports", "reverse", "S", "reverse", False),
    Key("reports", "group", "u", "group"),
    Key("reports", "matrix", "m", "matrix"),
    Key("reports", "criterion", "c", "criterion"),
    Key("reports", "mark", "space", "mark", False),
    Key("reports", "compare", "d", "compare"),
    Key("reports", "readers", "D", "readers", False),
    Key("reports", "record", "L", "record", False),
    Key("reports", "hand-in", "H", "hand_in", False),
    Key("reports", "undo", "z,ctrl+z", "undo", False),
    Key("reports", "redo", "Z,ctrl+y", "redo", False),
    Key("reports", "search", "f", "search"),
    Key("report", "agree", "space", "agree"),
    Key("report", "overrule", "s", "overrule"),
    Key("report", "doubt", "t", "doubt"),
    Key("report", "next-open", "full_stop", "next_open"),
    Key("report", "undo", "z,ctrl+z", "undo"),
    Key("report", "redo", "Z,ctrl+y", "redo", False),
    Key("report", "note", "i", "note"),
    Key("report", "note-report", "I", "note_report", False),
    Key("report", "waive", "W", "waive", False),
    Key("report", "previous-open", "comma", "previous_open", False),
    Key("report", "agree-rest", "A", "agree_rest", False),
    Key("report", "take", "plus", "take", False),
    Key("report", "refuse", "minus", "refuse", False),
    Key("report", "next-quote", "n", "next_quote"),
    Key("report", "previous-quote", "p,N", "previous_quote"),
    Key("report", "switch", "tab", "switch"),
    Key("report", "criteria", "1", "criteria", False),
    Key("report", "outline", "o,2", "outline"),
    Key("report", "pairs", "b,3", "pairs"),
    Key("report", "checks", "v,4", "checks", False),
    Key("report", "gaps", "x", "gaps"),
    Key("report", "find", "slash", "find"),
    Key("report", "why", "w", "why", False),
    Key("report", "criterion", "c", "criterion", False),
    Key("report", "compare", "d", "compare", False),
    Key("report", "next-report", "right_square_bracket", "next_report", False),
    Key("report", "previous-report", "left_square_bracket", "previous_report", False),
    Key("report", "copy", "y", "copy", False),
    Key("report", "original", "O", "original", False),
    Key("across", "agree", "space", "agree"),
    Key("across", "overrule", "s", "overrule"),
    Key("across", "doubt", "t", "doubt"),
    Key("across", "next-open", "full_stop", "next_open"),
    Key("across", "undo", "z,ctrl+z", "undo"),
    Key("across", "redo", "Z,ctrl+y", "redo", False),
    Key("across", "note", "i", "note"),
    Key("across", "note-report", "I", "note_report", False),
    Key("across", "waive", "W", "waive", False),
    Key("across", "open", "l,right", "open", named="enter"),
    Key("across", "next-criterion", "right_square_bracket", "next_criterion"),
    Key("across", "previous-criterion", "left_square_bracket", "previous_criterion"),
    Key("across", "criterion", "c", "criterion"),
    Key("across", "gaps", "x", "gaps"),
    Key("across", "copy", "y", "copy", False),
    Key("across", "original", "O", "original", False),
    Key("record", "open", "l,right", "open", named="enter"),
    Key("record", "undo", "z,ctrl+z", "undo"),
    Key("record", "redo", "Z,ctrl+y", "redo"),
    Key("readers", "take-one", "1", "take_one"),
    Key("readers", "take-two", "2", "take_two"),
    Key("readers", "take-program", "3", "take_program"),
    Key("readers", "open", "l,right", "open", named="enter"),
    Key("readers", "undo", "z,ctrl+z", "undo"),
    Key("readers", "redo", "Z,ctrl+y", "redo", False),
    Key("search", "query", "slash", "query"),
    Key("search", "open", "l,right", "open", named="enter"),
    Key("compare", "changed", "x", "changed"),
    Key("compare", "texts", "v", "texts"),
    Key("compare", "swap", "s", "swap"),
    Key("compare", "open", "l,right", "open", named="enter"),
)
# Which keys work on which screen, the screen's own first: what `?` shows.
SCREENS = {
    name: (name, "list", "app") for name in ("reports", "report", "across", "search", "compare", "record", "readers")
}
_NAMES = {
    "question_mark": "?",
    "slash": "/",
    "colon": ":",
    "full_stop": ".",
    "comma": ",",
    "plus": "+",
    "minus": "-",
    "space": "Space",
    "enter": "Enter",
    "escape": "Esc",
    "tab": "Tab",
    "down": "Down",
    "up": "Up",
    "left": "Left",
    "right": "Right",
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "home": "Home",
    "end": "End",
    "right_square_bracket": "]",
    "left_square_bracket": "[",
}


def keys_of(where: str) -> list[Key]:
    """The keys of one place."""
    return [key for key in KEYS if key.where == where]


def bindings_for(where: str) -> list[BindingType]:
    """The same for textual, under ids by which the settings file changes them."""
    from textual.binding import Binding

    return [
        Binding(key.keys, key.action, id=key.id, show=key.shown, priority=key.name == "quit") for key in keys_of(where)
    ]


def display(keys: str) -> list[str]:
    """Keys as printed: `slash,ctrl+f` -> / and ^f."""
    shown = []
    for key in keys.split(","):
        name = key.strip()
        shown.append("^" + name.removeprefix("ctrl+") if name.startswith("ctrl+") else _NAMES.get(name, name))
    return shown


def in_force(key: Key, changed: Mapping[str, str]) -> str:
    """The keys of an action, as the settings file has changed them."""
    return changed.get(key.id, key.keys)


def faults_in(changed: Mapping[str, str]) -> Iterable[str]:
    """Ids of a settings file that no key has."""
    known = {key.id for key in KEYS}
    return [id_ for id_ in changed if id_ not in known]
