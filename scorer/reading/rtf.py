"""Rich text (.rtf): words and paragraphs, the bytes of each font in its own encoding."""

from __future__ import annotations

import re

from scorer.model import Note
from scorer.reading.limits import Limits, over, too_deep
from scorer.reading.lines import Lines, row
from scorer.reading.reading import Reading

_TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z'])|([{}])|[\r\n]+|([^\\{}\r\n]+)|\\", re.DOTALL
)
_APART = frozenset(
    b"fonttbl colortbl stylesheet listtable listoverridetable revtbl rsidtbl generator info pict object themedata "
    b"colorschememapping latentstyles datastore xmlnstbl mmathPr fldinst bkmkstart bkmkend annotation atnid atnauthor "
    b"atntime atndate atnref atnparent atnicn filetbl pntext nonesttables nonshppict userprops docvar ftnsep ftnsepc "
    b"ftncn aftnsep aftnsepc aftncn wgrffmtfilter template company operator author falt panose password shpinst "
    b"pgdsctbl".split()
)
_READ_ANYWAY = frozenset((b"shptxt", b"shprslt", b"listtext", b"pntext"))
_FRAMES = frozenset(b"header headerl headerr headerf footer footerl footerr footerf".split())
_BREAKS = {
    b"par": "\n", b"line": "\n", b"sect": "\n", b"page": "", b"tab": "\t", b"emdash": "—", b"endash": "–",
    b"lquote": "‘", b"rquote": "’", b"ldblquote": "“", b"rdblquote": "”", b"bullet": "•", b"emspace": "\u3000",
    b"enspace": " ", b"qmspace": " ",
}  # fmt: skip
_CODECS = {
    0: "", 2: "", 128: "cp932", 129: "cp949", 134: "gb18030", 136: "big5hkscs", 204: "cp1251", 161: "cp1253",
    162: "cp1254", 238: "cp1250",
}  # fmt: skip
_PAGES = {936: "gb18030", 54936: "gb18030", 950: "big5hkscs", 932: "cp932", 949: "cp949", 65001: "utf-8"}
_REMOVED = (b"deleted", b"mvf")  # tracked: taken out, or moved to where it stands once more
_DEEPEST = 500  # groups within groups


class _State:
    """What a group inherits and may change for itself."""

    __slots__ = ("apart", "deleted", "font", "frame", "hidden", "skip")

    def __init__(self, skip: int, font: int, hidden: bool, deleted: bool, apart: bytes, frame: bool) -> None:
        self.skip = skip  # characters after \u that stand in for it
        self.font = font
        self.hidden = hidden
        self.deleted = deleted
        self.apart = apart  # the destination whose text is none of the document's; empty in the document
        self.frame = frame  # running heads

    def copy(self) -> _State:
        return _State(self.skip, self.font, self.hidden, self.deleted, self.apart, self.frame)


def read(data: bytes, name: str, limits: Limits) -> Reading:
    """The text of an .rtf file."""
    return _Parser(data, name, limits).read()


