"""Names of instruments side by side: which known name a written one is meant to be, and what kind of slip it is.

A slip is a character exchanged for one that sounds or looks alike, or for one that makes no word with its
neighbours; characters lost, added or turned round; a misspelt word of kind (条列). Another real word makes
another name: 法治乡镇 is not a mistaken 法治乡村.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from scorer.text.lexicon import Lexicon

KINDS = ("条例", "规定", "办法", "细则", "意见", "通知", "决定", "规划", "纲要", "方案", "规则", "法")
_LEAST_LONG = 9  # characters of a name whose lost and added characters are told of
_LEAST_SHORT = 5  # characters of a name in which one exchanged character is told of
_LEAST_STEM = 4  # characters before the word of kind
_MOST_CHANGED = 2
_MOST_LOST = 4  # characters in one run inside a name that keeps at least so many:
_KEPT = 14


def ending(name: str) -> str:
    """By which names are laid beside each other: 法 of a law, the last two characters of all others."""
    return "法" if name.endswith("法") and not name.endswith(KINDS[:-1]) else name[-2:]


def meant(
    name: str,
    ends: Mapping[str, Sequence[str]],
    variants: Sequence[str],
    alike: Sequence[str],
    lexicon: Lexicon,
    *,
    national: bool = False,
) -> str | None:
    """The known name that `name` is a slip of; `ends` are known names by their `ending`.

    `national`: it is said to be of an organ of the state, so that it can be no document of a lower one.
    """
    for known in ends.get(ending(name), ()):
        found = _slip(name, known, variants, alike, lexicon)
        if found is not None:
            return found
    return _other_kind(name, ends, national=national)


def _slip(name: str, known: str, variants: Sequence[str], alike: Sequence[str], lexicon: Lexicon) -> str | None:
    more = len(known) - len(name)
    if known == name or name[:1] != known[:1]:
        return None
    if not more:
        changed = [i for i, (a, b) in enumerate(zip(name, known, strict=True)) if a != b]
        if len(name) < _LEAST_SHORT or len(changed) > _MOST_CHANGED or any(name[i].isdigit() for i in changed):
            return None
        if len(changed) == _MOST_CHANGED and {name[i] for i in changed} == {known[i] for i in changed}:
            return known  # turned round
        if len(name) < _LEAST_LONG and len(changed) > 1:
            return None
        slips = all(_alike(name[i], known[i], alike) or not _is_word(name, i, lexicon) for i in changed)
        return known if slips else None
    if len(name) < _LEAST_LONG - _MOST_CHANGED or name[:2] != known[:2]:
        return None
    most = _MOST_LOST if len(name) >= _KEPT else _MOST_CHANGED
    gap = _gap(*sorted((name, known), key=len)) if -_MOST_CHANGED <= more <= most else ""
    if more > 0 and gap in ("暂行", "试行"):
        return known
    return known if gap and gap not in variants else None


def _alike(one: str, other: str, alike: Sequence[str]) -> bool:
    return any(one in group and other in group for group in alike)


def _is_word(name: str, at: int, lexicon: Lexicon) -> bool:
    """Whether a character makes a known word with the one before or behind it."""
    known = _pairs(lexicon)
    return name[max(0, at - 1) : at + 1] in known or name[at : at + 2] in known


@lru_cache(maxsize=4)
def _pairs(lexicon: Lexicon) -> frozenset[str]:
    """Every two characters that stand side by side in a word of the lexicon."""
    return frozenset(word[i : i + 2] for word in lexicon.literals.all() for i in range(len(word) - 1))


def _other_kind(name: str, ends: Mapping[str, Sequence[str]], *, national: bool) -> str | None:
    """条列 for 条例 is a slip; 规定 for 条例 may be a document of its own, but not 国务院《…规定》."""
    stem = name[:-2]
    if len(stem) < _LEAST_STEM or ending(name) == "法":
        return None
    for kind in KINDS:
        if len(kind) == 2 and f"{stem}{kind}" in ends.get(kind, ()):
            misspelt = not name.endswith(KINDS) and (name[-2] == kind[0] or name[-1] == kind[-1])
            return stem + kind if misspelt or national else None
    return None


def _gap(shorter: str, longer: str) -> str:
    """The one run of characters that the longer name has more; empty where they differ otherwise."""
    same = 0
    while same < len(shorter) and shorter[same] == longer[same]:
        same += 1
    more = len(longer) - len(shorter)
    return longer[same : same + more] if shorter[same:] == longer[same + more :] else ""
