"""The reports of a folder: a table or a matrix, filtered, ordered, grouped; the first thing a reviewer sees."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Input

from scorer.rules.rubric import Element
from tui.keys import bindings_for
from tui.screens.going_on import GoingOnScreen
from tui.screens.picker import Option, Picker
from tui.view import matrix
from tui.view.entry import GROUPS, Entry
from tui.view.lines import Line, Row, paragraph, text_of
from tui.view.reports import (
    RIGHT,
    SORTED_BY,
    Choice,
    TableRows,
    TableView,
    chosen,
    glance,
    orders,
    summary,
    table_head,
    table_line,
)
from tui.widgets.ask import Ask
from tui.widgets.lines import LineList, Lines
from tui.words import Words
from tui.wrapping import cut, pad, width

_WIDE = 118  # columns from which the report under the cursor is shown beside the table


class Head(Lines):
    """The headings of the columns; a click sorts by one."""

    def on_click(self, event: events.Click) -> None:
        """Sort by the column under the mouse, the other way round on a second click."""
        screen = self.screen
        if isinstance(screen, ReportsScreen):
            screen.head_clicked(event.x, screen.table_list.columns)


class ReportsScreen(GoingOnScreen):
    """Table or matrix, filter, summary."""

    WHERE = "reports"
    BINDINGS = bindings_for("reports")

    def __init__(self) -> None:
        super().__init__()
        self.choice = Choice(sort="queue")
        self.ordered = False  # she has chosen an order
        self.shown: list[Entry] = []
        self.table = TableView(())
        self.as_matrix = False
        self.element = 0  # under the cursor of the matrix
        self.touched = False  # a key was pressed; until then the cursor stays on the first report

    def body(self) -> ComposeResult:
        with Horizontal(classes="ask"):
            yield Lines(id="filter-label")
            yield Ask(self.words.say("browse.filter-hint"), "filter")
        with Horizontal(id="middle"):
            with Vertical(id="list"):
                yield Head(id="head")
                yield LineList(id="table")
            yield LineList(id="glance")
        yield Lines(id="summary")

    def opened(self) -> None:
        label = self.words.say("browse.filter")
        self.query_one("#filter-label").styles.width = width(label) + 2
        self.query_one("#filter-label", Lines).show(lambda columns: [Row("", [(f" {label} ", "key")])])
        self.table_list.focus()
        self.entries_changed()

    def on_screen_resume(self) -> None:
        """Back from a report: what was decided there may stand elsewhere in the order."""
        self.entries_changed()

    @property
    def table_list(self) -> LineList:
        return self.query_one("#table", LineList)

    @property
    def elements(self) -> list[Element]:
        """The columns of the matrix."""
        return self.host.rubrics.elements()

    def words_of(self, entry: Entry | None) -> Words:
        """The words of the rubric that a report was judged by."""
        digest = entry.digest if entry else None
        return self.host.rubrics.words_of(digest.rubric) if digest and digest.rubric else self.words

    @property
    def entries(self) -> list[Entry]:
        """All reports of the desk."""
        return list(self.host.desk.entries.values())

    def on_resize(self, event: events.Resize) -> None:
        super().on_resize(event)
        self._show_glance(event.size.width)

    def _show_glance(self, columns: int) -> None:
        """The report under the cursor, where there is room; the matrix takes all of it."""
        self.query_one("#glance").display = columns >= _WIDE and not self.as_matrix

    def entries_changed(self) -> None:
        """More is known of the reports, or something else was asked of the table."""
        if not self.ready:
            return
        if not self.ordered:  # the day's work first, where someone decides
            self.choice = self.choice._replace(sort="queue" if self.reviewing else "")
        if not self.touched:
            self.table_list.wanted, self.table_list.cursor = "", 0
        if self.touched and self.app.screen is not self:
            # A report is open: the order in which she goes from one to the next stays; drawn when she is back.
            entries = self.host.desk.entries
            self.shown = [entries[entry.path] for entry in self.shown if entry.path in entries]
            return
        self.shown = chosen(self.entries, self.choice, self.host.rubrics)
        self.table = TableView.of(self.shown, self.choice.group, self.words)
        head = self.query_one("#head", Lines)
        head.styles.height = 2 if self.as_matrix else 1
        self.table_list.show(self._rows)
        head.show(self._head_rows)
        self.query_one("#summary", Lines).show(self._summary_rows)
        self._glance()
        self.title_changed()
        self.status_changed()

    def _rows(self, columns: int) -> Sequence[Row]:
        if not self.host.desk.looked:
            return paragraph(self.words.say("browse.looking"), columns, "faint")
        if not self.entries:
            return paragraph(self.words.say("browse.empty"), columns, "faint") + [
                row for fault in self.host.desk.faults for row in paragraph(self.words.error(fault), columns, "missing")
            ]
        if not self.shown:
            return paragraph(self.words.say("browse.nothing-fits"), columns, "faint")
        return TableRows(self.table.entries, lambda entry: self.line_of(entry, columns))

    def line_of(self, entry: Entry | str, columns: int) -> Line:
        """A line of the table or the matrix."""
        if self.as_matrix and not isinstance(entry, str):
            at = self.element if entry.path == self.table_list.wanted else -1
            return matrix.matrix_line(entry, columns, self.elements, self.words, at, self._shift(columns))
        desk = self.host.desk
        path = "" if isinstance(entry, str) else entry.path
        return table_line(entry, columns, self.words, path in desk.marked, path in desk.changed, self.reviewing)

    def _shift(self, columns: int) -> int:
        """Elements left out at the left so that the one under the cursor is in sight."""
        count = len(self.elements)
        size = matrix.cell_columns(columns, count, self.words)
        room = (columns - matrix.first_column(columns, count, self.words) - 7) // size
        return max(0, self.element - max(1, room) + 1)

    def _head_rows(self, columns: int) -> list[Row]:
        columns = self.table_list.columns or columns  # a scroll bar takes one
        if self.as_matrix:
            lines = matrix.matrix_head(columns, self.elements, self.words, self.element, self._shift(columns))
            return [Row("", line) for line in lines]
        line: Line = [("  ", "")]
        for name, label, size in table_head(columns, self.choice, self.words, self.reviewing):
            right = name in RIGHT
            line.append((pad(label, size, right) + " ", "key" if name == self.choice.sort else "faint"))
        return [Row("", line)]

    def _summary_rows(self, columns: int) -> list[Row]:
        if not self.host.desk.looked:
            return []
        rows = self.progress_rows(columns - 1)
        rows = rows or summary(self.entries, len(self.shown), columns - 1, self.words)
        if self.as_matrix:
            row = self.table_list.current
            entry = self.host.desk.entries.get(row.id) if row else None
            rows[0] = Row(
                "", [(cut(text_of(rows[0].spans) + "   " + self.words.say("browse.legend"), columns - 1), "faint")]
            )
            if entry:
                rows[1:] = matrix.cell_detail(entry, self.element, columns - 1, self.elements, self.words_of(entry))
        return [Row("", [(" ", ""), *row.spans]) for row in rows]

    def _glance(self) -> None:
        row = self.table_list.current
        entry = self.host.desk.entries.get(row.id) if row else None
        self.query_one("#glance", LineList).show(
            lambda columns: [Row("", [(" ", ""), *r.spans]) for r in glance(entry, columns - 2, self.words_of(entry))]
        )

    # what the reviewer asks for

    @on(LineList.Moved, "#table")
    def moved(self) -> None:
        """Another report is under the cursor."""
        self._glance()
        if self.as_matrix:
            self.query_one("#summary", Lines).show(self._summary_rows)

    @on(LineList.Chosen, "#table")
    def open_chosen(self, event: LineList.Chosen) -> None:
        """Open a report; from the matrix at the element under the cursor."""
        criterion = ""
        entry = self.host.desk.entries.get(event.row.id)
        if self.as_matrix and entry and entry.digest and not entry.digest.fault:
            known = self.words_of(entry)
            ids = [i for i, _ in matrix.criteria_of(entry.digest, self.elements[self.element].id, known)]
            criterion = ids[0] if ids else ""
        elif self.reviewing and entry and entry.standing and entry.standing.open:
            criterion = entry.standing.first  # what the list says is to be looked at first
        self.host.open_report(event.row.id, criterion=criterion)

    @on(Input.Changed, "#filter")
    def filter_typed(self, event: Input.Changed) -> None:
        """Narrow the table down while the reviewer types."""
        self.choice = self.choice._replace(filter=event.value)
        self.entries_changed()

    @on(Input.Submitted, "#filter")
    def filter_done(self) -> None:
        self.table_list.focus()

    def on_key(self, event: events.Key) -> None:
        if self.focused is self.query_one("#filter") and event.key in ("down", "escape"):
            event.stop()
            if event.key == "escape":
                self.query_one("#filter", Input).value = ""
            self.table_list.focus()

    def key_pressed(self) -> None:
        self.touched = True
        super().key_pressed()

    def back(self) -> None:
        """Clear the filter; nothing further back but the way out, which has a key of its own."""
        box = self.query_one("#filter", Input)
        if self.host.opening:
            self.host.stop_opening()
        elif box.value:
            box.value = ""
        else:
            self.tell(self.words.say("browse.quit-hint"))

    def action_filter(self) -> None:
        """To the filter."""
        self.query_one("#filter", Input).focus()

    def ask(self, choice: Choice) -> None:
        """Order or group the table otherwise and say so."""
        self.choice = choice
        self.entries_changed()

    def sort_by(self, column: str, reverse: bool | None = None) -> None:
        """Order by a column; empty for the order of the files."""
        self.ordered = True
        way = self.choice.reverse if reverse is None else reverse
        self.ask(self.choice._replace(sort=column, reverse=way and bool(column)))
        say = self.words.say
        if column:
            name = say("browse.column." + column)
            direction = say("browse.descending" if self.choice.reverse else "browse.ascending")
            self.tell(say("browse.sorted", column=name, way=direction))
        else:
            self.tell(say("browse.file-order"))

    def action_sort(self) -> None:
        """Choose the order."""
        options = [Option(id_, name) for id_, name in orders(self.words)]
        at = self.choice.sort + ("-" if self.choice.reverse else "+") if self.choice.sort else "file"
        self.app.push_screen(Picker(self.words, self.words.say("browse.sort-pick"), options, at), self._sort_as)

    def _sort_as(self, id_: str | None) -> None:
        if id_:
            self.sort_by("" if id_ == "file" else id_[:-1], id_.endswith("-"))

    def action_reverse(self) -> None:
        """Turn the order round."""
        self.sort_by(self.choice.sort or "body", not self.choice.reverse)

    def action_group(self) -> None:
        """Group by level, then by year, then not at all."""
        group = GROUPS[(GROUPS.index(self.choice.group) + 1) % len(GROUPS)]
        self.ask(self.choice._replace(group=group))
        say = self.words.say
        self.tell(say("browse.grouped", column=say("browse.column." + group)) if group else say("browse.ungrouped"))

    def head_clicked(self, x: int, columns: int) -> None:
        """A click on the headings."""
        if self.as_matrix:
            count = len(self.elements)
            first = matrix.first_column(columns, count, self.words) + 7
            if x >= first:
                size = matrix.cell_columns(columns, count, self.words)
                self.element = min(count - 1, self._shift(columns) + (x - first) // size)
                self.entries_changed()
            return
        at = 2
        for name, _, size in table_head(columns, self.choice, self.words, self.reviewing):
            if at <= x <= at + size:
                if name in SORTED_BY:
                    self.sort_by(name, name == self.choice.sort and not self.choice.reverse)
                return
            at += size + 1

    def action_matrix(self) -> None:
        """Table or matrix."""
        self.as_matrix = not self.as_matrix
        self._show_glance(self.size.width)
        self.entries_changed()

    def action_left(self) -> None:
        """The element before, in the matrix."""
        self._element_to(self.element - 1)

    def action_right(self) -> None:
        """The next element in the matrix; elsewhere, open the report."""
        if self.as_matrix:
            self._element_to(self.element + 1)
        else:
            self.table_list.action_choose()

    def _element_to(self, element: int) -> None:
        if self.as_matrix:
            self.element = max(0, min(element, len(self.elements) - 1))
            self.query_one("#head", Lines).show(self._head_rows)
            self.query_one("#summary", Lines).show(self._summary_rows)
            self.table_list.refresh()

    def action_mark(self) -> None:
        """Mark the report under the cursor for the comparison."""
        path = self.current_path()
        if not path:
            return
        desk = self.host.desk
        desk.mark(path)
        say = self.words.say
        self.tell(say("browse.marked", count=len(desk.marked)) if desk.marked else say("browse.unmarked"))
        self.table_list.refresh()
        self.table_list.action_down()

    def action_compare(self) -> None:
        """Compare the marked reports, else this one with the same body's other year, else ask with which."""
        desk, path = self.host.desk, self.current_path()
        if len(desk.marked) == 2:
            self.host.compare(*desk.marked)
        elif desk.marked and path and path != desk.marked[0]:
            self.host.compare(desk.marked[0], path)
        elif path:
            self.host.compare_with(path)

    def action_criterion(self) -> None:
        """One criterion across all reports."""
        self.host.pick_criterion()

    def action_search(self) -> None:
        """Look for words in all reports."""
        self.host.search()

    def current_path(self) -> str:
        row = self.table_list.current
        return row.id if row else ""

    def commands(self) -> Iterable[tuple[str, str, Callable[[], object]]]:
        for id_, name in orders(self.words):
            yield "sort." + id_, f"{self.words.say('key.reports.sort')} {name}", partial(self._sort_as, id_)

    def listed(self) -> Sequence[Entry]:
        return self.shown

    def standing(self) -> tuple[str, str]:
        changed = len(self.host.desk.changed)
        if changed:
            return self.words.say("browse.changed", count=changed), "warn"
        notes = self.host.review.reviews.notes
        grave = [note for note in notes if note.code in ("changed-line", "newer-line")]
        told = grave or ([] if self.touched else notes)  # a torn line was passed over: one look is enough
        if told:
            return self.words.note(told[0]), "warn"
        return self.going_on() or super().standing()

    def decisions_changed(self) -> None:
        self.entries_changed()

    def exports(self) -> Iterable[str]:
        card = ("card-md", "card-json") if self.current_path() else ()
        decided = ("opinions-md", "ledger-csv", "labels-yaml") if self.host.review.reviews.lines else ()
        return ("table-md", "table-csv", *decided, *card)
