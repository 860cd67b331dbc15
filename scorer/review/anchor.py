"""Words with what stands before and behind them, and where they stand in another version of the report.

White space is left out of the comparison: a report saved again breaks its lines elsewhere.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from scorer.review.decision import Words

if TYPE_CHECKING:
    from collections.abc import Sequence

CONTEXT = 32  # characters kept on either side
LONG = 12  # characters from which words that stand only once are known by themselves
_NEAR = 8  # characters of one side that must agree where words are short or stand more than once


def anchored(text: str, start: int, end: int, *, counts: bool = True) -> Words:
    """The words between two offsets of the source text, with their surroundings."""
    prefix, suffix = text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]
    return Words(text[start:end], prefix, suffix, start, end, counts)


class Bare(NamedTuple):
    """A text without white space, and where each character of it stands in the text."""

    text: str
    origin: Sequence[int]

    @classmethod
    def of(cls, text: str) -> Bare:
        """The text as it is searched."""
        kept = [(char, at) for at, char in enumerate(text) if not char.isspace()]
        return cls("".join(char for char, _ in kept), [at for _, at in kept])

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Half-open span of the bare text -> half-open span of the text."""
        return self.origin[start], self.origin[end - 1] + 1


def find(words: Words, bare: Bare) -> tuple[int, int] | None:
    """Where the words stand in a text, as offsets of it; None where they do not stand any more.

    Among several places the one whose surroundings agree best. Words that are short, or stand in several
    places, must have kept what stands next to them on one side.
    """
    exact = _bare(words.exact)
    if not exact:
        return None
    prefix, suffix = _bare(words.prefix), _bare(words.suffix)
    best: tuple[int, int] | None = None
    count = 0
    at = bare.text.find(exact)
    while at >= 0:
        count += 1
        before, behind = _common_end(prefix, bare.text, at), _common_start(suffix, bare.text, at + len(exact))
        kept = before + behind
        surely = before >= min(_NEAR, len(prefix)) or behind >= min(_NEAR, len(suffix))
        if (best is None or kept > best[1]) and (surely or len(exact) >= LONG):
            best = (at, kept if surely else -1)
        at = bare.text.find(exact, at + 1)
    if best is None or (best[1] < 0 and count > 1):
        return None
    return bare.span(best[0], best[0] + len(exact))


def _bare(text: str) -> str:
    return "".join(text.split())


def _common_end(prefix: str, text: str, at: int) -> int:
    """How many characters before `at` are those at the end of the prefix."""
    kept = 0
    while kept < len(prefix) and kept < at and prefix[-1 - kept] == text[at - 1 - kept]:
        kept += 1
    return kept


def _common_start(suffix: str, text: str, at: int) -> int:
    """How many characters from `at` on are those at the start of the suffix."""
    kept = 0
    while kept < len(suffix) and at + kept < len(text) and suffix[kept] == text[at + kept]:
        kept += 1
    return kept


def place(text: str, words: str) -> tuple[int, int] | None:
    """Where some words first stand in a text, its white space left out of account."""
    bare, exact = Bare.of(text), _bare(words)
    at = bare.text.find(exact) if exact else -1
    return bare.span(at, at + len(exact)) if at >= 0 else None
