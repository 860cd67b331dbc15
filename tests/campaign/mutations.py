"""What may become of a file: bits flipped, parts cut, doubled and moved, hostile words and numbers, XML put wrong."""

from __future__ import annotations

import copy
import re
import warnings
import zipfile
from collections.abc import Callable
from io import BytesIO
from random import Random
from typing import Any

from bases import ENCODINGS
from lxml import etree

MOST = 3_000_000  # bytes of a mutated file
SPECIAL = [
    "\u200b" * 30, "\u202e", "\u2066x\u2069", "\x1b[31mRED\x1b[0m", "\x1b]0;t\x07", "\x00", "\x07\x08", "\r", "\ufeff",
    "\ufffd" * 5, "=cmd|' /C calc'!A0", "@SUM(1)", "|a|b|", "<script>alert(1)</script>", "![x](http://e.invalid/x)",
    "[a](javascript:1)", "9" * 5000, "１" * 5000, "1." * 2000, "(" * 3000, "《" * 2000, "“" * 2000, "一、" * 500,
    "（一）" * 500, "九千亿亿万" * 50, "0.000000000000001%", "1" + "0" * 400 + "件", "99999年", "2023年13月45日",
    "0年0月0日", "约" * 500, "从10件下降到20件，下降" * 100, "1/0", "0件中0件，占0%", "100%" * 400, "其中，" * 300,
    "、" * 3000, "，" * 3000, "；" * 3000, "。" * 3000, "\n" * 3000, "　" * 3000, "a" * 20000, "甲" * 20000,
    "\U00020000" * 50, "e\u0301" * 100, "一是" * 400, "第一，" * 400, "&#x41;&#0;&bogus;", "]]>", "--", "{\\rtf1",
    "%PDF-", "PK\x03\x04", "存在问题" * 300, "下一步" * 300, "主要负责人" * 300, "十" * 3000, "百分之" + "百" * 300,
    "增长" + "9" * 4400 + "%", "共" + "7" * 5000 + "件,其中" + "3" * 5000 + "件", "²³¹½", "①②③⑩㉟㊿", "٣٤٥件",
    "𝟘𝟙𝟚件", "Ⅷ、", "〇〇〇〇年",
]  # fmt: skip
NUMBERS = ["0", "-1", "1", "2147483648", "-2147483648", "4294967296", "9" * 20, "9" * 400, "1e308", "1e999", "NaN",
           "inf", "", "0x7f", "٣", "1.5", "9" * 4500]  # fmt: skip
MARKUP = [
    "<div>" * 400, "</div>" * 50, "<table><tr><td>" * 120, "<!--", "<![CDATA[", "<script>",
    "<p style='display:none'>", "<textarea>", "<frameset>", "<meta charset=utf-7>", "<base href='file:///'>",
    "<svg><style>", "<plaintext>", "&#0;&#x110000;&#55296;", "<a href='x'>" * 200, "<td colspan=999999999>",
    "<ol start=99999999999><li>", "<ol start=-5><li>", "<b " + "x=1 " * 3000 + ">",
]  # fmt: skip
PLACES = ["../../../etc/passwd", "/etc/passwd", "file:///etc/passwd", "甲", "true", "%1%2%9"]
NAMES = ["a\x1b[31m.txt", "x" * 3000 + ".txt", "1" * 5000 + ".txt", "a!b.zip!c.txt", " .txt", ".txt", "CON.txt"]


def mutated(random: Random, name: str, data: bytes) -> bytes:
    """A file that was once sound; `random` alone decides what becomes of it."""
    if name.endswith((".docx", ".ofd", ".zip")) and random.random() < 0.85:
        return _package(random, data)
    if name in ENCODINGS and random.random() < 0.6:
        text = data.decode(ENCODINGS[name], "replace")
        paged = name.endswith("html") and random.random() < 0.5
        changed = _page(random, text) if paged else _text(random, text)
        return changed.encode(ENCODINGS[name], "replace")[:MOST]
    return _bytes(random, data)


def _bytes(random: Random, data: bytes) -> bytes:
    """Bits flipped, stretches cut, doubled, blanked, and numbers changed."""
    out = bytearray(data)
    for _ in range(random.choice([1, 1, 2, 4, 16])):
        size = max(len(out), 1)
        at = random.randrange(size)
        end = min(size, at + random.choice([1, 2, 4, 16, 256, 4096]))
        kind = random.randrange(9)
        if kind == 0 and out:
            out[at % len(out)] ^= 1 << random.randrange(8)
        elif kind == 1:
            del out[at:]
        elif kind == 2:
            del out[at:end]
        elif kind == 3:
            out[at:at] = out[at:end] * random.choice([1, 2, 50])
        elif kind == 4:
            out[at:at] = random.randbytes(random.choice([1, 4, 64, 1024]))
        elif kind == 5:
            out[at:end] = bytes([random.choice([0, 255, 0x5C, 0x3C, 0x26, 0x28])]) * len(out[at:end])
        elif kind == 6:
            out[at:at] = random.choice(SPECIAL).encode("utf-8", "replace")
        elif kind == 7:
            numbers = list(re.finditer(rb"\d+", bytes(out)))
            if numbers:
                found = random.choice(numbers)
                out[found.start() : found.end()] = random.choice(NUMBERS).encode()
        else:
            low, high = sorted((random.randrange(size), random.randrange(size)))
            out[at:at] = out[low : min(high, low + 3000)]
    return bytes(out[:MOST])


