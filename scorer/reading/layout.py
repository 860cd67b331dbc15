"""Pieces of text at places on pages -> lines -> paragraphs, as they were before the page broke them.

Lengths are in the unit of the page, y grows downwards. Running heads, page numbers and slanted stamps become
furniture at the end of the text; a paragraph that a page cuts in two is joined.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from statistics import median
from typing import NamedTuple

from scorer.reading.reading import Span

_ZONE = 0.16  # share of a page's height at its top and bottom where running heads stand
_REPEATED = 0.6  # share of the pages on which a running head stands
_PAGE_NUMBER = re.compile(
    r"[-—–－―·•.~ |]*(?:第?\d{1,4}页?|[ivxIVX]{1,5})(?:[/,， ]*(?:共|of)?\d{1,4}页?)?[-—–－―·•.~ |]*"
)
_NUMERAL = "一二三四五六七八九十"
_OPENS = re.compile(
    rf"(?:[{_NUMERAL}]{{1,3}}[、.．]|[(（][{_NUMERAL}\d]{{1,3}}[)）]|\d{{1,2}}[、.．](?!\d)|第[{_NUMERAL}]{{1,3}}[章节条部]|[①-⑳])"
)
_WIDE = re.compile("[\u1100-\u11ff\u2e80-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6“”‘’—…·]")
_OPENERS = "“‘《〈（(【〔["
_CLOSERS = "。，、；：？！）》】〕”’%,.;:?!)"
_MOVED = re.compile(
    rf"[{re.escape(_OPENERS)}]*(?:[A-Za-z0-9][A-Za-z0-9.,%/:@_-]*|.)[{re.escape(_CLOSERS)}]*"
    rf"(?:[{re.escape(_OPENERS)}]+.|(?<![A-Za-z0-9])[A-Za-z0-9][A-Za-z0-9.,%/:@_-]*)?"
)
_ENDS = "。！？!?；;：:"


class Piece(NamedTuple):
    """Characters in one stretch of a line."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    furniture: bool = False  # slanted, or otherwise laid over the page
    recognised: bool = False


class Page(NamedTuple):
    """What stands on a page."""

    width: float
    height: float
    pieces: Sequence[Piece]


class Line(NamedTuple):
    """A line of a page."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    page: int
    recognised: bool

    @property
    def em(self) -> float:
        """Width of a Chinese character, from the height of the line."""
        return self.bottom - self.top


class Laid(NamedTuple):
    """The text of all pages."""

    text: str
    pages: tuple[int, ...]  # offset at which each page starts
    furniture: tuple[Span, ...]
    recognised: tuple[Span, ...]


def lay(pages: Sequence[Page]) -> Laid:
    """Put the pages together."""
    by_page = [_lines(page, number) for number, page in enumerate(pages)]
    frame = _running(by_page, pages)
    kept = [[line for line in lines if id(line) not in frame] for lines in by_page]
    margins = _Margins(kept)
    text = _Text()
    open_: Line | None = None
    for body in kept:
        first = body[0] if body else None
        if first is None or open_ is None or not _joined(open_, first, margins):
            text.close()
            open_ = None
        text.pages.append(text.size)
        for line in body:
            if open_ is not None and _joined(open_, line, margins):
                text.join(line)
            else:
                text.close()
                text.begin(line)
            open_ = line
    text.close()
    # All that frames the pages follows the document, so that it cuts no part of it in two.
    for page, lines in zip(pages, by_page, strict=True):
        stamps = [piece.text.strip() for piece in page.pieces if piece.furniture]
        text.frame([*(line.text for line in lines if id(line) in frame), *filter(None, stamps)])
    return Laid("".join(text.parts), tuple(text.pages), tuple(text.furniture), tuple(text.recognised))


class _Text:
    """The text as it grows."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.pages: list[int] = []
        self.furniture: list[Span] = []
        self.recognised: list[Span] = []
        self.size = 0
        self._last = ""
        self._open = False

    def _put(self, text: str, recognised: bool = False) -> None:
        if recognised and text:
            start = self.size
            if self.recognised and self.recognised[-1][1] >= start - 1:
                start = self.recognised.pop()[0]
            self.recognised.append((start, self.size + len(text)))
        self.parts.append(text)
        self.size += len(text)
        self._last = text[-1:] or self._last

    def begin(self, line: Line) -> None:
        self._open = True
        self._put(line.text, line.recognised)

    def join(self, line: Line) -> None:
        words = self._last.isascii() and self._last.isalpha() and line.text[:1].isascii() and line.text[:1].isalpha()
        self._put((" " if words else "") + line.text, line.recognised)

    def close(self) -> None:
        if self._open:
            self._put("\n")
            self._open = False

    def frame(self, lines: list[str]) -> None:
        for line in lines:
            start = self.furniture.pop()[0] if self.furniture else self.size
            self._put(line + "\n")
            self.furniture.append((start, self.size - 1))


def _lines(page: Page, number: int) -> list[Line]:
    """Pieces that stand side by side as one line, from the top down."""
    rows: list[tuple[float, float, list[Piece]]] = []  # top, bottom, pieces
    for piece in sorted((p for p in page.pieces if p.text.strip() and not p.furniture), key=_middle):
        middle = _middle(piece)
        if rows:
            top, bottom, row = rows[-1]
            # A small sign, such as a comma in a tight box, sits within the height of its line.
            if middle < bottom and (middle - (top + bottom) / 2) < 0.35 * max(bottom - top, piece.bottom - piece.top):
                row.append(piece)
                if piece.bottom - piece.top > bottom - top:
                    rows[-1] = (piece.top, piece.bottom, row)
                continue
        rows.append((piece.top, piece.bottom, [piece]))
    lines = []
    for top, bottom, row in rows:
        row.sort(key=lambda piece: piece.left)
        text = _joined_pieces(row, bottom - top)
        if text.strip():
            recognised = any(piece.recognised for piece in row)
            lines.append(Line(text.strip(), row[0].left, max(p.right for p in row), top, bottom, number, recognised))
    return lines


