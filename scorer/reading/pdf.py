"""PDF files: text by pypdfium2, pages without text by recognition where that is installed."""

from __future__ import annotations

import re
from ctypes import byref, c_double, c_float
from typing import TYPE_CHECKING, Any

from scorer.model import Note
from scorer.reading.layout import Page, Piece, lay
from scorer.reading.limits import Deadline, Limits, over
from scorer.reading.reader import damaged, encrypted, fault, library
from scorer.reading.reading import Reading

if TYPE_CHECKING:
    from scorer.reading.ocr import Eye, Seen

_KIND = "PDF"
_FEW = 12  # characters on a page below which a picture on it is taken for a scan
_PICTURE = 0.25  # share of the page that a picture covers to be taken for a scan
_ODD = re.compile("[\x00-\x08\x0e-\x1f\ue000-\uf8ff\ufffd-\uffff]")
_SLANTED = 0.1  # radians
_RIGHT_ANGLE = 1.5708
_GAP = 0.3  # of a character's height
_APART = 0.15  # share of a page's characters that may stand at another angle: stamps, marks in the margin
_FEW_APART = 30
_LOOKED_AT = 40  # Chinese characters of a file whose outlines are measured
_HOLLOW = 0.1  # points; a character no higher or no wider has no outline: neither file nor machine has its font
_MOST_BACKWARD = 0.5  # share of the steps from character to character that may not lead forward along the line

Char = tuple[str, float, float, float, float, float]  # itself, left, right, bottom, top, quarter turns (-1: slanted)


def read(data: bytes, name: str, limits: Limits) -> Reading:
    """The text of a PDF file; pages without text are recognised, or told of."""
    pdfium: Any = library("pypdfium2", name)
    deadline = Deadline(limits, name)
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower():
            raise encrypted(_KIND, name) from None
        raise damaged(_KIND, name) from None
    try:
        count = len(document)
        if count > limits.pages:
            raise over(limits, "pages", name)
        if not count:
            raise damaged(_KIND, name)
        return _Document(pdfium, document, name, limits, deadline).read()
    finally:
        document.close()