def _text(random: Random, text: str) -> str:
    """Lines with hostile words, lines repeated, shuffled, joined, and numbers changed."""
    lines = text.split("\n")
    for _ in range(random.choice([1, 2, 5])):
        kind, at = random.randrange(9), random.randrange(len(lines))
        line = lines[at]
        cut = random.randrange(len(line) + 1)
        if kind <= 2:
            lines[at] = line[:cut] + random.choice(SPECIAL) + line[cut:]
        elif kind == 3:
            lines[at:at] = [line] * random.choice([1, 3, 60])
        elif kind == 4:
            random.shuffle(lines)
        elif kind == 5:
            lines[at] = line * random.choice([2, 40])
        elif kind == 6:
            lines[at] = "".join(random.sample(line, len(line)))
        elif kind == 7:
            lines = [*lines[:at], "".join(lines[at:])]
        elif numbers := list(re.finditer(r"\d+", line)):
            found = random.choice(numbers)
            lines[at] = line[: found.start()] + random.choice(NUMBERS) + line[found.end() :]
    return "\n".join(lines)


def _page(random: Random, text: str) -> str:
    """Tags taken out, repeated, and put where none belongs."""
    for _ in range(random.choice([1, 5, 20])):
        tags = list(re.finditer(r"<[^>]*>", text))
        if not tags or len(text) > MOST:
            break
        tag, kind = random.choice(tags), random.randrange(5)
        if kind == 0:
            text = text[: tag.start()] + text[tag.end() :]
        elif kind == 1:
            text = text[: tag.start()] + tag.group() * 100 + text[tag.end() :]
        else:
            text = text[: tag.start()] + random.choice(MARKUP) + text[tag.start() :]
    return text


def _package(random: Random, data: bytes) -> bytes:
    """Parts of a container changed, lost, doubled, renamed and blown up."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        parts = [(info.filename, archive.read(info)) for info in archive.infolist()]
    for _ in range(random.choice([1, 1, 2])):
        at = random.randrange(len(parts))
        name, body = parts[at]
        kind = random.randrange(12)
        if kind <= 6:
            parts[at] = name, _xml(random, body) if name.endswith((".xml", ".rels")) else _bytes(random, body)
        elif kind == 7 and len(parts) > 1:
            parts.pop(at)
        elif kind == 8:
            parts.append((name, body))
        elif kind == 9:
            parts[at] = random.choice([*NAMES, f"../{name}", f"/{name}", f"C:\\{name}", f"\u202e{name}"]), body
        elif kind == 10:
            parts[at] = name, body * 30
        else:
            parts[at] = name, b""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a name that stands twice
        for name, body in parts:
            archive.writestr(zipfile.ZipInfo(name), body[:MOST], zipfile.ZIP_DEFLATED)
    return _bytes(random, out.getvalue()) if random.random() < 0.2 else out.getvalue()


def _xml(random: Random, data: bytes) -> bytes:
    """Elements removed, repeated, nested deep and moved, attributes changed, entities that would read other files."""
    try:
        root = etree.fromstring(data)
    except etree.XMLSyntaxError:
        return _bytes(random, data)
    for _ in range(random.choice([1, 1, 3, 10])):
        elements = [element for element in root.iter() if isinstance(element.tag, str)]
        try:
            random.choice(_CHANGES)(random, random.choice(elements), elements)
        except ValueError:  # a sign that no XML may hold
            continue
    out: bytes = etree.tostring(root)
    if random.random() < 0.05:
        kinds = b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY y "' + b"z" * 50 + b'">]>'
        out = kinds + out.replace(b"</", b"&x;&y;</", 1)
    return out


def _remove(_: Random, element: Any, __: list[Any]) -> None:
    if element.getparent() is not None:
        element.getparent().remove(element)


def _repeat(random: Random, element: Any, elements: list[Any]) -> None:
    if element.getparent() is not None and len(element) < 50:
        for _ in range(random.choice([1, 5, 200])):
            element.getparent().append(copy.deepcopy(element))


def _nest(random: Random, element: Any, elements: list[Any]) -> None:
    for _ in range(random.choice([5, 60, 250])):
        element = etree.SubElement(element, element.tag)
    element.text = "深"


def _attribute(random: Random, element: Any, _: list[Any]) -> None:
    if element.attrib:
        name = random.choice(sorted(element.attrib))
        if random.random() < 0.3:
            del element.attrib[name]
        else:
            element.attrib[name] = random.choice([*NUMBERS, *PLACES])


def _word(random: Random, element: Any, _: list[Any]) -> None:
    element.text = random.choice(SPECIAL)


def _tail(random: Random, element: Any, _: list[Any]) -> None:
    element.tail = (element.tail or "") + random.choice(SPECIAL)


def _rename(random: Random, element: Any, elements: list[Any]) -> None:
    element.tag = random.choice(elements).tag


def _move(random: Random, element: Any, elements: list[Any]) -> None:
    other = random.choice(elements)
    if other is not element and other not in element.iterancestors() and element not in other.iterancestors():
        element.append(other)


_CHANGES: list[Callable[[Random, Any, list[Any]], None]] = [
    _remove, _repeat, _nest, _attribute, _attribute, _word, _tail, _rename, _move,
]  # fmt: skip
