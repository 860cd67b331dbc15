"""Two reports side by side: the verdicts above, what each says to the criterion under the cursor below."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal

from tui.keys import bindings_for
from tui.screens.base import DeskScreen
from tui.view.compare import CompareView
from tui.view.lines import Line, Row, text_of
from tui.widgets.lines import LineList, Lines


class CompareScreen(DeskScreen):
    """This year against last, or one body against another."""

    WHERE = "compare"
    BINDINGS = bindings_for("compare")

    def __init__(self, view: CompareView) -> None:
        super().__init__()
        self.view = view
        self.changed_only = False

    def body(self) -> ComposeResult:
        yield Lines(id="heads")
        yield LineList(id="rows")
        with Horizontal(id="sides"):
            yield LineList(id="left", classes="side")
            yield LineList(id="right", classes="side")

    def opened(self) -> None:
        self.query_one("#rows", LineList).focus()
        self._show()

    def title_parts(self) -> tuple[Line, str]:
        return [(self.words.say("browse.compare"), "head")], ""

    def _show(self) -> None:
        view = self.view
        self.query_one("#heads", Lines).show(lambda columns: [_in(row) for row in view.head(columns - 2)])
        self.query_one("#rows", LineList).show(
            lambda columns: [_in(row) for row in view.rows(columns - 2, self.changed_only)]
        )
        self._show_sides()

    def _show_sides(self) -> None:
        row = self.query_one("#rows", LineList).current
        criterion = row.id if row else ""
        for place, id_ in enumerate(("left", "right")):
            pane = self.query_one(f"#{id_}", LineList)
            if criterion:
                pane.show(lambda columns, at=place: [_in(r) for r in self.view.sides(criterion, columns - 2)[at]])  # type: ignore[misc]
                pane.action_first()
            else:
                pane.show(lambda columns: [])

    @on(LineList.Moved, "#rows")
    def moved(self) -> None:
        """Another criterion."""
        self._show_sides()

    @on(LineList.Chosen, "#rows")
    def chosen(self, event: LineList.Chosen) -> None:
        """Open the right report at this criterion."""
        self.host.open_report(self.view.right.path, criterion=event.row.id)

    @on(LineList.Chosen, ".side")
    def quote_chosen(self, event: LineList.Chosen) -> None:
        """Open a report at this quote."""
        row = self.query_one("#rows", LineList).current
        entry = self.view.left if event.lines.id == "left" else self.view.right
        self.host.open_report(entry.path, criterion=row.id if row else "", place=event.row.target)

    def action_open(self) -> None:
        """Open the right report at this criterion."""
        self.query_one("#rows", LineList).action_choose()

    def action_changed(self) -> None:
        """Only what differs, or everything."""
        self.changed_only = not self.changed_only
        self._show()

    def action_swap(self) -> None:
        """The left one to the right."""
        view = self.view
        self.view = CompareView(view.right, view.left, view.rubrics)
        self._show()

    def action_texts(self) -> None:
        """Quantities side by side, last year's plan against this year's work, copied text."""
        self.host.compare_texts(self.view.left.path, self.view.right.path)

    def current_path(self) -> str:
        return self.view.right.path

    def screen_text(self) -> str:
        """The comparison as lines."""
        rows = [*self.view.head(100), *self.view.rows(100, self.changed_only)]
        return "\n".join(text_of(row.spans) for row in rows)


def _in(row: Row) -> Row:
    return row._replace(spans=[(" ", ""), *row.spans])
