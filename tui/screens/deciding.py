"""Deciding on the mark at hand: agree, overrule, doubt, note, undo; the same keys wherever a mark is at hand."""

from __future__ import annotations

from collections.abc import Callable

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widget import Widget

from scorer.model import Scorecard, Verdict
from scorer.review.line import Line
from scorer.review.mark import DONE, Mark, State
from scorer.review.reviews import Reviews
from tui.screens.undoing import UndoingScreen
from tui.view.card import CardView
from tui.view.decided import Earlier, Span, earlier_of
from tui.widgets.decision import Asked, DecisionLine, Question
from tui.widgets.key_bar import KeyBar

Act = Callable[[Reviews, Scorecard], Line | None]


class DecidingScreen(UndoingScreen):
    """A screen with one mark at hand: `key_at_hand` of the report `current_path`."""

    def __init__(self) -> None:
        super().__init__()
        self.taken: list[Span] = []  # words that the reviewer has chosen as evidence for the mark at hand
        self.refused: list[Span] = []  # the program's words that she does not let count
        self._chosen_for = ("", "", "")  # report, mark and earlier decision that these words were chosen for
        self._from: Widget | None = None  # where the reviewer was when she was asked

    def asked(self) -> ComposeResult:
        with Vertical(id="decision", classes="hidden"):
            yield DecisionLine(self.words)

    @property
    def decision(self) -> DecisionLine:
        """The line in which a verdict, a reason or a name is asked for."""
        return self.query_one(DecisionLine)

    # what a screen says of itself

    def key_at_hand(self) -> str:
        """The criterion or check that is decided; empty for none."""
        return ""

    def with_view(self, then: Callable[[CardView], None]) -> None:
        """Go on with the report at hand, read whole."""
        self.host.read(self.current_path(), then)

    def step(self, key: str) -> str:
        """A mark was decided: go on to the next one; what is to be told of it."""
        return ""

    def to_list(self) -> None:
        """Give the keys back to the list."""

    # words chosen

    def let_go(self) -> None:
        """No words are chosen any more."""
        self.taken, self.refused, self._chosen_for = [], [], ("", "", "")

    def recall(self, view: CardView, key: str) -> None:
        """Let the words chosen be those for this mark, at first the ones that the reviewer chose for it before."""
        earlier = self._earlier(view, key)
        chosen_for = (view.card.report.source.sha256, key, earlier.line)
        if chosen_for != self._chosen_for:
            self.taken, self.refused, self._chosen_for = list(earlier.taken), list(earlier.refused), chosen_for

    def _mark(self, view: CardView, key: str) -> Mark:
        return self.host.review.lay(view.card).mark(key)

    def _earlier(self, view: CardView, key: str) -> Earlier:
        review = self.host.review
        return earlier_of(self._mark(view, key), review.who, review.reviews.program_words(view.card, key))

    def quotes_in_words(self, view: CardView) -> list[str]:
        """The words chosen; those that do not count in brackets."""
        words = [" ".join(view.shown[start:end].split()) for start, end in self.taken]
        return words + [f"({' '.join(view.shown[start:end].split())})" for start, end in self.refused]

    # deciding

    def decide(self, act: Act, told: str, step: bool = True) -> None:
        """Write a decision on the mark at hand, tell it, and go on; asks for the reviewer's name first."""
        key = self.key_at_hand()
        if not key or not self.current_path():
            self.tell(self.words.say("browse.nothing-to-decide"), "warn")
        elif not self.host.review.who:
            self._ask_name(lambda: self.decide(act, told, step))
        else:
            self.with_view(lambda view: self._write(view, key, act, told, step))

    def _write(self, view: CardView, key: str, act: Act, told: str, step: bool) -> None:
        line = self.written(lambda reviews: act(reviews, view.card))
        if line is None:
            return
        self.let_go()
        self._close(back=not step)
        self.host.recount(view.card.report.source.sha256)
        said = self.words.say("browse.saved", name=self._called(key, view), told=told)
        self.tell(said + (self.step(key) if step else ""), "met")

    def _called(self, key: str, view: CardView) -> str:
        return view.words.criterion(key) if key in view.findings else self.words.say("card.checks")

    def action_agree(self) -> None:
        """Take the program's verdict, or what an earlier decision proposes; what she has decided herself stays."""
        key = self.key_at_hand()
        if key and self.current_path():
            self.with_view(lambda view: self._agree(view, key))
        else:
            self.tell(self.words.say("browse.nothing-to-decide"), "warn")

    def _agree(self, view: CardView, key: str) -> None:
        mark = self._mark(view, key)
        if mark.state in DONE and mark.line is not None and mark.line.decision.who == self.host.review.who:
            said = self.words.say("browse.decided", name=self._called(key, view), verdict=self.mark_words(mark))
            self.tell(said + self.step(key))
            return

        def agree(reviews: Reviews, card: Scorecard) -> Line:
            return reviews.confirm(card, mark) if mark.state is State.PROPOSED else reviews.agree(card, key)

        self.decide(agree, self.words.review("act.agree"))

    def mark_words(self, mark: Mark) -> str:
        """Both voices of a mark in words."""
        return self.words.voices(mark.program.value, mark.verdict.value)

    def action_doubt(self) -> None:
        """Leave the mark to a second reader."""
        key = self.key_at_hand()
        self.decide(lambda reviews, card: reviews.doubt(card, key), self.words.review("act.doubt"))

    def action_note(self) -> None:
        """A note on the mark at hand."""
        key = self.key_at_hand()
        if not key:
            self.tell(self.words.say("browse.nothing-to-decide"), "warn")
            return

        def write(text: str) -> None:
            if text:
                told = self.words.review("act.note")
                self.decide(lambda reviews, card: reviews.note(card, key, text), told, step=False)
            else:
                self._close()

        self._ask(Question(self.words.say("browse.ask-note"), write))

    def action_note_report(self) -> None:
        """A note on the report as a whole."""

        def write(text: str) -> None:
            if text:
                told = self.words.review("act.note")
                self.decide(lambda reviews, card: reviews.note(card, "", text), told, step=False)
            else:
                self._close()

        self._ask(Question(self.words.say("browse.ask-note-report"), write))

    def action_overrule(self) -> None:
        """Judge otherwise: a digit for the verdict, Enter; what else is typed is the reason."""
        key = self.key_at_hand()
        if not key:
            self.tell(self.words.say("browse.nothing-to-decide"), "warn")
            return
        self.with_view(lambda view: self._ask_verdict(view, key))

    def _ask_verdict(self, view: CardView, key: str) -> None:
        self.recall(view, key)
        mark = self._mark(view, key)
        earlier = self._earlier(view, key)

        def write(verdict: Verdict, reason: str, step: bool) -> None:
            taken, refused = tuple(self.taken), tuple(self.refused)
            as_before = (taken, refused) == (earlier.taken, earlier.refused)
            same = verdict is mark.verdict and reason == earlier.reason and as_before
            if same and (earlier.line or not self.decision.chosen):
                self._close(back=True)
                said = self.words.say("browse.kept", name=self._called(key, view), verdict=self.words.verdict(verdict))
                undecided = mark.state in (State.OPEN, State.UNSEEN)
                self.tell(said + (self.words.say("browse.kept-agree") if undecided else ""))
                return
            if verdict is mark.program and as_before:
                taken = refused = ()  # the words of another verdict are no ground for the program's
            self.decide(
                lambda reviews, card: reviews.overrule(card, key, verdict, reason, taken, refused),
                self.words.voices(mark.program.value, verdict.value),
                step,
            )

        asked = Asked(
            self._called(key, view),
            proposal(mark, bool(self.taken)),
            earlier.reason,
            self.host.review.reasons(key),
            self.form_passes(),
        )
        self._show_form()
        self.decision.ask_verdict(asked, self.quotes_in_words(view), write)

    def form_passes(self) -> frozenset[str]:
        """Printable keys that go on working on the screen while a verdict is asked for."""
        return frozenset()

    def action_waive(self) -> None:
        """Let the mark go unasked: who allowed it, and until which day."""
        key = self.key_at_hand()
        if not key:
            self.tell(self.words.say("browse.nothing-to-decide"), "warn")
            return

        def write(text: str) -> None:
            approver, _, rest = text.strip().partition(" ")
            until, _, note = rest.strip().partition(" ")
            if not text.strip():
                self._close()
                return
            told = self.words.review("act.waive")
            self.decide(lambda reviews, card: reviews.waive(card, key, approver, until, note), told)

        self._ask(Question(self.words.say("browse.ask-waiver"), write))

    # asking

    def _ask_name(self, then: Callable[[], None]) -> None:
        def named(name: str) -> None:
            self._close()
            if name.strip():
                self.host.name_reviewer(name.strip())
                then()

        self._ask(Question(self.words.say("browse.ask-name"), named))

    def _ask(self, question: Question) -> None:
        self._show_form()
        self.decision.ask(question)

    def _show_form(self) -> None:
        frame = self.query_one("#decision")
        if frame.has_class("hidden"):
            self._from = self.focused
        frame.remove_class("hidden")

    def on_descendant_focus(self) -> None:
        """The keys named at the foot are those of what has them."""
        told = self._form_keys() if self.asking else ()
        self.query_one("#keys", KeyBar).change(self.bar_keys(), told)

    def _form_keys(self) -> list[tuple[str, str]]:
        keys = [("Enter", "save"), ("Esc", "leave")]
        if self.decision.of_verdict and self.decision.in_words:
            keys = [("Enter", "save"), ("Tab", "verdict"), keys[1], ("Up", "used"), ("^u", "clear"), ("^s", "stay")]
        elif self.decision.of_verdict:
            keys = [("1-5", "verdict"), ("Tab", "reason"), ("Enter", "save"), ("^s", "stay"), keys[1]]
        return [(key, self.words.say("browse.form." + name)) for key, name in keys]

    @property
    def asking(self) -> bool:
        """Whether a verdict, a reason or a name is asked for."""
        return not self.query_one("#decision").has_class("hidden")

    def on_decision_line_left(self) -> None:
        """Esc in the line: nothing is decided."""
        self._close(back=True)

    def _close(self, back: bool = False) -> None:
        """Take the line away; `back` where the reviewer was before, else to the list."""
        self.query_one("#decision").add_class("hidden")
        if back and self._from is not None:
            self.back_into(self._from)
        else:
            self.to_list()
        self._from = None

    def back_into(self, widget: Widget) -> None:
        """Give the keys back to where they were."""
        widget.focus()


def proposal(mark: Mark, words_taken: bool) -> Verdict:
    """The verdict that the overrule line starts from: the one in effect, so that Enter by itself changes none."""
    if words_taken and mark.verdict is Verdict.MISSING:
        return Verdict.PARTIAL  # words that count are not nothing
    return mark.verdict
