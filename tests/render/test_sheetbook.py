"""The workbook, read again by another library."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook
from papers_data import hostile_card, rendered, seed_cards

from scorer.model import Verdict
from scorer.render.record import score
from scorer.render.sheetbook.paper import LONGEST, Column, height


@pytest.fixture(scope="module")
def book() -> Workbook:
    return load_workbook(BytesIO(rendered("xlsx", seed_cards())))


def column(book: Workbook, sheet: str, head: str, top: int = 1) -> list[object]:
    rows = list(book[sheet].iter_rows(min_row=top, values_only=True))
    at = rows[0].index(head)
    return [row[at] for row in rows[1:]]


def test_sheets_stand_in_the_order_of_a_reading(book: Workbook) -> None:
    assert book.sheetnames == ["总表", "矩阵", "依据", "核对", "统计"]


def test_numbers_are_numbers_and_dates_dates(book: Workbook) -> None:
    totals = column(book, "总表", "总分", 2)
    assert sorted(map(str, totals)) == sorted(str(score(card.total)) for card in seed_cards())
    assert all(isinstance(total, float) for total in totals)
    days = [day for day in column(book, "总表", "公开日期", 2) if day is not None]
    assert days and all(isinstance(day, datetime) for day in days)


def test_overview_is_ranked_within_a_level(book: Workbook) -> None:
    ranks = list(zip(column(book, "总表", "级别", 2), column(book, "总表", "名次", 2), strict=True))
    assert ranks == [("市级", 1), ("县级", 1), ("县级", 2), ("县级", 3), ("县级", 4)]


def test_overview_can_be_filtered_and_its_head_stays(book: Workbook) -> None:
    sheet = book["总表"]
    assert sheet.auto_filter.ref and sheet.freeze_panes == "C3"
    assert sheet.print_title_rows == "$2:$2"


def test_matrix_has_a_letter_for_each_criterion_of_each_body(book: Workbook) -> None:
    sheet = book["矩阵"]
    letters = [row[3:] for row in sheet.iter_rows(min_row=4, values_only=True)]
    counted = [len([c for c in row if c in set("具部缺核免")]) for row in letters]
    assert counted == [len(card.findings) for card in seed_cards()]
    colours = [rule for rules in sheet.conditional_formatting for rule in rules.rules]
    assert {rule.formula[0] for rule in colours} == {f'"{letter}"' for letter in "具部缺核免"}


def test_matrix_agrees_with_the_scorecards(book: Workbook) -> None:
    rows = list(book["矩阵"].iter_rows(min_row=4, values_only=True))
    for card in seed_cards():
        row = next(row for row in rows if row[0] == card.report.facts.jurisdiction)
        assert row[3:].count("缺") == sum(f.verdict is Verdict.MISSING for f in card.findings)


def test_every_quote_has_a_row_with_its_line(book: Workbook) -> None:
    quotes = [
        q for q, kind in zip(column(book, "依据", "原文"), column(book, "依据", "类别"), strict=True) if kind == "依据"
    ]
    assert len(quotes) == sum(len(f.evidence) for card in seed_cards() for f in card.findings)
    lines = [
        line for line, quote in zip(column(book, "依据", "行"), column(book, "依据", "原文"), strict=True) if quote
    ]
    assert all(isinstance(line, int) and line > 0 for line in lines)


def test_statistics_print_their_denominators(book: Workbook) -> None:
    rows = list(book["统计"].iter_rows(values_only=True))
    head = next(at for at, row in enumerate(rows) if row[3] == "评分点")
    names = list(rows[head])
    for row in rows[head + 1 :]:
        values = dict(zip(names, row, strict=True))
        assert values["计入份数"] == values["具备"] + values["部分"] + values["缺失"]
        if values["计入份数"]:
            assert values["95%下限"] <= values["具备率"] <= values["95%上限"]
        else:
            assert values["具备率"] is None


def test_hostile_text_stays_text() -> None:
    made = rendered("xlsx", [hostile_card(), *seed_cards()])
    book = load_workbook(BytesIO(made))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f" or cell.hyperlink]
    texts = [cell.value for cell in cells if isinstance(cell.value, str)]
    assert "=cmd|'/c calc'!A1" in texts and "<script>alert(1)</script>" in texts
    assert max(map(len, texts)) <= LONGEST
    assert not [text for text in texts if "\u202e" in text or "\u2066" in text]
    with ZipFile(BytesIO(made)) as archive:
        assert not [name for name in archive.namelist() if "external" in name.lower() or "vba" in name.lower()]


def test_same_reports_give_the_same_bytes() -> None:
    assert rendered("xlsx", seed_cards()) == rendered("xlsx", seed_cards())


def test_report_that_was_not_scored_has_a_row_without_marks() -> None:
    unscored = seed_cards()[0]._replace(total=None, low=None, high=None)
    book = load_workbook(BytesIO(rendered("xlsx", [unscored])))
    assert column(book, "总表", "等次", 2) == ["未评分"] and column(book, "总表", "名次", 2) == [None]


def test_english_workbook_has_english_heads() -> None:
    book = load_workbook(BytesIO(rendered("xlsx", seed_cards(), "en")))
    assert book.sheetnames == ["Overview", "Matrix", "Quotes", "Checks", "Statistics"]


def test_row_is_as_high_as_its_longest_text_needs() -> None:
    columns = [Column("a", 11.5), Column("b", 11.5)]
    assert height(["字" * 5, 3], columns) < height(["字" * 6, 3], columns)
    assert height(["字" * 10_000, 3], columns) <= 409
