"""Names in a list against the number that is said of them: 甲局、乙局、丙局等4部门, “五到位”."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorer.checks.figures.verdicts import CANNOT_TELL, CONSISTENT, INCONSISTENT, Computed
from scorer.statements.numerals import chinese
from scorer.text.expressions import expression

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from scorer.statements.readings import Figures

_STOPS = ",;:。\n()!?"
_COUNT = expression(r"(?:\d{1,2}|[二两三四五六七八九十]{1,2})(?=\D)")
_FORMULA = expression(r"“([二两三四五六七八九十])([^“”\d,;:。、]{1,7})”")
_TITLES = expression(r"(?:《[^《》\n]{2,50}》[、和及与]?){1,20}$")
_JOINS = "和及与"
_LONGEST_LIST = 120
_LONGEST_NAME = 14
_LONGEST_PLAIN = 8
_LEVEL = 2  # characters of the name of a level
_FEWEST = 3  # names from which a list without 等 is counted


def find_lists(figures: Figures) -> Iterator[Computed]:
    """Every list of names with a number behind it."""
    text = figures.text
    for start in figures.numerals:
        before = text[start - 1 : start]
        others = before == "等"
        end = start - others
        if text.find("、", max(0, end - 2 * _LONGEST_NAME), end) < 0 and text[end - 1 : end] != "》":
            continue
        match = _COUNT.match(text, start) if before != "第" and before != "." else None
        if match is not None:
            test = _counted(figures, others, end, match.end(), match.group())
            if test is not None:
                yield test
    for match in _FORMULA.finditer(text):
        test = _formula(figures, match)
        if test is not None:
            yield test


def _names(text: str, end: int) -> tuple[int, list[str]]:
    """Where the list before an offset begins, and its names."""
    floor = max(0, end - _LONGEST_LIST)
    low = max(text.rfind(char, floor, end) for char in _STOPS) + 1
    if not low and floor:
        return floor, []  # longer than any list
    return low, text[low:end].split("、")


def _counted(figures: Figures, others: bool, start: int, end: int, said: str) -> Computed | None:
    text, words = figures.text, figures.words
    if text[start - 1 : start] == "》":
        return _titles(figures, others, start, end, said)
    unit = words.unit_listed(text, end)
    stated = int(said) if said.isdigit() else chinese(said)
    if not unit or stated is None or stated < 2 or (not others and unit not in words.listed_exactly):
        return None
    low, names = _names(text, start)
    if len(names) < 2:
        return None
    least = len(names)
    most = least + sum(name.count(join) for name in names for join in _JOINS)
    quoted = text.count("“", low, start)
    verdict = CANNOT_TELL
    if least <= stated <= most or quoted == stated:
        verdict = CONSISTENT
    elif least > stated and _are_names(figures, names, unit, others=others):
        verdict = INCONSISTENT
    elif most < stated and not others:
        if not _parallel(figures, names, unit):
            return None  # 镇街、部门32个单位: kinds, no names
        verdict = INCONSISTENT
    elif least < stated:
        verdict = CONSISTENT
    stop = end + len(unit)
    return Computed(low, stop, "list", verdict, f"{least} : {int(stated)}", verdict != CANNOT_TELL)


def _titles(figures: Figures, others: bool, start: int, end: int, said: str) -> Computed | None:
    """《甲办法》《乙规定》《丙制度》等2项制度: the titles directly before the number."""
    text = figures.text
    match = _TITLES.search(text, max(0, start - 3 * _LONGEST_LIST), start)
    stated = int(said) if said.isdigit() else chinese(said)
    if match is None or stated is None or not figures.words.unit_listed(text, end):
        return None
    count = match.group().count("《")
    if count < _FEWEST - 1 or stated < _FEWEST - 1:
        return None
    if count != stated and not others:
        return None  # titles named for another reason than to be counted
    verdict = CONSISTENT if count <= stated else INCONSISTENT
    return Computed(match.start(), end, "list", verdict, f"{count} : {int(stated)}", True)


def _are_names(figures: Figures, names: list[str], unit: str, *, others: bool) -> bool:
    """Whether every item is a name of the kind that is counted."""
    organs = figures.words.organs
    bare = [name.rstrip("”》") for name in names]
    if others and all(name.startswith(("《", "“")) and name.endswith(("》", "”")) for name in names[1:]):
        return True
    if unit == "级":
        return all(len(name) <= _LEVEL for name in bare[1:])  # 县、乡、村、组三级
    if unit not in figures.words.listed_organs:
        plain = all(2 <= len(name) <= _LONGEST_PLAIN for name in bare[1:]) and len(bare[0]) <= _LONGEST_NAME
        return (
            (others or len(names) > _FEWEST)
            and plain
            and unit in figures.words.listed_things
            and not any(join in name for name in bare for join in _JOINS)
        )
    alike = [name.endswith(organs) for name in bare]
    if all(alike):
        return True
    # 会同水务、林草、文旅、应急等4个单位: short names of offices, none of them a place or a clause.
    short = all(2 <= len(name) <= 5 for name in bare[1:]) and len(bare[0]) <= 6
    return (others or len(names) >= _FEWEST) and short and not any(alike) and "级" not in "".join(bare)


def _parallel(figures: Figures, names: list[str], unit: str) -> bool:
    """Whether a list without 等 is of names of one length, so that it is all there is: 县、乡、村三级."""
    if unit not in figures.words.listed_things or len(names) < _FEWEST:
        return False
    return len({len(name) for name in names[1:]}) == 1 and len(names[0]) <= _LONGEST_NAME


def _formula(figures: Figures, match: re.Match[str]) -> Computed | None:
    """亮证、告知、记录、回访“五到位”; 诉调、访调、警调“四调联动”: the names of a formula directly before it."""
    text, start = figures.text, match.start()
    before = text[start - 1 : start]
    end = start
    if before == "”":
        end = start - 1  # “街道吹哨、部门报到”“四位一体”
    elif before in "等的了》":
        return None
    low, names = _names(text, end)
    if before == "”":
        quote = text.rfind("“", low, end)
        low, names = quote + 1, text[quote + 1 : end].split("、") if quote >= 0 else []
    stated = chinese(match.group(1))
    if len(names) < _FEWEST - 1 or stated is None or any("”" in name or "“" in name for name in names):
        return None
    tail = names[1:]
    kind = match.group(2)[0]
    named = all(name.endswith(kind) for name in names)  # 诉调、访调: 四调
    counted = match.group(2).startswith(figures.words.formulas)
    even = len(names) >= _FEWEST and all(len(name) == len(tail[0]) for name in tail) and counted
    if not named and not even:
        return None
    least = len(names)
    joined = any(join in name for name in names for join in _JOINS)
    verdict = CONSISTENT if least == stated else CANNOT_TELL if joined else INCONSISTENT
    return Computed(low, match.end(), "list", verdict, f"{least} : {int(stated)}", verdict != CANNOT_TELL)
