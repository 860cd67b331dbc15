"""`score browse`: which screens there are, and the reports scored behind them through scorer.pipeline."""

from __future__ import annotations

import traceback
from collections.abc import Sequence
from functools import partial
from time import monotonic
from typing import Any

from textual.filter import LineFilter, NoColor
from textual.worker import Worker, get_current_worker

from scorer.errors import InputError, ScorerError
from scorer.pipeline import load_rubric
from scorer.reading.source import read_path
from scorer.rules.rubric import Rubric
from tui.arguments import BrowseOptions
from tui.commands import Commands
from tui.crash import crash_report, log_path, write_log
from tui.desk import Desk
from tui.host import Found
from tui.keys import bindings_for
from tui.loading import Job, Outcome, digests, open_card
from tui.screens.base import DeskScreen
from tui.screens.notice import Notice
from tui.screens.picker import Option, Picker
from tui.screens.report import ReportScreen
from tui.screens.reports import ReportsScreen, comparison_picker
from tui.settings import Settings, State
from tui.themes import THEMES
from tui.view.card import CardView
from tui.view.lines import paragraph
from tui.view.reports import same_body_other_year
from tui.words import Words

_LOOK_AGAIN = 3.0  # seconds between two looks at the files on disk
_TELL_EVERY = 0.5  # seconds between two tellings of what a search has found
_DRAW_EVERY = 0.2  # seconds between two drawings of the table while reports come in


