"""Reasons that are given for the stated shortcomings."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from scorer.judging.enumerations import parts, series
from scorer.judging.formulas import heads_reasons
from scorer.judging.items import Item
from scorer.judging.judged import NEAR, Judged, near_misses
from scorer.judging.problems import problem_items
from scorer.judging.stretches import body, clauses_in, sentence
from scorer.judging.topics import topics_in
from scorer.model import Role, Section, Verdict
from scorer.text.words import Scan, Span

CONTAINER = 6  # characters that announce shortcomings: 问题, 差距


class Cause(NamedTuple):
    """A reason given for a stated shortcoming; offsets of the plain text, half-open."""

    start: int
    end: int
    explicit: bool


def causes(scan: Scan, sections: Sequence[Section], items: Sequence[Item]) -> tuple[Cause, ...]:
    """Reasons given for the stated shortcomings, explicit ones first."""
    found: list[Cause] = []
    bodies = {section: body(scan, section) for section in sections if section.role is Role.PROBLEMS}
    kind = series(scan, [span for section, span in bodies.items() if not section.reasons])
    for section, (start, end) in bodies.items():
        if section.reasons:
            found += _chapter(scan, start, end)
            continue
        for part in parts(scan, start, end, kind):
            if part.kind == "reasons" and items:
                found += _told_reasons(scan, part.start, part.end)
        found += _explicit(scan, start, end, bool(items))
        found += _implied(scan, items, start, end)
    found.sort(key=lambda cause: (not cause.explicit, cause.start))
    distinct: list[Cause] = []
    taken: list[Span] = []  # of those kept, in order; none overlaps another
    for cause in found:
        at = bisect_left(taken, (cause.end, 0))
        if at == 0 or taken[at - 1][1] <= cause.start:
            taken.insert(at, (cause.start, cause.end))
            distinct.append(cause)
    return tuple(distinct)


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


def _chapter(scan: Scan, start: int, end: int) -> Iterator[Cause]:
    """A chapter of reasons: one for each of its paragraphs."""
    at = start
    while at < end:
        stop = scan.text.find("\n", at, end)
        stop = end if stop < 0 else stop
        yield from _told_reasons(scan, at, stop)
        at = stop + 1


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
    mainly = [
        span
        for span in scan.inside("cause-mainly", start, end)
        if span[0] == (clause := scan.clauses.span(scan.clauses.at(span[0])))[0]
        and scan.has("cause-any", *clause)
        and not _lists_shortcomings(scan, span[0])
    ]
    passive = {span[0] for span in scan.inside("cause-passive", start, end)}
    for span in [*scan.inside("cause", start, end), *mainly]:
        if span[0] in passive:
            continue
        low, high = sentence(text, span[0])
        low, high = max(low, start), min(high, end)
        if scan.has("cause-pending", low, high) or scan.has("cause-other-body", low, high):
            continue
        plan = scan.first("deficit-plan", low, high)
        if plan is not None and plan[0] < span[0]:
            continue
        clause = scan.clauses.span(scan.clauses.at(span[0]))
        if clause[1] == high and heads_reasons(scan, *clause):
            continue  # the name of a section, not a reason
        if scan.has("deficit", low, high) or (stated and scan.has("cause-why", low, high)) or span in mainly:
            yield Cause(low, high, True)


def _lists_shortcomings(scan: Scan, at: int) -> bool:
    """Whether what begins at an offset spells out the shortcomings just announced: 存在一定差距,主要是…"""
    return any(span[1] == at - 1 for span in scan.inside("deficit-named", max(at - CONTAINER, 0), at))


def _implied(scan: Scan, items: Sequence[Item], start: int, end: int) -> Iterator[Cause]:
    for index, item in enumerate(items):
        if item.start < start or item.end > end:
            continue
        yield from _circumstance(scan, item)
        if scan.has("cause-attitude", item.start, item.end) and index and _goes_on(scan.text, items[index - 1], item):
            yield Cause(item.start, item.end, False)
        yield from _means(scan, item)
        for low, _ in scan.inside("cause-shows", item.start, item.end):
            yield Cause(low, item.end, False)
        if index + 1 == len(items) or items[index + 1].start > item.end:
            stop = items[index + 1].start if index + 1 < len(items) else end
            line = scan.text.find("\n", item.end, min(stop, end))
            yield from _told_beside(scan, item.end, min(stop, end) if line < 0 else line)


def _circumstance(scan: Scan, item: Item) -> Iterator[Cause]:
    """A circumstance that stands beside the shortcoming and is not it, or what people think of it."""
    word = scan.first("deficit", item.start, item.end)
    for low, _ in scan.inside("cause-attitude", item.start, item.end):
        if word is not None and word[1] <= scan.clauses.span(scan.clauses.at(low))[0]:
            yield Cause(item.start, item.end, False)
            return
    for low, high in scan.inside("cause-implied", sentence(scan.text, item.start)[0], item.end):
        if any(word[1] <= low or word[0] >= high for word in scan.inside("deficit", item.start, item.end)):
            yield Cause(*_part(scan, low, item), False)
            return


def _goes_on(text: str, before: Item, item: Item) -> bool:
    """Whether a shortcoming is told right behind another one, in a sentence of the same paragraph."""
    between = text[before.end : item.start]
    return len(between) <= 1 and between != "\n" and between != ";"


def _means(scan: Scan, item: Item) -> Iterator[Cause]:
    """Too few hands or too little money, and in the same sentence what does not get done for it."""
    for low, high in scan.inside("cause-means", item.start, item.end):
        part = _part(scan, low, item)
        effect = scan.first("cause-effect", high, part[1])
        if effect is not None and (effect[1] <= item.end or not topics_in(scan, high, effect[1])):
            yield Cause(*part, False)
            return


def _told_beside(scan: Scan, start: int, end: int) -> Iterator[Cause]:
    """A sentence behind a shortcoming, on how things stand, that is no shortcoming, deed or plan itself."""
    at = start + 1
    while at < end:
        stop = min(sentence(scan.text, at)[1], end)
        if stop - at > SHORT and not any(scan.has(name, at, stop) for name in _NO_CIRCUMSTANCE):
            yield Cause(at, stop, False)
            return
        at = stop + 1


_NO_CIRCUMSTANCE = (
    "cause-pending",
    "cause-other-body",
    "deficit-plan",
    "deficit-container",
    "deficit-achieved",
    "deficit-resolved",
    "plan-done",
    "plan-slogan",
    "deficit-above",
)
SHORT = 8  # characters; less tells of no circumstance


def _part(scan: Scan, at: int, item: Item) -> Span:
    """The part of a sentence between semicolons that an offset stands in, without what comes before the item."""
    start, end = sentence(scan.text, at)
    stop = scan.text.find(";", at, end)
    low = max(start, scan.text.rfind(";", start, at) + 1)
    return max(low, min(at, item.start)), end if stop < 0 else stop
