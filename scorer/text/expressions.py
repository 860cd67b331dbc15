"""Regular expressions compiled at first use: compiling all of them takes longer than judging one report.

For the first texts of a run they are compiled in letters that compile quickly (`letters`), from `for_many_texts` on as
they are written.
"""

from __future__ import annotations

import re
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any, cast

from scorer.text.letters import InLetters, helps

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_FINDING = ("match", "fullmatch", "search", "finditer")
_METHODS = (*_FINDING, "findall", "split", "sub")
_FEW_WORDS = 4  # so many are found sooner one by one than by an expression


class Expression:
    """Stands for a compiled expression; its methods are put in place on first use."""

    def __init__(self, source: str) -> None:
        self.pattern = source

    def __getattr__(self, name: str) -> Any:
        if name not in _METHODS:
            raise AttributeError(name)
        return self.compiled(name)

    def compiled(self, name: str) -> Any:
        """A method of the compiled expression; from now on the caller reaches all like it without a detour."""
        in_letters = _quickly is not None and name in _FINDING and helps(self.pattern)
        compiled = InLetters(self.pattern) if in_letters else re.compile(self.pattern)
        for method in _FINDING if in_letters else _METHODS:
            setattr(self, method, getattr(compiled, method))
        if _quickly is not None and in_letters:
            _quickly.append(self)
        return getattr(compiled, name)

    def forget(self) -> None:
        """Be compiled anew at the next use."""
        for method in _METHODS:
            vars(self).pop(method, None)


_quickly: list[Expression] | None = []  # those compiled in other letters; None once a run reads many texts


def for_many_texts() -> None:
    """Compile as written from now on: that takes longer, but then no text need be written in other letters."""
    global _quickly
    made, _quickly = _quickly or (), None
    for one in made:
        one.forget()


class Rare:
    """An expression that is not even compiled for a text without any of the words one of which a match must hold."""

    def __init__(self, source: str, words: tuple[str, ...]) -> None:
        self.pattern = source
        self.words = words
        self.unguarded = Expression(source)
        self._last = ("", False)  # the text asked last, and whether it holds one of the words

    def finditer(self, text: str, *span: int) -> Iterator[re.Match[str]]:
        """As of a compiled expression."""
        found: Iterator[re.Match[str]] = self.unguarded.finditer(text, *span) if self._may(text) else iter(())
        return found

    def search(self, text: str, *span: int) -> re.Match[str] | None:
        """As of a compiled expression."""
        found: re.Match[str] | None = self.unguarded.search(text, *span) if self._may(text) else None
        return found

    def _may(self, text: str) -> bool:
        asked, known = self._last
        if asked is not text:  # many ask for stretches of one text
            if _quickly is None and len(self.words) > _FEW_WORDS:
                known = self._any_word.search(text) is not None
            else:
                known = any(word in text for word in self.words)
            self._last = text, known
        return known

    @cached_property
    def _any_word(self) -> re.Pattern[str]:
        return re.compile("|".join(map(re.escape, self.words)))


class OneOf:
    """Single characters to be found in a text: looked up for the first texts of a run, then by an expression."""

    def __init__(self, characters: Iterable[str]) -> None:
        self._characters = frozenset(characters)
        self._expression = Expression(f"[{''.join(map(re.escape, self._characters))}]")

    def within(self, text: str) -> frozenset[str]:
        """Those of the characters that a text holds."""
        if _quickly is not None:
            return self._characters.intersection(text)
        return frozenset(self._expression.findall(text))


@cache
def expression(source: str, *words: str) -> re.Pattern[str]:
    """The expression of a source, without flags; to the caller no different from a compiled one.

    Every match must hold one of the words, where any are given.
    """
    return cast("re.Pattern[str]", Rare(source, words) if words else Expression(source))
