"""Whether words are of the same things: what of the ones does not come again in the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scorer.statements.readings import Figures

_PAIR = 2
_PARTICLES = frozenset(
    "的地得了着和及与等为是有共计达已均都全各在于对向由把将被其该此本这经后前中内上下个名项件份所家为到、“”()"
)


def left_over(figures: Figures, words: str, source: str) -> str:
    """The characters of some words that come in no pair of a source and name something."""
    for idle in (*figures.words.idle, *figures.words.fillers):
        if len(idle) >= _PAIR:
            words = words.replace(idle, " ")
    covered = {at + step for at in range(len(words) - 1) if words[at : at + _PAIR] in source for step in range(_PAIR)}
    return "".join(
        char for at, char in enumerate(words) if at not in covered and char not in _PARTICLES and not char.isspace()
    )


def shared(figures: Figures, words: str, source: str) -> int:
    """How many pairs of characters of some words, idle ones left out, a source has."""
    for idle in (*figures.words.idle, *figures.words.fillers):
        if len(idle) >= _PAIR:
            words = words.replace(idle, " ")
    return sum(words[at : at + _PAIR] in source for at in range(len(words) - 1) if words[at] not in _PARTICLES)
