"""What people decided and one person's hand that decides: the object that a desk or a command holds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from scorer.model import Note, Verdict
from scorer.review.anchor import anchored
from scorer.review.decision import (
    CHECK,
    Act,
    Decision,
    Held,
    Words,
    check_key,
    measure_of,
    verdict_of,
    version_of,
)  # fmt: skip
from scorer.review.fault import fault
from scorer.review.folder import Folder
from scorer.review.ground import Span, asks_digest
from scorer.review.history import History

if TYPE_CHECKING:
    from scorer.model import Scorecard
    from scorer.review.line import Line
    from scorer.review.mark import Mark
    from scorer.rules.rubric import Rubric

_QUOTES = 3  # of the program's words that a decision is bound to


class Store(Protocol):
    """Where lines are kept: a folder of logs, or the database of an office."""

    def refresh(self) -> bool: ...

    def append(self, decision: Decision) -> Line: ...

    def fresh(self, seen: dict[str, tuple[int, int]]) -> tuple[bool, list[Line]]: ...

    def bring(self, line: Line, data: bytes) -> bool: ...

    def raw(self) -> dict[str, bytes]: ...

    @property
    def lines(self) -> list[Line]: ...

    @property
    def notes(self) -> tuple[Note, ...]: ...


def now() -> str:
    """The time with its zone, to the second."""
    return datetime.now().astimezone().isoformat(timespec="seconds")


class Reviews:
    """Everyone's decisions, and one person who adds to them; what decides returns when it is on the disk."""

    def __init__(
        self,
        store: Store,
        who: str,
        rubric: Rubric | None = None,
        *,
        clock: Callable[[], str] = now,
        second: bool = False,
    ) -> None:
        self._store = store
        self._rubric = rubric
        self._clock = clock
        self.who = who
        self.second = second  # decides without seeing the others
        self._seen: dict[str, tuple[int, int]] = {}  # how far each log has been taken over
        self.history = History.of(store.fresh(self._seen)[1])

    @classmethod
    def open(
        cls,
        folder: str,
        who: str,
        rubric: Rubric | None = None,
        *,
        spare: str = "",
        clock: Callable[[], str] = now,
        second: bool = False,
    ) -> Reviews:
        """The logs of a folder, which need not exist yet; `who` may be empty for reading only."""
        return cls(Folder(folder, spare), who, rubric, clock=clock, second=second)

    def named(self, who: str, *, second: bool = False) -> Reviews:
        """The same decisions with another person's hand."""
        return Reviews(self._store, who, self._rubric, clock=self._clock, second=second)

    @property
    def notes(self) -> tuple[Note, ...]:
        """What is to be told of the logs."""
        return self._store.notes

    @property
    def lines(self) -> list[Line]:
        """Everyone's lines."""
        return self._store.lines

    def refresh(self) -> bool:
        """Read what was added elsewhere; True if anything is new."""
        news = self._store.refresh()
        if news:
            self._follow()
        return news

    def _follow(self) -> None:
        """Take over what the store has read."""
        anew, lines = self._store.fresh(self._seen)
        if anew:
            self.history = History()
        for line in lines:
            self.history.add(line)

    def agree(self, card: Scorecard, key: str, note: str = "") -> Line:
        """Take the program's verdict."""
        held = self._held(card, key)
        return self._decide(Act.AGREE, card, (held._replace(verdict=held.program),), note=note)

    def confirm(self, card: Scorecard, mark: Mark) -> Line:
        """Take over for this version of the report what an earlier decision proposes, on the same words."""
        verdict = mark.proposal or mark.program
        decision = mark.line.decision if mark.line is not None else None
        note = decision.note if decision is not None else ""
        if verdict is mark.program:
            return self.agree(card, mark.key, note)
        held = decision.of_key(mark.key) if decision is not None else None
        words = list(zip(mark.spans, held.quotes if held is not None else (), strict=False))
        quotes = [span for span, told in words if told.counts]
        return self.overrule(card, mark.key, verdict, note, quotes, [span for span, told in words if not told.counts])

    def agree_all(self, card: Scorecard, keys: Sequence[str]) -> Line:
        """Take the program's verdict on several criteria, in one line."""
        held = [self._held(card, key) for key in keys]
        return self._decide(Act.AGREE_ALL, card, tuple(one._replace(verdict=one.program) for one in held))

    def overrule(
        self,
        card: Scorecard,
        key: str,
        verdict: Verdict,
        note: str = "",
        quotes: Sequence[Span] = (),
        refused: Sequence[Span] = (),
    ) -> Line:
        """Judge otherwise; spans of the source text are taken as evidence (`quotes`) or held not to count."""
        held = self._held(card, key)
        if quotes or refused:
            text = card.report.source.text
            own = [anchored(text, *span) for span in quotes] + [anchored(text, *s, counts=False) for s in refused]
            held = held._replace(quotes=tuple(own))
        act = Act.AGREE if held.program == verdict.value and not (quotes or refused) else Act.OVERRULE
        return self._decide(act, card, (held._replace(verdict=verdict.value),), note=note)

    def doubt(self, card: Scorecard, key: str, note: str = "") -> Line:
        """Leave it to a second reader."""
        return self._decide(Act.DOUBT, card, (self._held(card, key),), note=note)

    def note(self, card: Scorecard, key: str, note: str) -> Line:
        """A note on a criterion, or with an empty key on the report; it decides nothing."""
        held = self._held(card, key) if key else Held("", "", "")
        return self._decide(Act.NOTE, card, (held,), note=note)

    def waive(self, card: Scorecard, key: str, approver: str, until: str, note: str = "") -> Line:
        """Let a criterion go unasked up to a day (ISO); who allowed it is told."""
        if not approver.strip():
            raise fault("no-approver")
        try:
            datetime.fromisoformat(until)
        except ValueError:
            raise fault("bad-day", value=until) from None
        held = self._held(card, key)._replace(verdict=Verdict.EXEMPT.value)
        return self._decide(Act.WAIVE, card, (held,), note=note, approver=approver.strip(), until=until[:10])

    def settle(self, card: Scorecard, key: str, verdict: Verdict, note: str = "") -> Line:
        """The third line where two readers differ; theirs stay."""
        held = self._held(card, key)._replace(verdict=verdict.value)
        return self._decide(Act.SETTLE, card, (held,), note=note)

    def hand_in(self) -> Line:
        """A reader is through: from now on she sees the others' decisions."""
        return self._append(Decision(Act.HAND_IN, self.who, self._clock(), second=self.second))

    @property
    def can_undo(self) -> bool:
        return self.history.to_undo(self.who) is not None

    @property
    def can_redo(self) -> bool:
        return self.history.to_redo(self.who) is not None

    def undo(self) -> Line | None:
        """Take back the last line of this person that holds, whenever it was written; the line taken back."""
        self.refresh()
        line = self.history.to_undo(self.who)
        if line is not None:
            self._append(Decision(Act.UNDO, self.who, self._clock(), of=line.hash))
        return line

    def redo(self) -> Line | None:
        """Bring back what was undone last, if nothing was decided since; the line that holds again."""
        self.refresh()
        line = self.history.to_redo(self.who)
        if line is not None:
            self._append(Decision(Act.REDO, self.who, self._clock(), of=line.hash))
        return line

    def program_words(self, card: Scorecard, key: str) -> tuple[Words, ...]:
        """The program's words on a criterion or check: a decision holds them where the reviewer chose none."""
        return self._held(card, key).quotes

    def _held(self, card: Scorecard, key: str) -> Held:
        """What the program says of a criterion or check, and its words."""
        text = card.report.source.text
        if key.startswith(CHECK):
            for check in card.checks:
                if check_key(check) == key:
                    words = (_anchored(text, check.start, check.end, check.quote, True),)
                    return Held(key, verdict_of(check).value, "", words)
            raise fault("no-criterion", value=key)
        finding = next((f for f in card.findings if f.criterion == key), None)
        if finding is None:
            raise fault("no-criterion", value=key)
        found = [_anchored(text, e.start, e.end, e.quote, True) for e in finding.evidence[:_QUOTES]]
        if finding.verdict is not Verdict.MET:
            found += [_anchored(text, n.start, n.end, n.quote, False) for n in finding.near_misses[:_QUOTES]]
        return Held(key, finding.verdict.value, "", tuple(found), self._asks(key))

    def _asks(self, key: str) -> str:
        criteria = self._rubric.criteria if self._rubric is not None else ()
        found = next((criterion for criterion in criteria if criterion.id == key), None)
        return asks_digest(found.asks.get("zh", "")) if found is not None else ""

    def _decide(
        self, act: Act, card: Scorecard, held: tuple[Held, ...], *, note: str = "", approver: str = "", until: str = ""
    ) -> Line:
        report, rubric = version_of(card), measure_of(card)
        at = self._clock()
        return self._append(
            Decision(act, self.who, at, report, rubric, held, note, approver, until, second=self.second)
        )

    def _append(self, decision: Decision) -> Line:
        if not self.who:
            raise fault("nameless")
        line = self._store.append(decision)
        self._follow()
        return line


def _anchored(text: str, start: int, end: int, quote: str, counts: bool) -> Words:
    """Words with their surroundings; of a card kept without its text the words alone."""
    return anchored(text, start, end, counts=counts) if text else Words(quote, "", "", start, end, counts)
