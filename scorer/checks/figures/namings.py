"""Names told sentences after how many they are: 确定5个县开展试点。…。试点地区为甲县、乙县、丙县和丁区.

The words that lead to the names come again in the sentence of the number, and the names are of what it counts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from scorer.checks.figures.verdicts import CONSISTENT, INCONSISTENT, Computed
from scorer.statements.figure_words import naming_clauses
from scorer.statements.numerals import whole_number
from scorer.text.expressions import expression

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scorer.statements.readings import Figures

_LEADS = ("分别为", "分别是", "分别系", "依次为", "依次是", "具体为", "具体是", "名单为", ":", "为", "是")
_NO_LEADS = (
    "作为", "认为", "成为", "列为", "视为", "行为", "人为", "为了", "是否", "但是", "还是", "称为", "评为", "转为",
    "分为", "即为",
)  # fmt: skip
_COUNT = expression(
    r"(?<![\d第各每前后.])(\d{1,2}|十[一二]?|[二两三四五六七八九])([个家名位所项部处])(?![百千万\d])([^,;。\d]{0,10})",
    *"个家名位所项部处",
)
_SOME = (
    "重点", "主要", "首批", "其中", "部分", "新增", "另", "第一", "前", "典型", "代表", "原则", "目标", "内容",
    "任务", "目的", "方式",
)  # fmt: skip
_KINDS = (  # what is counted, and how the names of such bodies end
    (("县", "区", "市", "旗", "州", "地", "盟"), "县区市旗州盟"),
    (("镇", "乡", "街道"), "镇乡道办"),
    (("村", "社区"), "村区"),
    (("单位", "部门", "机关", "局"), "局委办院厅会联部队心社所"),
)
_BODY_ENDS = frozenset("局委办院厅会队社所县区市镇乡村道站部处科校团")
_STOPS = "。\n"
_JOINS = ("以及", "和", "及", "与")
_SENTENCES = 3
_LONGEST, _MOST, _PERSON, _PAIR, _SLIP = 16, 12, 4, 2, 2
_QUOTED = "”"


class _Named:
    """Names side by side behind the words that lead to them; offsets of the plain text."""

    __slots__ = ("end", "least", "names", "start", "subject")

    def __init__(self, start: int, end: int, subject: str, least: int, names: Sequence[str]) -> None:
        self.start: Final = start
        self.end: Final = end
        self.subject: Final = subject
        self.least: Final = least
        self.names: Final = names


def find_namings(figures: Figures) -> Iterator[Computed]:
    """Every list of names with the number of a sentence before."""
    for low, clause in naming_clauses(figures.text):
        named = _named(low, clause)
        if named is not None:
            yield from _judged(figures.text, named)


def _named(low: int, clause: str) -> _Named | None:
    head = clause.partition("、")[0]
    found = [(at, lead) for lead in _LEADS if (at := head.find(lead)) >= _PAIR]
    found = [(at, lead) for at, lead in found if not any(word in head[at - 1 : at + 2] for word in _NO_LEADS)]
    if not found:
        return None
    at, lead = min(found, key=lambda one: (one[0], -len(one[1])))
    subject = clause[:at]
    names = clause[at + len(lead) :].split("、")
    last = _apart(names[-1])
    every = [*names[:-1], *last]
    if len(every) > _MOST or any(not _PAIR <= len(name) <= _LONGEST for name in every):
        return None
    if any(word in subject for word in _SOME):
        return None
    same = len({name[-1] for name in every}) == 1 or len(last) == 1 or all(len(name) <= _PERSON for name in every)
    return _Named(low, low + len(clause), subject, len(every) if same else len(names), every)


def _apart(name: str) -> list[str]:
    """The last name apart where it joins two: 柳溪乡和白石镇."""
    for join in _JOINS:
        head, found, tail = name.partition(join)
        if found and len(head) >= _PAIR and len(tail) >= _PAIR:
            return [head, *_apart(tail)]
    return [name]


def _judged(text: str, named: _Named) -> Iterator[Computed]:
    own = max(text.rfind(stop, 0, named.start) for stop in _STOPS) + 1
    low, counts = _numbers(text, own)
    if low == own:
        return
    most = len(named.names)
    values = [value for _, value, _, _ in counts]
    sums = [a + b for a, b in zip(values, values[1:], strict=False)]
    fits = [match for match, value, counter, noun in counts if _is_of(text, named, match, counter, noun)]
    if not fits:
        return
    value = next(v for match, v, _, _ in counts if match == fits[-1])
    shown = f"{most} : {value}"
    if named.least <= value <= most:
        yield Computed(fits[-1], named.end, "list", CONSISTENT, shown, True)
        return
    again = [whole_number(one.group(1)) for one in _COUNT.finditer(text, own, named.start)]
    explained = any(named.least <= other <= most for other in (*values, *sums, *again))
    if len(fits) == 1 and not explained and 0 < abs(value - most) <= _SLIP:
        yield Computed(fits[-1], named.end, "list", INCONSISTENT, shown, True)


def _numbers(text: str, own: int) -> tuple[int, list[tuple[int, int, str, str]]]:
    """Where the sentences before begin, and the small numbers in them: offset, value, counter and noun."""
    low = own
    for _ in range(_SENTENCES - 1):
        if low == 0 or text[low - 1] == "\n":
            break
        low = max(text.rfind(stop, 0, low - 1) for stop in _STOPS) + 1
    found = [
        (match.start(), whole_number(match.group(1)), match.group(2), match.group(3))
        for match in _COUNT.finditer(text, low, own)
    ]
    return low, found


def _is_of(text: str, named: _Named, at: int, counter: str, noun: str) -> bool:
    """Whether a number is of what the names are, and its sentence has the words that lead to them."""
    low = max(text.rfind(stop, 0, at) for stop in _STOPS) + 1
    ends = [found for stop in _STOPS if (found := text.find(stop, at)) >= 0]
    sentence = text[low : min(ends, default=len(text))]
    before = text[max(low, at - 2 * _PAIR) : at]
    if before.endswith(("其中", "另", "另有")) or not _is_kind(named, counter, noun, before):
        return False
    subject = named.subject
    return any(subject[at : at + _PAIR] in sentence for at in range(len(subject) - 1))


def _is_kind(named: _Named, counter: str, noun: str, before: str) -> bool:
    names = [name.rstrip("“”") for name in named.names]
    if counter in ("名", "位"):
        return all(len(name) <= _PERSON and name[-1] not in _BODY_ENDS for name in names)
    for heads, ends in _KINDS:
        if noun.startswith(heads) or (not noun and before.endswith(heads)):
            return all(name[-1:] in ends for name in names)
    quoted = all(name.endswith(_QUOTED) for name in named.names)
    told = noun[:_PAIR] or before[-_PAIR:]
    return quoted and told in named.subject
