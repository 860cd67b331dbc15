"""The document that is asked for its facts: its lines by where they stand, and its words as the file writes them."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from scorer.model import Heading, Plain, Role, Section
from scorer.structure.outline import Outline
from scorer.text.expressions import expression
from scorer.text.lexicon import Lexicon
from scorer.text.words import Scan

Span = tuple[int, int]

FRONT_LINES = 40  # lines in which title, addressee and a covering letter are looked for
BACK_LINES = 12  # lines at the end in which issuer and date are looked for
OPENING = 250  # characters of the first paragraph in which the year of the report is named

_NUMBER_SIGNS = "一二三四五六七八九十"
MARKER = expression(
    rf"(?:第[{_NUMBER_SIGNS}]+[章部节]|[{_NUMBER_SIGNS}]{{1,3}}[、.,]|\([{_NUMBER_SIGNS}\d]{{1,3}}\)|\d{{1,2}}[、.](?!\d))"
)


class Lines(NamedTuple):
    """Lines of the plain text by where they stand, each a half-open span without blanks at its ends."""

    front: tuple[Span, ...]  # of the report, down to the first numbered heading
    back: tuple[Span, ...]
    page: tuple[Span, ...]  # of the page around it, and labelled lines


class Document(NamedTuple):
    """One document with all that the facts are read from; offsets are those of the plain text."""

    plain: Plain
    scan: Scan
    sections: tuple[Section, ...]
    headings: tuple[Heading, ...]
    lines: Lines

    @property
    def text(self) -> str:
        """The plain text."""
        return self.plain.text

    def words(self, span: Span) -> str:
        """The plain text of a span."""
        return self.plain.text[span[0] : span[1]]

    def literals(self, name: str) -> tuple[str, ...]:
        """The words of a class, longest first."""
        return literals(self.scan.lexicon, name)


def document_of(plain: Plain, scan: Scan, outline: Outline, sections: tuple[Section, ...]) -> Document:
    """The document made ready to be asked."""
    return Document(plain, scan, sections, outline.headings, lines_of(plain, sections, outline.chrome))


@cache
def literals(lexicon: Lexicon, name: str) -> tuple[str, ...]:
    """The words of a class, longest first: for the ends of candidate strings."""
    words = set(lexicon.words(name))
    words.update(word for taken in lexicon.takes(name) for word in literals(lexicon, taken))
    return tuple(sorted(words, key=lambda word: (-len(word), word)))


def lines_of(plain: Plain, sections: tuple[Section, ...], chrome: Iterable[Span]) -> Lines:
    """The lines in which a report states its facts."""
    text = plain.text
    framed = [*chrome, *((s.start, s.end) for s in sections if s.role is Role.CHROME)]
    framed.sort()
    starts = [span[0] for span in framed]
    kept: list[Span] = []
    page: list[Span] = []
    for start, end in line_spans(text):
        index = bisect_right(starts, start) - 1
        (page if index >= 0 and start < framed[index][1] else kept).append((start, end))
    front: list[Span] = []
    for start, end in kept[:FRONT_LINES]:
        if MARKER.match(text, start) and len(front) > 0:
            break
        front.append((start, end))
    return Lines(tuple(front), tuple(kept[-BACK_LINES:]), tuple(page))


def line_spans(text: str) -> Iterator[Span]:
    """Lines that hold more than blanks, without the blanks at their ends."""
    at, size = 0, len(text)
    while at < size:
        end = text.find("\n", at)
        if end < 0:
            end = size
        line = text[at:end]
        body = line.strip()
        if body:
            start = at + (0 if len(body) == len(line) else line.index(body[0]))
            yield start, start + len(body)
        at = end + 1


def split(text: str, span: Span, marks: str) -> list[Span]:
    """The parts of a span between single-character marks, empty ones included."""
    found, at = [], span[0]
    for index in range(span[0], span[1]):
        if text[index] in marks:
            found.append((at, index))
            at = index + 1
    return [*found, (at, span[1])]


def opening(document: Document) -> Span:
    """The start of the first paragraph, some sentences of praise included; (0, 0) where there is none."""
    front = document.lines.front
    return next(((start, min(end, start + OPENING)) for start, end in front if end - start > 40), (0, 0))


def quote(document: Document, spans: Iterable[Span]) -> str:
    """The characters of the source that the spans were made of; a blank between bodies is kept as one."""
    source = document.plain.source.text
    origin = document.plain.origin
    parts = []
    for start, end in spans:
        if origin is None:
            parts.append(" ".join(source[start:end].split()))
            continue
        last = -1
        for index in range(start, end):
            at = origin[index]
            if last >= 0 and at > last + 1 and source[last + 1 : at].isspace() and _between_bodies(source, last, at):
                parts.append(" ")
            parts.append(source[at])
            last = at
    return " ".join("".join(parts).split())


def own_script(document: Document, name: str) -> str:
    """A name as the file writes it, where it does."""
    at = document.text.find(name)
    return quote(document, [(at, at + len(name))]) if at >= 0 else name


def _between_bodies(source: str, last: int, at: int) -> bool:
    return "一" <= source[last] <= "鿿" and "一" <= source[at] <= "鿿"
