"""Words looked for in all reports."""

from __future__ import annotations

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Input

from tui.keys import bindings_for
from tui.screens.base import DeskScreen
from tui.view.lines import Line, text_of
from tui.view.search import Hit, hit_rows
from tui.widgets.ask import Ask
from tui.widgets.lines import LineList


class SearchScreen(DeskScreen):
    """What is looked for above, the places below; Enter opens the report there."""

    WHERE = "search"
    BINDINGS = bindings_for("search")

    def __init__(self) -> None:
        super().__init__()
        self.hits: dict[str, list[Hit]] = {}
        self.looked_for = ""
        self.note = ""

    def body(self) -> ComposeResult:
        with Horizontal(classes="ask"):
            yield Ask(self.words.say("browse.search-hint"), "query", keep=False)
        yield LineList(id="hits")

    def opened(self) -> None:
        self.query_one("#query").focus()

    def title_parts(self) -> tuple[Line, str]:
        return [(self.words.say("browse.search"), "head")], self.note

    @on(Input.Submitted, "#query")
    def entered(self, event: Input.Submitted) -> None:
        """Look through all reports."""
        if event.value.strip():
            self.looked_for = event.value
            self.hits = {}
            self.show_hits()
            self.query_one("#hits").focus()
            self.host.search_all(event.value, self.take)

    def take(self, query: str, hits: list[Hit], done: int, count: int) -> None:
        """More places; those of an earlier search are too late."""
        if query != self.looked_for or not self.ready:
            return
        for hit in hits:
            self.hits.setdefault(hit.path, []).append(hit)
        say = self.words.say
        if done < count:
            self.note = say("browse.searching", done=done, count=count)
        else:
            total = sum(map(len, self.hits.values()))
            self.note = say("browse.search-done", reports=len(self.hits), hits=total)
            if not total:
                self.tell(say("browse.not-found", query=query), "warn")
        self.title_changed()
        if hits:
            self.show_hits()

    def show_hits(self) -> None:
        """The places found so far."""
        entries = self.host.desk.entries.values()
        self.query_one("#hits", LineList).show(lambda columns: hit_rows(entries, self.hits, columns, self.words))

    @on(LineList.Chosen, "#hits")
    def chosen(self, event: LineList.Chosen) -> None:
        """Open the report at this place."""
        path = event.row.id.partition("\t")[0]
        self.host.open_report(path, place=event.row.target, query=self.looked_for)

    def on_key(self, event: events.Key) -> None:
        if self.focused is self.query_one("#query") and event.key == "down":
            event.stop()
            self.query_one("#hits").focus()

    def action_query(self) -> None:
        """Look for something else."""
        self.query_one("#query").focus()

    def action_open(self) -> None:
        """Open the report at this place."""
        self.query_one("#hits", LineList).action_choose()

    def current_path(self) -> str:
        row = self.query_one("#hits", LineList).current
        return row.id.partition("\t")[0] if row else ""

    def screen_text(self) -> str:
        """The places found."""
        rows = hit_rows(self.host.desk.entries.values(), self.hits, 100, self.words)
        return "\n".join([self.looked_for, "", *(text_of(row.spans) for row in rows)])
