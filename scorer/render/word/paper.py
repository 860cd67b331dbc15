"""A Word document under way: page, styles, paragraphs, tables whose heads repeat."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.oxml.parser import oxml_parser
from docx.shared import Mm

from scorer.locale.papers import words
from scorer.render.word.fonts import BODY, HEADING, NUMBER, SECOND, TITLE, WESTERN, Font, font_table

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from scorer.locale.wording import Wording

# GB/T 9704-2012: A4, a type area of 156 mm by 225 mm.
TOP, BOTTOM, LEFT, RIGHT = 37, 35, 28, 26  # mm
WIDTH = 210 - LEFT - RIGHT  # mm of a line
_TWIPS = 1440 / 25.4  # of a millimetre
_NO_DAY = datetime(2000, 1, 1)  # the same reports give the same bytes
_ZIP_DAY = (1980, 1, 1, 0, 0, 0)
_SIZES = {"Title": 22.0, "Normal": 16.0, "Heading 1": 16.0, "Heading 2": 16.0, "Subtitle": 16.0}  # 二号, 三号
TABLE, NOTE = "Body Text", "Body Text 2"  # styles of the template, made into those of cells and of small print


class Run(NamedTuple):
    """Words of one look."""

    text: str
    bold: bool = False
    font: Font | None = None
    colour: str = ""  # RRGGBB


Text = str | tuple[Run, ...]


class Cell(NamedTuple):
    """A cell of a table; several texts are paragraphs of their own."""

    texts: tuple[Text, ...]
    fill: str = ""  # RRGGBB
    align: str = "left"
    span: int = 1  # columns that the cell covers


def node(tag: str, *children: Any, **attributes: object) -> Any:
    """An element of WordprocessingML; attributes without their prefix."""
    made = oxml_parser.makeelement(qn("w:" + tag))
    for name, value in attributes.items():
        made.set(qn("w:" + name), str(value))
    for child in children:
        if child is not None:
            made.append(child)
    return made


def run_node(run: Run) -> Any:
    """A run of text; spaces at its ends are kept."""
    look = []
    if run.font:
        look.append(node("rFonts", ascii=WESTERN, hAnsi=WESTERN, eastAsia=run.font.name))
    if run.bold:
        look.append(node("b"))
    if run.colour:
        look.append(node("color", val=run.colour))
    text = node("t")
    text.text = run.text
    text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return node("r", node("rPr", *look) if look else None, text)


def paragraph_node(text: Text, style: str, *look: Any) -> Any:
    """A paragraph of a style (by its id), with further properties in the order of the schema."""
    runs = (Run(text),) if isinstance(text, str) else text
    return node("p", node("pPr", node("pStyle", val=style), *look), *map(run_node, runs))


class Paper:
    """One document; `bytes` gives the file and ends it."""

    def __init__(self, wording: Wording, title: str) -> None:
        self.wording = wording
        self.say = partial(words, lang=wording.lang)
        self._document: Any = Document()
        self._body: Any = self._document.element.body
        self._end: Any = self._body.sectPr
        self._ids = {style.name: style.style_id for style in self._document.styles}
        self._tables = 0
        self._page()
        self._styles()
        self._numbers()
        properties = self._document.core_properties
        properties.title, properties.author, properties.comments = title[:250], "", ""
        properties.language = "zh-CN" if wording.lang == "zh" else "en"
        properties.created = properties.modified = _NO_DAY
        for part in self._document.part.package.iter_parts():
            if part.partname == "/word/fontTable.xml":
                part._blob = font_table()

    def _page(self) -> None:
        section = self._document.sections[0]
        section.orientation = WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.top_margin, section.bottom_margin = Mm(TOP), Mm(BOTTOM)
        section.left_margin, section.right_margin = Mm(LEFT), Mm(RIGHT)
        section.footer_distance = Mm(BOTTOM - 7 - 3)  # the number stands 7 mm below the type area
        section.header_distance = Mm(15)

    def _styles(self) -> None:
        fonts = {"Title": TITLE, "Heading 1": HEADING, "Heading 2": SECOND, "Subtitle": SECOND}
        for name in ("Normal", "Title", "Subtitle", "Heading 1", "Heading 2", TABLE, NOTE, "Footer"):
            element = self._document.styles[name].element
            for tag in ("rPr", "pPr"):
                for old in element.findall(qn("w:" + tag)):
                    element.remove(old)
            font = fonts.get(name, NUMBER if name == "Footer" else BODY)
            size = {TABLE: 10.5, NOTE: 10.5, "Footer": 14.0}.get(name, _SIZES.get(name, 16.0))
            element.append(_paragraph_style(name))
            element.append(_run_style(font, size))
        # The template's own defaults are Japanese: where Chinese signs break and which shapes they take hangs on it.
        for root, tag in ((self._document.styles.element, "lang"), (self._document.settings.element, "themeFontLang")):
            for language in root.iter(qn("w:" + tag)):
                language.set(qn("w:eastAsia"), "zh-CN")

    def _numbers(self) -> None:
        """The page's number as — 1 —, outside: right on odd pages, left on even ones."""
        self._document.settings.odd_and_even_pages_header_footer = True
        section = self._document.sections[0]
        for footer, side in ((section.footer, "right"), (section.even_page_footer, "left")):
            footer.is_linked_to_previous = False
            paragraph = footer.paragraphs[0]._p
            for child in list(paragraph):
                paragraph.remove(child)
            indent = {side: 280, side + "Chars": 100}
            paragraph.append(
                node("pPr", node("pStyle", val=self._ids["Footer"]), node("ind", **indent), node("jc", val=side))
            )
            field = node("fldSimple", run_node(Run("1")), instr=" PAGE ")
            for part in (run_node(Run("— ")), field, run_node(Run(" —"))):
                paragraph.append(part)

    def text(
        self, text: Text, style: str = "Normal", *, page: bool = False, flush: bool = False, right: bool = False
    ) -> None:
        """A paragraph; `page` begins a page with it, `flush` ones are not indented, `right` ones end at the right."""
        look = [
            node("pageBreakBefore") if page else None,
            node("ind", firstLineChars=0, firstLine=0) if flush else None,
            node("ind", right=640, rightChars=200) if right else None,
            node("jc", val="right") if right else None,
        ]
        self._end.addprevious(paragraph_node(text, self._ids[style], *look))

    def heading(self, text: str, level: int = 1, *, page: bool = False) -> None:
        """A heading: 黑体 of the first level, 楷体 of the second."""
        self.text(text, f"Heading {level}", page=page)

    def table(self, widths: Sequence[float], head: Sequence[str], rows: Sequence[Sequence[Cell]]) -> None:
        """A table over the whole line; `widths` are shares of it. The head, if any, repeats on each page."""
        total = sum(widths)
        twips = [round(width / total * WIDTH * _TWIPS) for width in widths]
        borders = [
            node(side, val="single", sz=4, space=0, color="7F7F7F")
            for side in ("top", "left", "bottom", "right", "insideH", "insideV")
        ]
        margins = [node(side, w=80, type="dxa") for side in ("left", "right")]
        look = node(
            "tblPr",
            node("tblW", w=sum(twips), type="dxa"),
            node("jc", val="center"),
            node("tblBorders", *borders),
            node("tblLayout", type="fixed"),
            node("tblCellMar", *margins),
        )
        made = node("tbl", look, node("tblGrid", *(node("gridCol", w=width) for width in twips)))
        if head:
            cells = [Cell(((Run(text, font=HEADING),),), "D9E2F3", "center") for text in head]
            made.append(self._row(cells, twips, head=True))
        for row in rows:
            made.append(self._row(row, twips))
        self._end.addprevious(made)
        # Two tables in a row would grow together; a thin line keeps them apart.
        gap = node("spacing", before=0, after=0, line=120, lineRule="exact")
        self._end.addprevious(paragraph_node("", self._ids[TABLE], gap))

    def _row(self, cells: Sequence[Cell], twips: Sequence[int], head: bool = False) -> Any:
        look = node("trPr", node("cantSplit"), node("tblHeader") if head else None)
        made = node("tr", look)
        at = 0
        for cell in cells:
            width = sum(twips[at : at + cell.span])
            at += cell.span
            shape = node(
                "tcPr",
                node("tcW", w=width, type="dxa"),
                node("gridSpan", val=cell.span) if cell.span > 1 else None,
                node("shd", val="clear", color="auto", fill=cell.fill) if cell.fill else None,
                node("vAlign", val="center"),
            )
            side = node("jc", val=cell.align)
            texts = [paragraph_node(text, self._ids[TABLE], side) for text in cell.texts or ("",)]
            made.append(node("tc", shape, *texts))
        return made

    def bytes(self) -> bytes:
        """The file; its parts bear one fixed day, so that the same content gives the same bytes."""
        written = BytesIO()
        self._document.save(written)
        # Package and parts know each other in circles; a run on hundreds of reports would keep them all.
        package = self._document.part.package
        for part in [*package.iter_parts(), package]:
            vars(part).clear()
        settled = BytesIO()
        with ZipFile(written) as source, ZipFile(settled, "w", ZIP_DEFLATED) as target:
            for name in source.namelist():
                info = ZipInfo(name, _ZIP_DAY)
                info.compress_type = ZIP_DEFLATED
                target.writestr(info, source.read(name))
        return settled.getvalue()


