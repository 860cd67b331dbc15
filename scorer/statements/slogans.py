"""Slogans: sentences that only strive (严格落实…制度, 推动…常态化), and clauses that close with one."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scorer.text.words import Scan

_HEAD = 3  # characters before the verb of a slogan: a subject, or the mark of an item


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
    told = scan.mask("figure") | scan.mask("flag-deed") | scan.mask("flag-done-mark") | scan.mask("norm-all")
    return clauses.fill_sentences(striving) & ~clauses.fill_sentences(told)


def closing(scan: Scan) -> int:
    """Clauses that begin with a slogan (不断优化…) and hold no figure: they close what went before."""
    clauses = scan.clauses
    heads = 0
    for start, _ in scan.spans("flag-slogan"):
        clause = clauses.at(start)
        if start - clauses.span(clause)[0] <= 1:
            heads |= 1 << clause
    return heads & ~scan.mask("figure")
