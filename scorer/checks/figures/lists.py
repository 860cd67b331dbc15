"""Names in a list against the number that is said of them: 甲局、乙局、丙局等4部门, “五到位”."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorer.checks.figures.verdicts import CANNOT_TELL, CONSISTENT, INCONSISTENT, Computed
from scorer.statements.numerals import chinese
from scorer.statements.readings import BESIDE
from scorer.text.expressions import expression

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Sequence

    from scorer.statements.readings import Figures

_STOPS = ",;:。\n()!?"
_COUNT = expression(r"(?:\d{1,2}|[二两三四五六七八九十]{1,2})(?=\D)")
_FORMULA = expression(
    r"“([二两三四五六七八九十])([^“”\d,;:。、]{1,7})”", *(f"“{many}" for many in "二两三四五六七八九十")
)
_TITLES = expression(r"(?:《[^《》\n]{2,50}》[、和及与]?){1,20}$")
_JOINS = "和及与"
_LONGEST_LIST = 120
_LONGEST_NAME = 14
_LONGEST_PLAIN = 8
_LEVEL = 2  # characters of the name of a level
_SHORT = 6  # characters from 各 to its number: 各设立1个
_NOUN = 3
_LONGEST_TITLE = 24
_MOST_NAMED = 12
_HOLDING = ("包括", "包含", "涵盖", "含")
_NAMING = ("分别为", "分别是", "即", "具体为", "依次为", "它们是", "分别系")
_PLACES = (  # units, and the characters with which the names of such bodies end
    (("乡镇", "镇街", "街道", "个镇", "个乡"), "镇乡道"),
    (("村", "社区"), "村区"),
    (("个县", "个区", "县区", "个市", "个旗"), "县区市旗"),
    (("部门", "单位", "个局"), "局委办厅院会"),
)
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
    yield from _named_behind(figures)
    yield from _each_one(figures)
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
    if not unit or stated is None or stated < 2:
        return None
    low, names = _names(text, start)
    if text[start - 1 : start] == "”" and not others:
        return _quoted(text, start, end, int(stated))
    places = not others and _are_places(names, unit)
    if not others and not places and unit not in words.listed_exactly:
        return None
    if len(names) < 2:
        return None
    least = len(names)
    most = least + sum(name.count(join) for name in names for join in _JOINS)
    quoted = text.count("“", low, start)
    verdict = CANNOT_TELL
    if least <= stated <= most or quoted == stated:
        verdict = CONSISTENT
    elif least > stated and not places and _are_names(figures, names, unit, others=others):
        verdict = INCONSISTENT
    elif most < stated and not others:
        if not places and not _parallel(figures, names, unit):
            return None  # 镇街、部门32个单位: kinds, no names
        verdict = INCONSISTENT
    elif least < stated:
        verdict = CONSISTENT
    stop = end + len(unit)
    return Computed(low, stop, "list", verdict, f"{least} : {int(stated)}", verdict != CANNOT_TELL)


def _quoted(text: str, start: int, end: int, stated: int) -> Computed | None:
    """“季调度、半年督察、年考核”三项机制: all names in one pair of quotation marks."""
    opened = text.rfind("“", max(0, start - _LONGEST_LIST), start)
    names = text[opened + 1 : start - 1].split("、") if opened >= 0 else []
    plain = all(_LEVEL <= len(name) <= _LONGEST_PLAIN and not any(char in name for char in "”“,;。") for name in names)
    if len(names) < _FEWEST - 1 or not plain or text[opened - 1 : opened] in "”、和":
        return None
    if stated - len(names) > 1:
        return None  # some of them
    verdict = CONSISTENT if len(names) == stated else INCONSISTENT
    return Computed(opened, end, "list", verdict, f"{len(names)} : {stated}", True)


def _are_places(names: Sequence[str], unit: str) -> bool:
    """Whether all names end as the bodies that are counted: 城关镇、柳河镇和石桥乡 for 3个乡镇."""
    kind = next((ends for units, ends in _PLACES if any(word in unit for word in units)), "")
    split = _split(names)
    return bool(kind) and all(len(one) > _LEVEL and one[-1] in kind for one in split)


def _split(names: Sequence[str]) -> list[str]:
    """Names apart where 和, 及 or 与 joins two of them."""
    for join in _JOINS:
        names = [one for name in names for one in name.split(join)]
    return list(names)


def _named_behind(figures: Figures) -> Iterator[Computed]:
    """规章2部,分别为甲办法、乙办法、丙办法: the names behind a number."""
    text = figures.text
    for reading in figures.readings:
        if not reading.counts or not 1 < reading.quantity.number.value <= _MOST_NAMED or reading.tie in BESIDE:
            continue
        at = reading.quantity.stop
        if text[at : at + 1] not in (",", ":", "("):
            continue
        head = next((word for word in (*_NAMING, *_HOLDING) if text.startswith(word, at + 1)), "")
        if not head and text[at] != ":":
            continue
        low = at + 1 + len(head)
        high = min(end if (end := text.find(stop, low)) >= 0 else len(text) for stop in _STOPS)
        said = text[low:high].strip(":")
        names = said.split("、")
        least = len(names)
        if least < _FEWEST - 1 or any(char.isdigit() for char in said) or names[-1].endswith("等"):
            continue
        most = least + sum(name.count(join) for name in names for join in _JOINS)
        value = int(reading.quantity.number.value)
        noun = reading.behind[-_LEVEL:]
        split = _split(names)
        alike = len(noun) == _LEVEL and all(one.endswith(noun) for one in split)
        joined = len(split) == least + 1 and not any(join in name for name in names[:-1] for join in _JOINS)
        if alike or (joined and len({one[-1:] for one in split}) == 1):
            least = most = len(split)
        if head not in _NAMING and not (alike and (text[at] == ":" or least > value)):
            continue
        short = all(_LEVEL <= len(name) <= _LONGEST_TITLE for name in names) and reading.quantity.number.exact
        verdict = CONSISTENT if least <= value <= most else INCONSISTENT if short else CANNOT_TELL
        yield Computed(reading.start, high, "list", verdict, f"{least} : {value}", verdict != CANNOT_TELL)


def _each_one(figures: Figures) -> Iterator[Computed]:
    """在甲镇、乙镇、丙乡各设1个联系点,4个联系点: as many as there are names."""
    text = figures.text
    for one, other in zip(figures.readings, figures.readings[1:], strict=False):
        if one.quantity.number.value != 1 or one.unit != other.unit or one.sentence != other.sentence:
            continue
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
    noun = text[end + len(figures.words.unit_listed(text, end)) :][:_LEVEL]
    whole = len(noun) == _LEVEL and match.group().count(f"{noun}》") == count  # 《甲清单》和《乙清单》三张清单
    if count != stated and not others and not whole:
        return None  # titles named for another reason than to be counted
    verdict = CONSISTENT if count == stated or (count < stated and (others or not whole)) else INCONSISTENT
    return Computed(match.start(), end, "list", verdict, f"{count} : {int(stated)}", True)


def _are_names(figures: Figures, names: list[str], unit: str, *, others: bool) -> bool:
    """Whether every item is a name of the kind that is counted."""
    organs = figures.words.organs
    if others and unit[0] in "个家" and all(len(name) > _LEVEL and name.endswith(organs) for name in names):
        return not any(join in name for name in names for join in _JOINS)
    bare = [name.rstrip("”》") for name in names]
    if others and all(name.startswith(("《", "“")) and name.endswith(("》", "”")) for name in names[1:]):
        return True
    if unit == "级":
        return all(len(name) <= _LEVEL for name in bare[1:])  # 县、乡、村、组三级
    if unit not in figures.words.listed_organs:
        plain = all(2 <= len(name) <= _LONGEST_PLAIN for name in bare[1:]) and len(bare[0]) <= _LONGEST_NAME
        return (
            (others or (len(names) > _FEWEST and unit in figures.words.listed_things))
            and plain
            and not any(join in name for name in bare for join in _JOINS)
        )
    alike = [name.endswith(organs) for name in bare]
    if all(alike):
        return True
    # 会同水务、林草、文旅、应急等4个单位: short names of offices, none of them a place or a clause.
    short = all(2 <= len(name) <= 5 for name in bare[1:]) and len(bare[0]) <= 6
    mixed = any(alike) and (not others or any(join in name for name in bare for join in _JOINS))
    return (others or len(names) >= _FEWEST) and short and not mixed and "级" not in "".join(bare)


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
