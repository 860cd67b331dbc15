"""Word documents, read again by other libraries and by the program's own reader."""

from __future__ import annotations

import re
from io import BytesIO
from zipfile import ZipFile

import mammoth
import pytest
from lxml import etree
from papers_data import HOSTILE, hostile_card, rendered, seed_cards, seed_entries

from scorer.locale.papers import ordinal
from scorer.model import Verdict
from scorer.reading.source import read_bytes
from scorer.render.statistics import ranked

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# The order that the schema lays down for what the papers use.
ORDER = {
    "pPr": ["pStyle", "keepNext", "keepLines", "pageBreakBefore", "spacing", "ind", "jc", "outlineLvl"],
    "rPr": ["rFonts", "b", "color", "sz", "szCs", "lang"],
    "tcPr": ["tcW", "gridSpan", "shd", "vAlign"],
    "tblPr": ["tblW", "jc", "tblBorders", "tblLayout", "tblCellMar"],
    "tblBorders": ["top", "left", "bottom", "right", "insideH", "insideV"],
    "trPr": ["cantSplit", "tblHeader"],
}


@pytest.fixture(scope="module")
def one() -> bytes:
    return rendered("docx", seed_cards()[3:4])


@pytest.fixture(scope="module")
def many() -> bytes:
    return rendered("docx", seed_cards())


def part(made: bytes, name: str) -> etree._Element:
    with ZipFile(BytesIO(made)) as archive:
        return etree.fromstring(archive.read(name))


def html(made: bytes) -> str:
    return str(mammoth.convert_to_html(BytesIO(made)).value)


def headings(made: bytes, level: int) -> list[str]:
    return re.findall(rf"<h{level}>(.*?)</h{level}>", html(made))


def test_sheet_of_one_body_has_its_chapters_in_order(one: bytes) -> None:
    assert [name[0] for name in headings(one, 1)] == list("一二三四五六")


def test_every_gap_has_a_heading_with_its_number(one: bytes) -> None:
    gaps = [f for f in seed_cards()[3].findings if f.verdict in (Verdict.MISSING, Verdict.PARTIAL)]
    found = headings(one, 2)
    assert len(found) == len(gaps)
    assert [name.partition("）")[0] + "）" for name in found] == [ordinal(n, "zh") for n in range(1, len(gaps) + 1)]


def test_ordinals_are_those_of_official_documents() -> None:
    assert [ordinal(n, "zh") for n in (1, 10, 11, 20, 35)] == ["（一）", "（十）", "（十一）", "（二十）", "（三十五）"]


def test_sheet_reads_as_it_was_written_by_our_own_reader(one: bytes) -> None:
    text = read_bytes(one, "评分表.docx").text
    for card in seed_cards()[3:4]:
        for finding in card.findings:
            if finding.verdict is Verdict.MET:
                for evidence in finding.evidence[:2]:
                    assert evidence.quote[:40] in text
    assert "参照《法治政府建设实施纲要（2021—2025年）》" in text


def test_unseen_articles_are_not_cited(one: bytes) -> None:
    text = read_bytes(one, "评分表.docx").text
    assert "《党政主要负责人履行推进法治建设第一责任人职责规定》" in text
    assert "第一责任人职责规定》第七条" not in text
    assert "《优化营商环境条例》第六十三条" in text and "参照《优化营商环境条例》" not in text


def test_law_of_a_later_year_is_not_cited(one: bytes) -> None:
    assert "公平竞争审查条例" not in read_bytes(one, "评分表.docx").text  # in force from 2024, the report is of 2021


@pytest.mark.parametrize("name", ["word/document.xml", "word/styles.xml"])
def test_properties_stand_in_the_order_of_the_schema(many: bytes, one: bytes, name: str) -> None:
    for made in (one, many):
        tree = part(made, name)
        for tag, order in ORDER.items():
            for properties in tree.iter(W + tag):
                names = [etree.QName(child).localname for child in properties]
                known = [at for at in names if at in order]
                assert known == sorted(known, key=order.index)
                if name == "word/document.xml" and properties.getparent().tag != W + "sectPr":
                    assert names == known


