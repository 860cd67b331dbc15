"""What is said of all or of none: a quantifier (全员, 悉数, 无一, 零) with its subject and its deed."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from scorer.statements.figure_words import without
from scorer.statements.readings import Figures, Reading

CLAUSE, SENTENCE = ",;:。\n!?", "。\n!?"
_SENTENCES = 3  # that of the claim and two behind it
_FARTHEST = 240  # characters behind a claim in which its exception may stand
_PAIR = 2
_PARTICLES = frozenset(
    "的地得了着和及与等为是有共计达已均都全各在于对向由把将被其该此本这经后前中内上下个名项件份所家为到、“”()"
)
_LONGEST = 400  # characters of a sentence
_BEYOND = "超"
_MEANS = frozenset("人户件场案次")
_NO_MEANS = frozenset(  # of whom or what all is said: 案件|均
    (
        *("案件", "事件", "文件", "信件", "要件", "证件", "邮件", "农户", "住户", "用户", "商户", "租户", "市场"),
        *("现场", "农场", "方案", "提案", "档案", "预案", "个案", "请人", "事人", "责人", "理人", "办人", "证人"),
        *("诉人", "法人", "批次", "场次"),
    )
)
_COUNTED = frozenset("0123456789一二两三四五六七八九十百千万余")
_PLANNED = ("计划", "拟于", "预计", "打算", "将于")  # 尚未签约的2个镇计划于明年一季度完成


class Claim(NamedTuple):
    """What is said of all or of none; offsets of the clause in the plain text."""

    start: int
    end: int
    subject: str
    deed: str
    whole: Reading | None  # of whom it is said
    none: bool


def claims(figures: Figures) -> Iterator[Claim]:
    """The claims of a text, one a clause: the last quantifier of a clause has its deed behind it."""
    spans = [(*span, none, name == _WEAK) for name, none in _QUANTIFIERS for span in figures.scan.spans(name)]
    spans = _outermost(spans)
    done = -1
    for at, (start, end, none, weak) in enumerate(spans):
        high = clause_end(figures.text, end, CLAUSE)
        later = spans[at + 1] if at + 1 < len(spans) else None
        if later is not None and later[0] < high and later[2] == none and weak >= later[3]:
            continue
        low = clause_start(figures.text, start, CLAUSE)
        mean = figures.text[start] == "均" and figures.text[start - 1] in _MEANS
        mean = mean and any(char in _COUNTED for char in figures.text[end:high])
        mean = mean and figures.text[start - 2 : start] not in _NO_MEANS and figures.text[start - 2] not in _COUNTED
        if low < done or mean:
            continue  # 年人均审结41件, but 7人均通过, 案件均审结
        done = high
        if not none and not _may_be_denied(figures, high):
            continue
        claim = _claim(figures, (low, start, end, high), none=none, weak=weak)
        if claim is not None:
            yield claim


def _outermost(spans: Sequence[tuple[int, int, bool, bool]]) -> list[tuple[int, int, bool, bool]]:
    """The quantifiers that lie in no longer one: 无一遗漏 is no 无."""
    found: list[tuple[int, int, bool, bool]] = []
    high = -1
    for span in sorted(spans, key=lambda span: (span[0], -span[1])):
        if span[1] > high or found and span[:2] == found[-1][:2]:
            found.append(span)
            high = span[1]
    return found


_WEAK = "figure-claim-weak"
_QUANTIFIERS = (("figure-claim-all", False), ("figure-claim-each", False), ("figure-claim-none", True),
                (_WEAK, True))  # fmt: skip


def _claim(figures: Figures, at: tuple[int, int, int, int], *, none: bool, weak: bool) -> Claim | None:
    text = figures.text
    low, start, end, high = at
    subject, deed = text[low:start], text[end:high]
    if weak and not any(word in deed for word in figures.words.claim_bad):
        return None
    before = text[clause_start(text, low - 1, CLAUSE) : low] if low and text[low - 1] in ",:" else ""
    spared = subject + before
    told = f"{spared}|{deed}"
    if any(word in told for word in figures.words.claim_spared):
        return None
    if text[start - 1 : start] == "“" and none and not any(word in deed for word in figures.words.claim_bad):
        return None  # “零距离”
    if text[start - 1 : start] in figures.words.claim_not or text[end : end + 1] in ("未", "不") and not none:
        return None
    if text[end : end + 1] == "的" or ("的" in deed[-_PAIR:] and none):
        return None
    core = bare(figures, deed)
    if len(core) < _PAIR and (not none or text[start:end].endswith("零")):
        subject, deed = "", subject + ("" if none else text[start:end])  # 在94个乡镇铺满
        core = bare(figures, deed)
    if len(core) < _PAIR:
        return None
    counts = [r for r in within(figures, low if low == 0 else clause_start(text, low - 1, CLAUSE), high) if r.counts]
    if counts and not none and counts[-1].end == high and counts[-1].label.startswith(text[start:end]):
        known = figures.before(counts[-1], back=0)[:1]
        if (
            known
            and known[0].unit == counts[-1].unit
            and known[0].quantity.number.low > counts[-1].quantity.number.high
        ):
            return None  # 提出87条,全部采纳82条,部分采纳3条: those of whom it is so in full, no claim of all
    return Claim(low, high, before + subject, deed, counts[-1] if counts else None, none=none)


def bare(figures: Figures, words: str) -> str:
    """Words without those that say nothing of a deed: 已, 的, 了, 情形."""
    return figures.words.without_idle(words)


def clause_end(text: str, at: int, stops: str) -> int:
    """Where the clause or sentence of an offset ends; not far behind it."""
    high = min(len(text), at + _LONGEST)
    for stop in stops:
        end = text.find(stop, at, high)  # no further than the nearest so far
        if end >= 0:
            high = end
    return high


def clause_start(text: str, at: int, stops: str) -> int:
    """Where the clause or sentence of an offset begins; not far before it."""
    at = max(at, 0)
    low = max(0, at - _LONGEST)
    for stop in stops:
        end = text.rfind(stop, low, at)  # no further than the nearest so far
        if end >= 0:
            low = end + 1
    return low


def reach_of(text: str, at: int) -> int:
    """Where the second sentence behind an offset ends, in its paragraph."""
    high = at
    for _ in range(_SENTENCES):
        high = clause_end(text, high, SENTENCE)
        if text[high : high + 1] == "\n" or high - at > _FARTHEST:
            break
        high += 1
    return min(high, len(text), at + _FARTHEST)


def within(figures: Figures, low: int, high: int) -> Sequence[Reading]:
    """The readings between two offsets."""
    first = bisect_left(figures.readings, low, key=lambda reading: reading.start)
    last = bisect_left(figures.readings, high, key=lambda reading: reading.start)
    return figures.readings[first:last]


def left_over(figures: Figures, words: str, source: str) -> str:
    """The characters of some words that come in no pair of a source and name something."""
    words = without(figures.words.idle_pairs, words, " ")
    covered = {at + step for at in range(len(words) - 1) if words[at : at + _PAIR] in source for step in range(_PAIR)}
    return "".join(
        char for at, char in enumerate(words) if at not in covered and char not in _PARTICLES and not char.isspace()
    )


def may_be_meant(figures: Figures, other: Reading, reading: Reading, verb: str, noun: str) -> bool:
    """Whether words that name a count otherwise say little more of it: 参训的 of 培训, but 市级交办的 of no 交办."""
    source = figures.text[figures.lines[other.sentence].start : reading.quantity.lead]
    if any(part in verb for part in figures.words.subset_verbs(source) for part in figures.words.subset_of[part]):
        return False  # 提出意见94条,被采纳的49条意见
    named = len(noun) >= 2 * _PAIR and noun in other.around
    new = sum(char not in source for char in left_over(figures, verb, source))
    return named or (new <= 1 and len(left_over(figures, noun, source)) <= 1)


def shared(figures: Figures, words: str, source: str) -> int:
    """How many pairs of characters of some words, idle ones left out, a source has."""
    words = without(figures.words.idle_pairs, words, " ")
    return sum(words[at : at + _PAIR] in source for at in range(len(words) - 1) if words[at] not in _PARTICLES)


def is_of_other_time(figures: Figures, claim: Claim, low: int, high: int) -> bool:
    """Whether a clause speaks of another time than the claim: 上年, 此前, 6月底时."""
    text = figures.text
    own = text[clause_start(text, claim.start, SENTENCE) : claim.end].replace("年以来", "")
    said = text[low:high]
    said = said.removeprefix("同期")  # 同期,作出撤销决定6件: the same time as the claim
    said = said[: min((at for plan in _PLANNED if (at := said.find(plan)) > 0), default=len(said))]
    for word in figures.words.claim_times:
        if (word in own) != (word in said) and not (claim.none and word[-1] == "月" and word in said):
            return True
    return False


def _may_be_denied(figures: Figures, end: int) -> bool:
    """Whether an exception to what is said of all may stand behind a clause."""
    reach = reach_of(figures.text, end)
    if figures.scan.has("figure-claim-denial", end, reach):
        return True
    said = figures.text[end:reach]
    return _BEYOND in said or any(word in said for _, words in figures.words.claim_against for word in words)
