"""Reasons that are given for the stated shortcomings."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from scorer.judging.enumerations import parts
from scorer.judging.formulas import bare
from scorer.judging.items import Item
from scorer.judging.judged import NEAR, Judged, near_misses
from scorer.judging.problems import problem_items
from scorer.judging.stretches import body, clauses_in, sentence
from scorer.judging.topics import topics_in
from scorer.model import Role, Section, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scorer.text.words import Scan


class Cause(NamedTuple):
    """A reason given for a stated shortcoming; offsets of the plain text, half-open."""

    start: int
    end: int
    explicit: bool


def causes(scan: Scan, sections: Sequence[Section], items: Sequence[Item]) -> tuple[Cause, ...]:
    """Reasons given for the stated shortcomings, explicit ones first."""
    found: list[Cause] = []
    for section in sections:
        if section.role is not Role.PROBLEMS:
            continue
        start, end = body(scan, section)
        for part in parts(scan, start, end):
            if part.kind == "reasons" and items:
                found += _told_reasons(scan, part.start, part.end)
        found += _explicit(scan, start, end, bool(items))
        found += _implied(scan, items, start, end)
    found.sort(key=lambda cause: (not cause.explicit, cause.start))
    return tuple(dict.fromkeys(found))


def judge_causes(scan: Scan, sections: Sequence[Section], *, explicit: int = 1) -> Judged:
    """Is it said why the shortcomings exist; `explicit` stated reasons meet the criterion."""
    items = problem_items(scan, sections)
    found = causes(scan, sections, items)
    stated = [cause for cause in found if cause.explicit]
    if len(stated) >= explicit:
        return Judged(Verdict.MET, "explicit-cause", tuple((cause.start, cause.end) for cause in stated))
    near = near_misses(scan, sections, "cause-why", Role.PROBLEMS)
    if found:
        return Judged(Verdict.PARTIAL, "implied-cause", tuple((cause.start, cause.end) for cause in found), near)
    for section in sections:
        if section.role is Role.PROBLEMS:
            near += tuple((span, "no-act") for span in scan.inside("cause-heading", section.start, section.end)[:NEAR])
    return Judged(Verdict.MISSING, "no-cause", (), near[:NEAR])


def _told_reasons(scan: Scan, start: int, end: int) -> Iterator[Cause]:
    text = scan.text
    while end > start and text[end - 1] in " \n,;:。":
        end -= 1
    for low, _ in clauses_in(scan, start, end):
        high = min(sentence(text, low)[1], end)
        if high - low < 4:
            continue
        if not scan.has("cause-pending", low, high) and not scan.has("cause-other-body", low, high):
            yield Cause(low, high, True)
        return


def _explicit(scan: Scan, start: int, end: int, stated: bool) -> Iterator[Cause]:
    text = scan.text
    for span in scan.inside("cause", start, end):
        low, high = sentence(text, span[0])
        low, high = max(low, start), min(high, end)
        if scan.has("cause-pending", low, high) or scan.has("cause-other-body", low, high):
            continue
        plan = scan.first("deficit-plan", low, high)
        if plan is not None and plan[0] < span[0]:
            continue
        clause = scan.clauses.span(scan.clauses.at(span[0]))
        if clause[1] == high and bare(scan, "cause-heading", *clause):
            continue  # the name of a section, not a reason
        if scan.has("deficit", low, high) or (stated and scan.has("cause-why", low, high)):
            yield Cause(low, high, True)


def _implied(scan: Scan, items: Sequence[Item], start: int, end: int) -> Iterator[Cause]:
    for item in items:
        if item.start < start or item.end > end:
            continue
        for low, high in scan.inside("cause-implied", sentence(scan.text, item.start)[0], item.end):
            # The circumstance has to stand beside the shortcoming, not be it.
            if any(word[1] <= low or word[0] >= high for word in scan.inside("deficit", item.start, item.end)):
                yield Cause(*sentence(scan.text, low), False)
                break
        for low, high in scan.inside("cause-means", item.start, item.end):
            # Too few hands or too little money, and in the same sentence what does not get done for it.
            whole = sentence(scan.text, low)
            stop = scan.text.find(";", high, whole[1])
            effect = scan.first("cause-effect", high, whole[1] if stop < 0 else stop)
            if effect is not None and (effect[1] <= item.end or not topics_in(scan, high, effect[1])):
                yield Cause(*whole, False)
                break
