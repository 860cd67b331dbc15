"""Scorecard -> Markdown for a meeting: the verdicts, the quoted words with their lines, what to mend."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from scorer.locale.wording import Wording, points_words, score_words
from scorer.model import Evidence, Finding, NearMiss, Scorecard, Verdict
from scorer.render import checked
from scorer.render.cells import clean, cut
from scorer.render.formats import Look, Scored
from scorer.render.nearest import nearest

EXTENSION = ".md"
FILE_START = b""
FOR_PROGRAMS = False

_QUOTES_SHOWN = 2  # under one criterion
_QUOTE_COLUMNS = 120
_LIFTS_SHOWN = 5


def piece(card: Scorecard, look: Look) -> str:
    """The scorecard of one report."""
    if card.total is None:
        return f"{head(card, look)}\n\n{footer(card, look.wording)}\n"
    parts = (
        head(card, look),
        verdict_table(card, look),
        gap_list(card, look),
        check_list(card, look.wording),
        lift_list(card, look.wording),
        quote_list(card, look.wording),
        review_list(look),
        footer(card, look.wording),
    )
    return "\n\n".join(part for part in parts if part) + "\n"


def whole(scored: Iterable[Scored], look: Look) -> Iterator[str]:
    """The scorecards one below the other, with a rule between them."""
    between = ""
    for one in scored:
        yield between + one.body
        between = "\n---\n\n"


@cache
def _special() -> re.Pattern[str]:
    # What Markdown, its tables or a bare address could take for markup.
    return re.compile(r"[\\`*_\[\]<>|~$&@]|(?<=\w):(?=//)|(?<=\b[wW]{3})\.")


def safe(text: str) -> str:
    """Text of a report as plain words of a Markdown line, whatever it holds."""
    return _special().sub(_escaped, clean(text))


def _escaped(match: re.Match[str]) -> str:
    char = match.group()
    if char in "<>&|:@.":  # as entities: no reader sees an address, a tag or the end of a cell in them
        return f"&#{ord(char)};"
    return "\\" + char


def head(card: Scorecard, look: Look) -> str:
    """Title, facts, total, baseline, layers, notes."""
    wording = look.wording
    say = wording.say
    facts = card.report.facts
    stated = [
        (say("card.report-title"), facts.title),
        (say("md.place"), facts.jurisdiction),
        (say("md.level"), wording.level(facts.level) if facts.level else None),
        (say("md.year"), str(facts.year) if facts.year else None),
        (say("md.issuer"), facts.issuer),
        (say("md.addressee"), facts.addressee),
        (say("md.signed"), facts.signed_on),
        (say("md.published"), facts.published_on),
        (say("md.number"), facts.document_number),
    ]
    rows = [(label, safe(text)) for label, text in stated if text]
    silent = [label for label, text in stated if not text]
    if silent:
        rows.append((say("md.unstated"), say("card.comma").join(silent)))
    name = facts.jurisdiction or card.report.source.name.rsplit("/", 1)[-1]
    year = say("card.year", year=facts.year) if facts.year else say("card.no-year")
    lines = [f"# {say('card.title')}{say('card.colon')}{safe(name)} · {year}", ""]
    lines += total_lines(card, look)
    lines += ["", *table((say("md.item"), say("md.content")), rows)]
    return "\n".join(lines)


def total_lines(card: Scorecard, look: Look) -> list[str]:
    """The result in a few lines."""
    wording, voices = look.wording, look.voices
    say, colon = wording.say, wording.say("card.colon")
    notes = [f"- {say('card.warning')}{colon}{safe(wording.note(note))}" for note in card.report.warnings]
    if card.total is None:
        return [f"- **{say('card.total')}{colon}{say('card.not-scored')}**", *notes]
    before = safe(voices.total) if voices else ""
    total = f"{before}{score_words(card.total)} · {safe(wording.band(card.band))}"
    if voices is not None:
        notes = [f"- {voices.title}{colon}{safe(voices.status)}", *notes]
    unclear = sum(f.verdict is Verdict.UNCLEAR for f in card.findings)
    if unclear:
        low, high = score_words(card.low), score_words(card.high)
        total += f" ({say('card.interval', low=low, high=high, count=unclear)})"
    if card.baseline_missing:
        baseline = say("card.baseline-missing", names=safe(wording.criteria(card.baseline_missing)))
    else:
        baseline = say("card.baseline-complete")
    layers = " · ".join(f"{safe(wording.layer(layer.id))} {score_words(layer.score)}" for layer in card.layers)
    return [
        f"- **{say('card.total')}{colon}{total}**",
        f"- {say('card.baseline')}{colon}{baseline}",
        f"- {say('card.layers')}{colon}{layers}",
        *notes,
    ]


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """A Markdown table; the cells are safe already."""
    lines = ["| " + " | ".join(head) + " |", "|" + " --- |" * len(head)]
    return lines + ["| " + " | ".join(row) + " |" for row in rows]


def verdict_table(card: Scorecard, look: Look) -> str:
    """A row for each criterion, in the order of the rubric; an element's name and score stand once."""
    wording = look.wording
    say = wording.say
    order = {f.criterion: at for at, f in enumerate(card.findings)}
    rows = []
    for element in card.elements:
        name = f"{safe(wording.element(element.id))} **{score_words(element.score)}**"
        for id_ in element.criteria:
            if id_ not in order:
                continue
            finding, at = card.findings[order[id_]], order[id_]
            points = f"{points_words(card.points[at])}/{points_words(card.weights[at])}"
            if finding.verdict in (Verdict.EXEMPT, Verdict.UNCLEAR):
                points = "–"
            verdict = wording.verdict(finding.verdict)
            if finding.verdict is Verdict.MISSING:
                verdict = f"**{verdict}**"
            if look.voices is not None:
                verdict = safe(look.voices.before(id_)) + verdict
            if finding.doubt:
                verdict += f" · {safe(wording.say('doubt.mark'))}"
            if record := wording.record(id_):
                verdict += f" ({safe(record)})"
            lines = sorted({e.line for e in finding.evidence})
            where = ", ".join(map(str, lines[:4])) + (" …" if len(lines) > 4 else "")
            rows.append((name, safe(wording.criterion(id_)), verdict, points, where))
            name = ""
    columns = (say("card.element"), say("md.criterion"), say("md.verdict"), say("md.points"), say("md.where"))
    return "\n".join([f"## {say('md.verdicts')}", "", *table(columns, rows)])


