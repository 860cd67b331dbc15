"""The bodies that a report is addressed to."""

from __future__ import annotations

from scorer.facts.document import Document, Span, split

LONGEST_ADDRESSEE = 90


def find_addressees(document: Document, titles: list[list[Span]]) -> list[Span]:
    """Spans of the addressees; empty where none is named."""
    taken = {span for title in titles for span in title}
    for span in document.lines.front:
        found = [] if span in taken else _addressed(document, *span)
        if found:
            return found
    return []


def _addressed(document: Document, start: int, end: int) -> list[Span]:
    """The addressees of a line: bodies before a colon, behind a label, or in brackets behind 报."""
    text = document.text
    stop = text.find(":", start, min(end, start + LONGEST_ADDRESSEE))
    body = text[start:end]
    bracketed = body.startswith("(") and body.endswith(")")
    if bracketed:
        start, stop = start + 1, end - 1
    lead = next((word for word in document.literals("fact-addressee-label") if text.startswith(word, start)), "")
    if lead and (bracketed or lead.endswith(":")):
        start += len(lead)
        stop = text.find(":", start, end)
        stop = (end - 1 if bracketed else end) if stop < 0 else stop
    elif bracketed:
        return []
    if stop <= start or stop - start > LONGEST_ADDRESSEE:
        return []
    joined = _joined(document, (start, stop))
    organs = document.literals("fact-addressee-organ")
    items = [document.words(item).strip() for span in joined for item in split(text, span, "、,")]
    return joined if all(len(item) >= 2 and item.endswith(organs) for item in items) else []


def _joined(document: Document, span: Span) -> list[Span]:
    """A list of addressees cut where a word (并报) stands for the mark between two of them."""
    for word in document.literals("fact-addressee-join"):
        at = document.text.find(word, span[0] + 2, span[1] - 2)
        if at > 0 and document.text[span[0] : at].endswith(document.literals("fact-addressee-organ")):
            return [(span[0], at), (at + len(word), span[1])]
    return [span]
