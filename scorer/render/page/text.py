"""The text of a report with the quoted words marked, safe against markup; each mark can be jumped to."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from scorer.render.cells import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from scorer.render.entry import Entry

Span = tuple[int, int, str, str]  # start, end, kind (evidence, near, check), the criterion's name

_RANK = {"evidence": 0, "check": 1, "near": 2}  # which kind is shown where several meet


def harmless(text: str) -> str:
    """The text of a source, character by character, with what a browser would obey made visible; offsets hold."""
    return "".join(char if char == "\n" else clean(char) or " " for char in text)


def spans(entry: Entry) -> list[Span]:
    """Everything quoted of a report."""
    found: list[Span] = []
    for mark in entry.marks:
        found += [(quote.start, quote.end, "evidence", mark.name) for quote in mark.evidence]
        found += [(quote.start, quote.end, "near", mark.name) for quote in (*mark.near, *mark.unanswered)]
    found += [(check.quote.start, check.quote.end, "check", check.verdict) for check in entry.checks]
    return found


def marked(text: str, found: Sequence[Span], prefix: str) -> str:
    """HTML of the text, a paragraph a line with its number; the mark that begins at an offset has its id."""
    starts = {start for start, _, _, _ in found}
    cuts = sorted({0, len(text), *(at for start, end, _, _ in found for at in (start, end) if at <= len(text))})
    opening = sorted(found)
    waiting: list[Span] = []
    at = 0
    parts: list[str] = []
    for low, high in zip(cuts, cuts[1:], strict=False):
        while at < len(opening) and opening[at][0] <= low:
            waiting.append(opening[at])
            at += 1
        waiting = [span for span in waiting if span[1] > low]
        parts.append(_piece(text[low:high], waiting, f"{prefix}{low}" if low in starts else ""))
    lines = "".join(parts).split("\n")
    return "".join(f'<p><span class="n">{number}</span>{line}</p>' for number, line in enumerate(lines, 1) if line)


def _piece(text: str, covering: Iterable[Span], id_: str) -> str:
    """A stretch between two cuts; a mark never runs over the end of a line."""
    covered = sorted(covering, key=lambda span: _RANK[span[2]])
    if not covered:
        return escape(text)
    kind = covered[0][2]
    names = escape("、".join(dict.fromkeys(span[3] for span in covered)))
    made = []
    for part in text.split("\n"):
        anchor = f' id="{id_}"' if id_ else ""
        made.append(f'<mark class="{kind}" title="{names}"{anchor}>{escape(part)}</mark>' if part or id_ else "")
        id_ = ""
    return "\n".join(made)
