"""Changes of role, by place, and the sections that they make."""

from __future__ import annotations

from bisect import bisect_right

from scorer.model import Heading, Plain, Role, Section
from scorer.structure.lines import LineOf
from scorer.structure.outline import Outline

Change = tuple[int, Role, Heading | None]  # from this offset on, this role under this heading


def overlay(changes: list[Change], start: int, end: int, role: Role) -> None:
    """Give a half-open span a role, whatever it had."""
    changes.sort(key=lambda change: change[0])
    after = [change for change in changes if change[0] <= end][-1]
    changes[:] = [change for change in changes if not start <= change[0] <= end]
    changes += [(start, role, None), (end, after[1], after[2])]
    changes.sort(key=lambda change: change[0])


def sections_of(plain: Plain, outline: Outline, changes: list[Change]) -> tuple[Section, ...]:
    """Changes with the furniture laid over them -> sections that cover the whole text."""
    length = len(plain.text)
    if not length:
        return ()
    text = plain.text
    bounds: dict[int, tuple[Role, Heading | None]] = {}
    for at, role, heading in changes:
        # The blanks before a change belong to what stands before it.
        while 0 < at < length and text[at] in " \n":
            at += 1
        if at < length:
            bounds[at] = (role, heading)
    points = sorted(bounds)
    for start, end in outline.chrome:
        index = bisect_right(points, end) - 1
        resumed = bounds[points[index]] if index >= 0 else (Role.OPENING, None)
        for point in points:
            if start <= point < end:
                del bounds[point]
        if end < length and end not in bounds:
            bounds[end] = resumed
        bounds[start] = (Role.CHROME, None)
        points = sorted(bounds)
    if points and points[0] != 0:
        bounds[0] = bounds.pop(points[0])
        points = sorted(bounds)
    line_of = LineOf(plain)
    sections: list[Section] = []
    runs: list[tuple[int, int, Role, Heading | None]] = []
    for index, point in enumerate(points):
        end = points[index + 1] if index + 1 < len(points) else length
        role, heading = bounds[point]
        if runs and runs[-1][2] is role and runs[-1][3] is heading:
            runs[-1] = (runs[-1][0], end, role, heading)
        else:
            runs.append((point, end, role, heading))
    for start, end, role, heading in runs:
        body = text[start:end]
        opening = start + len(body) - len(body.lstrip())
        last = start + max(len(body.rstrip()) - 1, 0)
        sections.append(Section(role, start, end, line_of(min(opening, end - 1)), line_of(last), heading))
    return tuple(sections)
