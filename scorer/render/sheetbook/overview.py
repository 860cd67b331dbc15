"""The sheet with one row a body, and the one with a letter for each body and criterion."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorer.model import Verdict
from scorer.render.cells import width
from scorer.render.sheetbook.paper import (
    INCOMPLETE_COLOUR,
    LANDSCAPE_A3,
    RUNG_COLOURS,
    Column,
    Paper,
    cell,
    day,
    number,
)
from scorer.render.statistics import ranked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scorer.render.entry import Entry
    from scorer.render.statistics import Ranked

_TOP = 1  # the row of the head, below a note
_LAYER_COLUMNS = 9


def league(entries: Sequence[Entry]) -> list[Ranked]:
    """All entries in the order of the league tables."""
    return [one for _, _, table in ranked(entries) for one in table]


def write_overview(paper: Paper, entries: Sequence[Entry]) -> None:
    """One row a body, coloured by band."""
    sheet, say = paper.sheet("overview"), paper.say
    layers = layer_names(entries)
    columns = [
        Column(say("rank"), 6, "whole"),
        Column(say("body"), 20, "name"),
        Column(say("level"), 8, "middle"),
        Column(say("region"), 10, "middle"),
        Column(say("year"), 7, "whole"),
        Column(say("total"), 7, "score"),
        Column(say("low"), 7, "score"),
        Column(say("high"), 7, "score"),
        Column(say("unclear"), 7, "whole"),
        Column(say("band"), 10, "middle"),
        Column(say("baseline"), 24),
        *(Column(name, _LAYER_COLUMNS, "score") for name in layers.values()),
        Column(say("signed"), 11, "day"),
        Column(say("published"), 11, "day"),
        *([Column(say("review.program-total"), 9, "score"), Column(say("review"), 24)] if reviewed(entries) else []),
        Column(say("rubric"), 30),
        Column(say("file"), 26),
    ]
    rows = [overview_row(paper, one, list(layers), reviewed(entries)) for one in league(entries)]
    paper.listing(sheet, _TOP, columns, rows)
    sheet.merge_range(0, 0, 0, len(columns) - 1, say("note.ranks"), paper.look("note"))
    sheet.set_row(0, 20)
    sheet.freeze_panes(_TOP + 1, 2)
    sheet.repeat_rows(_TOP)
    sheet.print_area(0, 0, _TOP + len(rows), len(columns) - 1)
    band = [column.head for column in columns].index(say("band"))
    for name, colour in band_colours(entries).items():
        look = paper.book.add_format({"bg_color": colour})
        quoted = name.replace('"', '""')
        rule = {"type": "formula", "criteria": f'={cell(_TOP + 1, band)}="{quoted}"', "format": look}
        sheet.conditional_format(_TOP + 1, 0, _TOP + max(1, len(rows)), band, rule)


def reviewed(entries: Sequence[Entry]) -> bool:
    """Whether people's decisions were asked for."""
    return any(entry.review for entry in entries)


def layer_names(entries: Sequence[Entry]) -> dict[str, str]:
    """The layers of all entries, by id."""
    return {layer.id: layer.name for entry in entries for layer in entry.layers}


def band_colours(entries: Sequence[Entry]) -> dict[str, str]:
    """A fill for each band that occurs; bodies that were not scored have none."""
    rungs = {entry.band: entry.rung for entry in entries if entry.total is not None}
    return {
        band: INCOMPLETE_COLOUR if rung < 0 else RUNG_COLOURS[min(rung, len(RUNG_COLOURS) - 1)]
        for band, rung in sorted(rungs.items())
    }


def overview_row(paper: Paper, one: Ranked, layers: Sequence[str], review: bool) -> list[object]:
    """The cells of one body."""
    entry, say = one.entry, paper.say
    scores = {layer.id: layer.score for layer in entry.layers}
    if entry.total is None:
        baseline = ""
    elif entry.baseline_missing:
        baseline = say("baseline.lacks", names=paper.wording.say("card.comma").join(entry.baseline_missing))
    else:
        baseline = say("baseline.complete")
    return [
        one.rank,
        entry.body,
        paper.wording.level(entry.level) if entry.level else None,
        entry.region,
        entry.year,
        number(entry.total),
        number(entry.low),
        number(entry.high),
        len(entry.unclear) if entry.total is not None else None,
        entry.band,
        baseline,
        *(number(scores.get(id_)) for id_ in layers),
        day(entry.signed_on),
        day(entry.published_on),
        *([number(entry.program_total or entry.total), entry.review] if review else []),
        f"{entry.rubric_name} {entry.rubric[1]}",
        entry.path,
    ]


def write_matrix(paper: Paper, entries: Sequence[Entry]) -> None:
    """A letter for each body and criterion, under the names of the elements."""
    sheet, say = paper.sheet("matrix", LANDSCAPE_A3), paper.say
    letters = {verdict: say("letter." + verdict.value) for verdict in Verdict}
    groups = criteria_by_element(entries)
    names = [name for _, criteria in groups for name in criteria.values()]
    ids = [id_ for _, criteria in groups for id_ in criteria]
    heads = (say("body"), say("year"), say("total"))
    sheet.set_column(0, 0, 18)
    sheet.set_column(1, 2, 6.5)
    sheet.set_column(3, 2 + max(1, len(ids)), 3.2)
    sheet.merge_range(0, 0, 0, 2 + max(1, len(ids)), say("note.matrix"), paper.look("note"))
    for at, head in enumerate(heads):
        sheet.merge_range(1, at, 2, at, head, paper.look("head"))
    at = len(heads)
    for element, criteria in groups:
        shown = element if len(criteria) > 1 else ""
        if len(criteria) > 1:
            sheet.merge_range(1, at, 1, at + len(criteria) - 1, shown, paper.look("head", font_size=9))
        else:
            paper.put(sheet, 1, at, "", paper.look("head"))
        at += len(criteria)
    for at, name in enumerate(names, len(heads)):
        paper.put(sheet, 2, at, name, paper.look("upright", font_size=9))
    sheet.set_row(1, 28)
    sheet.set_row(2, 12 + 5.2 * max((width(name) for name in names), default=10))
    league_of = league(entries)
    for row, one in enumerate(league_of, 3):
        entry = one.entry
        verdicts = {mark.id: mark.verdict for mark in entry.marks}
        paper.put(sheet, row, 0, entry.body, paper.look("name", text_wrap=False))
        paper.put(sheet, row, 1, entry.year, paper.look("whole"))
        paper.put(sheet, row, 2, number(entry.total), paper.look("score"))
        for at, id_ in enumerate(ids, len(heads)):
            letter = letters[verdicts[id_]] if id_ in verdicts else None
            paper.put(sheet, row, at, letter, paper.look("letter"))
    last = 2 + max(1, len(league_of))
    if ids:
        paper.colour_verdicts(sheet, (3, len(heads)), (last, len(heads) + len(ids) - 1), letters)
    sheet.freeze_panes(3, 1)
    sheet.repeat_rows(1, 2)
    sheet.repeat_columns(0)


def criteria_by_element(entries: Sequence[Entry]) -> list[tuple[str, dict[str, str]]]:
    """Elements with the ids and names of their criteria, as all entries together have them."""
    groups: dict[str, tuple[str, dict[str, str]]] = {}
    for entry in entries:
        for element in entry.elements:
            criteria = groups.setdefault(element.id, (element.name, {}))[1]
            for id_ in element.marks:
                criteria.setdefault(id_, entry.mark(id_).name)
    return [group for group in groups.values() if group[1]]
