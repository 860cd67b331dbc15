"""Tracked changes in rich text: what was added stands, what was taken out or away does not."""

from __future__ import annotations

import pytest

from scorer.reading.source import read_bytes

HEAD = r"{\rtf1\ansi\ansicpg936{\fonttbl{\f0\fnil\fcharset134 SimSun;}}{\*\revtbl{Unknown;}{A;}}"


def signs(text: str) -> str:
    return "".join(f"\\u{ord(char)}?" for char in text)


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (rf"甲{{\revised\revauth1 {signs('加上')}}}后。", "甲加上后。"),
        (rf"甲{{\deleted\revauthdel1 {signs('删去')}}}后。", "甲后。"),
        (rf"甲\deleted {signs('删去')}\deleted0 后。", "甲后。"),
        (rf"甲{{\deleted\revauthdel1 \plain\f0 {signs('删去')}}}后。", "甲后。"),
        (r"甲{\deleted \'c9\'be\'c8\'a5}后。", "甲后。"),
        (r"前{\deleted\revauthdel1 \par }后。", "前后。"),
        (rf"甲{{\*\mvfmf m}}{{\mvf\mvauth1 {signs('移走')}}}后。\par 乙{{\mvt {signs('移走')}}}。", "甲后。\n乙移走。"),
        (rf"\trowd\clins\cellx9\cldel\cellx18\cellx27 甲\cell {signs('删去')}\cell 丙\cell\row 后。", "甲 | 丙\n后。"),
        (
            r"\trowd\cldel\cellx9\cellx18 甲\cell 乙\cell\row \trowd\cellx9\cellx18 丙\cell 丁\cell\row 后。",
            "乙\n丙 | 丁\n后。",
        ),
    ],
)
def test_tracked_changes_read_as_if_accepted(body: str, text: str) -> None:
    data = HEAD + "".join(signs(char) if char > "~" else char for char in body) + r"\par}"
    assert read_bytes(data.encode(), "a.rtf").text.strip() == text
