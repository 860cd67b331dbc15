"""Headings of a report with their level: lines with a marker, bare names of parts, markers inside a paragraph.

What a heading is, is told by its marker, its length and its place; what it is about, by `scorer.structure.names`.
"""

from bisect import bisect_right
from typing import NamedTuple

from scorer.model import Heading
from scorer.structure.lines import LineOf, Span
from scorer.structure.markers import BULLETS, ENUMERATED, INNER, MARKER, NEXT_MARKER, han, number
from scorer.text.expressions import expression
from scorer.text.words import Scan

_LONGEST_HEADING = 60  # characters of a heading without the text that runs on
_LONGEST_RUN_IN = 48
_LONGEST_BARE = 30  # of a heading line without a marker
_FEWEST_CAPTIONS = 3
_NO_CAPTION = "。;:,、"  # how no heading ends
_STOPS = "。!?;:"
_DIGITS = expression(r"\d{4}[-/.]|\d月|\d号|\d[件次人]")  # a date, a document number, a figure: no heading
_HEADING_END = expression(r"[。;:!?]")
_NO_HEADING = expression(r"[。;,!?|]")


class Mark(NamedTuple):
    """A heading with its numbering: `rank` of its family of markers (0: no marker), `number` in it."""

    heading: Heading
    rank: int
    number: int
    text_start: int  # where the words begin, behind the marker
    body: int  # where the text of the section begins


def find_marks(text: str, kept: list[Span], titles: list[Span], scan: Scan, line_of: LineOf) -> list[Mark]:
    """All headings of paragraphs, and those behind the end of a sentence inside one."""
    found: list[Mark] = []
    skip = set(titles)
    captions = set(_captions(text, kept, skip, scan))
    for start, end in kept:
        if (start, end) in skip:
            continue
        mark = _mark_at(text, start, end, line_of)
        if mark is not None:
            found.append(mark)
        elif end - start <= _LONGEST_BARE:
            bare = _bare(text, start, end, scan, line_of)
            if bare is not None:
                found.append(bare)
            elif (start, end) in captions:
                found.append(Mark(Heading(0, text[start:end], start, end, line_of(start)), 0, 0, start, end))
        if end - start > 40:
            first = start if mark is None else mark.heading.end - 1
            for match in INNER.finditer(text, max(start, first), end):
                inner = _mark_at(text, match.end(), end, line_of, inner=True)
                while inner is not None and inner.rank <= 5:
                    found.append(inner)
                    # Where the stop was lost, the next marker follows at once.
                    fused = inner.body == inner.heading.end and text[inner.body - 1] not in "。;:!?"
                    inner = _mark_at(text, inner.body, end, line_of, inner=True) if fused else None
    return found


def _mark_at(text: str, start: int, end: int, line_of: LineOf, inner: bool = False) -> Mark | None:
    """The numbered heading that begins at `start` of a paragraph, if it is one."""
    at = start
    while at < end and text[at] in BULLETS:
        at += 1
    match = MARKER.match(text, at, end)
    if match is None or match.end() >= end or not han(text, match.end(), min(end, match.end() + 6)):
        return None
    rank, ordinal = number(text, match)
    words = match.end()
    if text[words] == "是":
        return None
    stop = _HEADING_END.search(text, words, end)
    limit = end if stop is None else stop.start()
    follows = NEXT_MARKER.search(text, words + 2, min(limit, words + _LONGEST_HEADING))
    if follows is not None and inner:
        limit = follows.start()
        return Mark(Heading(0, text[at:limit].rstrip(), at, limit, line_of(at), True), rank, ordinal, words, limit)
    size = limit - words
    if stop is None or stop.end() >= end:
        if size > _LONGEST_HEADING:
            return None
        return Mark(Heading(0, text[at:end].rstrip(" ;:,】"), at, end, line_of(at)), rank, ordinal, words, end)
    if size > _LONGEST_RUN_IN:
        return None
    closed = stop.end()
    heading = Heading(0, text[at:closed].rstrip(" ;:,】"), at, closed, line_of(at), True)
    return Mark(heading, rank, ordinal, words, closed)


