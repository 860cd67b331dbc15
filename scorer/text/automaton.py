"""All words of a lexicon found by one automaton, where its package is installed; built for runs of many texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Find = tuple[int, int, int]  # place of a word in the list of words, and the half-open span where it stands


def automaton(words: Sequence[str]) -> Callable[[str], list[Find]] | None:
    """What finds the words in a text, those inside others too, in order of their ends; None without the package.

    Building it takes about as long as ten reports save.
    """
    try:
        from ahocorasick_rs import AhoCorasick, Implementation, MatchKind
    except ImportError:
        return None
    built = AhoCorasick(
        words, matchkind=MatchKind.Standard, store_patterns=False, implementation=Implementation.ContiguousNFA
    )
    return lambda text: built.find_matches_as_indexes(text, overlapping=True)
