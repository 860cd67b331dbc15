"""The HTML page, parsed as a browser would."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from lxml import html
from papers_data import HOSTILE, hostile_card, rendered, seed_cards, seed_entries

from scorer.model import Verdict
from scorer.render.page.charts import STEPS
from scorer.render.page.text import harmless, marked


@pytest.fixture(scope="module")
def many() -> str:
    return rendered("html", seed_cards()).decode()


@pytest.fixture(scope="module")
def tree(many: str) -> html.HtmlElement:
    return html.document_fromstring(many)


def test_page_asks_for_nothing_from_outside(tree: html.HtmlElement) -> None:
    sources = [value for element in tree.iter() for name, value in element.attrib.items() if name in ("src", "href")]
    assert sources and all(value.startswith("#") for value in sources)
    assert not tree.xpath("//link|//img|//iframe|//object|//*[@style]")
    assert "url(" not in tree.findtext(".//style") and "@import" not in tree.findtext(".//style")
    assert "default-src 'none'" in tree.xpath("string(//meta[@http-equiv]/@content)")


def test_every_quote_leads_to_the_words_in_the_text(tree: html.HtmlElement) -> None:
    marks = {mark.get("id"): mark for mark in tree.xpath("//mark[@id]")}
    links = tree.xpath("//table[contains(@class,'verdicts')]//li/a")
    assert len(links) > 200
    for link in links:
        mark = marks[link.get("href")[1:]]
        quote = re.search("“(.{1,6})", link.text_content())
        assert quote is not None
        assert mark.getparent().text_content().find(quote[1][:2]) >= 0


def test_ids_stand_once(tree: html.HtmlElement) -> None:
    counts = Counter(tree.xpath("//@id"))
    assert [name for name, count in counts.items() if count > 1] == []
    targets = {value[1:] for value in tree.xpath("//a/@href")}
    assert targets <= set(counts)


def test_text_of_the_report_stands_whole_and_in_order(tree: html.HtmlElement) -> None:
    for number, card in enumerate(seed_cards(), 1):
        (text,) = tree.xpath(f"//section[@id='r{number}']//div[contains(@class,'text')]")
        lines = [p.text_content().removeprefix(p.find("span").text) for p in text.findall("p")]
        assert lines == [harmless(line) for line in card.report.source.text.split("\n") if line]
        shown = [int(p.find("span").text) for p in text.findall("p")]
        assert shown == [at for at, line in enumerate(card.report.source.text.split("\n"), 1) if line]


def test_page_is_complete_without_its_script(many: str) -> None:
    tree = html.document_fromstring(re.sub("<script>.*?</script>", "", many, flags=re.DOTALL))
    rows = tree.xpath("//section[@id='league']//tbody/tr")
    assert len(rows) == 5 and not tree.xpath("//button|//input|//select")
    for number, card in enumerate(seed_cards(), 1):
        judged = tree.xpath(f"//section[@id='r{number}']//table[@class='verdicts']/tbody/tr")
        assert Counter(row.get("class") for row in judged) == Counter(f.verdict.value for f in card.findings)


def test_headings_tables_and_charts_can_be_read_aloud(tree: html.HtmlElement) -> None:
    levels = [int(heading.tag[1]) for heading in tree.xpath("//h1|//h2|//h3")]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(after - before <= 1 for before, after in zip(levels, levels[1:], strict=False))
    assert tree.get("lang") == "zh-CN"
    for head in tree.xpath("//th"):
        assert head.get("scope") in ("col", "row", "rowgroup")
    assert all(svg.get("aria-label") for svg in tree.xpath("//svg"))
    for area in tree.xpath("//div[contains(@class,'scroll') or contains(@class,'text')]"):
        assert area.get("tabindex") == "0" and area.get("aria-label")


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_inks_stand_out_from_their_fills(many: str) -> None:
    pairs = [(fill, ink) for _, fill, ink in STEPS]
    pairs += re.findall(r"\.v\{background:(#[0-9a-f]{6});color:(#[0-9a-f]{6})\}", many)
    assert len(pairs) == 10
    for fill, ink in pairs:
        light, dark = sorted((luminance(fill), luminance(ink)), reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= 4.5, (fill, ink)


@pytest.mark.parametrize("others", [0, 1])
def test_hostile_report_brings_no_markup(others: int) -> None:
    page = rendered("html", [hostile_card(), *seed_cards()[:others]]).decode()
    tree = html.document_fromstring(page)
    assert len(tree.xpath("//script")) == 1 and not tree.xpath("//x")
    assert not [name for element in tree.iter() for name in element.attrib if name.startswith("on")]
    assert HOSTILE[3] in tree.text_content() and "\u202e" not in page
    assert page.count("</script>") == 1 and page.count("</style>") == 1


def test_single_report_has_no_league() -> None:
    tree = html.document_fromstring(rendered("html", seed_cards()[:1]).decode())
    assert not tree.xpath("//section[@id='league']") and len(tree.xpath("//section")) == 1


def test_overlapping_quotes_are_marked_piece_by_piece() -> None:
    found = [(1, 5, "evidence", "甲"), (3, 7, "near", "乙")]
    made = marked("a一二三四五六b", found, "r1o")
    assert re.sub(' title="[^"]*"', "", made) == (
        '<p><span class="n">1</span>a<mark class="evidence" id="r1o1">一二</mark>'
        '<mark class="evidence" id="r1o3">三四</mark><mark class="near">五六</mark>b</p>'
    )
    assert 'title="甲、乙"' in made


def test_mark_over_a_line_break_stays_within_its_paragraphs() -> None:
    made = marked("甲乙\n丙丁", [(1, 4, "evidence", "子")], "o")
    assert made.count("<p>") == 2 and made.count('id="o1"') == 1
    assert "乙</mark></p>" in made


def test_offsets_hold_in_harmless_text() -> None:
    text = "a\u202eb\x00\r\n\td\u3000"
    assert len(harmless(text)) == len(text) and "\u202e" not in harmless(text)


def test_charts_name_their_denominators(many: str) -> None:
    shares = [f for f in seed_cards()[0].findings if f.verdict is Verdict.MISSING]
    assert shares and re.search(r"缺\d 部\d／5", many)


def test_english_page_is_in_english() -> None:
    page = rendered("html", seed_cards()[:2], "en").decode()
    assert '<html lang="en">' in page and "League table" in page


def test_entries_of_other_papers_carry_no_text() -> None:
    assert {entry.text for entry in seed_entries()} == {""}
