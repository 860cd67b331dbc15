"""What is wrong with the word classes of a draft: references, circles, gaps, brackets, sizes, patterns."""

from __future__ import annotations

import re
from difflib import get_close_matches

from scorer.rules.draft import Draft
from scorer.text.classes import MOST_WORDS, misparted, times, variants
from scorer.text.lexicon import BUILTIN

MOST_GAPS = 3
_SIGNS = frozenset("<>()|…")  # without these an entry is one word, in which nothing can be wrong
_NAMES = re.compile(r"<([^<>]+)>")


def check_words(draft: Draft) -> None:
    """Note the faults of every class; sizes only where there is no other fault."""
    for name, body in draft.words.items():
        file, lines = draft.origin[name][0], draft.word_lines[name]
        for part in ("any", "unless_preceded_by", "unless_followed_by"):
            for index, entry in enumerate(body.get(part, ())):
                if not entry or not _SIGNS.isdisjoint(entry):
                    check_entry(draft, entry, name, file, lines.of(("words", name, part, index)))
        for index, pattern in enumerate(body.get("patterns", ())):
            _check_pattern(draft, pattern, name, file, lines.of(("words", name, "patterns", index)))
    if not draft.faults:
        sizes: dict[str, int] = {}
        for name in draft.words:
            _size(draft, name, (), sizes)


def check_entry(draft: Draft, entry: str, place: str, file: str, line: int) -> None:
    """Note the faults of one entry of a list of words; `place` names the list in the message."""
    if "<" in _NAMES.sub("", entry):
        draft.add("brackets", file, line, id=place, entry=entry)
        return
    if misparted(entry):
        draft.add("parts", file, line, id=place, entry=entry)
    if "…" in entry and times(entry) <= MOST_WORDS and any(_gapes(word) for word in variants(entry)):
        draft.add("gap", file, line, id=place, entry=entry)
    for name in _NAMES.findall(entry):
        if name not in draft.words and not (name in BUILTIN and entry == f"<{name}>"):
            close = "、".join(get_close_matches(name, list(draft.words), 3, 0.5))
            mend = f"相近的有:{close} · close: {close}" if close else "词组写在 words 里 · classes stand under words"
            draft.add("unknown-class", file, line, id=place, name=name, mend=mend)


def _gapes(word: str) -> bool:
    """Whether a word begins or ends with a gap, or has too many."""
    parts = word.split("…")
    return len(parts) > 1 and ("" in parts or len(parts) > MOST_GAPS + 1)


def _check_pattern(draft: Draft, pattern: str, place: str, file: str, line: int) -> None:
    from scorer.text.patterns import objection

    wrong = objection(pattern)
    if wrong:
        draft.add("pattern", file, line, id=place, entry=pattern, what=wrong[0], mend=wrong[1])


def _size(draft: Draft, name: str, path: tuple[str, ...], sizes: dict[str, int]) -> int:
    """Number of words that a class expands to; `sizes` keeps what is known, `path` leads to the class."""
    if name in BUILTIN and name not in draft.words:
        return 1
    if name in sizes:
        return sizes[name]
    file, line = draft.origin[name]
    if name in path:
        draft.add("cycle", file, line, name=name, path=" → ".join((*path, name)))
        sizes[name] = 1
        return 1
    total = 0
    for entry in draft.words[name].get("any", ()):
        size = times(entry)
        for inner in _NAMES.findall(entry):
            size *= _size(draft, inner, (*path, name), sizes)
        total += size
    if total > MOST_WORDS and name not in sizes:
        draft.add("too-many-words", file, line, id=f"<{name}>", limit=MOST_WORDS)
    sizes[name] = total
    return total