class _Document:
    """An open PDF file."""

    def __init__(self, pdfium: Any, document: Any, name: str, limits: Limits, deadline: Deadline) -> None:
        self._pdfium = pdfium
        self._raw = pdfium.raw
        self._document = document
        self._name = name
        self._limits = limits
        self._deadline = deadline
        self._characters = 0
        self._broken = 0
        self._outlined: list[bool] = []  # whether each of the first Chinese characters has an outline
        self._doubtful: list[int] = []  # pages whose text may not have been read in its order

    def read(self) -> Reading:
        """All pages, put together."""
        pages: list[Page] = []
        scans: list[int] = []
        for number in range(len(self._document)):
            self._deadline.left()
            page, scan = self._page(number)
            pages.append(page)
            if scan:
                scans.append(number)
        if self._broken == len(pages):
            raise damaged(_KIND, self._name)
        notes = [Note("bad-pages", self._broken)] if self._broken else []
        incomplete = "pages" if self._broken else ""
        seen: dict[int, int] = {}
        if scans:
            from scorer.reading.ocr import eye, needs_ocr

            looking = eye()
            if looking is not None:
                for number in scans:
                    pages[number], seen[number + 1] = self._looked_at(number, looking)
                incomplete = "ocr"
            elif not any(piece.text.strip() for page in pages for piece in page.pieces):
                raise needs_ocr(self._name)
            else:
                notes.append(Note("pictures", len(scans), ", ".join(str(number + 1) for number in scans[:20])))
                incomplete = "pictures"
        if self._doubtful:
            notes.append(Note("doubtful-order", len(self._doubtful), ", ".join(map(str, self._doubtful[:20]))))
            incomplete = incomplete or "order"
        if 2 * sum(self._outlined) < len(self._outlined):
            # Of characters without an outline pdfium takes some lines for others drawn twice, and leaves them out.
            notes.append(Note("no-font"))
            incomplete = incomplete or "font"
        laid = lay(pages)
        if not laid.text.strip():
            raise fault("no-text", "PDF 里没有文字，页面是空白的", "换成有正文的文件", self._name)
        if seen:
            from scorer.reading.ocr import notes_of

            notes += notes_of(seen)
        return Reading(
            laid.text,
            "pdf",
            tuple(notes),
            laid.pages,
            laid.furniture,
            recognised=laid.recognised,
            incomplete=incomplete,
        )

    def _page(self, number: int) -> tuple[Page, bool]:
        """A page's text, and whether it looks like a scan."""
        try:
            page = self._document[number]
        except self._pdfium.PdfiumError:
            self._broken += 1
            return Page(1.0, 1.0, ()), False
        width, height = page.get_mediabox()[2:]
        try:
            text = page.get_textpage()
        except self._pdfium.PdfiumError:
            self._broken += 1
            page.close()
            return Page(width, height, ()), False
        try:
            pieces, width, height = self._pieces(text, number, _box(page))
        finally:
            text.close()
        words = "".join(piece.text for piece in pieces if not piece.furniture)
        odd = len(_ODD.findall(words))
        # Characters without a meaning: a font that tells only how they look.
        if odd > 0.3 * len(words):
            pieces = []
        scan = (len(words.strip()) < _FEW or odd > 0.3 * len(words)) and (odd > 0 or self._has_picture(page))
        page.close()
        return Page(width, height, [] if scan else pieces), scan

    def _pieces(
        self, text: Any, number: int, edges: tuple[float, float, float, float]
    ) -> tuple[list[Piece], float, float]:
        """Runs of characters with their places, the page turned upright; its width and height."""
        left, bottom, right, top = edges
        raw = self._raw
        handle = text.raw
        count = raw.FPDFText_CountChars(handle)
        self._characters += max(count, 0)
        if self._characters > self._limits.characters:
            raise over(self._limits, "characters", self._name)
        x0, x1, y0, y1 = c_double(), c_double(), c_double(), c_double()
        box = raw.FS_RECTF(c_float(), c_float(), c_float(), c_float())
        chars: list[Char] = []
        turns = [0, 0, 0, 0]
        high = 0
        for index in range(count):
            code = raw.FPDFText_GetUnicode(handle, index)
            if 0xD800 <= code < 0xDC00:
                high = code
                continue
            if 0xDC00 <= code < 0xE000:
                code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00) if high else 0xFFFD
                high = 0
            if code in (13, 10) or code == 0xFFFE or code == 2:  # a line's end, or a hyphen that the extractor makes
                continue
            if code == 32:
                if chars and chars[-1][0] != " ":
                    chars.append((" ", 0.0, 0.0, 0.0, 0.0, -1.0))
                continue
            if not raw.FPDFText_GetLooseCharBox(handle, index, byref(box)):
                continue
            if len(self._outlined) < _LOOKED_AT and "\u4e00" <= chr(code) <= "\u9fff":
                raw.FPDFText_GetCharBox(handle, index, byref(x0), byref(x1), byref(y0), byref(y1))
                self._outlined.append(min(abs(x1.value - x0.value), abs(y1.value - y0.value)) > _HOLLOW)
            x0.value, x1.value, y0.value, y1.value = box.left, box.right, box.bottom, box.top
            angle = raw.FPDFText_GetCharAngle(handle, index)
            turn = round(angle / _RIGHT_ANGLE)
            turns[turn % 4] += 1
            slant = -1.0 if abs(angle - turn * _RIGHT_ANGLE) > _SLANTED else float(turn % 4)
            chars.append((chr(code), x0.value, x1.value, y0.value, y1.value, slant))
        turn = turns.index(max(turns))
        width, height = (right - left, top - bottom) if turn % 2 == 0 else (top - bottom, right - left)
        upright = [_upright(char, turn, edges) for char in chars]
        if _is_doubtful(upright, turn):
            self._doubtful.append(number + 1)
        return _runs(upright, turn), width, height

    def _has_picture(self, page: Any) -> bool:
        """Whether a picture covers much of the page."""
        area = page.get_width() * page.get_height() * _PICTURE
        try:
            for thing in page.get_objects(filter=[self._raw.FPDF_PAGEOBJ_IMAGE], max_depth=4):
                x0, y0, x1, y1 = thing.get_bounds()
                if abs(x1 - x0) * abs(y1 - y0) > area:
                    return True
        except self._pdfium.PdfiumError:
            return False
        return False

    def _looked_at(self, number: int, looking: Eye) -> Seen:
        """A scanned page as it is recognised."""
        self._deadline.left()
        page = self._document[number]
        scale = min(200 / 72, 4000 / max(page.get_width(), page.get_height(), 1))
        picture = page.render(scale=scale).to_numpy()
        page.close()
        return looking.look(picture)


