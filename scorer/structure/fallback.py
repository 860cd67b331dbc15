"""What wording alone can tell, where a part that a report should have was not found."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from scorer.model import Role
from scorer.structure.changes import Change, overlay
from scorer.structure.outline import Outline
from scorer.structure.wording import COUNT, Wording

_SHORTEST = 20  # characters of a paragraph that may tell of shortcomings


def fall_back(words: Wording, outline: Outline, changes: list[Change], seen: set[Role]) -> None:
    """Lay problems, and a plan behind problems, over the changes where there are none."""
    if Role.PROBLEMS not in seen and _fall_back_to_problems(words, outline, changes):
        seen.add(Role.PROBLEMS)
    if Role.PLAN not in seen and Role.PROBLEMS in seen:
        _fall_back_to_plan(words, outline, changes)


def _fall_back_to_problems(words: Wording, outline: Outline, changes: list[Change]) -> bool:
    """Late paragraphs that open with a shortcoming, or tell of shortcomings in half of their sentences."""
    late = len(words.text) * 2 // 5
    closing = set(outline.closing)
    clauses = words.scan.clauses
    found = False
    for start, end in outline.paragraphs:
        if start < late or end - start <= _SHORTEST or (start, end) in closing:
            continue
        low, high = bisect_left(words.starts, start), bisect_left(words.starts, end)
        total = high - low
        whole = clauses.between(start, end)
        if not total or whole & words.will or words.plans(words.sentences[low], start, end):
            continue
        weak = sum(1 for index in range(low, high) if words.sentences[index] & words.deficit & ~words.handled)
        figures = len(COUNT.findall(words.text, start, end))
        short = words.opens_short(low, end)
        if (weak * 2 >= total and (whole & words.deficit).bit_count() >= 2 and figures <= 2) or short:
            overlay(changes, start, end, Role.PROBLEMS)
            found = True
    return found


def _fall_back_to_plan(words: Wording, outline: Outline, changes: list[Change]) -> None:
    """Paragraphs behind the problems that only go forward: no shortcoming, nothing done, no figure."""
    changes.sort(key=lambda change: change[0])
    offsets = [change[0] for change in changes]
    closing = set(outline.closing)
    headings = {mark.heading.start: mark for mark in outline.marks}
    clauses = words.scan.clauses
    behind = False
    plans: list[tuple[int, int]] = []
    for start, end in outline.paragraphs:
        heading = headings.get(start)
        if heading is not None and not heading.heading.run_in:
            continue
        role = changes[max(bisect_right(offsets, start) - 1, 0)][1]
        if role is Role.PROBLEMS and clauses.between(start, end) & (words.deficit | words.cue):
            behind = True
            continue
        if not behind or (start, end) in closing or role not in (Role.PROBLEMS, Role.MEASURES):
            continue
        whole = clauses.between(start, end)
        if whole & words.deficit and not whole & words.will or words.reports(whole, start, end):
            continue
        low, high = bisect_left(words.starts, start), bisect_left(words.starts, end)
        forward = sum(1 for at in words.starts[low:high] if words.goes_forward(at, end))
        if whole & words.root or not (whole & words.will or (forward > 1 and forward * 2 >= high - low)):
            continue
        plans.append((start, end))
    for start, end in plans:
        overlay(changes, start, end, Role.PLAN)
