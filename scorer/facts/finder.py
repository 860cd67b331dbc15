"""What a report says of itself: title, body, level, year, issuer, addressee, dates, number; and of what kind it is.

A fact that the file does not state stays None: the place of the addressee or of the web site is not the
place of the report, and a title that stands only in the page's frame is no title.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from functools import cache, cached_property
from typing import TYPE_CHECKING, NamedTuple

from scorer.facts.places import RANK, Place, Places
from scorer.model import Facts, Level, Plain, Role, Section
from scorer.text.expressions import expression
from scorer.text.normalise import fold
from scorer.text.words import Lexicon, Scan

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Iterator

    from scorer.structure.outline import Outline

Span = tuple[int, int]

FRONT_LINES = 40  # lines in which title, addressee and a covering letter are looked for
BACK_LINES = 12  # lines at the end in which issuer and date are looked for
LONGEST_SUBJECT = 12  # characters of the name of a department behind its place
SUBJECT_CLAUSES = 6  # of the first sentence, in which its subject is looked for
OPENING = 250  # characters of the first paragraph in which the year of the report is named
LONGEST_TITLE = 80
LONGEST_ISSUER = 60
SEAL = 6  # characters that may stand beside a date: (印), 日期
LONGEST_ADDRESSEE = 90
NEWS_LENGTH = 2500  # characters that an untitled piece of news stays below
SELF_WEIGHT = 3  # 我县 against 全县
FIT_WEIGHT = 3  # a name of the level as which the report speaks of itself against another name
MENTIONS_IN = 1000  # characters at the front in which an unstated place is looked for

_NUMBER_SIGNS = "一二三四五六七八九十"
_TENS = {"廿": "二十", "卅": "三十"}
_DATE = expression(
    rf"(20\d\d)(?:[年./-])(1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])(?:[月./-])"
    rf"([12]\d|3[01]|0?[1-9]|[{_NUMBER_SIGNS}廿卅]{{1,3}})(?!\d)日?"
)
# Neither a number's 〔2019〕 nor one end of a range of years.
_YEAR = expression(r"(?<![\d〔\[【﹝—~–-])(20[0-4]\d)(?!\d|[-—~–至到./〕\]】﹞])")
_DOCUMENT_NUMBER = expression(r"[一-鿿]{1,16}(?:\(\d\))?[〔\[(【﹝〈](20[0-4]\d)[〕\])】﹞〉]\d{0,2}第?\d{1,5}号")
_MARKER = expression(
    rf"(?:第[{_NUMBER_SIGNS}]+[章部节]|[{_NUMBER_SIGNS}]{{1,3}}[、.,]|\([{_NUMBER_SIGNS}\d]{{1,3}}\)|\d{{1,2}}[、.](?!\d))"
)

_BLANK_OR_YEAR = expression(r"\s|20\d\d")
_PATH_SIGN = expression("[>›»_/]")
_ENDS_IN_YEAR = expression(r"20\d\d年?度?$")
_LEADING_YEAR = expression(r"(?:20\d\d|[*Xx×]{2,4}\d{0,3})(?:年度|年)?")
_DIGIT_OR_MASK = expression(r"\d|[*×]{2}")
_NO_NAME = expression(r"[。,;:!?《》|\d]")  # what no name of a body holds
_BRACKETED_YEAR = expression(r"[\[(【﹝〈［（](20\d\d)[\])】﹞〉］）]")
_NAMED_YEAR = expression(r"(20[0-4]\d)年")
_CITED = expression("《[^》]*》")
_HAN = expression("[一-鿿]")


class Body(NamedTuple):
    """A body as a line names it; `kind` is government, department, street, zone, or bare for a place alone."""

    place: Place | None
    kind: str
    agent: bool = False  # an office that signs for its government


class Lines(NamedTuple):
    """Lines of the plain text by where they stand, each a half-open span without blanks at its ends."""

    front: tuple[Span, ...]  # of the report, down to the first numbered heading
    back: tuple[Span, ...]
    page: tuple[Span, ...]  # of the page around it, and labelled lines


def find_facts(plain: Plain, scan: Scan, outline: Outline, sections: tuple[Section, ...], places: Places) -> Facts:
    """Facts of one report; values that are quoted stand in the file's own script."""
    return _Finder(plain, scan, outline, sections, places).facts()


