"""Days of steps that follow one another, against their order: 征求意见, 通过, 公布, 备案; 受理, 开庭, 审结, 送达."""

from __future__ import annotations

from itertools import combinations, pairwise
from typing import TYPE_CHECKING, Final

from scorer.checks.figures.verdicts import INCONSISTENT, Computed
from scorer.text.expressions import expression

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scorer.statements.readings import Figures

_DAY = expression(r"(?<!\d)(?:(20\d\d)年)?(1[0-2]|0?[1-9])月(\d{1,2})日", "日")
_RANGE = ("至", "到", "-", "—", "~")
_OTHER = (
    *("再次", "初审", "一审", "二审", "原则通过", "修订", "旧", "原办法", "新办法", "另", "第二次", "次年"),
    *("翌年", "上年", "去年", "废止", "修改后", "再度", "重新", "两次", "三次", "分别", "有效期", "届满"),
)
_STEP = 24  # characters behind a day in which it is said what was done
_GAP = 12  # characters between the verb of a step and its object: 作出|准予减轻处罚的复议|决定
_VERB = 3  # characters from a day to the verb of what is told before it: 合同7月1日签订
_WHO = expression(r"[^,;。、\d](?=某)|[一二三]期|[甲乙丙丁](?=[公单企案])", "某", "期", "甲", "乙")
_ANYTHING = "*"  # in the words of a step: what may stand between its verb and its object
_CONSULTED = "征求意见"
_MOST_MONTHS = 6


class Day:
    """A day with what was done on it; offsets of the plain text."""

    __slots__ = ("end", "ladder", "month", "start", "step", "value", "year")

    def __init__(self, span: tuple[int, int], date: tuple[int, int, int], ladder: int, step: int) -> None:
        self.start: Final = span[0]
        self.end: Final = span[1]
        self.year: Final = date[0]
        self.month: Final = date[1]
        self.value = date
        self.ladder: Final = ladder
        self.step: Final = step


def find_steps(figures: Figures) -> Iterator[Computed]:
    """Every two days of one thing of which the later is of an earlier step."""
    low = 0
    for line in figures.text.split("\n"):
        sentences = line.split("。")
        for one, two in pairwise((*sentences, "")):
            if "日" in one:
                end = low + len(one)
                yield from _ordered(figures, low, min(end + 1 + len(two), len(figures.text)), end)
            low += len(one) + 1


def _ordered(figures: Figures, low: int, high: int, first: int) -> Iterator[Computed]:
    """The days of a sentence and of the next one, where they are of one thing."""
    text = figures.text
    said = text[low:high]
    if said.count("日") < 2 or said.count("《") > 1 or any(word in said for word in _OTHER):
        return
    if len({who.group() for who in _WHO.finditer(said)}) > 1:
        return  # of two persons, or two parts of a work
    days = _days(figures, low, high)
    for one, two in combinations(days, 2):
        if one.start >= first or one.ladder != two.ladder or one.step == two.step:
            continue
        if not two.step and "申请" in text[two.end : two.end + _STEP] and one.step > two.step + 1:
            continue  # 5月6日作出处罚决定,企业5月20日申请复议: another procedure begins
        early, late = (one, two) if one.step < two.step else (two, one)
        near = early.year == late.year and abs(early.month - late.month) <= _MOST_MONTHS
        if near and early.value > late.value:
            shown = f"{text[early.start : early.end]} > {text[late.start : late.end]}"
            yield Computed(one.start, two.end, "span", INCONSISTENT, shown, True)
            return


def _days(figures: Figures, low: int, high: int) -> Sequence[Day]:
    text = figures.text
    found = list(_DAY.finditer(text, low, high))
    days: list[Day] = []
    year = 0
    for at, match in enumerate(found):
        year = int(match.group(1)) if match.group(1) else year
        stop = found[at + 1].start() if at + 1 < len(found) else high
        ranged = at + 1 < len(found) and text[match.end() : stop] in _RANGE
        if ranged:
            stop = found[at + 2].start() if at + 2 < len(found) else high
        elif at and text[found[at - 1].end() : match.start()] in _RANGE:
            continue  # the end of a range
        begin = found[at + 1].end() if ranged else match.end()
        clause = text[begin : min(stop, begin + _STEP)]
        step = _step(figures, clause)
        head = text[max(low, match.start() - _STEP) : match.start()].rpartition(",")[2]
        for ladder, steps in enumerate(figures.words.steps):
            told = [at for at, words in enumerate(steps) if any(_is_begun(head, clause, word) for word in words)]
            step = (ladder, told[-1]) if told else step
            if _CONSULTED in steps[0] and (step is None or step[0] == ladder):
                # 征求意见公告于9月10日发布; 审查意见3月20日才出具
                told = [at for at, words in enumerate(steps[:2]) if any(word in head for word in words)]
                step = (ladder, told[-1]) if told and "备案审查" not in head else step
        if step is not None:
            date = year, int(match.group(2)), int(match.group(3))
            days.append(Day(match.span(), date, *step))
            if ranged and not step[1]:  # 7月20日至8月10日公开征求意见: over when it ends
                days[-1].value = year, int(found[at + 1].group(2)), int(found[at + 1].group(3))
    return days


def _is_begun(head: str, clause: str, word: str) -> bool:
    """Whether a step is told around a day: 施工合同经审查后于7月1日签订; 决定书7月15日作出."""
    verb, found, object_ = word.partition(_ANYTHING)
    if not found or "的" in clause[: _VERB + 2]:
        return False
    return (verb in head and object_ in clause[:_VERB]) or (object_ in head and verb in clause[:_VERB])


def _step(figures: Figures, said: str) -> tuple[int, int] | None:
    """Which ladder and which step of it some words tell of: the first that they name."""
    said = said.partition(";")[0]
    best: tuple[int, int, int, int] | None = None
    for ladder, steps in enumerate(figures.words.steps):
        for step, words in enumerate(steps):
            for word in words:
                at = _place(said, word)
                if at >= 0 and (best is None or (at, -len(word)) < best[:2]):
                    best = at, -len(word), ladder, step
    return best[2:] if best is not None else None


def _place(said: str, word: str) -> int:
    """Where a step is named in some words, maybe with others inside: 作出*决定 of 作出维持决定; -1 if nowhere."""
    verb, found, object_ = word.partition(_ANYTHING)
    at = said.find(verb)
    if not found or at < 0:
        return at
    between = said[at + len(verb) : at + len(verb) + _GAP + len(object_)].partition(object_)
    inside = between[1] and not between[0].startswith("的") and "," not in between[0]
    return at if inside else -1
