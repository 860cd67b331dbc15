"""More done than there was to do: 接手248起,上年无积案,调解成功265起; 应发84万元,实发91万元; 送审318份,提意见的340份.

That nothing was left of the year before is said, or each is counted once, or what was due bounds what was paid.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from scorer.checks.figures.beginnings_counts import NEAR_NONE, ONCE, due, none_left
from scorer.checks.figures.verdicts import CONSISTENT, INCONSISTENT, Computed, exceeds, numbers, summed
from scorer.statements.numerals import EXACT
from scorer.statements.readings import AMONG, BESIDE, DONE, FROM, INTAKE, OPENING, REST, TO
from scorer.text.expressions import expression

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scorer.statements.readings import Figures, Reading

_KEPT = (
    r"(?:结转|接转|转入|转来|移入|移交|遗留|旧存|旧案|积案|积压|未结|存案|留存|存量|在[办审手]|历史|往年|上年"
    r"|尾案|余案|延续)"
)
_NONE_LEFT = expression(
    rf"(?:无|没有|未有|不含|不包括|不存在|并无)[^,;。\d]{{0,8}}?{_KEPT}"
    rf"|(?:年初|期初|上年|去年|往年|此前)[^,;。\d]{{0,10}}?(?:为零|为0|全部清零|已清零|已全部[办审]结|均已[办审]结)",
    *(
        "结转",
        "接转",
        "转入",
        "转来",
        "移",
        "遗留",
        "旧",
        "案",
        "积压",
        "未结",
        "留存",
        "存量",
        "在",
        "历史",
        "往年",
        "上年",
        "延续",
    ),
    *("零", "0", "清", "结"),
)
_ONCE = expression(
    r"一[件份起案户家人][^,;。]{0,5}只[计算统]|每[件份起案户家人][^,;。]{0,5}只[计算统]|[不未无]重复|不重不漏",
    *ONCE,
)
_DONE = expression(
    r"[办审调处执兑了]结|成功|完毕|办[理复毕]|化解|整改|销号|到位|答复|回复|调处|出具|评查|审查|处理|结案|回访|采纳"
)
_WHOLE = expression(r"总数|总量|总计|全部|一共|总共|共计|合计|共有?$")
_DUE = expression(r"应(?:予|当|该)?(?:[发退付缴还补拨兑支赔]|返还|发放|支付)|核定[^,;。]{0,6}?应|(?:欠|拖欠)")
_PAID = expression(
    r"实际(?:支付|发放|退还|付|兑付|拨付|缴纳|到账|返还|退)|实(?:发|付|退|缴|拨)|已(?:发放|支付|退还|兑付|付清|缴清|退清|返还|清偿|拨付)"
)
_MORE = (
    "另", "含上年", "含利息", "利息", "滞纳", "累计", "历年", "往年累计", "预", "追加", "其他", "人次", "连同", "以前",
)  # fmt: skip
_FURTHEST = 150  # per cent
_HUNDRED, _PAIR, _BACK = 100, 2, 90
_ONE_BY_ONE = frozenset("件起宗案份户家人名卷张项个条")


def find_exceeding(figures: Figures) -> Iterator[Computed]:
    """Every count of what was done that is more than there was."""
    told = [
        start
        for start, end in none_left(figures)
        if _NONE_LEFT.search(figures.text, max(0, start - NEAR_NONE), end + NEAR_NONE) is not None
    ]
    told += [match.start() for match in _ONCE.finditer(figures.text)]
    for at in sorted({figures.sentence_at(start) for start in told}):
        for test in (_closed(figures, at), _of_total(figures, at)):
            if test is not None:
                yield test
    for line in due(figures):
        for owed, paid in pairwise(line.readings):
            test = _paid(figures, owed, paid)
            if test is not None:
                yield test


def _near(figures: Figures, at: int) -> list[Reading]:
    """The counts of a sentence, of the one before and the one behind in its paragraph."""
    found: list[Reading] = []
    for number in (at - 1, at, at + 1):
        if 0 <= number < len(figures.lines):
            line, own = figures.lines[number], figures.lines[max(0, at)]
            low, high = sorted((line.start, own.start))
            if "\n" not in figures.text[low:high]:
                found += [r for r in line.readings if _is_plain(r)]
    return found


def _is_plain(reading: Reading) -> bool:
    apart = reading.tie in (AMONG, REST, FROM, TO, *BESIDE) or reading.period == "last" or reading.stage == OPENING
    exact = reading.quantity.number.manner == EXACT
    return reading.counts and not apart and exact and reading.quantity.paren < 0 and not reading.mean


def _closed(figures: Figures, at: int) -> Computed | None:
    """年初无在办案件,当年立案732件,当年办结768件: what came in first, what was done with it next."""
    counts = _near(figures, at)
    for came, done in zip(counts, counts[1:], strict=False):
        if came.unit != done.unit or came.unit not in _ONE_BY_ONE or done.sentence - came.sentence > 1:
            continue
        between = figures.text[came.quantity.lead : done.end].replace("不含", "")
        closed = done.stage == DONE or _DONE.search(done.label) is not None
        begun = came.stage in (INTAKE, "") and (came.stage == INTAKE or not _DONE.search(came.label))
        if not (closed and begun) or any(word in between for word in _MORE) or not _of_one(came, done):
            continue
        low = figures.lines[came.sentence].start
        high = figures.lines[done.sentence].end
        if _NONE_LEFT.search(figures.text, max(0, low - _BACK, figures.text.rfind("\n", 0, low)), high) is None:
            continue
        return _bounded(came, done)
    return None


def _of_one(came: Reading, done: Reading) -> bool:
    """Whether what was done has no name of its own, or one that stands with what came: 经其调解成功的涉企纠纷."""
    name = done.label[max((match.end() for match in _DONE.finditer(done.label)), default=0) :]
    name = name.strip("的了有为达共计数是案件")
    return len(name) < _PAIR or name[-_PAIR:] in came.around


def _of_total(figures: Figures, at: int) -> Computed | None:
    """提出意见的合同340份,一份只计一次。本年送审的合同总数318份: the part first, then all of them."""
    counts = _near(figures, at)
    for part, whole in ((a, b) for a in counts for b in counts if a.at < b.at):
        told = _WHOLE.search(whole.label)
        if part.unit != whole.unit or told is None or "的" not in part.label:
            continue
        noun = part.label.rstrip("达为有共计到数是").rpartition("的")[2][-_PAIR:]
        if (
            len(noun) == _PAIR
            and noun in whole.label[: told.start()]
            and exceeds(whole.quantity.number, numbers([part]))
        ):
            return _bounded(whole, part)
    return None


def _paid(figures: Figures, due: Reading, paid: Reading) -> Computed | None:
    """核定应发放补贴84.5万元,实际支付的此项补贴为91.2万元."""
    plainly = _is_plain(due) and _is_plain(paid) and due.unit == paid.unit
    if not plainly or _DUE.search(due.label) is None or _PAID.search(paid.label) is None:
        return None
    if any(word in figures.text[due.quantity.lead : paid.quantity.stop] for word in _MORE):
        return None
    own = paid.label[max(m.end() for m in _PAID.finditer(paid.label)) :].strip("的了共计为达金额款项")
    same = len(own) < _PAIR or own[-_PAIR:] in due.around
    test = _bounded(due, paid) if same else None
    return test._replace(relation="order") if test is not None else None


def _bounded(whole: Reading, part: Reading) -> Computed | None:
    if _HUNDRED * part.quantity.number.value > _FURTHEST * whole.quantity.number.value:
        return None
    over = exceeds(whole.quantity.number, numbers([part]))
    verdict, sign = (INCONSISTENT, ">") if over else (CONSISTENT, "≤")
    return summed(whole, [part], verdict, sign, relation="bound")
