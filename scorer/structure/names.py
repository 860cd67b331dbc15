"""Parts of a report that the words of a heading name."""

from __future__ import annotations

from scorer.model import Role
from scorer.text.expressions import expression
from scorer.text.words import Scan

_YEAR_IN_HEADING = expression(r"(?<!\d)(20[0-4]\d)年?")
_SHORT = 26  # characters of a top heading in which one noun of shortfall is enough
PURE = 18  # characters of a lower heading that names nothing but a part of the report


def heading_names(scan: Scan, start: int, end: int, year: int | None, late: bool = False) -> frozenset[Role]:
    """Roles that the words of a heading name; empty for a heading that only names a topic.

    `late` says that problems or a plan stand above: words that may also mean this year's tasks then mean next year's.
    """
    text = scan.text
    problem = scan.first("role-heading-problems", start, end)
    if problem is None and scan.has("role-have", start, end):
        problem = scan.first("role-shortfall", start, end)
    if problem is None and end - start <= _SHORT:
        problem = scan.first("role-shortfall", start, end)
        if problem is not None and scan.has("role-heading-handled", start, end):
            problem = None
    if problem is not None and scan.has("role-heading-handled", start, problem[0]):
        problem = None
    years = [int(found.group(1)) for found in _YEAR_IN_HEADING.finditer(text, start, end)]
    next_year = year is not None and (year + 1) in years
    this_year = year is not None and year in years
    plans = scan.inside("role-heading-plan", start, end)
    measure = scan.first("role-heading-measures", start, end)
    plan = next_year or (bool(plans) and _plans_ahead(scan, start, end, plans, measure is not None, this_year, late))
    if plan and not late and measure is not None and problem is None:
        # "Work of this year and plans for the next": the year's work comes first, sentences tell where it ends.
        both = this_year or (bool(plans) and measure[1] <= plans[0][0])
        plan = not both or (next_year and not this_year)
    roles = set()
    if problem is not None:
        roles.add(Role.PROBLEMS)
        if next_year or any(span[1] > problem[1] or span[0] < problem[0] for span in plans):
            roles.add(Role.PLAN)
        elif (measure is not None and measure[1] <= problem[0]) or _is_listed_last(scan, start, problem):
            roles.add(Role.MEASURES)
    elif plan:
        roles.add(Role.PLAN)
    elif _falls_short(scan, start, end):
        roles.add(Role.PROBLEMS)
    elif scan.has("role-heading-first-responsible", start, end) or (
        scan.has("role-main-leader", start, end) and scan.has("role-heading-duty", start, end)
    ):
        roles.add(Role.FIRST_RESPONSIBLE)
    elif measure is not None:
        roles.add(Role.MEASURES)
    return frozenset(roles)


def _is_listed_last(scan: Scan, start: int, problem: tuple[int, int]) -> bool:
    """Whether problems close a list of topics: 调解、服务、宣传和问题 names a chapter of work that ends with them."""
    noun = scan.first("role-shortfall", *problem)
    at = problem[0] if noun is None else noun[0]
    if not scan.has("role-joins", at - 1, at):
        return False
    before = scan.text[start : at - 1]
    weak = ("role-shortfall", "role-heading-reasons", "role-have", "role-deficit", "role-heading-problems")
    return "、" in before and not any(scan.has(name, start, at - 1) for name in weak)


def names_problems_plainly(scan: Scan, start: int, end: int) -> bool:
    """Whether a heading says that problems exist, not only a noun that may mean them (挑战, 困难)."""
    named = any(scan.has(name, start, end) for name in ("role-heading-problems", "role-have"))
    return named or is_bare_problems(scan, start, end)


def is_bare_problems(scan: Scan, start: int, end: int) -> bool:
    """Whether a heading is the noun of shortfalls and nothing else: （三）问题."""
    return (start, end) in scan.inside("role-main-shortfall", start, end)


def names_reasons(scan: Scan, start: int, end: int) -> bool:
    """Whether a heading names reasons and no problems beside them (三、原因剖析; not 问题及原因)."""
    found = scan.inside("role-heading-reasons", start, end)
    return any(at == start or not _is_beside_problems(scan, start, at) for at, _ in found)


def _is_beside_problems(scan: Scan, start: int, at: int) -> bool:
    """Whether a word of a heading is joined to problems named before it (问题、原因; 哪些没做好,为什么)."""
    mark = scan.text[at - 1]
    return mark == "、" or (mark == "," and scan.has("role-heading-problems", start, at - 1))


def _plans_ahead(
    scan: Scan, start: int, end: int, plans: list[tuple[int, int]], measures: bool, this_year: bool, late: bool
) -> bool:
    """Whether words of planning in a heading mean what is to come, not this year's tasks."""
    if scan.has("role-heading-next", start, end):
        return not (this_year and measures)
    # A noun of planning names the chapter when it closes the heading or is joined to another one.
    named = [span for span in plans if span[1] >= end - 4 or scan.has("role-joins", span[1], span[1] + 1)]
    if not named:
        return False
    weak = {span[0] for span in scan.inside("role-heading-plan-weak", start, end)}
    if any(span[0] not in weak for span in named):
        return not (this_year and measures)
    acts = "," in scan.text[start:end] or scan.has("role-forward", start, min(end, start + 4))
    return not measures and (late or not (this_year or acts or end - start > PURE))


def _falls_short(scan: Scan, start: int, end: int) -> bool:
    """Whether a heading ends by saying that something is wanting (…还不够到位)."""
    near = [span for span in scan.inside("role-deficit", max(start, end - 9), end) if not _asks(scan.text, *span)]
    if not near or near[-1][1] < end - 7:
        return False
    return not scan.has("role-heading-handled", start, end) and not scan.has("role-forward", start, min(end, start + 4))


def _asks(text: str, start: int, end: int) -> bool:
    """Whether a denial is half of a question (严不严, 够不够)."""
    return text[start] == "不" and text[start - 1 : start] == text[start + 1 : end]
