"""Counts of some of what was counted just before, which are never more: 收案48件,经过听证的51件; 这些案件里,44件."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorer.checks.figures.verdicts import INCONSISTENT, Computed, exceeds, numbers, summed
from scorer.statements.figure_words import is_mean
from scorer.statements.readings import AMONG, BESIDE, OPENING, PENDING, REST, SUM
from scorer.text.expressions import expression

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scorer.statements.readings import Figures, Reading

# 审核的合同里, 这些庭审中, 完成的计划当中: what is meant, and that some of it is told of
_DEFINITE = expression(r"([^,;:。()]{0,14}?)(?:当中|之中|里面|中(?![心小学央国型期介医药等级外共队])|里(?=[,有]))")
_POINTING = ("这", "上述", "其", "此", "以上")
# 被列入计划的, 具有执业经历的案例达: what restricts, a noun, and what leads to the number
_RESTRICTED = expression(
    r"的([^,;:。的]{0,8}?)(?:就|则|也|已|还|却|竟)?(?:有|达到?|为|占了?|多达|共有|共|计|合计)?(?:了|到)?$"
)
_RESTRICTING = ("的", "的有", "的达", "的为", "的共", "的计")
_IDLE_NOUNS = frozenset(("", "数", "人", "数量", "人数", "件数", "户数", "总数", "部分"))
_BACK = 48  # characters before a count in which it may be said that it is of some
_MOST = 150  # per cent of its whole that a count is by a slip
_PAIR = 2
_VERB = 3  # characters of a verb with which the words of a count begin
_ANYTHING = frozenset("个项条")  # units that do not tell what is counted
_PLAIN = 40  # characters of the sentence before a whole in which its noun may stand


def find_subsets(figures: Figures) -> Iterator[Computed]:
    """Every count that is more than the one before that its words say it is some of."""
    last: dict[str, Reading] = {}
    for part in figures.readings:
        if not part.counts:
            continue
        whole, last[part.unit] = last.get(part.unit), part
        if whole is None or part.quantity.number.low <= whole.quantity.number.high:
            continue
        if part.sentence - whole.sentence <= 1 and part.quantity.paren < 0 and part.tie not in (*BESIDE, REST, SUM):
            test = _exceeding(figures, whole, part)
            if test is not None:
                yield test


def _exceeding(figures: Figures, whole: Reading, part: Reading) -> Computed | None:
    if figures.text.find("\n", whole.end, part.start) >= 0:
        return None
    a, b = whole.quantity.number.value, part.quantity.number.value
    if 100 * b > _MOST * a or whole.tie in (AMONG, *BESIDE) or whole.quantity.paren >= 0 or is_mean(whole.label):
        return None
    if whole.stage in (OPENING, PENDING) or part.stage == OPENING or _has_scope(figures, whole, part):
        return None
    if not (_is_of_those(figures, whole, part) or _is_restricted(figures, whole, part)):
        return None
    room = any(
        r.at != whole.at and r.counts and r.unit == part.unit and not exceeds(r.quantity.number, numbers([part]))
        for r in figures.before(part)
    )
    return None if room else summed(whole, [part], INCONSISTENT, ">", relation="bound")


def _has_scope(figures: Figures, whole: Reading, part: Reading) -> bool:
    """Whether a count is told of another time or place, or of what was there before."""
    span = whole.end, part.start
    if figures.has("figure-besides", *span) or figures.scan.has("figure-carried", *span):
        return True
    if part.period or part.said & figures.mask(("figure-last-year", "figure-total", "figure-moved", "figure-rest")):
        return True
    return figures.scan.has("figure-wider", *span) or figures.scan.has("figure-wider", part.end, part.quantity.stop)


def _is_of_those(figures: Figures, whole: Reading, part: Reading) -> bool:
    """Whether words between two counts speak of some of the first: 从中, 这些庭审里, 25家企业中."""
    low = max(whole.end, part.start - _BACK)
    said = figures.text[low : part.start]
    if "中" not in said and "里" not in said:
        return False
    told = figures.text[max(figures.lines[whole.sentence].start, whole.start - _PLAIN) : whole.quantity.stop]
    for match in _DEFINITE.finditer(said):
        noun = match.group(1)
        own = low + match.start() == whole.end  # 25家企业中
        if own or noun == "从" or noun.startswith(_POINTING) or (len(noun) >= _PAIR and noun[-_PAIR:] in told):
            return part.unit not in _ANYTHING or len(part.behind) < _PAIR or part.behind[:_PAIR] in told
    return False


def _is_restricted(figures: Figures, whole: Reading, part: Reading) -> bool:
    """Whether a count is of those of a kind: 具有执业经历的达63名, 存在违规行为的商铺有325户."""
    own = figures.text.rfind(",", whole.end, part.start)
    if "的" not in part.label or any(r.start < own for r in figures.readings[whole.at + 1 : part.at]):
        return False
    if figures.classes(part.quantity.lead, part.quantity.lead + _VERB) & figures.mask(
        ("figure-went", "figure-outcome-keep")
    ):
        return False  # 承接事项29项,取消没有依据的证明事项34项
    if whole.label.endswith(_RESTRICTING):
        return False  # 受到处分的2人,被通报批评的3人: side by side
    match = _RESTRICTED.search(part.label)
    if (
        match is None
        or (match.start() < _PAIR and not part.quantity.lead > own + 1)
        or part.said & figures.mask(("figure-came",))
    ):
        return False
    noun = match.group(1)
    told = figures.text[max(figures.lines[whole.sentence].start, whole.start - _PLAIN) : whole.quantity.stop]
    return noun in _IDLE_NOUNS or (len(noun) >= _PAIR and noun[-_PAIR:] in told)