class _Parser:
    """One file being read."""

    def __init__(self, data: bytes, name: str, limits: Limits) -> None:
        self._data = data
        self._name = name
        self._limits = limits
        self._codec = "gb18030"  # of the document
        self._fonts: dict[int, str] = {}
        self._bytes = bytearray()  # of characters that are not whole yet
        self._text: list[str] = []
        self._frame: list[str] = []
        self._hidden: list[str] = []
        self._cells: list[str] = []
        self._removed: list[bool] = []  # by cell of a row: whether a tracked change took it out
        self._removes = False
        self._lines = Lines()
        self._size = 0
        self._defined = 0  # the font that the font table is at
        self._high = 0  # the first half of a character
        self._vanished = 0  # stretches of hidden text

    def read(self) -> Reading:
        """Walk through the file once."""
        state = _State(1, 0, False, False, b"", False)
        stack: list[_State] = []
        skip = 0  # characters still to be left out after \u
        starred = False
        for token in _TOKEN.finditer(self._data):
            word, value, code, sign, brace, plain = token.groups()
            if brace == b"{":
                if len(stack) >= _DEEPEST:
                    raise too_deep(self._name)
                self._flush(state)
                stack.append(state)
                state = state.copy()
                skip = 0
            elif brace == b"}":
                self._flush(state)
                skip = 0
                if not stack:
                    break
                if state.frame and not stack[-1].frame:
                    self._lines.extend("".join(self._frame).split("\n"), True)
                    self._frame.clear()
                state = stack.pop()
            elif sign is not None:
                if sign == b"*":
                    starred = True
                    continue
                if skip and sign not in b"\r\n":
                    skip -= 1
                else:
                    shown = {b"~": " ", b"_": "-", b"-": "", b"\n": "\n", b"\r": "\n"}.get(sign, sign.decode("latin-1"))
                    self._put(state, shown)
            elif code is not None:
                if skip:
                    skip -= 1
                elif not state.apart or state.apart == b"fonttbl":
                    self._bytes.append(int(code, 16))
            elif plain is not None:
                kept = plain[skip:] if skip else plain
                skip = max(0, skip - len(plain))
                if kept and not state.apart:
                    self._bytes += kept
            elif word is not None:
                number = int(value) if value else None
                if word == b"u" and number is not None:
                    self._flush(state)
                    self._put(state, self._sign(number % 65536))
                    skip = state.skip
                else:
                    self._word(state, word, number, starred)
            starred = False
        self._flush(state)
        self._end_line()
        text, furniture = self._lines.text()
        notes = (Note("hidden-text", self._vanished),) if self._vanished else ()
        return Reading(text, self._codec, notes, furniture=furniture)

    def _sign(self, code: int) -> str:
        """A character by its number; one beyond the basic plane comes as two halves."""
        high, self._high = self._high, 0
        if 0xD800 <= code < 0xDC00:
            self._high = code
            return ""
        if 0xDC00 <= code < 0xE000:
            return chr(0x10000 + ((high - 0xD800) << 10) + code - 0xDC00) if high else "\ufffd"
        return chr(code)

    def _word(self, state: _State, word: bytes, value: int | None, starred: bool) -> None:
        """A control word: formatting is passed over."""
        if word in (b"f", b"uc", b"v", *_REMOVED, b"plain") or word in _BREAKS or word in (b"cell", b"row"):
            self._flush(state)
        if word == b"ansicpg" and value is not None:
            self._codec = _PAGES.get(value, "cp1252" if value == 1252 else self._codec)
        elif word == b"f" and value is not None:
            state.font = value
            if state.apart == b"fonttbl":
                self._defined = value
        elif word == b"fcharset" and value is not None:
            codec = _CODECS.get(value, "")
            if codec:
                self._fonts[self._defined] = codec
        elif word == b"uc" and value is not None:
            state.skip = max(0, min(value, 8))
        elif word == b"v":
            state.hidden = value != 0
        elif word in _REMOVED:
            state.deleted = value != 0
        elif word == b"plain":
            state.hidden = False  # a tracked change is no formatting, and stays
        elif word == b"trowd":
            self._removed.clear()
        elif word == b"cldel":
            self._removes = True
        elif word == b"cellx":
            self._removed.append(self._removes)
            self._removes = False
        elif word == b"bin" and value:
            self._bytes.clear()
        elif word in _FRAMES:
            state.frame = True
        elif word in _READ_ANYWAY:
            state.apart = b""
        elif word in _APART or (starred and word != b"shppict"):
            state.apart = state.apart or word
        elif word == b"cell":
            if not state.apart:
                self._cells.append("".join(self._text).strip())
                self._text.clear()
        elif word == b"row":
            if not state.apart:
                self._row()
        elif word in _BREAKS:
            self._put(state, _BREAKS[word])

    def _put(self, state: _State, text: str) -> None:
        if state.apart or state.deleted or not text:
            return
        self._size += len(text)
        if self._size > self._limits.characters:
            raise over(self._limits, "characters", self._name)
        if state.frame:
            self._frame.append(text)
        elif state.hidden:
            self._hidden.append(text)
        elif text == "\n" and not self._cells:
            self._end_line()
        else:
            self._text.append(text)

    def _flush(self, state: _State) -> None:
        """Bytes that have gathered become characters in the encoding of their font."""
        if self._bytes:
            codec = self._fonts.get(state.font, "") or self._codec
            if not state.apart:
                self._put(state, bytes(self._bytes).decode(codec, "replace"))
            self._bytes.clear()

    def _end_line(self) -> None:
        if self._cells:
            self._row()
        self._lines.add("".join(self._text))
        self._text.clear()
        if self._hidden:
            self._lines.add("".join(self._hidden).replace("\n", " "), True)
            self._hidden.clear()
            self._vanished += 1

    def _row(self) -> None:
        removed = [*self._removed, *[False] * len(self._cells)]
        cells, self._cells = [cell for cell, gone in zip(self._cells, removed, strict=False) if not gone], []
        if len(cells) == 1 or any(len(cell) > 60 for cell in cells):
            for cell in cells:
                self._lines.extend(cell.split("\n"))
        else:
            self._lines.add(row([cell.replace("\n", "") for cell in cells]))
