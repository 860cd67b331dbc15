"""Where two readers differ: both readings, and which is taken."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult

from scorer.model import Verdict
from scorer.review.readers import Difference, agreement, differences
from tui.keys import bindings_for
from tui.screens.undoing import UndoingScreen
from tui.view.lines import Line, Row, inset, labelled, text_of
from tui.view.record import by_digest, difference_rows, reading_rows
from tui.widgets.lines import LineList, Lines


class ReadersScreen(UndoingScreen):
    """Differences above, what each reader said below; 1, 2, 3 settle."""

    WHERE = "readers"
    BINDINGS = bindings_for("readers")

    def __init__(self, one: str, two: str) -> None:
        super().__init__()
        self.one, self.two = one, two

    def body(self) -> ComposeResult:
        yield LineList(id="differences")
        yield Lines(id="readings")

    def opened(self) -> None:
        self.query_one("#differences", LineList).focus()
        self.entries_changed()

    @property
    def found(self) -> list[Difference]:
        """Where the two differ."""
        return differences(self.host.review.reviews.history, self.one, self.two)

    def title_parts(self) -> tuple[Line, str]:
        say = self.words.say
        read = agreement(self.host.review.reviews.history, self.one, self.two)
        found = self.found
        share = f"{100 * read.share:.1f} %" if read.share is not None else "-"
        kappa = f"{read.kappa:.2f}" if read.kappa is not None else "-"
        settled = sum(d.settled is not None for d in found)
        right = say(
            "browse.agreed", count=read.pairs, share=share, kappa=kappa, open=len(found) - settled, done=settled
        )
        return [(say("browse.readers", one=self.one, two=self.two), "head")], right

    def entries_changed(self) -> None:
        if not self.ready:
            return
        self.title_changed()
        reports = by_digest(self.host.desk.entries.values())
        found = self.found
        self.query_one("#differences", LineList).show(
            lambda columns: inset(difference_rows(found, reports, columns - 2, self.host.rubrics))
        )
        self._show_readings()

    def at_hand(self) -> Difference | None:
        """The difference under the cursor."""
        row = self.query_one("#differences", LineList).current
        return next((d for d in self.found if row and row.id == f"{d.pair.sha256}\t{d.pair.key}"), None)

    def _show_readings(self) -> None:
        one = self.at_hand()

        def build(columns: int) -> list[Row]:
            if one is None:
                return []
            rows = reading_rows(one, columns - 2, self.words)
            known = self.host.rubrics.criterion_words(one.pair.key)
            return inset(
                rows + labelled(self.words.say("explain.asks"), known.asks(one.pair.key), columns - 2, "faint")
            )

        self.query_one("#readings", Lines).show(build)

    @on(LineList.Moved, "#differences")
    def moved(self) -> None:
        """Another difference."""
        self._show_readings()

    @on(LineList.Chosen, "#differences")
    def chosen(self) -> None:
        """Open the report there."""
        one = self.at_hand()
        entry = by_digest(self.host.desk.entries.values()).get(one.pair.sha256) if one else None
        if one is not None and entry is not None:
            self.host.open_at(entry.path, one.pair.key)

    def action_open(self) -> None:
        """Open the report there."""
        self.query_one("#differences", LineList).action_choose()

    def action_take_one(self) -> None:
        """The first reader's verdict."""
        one = self.at_hand()
        self._settle(one.pair.verdicts[0] if one else "")

    def action_take_two(self) -> None:
        """The second reader's verdict."""
        one = self.at_hand()
        self._settle(one.pair.verdicts[1] if one else "")

    def action_take_program(self) -> None:
        """The program's verdict."""
        one = self.at_hand()
        held = one.pair.one.decision.of_key(one.pair.key) if one else None
        self._settle(held.program if held else "")

    def _settle(self, verdict: str) -> None:
        one = self.at_hand()
        entry = by_digest(self.host.desk.entries.values()).get(one.pair.sha256) if one else None
        if one is None or entry is None or entry.digest is None or not verdict:
            self.tell(self.words.say("browse.nothing-to-decide"), "warn")
            return
        card = entry.digest.card()
        line = self.written(lambda reviews: reviews.settle(card, one.pair.key, Verdict(verdict)))
        if line is not None:
            self.host.recount(one.pair.sha256)
            self.tell(self.words.say("browse.settled", verdict=self.words.mark(verdict)), "met")

    def screen_text(self) -> str:
        """The differences as lines."""
        reports = by_digest(self.host.desk.entries.values())
        return "\n".join(text_of(row.spans) for row in difference_rows(self.found, reports, 120, self.host.rubrics))
