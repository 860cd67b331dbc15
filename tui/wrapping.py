"""Text in terminal columns: its width, cutting, and lines that no closing mark begins and no opening mark ends."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from unicodedata import category, east_asian_width

CLOSING = frozenset("，。、；：？！）》〉」』】〕〗｝］”’…—～·％‰℃,.;:?!)]}%")
OPENING = frozenset("（《〈「『【〔〖｛［“‘([{")
MORE = "⋯"  # for what was cut off; unlike … it is one column in every terminal


@cache
def _columns(char: str) -> int:
    if east_asian_width(char) in "WF":
        return 2
    return 0 if category(char) in ("Mn", "Me") else 1


def width(text: str) -> int:
    """Columns that a text takes; marks of ambiguous width count one."""
    return len(text) if text.isascii() else sum(map(_columns, text))


class _Harmless(dict[int, str]):
    """Character -> what may be shown for it, one for one."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        kind = category(char)
        if kind in ("Cc", "Zl", "Zp"):
            shown = " "
        elif kind in ("Cf", "Cs", "Co", "Cn"):
            shown = "\ufffd"
        else:
            shown = char
        self[code] = shown
        return shown


_HARMLESS: Mapping[int, str] = _Harmless()


def harmless(text: str) -> str:
    """The same number of characters, none of which a terminal obeys; line breaks become spaces as well."""
    if text.isascii() and text.isprintable():
        return text
    return text.translate(_HARMLESS)


def cut(text: str, columns: int) -> str:
    """The text within so many columns; one mark stands for what was cut off its end."""
    if width(text) <= columns:
        return text
    used, kept = 1, 0
    for char in text:
        used += _columns(char)
        if used > columns:
            break
        kept += 1
    return text[:kept] + (MORE if columns > 0 else "")


def pad(text: str, columns: int, right: bool = False) -> str:
    """The text cut or filled with spaces to exactly so many columns."""
    text = cut(text, columns)
    gap = " " * (columns - width(text))
    return gap + text if right else text + gap


def breaks(text: str, columns: int) -> list[tuple[int, int]]:
    """Half-open spans of the lines of one paragraph; together they are the whole text."""
    if width(text) <= columns:
        return [(0, len(text))]
    lines: list[tuple[int, int]] = []
    start = used = at = 0
    while at < len(text):
        char = text[at]
        needed = _columns(char)
        if used + needed > columns and char != " " and at > start:
            end = _line_end(text, start, at)
            lines.append((start, end))
            start = end
            used = width(text[start:at])
            continue
        used += needed
        at += 1
    if start < len(text):
        lines.append((start, len(text)))
    return lines


def wrap(text: str, columns: int) -> list[str]:
    """The lines of one paragraph, without the spaces between them."""
    return [
        text[start:end].strip(" ") if start else text[start:end].rstrip(" ") for start, end in breaks(text, columns)
    ]


def _line_end(text: str, start: int, at: int) -> int:
    """The best place to end a line at or before `at`: words whole if possible, marks in their places if possible."""
    for place in range(at, start, -1):
        if _may_break(text, place) and not _inside_word(text, place):
            return place
    for place in range(at, start, -1):
        if _may_break(text, place):
            return place
    return at


def _may_break(text: str, place: int) -> bool:
    after = text[place]
    return after not in CLOSING and text[place - 1] not in OPENING and _columns(after) > 0


def _inside_word(text: str, place: int) -> bool:
    before, after = text[place - 1], text[place]
    return before.isascii() and after.isascii() and not before.isspace() and not after.isspace()
