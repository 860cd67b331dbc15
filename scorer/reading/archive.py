"""Archives (.zip): each file in them is a report of its own, named `archive.zip!file`.

Nothing is unpacked to disk. Names that lead out of the archive, archives in archives and what packs beyond
reason are refused one by one; the other files are still read.
"""

from __future__ import annotations

import os
import re
from typing import BinaryIO, NamedTuple
from zipfile import ZipInfo

from scorer.errors import InputError
from scorer.reading.limits import Limits
from scorer.reading.package import Package
from scorer.reading.reader import ENDINGS, ending, fault

_KIND = "ZIP"
_MARKS = (b"PK\x03\x04", b"PK\x05\x06")
_UTF8_NAME = 0x800
_OFFICE = {"xl/workbook.xml": "XLSX", "ppt/presentation.xml": "PPTX"}
_BUNDLE = ("bundle.json", "MANIFEST.sha256")  # what score bundle writes holds reports, but is none
_DROSS = re.compile(r"(?:^|/)(?:__MACOSX/|\.|~\$)|[_.]files/", re.IGNORECASE)
_UNFIT = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]")


class Member(NamedTuple):
    """A file in an archive: its name there, and what is wrong with it, if anything."""

    name: str
    fault: InputError | None


def kind_of_zip(data: bytes | BinaryIO, name: str) -> str:
    """What a zip container holds: a document, or files."""
    package = Package(data, _KIND, name, Limits())
    if "OFD.xml" in package:
        return "OFD"
    if "[Content_Types].xml" in package:
        return next((kind for part, kind in _OFFICE.items() if part in package), "DOCX")
    if "mimetype" in package and "content.xml" in package:
        return "ODF"
    if all(part in package for part in _BUNDLE):
        return "BUNDLE"
    return _KIND


def is_bundle(path: str) -> bool:
    """Whether the file at a path is a bundle of scorecards; its reports were scored already."""
    try:
        with open(path, "rb") as stream:
            return stream.read(4) in _MARKS and kind_of_zip(stream, path) == "BUNDLE"
    except (OSError, InputError):
        return False


def members(path: str, limits: Limits | None = None) -> list[Member] | None:
    """The files in the archive at a path that may be reports; None where it is no archive of files."""
    name = path.replace(os.sep, "/")
    try:
        with open(path, "rb") as stream:
            if stream.read(4) not in _MARKS or kind_of_zip(stream, name) != _KIND:
                return None
            parts = Package(stream, _KIND, name, limits or Limits()).parts
    except OSError:
        return None  # reading the file itself will say why
    found = []
    for part in parts:
        shown = _name(part)
        if part.is_dir():
            continue
        if _leads_out(shown):
            safe = _UNFIT.sub("_", shown)
            message = "压缩包里的文件名指向包外，不予读取"
            found.append(Member(safe, fault("path-trick", message, "请发送单位重新打包", f"{name}!{safe}")))
        elif ending(shown) in ENDINGS and not _DROSS.search(shown):
            found.append(Member(shown, None))
    return found


def member(path: str, limits: Limits | None, max_bytes: int) -> bytes | None:
    """The bytes of `archive.zip!name`; None where there is no such file."""
    at = path.find("!")
    while at >= 0:
        if os.path.isfile(path[:at]):
            with open(path[:at], "rb") as stream:
                package = Package(stream, _KIND, path.replace(os.sep, "/"), limits or Limits())
                for part in package.parts:
                    if _name(part) == path[at + 1 :]:
                        if part.file_size > max_bytes:
                            limit = f"{max_bytes:,}"
                            message = f"文件过大，超过 {limit} 字节的上限"
                            raise fault("too-large", message, "用 --max-size 调高上限", package.name, limit=limit)
                        return package.bytes_of(part)
        at = path.find("!", at + 1)
    return None


def only_member(data: bytes, name: str, limits: Limits) -> tuple[str, bytes]:
    """Name and bytes of the one report in an archive that came where one report was expected."""
    if "!" in name:
        raise fault("nested", "压缩包里还有压缩包，不再打开", "先解开里层的压缩包", name)
    package = Package(data, _KIND, name, limits)
    parts = [part for part in package.parts if not part.is_dir() and ending(_name(part)) in ENDINGS]
    if len(parts) != 1:
        message = "这是压缩包，里面有多个文件，或没有能读的文件"
        raise fault("archive", message, "以 .zip 结尾保存，再给出它的路径", name)
    return f"{name}!{_UNFIT.sub('_', _name(parts[0]))}", package.bytes_of(parts[0])


def _name(part: ZipInfo) -> str:
    """A member's name; without the mark of UTF-8 it is in the encoding of the system that packed it."""
    name = part.filename
    if not part.flag_bits & _UTF8_NAME:
        try:
            raw = part.orig_filename.encode("cp437")
        except UnicodeEncodeError:
            raw = b""
        for codec in ("utf-8", "gb18030"):
            try:
                name = raw.decode(codec) or name
                break
            except UnicodeDecodeError:
                continue
    return name.replace("\\", "/")


def _leads_out(name: str) -> bool:
    """Whether a name is absolute, climbs out of its folder, or holds what no name should."""
    return bool(name.startswith("/") or re.match(r"[A-Za-z]:", name) or ".." in name.split("/") or _UNFIT.search(name))
