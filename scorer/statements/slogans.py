"""Sentences that tell no deed: they strive (严格落实…制度, 推动…常态化), praise, or say what falls short."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorer.text.expressions import expression

if TYPE_CHECKING:
    from scorer.text.words import Scan

# Something is called the …of the matter: 是优化营商环境的关键, 是执法规范的“牛鼻子”.
_COPULA = expression(
    r"是[^,;。:!?\n\d]{0,20}的(?:“|关键|基础|名片|抓手|保障|前提|重点|难点|根本|核心|灵魂|标志|底色|底线|内在要求)",
    *(f"的{what}" for what in ("“", "关键", "基础", "名片", "抓手", "保障", "前提", "重点", "难点", "根本", "核心")),
    *("的灵魂", "的标志", "的底色", "的底线", "的内在要求"),
)
_HEAD = 3  # characters before the verb of a slogan: a subject, or the mark of an item

_TAIL = 3  # characters behind a word of want that still closes its clause: 不够规范


def slogans(scan: Scan) -> int:
    """Clauses of sentences in which a verb of striving heads a clause and nothing done is told."""
    clauses = scan.clauses
    striving = 0
    for start, _ in scan.spans("flag-striving"):
        clause = clauses.at(start)
        if start - clauses.span(clause)[0] <= _HEAD:
            striving |= 1 << clause
    if not striving:
        return 0
    return clauses.fill_sentences(striving) & ~_told(scan)


def wanting(scan: Scan) -> int:
    """Clauses that say what falls short, in sentences in which nothing done is told."""
    clauses = scan.clauses
    mask = scan.mask("flag-wanting") | (scan.mask("deficit-some") & scan.mask("deficit"))
    for start, end in scan.spans("flag-wanting-end"):
        clause = clauses.at(start)
        if end >= clauses.span(clause)[1] - _TAIL:
            mask |= 1 << clause
    return mask & ~_told(scan)


def shortfalls(scan: Scan) -> int:
    """Clauses that end in what falls short (…还不相适应) without a figure, and do not tell how it was handled."""
    clauses = scan.clauses
    ends = [span for span in scan.spans("role-deficit") if clauses.span(clauses.at(span[0]))[1] - span[1] <= 2]
    return scan.clauses_of(ends) & ~scan.mask("role-handled") & ~scan.mask("figure")


def _told(scan: Scan) -> int:
    """Sentences that tell a figure or an act."""
    told = scan.mask("figure") | scan.mask("flag-deed") | scan.mask("flag-done-mark")
    return scan.clauses.fill_sentences(told)


def closing(scan: Scan) -> int:
    """Clauses that begin with a slogan (不断优化…) and hold no figure: they close what went before."""
    clauses = scan.clauses
    heads = 0
    for start, _ in scan.spans("flag-slogan"):
        clause = clauses.at(start)
        if start - clauses.span(clause)[0] <= 1:
            heads |= 1 << clause
    return heads & ~scan.mask("figure")


def praise(scan: Scan, told: int) -> int:
    """Clauses of praise or of faith (深入人心, 是…的“牛鼻子”, 永远在路上), none of those that tell a deed."""
    clauses = scan.clauses
    mask = scan.mask("flag-praise")
    for match in _COPULA.finditer(scan.text):
        mask |= 1 << clauses.at(match.start())
    mask &= ~told
    return mask | ((mask >> 1) & ~clauses.sentence_ends & ~told)
