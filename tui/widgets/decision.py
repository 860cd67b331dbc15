"""The line in which a verdict, a reason or a name is asked for, at the foot of the screen: the text stays in sight."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widgets import Input

from scorer.model import Verdict
from tui.view.lines import Line, Row
from tui.widgets.ask import Ask
from tui.widgets.lines import Lines
from tui.words import Words
from tui.wrapping import cut, width

VERDICTS = (Verdict.MET, Verdict.PARTIAL, Verdict.MISSING, Verdict.EXEMPT, Verdict.UNCLEAR)
Judged = Callable[[Verdict, str, bool], None]  # verdict, reason, whether to go on to the next mark


class Question(NamedTuple):
    """Words that are asked for, and what is done with them."""

    label: str
    then: Callable[[str], None]


class Choices(Lines, can_focus=True):
    """The verdicts by their digits; Enter takes the one that stands out."""

    def on_key(self, event: events.Key) -> None:
        line = self.parent.parent if self.parent else None
        if isinstance(line, DecisionLine) and line.choice_key(event.key):
            event.stop()
            event.prevent_default()


class DecisionLine(Vertical):
    """One question at a time."""

    class Left(Message):
        """The question is left without an answer."""

    def __init__(self, words: Words) -> None:
        super().__init__(id="decision-line")
        self.words = words
        self.verdict: Verdict | None = None
        self.quotes: Sequence[str] = ()
        self.reasons: Sequence[str] = ()
        self._reason = -1  # of the reasons given before
        self._judged: Judged | None = None
        self._question: Question | None = None

    def compose(self) -> ComposeResult:
        with Vertical(id="choices-frame"):
            yield Choices(id="choices")
            yield Lines(id="decision-quotes")
        with Horizontal(classes="ask"):
            yield Lines(id="decision-label")
            yield Ask("", "decision-words", keep=False)

    @property
    def _input(self) -> Input:
        return self.query_one("#decision-words", Input)

    def ask(self, question: Question) -> None:
        """Ask for words."""
        self._question, self._judged = question, None
        self.query_one("#choices-frame").display = False
        self._label(question.label)
        self._input.value = ""
        self._input.focus()

    def ask_verdict(self, verdict: Verdict, quotes: Sequence[str], reasons: Sequence[str], then: Judged) -> None:
        """Ask for a verdict, with `quotes` chosen in the text and reasons given before."""
        self._question, self._judged = None, then
        self.verdict, self.quotes, self.reasons, self._reason = verdict, quotes, reasons, -1
        self.query_one("#choices-frame").display = True
        self._label(self.words.say("browse.ask-reason"))
        self._input.value = ""
        self.query_one("#choices", Choices).show(self._choices)
        self.query_one("#decision-quotes", Lines).show(self._quotes)
        self.query_one("#choices").focus()

    def _label(self, text: str) -> None:
        label = self.query_one("#decision-label", Lines)
        label.styles.width = width(text) + 2
        label.show(lambda columns: [Row("", [(f" {text} ", "key")])])

    def _choices(self, columns: int) -> list[Row]:
        line: Line = [(" " + self.words.say("browse.ask-verdict") + " ", "key")]
        for number, verdict in enumerate(VERDICTS, 1):
            name = f"{number} {self.words.verdict(verdict)}"
            line.append((f"[{name}]" if verdict is self.verdict else f" {name} ", verdict.value))
        return [Row("", [*line, ("  " + self.words.say("browse.ask-keys"), "faint")])]

    def _quotes(self, columns: int) -> list[Row]:
        told = "  ".join(self.quotes) or self.words.say("browse.ask-quotes")
        style = "evidence" if self.quotes else "faint"
        return [Row("", [(" " + self.words.say("browse.evidence") + "  ", "key"), (cut(told, columns - 8), style)])]

    def choice_key(self, key: str) -> bool:
        """A key while a verdict is asked for; whether it was one of the line's."""
        if key in "12345" and len(key) == 1:
            self.verdict = VERDICTS[int(key) - 1]
        elif key in ("left", "right") and self.verdict is not None:
            step = 1 if key == "right" else -1
            self.verdict = VERDICTS[(VERDICTS.index(self.verdict) + step) % len(VERDICTS)]
        elif key == "enter":
            self._done()
        elif key == "ctrl+s":
            self._done(step=False)
        elif key == "tab":
            self._input.focus()
        elif key == "escape":
            self.post_message(self.Left())
        else:
            return False
        self.query_one("#choices", Choices).show(self._choices)
        return True

    def _done(self, step: bool = True) -> None:
        if self._judged is not None and self.verdict is not None:
            self._judged(self.verdict, self._input.value.strip(), step)
        elif self._question is not None:
            self._question.then(self._input.value.strip())

    @on(Input.Submitted, "#decision-words")
    def entered(self, event: Input.Submitted) -> None:
        """The words are there."""
        event.stop()
        self._done()

    def on_key(self, event: events.Key) -> None:
        """Keys that the input leaves: away, back to the verdicts, a reason given before."""
        if not self._input.has_focus:
            return
        if event.key == "escape":
            self.post_message(self.Left())
        elif event.key == "tab" and self._judged is not None:
            self.query_one("#choices").focus()
        elif event.key == "ctrl+s":
            self._done(step=False)
        elif event.key in ("up", "down") and self.reasons:
            self._reason = max(-1, min(len(self.reasons) - 1, self._reason + (1 if event.key == "up" else -1)))
            self._input.value = self.reasons[self._reason] if self._reason >= 0 else ""
        else:
            return
        event.stop()
        event.prevent_default()
