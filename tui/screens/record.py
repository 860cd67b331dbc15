"""What was decided, line by line; nothing is ever taken out of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual import on
from textual.app import ComposeResult

from scorer.review.decision import Act
from scorer.review.line import Line as LogLine
from tui.keys import bindings_for
from tui.screens.undoing import UndoingScreen
from tui.view.entry import Entry
from tui.view.lines import Line, Row, inset, text_of
from tui.view.record import by_digest, record_rows
from tui.widgets.lines import LineList


class RecordScreen(UndoingScreen):
    """The log of everyone that this reader may see; Enter goes to the place."""

    WHERE = "record"
    BINDINGS = bindings_for("record")

    def body(self) -> ComposeResult:
        yield LineList(id="record")

    def opened(self) -> None:
        self.query_one("#record", LineList).focus()
        self.entries_changed()

    def lines(self) -> Sequence[LogLine]:
        """Everyone's lines; of a second reader who has not handed in her own only."""
        review = self.host.review
        return review.reviews.history.lines(review.who if review.blind else "")

    def title_parts(self) -> tuple[Line, str]:
        count = self.words.say("browse.record-count", count=len(self.lines()))
        return [(self.words.say("browse.record"), "head")], count

    def entries_changed(self) -> None:
        if self.ready:
            self.title_changed()
            self.query_one("#record", LineList).show(lambda columns: inset(self._rows(columns - 1)))

    def _rows(self, columns: int) -> list[Row]:
        lines, history = self.lines(), self.host.review.reviews.history
        gone = {line.hash for line in lines if not history.in_force(line)}
        return record_rows(lines, by_digest(self.host.desk.entries.values()), gone, columns, self.host.rubrics)

    @on(LineList.Chosen, "#record")
    def chosen(self, event: LineList.Chosen) -> None:
        """Go to the report and mark that the line speaks of."""
        line = next((one for one in self.lines() if one.hash == event.row.id), None)
        if line is not None and line.decision.act in (Act.UNDO, Act.REDO):
            line = next((one for one in self.lines() if line and one.hash == line.decision.of), None)
        report = line.decision.report if line else None
        entry = by_digest(self.host.desk.entries.values()).get(report.sha256) if report else None
        if entry is None or line is None:
            self.tell(self.words.say("browse.record-no-report"))
        else:
            self.host.open_at(entry.path, line.decision.held[0].key if line.decision.held else "")

    def action_open(self) -> None:
        """Go to the report and mark that the line speaks of."""
        self.query_one("#record", LineList).action_choose()

    def listed(self) -> Sequence[Entry]:
        return list(self.host.desk.entries.values())

    def exports(self) -> Iterable[str]:
        return ("ledger-csv", "opinions-md", "labels-yaml", "screen-md")

    def screen_text(self) -> str:
        """The log as lines."""
        return "\n".join(text_of(row.spans) for row in self._rows(120))
