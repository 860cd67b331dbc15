"""The bodies that sign a report, and the day beside their names."""

from collections.abc import Sequence
from typing import NamedTuple

from scorer.facts.body import LONGEST_BODY, body_of, is_organ
from scorer.facts.dates import DATE, iso
from scorer.facts.document import Document, Span, quote
from scorer.facts.places import Places

SEAL = 6  # characters that may stand beside a date: (印), 日期
LONGEST_DATE = 14
_OTHER_DATES = ("fact-date-published", "fact-date-other", "fact-sign-not")


class Signature(NamedTuple):
    """Spans of the names of the bodies, and the ISO date; empty and None where the report does not say."""

    issuers: tuple[Span, ...] = ()
    date: str | None = None


def find_signature(document: Document, titles: list[list[Span]], places: Places) -> Signature:
    """The signature at the end, else at the front (above a report that a letter came with)."""
    taken = {span for title in titles for span in title}
    back = [span for span in document.lines.back if span not in taken]
    front = [span for span in document.lines.front if span not in taken]
    return (
        _dated(document, back, run_in=True)
        or _undated(document, back, places)
        or _dated(document, front, run_in=False)
        or Signature()
    )


def _dated(document: Document, lines: Sequence[Span], *, run_in: bool) -> Signature | None:
    """The last line that is a date alone or behind a body, and the bodies above (else below) it.

    `run_in`: the signature may follow the last sentence on its line.
    """
    text = document.text
    for index in range(len(lines) - 1, -1, -1):
        start, end = lines[index]
        if run_in:
            start = max(start, text.rfind("。", start, end - 1) + 1)
        if end - start > LONGEST_BODY + LONGEST_DATE:
            continue
        dates = list(DATE.finditer(text[start:end]))
        if not dates or any(document.scan.has(name, start, end) for name in _OTHER_DATES):
            continue
        found = dates[-1]
        before = text[start : start + found.start()].strip(" (:")
        if len(text[start + found.end() : end].strip(" )")) > SEAL:
            continue
        if before:
            name = _name_in(document, (start, start + found.start()))
            if name:
                return Signature((name,), iso(found))
            if len(before) > SEAL or before[-1].isdigit():
                continue
        return Signature(_beside(document, lines, index), iso(found))
    return None


def _beside(document: Document, lines: Sequence[Span], index: int) -> tuple[Span, ...]:
    """The bodies in the lines above that of a date, else the one below it."""
    issuers: list[Span] = []
    for above in range(index - 1, max(-1, index - 4), -1):
        name = _name_in(document, lines[above])
        if not name:
            break
        issuers.insert(0, name)
    if not issuers and index + 1 < len(lines):
        below = _name_in(document, lines[index + 1])
        issuers += [below] if below else []
    return tuple(issuers)


def _undated(document: Document, lines: Sequence[Span], places: Places) -> Signature | None:
    """A body that signs one of the last lines without a date."""
    for span in reversed(lines[-4:]):
        name = _name_in(document, span)
        if name and body_of(document.words(name), document.scan.lexicon, places).kind:
            return Signature((name,))
    return None


def _name_in(document: Document, span: Span) -> Span | None:
    """The name of a body that a line is, without (印), (盖章) and blanks; None for any other line."""
    start, end = span
    body = document.text[start:end].rstrip(" (")
    if body.endswith(")") and "(" in body and len(body) - body.rindex("(") <= SEAL:
        body = body[: body.rindex("(")]
    body = body.rstrip()
    lead = len(body) - len(body.lstrip(" ("))
    name = (start + lead, start + len(body))
    return name if is_organ(document.words(name), document.scan.lexicon) else None


def issuer_parts(document: Document, span: Span) -> list[str]:
    """The names of the bodies that sign in one line."""
    text = document.text
    quoted = quote(document, [span])
    if " " not in quoted:
        return text[span[0] : span[1]].split("、")
    # Matching text has no blank between bodies: cut where the source has one.
    parts, at = [], span[0]
    for word in quoted.split(" "):
        parts.append(text[at : at + len(word)])
        at += len(word)
        while at < span[1] and text[at] == " ":
            at += 1
    return parts
