"""The sheet of statistics: groups with mean and spread, then each criterion with its share and interval."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorer.model import Level
from scorer.render.sheetbook.paper import Column, Paper, number
from scorer.render.statistics import BY_LEVEL, tallies

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scorer.render.entry import Entry
    from scorer.render.statistics import Tally


def write_statistics(paper: Paper, entries: Sequence[Entry]) -> None:
    """One list of groups on top, one of criteria by group below it, with a filter."""
    sheet, say = paper.sheet("statistics"), paper.say
    names = {entry.rubric: f"{entry.rubric_name} {entry.rubric[1]}" for entry in entries}
    made = tallies(entries)
    lead = [Column(say("rubric"), 30), Column(say("kind"), 8, "middle"), Column(say("group"), 12, "name")]
    groups = [
        *lead,
        Column(say("reports"), 20, "whole"),
        Column(say("unscored"), 9, "whole"),
        Column(say("complete"), 9, "whole"),
        Column(say("mean"), 9, "score"),
        Column(say("deviation"), 9, "score"),
        Column(say("least"), 9, "score"),
        Column(say("median"), 9, "score"),
        Column(say("most"), 9, "score"),
    ]
    rows = [[*group_cells(paper, names, tally), *spread_cells(tally)] for tally in made]
    paper.listing(sheet, 1, groups, rows)
    shares = [
        *lead,
        Column(say("criterion"), 20),
        Column(say("judged"), 9, "whole"),
        Column(say("met"), 9, "whole"),
        Column(say("partial"), 9, "whole"),
        Column(say("missing"), 9, "whole"),
        Column(say("share"), 9, "share"),
        Column(say("share.low"), 9, "share"),
        Column(say("share.high"), 9, "share"),
        Column(say("unclear"), 9, "whole"),
        Column(say("exempt"), 9, "whole"),
    ]
    top = len(rows) + 3
    details = [[*group_cells(paper, names, tally), *cells] for tally in made for cells in share_cells(tally)]
    paper.listing(sheet, top, shares, details)
    sheet.merge_range(0, 0, 0, len(shares) - 1, say("note.statistics"), paper.look("note"))
    sheet.set_row(0, 34)
    sheet.freeze_panes(1, 0)


def group_cells(paper: Paper, names: dict[tuple[str, str, str], str], tally: Tally) -> list[object]:
    """Which rubric, what the reports are grouped by, and the group."""
    return [names[tally.rubric], paper.say("group." + tally.by), group_name(paper, tally)]


def group_name(paper: Paper, tally: Tally) -> str:
    """The group in words."""
    if tally.by == "all":
        return paper.say("group.all")
    if not tally.group:
        return paper.say("group.unsaid")
    return paper.wording.level(Level(tally.group)) if tally.by == BY_LEVEL else tally.group


def spread_cells(tally: Tally) -> list[object]:
    """Counts, mean and spread; without a scored report the numbers stay empty."""
    spread = tally.spread
    counts: list[object] = [tally.reports, tally.unscored, tally.complete]
    if spread is None:
        return [*counts, None, None, None, None, None]
    deviation = None if spread.deviation is None else round(spread.deviation, 2)
    return [*counts, number(spread.mean), deviation, *map(number, (spread.least, spread.median, spread.most))]


def share_cells(tally: Tally) -> list[list[object]]:
    """The criteria of a group."""
    made: list[list[object]] = []
    for share in tally.shares:
        met, interval = share.met_share, share.interval
        limits: list[object] = [None, None] if interval is None else [round(limit, 4) for limit in interval]
        shown = [share.name, share.judged, share.met, share.partial, share.missing]
        made.append([*shown, number(met, 4), *limits, share.unclear, share.exempt])
    return made