def _middle(piece: Piece) -> float:
    return (piece.top + piece.bottom) / 2


def _joined_pieces(row: list[Piece], em: float) -> str:
    """The pieces of a line, with a blank where more than the width of a character parts them."""
    parts = [row[0].text]
    for before, after in zip(row, row[1:], strict=False):
        gap = after.left - before.right
        narrow = before.text[-1:].isascii() and after.text[:1].isascii()
        if gap > (0.2 if narrow else 0.8) * em and not parts[-1].endswith(" "):
            parts.append(" ")
        parts.append(after.text)
    text = "".join(parts)
    # Extractors set a blank between Chinese and digits where the font only leaves some room.
    return re.sub(rf"(?<={_WIDE.pattern}) (?=[0-9A-Za-z])|(?<=[0-9A-Za-z%]) (?={_WIDE.pattern})", "", text)


def _running(by_page: list[list[Line]], pages: Sequence[Page]) -> set[int]:
    """Ids of lines that are running heads or page numbers."""
    seen: list[tuple[str, Line]] = []
    for lines, page in zip(by_page, pages, strict=True):
        for index, line in enumerate(lines):
            outer = min(index, len(lines) - 1 - index)
            margin = line.bottom <= _ZONE * page.height or line.top >= (1 - _ZONE) * page.height
            if outer < 3 and margin:
                seen.append((_mask(line.text), line))
    counts: Counter[tuple[str, int]] = Counter()
    for key in {(text, line.page) for text, line in seen}:
        counts[key[0], key[1] % 2] += 1
    halves = (sum(1 for lines in by_page[::2] if lines), sum(1 for lines in by_page[1::2] if lines))
    full = sum(halves)
    found: set[int] = set()
    for text, line in seen:
        even, odd = counts[text, 0], counts[text, 1]
        often = full > 1 and even + odd >= max(2, _REPEATED * full)
        by_side = (even >= max(3, _REPEATED * halves[0])) or (odd >= max(3, _REPEATED * halves[1]))
        edge = line is by_page[line.page][0] or line is by_page[line.page][-1]
        if often or by_side or (edge and _PAGE_NUMBER.fullmatch(line.text.replace(" ", ""))):
            found.add(id(line))
    return found


def _mask(text: str) -> str:
    return re.sub(r"\d+", "#", text.replace(" ", ""))


class _Margins:
    """Where the lines of the body begin and end, for the document and for each page."""

    def __init__(self, by_page: list[list[Line]]) -> None:
        everything = [line for lines in by_page for line in lines]
        self.em = median(line.em for line in everything) if everything else 1.0
        body = [line for line in everything if 0.75 * self.em < line.em < 1.33 * self.em]
        self.left, self.right = _edges(body, self.em)
        self._pages: dict[int, tuple[float, float]] = {}
        self._pitch: dict[int, float] = {}
        for number, lines in enumerate(by_page):
            own = [line for line in lines if 0.75 * self.em < line.em < 1.33 * self.em]
            steps = [_step(a, b) for a, b in zip(own, own[1:], strict=False)]
            if steps:
                self._pitch[number] = median(steps)
            if len(own) >= 6:
                left, right = _edges(own, self.em)
                shift = right - self.right
                # A page that lies askew, or the other side of the sheet, is shifted as a whole.
                if abs(shift) > 0.4 * self.em and abs((left - self.left) - shift) < 2.6 * self.em:
                    self._pages[number] = (self.left + shift, right)

    def of(self, page: int) -> tuple[float, float]:
        return self._pages.get(page, (self.left, self.right))

    def pitch(self, page: int) -> float:
        """Distance from line to line on a page."""
        return self._pitch.get(page, 2 * self.em)


def _step(before: Line, after: Line) -> float:
    """From the middle of a line to that of the next."""
    return (after.top + after.bottom - before.top - before.bottom) / 2


def _edges(lines: list[Line], em: float) -> tuple[float, float]:
    """Left and right edge at which most lines of a body begin and end."""
    if not lines:
        return 0.0, 0.0
    lefts = sorted(line.left for line in lines)
    enough = max(1, min(3, len(lines) // 8))
    left = next(
        (at for index, at in enumerate(lefts) if sum(x - at <= 0.5 * em for x in lefts[index : index + 4]) >= enough),
        lefts[0],
    )
    rights = sorted(line.right for line in lines)
    # Most lines of a body are full; their ends differ by a sign that hangs over or was moved down.
    upper = rights[len(rights) // 2 :]
    return left, median(upper)


def _joined(before: Line, after: Line, margins: _Margins) -> bool:
    """Whether a line goes on in the next."""
    em = max(before.em, after.em)
    if not 0.75 * after.em < before.em < 1.33 * after.em:
        return False
    _, right = margins.of(before.page)
    left, _ = margins.of(after.page)
    if after.left > left + 1.1 * margins.em:
        return False
    if after.page == before.page and _step(before, after) > 1.25 * margins.pitch(before.page) + 0.2 * em:
        return False
    # What did not fit any more: one character and the signs that may not be parted from it, a number in one piece.
    moved = _MOVED.match(after.text)
    width = sum(0.62 if char.isascii() else 1.0 for char in moved.group()) if moved else 1.0
    if before.right < right - (width + 0.9) * em:
        return False
    return not (_OPENS.match(after.text) and (before.text[-1:] in _ENDS or _OPENS.match(before.text)))
