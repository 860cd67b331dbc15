"""How long something lasted against the months of a sentence before: 3月启动,9月结束。…。在为期半年的试点中."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorer.checks.figures.timeline import lengths_of, moments_in
from scorer.checks.figures.verdicts import CONSISTENT, INCONSISTENT, Computed
from scorer.statements.numerals import whole_number
from scorer.text.expressions import expression

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from scorer.checks.figures.timeline import Moment
    from scorer.statements.readings import Figures

_NUMBER = r"(\d{1,3}|[一二两三四五六七八九十]{1,3})"
_LASTS = expression(
    rf"(?:为期|历时|用时|耗时|工期为?|周期为?|时长为?|仅用|只用|用了|前后)(?:了|共|达|整整|仅|只)?{_NUMBER}"
    r"(年半|年|个月|天|日|个自然日|周)()(?!以上|多|余|左右|内|级|度|零)",
    *("为期", "历时", "用时", "耗时", "工期", "周期", "时长", "仅用", "只用", "用了", "前后"),
)
_SINCE = expression(
    rf"(?:之日起|之后|后|起)(?:第|仅|仅用|不到)?{_NUMBER}(天|日|个自然日|个月)(内)?(?=即|便|就|里|作|办|完|审|结|,|。|$)",
    "日起", "后", "起",
)  # fmt: skip
_OF = expression(rf"(?<=[。,;]){_NUMBER}(年半|年|个月|天)()的", "年的", "年半的", "月的", "天的")
_PARTICLES = frozenset("自从到在该此本这其的了为是期共历时起之日后年内将于全整个项次由至间仅只用工程周长作")
_OTHERWISE = (
    *("扣除", "不计", "中止", "延长", "延期", "工作日", "暂停", "其间", "分为", "平均", "每", "计划", "原定", "拟"),
    "预计",
)
_AWAY = ("次年", "翌年", "来年", "明年", "上年", "去年")
_STOPS = "。\n"
_SENTENCES = 3
_NOUN = 6
_MOST_LEFT = 2  # characters of what lasted that the moments' sentences do not have
_TWO = 2


def find_spells(figures: Figures) -> Iterator[Computed]:
    """Every length of time with the two moments of the sentences before that it is told of."""
    for lasts in (_LASTS, _SINCE, _OF):
        for match in lasts.finditer(figures.text):
            yield from _judged(figures, match)


def _judged(figures: Figures, match: re.Match[str]) -> Iterator[Computed]:
    text = figures.text
    own = max(text.rfind(stop, 0, match.start()) for stop in _STOPS) + 1
    if own == 0 or text[own - 1] == "\n" or moments_in(text, own, match.start()):
        return
    low, moments = _before(text, own)
    if len(moments) != _TWO:
        return
    one, two = moments
    told_in = text[low:own]
    if any(word in told_in for word in _AWAY) or any(word in text[low : match.end()] for word in _OTHERWISE):
        return
    ahead = text[low : two.start]
    if not (_begins(figures, one, two) and _is_over(figures, two, own)) or not _is_of(text, match, told_in, ahead):
        return
    lengths = lengths_of(one, two, whole_number(match.group(1)), match.group(2))
    if lengths is None or two.ordinal() < one.ordinal():
        return
    lasted, told, slack = lengths
    agree = lasted - 1 <= told + slack if match.group(3) else abs(lasted - told) <= slack or lasted - 1 == told
    verdict = CONSISTENT if agree else INCONSISTENT
    yield Computed(one.start, match.end(), "span", verdict, f"{lasted}, {told}", True)


def _before(text: str, own: int) -> tuple[int, list[Moment]]:
    """Where the nearest sentence before an offset that tells moments begins, and its moments."""
    high = own
    for _ in range(_SENTENCES - 1):
        low = max(text.rfind(stop, 0, high - 1) for stop in _STOPS) + 1
        moments = moments_in(text, low, high)
        if moments or low == 0 or text[low - 1] == "\n":
            return low, moments
        high = low
    return high, []


def _begins(figures: Figures, one: Moment, two: Moment) -> bool:
    """Whether something begins at a moment."""
    text = figures.text
    since = text[one.start - 1 : one.start] in ("自", "从") or text.startswith(("起", "至", "到"), one.end)
    return since or figures.scan.has("figure-begun", one.end, two.start)


def _is_over(figures: Figures, two: Moment, high: int) -> bool:
    """Whether something is over at a moment."""
    until = figures.text[two.start - 1 : two.start] in ("至", "到")
    return until or figures.scan.has("figure-ended", two.end, high)


def _is_of(text: str, match: re.Match[str], told_in: str, ahead: str) -> bool:
    """Whether what lasted is told of in the sentence of the moments, and not only as what began at the second."""
    low = max(text.rfind(stop, 0, match.start()) for stop in ",;:。\n") + 1
    end = match.end() - match.group().endswith("的")
    behind = text[end : end + _NOUN]
    noun = behind[1:].partition(",")[0].partition("中")[0] if behind[:1] == "的" else ""
    shared, left, begun = 0, 0, False
    for words in (text[low : match.start()], noun):
        covered = {at + step for at in range(len(words) - 1) if words[at : at + 2] in told_in for step in (0, 1)}
        shared += len(covered)
        begun |= any(words[at : at + 2] in ahead for at in range(len(words) - 1))
        left += sum(at not in covered and char not in _PARTICLES for at, char in enumerate(words))
    return begun and shared >= _TWO and left <= _MOST_LEFT
