"""Sections with the role "problems" -> shortcomings as distinct items."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorer.judging.enumerations import parts, series
from scorer.judging.formulas import words_of
from scorer.judging.items import Item, remembered, stated
from scorer.judging.judged import Judged, near_misses
from scorer.judging.running import running
from scorer.judging.shortfalls import concerned, spoiled, states
from scorer.judging.stretches import body
from scorer.model import Role, Section, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scorer.text.words import Scan, Span


ROW = 3  # shortcomings named with their answers that count whatever else is stated


@remembered
def problem_items(scan: Scan, sections: Sequence[Section]) -> tuple[Item, ...]:
    """Distinct shortcomings in the sections with the role "problems", in order."""
    items: list[Item] = []
    bodies = [body(scan, section) for section in sections if section.role is Role.PROBLEMS and not section.reasons]
    kind = series(scan, bodies)
    for start, end in bodies:
        divided = list(parts(scan, start, end, kind))
        numbered = [part.start for part in divided if part.kind == "numbered"]
        first = numbered[0] if numbered else start
        for part in divided:
            if part.kind == "numbered" and len(numbered) > 1:
                items += _numbered(scan, part.start, part.end)
            elif part.kind == "numbered":  # a number of the whole report, not of a list of shortcomings
                several = list(running(scan, part.start, part.end))
                items += several if len(several) > 1 else _numbered(scan, part.start, part.end)
            elif part.kind == "running":
                # What leads up to a list and is about nothing is no shortcoming (自己打的分,总怕打高了).
                items += [item for item in running(scan, part.start, part.end) if item.topics or part.start >= first]
    if sum(not item.generic for item in items) <= 1:
        # What introduces a row of them (自身还有许多不足,也考虑了改进办法) is none itself.
        named = [item for item in _named_in_plan(scan, sections) if not item.generic]
        items = named if not items or len(named) >= ROW else items
    concrete = any(not item.generic for item in items)
    return tuple(item for item in items if not (concrete and item.generic and not item.topics))


def judge_problems(scan: Scan, sections: Sequence[Section], *, distinct: int = 2) -> Judged:
    """Are the jurisdiction's own shortcomings stated; `distinct` concrete ones meet the criterion."""
    items = problem_items(scan, sections)
    own = [item for item in items if not item.generic and not item.outside]
    evidence = tuple(item.head for item in own or items)
    if len(own) >= distinct:
        return Judged(Verdict.MET, "distinct-shortcomings", evidence)
    near = near_misses(scan, sections, "deficit-named", Role.PROBLEMS)
    if own:
        return Judged(Verdict.PARTIAL, "one-shortcoming", evidence, near)
    if items:
        outside = all(item.outside for item in items)
        return Judged(Verdict.PARTIAL, "outside-pressure" if outside else "generic-shortcomings", evidence, near)
    return Judged(Verdict.MISSING, "no-shortcomings", (), near)


def _named_in_plan(scan: Scan, sections: Sequence[Section]) -> Iterator[Item]:
    """Shortcomings of a report that names each one only together with what will be done: 针对…的问题,下一步…"""
    for section in sections:
        if section.role is Role.PLAN:
            for span in concerned(scan.text, section.start, section.end):
                yield stated(scan, *span, span)


def _numbered(scan: Scan, start: int, end: int) -> Iterator[Item]:
    text = scan.text
    while start < end and text[start] in " \n,:":
        start += 1
    while end > start and text[end - 1] in " \n,;:。":
        end -= 1
    plan = scan.first("deficit-plan", start, end)
    if plan is not None and plan[0] <= start + 4:
        return
    if not states(scan, start, end):
        # A numbered item in plain speech needs no known word, unless it tells what was or will be done.
        if text[start : start + 2] in words_of(scan.lexicon, "plan-verb") or spoiled(scan, start, end):
            return
        if scan.has("plan-done", start, end) or end - start < 4:
            return
    head = _head(scan, start, end)
    yield stated(scan, start, end, head)


def _head(scan: Scan, start: int, end: int) -> Span:
    """The words that state the shortcoming: up to the end of the first sentence that holds one."""
    word = scan.first("deficit", start, end) or (start, start)
    stop = word[1]
    while stop < end and scan.text[stop] not in "。;\n":
        stop += 1
    return start, stop
