"""One criterion in every report, one after another in an order that favours none and stays the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from hashlib import sha256

from scorer.model import Verdict
from scorer.review.mark import Mark
from tui.view.card import quotes_of
from tui.view.decided import decided_rows
from tui.view.entry import Entry
from tui.view.lines import Line, Row, labelled
from tui.words import Words
from tui.wrapping import cut, harmless, pad, width

_GAPS = (Verdict.PARTIAL, Verdict.MISSING, Verdict.UNCLEAR)


def shuffled(entries: Iterable[Entry], criterion: str, gaps_only: bool = False) -> list[Entry]:
    """The scored reports in an order fixed by their bytes and the criterion: even judgement, the same every day."""
    known = []
    for entry in entries:
        voice = entry.voice(criterion)
        lacking = criterion in entry.standing.open_keys if entry.standing else bool(voice and voice.verdict in _GAPS)
        if voice is not None and (lacking or not gaps_only):
            known.append(entry)

    def place(entry: Entry) -> str:
        assert entry.digest is not None
        return sha256(f"{criterion} {entry.digest.sha256} {entry.path}".encode("utf-8", "replace")).hexdigest()

    return sorted(known, key=place)


def across_rows(entries: Sequence[Entry], criterion: str, columns: int, words: Words) -> list[Row]:
    """A line for each report: the verdict and whose report it is."""
    rows = []
    longest = min(max((width(entry.file) for entry in entries), default=0), columns // 4)
    for entry in entries:
        voice = entry.voice(criterion)
        if voice is None:
            continue
        mark = words.voices(voice.program.value, voice.verdict.value)
        asked = entry.standing is not None and criterion in entry.standing.open_keys
        state = voice.state or ("open" if asked else "")
        line: Line = [(pad(words.sign(state), 2), "key")] if entry.standing else []
        line.append((mark, voice.verdict.value))
        year = sum(width(text) for text, _ in line) + 6
        line.append((" " + pad(entry.body, columns - year - longest - 1) + " ", ""))
        line.append((pad(entry.year, 4) + " ", "faint"))
        line.append((pad(entry.file, longest), "faint"))
        rows.append(Row(entry.path, line))
    return rows


def tally(entries: Sequence[Entry], criterion: str, columns: int, words: Words) -> Row:
    """How many reports have which verdict."""
    voices = [voice for entry in entries if (voice := entry.voice(criterion))]
    counts = Counter(voice.verdict for voice in voices)
    line: Line = [(cut(words.criterion(criterion), columns // 2) + "  ", "head")]
    for verdict in Verdict:
        if counts[verdict]:
            line += [(words.mark(verdict.value), verdict.value), (f" {counts[verdict]}  ", "")]
    decided = [voice for voice in voices if voice.state in ("agreed", "overruled", "settled", "waived", "closed")]
    if decided:
        changed = sum(voice.verdict is not voice.program for voice in decided)
        told = words.say("browse.agreement", count=len(decided), of=len(voices), changed=changed)
        line.append((told, "hint"))
    return Row("", line)


def finding_rows(entry: Entry, criterion: str, columns: int, words: Words, mark: Mark | None = None) -> list[Row]:
    """Verdict, reason and quotes of one report."""
    say = words.say
    finding = entry.digest.finding(criterion) if entry.digest else None
    if finding is None or entry.digest is None:
        return []
    rows = [Row("", [(words.mark(finding.verdict.value), finding.verdict.value),
                     (f" {entry.body} {entry.year}", "head")])]  # fmt: skip
    rows += labelled(say("card.file"), entry.path, columns, "faint")
    rows += labelled(say("explain.reason"), words.reason(finding), columns)
    rows += decided_rows(mark, columns, words)
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
        elif quote.half:
            told = "<- " + say("browse.half", why=words.why(quote.half))
            rows += labelled(" " * width(label), told, columns, "faint")
        rows.append(Row("", []))
    return rows


def neighbour(order: Sequence[str], criterion: str, step: int) -> str:
    """The criterion before or after one in the rubric's order, round the end."""
    return order[(order.index(criterion) + step) % len(order)]