def _paragraph_style(name: str) -> Any:
    """How paragraphs of a style stand: 28 points a line, two characters in; titles centred, cells close."""
    flush = node("ind", firstLineChars=0, firstLine=0)  # these styles stand on that of the text, which is indented
    if name in (TABLE, "Footer"):
        return node("pPr", node("spacing", before=0, after=0, line=240, lineRule="auto"), flush, node("jc", val="left"))
    if name == NOTE:
        return node(
            "pPr", node("spacing", before=60, after=60, line=280, lineRule="exact"), flush, node("jc", val="left")
        )
    spacing = {"before": 0, "after": 0, "line": 560, "lineRule": "exact"}
    if name in ("Title", "Subtitle"):
        after = 280 if name == "Subtitle" else 140
        look = [node("keepNext"), node("spacing", **{**spacing, "after": after, "line": 600})]
        return node(
            "pPr", *look, flush, node("jc", val="center"), *([node("outlineLvl", val=0)] if name == "Title" else [])
        )
    indent = node("ind", firstLineChars=200, firstLine=640)
    if name.startswith("Heading"):
        level = int(name[-1]) - 1
        before = 140 if level == 0 else 60
        look = [node("keepNext"), node("keepLines"), node("spacing", **{**spacing, "before": before}), indent]
        return node("pPr", *look, node("outlineLvl", val=level))
    return node("pPr", node("spacing", **spacing), indent, node("jc", val="both"))


def _run_style(font: Font, size: float) -> Any:
    """The characters of a style; sizes in points."""
    half = round(2 * size)
    names = node("rFonts", ascii=WESTERN, hAnsi=WESTERN, cs=WESTERN, eastAsia=font.name)
    look = [node("color", val="000000"), node("sz", val=half), node("szCs", val=half)]
    return node("rPr", names, *look, node("lang", val="en-US", eastAsia="zh-CN"))
