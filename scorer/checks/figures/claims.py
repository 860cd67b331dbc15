"""What is said of all or of none of a thing, against some of the same of which the contrary is told beside it.

人人通过,…4人不合格; 无一败诉,…败诉2件. A claim is a quantifier (全员, 悉数, 无一, 零) with its subject and its deed;
an exception is a denial or an opposite of that deed, or for none the deed itself, of a count or of named bodies.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorer.checks.figures.exceptions import KINDS, MENDED, covered, named_until, negated, rebutted, same_group
from scorer.checks.figures.quantifiers import (
    CLAUSE,
    SENTENCE,
    Claim,
    bare,
    claims,
    clause_end,
    clause_start,
    is_of_other_time,
    reach_of,
    within,
)
from scorer.checks.figures.verdicts import INCONSISTENT, Computed, adds_up, numbers
from scorer.statements.figure_words import LEVELS, without
from scorer.statements.readings import AMONG, LAST
from scorer.text.expressions import expression

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scorer.statements.readings import Figures, Reading

_PAIR = 2
_GENERAL = frozenset("办处完整解落")  # verbs that say little: 未能办成 is no 未办结
_APART = ("不属", "不在", "不列", "不纳入", "未纳入", "无需", "不需", "不作", "豁免")
_EXEMPT = (
    "依法不予", "依法不", "依法可", "经审批", "经批准", "不适用", "豁免", "涉密", "老案", "旧案", "撤回", "撤诉",
    "放弃",
)  # fmt: skip
_UNDER_WAY = ("选址", "建设", "施工", "筹建", "筹备", "规划", "招标", "办理", "审理", "整改", "推进")
_STILL = frozenset("正仍尚还有")
_RULED = ("处罚", "许可", "强制", "征收", "裁决")
_OWN = frozenset("我本")
_DENIED = 14  # characters behind a denial that say what is denied
_COVERED = 0.7  # of a deed that must come again
_DENIED_COVERED = 0.6
_HALF = 0.5
_NOVEL = 1  # characters of a subject that the claim does not have
_BODY = expression(r"([^,;:。、\d的]{1,8}(?:局|部门|镇|乡|街道|大队|支队|中心|委|办(?![理案结律证件])))(.*)$")
_LEVELS = (*LEVELS, "街道")
_KINDS = ("重大", "简易", "一般", "普通", "轻微", "疑难", "涉企")
_FOR = ("对", "向", "给")
_BECAUSE = expression(r"[因由][^,]*(?:,|$)|经[^,]{1,4}?(?=仍|还|尚|也|,|$)")
_CAUSE = expression(r"(?:因|由于|由)(.{2,20}?)(?:而|被|引发|导致|引起|造成|遭)(.+)")
_OR = expression(r"或|和|及|、|以及")
_SPELT = expression(r"[两二三四五六七八九十](?:个|家|所|处)([^,;:。、\d]{2,4})")
_BOUND = expression(r"\d+(?:个)?(?:工作)?(?:日|天|月)[之以]?内")
_LATE = expression(r"超[过出]?了?(?:法定|规定|审理|办理|承诺|约定)?的?(?:期限|时限|审限|办限)", "超")
_IN_TIME = expression(r"(?:期限|时限|审限|办限|时间|日|天)[之以]?内|按期|按时|如期|及时")
_SHORT_FOR = "证审岗站牌网档"  # with which what is denied may name in short what all have
_LONGEST_SHORT = 5
_AGENTS = ("被申请人", "申请人", "当事人", "负责人", "承办人", "责任单位", "承办单位", "行政机关")
_WITHOUT = frozenset("无未不")
_PRESENT = ("到庭", "出庭", "到场", "到会", "出席", "参加")
_NOT_ONE = expression(r"一[名个件家次所份人]([^,;。]{0,8}?)[也都]$", "也", "都")
_PLACE = expression(r"^[\u4e00-\u9fff]{2,4}(?:片区|片|山区|库区|街道|镇|乡)(?=$)")
_THROUGH = ("走完", "到位", "完成", "履行", "走到", "做到", "做完", "过完", "走全")  # of what is named before it
_WHEN = expression(
    r"[^,。的]{0,6}?(?:时|(?:检查|督[察查]|抽查|核查|盘点|清点|回访|核对|统计)(?:中|后|显示)?)(?:另外?|又|还|仍)?(?:发现|查出|见|有)"
)
_BEYOND = expression(r"(?:超过了?|超)\d+(?:个)?(?:工作)?(?:日|天|月)")


def find_claims(figures: Figures) -> Iterator[Computed]:
    """Every exception to what is said of all or of none."""
    for claim in claims(figures):
        exception = _of_none(figures, claim) if claim.none else _of_all(figures, claim)
        if exception is not None:
            start, end = exception
            low, high = min(claim.start, start), max(claim.end, end)
            shown = f"{figures.text[claim.start : claim.end]} / {figures.text[start:end]}"
            yield Computed(low, high, "all-closed", INCONSISTENT, shown, True)


def _of_none(figures: Figures, claim: Claim) -> tuple[int, int] | None:
    """无一败诉 … 败诉2件: the words around a count hold what is said of none."""
    text = figures.text
    deeds = [bare(figures, part) for part in _OR.split(claim.deed)]
    deeds = [deed for deed in deeds if len(deed) >= _PAIR]
    for deed in [deed[-2 * _PAIR :] for deed in deeds if len(deed) >= 2 * _PAIR]:
        if deed[0] == deed[2] or deed[1] == deed[3]:
            deeds += [deed[:_PAIR], deed[_PAIR:]]  # 脱管漏管
    if claim.deed[:1] in _WITHOUT and len(claim.deed) > _PAIR:
        lacking = _of_all(figures, claim._replace(none=False, deed=claim.deed[1:]))  # 无一无证上岗
        if lacking is not None:
            return lacking
    kind, _, noun = claim.deed.rpartition("的")
    if len(kind) > _PAIR and noun[-_PAIR:] == "案件":
        deeds.append(bare(figures, kind))  # 没有出现超期未结的复议案件
    cause = _CAUSE.search(claim.deed)
    low = clause_start(text, claim.start, SENTENCE)
    if low and text[low - 1] == "。" and not any(r.counts for r in within(figures, low, claim.end)):
        low = clause_start(text, low - 1, SENTENCE)
    for reading in within(figures, low, reach_of(text, claim.end)):
        if not reading.counts or reading.quantity.number.low <= 0 or claim.start <= reading.start < claim.end:
            continue
        start, end = clause_start(text, reading.start, CLAUSE), clause_end(text, reading.end, CLAUSE)
        if (
            reading.tie == LAST
            or is_of_other_time(figures, claim, max(claim.end, clause_start(text, start, SENTENCE)), end)
            or rebutted(figures, text[start:end], end)
        ):
            continue
        near = text[max(start, reading.start - _DENIED) : reading.start] + "|" + text[reading.end : end][:_DENIED]
        floor = clause_start(text, start, SENTENCE)
        topic = text[floor if start < claim.start else max(floor, claim.end) : start]
        if cause is not None:
            first, then = (bare(figures, part) for part in cause.groups())
            told = covered(first, near) >= _COVERED and then[-_PAIR:] in topic + near
        else:
            behind = topic[-4 * _DENIED :] if start > claim.end else ""
            told = any(_is_told(figures, deed, near, behind) for deed in deeds)
        contrast = any(word in text[start:end] for word in figures.words.claim_contrast)
        said = text[claim.end : start] if start > claim.end else topic  # a body or a procedure named since the claim
        if told and not contrast and not _other_subject(figures, claim, text[start : reading.start], said):
            return start, end
    return _named_none(figures, claim, bare(figures, claim.deed))


def _is_told(figures: Figures, deed: str, near: str, topic: str) -> bool:
    """Whether the words around a count, and those before them, hold a deed that they do not deny."""
    if deed[0] in "不未" and deed[: _PAIR + 1] not in near:
        return False  # 合格9卷,没有不合格
    if not (deed[-_PAIR:] in near or same_group(figures, deed[-2 * _PAIR :], near)) or negated(deed, near):
        return False
    if max(covered(deed, near), covered(deed, topic + near)) >= _COVERED:
        return True
    return same_group(figures, deed, near, strictly=True)


def _named_none(figures: Figures, claim: Claim, core: str) -> tuple[int, int] | None:
    """没有一个部门不合格,县住建局考核结果为不合格."""
    text = figures.text
    start = claim.end + 1
    reach = reach_of(text, claim.end)
    while start < reach:
        end = clause_end(text, start, CLAUSE)
        named = named_until(text[start:end], claim.subject + claim.deed)
        rest = text[start + named : end]
        contrast = any(word in text[start:end] for word in figures.words.claim_contrast)
        told = core[-_PAIR:] in rest and covered(core, rest) >= _HALF and not negated(core, rest)
        if named and told and not contrast:
            return start, end
        start = end + 1
    return None


def _other_subject(figures: Figures, claim: Claim, head: str, topic: str) -> bool:
    """Whether a count is of another body or another kind of procedure than the claim."""
    text = figures.text
    own = text[clause_start(text, claim.start, SENTENCE) : claim.end]
    match = _BODY.search(head)
    if match is not None and not any(word in match.group(2) for word in _FOR):
        body = match.group(1)
        if body[-_PAIR] not in _OWN and (body[-4:-_PAIR] not in own or body[-_PAIR:] not in own):
            return True
    said = topic + head
    if any(kind in own for kind in _KINDS) and any(kind in said and kind not in own for kind in _KINDS):
        return True  # 重大处罚决定无一被撤销,…被撤销的简易处罚决定
    levels = [level for level in _LEVELS if level in own]
    if levels and any(level in said and level not in own for level in _LEVELS):
        return True
    known = [word.removeprefix("行政") if word.endswith(_RULED) else word for word in figures.words.claim_domains]
    domains = [word for word in known if word in own]
    return bool(domains) and any(word in said and word not in own for word in known)


def _of_all(figures: Figures, claim: Claim) -> tuple[int, int] | None:
    """人人通过 … 4人不合格: a denial of the deed, or its opposite, of a count or of named bodies."""
    text = figures.text
    if "应" in claim.subject.replace("应诉", "").replace("应急", ""):
        return None
    reach = reach_of(text, claim.end)
    for start, end in figures.scan.inside("figure-claim-denial", claim.end, reach):
        low, high = clause_start(text, start, CLAUSE), clause_end(text, end, CLAUSE)
        head = text[low:start]
        if head.endswith(figures.words.claim_modal) or is_of_other_time(figures, claim, low, high):
            continue
        denied = _cut(text[end:high])
        if not denied and (none := _NOT_ONE.search(text, low, start)) is not None:
            denied = none.group(1)  # 7个村一名法律明白人也没有
            same = denied in text[clause_start(text, claim.start, SENTENCE) : claim.end]
            if same and _is_of_claim(figures, claim, low, none.start(), none.start()):
                return low, high
        if _is_same(figures, claim, denied) and _is_of_claim(figures, claim, low, start, high):
            return low, high
    for group, opposites in figures.words.claim_against:
        told = claim.subject[-2 * _PAIR :] + claim.deed
        if not any(word in told for word in group) and not (_BOUND.search(claim.deed) and "日内" in group):
            continue
        for word in opposites:
            at = text.find(word, claim.end, reach)
            if at < 0:
                continue
            low, high = clause_start(text, at, CLAUSE), clause_end(text, at, CLAUSE)
            still = word[0] in _STILL and any(part in text[low:high] for part in figures.words.claim_contrast)
            still = still and not (
                text.startswith(_UNDER_WAY, at + len(word)) and _is_within(figures, claim, low, high)
            )
            if is_of_other_time(figures, claim, low, high) or still:
                continue
            if _is_of_claim(figures, claim, low, at, high):
                return low, high
    if _IN_TIME.search(claim.deed) is not None:
        late = _LATE.search(text, claim.end, reach)
        if late is not None:
            low, high = clause_start(text, late.start(), CLAUSE), clause_end(text, late.end(), CLAUSE)
            own_time = not is_of_other_time(figures, claim, low, high)
            if own_time and _is_of_claim(figures, claim, low, late.start(), high):
                return low, high
    if _BOUND.search(claim.deed) is not None:
        match = _BEYOND.search(text, claim.end, reach)
        if match is not None:
            low, high = clause_start(text, match.start(), CLAUSE), clause_end(text, match.end(), CLAUSE)
            if match.group().lstrip("超过了逾")[:_PAIR] in claim.deed and _is_of_claim(
                figures, claim, low, match.start(), high
            ):
                return low, high
    return None


def _cut(words: str) -> str:
    """What is denied: up to the end of the attribute, a number or a bracket."""
    for at, char in enumerate(words[:_DENIED]):
        if char.isdigit() or char in "的、(即就便而却":
            return words[:at]
    return words[:_DENIED]


def _is_same(figures: Figures, claim: Claim, denied: str) -> bool:
    """Whether what is denied is what all are said to have done."""
    core = bare(figures, denied)
    deed = claim.deed
    if core.endswith("证件"):
        core = core[:-1]
    if "缺席" in deed and core.startswith(_PRESENT):
        return True
    if not core:
        return len(denied) >= _PAIR and denied in deed  # 还未实现
    if core + "前" in deed:
        return False  # 均于签署前送审, 未予签署
    if same_group(figures, deed, core, strictly=False) and any(
        len(core) - len(word) <= _PAIR for group in figures.words.claim_same for word in group if word in core
    ):
        return True
    if _same_verb(figures, claim, core):
        return True
    deed = claim.subject.rpartition(",")[2] + deed if deed.startswith(_THROUGH) else deed
    pairs = [core[i : i + _PAIR] in deed for i in range(len(core) - 1)]
    covered = sum(char in deed for char in core) / len(core)
    return any(pairs) and covered >= _DENIED_COVERED


def _same_verb(figures: Figures, claim: Claim, core: str) -> bool:
    """Whether what is denied begins with the verb of what all did: 没签 and 签了合同, 未考取执法证 and 持证."""
    deed = bare(figures, claim.deed)
    begins = len(core) <= _PAIR + 1 and deed[:1] == core[:1] and core[0] not in _GENERAL
    if begins and (claim.whole is not None or core[-1] == deed[-1]):  # 设立了审核岗, 没有设岗
        return True
    if core[-1] in _SHORT_FOR and core[-1] in deed and len(core) <= _LONGEST_SHORT:
        return True  # 持证上岗, 没有执法证; 经过合法性审查, 未送审
    for group in figures.words.claim_same:
        if not core.startswith(group):
            continue
        verb = next(word for word in group if core.startswith(word))
        rest = core[len(verb) :]
        if any(word in deed for word in group) and (not rest or rest[-1] in claim.deed):
            return True
    return False


def _is_within(figures: Figures, claim: Claim, low: int, high: int) -> bool:
    """Whether the counts since a claim make up those it is made of: 76名全部通过,52人优秀、19人合格,另有5人不合格."""
    counts = [r for r in within(figures, claim.end, high) if r.counts]
    whole = claim.whole
    if whole is None:  # 审核率100%。印发31件,经审核29件,另2件未经审核
        whole, counts = (counts[0], counts[1:]) if counts else (None, [])
    counts = [r for r in counts if whole is not None and figures.words.alike(r.unit, whole.unit)]
    if whole is not None and len(counts) == 1 and whole.quantity.number.exact and counts[0].end < low:
        # 其中8个已投入使用,余下的云河街道工作站尚在选址: those named are all that is left
        named = _names_of(figures.text[low:high].removeprefix("其余").removeprefix("余下").removeprefix("的"), claim)
        return named > 0 and whole.quantity.number.value - counts[0].quantity.number.value == named
    return whole is not None and len(counts) > 1 and adds_up(whole.quantity.number, numbers(counts))


def _is_of_claim(figures: Figures, claim: Claim, low: int, start: int, high: int) -> bool:
    """Whether a clause is of a count, or of named bodies, of those of whom the claim is made."""
    text = figures.text
    if any(word in text[low:high] for word in _EXEMPT):
        return False
    if MENDED.search(text, low, high + _PAIR) is not None:
        return False  # 首考缺考的12名已补考
    found = _WHEN.match(text, low, high)
    low = found.end() if found is not None and found.end() <= start else low
    apart = any(word in text[low:high] for word in figures.words.claim_contrast)
    if apart and (any(word in text[low:high] for word in _APART) or not _is_within(figures, claim, low, high)):
        return False
    counts = [r for r in within(figures, low, high) if r.counts]
    if not counts and text[low - 1 : low] == "," and low - 1 > claim.end:
        before = clause_start(text, low - 1, CLAUSE)
        counts = [r for r in within(figures, max(before, claim.end), low) if r.counts]
        if counts:
            low = max(before, claim.end + 1)
    if not counts:
        spelt = _SPELT.search(text, low, high)
        if spelt is not None and spelt.group(1)[:_PAIR] in claim.subject + claim.deed:
            return True  # 两个窗口
        return named_until(text[low:start], claim.subject + claim.deed) > 0
    count = counts[0]
    if len(counts) > 1 or count.quantity.number.low <= 0 or count.tie == LAST:
        return False
    whole = claim.whole
    if whole is None and (_is_rest(figures, claim, count) or _is_of_other_bodies(claim, count)):
        return False
    if whole is not None:
        if not (figures.words.alike(count.unit, whole.unit) or figures.words.same(count.unit, whole.unit)):
            return False
        if count.quantity.number.low >= whole.quantity.number.high:
            return False
    return _is_plain(figures, claim, text[low:start], count, low)


def _is_of_other_bodies(claim: Claim, count: Reading) -> bool:
    """Whether bodies of another kind than those of a claim are counted: 各镇均建站, 3个村没有建站."""
    said = claim.subject + claim.deed
    named = [words for words, _ in KINDS if any(word in said for word in words)]
    return bool(named) and any(count.behind.startswith(words) for words, _ in KINDS if words not in named)


def _is_rest(figures: Figures, claim: Claim, count: Reading) -> bool:
    """Whether two counts before leave those of an exception: 340人,持证312人;执法岗位持证率100%,没有证的28人."""
    before = [r for r in figures.before(count) if r.counts and figures.words.alike(r.unit, count.unit)]
    before = [r for r in before if r.end <= claim.start or claim.start <= r.start < claim.end]
    values = [r.quantity.number.value for r in before]
    return any(one - other == count.quantity.number.value for one in values for other in values)


def _is_plain(figures: Figures, claim: Claim, head: str, count: Reading, low: int) -> bool:
    """Whether the words of a clause before its denial name nothing else than the claim does."""
    text = figures.text
    own = text[clause_start(text, claim.start, SENTENCE) : claim.end]
    if count.tie == AMONG and "," in text[count.end : low + len(head)]:
        return True
    end = low + len(head)
    before = _PLACE.sub("", text[low : min(end, count.start)])
    if "、" in before and text[count.end : count.end + _PAIR] in own:
        before = ""  # 城南水厂、北环路两个项目
    if count.start < end:
        before = _BECAUSE.sub("", before.rpartition("的")[2]) + _BECAUSE.sub("", text[count.end : end])
    elif count.start == end:
        before = before.rpartition("的")[2]  # 偏远的9个行政村
    words = bare(figures, without(_AGENTS, _BECAUSE.sub("", before), ""))
    novel = [
        char
        for at, char in enumerate(words)
        if words[max(0, at - 1) : at + 1] not in own and words[at : at + _PAIR] not in own
    ]
    return len(novel) <= _NOVEL or (claim.deed.endswith("漏") and not claim.subject)  # 审核无一遗漏: of whom is open


def _names_of(clause: str, claim: Claim) -> int:
    """How many of those that a claim is made of a clause begins with the names of."""
    end = named_until(clause, claim.subject + claim.deed)
    return clause[:end].count("、") + 1 if end else 0
