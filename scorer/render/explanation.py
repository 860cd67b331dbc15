"""One criterion explained: what it asks, on what basis, its signs, what was found and why it was judged so."""

from __future__ import annotations

from scorer.locale.checks import sentence
from scorer.locale.spoken import spoken
from scorer.locale.wording import Wording, points_words
from scorer.model import Scorecard, Verdict
from scorer.render.card import FAINT, HEAD, PLAIN, Line, block, labelled, quote_line, similar_lines, unanswered_lines
from scorer.render.cells import clean, wrap
from scorer.render.checked import verdict_words
from scorer.render.formats import Look
from scorer.render.spoken import Reading, headed, read_aloud


def explanation_lines(card: Scorecard, look: Look) -> list[Line]:
    """Everything about one criterion and one report."""
    wording, columns = look.wording, look.width
    say = wording.say
    criterion = look.rubric.criterion(look.explain)
    at = next(i for i, f in enumerate(card.findings) if f.criterion == criterion.id)
    reading = read_aloud(criterion, look.rubric, wording)
    finding, weight = card.findings[at], card.weights[at]
    lines: list[Line] = [[(wording.of(criterion.name), HEAD), (f"  {criterion.id}", FAINT)]]
    lines.append(labelled(say("card.file"), clean(card.report.source.name), columns))
    lines += block(say("explain.asks"), wording.of(criterion.asks), columns, PLAIN)
    for basis in criterion.basis:
        lines += block(say("explain.basis"), basis_words(dict(basis), wording), columns, PLAIN)
    lines.append(labelled(say("explain.weight"), points_words(weight), columns))
    if record := wording.record(criterion.id):
        lines.append(labelled(say("explain.record"), clean(record), columns))
    lines.append([])
    lines.append([(say("explain.verdict") + "  ", FAINT), (wording.verdict(finding.verdict), finding.verdict.value)])
    lines += block(say("explain.reason"), clean(wording.reason(finding)), columns, PLAIN)
    lines.append([])
    lines.append([(say("explain.found"), HEAD)])
    if not finding.evidence and not finding.near_misses:
        lines.append([("  " + say("explain.nothing"), FAINT)])
    for found in finding.evidence:
        line = quote_line(found, wording, columns, 2)
        lines.append([*line, (_which(reading, found.sign, wording.lang), FAINT)])
    for near in finding.near_misses:
        lines.append(quote_line(near, wording, columns, 2))
        lines += [[("    ← " + wording.why(near.why), FAINT)]]
    lines += unanswered_lines(finding, wording, columns, 2)
    if look.similar and look.similar.get(criterion.id):
        lines += [[], *similar_lines(look.similar[criterion.id], wording, columns, 2)]
    if criterion.kind == "figures":
        lines += tested_lines(card, look)
    lines += reading_lines(reading, wording, columns)
    if finding.verdict not in (Verdict.MET, Verdict.EXEMPT):
        lines += [[], *block(say("explain.mend"), wording.mend(criterion.id), columns, PLAIN)]
    return lines


def _which(reading: Reading, sign: str, lang: str) -> str:
    """Which of the numbered ways a quote is of."""
    number = reading.number(sign)
    return "" if number is None else f" [{spoken('number', lang, number=number)}]"


def reading_lines(reading: Reading, wording: Wording, columns: int) -> list[Line]:
    """What counts, read aloud: the numbered ways to each verdict, then what they share."""
    lines: list[Line] = [[], [(wording.say("explain.signs"), HEAD)]]
    for head, rows in headed(reading, wording.lang):
        several = f"  {spoken('any', wording.lang)}" if len(rows) > 1 else ""
        lines.append([(f"  {head}", HEAD), (several, FAINT)])
        for number, words in rows:
            lines += [[("  ", PLAIN), *line] for line in block(f"{number}.", words, columns - 2, PLAIN)]
    for words in reading.limits:
        lines += [[("  ", PLAIN), (line, PLAIN)] for line in wrap(words, columns - 2)]
    return lines if len(lines) > 2 else []


def tested_lines(card: Scorecard, look: Look) -> list[Line]:
    """Every set of figures that was looked at: how it came out, the words, and how they were reckoned."""
    wording = look.wording
    lines: list[Line] = [[], [(sentence("figures.tested", wording.lang), HEAD)]]
    sets = [check for check in card.checks if check.id == "figures"]
    for check in sets:
        place = sentence("figures.line", wording.lang, line=str(check.line))
        kind = sentence(f"relation.{check.code}", wording.lang)
        head = f"  {place} {kind} · {verdict_words(check, wording.lang)}  "
        lines.append([(head, FAINT), (clean(check.computation), PLAIN)])
        lines += block("", clean(check.quote), look.width, FAINT)
    if not sets:
        lines.append([("  " + wording.say("explain.nothing"), FAINT)])
    return lines


def basis_words(basis: dict[str, object], wording: Wording) -> str:
    """Instrument and article of a legal basis, and whether the text itself was seen."""
    parts = []
    for key in ("instrument", "article", "item"):
        value = basis.get(key)
        if isinstance(value, dict):
            value = value.get(wording.lang) or value.get("zh")
        if value:
            parts.append(str(value))
    verified = basis.get("verified")
    if verified is not None:
        parts.append(wording.say("explain.verified" if verified else "explain.unverified"))
    if basis.get("in_force"):
        parts.append(wording.say("explain.in-force", date=basis["in_force"]))
    if basis.get("note"):
        parts.append(str(basis["note"]))
    return " · ".join(parts)
