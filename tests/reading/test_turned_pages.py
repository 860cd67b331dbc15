"""Pages of a PDF that stand sideways or on their heads, and pages whose order is in doubt."""

from __future__ import annotations

import pytest
from readers_data import pdf

from scorer.model import Finding, Verdict
from scorer.pipeline import in_doubt
from scorer.reading.source import read_bytes

pytest.importorskip("pypdfium2")

LINES = [f"Line {word} of a report that is read in its true order" for word in ("one", "two", "three", "four")]
# Matrices that turn a page of 595 by 842 clockwise by quarters, the text staying on it.
TURNS = ("1 0 0 1 0 0", "0 -1 1 0 0 700", "-1 0 0 -1 595 842", "0 1 -1 0 595 0")


def shown(lines: list[str], turn: str, at: int = 700) -> str:
    """A content stream with a line below another, turned."""
    rows = "".join(f"1 0 0 1 50 {at - 60 * index} Tm ({line}) Tj " for index, line in enumerate(lines))
    return f"q {turn} cm BT /F 12 Tf {rows}ET Q"


@pytest.mark.parametrize("turn", TURNS)
def test_a_page_turned_by_quarters_reads_in_its_order(turn: str) -> None:
    at = 500 if turn.startswith("0") else 700
    source = read_bytes(pdf([shown(LINES, turn, at)]), "a.pdf")
    assert source.text.split() == " ".join(LINES).split()
    assert not source.notes


@pytest.mark.parametrize("turn", TURNS[1:])
def test_a_page_of_which_half_is_turned_is_told_and_nothing_called_missing(turn: str) -> None:
    source = read_bytes(
        pdf([shown(LINES, TURNS[0], 300), shown(LINES, TURNS[0]) + shown(LINES[:2], turn, 400)]), "a.pdf"
    )
    assert [(note.code, note.detail) for note in source.notes] == [("doubtful-order", "2")]
    doubted = in_doubt(Finding("causes", Verdict.MISSING, "none"), source.incomplete)
    assert (doubted.verdict, doubted.reason) == (Verdict.UNCLEAR, "incomplete-order")


def test_a_stamp_at_an_angle_is_no_reason_for_doubt() -> None:
    source = read_bytes(pdf([shown(LINES, TURNS[0]) + shown(["Copy 12"], TURNS[1], 400)]), "a.pdf")
    assert not source.notes
    assert source.text[slice(*source.furniture[0])].strip() == "Copy12"


def test_a_page_written_in_columns_is_told() -> None:
    letters = [letter for letter in "".join(LINES) if letter != " "]
    columns = "".join(
        f"1 0 0 1 {500 - 40 * (index // 30)} {760 - 14 * (index % 30)} Tm ({letter}) Tj "
        for index, letter in enumerate(letters)
    )
    source = read_bytes(pdf([f"BT /F 12 Tf {columns}ET"]), "a.pdf")
    assert [note.code for note in source.notes] == ["doubtful-order"]
