"""Scorecard -> the entry of one body in a paper: words on one line that harm no document, and exact numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from scorer.model import Evidence, NearMiss, Verdict
from scorer.render import checked
from scorer.render.cells import clean
from scorer.render.legal import Citation, citations
from scorer.text.expressions import expression

if TYPE_CHECKING:
    from collections.abc import Sequence
    from fractions import Fraction

    from scorer.locale.wording import Wording
    from scorer.model import Check, ElementScore, Finding, Level, Scorecard
    from scorer.render.voices import Voices
    from scorer.rules.rubric import Criterion, Rubric

# The province that a full name begins with; municipalities are provinces too.
_PROVINCE = expression(r"^(?:北京市|天津市|上海市|重庆市|[^省区]{2,8}?(?:省|自治区|特别行政区))")
_TELLING = 4  # characters: 问题 and 根源 alone say nothing where the text is not at hand
GAPS = (Verdict.MISSING, Verdict.PARTIAL)


class Quote(NamedTuple):
    """Words of the report with their place."""

    text: str
    start: int  # characters of the source, half-open
    end: int
    line: int
    page: int | None
    role: str
    heading: str
    why: str = ""  # why they do not count; empty for evidence
    only_similar: bool = False  # no word of it was looked for; it is only the passage nearest in meaning


class Mark(NamedTuple):
    """One criterion judged."""

    id: str
    kind: str  # of the criterion: signs, problems, figures …
    name: str
    element: str
    layer: str
    verdict: Verdict
    doubtful: bool  # the criterion's measured record is poor or lacking
    weight: Fraction
    points: Fraction
    reason: str
    asks: str
    mend: str
    evidence: tuple[Quote, ...]
    near: tuple[Quote, ...]
    unanswered: tuple[Quote, ...]  # stated problems that the plan leaves without an answer
    bases: tuple[Citation, ...]
    program: Verdict | None = None  # what the program said, where a person said otherwise
    remark: str = ""  # what people said


class Group(NamedTuple):
    """An element or a layer with its score (0-100; None where nothing of it applies) and weight."""

    id: str
    name: str
    layer: str
    score: Fraction | None
    weight: Fraction
    marks: tuple[str, ...]


class Checked(NamedTuple):
    """A check that has something to say."""

    id: str
    verdict: str  # in words
    sure: bool
    error: bool  # counts in the form layer; otherwise a remark
    quote: Quote
    other: str  # the words elsewhere that it contradicts
    computation: str
    message: str


class Entry(NamedTuple):
    """One report as the papers tell of it; `total` is None where the document was not scored."""

    path: str
    sha256: str
    body: str  # the reporting body, else the file's name
    title: str
    region: str  # province; empty where the report does not settle it
    level: Level | None
    year: int | None
    issuer: str
    addressee: str
    signed_on: str | None  # ISO dates
    published_on: str | None
    number: str
    rubric: tuple[str, str, str]  # id, version, sha256
    rubric_name: str
    total: Fraction | None
    low: Fraction | None
    high: Fraction | None
    band: str
    rung: int  # of the band: 0 the best, -1 the band of a report with a gate missing
    baseline_missing: tuple[str, ...]  # names of criteria
    incomplete: bool  # a gate is missing
    layers: tuple[Group, ...]
    elements: tuple[Group, ...]
    marks: tuple[Mark, ...]
    checks: tuple[Checked, ...]
    lifts: tuple[tuple[str, Fraction], ...]  # criterion, points of the total
    notes: tuple[str, ...]
    review: str = ""  # how far people have come with it; empty where they were not asked
    program_total: Fraction | None = None  # before people decided, where the total is another now
    text: str = ""  # of the source, offsets kept; only for papers that show it

    def mark(self, criterion: str) -> Mark:
        """The mark of a criterion; KeyError if there is none."""
        for mark in self.marks:
            if mark.id == criterion:
                return mark
        raise KeyError(criterion)

    @property
    def gaps(self) -> list[Mark]:
        """Missing and partial marks, missing ones first, in the order of the rubric."""
        return [mark for verdict in GAPS for mark in self.marks if mark.verdict is verdict]

    @property
    def unclear(self) -> list[Mark]:
        """Marks that the file cannot settle."""
        return [mark for mark in self.marks if mark.verdict is Verdict.UNCLEAR]

    @property
    def file(self) -> str:
        """The name of the file without its folders."""
        return self.path.rsplit("/", 1)[-1]


def entry(card: Scorecard, wording: Wording, rubric: Rubric, voices: Voices | None = None) -> Entry:
    """One scorecard in words, with what people said of it; a document that was not scored has no marks."""
    report = card.report
    facts = report.facts
    judged = zip(card.findings, card.weights, card.points, strict=True) if card.total is not None else ()
    marks = tuple(
        _mark(finding, weight, points, wording, rubric.criterion(finding.criterion), facts.year)
        for finding, weight, points in judged
    )
    if voices is not None:
        marks = _voiced(marks, voices)
    known = {mark.id for mark in marks}
    file = clean(report.source.name.rsplit("/", 1)[-1])
    return Entry(
        path=clean(report.source.name),
        sha256=report.source.sha256,
        body=clean(facts.jurisdiction or facts.issuer or file),
        title=clean(facts.title or ""),
        region=province(facts.jurisdiction_full or ""),
        level=facts.level,
        year=facts.year,
        issuer=clean(facts.issuer or ""),
        addressee=clean(facts.addressee or ""),
        signed_on=facts.signed_on,
        published_on=facts.published_on,
        number=clean(facts.document_number or ""),
        rubric=(card.rubric_id, card.rubric_version, card.rubric_sha256),
        rubric_name=wording.of(rubric.name),
        total=card.total,
        low=card.low,
        high=card.high,
        band=wording.band(card.band) if card.total is not None else wording.say("card.not-scored"),
        rung=_rung(card, rubric),
        baseline_missing=tuple(map(wording.criterion, card.baseline_missing)) if marks else (),
        incomplete=bool(card.gates_missing),
        layers=tuple(_group(layer, wording.layer(layer.id), known) for layer in card.layers) if marks else (),
        elements=tuple(_group(one, wording.element(one.id), known) for one in card.elements) if marks else (),
        marks=marks,
        checks=tuple(_checked(check, card, wording) for check in checked.shown(card.checks)),
        lifts=tuple(lift for lift in card.lifts if lift[0] in known),
        review=clean(voices.status) if voices else "",
        program_total=voices.reviewed.program.total if voices and voices.total else None,
        notes=tuple(clean(wording.note(note)) for note in report.warnings),
    )


def province(full: str) -> str:
    """The province that a full name begins with; empty where it names none."""
    match = _PROVINCE.match(full)
    return match[0] if match else ""


def _rung(card: Scorecard, rubric: Rubric) -> int:
    ladder = [band.id for band in rubric.bands if band.least is not None]
    return ladder.index(card.band) if card.band in ladder else -1


def _group(score: ElementScore, name: str, known: set[str]) -> Group:
    marks = tuple(id_ for id_ in score.criteria if id_ in known)
    return Group(score.id, clean(name), score.layer, score.score, score.weight, marks)


def _mark(
    finding: Finding, weight: Fraction, points: Fraction, wording: Wording, criterion: Criterion, year: int | None
) -> Mark:
    id_ = criterion.id
    mended = finding.verdict in (Verdict.MET, Verdict.EXEMPT)
    unanswered = [pair.problem for pair in finding.pairings if pair.answer is None]
    return Mark(
        id=id_,
        kind=criterion.kind,
        name=clean(wording.criterion(id_)),
        element=wording.element_of(id_),
        layer=wording.layer_of(id_),
        verdict=finding.verdict,
        doubtful=id_ in wording.to_review(),
        weight=weight,
        points=points,
        reason=clean(wording.reason(finding)),
        asks=clean(wording.asks(id_)),
        mend="" if mended else clean(wording.mend(id_)),
        evidence=tuple(quote(words, wording) for words in finding.evidence),
        near=tuple(quote(words, wording) for words in elsewhere(finding)),
        unanswered=tuple(quote(words, wording) for words in unanswered),
        bases=citations(criterion, year),
    )


def _voiced(marks: Sequence[Mark], voices: Voices) -> tuple[Mark, ...]:
    """The marks with what people said; what a person has decided is in doubt no more."""
    told = {mark.key: clean(text) for mark, text in voices.told()}
    made = []
    for mark in marks:
        said = voices.reviewed.mark(mark.id)
        program = said.program if said.changed else None
        doubtful = mark.doubtful and (said.open or said.line is None)
        made.append(mark._replace(program=program, remark=told.get(mark.id, ""), doubtful=doubtful))
    return tuple(made)


def elsewhere(finding: Finding) -> list[NearMiss]:
    """Near misses that are not the same words as the evidence, none twice, and long enough to be judged on paper."""
    taken = [(words.start, words.end) for words in finding.evidence]
    found = []
    for words in finding.near_misses:
        free = all(words.end <= start or end <= words.start for start, end in taken)
        if free and words.end - words.start >= _TELLING:
            taken.append((words.start, words.end))
            found.append(words)
    return found


def quote(words: Evidence | NearMiss, wording: Wording) -> Quote:
    """Quoted words with their place in words."""
    code = words.why if isinstance(words, NearMiss) else ""
    why = clean(wording.why(code)) if code else ""
    role = wording.role(words.role)
    return Quote(
        clean(words.quote),
        words.start,
        words.end,
        words.line,
        words.page,
        role,
        clean(words.heading or ""),
        why,
        code == "similar",
    )


def _checked(check: Check, card: Scorecard, wording: Wording) -> Checked:
    page = card.report.source.page(check.start)
    words = Quote(clean(check.quote), check.start, check.end, check.line, page, "", "")
    return Checked(
        id=check.id,
        verdict=checked.verdict_words(check, wording.lang),
        sure=check.sure,
        error=check.weight == "error",
        quote=words,
        other=clean(check.other),
        computation=clean(check.computation),
        message=clean(checked.message(check, wording.lang)),
    )
