"""Title lines of a report."""

from __future__ import annotations

from scorer.structure.lines import Span
from scorer.structure.markers import MARKER
from scorer.structure.signature import is_date, is_issuer
from scorer.text.words import Scan

_LONGEST_TITLE = 70


def reads_as_title(text: str, start: int, end: int, scan: Scan) -> bool:
    """Whether a line names a subject and a kind of document, as a title does."""
    if end - start > _LONGEST_TITLE or "。" in text[start:end]:
        return False
    return scan.has("role-title-topic", start, end) and scan.has("role-title-kind", start, end)


def find_titles(text: str, kept: list[Span], scan: Scan) -> list[Span]:
    """Title lines: at the head, and once more behind a covering letter; a title may take two lines."""
    found: list[Span] = []
    rest = set(scan.spans("role-title-rest"))
    seen_body = 0
    for index, (start, end) in enumerate(kept[:40]):
        body = text[start:end]
        if end - start > 90:
            seen_body += 1
            if seen_body > 3 or MARKER.match(body):
                break
            continue
        marker = MARKER.match(body)
        if marker:
            if found or seen_body or index > 2:
                break
            continue
        if reads_as_title(text, start, end, scan) and not body.endswith((":", ";", ",")):
            if seen_body and not _after_closing(text, kept, index, scan):
                continue
            second = body[0].isdigit() or scan.has("role-title-about", start, min(end, start + 3))
            if index and not found and second and is_issuer(text, *kept[index - 1], scan):
                found.append(kept[index - 1])
            found.append((start, end))
        elif found and found[-1] == kept[index - 1] and (start, end) in rest:
            found.append((start, end))
    return found


def _after_closing(text: str, kept: list[Span], index: int, scan: Scan) -> bool:
    """Whether a date, issuer or closing formula stands shortly above the line."""
    for start, end in kept[max(0, index - 3) : index]:
        if is_date(text[start:end]) or scan.has("role-closing", start, end):
            return True
    return False
