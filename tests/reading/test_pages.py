"""Web pages, OFD, rich text and Markdown: what belongs to the document, and what only stands around it."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest
import readers_data as made
from reports import builtin

from scorer.errors import InputError
from scorer.model import Facts, Source, Verdict
from scorer.pipeline import score_source
from scorer.reading.source import read_bytes

TITLE = "临海县2023年度法治政府建设情况报告"
BODY = "\n".join(
    [
        "2023年,临海县深入学习贯彻习近平法治思想,扎实推进依法行政,法治政府建设取得新成效。现将有关情况报告如下:",
        "一、主要举措和成效",
        "(一)强化组织领导。县政府常务会议听取法治政府建设情况汇报3次,县委书记、县长带头述法。",
        "二、存在问题",
        "基层执法力量还比较薄弱,有的单位执法人员不足。普法宣传形式还比较单一。",
        "三、下一步打算",
        "2024年,充实基层执法力量,招录执法人员20名。创新普法宣传形式。",
    ]
)


def own(source: Source) -> list[str]:
    """Lines of the document itself."""
    lines, at = [], 0
    for line in source.text.split("\n"):
        if not any(start <= at < end for start, end in source.furniture):
            lines.append(line)
        at += len(line) + 1
    return lines


def facts_of(html: str) -> Facts:
    return score_source(read_bytes(html.encode(), "a.html"), builtin()).report.facts


def test_date_issuer_and_number_of_the_page_are_facts_and_marked() -> None:
    meta = {"PubDate": "2024-03-20 09:30", "ContentSource": "临海县司法局", "DocumentNumber": "临政发〔2024〕5号"}
    facts = facts_of(made.page(BODY, title=TITLE, meta=meta))
    assert (facts.published_on, facts.issuer, facts.document_number) == (
        "2024-03-20",
        "临海县司法局",
        "临政发〔2024〕5号",
    )
    assert set(facts.from_metadata) == {"published_on", "issuer", "document_number"}


def test_what_the_report_says_itself_goes_before_the_page() -> None:
    meta = {"PubDate": "2024-03-20", "ContentSource": "某网"}
    facts = facts_of(made.page(BODY + "\n临海县人民政府\n2024年1月15日", title=TITLE, meta=meta))
    assert (facts.issuer, facts.signed_on) == ("临海县人民政府", "2024-01-15")
    assert facts.from_metadata == ("published_on",)


def test_the_issuer_of_a_table_of_data_is_a_fact_but_no_signature() -> None:
    row = "<tr><td>发布机构:</td><td>临海县司法局</td></tr>"
    html = made.page(BODY, title=TITLE).replace("<tr><td>索引号:", f"{row}<tr><td>索引号:")
    card = score_source(read_bytes(html.encode(), "a.html"), builtin())
    assert (card.report.facts.issuer, card.report.facts.from_metadata) == ("临海县司法局", ("issuer",))
    assert next(f for f in card.findings if f.criterion == "issuer").verdict is Verdict.UNCLEAR


@pytest.mark.parametrize("known", [True, False])
def test_all_around_the_body_is_furniture_whether_its_name_is_known_or_not(known: bool) -> None:
    html = made.page(BODY, title=TITLE)
    source = read_bytes((html if known else html.replace("TRS_Editor", "x17")).encode(), "a.html")
    assert own(source) == [TITLE, *BODY.split("\n")]
    around = "".join(source.text[start:end] for start, end in source.furniture)
    for words in ("首页", "索引号", "分享到", "相关阅读", "存在问题清单.pdf", "版权所有", "打印本页"):
        assert words in around


def test_scripts_styles_and_hidden_parts_are_no_text() -> None:
    html = f"<html><body><style>.a{{}}</style><p>{BODY}</p><div style='display: none'>藏起来的话</div></body></html>"
    source = read_bytes(html.encode(), "a.html")
    assert "藏起来的话" not in source.text and ".a" not in source.text
    assert [note.code for note in source.notes] == ["hidden-text"]


def test_markup_does_not_break_words_and_line_ends_of_the_file_are_no_paragraphs() -> None:
    html = (
        "<html><body><p>县政府常务会议听取<b>法治</b>政府\n  建设<span>汇报</span>3 次。</p><p>第二段<br>另一行。</p>"
    )
    assert own(read_bytes(html.encode(), "a.html")) == [
        "县政府常务会议听取法治政府建设汇报3 次。",
        "第二段",
        "另一行。",
    ]


def test_a_table_of_figures_is_read_in_rows_and_a_table_of_layout_in_paragraphs() -> None:
    row = "<tr><td>复议</td><td>159</td></tr>"
    layout = f"<table><tr><td><p>{BODY[:80]}</p><p>后段。</p></td></tr></table>"
    html = f"<html><body><div><p>{BODY}</p><table>{row}</table>{layout}</div>"
    lines = own(read_bytes((html + "</body></html>").encode(), "a.html"))
    assert "复议 | 159" in lines and "后段。" in lines


def test_a_page_without_text_says_that_a_script_may_hold_it() -> None:
    with pytest.raises(InputError) as caught:
        read_bytes(b"<html><body><div id='app'></div><script>load()</script></body></html>", "a.html")
    assert caught.value.code == "no-text"


def test_the_encoding_of_a_page_is_found_with_and_without_a_declaration() -> None:
    html = made.page(BODY, title=TITLE)
    for data in (
        html.replace('<meta charset="utf-8">', "").encode("gb18030"),
        html.replace("utf-8", "big5").encode("gb18030"),
    ):
        assert TITLE in read_bytes(data, "a.html").text
    assert TITLE in read_bytes(html.encode("utf-16"), "a.html").text


def test_hidden_deleted_and_framing_parts_of_rich_text_are_apart() -> None:
    data = r"{\rtf1\ansi\ansicpg936{\fonttbl{\f0 Song;}}{\footer\pard - 1 -\par}{\*\secret gone}"
    data += r"\u27491?\u25991?{\v secret}{\deleted old}\par a\'d2\'bb\par\trowd\cellx900\intbl x\cell y\cell\row}"
    source = read_bytes(data.encode(), "a.rtf")
    assert own(source) == ["正文", "a一", "x | y"]
    assert [source.text[start:end] for start, end in source.furniture] == ["- 1 -", "secret"]


def test_marks_of_markdown_are_not_text() -> None:
    data = "---\ntitle: x\n---\n# 报告\n\n**一、举措**\n\n- 制定[办法](http://x/y) *试行* 2件\n1. 项\n"
    data += "\n| 项 | 数 |\n|---|---|\n| 甲 | 1 |\n"
    source = read_bytes(data.encode(), "a.md")
    assert own(source) == ["报告", "一、举措", "制定办法试行 2件", "1.项", "项 | 数", "甲 | 1"]


def ofd_with(objects: str) -> bytes:
    """An OFD whose first page holds the objects."""
    old = zipfile.ZipFile(BytesIO(made.ofd("x", template=False)))
    page = f'<o:Page xmlns:o="http://www.ofdspec.org/2016"><o:Content><o:Layer>{objects}</o:Layer></o:Content></o:Page>'
    return made.zipped({name: page.encode() if "Content.xml" in name else old.read(name) for name in old.namelist()})


def text_object(words: str, x: float, y: float, more: str = "", code: str = "") -> str:
    return (
        f'<o:TextObject ID="1" Boundary="{x} {y} 90 6" Size="5"{more}>'
        f'<o:TextCode X="0" Y="5" {code}>{words}</o:TextCode></o:TextObject>'
    )


def test_text_of_an_ofd_is_read_by_place_whatever_its_order_and_nesting() -> None:
    third = "第三行的话比别的各行都长得多,一直到页边。"
    objects = text_object("第二行的话。", 20, 60) + f"<o:PageBlock>{text_object('第一行的话。', 20, 40)}</o:PageBlock>"
    objects += text_object("行尾", 60, 40, code='DeltaX="5"') + text_object(third, 20, 80)
    objects += text_object("看不见", 20, 100, ' Visible="false"')
    assert own(read_bytes(ofd_with(objects), "a.ofd"))[:3] == ["第一行的话。 行尾", "第二行的话。", third]


def test_a_stamp_across_the_page_of_an_ofd_is_furniture() -> None:
    objects = text_object("正文的话。", 20, 40) + text_object("样本", 80, 90, ' CTM="0.7 0.7 -0.7 0.7 0 0"')
    source = read_bytes(ofd_with(objects), "a.ofd")
    assert own(source)[0] == "正文的话。"
    assert [source.text[start:end] for start, end in source.furniture] == ["样本"]


def test_an_ofd_of_pictures_says_that_it_has_no_text() -> None:
    with pytest.raises(InputError) as caught:
        read_bytes(ofd_with('<o:ImageObject ID="1" Boundary="0 0 210 297" ResourceID="2"/>'), "a.ofd")
    assert caught.value.code == "no-text"