def document_kind(plain: Plain, scan: Scan, sections: tuple[Section, ...], facts: Facts) -> str:
    """annual-report, or what else the document is; a doubt speaks for the annual report.

    Kinds: interpretation, duty-report, scheme, plan, work-report, news, part-year, many-years, sister, other.
    """
    head = _headline(plain, sections)
    told = _kind_of_title(plain, scan, head, facts)
    roles = {section.role for section in sections}
    structured = Role.PROBLEMS in roles and Role.PLAN in roles
    if len(scan.spans("kind-body-duty-report")) >= max(4, len(plain.text) // 800):
        return "duty-report"
    if told == "annual-report" or (told and structured and _is_breadcrumb(head)):
        return "annual-report"
    if told:
        return told
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
    for start, end in _spans(plain.text):
        if any(section.start <= start < section.end for section in framed):
            continue
        if len(head) == 8 or end - start > LONGEST_TITLE or plain.text[end - 1] in "。:":
            break
        if _MARKER.match(plain.text, start):
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
    ends = _literals(lexicon, "kind-annual-end")
    mixed = _literals(lexicon, "kind-title-plan")
    for (start, end), line in zip(head, lines, strict=True):
        named = facts.title is not None and scan.has("fact-title-topic", start, end)
        if named and (line.endswith(ends) or (line.endswith(mixed) and any(word in line for word in ends))):
            # Lines around a title (a column's name, a slogan) do not speak for the document.
            return _turned(lexicon, line) or "annual-report"
    for line in lines:
        for kind in ("part-year", "many-years", "news", "sister", "duty-report", "other"):
            if any(word in line for word in _literals(lexicon, f"kind-title-{kind}")):
                return kind
        for kind in ("interpretation", "scheme", "plan", "work-report"):
            words = _literals(lexicon, f"kind-title-{kind}")
            if line.endswith(words) or (kind == "interpretation" and line.startswith(words)):
                return kind
    return ""


def _turned(lexicon: Lexicon, title: str) -> str:
    """What makes a title that ends like a report's that of another document: half a year, a meeting that hears it."""
    if any(word in title for word in _literals(lexicon, "kind-title-part-year")):
        return "part-year"
    if not _YEAR.search(title) and any(word in title for word in _literals(lexicon, "kind-title-many-years")):
        return "many-years"
    if any(word in title for word in _literals(lexicon, "kind-title-news")):
        return "news"
    return "interpretation" if title.startswith(_literals(lexicon, "kind-title-interpretation")) else ""


def _words_in(scan: Scan, name: str) -> set[str]:
    """Distinct words of a class that a document uses."""
    return {scan.text[start:end] for start, end in scan.spans(name)}


def override(
    facts: Facts,
    year: int | None,
    level: Level | None,
    submitted: str | None = None,
    published: str | None = None,
) -> Facts:
    """The facts with what the caller knows better, dates in ISO form; None leaves a fact as found."""
    return facts._replace(
        year=facts.year if year is None else year,
        level=facts.level if level is None else level,
        signed_on=facts.signed_on if submitted is None else submitted,
        published_on=facts.published_on if published is None else published,
    )


@cache
def _literals(lexicon: Lexicon, name: str) -> tuple[str, ...]:
    """The words of a class, longest first: for the ends of candidate strings."""
    words = set(lexicon.words(name))
    words.update(word for taken in lexicon.takes(name) for word in _literals(lexicon, taken))
    return tuple(sorted(words, key=lambda word: (-len(word), word)))


def lines_of(plain: Plain, sections: tuple[Section, ...], chrome: Iterable[Span]) -> Lines:
    """The lines in which a report states its facts."""
    text = plain.text
    framed = [*chrome, *((s.start, s.end) for s in sections if s.role is Role.CHROME)]
    framed.sort()
    starts = [span[0] for span in framed]
    kept: list[Span] = []
    page: list[Span] = []
    for start, end in _spans(text):
        index = bisect_right(starts, start) - 1
        (page if index >= 0 and start < framed[index][1] else kept).append((start, end))
    front: list[Span] = []
    for start, end in kept[:FRONT_LINES]:
        if _MARKER.match(text, start) and len(front) > 0:
            break
        front.append((start, end))
    return Lines(tuple(front), tuple(kept[-BACK_LINES:]), tuple(page))


def _spans(text: str) -> Iterator[Span]:
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


class _Finder:
    """One report being asked for its facts."""

    def __init__(
        self, plain: Plain, scan: Scan, outline: Outline, sections: tuple[Section, ...], places: Places
    ) -> None:
        self.plain = plain
        self.text = plain.text
        self.scan = scan
        self.sections = sections
        self.headings = outline.headings
        self.places = places
        self.lines = lines_of(plain, sections, outline.chrome)

    def facts(self) -> Facts:
        titles = self._titles()
        title = self._choose(titles)
        page_titles = [span for span in self.lines.page if self._is_title(*span, strict=False)]
        issuers, signed_on = self._signature(titles)
        addressees = self._addressee(titles)
        written, published = self._page_dates()
        number = self._number()
        beside = self._beside(bool(issuers), published, number)
        published = published or beside.get("published_on")
        named = [self._body(span) for span in (title or [])[:2]]
        if title and len(title) > 1:
            named.append(self._body_of("".join(self.text[s:e] for s, e in title)))
        opening = self._opening()
        lead = self.scan.first("fact-opening-lead", *opening)
        if lead and not any(body.place for body in named):
            named.append(self._body_of(self.text[lead[1] : min(opening[1], lead[1] + LONGEST_ISSUER)]))
        if not any(body.place for body in named):
            named += self._subject(opening if opening[1] else next(iter(self.lines.front), opening))
        signed = [self._body_of(part.replace(" ", "")) for span in issuers for part in self._issuer_parts(span)]
        framed = [self._body(span) for span in page_titles]
        receivers = [self._body_of(self.text[s:e]) for span in addressees for s, e in self._split(span, "、,")]
        place, body = self._place(named, signed, framed, receivers)
        level = self._level(place, body, named, signed, receivers)
        year = self._year(title, page_titles, signed_on or written, published)
        return Facts(
            title=self._quote(title) if title else None,
            jurisdiction=self._own_script(place.text) if place else None,
            jurisdiction_full=self._full(place, receivers) if place else None,
            level=level,
            year=year,
            issuer=" ".join(self._quote([span]) for span in issuers) or beside.get("issuer"),
            addressee="、".join(self._quote([span]) for span in addressees) or None,
            signed_on=signed_on or written,
            published_on=published,
            document_number=number or beside.get("document_number"),
            script=self.plain.script,
            from_metadata=tuple(beside),
        )

    def _subject(self, opening: Span) -> list[Body]:
        """The body that the first sentence has as its subject (2024年,汤头街道落实…); none where it names none."""
        clauses = self.scan.clauses
        start, end = opening
        if start >= end:
            return []
        first = clauses.at(start)
        if not _LEADING_YEAR.match(self.text, clauses.span(first)[0]):
            return []
        for clause in range(first, min(first + SUBJECT_CLAUSES, clauses.count)):
            low, high = clauses.span(clause)
            if low >= end:
                break
            year = _LEADING_YEAR.match(self.text, low, high)
            head = self.text[year.end() if year else low : high].lstrip(" ,")
            place, at = self.places.read(head)
            named = place and (place.listed or clause <= first + 1)  # further on, 以市县乡… is no place
            if (
                place
                and named
                and not place.name.startswith(self.places.before)
                and head[at : at + 1] not in ("的", "、")
            ):
                return [self._body_of(head[: at + self._organ_in(head[at : at + LONGEST_SUBJECT])])]
            if "。" in self.text[low : high + 1]:
                break
        return []

    def _organ_in(self, text: str) -> int:
        """Length of the name of a department that a text begins with; 0 if it begins with none."""
        endings = _literals(self.scan.lexicon, "fact-organ-subject")
        return next((length for length in range(2, len(text) + 1) if text.endswith(endings, 0, length)), 0)

    def _beside(self, signed: bool, published: str | None, number: str | None) -> dict[str, str]:
        """Facts on which the text is silent, as the page's data around it state them."""
        stated = dict(self.plain.source.metadata)
        found: dict[str, str] = {}
        issuer = stated.get("issuer") or self._publisher()
        if issuer and not signed and _HAN.search(issuer):
            found["issuer"] = issuer
        day = None if published else _DATE.search(stated.get("published_on", ""))
        if day:
            found["published_on"] = _iso(day)
        if not number and "document_number" in stated and _DOCUMENT_NUMBER.fullmatch(fold(stated["document_number"])):
            found["document_number"] = stated["document_number"]
        return found

    def _publisher(self) -> str:
        """The body that a table of data around the document names as its publisher."""
        for start, end in self.lines.page if self.plain.source.furniture else ():
            label = self.scan.first("fact-publisher-label", start, min(end, start + 200))
            if label:
                value = self.text[label[1] : end].lstrip(" :|】]").split("|")[0].strip()
                if value:
                    return self._own_script(value) if len(value) <= LONGEST_ISSUER else ""
        return ""

    # --- title ------------------------------------------------------------------------------------

    def _titles(self) -> list[list[Span]]:
        """Titles in order, each the spans of its one to three lines."""
        found: list[list[Span]] = []
        front = self.lines.front
        used = -1
        for index, (start, end) in enumerate(front):
            if index <= used or not self._is_short(start, end):
                continue
            first = index
            topic = self.scan.has("fact-title-topic", start, end)
            if not self._ends_title(start, end):
                continue
            if not topic or self._is_rest(start, end):
                above = front[index - 1] if index else None
                if above is None or not self._is_short(*above) or not self.scan.has("fact-title-topic", *above):
                    continue
                if index - 1 == used:
                    continue
                first = index - 1
            while first - 1 > used and index - first < 3 and self._leads_title(front[first - 1], front[first]):
                first -= 1
            found.append([self._trim(span) for span in front[first : index + 1]])
            used = index
        return found or self._title_in_page() or self._title_run_in()

    def _title_run_in(self) -> list[list[Span]]:
        """A title that the text follows in the same paragraph."""
        if not self.lines.front:
            return []
        start, end = self.lines.front[0]
        limit = min(end, start + LONGEST_TITLE)
        stop = next((at for at in range(start, limit) if self.text[at] in "。,;:!?|\n"), limit)
        for _, at in self.scan.inside("fact-title-end", start, stop):
            if _BLANK_OR_YEAR.match(self.text[at : at + 4]) and self._is_title(start, at):
                return [[self._trim((start, at))]]
        return []

    def _title_in_page(self) -> list[list[Span]]:
        """A title that stands alone between lines of the page's frame; a label's value or a path of links is none."""
        first = self.lines.front[0][0] if self.lines.front else 0
        page = self.lines.page
        for index, (start, end) in enumerate(page):
            if start > first:
                break
            if self._is_title(start, end) and not _PATH_SIGN.search(self.text[start:end]):
                above = page[index - 1] if index else (0, 0)
                if above[1] - above[0] > 8 or not self.scan.has("fact-title-label", *above):
                    return [[self._trim((start, end))]]
        return []

    def _choose(self, titles: list[list[Span]]) -> list[Span] | None:
        own = [title for title in titles if not any(self.scan.has("fact-title-cover", *span) for span in title)]
        return next(iter(own or titles), None)

    def _is_title(self, start: int, end: int, strict: bool = True) -> bool:
        if not self.scan.has("fact-title-topic", start, end):
            return False
        if strict:
            return self._is_short(start, end) and self._ends_title(start, end)
        return end - start <= LONGEST_TITLE + 40 and self.scan.has("fact-title-end", start, end)

    def _is_short(self, start: int, end: int) -> bool:
        """Whether a line can be (part of) a title: short, no sentence, no label, no marker."""
        if not 2 <= end - start <= LONGEST_TITLE:
            return False
        body = self.text[start:end]
        return not (any(char in body for char in "。;|?!") or body[-1] in ":,、" or _MARKER.match(body))

    def _ends_title(self, start: int, end: int) -> bool:
        body = self.text[start:end].rstrip("》”\"' ")
        if body.endswith(")") and "(" in body:
            body = body[: body.rindex("(")].rstrip()
        return body.endswith(_literals(self.scan.lexicon, "fact-title-end"))

    def _is_rest(self, start: int, end: int) -> bool:
        return self.text[start:end] in _literals(self.scan.lexicon, "fact-title-rest")

    def _leads_title(self, above: Span, below: Span) -> bool:
        """Whether a line is the first part of the title below: a body, a year, 关于…, but no date or number."""
        if not self._is_short(*above) or self._ends_title(*above):
            return False
        body = self.text[above[0] : above[1]]
        if _DATE.search(body) or _DOCUMENT_NUMBER.fullmatch(body):
            return False
        if _ENDS_IN_YEAR.search(body) or body.endswith(_literals(self.scan.lexicon, "fact-title-open")):
            return True
        told = self._body_of(self.text[below[0] : below[1]])
        return self._is_organ(body) and (told.place is None or self._is_organ(self.text[below[0] : below[1]]))

    def _trim(self, span: Span) -> Span:
        """A title without the dashes or brackets that only set it off."""
        start, end = span
        while start < end and self.text[start] in "—-–─ 　《#*":
            start += 1
        tail = " 　*" if "《" in self.text[start:end] else " 　》*"
        while end > start and self.text[end - 1] in tail:
            end -= 1
        return start, end

    # --- bodies -----------------------------------------------------------------------------------

    def _body(self, span: Span) -> Body:
        return self._body_of(self.text[span[0] : span[1]])

    def _body_of(self, text: str) -> Body:
        """The body that a title, signature or addressee names first."""
        lexicon = self.scan.lexicon
        leads = _literals(lexicon, "fact-name-lead")
        rest = text.strip(" —-–─《》“”\"'()[]【】")
        while True:
            lead = next((word for word in leads if rest.startswith(word)), "")
            if not lead:
                year = _LEADING_YEAR.match(rest)
                lead = year.group() if year and year.group() else ""
            if not lead:
                break
            rest = rest[len(lead) :].lstrip()
        cut = self._cut(rest)
        name = rest[:cut]
        place, at = self.places.read(name)
        tail = name[at:] if place else name
        if place and place.level is Level.STREET:
            return Body(place, "street")
        if not tail:
            return Body(place, "bare" if place else "")
        agent = tail.endswith(_literals(lexicon, "fact-organ-agent"))
        longest, kind = 0, "bare" if place else ""
        for name in ("zone", "street", "department", "government"):
            ending = next((word for word in _literals(lexicon, f"fact-organ-{name}") if tail.endswith(word)), "")
            if len(ending) > longest:  # 行政公署 is no 署, 改革委员会 no 委员会
                longest, kind = len(ending), name
        return Body(place, kind, agent)

    def _cut(self, text: str) -> int:
        """Where the name of the body ends in a title."""
        cut = len(text)
        lexicon = self.scan.lexicon
        for parts, before, _ in lexicon.members("fact-name-cut"):
            at = text.find(lexicon.literals[parts[0]], 1)
            if 0 < at < cut and not text.endswith(before, 0, at):
                cut = at
        digit = _DIGIT_OR_MASK.search(text)
        return min(cut, digit.start()) if digit else cut

    def _is_organ(self, text: str) -> bool:
        """Whether a short text is the name of one or two bodies and nothing else."""
        if not 3 <= len(text) <= LONGEST_ISSUER or _NO_NAME.search(text):
            return False
        kinds = ("government", "zone", "street", "department")
        return any(text.endswith(_literals(self.scan.lexicon, f"fact-organ-{kind}")) for kind in kinds)

    # --- signature --------------------------------------------------------------------------------

    def _signature(self, titles: list[list[Span]]) -> tuple[list[Span], str | None]:
        """Lines of the issuing bodies and the date beside them."""
        taken = {span for title in titles for span in title}
        for lines in (self.lines.back, self.lines.front):
            issuers, date = self._signature_in([span for span in lines if span not in taken], lines is self.lines.back)
            if issuers or date:
                return issuers, date
        return [], None

    def _signature_in(self, lines: list[Span], back: bool) -> tuple[list[Span], str | None]:
        """The last line that is a date alone or behind a body, and the bodies above (else below) it."""
        for index in range(len(lines) - 1, -1, -1):
            start, end = lines[index]
            if back:  # signed behind the last sentence
                start = max(start, self.text.rfind("。", start, end - 1) + 1)
            if end - start > LONGEST_ISSUER + 14:
                continue
            dates = list(_DATE.finditer(self.text[start:end]))
            if not dates:
                continue
            found = dates[-1]
            others = ("fact-date-published", "fact-date-other", "fact-sign-not")
            if any(self.scan.has(name, start, end) for name in others):
                continue
            before = self.text[start : start + found.start()].strip(" (:")
            after = self.text[start + found.end() : end].strip(" )")
            if len(after) > SEAL:
                continue
            date = _iso(found)
            if before:
                name = self._stamped((start, start + found.start()))
                if self._is_organ(self.text[name[0] : name[1]]):
                    return [name], date
                if len(before) > SEAL or before[-1].isdigit():
                    continue
            issuers: list[Span] = []
            for above in range(index - 1, max(-1, index - 4), -1):
                name = self._stamped(lines[above])
                if not self._is_organ(self.text[name[0] : name[1]]):
                    break
                issuers.insert(0, name)
            if not issuers and index + 1 < len(lines):
                name = self._stamped(lines[index + 1])
                if self._is_organ(self.text[name[0] : name[1]]):
                    issuers.append(name)
            return issuers, date
        if back:
            for span in reversed(lines[-4:]):
                name = self._stamped(span)
                if self._is_organ(self.text[name[0] : name[1]]) and self._body(name).kind:
                    return [name], None
        return [], None

    def _stamped(self, span: Span) -> Span:
        """A signature without (印), (盖章) and blanks."""
        start, end = span
        body = self.text[start:end].rstrip(" (")
        if body.endswith(")") and "(" in body and len(body) - body.rindex("(") <= 6:
            body = body[: body.rindex("(")]
        body = body.rstrip()
        lead = len(body) - len(body.lstrip(" ("))
        return start + lead, start + len(body)

    def _issuer_parts(self, span: Span) -> list[str]:
        """The names of the bodies that sign in one line."""
        quoted = self._quote([span])
        if " " not in quoted:
            return self.text[span[0] : span[1]].split("、")
        # Matching text has no blank between bodies: cut where the source has one.
        parts, at = [], span[0]
        for word in quoted.split(" "):
            parts.append(self.text[at : at + len(word)])
            at += len(word)
            while at < span[1] and self.text[at] == " ":
                at += 1
        return parts

    # --- addressee --------------------------------------------------------------------------------

    def _addressee(self, titles: list[list[Span]]) -> list[Span]:
        """The bodies that the report is addressed to; empty where none is named."""
        taken = {span for title in titles for span in title}
        for span in self.lines.front:
            if span in taken:
                continue
            found = self._addressed(*span)
            if found:
                return found
        return []

    def _addressed(self, start: int, end: int) -> list[Span]:
        """The addressees of a line: bodies before a colon, behind a label, or in brackets behind 报."""
        stop = self.text.find(":", start, min(end, start + LONGEST_ADDRESSEE))
        body = self.text[start:end]
        if body.startswith("(") and body.endswith(")"):
            start, stop = start + 1, end - 1
            labelled = True
        else:
            labelled = False
        labels = _literals(self.scan.lexicon, "fact-addressee-label")
        lead = next((word for word in labels if self.text.startswith(word, start)), "")
        if lead and (labelled or lead.endswith(":")):
            start += len(lead)
            stop = self.text.find(":", start, end)
            stop = (end - 1 if labelled else end) if stop < 0 else stop
        elif labelled:
            return []
        if stop <= start or stop - start > LONGEST_ADDRESSEE:
            return []
        joined = self._joined((start, stop))
        organs = _literals(self.scan.lexicon, "fact-addressee-organ")
        items = [self.text[s:e].strip() for span in joined for s, e in self._split(span, "、,")]
        return joined if all(len(item) >= 2 and item.endswith(organs) for item in items) else []

    def _joined(self, span: Span) -> list[Span]:
        """A list of addressees cut where a word (并报) stands for the mark between two of them."""
        for word in _literals(self.scan.lexicon, "fact-addressee-join"):
            at = self.text.find(word, span[0] + 2, span[1] - 2)
            if at > 0 and self.text[span[0] : at].endswith(_literals(self.scan.lexicon, "fact-addressee-organ")):
                return [(span[0], at), (at + len(word), span[1])]
        return [span]

    def _split(self, span: Span, marks: str) -> list[Span]:
        found, at = [], span[0]
        for index in range(span[0], span[1]):
            if self.text[index] in marks:
                found.append((at, index))
                at = index + 1
        return [*found, (at, span[1])]

    # --- dates and number -------------------------------------------------------------------------

    def _page_dates(self) -> tuple[str | None, str | None]:
        """Date of writing and date of publication that the page states."""
        written = published = bare = None
        page = self.lines.page
        labels = self._labelled()
        for index, (start, end) in enumerate([*page, *labels]):
            if self.text.find("20", start, end) < 0:
                continue
            for found in _DATE.finditer(self.text[start : min(end, start + 300)]):
                at = start + found.start()
                label = self._label_before(start, at)
                if not label and index and index < len(page) and not self.text[start:at].strip():
                    above = page[index - 1]
                    label = self._label_before(*above) if above[1] - above[0] <= 12 else ""
                if label == "published":
                    published = published or _iso(found)
                elif label == "written":
                    written = written or _iso(found)
                elif not label and index < len(page) and not self.scan.has("fact-date-other", start, end):
                    bare = bare or (_iso(found) if end - start <= 80 else None)
        return written, published or bare

    def _labelled(self) -> list[Span]:
        """Lines outside the page's frame that state a labelled date, in front or at the end."""
        lines = {*self.lines.front[:12], *self.lines.back[-4:]}
        short = (span for span in lines if span[1] - span[0] <= 120)
        return sorted(span for span in short if self.scan.has("fact-date-published", *span))

    def _label_before(self, start: int, at: int) -> str:
        """Kind of the nearest label in front of a date: published, written, other, or nothing."""
        nearest, kind = -1, ""
        for name, label in (
            ("fact-date-published", "published"),
            ("fact-date-other", "other"),
            ("fact-date-written", "written"),
        ):
            spans = self.scan.inside(name, start, at)
            if spans and spans[-1][1] >= nearest:
                nearest, kind = spans[-1][1], label
        return kind if nearest >= 0 and at - nearest <= 12 else ("other" if kind == "other" else "")

    def _number(self) -> str | None:
        """The number under which the report went out; not that of a document it cites."""
        for start, end in (*self.lines.front[:12], *self.lines.page):
            if self.text.find("号", start, min(end, start + 200)) < 0:
                continue
            for found in _DOCUMENT_NUMBER.finditer(self.text[start : min(end, start + 200)]):
                alone = end - start - len(found.group()) <= 14 and found.start() <= 12
                label = self.scan.inside("fact-number-label", start, start + found.start())
                if alone or (label and start + found.start() - label[-1][1] <= 6):
                    quoted = self._quote([(start + found.start(), start + found.end())])
                    return _BRACKETED_YEAR.sub(r"〔\1〕", quoted)
        return None

    # --- place and level --------------------------------------------------------------------------

    def _place(
        self, named: list[Body], signed: list[Body], framed: list[Body], receivers: list[Body]
    ) -> tuple[Place | None, Body]:
        """The place of the body, in the fullest way in which title, signature or page title names it."""
        stated = [body for body in (*named, *signed, *framed) if body.place]
        kind = next((body for body in (*named, *signed, *framed) if body.kind), Body(None, ""))
        if not stated:
            place = self._mentioned({body.place.name for body in receivers if body.place})
            return place, kind
        first = stated[0]
        assert first.place is not None
        best = first.place
        for body in stated[1:]:
            assert body.place is not None
            if body.place.name == best.name and len(body.place.text) > len(best.text):
                best = body.place
        return best, first if first.kind else kind

    def _mentioned(self, foreign: set[str]) -> Place | None:
        """The place that a report without title and signature speaks of most, where its text begins."""
        text = self.text
        body = next((s.start for s in self.sections if s.role is not Role.CHROME), 0)
        limit = min(len(text), body + MENTIONS_IN)
        counts: Counter[str] = Counter()
        for found in self.places.mentions.finditer(text, body, limit):
            end = found.end()
            name = self._name_that_ends(end)
            if name and name not in foreign:
                counts[name] += 1
        if not counts:
            return None
        own = self.own
        total = {name: text.count(name) for name, _ in counts.most_common(8)}
        # One chance string that ends like a place is no place; a listed name may stand alone.
        total = {name: count for name, count in total.items() if count > 1 or self.places.codes(name)}
        if not total:
            return None
        weight = {name: count * (FIT_WEIGHT if self._fits(name, own) else 1) for name, count in total.items()}
        best = min(total, key=lambda name: (-weight[name], text.find(name)))
        if weight[best] < 2:
            return None
        level = self.places.level_of(best)
        return Place((best,), level, bool(self.places.codes(best))) if level else None

    def _fits(self, name: str, own: Level | None) -> bool:
        level = self.places.level_of(name)
        if own is None or level is None:
            return False
        # 全市 is said in a county-level city too.
        city = own is Level.PREFECTURE and level is Level.COUNTY and name[-1] == self.places.city
        return city or RANK.get(own) == RANK[level]

    def _name_that_ends(self, end: int) -> str:
        text = self.text
        for length in range(2, 12):
            word = text[end - length : end]
            if len(word) == length and self.places.codes(word) and word not in self.places.common:
                before = text[max(0, end - 3) : end - 2]
                if length == 2 and "一" <= before <= "鿿" and before not in self.places.before:
                    continue  # 宁县 in 建宁县
                longer = text[end - length - 1 : end]
                return longer if self.places.codes(longer) else word
        start = end
        while start > 0 and end - start < 8 and "一" <= text[start - 1] <= "鿿":
            start -= 1
        word = text[start:end]
        for mark in self.places.before:
            word = word[word.rfind(mark) + len(mark) :] if mark in word else word
        bounded = start == 0 or not "一" <= text[start - 1] <= "鿿" or len(word) < end - start
        return word if bounded and self.places.is_name(word) else ""

    @cached_property
    def own(self) -> Level | None:
        """The level as which the report speaks of itself most."""
        votes: dict[Level, int] = {}
        for level in reversed(Level):  # of two equals the lower one: a county speaks of its province too
            own, whole = (self.scan.spans(f"fact-{word}-{level.value}") for word in ("self", "whole"))
            votes[level] = SELF_WEIGHT * len(own) + len(whole)
        best = max(votes, key=lambda level: votes[level])
        return best if votes[best] >= 2 else None

    def _level(
        self, place: Place | None, body: Body, named: list[Body], signed: list[Body], receivers: list[Body]
    ) -> Level | None:
        signer = next((b for b in signed if b.kind), None)
        titled = any(b.kind for b in named)
        if body.kind == "department" and (body in named or not (titled or signer)):
            return Level.DEPARTMENT
        if signer and signer.kind == "department":
            # An office may sign for its government: then the report speaks of 全县, not of 我局.
            for_itself = not titled and not signer.agent
            if for_itself or self.own is Level.DEPARTMENT:
                return Level.DEPARTMENT
        if "street" in (body.kind, signer.kind if signer else ""):
            return Level.STREET
        if place is None:
            return self.own
        if not titled and not signer and self.own is Level.DEPARTMENT:
            return self.own
        if place.level is Level.PREFECTURE and not place.listed and self._above(place, receivers):
            above = self._above(place, receivers)
            if above and above.level is Level.PREFECTURE:
                return Level.COUNTY
        return place.level

    def _above(self, place: Place, receivers: list[Body]) -> Place | None:
        """The superior that the addressees name."""
        found = [b.place for b in receivers if b.place and b.place.name != place.name]
        higher = [
            p for p in found if RANK[p.level] < RANK[place.level] or p.name[-1] == self.places.city and not place.listed
        ]
        return max(higher, key=lambda p: RANK[p.level]) if higher else None

    def _full(self, place: Place, receivers: list[Body]) -> str:
        full = self.places.full(place, self.text, self._above(place, receivers))
        return self._own_script(full)

    # --- year -------------------------------------------------------------------------------------

    def _year(
        self, title: list[Span] | None, page_titles: list[Span], signed_on: str | None, published: str | None
    ) -> int | None:
        """The year that the report is about: title, then headings and opening, then dates and the text."""
        votes: Counter[int] = Counter()
        told = self._years(title or [])
        if told:
            votes[min(told)] += 10
        framed = self._years(page_titles[:2])
        if framed:
            votes[min(framed)] += 6
        for heading in self.headings:
            if heading.level != 1:
                continue
            years = self._years([(heading.start, heading.end)])
            if len(years) == 1:
                planned = self.scan.has("fact-plan-heading", heading.start, heading.end)
                votes[years[0] - 1 if planned else years[0]] += 4
        opening = self._opening()
        years = self._years([opening])
        if years:
            votes[years[0]] += 4
        if signed_on:
            votes[int(signed_on[:4]) - (0 if signed_on[5:7] >= "11" else 1)] += 3
        if published:
            votes[int(published[:4]) - (0 if published[5:7] >= "12" else 1)] += 3
        body: Counter[int] = Counter()
        for section in () if told else self.sections:
            if section.role not in (Role.PLAN, Role.CHROME):
                body.update(map(int, _NAMED_YEAR.findall(self.text[section.start : section.end])))
        if body:
            most = max(body, key=lambda year: (body[year], -year))
            votes[most] += 2 if body[most] > 1 else 1
        return max(votes, key=lambda year: (votes[year], -year)) if votes else None

    def _years(self, spans: list[Span]) -> list[int]:
        found = []
        for start, end in spans:
            line = self.text[start:end]
            # A title may stand in 《》 itself; a document cited on the line is another's.
            quoted = [match.span() for match in _CITED.finditer(line) if len(match.group()) < len(line) - 6]
            for match in _YEAR.finditer(line):
                if not any(s <= match.start() < e for s, e in quoted):
                    found.append(int(match.group(1)))
        return found

    def _opening(self) -> Span:
        """The start of the first paragraph, some sentences of praise included."""
        return next(((start, min(end, start + OPENING)) for start, end in self.lines.front if end - start > 40), (0, 0))

    # --- quoting ----------------------------------------------------------------------------------

    def _quote(self, spans: list[Span]) -> str:
        """The characters of the source that the spans were made of; a blank between bodies is kept as one."""
        source = self.plain.source.text
        origin = self.plain.origin
        parts = []
        for start, end in spans:
            if origin is None:
                parts.append(" ".join(source[start:end].split()))
                continue
            last = -1
            for index in range(start, end):
                at = origin[index]
                if (
                    last >= 0
                    and at > last + 1
                    and source[last + 1 : at].isspace()
                    and _between_bodies(source, last, at)
                ):
                    parts.append(" ")
                parts.append(source[at])
                last = at
        return " ".join("".join(parts).split())

    def _own_script(self, name: str) -> str:
        """A name as the file writes it, where it does."""
        at = self.text.find(name)
        return self._quote([(at, at + len(name))]) if at >= 0 else name


def _between_bodies(source: str, last: int, at: int) -> bool:
    return "一" <= source[last] <= "鿿" and "一" <= source[at] <= "鿿"


def _iso(found: re.Match[str]) -> str:
    return f"{found.group(1)}-{_number(found.group(2)):02d}-{_number(found.group(3)):02d}"


def _number(digits: str) -> int:
    """12, 十二, 二十三 as a number."""
    if digits.isdigit():
        return int(digits)
    for sign, long in _TENS.items():
        digits = digits.replace(sign, long)
    tens, ten, ones = digits.partition("十")
    if not ten:
        return _NUMBER_SIGNS.index(digits[-1]) + 1
    return (_NUMBER_SIGNS.index(tens) + 1 if tens else 1) * 10 + (_NUMBER_SIGNS.index(ones) + 1 if ones else 0)
