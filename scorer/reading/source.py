"""Bytes -> Source: a reader by content, else the encoding; control characters made harmless in their places.

No character is added or taken away, a byte order mark at the start apart: offsets are those of the decoded
text, and CRLF stays as it is. Characters that could drive a terminal or reorder what is printed become spaces.
"""

from __future__ import annotations

import sys
from hashlib import sha256
from typing import TYPE_CHECKING

from scorer.model import Note, Source
from scorer.reading.encodings import decode, no_text
from scorer.reading.reader import MAGIC, fault
from scorer.text.expressions import expression
from scorer.text.garble import find_garbled, prints

if TYPE_CHECKING:
    from typing import BinaryIO

    from scorer.reading.limits import Limits
    from scorer.reading.reading import Reading

MAX_BYTES = 20_000_000
LONGEST_SAMPLE = 20  # characters of a broken stretch that are shown

_MAIL = (b"From: ", b"MIME-Version:", b"Subject:", b"Date:", b"Content-Type:", b"Snapshot-Content-Location:")
_SURELY_FINE = 200_000  # characters; a longer text is held against the limits
# C0 without tab and line ends, DEL and C1, separators of lines, marks of direction, annotation, and BOM.
_CONTROL = (
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff"
)
_CONTROLS = expression(f"[{_CONTROL}]")
_LONE_RETURN = expression(r"\r(?!\n)")
_DOUBLED_RETURN = expression(r"\r(?=\r\n)")
_WORD = expression(r"\w")
_SEPARATORS = "\x0b\x85\u2028\u2029"


def read_path(path: str, *, max_bytes: int = MAX_BYTES, limits: Limits | None = None) -> Source:
    """The text of the file at `path`; the name of the source is the path with / between folders.

    `archive.zip!name` is a file in an archive.
    """
    name = path.replace("\\", "/") if sys.platform == "win32" else path
    try:
        with open(path, "rb") as stream:
            return read_stream(stream, name, max_bytes=max_bytes, limits=limits)
    except IsADirectoryError:
        raise fault("folder", "这是文件夹，不是文件", "给出其中的文件", name) from None
    except (OSError, ValueError) as error:
        if "!" in path:  # not found, or the member's name is longer than a path may be
            from scorer.reading.archive import member

            data = member(path, limits, max_bytes)
            if data is not None:
                return read_bytes(data, name, max_bytes=max_bytes, limits=limits)
        if isinstance(error, FileNotFoundError):
            raise fault("missing", "没有这个文件", "检查路径和文件名", name) from None
        reason = getattr(error, "strerror", None) or str(error)
        mend = "检查权限和磁盘，或复制一份再试"
        raise fault("unreadable", f"无法读取：{reason}", mend, name, reason=reason) from None


def read_stream(stream: BinaryIO, name: str, *, max_bytes: int = MAX_BYTES, limits: Limits | None = None) -> Source:
    """The text of an open binary stream, such as standard input; no more than the limit is read."""
    return read_bytes(stream.read(max_bytes + 1), name, max_bytes=max_bytes, limits=limits)


def read_bytes(data: bytes, name: str, *, max_bytes: int = MAX_BYTES, limits: Limits | None = None) -> Source:
    """The text of one input; `InputError` where it is too large, empty, damaged or of no kind that can be read."""
    if len(data) > max_bytes:
        limit = f"{max_bytes:,}"
        raise fault("too-large", f"文件过大，超过 {limit} 字节的上限", "用 --max-size 调高上限", name, limit=limit)
    magic = next((kind for mark, kind in MAGIC if data.startswith(mark)), "")
    if magic or not _is_plain(data, name):
        from scorer.reading.kinds import kind_of, read, readable
        from scorer.reading.limits import Limits

        kind = kind_of(data, magic, name)
        if kind == "ZIP":
            from scorer.reading.archive import only_member

            return _inside(*only_member(data, name, limits or Limits()), data, name, limits or Limits())
        if kind and not readable(kind):
            raise no_text(kind, name)
        if kind:
            return _of_reading(read(kind, data, name, limits or Limits()), data, name)
    text, encoding = decode(data, name)
    if limits is not None or len(text) > _SURELY_FINE:
        from scorer.reading.limits import Limits, over

        if len(text) > (limits or Limits()).characters:
            raise over(limits or Limits(), "characters", name)
    notes: list[Note] = []
    bad = text.count("\ufffd") - data.count(b"\xef\xbf\xbd") if encoding.startswith("utf-8") else text.count("\ufffd")
    if bad > 0:
        notes.append(Note("bad-bytes", bad))
    clean, changed = _clean(text)
    if changed:
        if changed > 8 and changed > len(text) // 10:
            raise no_text("BIN", name)
        notes.append(Note("control-characters", changed))
    notes += _garbled(clean)
    return Source(name, _with_words(clean, name), sha256(data).hexdigest(), encoding, tuple(notes))


def _is_plain(data: bytes, name: str) -> bool:
    """Whether a file without magic bytes is surely a plain text; the others are looked at more closely."""
    start = data[:64].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    if start.startswith((b"<", *_MAIL)) or data.find(b"%PDF-", 0, 1024) >= 0:
        return False
    return not name.lower().endswith((".md", ".markdown", ".html", ".htm", ".shtml", ".xhtml"))


def _inside(inner: str, part: bytes, data: bytes, name: str, limits: Limits) -> Source:
    """The one report in an archive, under the archive's name and digest."""
    source = read_bytes(part, inner, max_bytes=limits.unpacked, limits=limits)
    return source._replace(name=name, sha256=sha256(data).hexdigest())


def _of_reading(reading: Reading, data: bytes, name: str) -> Source:
    """What a reader made of a file, as a source."""
    text, changed = _clean(reading.text)
    notes = (*reading.notes, *([Note("control-characters", changed)] if changed else []), *_garbled(text))
    return Source(
        name,
        _with_words(text, name),
        sha256(data).hexdigest(),
        reading.encoding,
        notes,
        reading.pages,
        reading.furniture,
        reading.metadata,
        reading.recognised,
        reading.incomplete,
    )


def _garbled(text: str) -> list[Note]:
    """What is said of the broken stretches of a text, with the first of them."""
    spans = find_garbled(text)
    return [Note("garbled", len(spans), text[slice(*spans[0])][:LONGEST_SAMPLE])] if spans else []


def _clean(text: str) -> tuple[str, int]:
    """The text with control characters and lone CR made harmless in their places, and how many there were."""
    changed = 0
    if not prints(text) and _CONTROLS.search(text):
        changed = len(_CONTROLS.findall(text))
        text = text.translate(_harmless(text))
    if "\r" in text:
        # A lone CR, the line end of old files, would send a terminal back to the start of its line.
        text = _LONE_RETURN.sub("\n", _DOUBLED_RETURN.sub(" ", text))
    return text, changed


def _with_words(text: str, name: str) -> str:
    if not _WORD.search(text):
        raise fault("empty", "文件是空的，或只有空白", "换成有正文的文件", name)
    return text


def _harmless(text: str) -> dict[int, str]:
    """A space for every control character, so that matching closes the gap.

    Only where other separators are far more than the line ends do they stand for line ends themselves, as when
    a text was copied out of a word processor; a stray one inside a paragraph must not cut it in two.
    """
    table = dict.fromkeys(map(ord, _CONTROLS.findall(text)), " ")
    separators = sum(map(text.count, _SEPARATORS))
    if separators > 4 * max(text.count("\n"), text.count("\r")):
        table |= dict.fromkeys(map(ord, _SEPARATORS), "\n")
    return table
