"""What is said of all, against fewer of whom the same is told in the next sentences, or some of whom it is not.

所有文件都做到了公开征求意见。5件文件里,公开征求意见的是4件; 按期答复率100%。37件中35件在期限内答复,其余2件超期;
应聘尽聘。22个村,签订顾问协议的20个,两个村暂时空缺. Where some are left, the numbers must say that they are of those.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from scorer.checks.figures.beginnings import of_all
from scorer.checks.figures.exceptions import covered, same_group
from scorer.checks.figures.quantifiers import CLAUSE, bare, clause_end, clause_start, left_over, reach_of, within
from scorer.checks.figures.verdicts import INCONSISTENT, Computed, computed
from scorer.statements.numerals import EXACT, plain
from scorer.statements.readings import BESIDE, FROM, TO

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scorer.statements.readings import Figures, Reading

_OPEN = (
    *("未", "没有", "没能", "空缺", "暂缺", "缺额", "超期", "逾期", "超时", "延迟", "迟", "请假", "缺席", "缺考"),
    *("正在", "尚在", "仍在", "还在", "待", "不合格", "不达标", "空白", "超过", "遗漏", "漏", "代为", "代接", "代替"),
    *("委托", "旧"),
)
_DENIALS = ("未予", "未能", "未", "没有", "没能")
_EXCUSED = (
    *("撤回", "撤诉", "终止", "中止", "注销", "死亡", "合并", "放弃", "免于", "也", "同样", "退休", "调离", "迁出"),
    *("不在", "非执法", "期限内", "审限内", "时限内"),
)
_LATE = ("超期", "逾期", "超时", "延迟", "迟", "超过")
_TIMELY = ("按期", "按时", "如期", "及时", "期限", "时限", "准时", "日内", "审限")
_LACKING = ("空缺", "暂缺", "缺额", "空白")
_HAVING = ("聘", "配", "设", "建", "覆盖", "到岗", "配备", "全覆盖")
_ABSENT = ("请假", "缺席", "缺考", "未到", "没到", "没来")
_TAKING = ("参", "出席", "到", "考", "宣誓", "学", "训", "会", "述")
_SOLVED = (
    "已补", "补考", "补训", "随后", "后均", "现已", "目前已全部", "又", "豁免", "依法不", "经批准", "涉密", "无需",
    "不适用",
)  # fmt: skip
_OTHER_TIME = (
    "上年", "去年", "上半年", "季度", "此前", "年初", "往年", "曾", "截至6月", "计划", "目标", "要求", "下一步",
    "拟",
)  # fmt: skip
_OTHERS = ("另", "其他", "其它", "旁听", "列席", "观摩", "新增", "复查", "加上", "除")
_PREFIXES = ("做到", "实现", "完成", "已", "了", "进行", "开展", "通过", "经过", "经", "到了", "例外")
_PAIR, _HALF, _MOST = 2, 0.5, 5


class _Claim:
    """What is said of all: where, of whom and what, and what alone."""

    __slots__ = ("deed", "end", "said", "start")

    def __init__(self, start: int, end: int, said: str, deed: str) -> None:
        self.start: Final = start
        self.end: Final = end
        self.said: Final = said
        self.deed: Final = deed


def find_shortfalls(figures: Figures) -> Iterator[Computed]:
    """Every claim of all with fewer behind it."""
    for start, end, kind in of_all(figures):
        claim = _claim(figures, start, end, kind)
        if claim is None:
            continue
        test = _short(figures, claim)
        if test is not None:
            yield test


def _claim(figures: Figures, start: int, end: int, kind: str) -> _Claim | None:
    text = figures.text
    low, high = clause_start(text, start, CLAUSE), clause_end(text, end, CLAUSE)
    subject = text[low:start]
    if kind == "due":
        deed = text[start + 1 : end].partition("尽")[2] or text[start + 1 : end]
    elif kind == "rate":
        deed = subject.removesuffix("率")[-6:]
    else:
        deed = text[end:high]
    before = text[clause_start(text, low - 1, CLAUSE) : low] if low and text[low - 1] == "," else ""
    said = before + subject + "|" + text[end:high]
    if any(word in said for word in figures.words.claim_spared if kind != "due" or word != "应尽"):
        return None
    if kind == "all" and text[end : end + 1] in ("的", "未", "不", "可", "应", "须", "由"):
        return None
    if kind == "all" and any(r.counts for r in within(figures, end, high)):
        return None  # 全部公开88件,部分公开14件
    for _ in _PREFIXES[:3]:
        for word in _PREFIXES:
            deed = deed.removeprefix(word)
    if kind == "all" and len(bare(figures, deed)) < _PAIR:
        deed = subject[-8:]  # 村规民约合法性审查全部完成
    return _Claim(low, high, said, deed)


def _short(figures: Figures, claim: _Claim) -> Computed | None:
    text = figures.text
    reach = reach_of(text, claim.end)
    low = clause_start(text, claim.start, "。\n;")
    known = [r for r in within(figures, low, claim.end) if _is_plain(r)]
    later = [r for r in within(figures, claim.end, reach) if r.counts][:_MOST]
    if not later or any(word in text[claim.end : later[-1].end] for word in _SOLVED):
        return None
    for at, done in enumerate(later):
        before = [*known, *later[:at]]
        whole = next((r for r in reversed(before) if figures.words.alike(r.unit, done.unit)), None)
        if whole is None or not _is_plain(done) or not _is_whole(figures, whole, done):
            continue
        if whole.start >= claim.end and not _is_named(figures, claim, whole, done):
            continue
        noun, clause = _apart(figures, whole, done)
        own = clause + done.behind
        if any((word in own) != (word in claim.said) for word in _OTHER_TIME) or any(word in own for word in _OTHERS):
            continue
        if "应" in own.replace("应诉", "") or not _is_apart(figures, whole, done):
            continue
        rest = later[at + 1] if at + 1 < len(later) else None
        same = _is_same(figures, claim, whole.label + noun, clause, done)
        if rest is not None and _is_left(figures, claim, (whole, done, rest), same=same):
            return _told(figures, claim, [whole, done, rest])
        if same and not _is_made_up(whole, done, later):
            return _told(figures, claim, [whole, done])
    return None


def _is_plain(reading: Reading) -> bool:
    number = reading.quantity.number
    plainly = reading.counts and number.manner == EXACT and reading.quantity.paren < 0 and not reading.mean
    return plainly and reading.tie not in (FROM, TO, *BESIDE) and (not reading.period or reading.period.isdigit())


def _is_whole(figures: Figures, whole: Reading, part: Reading) -> bool:
    alike = figures.words.alike(whole.unit, part.unit)
    alike = alike and part.period in ("", whole.period)
    return _is_plain(whole) and alike and whole.quantity.number.value > part.quantity.number.value > 0


def _is_named(figures: Figures, claim: _Claim, whole: Reading, done: Reading) -> bool:
    """Whether a count behind a claim is of what the claim is of."""
    text = figures.text
    if ";" in text[claim.end : whole.start] or "\n" in text[claim.end : whole.start]:
        return False
    words = whole.label.removeprefix("共") + "|" + _apart(figures, whole, done)[0]
    pairs = [words[at : at + _PAIR] for at in range(len(words) - 1)]
    short = len(words) == _PAIR + 1 and all(char in claim.said for char in words.strip("|"))
    return short or any(pair in claim.said for pair in pairs)


def _apart(figures: Figures, whole: Reading, done: Reading) -> tuple[str, str]:
    """The noun behind a whole, and the words of fewer from the beginning of their clause."""
    text = figures.text
    low = clause_start(text, done.start, CLAUSE)
    if low > whole.end:
        return whole.behind, text[low : done.start]
    between = text[whole.end : done.start]
    at = max(between.rfind(sign) for sign in "中里有")
    return (between[:at], between[at + 1 :]) if at >= 0 else ("", between)


def _is_apart(figures: Figures, whole: Reading, done: Reading) -> bool:
    """Whether a count is told of those of a whole, and does not only stand beside it: 16个镇委员会和13个行业委员会."""
    between = figures.text[whole.end : done.start]
    return any(sign in between for sign in (",", "。", ";", "中", "里", "有")) and "、" not in between[-_PAIR:]


def _is_made_up(whole: Reading, done: Reading, others: Sequence[Reading]) -> bool:
    """Whether counts behind make up all of it: 上半年8件,下半年6件."""
    return any(
        r.counts and done.quantity.number.value + r.quantity.number.value == whole.quantity.number.value for r in others
    )


def _is_same(figures: Figures, claim: _Claim, whole: str, clause: str, done: Reading) -> bool:
    """Whether no more is told of fewer than was told of all."""
    said = clause.removeprefix("其中").removeprefix("中").removeprefix("里").lstrip(",")
    own = said + done.behind if len(said) < _PAIR else said
    source = claim.said.replace("|", "") + whole
    deed = bare(figures, claim.deed)
    if len(deed) < _PAIR or len(own) < _PAIR or any(word in own for word in ("不", "未", "各", "每", *"0123456789")):
        return False
    if any(word in claim.said for word in _TIMELY[:4]) and not any(word in own for word in _TIMELY):
        return False  # 按期办结率100%: some may not be due
    core = bare(figures, own)
    if len(core) <= _PAIR + 1 and same_group(figures, deed, core):
        return True  # 均报国务院备案,…报备3件
    return len(left_over(figures, own, source)) <= 1 and (
        covered(deed, own) >= _HALF or (deed[-_PAIR:] in own and "的" in own)
    )


def _is_left(figures: Figures, claim: _Claim, three: Sequence[Reading], *, same: bool) -> bool:
    """Whether two counts are all, and of the second the contrary is told."""
    whole, done, rest = three
    if not figures.words.alike(rest.unit, whole.unit) or rest.quantity.number.manner != EXACT:
        return False
    if done.quantity.number.value + rest.quantity.number.value != whole.quantity.number.value:
        return False
    text = figures.text
    said = text[done.end : clause_end(text, rest.end, ";。\n")]
    own = said[max(0, clause_start(text, rest.start, CLAUSE) - done.end) :]
    if any(word in own for word in _EXCUSED) or not any(word in said for word in _OPEN):
        return False
    told = claim.said + claim.deed
    for contrary, good, of in ((_LATE, _TIMELY, told), (_LACKING, _HAVING, told), (_ABSENT, _TAKING, claim.deed)):
        if any(word in said for word in contrary) and any(word in of for word in good):
            return True
    denied = next((said[at + len(word) :] for word in _DENIALS if (at := said.find(word)) >= 0), "")
    denied, core = bare(figures, denied[:8]), bare(figures, claim.deed)
    again = len(denied) >= _PAIR and (denied[:_PAIR] in told or core[:_PAIR] in denied)
    return same or again or (len(denied) >= _PAIR and same_group(figures, core, denied))


def _told(figures: Figures, claim: _Claim, readings: Sequence[Reading]) -> Computed:
    values = plain(readings[1].quantity.number.value), plain(readings[0].quantity.number.value)
    shown = f"{values[0]} < {values[1]}, {figures.text[claim.start : claim.end]}"
    test = computed(readings, "all-closed", INCONSISTENT, shown)
    return test._replace(start=min(test.start, claim.start), end=max(test.end, claim.end))