def test_heads_of_tables_repeat_and_rows_are_not_cut(many: bytes) -> None:
    for table in part(many, "word/document.xml").iter(W + "tbl"):
        rows = table.findall(W + "tr")
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
        headed = [row for row in rows if row.find(f"{W}trPr/{W}tblHeader") is not None]
        assert headed in ([], rows[:1])


def test_cells_of_a_row_fill_the_width_of_the_table(many: bytes, one: bytes) -> None:
    for made in (one, many):
        for table in part(made, "word/document.xml").iter(W + "tbl"):
            grid = [int(column.get(W + "w")) for column in table.iter(W + "gridCol")]
            assert abs(sum(grid) - 156 * 1440 / 25.4) < len(grid)
            for row in table.findall(W + "tr"):
                assert sum(int(cell.get(W + "w")) for cell in row.iter(W + "tcW")) == sum(grid)


def test_page_is_that_of_the_standard(one: bytes) -> None:
    (section,) = part(one, "word/document.xml").iter(W + "sectPr")
    margins = section.find(W + "pgMar")
    found = [round(int(margins.get(W + side)) * 25.4 / 1440) for side in ("top", "bottom", "left", "right")]
    assert found == [37, 35, 28, 26]
    with ZipFile(BytesIO(one)) as archive:
        footers = [archive.read(name).decode() for name in archive.namelist() if "word/footer" in name]
    assert len(footers) == 2 and all("— " in footer and " PAGE " in footer for footer in footers)
    assert part(one, "word/settings.xml").find(W + "evenAndOddHeaders") is not None


def test_fonts_have_names_that_stand_in(one: bytes) -> None:
    fonts = {font.get(W + "name"): font for font in part(one, "word/fontTable.xml")}
    for name in ("方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312"):
        assert fonts[name].find(W + "altName").get(W + "val")


def test_meeting_ranks_by_level_and_gives_each_body_a_page(many: bytes) -> None:
    levels = headings(many, 2)
    assert levels == ["市级（1份）", "县级（4份）"]
    starts = list(part(many, "word/document.xml").iter(W + "pageBreakBefore"))
    assert len(starts) == 5
    bodies = [one.entry for _, _, table in ranked(seed_entries()) for one in table]
    assert headings(many, 1)[3:] == [f"{entry.body}（{entry.year}年度）" for entry in bodies]


def test_several_rubric_versions_are_named_and_kept_apart() -> None:
    cards = seed_cards()
    old = cards[0]._replace(rubric_version="0.9.0", rubric_sha256="ff" * 32)
    names = headings(rendered("docx", [old, *cards[1:]]), 2)
    assert "法治政府建设年度报告 1.0.0版" in names and "法治政府建设年度报告 0.9.0版" in names
    assert "县级（1份） · 法治政府建设年度报告 0.9.0版" in names


def test_hostile_text_is_plain_words_in_the_document() -> None:
    made = rendered("docx", [hostile_card()])
    text = read_bytes(made, "评分表.docx").text
    for words in HOSTILE[:6]:
        assert words in text
    assert "\u202e" not in text and "字" * 200 not in text
    assert HOSTILE[8] in text
    page = html(made)
    assert "<script" not in page and "<x>" not in page
    assert rendered("docx", [hostile_card(), *seed_cards()])[:2] == b"PK"


def test_document_that_is_no_report_says_so() -> None:
    unscored = seed_cards()[0]._replace(total=None, low=None, high=None)
    assert "没有评分" in read_bytes(rendered("docx", [unscored]), "a.docx").text
    assert "另有1份" in read_bytes(rendered("docx", [unscored, *seed_cards()]), "a.docx").text


def test_run_without_a_report_still_gives_a_document() -> None:
    assert "共0份" in read_bytes(rendered("docx", []), "a.docx").text


def test_same_reports_give_the_same_bytes(many: bytes) -> None:
    assert rendered("docx", seed_cards()) == many


def test_english_sheet_has_english_chapters() -> None:
    assert headings(rendered("docx", seed_cards()[:1], "en"), 1)[0] == "1. Result"


def test_marks_of_an_entry_are_found_by_their_id() -> None:
    assert seed_entries()[0].mark("causes").id == "causes"
    with pytest.raises(KeyError):
        seed_entries()[0].mark("no-such-criterion")
