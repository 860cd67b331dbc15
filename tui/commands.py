"""What can be asked for everywhere: the keys explained, every command by name, the colours, an export."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial

from textual.app import App

from scorer.errors import ScorerError
from tui import exports
from tui.arguments import BrowseOptions
from tui.keys import display, in_force
from tui.loading import Bench
from tui.reviewing import Reviewing
from tui.screens.base import DeskScreen, keys_on
from tui.screens.notice import Notice
from tui.screens.picker import Option, Picker
from tui.settings import Settings, State, keep_state, settings_path, state_path
from tui.themes import THEMES
from tui.view.lines import Row, paragraph
from tui.view.reports import COLUMNS, REVIEW_COLUMNS
from tui.words import Words
from tui.wrapping import pad

OUTPUT = "reports_out"


class Commands(App[None]):
    """The part of the desk's app that answers the keys of every screen."""

    options: BrowseOptions
    bench: Bench
    settings: Settings
    state: State
    review: Reviewing

    @property
    def words(self) -> Words:
        """The language of the interface."""
        return self.bench.rubrics.words

    def remember(self, **changes: object) -> None:
        self.state = self.state._replace(**changes)  # type: ignore[arg-type]
        keep_state(state_path(), self.state)

    @property
    def desk_screen(self) -> DeskScreen | None:
        """The topmost screen of the desk itself."""
        return next((screen for screen in reversed(self.screen_stack) if isinstance(screen, DeskScreen)), None)

    def tell(self, text: str, style: str = "hint") -> None:
        """Say something in the line above the keys."""
        if self.desk_screen is not None:
            self.desk_screen.tell(text, style)

    def action_help(self) -> None:
        """All keys for where the reviewer is."""
        screen = self.desk_screen
        if screen is None or isinstance(self.screen, Notice):
            return
        say = self.words.say
        where = screen.WHERE

        def build(columns: int) -> list[Row]:
            rows: list[Row] = []
            place = ""
            for key in keys_on(where):
                if key.where != place:
                    place = key.where
                    name = {"app": "browse.help.any", "list": "browse.help.list"}.get(place, "browse.place." + place)
                    rows += ([Row("", [])] if rows else []) + [Row("", [(say(name), "group")])]
                shown = "  ".join(display(in_force(key, self.settings.keys)))
                rows.append(Row("", [("  " + pad(shown, 14), "key"), (say("key." + key.id), "")]))
            foot = say("browse.help-foot", path=self.options.settings or settings_path())
            return [*rows, Row("", []), *paragraph(foot, columns, "faint")]

        self.push_screen(Notice(say("browse.help", place=say("browse.place." + where)), build))

    def action_palette(self) -> None:
        """Every action that can be done here."""
        screen = self.desk_screen
        if screen is None or isinstance(self.screen, Picker):
            return
        say = self.words.say
        commands: dict[str, Callable[[], object]] = {}
        options = []
        for key in keys_on(screen.WHERE):
            if key.command:
                target = self if key.where == "app" else screen
                commands[key.id] = getattr(target, f"action_{key.action}")
                shown = "  ".join(display(in_force(key, self.settings.keys)))
                options.append(Option(key.id, say("key." + key.id), shown))
        for id_, text, run in screen.commands():
            commands[id_] = run
            options.append(Option(id_, text))
        for theme in THEMES:
            commands["theme." + theme.name] = partial(self.use_theme, theme.name)
            name = f"{say('browse.themes')} {say('browse.theme.' + theme.name)}"
            options.append(Option("theme." + theme.name, name))
        for id_ in screen.exports():
            commands["export." + id_] = partial(self.export, id_)
            options.append(Option("export." + id_, f"{say('browse.export')} {say('browse.export.' + id_)}"))

        def done(id_: str | None) -> None:
            if id_ in commands:
                commands[id_]()

        self.push_screen(Picker(self.words, say("browse.palette"), options), done)

    def action_theme(self) -> None:
        """Choose the colours."""
        say = self.words.say
        if self.no_color:
            self.tell(say("browse.no-colour"))
            return
        options = [Option(theme.name, say("browse.theme." + theme.name), theme.name) for theme in THEMES]
        self.push_screen(
            Picker(self.words, say("browse.themes"), options, self.theme),
            lambda name: self.use_theme(name) if name else None,
        )

    def use_theme(self, name: str) -> None:
        """Use these colours from now on."""
        self.theme = name
        self.remember(theme=name)

    def action_export(self) -> None:
        """Write what is on screen to the folder of exports."""
        screen = self.desk_screen
        if screen is None:
            return
        say = self.words.say
        options = [Option(id_, say("browse.export." + id_), id_.rpartition("-")[2]) for id_ in screen.exports()]
        self.push_screen(
            Picker(self.words, say("browse.export"), options), lambda id_: self.export(id_) if id_ else None
        )

    def export(self, id_: str) -> None:
        """Write one thing and tell where it is."""
        screen = self.desk_screen
        assert screen is not None
        folder = self.options.output or self.settings.output or OUTPUT
        shown = list(screen.listed())
        read = [entry.path for entry in shown if entry.readable]
        write: Callable[[], str]
        if id_ == "table-md":
            columns = REVIEW_COLUMNS if self.review.who or self.review.reviews.lines else COLUMNS
            write = partial(exports.table, folder, shown, self.words, columns)
        elif id_ == "table-csv":
            write = partial(exports.verdict_rows, folder, read, self.bench, self.review)
        elif id_ in ("card-md", "card-json"):
            name = "markdown" if id_ == "card-md" else "json"
            write = partial(exports.card, folder, screen.current_path(), name, self.bench, self.review)
        elif id_ == "ledger-csv":
            write = partial(exports.ledger, folder, self.bench, self.review)
        elif id_ in ("opinion-md", "opinions-md", "labels-yaml"):
            of = [screen.current_path()] if id_ == "opinion-md" else read
            each = exports.labels if id_ == "labels-yaml" else exports.opinions
            write = partial(self._several, partial(each, folder, of, self.bench, self.review))
        else:
            write = partial(exports.screen, folder, screen.WHERE, screen.screen_text())
        self.tell(self.words.say("browse.exporting"))
        self.run_worker(partial(self._write, folder, write), group="export", thread=True)

    def _several(self, write: Callable[[], list[str]]) -> str:
        """Files of several reports: the one path, or how many and where; a ScorerError where nothing was decided."""
        paths = write()
        if not paths:
            raise ScorerError(self.words.say("browse.export-none"))
        if len(paths) == 1:
            return paths[0]
        return self.words.say("browse.export-several", count=len(paths), folder=os.path.dirname(paths[0]))

    def _write(self, folder: str, write: Callable[[], str]) -> None:
        """In a thread: reports may have to be read and judged again."""
        say = self.words.say
        try:
            told, style = say("browse.exported", path=write()), "met"
        except OSError as error:
            told, style = say("browse.export-failed", path=folder, reason=error.strerror or str(error)), "warn"
        except ScorerError as error:
            told, style = self.words.error(error), "warn"
        self.call_from_thread(self.tell, told, style)
