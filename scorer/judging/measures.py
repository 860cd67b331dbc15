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
    acts = told & scan.mask("act")
    proofs = [s for s in scan.spans("figure") if told >> clauses.at(s[0]) & 1]
    proofs += [s for s in flags.names.titles if acts >> clauses.at(s[0]) & 1]
    proved = scan.clauses_of(proofs)
    wanted, deeds = int(criterion.settings["figures"]), int(criterion.settings["acts"])
    near = tuple(
        case.near_miss(clauses.span(clause), why, "figure")
        for role, why in ((Role.PLAN, "in-plan"), (Role.PROBLEMS, "in-problems"), (Role.OPENING, "in-opening"))
        for clause in bits(scan.mask("figure") & context.roles.get(role, 0))[:1]
    )
    best = sorted(
        bits(proved & acts) or bits(proved) or bits(acts), key=lambda clause: (-_figures(case, clause), clause)
    )
    quotes = tuple(case.evidence(clauses.span(clause), "deeds") for clause in sorted(best[:MOST_QUOTES]))
    if len(proofs) >= wanted and (acts | proved).bit_count() >= deeds:
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


def _figures(case: Case, clause: int) -> int:
    start, end = case.context.clauses.span(clause)
    return len(case.context.scan.inside("figure", start, end))
