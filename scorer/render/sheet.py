"""Scorecard -> CSV, a row for each report and criterion, for a spreadsheet's pivot table."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from io import StringIO

from scorer.model import Scorecard, Verdict
from scorer.render.formats import Look, Scored
from scorer.render.record import points_number, score

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
)

# What spreadsheets take for the start of a formula, in both widths.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def piece(card: Scorecard, look: Look) -> str:
    """The rows of one report, without the head."""
    wording = look.wording
    facts = card.report.facts
    out = StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    for finding, weight, points in zip(card.findings, card.weights, card.points, strict=True):
        shown = finding.evidence or finding.near_misses
        mended = finding.verdict in (Verdict.MET, Verdict.EXEMPT)
        row = (
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
        )
        writer.writerow([guarded(cell) for cell in row])
    return out.getvalue()


def whole(scored: Iterable[Scored], look: Look) -> Iterator[str]:
    """The head once, then the rows of every report."""
    yield ",".join(COLUMNS) + "\r\n"
    for one in scored:
        yield one.body


def guarded(cell: object) -> object:
    """Text that a spreadsheet would run as a formula, with an apostrophe before it."""
    if isinstance(cell, str) and cell.startswith(_FORMULA_STARTS):
        return "'" + cell
    return cell
