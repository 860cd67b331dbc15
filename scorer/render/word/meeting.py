"""The paper for a meeting about many bodies: state, ranks by level, what fails most, then a page a body."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorer.locale.wording import points_words, score_words
from scorer.model import Verdict
from scorer.render.cells import cut
from scorer.render.citing import quoted, where
from scorer.render.statistics import ALL, ranked, tallies, weakest
from scorer.render.summary import review_words, summary
from scorer.render.word.card import FILLS, name_of, verdict_cell, write_foot
from scorer.render.word.fonts import HEADING
from scorer.render.word.paper import NOTE, Cell, Paper, Run

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scorer.render.entry import Entry, Mark
    from scorer.render.statistics import Ranked, Share, Tally

_FAILS = 15  # criteria listed as failing most
_GAPS = 7  # on the page of a body
_QUOTE = 76  # columns of a quote on that page
_MEND = 110


def write_meeting(paper: Paper, entries: Sequence[Entry], rubric_name: str) -> None:
    """The whole paper."""
    names = {entry.rubric: entry.rubric_name for entry in entries}
    paper.text(paper.say("meeting.name", rubric=rubric_name), "Title")
    paper.text(paper.say("meeting.count", count=len(entries)), "Subtitle")
    if not entries:
        return
    overall = [tally for tally in tallies(entries) if tally.by == ALL]
    paper.heading(paper.say("meeting.state"))
    for tally in overall:
        name_version(paper, tally, names)
        write_state(paper, tally, [entry for entry in entries if entry.rubric == tally.rubric])
    paper.heading(paper.say("meeting.ranks"))
    paper.text(paper.say("note.ranks"), NOTE)
    write_ranks(paper, entries)
    paper.heading(paper.say("meeting.fails"))
    paper.text(paper.say("meeting.fail-note"), NOTE)
    for tally in overall:
        name_version(paper, tally, names)
        write_fails(paper, weakest(tally.shares)[:_FAILS])
    for _, _, table in ranked(entries):
        for one in table:
            write_page(paper, one)


def name_version(paper: Paper, tally: Tally, names: dict[tuple[str, str, str], str]) -> None:
    """The rubric version that what follows is about, where there are several."""
    if len(names) > 1:
        version = paper.say("meeting.rubric", rubric=names[tally.rubric], version=tally.rubric[1])
        paper.heading(version, 2)


def write_state(paper: Paper, tally: Tally, entries: Sequence[Entry]) -> None:
    """Counts, mean and bands in a few sentences."""
    say, spread = paper.say, tally.spread
    told = []
    if spread is not None:
        told.append(summary(spread, tally.complete, paper.wording.lang))
        told.append(say("meeting.bands", bands=paper.wording.say("card.comma").join(band_counts(paper, entries))))
    if tally.unscored:
        told.append(say("meeting.unscored", count=tally.unscored))
    paper.text((" " if paper.wording.lang == "en" else "").join(told))


def band_counts(paper: Paper, entries: Sequence[Entry]) -> list[str]:
    """How many bodies are in each band, the best first."""
    counts: dict[tuple[int, str], int] = {}
    for entry in entries:
        if entry.total is not None:
            key = (entry.rung if entry.rung >= 0 else 99, entry.band)
            counts[key] = counts.get(key, 0) + 1
    return [paper.say("meeting.band", band=band, count=counts[rung, band]) for rung, band in sorted(counts)]


def write_ranks(paper: Paper, entries: Sequence[Entry]) -> None:
    """A league table for each rubric version and level."""
    say = paper.say
    head = tuple(map(say, ("rank", "body", "year", "total", "card.range", "band", "baseline")))
    several = len({entry.rubric for entry in entries}) > 1
    for rubric, level, table in ranked(entries):
        name = paper.wording.level(level) if level else say("meeting.no-level")
        title = say("meeting.level", level=name, count=len(table))
        if several:
            version = say("meeting.rubric", rubric=table[0].entry.rubric_name, version=rubric[1])
            title += f" · {version}"
        paper.heading(title, 2)
        paper.table((12, 36, 14, 14, 26, 18, 46), head, [rank_row(paper, one) for one in table])


def rank_row(paper: Paper, one: Ranked) -> tuple[Cell, ...]:
    """One body in a league table."""
    entry, say = one.entry, paper.say
    spread = f"{score_words(entry.low)}–{score_words(entry.high)}" if entry.unclear else ""
    lacking = paper.wording.say("card.comma").join(entry.baseline_missing)
    baseline = say("baseline.lacks", names=lacking) if lacking else say("baseline.complete")
    return (
        Cell((str(one.rank or "–"),), align="center"),
        Cell((cut(entry.body, 40),)),
        Cell((str(entry.year or "–"),), align="center"),
        Cell(((Run(score_words(entry.total), True),),), align="center"),
        Cell((spread,), align="center"),
        Cell((entry.band,), FILLS[Verdict.MISSING] if entry.incomplete else "", "center"),
        Cell((baseline if entry.total is not None else "–",)),
    )


def write_fails(paper: Paper, shares: Sequence[Share]) -> None:
    """The criteria that fail most, with denominators and intervals."""
    head = tuple(map(paper.say, ("criterion", "missing", "partial", "judged", "share", "share.interval")))
    rows = []
    for share in shares:
        met, interval = share.met_share, share.interval
        limits = "" if interval is None else f"{100 * interval[0]:.0f}%–{100 * interval[1]:.0f}%"
        shown = [share.missing, share.partial, share.judged, "" if met is None else f"{float(100 * met):.0f}%", limits]
        rows.append((Cell((share.name,)), *(Cell((str(value),), align="center") for value in shown)))
    paper.table((58, 16, 16, 20, 18, 30), head, rows)


def write_page(paper: Paper, one: Ranked) -> None:
    """One body on one page: result, elements, the gaps that weigh most."""
    entry, say = one.entry, paper.say
    paper.heading(name_of(entry, paper), page=True)
    if entry.total is None:
        paper.text(say("card.unscored"))
        return
    result = [f"{say('total')} {score_words(entry.total)}", entry.band]
    if one.rank is not None:
        result.append(f"{say('rank')} {one.rank}/{one.of}")
    if entry.unclear:
        low, high = score_words(entry.low), score_words(entry.high)
        result.append(say("card.interval", low=low, high=high, count=len(entry.unclear)))
    lacking = paper.wording.say("card.comma").join(entry.baseline_missing)
    baseline = say("baseline.lacks", names=lacking) if lacking else say("baseline.complete")
    layers = paper.wording.say("card.comma").join(f"{one.name} {score_words(one.score)}" for one in entry.layers)
    keys = ["total", "baseline", "card.layers"]
    texts = ["  ".join(result[:1] + result[1:]).removeprefix(say("total")).strip(), baseline, layers]
    if entry.review:
        keys.append("review")
        texts.append(review_words(entry, paper.wording))
    label = [Cell(((Run(say(key), font=HEADING),),), "F2F2F2") for key in keys]
    paper.table((22, 134), (), [(name, Cell((text,))) for name, text in zip(label, texts, strict=True)])
    write_elements(paper, entry)
    gaps = sorted(entry.gaps, key=lambda mark: mark.points - mark.weight)[:_GAPS]
    if gaps:
        title = say("meeting.main-gaps", shown=len(gaps), all=len(entry.gaps))
        paper.table((38, 14, 104), (title, say("verdict"), say("card.mend")[:-1]), [gap_row(paper, m) for m in gaps])
    write_foot(paper, entry)


def write_elements(paper: Paper, entry: Entry) -> None:
    """The elements with their scores, three in a row."""
    cells = [
        cell
        for element in entry.elements
        for cell in (Cell((element.name,)), Cell((score_words(element.score),), align="center"))
    ]
    cells += [Cell(("",))] * (-len(cells) % 6)
    paper.table((38, 14) * 3, (), [cells[at : at + 6] for at in range(0, len(cells), 6)])


def gap_row(paper: Paper, mark: Mark) -> tuple[Cell, ...]:
    """One gap: its name and weight, the nearest words, what to add."""
    wording = paper.wording
    found = (*mark.evidence, *mark.near)[:1]
    texts = [f"{where(quote, wording)} {quoted(quote, wording, _QUOTE)}" for quote in found]
    mend = cut(mark.mend or mark.reason, _MEND)
    return Cell((f"{mark.name}（{points_words(mark.weight)}）",)), verdict_cell(paper, mark), Cell((*texts, mend))
