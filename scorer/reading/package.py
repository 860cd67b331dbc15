"""Zip containers and their XML parts, read within limits and with nothing fetched from outside."""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING, BinaryIO
from zipfile import BadZipFile, ZipFile, ZipInfo

from scorer.reading.limits import Limits, over
from scorer.reading.reader import damaged, encrypted, fault, library

if TYPE_CHECKING:
    from lxml.etree import _Element

_RATIO = 300  # times that deflate packs text at the very best
_WORTH_A_LOOK = 1_000_000  # bytes below which a ratio says nothing
_CHUNK = 1 << 20
_ENTRY = 1_000  # bytes that the directory may spend on a part
_TAIL = 70_000  # bytes at the end in which the directory's size is told


class Package:
    """An open zip container whose parts are counted against the limits as they are read."""

    def __init__(self, data: bytes | BinaryIO, kind: str, name: str, limits: Limits) -> None:
        self.kind = kind
        self.name = name
        self._limits = limits
        self._read = 0
        stream = BytesIO(data) if isinstance(data, bytes) else data
        if _directory(stream) > _ENTRY * limits.members:
            raise over(limits, "members", name)
        try:
            self._zip = ZipFile(stream)
            self.parts = self._zip.infolist()
        except (BadZipFile, ValueError, NotImplementedError, OSError, EOFError):
            raise damaged(kind, name) from None
        if len(self.parts) > limits.members:
            raise over(limits, "members", name)
        self._by_name = {part.filename.replace("\\", "/").lstrip("/").lower(): part for part in self.parts}

    def __contains__(self, part: str) -> bool:
        return part.lower() in self._by_name

    def names(self) -> list[str]:
        """The names of all parts as they stand in the container."""
        return [part.filename for part in self.parts]

    def bytes_of(self, part: str | ZipInfo, most: int = 0) -> bytes:
        """The unpacked bytes of a part, no more than `most` where that is given."""
        info = part if isinstance(part, ZipInfo) else self._by_name.get(part.lower())
        if info is None:
            raise damaged(self.kind, self.name)
        if info.flag_bits & 1:
            raise encrypted(self.kind, self.name)
        limit = self._limits.unpacked - self._read
        if info.file_size > limit:
            raise over(self._limits, "unpacked", self.name)
        if info.file_size > _WORTH_A_LOOK and info.file_size > _RATIO * max(info.compress_size, 1):
            message = "压缩率高得反常，疑似压缩炸弹"
            raise fault("bomb", message, "不要打开；请发送单位重新提供", self.name)
        if most and info.file_size > most:
            raise over(self._limits, "markup", self.name)
        blocks = []
        size = 0
        try:
            with self._zip.open(info) as stream:
                while block := stream.read(_CHUNK):
                    # What the directory says of the size may be a lie.
                    size += len(block)
                    if size > limit or (most and size > most):
                        raise over(self._limits, "unpacked" if size > limit else "markup", self.name)
                    blocks.append(block)
        except (BadZipFile, EOFError, NotImplementedError, ValueError, OSError, RuntimeError) as error:
            raise damaged(self.kind, self.name) from error
        except Exception as error:
            if type(error).__module__ in ("zlib", "lzma", "_lzma"):
                raise damaged(self.kind, self.name) from error
            raise
        self._read += size
        return b"".join(blocks)

    def xml(self, part: str) -> _Element:
        """The root of an XML part; entities stay unresolved, and a part that brings any of its own is refused."""
        return parse_xml(self.bytes_of(part, self._limits.markup), self.kind, self.name)


def _directory(stream: BinaryIO) -> int:
    """Bytes of the directory as the end of a container tells them; reading it takes much more memory than that."""
    size = stream.seek(0, 2)
    stream.seek(max(0, size - _TAIL))
    tail = stream.read()
    stream.seek(0)
    told = 0
    for mark, at, width in ((b"PK\x05\x06", 12, 4), (b"PK\x06\x06", 40, 8)):
        found = tail.rfind(mark)
        if found >= 0:
            value = int.from_bytes(tail[found + at : found + at + width], "little")
            told = max(told, value if value != 0xFFFFFFFF else 0)
    return told


def parse_xml(data: bytes, kind: str, name: str) -> _Element:
    """The root of an XML text that may not declare entities; nothing is loaded from anywhere."""
    library("lxml", name)
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False,
        remove_comments=True, remove_pis=True, recover=False,
    )  # fmt: skip
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise damaged(kind, name) from None
    if root.getroottree().docinfo.internalDTD is not None:
        message = f"{kind} 文件里带有外部实体或自定义实体声明"
        raise fault("entities", message, "不要打开；请发送单位重新提供", name, kind=kind)
    return root


def local(tag: object) -> str:
    """The name of an element without its namespace."""
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: _Element, name: str, default: str = "") -> str:
    """An attribute by its name without namespace."""
    found = element.get(name)
    if found is not None:
        return str(found)
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return default


def resolve(base: str, target: str) -> str:
    """The name of a part that another part refers to; never leads out of the container."""
    path = [] if target.startswith("/") else base.split("/")[:-1]
    for step in re.split(r"[/\\]+", target):
        if step == "..":
            del path[-1:]
        elif step not in ("", "."):
            path.append(step)
    return "/".join(path)
