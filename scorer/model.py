"""The values that pass between the steps; imports nothing of ours but their base."""

from bisect import bisect_right
from collections.abc import Sequence
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple, Self

# Annotations are values in this module, not strings: typing compiles each string of a NamedTuple, at every start.


class Role(StrEnum):
    """What a stretch of the report is for; words count or not by the role they stand in."""

    OPENING = "opening"
    MEASURES = "measures"
    FIRST_RESPONSIBLE = "first-responsible"
    PROBLEMS = "problems"
    PLAN = "plan"
    SIGNATURE = "signature"
    CHROME = "chrome"


class Verdict(StrEnum):
    """What a criterion is judged; "does not apply" and "cannot be seen" are values of their own."""

    MET = "met"
    PARTIAL = "partial"
    MISSING = "missing"
    EXEMPT = "exempt"
    UNCLEAR = "unclear"


class Level(StrEnum):
    """The level of the reporting body."""

    PROVINCE = "province"
    PREFECTURE = "prefecture"
    COUNTY = "county"
    TOWNSHIP = "township"
    STREET = "street"
    DEPARTMENT = "department"


class Note(NamedTuple):
    """Something that reading noticed: `code` for scripts, `text` filled in by wording."""

    code: str
    count: int = 1  # type: ignore[assignment]  # no one counts the fields of a note
    detail: str = ""


NOT_DONE = "check-not-done"  # the code of a note: a check ran out of time; its detail is the id of the check
BY_TIME = ("slow-pattern", NOT_DONE)  # notes of a result that another run need not repeat


class Source(NamedTuple):
    """The decoded text of one input; every offset in the program counts characters of `text`."""

    name: str  # as given by the caller, with / between folders
    text: str
    sha256: str  # of the bytes
    encoding: str  # utf-8, utf-8-sig, gb18030, big5, utf-16-le, utf-16-be; docx, doc, pdf, ofd, picture
    notes: tuple[Note, ...] = ()
    pages: tuple[int, ...] = ()  # offset at which each page starts, where the file has pages
    furniture: tuple[
        tuple[int, int], ...
    ] = ()  # whole lines that the file itself sets apart: navigation, running heads
    metadata: tuple[tuple[str, str], ...] = ()  # published_on, issuer, document_number, title as stated beside the text
    recognised: tuple[tuple[int, int], ...] = ()  # spans read from pictures
    incomplete: str = ""  # why words may be lacking: ocr, pictures, pages; nothing is then judged missing

    def page(self, offset: int) -> int | None:
        """The page on which an offset stands, the first is 1; None where the file has none."""
        return bisect_right(self.pages, offset) if self.pages else None

    def is_recognised(self, start: int, end: int) -> bool:
        """Whether any of the characters were read from a picture."""
        return bool(self.recognised) and any(low < end and start < high for low, high in self.recognised)


class Plain(NamedTuple):
    """The text that is matched: Simplified, width-folded, without web noise.

    `origin[i]` is the offset in `source.text` of character i of `text`; None where nothing was
    dropped or added, so that both texts have the same offsets. Line breaks are kept.
    """

    source: Source
    text: str
    origin: Sequence[int] | None
    script: str  # simplified, traditional, mixed

    def to_source(self, start: int, end: int) -> tuple[int, int]:
        """Half-open span of `text` -> half-open span of `source.text`."""
        if self.origin is None or start >= end:
            if self.origin is None:
                return start, end
            at = self.origin[start] if start < len(self.origin) else len(self.source.text)
            return at, at
        return self.origin[start], self.origin[end - 1] + 1


class Heading(NamedTuple):
    """A heading of the report; offsets are of the plain text and cover the heading's own words."""

    level: int  # 1 is the highest numbered level; 0 is the title
    text: str  # plain text with its marker, without what runs on behind it
    start: int
    end: int
    line: int  # line of the source, the first is 1
    run_in: bool = False  # text of the section follows in the same paragraph


class Section(NamedTuple):
    """A stretch of the report with one role; sections follow each other without gap or overlap."""

    role: Role
    start: int  # offsets of the plain text, half-open
    end: int
    first_line: int  # lines of the source, the first is 1
    last_line: int
    heading: Heading | None  # the top heading that gave the role; None for an unheaded stretch
    reasons: bool = False  # of role PROBLEMS: tells why the problems before it exist, names none of its own
    runner_up: Role | None = None  # the role that it would have in the next best reading of the report
    close: bool = False  # the next best reading is nearly as good


class Decided(NamedTuple):
    """A heading with its text, or a paragraph: the role that was decided for it, and what spoke for it."""

    role: Role
    start: int  # offsets of the plain text, half-open
    end: int
    line: int  # of the source, the first is 1
    clues: tuple[tuple[str, float], ...]  # names of what spoke for the role, with the points, the most first
    runner_up: Role  # the role that the next best reading of the report gives it
    margin: float  # points by which that reading falls behind
    close: bool
    reasons: bool = False  # of role PROBLEMS: tells why the problems before it exist


