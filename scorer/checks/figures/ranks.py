"""Places in a ranking that moved: 由第8位升至第3位,前移5位."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from scorer.checks.figures.verdicts import CONSISTENT, INCONSISTENT, Computed
from scorer.statements.numerals import plain, whole_number
from scorer.text.expressions import expression

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from scorer.statements.readings import Figures

_UP, _DOWN = "上升|前移|前进|提升|跃升|攀升|升|跃|进", "下降|下滑|后移|后退|回落|滑落|退|降|滑"
_PLACE = r"第([0-9]{1,3}|[一二三四五六七八九十]{1,3})[位名]"
_MOVED = expression(
    rf"(?:由|从)([^,;:。第]{{0,12}}){_PLACE}(?:({_UP})|({_DOWN}))(?:到|至|为|居)?([^,;:。第]{{0,8}}){_PLACE}"
    rf"(?:,?(?:({_UP})|({_DOWN}))了?(\d{{1,3}}|[一二两三四五六七八九十]{{1,3}})(?:个?位次?|名)(?!额))?"
)
_LAST = expression(rf"(?:位列|位居|排名|排在|排|列|居|名列)(?:全[国省市县区州])?的?{_PLACE}")
_FAR = 40  # characters from those that are ranked to the place of one of them
_FIELDS = ("全国", "全省", "全市", "全县", "全区", "全州")


def find_ranks(figures: Figures) -> Iterator[Computed]:
    """Every move from one place to another, with the places that it is said to be; a smaller number is higher."""
    for match in _MOVED.finditer(figures.text):
        before, one, up, _, now, two, also_up, also_down, by = match.groups()
        old, new = whole_number(one), whole_number(two)
        fields = [next((field for field in _FIELDS if field in words), "") for words in (before, now)]
        if not old or not new or (all(fields) and fields[0] != fields[1]):
            continue  # 全市第3位 and 全省第8位 are places in two rankings
        agree = (old > new) == bool(up) and old != new
        if also_up or also_down:
            agree = agree and bool(also_up) == bool(up) and whole_number(by) == abs(old - new)
        shown = f"{old} → {new}" + (f", {whole_number(by)}" if by else "")
        yield Computed(match.start(), match.end(), "rank", CONSISTENT if agree else INCONSISTENT, shown, True)
    for match in _LAST.finditer(figures.text):
        yield from _among(figures, match)


def _among(figures: Figures, match: re.Match[str]) -> Iterator[Computed]:
    """在全省14个市(州)考核中位列第15位: no place is beyond the number of those that are ranked."""
    at = bisect_left(figures.readings, match.start(), key=lambda reading: reading.start) - 1
    if at < 0:
        return
    field, place = figures.readings[at], whole_number(match.group(1))
    between = figures.text[field.end : match.start()]
    ranked = field.counts and field.unit in ("个", "家") and field.label.endswith(_FIELDS)
    if ranked and len(between) <= _FAR and not any(stop in between for stop in ";。\n"):
        count = field.quantity.number
        verdict = INCONSISTENT if place > count.high else CONSISTENT
        shown = f"{place} {'>' if place > count.high else '≤'} {plain(count.value)}"
        yield Computed(field.start, match.end(), "rank", verdict, shown, True)
