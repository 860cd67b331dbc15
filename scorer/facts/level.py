"""The level of the body that reports: province to township, or a department."""

from __future__ import annotations

from collections.abc import Sequence

from scorer.facts.body import Body
from scorer.facts.document import Document, opening
from scorer.facts.places import Place
from scorer.model import Level
from scorer.text.expressions import expression
from scorer.text.words import Scan

_LEAD = expression(r"(?:[我本全])?(省|自治区|市|州|盟|县|区|旗|镇|乡|街道)(?:人民政府|政府|委|党委|党工委|办事处|本级)")
_LEVEL_OF = {
    "省": Level.PROVINCE, "自治区": Level.PROVINCE, "市": Level.PREFECTURE, "州": Level.PREFECTURE,
    "盟": Level.PREFECTURE, "县": Level.COUNTY, "区": Level.COUNTY, "旗": Level.COUNTY, "镇": Level.TOWNSHIP,
    "乡": Level.TOWNSHIP, "街道": Level.STREET,
}  # fmt: skip
SELF_WEIGHT = 3  # 我县 against 全县


def own_level(scan: Scan) -> Level | None:
    """The level as which the report speaks of itself most."""
    votes: dict[Level, int] = {}
    for level in reversed(Level):  # of two equals the lower one: a county speaks of its province too
        votes[level] = _votes(scan, level.value)
    if len(scan.spans("fact-region-organ")) > len(scan.spans("fact-district-organ")):
        region = _votes(scan, "region")  # 我区 means the autonomous region
        votes[Level.COUNTY] -= region
        votes[Level.PROVINCE] += region
    best = max(votes, key=lambda level: votes[level])
    return best if votes[best] >= 2 else None


def _votes(scan: Scan, name: str) -> int:
    return SELF_WEIGHT * len(scan.spans(f"fact-self-{name}")) + len(scan.spans(f"fact-whole-{name}"))


def lead_level(document: Document) -> Level | None:
    """The level that the lead of the opening names without a place: 现将县人民政府…报告如下."""
    span = opening(document)
    front = span if span[1] else next(iter(document.lines.front), span)
    lead = document.scan.first("fact-opening-lead", *front)
    found = _LEAD.match(document.text, lead[1], front[1]) if lead else None
    return _LEVEL_OF[found.group(1)] if found else None


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
