"""Files of every format made from a text by hands other than the readers': python-docx, plain bytes, converters."""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from functools import cache
from html import escape
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from scorer.text.normalise import fold

_SIGNS = "一二三四五六七八九十"
_COUNTED = [_SIGNS[i] if i < 10 else "十" + _SIGNS[i - 10] for i in range(19)]
HEADER = "市政府文件汇编"
NAVIGATION = ("首页", "政务公开", "政务服务", "互动交流", "走进本地")
FOOTER = ("版权所有:人民政府办公室", "ICP备05000000号-1 网站标识码:1234567890")


def numbered(lines: list[str]) -> list[tuple[int, str]]:
    """Lines with the level of their automatic number (0: none), the number itself taken off.

    A number is only taken off where counting on from the last one gives the same.
    """
    found = []
    counts = [0, 0, 0]
    for line in lines:
        level, words = 0, line
        for at, pattern in enumerate(
            (r"([一二三四五六七八九十]+)、", r"\(([一二三四五六七八九十]+)\)", r"(\d{1,2})\.(?!\d)"), 1
        ):
            match = re.match(pattern, line)
            if not match:
                continue
            number = match.group(1)
            value = int(number) if number.isdigit() else _COUNTED.index(number) + 1
            if value == counts[at - 1] + 1:
                counts[at - 1] = value
                counts[at:] = [0] * (3 - at)
                level, words = at, line[match.end() :]
        found.append((level, words))
    return found


def docx(text: str, *, frame: bool = True) -> bytes:
    """A Word document by python-docx: automatic numbers, first-line indents, a running head and page numbers."""
    module: Any = pytest.importorskip("docx", reason="python-docx writes the documents of these tests")
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls
    from docx.shared import Pt

    document = module.Document()
    numbering = document.part.numbering_part.element
    levels = "".join(
        f'<w:lvl w:ilvl="{i}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:suff w:val="nothing"/>'
        f'<w:lvlText w:val="{shown}"/><w:pPr><w:ind w:left="0" w:firstLine="640"/></w:pPr></w:lvl>'
        for i, (form, shown) in enumerate(
            (("chineseCounting", "%1、"), ("chineseCounting", "(%2)"), ("decimal", "%3."))
        )
    )
    kind = '<w:multiLevelType w:val="multilevel"/>'
    abstract = f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77">{kind}{levels}</w:abstractNum>'
    numbering.insert(0, parse_xml(abstract))
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))
    style = document.styles["Normal"]
    style.font.size = Pt(16)
    style.font.name = "WenQuanYi Micro Hei"
    fonts = style.element.rPr.rFonts
    fonts.set(fonts.attrib.keys()[0].replace("}ascii", "}eastAsia"), "WenQuanYi Micro Hei")
    if frame:
        section = document.sections[0]
        section.header.paragraphs[0].text = HEADER
        footer = section.footer.paragraphs[0]
        footer.add_run("— ")
        for markup in (
            '<w:fldChar {0} w:fldCharType="begin"/>',
            "<w:instrText {0}>PAGE</w:instrText>",
            '<w:fldChar {0} w:fldCharType="end"/>',
        ):
            footer.add_run()._r.append(parse_xml(markup.format(nsdecls("w"))))
        footer.add_run(" —")
    for level, words in numbered(text.split("\n")):
        if not words.strip():
            continue
        paragraph = document.add_paragraph(words)
        if len(words) > 24 or level:
            paragraph.paragraph_format.first_line_indent = Pt(32)
        if level:
            properties = paragraph._p.get_or_add_pPr()
            properties.append(parse_xml(
                f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level - 1}"/><w:numId w:val="77"/></w:numPr>'
            ))  # fmt: skip
    out = BytesIO()
    document.save(out)
    return out.getvalue()


@cache
def office() -> str:
    """The office program, where there is one."""
    return shutil.which("soffice") or shutil.which("libreoffice") or ""


