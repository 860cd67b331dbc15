"""What is said of all or of none of a thing, against some of the same of which the contrary is told beside it.

人人通过,…4人不合格; 无一败诉,…败诉2件. A claim is a quantifier (全员, 悉数, 无一, 零) with its subject and its deed;
an exception is a denial or an opposite of that deed, or for none the deed itself, of a count or of named bodies.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, Final

from scorer.checks.figures.verdicts import INCONSISTENT, Computed
from scorer.statements.readings import LAST
from scorer.text.expressions import expression

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scorer.statements.readings import Figures, Reading
    from scorer.text.words import Span

_CLAUSE, _SENTENCE = ",;:。\n!?", "。\n!?"
_SENTENCES = 3  # that of the claim and two behind it
_FARTHEST = 240  # characters behind a claim in which its exception may stand
_PAIR = 2
_DENIED = 14  # characters behind a denial that say what is denied
_COVERED = 0.7  # of a deed that must come again
_DENIED_COVERED = 0.6
_HALF = 0.5
_NOVEL = 1  # characters of a subject that the claim does not have
_ALSO = ("但", "而", "其中", "目前", "只是", "唯独", "唯有", "唯", "仅", "年末", "岁末")
_LONGEST_NAME = 10
_KINDS = (  # what is counted, and the ends of the names of such bodies
    (("部门", "单位", "机关"), "局委办心队院厅"),
    (("乡镇", "镇街", "街镇", "街道", "镇"), "镇乡道"),
    (("村", "社区"), "村区"),
)
_BODY = expression(r"([^,;:。、\d的]{1,8}(?:局|部门|镇|乡|街道|大队|支队|中心|委|办))(.*)$")
_FOR = ("对", "向", "给")
_BECAUSE = expression(r"[因由][^,]*(?:,|$)")
_CAUSE = expression(r"(?:因|由于|由)(.{2,20}?)(?:而|被|引发|导致|引起|造成|遭)(.+)")
_OR = expression(r"或|和|及|、|以及")
_SPELT = expression(r"[两二三四五六七八九十](?:个|家|所|处)([^,;:。、\d]{2,4})")
_BOUND = expression(r"\d+(?:个)?(?:工作)?(?:日|天|月)[之以]?内")
_BEYOND_WORD = "超"
_BEYOND = expression(r"(?:超过|超)\d+(?:个)?(?:工作)?(?:日|天|月)")


class Claim:
    """What is said of all or of none; offsets of the clause in the plain text."""

    __slots__ = ("deed", "end", "none", "start", "subject", "whole")

    def __init__(self, span: Span, subject: str, deed: str, whole: Reading | None, *, none: bool) -> None:
        self.start: Final = span[0]
        self.end: Final = span[1]
        self.none: Final = none
        self.subject: Final = subject
        self.deed: Final = deed
        self.whole: Final = whole  # of whom it is said


def find_claims(figures: Figures) -> Iterator[Computed]:
    """Every exception to what is said of all or of none."""
    for claim in _claims(figures):
        exception = _of_none(figures, claim) if claim.none else _of_all(figures, claim)
        if exception is not None:
            start, end = exception
            low, high = min(claim.start, start), max(claim.end, end)
            shown = f"{figures.text[claim.start : claim.end]} / {figures.text[start:end]}"
            yield Computed(low, high, "all-closed", INCONSISTENT, shown, True)


def _may_be_denied(figures: Figures, end: int) -> bool:
    """Whether an exception to what is said of all may stand behind a clause."""
    reach = _reach(figures.text, end)
    said = figures.text[end:reach]
    opposites = any(word in said for _, words in figures.words.claim_against for word in words)
    return opposites or _BEYOND_WORD in said or bool(figures.scan.inside("figure-claim-denial", end, reach))


# —— claims ——


def _claims(figures: Figures) -> Iterator[Claim]:
    """The claims of a text, one a clause: the last quantifier of a clause has its deed behind it."""
    spans = [(*span, none, name == _WEAK) for name, none in _QUANTIFIERS for span in figures.scan.spans(name)]
    spans.sort()
    done = -1
    for at, (start, end, none, weak) in enumerate(spans):
        high = _stop(figures.text, end, _CLAUSE)
        later = spans[at + 1] if at + 1 < len(spans) else None
        if later is not None and later[0] < high and later[2] == none:
            continue
        low = _begin(figures.text, start, _CLAUSE)
        if low < done:
            continue
        done = high
        if not none and not _may_be_denied(figures, high):
            continue
        claim = _claim(figures, (low, start, end, high), none=none, weak=weak)
        if claim is not None:
            yield claim


_WEAK = "figure-claim-weak"
_QUANTIFIERS = (("figure-claim-all", False), ("figure-claim-each", False), ("figure-claim-none", True),
                (_WEAK, True))  # fmt: skip


def _claim(figures: Figures, at: tuple[int, int, int, int], *, none: bool, weak: bool) -> Claim | None:
    text = figures.text
    low, start, end, high = at
    subject, deed = text[low:start], text[end:high]
    before = text[_begin(text, low - 1, _CLAUSE) : low] if low and text[low - 1] in ",:" else ""
    spared = subject + before
    if any(word in spared or word in deed for word in figures.words.claim_spared):
        return None
    if text[start - 1 : start] in figures.words.claim_not or text[end : end + 1] in ("未", "不") and not none:
        return None
    if text[end : end + 1] == "的" or ("的" in deed[-_PAIR:] and none):
        return None
    if len(_bare(figures, deed)) < _PAIR and (not none or text[start:end].endswith("零")):
        subject, deed = "", subject + ("" if none else text[start:end])  # 在94个乡镇铺满
    core = _bare(figures, deed)
    if len(core) < _PAIR or (weak and not any(word in deed for word in figures.words.claim_bad)):
        return None
    counts = [r for r in _within(figures, low if low == 0 else _begin(text, low - 1, _CLAUSE), high) if r.counts]
    return Claim((low, high), before + subject, deed, counts[-1] if counts else None, none=none)


def _bare(figures: Figures, words: str) -> str:
    """Words without those that say nothing of a deed: 已, 的, 了, 情形."""
    for idle in figures.words.claim_idle:
        words = words.replace(idle, "")
    return "".join(char for char in words if not char.isdigit())


def _stop(text: str, at: int, stops: str) -> int:
    high = len(text)
    for stop in stops:
        end = text.find(stop, at, high)  # no further than the nearest so far
        high = end if end >= 0 else high
    return high


def _begin(text: str, at: int, stops: str) -> int:
    low = 0
    for stop in stops:
        low = max(low, text.rfind(stop, low, max(at, 0)) + 1)
    return low


def _reach(text: str, at: int) -> int:
    """Where the second sentence behind an offset ends, in its paragraph."""
    high = at
    for _ in range(_SENTENCES):
        high = _stop(text, high, _SENTENCE)
        if text[high : high + 1] == "\n" or high - at > _FARTHEST:
            break
        high += 1
    return min(high, len(text), at + _FARTHEST)


def _within(figures: Figures, low: int, high: int) -> Sequence[Reading]:
    """The readings between two offsets."""
    first = bisect_left(figures.readings, low, key=lambda reading: reading.start)
    last = bisect_left(figures.readings, high, key=lambda reading: reading.start)
    return figures.readings[first:last]


def _other_time(figures: Figures, claim: Claim, low: int, high: int) -> bool:
    """Whether a clause speaks of another time than the claim: 上年, 此前, 6月底时."""
    text = figures.text
    own = text[_begin(text, claim.start, _SENTENCE) : claim.end].replace("年以来", "")
    said = text[low:high]
    for word in figures.words.claim_times:
        if (word in own) != (word in said) and not (claim.none and word[-1] == "月" and word in said):
            return True
    return False


# —— none ——


def _of_none(figures: Figures, claim: Claim) -> tuple[int, int] | None:
    """无一败诉 … 败诉2件: the words around a count hold what is said of none."""
    text = figures.text
    deeds = [_bare(figures, part) for part in _OR.split(claim.deed)]
    deeds = [deed for deed in deeds if len(deed) >= _PAIR]
    cause = _CAUSE.search(claim.deed)
    low = _begin(text, claim.start, _SENTENCE)
    for reading in _within(figures, low, _reach(text, claim.end)):
        if not reading.counts or reading.quantity.number.low <= 0 or claim.start <= reading.start < claim.end:
            continue
        start, end = _begin(text, reading.start, _CLAUSE), _stop(text, reading.end, _CLAUSE)
        if reading.tie == LAST or _other_time(figures, claim, start, end) or _rebutted(figures, text[start:end], end):
            continue
        near = text[max(start, reading.start - _DENIED) : reading.start] + "|" + text[reading.end : end][:_DENIED]
        floor = _begin(text, start, _SENTENCE)
        topic = text[floor if start < claim.start else max(floor, claim.end) : start]
        if cause is not None:
            first, then = (_bare(figures, part) for part in cause.groups())
            told = _covered(first, near) >= _COVERED and then[-_PAIR:] in topic + near
        else:
            behind = topic[-4 * _DENIED :] if start > claim.end else ""
            told = any(_is_told(figures, deed, near, behind) for deed in deeds)
        contrast = any(word in text[start:end] for word in figures.words.claim_contrast)
        if told and not contrast and not _other_subject(figures, claim, text[start : reading.start], topic):
            return start, end
    return _named_none(figures, claim, _bare(figures, claim.deed))


def _is_told(figures: Figures, deed: str, near: str, topic: str) -> bool:
    """Whether the words around a count, and those before them, hold a deed that they do not deny."""
    if not (deed[-_PAIR:] in near or _same_group(figures, deed[-2 * _PAIR :], near)) or _negated(deed, near):
        return False
    if max(_covered(deed, near), _covered(deed, topic + near)) >= _COVERED:
        return True
    return _same_group(figures, deed, near, strictly=True)


def _named_none(figures: Figures, claim: Claim, core: str) -> tuple[int, int] | None:
    """没有一个部门不合格,县住建局考核结果为不合格."""
    text = figures.text
    start = claim.end + 1
    reach = _reach(text, claim.end)
    while start < reach:
        end = _stop(text, start, _CLAUSE)
        named = _named(text[start:end], claim.subject + claim.deed)
        rest = text[start + named : end]
        contrast = any(word in text[start:end] for word in figures.words.claim_contrast)
        told = core[-_PAIR:] in rest and _covered(core, rest) >= _HALF and not _negated(core, rest)
        if named and told and not contrast:
            return start, end
        start = end + 1
    return None


def _negated(core: str, said: str) -> bool:
    """Whether the deed is denied in some words."""
    at = said.find(core[-_PAIR:])
    if at < 0:
        return any(word in said for word in ("未", "没有", "无", "避免", "防止"))
    head = said[:at].rpartition("|")[2]
    own = core[:-_PAIR]
    return any(word in head[-6:] and word not in own for word in ("未", "没有", "无", "不", "避免", "防止", "免"))


def _rebutted(figures: Figures, said: str, end: int) -> bool:
    """Whether it is said that it was not so: 均不属实."""
    behind = figures.text[end : end + _DENIED]
    return any(word in said or word in behind for word in figures.words.claim_rebutted)


def _covered(core: str, said: str) -> float:
    """How much of a deed comes again in some words, by pairs of characters."""
    found = [False] * len(core)
    for at in range(len(core) - 1):
        if core[at : at + _PAIR] in said:
            found[at] = found[at + 1] = True
    return sum(found) / max(1, len(core))


def _same_group(figures: Figures, one: str, other: str, *, strictly: bool = False) -> bool:
    """Whether two deeds hold words for the same thing: 通过 and 合格; `strictly` if one is no more than that."""
    for group in figures.words.claim_same:
        if any(word in other for word in group):
            held = [word for word in group if word in one]
            if held and (not strictly or len(max(held, key=len)) >= len(one) - 1):
                return True
    return False


def _other_subject(figures: Figures, claim: Claim, head: str, topic: str) -> bool:
    """Whether a count is of another body or another kind of procedure than the claim."""
    text = figures.text
    own = text[_begin(text, claim.start, _SENTENCE) : claim.end]
    match = _BODY.search(head)
    if match is not None and not any(word in match.group(2) for word in _FOR):
        body = match.group(1)
        if body[-4:-_PAIR] not in own or body[-_PAIR:] not in own:
            return True
    said = topic + head
    domains = [word for word in figures.words.claim_domains if word in own]
    return bool(domains) and any(word in said and word not in own for word in figures.words.claim_domains)


# —— all ——


def _of_all(figures: Figures, claim: Claim) -> tuple[int, int] | None:
    """人人通过 … 4人不合格: a denial of the deed, or its opposite, of a count or of named bodies."""
    text = figures.text
    if "应" in claim.subject:
        return None
    reach = _reach(text, claim.end)
    for start, end in figures.scan.inside("figure-claim-denial", claim.end, reach):
        low, high = _begin(text, start, _CLAUSE), _stop(text, end, _CLAUSE)
        head = text[low:start]
        if head.endswith(figures.words.claim_modal) or _other_time(figures, claim, low, high):
            continue
        denied = _cut(text[end:high])
        if _is_same(figures, claim, denied) and _is_of_claim(figures, claim, low, start, high):
            return low, high
    for group, opposites in figures.words.claim_against:
        if not any(word in claim.deed for word in group) and not (_BOUND.search(claim.deed) and "日内" in group):
            continue
        for word in opposites:
            at = text.find(word, claim.end, reach)
            if at < 0:
                continue
            low, high = _begin(text, at, _CLAUSE), _stop(text, at, _CLAUSE)
            if not _other_time(figures, claim, low, high) and _is_of_claim(figures, claim, low, at, high):
                return low, high
    if _BOUND.search(claim.deed) is not None:
        match = _BEYOND.search(text, claim.end, reach)
        if match is not None:
            low, high = _begin(text, match.start(), _CLAUSE), _stop(text, match.end(), _CLAUSE)
            if match.group().lstrip("超过逾")[:_PAIR] in claim.deed and _is_of_claim(
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
    core = _bare(figures, denied)
    deed = claim.deed
    if not core:
        return len(denied) >= _PAIR and denied in deed  # 还未实现
    if _same_group(figures, deed, core, strictly=False) and any(
        len(core) - len(word) <= _PAIR for group in figures.words.claim_same for word in group if word in core
    ):
        return True
    pairs = [core[i : i + _PAIR] in deed for i in range(len(core) - 1)]
    covered = sum(char in deed for char in core) / len(core)
    return any(pairs) and covered >= _DENIED_COVERED


def _is_of_claim(figures: Figures, claim: Claim, low: int, start: int, high: int) -> bool:
    """Whether a clause is of a count, or of named bodies, of those of whom the claim is made."""
    text = figures.text
    if any(word in text[low:high] for word in figures.words.claim_contrast):
        return False
    counts = [r for r in _within(figures, low, high) if r.counts]
    if not counts and text[low - 1 : low] == "," and low - 1 > claim.end:
        before = _begin(text, low - 1, _CLAUSE)
        counts = [r for r in _within(figures, max(before, claim.end), low) if r.counts]
        if counts:
            low = max(before, claim.end + 1)
    if not counts:
        spelt = _SPELT.search(text, low, high)
        if spelt is not None and spelt.group(1)[:_PAIR] in claim.subject + claim.deed:
            return True  # 两个窗口
        return _named(text[low:start], claim.subject + claim.deed) > 0
    count = counts[0]
    if len(counts) > 1 or count.quantity.number.low <= 0 or count.tie == LAST:
        return False
    whole = claim.whole
    if whole is not None:
        if not (figures.words.alike(count.unit, whole.unit) or figures.words.same(count.unit, whole.unit)):
            return False
        if count.quantity.number.low >= whole.quantity.number.high:
            return False
    return _is_plain(figures, claim, text[low:start], count, low, high)


def _is_plain(figures: Figures, claim: Claim, head: str, count: Reading, low: int, high: int) -> bool:
    """Whether the words of a clause name nothing else than the claim does."""
    text = figures.text
    own = text[_begin(text, claim.start, _SENTENCE) : claim.end]
    noun = _bare(figures, text[count.end : high].partition("的")[0]) if count.start >= low + len(head) else ""
    before = text[low : min(low + len(head), count.start)]
    attribute, de, rest = before.rpartition("的")
    if de and count.start - low == len(before):
        before = rest  # 偏远的9个行政村
    before = _BECAUSE.sub("", before)
    if count.start < low + len(head):
        between = _BECAUSE.sub("", text[count.end : low + len(head)])
        before += between
    words = _bare(figures, before)
    novel = [
        char
        for at, char in enumerate(words)
        if words[max(0, at - 1) : at + 1] not in own and words[at : at + _PAIR] not in own
    ]
    del noun
    return len(novel) <= _NOVEL


def _named(clause: str, said: str) -> int:
    """Where the names end with which a clause begins, if they are of those spoken of (县水务局 of 部门); 0 for none."""
    also = next((word for word in _ALSO if clause.startswith(word)), "")
    *names, last = clause[len(also) :].split("、")
    ends = "".join(ends for words, ends in _KINDS if any(word in said for word in words))
    at = next((at for at in range(_LONGEST_NAME, 1, -1) if last[at - 1 : at] and last[at - 1] in ends), 0)
    if not at or any(not _PAIR <= len(name) <= _LONGEST_NAME or name[-1] not in ends for name in names):
        return 0
    return len(clause) - len(last) + at
