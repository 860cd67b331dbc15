"""One report with its proof: what its keys do."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from textual import on
from textual.widget import Widget
from textual.widgets import Input

from scorer.model import Verdict
from tui.keys import KEYS, Key, bindings_for, in_force, keys_of
from tui.reviewing import Next
from tui.screens.reading import LEFT, ReadingScreen
from tui.view.card import CardView
from tui.view.lines import text_of
from tui.widgets.decision import Question
from tui.widgets.lines import LineList
from tui.widgets.report_text import ReportText
from tui.widgets.tabs import Tabs


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

    # deciding

    def key_at_hand(self) -> str:
        row = self.criteria.current
        if self.left == "checks":
            return row.id if row is not None and self.view.mark(row.id) else ""
        return "" if self.nothing else self.criterion

    def with_view(self, then: Callable[[CardView], None]) -> None:
        then(self.view)

    def to_list(self) -> None:
        self.to(self.criteria)
        if self.sentence is not None and not self.hits and self.left == "criteria":
            self.show_criterion()  # what stands below is of the list again

    def back_into(self, widget: Widget) -> None:
        if isinstance(widget, LineList | ReportText):
            self.to(widget)
        else:
            super().back_into(widget)

    def bar_keys(self) -> Sequence[Key]:
        usual = super().bar_keys()
        if not isinstance(self.focused, ReportText):
            return usual
        known = {key.id: key for key in KEYS}
        first = [known["app.help"], *(known["report." + name] for name in ("take", "refuse", "overrule"))]
        first += [known["app.back"], known["list.down"]._replace(named="down")]
        return [*first, *(key for key in usual if key not in first)]

    def form_passes(self) -> frozenset[str]:
        changed = self.host.settings.keys
        own = [in_force(key, changed) for key in keys_of("report") if key.name in ("take", "refuse")]
        return frozenset(name.strip() for keys in own for name in keys.split(","))

    def decisions_changed(self) -> None:
        """The decisions of this report, drawn again where the reviewer is."""
        self.view.reviewed = self.host.review.lay(self.view.card)
        self.redraw()

    def step(self, key: str) -> str:
        reviewed = self.view.reviewed
        if reviewed is None:
            return ""
        item = self._next_open(key)
        if item is not None and item.sha256 == self._sha256:
            self.go_to_key(item.key)
            return self.words.say("browse.still-open", count=len(reviewed.open))
        return self.words.say("browse.report-through", title=self.view.title())

    def _next_open(self, key: str) -> Next | None:
        return self.host.review.next_open(self.host.desk.entries.values(), self.view.reviewed, key)

    @property
    def _sha256(self) -> str:
        return self.view.card.report.source.sha256

    def go_to_key(self, key: str) -> None:
        """Put the cursor on a criterion or a check."""
        if key in self.view.findings:
            self.open_criterion(key)
        elif self.view.mark(key) is not None:
            self.criteria.wanted = key
            self.show_left("checks")
            row = self.criteria.current
            if row is not None and row.target:
                self.go_to(*row.target)

    def back_to(self, sha256: str, key: str) -> None:
        if sha256 == self._sha256:
            self.go_to_key(key)
            return
        path = next((e.path for e in self.host.desk.entries.values() if e.digest and e.digest.sha256 == sha256), "")
        if path:
            self._show_at(path, key)

    def _show_at(self, path: str, key: str) -> None:
        def show(view: CardView) -> None:
            self.load(view)
            self.go_to_key(key)

        self.host.read(path, show)

    def action_next_open(self) -> None:
        """The next open mark of this report, then the most important one of the others; nothing is decided."""
        item = self._next_open(self.key_at_hand())
        if item is None:
            self.tell(self.words.say("browse.nothing-open"))
        elif item.sha256 == self._sha256:
            self.go_to_key(item.key)
        else:
            self.back_to(item.sha256, item.key)

    def action_previous_open(self) -> None:
        """The open mark of this report before the one at hand."""
        reviewed = self.view.reviewed
        order = [mark.key for mark in reviewed.all if mark.open or mark.key == self.key_at_hand()] if reviewed else []
        if not order:
            self.tell(self.words.say("browse.nothing-open"))
            return
        at = order.index(self.key_at_hand()) if self.key_at_hand() in order else 0
        self.go_to_key(order[at - 1])

    def action_agree_rest(self) -> None:
        """Agree with what the program calls met in the element at hand, after a question."""
        element = self.view.words.element_of(self.criterion)
        reviewed = self.view.reviewed
        keys = [
            mark.key
            for mark in (reviewed.marks if reviewed else ())
            if mark.program is Verdict.MET and not mark.voices and self.view.words.element_of(mark.key) == element
        ]
        if not keys:
            self.tell(self.words.say("browse.no-rest"))
            return

        def write(answer: str) -> None:
            told = self.words.say("browse.agreed-rest", count=len(keys))
            if answer.casefold() in ("", "y"):
                self.decide(lambda reviews, card: reviews.agree_all(card, keys), told)
            else:
                self._close()

        self._ask(Question(self.words.say("browse.ask-rest", count=len(keys)), write))

    def action_take(self) -> None:
        """Take words as evidence for the criterion at hand: the sentence in the text, or the near miss below."""
        span = self._words_at_hand()
        self._recall()
        if span in self.taken:
            self.taken.remove(span)
        else:
            self.taken.append(span)
        self._tell_taken()

    def action_refuse(self) -> None:
        """Let words not count: the quote at hand, or words taken before."""
        span = self._words_at_hand()
        self._recall()
        if span in self.taken:
            self.taken.remove(span)
        elif span in self.refused:
            self.refused.remove(span)
        else:
            self.refused.append(span)
        self._tell_taken()

    def _recall(self) -> None:
        if self.key_at_hand():
            self.recall(self.view, self.key_at_hand())

    def _tell_taken(self) -> None:
        self.redraw_marks()
        if self.asking:
            self.decision.show_quotes(self.quotes_in_words(self.view))
            return
        self.tell(self.words.say("browse.taken", count=len(self.taken), refused=len(self.refused)))

    def _words_at_hand(self) -> tuple[int, int]:
        row = self.why.current
        if self.why.has_focus and row is not None and row.target:
            return row.target
        if self.sentence is None and self.quotes and not self.text.has_focus:
            return self.quotes[self.quote].start, self.quotes[self.quote].end
        start, end = self.text.span
        text = self.view.text[start:end]
        return start + len(text) - len(text.lstrip()), end - len(text) + len(text.rstrip())

    # reading

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

    @on(Tabs.Picked)
    def tab_picked(self, event: Tabs.Picked) -> None:
        """A click on a tab shows it."""
        self.show_left(LEFT[event.at])
        self.show_criterion()

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
        decided = ("opinion-md", "ledger-csv") if self.host.review.reviews.lines else ()
        return ("card-md", "card-json", *decided, "screen-md")

    def screen_text(self) -> str:
        """The criterion at hand and why, as plain lines."""
        lines = [text_of(row.spans) for row in self.view.why_rows(self.criterion, 100)]
        return "\n".join([self.view.title(), self.view.name, "", *lines])
