"""OFD, the national format of official documents: text objects of pages and their templates, in reading order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorer.model import Note
from scorer.reading.layout import Page, Piece, lay
from scorer.reading.limits import Deadline, Limits, over, too_deep
from scorer.reading.package import Package, attribute, local, resolve
from scorer.reading.reader import damaged, encrypted, fault
from scorer.reading.reading import Reading

if TYPE_CHECKING:
    from lxml.etree import _Element

_KIND = "OFD"
_A4 = (0.0, 0.0, 210.0, 297.0)
_UPRIGHT = 0.05  # how far a matrix may lean for its text to count as upright
_DEEPEST = 40

Matrix = tuple[float, float, float, float, float, float]
_SAME: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def read(data: bytes, name: str, limits: Limits) -> Reading:
    """The text of an OFD file; a document without any says so."""
    return _Document(Package(data, _KIND, name, limits), name, limits).read()


class _Document:
    """One OFD file being read; it may hold several documents."""

    def __init__(self, package: Package, name: str, limits: Limits) -> None:
        self._package = package
        self._name = name
        self._limits = limits
        self._deadline = Deadline(limits, name)
        self._templates: dict[str, list[Piece]] = {}
        self._characters = 0

    def read(self) -> Reading:
        """All pages, put together."""
        if "OFD.xml" not in self._package:
            raise damaged(_KIND, self._name)
        if "Encryptions.xml" in self._package:
            raise encrypted(_KIND, self._name)
        root = self._package.xml("OFD.xml")
        pages: list[Page] = []
        metadata: list[tuple[str, str]] = []
        for element in root.iter():
            tag = local(element.tag)
            if tag == "DocRoot" and element.text:
                pages += self._document(resolve("", element.text.strip()))
            elif tag == "Title" and element.text and element.text.strip():
                metadata.append(("title", element.text.strip()))
        laid = lay(pages)
        if not laid.text.strip():
            message = "OFD 里没有文字，只有图片或字形"
            raise fault("no-text", message, "请发送单位提供带文字的文件", self._name)
        bare = [number for number, page in enumerate(pages, 1) if not any(p.text.strip() for p in page.pieces)]
        notes = (Note("pictures", len(bare), ", ".join(map(str, bare[:20]))),) if bare else ()
        incomplete = "pictures" if bare else ""
        return Reading(laid.text, "ofd", notes, laid.pages, laid.furniture, tuple(metadata), incomplete=incomplete)

    def _document(self, part: str) -> list[Page]:
        root = self._package.xml(part)
        area: tuple[float, ...] = _A4
        wanted: list[str] = []
        for element in root.iter():
            tag = local(element.tag)
            if tag == "PhysicalBox" and element.text:
                area = _box(element.text) or area
            elif tag == "TemplatePage":
                self._templates[attribute(element, "ID")] = self._content(
                    resolve(part, attribute(element, "BaseLoc")), (area[0], area[1])
                )[1]
            elif tag == "Page" and attribute(element, "BaseLoc"):
                wanted.append(resolve(part, attribute(element, "BaseLoc")))
        if len(wanted) > self._limits.pages:
            raise over(self._limits, "pages", self._name)
        pages = []
        for place in wanted:
            self._deadline.left()
            own, pieces = self._content(place, (area[0], area[1]))
            box = own or area
            pages.append(Page(box[2], box[3], pieces))
        return pages

    def _content(self, part: str, origin: tuple[float, float]) -> tuple[tuple[float, ...] | None, list[Piece]]:
        """The box of a page where it has one of its own, and its pieces, those of its templates included."""
        if part not in self._package:
            return None, []
        root = self._package.xml(part)
        box = None
        pieces: list[Piece] = []
        for child in root:
            tag = local(child.tag)
            if tag == "Area":
                found = next((one for one in child if local(one.tag) == "PhysicalBox"), None)
                box = _box(found.text or "") if found is not None else None
            elif tag == "Template":
                pieces += self._templates.get(attribute(child, "TemplateID"), ())
            elif tag == "Content":
                self._objects(child, pieces, 0)
        return box, pieces

    def _objects(self, parent: _Element, pieces: list[Piece], depth: int) -> None:
        if depth > _DEEPEST:
            raise too_deep(self._name)
        for child in parent:
            tag = local(child.tag)
            if tag == "TextObject":
                if attribute(child, "Visible", "true") != "false":
                    self._text(child, pieces)
            elif tag in ("Layer", "PageBlock"):
                self._objects(child, pieces, depth + 1)

    def _text(self, element: _Element, pieces: list[Piece]) -> None:
        """The characters of a text object, each at its place."""
        boundary = _box(attribute(element, "Boundary")) or (0.0, 0.0, 0.0, 0.0)
        matrix = _matrix(attribute(element, "CTM"))
        size = _number(attribute(element, "Size"), 3.5)
        slanted = abs(matrix[1]) > _UPRIGHT * abs(matrix[0]) or matrix[0] <= 0
        height = size * abs(matrix[3])
        x = y = 0.0
        for code in element:
            if local(code.tag) != "TextCode" or not code.text:
                continue
            # An edge that is left out stays where the one before had it.
            x = _number(attribute(code, "X"), x)
            y = _number(attribute(code, "Y"), y)
            text = code.text.strip("\r\n")
            self._characters += len(text)
            if self._characters > self._limits.characters:
                raise over(self._limits, "characters", self._name)
            if slanted:
                pieces.append(Piece(text, 0, 0, 0, 0, True))
                continue
            across = _steps(attribute(code, "DeltaX"), len(text) - 1, size * _scale(text))
            down = _steps(attribute(code, "DeltaY"), len(text) - 1, 0.0)
            at_x, at_y = x, y
            for index, char in enumerate(text):
                left = boundary[0] + matrix[0] * at_x + matrix[2] * at_y + matrix[4]
                base = boundary[1] + matrix[1] * at_x + matrix[3] * at_y + matrix[5]
                step = across[index] if index < len(across) else 0.0
                # Where the next character follows at once, the distance to it is the width of this one.
                em = step if 0 < step < 1.25 * size else size * _scale(char)
                width = em * abs(matrix[0])
                pieces.append(Piece(char, left, left + width, base - 0.85 * height, base + 0.15 * height))
                if index < len(across):
                    at_x += across[index]
                    at_y += down[index]


def _scale(text: str) -> float:
    return 0.5 if text.isascii() else 1.0


def _steps(text: str, count: int, usual: float) -> list[float]:
    """Distances between characters: `g 3 5.6` stands for 5.6 three times; what is not told repeats the last."""
    steps: list[float] = []
    words = text.split()
    index = 0
    while index < len(words) and len(steps) < count:
        if words[index] == "g" and index + 2 < len(words):
            times = int(_number(words[index + 1], 0.0))
            steps += [_number(words[index + 2], usual)] * max(0, min(times, count - len(steps)))
            index += 3
        else:
            steps.append(_number(words[index], usual))
            index += 1
    return steps + [steps[-1] if steps else usual] * (count - len(steps))


def _number(text: str, otherwise: float) -> float:
    try:
        value = float(text)
    except ValueError:
        return otherwise
    return value if abs(value) < 1e6 else otherwise


def _box(text: str) -> tuple[float, ...] | None:
    parts = text.split()
    return tuple(_number(part, 0.0) for part in parts) if len(parts) == 4 else None


def _matrix(text: str) -> Matrix:
    parts = [_number(part, 0.0) for part in text.split()]
    return (parts[0], parts[1], parts[2], parts[3], parts[4], parts[5]) if len(parts) == 6 else _SAME
