"""`score browse`: which screens there are, and the reports scored behind them through scorer.pipeline."""

from __future__ import annotations

import asyncio
import traceback
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from functools import partial
from time import monotonic
from typing import Any

from textual import events
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
from tui.loading import Bench, Job, Outcome, digests
from tui.opening import Shelf
from tui.original import open_file
from tui.rubrics import Rubrics, base_name
from tui.screens.base import DeskScreen
from tui.screens.notice import Notice
from tui.screens.picker import Option, Picker
from tui.screens.report import ReportScreen
from tui.screens.reports import ReportsScreen, comparison_picker
from tui.settings import Settings, State
from tui.themes import THEMES
from tui.view.card import CardView
from tui.view.entry import same_body_other_year
from tui.view.lines import paragraph

_LOOK_AGAIN = 3.0  # seconds between two looks at the files on disk
_TELL_EVERY = 0.5  # seconds between two tellings of what a search has found
_LOOK_FOR = 0.02  # seconds between two looks whether a report has been read
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
        self.options, self.settings, self.state = options, settings, state
        self._take_up(rubric)
        self.desk = Desk(options.paths, self.rubrics)
        self.opening = ""  # path of the report that is being read
        self._edge = ("", 0)  # at which end of the list the reviewer was told that it is the end
        self.crash = ""  # what happened, where something did
        self.leaving = False
        self._to_draw = False
        self._draw_from = 0.0
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = options.theme or settings.theme or state.theme or "dark"
        self.set_keymap(dict(settings.keys))
        self.title = self.words.say("browse.title")

    def _take_up(self, rubric: Rubric) -> None:
        """Judge by this rubric from now on."""
        options = self.options
        job = Job(options.rubric, options.lang, options.year, options.level, options.max_bytes)
        self.bench = Bench(job, rubric)
        self.shelf = Shelf(self.bench)

    @property
    def rubrics(self) -> Rubrics:
        """What reports are judged by."""
        return self.bench.rubrics

    async def on_event(self, event: events.Event) -> None:
        """A key or a click takes the answer to the one before away."""
        if isinstance(event, events.Key | events.MouseDown) and self.desk_screen is not None:
            self.desk_screen.key_pressed()
        await super().on_event(event)

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
        for outcomes in digests(paths, self.bench, lambda: worker.is_cancelled):
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
        self.desk.tell_apart()
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
        self._entries_changed()
        if self.desk_screen is not None:
            self.desk_screen.status_changed()

    def action_reload(self) -> None:
        """Read the rubric and the files again, as far as they have changed."""
        say = self.words.say
        try:
            rubric = load_rubric(base_name(self.options.rubric))
        except ScorerError as error:
            self._notice(say("browse.rubric-broken"), self.words.error(error))
            return
        if rubric.sha256 != self.rubrics.base.sha256:
            self._take_up(rubric)
            self.desk.rubrics = self.rubrics
            self.desk.entries = {}
        todo = self.load()
        screen = self.desk_screen
        if isinstance(screen, ReportScreen):
            self.read(screen.view.name, screen.load)
        self.tell(say("browse.reloaded" if todo else "browse.unchanged"))

    def _notice(self, title: str, text: str) -> None:
        self.push_screen(Notice(title, lambda columns: paragraph(text, columns, "missing")))

    # screens

    def read(self, path: str, then: Callable[[CardView], None]) -> None:
        """Read one report whole, away from the screen, and go on with it; says so where that cannot be."""
        view = self.shelf.at_hand(path)
        if view is not None:
            then(view)
            return
        future = self.shelf.read(path)
        if future.done():
            self._read(path, future, then)
            return
        self.opening = path
        self._opening_changed()
        self.run_worker(self._wait(path, future, then), group="opening", exclusive=True)

    async def _wait(self, path: str, future: Future[CardView], then: Callable[[CardView], None]) -> None:
        while not future.done():
            await asyncio.sleep(_LOOK_FOR)
        if self.opening == path:
            self.stop_opening()
            self._read(path, future, then)

    def stop_opening(self) -> None:
        """Wait no longer for the report that is being read."""
        self.opening = ""
        self._opening_changed()

    def _opening_changed(self) -> None:
        if self.desk_screen is not None:
            self.desk_screen.status_changed()

    def _read(self, path: str, future: Future[CardView], then: Callable[[CardView], None]) -> None:
        try:
            view = future.result()
        except InputError as error:
            self._notice(self.words.say("browse.cannot-open"), self.words.error(error))
        except Exception as error:  # a bug in the judging of one report must not close the desk
            place = write_log(log_path(), crash_report("".join(traceback.format_exception(error)), path))
            told = f"{type(error).__name__}: {error}\n" + self.words.say("browse.bug", path=place or "-")
            self._notice(self.words.say("browse.cannot-open"), told)
        else:
            self.shelf.put(path, view)
            then(view)

    def open_report(
        self, path: str, criterion: str = "", place: tuple[int, int] | None = None, query: str = ""
    ) -> None:
        """Show one report, at a criterion or a place of its text."""

        def show(view: CardView) -> None:
            self.push_screen(ReportScreen(view, criterion if criterion in view.findings else "", place, query))

        if path:
            self.read(path, show)

    @property
    def _list(self) -> ReportsScreen | None:
        return next((s for s in self.screen_stack if isinstance(s, ReportsScreen)), None)

    def _listed(self) -> list[str]:
        return [entry.path for entry in self._list.shown if entry.readable] if self._list else []

    def position(self, path: str) -> tuple[int, int]:
        """The place of a report among those of the list that can be read, from 1, and their number; 0 for none."""
        paths = self._listed()
        return (paths.index(path) + 1, len(paths)) if path in paths else (0, len(paths))

    def neighbour_report(self, step: int) -> None:
        """Show the report before or after the one that is open, in the order of the list.

        At an end it says so; the same key once more goes round.
        """
        screen, paths = self.desk_screen, self._listed()
        if not isinstance(screen, ReportScreen) or screen.view.name not in paths:
            return
        at = paths.index(screen.view.name) + step
        edge = screen.view.name, step
        if not 0 <= at < len(paths) and edge != self._edge:
            self._edge = edge
            self.tell(self.words.say("browse.last-report" if step > 0 else "browse.first-report"))
            return
        self._edge = ("", 0)
        path = paths[at % len(paths)]

        def show(view: CardView) -> None:
            screen.load(view)
            if self._list is not None:
                self._list.table_list.go(path)

        self.read(path, show)

    def across(self, criterion: str, at: str = "") -> None:
        """One criterion in all reports, from one of them on."""
        from tui.screens.across import AcrossScreen

        screen = self.desk_screen
        if isinstance(screen, AcrossScreen):
            screen.show_criterion(criterion)
        else:
            self.push_screen(AcrossScreen(criterion, at))

    def copy(self, text: str) -> None:
        """Put words on the clipboard of the terminal (OSC 52)."""
        self.copy_to_clipboard(text)
        self.tell(self.words.say("browse.copied", count=len(text)), "met")

    def open_original(self, path: str) -> None:
        """Open a file in the program that is set for its kind."""
        fault = open_file(path)
        if fault:
            self.tell(self.words.say("browse.original-failed", reason=fault), "warn")
        else:
            self.tell(self.words.say("browse.original-opened", path=path))

    def pick_criterion(self, at: str = "") -> None:
        """Ask for a criterion and show it across all reports."""
        words = self.words
        options = []
        for criterion in self.rubrics.criteria():
            known = self.rubrics.criterion_words(criterion.id)
            options.append(Option(criterion.id, known.criterion(criterion.id), known.element(criterion.element)))
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
                found += hits_in(path, read_path(path, max_bytes=self.bench.job.max_bytes).text, query)
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
        self.push_screen(CompareScreen(CompareView(entries[0], entries[1], self.rubrics)))

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
