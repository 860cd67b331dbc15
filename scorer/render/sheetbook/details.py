"""The sheets with a row a quote and with a row a check."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorer.model import Verdict
from scorer.render.sheetbook.overview import league, reviewed
from scorer.render.sheetbook.paper import Column, Paper, number

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scorer.render.entry import Entry, Mark, Quote


def write_quotes(paper: Paper, entries: Sequence[Entry]) -> None:
    """Every quoted word with its place; a criterion without any has a row all the same, for the filter."""
    sheet, say, voices = paper.sheet("quotes"), paper.say, reviewed(entries)
    columns = [
        Column(say("body"), 16, "name"),
        Column(say("year"), 6, "whole"),
        Column(say("element"), 16),
        Column(say("criterion"), 18),
        Column(say("verdict"), 7, "middle"),
        Column(say("points"), 6, "points"),
        Column(say("weight"), 6, "points"),
        Column(say("kind"), 13, "middle"),
        Column(say("quote"), 56),
        Column(say("why"), 30),
        Column(say("line"), 6, "whole"),
        Column(say("page"), 5, "whole"),
        Column(say("role"), 10, "middle"),
        Column(say("heading"), 24),
        *([Column(say("review.program-verdict"), 8, "middle"), Column(say("review.remark"), 40)] if voices else []),
        Column(say("file"), 24),
    ]
    rows = [row for one in league(entries) for row in quote_rows(paper, one.entry, voices)]
    paper.listing(sheet, 0, columns, rows)
    sheet.freeze_panes(1, 1)
    sheet.repeat_rows(0)
    if rows:
        texts = {verdict: paper.wording.verdict(verdict) for verdict in Verdict}
        paper.colour_verdicts(sheet, (1, 4), (len(rows), 4), texts)


def quote_rows(paper: Paper, entry: Entry, voices: bool) -> Iterator[list[object]]:
    """The rows of one body."""
    elements = {id_: element.name for element in entry.elements for id_ in element.marks}
    for mark in entry.marks:
        program = paper.wording.verdict(mark.program or mark.verdict)
        said: list[object] = [program, mark.remark] if voices else []
        found = [
            *(("kind.evidence", quote, "") for quote in mark.evidence),
            *(("kind.near", quote, quote.why) for quote in mark.near),
            *(("kind.unanswered", quote, "") for quote in mark.unanswered),
        ]
        for kind, quote, why in found:
            yield [*lead(paper, entry, mark, elements), paper.say(kind), *placed(quote, why), *said, entry.path]
        if not found:
            yield [
                *lead(paper, entry, mark, elements),
                None,
                None,
                mark.reason,
                None,
                None,
                None,
                None,
                *said,
                entry.path,
            ]


def lead(paper: Paper, entry: Entry, mark: Mark, elements: dict[str, str]) -> list[object]:
    """The cells that say which body and criterion a row is about."""
    judged = mark.verdict not in (Verdict.EXEMPT, Verdict.UNCLEAR)
    return [
        entry.body,
        entry.year,
        elements.get(mark.id, ""),
        mark.name,
        paper.wording.verdict(mark.verdict),
        number(mark.points, 2) if judged else None,
        number(mark.weight, 2),
    ]


def placed(quote: Quote, why: str) -> list[object]:
    """The cells of a quote and its place."""
    return [quote.text, why, quote.line, quote.page, quote.role, quote.heading]


def write_checks(paper: Paper, entries: Sequence[Entry]) -> None:
    """What the checks of figures, years and references found."""
    sheet, say = paper.sheet("checks"), paper.say
    columns = [
        Column(say("body"), 18, "name"),
        Column(say("year"), 6, "whole"),
        Column(say("check"), 10, "middle"),
        Column(say("sure"), 9, "middle"),
        Column(say("line"), 6, "whole"),
        Column(say("page"), 5, "whole"),
        Column(say("quote"), 46),
        Column(say("computation"), 32),
        Column(say("message"), 44),
        Column(say("file"), 24),
    ]
    rows: list[list[object]] = []
    for one in league(entries):
        for check in one.entry.checks:
            told = [check.quote.line, check.quote.page, check.quote.text, check.computation, check.message]
            sure = say("sure.yes" if check.sure else "sure.no")
            rows.append([one.entry.body, one.entry.year, check.verdict, sure, *told, one.entry.path])
    paper.listing(sheet, 0, columns, rows)
    sheet.freeze_panes(1, 1)
    sheet.repeat_rows(0)
