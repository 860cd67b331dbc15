"""Bytes to scorecard, the steps in order: start reading here."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from scorer import checks
from scorer.facts.finder import find_facts, override
from scorer.facts.kind import document_kind
from scorer.facts.places import Places
from scorer.judging import form
from scorer.judging.causes import judge_causes
from scorer.judging.doubt import doubt
from scorer.judging.judge import Case, exempted, judge_signs
from scorer.judging.judged import Judged
from scorer.judging.measures import judge_measures
from scorer.judging.nearest import table as nearest_table
from scorer.judging.nearest import with_nearest
from scorer.judging.pairs import judge_plan_answers
from scorer.judging.plans import judge_plan
from scorer.judging.problems import judge_problems
from scorer.judging.scoring import score, unscored
from scorer.judging.signs import Context
from scorer.model import (
    NOT_DONE,
    Decided,
    Facts,
    Finding,
    Level,
    Note,
    Pairing,
    Plain,
    Report,
    Role,
    Scorecard,
    Section,
    Source,
    Verdict,
)
from scorer.rules import cache as rubric_cache
from scorer.rules.rubric import Criterion, Rubric
from scorer.statements.flags import Flags
from scorer.structure.outline import Outline, read_outline
from scorer.structure.sections import divide
from scorer.structure.weights import Weights
from scorer.text.budget import SECONDS
from scorer.text.normalise import normalise
from scorer.text.words import Scan

if TYPE_CHECKING:
    from scorer.rules.files import RubricFile
    from scorer.rules.fitting import Fitting
    from scorer.rules.profile import Profiles

# Annotations are values in this module, not strings: typing compiles each string of a NamedTuple, at every start.

ANNUAL_REPORT = "annual-report"
SET_APART = "set-apart"
MOST_APART = 0.6  # share of a text that may be taken for the page around it
LONGEST_RUN_IN = 32  # characters of a numbered first sentence that only announces; a longer one reports
LEAST_TEXT = 300  # characters of a text of which that share says something


def load_rubric(name_or_path: str) -> Rubric:
    """A built-in rubric by name, or the one in a folder; from the cache if its files are unchanged.

    Raises RubricError with every fault of every file.
    """
    rubric, unchanged = rubric_cache.kept(name_or_path)
    return rubric if rubric is not None and unchanged else _read_rubric(name_or_path, rubric)


def _read_rubric(name_or_path: str, before: Rubric | None) -> Rubric:
    """Read and check the files of a rubric, and keep it for the next run; `before` is what was made of them before."""
    from scorer.rules.files import collect, paths
    from scorer.rules.fitting import remember, remembered

    stamps = [rubric_cache.stamp(path) for path in paths(collect(name_or_path))]
    fitting = remembered()
    try:
        # Read once more behind the stamps: a file that changed before them is seen now, one that changes later by them.
        rubric = rubric_of(collect(name_or_path), fitting, before)
    finally:
        remember(fitting)
    rubric_cache.keep(name_or_path, rubric, stamps)
    return rubric


def rubric_of(files: "Sequence[RubricFile]", fitting: "Fitting | None" = None, before: Rubric | None = None) -> Rubric:
    """The rubric that some files make, wherever they were read; RubricError with every fault of every file.

    `fitting` knows what need not be checked again; `before` may have been made of the same words.
    """
    from scorer.rules.build import build
    from scorer.rules.checked import check, instruments, structure
    from scorer.rules.files import digest
    from scorer.rules.plain import frozen

    checked = check(files, fitting=fitting)
    table = next((file.data for file in files if file.part == "places"), b"")
    places = Places.build(table, before.data["places"] if before is not None else None)
    data = frozen({"places": places, "profile": checked.profile(), "structure": structure(files)})
    known = before.lexicon if before is not None else None
    rubric = build(checked.rubric, checked.criteria, checked.words, sha256=digest(files), data=data, known=known)
    data["checks"] = frozen(checks.tables(instruments(files), checked.rubric.get("checks", {}), rubric.lexicon))
    data["nearest"] = frozen(nearest_table(rubric.criteria))
    _places(rubric)  # its expressions are kept too
    return rubric


def score_source(
    source: Source,
    rubric: Rubric,
    *,
    year: int | None = None,
    level: Level | None = None,
    submitted: str | None = None,
    published: str | None = None,
    seconds: float = SECONDS,
) -> Scorecard:
    """Judge one source by a rubric; `year`, `level` and the two ISO dates go before what the report says.

    Pure: the same source and rubric give the same scorecard, unless its checks take more than `seconds` of the
    processor: those that ran out are named as not done.
    """
    case, report = read_report(
        source, rubric, year=year, level=level, submitted=submitted, published=published, seconds=seconds
    )
    return score_case(case, report, rubric)


def score_fitting(
    source: Source,
    profiles: "Profiles",
    *,
    year: int | None = None,
    level: Level | None = None,
    submitted: str | None = None,
    published: str | None = None,
    seconds: float = SECONDS,
) -> tuple[Scorecard, Rubric]:
    """Judge one source by the profile that fits it, as `score_source`; and which rubric that is.

    What was read to see which one fits is not read again where that is the national rubric.
    """
    opened = open_report(source, profiles.national)
    rubric = profiles.fitting(override(opened.facts, year, level))
    case, report = read_report(
        source, rubric, year=year, level=level, submitted=submitted, published=published,
        opened=opened if rubric is profiles.national else None, seconds=seconds,
    )  # fmt: skip
    return score_case(case, report, rubric), rubric


def score_case(case: Case, report: Report, rubric: Rubric) -> Scorecard:
    """Judge what `read_report` made of a source; for callers that need the case as well."""
    findings = tuple(judge(criterion, case) for criterion in rubric.criteria)
    findings = tuple(_doubted(findings, case, report, rubric))
    findings = with_nearest(findings, rubric, case)
    doubts = (doubt(finding, criterion, case) for finding, criterion in zip(findings, rubric.criteria, strict=True))
    findings = tuple(
        finding._replace(doubt=why) if why else finding for finding, why in zip(findings, doubts, strict=True)
    )
    slow = tuple(Note("slow-pattern", 1, pattern) for pattern in dict.fromkeys(case.context.scan.slow))
    if slow:
        report = report._replace(warnings=(*report.warnings, *slow))
    card = score(report, rubric, findings, case.checks)
    other_kind = any(note.code == "other-kind" for note in report.warnings)
    return unscored(card) if other_kind else card


def _doubted(findings: tuple[Finding, ...], case: Case, report: Report, rubric: Rubric) -> Iterator[Finding]:
    """The findings, those in doubt that call something missing of which the text that was read may lack the words."""
    notes = {note.code for note in report.warnings}
    why = report.source.incomplete or (SET_APART if SET_APART in notes else "")
    if why or "garbled" not in notes:
        yield from (in_doubt(finding, why) if why else finding for finding in findings)
        return
    # What a broken stretch may tell: the words that it still holds are heard as witnesses, never quoted.
    facts = case.facts
    whole, _ = read_report(report.source, rubric, year=facts.year, level=facts.level, garbled=True)
    for criterion, finding in zip(rubric.criteria, findings, strict=True):
        told = finding.verdict is Verdict.MISSING and judge(criterion, whole).verdict is not Verdict.MISSING
        yield in_doubt(finding, "garbled") if told else finding


def in_doubt(finding: Finding, why: str) -> Finding:
    """What is missing in a text that may lack words is not known to be missing."""
    if finding.verdict is not Verdict.MISSING:
        return finding
    return finding._replace(verdict=Verdict.UNCLEAR, reason=f"incomplete-{why}")


class Opened(NamedTuple):
    """A source as far as it is read before anything is judged."""

    plain: Plain
    scan: Scan
    outline: Outline
    sections: tuple[Section, ...]
    decided: tuple[Decided, ...]
    facts: Facts  # as the report shows them


def open_report(source: Source, rubric: Rubric, *, garbled: bool = False) -> Opened:
    """Source -> its text, words, sections and facts; `garbled`: broken stretches too."""
    plain = normalise(source, garbled=garbled)
    scan = Scan(rubric.lexicon, plain.text)
    outline = read_outline(plain, scan)
    sections, decided = divide(plain, scan, outline, _weights(rubric))
    return Opened(plain, scan, outline, sections, decided, find_facts(plain, scan, outline, sections, _places(rubric)))


def read_report(
    source: Source,
    rubric: Rubric,
    *,
    year: int | None = None,
    level: Level | None = None,
    submitted: str | None = None,
    published: str | None = None,
    garbled: bool = False,
    opened: Opened | None = None,
    seconds: float = SECONDS,
) -> tuple[Case, Report]:
    """Source -> what the judges ask, and the report's parts for the scorecard.

    `garbled`: broken stretches too; `opened`: the source as `open_report` read it by the same rubric; `seconds`: how
    long its checks may take.
    """
    read = opened or open_report(source, rubric, garbled=garbled)
    plain, scan, outline, sections = read.plain, read.scan, read.outline, read.sections
    kind = document_kind(plain, scan, sections, read.facts)
    facts = override(read.facts, year, level, submitted, published)
    warnings = list(source.notes)
    if kind != ANNUAL_REPORT:
        warnings.append(Note("other-kind", 1, kind))
    elif _is_set_apart(plain, sections):
        warnings.append(Note(SET_APART))
    roles: dict[Role, int] = {}
    for section in sections:
        roles[section.role] = roles.get(section.role, 0) | scan.clauses.between(section.start, section.end)
    announced = 0
    for heading in outline.headings:
        sentence = heading.run_in or plain.text[heading.end - 1 : heading.end + 1].strip("\n")[-1:] == "。"
        reports = sentence and (heading.text[1:2] == "是" or len(heading.text) > LONGEST_RUN_IN)  # 一是…
        if heading.level and not reports:
            announced |= scan.clauses.between(heading.start, heading.end)
    announced &= ~scan.mask("figure")  # a heading that tells a figure tells a deed: 2.聘请法律顾问5名,审核合同30份。
    context = Context(scan, roles, Flags(scan, facts.year, facts.level, facts.jurisdiction or ""), announced)
    headings = [(heading.start, heading.text) for heading in outline.headings]
    case = Case(plain, sections, headings, context, facts)
    case.checks, case.undone = checks.run_checks(case, outline.headings, rubric.data.get("checks", {}), seconds)
    warnings += [Note(NOT_DONE, 1, id_) for id_ in case.undone]
    return case, Report(source, plain, outline.headings, sections, facts, tuple(warnings), read.decided)


def _is_set_apart(plain: Plain, sections: tuple[Section, ...]) -> bool:
    """Whether most of a text was taken for the page around it, though the file itself does not set it apart."""
    if len(plain.text) < LEAST_TEXT:
        return False
    own = sum(end - start for start, end in plain.source.furniture)
    framed = sum(section.end - section.start for section in sections if section.role is Role.CHROME)
    return framed - own > MOST_APART * max(1, len(plain.text) - own)


_places_of: dict[str, Places] = {}


def _places(rubric: Rubric) -> Places:
    known = _places_of.get(rubric.sha256)
    if known is None:
        known = _places_of[rubric.sha256] = Places(rubric.data["places"])
    return known


_weights_of: dict[str, Weights] = {}


def _weights(rubric: Rubric) -> Weights:
    known = _weights_of.get(rubric.sha256)
    if known is None:
        known = _weights_of[rubric.sha256] = Weights.of(rubric.data["structure"])
    return known


def judge(criterion: Criterion, case: Case) -> Finding:
    """One criterion on one report, exemptions included."""
    return exempted(criterion, JUDGES[criterion.kind](criterion, case), case.facts)


def _judge_problems(criterion: Criterion, case: Case) -> Finding:
    least = int(criterion.settings["least"])
    return _finding(criterion, case, judge_problems(case.context.scan, case.sections, distinct=least))


def _judge_causes(criterion: Criterion, case: Case) -> Finding:
    return _finding(criterion, case, judge_causes(case.context.scan, case.sections))


def _judge_plan(criterion: Criterion, case: Case) -> Finding:
    least = int(criterion.settings["least"])
    return _finding(criterion, case, judge_plan(case.context.scan, case.sections, directions=least))


def _judge_plan_answers(criterion: Criterion, case: Case) -> Finding:
    return _finding(criterion, case, judge_plan_answers(case.context.scan, case.sections))


MOST_ITEMS = 8  # problems or directions quoted


def _finding(criterion: Criterion, case: Case, judged: Judged) -> Finding:
    evidence = tuple(case.evidence(span, criterion.id) for span in judged.evidence[:MOST_ITEMS])
    near = tuple(case.near_miss(span, why, criterion.id) for span, why in judged.near_misses[:3])
    pairs = tuple(
        Pairing(
            case.evidence(problem.head, "problem"),
            None if answered is None else case.evidence(answered.head, "plan"),
        )
        for problem, answered in judged.pairs
    )
    verdict = judged.verdict
    return Finding(
        criterion.id, verdict, judged.reason, evidence if verdict is not Verdict.MISSING else (), near, pairs
    )


JUDGES: Mapping[str, Callable[[Criterion, Case], Finding]] = {
    "signs": judge_signs,
    "measures": judge_measures,
    "problems": _judge_problems,
    "causes": _judge_causes,
    "plan": _judge_plan,
    "plan-answers": _judge_plan_answers,
    **form.JUDGES,
}
