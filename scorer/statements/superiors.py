"""Organs that stand above a reporting body, and the words by which a report says that one of them does it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorer.model import Level
from scorer.text.expressions import expression

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scorer.text.words import Scan, Span

_ORGANS = ("国务院", "国家", "中央", "省", "自治区", "市", "州", "县", "区")
# 由市公安局统一组织: the organ that does it.
_BY_ORGAN = expression(
    rf"(?:由|按照?|根据)((?:{'|'.join(_ORGANS)})(?!本级)[^,。;:\n\d]{{0,12}}?)(?:统一|组织|受理|研究|牵头|办理|负责|审理|实施|承担|安排)",
    *(f"{by}{organ}" for by in ("由", "按", "按照", "根据") for organ in _ORGANS),
)
# 在省里组织的案卷评查中: what a higher organ holds, and the body comes off in.
_WITHIN = expression(
    rf"在((?:{'|'.join(_ORGANS)})(?:委|政府|司法|里|上|厅|局|级|法治|依法)[^,。;:\n\d]{{0,10}}?)"
    r"(?:组织|开展|举办|牵头)[^,。;:\n]{1,24}?中(?=[,我本被获取的])",
    *(f"在{organ}" for organ in _ORGANS),
)
_TELLING = 2  # characters of a verb before a place that something is told of: 通报全省
SIGNS_OF = {
    "nation": ("国务院", "国家", "中央"),
    "province": ("省", "自治区"),
    "prefecture": ("市", "州"),
    "county": ("县", "区"),
}

# Organs of these levels stand above (or beside) a reporting body of the level named first.
ABOVE = {
    Level.PROVINCE: ("nation",),
    Level.PREFECTURE: ("nation", "province"),
    Level.COUNTY: ("nation", "province", "prefecture"),
    Level.TOWNSHIP: ("nation", "province", "prefecture", "county"),
    Level.STREET: ("nation", "province", "prefecture", "county"),
    Level.DEPARTMENT: ("nation",),
}


def by_superiors(scan: Scan, above: Sequence[str]) -> tuple[int, int]:
    """Clauses that say that a higher organ does it, with the one before that they end; clauses of what it holds."""
    clauses = scan.clauses
    by = within = 0
    for match in _BY_ORGAN.finditer(scan.text):
        if any(match.group(1).startswith(SIGNS_OF[name]) for name in above):
            clause = clauses.at(match.start())
            by |= 1 << clause
            if match.start() - clauses.span(clause)[0] <= 1:
                by |= (1 << clause >> 1) & ~clauses.sentence_ends
    for match in _WITHIN.finditer(scan.text):
        if any(match.group(1).startswith(SIGNS_OF[name]) for name in above):
            within |= 1 << clauses.at(match.start())
    return by, within


def wider_places(scan: Scan, above: Sequence[str]) -> list[Span]:
    """Where a report names the area of a higher organ: 全省, 全市 in a report of a county."""
    return [span for name in above if name != "nation" for span in scan.spans(f"own-{name}")]


def of_wider_places(scan: Scan) -> int:
    """Clauses whose figures a wider place opens (全省法院审理案件1.2万件), in a report that mostly speaks of its own.

    What is first or foremost there (全市首个…) is the body's own.
    """
    clauses = scan.clauses
    places = wider_places(scan, ABOVE[level_of_own_words(scan)])
    heads = scan.clauses_of([span for span in places if span[0] == clauses.span(clauses.at(span[0]))[0]])
    named = scan.clauses_of([span for span in places if scan.has("flag-telling", span[0] - _TELLING, span[0])])
    return (heads | named) & scan.mask("figure") & ~scan.mask("flag-foremost")


def level_of_own_words(scan: Scan) -> Level:
    """The level that 我县, 全市 … speak of, the lower of two named alike; a province where nothing does: only a nation
    stands above it.
    """
    counts = {
        level: len(scan.spans(f"own-{level.value}"))
        for level in (Level.TOWNSHIP, Level.COUNTY, Level.PREFECTURE, Level.PROVINCE)
    }
    best = max(counts, key=lambda level: counts[level])
    return best if counts[best] else Level.PROVINCE
