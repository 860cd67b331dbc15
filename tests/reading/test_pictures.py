"""Scans and pictures: what is recognised, what may lack, and what is then not called missing."""

from __future__ import annotations

import importlib.util
import sys
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import readers_data as made
from readers_data import words
from reports import SEED_NUMBERS, builtin, seed

from scorer.errors import InputError
from scorer.model import Source, Verdict
from scorer.pipeline import score_source
from scorer.reading import ocr
from scorer.reading.layout import Page, Piece
from scorer.reading.source import read_bytes

OCR = importlib.util.find_spec("rapidocr") is not None and importlib.util.find_spec("onnxruntime") is not None
needs_ocr = pytest.mark.skipif(not OCR, reason="the extra for recognition is not installed")
PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(200)


def scan(data: bytes, first: int, last: int, dots: int = 200) -> bytes:
    """Pages of a PDF as pictures of themselves, in a PDF without text."""
    pdfium: Any = pytest.importorskip("pypdfium2")
    source = pdfium.PdfDocument(data)
    target = pdfium.PdfDocument.new()
    for number in range(first, last):
        page = source[number]
        bitmap = page.render(scale=dots / 72)
        width, height = page.get_size()
        picture = pdfium.PdfImage.new(target)
        picture.set_bitmap(bitmap)
        picture.set_matrix(pdfium.PdfMatrix().scale(width, height))
        sheet = target.new_page(width, height)
        sheet.insert_obj(picture)
        sheet.gen_content()
    out = BytesIO()
    target.save(out)
    return out.getvalue()


@pytest.fixture
def no_eye(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if nothing for recognition were installed."""
    monkeypatch.setattr(ocr, "eye", lambda: None)


class Blind:
    """A recogniser that has lines ready for every page."""

    def __init__(self, lines: list[str], gaps: int) -> None:
        self.lines, self.gaps = lines, gaps

    def look(self, picture: Any) -> ocr.Seen:
        pieces = [
            Piece(line, 250, 250 + 44 * len(line), 200 + 60 * row, 244 + 60 * row, recognised=True)
            for row, line in enumerate(self.lines)
        ]
        return ocr.Seen(Page(1654, 2339, pieces), self.gaps)


def test_a_scan_without_recognition_names_the_extra_to_install(no_eye: None, tmp_path: Path) -> None:
    data = scan(made.pdf(["BT /F 20 Tf 50 700 Td (Report) Tj ET"]), 0, 1, 40)
    for file, name in ((data, "a.pdf"), (PICTURE, "a.png")):
        with pytest.raises(InputError) as caught:
            read_bytes(file, name)
        assert caught.value.code == "needs-ocr"
        assert ".[ocr]" in caught.value.mend


def test_pages_that_stay_unread_are_named_and_nothing_is_called_missing(no_eye: None) -> None:
    pdfium: Any = pytest.importorskip("pypdfium2")
    text = made.pdf(["BT /F 20 Tf 50 700 Td (2023 report on law-based government) Tj ET"])
    both = pdfium.PdfDocument(text)
    both.import_pages(pdfium.PdfDocument(scan(text, 0, 1, 40)))
    out = BytesIO()
    both.save(out)
    source = read_bytes(out.getvalue(), "a.pdf")
    assert [(note.code, note.count, note.detail) for note in source.notes] == [("pictures", 1, "2")]
    assert source.incomplete == "pictures"


def test_what_is_missing_in_recognised_text_becomes_unclear() -> None:
    whole = seed("000")
    lines = [line for line in whole.text.split("\n") if "法治督察" not in line]
    source = Source("a.pdf", "\n".join(lines), "", "pdf", recognised=((0, 9000),), incomplete="ocr")
    card = score_source(source, builtin())
    plain = score_source(source._replace(incomplete=""), builtin())
    missing = {f.criterion for f in plain.findings if f.verdict is Verdict.MISSING}
    unclear = {f.criterion for f in card.findings if f.reason == "incomplete-ocr"}
    assert missing and unclear == missing
    assert not [f for f in card.findings if f.verdict is Verdict.MISSING]
    assert all(evidence.recognised for f in card.findings for evidence in f.evidence)


def test_recognised_lines_are_joined_and_gaps_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = [
        "一、存在问题",
        "基层执法力量还比较薄弱,有的单位执法人员不足,专业",
        "能力不强,办案质量有待提高。",
        "二、下一步打算",
    ]
    pytest.importorskip("numpy", reason="numpy, in which pictures are handed over, comes with the extra")
    monkeypatch.setattr(ocr, "eye", lambda: Blind(lines, 2))
    source = read_bytes(scan(made.pdf([""]), 0, 1, 40), "a.pdf")
    assert "专业能力不强" in source.text
    assert source.text[slice(*source.recognised[0])].startswith("一、存在问题")
    assert [(note.code, note.count) for note in source.notes] == [("ocr", 1), ("ocr-gaps", 2)]
    assert (source.incomplete, source.page(source.text.index("薄弱"))) == ("ocr", 1)


def test_recognition_is_not_loaded_for_files_with_text() -> None:
    before = set(sys.modules)
    read_bytes(made.pdf(["BT /F 20 Tf 50 700 Td (Law-based government report) Tj ET"]), "a.pdf")
    assert not {"rapidocr", "onnxruntime", "cv2"} & (set(sys.modules) - before)


@needs_ocr
def test_a_clean_scan_keeps_its_characters(tmp_path: Path) -> None:
    number = SEED_NUMBERS[1]
    whole = made.converted(made.docx(seed(number).text), ".docx", "pdf", tmp_path)
    source = read_bytes(scan(whole, 1, 2), "a.pdf")
    page = read_bytes(whole, "b.pdf")
    wanted = words(page.text[page.pages[1] : page.pages[2]])
    found = words(source.text.replace(made.HEADER, ""))
    assert kept_of(wanted, found) >= 0.99
    assert [note.code for note in source.notes] == ["ocr"]


def kept_of(wanted: str, found: str) -> float:
    """Share of characters that stand in the other text, in their order."""
    from difflib import SequenceMatcher

    blocks = SequenceMatcher(None, wanted, found, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks) / len(wanted)
