"""The upper half of the page: charts, league table, statistics."""

from __future__ import annotations

from fractions import Fraction
from html import escape
from typing import TYPE_CHECKING

from scorer.locale.papers import words
from scorer.locale.wording import score_words
from scorer.model import Level
from scorer.render.page import charts
from scorer.render.statistics import ALL, group_order, ranked, tallies, weakest
from scorer.render.summary import summary

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from scorer.locale.wording import Wording
    from scorer.render.entry import Entry
    from scorer.render.statistics import Share, Tally

_FAILS = 15


def overview(entries: Sequence[Entry], ids: Mapping[int, str], wording: Wording) -> str:
    """Charts and tables; for each rubric version apart."""
    lang = wording.lang
    made = [f'<section id="overview"><h2>{escape(words("page.overview", lang))}</h2>']
    whole = [tally for tally in tallies(entries) if tally.by == ALL]
    for tally in whole:
        own = [entry for entry in entries if entry.rubric == tally.rubric]
        name = words("meeting.rubric", lang, rubric=own[0].rubric_name, version=tally.rubric[1])
        made.append(f"<h3>{escape(name)}</h3>{state(tally, wording)}")
        made.append(f'<div class="pair">{bands(own, wording)}{fails(tally.shares, wording)}</div>')
        made.append(levels_by_years(own, wording))
        made.append(elements(own, ids, wording))
    made.append(f"</section>{league(entries, ids, wording)}")
    made.append(f'<section id="statistics"><h2>{escape(words("sheet.statistics", lang))}</h2>')
    made.append(f"<p>{escape(words('note.statistics', lang))}</p>")
    made += [statistics(tally, wording) for tally in whole]
    made.append("</section>")
    return "".join(made)


def state(tally: Tally, wording: Wording) -> str:
    """Counts, mean and spread in a sentence."""
    spread = tally.spread
    if spread is None:
        return f"<p>{escape(words('meeting.unscored', wording.lang, count=tally.unscored))}</p>"
    return f"<p>{escape(summary(spread, tally.complete, wording.lang))}</p>"


def figure(title: str, picture: str) -> str:
    """A chart below its title."""
    return f"<figure><figcaption>{escape(title)}</figcaption>{picture}</figure>"


def bands(entries: Sequence[Entry], wording: Wording) -> str:
    """How many bodies are in each band."""
    counts: dict[tuple[int, str], int] = {}
    for entry in entries:
        if entry.total is not None:
            key = (entry.rung if entry.rung >= 0 else 99, entry.band)
            counts[key] = counts.get(key, 0) + 1
    rows = []
    for rung, band in sorted(counts):
        fill = charts.INCOMPLETE if rung == 99 else charts.BAND_COLOURS[min(rung, len(charts.BAND_COLOURS) - 1)]
        rows.append(charts.Bar(band, ((counts[rung, band], fill),), str(counts[rung, band])))
    title = words("page.bands", wording.lang)
    return figure(title, charts.bars(title, rows, 90))


def fails(shares: Sequence[Share], wording: Wording) -> str:
    """The criteria that fail most: missing, then partial."""
    rows = []
    for share in weakest(shares)[:_FAILS]:
        told = words("page.fail", wording.lang, missing=share.missing, partial=share.partial, of=share.judged)
        parts = ((share.missing / share.judged, charts.MISSING), (share.partial / share.judged, charts.PARTIAL))
        rows.append(charts.Bar(share.name, parts, told))
    title = words("page.fails", wording.lang)
    return figure(title, charts.bars(title, rows))


def elements(entries: Sequence[Entry], ids: Mapping[int, str], wording: Wording) -> str:
    """Bodies by elements, in the order of the league."""
    names = {element.id: element.name for entry in entries for element in entry.elements}
    rows = []
    for _, _, table in ranked(entries):
        for one in table:
            scores = {element.id: element.score for element in one.entry.elements}
            label = f"{one.entry.body} {one.entry.year or ''}".strip()
            rows.append((label, ids[id(one.entry)], [scores.get(name) for name in names]))
    title = words("page.elements", wording.lang)
    return figure(title, charts.heat(title, list(names.values()), rows))


