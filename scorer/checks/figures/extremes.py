"""The most or the least of all against a bound that all are told to keep: 均在60日内审结,…最长的一件为74天.

The extreme may stand first, and its value in the clause behind it; 从24天到61天不等 has its least and its most in one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorer.checks.figures.beginnings import EXTREMES
from scorer.checks.figures.quantifiers import clause_end, clause_start
from scorer.checks.figures.verdicts import CONSISTENT, INCONSISTENT, Computed, computed
from scorer.statements.numerals import EXACT, LEAST, plain
from scorer.statements.quantities import COUNT, DURATION, RATE
from scorer.statements.readings import BESIDE, FROM, MOVED, TO
from scorer.text.expressions import expression

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scorer.statements.readings import Figures, Reading

_MOST = expression(r"最(?:长|久|慢|多|高|大|晚|迟|贵)")
_LEAST = expression(r"最(?:短|低|少|小|差)")
_WITHIN = ("以内", "之内", "内", "以下", "之前")
_NO_MORE = expression(
    r"(?:不|未|没有?|没有一[^,;。]{1,12}|无一[^,;。]{0,10})(?:曾|有|能)?(?:超过?|突破|超出|高于|多于|逾)$|控制在$"
)
_NO_LESS = expression(r"(?:不少于|不低于|不短于|(?<![不未])(?<!没有)(?:高于|超过|多于|达到?))$")
_DENIED = expression(r"没有一|无一|没有哪|从未|从没")
_ALL = expression(
    r"(?<![平人月日户件])均|[都皆]|全部|所有|一律|悉数|全数|无一|没有一|没有哪|每[一个件次]|件件|个个|次次"
)
_KEPT = expression(
    r"无一例外|没有例外|无例外|无一超[期时]|无一[^,;。]{0,4}延[期长]|没有[^,;。]{0,4}延[期长]|[未不]延[期长]|且未延|不予延期"
)
_SPOILT = (
    "除", "外,", "延期", "延长", "例外", "扣除", "补正", "顺延", "中止", "特殊", "个别", "上年", "去年", "改革前",
    "此前", "曾", "原来", "以往", "要求", "应当", "应在", "应于", "原则", "承诺", "规定", "力争", "目标", "大都",
    "多数", "基本", "一般",
)  # fmt: skip
_MET = ("全部达到", "均达到", "都达到", "全部符合", "均符合", "都符合", "全部满足", "均满足")
_IDLE = (
    "其中", "用时", "耗时", "时间", "周期", "办理", "审理", "答复", "时长", "得分", "分数", "参评", "的", "也", "就",
)  # fmt: skip
_STOPS, _SENTENCE = ",;。\n", "。\n"
_FAR, _NOUN, _PAIR = 30, 4, 2
_SAME = {"日": "天", "天": "天", "个工作日": "工作日", "工作日": "工作日"}


def find_extremes(figures: Figures) -> Iterator[Computed]:
    """Every extreme with the bound of all beside it."""
    for number, line, _ in figures.index.lines_with(*EXTREMES):
        for extreme in line.readings:
            side = _side(figures, extreme, line.start)
            if side and extreme.quantity.kind in (COUNT, DURATION, RATE) and extreme.quantity.number.manner == EXACT:
                test = _judged(figures, number, extreme, side)
                if test is not None:
                    yield test


def _side(figures: Figures, reading: Reading, floor: int) -> int:
    """1 for the most, -1 for the least, 0 for any other value."""
    text = figures.text
    behind = reading.behind
    if text.startswith(("到", "至", "—", "-"), reading.end) and "从" in reading.label:
        return -1 if "不等" in text[reading.end : reading.end + _FAR].partition(",")[0] else 0
    if behind.startswith("不等"):
        return 1
    low = max(floor, clause_start(text, reading.start, _STOPS))
    clause = text[low : reading.start]
    if "最" not in clause and low > floor and text[low - 1] == "," and len(clause) <= _NOUN:
        low = max(floor, clause_start(text, low - 1, _STOPS))
        clause = text[low : reading.start]
        if figures.readings[reading.at - 1].start >= low and figures.readings[reading.at - 1].unit == reading.unit:
            return 0
    at = clause.rfind("最")
    most, least = _MOST.match(clause, at) if at >= 0 else None, _LEAST.match(clause, at) if at >= 0 else None
    return 1 if most is not None else -1 if least is not None else 0


def _judged(figures: Figures, number: int, extreme: Reading, side: int) -> Computed | None:
    for at in (number, number - 1, number + 1):
        line = figures.lines[at] if 0 <= at < len(figures.lines) else None
        for bound in line.readings if line is not None else ():
            if bound.at == extreme.at or not _alike(bound, extreme) or _bound(figures, bound) != side:
                continue
            low, high = sorted((bound, extreme))
            start = clause_start(figures.text, low.start, _SENTENCE)
            told = figures.text[start : clause_end(figures.text, high.end, _SENTENCE)]
            if "\n" in told or ";" in figures.between(low, high) and not _DENIED.search(told):
                continue
            bare = _KEPT.sub("", told)
            norm = any(word in told for word in _MET)
            spoilt = [word for word in _SPOILT if word in bare and not (norm and word in ("要求", "规定"))]
            if spoilt or not _of_one(figures, bound, extreme):
                continue
            a, b = bound.quantity.number.value, extreme.quantity.number.value
            wrong = b > a if side > 0 else b < a
            sign = ">" if b > a else "<" if b < a else "="
            shown = f"{plain(b)} {sign} {plain(a)}"
            return computed([low, high], "order", INCONSISTENT if wrong else CONSISTENT, shown)
    return None


def _alike(bound: Reading, extreme: Reading) -> bool:
    one, two = (_SAME.get(r.unit, r.unit) for r in (bound, extreme))
    plainly = bound.tie not in (MOVED, FROM, TO, *BESIDE) and bound.quantity.paren < 0 and "最" not in bound.label
    return one == two and bound.quantity.kind == extreme.quantity.kind and plainly


def _bound(figures: Figures, bound: Reading) -> int:
    """1 for a number that none of all is above, -1 for one that none is below, 0 for any other."""
    text = figures.text
    low = clause_start(text, bound.start, _STOPS)
    for _ in range(_PAIR - 1):
        low = clause_start(text, low - 1, _STOPS) if text[low - 1 : low] == "," else low
    clause = text[low : bound.start]
    end = clause_end(text, bound.end, _STOPS)
    if "平均" in clause or "均" in bound.behind:
        return 0
    if _ALL.search(clause) is None and _ALL.search(text, bound.end, end) is None:
        return 0
    head = text[max(0, bound.start - _FAR) : bound.start]
    over = text[bound.start : bound.end]
    raised = bound.quantity.number.manner == LEAST and over[:1] in "超突高多逾"
    if bound.behind.startswith(_WITHIN):
        return 1
    if raised:
        denied = _DENIED.search(clause) is not None or head.endswith(("不", "未", "没", "没有", "未曾", "不得"))
        return 1 if denied else -1
    if _NO_MORE.search(head) is not None:
        return 1
    least = (
        bound.quantity.number.manner == LEAST or bound.behind.startswith("以上") or _NO_LESS.search(head) is not None
    )
    return -1 if least else 0


def _of_one(figures: Figures, bound: Reading, extreme: Reading) -> bool:
    """Whether the words of an extreme name nothing that is not told of what keeps the bound."""
    text = figures.text
    low = clause_start(text, extreme.start, _STOPS)
    if "最" not in text[low : extreme.start]:
        low = clause_start(text, low - 1, _STOPS)
    name = text[low : extreme.start].partition("最")[0]
    for word in _IDLE:
        name = name.replace(word, "")
    if len(name) < _NOUN or bound.sentence == extreme.sentence:
        return True
    line = figures.lines[bound.sentence]
    told = text[line.start : line.end]
    return any(name[at : at + _PAIR] in told for at in range(len(name) - 1))
