"""The level of the body that reports: province to township, or a department."""

from __future__ import annotations

from collections.abc import Sequence

from scorer.facts.body import Body
from scorer.facts.places import Place
from scorer.model import Level
from scorer.text.words import Scan

SELF_WEIGHT = 3  # 我县 against 全县


def own_level(scan: Scan) -> Level | None:
    """The level as which the report speaks of itself most."""
    votes: dict[Level, int] = {}
    for level in reversed(Level):  # of two equals the lower one: a county speaks of its province too
        own, whole = (scan.spans(f"fact-{word}-{level.value}") for word in ("self", "whole"))
        votes[level] = SELF_WEIGHT * len(own) + len(whole)
    best = max(votes, key=lambda level: votes[level])
    return best if votes[best] >= 2 else None


def find_level(
    place: Place | None,
    above: Place | None,
    own: Level | None,
    named: Sequence[Body],
    signed: Sequence[Body],
    framed: Sequence[Body],
) -> Level | None:
    """The level, from the bodies that title, signature and page title name; `above` is the superior addressed."""
    body = _speaker(named, signed, framed)
    signer = next((body for body in signed if body.kind), None)
    titled = any(body.kind for body in named)
    if body.kind == "department" and (body in named or not (titled or signer)):
        return Level.DEPARTMENT
    if signer and signer.kind == "department":
        # An office may sign for its government: then the report speaks of 全县, not of 我局.
        for_itself = not titled and not signer.agent
        if for_itself or own is Level.DEPARTMENT:
            return Level.DEPARTMENT
    if "street" in (body.kind, signer.kind if signer else ""):
        return Level.STREET
    if place is None or (not titled and not signer and own is Level.DEPARTMENT):
        return own
    # 市 under 市 is a county-level city.
    below_city = place.level is Level.PREFECTURE and not place.listed and above and above.level is Level.PREFECTURE
    return Level.COUNTY if below_city else place.level


def _speaker(named: Sequence[Body], signed: Sequence[Body], framed: Sequence[Body]) -> Body:
    """The body that gives the place, if it has a kind; else the first with one."""
    bodies = (*named, *signed, *framed)
    placed = next((body for body in bodies if body.place), None)
    if placed and placed.kind:
        return placed
    return next((body for body in bodies if body.kind), Body(None, ""))
