"""The title of a report: lines before the text, in the page's frame, or run into the first paragraph."""

from __future__ import annotations

from scorer.facts.body import body_of, is_organ
from scorer.facts.dates import DATE
from scorer.facts.document import MARKER, Document, Span
from scorer.facts.number import DOCUMENT_NUMBER
from scorer.facts.places import Places
from scorer.text.expressions import expression

Title = list[Span]  # of its one to three lines

LONGEST_TITLE = 80

_BLANK_OR_YEAR = expression(r"\s|20\d\d")
_PATH_SIGN = expression("[>›»_/]")
_SITE_MARK = expression(r"[_|｜丨»>【】-]+")
_SITE = (
    "网",
    "网站",
    "门户",
    "官网",
    "更新",
    "下载",
    "范文",
    "文库",
    "公众号",
    "频道",
    "专栏",
    "平台",
    "之窗",
    "在线",
    "免费",
)
_ENDS_IN_YEAR = expression(r"20\d\d年?度?$")


def find_titles(document: Document, places: Places) -> list[Title]:
    """Titles in order: those of lines before the text, else one in the page's frame, else one run into the text."""
    return _title_lines(document, places) or _title_in_page(document) or _title_run_in(document)


def own_title(document: Document, titles: list[Title]) -> Title | None:
    """The title of the report rather than that of a letter it came with."""
    own = [title for title in titles if not any(document.scan.has("fact-title-cover", *span) for span in title)]
    return next(iter(own or titles), None)


def page_titles(document: Document) -> list[Span]:
    """Lines of the page's frame that name the report."""
    return [
        (start, end)
        for start, end in document.lines.page
        if document.scan.has("fact-title-topic", start, end)
        and end - start <= LONGEST_TITLE + 40
        and document.scan.has("fact-title-end", start, end)
    ]


def _title_lines(document: Document, places: Places) -> list[Title]:
    found: list[Title] = []
    front = document.lines.front
    has = document.scan.has
    used = -1
    for index, (start, end) in enumerate(front):
        if index <= used or not _is_short(document, (start, end)):
            continue
        first = index
        topic = has("fact-title-topic", start, end)
        if not _ends_title(document, (start, end)):
            continue
        if not topic or document.words((start, end)) in document.literals("fact-title-rest"):
            above = front[index - 1] if index else None
            if above is None or not _is_short(document, above) or not has("fact-title-topic", *above):
                continue
            if index - 1 == used:
                continue
            first = index - 1
        while first - 1 > used and index - first < 3 and _leads(document, places, front[first - 1], front[first]):
            first -= 1
        found.append([_without_site(document, _trim(document.text, span)) for span in front[first : index + 1]])
        used = index
    return found


def _title_run_in(document: Document) -> list[Title]:
    """A title that the text follows in the same paragraph."""
    if not document.lines.front:
        return []
    text = document.text
    start, end = document.lines.front[0]
    limit = min(end, start + LONGEST_TITLE)
    stop = next((at for at in range(start, limit) if text[at] in "。,;:!?|\n"), limit)
    for _, at in document.scan.inside("fact-title-end", start, stop):
        if _BLANK_OR_YEAR.match(text[at : at + 4]) and _is_title(document, (start, at)):
            return [[_trim(text, (start, at))]]
    return []


def _title_in_page(document: Document) -> list[Title]:
    """A title that stands alone between lines of the page's frame; a label's value or a path of links is none."""
    first = document.lines.front[0][0] if document.lines.front else 0
    page = document.lines.page
    for index, span in enumerate(page):
        if span[0] > first:
            break
        if _is_title(document, span) and not _PATH_SIGN.search(document.words(span)):
            above = page[index - 1] if index else (0, 0)
            if above[1] - above[0] > 8 or not document.scan.has("fact-title-label", *above):
                return [[_trim(document.text, span)]]
    return []


def _is_title(document: Document, span: Span) -> bool:
    return document.scan.has("fact-title-topic", *span) and _is_short(document, span) and _ends_title(document, span)


def _is_short(document: Document, span: Span) -> bool:
    """Whether a line can be (part of) a title: short, no sentence, no label, no marker."""
    if not 2 <= span[1] - span[0] <= LONGEST_TITLE:
        return False
    body = document.words(span)
    return not (any(char in body for char in "。;|?!") or body[-1] in ":,、" or MARKER.match(body))


def _ends_title(document: Document, span: Span) -> bool:
    body = document.words(span).rstrip("》”\"' ")
    if body.endswith(")") and "(" in body:
        body = body[: body.rindex("(")].rstrip()
    return body.endswith(document.literals("fact-title-end"))


def _leads(document: Document, places: Places, above: Span, below: Span) -> bool:
    """Whether a line is the first part of the title below: a body, a year, 关于…, but no date or number."""
    if not _is_short(document, above) or _ends_title(document, above):
        return False
    body, lexicon = document.words(above), document.scan.lexicon
    if DATE.search(body) or DOCUMENT_NUMBER.fullmatch(body):
        return False
    if _ENDS_IN_YEAR.search(body) or body.endswith(document.literals("fact-title-open")):
        return True
    rest = document.words(below)
    return is_organ(body, lexicon) and (body_of(rest, lexicon, places).place is None or is_organ(rest, lexicon))


def _without_site(document: Document, span: Span) -> Span:
    """A title without the name or slogan of a site before or behind it: 某某网_…报告, …报告-某某范文网."""
    start, end = span
    parts = [(start + a, start + b) for a, b in _parts(document.words(span))]
    if len(parts) < 2:
        return span
    own = [part for part in parts if document.scan.has("fact-title-topic", *part)]
    sites = [part for part in parts if part not in own and document.words(part).strip().endswith(_SITE)]
    if len(own) != 1 or len(sites) != len(parts) - 1:
        return span
    return _trim(document.text, own[0])


def _parts(title: str) -> list[Span]:
    """The parts of a title between the marks that set a site's name apart."""
    ends = [match.span() for match in _SITE_MARK.finditer(title)]
    starts = [0, *(end for _, end in ends)]
    return [(a, b) for a, b in zip(starts, [*(start for start, _ in ends), len(title)], strict=True) if b > a]


def _trim(text: str, span: Span) -> Span:
    """A title without the dashes or brackets that only set it off."""
    start, end = span
    while start < end and text[start] in "—-–─ 　《#*":
        start += 1
    tail = " 　*" if "《" in text[start:end] else " 　》*"
    while end > start and text[end - 1] in tail:
        end -= 1
    return start, end
