"""Fonts of official documents by their names in Word and WPS, with the names that stand in where one is lacking."""

from __future__ import annotations

from typing import NamedTuple
from xml.sax.saxutils import quoteattr

WESTERN = "Times New Roman"


class Font(NamedTuple):
    """A font as a document names it."""

    name: str
    instead: tuple[str, ...]  # in order; Word and LibreOffice take the first that is installed
    family: str  # the last resort: roman with serifs, swiss without


TITLE = Font("方正小标宋简体", ("方正小标宋_GBK", "FZXiaoBiaoSong-B05S", "华文中宋", "黑体", "SimHei"), "roman")
BODY = Font("仿宋_GB2312", ("仿宋", "FangSong", "华文仿宋", "STFangsong", "Noto Serif CJK SC"), "roman")
HEADING = Font("黑体", ("SimHei", "华文黑体", "STHeiti", "Noto Sans CJK SC", "WenQuanYi Micro Hei"), "swiss")
SECOND = Font("楷体_GB2312", ("楷体", "KaiTi", "华文楷体", "STKaiti", "Noto Serif CJK SC"), "roman")
NUMBER = Font("宋体", ("SimSun", "华文宋体", "STSong", "Noto Serif CJK SC"), "roman")
FONTS = (TITLE, BODY, HEADING, SECOND, NUMBER)

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def font_table() -> bytes:
    """The part of a Word file that says what stands in for a font that is not installed."""
    fonts = [
        f"<w:font w:name={quoteattr(font.name)}><w:altName w:val={quoteattr(','.join(font.instead))}/>"
        f'<w:charset w:val="86"/><w:family w:val="{font.family}"/><w:pitch w:val="variable"/></w:font>'
        for font in FONTS
    ]
    western = (
        f'<w:font w:name="{WESTERN}"><w:charset w:val="00"/><w:family w:val="roman"/>'
        '<w:pitch w:val="variable"/></w:font>'
    )
    body = "".join([*fonts, western])
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:fonts xmlns:w="{_W}">{body}</w:fonts>'.encode()
