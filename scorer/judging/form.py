"""Form and timeliness, judged from the facts of the document and the place of its years.

A fact that the file does not show gives `unclear`: only the page or the paper could tell.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorer.judging.judge import Case
from scorer.model import Check, Evidence, Finding, Level, NearMiss, Role, Source, Verdict
from scorer.text.expressions import expression
from scorer.text.normalise import normalise
from scorer.text.years import handed_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from scorer.rules.rubric import Criterion

_YEAR = expression(r"(?<![\d—~-])(20[0-9]{2})(?=年)(?!年?[—~-]20)")
SHORTEST_PIECE = 4  # characters of a fact that are worth quoting
_ANY_YEAR = expression(r"(?:19|20)\d\d|[二〇○零一三四五六七八九]{4}")
_TITLED = expression(r"《[^《》\n]*》")


def judge_title(criterion: Criterion, case: Case) -> Finding:
    """Place, year and the name of the report in the title."""
    facts = case.facts
    if facts.title is None:
        return _unclear(criterion, "no-title")
    quotes = _cite(case, facts.title, "title")
    title = _plain(facts.title)
    parts = {
        "place": facts.jurisdiction is not None and _place_in(title, _plain(facts.jurisdiction)),
        "year": bool(_ANY_YEAR.search(title)),
        "name": any(word in title for word in criterion.settings["names"]),
    }
    absent = [part for part, there in parts.items() if not there]
    if not absent:
        return Finding(criterion.id, Verdict.MET, "met", quotes)
    verdict = Verdict.PARTIAL if len(absent) == 1 else Verdict.MISSING
    return Finding(criterion.id, verdict, f"title-lacks-{absent[0]}", quotes)


def _plain(words: str) -> str:
    """Words of the source in the form that is matched."""
    return normalise(Source("", words, "", "")).text


def _place_in(title: str, place: str) -> bool:
    """Whether the title names the place, whole or by its last part (海口市美兰区: 美兰区)."""
    return any(place[index:] in title for index in range(max(1, len(place) - 1)))


def judge_issuer(criterion: Criterion, case: Case) -> Finding:
    """The issuing body as signed; who put the page on the web has not signed."""
    if case.facts.issuer is None or "issuer" in case.facts.from_metadata:
        return _unclear(criterion, "no-issuer")
    return Finding(criterion.id, Verdict.MET, "met", _cite(case, case.facts.issuer, "issuer", last=True))


def judge_addressee(criterion: Criterion, case: Case) -> Finding:
    """The bodies that the report is addressed to: both party and government, where the rule asks for both."""
    addressee = case.facts.addressee
    if addressee is None:
        return _unclear(criterion, "no-addressee")
    quotes = _cite(case, addressee, "addressee")
    groups = criterion.settings["both"]
    named = _plain(addressee)
    both = all(any(word in named for word in group) for group in groups)
    if both or case.facts.level in (Level.DEPARTMENT, Level.STREET):
        return Finding(criterion.id, Verdict.MET, "met", quotes)
    return Finding(criterion.id, Verdict.PARTIAL, "one-addressee", quotes)


def judge_submitted(criterion: Criterion, case: Case) -> Finding:
    """Signed before the day on which the report is due at the body above."""
    return _in_time(criterion, case, case.facts.signed_on)


def judge_published(criterion: Criterion, case: Case) -> Finding:
    """Published before the day that the rule names."""
    return _in_time(criterion, case, case.facts.published_on)


def _in_time(criterion: Criterion, case: Case, day: str | None) -> Finding:
    facts = case.facts
    if day is None or facts.year is None:
        return _unclear(criterion, "no-date")
    due = criterion.settings["due"]
    month_day = due.get(facts.level.value if facts.level else "", due["other"])
    last = f"{facts.year + 1}-{month_day}"  # days in ISO form compare as text
    detail = (("day", day), ("due", last))
    verdict = Verdict.MET if day < last else Verdict.MISSING
    return Finding(criterion.id, verdict, "in-time" if verdict is Verdict.MET else "late", detail=detail)


def judge_share(criterion: Criterion, case: Case) -> Finding:
    """Share of the problems in the body, in characters without blanks; a hint, not a rule."""
    sizes = dict.fromkeys(Role, 0)
    for section in case.sections:
        sizes[section.role] += len("".join(case.plain.text[section.start : section.end].split()))
    body = sum(sizes[role] for role in (Role.OPENING, Role.MEASURES, Role.FIRST_RESPONSIBLE, Role.PROBLEMS, Role.PLAN))
    if not body:
        return _unclear(criterion, "no-body")
    permille = 1000 * sizes[Role.PROBLEMS] // body
    detail = (("share", f"{permille // 10}.{permille % 10}"),)
    least = criterion.settings["permille"]
    verdict = (
        Verdict.MET
        if permille >= least["met"]
        else Verdict.PARTIAL
        if permille >= least["partial"]
        else Verdict.MISSING
    )
    return Finding(criterion.id, verdict, "share", detail=detail)


def judge_years(criterion: Criterion, case: Case) -> Finding:
    """Title, headings and opening speak of the report year, the plan of the next."""
    year = case.facts.year
    if year is None:
        return _unclear(criterion, "no-year")
    right: list[Evidence] = []
    wrong: list[NearMiss] = []
    told = {start for start, _ in handed_in(case.plain.text)}  # last year's report, handed in this year
    for role, start, end in _year_places(case):
        for match in _YEAR.finditer(case.plain.text, start, end):
            if match.start() in told or any(a <= match.start() < b for a, b in _titled(case.plain.text, start, end)):
                continue
            said = int(match.group(1))
            low = max(start, case.plain.text.rfind("\n", 0, match.start()) + 1)
            line = case.plain.text.find("\n", match.end())
            span = (low, min(end, max(match.end(), low + 40), line if line >= 0 else end))
            expected = (year + 1, year) if role is Role.PLAN else (year, year + 1)
            if said == expected[0]:
                right.append(case.evidence(span, "year"))
            elif role is not Role.PLAN and said == year - 1:
                wrong.append(case.near_miss(span, "other-year", "year"))
            break
    checked = [check for check in case.checks if check.id == "years" and check.sure and check.weight == "error"]
    seen = {(miss.start, miss.end) for miss in wrong}
    wrong += [miss for miss in _against(case, checked) if (miss.start, miss.end) not in seen]
    if wrong:
        return Finding(criterion.id, Verdict.MISSING, "year-conflict", tuple(right[:1]), tuple(wrong[:3]))
    if "years" in case.undone:
        return _unclear(criterion, "check-not-done")
    planned = any(section.role is Role.PLAN for section in case.sections)
    if planned and any(e.role is Role.PLAN for e in right):
        return Finding(criterion.id, Verdict.MET, "met", tuple(right[:3]))
    return Finding(criterion.id, Verdict.PARTIAL, "plan-without-year", tuple(right[:3]))


def _titled(text: str, start: int, end: int) -> list[tuple[int, int]]:
    return [match.span() for match in _TITLED.finditer(text, start, end)]


def _year_places(case: Case) -> Iterator[tuple[Role, int, int]]:
    """Stretches whose first year must fit: the heads of sections, and the first words of each role."""
    text = case.plain.text
    seen: set[Role] = set()
    for section in case.sections:
        role = section.role
        if role in (Role.CHROME, Role.SIGNATURE):
            continue
        heading = section.heading
        if heading is not None:
            yield role, heading.start, heading.end
        if role not in seen:
            seen.add(role)
            start = heading.end if heading is not None else section.start
            reach = section.end if role is Role.PLAN else min(section.end, start + 120)
            yield role, start, min(reach, len(text))


def judge_figures(criterion: Criterion, case: Case) -> Finding:
    """Whether every set of figures that can be computed agrees."""
    tested = [check for check in case.checks if check.id == "figures" and check.verdict != "cannot-tell"]
    wrong = [check for check in tested if check.verdict == "inconsistent" and check.weight == "error"]
    if "figures" in case.undone and not wrong:
        return _unclear(criterion, "check-not-done")
    if not tested:
        return _unclear(criterion, "no-figures-to-test")
    # What was cut off or rounded the wrong way is a remark, and a remark costs no points.
    loose = [check for check in tested if check.verdict not in ("consistent", "rounding") and check not in wrong]
    detail = (("tested", str(len(tested))), ("wrong", str(len(wrong))), ("loose", str(len(loose))))
    agreeing = tuple(_proof(case, check) for check in tested if check.verdict == "consistent")[:3]
    if wrong:
        return Finding(criterion.id, Verdict.MISSING, "figures-contradict", (), _against(case, wrong), detail=detail)
    if loose:
        return Finding(criterion.id, Verdict.PARTIAL, "figures-rounded", agreeing, _against(case, loose), detail=detail)
    return Finding(criterion.id, Verdict.MET, "figures-agree", agreeing, detail=detail)


def judge_references(criterion: Criterion, case: Case) -> Finding:
    """Whether known instruments are named as they are, and nothing is left of a template."""
    wrong = [c for c in case.checks if c.id in ("references", "leftovers") and c.sure and c.verdict != "hint"]
    errors = [check for check in wrong if check.weight == "error"]
    detail = (("wrong", str(len(wrong))),)
    if errors:
        return Finding(criterion.id, Verdict.MISSING, "references-wrong", (), _against(case, errors), detail=detail)
    if {"references", "leftovers"}.intersection(case.undone):
        return _unclear(criterion, "check-not-done")
    if wrong:
        return Finding(criterion.id, Verdict.PARTIAL, "references-wrong", (), _against(case, wrong), detail=detail)
    titles = case.context.flags.names.titles
    if not titles:
        return _unclear(criterion, "no-references")
    return Finding(
        criterion.id, Verdict.MET, "references-right", tuple(case.evidence(span, "title") for span in titles[:3])
    )


def _proof(case: Case, check: Check) -> Evidence:
    at = case.offset(check.start)
    return Evidence.cut(case.source, check.start, check.end, *case.place_of(at), check.id, check.line)


def _against(case: Case, checks: Sequence[Check]) -> tuple[NearMiss, ...]:
    misses = []
    for check in checks[:3]:
        at = case.offset(check.start)
        place = case.place_of(at)
        why = f"check-{check.id}"
        misses.append(NearMiss.cut(case.source, check.start, check.end, *place, why, check.id, check.line))
    return tuple(misses)


def judge_pending(criterion: Criterion, case: Case) -> Finding:
    """A check that this version does not make: the file alone does not decide it."""
    return _unclear(criterion, "not-checked")


def judge_off(criterion: Criterion, case: Case) -> Finding:
    """A criterion that an overlay switched off: on the card, with the overlay's reason, but not counted."""
    return Finding(criterion.id, Verdict.EXEMPT, "off")


