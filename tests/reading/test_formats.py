"""The seeds in every format give the verdicts and quotes of their text files."""

from __future__ import annotations

import difflib
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
import readers_data as made
from readers_data import words
from reports import SEED_NUMBERS, builtin, labels, scored_seed, seed

from scorer.model import Role, Scorecard, Source
from scorer.pipeline import score_source
from scorer.reading.source import read_bytes

LEAST_KEPT = 0.995


def own_text(source: Source) -> str:
    """The text without what its reader set apart."""
    parts, at = [], 0
    for start, end in (*source.furniture, (len(source.text), len(source.text))):
        parts.append(source.text[at:start])
        at = end
    return "\n".join(parts)


def kept(number: str, source: Source) -> float:
    """Share of the seed's characters that stand in the text, in their order."""
    wanted, found = words(seed(number).text), words(own_text(source))
    blocks = difflib.SequenceMatcher(None, wanted, found, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks) / len(wanted)


def assert_same_report(number: str, source: Source) -> Scorecard:
    """Verdicts, quotes and characters are those of the text file."""
    card = score_source(source, builtin())
    other = scored_seed(number)
    verdicts = {f.criterion: f.verdict.value for f in card.findings}
    assert verdicts == {f.criterion: f.verdict.value for f in other.findings}
    for finding, wanted in zip(card.findings, other.findings, strict=True):
        quotes = [words(e.quote) for e in finding.evidence]
        assert quotes == [words(e.quote) for e in wanted.evidence], finding.criterion
    assert kept(number, source) >= LEAST_KEPT
    for finding in card.findings:
        for evidence in finding.evidence:
            assert source.text[evidence.start : evidence.end] == evidence.quote
            assert not any(a < evidence.end and evidence.start < b for a, b in source.furniture)
    for section in card.report.sections:
        if section.role is not Role.CHROME:
            start, end = card.report.plain.to_source(section.start, section.end)
            assert not any(start <= a and b <= end for a, b in source.furniture), section
    return card


def facts_on_page(number: str) -> dict[str, str]:
    """What a page's <meta> may say of a seed without saying more than its text does."""
    facts = labels(number)["facts"]
    found = {"ArticleTitle": facts["title"] or "", "ContentSource": "市政府办公室"}
    if facts["published_on"]:
        found["PubDate"] = facts["published_on"] + " 10:22"
    return found


@cache
def page(number: str, style: str) -> str:
    facts = labels(number)["facts"]
    return made.page(
        seed(number).text,
        style=style,
        meta=facts_on_page(number),
        title=facts["title"] or "",
        number=facts["document_number"] or "",
    )


WRITERS: dict[str, Callable[[str], bytes]] = {
    "a.docx": lambda number: made.docx(seed(number).text),
    "a.ofd": lambda number: made.ofd(seed(number).text),
    "a.rtf": lambda number: made.rtf(seed(number).text),
    "a.md": lambda number: made.markdown(seed(number).text),
    "p.html": lambda number: page(number, "p").encode(),
    "br.html": lambda number: page(number, "br").encode(),
    "div.htm": lambda number: page(number, "div").encode(),
    "word.html": lambda number: page(number, "word").encode(),
    "table.html": lambda number: page(number, "table").encode(),
    "gbk.html": lambda number: page(number, "p").replace("utf-8", "gb2312").encode("gb18030"),
    "a.mhtml": lambda number: made.mhtml(page(number, "p")),
}


@pytest.mark.parametrize("name", WRITERS)
@pytest.mark.parametrize("number", SEED_NUMBERS)
def test_seed_in_another_format_is_the_same_report(number: str, name: str) -> None:
    source = read_bytes(WRITERS[name](number), name)
    assert_same_report(number, source)
    assert [note.code for note in source.notes] == []


@pytest.mark.parametrize("number", SEED_NUMBERS)
def test_seed_as_pdf_of_an_office_program_is_the_same_report(number: str, tmp_path: Path) -> None:
    data = made.converted(made.docx(seed(number).text), ".docx", "pdf", tmp_path)
    source = read_bytes(data, "a.pdf")
    card = assert_same_report(number, source)
    pages = [e.page for f in card.findings for e in f.evidence]
    assert pages and all(page is not None and 1 <= page <= len(source.pages) for page in pages)
    assert made.HEADER not in own_text(source)


@pytest.mark.parametrize("number", SEED_NUMBERS[:2])
def test_seed_as_old_word_file_is_the_same_report(number: str, tmp_path: Path) -> None:
    data = made.converted(made.docx(seed(number).text), ".docx", "doc", tmp_path)
    assert_same_report(number, read_bytes(data, "a.doc"))
