"""From screen to screen: reports opened away from the thread that draws, their order, one criterion, two reports."""

from __future__ import annotations

import asyncio
import traceback
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING

from textual.worker import Worker, get_current_worker

from scorer.errors import InputError
from scorer.reading.source import read_path
from tui.commands import Commands
from tui.crash import crash_report, log_path, write_log
from tui.desk import Desk
from tui.host import Found
from tui.opening import Shelf
from tui.original import open_file
from tui.reviewing import Reviewing
from tui.rubrics import Rubrics
from tui.screens.notice import Notice
from tui.screens.picker import Option, Picker
from tui.screens.reports import ReportsScreen
from tui.view.entry import same_body_other_year
from tui.view.lines import paragraph

if TYPE_CHECKING:
    from tui.view.card import CardView

_TELL_EVERY = 0.5  # seconds between two tellings of what a search has found
_LOOK_FOR = 0.02  # seconds between two looks whether a report has been read


class Navigation(Commands):
    """The part of the desk's app that opens what a screen asks for."""

    desk: Desk
    shelf: Shelf
    review: Reviewing
    opening: str = ""  # path of the report that is being read
    _edge: tuple[str, int] = ("", 0)  # at which end of the list the reviewer was told that it is the end

    @property
    def rubrics(self) -> Rubrics:
        """What reports are judged by."""
        return self.bench.rubrics

    def notice(self, title: str, text: str) -> None:
        """A message too long for one line."""
        self.push_screen(Notice(title, lambda columns: paragraph(text, columns, "missing")))

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
            self.notice(self.words.say("browse.cannot-open"), self.words.error(error))
        except Exception as error:  # a bug in the judging of one report must not close the desk
            place = write_log(log_path(), crash_report("".join(traceback.format_exception(error)), path))
            told = f"{type(error).__name__}: {error}\n" + self.words.say("browse.bug", path=place or "-")
            self.notice(self.words.say("browse.cannot-open"), told)
        else:
            self.shelf.put(path, view)
            then(view)

    def open_report(
        self, path: str, criterion: str = "", place: tuple[int, int] | None = None, query: str = ""
    ) -> None:
        """Show one report, at a criterion or a place of its text."""
        from tui.screens.report import ReportScreen

        def show(view: CardView) -> None:
            self.push_screen(ReportScreen(view, criterion if criterion in view.findings else "", place, query))

        if path:
            self.read(path, show)

    def open_at(self, path: str, key: str) -> None:
        """Show one report at a criterion or a check, with the cursor of the list on it."""
        from tui.screens.report import ReportScreen

        def show(view: CardView) -> None:
            screen = ReportScreen(view, key if key in view.findings else "")
            self.push_screen(screen)
            if self._list is not None:
                self._list.table_list.go(path)
            if key not in view.findings:
                screen.call_after_refresh(screen.go_to_key, key)

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
        from tui.screens.report import ReportScreen

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

    def compare_texts(self, left: str, right: str) -> None:
        """What `score compare` says of two reports: quantities, last year's plan and this year's work, copies."""
        self.tell(self.words.say("browse.comparing"))
        self.run_worker(partial(self._compare_texts, [left, right]), group="texts", exclusive=True, thread=True)

    def _compare_texts(self, paths: Sequence[str]) -> None:
        from scorer.commands.compare import compare_sources
        from scorer.render.comparison.page import page
        from scorer.render.comparison.record import record

        words, rubric = self.words, self.rubrics.base
        try:
            sources = [read_path(path, max_bytes=self.bench.job.max_bytes) for path in paths]
        except InputError as error:
            self.call_from_thread(self.tell, words.error(error).replace("\n", " "), "warn")
            return
        told = page(record(compare_sources(sources, rubric), rubric, words.lang), words.lang, markdown=False)
        title = words.say("browse.compare-texts")
        self.call_from_thread(self.push_screen, Notice(title, lambda columns: paragraph(told, columns)))

    def compare_with(self, path: str) -> None:
        """Compare with the same body's report of the year before, else ask with which."""
        from tui.view.compare import comparable

        entry = self.desk.entries.get(path)
        if entry is None or entry.digest is None or entry.digest.fault:
            self.tell(self.words.say("browse.no-report"), "warn")
            return
        near = same_body_other_year(self.desk.entries.values(), entry)
        if near is not None:
            self.compare(near.path, path)
        else:
            options = [
                Option(e.path, f"{e.body} {e.year}  {e.level}  {e.file}", e.voices)
                for e in comparable(self.desk.entries.values(), entry)
            ]
            picker = Picker(self.words, self.words.say("browse.compare-pick"), options)
            self.push_screen(picker, lambda other: self.compare(other, path) if other else None)
