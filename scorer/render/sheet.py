"""Scorecard -> CSV, a row for each report and criterion, for a spreadsheet's pivot table."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from io import StringIO
from typing import TYPE_CHECKING

from scorer.model import Scorecard, Verdict
from scorer.render.formats import Look, Scored
from scorer.render.record import points_number, score

if TYPE_CHECKING:
    from scorer.review.mark import Reviewed

EXTENSION = ".csv"
FILE_START = b"\xef\xbb\xbf"
FOR_PROGRAMS = True

COLUMNS = (
    "path",
    "jurisdiction",
    "level",
    "year",
    "total",
    "band",
    "baseline_complete",
    "layer",
    "element",
    "criterion",
    "name",
    "verdict",
    "weight",
    "points",
    "line",
    "quote",
    "reason",
    "mend",
    "doubt",
)

# Added behind the others where people's decisions were asked for.
REVIEW_COLUMNS = ("reviewed_total", "reviewed_band", "review_state", "reviewed_verdict", "review_by", "review_note")

# What spreadsheets take for the start of a formula, in both widths; and the apostrophe itself, so that a program gets
# the text back exactly by taking one apostrophe away wherever a cell begins with one.
_FORMULA_STARTS = ("'", "=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def piece(card: Scorecard, look: Look) -> str:
    """The rows of one report, without the head."""
    wording = look.wording
    facts = card.report.facts
    out = StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    for finding, weight, points in zip(card.findings, card.weights, card.points, strict=True):
        shown = finding.evidence or finding.near_misses
        mended = finding.verdict in (Verdict.MET, Verdict.EXEMPT)
        row: tuple[object, ...] = (
            card.report.source.name,
            facts.jurisdiction,
            facts.level.value if facts.level else None,
            facts.year,
            score(card.total),
            wording.band(card.band),
            "no" if card.baseline_missing else "yes",
            wording.layer_of(finding.criterion),
            wording.element_of(finding.criterion),
            finding.criterion,
            wording.criterion(finding.criterion),
            finding.verdict.value,
            points_number(weight),
            points_number(points),
            shown[0].line if shown else None,
            shown[0].quote if shown else None,
            wording.reason(finding),
            None if mended else wording.mend(finding.criterion),
            finding.doubt,
        )
        if look.voices is not None:
            row += _review_cells(look.voices.reviewed, finding.criterion)
        writer.writerow([guarded(cell) for cell in row])
    return out.getvalue()


def _review_cells(reviewed: Reviewed, criterion: str) -> tuple[object, ...]:
    """What people say of one criterion."""
    mark = reviewed.mark(criterion)
    who = ", ".join(dict.fromkeys(line.decision.who for line in mark.voices))
    notes = "; ".join(line.decision.note for line in mark.voices if line.decision.note)
    after = reviewed.card
    return score(after.total), after.band, mark.state.value, mark.verdict.value, who, notes


def whole(scored: Iterable[Scored], look: Look) -> Iterator[str]:
    """The head once, then the rows of every report."""
    yield ",".join((*COLUMNS, *(REVIEW_COLUMNS if look.reviews else ()))) + "\r\n"
    for one in scored:
        yield one.body


def guarded(cell: object) -> object:
    """Text that a spreadsheet would run as a formula, with an apostrophe before it."""
    if isinstance(cell, str) and cell.startswith(_FORMULA_STARTS):
        return "'" + cell
    return cell
