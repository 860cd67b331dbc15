"""Pictures of pages: characters recognised by rapidocr, with the models that come inside its package.

Nothing is fetched: without the package, or without its models, the message names the extra to install. A band of
the page that holds ink but no line found is looked at a second time, and reported if it stays empty.
"""

from __future__ import annotations

import os
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

from scorer.model import Note
from scorer.reading.layout import Page, Piece, lay
from scorer.reading.limits import Deadline, Limits, over
from scorer.reading.reader import damaged, fault
from scorer.reading.reading import Reading

EXTRA = "pip install '.[ocr]'"
_MOST_PIXELS = 80_000_000
# Half the memory and two thirds of the time of its defaults, with the same characters on pages of 200 dpi.
_SETTINGS = {
    "Global.log_level": "critical",
    "Global.text_score": 0.5,
    "Det.limit_type": "max",
    "Det.limit_side_len": 1280,
    "Rec.rec_batch_num": 1,
    "EngineConfig.onnxruntime.intra_op_num_threads": 1,
}
_DARK = 128
_INK = 0.004  # share of dark points in a band of the width of the text that holds a line
_BAND = 0.75  # height of a line, in heights of its neighbours, that a band must have room for


class Seen(NamedTuple):
    """A page as recognised, and how many bands of it hold ink in which nothing was recognised."""

    page: Page
    gaps: int


def read(data: bytes, name: str, limits: Limits) -> Reading:
    """The text of a picture file; several pages where it holds several."""
    looking = eye()
    if looking is None:
        raise needs_ocr(name)
    deadline = Deadline(limits, name)
    seen = []
    for picture in _pictures(data, name, limits):
        deadline.left()
        seen.append(looking.look(picture))
    laid = lay([one.page for one in seen])
    if not laid.text.strip():
        raise fault("no-text", "图片里没有认出文字", "换一张更清晰的图片，或换成有文字的文件", name)
    notes = notes_of({number: one.gaps for number, one in enumerate(seen, 1)})
    return Reading(
        laid.text, "picture", notes, laid.pages, laid.furniture, recognised=laid.recognised, incomplete="ocr"
    )


def notes_of(gaps: dict[int, int]) -> tuple[Note, ...]:
    """What is to be told of recognised pages: that they were, and on which of them lines may lack."""
    lacking = [number for number, count in gaps.items() if count]
    notes = [Note("ocr", len(gaps))]
    if lacking:
        notes.append(Note("ocr-gaps", sum(gaps.values()), ", ".join(map(str, lacking[:20]))))
    return tuple(notes)


def needs_ocr(name: str) -> Exception:
    """The message for pictures where nothing is installed that reads them."""
    message = "页面是图片，没有文字，需要文字识别"
    return fault("needs-ocr", message, f"安装：{EXTRA}", name, wanted=EXTRA)


@cache
def eye() -> Eye | None:
    """The recogniser of this process; None where it is not installed with its models."""
    found = find_spec("rapidocr")
    if found is None or not found.submodule_search_locations or find_spec("onnxruntime") is None:
        return None
    models = [path.name for path in Path(next(iter(found.submodule_search_locations)), "models").glob("*.onnx")]
    if not all(any(part in model for model in models) for part in ("det", "rec")):
        return None
    return Eye()


class Eye:
    """rapidocr, loaded once."""

    def __init__(self) -> None:
        os.environ.setdefault("OPENCV_IO_MAX_IMAGE_PIXELS", str(_MOST_PIXELS))
        from rapidocr import RapidOCR

        self._engine: Any = RapidOCR(params=_SETTINGS)

    def look(self, picture: Any) -> Seen:
        """Recognise a page given as an array of rows of points."""
        height, width = picture.shape[:2]
        pieces = self._lines(picture, 0)
        gaps = 0
        for top, bottom in _bands(picture, pieces):
            more = self._lines(picture[top:bottom], top)
            middle = (top + bottom) / 2
            reach = (bottom - top) / 2
            more = [
                piece
                for piece in more
                if abs((piece.top + piece.bottom) / 2 - middle) < reach and not _known(piece, pieces)
            ]
            pieces += more
            gaps += not more
        return Seen(Page(float(width), float(height), pieces), gaps)

    def _lines(self, picture: Any, above: int) -> list[Piece]:
        result = self._engine(picture, use_cls=False)
        if result.boxes is None or result.txts is None:
            return []
        pieces = []
        for box, text in zip(result.boxes, result.txts, strict=True):
            xs = [float(point[0]) for point in box]
            # The box leans with the page: its height is that of its short sides.
            tall = (float(box[3][1]) - float(box[0][1]) + float(box[2][1]) - float(box[1][1])) / 2
            middle = sum(float(point[1]) for point in box) / 4 + above
            pieces.append(Piece(text, min(xs), max(xs), middle - tall / 2, middle + tall / 2, recognised=True))
        return pieces


def _known(piece: Piece, pieces: list[Piece]) -> bool:
    """Whether a line was found before."""
    middle = (piece.top + piece.bottom) / 2
    return any(other.top < middle < other.bottom for other in pieces)


def _bands(picture: Any, pieces: list[Piece]) -> list[tuple[int, int]]:
    """Bands between the lines of a page that have ink and room for a line."""
    if len(pieces) < 3:
        return []
    tall = median(piece.bottom - piece.top for piece in pieces)
    left, right = int(min(piece.left for piece in pieces)), int(max(piece.right for piece in pieces))
    found = []
    floor = 0.0
    edges = sorted((piece.top, piece.bottom) for piece in pieces)
    for top, bottom in [*edges, (float(picture.shape[0]), float(picture.shape[0]))]:
        if top - floor > _BAND * tall:
            low, high = int(floor + 0.1 * tall), int(top - 0.1 * tall)
            dark = (
                picture[low:high, left:right].min(axis=2) < _DARK
                if picture.ndim == 3
                else picture[low:high, left:right] < _DARK
            )
            rows = dark.sum(axis=1) > 0.002 * max(right - left, 1)
            if dark.size and dark.mean() > _INK and rows.sum() > 0.4 * tall:
                found.append((max(0, int(floor - 0.1 * tall)), min(picture.shape[0], int(top + 0.1 * tall))))
        floor = max(floor, bottom)
    return found[:20]


def _pictures(data: bytes, name: str, limits: Limits) -> list[Any]:
    """The pictures in a file, as arrays."""
    import cv2
    import numpy

    try:
        done, found = cv2.imdecodemulti(numpy.frombuffer(data, numpy.uint8), cv2.IMREAD_COLOR)
    except cv2.error:
        raise damaged("PNG/JPEG/TIFF", name) from None
    if not done or not found:
        raise damaged("PNG/JPEG/TIFF", name)
    if len(found) > limits.pages:
        raise over(limits, "pages", name)
    return list(found)
