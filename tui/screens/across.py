"""One criterion in every report, one after another in a stable shuffled order, for even judgement."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from tui.keys import bindings_for
from tui.screens.base import DeskScreen, title_row
from tui.view.across import across_rows, finding_rows, neighbour, shuffled, tally
from tui.view.lines import Line, Row, labelled, text_of
from tui.view.reports import Entry
from tui.widgets.lines import LineList, Lines


class AcrossScreen(DeskScreen):
    """Reports on the left, what the one under the cursor says on the right."""

    WHERE = "across"
    BINDINGS = bindings_for("across")

    def __init__(self, criterion: str) -> None:
        super().__init__()
        self.criterion = criterion
        self.order: list[Entry] = []

    def body(self) -> ComposeResult:
        yield Lines(id="asks")
        with Horizontal(id="panes"):
            with Vertical(id="first"):
                yield Lines(id="first-title", classes="pane-title")
                yield LineList(id="reports")
            with Vertical(id="second"):
                yield LineList(id="finding")

    def opened(self) -> None:
        self.reports.focus()
        self.entries_changed()

    @property
    def reports(self) -> LineList:
        return self.query_one("#reports", LineList)

    def title_parts(self) -> tuple[Line, str]:
        return [(self.words.say("browse.across"), "head")], ""

    def entries_changed(self) -> None:
        """Another criterion, or more is known of the reports."""
        if not self.ready:
            return
        self.order = shuffled(self.host.desk.entries.values(), self.criterion)
        self.query_one("#asks", Lines).show(self._asks)
        self.query_one("#first-title", Lines).show(self._first_title)
        self.reports.show(lambda columns: across_rows(self.order, self.criterion, columns, self.words))
        self._show_finding()

    def _asks(self, columns: int) -> list[Row]:
        rows = [tally(self.order, self.criterion, columns - 1, self.words)]
        rows += labelled(self.words.say("explain.asks"), self.words.asks(self.criterion), columns - 2, "faint")[:2]
        return [Row("", [(" ", ""), *row.spans]) for row in rows]

    def _first_title(self, columns: int) -> list[Row]:
        at = self.reports.cursor + 1
        return [title_row(self.words.say("browse.across-order", at=at, count=len(self.order)), columns)]

    def _show_finding(self) -> None:
        entry = self.host.desk.entries.get(self.current_path())

        def build(columns: int) -> list[Row]:
            rows = finding_rows(entry, self.criterion, columns - 2, self.words) if entry else []
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
        self.show_criterion(neighbour([c.id for c in self.host.rubric.criteria], self.criterion, step))

    def show_criterion(self, criterion: str) -> None:
        """Another criterion, from its first report."""
        self.criterion = criterion
        self.reports.wanted = ""
        self.reports.cursor = -1
        self.entries_changed()

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
            parts += ["", *(text_of(row.spans) for row in finding_rows(entry, self.criterion, 100, self.words))]
        return "\n".join(parts)
