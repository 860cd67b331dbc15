"""What people have said of a mark, below what the program says."""

from __future__ import annotations

from collections.abc import Sequence

from scorer.model import Verdict
from scorer.review.decision import Act
from scorer.review.line import Line as LogLine
from scorer.review.mark import Mark, State
from scorer.review.stake import Stake
from tui.view.lines import Row, labelled
from tui.words import Words, tenths


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
