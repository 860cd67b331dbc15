"""What Word prints is read, and nothing else."""

from __future__ import annotations

import pytest
from readers_data import bare_docx, paragraph

from scorer.errors import InputError
from scorer.model import Source
from scorer.reading.numbering import written
from scorer.reading.source import read_bytes


def lines(source: Source) -> list[str]:
    return source.text.split("\n")


def furniture(source: Source) -> list[str]:
    return [source.text[start:end] for start, end in source.furniture]


NUMBERING = """<w:root>
<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/>
<w:lvlText w:val="%1、"/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/>
<w:lvlText w:val="（%2）"/></w:lvl><w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/>
<w:lvlText w:val="%3."/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="1"/>
<w:lvlOverride w:ilvl="0"><w:startOverride w:val="3"/></w:lvlOverride></w:num>
</w:root>"""


def item(text: str, level: int, list_: int = 1) -> str:
    return paragraph(text, properties=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_}"/></w:numPr>')


def test_automatic_numbers_are_written_out_and_start_anew_below_a_higher_one() -> None:
    body = item("举措", 0) + item("制度", 1) + item("公开", 2) + item("监督", 2) + item("执法", 1) + item("审查", 2)
    body += item("问题", 0) + item("短板", 1) + item("打算", 0, 2)
    assert lines(read_bytes(bare_docx(body, {"numbering": NUMBERING}), "a.docx")) == [
        "一、举措", "（一）制度", "1.公开", "2.监督", "（二）执法", "1.审查", "二、问题", "（一）短板", "三、打算",
    ]  # fmt: skip


def test_numbers_of_a_style_count_and_a_paragraph_may_opt_out() -> None:
    styles = (
        '<w:root><w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/><w:pPr><w:numPr>'
        '<w:numId w:val="1"/></w:numPr></w:pPr></w:style></w:root>'
    )
    body = paragraph("主要举措", properties='<w:pStyle w:val="H1"/>')
    body += paragraph("不编号", properties='<w:pStyle w:val="H1"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    body += paragraph("存在问题", properties='<w:pStyle w:val="H1"/>')
    source = read_bytes(bare_docx(body, {"numbering": NUMBERING, "styles": styles}), "a.docx")
    assert lines(source) == ["一、主要举措", "不编号", "二、存在问题"]


@pytest.mark.parametrize(
    ("number", "form", "shown"),
    [
        (10, "chineseCounting", "十"),
        (12, "chineseCountingThousand", "十二"),
        (20, "chineseCounting", "二十"),
        (105, "chineseCountingThousand", "一百零五"),
        (12, "ideographDigital", "一二"),
        (3, "decimalEnclosedCircle", "③"),
        (13, "chineseLegalSimplified", "壹拾叁"),
        (4, "upperRoman", "IV"),
        (28, "lowerLetter", "bb"),
        (2, "ideographTraditional", "乙"),
        (7, "decimalZero", "07"),
        (5, "none", ""),
    ],
)
def test_number_is_written_as_word_writes_it(number: int, form: str, shown: str) -> None:
    assert written(number, form) == shown


def test_tracked_insertions_are_in_and_deletions_out() -> None:
    body = paragraph(
        "全年受理", '<w:ins w:id="1"><w:r><w:t>复议案件</w:t></w:r></w:ins>',
        '<w:del w:id="2"><w:r><w:delText>投诉</w:delText></w:r></w:del>', "159件。",
    )  # fmt: skip
    body += paragraph("前半，", properties='<w:rPr><w:del w:id="3"/></w:rPr>') + paragraph("后半。")
    assert lines(read_bytes(bare_docx(body), "a.docx")) == ["全年受理复议案件159件。", "前半，后半。"]


def test_hidden_text_headers_and_contents_are_kept_apart() -> None:
    body = '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
    body += f"<w:sdtContent>{paragraph('一、举措 1')}</w:sdtContent></w:sdt>"
    body += paragraph("正文", "<w:r><w:rPr><w:vanish/></w:rPr><w:t>不印出的话</w:t></w:r>", "继续。")
    header = f"<w:root>{paragraph('内部资料')}</w:root>".replace("w:root", "w:hdr")
    source = read_bytes(
        bare_docx(body, {"header": header.replace("<w:hdr", "<w:root").replace("</w:hdr", "</w:root")}), "a.docx"
    )
    assert "正文继续。" in lines(source)
    assert furniture(source) == ["内部资料\n一、举措 1", "不印出的话"]
    assert [note.code for note in source.notes] == ["hidden-text"]


def test_tables_boxes_controls_fields_and_footnotes_are_read() -> None:
    cell = "<w:tc>{}</w:tc>".format
    body = f"<w:tbl><w:tr>{cell(paragraph('指标'))}{cell(paragraph('件数'))}</w:tr>"
    body += f"<w:tr>{cell(paragraph('复议'))}{cell(paragraph('159'))}</w:tr></w:tbl>"
    body += paragraph(
        "框前",
        f"<w:r><w:pict><v:textbox><w:txbxContent>{paragraph('框里的话')}</w:txbxContent></v:textbox></w:pict></w:r>",
    )
    body += f"<w:sdt><w:sdtContent>{paragraph('控件里的话')}</w:sdtContent></w:sdt>"
    body += paragraph(
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DATE</w:instrText></w:r>',
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>', "2024年1月5日",
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
        '<w:r><w:footnoteReference w:id="7"/></w:r>',
    )  # fmt: skip
    notes = f'<w:root><w:footnote w:id="7">{paragraph("脚注的话")}</w:footnote></w:root>'
    source = read_bytes(bare_docx(body, {"footnotes": notes}), "a.docx")
    assert lines(source) == ["指标 | 件数", "复议 | 159", "框前", "框里的话", "控件里的话", "2024年1月5日", "脚注的话"]


def test_a_box_that_is_stored_in_two_ways_is_read_once() -> None:
    box = f"<w:txbxContent>{paragraph('框里的话')}</w:txbxContent>"
    body = paragraph(
        f"<w:r><mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert lines(read_bytes(bare_docx(body), "a.docx")) == ["框里的话"]


def test_comments_are_no_text_of_the_report() -> None:
    comments = f'<w:root><w:comment w:id="1">{paragraph("批注的话")}</w:comment></w:root>'
    body = paragraph("正文。", '<w:r><w:commentReference w:id="1"/></w:r>')
    assert read_bytes(bare_docx(body, {"comments": comments}), "a.docx").text == "正文。"


@pytest.mark.parametrize("name", ["a.docm", "a.docx"])
def test_a_document_with_macros_is_refused_with_the_reason(name: str) -> None:
    data = bare_docx(
        paragraph("正文。"), types='<Override PartName="/word/document.xml" ContentType="x.macroEnabled.main+xml"/>'
    )
    with pytest.raises(InputError) as caught:
        read_bytes(data, name)
    assert caught.value.code == "macros"


def test_links_to_templates_outside_are_told_and_not_followed() -> None:
    link = (
        '<Relationship Id="x" Type="t/attachedTemplate" Target="http://example.invalid/x.dotm" TargetMode="External"/>'
    )
    source = read_bytes(bare_docx(paragraph("正文。"), relations=link), "a.docx")
    assert [(note.code, note.count) for note in source.notes] == [("outside-links", 1)]
