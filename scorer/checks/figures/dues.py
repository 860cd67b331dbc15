"""What is due to all or given up by all, against those who did not get it or still do it.

应援尽援,…符合条件却未获援助的6名; 12个大厅一律不再收取复印件。…两个大厅照旧要求提交复印件.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scorer.checks.figures.exceptions import MENDED, named_until
from scorer.checks.figures.quantifiers import CLAUSE, bare, clause_end, clause_start, reach_of, within
from scorer.checks.figures.verdicts import INCONSISTENT, Computed
from scorer.statements.readings import LAST
from scorer.text.expressions import expression

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scorer.statements.readings import Figures

_PAIR, _DENIED = 2, 14
_SPELT = expression(r"[两二三四五六七八九十](?:个|家|所|处)([^,;:。、\d]{2,4})")
_ALL_DUE = expression(r"应([\u4e00-\u9fff]{1,2})尽\1", "应")
_NOT_GIVEN = r"(?:符合(?:条件|规定)[^,。]{{0,8}}?未[^,。]{{0,4}}?{0}|应当?{0}(?:而|却)?未{0})"
_NO_LONGER = expression(
    r"(?:一律|一概|全部|均|都|全面)(?:已)?(?:不再|取消|停止|停收)([^,;。]{2,16})", "不再", "取消", "停"
)
_GOES_ON = expression(r"(?:照旧|依旧|仍旧|仍然|依然|仍在|还在|继续|照样)([^,;。]{2,20})", *"旧仍继依还照")


def find_dues(figures: Figures) -> Iterator[Computed]:
    """Every exception to what is due to all, or to what all have given up."""
    yield from _due(figures)
    yield from _going_on(figures)


def _due(figures: Figures) -> Iterator[Computed]:
    """应援尽援,…符合条件却未获援助的共6名."""
    text = figures.text
    for match in _ALL_DUE.finditer(text):
        before = text[clause_start(text, match.start(), CLAUSE) : match.start()]
        if any(word in before for word in figures.words.claim_spared) or text[match.end() : match.end() + 1] == "的":
            continue
        missed = re.compile(_NOT_GIVEN.format(match.group(1))).search(text, match.end(), reach_of(text, match.end()))
        if missed is None:
            continue
        low, high = clause_start(text, missed.start(), CLAUSE), clause_end(text, missed.end(), CLAUSE)
        counts = [r for r in within(figures, low, high) if r.counts and r.quantity.number.low > 0 and r.tie != LAST]
        if len(counts) == 1 and MENDED.search(text, low, high + _DENIED) is None:
            shown = f"{match.group()} / {text[low:high]}"
            yield Computed(match.start(), high, "all-closed", INCONSISTENT, shown, True)


def _going_on(figures: Figures) -> Iterator[Computed]:
    """12个大厅一律不再收取复印件。…两个大厅照旧要求提交复印件: what all have given up, some do."""
    text = figures.text
    for match in _NO_LONGER.finditer(text):
        low = clause_start(text, match.start(), CLAUSE)
        if any(word in text[low : match.start()] for word in figures.words.claim_spared):
            continue
        thing = bare(figures, match.group(1))[-_PAIR:]
        for still in _GOES_ON.finditer(text, match.end(), reach_of(text, match.end())):
            start, end = clause_start(text, still.start(), CLAUSE), clause_end(text, still.end(), CLAUSE)
            counts = [r for r in within(figures, start, still.start()) if r.counts and r.quantity.number.low > 0]
            some = counts or _SPELT.search(text, start, still.start()) is not None
            some = some or named_until(text[start : still.start()], text[low : match.end()]) > 0
            if some and thing in still.group(1):
                shown = f"{text[low : match.end()]} / {text[start:end]}"
                yield Computed(low, end, "all-closed", INCONSISTENT, shown, True)
                break
