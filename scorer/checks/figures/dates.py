"""Days that do not exist, and lengths of time against the dates beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorer.checks.figures.verdicts import CONSISTENT, INCONSISTENT, Computed
from scorer.statements.numerals import chinese
from scorer.text.expressions import expression

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from scorer.statements.readings import Figures

_DAY = expression(r"(?<!\d)(?:((?:19|20)\d\d)年)?(1[0-2]|0?[1-9]|1[3-9])月(\d{1,2})[日号]")
_MONTHS = expression(
    r"(?<!\d)(1[0-2]|[1-9])月(?:份)?(?:至|到|-|—|~)(1[0-2]|[1-9])月(?:份)?(?!\d)"
    r"[^。;\n\d]{0,16}?(?<![第每约近超过十])(\d{1,2}|[一二两三四五六七八九十]{1,2})个月"
)
_SINCE = expression(
    r"自((?:19|20)\d\d)年(\d{1,2})月(?:\d{1,2}日)?起?[^。;\n]{0,30}?截至((?:19|20)\d\d)年(\d{1,2})月(?:\d{1,2}日|底|末)?"
    r"[^。;\n\d]{0,16}?(?<![第约近超过])(\d{1,2}|[一二两三四五六七八九十]{1,2})(?:周年|年)(?!度|级|内)"
)
_RANGE = expression(
    r"(?<!\d)((?:19|20)\d\d)年(\d{1,2})月(\d{1,2})日(?:至|到|—|-|~)((?:19|20)\d\d)年(\d{1,2})月(\d{1,2})日"
)
_LENGTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def find_dates(figures: Figures) -> Iterator[Computed]:
    """Impossible days, ends before their beginnings, and months or years that were counted wrong."""
    text = figures.text
    for match in _DAY.finditer(text):
        if not _exists(match):
            yield Computed(*match.span(), "date", INCONSISTENT, match.group(), True)
    for match in _RANGE.finditer(text):
        values = [int(value) for value in match.groups()]
        verdict = CONSISTENT if values[:3] <= values[3:] else INCONSISTENT
        yield Computed(*match.span(), "span", verdict, match.group(), True)
    for match in _MONTHS.finditer(text):
        first, last, said = int(match.group(1)), int(match.group(2)), _number(match.group(3))
        if first < last and said:
            months = last - first + 1
            verdict = CONSISTENT if months - 1 <= said <= months else INCONSISTENT
            yield Computed(*match.span(), "span", verdict, f"{first}—{last}: {months}, {said}", True)
    for match in _SINCE.finditer(text):
        months = 12 * (int(match.group(3)) - int(match.group(1))) + int(match.group(4)) - int(match.group(2)) + 1
        said = _number(match.group(5))
        if said and months > 0:
            verdict = CONSISTENT if abs(months - 12 * said) <= 12 else INCONSISTENT
            yield Computed(*match.span(), "span", verdict, f"{months}/12, {said}", True)


def _exists(match: re.Match[str]) -> bool:
    year, month, day = match.group(1), int(match.group(2)), int(match.group(3))
    if not 1 <= month <= 12 or not 1 <= day <= _LENGTHS[month - 1]:
        return False
    if month == 2 and day == 29 and year:
        return int(year) % 4 == 0 and (int(year) % 100 != 0 or int(year) % 400 == 0)
    return True


def _number(said: str) -> int:
    return int(said) if said.isdigit() else int(chinese(said) or 0)
