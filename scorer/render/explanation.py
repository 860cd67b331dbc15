"""One criterion explained: what it asks, on what basis, its signs, what was found and why it was judged so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorer.locale.checks import sentence
from scorer.locale.wording import Wording, points_words
from scorer.model import Scorecard, Verdict
from scorer.render.card import FAINT, HEAD, PLAIN, Line, block, labelled, quote_line, similar_lines, unanswered_lines
from scorer.render.cells import clean
from scorer.render.checked import verdict_words
from scorer.render.formats import Look

if TYPE_CHECKING:
    from scorer.rules.rubric import Sign
    from scorer.text.lexicon import Lexicon

_WORDS_SHOWN = 12  # of a class


def explanation_lines(card: Scorecard, look: Look) -> list[Line]:
    """Everything about one criterion and one report."""
    wording, columns = look.wording, look.width
    say = wording.say
    criterion = look.rubric.criterion(look.explain)
    at = next(i for i, f in enumerate(card.findings) if f.criterion == criterion.id)
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
        lines.append([*line, (f" [{found.sign}]" if found.sign else "", FAINT)])
    for near in finding.near_misses:
        lines.append(quote_line(near, wording, columns, 2))
        lines += [[("    ← " + wording.why(near.why), FAINT)]]
    lines += unanswered_lines(finding, wording, columns, 2)
    if look.similar and look.similar.get(criterion.id):
        lines += [[], *similar_lines(look.similar[criterion.id], wording, columns, 2)]
    if criterion.kind == "figures":
        lines += tested_lines(card, look)
    if criterion.signs:
        lines += [[], [(say("explain.signs"), HEAD)]]
        for sign in criterion.signs:
            lines += sign_lines(sign, look.rubric.lexicon, wording, columns)
    if finding.verdict not in (Verdict.MET, Verdict.EXEMPT):
        lines += [[], *block(say("explain.mend"), wording.mend(criterion.id), columns, PLAIN)]
    return lines


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


def sign_lines(sign: Sign, lexicon: Lexicon, wording: Wording, columns: int) -> list[Line]:
    """A sign in words: its topic, what must stand beside it, what spoils it."""
    say = wording.say
    lines: list[Line] = [[(f"  {sign.id}", HEAD)]]
    rows = [("explain.topic", class_words(sign.topic, lexicon, wording))]
    rows += [("explain.needs", class_words(need, lexicon, wording)) for need in sign.needs]
    if sign.figures:
        rows.append(("explain.figures", str(sign.figures)))
    if sign.unless:
        rows.append(("explain.unless", class_words(sign.unless, lexicon, wording)))
    for key, text in rows:
        lines += [[("    ", PLAIN), *line] for line in block(say(key), text, columns - 4, PLAIN)]
    return lines


def class_words(name: str, lexicon: Lexicon, wording: Wording) -> str:
    """The first words of a class, and how many more there are."""
    words = words_of(name, lexicon, wording)
    more = f" … (+{len(words) - _WORDS_SHOWN})" if len(words) > _WORDS_SHOWN else ""
    return " / ".join(words[:_WORDS_SHOWN]) + more


def words_of(name: str, lexicon: Lexicon, wording: Wording) -> list[str]:
    """The words of a class with those of the classes that it takes over; `…` for a gap."""
    if name not in lexicon.names:  # built in
        return [wording.find("class." + name, name)]
    words = ["…".join(lexicon.literals[part] for part in parts) for parts, _, _ in lexicon.members(name)]
    for taken in lexicon.takes(name):
        words += words_of(taken, lexicon, wording)
    return [*words, *lexicon.patterns(name)]
