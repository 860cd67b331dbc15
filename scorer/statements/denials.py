"""Clauses in which a deed is denied, and how far back a denial reaches within its sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorer.text.words import enclosed

if TYPE_CHECKING:
    from scorer.text.words import Scan

_ATTRIBUTE = 7  # characters between a negation and the 的 that makes it an attribute (没有依据的证明)
_LEAD = 3  # characters before a negation that still opens its clause
_TAIL = 1  # characters behind a verb that still closes its clause: 没有办过
_BARRED = 6  # characters of the clause behind 未经… in which stands what may not be
_REVIEWED = 4
_LONGEST_LEAD = 9  # characters of times and adverbs before it (到今年年底也)


def denied(scan: Scan) -> int:
    """Clauses whose deed is denied, and those before that a denial without a subject of its own speaks of."""
    clauses = scan.clauses
    doubled, twice = scan.mask("flag-double-negation"), scan.spans("flag-double-negation")
    outcomes = scan.spans("flag-nothing")  # 未发生…: nothing happened, but what stands before was done
    mask = without = whole = 0
    put_off = frozenset(scan.spans("flag-put-off"))
    for start, end in [*scan.spans("flag-negation"), *put_off]:
        if enclosed(twice, start, end):
            continue
        clause = clauses.at(start)
        bit = 1 << clause
        head, tail = clauses.span(clause)
        later = (start, end) in put_off
        if doubled & bit or (_attributive(scan.text, end, tail) and not later) or _conditional(scan, end, tail):
            continue
        if (lacking := scan.first("deficit-weak", end, tail)) and lacking[0] == end:
            continue  # 没有打折扣
        mask |= bit
        opens = later or _opens(scan, clause, start)
        if opens and not clauses.sentence_starts & bit and not enclosed(outcomes, start, end):
            mask |= bit >> 1
            without |= bit
        if _takes_no_place(scan, start, tail):
            whole |= bit
    if whole:
        mask |= _past_reasons(scan, whole & without) | _put_away(scan, whole)
    return opened(scan, mask | _conceded(scan, mask | _called_off(scan)))


def _conditional(scan: Scan, start: int, tail: int) -> bool:
    """Whether 未经… only says what else may not be: 未经集体研究一律不发; a clause that ends with it denies."""
    text = scan.text
    if text[start : start + 1] != "经":
        return False
    return scan.has("flag-barred", start, tail + _BARRED) or not scan.has("reviewed", tail - _REVIEWED, tail)


def _takes_no_place(scan: Scan, start: int, tail: int) -> bool:
    """Whether a negation ends its clause with a verb of taking place (未能举行): the whole matter was not done."""
    return any(tail - end <= _TAIL for _, end in scan.inside("taking-place", start, tail))


def _past_reasons(scan: Scan, whole: int) -> int:
    """What a denial speaks of past the reasons for it (原定11月的学法,因主讲人抱病,未能举行)."""
    clauses = scan.clauses
    aside = whole
    for start, _ in scan.spans("denial-reason"):
        clause = clauses.at(start)
        if start - clauses.span(clause)[0] <= 1:  # 后因机构改革推迟
            aside |= 1 << clause
    step = reached = whole
    while step:
        step = (step & aside & ~clauses.sentence_starts) >> 1 & ~reached
        reached |= step
    return reached & ~(scan.mask("figure") & ~scan.mask("flag-planned"))


def _put_away(scan: Scan, whole: int) -> int:
    """What was done with the papers of a matter that did not take place: 已收到的3份报告原样退还."""
    return scan.clauses.onward(whole, scan.mask("flag-contrast")) & scan.mask("flag-put-away")


def _called_off(scan: Scan) -> int:
    """Clauses that end in a word of calling off (原定的演练因场地占用取消)."""
    clauses = scan.clauses
    mask = 0
    for start, end in scan.spans("flag-called-off"):
        clause = clauses.at(start)
        if clauses.span(clause)[1] - end <= _TAIL:
            mask |= 1 << clause
    return mask


def _conceded(scan: Scan, mask: int) -> int:
    """Clauses that grant or plan a matter without a deed before it is denied (述法虽有方案,…,年内没有开成一场)."""
    granted = scan.mask("deficit-concession") & ~(scan.mask("figure") | scan.mask("flag-done-mark"))
    granted |= scan.mask("flag-planned")
    return granted & scan.clauses.fill_sentences(mask & scan.clauses.onward(granted, 0)) if granted else 0


def opened(scan: Scan, mask: int) -> int:
    """`mask` with the clauses before it that only name a matter or prepare it (出庭的事,有两个局长一次也没去)."""
    clauses = scan.clauses
    matters = scan.mask("flag-prepared") | scan.mask("flag-under-way") & ~scan.mask("flag-done-mark")
    for start, end in scan.spans("matter-named"):
        clause = clauses.at(start)
        if end == clauses.span(clause)[1]:
            matters |= 1 << clause
    return mask | ((mask & ~clauses.sentence_starts) >> 1 & matters)


def _opens(scan: Scan, clause: int, start: int) -> bool:
    """Whether a negation opens its clause: nothing stands before it but times, adverbs or a reason, no subject."""
    head = scan.clauses.span(clause)[0]
    if scan.has("figure-other", head, start):
        return False  # 其余未到期限: of the rest
    if start - head <= _LEAD or scan.has("denial-reason", head, head + _LEAD):
        return True
    if start - head > _LONGEST_LEAD:
        return False
    covered = sum(min(end, start) - begin for begin, end in scan.in_clause("denial-lead", clause) if begin < start)
    return covered == start - head


def _attributive(text: str, start: int, end: int) -> bool:
    """Whether a negation only describes a thing: 没有依据的证明 were cut."""
    at = text.find("的", start, min(end, start + _ATTRIBUTE))
    return 0 < at < end - 4
