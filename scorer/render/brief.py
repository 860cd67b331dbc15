"""Entries -> Markdown to be printed: for many reports an overview, then one page a body."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorer.locale.papers import words
from scorer.locale.wording import points_words, score_words
from scorer.model import Verdict
from scorer.render.citing import quoted, where
from scorer.render.entry import Entry, entry
from scorer.render.formats import entries
from scorer.render.markdown import safe, table
from scorer.render.statistics import ALL, ranked, tallies, weakest
from scorer.render.summary import review_words, summary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from scorer.locale.wording import Wording
    from scorer.model import Scorecard
    from scorer.render.entry import Mark, Quote
    from scorer.render.formats import Look, Scored
    from scorer.render.statistics import Ranked, Tally

EXTENSION = ".md"
FILE_START = b""
FOR_PROGRAMS = False

_MENDS = 5  # on the page of a body
_FAILS = 15
_MODELS = 10  # criteria for which words to copy are shown
_LACKING = 6  # bodies named behind a criterion
_COLUMNS = 100  # of a quote


def piece(card: Scorecard, look: Look) -> Entry:
    """The entry of one report."""
    return entry(card, look.wording, look.rubric, look.voices)


def whole(scored: Iterable[Scored], look: Look) -> Iterator[str]:
    """The overview where there are many, then the pages with a rule between them."""
    all_entries = entries(scored)
    wording = look.wording
    between = ""
    if len(all_entries) > 1:
        yield overview(all_entries, wording)
        between = "\n---\n\n"
    for _, _, league in ranked(all_entries):
        for one in league:
            yield between + page(one, wording)
            between = "\n---\n\n"


def overview(all_entries: Sequence[Entry], wording: Wording) -> str:
    """State, league tables, what is missing where, words to learn from."""
    lang = wording.lang
    title = words("meeting.name", lang, rubric=all_entries[0].rubric_name)
    lines = [f"# {safe(title)}", ""]
    whole_tallies = [tally for tally in tallies(all_entries) if tally.by == ALL]
    for tally in whole_tallies:
        lines += [f"**{safe(version(tally, all_entries, wording))}** {state(tally, wording)}", ""]
    lines += [f"## {words('page.league', lang)}", "", safe(words("note.ranks", lang)), ""]
    for rubric, level, league in ranked(all_entries):
        name = wording.level(level) if level else words("meeting.no-level", lang)
        lines += [f"### {safe(name)} · {safe(rubric[0])} {safe(rubric[1])}", "", *league_table(league, wording), ""]
    for tally in whole_tallies:
        own = [one for one in all_entries if one.rubric == tally.rubric and one.total is not None]
        lines += [f"## {words('brief.fails', lang)}", "", safe(words("meeting.fail-note", lang)), ""]
        lines += [*fail_table(tally, own, wording), ""]
        if found := models(tally, own, wording):
            lines += [f"## {words('brief.models', lang)}", "", *found, ""]
    return "\n".join(lines)


def version(tally: Tally, all_entries: Sequence[Entry], wording: Wording) -> str:
    """The rubric version of a tally in words."""
    name = next(one.rubric_name for one in all_entries if one.rubric == tally.rubric)
    return words("meeting.rubric", wording.lang, rubric=name, version=tally.rubric[1])


def state(tally: Tally, wording: Wording) -> str:
    """Counts, mean and spread in a sentence."""
    spread = tally.spread
    told = []
    if spread is not None:
        told.append(summary(spread, tally.complete, wording.lang))
    if tally.unscored:
        told.append(words("meeting.unscored", wording.lang, count=tally.unscored))
    return " ".join(told)


def league_table(league: Sequence[Ranked], wording: Wording) -> list[str]:
    """One level's league."""
    heads = [words(key, wording.lang) for key in ("rank", "body", "year", "total", "card.range", "band", "baseline")]
    rows = []
    for one in league:
        spread = f"{score_words(one.entry.low)}–{score_words(one.entry.high)}" if one.entry.unclear else ""
        total = score_words(one.entry.total)
        shown = [str(one.rank or "–"), one.entry.body, str(one.entry.year or "–"), total, spread, one.entry.band]
        rows.append([*map(safe, shown), safe(baseline(one.entry, wording))])
    return table(heads, rows)


def baseline(one: Entry, wording: Wording) -> str:
    """Whether the baseline is complete, and what it lacks."""
    if one.total is None:
        return "–"
    if not one.baseline_missing:
        return words("baseline.complete", wording.lang)
    names = wording.say("card.comma").join(one.baseline_missing)
    return words("baseline.lacks", wording.lang, names=names)


