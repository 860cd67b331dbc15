"""Sightings of signs -> Finding: a verdict, its reason, the quoted words, the nearest words.

Criteria of kind `signs` are judged here; the few other kinds (problems, causes, plan, facts …) have
a judge of their own, named in `pipeline`.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from scorer.judging.carried import carried
from scorer.judging.signs import Context, Sighting
from scorer.model import Check, Evidence, Facts, Finding, NearMiss, Plain, Role, Section, Verdict
from scorer.text.breaks import Breaks
from scorer.text.clauses import bits
from scorer.text.words import Span

if TYPE_CHECKING:
    from scorer.rules.rubric import Criterion, Sign

MOST_QUOTES = 3
MOST_NEAR = 3
CARRIED = "carried"  # met by a topic sentence and the figures behind it

# The order in which reasons are shown: the nearer to a deed, the earlier.
NEARNESS = (
    "no-act", "few-figures", "too-few", "blank", "habit", "purpose", "norm", "praise", "under-way", "slogan",
    "on-this-body", "other-year", "cumulative", "nothing", "other-object", "other-body", "superior", "negated",
    "promise", "in-problems", "in-plan", "in-opening", "in-measures", "in-chrome",
)  # fmt: skip
LAST = len(NEARNESS)
_RANK = {why: rank for rank, why in enumerate(NEARNESS)}
MOST_QUOTED = 5_000  # characters; a cell of a spreadsheet holds 32,767, and a sentence without end says no more
# The same thing, but told elsewhere or of another time.
PLACED = (
    "in-plan",
    "in-problems",
    "promise",
    "negated",
    "other-year",
    "cumulative",
)
# Reasons as the JSON names them; finer ones of the engine fall under these.
PUBLIC = {
    "few-figures": "no-act",
    "too-few": "no-act",
    "blank": "no-act",
    "habit": "no-act",
    "purpose": "no-act",
    "norm": "no-act",
    "praise": "no-act",
    "under-way": "no-act",
    "slogan": "no-act",
    "on-this-body": "other-body",
    "superior": "other-body",
    "nothing": "negated",
    "cumulative": "other-year",
}


def _cut(span: Span) -> Span:
    """A span with no more characters than a quote may have."""
    return span[0], min(span[1], span[0] + MOST_QUOTED)


class Case:
    """One report laid before the judges."""

    def __init__(
        self,
        plain: Plain,
        sections: tuple[Section, ...],
        headings: list[tuple[int, str]],
        context: Context,
        facts: Facts,
    ) -> None:
        self.plain = plain
        self.source = plain.source
        self.sections = sections
        self.headings = headings  # (start in plain text, text), ascending
        self.context = context
        self.facts = facts
        self._starts = [section.start for section in sections]
        self._headed_at = [start for start, _ in headings]
        self.breaks = Breaks(plain.source.text)
        self.checks: tuple[Check, ...] = ()
        self.undone: tuple[str, ...] = ()  # ids of the checks that ran out of time

    def place_of(self, offset: int) -> tuple[Role, str | None]:
        """What holds an offset of the plain text: the role of its section, and the nearest heading within that."""
        number = bisect_right(self._starts, offset) - 1
        section = self.sections[number] if number >= 0 and offset < self.sections[number].end else None
        role, floor = (Role.CHROME, 0) if section is None else (section.role, section.start)
        at = bisect_right(self._headed_at, offset) - 1
        return role, self.headings[at][1] if at >= 0 and self.headings[at][0] >= floor else None

    def offset(self, at: int) -> int:
        """Offset of the source -> the nearest one of the plain text at or behind it."""
        origin = self.plain.origin
        if origin is None:
            return at
        return min(bisect_left(origin, at), len(origin) - 1)

    def evidence(self, span: Span, sign: str) -> Evidence:
        """Span of the plain text -> Evidence quoted from the source."""
        start, end = self.plain.to_source(*_cut(span))
        return Evidence.cut(self.source, start, end, *self.place_of(span[0]), sign, self.breaks.line(start))

    def near_miss(self, span: Span, why: str, sign: str) -> NearMiss:
        """Span of the plain text -> NearMiss quoted from the source."""
        start, end = self.plain.to_source(*_cut(span))
        why = PUBLIC.get(why, why)
        return NearMiss.cut(self.source, start, end, *self.place_of(span[0]), why, sign, self.breaks.line(start))


class _Sightings(dict[str, Sighting]):
    """Sightings by sign, each looked for when it is asked for: a row that is whole needs no others."""

    def __init__(self, criterion: Criterion, context: Context) -> None:
        super().__init__()
        self._signs = {sign.id: sign for sign in criterion.signs}
        self._context = context

    def __missing__(self, name: str) -> Sighting:
        found = self[name] = self._context.look(self._signs[name])
        return found


def judge_signs(criterion: Criterion, case: Case) -> Finding:
    """Judge a criterion by its signs."""
    context = case.context
    seen = _Sightings(criterion, context)
    exempt = _exempt_by_words(criterion, seen, case)
    counted = context.scan.mask("figure") & context.objects.named.get(criterion.id, 0) if exempt else 0
    for row in criterion.met:
        if not all(seen[name].full for name in row):
            continue
        found = [seen[name] for name in row]
        # A body that says it made no documents may recite how they would be made, or tell of other papers; only a
        # figure on the object itself goes before its word.
        if exempt and not any(sighting.full & counted for sighting in found):
            continue
        return Finding(criterion.id, Verdict.MET, "met", _quotes(found, case))
    if exempt:
        return exempt
    if told := carried(criterion, seen, context)[:MOST_QUOTES]:
        quotes = tuple(case.evidence(context.clauses.span(clause), CARRIED) for clause in told)
        return Finding(criterion.id, Verdict.MET, CARRIED, quotes)
    every = [seen[sign.id] for sign in criterion.signs]  # none of the rows is whole: now every sign counts
    near = _near_misses(criterion, every, case)
    halves: list[tuple[str, Sighting, int]] = []
    for row in criterion.partial:
        if all(seen[name].full for name in row):
            halves += [(seen[name].sign.reason or "partial", seen[name], seen[name].full) for name in row]
    # A sign of a `met` row stands for itself; one that only spoils or exempts gives nothing by halves.
    kindred = {name for row in criterion.partial for name in row}
    giving = kindred.union(*criterion.met)
    for sighting in every:
        sign = sighting.sign
        if sign.id in giving:
            halves += [(why, sighting, mask) for why, mask in sighting.half]
            if sighting.full and sign.alone == "partial" and sign.id not in kindred:
                halves.append(("no-act", sighting, sighting.full))
    if halves:
        halves.sort(key=lambda half: _RANK.get(half[0], -1))
        quotes = _unique(
            [case.evidence(context.quote(s.sign, c, whole=True), s.sign.id) for _, s, m in halves for c in bits(m)[:2]]
        )
        quoted = quotes[:MOST_QUOTES]
        return Finding(criterion.id, Verdict.PARTIAL, halves[0][0], quoted, _besides(near, quoted))
    return Finding(criterion.id, Verdict.MISSING, near[0].why if near else "absent", (), near)


def exempted(criterion: Criterion, finding: Finding, facts: Facts) -> Finding:
    """The finding, or an exemption where the criterion does not apply to this level or year."""
    for rule in criterion.exemptions:
        if rule.says:
            continue
        by_level = bool(rule.levels) and facts.level in rule.levels and finding.verdict is not Verdict.MET
        by_year = rule.before is not None and facts.year is not None and facts.year < rule.before
        enough = (Verdict.MET,) if rule.unless is Verdict.MET else (Verdict.MET, Verdict.PARTIAL)
        if by_level or (by_year and finding.verdict not in enough):
            which = "exempt-level" if by_level else "exempt-year"
            return Finding(criterion.id, Verdict.EXEMPT, which, finding.evidence, finding.near_misses)
    return finding


def _exempt_by_words(criterion: Criterion, seen: dict[str, Sighting], case: Case) -> Finding | None:
    for rule in criterion.exemptions:
        if rule.says and seen[rule.says].full:
            return Finding(criterion.id, Verdict.EXEMPT, "exempt-said", _quotes([seen[rule.says]], case))
    return None


def _quotes(sightings: list[Sighting], case: Case) -> tuple[Evidence, ...]:
    """Up to three quotes, at least one for each sign; the fullest clauses first, then in the order of the text."""
    context = case.context
    spans: list[tuple[Span, Sign]] = []
    room = max(1, MOST_QUOTES // len(sightings))
    for sighting in sightings:
        proved = sighting.full & context.scan.mask("figure")
        ranked = bits(proved) + bits(sighting.full & ~proved)
        spans += [(context.quote(sighting.sign, clause, whole=True), sighting.sign) for clause in ranked[:room]]
    spans.sort(key=lambda pair: pair[0])
    return _unique([case.evidence(span, sign.id) for span, sign in spans])


def _unique(quotes: list[Evidence]) -> tuple[Evidence, ...]:
    kept: list[Evidence] = []
    for quote in quotes:
        if not any(other.start <= quote.start and quote.end <= other.end for other in kept):
            kept.append(quote)
    return tuple(kept)


def _besides(near: tuple[NearMiss, ...], quoted: tuple[Evidence, ...]) -> tuple[NearMiss, ...]:
    """The near misses that stand elsewhere: words that count by half are not shown again as not counting."""
    return tuple(miss for miss in near if not any(miss.start < e.end and e.start < miss.end for e in quoted))


def _near_misses(criterion: Criterion, seen: list[Sighting], case: Case) -> tuple[NearMiss, ...]:
    """The nearest words that do not count, one quote a place.

    First what names the criterion's own object: told whole in the plan or under problems, then named there, then
    named without an act; after these, words that only stand near it, and headings last.
    """
    context = case.context
    own = context.objects.named.get(criterion.id, 0)
    found: list[tuple[int, int, str, Sign]] = []
    for sighting in seen:
        if not sighting.near:
            continue
        among = 0
        for _, mask in sighting.near:
            among |= mask
        complete = context.complete(sighting.sign, among) if sighting.sign.needs else 0
        announced = context.headings & ~complete
        plainly = ~complete & ~announced
        for why, mask in sighting.near:
            rank = _RANK.get(why, 0)
            elsewhere = mask if why in PLACED else 0
            for part, lower in (
                (mask & own & complete, -5 * LAST),
                (mask & own & elsewhere & plainly, -4 * LAST),
                (mask & own & ~elsewhere & plainly, -3 * LAST),
                (mask & ~own & complete, -2 * LAST),
                (mask & ~own & plainly, -LAST),
                (mask & announced, 0),
            ):
                if part:
                    found += [(rank + lower, clause, why, sighting.sign) for clause in bits(part)[:MOST_NEAR]]
    found.sort(key=lambda row: row[:2])
    kept: list[NearMiss] = []
    taken = set()
    for _, clause, why, sign in found:
        if clause in taken:
            continue
        taken.add(clause)
        kept.append(case.near_miss(context.quote(sign, clause, whole=False), why, sign.id))
        if len(kept) == MOST_NEAR:
            break
    return tuple(kept)
