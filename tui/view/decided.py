"""What people have said of a mark, below what the program says."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from scorer.model import Verdict
from scorer.review.decision import Act
from scorer.review.decision import Words as LogWords
from scorer.review.line import Line as LogLine
from scorer.review.mark import Mark, State
from scorer.review.stake import Stake
from tui.view.lines import Row, labelled
from tui.words import Words, tenths

Span = tuple[int, int]
_VERDICTS = (Act.AGREE, Act.AGREE_ALL, Act.OVERRULE)


class Earlier(NamedTuple):
    """What a reviewer herself has said of a mark before; all empty where she has said nothing that holds."""

    line: str = ""  # hash of the line of the log
    reason: str = ""
    taken: tuple[Span, ...] = ()  # words of the report that her verdict rests on, half-open
    refused: tuple[Span, ...] = ()  # words that she does not let count


def earlier_of(mark: Mark, who: str, program: Sequence[LogWords]) -> Earlier:
    """The reviewer's own verdict on this very version of the report, with its reason and the words that she chose.

    `program` are the words that a decision holds where none were chosen.
    """
    line = mark.line
    if line is None or line.decision.who != who or line.decision.act not in _VERDICTS:
        return Earlier()
    if mark.state not in (State.AGREED, State.OVERRULED, State.DISPUTED):
        return Earlier()
    held = line.decision.of_key(mark.key)
    quotes = held.quotes if held and held.quotes != tuple(program) else ()
    return Earlier(
        line.hash,
        line.decision.note,
        tuple((words.start, words.end) for words in quotes if words.counts),
        tuple((words.start, words.end) for words in quotes if not words.counts),
    )


def decided_rows(mark: Mark | None, columns: int, words: Words) -> list[Row]:
    """Who decided what, when and why; nothing where nobody has."""
    if mark is None or not mark.voices and mark.line is None:
        return []
    rows: list[Row] = []
    for line in mark.voices or ((mark.line,) if mark.line else ()):
        rows += labelled(words.say("browse.review"), said(line, mark, words), columns, "hint")
    if mark.state in (State.PROPOSED, State.LOOK_AGAIN, State.CLOSED, State.DISPUTED):
        told = words.review("why." + mark.why)
        if mark.state is State.PROPOSED and mark.proposal is not None:
            told += "  " + words.say("browse.confirm", verdict=words.mark(mark.proposal.value))
        rows += labelled(words.sign(mark.state) or " ", told, columns, "warn")
    return rows


def asked_rows(
    mark: Mark | None, stake: Stake | None, doubt: str | None, notes: Sequence[LogLine], columns: int, words: Words
) -> list[Row]:
    """Why an open mark is asked for, what hangs on it, and what was noted."""
    rows: list[Row] = []
    for line in notes:
        told = f"{line.decision.who}  {line.decision.at[5:16].replace('T', ' ')}  {line.decision.note}"
        rows += labelled(words.review("act.note"), told, columns, "hint")
    if mark is None or not mark.open:
        return rows
    parts = [words.review("reason." + code) for code in mark.asks if code != "verdict"]
    if doubt:
        parts.append(words.find("doubt." + doubt, doubt))
    if stake is not None:
        parts += [
            words.review("reason." + name) for name, holds in (("gate", stake.gate), ("band", stake.band)) if holds
        ]
        if stake.points:
            parts.append(words.say("browse.at-stake", points=tenths(stake.points)))
    return rows + (labelled(words.review("state.open"), "  ".join(parts), columns, "hint") if parts else [])


def said(line: LogLine, mark: Mark, words: Words) -> str:
    """One person's word on a mark: what, who, when, the reason, the words it rests on."""
    decision = line.decision
    held = decision.of_key(mark.key)
    what = words.review("act." + decision.act)
    if held and held.verdict and decision.act in (Act.OVERRULE, Act.SETTLE):
        what = words.mark(Verdict(held.verdict).value)
    when = decision.at[5:16].replace("T", " ")
    parts = [what, decision.who, when, decision.note]
    if held and decision.act is Act.OVERRULE:
        parts += [f"“{' '.join(quote.exact.split())}”" for quote in held.quotes if quote.counts][:2]
    return "  ".join(part for part in parts if part)
