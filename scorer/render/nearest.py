"""The words to show under a criterion that lacks something: what half counts, then what almost does."""

from __future__ import annotations

from scorer.model import Evidence, Finding, NearMiss


def nearest(finding: Finding, most: int) -> list[Evidence | NearMiss]:
    """Up to so many quotes, none twice: the evidence first, then near misses that stand elsewhere."""
    shown: list[Evidence | NearMiss] = []
    found: list[Evidence | NearMiss] = [*finding.evidence, *finding.near_misses]
    for words in found:
        if len(shown) == most:
            break
        if all(words.end <= other.start or words.start >= other.end for other in shown):
            shown.append(words)
    return shown
