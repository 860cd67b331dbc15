"""One report to read: criteria, outline or answers on the left, the text on the right, and why below or beside."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Input

from tui.screens.base import title_row
from tui.screens.deciding import DecidingScreen
from tui.view.card import CardView, Quote
from tui.view.lines import Line, Row, inset
from tui.widgets.ask import Ask
from tui.widgets.lines import LineList, Lines
from tui.widgets.panes import Panes
from tui.widgets.report_text import Mark, ReportText
from tui.widgets.tabs import Tabs
from tui.wrapping import cut, width

LEFT = ("criteria", "outline", "pairs", "checks")


class ReadingScreen(DecidingScreen):
    """What is at hand is held here once (`criterion`, `left`, `sentence`, `hits`); every pane is drawn from it."""

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
        self.sentence: tuple[int, int] | None = None  # shown in place of the criterion
        self.large_why = False

    def body(self) -> ComposeResult:
        yield Panes(self.words)
        with Horizontal(classes="ask hidden", id="ask"):
            yield Ask(self.words.say("browse.find-hint"), "find", keep=False)

    def opened(self) -> None:
        self._arrange()
        self.criteria.focus()
        self.load(self.view)
        if self.query_text:
            self.start_search(self.query_text, self.place)
        elif self.place:
            self.text.go_to(*self.place)
            self.to(self.text)
            self.show_sentence(*self.text.span)

    @property
    def criteria(self) -> LineList:
        """The list on the left, whichever it shows."""
        return self.query_one("#criteria", LineList)

    @property
    def text(self) -> ReportText:
        return self.query_one("#text", ReportText)

    @property
    def why(self) -> LineList:
        """The explanation of the criterion, or who uses a sentence."""
        return self.query_one("#why", LineList)

    def load(self, view: CardView) -> None:
        """Show a report, the same or another, with the criterion kept."""
        self.view = view
        view.reviewed = self.host.review.lay(view.card)
        view.notes = partial(self.host.review.notes, view.card.report.source.sha256)
        if self.criterion not in view.findings:
            self.criterion = _first(view)
        self.quote, self.hits, self.sentence = 0, [], None
        self.let_go()
        self.text.show(view)
        self._show_left()
        self.show_criterion()
        self.title_changed()

    def title_parts(self) -> tuple[Line, str]:
        at, count = self.host.position(self.view.name)
        place = self.words.say("browse.position", at=at, count=count) if at else ""
        entry = self.host.desk.entries.get(self.view.name)
        name = entry.file if entry and entry.file else self.view.name.rsplit("/", 1)[-1]
        right = f"{cut(name, 14)}  {place}".rstrip() if self.size.width >= 100 else place
        return [(self.view.title(self.size.width - width(right) - 3), "head")], right

    def standing(self) -> tuple[str, str]:
        if self.hits:
            found = self.words.say("browse.found", query=self.query_text, at=self.hit + 1, count=len(self.hits))
            return found, "hint"
        if self.view.name in self.host.desk.changed:
            return self.words.say("browse.open-changed"), "warn"
        warning = self.view.warnings()
        if warning:
            return warning, "warn"
        left = len(self.view.reviewed.open) if self.view.reviewed else 0
        return (self.words.say("browse.left", count=left), "hint") if left else super().standing()

    # room

    @property
    def panes(self) -> Panes:
        """The three panes."""
        return self.query_one(Panes)

    def on_resize(self, event: events.Resize) -> None:
        super().on_resize(event)
        self._arrange()

    def _arrange(self) -> None:
        """Give the panes the room that the screen has now."""
        if not self.ready:
            return
        self.panes.share(self.size, self._left_width(self.size.width), self.large_why, self.focused)
        self.call_after_refresh(self._redraw_why)

    def _left_width(self, wide: int) -> int:
        """Criteria take what their names need, a third at most; sentences need more room."""
        if self.left == "criteria":
            return max(24, min(self.view.longest_line() + 3, wide * 2 // 5))
        share = (33, 32, 56) if self.left == "outline" else (45, 36, 90)
        return max(share[1], min(share[2], wide * share[0] // 100))

    def to(self, widget: LineList | ReportText) -> None:
        """Go to a pane; where there is room for one only, turn to its page."""
        self.panes.turn_to(widget)

    # the left list

    def _show_left(self) -> None:
        self._arrange()
        self._name_tabs()
        view = self.view
        builds = {
            "criteria": lambda columns: view.criteria_rows(columns, self.gaps_only),
            "outline": view.outline_rows,
            "pairs": view.pairing_rows,
            "checks": view.check_rows,
        }
        build = builds[self.left]
        if self.left == "criteria":
            self.criteria.wanted = self.criterion
        self.criteria.show(lambda columns: inset(build(columns - 2)))
        self._follow()

    def _follow(self) -> None:
        """Take the criterion from the list where it had to leave the one at hand out."""
        row = self.criteria.current
        if self.left == "criteria" and row is not None and row.id in self.view.findings and row.id != self.criterion:
            self._take_up(row.id)

    def _take_up(self, criterion: str) -> None:
        """Make a criterion the one at hand; words chosen for another are let go."""
        if criterion != self.criterion:
            self.let_go()
        self.criterion, self.quote, self.hits, self.sentence = criterion, 0, [], None

    @property
    def nothing(self) -> bool:
        """Whether the list on the left is empty: then there is nothing to tell of it beside."""
        return self.left != "criteria" and not any(self.criteria.ids)

    def _name_tabs(self) -> None:
        gaps = "-gaps" if self.gaps_only else ""
        names = [self.words.say(f"browse.tab.{left}{gaps if left == 'criteria' else ''}") for left in LEFT]
        self.query_one(Tabs).name_all(names, LEFT.index(self.left))

    def _text_title(self, columns: int) -> list[Row]:
        note = ""
        quotes = self.quotes
        if self.hits:
            note = f"{self.hit + 1}/{len(self.hits)}"
        elif quotes and self.sentence is None:
            note = self.words.say("browse.quote", at=self.quote + 1, count=len(quotes))
        start = quotes[self.quote].start if quotes and self.sentence is None else self.text.span[0]
        role = self.view.role_at(start)
        name = self.words.say("browse.text") + "  " + self.words.say("card.line", line=self.view.line_at(start))
        return [title_row(name + (f" {self.words.role(role)}" if role else ""), columns, note)]

    @property
    def quotes(self) -> Sequence[Quote]:
        """The quotes that are walked through."""
        return () if self.nothing else self.view.quotes.get(self.criterion, ())

    def show_left(self, left: str) -> None:
        """Criteria, outline, answers or checks."""
        self.left = left
        self.to(self.criteria)
        self._show_left()

    @on(LineList.Moved, "#criteria")
    def left_moved(self) -> None:
        """The text follows the list; what counts is where its cursor stands now."""
        row = self.criteria.current
        if row is None:
            return
        if self.left == "criteria" and row.id in self.view.findings:
            if row.id != self.criterion or self.hits or self.sentence is not None:
                self._take_up(row.id)
                self.show_criterion()
        elif row.target:
            self.go_to(*row.target, style="now" if self.left == "pairs" else "found")

    @on(LineList.Chosen, "#criteria")
    def left_chosen(self) -> None:
        """Enter goes over to the text."""
        self.to(self.text)
        self.show_sentence(*self.text.span)

    def redraw(self) -> None:
        """Everything again in its place, after decisions."""
        sentence, quote = self.sentence, self.quote
        self._show_left()
        self.title_changed()
        if sentence is None and not self.hits:
            self.show_criterion(quote)
        else:
            self._titles()

    def redraw_marks(self) -> None:
        """The words chosen in the text, without moving in it."""
        top, sentence = self.text.scroll_y, self.text.sentence
        self._mark_quotes()
        self.text.sentence = sentence
        self.text.scroll_to(y=top, animate=False, force=True)

    # quotes

    def show_criterion(self, quote: int | None = None) -> None:
        """The quote at hand in the text, and why beside it."""
        self.sentence = None
        if quote is not None:
            self.quote = min(quote, max(0, len(self.quotes) - 1))
        self._mark_quotes()
        self.why.show(self._why_rows)
        self.why.action_first()
        self._titles()

    def _mark_quotes(self) -> None:
        quotes = self.quotes
        marks = [Mark(q.start, q.end, "near" if q.why else "quote") for q in quotes]
        chosen = [Mark(start, end, "found") for start, end in self.taken]
        chosen += [Mark(start, end, "warn") for start, end in self.refused]
        if quotes:
            at = quotes[self.quote]
            self.text.mark([*marks, Mark(at.start, at.end, "near" if at.why else "now"), *chosen])
            self.text.go_to(at.start, at.end)
        else:
            self.text.mark([*marks, *chosen])

    def _titles(self) -> None:
        self.query_one("#text-title", Lines).show(self._text_title)
        self.query_one("#why-title", Lines).show(self._why_title)
        self.status_changed()

    def _why_rows(self, columns: int) -> list[Row]:
        if self.nothing:
            return []
        if self.sentence is not None:
            return inset(self.view.sentence_rows(*self.sentence, columns - 2))
        room = 0 if self.large_why else self.why.size.height
        return inset(self.view.why_rows(self.criterion, columns - 2, room))

    def _redraw_why(self) -> None:
        """The explanation anew for the room that it has now."""
        self.why.show(self._why_rows)
        self.query_one("#why-title", Lines).show(self._why_title)

    def _why_title(self, columns: int) -> list[Row]:
        hidden = len(self.why.rows) > self.why.size.height > 0
        note = self.words.say("browse.why-more", count=len(self.why.rows)) if hidden else ""
        name = self.words.say("browse.why")
        if self.sentence is not None:
            name = self.words.say("browse.sentence", name=self.view.words.criterion(self.criterion))
        elif not self.nothing:
            name += "  " + self.view.words.criterion(self.criterion)
        return [title_row(name, columns, note)]

    def go_to(self, start: int, end: int, style: str = "now") -> None:
        """A place of the text that no criterion stands for."""
        self.text.mark([Mark(start, end, style)])
        self.text.go_to(start, end)
        self.show_sentence(start, end)

    def walk(self, step: int) -> None:
        """To another quote, or another place of the words looked for."""
        if self.hits:
            self.hit = (self.hit + step) % len(self.hits)
            self._show_hit()
            return
        if not self.quotes:
            self.tell(self.words.say("browse.no-quotes"))
            return
        if self.left != "criteria":
            self.show_left("criteria")
        if self.sentence is None:
            self.quote = (self.quote + step) % len(self.quotes)
        self.show_criterion()

    @on(LineList.Chosen, "#why")
    @on(LineList.Moved, "#why")
    def why_moved(self, event: LineList.Chosen | LineList.Moved) -> None:
        """A quote here brings its place into sight; a criterion here is gone to by Enter."""
        row = self.why.current
        if row is None:
            return
        if self.sentence is not None:
            if isinstance(event, LineList.Chosen) and row.id in self.view.findings:
                self.open_criterion(row.id, row.target)
        elif row.target and self.why.has_focus:
            places = [(q.start, q.end) for q in self.quotes]
            if row.target in places:
                self.quote = places.index(row.target)
                self._mark_quotes()
                self.query_one("#text-title", Lines).show(self._text_title)

    def open_criterion(self, criterion: str, target: tuple[int, int] | None = None) -> None:
        """Put the left cursor on a criterion, at the quote of a place."""
        self.gaps_only = self.gaps_only and self.view.lacking(criterion)
        places = [(q.start, q.end) for q in self.view.quotes[criterion]]
        self._take_up(criterion)
        self.quote = places.index(target) if target in places else 0
        self.show_left("criteria")
        self.show_criterion()

    # the other way: from a sentence to the criteria that use it

    @on(ReportText.SentenceMoved)
    def sentence_moved(self, event: ReportText.SentenceMoved) -> None:
        """The reviewer walks through the text."""
        if not self.text.has_focus:
            self.to(self.text)
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
        """The criteria that use a stretch of text."""
        self.sentence = (start, end)
        self.why.show(self._why_rows)
        self._titles()

    # search in the report

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
        self.to(self.text)
        self._show_hit()

    def _show_hit(self) -> None:
        start, end = self.hits[self.hit]
        self.text.mark([*(Mark(first, last, "quote") for first, last in self.hits), Mark(start, end, "found")])
        self.text.go_to(start, end)
        self.show_sentence(*self.text.span)

    @on(Input.Submitted, "#find")
    def find_entered(self, event: Input.Submitted) -> None:
        self.query_one("#ask").add_class("hidden")
        self.to(self.text)
        self.start_search(event.value)

    def on_key(self, event: events.Key) -> None:
        if event.key == "escape" and self.focused is self.query_one("#find"):
            event.stop()
            self.query_one("#ask").add_class("hidden")
            self.to(self.text)


def _first(view: CardView) -> str:
    """The first criterion of the report; reading starts at the top."""
    return next(iter(view.findings), "")
