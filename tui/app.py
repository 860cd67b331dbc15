"""`score browse`: which screens there are, and the reports scored behind them through scorer.pipeline."""

from __future__ import annotations

import traceback
from collections.abc import Mapping, Sequence
from functools import partial
from time import monotonic
from typing import Any

from textual import events
from textual.filter import LineFilter, NoColor
from textual.worker import Worker, get_current_worker

from scorer.errors import ScorerError
from scorer.review.reviews import Reviews
from scorer.review.stores import store_at
from scorer.rules.rubric import Rubric
from tui.arguments import BrowseOptions
from tui.crash import crash_report, log_path, write_log
from tui.desk import Desk
from tui.keys import bindings_for
from tui.loading import Bench, Job, Outcome, digests
from tui.navigation import Navigation
from tui.opening import Shelf
from tui.reviewing import Reviewing, folder_for
from tui.rubrics import base_name, load
from tui.screens.base import DeskScreen
from tui.screens.reports import ReportsScreen
from tui.settings import Settings, State, state_path
from tui.standing import Standing
from tui.themes import THEMES
from tui.view.entry import Entry

_LOOK_AGAIN = 3.0  # seconds between two looks at the files on disk
_DRAW_EVERY = 0.2  # seconds between two drawings of the table while reports come in


class DeskApp(Navigation):
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
        who = options.reviewer or self.settings.reviewer or self.state.reviewer
        folder = options.reviews or folder_for(options.paths)
        spare = str(state_path().with_name("reviews"))
        store = store_at(folder, options.store, new=True, spare=spare)
        reviews = Reviews(store, who, rubric, second=options.second)
        self.review = Reviewing(reviews, self.bench.rubrics)

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
        self.set_interval(_LOOK_AGAIN, self._look_for_decisions)
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
        import tui.screens.report  # noqa: F401  -- at hand when she opens the first one

        worker: Worker[object] = get_current_worker()
        for outcomes in digests(paths, self.bench, lambda: worker.is_cancelled):
            if worker.is_cancelled:
                return
            standings = {digest.path: self.review.standing(digest) for digest, _ in outcomes}
            self.call_from_thread(self._take, outcomes, standings)

    def _take(self, outcomes: Sequence[Outcome], standings: Mapping[str, Standing | None]) -> None:
        self.desk.take([digest for digest, _ in outcomes], standings)
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
        for screen in self._desk_screens():
            screen.entries_changed()

    def _desk_screens(self) -> list[DeskScreen]:
        """The screens that can be drawn: none while the desk closes and takes them down."""
        return [screen for screen in self.screen_stack if self.is_running and isinstance(screen, DeskScreen)]

    def _look_for_changes(self) -> None:
        if self.desk.done == len(self.desk.entries):
            self.run_worker(self._changes, group="changes", exclusive=True, thread=True)

    def _changes(self) -> None:
        if self.desk.look_for_changes():
            self.call_from_thread(self._tell_changes)

    def _look_for_decisions(self) -> None:
        """Take over what was decided at other desks."""
        if self.review.news():
            self.recount()

    def recount(self, sha256: str = "") -> None:
        """Count again what is open in a report, or in all of them, after decisions."""
        entries = list(self.desk.entries.values())
        if sha256:
            digests_ = [e.digest for e in entries if e.digest is not None and e.digest.sha256 == sha256]
            self._recounted({digest.path: self.review.standing(digest) for digest in digests_})
        else:
            self.run_worker(partial(self._recount, entries), group="recount", exclusive=True, thread=True)

    def _recount(self, entries: Sequence[Entry]) -> None:
        worker: Worker[object] = get_current_worker()
        found: dict[str, Standing | None] = {}
        for entry in entries:
            if worker.is_cancelled:
                return
            if entry.digest is not None:
                found[entry.path] = self.review.standing(entry.digest)
        self.call_from_thread(self._recounted, found)

    def _recounted(self, standings: Mapping[str, Standing | None]) -> None:
        self.desk.stand(standings)
        for screen in self._desk_screens():
            screen.decisions_changed()

    def name_reviewer(self, who: str) -> None:
        """Decide under this name from now on, and in the next run."""
        self.review.name(who)
        self.remember(reviewer=who)
        self.recount()

    def _tell_changes(self) -> None:
        self._entries_changed()
        if self.desk_screen is not None:
            self.desk_screen.status_changed()

    def action_reload(self) -> None:
        """Read the rubric and the files again, as far as they have changed."""
        from tui.screens.report import ReportScreen

        say = self.words.say
        try:
            rubric = load(base_name(self.options.rubric))
        except ScorerError as error:
            self.notice(say("browse.rubric-broken"), self.words.error(error))
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
