"""What was decided, line by line, and where two readers differ."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from scorer.model import Verdict
from scorer.review.decision import Act
from scorer.review.line import Line as LogLine
from scorer.review.readers import Difference
from tui.rubrics import Rubrics
from tui.view.entry import Entry
from tui.view.lines import Line, Row, labelled
from tui.words import Words
from tui.wrapping import harmless, pad, width

_TIME = 11  # columns: 03-02 10:14


def by_digest(entries: Iterable[Entry]) -> dict[str, Entry]:
    """The first report of the list with each digest."""
    found: dict[str, Entry] = {}
    for entry in entries:
        if entry.digest is not None and entry.digest.sha256:
            found.setdefault(entry.digest.sha256, entry)
    return found


def name_of(key: str, rubrics: Rubrics) -> str:
    """A criterion by its name; a check by what it is."""
    words = rubrics.words
    return words.say("card.checks") if ":" in key else rubrics.criterion_words(key).criterion(key)


def record_rows(
    lines: Sequence[LogLine], reports: Mapping[str, Entry], taken_back: set[str], columns: int, rubrics: Rubrics
) -> list[Row]:
    """The log, the newest line first: when, who, which report and criterion, what, why; `taken_back` are hashes."""
    words, rows = rubrics.words, list[Row]()
    for line in reversed(lines):
        decision = line.decision
        report = decision.report
        entry = reports.get(report.sha256) if report else None
        body = f"{entry.body} {entry.year}" if entry else harmless(report.path.rsplit("/", 1)[-1]) if report else ""
        keys = [held.key for held in decision.held if held.key]
        name = name_of(keys[0], rubrics) if keys else ""
        if len(keys) > 1:
            name += f" +{len(keys) - 1}"
        size = max(8, (columns - _TIME - 30) // 3)
        spans: Line = [
            (pad(decision.at[5:16].replace("T", " "), _TIME) + " ", "faint"),
            (pad(harmless(decision.who), 8) + " ", ""),
            (pad(body, size) + " ", ""),
            (pad(name, size) + " ", ""),
        ]
        what = words.review("act." + decision.act)
        if decision.act in (Act.OVERRULE, Act.SETTLE) and decision.held and decision.held[0].verdict:
            held = decision.held[0]
            what = words.voices(held.program or held.verdict, held.verdict)
        style = "faint" if line.hash in taken_back else "key"
        spans += [(what, style), ("  " + harmless(decision.note), "faint")]
        rows.append(Row(line.hash, spans))
    return rows or [Row("", [(words.say("browse.record-empty"), "faint")])]


def difference_rows(
    found: Sequence[Difference], reports: Mapping[str, Entry], columns: int, rubrics: Rubrics
) -> list[Row]:
    """A line for each mark on which two readers differ; what is not settled first."""
    words, rows = rubrics.words, list[Row]()
    mark = max(width(words.mark(verdict.value)) for verdict in Verdict)
    size = max(10, (columns - 3 * mark - 14) // 2)
    for one in sorted(found, key=lambda d: d.settled is not None):
        pair = one.pair
        entry = reports.get(pair.sha256)
        body = f"{entry.body} {entry.year}" if entry else pair.sha256[:8]
        held = pair.one.decision.of_key(pair.key)
        program = held.program if held else ""
        spans: Line = [(pad(body, size) + " ", ""), (pad(name_of(pair.key, rubrics), size) + " ", "")]
        for verdict in (program, *pair.verdicts):
            spans.append((pad(words.mark(verdict) if verdict else "-", mark) + " ", verdict))
        if one.settled is not None:
            spans.append((f"{words.review('state.settled')} {harmless(one.settled.decision.who)}", "hint"))
        rows.append(Row(f"{pair.sha256}\t{pair.key}", spans))
    return rows or [Row("", [(words.say("browse.no-differences"), "faint")])]


def reading_rows(one: Difference, columns: int, words: Words) -> list[Row]:
    """What each of two readers has said, with the words and the reason."""
    rows: list[Row] = []
    for line in (one.pair.one, one.pair.two, *((one.settled,) if one.settled else ())):
        decision = line.decision
        held = decision.of_key(one.pair.key)
        label = f"{harmless(decision.who)} {words.mark(held.verdict)}" if held and held.verdict else decision.who
        told = f"{decision.at[5:16].replace('T', ' ')}  {decision.note}"
        rows += labelled(label, told, columns, "", label_style=held.verdict if held else "faint")
        for quote in held.quotes[:3] if held else ():
            style = "evidence" if quote.counts else "almost"
            rows += labelled("  " + words.say("browse.evidence"), " ".join(quote.exact.split()), columns, style)
        rows.append(Row("", []))
    return rows
