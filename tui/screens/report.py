"""One report: criteria, outline or answers on the left, the text on the right, and why below."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Input

from scorer.model import Verdict
from tui.keys import bindings_for
from tui.screens.base import DeskScreen, title_row
from tui.view.card import CardView, Quote
from tui.view.lines import Line, Row, text_of
from tui.widgets.ask import Ask
from tui.widgets.lines import LineList, Lines
from tui.widgets.report_text import Mark, ReportText

LEFT = ("criteria", "outline", "pairs", "checks")
_TITLES = {"criteria": "browse.criteria", "outline": "browse.outline", "pairs": "browse.pairs-title",
           "checks": "browse.checks"}  # fmt: skip


class ReportScreen(DeskScreen):
    """A report with its proof."""

    WHERE = "report"
    BINDINGS = bindings_for("report")

    def __init__(
        self, view: CardView, criterion: str = "", place: tuple[int, int] | None = None, query: str = ""
    ) -> None:
        super().__init__()
        self.view = view
        self.criterion = criterion or _first(view)
        self.place = place
        self.query_text = query
        self.quote = 0
        self.left = "criteria"
        self.gaps_only = False
        self.hits: list[tuple[int, int]] = []
        self.hit = 0
        self.sentence: tuple[int, int] | None = None  # shown below in place of the criterion

    def body(self) -> ComposeResult:
        with Horizontal(id="panes"):
            with Vertical(id="left"):
                yield Lines(id="left-title", classes="pane-title")
                yield LineList(id="criteria")
            with Vertical(id="right"):
                yield Lines(id="text-title", classes="pane-title")
                yield ReportText(self.words, id="text")
        with Horizontal(classes="ask hidden", id="ask"):
            yield Ask(self.words.say("browse.find-hint"), "find", keep=False)
        yield Lines(id="why-title", classes="pane-title")
        yield LineList(id="why")

    def opened(self) -> None:
        self.criteria.wanted = self.criterion
        self.criteria.focus()
        self.load(self.view)
        if self.query_text:
            self.start_search(self.query_text, self.place)
        elif self.place:
            self.text.go_to(*self.place)
            self.text.focus()
            self.show_sentence(*self.text.span)
        if warning := self.view.warnings():
            self.tell(warning, "warn")

    @property
    def criteria(self) -> LineList:
        """The list on the left, whichever it shows."""
        return self.query_one("#criteria", LineList)

    @property
    def text(self) -> ReportText:
        return self.query_one("#text", ReportText)

    def load(self, view: CardView) -> None:
        """Show a report, the same or another, with the criterion kept."""
        self.view = view
        if self.criterion not in view.findings:
            self.criterion = _first(view)
        self.quote, self.hits = 0, []
        self.text.show(view)
        self._show_left()
        self.show_criterion()
        self.title_changed()

    def title_parts(self) -> tuple[Line, str]:
        return [(self.view.title(), "head")], self.view.name

    def on_resize(self, event: events.Resize) -> None:
        tall, wide = event.size.height, event.size.width
        self.set_class(tall < 32, "short")
        self._left_width(wide)

    def _left_width(self, wide: int) -> None:
        """Criteria are short; sentences need more room."""
        share = (30, 32, 56) if self.left in ("criteria", "outline") else (45, 36, 90)
        self.query_one("#left").styles.width = max(share[1], min(share[2], wide * share[0] // 100))

    # the left list

    def _show_left(self) -> None:
        self._left_width(self.size.width)
        self.query_one("#left-title", Lines).show(self._left_title)
        view = self.view
        builds = {
            "criteria": lambda columns: view.criteria_rows(columns, self.gaps_only),
            "outline": view.outline_rows,
            "pairs": view.pairing_rows,
            "checks": view.check_rows,
        }
        build = builds[self.left]
        self.criteria.show(lambda columns: _inset(build(columns - 2)))
        if self.left == "criteria":
            self.criteria.go(self.criterion, tell=False)

    def _left_title(self, columns: int) -> list[Row]:
        key = "browse.gaps-only" if self.left == "criteria" and self.gaps_only else _TITLES[self.left]
        return [title_row(self.words.say(key), columns, "1 2 3 4")]

    def _text_title(self, columns: int) -> list[Row]:
        note = ""
        quotes = self.view.quotes.get(self.criterion, ())
        if self.hits:
            note = f"{self.hit + 1}/{len(self.hits)}"
        elif quotes and self.sentence is None:
            note = self.words.say("browse.quote", at=self.quote + 1, count=len(quotes))
        role = self.view.role_at(self.text.span[0])
        name = self.words.say("browse.text") + (f"  {self.words.role(role)}" if role else "")
        return [title_row(name, columns, note)]

    def show_left(self, left: str) -> None:
        """Criteria, outline, answers or checks."""
        self.left = left
        self.criteria.focus()
        self._show_left()

    @on(LineList.Moved, "#criteria")
    def left_moved(self, event: LineList.Moved) -> None:
        """The text follows the list."""
        if self.left == "criteria" and event.row.id in self.view.findings:
            self.criterion, self.quote, self.hits = event.row.id, 0, []
            self.show_criterion()
        elif event.row.target:
            self.go_to(*event.row.target, style="now" if self.left == "pairs" else "found")

    @on(LineList.Chosen, "#criteria")
    def left_chosen(self, event: LineList.Chosen) -> None:
        """Enter goes over to the text."""
        self.text.focus()
        self.show_sentence(*self.text.span)

    # quotes

    def show_criterion(self) -> None:
        """The quote at hand in the text, and why below."""
        self.sentence = None
        quotes = self.view.quotes.get(self.criterion, ())
        marks = [Mark(q.start, q.end, "near" if q.why else "quote") for q in quotes]
        if quotes:
            at = quotes[self.quote]
            marks.append(Mark(at.start, at.end, "near" if at.why else "now"))
            self.text.mark(marks)
            self.text.go_to(at.start, at.end)
        else:
            self.text.mark(marks)
        self.query_one("#why-title", Lines).show(lambda columns: [title_row(self.words.say("browse.why"), columns)])
        self.query_one("#why", LineList).show(lambda columns: _inset(self.view.why_rows(self.criterion, columns - 2)))
        self.query_one("#why", LineList).action_first()
        self.query_one("#text-title", Lines).show(self._text_title)

    def go_to(self, start: int, end: int, style: str = "now") -> None:
        """A place of the text that no criterion stands for."""
        self.text.mark([Mark(start, end, style)])
        self.text.go_to(start, end)
        self.show_sentence(start, end)

    def action_next_quote(self) -> None:
        """The next quote, or the next place of the words looked for."""
        self._walk(1)

    def action_previous_quote(self) -> None:
        """The quote before."""
        self._walk(-1)

    def _walk(self, step: int) -> None:
        if self.hits:
            self.hit = (self.hit + step) % len(self.hits)
            self._show_hit()
            return
        quotes: Sequence[Quote] = self.view.quotes.get(self.criterion, ())
        if not quotes:
            self.tell(self.words.say("browse.no-quotes"))
            return
        if self.left != "criteria":
            self.show_left("criteria")
        self.quote = (self.quote + step) % len(quotes) if self.sentence is None else self.quote
        self.show_criterion()

    @on(LineList.Chosen, "#why")
    @on(LineList.Moved, "#why")
    def why_moved(self, event: LineList.Chosen | LineList.Moved) -> None:
        """A quote below brings its place into sight; a criterion below is gone to by Enter."""
        row = event.row
        if self.sentence is not None:
            if isinstance(event, LineList.Chosen) and row.id in self.view.findings:
                self.open_criterion(row.id, row.target)
        elif row.target and self.query_one("#why").has_focus:
            places = [(q.start, q.end) for q in self.view.quotes[self.criterion]]
            if row.target in places:
                self.quote = places.index(row.target)
                at = self.view.quotes[self.criterion][self.quote]
                marks = [Mark(q.start, q.end, "near" if q.why else "quote") for q in self.view.quotes[self.criterion]]
                self.text.mark([*marks, Mark(at.start, at.end, "near" if at.why else "now")])
                self.text.go_to(at.start, at.end)
                self.query_one("#text-title", Lines).show(self._text_title)

    def open_criterion(self, criterion: str, target: tuple[int, int] | None = None) -> None:
        """Put the left cursor on a criterion, at the quote of a place."""
        self.gaps_only = self.gaps_only and self.view.findings[criterion].verdict not in (Verdict.MET, Verdict.EXEMPT)
        places = [(q.start, q.end) for q in self.view.quotes[criterion]]
        self.criterion, self.quote = criterion, places.index(target) if target in places else 0
        self.hits = []
        self.show_left("criteria")
        self.show_criterion()

    # the other way: from a sentence to the criteria that use it

    @on(ReportText.SentenceMoved)
    def sentence_moved(self, event: ReportText.SentenceMoved) -> None:
        """The reviewer walks through the text."""
        if not self.text.has_focus:
            self.text.focus()
        self.show_sentence(event.start, event.end)

    @on(ReportText.SentenceChosen)
    def sentence_chosen(self, event: ReportText.SentenceChosen) -> None:
        """Enter on a sentence opens the first criterion that uses it, and the next one from there."""
        users = self.view.users(event.start, event.end)
        if not users:
            self.tell(self.words.say("browse.unused"))
            return
        ids = [quote.criterion for quote in users]
        at = (ids.index(self.criterion) + 1) % len(ids) if self.criterion in ids and self.sentence is None else 0
        self.open_criterion(users[at].criterion, (users[at].start, users[at].end))

    def show_sentence(self, start: int, end: int) -> None:
        """The criteria that use a stretch of text, below."""
        self.sentence = (start, end)
        self.query_one("#why", LineList).show(lambda columns: _inset(self.view.sentence_rows(start, end, columns - 2)))
        self.query_one("#text-title", Lines).show(self._text_title)

    # search in the report

    def action_find(self) -> None:
        """Look for words in this report."""
        self.query_one("#ask").remove_class("hidden")
        self.query_one("#find", Input).focus()

    @on(Input.Submitted, "#find")
    def find_entered(self, event: Input.Submitted) -> None:
        self.query_one("#ask").add_class("hidden")
        self.text.focus()
        self.start_search(event.value)

    def start_search(self, query: str, place: tuple[int, int] | None = None) -> None:
        """Mark every place of the words and go to the first, or to the one given."""
        self.query_text = query
        self.hits = self.view.find(query)
        if not self.hits:
            self.tell(self.words.say("browse.not-found", query=query), "warn")
            return
        here = self.text.span[0]
        later = [at for at, hit in enumerate(self.hits) if hit[0] >= here]
        self.hit = self.hits.index(place) if place in self.hits else later[0] if later else 0
        self.text.focus()
        self._show_hit()

    def _show_hit(self) -> None:
        start, end = self.hits[self.hit]
        self.text.mark([*(Mark(first, last, "quote") for first, last in self.hits), Mark(start, end, "found")])
        self.text.go_to(start, end)
        self.show_sentence(*self.text.span)
        self.tell(self.words.say("browse.found", query=self.query_text, at=self.hit + 1, count=len(self.hits)))

    def on_key(self, event: events.Key) -> None:
        if event.key == "escape" and self.focused is self.query_one("#find"):
            event.stop()
            self.query_one("#ask").add_class("hidden")
            self.text.focus()

    def back(self) -> None:
        """Esc ends a search first, then returns from the text to the criteria, then leaves."""
        if self.hits:
            self.hits = []
            self.tell("")
            self.show_criterion()
            self.criteria.focus()
        elif self.left != "criteria":
            self.show_left("criteria")
            self.show_criterion()
        elif self.focused is not self.criteria:
            self.criteria.focus()
            self.show_criterion()
        else:
            super().back()

    # keys

    def action_switch(self) -> None:
        """From pane to pane."""
        order = [self.criteria, self.text, self.query_one("#why", LineList)]
        at = order.index(self.focused) if self.focused in order else -1
        goal = order[(at + 1) % len(order)]
        goal.focus()
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

    def action_gaps(self) -> None:
        """Only what is not met, or everything."""
        self.gaps_only = not self.gaps_only
        self.show_left("criteria")
        row = self.criteria.current
        if row is not None and row.id in self.view.findings:
            self.criterion, self.quote = row.id, 0
            self.show_criterion()

    def action_why(self) -> None:
        """More or less room for the explanation."""
        self.toggle_class("tall-why")

    def action_criterion(self) -> None:
        """This criterion in all reports."""
        self.host.across(self.criterion)

    def action_compare(self) -> None:
        """Compare this report with another."""
        self.host.compare_with(self.view.name)

    def action_next_report(self) -> None:
        """The next report of the list, at the same criterion."""
        self.host.neighbour_report(1)

    def action_previous_report(self) -> None:
        """The report before."""
        self.host.neighbour_report(-1)

    def current_path(self) -> str:
        return self.view.name

    def exports(self) -> Iterable[str]:
        return ("card-md", "card-json", "screen-md")

    def screen_text(self) -> str:
        """The criterion at hand and why, as plain lines."""
        lines = [text_of(row.spans) for row in self.view.why_rows(self.criterion, 100)]
        return "\n".join([self.view.title(), self.view.name, "", *lines])


def _first(view: CardView) -> str:
    """The first criterion of the report; reading starts at the top."""
    return next(iter(view.findings), "")


def _inset(rows: Sequence[Row]) -> list[Row]:
    return [row._replace(spans=[(" ", ""), *row.spans]) for row in rows]
