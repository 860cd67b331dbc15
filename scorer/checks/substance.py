"""Hints on length and substance: they are never errors and count for nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from scorer.checks.left import Left
from scorer.judging.plans import plan_items
from scorer.judging.problems import problem_items
from scorer.model import Role, Section
from scorer.text.words import Scan

_TOLD = (Role.OPENING, Role.MEASURES, Role.FIRST_RESPONSIBLE, Role.PROBLEMS, Role.PLAN)


def find_hints(scan: Scan, sections: Sequence[Section], least: Mapping[str, int]) -> Iterator[Left]:
    """Hints of one report; `least` are shares of the body in thousandths, by role."""
    sizes: dict[Role, int] = {}
    first: dict[Role, Section] = {}
    for section in sections:
        if section.role in _TOLD:
            sizes[section.role] = sizes.get(section.role, 0) + section.end - section.start
            first.setdefault(section.role, section)
    body = sum(sizes.values())
    for role in (Role.PROBLEMS, Role.PLAN):
        if role in first and body:
            permille = 1000 * sizes[role] // body
            if permille < least.get(role.value, 0):
                where = first[role].heading
                start, end = (where.start, where.end) if where else (first[role].start, first[role].start + 20)
                share = f"{permille // 10}.{permille % 10}"
                wanted = f"{least[role.value] / 10:g}"
                yield Left(
                    start, min(end, len(scan.text)), f"{role.value}-short", (("share", share), ("least", wanted)), True
                )
    problems = problem_items(scan, sections)
    outside = [item for item in problems if item.outside]
    if outside:
        yield Left(*outside[0].head, "problems-outside", (("count", str(len(outside))),), True)
    for name, items in (("problems", problems), ("plan", plan_items(scan, sections))):
        empty = [item for item in items if item.generic]
        if empty and 2 * len(empty) >= len(items):
            yield Left(*empty[0].head, f"{name}-generic", (("count", str(len(empty))), ("all", str(len(items)))), True)