def fail_table(tally: Tally, own: Sequence[Entry], wording: Wording) -> list[str]:
    """What fails most, with denominators, and where it is missing."""
    keys = ("criterion", "missing", "partial", "judged", "share", "share.interval", "brief.lacking")
    rows = []
    for share in weakest(tally.shares)[:_FAILS]:
        met, interval = share.met_share, share.interval
        limits = "" if interval is None else f"{100 * interval[0]:.0f}%–{100 * interval[1]:.0f}%"
        lacking = [one.body for one in own if one.mark(share.criterion).verdict is Verdict.MISSING]
        named = wording.say("card.comma").join(lacking[:_LACKING]) + (" …" if len(lacking) > _LACKING else "")
        shown = [share.name, str(share.missing), str(share.partial), str(share.judged)]
        shown += ["" if met is None else f"{float(100 * met):.0f}%", limits, named]
        rows.append([safe(cell) for cell in shown])
    return table([words(key, wording.lang) for key in keys], rows)


def models(tally: Tally, own: Sequence[Entry], wording: Wording) -> list[str]:
    """For what fails most, words of a body that met it, as a model: the most figures, then the shortest."""
    lines = []
    for share in weakest(tally.shares)[:_MODELS]:
        found: list[tuple[tuple[int, int], Entry, Quote]] = []
        for one in own:
            mark = one.mark(share.criterion)
            if mark.verdict is Verdict.MET:
                found += [(worth(quote), one, quote) for quote in mark.evidence]
        if found:
            _, body, quote = max(found, key=lambda row: row[0])
            words_of = safe(quoted(quote, wording, _COLUMNS))
            lines.append(f"- **{safe(share.name)}** {words_of} — {safe(body.body)} {body.year or ''}".rstrip())
    return lines


def worth(quote: Quote) -> tuple[int, int]:
    """How well words serve as a model: figures first, and not longer than a line."""
    text = "".join(char if char.isdigit() else " " for char in quote.text)
    return min(len(text.split()), 3), -abs(len(quote.text) - 30)


def page(one: Ranked, wording: Wording) -> str:
    """One body on one page: total, gates, the mends that lift most."""
    entry, lang = one.entry, wording.lang
    body = words("card.of", lang, body=entry.body, year=entry.year) if entry.year else entry.body
    lines = [f"# {safe(body)}", ""]
    if entry.total is None:
        return "\n".join([*lines, safe(words("card.unscored", lang)), ""])
    total = f"{score_words(entry.total)} · {entry.band}"
    if entry.unclear:
        low, high = score_words(entry.low), score_words(entry.high)
        total += " · " + words("card.interval", lang, low=low, high=high, count=len(entry.unclear))
    if one.rank is not None and one.of > 1:
        total += f" · {words('rank', lang)} {one.rank}/{one.of}"
    layers = " · ".join(f"{layer.name} {score_words(layer.score)}" for layer in entry.layers)
    lines += [
        f"- **{words('total', lang)}** {safe(total)}",
        f"- **{words('baseline', lang)}** {safe(baseline(entry, wording))}",
        f"- **{words('card.layers', lang)}** {safe(layers)}",
        *([f"- **{words('review', lang)}** {safe(review_words(entry, wording))}"] if entry.review else []),
        "",
        f"## {words('brief.mends', lang)}",
        "",
    ]
    for criterion, points in entry.lifts[:_MENDS]:
        lines += mend_lines(entry.mark(criterion), f"+{score_words(points)}", wording)
    if not entry.lifts:
        lines.append(safe(words("card.no-gaps", lang)))
    if entry.unclear:
        names = wording.say("card.comma").join(mark.name for mark in entry.unclear)
        lines += ["", f"**{words('unclear', lang)}** {safe(names)}"]
    sure = [check for check in entry.checks if check.sure]
    for check in sure[:_MENDS]:
        told = " · ".join(part for part in (check.computation, check.message) if part)
        place = f"{where(check.quote, wording)} {quoted(check.quote, wording, _COLUMNS)}"
        lines += ["", f"**{safe(check.verdict)}** {safe(place)} {safe(told)}"]
    return "\n".join(lines) + "\n"


def mend_lines(mark: Mark, gain: str, wording: Wording) -> list[str]:
    """One mend: what it brings, the words there are, what to write."""
    verdict, weight = wording.verdict(mark.verdict), points_words(mark.weight)
    lines = [f"1. **{safe(mark.name)}** {safe(verdict)} · {gain} ({weight}) — {safe(mark.mend or mark.reason)}"]
    for quote in (*mark.evidence, *mark.near)[:1]:
        text = f"{where(quote, wording)} {quoted(quote, wording, _COLUMNS)}"
        lines.append(f"   - {safe(text)}" + (f" — {safe(quote.why)}" if quote.why else ""))
    return lines
