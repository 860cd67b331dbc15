"""What kind a file is: its content says; the ending is only a hint, and one that lies is noted."""

from __future__ import annotations

import re
from importlib import import_module
from typing import cast

from scorer.model import Note
from scorer.reading.archive import kind_of_zip
from scorer.reading.limits import Limits, over
from scorer.reading.reader import ending
from scorer.reading.reading import Reading

# Kind -> module; the kinds that no reader takes are named in `reader.MAGIC`.
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


def kind_of(data: bytes, magic: str, name: str) -> str:
    """The kind of a file: `magic` is what its first bytes say; empty for a plain text."""
    if magic.startswith("ZIP"):
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
    module = import_module(f"scorer.reading.{_READERS[kind]}")
    reading = cast(Reading, module.read(data, name, limits))
    if len(reading.text) > limits.characters:
        raise over(limits, "characters", name)
    said = ending(name)
    if said and kind in _HOMES and said not in _HOMES[kind]:
        reading = reading._replace(notes=(Note("other-ending", 1, f"{said} = {kind}"), *reading.notes))
    return reading