def gap_list(card: Scorecard, look: Look) -> str:
    """Missing, partial and unclear criteria: the reason, the nearest words, what to write."""
    items = []
    wording, similar = look.wording, look.similar or {}
    for verdict in (Verdict.MISSING, Verdict.PARTIAL, Verdict.UNCLEAR):
        for finding in card.findings:
            if finding.verdict is verdict:
                items += gap_item(finding, wording)
                for passage in similar.get(finding.criterion, ()):
                    check = f" · {wording.say('card.please-check')}" if passage.check else ""
                    label = wording.say("card.similar") + wording.say("card.colon")
                    items.append(f"  - {label}{quoted(passage.passage, wording)} {passage.likeness:.0%}{check}")
    if not items:
        return ""
    return "\n".join([f"## {wording.say('md.misses')}", "", *items])


def gap_item(finding: Finding, wording: Wording) -> list[str]:
    """One criterion that lacks something."""
    say, colon = wording.say, wording.say("card.colon")
    name = safe(wording.criterion(finding.criterion))
    lines = [f"- **{name}** · {wording.verdict(finding.verdict)}{colon}{safe(wording.reason(finding))}"]
    if finding.doubt:
        lines.append(f"  - {wording.say('doubt.mark')}{colon}{safe(wording.say('doubt.' + finding.doubt))}")
    for words in nearest(finding, _QUOTES_SHOWN):
        if isinstance(words, NearMiss):
            lines.append(f"  - {say('card.near')}{colon}{quoted(words, wording)} — {safe(wording.why(words.why))}")
        else:
            lines.append(f"  - {quoted(words, wording)}")
    unanswered = [pair.problem for pair in finding.pairings if pair.answer is None]
    lines += [f"  - {say('card.unanswered')}{colon}{quoted(problem, wording)}" for problem in unanswered]
    mend = wording.mend(finding.criterion)
    if mend:
        lines.append(f"  - {say('md.mends')}{colon}{safe(mend)}")
    return lines


def check_list(card: Scorecard, wording: Wording) -> str:
    """What the checks found, each with its words, its line and the computation."""
    shown = checked.shown(card.checks)
    if not shown:
        return ""
    lines = [f"## {wording.say('card.checks')}", ""]
    for check in shown:
        told = [f"**{checked.verdict_words(check, wording.lang)}**", safe(wording.say("card.line", line=check.line))]
        told.append(safe(wording.say("card.quote", quote=cut(clean(check.quote), _QUOTE_COLUMNS))))
        told += [safe(part) for part in (check.computation, checked.message(check, wording.lang)) if part]
        lines.append("- " + " · ".join(told))
    return "\n".join(lines)


def lift_list(card: Scorecard, wording: Wording) -> str:
    """What lifts the total most."""
    if not card.lifts:
        return ""
    lines = [f"## {wording.say('card.lifts')}", ""]
    for criterion, points in card.lifts[:_LIFTS_SHOWN]:
        lines.append(f"1. {safe(wording.criterion(criterion))} +{score_words(points)}")
    return "\n".join(lines)


def quote_list(card: Scorecard, wording: Wording) -> str:
    """The words on which each met criterion rests."""
    lines = []
    for finding in card.findings:
        if finding.verdict is Verdict.MET:
            quotes = " / ".join(quoted(e, wording) for e in finding.evidence[:_QUOTES_SHOWN])
            lines.append(
                f"- **{safe(wording.criterion(finding.criterion))}** {quotes or safe(wording.reason(finding))}"
            )
    if not lines:
        return ""
    return "\n".join([f"## {wording.say('md.quotes')}", "", *lines])


def review_list(look: Look) -> str:
    """What people said otherwise, doubted, waived, or are to look at again."""
    told = look.voices.told() if look.voices else []
    if look.voices is None or not told:
        return ""
    lines = [f"- **{safe(look.voices.name(mark.key))}** {safe(text)}" for mark, text in told]
    return "\n".join([f"## {look.voices.title}", "", *lines])


def quoted(words: Evidence | NearMiss, wording: Wording) -> str:
    """Quoted words with line and role."""
    place = wording.say("card.place", line=words.line, role=wording.role(words.role))
    return f"{place} {wording.say('card.quote', quote=safe(cut(clean(words.quote), _QUOTE_COLUMNS)))}"


def footer(card: Scorecard, wording: Wording) -> str:
    """Which rubric judged which bytes."""
    text = wording.say(
        "md.footer",
        id=safe(card.rubric_id),
        version=safe(card.rubric_version),
        sha=card.rubric_sha256[:12],
        path=safe(card.report.source.name),
        file_sha=card.report.source.sha256[:12],
    )
    return "---\n\n" + text
