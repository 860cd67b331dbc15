"""Entries -> an Excel workbook: overview, matrix, quotes, checks, statistics."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorer.render.entry import Entry, entry
from scorer.render.formats import entries
from scorer.render.sheetbook.details import write_checks, write_quotes
from scorer.render.sheetbook.figures import write_statistics
from scorer.render.sheetbook.overview import write_matrix, write_overview
from scorer.render.sheetbook.paper import Paper

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from scorer.model import Scorecard
    from scorer.render.formats import Look, Scored

EXTENSION = ".xlsx"
FILE_START = b""
FOR_PROGRAMS = True


def piece(card: Scorecard, look: Look) -> Entry:
    """The entry of one report."""
    return entry(card, look.wording, look.rubric, look.voices)


def whole(scored: Iterable[Scored], look: Look) -> Iterator[bytes]:
    """The workbook of all reports."""
    all_entries = entries(scored)
    paper = Paper(look.wording)
    write_overview(paper, all_entries)
    write_matrix(paper, all_entries)
    write_quotes(paper, all_entries)
    write_checks(paper, all_entries)
    write_statistics(paper, all_entries)
    yield paper.bytes()
