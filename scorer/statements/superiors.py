"""Organs that stand above a reporting body, and the words by which a report says that one of them does it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorer.model import Level
from scorer.text.expressions import expression

if TYPE_CHECKING:
    from scorer.text.words import Scan

# 由市公安局统一组织: the organ that does it.
BY_ORGAN = expression(
    r"(?:由|按照?|根据)((?:国务院|国家|中央|省|自治区|市|州|县|区)(?!本级)[^,。;:\n\d]{0,12}?)(?:统一|组织|受理|研究|牵头|办理|负责|审理|实施|承担|安排)"
)
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


def level_of_own_words(scan: Scan) -> Level:
    """The level that 我县, 全市 … speak of; a province where nothing does, so that only the nation stands above."""
    counts = {
        level: len(scan.spans(f"own-{level.value}"))
        for level in (Level.PROVINCE, Level.PREFECTURE, Level.COUNTY, Level.TOWNSHIP)
    }
    best = max(counts, key=lambda level: counts[level])
    return best if counts[best] else Level.PROVINCE
