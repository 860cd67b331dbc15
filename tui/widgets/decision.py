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


class Asked(NamedTuple):
    """A mark whose verdict is asked for."""

    name: str  # of the criterion
    verdict: Verdict  # that the form opens on
    reason: str  # given before
    reasons: Sequence[str]  # given before for the same criterion, the newest first
    passed: frozenset[str]  # printable keys that are the screen's


class Choices(Lines, can_focus=True):
    """The verdicts by their digits; Enter takes the one that stands out."""

    def on_key(self, event: events.Key) -> None:
        line = self.parent.parent if self.parent else None
        if isinstance(line, DecisionLine) and line.choice_key(event):
            event.stop()
            event.prevent_default()

    def on_paste(self, event: events.Paste) -> None:
        line = self.parent.parent if self.parent else None
        if isinstance(line, DecisionLine):
            event.stop()
            line.typed(event.text)


class DecisionLine(Vertical):
    """One question at a time."""

    class Left(Message):
        """The question is left without an answer."""

    def __init__(self, words: Words) -> None:
        super().__init__(id="decision-line")
        self.words = words
        self.verdict: Verdict | None = None
        self.chosen = False  # whether the reviewer has picked the verdict herself
        self.quotes: Sequence[str] = ()
        self._asked: Asked | None = None
        self._reason = -1  # of the reasons given before
        self._judged: Judged | None = None
        self._question: Question | None = None

    def compose(self) -> ComposeResult:
        with Vertical(id="choices-frame"):
            yield Choices(id="choices")
            yield Lines(id="decision-quotes")
        with Horizontal(classes="ask"):
            yield Lines(id="decision-label")
            yield Ask("", "decision-words")

    @property
    def _input(self) -> Input:
        return self.query_one("#decision-words", Input)

    def ask(self, question: Question) -> None:
        """Ask for words."""
        self._question, self._judged, self._asked = question, None, None
        self.query_one("#choices-frame").display = False
        self._label(question.label)
        self._input.value = ""
        self._input.focus()

    def ask_verdict(self, asked: Asked, quotes: Sequence[str], then: Judged) -> None:
        """Ask for a verdict, with `quotes` chosen in the text."""
        self._question, self._judged, self._asked = None, then, asked
        self.verdict, self.chosen, self._reason = asked.verdict, False, -1
        self.query_one("#choices-frame").display = True
        self._label(self.words.say("browse.ask-reason"))
        self._set(asked.reason)
        self.query_one("#choices", Choices).show(self._choices)
        self.show_quotes(quotes)
        self.query_one("#choices").focus()

    def show_quotes(self, quotes: Sequence[str]) -> None:
        """Other words are chosen in the text."""
        self.quotes = quotes
        self.query_one("#decision-quotes", Lines).show(self._quotes)

    def _set(self, text: str) -> None:
        self._input.value = text
        self._input.cursor_position = len(text)

    @property
    def in_words(self) -> bool:
        """Whether words are typed, and no verdict is picked."""
        return self._input.has_focus

    @property
    def of_verdict(self) -> bool:
        """Whether a verdict is asked for."""
        return self._asked is not None

    def on_descendant_focus(self) -> None:
        """The field that the keys go to stands out."""
        self.query_one("#choices", Choices).show(self._choices)
        label = self.query_one("#decision-label", Lines)
        label.show(label.build)

    def _label(self, text: str) -> None:
        label = self.query_one("#decision-label", Lines)
        label.styles.width = width(text) + 2
        label.show(lambda columns: [Row("", [_field(text, self.in_words)])])

    def _choices(self, columns: int) -> list[Row]:
        names = [f" {number} {self.words.verdict(verdict)} " for number, verdict in enumerate(VERDICTS, 1)]
        room = columns - sum(map(width, names)) - width(self.words.say("browse.ask-verdict", name="")) - 2
        name = cut(self._asked.name, max(4, room)) if self._asked else ""
        line: Line = [_field(self.words.say("browse.ask-verdict", name=name), not self.in_words)]
        for text, verdict in zip(names, VERDICTS, strict=True):
            line.append((f"[{text[1:-1]}]" if verdict is self.verdict else text, verdict.value))
        return [Row("", line)]

    def _quotes(self, columns: int) -> list[Row]:
        told = "  ".join(self.quotes) or self.words.say("browse.ask-quotes")
        style = "evidence" if self.quotes else "faint"
        return [Row("", [(" " + self.words.say("browse.evidence") + "  ", "key"), (cut(told, columns - 8), style)])]

    def choice_key(self, event: events.Key) -> bool:
        """A key while a verdict is asked for; whether it was one of the line's."""
        key = event.key
        if key in "12345" and len(key) == 1:
            self.verdict, self.chosen = VERDICTS[int(key) - 1], True
        elif key in ("left", "right") and self.verdict is not None:
            step, self.chosen = 1 if key == "right" else -1, True
            self.verdict = VERDICTS[(VERDICTS.index(self.verdict) + step) % len(VERDICTS)]
        elif key == "enter":
            self._done()
        elif key == "ctrl+s":
            self._done(step=False)
        elif key == "tab":
            self._input.focus()
        elif key == "escape":
            self.post_message(self.Left())
        elif event.is_printable and event.character and not (self._asked and key in self._asked.passed):
            self.typed(event.character)
        else:
            return False
        self.query_one("#choices", Choices).show(self._choices)
        return True

    def typed(self, text: str) -> None:
        """Words typed where a verdict is asked for are the reason, behind what stands there."""
        self._input.focus()
        self._input.cursor_position = len(self._input.value)
        self._input.insert_text_at_cursor(" ".join(text.split()))

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
        elif event.key in ("up", "down") and self._asked is not None and self._asked.reasons:
            reasons = self._asked.reasons
            self._reason = max(-1, min(len(reasons) - 1, self._reason + (1 if event.key == "up" else -1)))
            self._set(reasons[self._reason] if self._reason >= 0 else self._asked.reason)
        else:
            return
        event.stop()
        event.prevent_default()


def _field(name: str, focused: bool) -> tuple[str, str]:
    """The name of a field: a sign before a colour tells where the keys go."""
    return (f">{name} ", "cursor") if focused else (f" {name} ", "key")
