"""Scorecard -> the lines of a terminal card: plain text and the name of a style, no escape codes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorer.locale.wording import Wording, points_words, score_words
from scorer.model import Evidence, Finding, NearMiss, Scorecard, Verdict
from scorer.render import checked
from scorer.render.cells import clean, cut, cut_middle, pad, width, wrap
from scorer.render.nearest import nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from scorer.judging.similar import Similar
    from scorer.render.formats import Look

Span = tuple[str, str]  # text, name of its style
Line = list[Span]

PLAIN = ""
HEAD = "head"
FAINT = "faint"
WARN = "warn"

_NEAR_SHOWN = 2  # near misses and quotes under one criterion
_LIFTS_SHOWN = 5
_WHY = " ← "  # between words and why they do not count
_CHECK_QUOTE = 60  # columns of the words that a check is about
_LEAST_QUOTE = 24  # columns of a quote that is still worth printing


def card_lines(card: Scorecard, look: Look) -> list[Line]:
    """The whole card of one report."""
    wording, columns = look.wording, look.width
    lines = head_lines(card, look)
    if card.total is None:
        return lines
    lines.append([])
    lines += element_lines(card, look)
    lines += gap_lines(card, look)
    lines += check_lines(card, wording, columns)
    lines += lift_lines(card, wording, columns)
    lines += review_lines(look)
    return lines


def head_lines(card: Scorecard, look: Look) -> list[Line]:
    """Who and when, the total, the baseline and the layers."""
    wording, columns = look.wording, look.width
    facts = card.report.facts
    place = clean(facts.jurisdiction or wording.say("card.no-place"))
    parts = [place]
    if facts.level:
        parts.append(wording.level(facts.level))
    parts.append(wording.say("card.year", year=facts.year) if facts.year else wording.say("card.no-year"))
    lines: list[Line] = [[(cut(" · ".join(parts), columns), HEAD)]]
    title = clean(facts.title) if facts.title else wording.say("card.no-title")
    lines.append(labelled(wording.say("card.report-title"), title, columns))
    lines.append(labelled(wording.say("card.file"), cut_middle(clean(card.report.source.name), columns - 10), columns))
    if wording.profile():
        lines += block(wording.say("card.rubric"), clean(wording.profile()), columns, PLAIN)
    lines.append(total_line(card, look))
    if look.voices is not None:
        lines += block(look.voices.title, look.voices.status, columns, PLAIN)
    if card.total is not None:
        lines += baseline_lines(card, wording, columns)
        layers = " · ".join(f"{wording.layer(layer.id)} {score_words(layer.score)}" for layer in card.layers)
        lines += block(wording.say("card.layers"), layers, columns, PLAIN)
    for note in card.report.warnings:
        lines += block(wording.say("card.warning"), clean(wording.note(note)), columns, WARN)
    return lines


def baseline_lines(card: Scorecard, wording: Wording, columns: int) -> list[Line]:
    """Whether the report has all that the national rule demands."""
    if card.baseline_missing:
        text = wording.say("card.baseline-missing", names=wording.criteria(card.baseline_missing))
        return block(wording.say("card.baseline"), text, columns, Verdict.MISSING.value)
    return block(wording.say("card.baseline"), wording.say("card.baseline-complete"), columns, Verdict.MET.value)


def total_line(card: Scorecard, look: Look) -> Line:
    """Total, band, and the interval where something could not be seen."""
    wording = look.wording
    label = wording.say("card.total") + "  "
    if card.total is None:
        return [(label, FAINT), (wording.say("card.not-scored"), WARN)]
    style = WARN if card.gates_missing else HEAD
    before = look.voices.total if look.voices else ""
    line = [(label, FAINT), (f"{before}{score_words(card.total)}  {wording.band(card.band)}", style)]
    unclear = sum(f.verdict is Verdict.UNCLEAR for f in card.findings)
    if unclear:
        interval = wording.say("card.interval", low=score_words(card.low), high=score_words(card.high), count=unclear)
        line.append(("  " + interval, Verdict.UNCLEAR.value))
    return line


def labelled(label: str, text: str, columns: int, style: str = PLAIN) -> Line:
    """A label and its value on one line."""
    return [(label + "  ", FAINT), (cut(text, columns - width(label) - 2), style)]


def block(label: str, text: str, columns: int, style: str) -> list[Line]:
    """A label and its value, broken into lines under each other."""
    indent = width(label) + 2
    first, *rest = wrap(text, columns - indent)
    return [[(label + "  ", FAINT), (first, style)], *([(" " * indent + part, style)] for part in rest)]


def element_lines(card: Scorecard, look: Look) -> list[Line]:
    """A row for each element: its score, its weight and the verdicts of its criteria."""
    wording, columns = look.wording, look.width
    findings = {f.criterion: f for f in card.findings}
    name_columns = 24 if wording.lang == "zh" else 26
    marks_at = name_columns + 16
    head = (
        pad(wording.say("card.element"), name_columns)
        + pad(wording.say("card.score"), 7, right=True)
        + pad(wording.say("card.weight"), 7, right=True)
        + "  "
        + wording.say("card.verdicts")
    )
    lines: list[Line] = [[(head, HEAD)], [("─" * columns, FAINT)]]
    layers = {layer.id: layer for layer in card.layers}
    current = ""
    for element in card.elements:
        if element.layer != current:
            current = element.layer
            score = layers[current].score if current in layers else None
            lines.append([(pad(wording.layer(current), name_columns) + pad(score_words(score), 7, right=True), HEAD)])
        name = wording.element(element.id)
        lead = (
            pad("  " + name, name_columns)
            + pad(score_words(element.score), 7, right=True)
            + pad(points_words(element.weight), 7, right=True)
            + "  "
        )
        judged = [findings[id_] for id_ in element.criteria if id_ in findings]
        for row in mark_rows(judged, name, look, columns - marks_at):
            lines.append([(lead, PLAIN), *row])
            lead = " " * marks_at
    return lines


def mark_rows(findings: Sequence[Finding], element: str, look: Look, columns: int) -> list[Line]:
    """Verdict words with the names of their criteria, as many in a row as fit."""
    wording = look.wording
    rows: list[Line] = [[]]
    used = 0
    for finding in findings:
        name = wording.criterion(finding.criterion)
        mark = look.verdict(finding)
        shown = "" if len(findings) == 1 and name == element else cut(name, columns - width(mark))
        needed = width(mark) + width(shown)
        if used and used + 2 + needed > columns:
            rows.append([])
            used = 0
        if used:
            rows[-1].append(("  ", PLAIN))
            used += 2
        rows[-1] += [(mark, finding.verdict.value), (shown, PLAIN)]
        used += needed
    return rows


def gap_lines(card: Scorecard, look: Look) -> list[Line]:
    """Missing and partial criteria with their reason and nearest words; then what could not be seen."""
    wording, columns, similar = look.wording, look.width, look.similar or {}
    lines: list[Line] = []
    by_verdict = (Verdict.MISSING, Verdict.PARTIAL)
    gaps = [f for verdict in by_verdict for f in card.findings if f.verdict is verdict]
    if gaps:
        lines += heading(wording.say("card.gaps"))
    weights = dict(zip((f.criterion for f in card.findings), card.weights, strict=True))
    for finding in gaps:
        mark = look.verdict(finding)
        name = f" {wording.criterion(finding.criterion)} ({points_words(weights[finding.criterion])})  "
        indent = width(mark) + 1
        reason = clean(wording.reason(finding))
        room = columns - width(mark) - width(name)
        lines.append([(mark, finding.verdict.value), (name, HEAD)])
        if width(reason) <= room:
            lines[-1].append((reason, PLAIN))
        else:
            lines += [[(" " * indent + part, PLAIN)] for part in wrap(reason, columns - indent)]
        if record := wording.record(finding.criterion):
            lines.append([(" " * indent + clean(record), FAINT)])
        lines += near_lines(finding, wording, columns, indent)
        lines += unanswered_lines(finding, wording, columns, indent)
        lines += similar_lines(similar.get(finding.criterion, ()), wording, columns, indent)
    for verdict, label in ((Verdict.UNCLEAR, "card.unclear"), (Verdict.EXEMPT, "card.exempt")):
        ids = [f.criterion for f in card.findings if f.verdict is verdict]
        if ids:
            lines.append([])
            lines += block(wording.say(label), wording.criteria(ids), columns, verdict.value)
    lines += doubt_lines(card, wording, columns)
    if review := wording.to_review():
        lines.append([])
        lines += block(wording.say("card.review"), wording.criteria(review), columns, WARN)
    return lines


def doubt_lines(card: Scorecard, wording: Wording, columns: int) -> list[Line]:
    """Verdicts that a person should look at, by the reason why."""
    by_reason: dict[str, list[str]] = {}
    for finding in card.findings:
        if finding.doubt:
            by_reason.setdefault(finding.doubt, []).append(finding.criterion)
    if not by_reason:
        return []
    count = sum(map(len, by_reason.values()))
    lines = heading("[?] " + wording.say("doubt.heading", count=count))
    for reason, ids in by_reason.items():
        lines += block("  " + wording.say("doubt." + reason), wording.criteria(ids), columns, PLAIN)
    return lines


def heading(text: str) -> list[Line]:
    """A heading inside the card, with air above it."""
    return [[], [(text, HEAD)]]


def near_lines(finding: Finding, wording: Wording, columns: int, indent: int) -> list[Line]:
    """The words that were found: what half counts, then near misses with why they do not count."""
    lines: list[Line] = []
    reason = wording.reason(finding)
    for words in nearest(finding, _NEAR_SHOWN):
        why = wording.why(words.why) if isinstance(words, NearMiss) else reason
        if why == reason:
            lines.append(quote_line(words, wording, columns, indent))
            continue
        why = _WHY + why
        line = quote_line(words, wording, columns - width(why), indent)
        if width(line_text(line)) + width(why) <= columns:
            lines.append([*line, (why, FAINT)])
        else:
            lines.append(quote_line(words, wording, columns, indent))
            lines += [[(" " * indent + part, FAINT)] for part in wrap(why, columns - indent)]
    return lines


def quote_line(words: Evidence | NearMiss, wording: Wording, columns: int, indent: int) -> Line:
    """Line number, role and the quoted words, cut to one line."""
    place = wording.say("card.place", line=words.line, role=wording.role(words.role)) + " "
    room = max(_LEAST_QUOTE, columns - indent - width(place) - 2)
    quote = wording.say("card.quote", quote=cut(clean(words.quote), room))
    return [(" " * indent + place, FAINT), (quote, PLAIN)]


def unanswered_lines(finding: Finding, wording: Wording, columns: int, indent: int) -> list[Line]:
    """The stated problems that the plan leaves without an answer."""
    unanswered = [pair.problem for pair in finding.pairings if pair.answer is None]
    if not unanswered:
        return []
    lines: list[Line] = [[(" " * indent + wording.say("card.unanswered") + wording.say("card.colon"), FAINT)]]
    return lines + [quote_line(problem, wording, columns, indent) for problem in unanswered]


def similar_lines(passages: Sequence[Similar], wording: Wording, columns: int, indent: int) -> list[Line]:
    """Passages most like what the criterion asks for, in the order of their likeness."""
    if not passages:
        return []
    lines: list[Line] = [[(" " * indent + wording.say("card.similar") + wording.say("card.colon"), FAINT)]]
    for passage in passages:
        mark = f" {passage.likeness:.0%}"
        if passage.check:
            mark += " " + wording.say("card.please-check")
        line = quote_line(passage.passage, wording, columns - width(mark), indent)
        lines.append([*line, (mark, WARN if passage.check else FAINT)])
    return lines


def check_lines(card: Scorecard, wording: Wording, columns: int) -> list[Line]:
    """Checks that did not agree."""
    shown = checked.shown(card.checks)
    if not shown:
        return []
    lines = heading(wording.say("card.checks"))
    for check in shown:
        place = wording.say("card.line", line=check.line)
        lead = clean(f"{place} [{checked.verdict_words(check, wording.lang)}] ")
        told = [wording.say("card.quote", quote=cut(clean(check.quote), _CHECK_QUOTE)), check.computation]
        told.append(checked.message(check, wording.lang))
        first, *rest = wrap(clean("  ".join(part for part in told if part)), columns - width(lead))
        lines.append([(lead, WARN if check.sure and check.verdict != "hint" else FAINT), (first, PLAIN)])
        lines += [[(" " * width(lead) + part, PLAIN)] for part in rest]
    return lines


def lift_lines(card: Scorecard, wording: Wording, columns: int) -> list[Line]:
    """The few criteria that would lift the total most, and what to write for them."""
    if not card.lifts:
        return []
    lines = heading(wording.say("card.lifts"))
    for criterion, points in card.lifts[:_LIFTS_SHOWN]:
        gain = pad(f"+{score_words(points)}", 6, right=True) + "  "
        text = wording.criterion(criterion)
        mend = wording.mend(criterion)
        if mend:
            text += wording.say("card.colon") + clean(mend)
        first, *rest = wrap(text, columns - 8)
        lines.append([(gain, Verdict.MET.value), (first, PLAIN)])
        lines += [[(" " * 8 + part, PLAIN)] for part in rest]
    return lines


def review_lines(look: Look) -> list[Line]:
    """What people said otherwise, doubted, waived, or are to look at again."""
    if look.voices is None:
        return []
    told = look.voices.told()
    lines = heading(look.voices.title) if told else []
    for mark, text in told:
        lead = f"{look.voices.before(mark.key)}[{look.wording.verdict(mark.verdict)}] "
        first, *rest = wrap(clean(f"{look.voices.name(mark.key)}  {text}"), look.width - width(lead))
        lines.append([(lead, mark.verdict.value), (first, PLAIN)])
        lines += [[(" " * width(lead) + part, PLAIN)] for part in rest]
    return lines


def line_text(line: Iterable[Span]) -> str:
    """A line without its styles."""
    return "".join(text for text, _ in line).rstrip()
