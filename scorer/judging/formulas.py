"""The formulas of the genre: characters and words that name no object, and what a stretch says beyond them."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scorer.text.lexicon import Lexicon
    from scorer.text.words import Scan


FORMULA = "deficit-formula-characters"


@lru_cache(maxsize=8)
def characters(lexicon: Lexicon, name: str) -> frozenset[str]:
    """The characters of a class whose entries are read as a set."""
    return frozenset("".join(lexicon.words(name)))


@lru_cache(maxsize=8)
def words_of(lexicon: Lexicon, name: str) -> frozenset[str]:
    """The words of a class that has neither gaps nor conditions."""
    return frozenset(lexicon.words(name))


def beyond(scan: Scan, name: str, start: int, end: int) -> int:
    """How many characters of the span the formula of class `name` does not explain."""
    known = characters(scan.lexicon, name)
    return len([char for char in scan.text[start:end] if char not in known and char.isalpha()])


def bare(scan: Scan, name: str, start: int, end: int) -> bool:
    """Whether a short stretch is a heading of class `name` that states nothing itself."""
    return end - start <= 24 and scan.has(name, start, end) and beyond(scan, FORMULA, start, end) <= 4


def heads_reasons(scan: Scan, start: int, end: int) -> bool:
    """Whether a short stretch is a heading of reasons, or asks for them; 主要原因是编制少 gives one itself."""
    named = any(bare(scan, name, start, end) for name in ("cause-heading", "cause-question"))
    return named and not scan.has("cause-told", start, end)
