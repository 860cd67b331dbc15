"""What a part or a share belongs to where words name it: 终止的案件中, 占审结案件的, 初次信访按渠道看."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from scorer.checks.figures.verdicts import (
    adds_up,
    exceeds,
    misread,
    numbers,
)
from scorer.statements.readings import AMONG, BESIDE, REFUSED, REST, SUM, Figures, Reading
from scorer.text.expressions import expression

if TYPE_CHECKING:
    from collections.abc import Sequence

_NAMED = expression(r"(?:^|[,;:。])([^,;:。()]{2,15}?)(?:(?<!集)中|里)(?![心小央国队])[,:]?(?=[^,;:。]{0,24}$)")
# 受理的案件中,自然资源领域最为集中,达121件; 初次信访按渠道看,网上920件
_FOREMOST = expression(
    r"(?:^|[,;:。])(?:在)?([^,;:。()]{2,14}?)(?:中|里)(?![心小央国队])[,:]?[^,;:。]{2,20}(?:最[^,;:。]{1,4}|居首|居多|为主|突出|集中)(?=,[^,;:。]{0,4}$)"
)
_SORTED = expression(
    r"(?:^|[,;:。])([^,;:。()]{0,14}?)(?:按照|按|从|分(?=[^,;:。]{1,6}看))([^,;:。按从]{1,10})"
    r"(?:来看|看|划分|来分|分类|区分|统计|分|分布看)[,:](?=[^,;:。]{0,24}$)"
    r"|(?:^|[,;:。])()按((?:[^,;:。按]{0,6})(?:结果|类型|类别|领域|来源|性质|级别|层级|渠道|季度|区域|情况))[,:](?=[^,;:。]{0,24}$)",
    *(last + mark for last in "看分类计果型别域源质级道度况" for mark in ",:"),
)
_SHORTEST = 2  # characters of what 中 stands behind
_PERIODS = (("季度", 4), ("半年", 2))  # how many parts of a year are all of it
_OVER = expression(
    r"(?:以|按)([^,;:。]{2,14}?)(?:总数|总量|数)?(?:计算|为基数|为底数|为分母|为口径|计)"
    r"|\([^,;:。()]{0,8}占([^,;:。()占]{2,12}?)(?:的(?:比例|比重|百分比))?\)"
)
# 专职|人员占比不足
_SHARE_OF = expression(
    r"(?:人员|案件|纠纷|事项|类|者)?(?:的|数|数量|人数)*(?:占比|比例|比重|占)[只仅还也约已为达到接近超过逾]*"
)
_OVER_FAR = 40  # characters before a rate in which its base may be told
_BODY_ENDS = frozenset("镇乡村道区县局委站所院校")
_LINKS = ("", "达", "为", "有", "共", "计", "达到", "共计")
_DENIALS = ("没有", "尚未", "未经", "未", "不予", "不", "非", "无")
_SHORT = 20  # per cent that all parts may fall short by a slip
_LEAST_SHARED = 2  # characters that a base named in words shares with the count that it means


def named_base(figures: Figures, first: Reading) -> Reading | None:
    """终止的案件中,撤回45件: the count before whose own words are those of the base."""
    line = figures.lines[first.sentence]
    low = max(line.start, first.quantity.lead - 30)
    said = figures.text[low : first.start]
    if ("中" not in said and "里" not in said) or not _has_inside(said):
        return None
    match = _NAMED.search(said)
    if match is not None and low + match.end() < first.quantity.name - 1:
        match = None
    match = match or (_FOREMOST.search(said) if first.label in _LINKS else None)
    if match is None or match.group(1).endswith("其"):
        return None
    base = meant(figures, first, match.group(1))
    total = next((r for r in figures.before(first) if r.tie == SUM and r.unit == first.unit), None)
    if base is not None and total is not None and base.at < total.at and _is_summed(figures, base, total):
        base = total  # 办理建议43件、提案61件,合计104件;办理结果中满意102件
    turned_away = base is not None and base.stage == REFUSED and not match.group(1).startswith(("不", "未"))
    return None if turned_away else base  # 受理367件,不予受理29件。受理案件中审结334件


def _has_inside(said: str) -> bool:
    """Whether 中 or 里 stands behind a name of its clause, which 其中 has not."""
    at = min((at for sign in "中里" if (at := said.find(sign)) >= 0), default=len(said))
    while at < len(said):
        low = max(said.rfind(stop, 0, at) for stop in ",;:。") + 1
        if at - low >= _SHORTEST and said[at + 1 : at + 2] not in ("心", "小", "央", "国", "队"):
            return True
        at = min((found for sign in "中里" if (found := said.find(sign, at + 1)) >= 0), default=len(said))
    return False


def _is_summed(figures: Figures, base: Reading, total: Reading) -> bool:
    """Whether a total is that of a list in which a count stands."""
    told = [r for r in figures.readings[base.at : total.at] if r.counts]
    return len(told) > 1 and adds_up(total.quantity.number, numbers(told))


def part_before(figures: Figures, first: Reading, at: int) -> Reading | None:
    """The part told before that a share, the first number of its sentence, names: 其中专职28人。专职人员占比."""
    if first.start != at:
        return None
    low = max(figures.text.rfind(stop, 0, at) for stop in ",;:。\n") + 1
    subject, told = figures.text[low:at], []
    for part in figures.before(first, back=1):
        kind = part.label.removeprefix("其中") or part.behind.lstrip("为是属于")
        named = len(kind) >= _LEAST_SHARED and subject.startswith(kind)
        if named and part.at in figures.wholes and _SHARE_OF.fullmatch(subject[len(kind) :]) is not None:
            told.append(part)
    return told[0] if len(told) == 1 else None


def whole_of_rest(figures: Figures, rest: Reading) -> Reading | None:
    """检查240家,其中合规96家,停办36家。其余108家: the count that these and those told before it make up."""
    if rest.tie != REST or rest.label.lstrip("其余下剩")[:_LEAST_SHARED]:
        return None
    parts: list[Reading] = []
    for other in figures.before(rest, back=1):
        if not other.counts or other.unit != rest.unit or other.tie in BESIDE:
            continue
        left = rest.quantity.number.value + sum(part.quantity.number.value for part in parts)
        if parts and (left == other.quantity.number.value or figures.wholes.get(parts[0].at) is other):
            return other
        parts.append(other)
    return None


def counted_over(figures: Figures, rate: Reading) -> Reading | None:
    """以收到的申请总数计算,答复率为97%: the count that words before a rate say it is taken over."""
    line = figures.lines[rate.sentence]
    last = figures.readings[rate.at - 1] if rate.at else None
    low = max(line.start, last.end if last is not None else 0, rate.start - _OVER_FAR)
    said = figures.text[low : rate.start]
    reckoned = ("计" in said or "为" in said) and ("以" in said or "按" in said)
    if not reckoned and not ("(" in said and "占" in said):
        return None
    match = _OVER.search(said)
    return meant(figures, rate, match.group(1) or match.group(2), alike=False) if match is not None else None


def sorted_base(figures: Figures, first: Reading) -> tuple[Reading, bool] | None:
    """初次信访按渠道看,网上920件: all of what the words mean, or of the count before, is told by its kinds.

    The whole, and whether the words name it.
    """
    line = figures.lines[first.sentence]
    low = max(line.start, first.quantity.lead - 30)
    said = figures.text[low : first.start]
    match = _SORTED.search(said) if "按" in said or "从" in said or "分" in said else None
    if match is None or low + match.end() < first.quantity.name - 1:
        return None
    named, kinds = match.group(1) or "", match.group(2) or match.group(4)
    parts = next((count for word, count in _PERIODS if word in kinds), 0)
    if parts and len(figures.items(first)) != parts:
        return None
    if named and not named.endswith("其中"):
        base = meant(figures, first, named)
        return (base, True) if base is not None else None
    most = max(item.quantity.number.value for item in figures.items(first))
    for other in figures.before(first):
        alike = other.counts and other.unit == first.unit and other.tie not in BESIDE
        if alike and other.at not in figures.wholes and other.quantity.number.value > most:
            return other, False
    return None


def meant(figures: Figures, reading: Reading, said: str, *, alike: bool = True) -> Reading | None:
    """The count of the sentence or the two before that some words mean; None if none or several do."""
    key = said.strip("的占")
    bare = key.lstrip("0123456789.万")
    if bare != key and bare[:1] in figures.words.by_first:
        key = bare[1:]  # 412名律师
    key = key.removesuffix("数").removesuffix("总")
    for generic in ("案件", "文件", "事项", "问题", "人员"):
        key = key.removesuffix(generic) if len(key) - len(generic) >= _LEAST_SHARED else key
    key = key.strip("的")
    key = key.removeprefix("在") if len(key) > _LEAST_SHARED else key  # 在编人员 are those 在编
    if len(key) < _LEAST_SHARED:
        return None
    best: tuple[tuple[int, bool], Reading] | None = None
    verbs: list[Reading] = []  # counts whose label has the verb of the words: 办结 of 办结工单
    for other in figures.before(reading):
        if not other.counts or other.tie in BESIDE or (alike and not figures.words.same(other.unit, reading.unit)):
            continue
        around = other.around
        if _is_opposite(key, around):
            continue
        if len(key) > _LEAST_SHARED and key[:_LEAST_SHARED] in other.label:
            verbs.append(other)
        exact = key in around or (len(label := other.label.lstrip("、已")) > 1 and label in key)
        shared = sum(key[i : i + 2] in around for i in range(len(key) - 1))
        near = key[:2] in around or key[-2:] in around
        score = 2 * len(key) if exact else shared if near and 2 * shared >= len(key) - 1 else 0
        rank = score, other.tie != AMONG  # 审结149件,其中简易程序审结37件: the cases closed are all of them
        if score and (best is None or rank > best[0]):
            best = rank, other
    if best is None and len(verbs) == 1 and figures.said(verbs[0], "figure-done", "figure-intake", "figure-admitted"):
        return verbs[0]
    return best[1] if best else None


def _is_opposite(key: str, around: str) -> bool:
    """Whether one of two tells of what was done, and the other of what was not: 未移送的案件, 移送的8件."""
    denial = next((word for word in _DENIALS if key.startswith(word)), "")
    deed = key.removeprefix(denial)[:_LEAST_SHARED]
    return bool(denial) != any(word + deed in around for word in _DENIALS)


# —— what speaks against it that counts are the parts of the one before ——


def is_doubtful(figures: Figures, first: Reading, items: Sequence[Reading], *, bound: bool) -> bool:
    """Whether a list that does not fit the count before may be no list of its parts; `bound`: one is more than it."""
    if len(items) > 1 and (_is_partly(figures, first, items) or _is_apart(figures, first, items)):
        return True
    return bound and named_base(figures, first) is None and _is_of_others(figures, items)


def may_be_of_others(figures: Figures, items: Sequence[Reading]) -> bool:
    """Whether another count of their unit, before the first of some, is large enough to hold them together."""
    every = numbers(items)
    return any(
        r.counts and r.unit == items[0].unit and not exceeds(r.quantity.number, every) for r in figures.before(items[0])
    )


def of_several_bodies(figures: Figures, part: Reading) -> bool:
    """Whether a count is of several bodies, each of which may have the same: 其中木杉镇、林场街道承接91项."""
    head, several, last = figures.text[part.quantity.name : part.start].partition("、")
    return bool(several) and head[-1:] in _BODY_ENDS and not _BODY_ENDS.isdisjoint(last[1:])


def _is_of_others(figures: Figures, items: Sequence[Reading]) -> bool:
    """Whether parts of which one is more than their whole may be of another count near by, or of none.

    除请假的3人外,…,其中12人; 19项(含子项31项).
    """
    part = max(items, key=lambda item: item.quantity.number.value)
    if part.quantity.paren >= 0 and part.tie != AMONG:
        return True
    if of_several_bodies(figures, part):
        return True
    if may_be_of_others(figures, [part]):
        return True
    before = next((r for r in figures.before(part) if r.counts and r.unit == part.unit), None)
    return before is not None and before.label.startswith("除")


def _is_partly(figures: Figures, first: Reading, items: Sequence[Reading]) -> bool:
    """Whether the end of a list makes up a count before it, so that what stands before is no item.

    19起,…退回补充证据3起,撤案1起,作出处罚决定18起.
    """
    told = {r.quantity.number.value for r in figures.before(first) if r.counts and r.unit == first.unit}
    values = [number.value for number in numbers(items)]
    return any(sum(values[at:]) in told for at in range(1, len(values) - 1))


def _is_apart(figures: Figures, first: Reading, items: Sequence[Reading]) -> bool:
    """Whether a count before a list is its first item, or its items are told one by one and may overlap.

    按案由,殴打他人1176起,盗窃783起; 931件,其中正职214件,占23%;当庭发表意见的838件,占90%.
    """
    text = figures.text
    if first.tie == AMONG:
        return any(text.find(";", one.end, two.start) >= 0 for one, two in pairwise(items))
    if not first.at:
        return False
    before = figures.readings[first.at - 1]
    head = text[figures.lines[before.sentence].start : before.quantity.lead]
    return head[-1:] in (",", ":") and head.startswith(("按", "从", "以"))


def _goes_before(figures: Figures, before: Reading) -> bool:
    """Whether a count is an item of a list that begins before it: 涉大气21076件,涉噪声16453件,涉水4437件."""
    first = figures.readings[before.at - 1] if before.at else None
    listed = first is not None and first.sentence == before.sentence and first.counts and first.unit == before.unit
    return listed and first is not None and before.label[:1] == first.label[:1] != "" and not before.tie


def _is_sibling(before: Reading, items: Sequence[Reading]) -> bool:
    """Whether a count before a list is called as its items are: 燃气类461处,用电类287处; 优的21本,合格的15本."""
    if before.tie == AMONG:
        return True  # whose own whole is not told here
    last = items[-1].tie == REST or items[-1].label.startswith("其他")
    labels = [item.label.lstrip("、和及与") for item in (items[:-1] if last else items) if item.label]
    own = before.label.lstrip("、和及与")
    if not own or not labels or before.stage:
        return False
    if own[-1] == "的":
        return all(label[-1:] == "的" for label in labels)
    return all(label[:1] == own[0] or (len(label) == len(own) and label[-1:] == own[-1]) for label in labels)


def is_beside(figures: Figures, whole: Reading, items: Sequence[Reading]) -> bool:
    """Whether a count is an outcome as those behind it: 失效12件,废止8件,修改3件 are parts of what is not told here."""
    if items[0].tie == AMONG:
        return False
    for name, outcome in zip(figures.words.outcomes, figures.outcomes, strict=True):
        own = whole.said & outcome and any(
            end == whole.start for _, end in figures.inside(name, whole.quantity.lead, whole.start)
        )
        if own and all(item.said & outcome for item in items):
            return True
    return False


def is_in_row(figures: Figures, before: Reading, items: Sequence[Reading]) -> bool:
    """Whether a count before a list stands in one row with its items, so that it is no whole of theirs."""
    return _goes_before(figures, before) or _is_sibling(before, items) or is_beside(figures, before, items)


def falls_far_short(figures: Figures, whole: Reading, items: Sequence[Reading]) -> bool:
    """Whether parts come to so much less than their whole that others may be left untold."""
    if figures.near(items[-1], "figure-other"):
        return False
    told, total = whole.quantity.number.value, sum(item.quantity.number.value for item in items)
    return total < told and (100 * (told - total) > _SHORT * told or not misread(total, told))
