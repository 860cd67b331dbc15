"""Where words stand in many reports."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from tui.view.card import found_in, text_lines
from tui.view.entry import Entry
from tui.view.lines import Row
from tui.words import Words
from tui.wrapping import cut, harmless, width

MOST_IN_ONE = 20  # hits of one report
_BEFORE = 12  # columns of text shown before a hit


class Hit(NamedTuple):
    """One place of the words looked for."""

    path: str
    line: int
    start: int  # characters of the source text, half-open
    end: int
    context: str  # the line of the report, harmless
    at: int  # of the hit in the context


def hits_in(path: str, text: str, query: str) -> Iterator[Hit]:
    """The first hits of one report."""
    spans = found_in(text, query)[:MOST_IN_ONE]
    if not spans:
        return
    lines = text_lines(text)
    number = 0
    for start, end in spans:
        while number + 1 < len(lines) and lines[number + 1][0] <= start:
            number += 1
        first, last = lines[number]
        yield Hit(path, number + 1, start, end, harmless(text[first:last]), start - first)


def hit_rows(entries: Iterable[Entry], hits: dict[str, list[Hit]], columns: int, words: Words) -> list[Row]:
    """A heading for each report that has hits, then a line for each of them."""
    rows = []
    for entry in entries:
        found = hits.get(entry.path)
        if not found:
            continue
        count = words.say("browse.hits", count=len(found)) + ("+" if len(found) == MOST_IN_ONE else "")
        rows.append(
            Row("", [(cut(f"{entry.body} {entry.year}", columns - width(count) - 2), "group"), ("  " + count, "faint")])
        )
        for hit in found:
            place = f"{hit.line:>5}  "
            before = hit.context[: hit.at]
            while width(before) > _BEFORE:
                before = before[1:]
            hit_words = hit.context[hit.at : hit.at + hit.end - hit.start]
            behind = hit.context[hit.at + hit.end - hit.start :]
            room = columns - len(place) - width(before) - width(hit_words)
            rows.append(
                Row(f"{hit.path}\t{hit.start}", [(place, "faint"), (before.lstrip(), ""), (hit_words, "quote"),
                    (cut(behind, max(0, room)), "")], (hit.start, hit.end))
            )  # fmt: skip
    return rows