class DeskApp(Commands):
    """The reviewer's desk."""

    # All at once: a screen that brought its own would have every style read again when it opens.
    CSS_PATH = [f"styles/{name}.tcss" for name in ("base", "lines", "picker", "reports", "report", "sides")]
    ENABLE_COMMAND_PALETTE = False
    BINDINGS = bindings_for("app")
    INHERIT_BINDINGS = False

    def __init__(self, options: BrowseOptions, rubric: Rubric, settings: Settings, state: State) -> None:
        super().__init__()
        self.options, self.rubric, self.settings, self.state = options, rubric, settings, state
        self.words = Words(options.lang, rubric)
        self.job = Job(options.rubric, options.lang, options.year, options.level, options.max_bytes)
        self.desk = Desk(options.paths, self.words)
        self.crash = ""  # what happened, where something did
        self.leaving = False
        self._to_draw = False
        self._draw_from = 0.0
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = options.theme or settings.theme or state.theme or "dark"
        self.set_keymap(dict(settings.keys))
        self.title = self.words.say("browse.title")

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Without colours where NO_COLOR asks for none; the usual filter would only turn them grey."""
        return [NoColor()] if self.no_color else super().get_line_filters()

    def on_mount(self) -> None:
        self.push_screen(ReportsScreen())
        self.call_after_refresh(self.start)

    def start(self) -> None:
        """Look through the folders and score what is found, once the first screen is drawn."""
        self.set_interval(_DRAW_EVERY, self._draw)
        self.set_interval(_LOOK_AGAIN, self._look_for_changes)
        self.load()
        if self.settings.faults:
            faults = self.words.say("card.comma").join(self.settings.faults)
            self.tell(self.words.say("browse.settings-faults", faults=faults), "warn")
        elif not self.state.hinted:
            self.tell(self.words.say("browse.hint"))
            self.remember(hinted=True)

    # loading

    def load(self) -> list[str]:
        """Score what is new or has changed; the paths of it."""
        todo = self.desk.look()
        self._entries_changed()
        if todo:
            self.run_worker(partial(self._score, todo), group="scoring", exclusive=True, thread=True)
        return todo

    def _score(self, paths: Sequence[str]) -> None:
        """In a thread: the reports one after another, or spread over processes."""
        worker: Worker[object] = get_current_worker()
        for outcomes in digests(paths, self.rubric, self.job, lambda: worker.is_cancelled):
            if worker.is_cancelled:
                return
            self.call_from_thread(self._take, outcomes)

    def _take(self, outcomes: Sequence[Outcome]) -> None:
        self.desk.take(digest for digest, _ in outcomes)
        for _, bug in outcomes:
            if bug is not None:
                place = write_log(log_path(), crash_report(bug.trace, bug.path))
                self.tell(self.words.say("browse.bug", path=place or "-"), "warn")
        self._to_draw = True
        if self.desk.done == len(self.desk.entries):
            self._draw()

    def _draw(self) -> None:
        started = monotonic()
        if self._to_draw and (started >= self._draw_from or self.desk.done == len(self.desk.entries)):
            self._to_draw = False
            self._entries_changed()
            self._draw_from = monotonic() + 10 * (monotonic() - started)  # a tenth of the time at most

    def _entries_changed(self) -> None:
        for screen in self.screen_stack:
            if isinstance(screen, DeskScreen):
                screen.entries_changed()

    def _look_for_changes(self) -> None:
        if self.desk.done == len(self.desk.entries):
            self.run_worker(self._changes, group="changes", exclusive=True, thread=True)

    def _changes(self) -> None:
        if self.desk.look_for_changes():
            self.call_from_thread(self._tell_changes)

    def _tell_changes(self) -> None:
        path = self.desk_screen.current_path() if self.desk_screen else ""
        if path in self.desk.changed and not isinstance(self.desk_screen, ReportsScreen):
            self.tell(self.words.say("browse.open-changed"), "warn")
        else:
            self.tell(self.words.say("browse.changed", count=len(self.desk.changed)), "warn")
        self._entries_changed()

    def action_reload(self) -> None:
        """Read the rubric and the files again, as far as they have changed."""
        say = self.words.say
        try:
            rubric = load_rubric(self.options.rubric)
        except ScorerError as error:
            told = self.words.error(error)
            self.push_screen(Notice(say("browse.rubric-broken"), lambda columns: paragraph(told, columns, "missing")))
            return
        if rubric.sha256 != self.rubric.sha256:
            self.rubric = rubric
            self.words = self.desk.words = Words(self.options.lang, rubric)
            self.desk.entries = {}
        todo = self.load()
        screen = self.desk_screen
        if isinstance(screen, ReportScreen):
            view = self.read(screen.view.name)
            if view is not None:
                screen.load(view)
        self.tell(say("browse.reloaded" if todo else "browse.unchanged"))

    # screens

    def read(self, path: str) -> CardView | None:
        """Score one report whole; says so where that cannot be."""
        try:
            return CardView(open_card(path, self.rubric, self.job), self.rubric, self.words)
        except InputError as error:
            told = self.words.error(error)
            self.push_screen(
                Notice(self.words.say("browse.cannot-open"), lambda columns: paragraph(told, columns, "missing"))
            )
        except Exception as error:  # a bug in the judging of one report must not close the desk
            place = write_log(log_path(), crash_report(traceback.format_exc(), path))
            told = f"{type(error).__name__}: {error}\n" + self.words.say("browse.bug", path=place or "-")
            self.push_screen(
                Notice(self.words.say("browse.cannot-open"), lambda columns: paragraph(told, columns, "missing"))
            )
        return None

    def open_report(
        self, path: str, criterion: str = "", place: tuple[int, int] | None = None, query: str = ""
    ) -> None:
        """Show one report, at a criterion or a place of its text."""
        view = self.read(path) if path else None
        if view is not None:
            self.push_screen(ReportScreen(view, criterion if criterion in view.findings else "", place, query))

    def neighbour_report(self, step: int) -> None:
        """Show the report before or after the one that is open, in the order of the list."""
        screen = self.desk_screen
        listed = next((s for s in self.screen_stack if isinstance(s, ReportsScreen)), None)
        paths = [e.path for e in listed.shown if e.digest is not None and not e.digest.fault] if listed else []
        if isinstance(screen, ReportScreen) and screen.view.name in paths:
            at = (paths.index(screen.view.name) + step) % len(paths)
            view = self.read(paths[at])
            if view is not None:
                screen.load(view)
                if listed is not None:
                    listed.table_list.go(paths[at])

    def across(self, criterion: str) -> None:
        """One criterion in all reports."""
        from tui.screens.across import AcrossScreen

        screen = self.desk_screen
        if isinstance(screen, AcrossScreen):
            screen.show_criterion(criterion)
        else:
            self.push_screen(AcrossScreen(criterion))

    def pick_criterion(self, at: str = "") -> None:
        """Ask for a criterion and show it across all reports."""
        words = self.words
        options = [Option(c.id, words.criterion(c.id), words.element(c.element)) for c in self.rubric.criteria]
        self.push_screen(
            Picker(words, words.say("browse.pick-criterion"), options, at),
            lambda id_: self.across(id_) if id_ else None,
        )

    def search(self) -> None:
        """Look for words in all reports."""
        from tui.screens.search import SearchScreen

        self.push_screen(SearchScreen())

    def search_all(self, query: str, take: Found) -> None:
        """Look through the files in a thread."""
        self.run_worker(partial(self._search, query, take), group="search", exclusive=True, thread=True)

    def _search(self, query: str, take: Found) -> None:
        from tui.view.search import Hit, hits_in

        worker: Worker[object] = get_current_worker()
        paths = [e.path for e in self.desk.entries.values() if e.digest is None or not e.digest.fault]
        found: list[Hit] = []
        told = monotonic()
        for done, path in enumerate(paths, 1):
            if worker.is_cancelled:
                return
            try:
                found += hits_in(path, read_path(path, max_bytes=self.job.max_bytes).text, query)
            except InputError:
                continue  # the table says why it cannot be read
            finally:
                if monotonic() - told > _TELL_EVERY or done == len(paths):
                    self.call_from_thread(take, query, found, done, len(paths))
                    found, told = [], monotonic()

    def compare(self, left: str, right: str) -> None:
        """Two reports side by side; of one body, the earlier year stands left."""
        from tui.screens.compare import CompareScreen
        from tui.view.compare import CompareView

        entries = [self.desk.entries[left], self.desk.entries[right]]
        if any(e.digest is None or e.digest.fault for e in entries):
            self.tell(self.words.say("browse.no-report"), "warn")
            return
        entries.sort(key=lambda e: e.year or "9999")
        self.push_screen(CompareScreen(CompareView(entries[0], entries[1], self.rubric, self.words)))

    def compare_with(self, path: str) -> None:
        """Compare with the same body's report of the year before, else ask with which."""
        entry = self.desk.entries.get(path)
        if entry is None or entry.digest is None or entry.digest.fault:
            self.tell(self.words.say("browse.no-report"), "warn")
            return
        near = same_body_other_year(self.desk.entries.values(), entry)
        if near is not None:
            self.compare(near.path, path)
        elif self.desk_screen is not None:
            picker = comparison_picker(self.desk_screen, path)
            self.push_screen(picker, lambda other: self.compare(other, path) if other else None)

    def action_leave_screen(self) -> None:
        """Back by one step: from what is open in a screen, then from the screen."""
        screen = self.screen
        if isinstance(screen, DeskScreen):
            screen.back()

    def action_close(self) -> None:
        """Close the screen; on the first one, leave the desk."""
        if len(self.screen_stack) > 2:
            self.pop_screen()
        else:
            self.exit()

    def action_leave(self) -> None:
        """Leave the desk from anywhere."""
        self.exit()

    # the end

    def exit(self, *args: Any, **named: Any) -> None:
        """End the desk; keys that were typed ahead do nothing any more."""
        self.leaving = True
        super().exit(*args, **named)

    def _fatal_error(self) -> None:
        """A bug: keep what happened for the log instead of filling the terminal with it."""
        error = self._exception
        self.crash = "".join(traceback.format_exception(error)) if error else traceback.format_exc()
        self._close_messages_no_wait()
