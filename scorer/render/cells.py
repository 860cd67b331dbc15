"""Text in the columns of a terminal: how wide it is, how it is cut, filled up and broken into lines."""

from __future__ import annotations

_NARROW = frozenset("“”‘’…·–—─←")  # marks that take one column, as terminals show them
# Closing marks that never begin a line.
_CLOSING = frozenset(",.;:!?)]}%、。·…，；：？！）】》〉」』”’％")
_ELLIPSIS = "…"


def clean(text: str) -> str:
    """Text on one line, with what a terminal would obey (control and direction characters) made visible."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(_harmless(c) for c in " ".join(text.split()))


def _harmless(char: str) -> str:
    if char.isprintable() or char == "\u3000":
        return char
    from unicodedata import category  # few texts hold any

    return "\ufffd" if category(char) in ("Cc", "Cf", "Cs", "Co") else " "


def width(text: str) -> int:
    """Columns that a text takes; Han characters and full-width marks take two."""
    if text.isascii():
        return len(text)
    return sum(_columns(c) for c in text)


def _columns(char: str) -> int:
    if "\u4e00" <= char <= "\u9fff" or "\uff01" <= char <= "\uff5e" or "\u3000" <= char <= "\u303e":
        return 2
    if " " <= char <= "~" or char in _NARROW:
        return 1
    from unicodedata import category, east_asian_width  # few texts hold any other

    if east_asian_width(char) in "WF":
        return 2
    return 0 if category(char) in ("Mn", "Me") else 1


def cut(text: str, columns: int) -> str:
    """The text within so many columns; an ellipsis stands for what was cut off its end."""
    if width(text) <= columns:
        return text
    kept: list[str] = []
    used = 1  # the ellipsis
    for char in text:
        used += _columns(char)
        if used > columns:
            break
        kept.append(char)
    return "".join(kept) + _ELLIPSIS


def cut_middle(text: str, columns: int) -> str:
    """The text within so many columns, its start and its end kept: for file names."""
    if width(text) <= columns:
        return text
    tail = ""
    for char in reversed(text):
        if width(tail) + _columns(char) > (columns - 1) // 2:
            break
        tail = char + tail
    return cut(text, columns - width(tail)) + tail


def pad(text: str, columns: int, right: bool = False) -> str:
    """The text cut or filled with spaces to exactly so many columns."""
    text = cut(text, columns)
    gap = " " * (columns - width(text))
    return gap + text if right else text + gap


def wrap(text: str, columns: int) -> list[str]:
    """The text in lines of so many columns: Han text breaks anywhere but before a closing mark, words stay whole."""
    lines: list[str] = []
    line, used = "", 0
    for part in _unbreakable(text):
        part_width = width(part)
        if used and used + part_width > columns:
            lines.append(line.rstrip())
            line, used = "", 0
            part = part.lstrip()
            part_width = width(part)
        while part_width > columns:  # a word longer than a line
            head = cut(part, columns + 1).removesuffix(_ELLIPSIS)
            if not head:
                break
            lines.append(head)
            part = part[len(head) :]
            part_width = width(part)
        line += part
        used += part_width
    if line.strip() or not lines:
        lines.append(line.rstrip())
    return lines


def _unbreakable(text: str) -> list[str]:
    """A text in the pieces between which a line may end."""
    parts: list[str] = []
    for char in text:
        glued = parts and (
            char in _CLOSING
            or (char != " " and _columns(char) == 1 and _columns(parts[-1][-1]) == 1 and parts[-1][-1] != " ")
        )
        if glued:
            parts[-1] += char
        else:
            parts.append(char)
    return parts
