"""Bytes -> Source: a reader by content, else the encoding; control characters made harmless in their places.

No character is added or taken away, a byte order mark at the start apart: offsets are those of the decoded
text, and CRLF stays as it is. Characters that could drive a terminal or reorder what is printed become spaces.
"""

from __future__ import annotations

import sys
from functools import cache
from operator import itemgetter
from os.path import dirname, join

from scorer.errors import InputError
from scorer.expressions import expression
from scorer.hashing import sha256
from scorer.model import Note, Source

TYPE_CHECKING = False  # typing is slow to import, and only a checker asks
if TYPE_CHECKING:
    from typing import BinaryIO

    from scorer.readers import Reading
    from scorer.readers.limits import Limits

MAX_BYTES = 20_000_000

# What a folder or an archive is searched for; pictures and Markdown, which may be anything, are read by name only.
ENDINGS = (
    ".txt", ".html", ".htm", ".mhtml", ".mht", ".docx", ".docm", ".doc", ".wps", ".pdf", ".ofd", ".rtf", ".zip",
)  # fmt: skip
_MAGIC = (
    (b"%PDF-", "PDF"),
    (b"PK\x03\x04", "ZIP"),
    (b"PK\x05\x06", "ZIP"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "DOC/WPS (OLE)"),
    (b"{\\rtf", "RTF"),
    (b"\x89PNG\r\n\x1a\n", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"BM", "BMP"),
    (b"II*\x00", "TIFF"),
    (b"MM\x00*", "TIFF"),
    (b"Rar!\x1a\x07", "RAR"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"\x1f\x8b\x08", "gzip"),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ\x00", "xz"),
    (b"SQLite format 3\x00", "SQLite"),
    (b"\x7fELF", "ELF"),
    (b"MZ\x90\x00", "EXE"),
)
_MAIL = (b"From: ", b"MIME-Version:", b"Subject:", b"Date:", b"Content-Type:", b"Snapshot-Content-Location:")
_MARKS = (
    (b"\xef\xbb\xbf", "utf-8", "utf-8-sig"),
    (b"\x84\x31\x95\x33", "gb18030", "gb18030"),
    (b"\xff\xfe", "utf-16-le", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be", "utf-16-be"),
)
# Codec, and the name it goes by in the result. The three of Big5 differ in signs such as ① and 〇.
_CODECS = (
    ("utf-8", "utf-8"),
    ("gb18030", "gb18030"),
    ("big5", "big5"),
    ("cp950", "big5"),
    ("big5hkscs", "big5"),
    ("utf-16-le", "utf-16-le"),
    ("utf-16-be", "utf-16-be"),
)
_SURELY_FINE = 200_000  # characters; a longer text is held against the limits
_SAMPLE = 4000  # characters: enough to tell encodings apart, whatever the size of the file
_COMMON_SIGNS = "\t\n\r\xa0\u3000，。、；：？！（）《》“”‘’—…·〔〕％〇①②③④⑤⑥⑦⑧⑨⑩"
_READABLE = 0.3  # share of common characters below which a decoded text is not taken for Chinese at all

# C0 without tab and line ends, DEL and C1, separators of lines, marks of direction, annotation, and BOM.
_CONTROL = (
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff"
)
_CONTROLS = expression(f"[{_CONTROL}]")
_ODD = expression("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ue000-\uf8ff\ufff0-\U0010ffff]")
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
    except FileNotFoundError:
        if "!" in path:
            from scorer.readers.archive import member

            data = member(path, limits, max_bytes)
            if data is not None:
                return read_bytes(data, name, max_bytes=max_bytes, limits=limits)
        raise _fault("missing", "没有这个文件", "检查路径和文件名", name) from None
    except IsADirectoryError:
        raise _fault("folder", "这是文件夹，不是文件", "给出其中的文件", name) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        mend = "检查权限和磁盘，或复制一份再试"
        raise _fault("unreadable", f"无法读取：{reason}", mend, name, reason=reason) from None


def read_stream(stream: BinaryIO, name: str, *, max_bytes: int = MAX_BYTES, limits: Limits | None = None) -> Source:
    """The text of an open binary stream, such as standard input; no more than the limit is read."""
    return read_bytes(stream.read(max_bytes + 1), name, max_bytes=max_bytes, limits=limits)


def read_bytes(data: bytes, name: str, *, max_bytes: int = MAX_BYTES, limits: Limits | None = None) -> Source:
    """The text of one input; `InputError` where it is too large, empty, damaged or of no kind that can be read."""
    if len(data) > max_bytes:
        limit = f"{max_bytes:,}"
        raise _fault("too-large", f"文件过大，超过 {limit} 字节的上限", "用 --max-size 调高上限", name, limit=limit)
    magic = next((kind for mark, kind in _MAGIC if data.startswith(mark)), "")
    if magic or not _is_plain(data, name):
        from scorer.readers import kind_of, read, readable
        from scorer.readers.limits import Limits

        kind = kind_of(data, magic, name)
        if kind and not readable(kind):
            raise _binary(kind, name)
        if kind:
            return _of_reading(read(kind, data, name, limits or Limits()), data, name)
    text, encoding = decode(data, name)
    if limits is not None or len(text) > _SURELY_FINE:
        from scorer.readers.limits import Limits, over

        if len(text) > (limits or Limits()).characters:
            raise over(limits or Limits(), "characters", name)
    notes: list[Note] = []
    bad = text.count("\ufffd") - data.count(b"\xef\xbf\xbd") if encoding.startswith("utf-8") else text.count("\ufffd")
    if bad > 0:
        notes.append(Note("bad-bytes", bad))
    clean, changed = _clean(text)
    if changed:
        if changed > 8 and changed > len(text) // 10:
            raise _binary("BIN", name)
        notes.append(Note("control-characters", changed))
    return Source(name, _with_words(clean, name), sha256(data).hexdigest(), encoding, tuple(notes))


def _is_plain(data: bytes, name: str) -> bool:
    """Whether a file without magic bytes is surely a plain text; the others are looked at more closely."""
    start = data[:64].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    if start.startswith((b"<", *_MAIL)) or data.find(b"%PDF-", 0, 1024) >= 0:
        return False
    return not name.lower().endswith((".md", ".markdown", ".html", ".htm", ".shtml", ".xhtml"))


def _of_reading(reading: Reading, data: bytes, name: str) -> Source:
    """What a reader made of a file, as a source."""
    text, changed = _clean(reading.text)
    notes = (*reading.notes, Note("control-characters", changed)) if changed else reading.notes
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


def _clean(text: str) -> tuple[str, int]:
    """The text with control characters and lone CR made harmless in their places, and how many there were."""
    changed = 0
    if _CONTROLS.search(text):
        changed = len(_CONTROLS.findall(text))
        text = text.translate(_harmless(text))
    if "\r" in text:
        # A lone CR, the line end of old files, would send a terminal back to the start of its line.
        text = _LONE_RETURN.sub("\n", _DOUBLED_RETURN.sub(" ", text))
    return text, changed


def _with_words(text: str, name: str) -> str:
    if not _WORD.search(text):
        raise _fault("empty", "文件是空的，或只有空白", "换成有正文的文件", name)
    return text


def decode(data: bytes, name: str) -> tuple[str, str]:
    """The text and the name of its encoding: by mark, else the reading that looks most like Chinese."""
    for mark, codec, encoding in _MARKS:
        if data.startswith(mark) and not data.startswith(b"\xff\xfe\x00\x00"):
            return data[len(mark) :].decode(codec, "replace"), encoding
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        # A few bytes of GBK can be good UTF-8 too, and those of UTF-16 without a mark nothing but ASCII.
        if "\x00" not in text and (len(text) > 400 or _likeness(text) > (0.99 if text.isascii() else 0.5)):
            return text, "utf-8"
    readings = _readings(data, "strict")
    if max((likeness for likeness, _, _ in readings), default=0.0) < _READABLE:
        readings += _readings(data, "replace")
    likeness, text, encoding = max(readings, key=itemgetter(0))
    if likeness < 0 or (b"\x00" in data and likeness < _READABLE):
        raise _binary("BIN", name)
    return text, encoding


def _readings(data: bytes, errors: str) -> list[tuple[float, str, str]]:
    """What each codec makes of the bytes: likeness, text, name."""
    readings = []
    for codec, encoding in _CODECS:
        try:
            text = data.decode(codec, errors)
        except UnicodeDecodeError:
            continue
        # Few texts of another encoding are good UTF-8 by chance.
        bonus = 0.3 if codec == "utf-8" and errors == "strict" and not text.isascii() else 0.0
        readings.append((_likeness(text) + bonus, text, encoding))
    return readings


def _likeness(text: str) -> float:
    """How much a text looks like Chinese: 1 for common characters only, below 0 for what nobody writes."""
    sample = text[:_SAMPLE]
    common = _common()
    good = sum(char in common for char in sample)
    odd = len(_ODD.findall(sample))
    return (good - 2 * odd) / max(len(sample), 1)


@cache
def _common() -> frozenset[str]:
    with open(join(dirname(__file__), "data", "common.txt"), encoding="utf-8") as stream:
        return frozenset(stream.read() + "".join(map(chr, range(32, 127))) + _COMMON_SIGNS)


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


def _binary(kind: str, name: str) -> InputError:
    return _fault("binary", f"不是文本文件，看来是 {kind} 文件", "另存为 .txt 文本再试", name, kind=kind)


def _fault(code: str, message: str, mend: str, name: str, **values: str) -> InputError:
    return InputError(message, mend, file=name, code=code, values=values)
