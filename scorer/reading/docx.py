"""Word documents (.docx): what Word prints, with automatic numbers written out.

Tracked insertions are in and deletions out; headers, footers, tables of contents and hidden text are kept as
furniture; comments are not text of the report. Macros are never run: a file that may hold any is refused.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorer.model import Note
from scorer.reading.limits import Limits, too_deep
from scorer.reading.lines import Lines, row
from scorer.reading.numbering import Numbering
from scorer.reading.package import Package, attribute, local, resolve
from scorer.reading.reader import fault
from scorer.reading.reading import Reading

if TYPE_CHECKING:
    from lxml.etree import _Element

_KIND = "DOCX"
_NOT_TEXT = frozenset(
    ("del", "moveFrom", "instrText", "delText", "delInstrText", "pPr", "rPr", "tblPr", "tblGrid", "trPr", "tcPr",
     "sdtPr", "sdtEndPr", "commentReference", "annotationRef", "rt", "rubyPr", "sectPr", "proofErr", "fldData")
)  # fmt: skip
_CELL = 60  # characters above which a cell is text of its own, not a value
_DEEPEST = 80  # elements within elements: no office writes more


def read(data: bytes, name: str, limits: Limits) -> Reading:
    """The text of a .docx file."""
    package = Package(data, _KIND, name, limits)
    names = [part.lower() for part in package.names()]
    types = package.bytes_of("[Content_Types].xml", limits.markup) if "[Content_Types].xml" in package else b""
    if any(part.endswith("vbaproject.bin") for part in names) or b"macroEnabled" in types:
        raise fault("macros", "文件带有宏（.docm），不予打开", "另存为不带宏的 .docx 再试", name)
    main = _main_part(package)
    return _Document(package, main, limits).read()


def _main_part(package: Package) -> str:
    for _, type_, target, _ in _relations(package, ""):
        if type_ == "officeDocument":
            return resolve("", target)
    return "word/document.xml"


def _relations(package: Package, part: str) -> list[tuple[str, str, str, bool]]:
    """Relations of a part: id, last word of the type, target, whether it points outside."""
    folder, _, last = part.rpartition("/")
    place = f"{folder}/_rels/{last}.rels".lstrip("/")
    if place not in package:
        return []
    return [
        (
            attribute(one, "Id"),
            attribute(one, "Type").rpartition("/")[2],
            attribute(one, "Target"),
            attribute(one, "TargetMode") == "External",
        )
        for one in package.xml(place)
        if local(one.tag) == "Relationship"
    ]


class _Styles:
    """What the styles of a document lay down: numbers, hidden text, lines of a table of contents."""

    def __init__(self, root: _Element | None) -> None:
        self._numbers: dict[str, tuple[str | None, int | None]] = {}
        self._parents: dict[str, str] = {}
        self._hidden: set[str] = set()
        self._contents: set[str] = set()
        self.default = ""
        for style in root if root is not None else ():
            if local(style.tag) != "style":
                continue
            id_ = attribute(style, "styleId")
            if attribute(style, "type") == "paragraph" and attribute(style, "default") in ("1", "true", "on"):
                self.default = id_
            for child in style:
                tag = local(child.tag)
                if tag == "basedOn":
                    self._parents[id_] = attribute(child, "val")
                elif tag == "name" and attribute(child, "val").lower().startswith("toc "):
                    self._contents.add(id_)
                elif tag == "pPr":
                    self._numbers[id_] = _number_of(child)
                elif tag == "rPr" and _is_on(child, "vanish"):
                    self._hidden.add(id_)

    def _line(self, id_: str) -> list[str]:
        line: list[str] = []
        while id_ and id_ not in line and len(line) < 20:
            line.append(id_)
            id_ = self._parents.get(id_, "")
        return line

    def number(self, id_: str) -> tuple[str | None, int | None]:
        """List and level that a style or one of its parents gives."""
        found: str | None = None
        depth: int | None = None
        for one in self._line(id_):
            own, level = self._numbers.get(one, (None, None))
            found = found if found is not None else own
            depth = depth if depth is not None else level
        return found, depth

    def lists(self) -> dict[str, tuple[str, int]]:
        """Style -> the list and level that it gives itself."""
        return {id_: (found or "", depth or 0) for id_, (found, depth) in self._numbers.items() if found}

    def is_hidden(self, id_: str) -> bool:
        return any(one in self._hidden for one in self._line(id_))

    def is_contents(self, id_: str) -> bool:
        return any(one in self._contents for one in self._line(id_))


def _number_of(properties: _Element) -> tuple[str | None, int | None]:
    """numId and ilvl of paragraph properties."""
    found: str | None = None
    depth: int | None = None
    for child in properties:
        if local(child.tag) == "numPr":
            for part in child:
                if local(part.tag) == "numId":
                    found = attribute(part, "val")
                elif local(part.tag) == "ilvl":
                    value = attribute(part, "val")
                    depth = int(value) if value.isdecimal() else None
    return found, depth


def _is_on(properties: _Element, name: str) -> bool:
    return any(
        local(child.tag) == name and attribute(child, "val", "1") not in ("0", "false", "off", "none")
        for child in properties
    )


def _child(element: _Element, name: str) -> _Element | None:
    return next((child for child in element if local(child.tag) == name), None)


class _Document:
    """One document being read."""

    def __init__(self, package: Package, main: str, limits: Limits) -> None:
        self._package = package
        self._main = main
        self._limits = limits
        self._parts: dict[str, list[str]] = {}
        self._outside = 0
        for _, type_, target, external in _relations(package, main):
            if external:
                self._outside += type_ not in ("hyperlink",)
            else:
                self._parts.setdefault(type_, []).append(resolve(main, target))
        self._styles = _Styles(self._part("styles"))
        self._numbering = Numbering(self._part("numbering"), self._styles.lists())
        self._notes: dict[tuple[str, str], _Element] = {}
        for type_ in ("footnotes", "endnotes"):
            root = self._part(type_)
            for note in root if root is not None else ():
                if attribute(note, "type") in ("", "normal"):
                    self._notes[type_, attribute(note, "id")] = note
        self._lines = Lines()
        self._hidden = 0
        self._pending = ""  # text of a paragraph whose end was deleted
        self._fields: list[str] = []  # where each open field stands: its code, or its result

    def _part(self, type_: str) -> _Element | None:
        for part in self._parts.get(type_, ())[:1]:
            if part in self._package:
                return self._package.xml(part)
        return None

    def read(self) -> Reading:
        """The whole text: headers, body, footers."""
        self._frame("header")
        body = _child(self._package.xml(self._main), "body")
        if body is not None:
            self._blocks(body, self._lines, False, 0)
            self._lines.add(self._pending)
            self._pending = ""
        self._frame("footer")
        text, furniture = self._lines.text()
        notes = []
        if self._hidden:
            notes.append(Note("hidden-text", self._hidden))
        if self._outside:
            notes.append(Note("outside-links", self._outside))
        if not text.strip() and any(part.lower().startswith("word/media/") for part in self._package.names()):
            raise fault("pictures-only", "文件里只有图片，没有文字", "另存为 PDF，再按扫描件识别", self._package.name)
        return Reading(text, "docx", tuple(notes), furniture=furniture)

    def _frame(self, type_: str) -> None:
        """Headers or footers, each line once."""
        seen: set[str] = set()
        for part in self._parts.get(type_, ()):
            if part in self._package:
                lines = Lines()
                self._blocks(self._package.xml(part), lines, False, 0)
                for line in lines.text()[0].split("\n"):
                    if line not in seen:
                        seen.add(line)
                        self._lines.add(line, True)

    def _blocks(self, parent: _Element, lines: Lines, furniture: bool, depth: int) -> None:
        """Paragraphs and tables in order, within content controls and tracked changes too."""
        if depth > _DEEPEST:
            raise too_deep(self._package.name)
        for child in parent:
            tag = local(child.tag)
            if tag == "p":
                self._paragraph(child, lines, furniture, depth)
            elif tag == "tbl":
                self._table(child, lines, furniture, depth)
            elif tag == "sdt":
                properties = _child(child, "sdtPr")
                listed = properties is not None and any(
                    local(one.tag) == "docPartGallery" and attribute(one, "val") == "Table of Contents"
                    for one in properties.iter()
                )
                self._blocks(child, lines, furniture or listed, depth + 1)
            elif tag == "AlternateContent":
                chosen = _child(child, "Choice")
                self._blocks(child if chosen is None else chosen, lines, furniture, depth + 1)
            elif tag not in _NOT_TEXT:
                self._blocks(child, lines, furniture, depth + 1)

    def _table(self, table: _Element, lines: Lines, furniture: bool, depth: int) -> None:
        """Rows as lines; cells that hold paragraphs are text of their own."""
        for line in table.iter():
            if local(line.tag) != "tr" or _owner(line, "tbl") is not table:
                continue
            properties = _child(line, "trPr")
            if properties is not None and _is_on(properties, "del"):
                continue
            cells: list[list[str]] = []
            for cell in line.iter():
                if local(cell.tag) == "tc" and _owner(cell, "tr") is line:
                    inside = Lines()
                    self._blocks(cell, inside, furniture, depth + 1)
                    text = inside.text()[0]
                    cells.append(text.split("\n") if text else [])
            if len(cells) == 1 or any(len(part) > _CELL for cell in cells for part in cell):
                for cell_lines in cells:
                    lines.extend(cell_lines, furniture)
            else:
                lines.add(row(["".join(cell) for cell in cells]), furniture)

    def _paragraph(self, paragraph: _Element, lines: Lines, furniture: bool, depth: int) -> None:
        properties = _child(paragraph, "pPr")
        style = self._styles.default
        own: tuple[str | None, int | None] = (None, None)
        merged = False
        if properties is not None:
            named = _child(properties, "pStyle")
            style = attribute(named, "val") if named is not None else style
            own = _number_of(properties)
            mark = _child(properties, "rPr")
            merged = mark is not None and (_child(mark, "del") is not None or _child(mark, "moveFrom") is not None)
        text: list[str] = []
        hidden: list[str] = []
        later: list[_Element] = []
        vanished = self._styles.is_hidden(style)
        self._runs(paragraph, text, hidden, later, vanished, depth)
        words = "".join(text)
        found, level = self._styles.number(style)
        list_ = own[0] if own[0] is not None else found
        if list_ and list_ != "0" and (words.strip() or later):
            words = self._numbering.number(list_, own[1] if own[1] is not None else level or 0) + words.lstrip()
        words, self._pending = self._pending + words, ""
        framed = furniture or self._styles.is_contents(style)
        if merged:
            self._pending = words
        else:
            for line in words.split("\n"):
                lines.add(line, framed)
        if any(part.strip() for part in hidden):
            self._hidden += 1
            lines.add("".join(hidden).replace("\n", " "), True)
        for box in later:
            self._blocks(box, lines, furniture, depth + 1)

    def _runs(
        self, parent: _Element, text: list[str], hidden: list[str], later: list[_Element], vanished: bool, depth: int
    ) -> None:
        """The text of a paragraph; what is hidden, and what stands in boxes and notes, apart."""
        if depth > _DEEPEST:
            raise too_deep(self._package.name)
        for child in parent:
            tag = local(child.tag)
            into = hidden if vanished else text
            if tag == "r":
                properties = _child(child, "rPr")
                gone = vanished
                if properties is not None:
                    style = _child(properties, "rStyle")
                    gone = _is_on(properties, "vanish") or (
                        _child(properties, "vanish") is None
                        and (vanished or (style is not None and self._styles.is_hidden(attribute(style, "val"))))
                    )
                self._runs(child, text, hidden, later, gone, depth + 1)
            elif tag == "t":
                if "code" not in self._fields:
                    into.append(child.text or "")
            elif tag in ("tab", "ptab"):
                into.append("\t")
            elif tag in ("br", "cr"):
                into.append("" if attribute(child, "type") in ("page", "column") else "\n")
            elif tag == "noBreakHyphen":
                into.append("-")
            elif tag == "fldChar":
                self._field(attribute(child, "fldCharType"))
            elif tag in ("footnoteReference", "endnoteReference"):
                note = self._notes.get((tag.removesuffix("Reference") + "s", attribute(child, "id")))
                if note is not None:
                    later.append(note)
            elif tag == "txbxContent":
                later.append(child)
            elif tag == "AlternateContent":
                chosen = _child(child, "Choice")
                self._runs(child if chosen is None else chosen, text, hidden, later, vanished, depth + 1)
            elif tag not in _NOT_TEXT:
                self._runs(child, text, hidden, later, vanished, depth + 1)

    def _field(self, step: str) -> None:
        """A field's code is not printed, its result is."""
        if step == "begin":
            self._fields.append("code")
        elif step == "separate" and self._fields:
            self._fields[-1] = "result"
        elif step == "end" and self._fields:
            self._fields.pop()


def _owner(element: _Element, name: str) -> _Element | None:
    """The nearest element of a name around an element."""
    above = element.getparent()
    while above is not None and local(above.tag) != name:
        above = above.getparent()
    return above
