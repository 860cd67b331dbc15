"""Word classes as YAML states them -> Lexicon.

A class in YAML::

    leader:
      any: [书记, 县长, "<organ>主要负责人", 听取…汇报]
      unless_preceded_by: [副, 分管]
      unless_followed_by: [助理]

`patterns:` beside `any:` takes bounded regular expressions, where words do not do.
`<name>` stands for every word of another class; an entry that is only `<name>` takes that class
over with its own conditions, those of the taking class on top. `(甲|乙)` is one word with each of the parts, one of
which may be empty; `…` is a gap of at most 12 characters within a sentence. Conditions may name classes and parts, too.
"""

from __future__ import annotations

import json
import re
from hashlib import sha256
from math import prod
from typing import TYPE_CHECKING

from scorer.errors import ScorerError
from scorer.text.lexicon import BUILTIN, Lexicon

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from typing import Any

    from scorer.text.lexicon import Compiled

MOST_WORDS = 4000  # words that one class may expand to
_CLASS = re.compile(r"<([^<>]*)>")
_PARTS = re.compile(r"\(([^()|]*(?:\|[^()|]*)+)\)")


def times(entry: str) -> int:
    """How many words the parts in brackets of an entry make."""
    return prod(group.count("|") + 1 for group in _PARTS.findall(entry))


def misparted(entry: str) -> bool:
    """Whether the parts in brackets may leave nothing of the word, or brackets stand within brackets."""
    rest = _PARTS.sub("", entry)
    hollow = not rest and all("" in group.split("|") for group in _PARTS.findall(entry))
    return hollow or ("|" in rest and "(" in rest)


def variants(entry: str) -> list[str]:
    """The words that an entry with parts in brackets stands for; brackets without a bar are text.

    >>> variants("(报|送)备(案|)")
    ['报备案', '报备', '送备案', '送备']
    """
    pieces = _PARTS.split(entry)
    found = [pieces[0]]
    for index in range(1, len(pieces), 2):
        found = [left + part + pieces[index + 1] for left in found for part in pieces[index].split("|")]
    return found


class WordsError(ScorerError):
    """A class that cannot be built; `name` says which."""

    def __init__(self, name: str, message: str, mend: str = "") -> None:
        super().__init__(message, mend)
        self.name = name


def compile_words(classes: Mapping[str, Mapping[str, Any]], figure: str = "", known: Lexicon | None = None) -> Lexicon:
    """Mapping of class name -> {any, unless_preceded_by, unless_followed_by} -> Lexicon.

    `figure` is the source of the expression for the built-in class `figure`; `known` is the lexicon of an earlier
    run, which is taken as it is where it was made of the same.
    Raises WordsError for an unknown class, a class that contains itself, or one that grows too large.
    """
    source = digest(classes, figure)
    if known is not None and known.source == source:
        return known
    numbers: dict[str, int] = {}
    compiled: dict[str, Compiled] = {}
    expanded: dict[str, tuple[str, ...]] = {}

    def words_of(name: str, path: tuple[str, ...]) -> tuple[str, ...]:
        if name in BUILTIN and name not in classes:
            return ()
        if name in path:
            raise WordsError(path[0], f"词组 <{name}> 包含了自己：{' → '.join((*path, name))}", "去掉其中一处引用")
        if name not in classes:
            close = _close_names(name, classes)
            raise WordsError(
                path[0] if path else name, f"没有名为 <{name}> 的词组", f"相近的有：{close}" if close else ""
            )
        if name not in expanded:
            found: dict[str, None] = {}
            for entry in classes[name].get("any", ()):
                for word in _expand(str(entry), (*path, name)):
                    found[word] = None
            if len(found) > MOST_WORDS:
                raise WordsError(
                    name, f"词组 <{name}> 展开后有 {len(found)} 个词，上限 {MOST_WORDS}", "拆成几个词组，或少嵌套一层"
                )
            expanded[name] = tuple(found)
        return expanded[name]

    def _expand(entry: str, path: tuple[str, ...]) -> Sequence[str]:
        if "<" not in entry and "|" not in entry:
            return (entry,)
        pieces = _CLASS.split(entry)
        results = [pieces[0]]
        for index in range(1, len(pieces), 2):
            inner = words_of(pieces[index], path)
            if len(results) * len(inner) > MOST_WORDS:
                raise WordsError(path[0], f"“{entry}”展开后超过 {MOST_WORDS} 个词", "少嵌套一层")
            results = [left + word + pieces[index + 1] for left in results for word in inner]
        if "|" not in entry:
            return results
        if len(results) * times(entry) > MOST_WORDS:
            raise WordsError(path[0], f"“{entry}”展开后超过 {MOST_WORDS} 个词", "少写几个部分")
        return [word for result in results for word in variants(result)]

    def conditions(name: str, entries: Iterable[Any]) -> tuple[str, ...]:
        return tuple(word for entry in map(str, entries) for word in _expand(entry, (name,)))

    for name, body in classes.items():
        before = conditions(name, body.get("unless_preceded_by", ()))
        after = conditions(name, body.get("unless_followed_by", ()))
        members = []
        takes = []
        seen = set()
        for entry in map(str, body.get("any", ())):
            whole = _CLASS.fullmatch(entry) if entry.startswith("<") else None
            if whole and whole.group(1) in BUILTIN and whole.group(1) not in classes:
                takes.append(whole.group(1))
                continue
            if whole:
                words_of(whole.group(1), (name,))
                takes.append(whole.group(1))
                continue
            for word in _expand(entry, (name,)):
                if word in seen:
                    continue
                seen.add(word)
                pieces = word.split("…") if "…" in word else (word,)
                parts = tuple([numbers.setdefault(piece, len(numbers)) for piece in pieces if piece])
                if parts:
                    members.append((parts, before, after))
        compiled[name] = (tuple(members), tuple(takes), tuple(map(str, body.get("patterns", ()))), (before, after))
    return Lexicon.of(tuple(numbers), compiled, figure, source)


def digest(classes: Mapping[str, Mapping[str, Any]], figure: str = "") -> str:
    """SHA-256 of all that a lexicon is made of."""
    return sha256(json.dumps((figure, list(classes.items()))).encode()).hexdigest()


def _close_names(name: str, names: Mapping[str, Any]) -> str:
    from difflib import get_close_matches

    return "、".join(get_close_matches(name, list(names), 3, 0.5))