class Facts(NamedTuple):
    """What the report says of itself; None where it does not say."""

    title: str | None = None
    jurisdiction: str | None = None
    jurisdiction_full: str | None = None
    level: Level | None = None
    year: int | None = None
    issuer: str | None = None
    addressee: str | None = None
    signed_on: str | None = None  # ISO date
    published_on: str | None = None
    document_number: str | None = None
    script: str = "simplified"
    kind: str = "annual-report"  # another kind of document: interpretation, duty-report, scheme, work-report, news ...
    from_metadata: tuple[str, ...] = ()  # names of the facts that stand beside the text, not in it


class Evidence(NamedTuple):
    """Words quoted from a report, and where they stand in it."""

    start: int  # characters of Source.text, half-open; never of the normalised copy
    end: int
    quote: str
    line: int  # the first line is 1, as an editor counts
    role: Role
    heading: str | None
    sign: str
    page: int | None = None  # the first page is 1
    recognised: bool = False  # read from a picture

    @classmethod
    def cut(
        cls, source: Source, start: int, end: int, role: Role, heading: str | None, sign: str, line: int = 0
    ) -> Self:
        """The only way in: the quote is what stands between the offsets; `line` is counted unless it is known."""
        line = line or source.text.count("\n", 0, start) + 1
        page, seen = source.page(start), source.is_recognised(start, end)
        return cls(start, end, source.text[start:end], line, role, heading, sign, page, seen)


class NearMiss(NamedTuple):
    """Words that look like evidence, and the code of the reason why they do not count."""

    start: int
    end: int
    quote: str
    line: int
    role: Role
    heading: str | None
    why: str  # in-plan in-problems in-opening in-chrome negated promise no-act other-object other-body other-year
    sign: str = ""
    page: int | None = None
    recognised: bool = False

    @classmethod
    def cut(
        cls, source: Source, start: int, end: int, role: Role, heading: str | None, why: str, sign: str, line: int = 0
    ) -> Self:
        """The only way in: the quote is what stands between the offsets; `line` is counted unless it is known."""
        line = line or source.text.count("\n", 0, start) + 1
        page, seen = source.page(start), source.is_recognised(start, end)
        return cls(start, end, source.text[start:end], line, role, heading, why, sign, page, seen)


class Pairing(NamedTuple):
    """A stated problem and the plan item that answers it (None: unanswered)."""

    problem: Evidence
    answer: Evidence | None


class Finding(NamedTuple):
    """One criterion judged."""

    criterion: str
    verdict: Verdict
    reason: str  # code of the rubric's or the program's reason; wording turns it into a sentence
    evidence: tuple[Evidence, ...] = ()
    near_misses: tuple[NearMiss, ...] = ()
    pairings: tuple[Pairing, ...] = ()  # plan-answers-problems only
    detail: tuple[tuple[str, str], ...] = ()  # values that the reason's sentence names
    doubt: str | None = None  # code of why a person should look; None where the verdict is sure


class Check(NamedTuple):
    """A test beyond presence (figures, years, references); filled by the checks."""

    id: str
    verdict: str
    quote: str
    start: int
    end: int
    line: int
    computation: str
    message: str
    sure: bool = True  # whether the words leave no other reading
    code: str = ""  # wording turns it and `values` into a sentence; empty: `message` says it
    values: tuple[tuple[str, str], ...] = ()
    other: str = ""  # the words elsewhere that it contradicts
    weight: str = "error"  # of the rubric: error, or remark


class Report(NamedTuple):
    """One document as the judges see it."""

    source: Source
    plain: Plain
    headings: tuple[Heading, ...]
    sections: tuple[Section, ...]
    facts: Facts
    warnings: tuple[Note, ...] = ()
    decided: tuple[Decided, ...] = ()  # how the roles of the sections came about


class ElementScore(NamedTuple):
    """An element's share: `score` 0-100 with `low`/`high`, None where nothing of it applies."""

    id: str
    layer: str
    weight: Fraction
    low: Fraction | None
    high: Fraction | None
    score: Fraction | None
    criteria: tuple[str, ...]


class Scorecard(NamedTuple):
    """The result: exact fractions; rounding is left to the renderers."""

    report: Report
    rubric_id: str
    rubric_version: str
    rubric_sha256: str
    findings: tuple[Finding, ...]
    weights: tuple[Fraction, ...]  # by finding, as laid down for this report's year
    points: tuple[Fraction, ...]  # by finding
    elements: tuple[ElementScore, ...]
    layers: tuple[ElementScore, ...]
    total: Fraction | None
    low: Fraction | None
    high: Fraction | None
    band: str  # id of the rubric's band
    baseline_missing: tuple[str, ...]
    gates_missing: tuple[str, ...]
    lifts: tuple[tuple[str, Fraction], ...]  # criterion, points of the total that a met verdict would add
    checks: tuple[Check, ...] = ()
