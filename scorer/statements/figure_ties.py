"""What ties a quantity to a time or to those before it; 由上年的120件下降到150件; 12件、15件."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorer.text.expressions import expression

if TYPE_CHECKING:
    from collections.abc import Sequence, Set

    from scorer.statements.figure_words import Vocabulary
    from scorer.statements.quantities import Quantity, Sentence

AROUND = 2  # sentences before that a set of figures may reach back to
_FEW = 12  # things that a sentence counts aside
_PARAGRAPH = 600  # characters before a sentence in which its paragraph may begin
_FAR = 14  # characters from the first to the second value of a from/to
_DATE_END = expression(r"20\d\d年$")
_BRACKET = expression(r"\([^()]*\)")
_YEAR = expression(r"(20\d\d)年(?!以来|\d{1,2}月\d)")
_PERIOD = 8  # characters before the words of a quantity in which its period may stand: 上半年,
_MONTHS = {"一季度": "q1", "二季度": "q2", "三季度": "q3", "四季度": "q4", "上半年": "h1", "下半年": "h2"}


def may_lead(text: str, words: Vocabulary, one: Quantity, two: Quantity) -> bool:
    """Whether the words between two values may lead from one to the other; where they come from is not asked."""
    if one.kind != two.kind or two.start - one.end > _FAR:
        return False
    between = text[one.end : two.start]
    return _is_reached(words, between) and not any(char in between for char in ";,(")


def _is_reached(words: Vocabulary, between: str) -> bool:
    """Whether words end in what leads to a new value: 增加到, 缩短到2022年的, 拓展至年末的."""
    if words.to_chars.isdisjoint(between):
        return False
    bare = between.rstrip("了约近的")
    if bare.endswith(words.to):
        return True
    bare = _DATE_END.sub("", bare) if bare.endswith("年") else bare
    for word in words.now:
        bare = bare.removesuffix(word)
    return bare.endswith(words.to)


def is_same_time(label: str) -> bool:
    """Whether 同期 is the time of what was told before and no earlier one: 线上办件27万件,占同期42万件."""
    before, told, _ = label.rpartition("同期")
    return bool(told) and "占" in before and "年" not in before


def period_of(text: str, q: Quantity, floor: int, *, last: bool) -> str:
    """last, a year, q1 … q4, q1-3, h1, h2; empty where nothing is said."""
    if last:
        return "last"
    label = text[max(floor, q.name - _PERIOD) : q.start]
    if "季度" in label or "半年" in label:
        if "至三季度" in label or "前三季度" in label:
            return "q1-3"
        for word, period in _MONTHS.items():
            if word in label:
                return period
    match = _YEAR.search(label) if "年" in label else None
    return match.group(1) if match else ""


def separator(text: str, reach: int) -> str:
    """The one mark in the text between two items, at most `reach` characters behind the first; empty for any other."""
    if "(" in text and ")" in text:
        text = _BRACKET.sub("", text)  # 市本级6320万元、县(市、区)4180万元
    text = text.strip(")")
    marks = [char for char in text if char in "、,;:。"]
    if len(marks) > 1 and marks[0] in ",;" and set(marks[1:]) == {"、"}:
        marks = marks[:1]  # 不能解决、作出说明的11件
    if not marks:
        return "、" if text[:1] in ("和", "及", "与") or text[:2] == "以及" else ""
    return marks[0] if len(marks) == 1 and marks[0] != ":" and text[:reach].find(marks[0]) >= 0 else ""


def reaches(text: str, told: Sequence[Sentence]) -> list[list[int]]:
    """By sentence: the number of the first reading of its own, of the sentence before and so on, in its paragraph.

    A sentence that only counts a few of what is counted nowhere near takes up none of this reach: 分四批进行.
    """
    found: list[list[int]] = []
    units = [{quantity.unit for quantity in sentence.quantities} for sentence in told]
    idle = [_is_idle(told, units, at) for at in range(len(told))]
    begins = [0]
    for sentence in told:
        begins.append(begins[-1] + len(sentence.quantities))
    for number, sentence in enumerate(told):
        paragraph = text.rfind("\n", max(0, sentence.start - _PARAGRAPH), sentence.start)
        firsts = [begins[number]]
        earlier = number - 1
        while len(firsts) <= AROUND:
            while earlier >= 0 and idle[earlier] and told[earlier].start > paragraph:
                earlier -= 1
            inside = earlier >= 0 and told[earlier].start > paragraph
            firsts.append(begins[earlier] if inside else firsts[-1])
            earlier -= 1
        found.append(firsts)
    return found


def _is_idle(told: Sequence[Sentence], units: Sequence[Set[str]], at: int) -> bool:
    """Whether a sentence between two others counts a few things alone, and no sentence near it counts such."""
    first = told[at].quantities[0]
    few = len(told[at].quantities) == 1 and first.kind == "count" and first.number.value <= _FEW
    if not few or not 0 < at < len(told) - 1:
        return False
    beside = (*units[max(0, at - AROUND) : at], *units[at + 1 : at + 1 + AROUND])
    return all(units[at].isdisjoint(other) for other in beside)