def _box(page: Any) -> tuple[float, float, float, float]:
    left, bottom, right, top = page.get_cropbox()
    return min(left, right), min(bottom, top), max(left, right), max(bottom, top)


def _upright(char: Char, turn: int, edges: tuple[float, float, float, float]) -> Char:
    """A character of a page turned so many quarters clockwise, with its place on the page held upright, y downwards."""
    left, bottom, right, top = edges
    sign, x0, x1, y0, y1, slant = char
    if turn == 0:
        return sign, x0 - left, x1 - left, top - y1, top - y0, slant
    if turn == 1:  # the lines run down the page, each left of the one before
        return sign, top - y1, top - y0, right - x1, right - x0, slant
    if turn == 2:
        return sign, right - x1, right - x0, y0 - bottom, y1 - bottom, slant
    return sign, y0 - bottom, y1 - bottom, x0 - left, x1 - left, slant


def _is_doubtful(chars: list[Char], turn: int) -> bool:
    """Whether the order of an upright page's characters is a guess.

    Either many stand at another angle than most, or most do not follow each other to the right: a mirrored page, or
    one written in columns.
    """
    signs = [char for char in chars if char[0] != " "]
    apart = sum(char[5] != turn for char in signs)
    if apart > _FEW_APART and apart > _APART * len(signs):
        return True
    forward = other = 0
    last: Char | None = None
    for char in signs:
        if char[5] != turn:
            continue
        if last is not None:
            em = max(char[4] - char[3], 0.1)
            along, across = char[1] - last[1], abs(char[3] + char[4] - last[3] - last[4]) / 2
            if across < 0.5 * em and abs(along) < 4 * em:
                forward, other = forward + (along > 0), other + (along < 0)
            elif abs(along) < 0.5 * em and across < 2 * em:
                other += 1
        last = char
    return other > _FEW_APART and other > _MOST_BACKWARD * (forward + other)


def _runs(chars: list[Char], turn: int) -> list[Piece]:
    """Neighbouring characters of a line as one piece; slanted ones and those at another angle apart."""
    pieces: list[Piece] = []
    slanted: list[str] = []
    run: list[str] = []
    x0 = x1 = y0 = y1 = 0.0

    def end() -> None:
        if run:
            pieces.append(Piece("".join(run), x0, x1, y0, y1))
            run.clear()

    for char, a0, a1, b0, b1, slant in chars:
        if char == " " and slant < 0:
            if run:
                run.append(" ")
            continue
        if slant != turn:
            slanted.append(char)
            continue
        em = max(b1 - b0, 0.1)
        # A gap beside a Chinese sign may hold a narrow quotation mark that the file draws later.
        before = next((sign for sign in reversed(run) if sign != " "), "")
        most = 1.5 if before.isascii() and char.isascii() else _GAP
        if run and abs((b0 + b1) - (y0 + y1)) < 0.7 * em and -0.5 * em < a0 - x1 < most * em:
            run.append(char)
            x1 = max(x1, a1)
            if em > y1 - y0:
                y0, y1 = b0, b1
        else:
            end()
            run.append(char)
            x0, x1, y0, y1 = a0, a1, b0, b1
    end()
    if slanted:
        pieces.append(Piece("".join(slanted), 0, 0, 0, 0, True))
    return pieces
