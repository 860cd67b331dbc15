"""One criterion in every report, one after another in an order that favours none and stays the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from hashlib import sha256

from scorer.model import Verdict
from tui.view.card import quotes_of
from tui.view.lines import Line, Row, labelled
from tui.view.reports import Entry
from tui.words import Words
from tui.wrapping import cut, harmless, pad, width


def shuffled(entries: Iterable[Entry], criterion: str) -> list[Entry]:
    """The scored reports in an order fixed by their bytes and the criterion: even judgement, the same every day."""
    known = [entry for entry in entries if entry.digest is not None and not entry.digest.fault]

    def place(entry: Entry) -> str:
        assert entry.digest is not None
        return sha256(f"{criterion} {entry.digest.sha256} {entry.path}".encode("utf-8", "replace")).hexdigest()

    return sorted(known, key=place)


def across_rows(entries: Sequence[Entry], criterion: str, columns: int, words: Words) -> list[Row]:
    """A line for each report: the verdict and whose report it is."""
    rows = []
    for entry in entries:
        finding = entry.digest.finding(criterion) if entry.digest else None
        if finding is None:
            continue
        mark = words.mark(finding.verdict.value)
        line: Line = [(mark, finding.verdict.value)]
        line.append((" " + pad(entry.body, columns - width(mark) - 6) + " ", ""))
        line.append((pad(entry.year, 4), "faint"))
        rows.append(Row(entry.path, line))
    return rows


def tally(entries: Sequence[Entry], criterion: str, columns: int, words: Words) -> Row:
    """How many reports have which verdict."""
    found = [e.digest.finding(criterion) for e in entries if e.digest]
    counts = Counter(finding.verdict for finding in found if finding)
    line: Line = [(cut(words.criterion(criterion), columns // 2) + "  ", "head")]
    for verdict in Verdict:
        if counts[verdict]:
            line += [(words.mark(verdict.value), verdict.value), (f" {counts[verdict]}  ", "")]
    return Row("", line)


def finding_rows(entry: Entry, criterion: str, columns: int, words: Words) -> list[Row]:
    """Verdict, reason and quotes of one report."""
    say = words.say
    finding = entry.digest.finding(criterion) if entry.digest else None
    if finding is None or entry.digest is None:
        return []
    rows = [Row("", [(words.mark(finding.verdict.value), finding.verdict.value),
                     (f" {entry.body} {entry.year}", "head")])]  # fmt: skip
    rows += labelled(say("card.file"), entry.path, columns, "faint")
    rows += labelled(say("explain.reason"), words.reason(finding), columns)
    rows.append(Row("", []))
    for quote in quotes_of(finding):
        label = say("browse.near" if quote.why else "browse.evidence")
        place = say("card.place", line=quote.line, role=words.role(quote.role)).replace("·", " ")
        rows += labelled(label, place, columns, "faint")
        text = harmless(" ".join(quote.words.split()))
        rows += labelled(
            " " * width(label), text, columns, "almost" if quote.why else "evidence", (quote.start, quote.end)
        )
        if quote.why:
            rows += labelled(" " * width(label), "<- " + words.why(quote.why), columns, "faint")
        rows.append(Row("", []))
    return rows


def neighbour(order: Sequence[str], criterion: str, step: int) -> str:
    """The criterion before or after one in the rubric's order, round the end."""
    return order[(order.index(criterion) + step) % len(order)]
