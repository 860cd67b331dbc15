"""Readers of the files that offices have: bytes of one kind -> text, and what is known of its places.

Which kind a file is, its content says; the ending is only a hint, and one that lies is noted. Each reader is a
module of its own with one function `read(data, name, limits) -> Reading`, imported when such a file comes.
"""

from __future__ import annotations

import re
from importlib import import_module
from typing import NamedTuple, cast

from scorer.errors import InputError
from scorer.model import Note
from scorer.readers.limits import Limits, over

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


# Kind -> module; the kinds that no reader takes are named in `scorer.reading`.
_READERS = {
    "HTML": "html",
    "MHTML": "html",
    "DOCX": "docx",
    "DOCM": "docx",
    "DOC/WPS (OLE)": "legacy",
    "PDF": "pdf",
    "OFD": "ofd",
    "RTF": "rtf",
    "MD": "markdown",
    "PNG": "ocr",
    "JPEG": "ocr",
    "TIFF": "ocr",
    "BMP": "ocr",
    "GIF": "ocr",
    "ZIP": "archive",
}
# Endings under which each kind is at home; any other is told of.
_HOMES = {
    "HTML": (".html", ".htm", ".xhtml", ".shtml"),
    "MHTML": (".mhtml", ".mht", ".eml"),
    "DOCX": (".docx",),
    "DOCM": (".docm",),
    "DOC/WPS (OLE)": (".doc", ".wps", ".dot", ".wpt"),
    "PDF": (".pdf",),
    "OFD": (".ofd",),
    "RTF": (".rtf",),
    "PNG": (".png",),
    "JPEG": (".jpg", ".jpeg"),
    "TIFF": (".tif", ".tiff"),
    "BMP": (".bmp",),
    "GIF": (".gif",),
    "ZIP": (".zip",),
}
_MARKDOWN = (".md", ".markdown")
_MARKUP = re.compile(rb"<(?:!doctype\s+html|html|head|body|meta|title|table|div|p|span|font|center)\b", re.IGNORECASE)
_MAIL = re.compile(rb"(?:From|MIME-Version|Subject|Content-Type|Date|Snapshot-Content-Location): ", re.IGNORECASE)


def ending(name: str) -> str:
    """The ending of a name in small letters, with its dot; empty where it has none."""
    last = name.rpartition("/")[2].rpartition("!")[2]
    stem, dot, suffix = last.rpartition(".")
    return "." + suffix.lower() if dot and stem else ""


def kind_of(data: bytes, magic: str, name: str) -> str:
    """The kind of a file: `magic` is what its first bytes say; empty for a plain text."""
    if magic.startswith("ZIP"):
        from scorer.readers.archive import kind_of_zip

        return kind_of_zip(data, name)
    if magic and (magic != "BMP" or data[6:10] == bytes(4)):
        return magic
    if data.find(b"%PDF-", 0, 1024) >= 0:
        return "PDF"
    head = data[:2048].replace(b"\x00", b"")
    if _MAIL.match(head) and re.search(rb"mime-version:|content-type:\s*multipart", data[:8192], re.IGNORECASE):
        return "MHTML"
    start = head.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    if start.startswith(b"<"):
        if b"<?mso-application" in head or b"<w:wordDocument" in head or b"<pkg:package" in head:
            return "Word XML"
        if _MARKUP.search(head) or (start.startswith(b"<!--") and _MARKUP.search(data[:20000])):
            return "HTML"
    if ending(name) in _HOMES["HTML"] and _MARKUP.search(data):
        return "HTML"
    return "MD" if ending(name) in _MARKDOWN else ""


def readable(kind: str) -> bool:
    """Whether a reader takes this kind."""
    return kind in _READERS


def read(kind: str, data: bytes, name: str, limits: Limits) -> Reading:
    """Read a file of a kind; an ending that says something else is told of."""
    module = import_module(f"scorer.readers.{_READERS[kind]}")
    reading = cast(Reading, module.read(data, name, limits))
    if len(reading.text) > limits.characters:
        raise over(limits, "characters", name)
    said = ending(name)
    if said and kind in _HOMES and said not in _HOMES[kind]:
        reading = reading._replace(notes=(Note("other-ending", 1, f"{said} = {kind}"), *reading.notes))
    return reading


def library(module: str, name: str, extra: str = "") -> object:
    """An optional library, or the message that names what to install."""
    try:
        return import_module(module)
    except ImportError:
        package = module.partition(".")[0]
        wanted = f"pip install '.[{extra}]'" if extra else f"pip install {package}"
        raise fault(
            "library", f"缺少 {package}，读不了这种文件", f"安装：{wanted}", name, library=package, wanted=wanted
        ) from None


def fault(code: str, message: str, mend: str, name: str, **values: str) -> InputError:
    """A file that cannot be read, in words for who sent it."""
    return InputError(message, mend, file=name, code=code, values=values)


def damaged(kind: str, name: str) -> InputError:
    return fault("damaged", f"{kind} 文件已损坏或不完整", "换一份完整的文件，或重新导出再试", name, kind=kind)


def encrypted(kind: str, name: str) -> InputError:
    return fault("encrypted", f"{kind} 文件加了密码", "去掉密码，另存一份再试", name, kind=kind)