def converted(data: bytes, suffix: str, to: str, folder: Path) -> bytes:
    """A file as LibreOffice saves it in another format; the test is skipped where it is not installed."""
    if not office():
        pytest.skip("LibreOffice is not installed")
    path = folder / f"in{suffix}"
    path.write_bytes(data)
    profile = (folder / "profile").as_uri()
    command = [
        office(),
        f"-env:UserInstallation={profile}",
        "--headless",
        "--convert-to",
        to,
        "--outdir",
        str(folder),
        str(path),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return (folder / f"in.{to.partition(':')[0]}").read_bytes()


def page(text: str, *, style: str = "p", meta: dict[str, str] | None = None, title: str = "", number: str = "") -> str:
    """A page of a government site around a text: navigation, path, table of data, share bar, files, footer."""
    lines = [line for line in text.split("\n") if line.strip()]
    if title and title in lines[:12]:
        lines.remove(title)
    body = {
        "p": lambda: "".join(
            f'<p style="text-indent:2em"><span style="font-family:仿宋">{escape(x)}</span></p>\n' for x in lines
        ),
        "br": lambda: "<br>\n".join("&nbsp;&nbsp;&nbsp;&nbsp;" + escape(x) for x in lines),
        "div": lambda: "".join(f"<div>\n  {escape(x)}\n</div>" for x in lines),
        "word": lambda: "".join(f'<p class="MsoNormal">{_split(x)}<o:p></o:p></p>\n' for x in lines),
        "table": lambda: "<table><tr><td>" + "".join(f"<p>{escape(x)}</p>" for x in lines) + "</td></tr></table>",
    }[style]()
    head = "".join(f'<meta name="{k}" content="{escape(v)}">' for k, v in (meta or {}).items())
    links = "".join(f'<li><a href="/{i}/">{x}</a></li>' for i, x in enumerate(NAVIGATION))
    data = f"<tr><td>文号:</td><td>{escape(number)}</td></tr>" if number else ""
    return f"""<!DOCTYPE html>
<html><head><meta charset="utf-8"><title>{escape(title)}_人民政府门户网站</title>{head}
<style>p{{margin:0}}</style><script>var a = "<p>脚本里的存在问题</p>";</script></head>
<body><div class="header"><div class="nav"><ul>{links}</ul></div><form><input value="搜索"></form></div>
<div class="position">当前位置：<a href="/">首页</a> &gt; <a href="/a/">政务公开</a> &gt; 法治政府建设</div>
<table class="xxgk"><tr><td>索引号:</td><td>00012345/2024-00001</td></tr>{data}</table>
<h1 class="title">{escape(title)}</h1>
<div class="tools">字体：[<a href="#">大</a> <a href="#">中</a> <a href="#">小</a>] 打印本页 关闭窗口</div>
<div class="content-box"><div class="TRS_Editor">{body}</div></div>
<div class="fj">附件：<a href="/a.pdf">法治政府建设存在问题清单.pdf</a></div>
<div class="share">分享到：<a>微信</a> <a>微博</a></div>
<div class="related"><h3>相关阅读</h3><ul><li><a href="/1">县林业局2019年度法治政府建设存在的问题和下一步打算</a></li>
<li><a href="/2">关于开展法治督察的通知</a></li></ul></div>
<div class="footer"><p>{FOOTER[0]}</p><p>{FOOTER[1]}</p></div>
</body></html>"""


def _split(line: str) -> str:
    """A line as Word pastes it: digits in spans of their own."""
    return re.sub(r"([0-9]+)", r"</span><span lang='EN-US'>\1</span><span>", f"<span>{escape(line)}</span>")


def mhtml(html: str) -> bytes:
    """A page as a browser saves it in one file."""
    from email.message import EmailMessage

    message = EmailMessage()
    message["Subject"] = "page"
    message["Snapshot-Content-Location"] = "http://example.invalid/"
    message.add_related(html, subtype="html", charset="utf-8")
    message.add_related(b"\x89PNG", maintype="image", subtype="png")
    return message.as_bytes()


def markdown(text: str) -> bytes:
    """Markdown: headings with marks, a blank line after each paragraph, numbers set in bold, dots escaped."""
    out = []
    for line in text.split("\n"):
        marked = re.sub(r"^(\d{1,2})\.", r"\1\\.", line.replace("*", "\\*").replace("_", "\\_"))
        marked = re.sub(r"(\d+件)", r"**\1**", marked)
        out.append(("## " if re.match("[一二三四五六七八九]、", line) else "") + marked)
    return "\n\n".join(out).encode()


def rtf(text: str) -> bytes:
    """Rich text as Chinese editions of Word write it: GBK bytes, some signs by their number."""

    def word(char: str) -> str:
        if char in "\\{}":
            return "\\" + char
        if ord(char) < 128:
            return char
        try:
            code = char.encode("gbk")
        except UnicodeEncodeError:
            return "".join(
                f"\\u{int.from_bytes(char.encode('utf-16-le')[i : i + 2], 'little', signed=True)}?"
                for i in range(0, len(char.encode("utf-16-le")), 2)
            )
        return "".join(f"\\'{b:02x}" for b in code) if char != "法" else f"\\uc1\\u{ord(char)}?"

    paragraphs = "".join("\\pard\\fi640 " + "".join(map(word, line)) + "\\par\r\n" for line in text.split("\n"))
    head = (
        "{\\rtf1\\ansi\\ansicpg936\\deff0{\\fonttbl{\\f0\\fnil\\fcharset134 \\'cb\\'ce\\'cc\\'e5;}}"
        "{\\*\\generator Own;}"
        "{\\info{\\title \\'b1\\'ea}}{\\header \\pard \\'d2\\'b3\\'c3\\'bc\\par}\\viewkind4\\uc1\\f0\\fs32 "
    )
    return (head + paragraphs + "}").encode("ascii")


def ofd(text: str, *, columns: int = 26, rows: int = 22, template: bool = True) -> bytes:
    """An official document in the national layout: lines broken at a fixed width, a head from a template."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        if paragraph.strip():
            words = paragraph.strip()
            body = len(words) > columns or words[0] in "一二三四五六七(" or words[:1].isdigit() and words[1] == "."
            blank = 2 if body else 0 if words[-1] in ":：" else max(0, int(columns - _width(words)) // 2)
            indented = "\u3000" * blank + words
            lines += _broken(indented, columns)
    pages = [lines[i : i + rows] for i in range(0, len(lines), rows)]
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("OFD.xml", _ofd("OFD", "<o:DocBody><o:DocRoot>Doc_0/Document.xml</o:DocRoot></o:DocBody>"))
        refs = "".join(f'<o:Page ID="{i + 10}" BaseLoc="Pages/Page_{i}/Content.xml"/>' for i in range(len(pages)))
        first = '<o:TemplatePage ID="5" BaseLoc="Tpls/Tpl_0/Content.xml"/>' if template else ""
        area = "<o:PageArea><o:PhysicalBox>0 0 210 297</o:PhysicalBox></o:PageArea>"
        common = f"<o:CommonData>{area}{first}</o:CommonData>"
        archive.writestr("Doc_0/Document.xml", _ofd("Document", f"{common}<o:Pages>{refs}</o:Pages>"))
        if template:
            layer = f"<o:Content><o:Layer>{_ofd_line(HEADER, 60, 10)}</o:Layer></o:Content>"
            archive.writestr("Doc_0/Tpls/Tpl_0/Content.xml", _ofd("Page", layer))
        used = '<o:Template TemplateID="5" ZOrder="Background"/>' if template else ""
        for index, page_lines in enumerate(pages):
            objects = _ofd_line(f"— {index + 1} —", 100, 275)  # the last in reading order stands first in the file
            for row, line in enumerate(page_lines):
                objects += _ofd_line(line, 28 + 5.6 * (len(line) - len(line.lstrip())), 30 + 10.5 * row)
            content = f'{used}<o:Content><o:Layer ID="1">{objects}</o:Layer></o:Content>'
            archive.writestr(f"Doc_0/Pages/Page_{index}/Content.xml", _ofd("Page", content))
    return out.getvalue()


def _ofd(root: str, inside: str) -> str:
    """A part of an OFD package."""
    return f'<?xml version="1.0" encoding="UTF-8"?><o:{root} xmlns:o="http://www.ofdspec.org/2016">{inside}</o:{root}>'


def _width(text: str) -> float:
    """Width of a line in Chinese characters."""
    return sum(0.5 if char.isascii() else 1.0 for char in text)


def _broken(text: str, columns: int) -> list[str]:
    """Lines of a width in Chinese characters; letters and digits take half of one."""
    lines, line, used = [], "", 0.0
    for char in text:
        width = 0.5 if char.isascii() else 1.0
        if used + width > columns:
            lines.append(line)
            line, used = "", 0.0
        line += char
        used += width
    return [*lines, line]


def _ofd_line(line: str, x: float, y: float) -> str:
    words = line.strip()
    # Runs of equal steps in their short form, as the writers of real files have it.
    steps = [2.8 if char.isascii() else 5.6 for char in words[:-1]]
    told, at = [], 0
    while at < len(steps):
        run = next((i for i in range(at, len(steps)) if steps[i] != steps[at]), len(steps)) - at
        told.append(f"g {run} {steps[at]}" if run > 2 else " ".join([str(steps[at])] * run))
        at += run
    return (
        f'<o:TextObject ID="9" Boundary="{x:.2f} {y:.2f} {sum(steps) + 5.6:.2f} 6" Font="3" Size="5.6">'
        f'<o:TextCode X="0" Y="5" DeltaX="{" ".join(told)}">{escape(words)}</o:TextCode></o:TextObject>'
    )


def zipped(members: dict[str, bytes], *, gbk: bool = False) -> bytes:
    """An archive; its names in GBK, as Windows packs them, where that is asked for."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(_GbkInfo(name) if gbk else zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


class _GbkInfo(zipfile.ZipInfo):
    """A member whose name is stored in GBK and without the mark of UTF-8."""

    def _encodeFilenameFlags(self) -> tuple[bytes, int]:  # noqa: N802 - the name that zipfile calls
        return self.filename.encode("gbk"), self.flag_bits & ~0x800


_W = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def bare_docx(body: str, parts: dict[str, str] | None = None, *, types: str = "", relations: str = "") -> bytes:
    """A Word document from the markup of its body and of further parts, by kind: numbering, footnotes, styles."""
    members = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">{types}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r1" '
        f'Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f"<w:document {_W}><w:body>{body}</w:body></w:document>",
    }
    links = relations
    for number, (kind, markup) in enumerate((parts or {}).items()):
        members[f"word/{kind}.xml"] = markup.replace("<w:root", f"<w:{kind} {_W}").replace("</w:root", f"</w:{kind}")
        links += f'<Relationship Id="p{number}" Type="{_OFFICE}/{kind}" Target="{kind}.xml"/>'
    members["word/_rels/document.xml.rels"] = f'<Relationships xmlns="{_PACKAGE}/relationships">{links}</Relationships>'
    return zipped({name: text.encode() for name, text in members.items()})


def paragraph(*runs: str, properties: str = "") -> str:
    """A paragraph of Word from texts, or from markup where a run begins with <."""
    inside = "".join(run if run.startswith("<") else f"<w:r><w:t>{escape(run)}</w:t></w:r>" for run in runs)
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{inside}</w:p>"


def pdf(pages: list[str]) -> bytes:
    """A PDF with the content streams given; its font is one that every reader has."""
    objects = ["<</Type/Catalog/Pages 2 0 R>>", "", "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"]
    kids = []
    for content in pages:
        objects.append(f"<</Length {len(content)}>>stream\n{content}\nendstream")
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {len(objects)} 0 R"
            "/Resources<</Font<</F 3 0 R>>>>>>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<</Type/Pages/Count {len(kids)}/Kids[{' '.join(kids)}]>>"
    out, offsets = b"%PDF-1.4\n", []
    for number, text in enumerate(objects, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{text}\nendobj\n".encode()
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    start = len(out)
    size = len(objects) + 1
    end = f"trailer\n<</Size {size}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF"
    out += f"xref\n0 {size}\n0000000000 65535 f \n{table}{end}".encode()
    return out


def words(text: str) -> str:
    """Characters that a reader sees, in one form."""
    return re.sub(r"\s", "", fold(text))
