"""One criterion in every report, one after another in a stable shuffled order, for even judgement."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from tui.keys import bindings_for
from tui.screens.base import title_row
from tui.screens.deciding import DecidingScreen
from tui.view.across import across_rows, finding_rows, neighbour, shuffled, tally
from tui.view.card import quotes_of
from tui.view.entry import Entry
from tui.view.lines import Line, Row, labelled, text_of
from tui.widgets.lines import LineList, Lines
from tui.words import Words


class AcrossScreen(DecidingScreen):
    """Reports on the left, what the one under the cursor says on the right."""

    WHERE = "across"
    BINDINGS = bindings_for("across")

    def __init__(self, criterion: str, at: str = "") -> None:
        super().__init__()
        self.criterion, self.at = criterion, at
        self.order: list[Entry] = []
        self.gaps_only = False

    def body(self) -> ComposeResult:
        yield Lines(id="asks")
        with Horizontal(id="panes"):
            with Vertical(id="first"):
                yield Lines(id="first-title", classes="pane-title")
                yield LineList(id="reports")
            with Vertical(id="second"):
                yield LineList(id="finding")

    def opened(self) -> None:
        self.reports.wanted = self.at  # the report that the reviewer came from
        self.reports.focus()
        self.entries_changed()
        self.call_after_refresh(self._show_finding)  # the list knows its cursor once it has its place

    @property
    def known(self) -> Words:
        """The words of a rubric that has the criterion."""
        return self.host.rubrics.criterion_words(self.criterion)

    @property
    def reports(self) -> LineList:
        return self.query_one("#reports", LineList)

    def title_parts(self) -> tuple[Line, str]:
        ids = [c.id for c in self.host.rubrics.criteria()]
        place = self.words.say("browse.across-place", at=ids.index(self.criterion) + 1, count=len(ids))
        return [(self.words.say("browse.across"), "head"), ("  " + self.known.criterion(self.criterion), "")], place

    def entries_changed(self) -> None:
        """Another criterion, or more is known of the reports."""
        if not self.ready:
            return
        self.order = shuffled(self.host.desk.entries.values(), self.criterion, self.gaps_only)
        self.title_changed()
        self.query_one("#asks", Lines).show(self._asks)
        self.query_one("#first-title", Lines).show(self._first_title)
        self.reports.show(lambda columns: across_rows(self.order, self.criterion, columns, self.known))
        self._show_finding()

    def _asks(self, columns: int) -> list[Row]:
        entries = shuffled(self.host.desk.entries.values(), self.criterion)
        rows = [tally(entries, self.criterion, columns - 1, self.known)]
        rows += labelled(self.words.say("explain.asks"), self.known.asks(self.criterion), columns - 2, "faint")[:2]
        return [Row("", [(" ", ""), *row.spans]) for row in rows]

    def _first_title(self, columns: int) -> list[Row]:
        at = self.reports.cursor + 1
        name = self.words.say("browse.across-order", at=at, count=len(self.order))
        return [title_row(name, columns, self.words.say("browse.across-open") if self.gaps_only else "")]

    def _show_finding(self) -> None:
        entry = self.host.desk.entries.get(self.current_path())

        def build(columns: int) -> list[Row]:
            mark = None
            if entry and entry.digest and entry.standing and entry.standing.voices:
                mark = self.host.review.lay(entry.digest.card()).mark(self.criterion)
            rows = finding_rows(entry, self.criterion, columns - 2, self.known, mark) if entry else []
            return [row._replace(spans=[(" ", ""), *row.spans]) for row in rows]

        self.query_one("#finding", LineList).show(build)
        self.query_one("#finding", LineList).action_first()
        self.query_one("#first-title", Lines).show(self._first_title)

    @on(LineList.Moved, "#reports")
    def moved(self) -> None:
        """The next report."""
        self._show_finding()

    @on(LineList.Chosen, "#reports")
    def chosen(self, event: LineList.Chosen) -> None:
        """Open the report at this criterion."""
        self.host.open_report(event.row.id, criterion=self.criterion)

    @on(LineList.Chosen, "#finding")
    def quote_chosen(self, event: LineList.Chosen) -> None:
        """Open the report at this quote."""
        self.host.open_report(self.current_path(), criterion=self.criterion, place=event.row.target)

    def action_open(self) -> None:
        """Open the report at this criterion."""
        self.reports.action_choose()

    def action_next_criterion(self) -> None:
        """The next criterion of the rubric."""
        self._to(1)

    def action_previous_criterion(self) -> None:
        """The criterion before."""
        self._to(-1)

    def _to(self, step: int) -> None:
        self.show_criterion(neighbour([c.id for c in self.host.rubrics.criteria()], self.criterion, step))

    def show_criterion(self, criterion: str) -> None:
        """Another criterion, from its first report."""
        self.criterion = criterion
        self.reports.wanted = ""  # another order: from its first report
        self.reports.cursor = -1
        self.entries_changed()

    # deciding

    def key_at_hand(self) -> str:
        return self.criterion if self.current_path() else ""

    def to_list(self) -> None:
        self.reports.focus()

    def _open(self) -> list[str]:
        """Paths of the reports in which this criterion is open, in the order of the screen."""
        return [e.path for e in self.order if e.standing and self.criterion in e.standing.open_keys]

    def step(self, key: str) -> str:
        self.action_next_open()
        return self.words.say("browse.still-open-across", count=len(self._open()))

    def action_next_open(self) -> None:
        """The next report in which this criterion is open; nothing is decided."""
        paths, still = [entry.path for entry in self.order], set(self._open())
        at = paths.index(self.current_path()) if self.current_path() in paths else -1
        goal = next((path for path in (*paths[at + 1 :], *paths[: at + 1]) if path in still), "")
        if goal:
            self.reports.go(goal)
        else:
            self.tell(self.words.say("browse.nothing-open"))

    def back_to(self, sha256: str, key: str) -> None:
        path = next((e.path for e in self.order if e.digest and e.digest.sha256 == sha256), "")
        if path:
            if key and key != self.criterion and ":" not in key:
                self.show_criterion(key)
            self.reports.go(path)

    def decisions_changed(self) -> None:
        self.entries_changed()

    # reading

    def action_gaps(self) -> None:
        """Only the reports in which something is lacking, or all."""
        self.gaps_only = not self.gaps_only
        self.entries_changed()

    def action_copy(self) -> None:
        """The quote under the cursor, or the first one, to the clipboard of the terminal."""
        entry = self.host.desk.entries.get(self.current_path())
        finding = entry.digest.finding(self.criterion) if entry and entry.digest else None
        quotes = quotes_of(finding) if finding else ()
        row = self.query_one("#finding", LineList).current
        at = next(
            (q for q in quotes if row is not None and (q.start, q.end) == row.target), quotes[0] if quotes else None
        )
        if at is None:
            self.tell(self.words.say("browse.no-quotes"))
        else:
            self.host.copy(at.words.strip())

    def action_original(self) -> None:
        """Open the file itself in the program that is set for its kind."""
        if self.current_path():
            self.host.open_original(self.current_path())

    def action_criterion(self) -> None:
        """Choose another criterion."""
        self.host.pick_criterion(self.criterion)

    def current_path(self) -> str:
        row = self.reports.current
        return row.id if row else ""

    def screen_text(self) -> str:
        """Every report's words for this criterion, in the order of the screen."""
        parts = [text_of(row.spans) for row in self._asks(100)]
        for entry in self.order:
            parts += ["", *(text_of(row.spans) for row in finding_rows(entry, self.criterion, 100, self.known))]
        return "\n".join(parts)
