"""Archives (.zip): each file in them is a report of its own, named `archive.zip!file`.

Nothing is unpacked to disk. Names that lead out of the archive, archives in archives and what packs beyond
reason are refused one by one; the other files are still read.
"""

from __future__ import annotations

import os
import re
from typing import NamedTuple

from scorer.errors import InputError
from scorer.readers import ENDINGS, Reading, ending, fault
from scorer.readers.limits import Limits
from scorer.readers.package import Package

_KIND = "ZIP"
_UTF8_NAME = 0x800
_OFFICE = {"xl/workbook.xml": "XLSX", "ppt/presentation.xml": "PPTX", "content.xml": "ODF"}
_DROSS = re.compile(r"(?:^|/)(?:__MACOSX/|\.|~\$|Thumbs\.db$|desktop\.ini$)", re.IGNORECASE)


class Member(NamedTuple):
    """A file in an archive: its name there, and what is wrong with it, if anything."""

    name: str
    fault: InputError | None


def kind_of_zip(data: bytes, name: str) -> str:
    """What a zip container holds: a document, or files."""
    package = Package(data, _KIND, name, Limits())
    if "OFD.xml" in package:
        return "OFD"
    if "[Content_Types].xml" in package:
        kind = next((kind for part, kind in _OFFICE.items() if part in package), "")
        return kind or "DOCX"
    if "mimetype" in package and "content.xml" in package:
        return "ODF"
    return _KIND


def members(path: str, limits: Limits | None = None) -> list[Member] | None:
    """The files in the archive at a path that are or could be reports; None where it is no archive of files."""
    name = path.replace(os.sep, "/")
    with open(path, "rb") as stream:
        if stream.read(4) not in (b"PK\x03\x04", b"PK\x05\x06"):
            return None
        stream.seek(0)
        data = stream.read()
    if kind_of_zip(data, name) != _KIND:
        return None
    package = Package(data, _KIND, name, limits or Limits())
    found = []
    for part in package.parts:
        if part.is_dir():
            continue
        shown = _name(part.filename, part.flag_bits, part.orig_filename)
        if _DROSS.search(shown):
            continue
        if _leads_out(shown):
            safe = re.sub(r"[^\w.()（）/-]", "_", shown)
            message = "压缩包里的文件名指向包外，不予读取"
            where = f"{name}!{safe}"
            found.append(Member(safe, fault("path-trick", message, "请发送单位重新打包", where)))
        elif ending(shown) in ENDINGS:
            found.append(Member(shown, None))
    return found


def member(path: str, limits: Limits | None, max_bytes: int) -> bytes | None:
    """The bytes of `archive.zip!name`; None where there is no such file."""
    at = path.find("!")
    while at >= 0:
        if os.path.isfile(path[:at]):
            with open(path[:at], "rb") as stream:
                package = Package(stream.read(), _KIND, path[:at].replace(os.sep, "/"), limits or Limits())
            for part in package.parts:
                if _name(part.filename, part.flag_bits, part.orig_filename) == path[at + 1 :]:
                    if part.file_size > max_bytes:
                        limit = f"{max_bytes:,}"
                        message = f"文件过大，超过 {limit} 字节的上限"
                        raise fault("too-large", message, "用 --max-size 调高上限", path, limit=limit)
                    data = package.bytes_of(part)
                    if data.startswith(b"PK\x03\x04") and kind_of_zip(data, path) == _KIND:
                        raise _nested(path)
                    return data
        at = path.find("!", at + 1)
    return None


def read(data: bytes, name: str, limits: Limits) -> Reading:
    """An archive that came where one report was expected: it may hold exactly one."""
    package = Package(data, _KIND, name, limits)
    parts = [part for part in package.parts if not part.is_dir() and ending(part.filename) in ENDINGS]
    if "!" in name:
        raise _nested(name)
    if len(parts) != 1:
        message = "这是压缩包，里面有多个文件，或没有能读的文件"
        raise fault("archive", message, "以 .zip 结尾保存，再给出它的路径", name)
    from scorer.reading import read_bytes

    inner = package.bytes_of(parts[0])
    if inner.startswith(b"PK\x03\x04") and kind_of_zip(inner, name) == _KIND:
        raise _nested(name)
    source = read_bytes(inner, f"{name}!{_name(parts[0].filename, parts[0].flag_bits, parts[0].orig_filename)}",
                        max_bytes=limits.unpacked, limits=limits)  # fmt: skip
    return Reading(
        source.text, source.encoding, source.notes, source.pages, source.furniture, source.metadata,
        source.recognised, source.incomplete,
    )  # fmt: skip


def _nested(name: str) -> InputError:
    return fault("nested", "压缩包里还有压缩包，不再打开", "先解开里层的压缩包", name)


def _name(filename: str, flags: int, original: str) -> str:
    """A member's name; without the mark of UTF-8 it is in the encoding of the system that packed it."""
    if not flags & _UTF8_NAME:
        try:
            raw = original.encode("cp437")
        except UnicodeEncodeError:
            return filename.replace("\\", "/")
        for codec in ("utf-8", "gb18030"):
            try:
                return raw.decode(codec).replace("\\", "/")
            except UnicodeDecodeError:
                continue
    return filename.replace("\\", "/")


def _leads_out(name: str) -> bool:
    """Whether a name is absolute, climbs out of its folder, or holds what no name should."""
    return bool(
        name.startswith("/")
        or re.match(r"[A-Za-z]:", name)
        or ".." in name.split("/")
        or re.search(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]", name)
    )


