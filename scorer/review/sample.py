"""A sample that stays the same: the digest of report and criterion draws the lot."""

from __future__ import annotations

from fractions import Fraction
from hashlib import sha256

FIRST = Fraction(1, 10)  # of what the program calls met
SECOND = Fraction(1, 5)  # of what a second reader is to see beside doubts and bands


def drawn(report: str, key: str, share: Fraction, *, lot: str = "first") -> bool:
    """Whether a criterion of a report (by its digest) is in the sample; another `lot` draws others."""
    number = int.from_bytes(sha256(f"{lot}\n{report}\n{key}".encode()).digest()[:8], "big")
    return Fraction(number, 1 << 64) < share