def _bare(text: str, start: int, end: int, scan: Scan, line_of: LineOf) -> Mark | None:
    """A short line without a marker and without a stop that names a part of the report."""
    at = start
    while at < end and text[at] in BULLETS:
        at += 1
    body = text[at:end].rstrip(" 】*#:")
    if len(body) < 3 or _NO_HEADING.search(body) or body[-1] in "、":
        return None
    names = ("role-heading-problems", "role-heading-plan", "role-heading-first-responsible", "role-heading-measures")
    if not any(scan.has(name, at, end) for name in names):
        shortfall = scan.has("role-have", at, end) and scan.has("role-shortfall", at, end)
        leader = scan.has("role-main-leader", at, end) and scan.has("role-heading-duty", at, end)
        if not shortfall and not leader:
            return None
    return Mark(Heading(0, body, at, end, line_of(at)), 0, 0, at, end)


def leveled(marks: list[Mark]) -> tuple[Mark, ...]:
    """The marks with the level of each heading."""
    return tuple(
        mark._replace(heading=mark.heading._replace(level=level))
        for mark, level in zip(marks, _levels(marks), strict=True)
    )


def _captions(text: str, kept: list[Span], titles: set[Span], scan: Scan) -> list[Span]:
    """Short lines without a stop above sentences, where a report numbers no chapter: its headings.

    Numbered sentences (1. 懂法的人太少。司法所只有两人。) are items of a list.
    """
    if any(MARKER.match(text, start, end) and text[end - 1] not in _STOPS for start, end in kept):
        return []
    found = []
    for line, below in zip(kept[1:], kept[2:], strict=False):
        start, end = line
        short = end - start <= min(_LONGEST_BARE, (below[1] - below[0]) * 2 // 3) and not MARKER.match(text, start, end)
        if not short or line in titles or text[end - 1] in _NO_CAPTION or text[below[1] - 1] not in _STOPS:
            continue
        if not scan.has("role-closing", start, end) and not _DIGITS.search(text, start, end):
            found.append(line)
    return found if len(found) >= _FEWEST_CAPTIONS else []


def _levels(marks: list[Mark]) -> list[int]:
    """Level of each mark: the depth at which its family of markers was opened."""
    levels: list[int] = []
    stack: list[tuple[int, int]] = []  # rank, last number
    outer: list[tuple[int, int]] = []  # the families that a bare heading interrupted
    for mark in marks:
        if mark.rank == 0:
            outer = outer if stack and stack[0][0] == 0 else stack
            stack = [(0, 0)]
            levels.append(1)
            continue
        ranks = [rank for rank, _ in stack]
        if mark.rank not in ranks and any(rank == mark.rank and mark.number == last + 1 for rank, last in outer):
            stack = outer
            ranks = [rank for rank, _ in stack]
        if mark.rank in ranks:
            del stack[ranks.index(mark.rank) + 1 :]
            stack[-1] = (mark.rank, mark.number)
        else:
            # A higher family closes the lower ones that were opened before it.
            while stack and stack[-1][0] > mark.rank:
                stack.pop()
            stack.append((mark.rank, mark.number))
        levels.append(len(stack))
    return levels


def enumerated(text: str, marks: tuple[Mark, ...], line_of: LineOf) -> list[Heading]:
    """一是……。 as a heading inside or at the start of a paragraph, one level below what stands above it."""
    found = []
    starts = [mark.heading.start for mark in marks]
    for match in ENUMERATED.finditer(text):
        start, end = match.span()
        if start and text[start - 1] not in "。:;\n ":
            continue
        index = bisect_right(starts, start) - 1
        above = marks[index].heading.level if index >= 0 else 0
        found.append(Heading(above + 1, text[start:end], start, end, line_of(start), True))
    return found
