"""Lines of Chinese text: no closing mark begins one, no opening mark ends one, nothing a terminal obeys."""

from __future__ import annotations

import random

import pytest

from tui.wrapping import CLOSING, OPENING, breaks, cut, harmless, pad, width, wrap

PIECES = [
    "法治",
    "政府",
    "2023年",
    "score",
    "，",
    "。",
    "、",
    "；",
    "）",
    "》",
    "”",
    "（",
    "《",
    "“",
    " ",
    "%",
    "——",
    "……",
]


def texts() -> list[str]:
    chance = random.Random(7)
    return ["".join(chance.choice(PIECES) for _ in range(chance.randint(1, 60))) for _ in range(300)]


@pytest.mark.parametrize("columns", [8, 13, 30])
def test_lines_are_the_whole_text_and_fit(columns: int) -> None:
    for text in texts():
        spans = breaks(text, columns)
        assert "".join(text[start:end] for start, end in spans) == text
        assert all(width(text[start:end].rstrip(" ")) <= columns for start, end in spans)


@pytest.mark.parametrize("columns", [12, 20, 40])
def test_no_line_begins_with_a_closing_or_ends_with_an_opening_mark(columns: int) -> None:
    text = "为进一步规范行政执法（包括“三项制度”），印发《关于推进工作的通知》；完成率达98.5%，同比增长12%。" * 5
    lines = wrap(text, columns)
    assert len(lines) > 5
    assert not [line for line in lines[1:] if line[0] in CLOSING]
    assert not [line for line in lines[:-1] if line[-1] in OPENING]


def test_words_and_numbers_stay_whole() -> None:
    assert not [
        line for line in wrap("共办理案件123456件" * 9, 14) if line.endswith(("1", "12", "123", "1234", "12345"))
    ]


def test_a_run_of_marks_longer_than_the_line_ends_all_the_same() -> None:
    assert len(wrap("》" * 50, 10)) == 10
    assert len(wrap("a" * 50, 10)) == 5


def test_harmless_text_has_as_many_characters_and_none_that_a_terminal_obeys() -> None:
    bad = "甲\x1b[2J乙\x9b丙\u202e丁\x07\ud800\u200f\n"
    shown = harmless(bad)
    assert len(shown) == len(bad)
    assert not [char for char in shown if not char.isprintable() and char != "\u3000"]
    shown.encode()


def test_cut_and_pad_count_columns_not_characters() -> None:
    assert width(cut("海口市美兰区人民政府", 9)) <= 9
    assert width(pad("海口", 9)) == width(pad("海口市美兰区人民政府", 9)) == 9
    assert pad("7", 3, right=True) == "  7"