def _unclear(criterion: Criterion, reason: str) -> Finding:
    return Finding(criterion.id, Verdict.UNCLEAR, reason)


def _cite(case: Case, words: str, sign: str, *, last: bool = False) -> tuple[Evidence, ...]:
    """Evidence for a fact: its words as they stand, or their longest beginning where it spans two lines."""
    for length in range(len(words), min(len(words), SHORTEST_PIECE) - 1, -1):
        start = _find(case.source, words[:length], last)
        if start >= 0:
            section = next((s for s in case.sections if case.plain.to_source(s.start, s.end)[1] > start), None)
            role = section.role if section else Role.CHROME
            return (Evidence.cut(case.source, start, start + length, role, None, sign),)
    return ()


def _find(source: Source, words: str, last: bool) -> int:
    """Where words stand first or last; where else they stand, not in what frames the document."""
    text = source.text
    start = any_ = text.rfind(words) if last else text.find(words)
    while start >= 0 and any(low <= start < high for low, high in source.furniture):
        start = text.rfind(words, 0, start) if last else text.find(words, start + 1)
    return start if start >= 0 else any_


JUDGES: Mapping[str, Callable[[Criterion, Case], Finding]] = {
    "title": judge_title,
    "years": judge_years,
    "issuer": judge_issuer,
    "addressee": judge_addressee,
    "submitted": judge_submitted,
    "published": judge_published,
    "share": judge_share,
    "figures": judge_figures,
    "references": judge_references,
    "pending": judge_pending,
    "off": judge_off,
}
