"""Measures and results: whether the year's work is told in deeds and figures, not in slogans."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorer.judging.judge import MOST_QUOTES, Case
from scorer.model import Finding, Role, Verdict
from scorer.text.clauses import bits

if TYPE_CHECKING:
    from scorer.rules.rubric import Criterion


def judge_measures(criterion: Criterion, case: Case) -> Finding:
    """Count clauses with a figure or a named document, and clauses with a deed, in the counting roles.

    Settings of the rubric: `figures` and `acts`, the least numbers for a met verdict.
    """
    context = case.context
    scan, clauses, flags = context.scan, context.clauses, context.flags
    counted = context.role_mask(criterion.counts_in)
    denied = flags.negated | flags.times.promised | flags.subjects.other_body
    others = flags.times.other_year | flags.times.cumulative
    told = counted & ~denied & ~others
    within, acts = set(bits(told)), set(bits(told & scan.mask("act")))
    clause_at = clauses.number_at
    proofs = [clause for start, _ in scan.spans("figure") if (clause := clause_at[start]) in within]
    proofs += [clause for start, _ in flags.names.titles if (clause := clause_at[start]) in acts]
    proved = set(proofs)
    wanted, deeds = int(criterion.settings["figures"]), int(criterion.settings["acts"])
    near = tuple(
        case.near_miss(clauses.span(clause), why, "figure")
        for role, why in ((Role.PLAN, "in-plan"), (Role.PROBLEMS, "in-problems"), (Role.OPENING, "in-opening"))
        for clause in bits(scan.mask("figure") & context.roles.get(role, 0))[:1]
    )
    count = _figures(case)
    best = sorted(proved & acts or proved or acts, key=lambda clause: (-count.get(clause, 0), clause))
    quotes = tuple(case.evidence(clauses.span(clause), "deeds") for clause in sorted(best[:MOST_QUOTES]))
    if len(proofs) >= wanted and len(acts | proved) >= deeds:
        return Finding(criterion.id, Verdict.MET, "met", quotes)
    if proofs or acts:
        return Finding(
            criterion.id, Verdict.PARTIAL, "few-figures", quotes, near, detail=(("figures", str(len(proofs))),)
        )
    slogans = bits(counted & ~denied & ~context.headings)
    if slogans:
        quotes = tuple(case.evidence(clauses.span(clause), "slogan") for clause in slogans[:MOST_QUOTES])
        return Finding(criterion.id, Verdict.PARTIAL, "no-act", quotes, near)
    return Finding(criterion.id, Verdict.MISSING, near[0].why if near else "absent", (), near)


def _figures(case: Case) -> dict[int, int]:
    """By clause how many figures stand in it whole."""
    context = case.context
    clauses, clause_at = context.clauses, context.clauses.number_at
    count: dict[int, int] = {}
    for start, end in context.scan.spans("figure"):
        clause = clause_at[start]
        if end <= clauses.span(clause)[1]:
            count[clause] = count.get(clause, 0) + 1
    return count
