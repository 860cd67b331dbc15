"""Bytes -> text: the encoding by its mark, else the reading that looks most like Chinese."""

from __future__ import annotations

from functools import cache
from operator import itemgetter
from os.path import dirname, join

from scorer.errors import InputError
from scorer.reading.reader import fault
from scorer.text.expressions import expression

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
_SAMPLE = 4000  # characters: enough to tell encodings apart, whatever the size of the file
_COMMON_SIGNS = "\t\n\r\xa0\u3000，。、；：？！（）《》“”‘’—…·〔〕％〇①②③④⑤⑥⑦⑧⑨⑩"
_READABLE = 0.3  # share of common characters below which a decoded text is not taken for Chinese at all

_FIRST_ODD = "\ufff0"  # of those that print
_ODD = expression("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ue000-\uf8ff\ufff0-\U0010ffff]")


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
        raise no_text("BIN", name)
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
    others = "".join([char for char in sample if char not in common])
    odd = 0 if others.isprintable() and max(others, default="") < _FIRST_ODD else len(_ODD.findall(others))
    return (len(sample) - len(others) - 2 * odd) / max(len(sample), 1)


@cache
def _common() -> frozenset[str]:
    with open(join(dirname(dirname(__file__)), "data", "common.txt"), encoding="utf-8") as stream:
        return frozenset(stream.read() + "".join(map(chr, range(32, 127))) + _COMMON_SIGNS)


def no_text(kind: str, name: str) -> InputError:
    """A file of a kind that holds no text to read."""
    return fault("binary", f"不是文本文件，看来是 {kind} 文件", "另存为 .txt 文本再试", name, kind=kind)