def levels_by_years(entries: Sequence[Entry], wording: Wording) -> str:
    """Mean totals by level and year."""
    fields: dict[tuple[str, str], list[Fraction]] = {}
    for entry in entries:
        if entry.total is not None:
            key = (entry.level.value if entry.level else "", str(entry.year or ""))
            fields.setdefault(key, []).append(entry.total)
    years = sorted({year for _, year in fields}, key=group_order)
    unsaid = words("group.unsaid", wording.lang)
    rows = []
    for level in sorted({level for level, _ in fields}, key=group_order):
        row: list[tuple[Fraction, int] | None] = []
        for year in years:
            totals = fields.get((level, year))
            row.append((sum(totals, Fraction(0)) / len(totals), len(totals)) if totals else None)
        rows.append((wording.level(Level(level)) if level else unsaid, row))
    title = words("page.level-year", wording.lang)
    return figure(title, charts.grid(title, [year or unsaid for year in years], rows))


def league(entries: Sequence[Entry], ids: Mapping[int, str], wording: Wording) -> str:
    """One table of all bodies that sorts and filters; whole without a script."""
    lang, comma = wording.lang, wording.say("card.comma")
    keys = ("rank", "body", "level", "region", "year", "total", "card.range", "band", "baseline", "missing", "partial")
    heads = "".join(f'<th scope="col">{escape(words(key, lang))}</th>' for key in keys)
    rows = []
    for _, _, table in ranked(entries):
        for one in table:
            entry = one.entry
            verdicts = [mark.verdict.value for mark in entry.marks]
            spread = f"{score_words(entry.low)}–{score_words(entry.high)}" if entry.unclear else ""
            lacking = comma.join(entry.baseline_missing) or words("baseline.complete", lang)
            scored = entry.total is not None
            cells = [
                str(one.rank or "–"),
                wording.level(entry.level) if entry.level else "",
                entry.region,
                str(entry.year or ""),
                score_words(entry.total),
                spread,
                entry.band,
                lacking if scored else "",
                str(verdicts.count("missing")) if scored else "",
                str(verdicts.count("partial")) if scored else "",
            ]
            name = f'<th scope="row"><a href="#{ids[id(entry)]}">{escape(entry.body)}</a></th>'
            shown = [f"<td>{escape(cell)}</td>" for cell in cells]
            rows.append(f"<tr>{shown[0]}{name}{''.join(shown[1:])}</tr>")
    note = escape(words("note.ranks", lang))
    return (
        f'<section id="league"><h2>{escape(words("page.league", lang))}</h2>'
        f'<div class="scroll" tabindex="0" role="region" aria-label="{escape(words("page.league", lang))}">'
        f'<table class="sorts"><caption>{note}</caption><thead><tr>{heads}</tr></thead>'
        f"<tbody>{''.join(rows)}</tbody></table></div></section>"
    )


def statistics(tally: Tally, wording: Wording) -> str:
    """Each criterion with its counts, share and interval."""
    lang = wording.lang
    keys = ("criterion", "met", "partial", "missing", "judged", "share", "share.interval", "unclear", "exempt")
    heads = "".join(f'<th scope="col">{escape(words(key, lang))}</th>' for key in keys)
    rows = []
    for share in tally.shares:
        met, interval = share.met_share, share.interval
        limits = "" if interval is None else f"{100 * interval[0]:.0f}%–{100 * interval[1]:.0f}%"
        cells = [share.met, share.partial, share.missing, share.judged]
        shown = [*map(str, cells), "" if met is None else f"{float(100 * met):.0f}%", limits]
        shown += [str(share.unclear), str(share.exempt)]
        cells_html = "".join(f"<td>{escape(cell)}</td>" for cell in shown)
        rows.append(f'<tr><th scope="row">{escape(share.name)}</th>{cells_html}</tr>')
    name = escape(words("page.all", lang, count=tally.reports, version=tally.rubric[1]))
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="{name}"><table><caption>{name}</caption>'
        f"<thead><tr>{heads}</tr></thead><tbody>{''.join(rows)}</tbody></table></div>"
    )
