"""Names against the number in a formula that is made of them: 亮证、告知、回访“三到位”; 甲、乙、丙各设1个,3个."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorer.checks.figures.beginnings import formulas, one_each
from scorer.checks.figures.verdicts import CANNOT_TELL, CONSISTENT, INCONSISTENT, Computed
from scorer.statements.numerals import MANY, chinese
from scorer.text.expressions import expression

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Sequence

    from scorer.statements.readings import Figures

_STOPS = ",;:。\n()!?"
_FORMULA = expression(rf"“([{MANY}])([^“”\d,;:。、]{{1,7}})”")
_LEDS, _NEAR = (",即", ":", "(即", "("), 6  # 六进”活动,即进机关
_ENDS = ",;。)\n"
_JOINS = "和及与"
_LONGEST_LIST = 120
_LONGEST_NAME = 14
_LEVEL = 2  # characters of the name of a level
_SHORT = 6  # characters from 各 to its number: 各设立1个
_NOUN = 3
_FEWEST = 3  # names from which a list without 等 is counted


def find_formulas(figures: Figures) -> Iterator[Computed]:
    """Every formula behind its names, and what each of some places has."""
    yield from _each_one(figures)
    for at in formulas(figures.text):
        match = _FORMULA.match(figures.text, at)
        test = (_formula(figures, match) or _formula_behind(figures, match)) if match is not None else None
        if test is not None:
            yield test


def _names(text: str, end: int) -> tuple[int, list[str]]:
    """Where the list before an offset begins, and its names."""
    floor = max(0, end - _LONGEST_LIST)
    low = max(text.rfind(char, floor, end) for char in _STOPS) + 1
    if not low and floor:
        return floor, []  # longer than any list
    return low, text[low:end].split("、")


def _split(names: Sequence[str]) -> list[str]:
    """Names apart where 和, 及 or 与 joins two of them."""
    for join in _JOINS:
        names = [one for name in names for one in name.split(join)]
    return list(names)


def _each_one(figures: Figures) -> Iterator[Computed]:
    """在甲镇、乙镇、丙乡各设1个联系点,4个联系点: as many as there are names."""
    text = figures.text
    for one, other in one_each(figures):
        label, noun = one.label, one.behind
        at = label.rfind("各")
        if at < 0 or len(label) - at > _SHORT or len(noun) < _LEVEL or not other.behind.startswith(noun[-_NOUN:]):
            continue
        low, names = _names(text, one.quantity.lead + at)
        value = int(other.quantity.number.value)
        places = (
            len(names) >= _FEWEST
            and not any(join in name for name in names for join in _JOINS)
            and "等" not in names[-1]
        )
        if places and all(_LEVEL <= len(name) <= _LONGEST_NAME for name in names[1:]):
            verdict = CONSISTENT if len(names) == value else INCONSISTENT
            yield Computed(low, other.end, "list", verdict, f"{len(names)} : {value}", True)


def _formula_behind(figures: Figures, match: re.Match[str]) -> Computed | None:
    """“六进”活动,即进机关、进乡村、进社区: the names stand behind a formula, and each begins or ends as it does."""
    text = figures.text
    low = match.end()
    while low - match.end() < _NEAR and text[low : low + 1] not in _STOPS:
        low += 1
    lead = next((word for word in _LEDS if text.startswith(word, low)), "")
    low += len(lead)
    high = min(at if (at := text.find(stop, low)) >= 0 else len(text) for stop in _ENDS) if lead else low
    names, kind = text[low:high].split("、"), match.group(2)[:1]
    if len(names) < _FEWEST or high - low > _LONGEST_LIST or "等" in names[-1]:
        return None
    alike = all(name.startswith(kind) for name in names) or all(name.endswith(kind) for name in names)
    stated = chinese(match.group(1))
    if not alike or stated is None or any(len(name) > _LONGEST_NAME for name in names):
        return None
    names = names if not any(join in names[-1] for join in _JOINS) else [*names[:-1], *_split(names[-1:])]
    verdict = CONSISTENT if len(names) == stated else INCONSISTENT
    return Computed(match.start(), high, "list", verdict, f"{len(names)} : {int(stated)}", True)


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
    kind = match.group(2)[:2].removeprefix("个")[:1]
    named = all(name.endswith(kind) for name in names)  # 诉调、访调: 四调
    named = named or (len(names) >= _FEWEST and all(name.startswith(kind) for name in tail))  # 进机关、进乡村: 八进
    apart = _split(names)
    if len(apart) > len(names) and all(name.endswith(match.group(2)[-_LEVEL:]) for name in apart):
        names, named = apart, True  # 甲清单、乙清单和丙清单“三张清单”
    counted = match.group(2).startswith(figures.words.formulas)
    even = len(names) >= _FEWEST and all(len(name) == len(tail[0]) for name in tail) and counted
    if not named and not even:
        return None
    least = len(names)
    joined = any(join in name for name in names for join in _JOINS)
    verdict = CONSISTENT if least == stated else CANNOT_TELL if joined else INCONSISTENT
    return Computed(low, match.end(), "list", verdict, f"{least} : {int(stated)}", verdict != CANNOT_TELL)
