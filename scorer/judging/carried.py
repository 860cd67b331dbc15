"""What a paragraph tells of the object that its first sentence names alone (述法不走过场。20名正职述,5名专家问)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorer.text.clauses import bits

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from scorer.judging.signs import Context, Sighting
    from scorer.rules.rubric import Criterion, Sign


def carried(criterion: Criterion, seen: Mapping[str, Sighting], context: Context) -> tuple[int, ...]:
    """A clause that opens a paragraph on the object, and the figures behind it that make a row of signs whole."""
    for clause, opening, behind in _passages(criterion, context):
        for row in criterion.met:
            told = behind
            for name in row:
                told &= _told_of(seen[name], opening, behind, context)
            if told:
                return (clause, *bits(told))
    return ()


def _passages(criterion: Criterion, context: Context) -> Iterator[tuple[int, int, int]]:
    """Clauses that name the object of a criterion, each with its topic sentence and what is told behind that."""
    objects, clauses = context.objects, context.clauses
    opening = objects.openings(criterion.id, _named(criterion, context))
    opening &= context.role_mask(criterion.counts_in) & ~context.headings
    acts = 0
    for sign in criterion.signs if opening else ():
        for need, numbers in zip(sign.needs, sign.claims, strict=True):
            acts |= 0 if numbers else context.scan.mask(need)
    for clause in bits(opening):
        sentence = clauses.fill_sentences(1 << clause)
        behind = objects.behind(criterion.id, sentence, acts)
        if behind & context.scan.mask("figure"):
            yield clause, sentence, behind


def _named(criterion: Criterion, context: Context) -> int:
    """Clauses that name the object of a criterion, by its class or by a sign that asks for nothing beside it."""
    named = context.objects.named.get(criterion.id, 0)
    for sign in criterion.signs:
        if not sign.needs and sign.alone == "partial":
            named |= context.scan.mask(sign.topic) & ~context.flags.names.title_clauses
    return named


def _told_of(sighting: Sighting, opening: int, behind: int, context: Context) -> int:
    """The figures behind a topic sentence, if with it they have the topic of a sign and all that it needs."""
    sign, scan = sighting.sign, context.scan
    sound = behind & ~_refused(sign, context)
    whole = opening | sound
    figures = sound & scan.mask("figure")
    count = sum(len(scan.in_clause("figure", clause)) for clause in bits(figures))
    complete = sighting.left & whole and all(scan.mask(need) & whole for need in sign.needs)
    return figures if complete and count >= sign.figures and sign.count == 1 and not sign.who else 0


def _refused(sign: Sign, context: Context) -> int:
    """Clauses that count for a sign not at all, or not in full."""
    refused = context.spoilt(sign)
    for name in (*sign.hard, *sign.soft):
        refused |= context.flags.by_name[name]
    return refused
