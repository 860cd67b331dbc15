"""Clauses in which a deed is denied, and how far back a denial reaches within its sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scorer.text.words import Scan

_ATTRIBUTE = 7  # characters between a negation and the 的 that makes it an attribute (没有依据的证明)
_LEAD = 3  # characters before a negation that still opens its clause
_LONGEST_LEAD = 9  # characters of times and adverbs before it (到今年年底也)


def denied(scan: Scan) -> int:
    """Clauses whose deed is denied, and the clause before one that a denial opens without a subject of its own."""
    clauses = scan.clauses
    doubled = scan.mask("flag-double-negation")
    outcomes = scan.spans("flag-nothing")  # 未发生…: nothing happened, but what stands before was done
    mask = 0
    put_off = frozenset(scan.spans("flag-put-off"))
    for start, end in [*scan.spans("flag-negation"), *put_off]:
        if any(a <= start and end <= b for a, b in scan.spans("flag-double-negation")):
            continue
        clause = clauses.at(start)
        bit = 1 << clause
        head, tail = clauses.span(clause)
        if doubled & bit or _attributive(scan.text, end, tail):
            continue
        mask |= bit
        opens = (start, end) in put_off or _opens(scan, clause, start)
        if opens and not clauses.sentence_starts & bit and not any(a <= start and end <= b for a, b in outcomes):
            mask |= bit >> 1
    return opened(scan, mask | _conceded(scan, mask))


def _conceded(scan: Scan, mask: int) -> int:
    """Clauses that grant a matter without a deed before it is denied (述法虽有方案,…,年内没有开成一场)."""
    told = scan.mask("figure") | scan.mask("flag-done-mark")
    granted = scan.mask("deficit-concession") & ~told
    return granted & scan.clauses.fill_sentences(mask & scan.clauses.onward(granted, 0)) if granted else 0


def opened(scan: Scan, mask: int) -> int:
    """`mask` with the clauses before it that only name a matter or prepare it (出庭的事,有两个局长一次也没去)."""
    clauses = scan.clauses
    matters = scan.mask("flag-prepared")
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
