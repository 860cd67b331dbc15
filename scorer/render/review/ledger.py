"""All decisions of a review as CSV, a row for each line and criterion: who, when, from what to what, and why."""

from __future__ import annotations

import csv
from io import StringIO
from typing import TYPE_CHECKING

from scorer.render.sheet import guarded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scorer.locale.wording import Wording
    from scorer.review.decision import Held
    from scorer.review.history import History
    from scorer.review.line import Line

FILE_START = b"\xef\xbb\xbf"
COLUMNS = (
    "at", "who", "act", "report", "body", "year", "criterion", "name", "program", "verdict", "note", "quotes",
    "approver", "until", "second", "undone", "rubric", "report_sha256", "line",
)  # fmt: skip


def ledger(history: History, wording: Wording) -> str:
    """Everyone's lines in their order, those undone and the undoings included."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for line in history.lines():
        for row in _rows(line, history, wording):
            writer.writerow([guarded(cell) for cell in row])
    return out.getvalue()


def _rows(line: Line, history: History, wording: Wording) -> Iterator[tuple[object, ...]]:
    decision = line.decision
    subject = history.line(decision.of) if decision.of else line
    about = subject.decision if subject is not None else decision
    report, rubric = about.report, about.rubric
    for held in about.held or (None,):
        yield (
            decision.at,
            decision.who,
            decision.act.value,
            report.path if report else None,
            report.place if report else None,
            report.year or None if report else None,
            held.key if held else None,
            wording.criterion(held.key) if held else None,
            held.program if held else None,
            held.verdict if held else None,
            decision.note,
            _quotes(held),
            decision.approver,
            decision.until,
            "yes" if decision.second else "no",
            "no" if history.in_force(line) else "yes",
            f"{rubric.id} {rubric.version} {rubric.sha256[:12]}" if rubric else None,
            report.sha256 if report else None,
            line.hash,
        )


def _quotes(held: Held | None) -> str | None:
    """The words that count, each in its brackets."""
    return "".join(f"“{words.exact}”" for words in held.quotes if words.counts) if held else None
