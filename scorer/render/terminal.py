"""Scorecard -> a terminal: the lines of `card`, painted by rich where there are colours, plain where there are none."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from typing import TYPE_CHECKING

from scorer.locale.wording import score_words
from scorer.model import Scorecard, Verdict
from scorer.render.card import FAINT, HEAD, PLAIN, WARN, Line, card_lines, line_text
from scorer.render.cells import clean, cut_middle, pad, width, wrap
from scorer.render.formats import SECTIONS, Look, Scored

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

EXTENSION = ".card.txt"
FILE_START = b""
FOR_PROGRAMS = False

_STYLES = {
    PLAIN: "",
    HEAD: "bold",
    FAINT: "dim",
    WARN: "yellow",
    Verdict.MET.value: "green",
    Verdict.PARTIAL.value: "yellow",
    Verdict.MISSING.value: "bold red",
    Verdict.EXEMPT.value: "dim",
    Verdict.UNCLEAR.value: "magenta",
}
_FILE, _PLACE, _YEAR, _TOTAL, _BAND = 20, 18, 4, 5, 8  # columns of the summary
_TOTALS = 12  # of two totals
_GAPS_SHOWN = 10


def piece(card: Scorecard, look: Look) -> str:
    """The card of one report; one row where there are many."""
    if look.explain == SECTIONS:
        from scorer.render.sections import section_lines

        return paint([*section_lines(card, look), []], look)
    if look.explain:
        from scorer.render.explanation import explanation_lines

        return paint([*explanation_lines(card, look), []], look)
    if not look.many:
        return paint(card_lines(card, look), look)
    lines = summary_rows(card, look)
    if look.details:
        lines += [[], *card_lines(card, look), [("═" * look.width, FAINT)]]
    return paint(lines, look)


def whole(scored: Iterable[Scored], look: Look) -> Iterator[str]:
    """One card as it is; many as a table of rows with the common gaps below it."""
    if not look.many or look.explain:
        for one in scored:
            yield one.body
        return
    yield paint(summary_head(look), look)
    missing: Counter[str] = Counter()
    partial: Counter[str] = Counter()
    count = complete = rated = 0
    total = Fraction(0)
    for one in scored:
        yield one.body
        count += 1
        complete += one.baseline_complete
        if one.total is not None:
            rated += 1
            total += one.total
        missing.update(id_ for id_, verdict in one.gaps if verdict is Verdict.MISSING)
        partial.update(id_ for id_, verdict in one.gaps if verdict is Verdict.PARTIAL)
    say = look.wording.say
    if rated:
        summary = say("many.count", count=count, mean=score_words(total / rated), complete=complete)
    else:
        summary = say("many.count-unscored", count=count)
    lines: list[Line] = [[("─" * look.width, FAINT)], [(summary, HEAD)]]
    order = sorted(missing | partial, key=lambda id_: (-(2 * missing[id_] + partial[id_]), id_))
    if order:
        lines += [[], [(say("many.gaps"), HEAD)]]
    for id_ in order[:_GAPS_SHOWN]:
        text = say("many.gap", missing=missing[id_], partial=partial[id_])
        lines.append([("  " + pad(look.wording.criterion(id_), 38), PLAIN), (text, PLAIN)])
    yield paint(lines, look)


def summary_head(look: Look) -> list[Line]:
    """The head of the summary."""
    say = look.wording.say
    text = "  ".join(
        (
            pad(say("many.file"), _FILE),
            pad(say("many.place"), _PLACE),
            pad(say("many.year"), _YEAR),
            pad(say("many.total"), _total_columns(look), right=True),
            pad(say("many.band"), _BAND),
            say("many.missing"),
        )
    )
    return [[(text, HEAD)], [("─" * look.width, FAINT)]]


def summary_rows(card: Scorecard, look: Look) -> list[Line]:
    """One report in a row: file, body, year, total, band and what its baseline lacks."""
    facts = card.report.facts
    wording = look.wording
    band = wording.band(card.band) if card.total is not None else wording.say("card.not-scored")
    lead = "  ".join(
        (
            pad(cut_middle(clean(card.report.source.name.rsplit("/", 1)[-1]), _FILE), _FILE),
            pad(clean(facts.jurisdiction or facts.title or "–"), _PLACE),
            pad(str(facts.year or "–"), _YEAR),
            "",
        )
    )
    if card.total is None:
        gaps, style = "–", FAINT
    elif card.baseline_missing:
        gaps, style = wording.criteria(card.baseline_missing), Verdict.MISSING.value
    else:
        gaps, style = wording.say("many.complete"), Verdict.MET.value
    before = look.voices.total if look.voices else ""
    numbers = pad(before + score_words(card.total), _total_columns(look), right=True) + "  "
    if look.voices is not None:
        gaps = wording.say("card.comma").join(part for part in (gaps, look.voices.open) if part)
    shown = pad(band, _BAND) + "  "
    indent = width(lead) + width(numbers) + width(shown)
    first, *rest = wrap(gaps, look.width - indent)
    row: Line = [(lead, PLAIN), (numbers, HEAD), (shown, WARN if card.gates_missing else PLAIN), (first, style)]
    return [row, *([(" " * indent + part, style)] for part in rest)]


def _total_columns(look: Look) -> int:
    """Columns for the total, or for the program's beside the one in effect."""
    return _TOTALS if look.reviews else _TOTAL


def paint(lines: list[Line], look: Look) -> str:
    """Lines as text; with colours only where they are wanted."""
    if not look.colour:
        return "".join(line_text(line) + "\n" for line in lines)
    from io import StringIO

    from rich.console import Console
    from rich.text import Text

    out = StringIO()
    console = Console(file=out, force_terminal=True, width=look.width, highlight=False, legacy_windows=False)
    for line in lines:
        text = Text(no_wrap=True, overflow="ignore")
        for part, style in line:
            text.append(part, _STYLES[style])
        text.rstrip()
        console.print(text, soft_wrap=True)
    return out.getvalue()
