"""Changes of role, by place, and the sections that they make."""

from bisect import bisect_right
from typing import NamedTuple

from scorer.model import Heading, Plain, Role, Section
from scorer.structure.lines import LineOf
from scorer.structure.outline import Outline


class Change(NamedTuple):
    """From an offset of the plain text on, this role under this heading."""

    at: int
    role: Role
    heading: Heading | None
    reasons: bool = False


def overlay(changes: list[Change], start: int, end: int, role: Role) -> None:
    """Give a half-open span a role, whatever it had."""
    changes.sort(key=lambda change: change.at)
    after = [change for change in changes if change.at <= end][-1]
    changes[:] = [change for change in changes if not start <= change.at <= end]
    changes += [Change(start, role, None), after._replace(at=end)]
    changes.sort(key=lambda change: change.at)


def sections_of(plain: Plain, outline: Outline, changes: list[Change]) -> tuple[Section, ...]:
    """Changes with the furniture laid over them -> sections that cover the whole text."""
    length = len(plain.text)
    if not length:
        return ()
    text = plain.text
    bounds: dict[int, Change] = {}
    for change in changes:
        # The blanks before a change belong to what stands before it.
        at = change.at
        while 0 < at < length and text[at] in " \n":
            at += 1
        if at < length:
            bounds[at] = change
    points = sorted(bounds)
    for start, end in outline.chrome:
        index = bisect_right(points, end) - 1
        resumed = bounds[points[index]] if index >= 0 else Change(0, Role.OPENING, None)
        for point in points:
            if start <= point < end:
                del bounds[point]
        if end < length and end not in bounds:
            bounds[end] = resumed
        bounds[start] = Change(start, Role.CHROME, None)
        points = sorted(bounds)
    if points and points[0] != 0:
        bounds[0] = bounds.pop(points[0])
        points = sorted(bounds)
    runs: list[tuple[int, int, Change]] = []
    for point, end in zip(points, [*points[1:], length], strict=True):
        change = bounds[point]
        if runs and runs[-1][2][1:] == change[1:]:
            runs[-1] = (runs[-1][0], end, change)
        else:
            runs.append((point, end, change))
    line_of = LineOf(plain)
    sections = []
    for start, end, change in runs:
        body = text[start:end]
        opening = start + len(body) - len(body.lstrip())
        last = start + max(len(body.rstrip()) - 1, 0)
        lines = line_of(min(opening, end - 1)), line_of(last)
        sections.append(Section(change.role, start, end, *lines, change.heading, change.reasons))
    return tuple(sections)
