"""Names of one clause that the next clause counts: 印发《甲》《乙》《丙》,这两项制度; “甲”“乙”“丙”上线,2个套餐."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorer.checks.figures.beginnings import names_before
from scorer.checks.figures.lists import Listed, count_at, judged
from scorer.text.expressions import expression

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scorer.checks.figures.lists import Count
    from scorer.checks.figures.verdicts import Computed
    from scorer.statements.readings import Figures

_THESE = ("这", "该", "述", "上")  # with which words end that point at what was named
_TITLE = expression(r"《[^《》\n]{2,50}》")
_TITLES = expression(r"(?:《[^《》\n]{2,50}》(?:、|和|及|与|以及)?){2,12}$")
_QUOTED = expression(r"((?:“[^“”\n]{2,16}”(?:、|和|及|与|以及)?){3,12})([^,;。“”\d《》]{0,10})$")
_QUOTE = expression(r"“([^“”]+)”")
_BODIES = (
    "试点", "单位", "部门", "机构", "乡镇", "镇街", "街镇", "镇", "乡", "街道", "地区", "地", "村", "社区", "园区",
)  # fmt: skip
_ENDS = frozenset("局委办院会部队园镇乡村区县市街道处站所校社企厂馆")
_TOGETHER = ("联合", "会同", "协同", "对接", "联系", "除", "包括", "以及", "和", "与", "同", "向", "由", "从")
_SOME = ("获", "入选", "被", "列入", "入围", "评为", "其中", "的")  # what a few of them did, or have
_FEWEST, _REACH, _HEAD, _NEXT = 3, 200, 5, 12


def find_counted(figures: Figures) -> Iterator[Computed]:
    """Every number at the beginning of a clause that may count the names of the clause before."""
    text = figures.text
    for start, end, pointing in names_before(figures):
        count = count_at(text, start)
        listed = _named(text, end, pointing, count) if count is not None else None
        if count is None or listed is None or listed.others:
            continue
        some = count.value > listed.most or any(word in text[start : start + _NEXT] for word in _SOME)
        if pointing[-1:] in _THESE or not some:
            yield from judged(figures, listed, count, behind=False)


def _named(text: str, end: int, pointing: str, count: Count) -> Listed | None:
    """The names with which the clause up to an offset ends."""
    these = pointing[-1:] in _THESE
    low = max(0, end - _REACH)
    low = max(low, *(text.rfind(stop, low, end) + 1 for stop in "。;\n"))
    if text[end - 1] == "》":
        match = _TITLES.search(text, low, end)
        names = _TITLE.findall(match.group()) if match is not None else []
        start = match.start() if match is not None else 0
        return Listed(start, end, names, others=False, pointed=True, these=these) if len(names) > 1 else None
    quoted = (
        _QUOTED.search(text, low, end) if text.find("”“", low, end) >= 0 or text.find("”、“", low, end) >= 0 else None
    )
    if quoted is not None:
        others = "等" in quoted.group(2)
        return Listed(quoted.start(), end, _QUOTE.findall(quoted.group(1)), others=others, pointed=True, these=True)
    low = max(text.rfind(stop, low, end) for stop in ",:(") + 1 or low
    names = text[low:end].split("、")
    if len(names) < _FEWEST or text[end - 1] == "等" or any(char.isdigit() for char in text[low:end]):
        return None
    bodies = (
        count.noun.startswith(_BODIES) and "的" not in count.noun[:_HEAD] and all(name[-1:] in _ENDS for name in names)
    )
    if not (bodies or these) or any(word in text[low:end] for word in _TOGETHER):
        return None
    return Listed(low, end, names, others=False, pointed=True, these=these)
