"""What kind of document this is: an annual report, or another."""

from __future__ import annotations

from scorer.facts.document import MARKER, Span, line_spans, literals
from scorer.facts.genre import genre_of, letter_of, tells_many_years
from scorer.facts.title import LONGEST_TITLE
from scorer.facts.year import YEAR
from scorer.model import Facts, Plain, Role, Section
from scorer.text.lexicon import Lexicon
from scorer.text.normalise import fold
from scorer.text.words import Scan

NEWS_LENGTH = 2500  # characters that an untitled piece of news stays below
HEAD_LINES = 8


def document_kind(plain: Plain, scan: Scan, sections: tuple[Section, ...], facts: Facts) -> str:
    """annual-report, or what else the document is; a doubt speaks for the annual report.

    Kinds: interpretation, duty-report, scheme, plan, notice, work-report, news, yearbook, self-review, collection,
    part-year, many-years, sister, other.
    """
    head = _headline(plain, sections)
    told = _kind_of_title(plain, scan, head, facts)
    roles = {section.role for section in sections}
    structured = Role.PROBLEMS in roles and Role.PLAN in roles
    if len(scan.spans("kind-body-duty-report")) >= max(4, len(plain.text) // 800):
        return "duty-report"
    genre = genre_of(scan, sections, titled=facts.title is not None)
    if genre == "collection":
        return genre
    if told == "annual-report" or (told and structured and _is_breadcrumb(head)):
        title = fold(facts.title or "")
        return "many-years" if tells_many_years(scan, sections, title) else "annual-report"
    if told or genre:
        return told or genre
    if facts.title is not None and tells_many_years(scan, sections, fold(facts.title)):
        return "many-years"
    if facts.title is None and not structured:
        kind = _kind_of_body(scan, sections)
        if kind:
            return kind
    if facts.title is None and len(plain.text) >= 300 and len(scan.spans("fact-title-topic")) < 2:
        return "other"
    return "annual-report"


def _kind_of_body(scan: Scan, sections: tuple[Section, ...]) -> str:
    """The kind that the words of an untitled document give away; empty where they do not."""
    if len(scan.spans("kind-body-work-report")) >= 3:
        return "work-report"
    if scan.spans("kind-body-scheme-sure") and len(_words_in(scan, "kind-body-scheme")) >= 2:
        return "scheme"
    short = len(scan.text) < NEWS_LENGTH
    if short and len(_words_in(scan, "kind-body-news")) >= 3 and all(section.heading is None for section in sections):
        return "news"
    kinds = ("interpretation", "sister")
    return next((kind for kind in kinds if len(_words_in(scan, f"kind-body-{kind}")) >= 3), "")


def _headline(plain: Plain, sections: tuple[Section, ...]) -> list[Span]:
    """Short lines before the first paragraph."""
    head: list[Span] = []
    framed = [section for section in sections if section.role is Role.CHROME]
    for start, end in line_spans(plain.text):
        if any(section.start <= start < section.end for section in framed):
            continue
        if len(head) == HEAD_LINES or end - start > LONGEST_TITLE or plain.text[end - 1] in "。:":
            break
        if MARKER.match(plain.text, start):
            break
        head.append((start, end))
    return head


def _is_breadcrumb(head: list[Span]) -> bool:
    """A line or two of few words: the name of a column of the web site rather than a title."""
    return all(end - start <= 10 for start, end in head)


def _kind_of_title(plain: Plain, scan: Scan, head: list[Span], facts: Facts) -> str:
    """The kind that the lines before the text name; empty where they name none."""
    lexicon = scan.lexicon
    lines = [plain.text[start:end].replace(" ", "").lstrip("【[《(").rstrip("》”)") for start, end in head]
    ends = literals(lexicon, "kind-annual-end")
    mixed = literals(lexicon, "kind-title-plan")
    letters = literals(lexicon, "kind-title-notice")
    for (start, end), line in zip(head, lines, strict=True):
        named = facts.title is not None and scan.has("fact-title-topic", start, end)
        if named and (line.endswith(ends) or (line.endswith(mixed) and any(word in line for word in ends))):
            # Lines around a title (a column's name, a slogan) do not speak for the document.
            return _turned(lexicon, line) or "annual-report"
    for line in lines:
        for kind in ("part-year", "many-years", "news", "sister", "duty-report", "other"):
            if any(word in line for word in literals(lexicon, f"kind-title-{kind}")):
                return kind
        for kind in ("interpretation", "scheme", "plan", "work-report"):
            words = literals(lexicon, f"kind-title-{kind}")
            if line.endswith(words) or (kind == "interpretation" and line.startswith(words)):
                return kind
        letter = letter_of(scan, line.rpartition("的")[0]) if line.endswith(letters) else ""
        if letter:
            return letter
    return ""


def _turned(lexicon: Lexicon, title: str) -> str:
    """What makes a title that ends like a report's that of another document: half a year, a meeting that hears it."""
    if any(word in title for word in literals(lexicon, "kind-title-part-year")):
        return "part-year"
    if not YEAR.search(title) and any(word in title for word in literals(lexicon, "kind-title-many-years")):
        return "many-years"
    if any(word in title for word in literals(lexicon, "kind-title-news")):
        return "news"
    return "interpretation" if title.startswith(literals(lexicon, "kind-title-interpretation")) else ""


def _words_in(scan: Scan, name: str) -> set[str]:
    """Distinct words of a class that a document uses."""
    return {scan.text[start:end] for start, end in scan.spans(name)}
