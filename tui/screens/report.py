"""One report with its proof: what its keys do."""

from __future__ import annotations

from collections.abc import Iterable

from textual.widgets import Input

from tui.keys import bindings_for
from tui.screens.reading import ReadingScreen
from tui.view.lines import text_of
from tui.widgets.lines import LineList
from tui.widgets.report_text import ReportText


class ReportScreen(ReadingScreen):
    """The screen on which a report is read and decided."""

    WHERE = "report"
    BINDINGS = bindings_for("report")

    def back(self) -> None:
        """Esc ends a search first, then returns from the text to the criteria, then leaves."""
        if self.host.opening:
            self.host.stop_opening()
        elif self.hits:
            self.hits = []
            self.to(self.criteria)
            self.show_criterion()
        elif self.left != "criteria":
            self.action_criteria()
        elif self.focused is not self.criteria:
            self.to(self.criteria)
            self.show_criterion()
        else:
            super().back()

    def action_next_quote(self) -> None:
        """The next quote, or the next place of the words looked for."""
        self.walk(1)

    def action_previous_quote(self) -> None:
        """The quote before."""
        self.walk(-1)

    def action_find(self) -> None:
        """Look for words in this report."""
        self.query_one("#ask").remove_class("hidden")
        self.query_one("#find", Input).focus()

    def action_switch(self) -> None:
        """From pane to pane."""
        order: list[LineList | ReportText] = [self.criteria, self.text, self.why]
        at = next((place for place, pane in enumerate(order) if pane is self.focused), -1)
        goal = order[(at + 1) % len(order)]
        self.to(goal)
        if goal is self.text:
            self.show_sentence(*self.text.span)
        elif goal is self.criteria and self.left == "criteria":
            self.show_criterion()

    def action_criteria(self) -> None:
        """The criteria on the left."""
        self.show_left("criteria")
        self.show_criterion()

    def action_outline(self) -> None:
        """The outline on the left, or back."""
        self._toggle("outline")

    def action_pairs(self) -> None:
        """Shortcomings with their answers on the left, or back."""
        self._toggle("pairs")

    def action_checks(self) -> None:
        """Checks of figures and references on the left, or back."""
        self._toggle("checks")

    def _toggle(self, left: str) -> None:
        if self.left == left:
            self.action_criteria()
            return
        self.show_left(left)
        row = self.criteria.current
        if row is not None and row.target:
            self.go_to(*row.target)
        else:
            self.show_criterion()

    def action_gaps(self) -> None:
        """Only what is not met, or everything."""
        self.gaps_only = not self.gaps_only
        self.action_criteria()

    def action_why(self) -> None:
        """More or less room for the explanation."""
        self.large_why = not self.large_why
        self._arrange()

    def action_criterion(self) -> None:
        """This criterion in all reports, from this one on."""
        self.host.across(self.criterion, self.view.name)

    def action_compare(self) -> None:
        """Compare this report with another."""
        self.host.compare_with(self.view.name)

    def action_next_report(self) -> None:
        """The next report of the list, at the same criterion."""
        self.host.neighbour_report(1)

    def action_previous_report(self) -> None:
        """The report before."""
        self.host.neighbour_report(-1)

    def action_copy(self) -> None:
        """The quote at hand, or the sentence under the cursor, to the clipboard of the terminal."""
        start, end = self.text.span
        if self.sentence is None and self.quotes:
            start, end = self.quotes[self.quote].start, self.quotes[self.quote].end
        self.host.copy(self.view.text[start:end].strip())

    def action_original(self) -> None:
        """Open the file itself in the program that is set for its kind."""
        self.host.open_original(self.view.name)

    def current_path(self) -> str:
        return self.view.name

    def exports(self) -> Iterable[str]:
        return ("card-md", "card-json", "screen-md")

    def screen_text(self) -> str:
        """The criterion at hand and why, as plain lines."""
        lines = [text_of(row.spans) for row in self.view.why_rows(self.criterion, 100)]
        return "\n".join([self.view.title(), self.view.name, "", *lines])
