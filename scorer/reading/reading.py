"""What every reader gives.

A reader is a module with one function `read(data, name, limits) -> Reading`; `kinds` says which one takes a file.
"""

from typing import NamedTuple

from scorer.model import Note

Span = tuple[int, int]


class Reading(NamedTuple):
    """What a reader makes of a file; all offsets are characters of `text`, half-open."""

    text: str
    encoding: str  # of the characters in the file, or the format where it lays that down itself
    notes: tuple[Note, ...] = ()
    pages: tuple[int, ...] = ()  # where each page starts
    furniture: tuple[Span, ...] = ()  # whole lines that frame the document: navigation, running heads, hidden text
    metadata: tuple[tuple[str, str], ...] = ()  # what the file states of the document outside its text
    recognised: tuple[Span, ...] = ()  # read from pictures
    incomplete: str = ""  # why words may be lacking: ocr, pictures
