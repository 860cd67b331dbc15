"""Expressions written in letters that compile quickly, for the first texts of a run.

For every set with a character beyond Latin-1 `re` makes a table of 65,536 characters, and a run on one report would
spend more time on such tables than on the report. So the characters that sets name most change places with letters
and marks of Latin-1, in the expression and in the text alike: what matches is the same, and is told in the letters of
the text.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

# A letter changes places with a letter and a mark with a mark: \w, \d and \s hold the same places as before.
_LETTERS = (
    "一二三四五六七八九十百千万亿零〇两壹贰叁肆伍陆柒捌玖拾廿卅几数点分第余多来年月日号到至和及与的是中里个章节部类项某全我本",
    "ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖØÙÚÛÜÝÞßàáâãäåæçèéêëìíîïðñòóôõöøùúûüý",
)
_MARKS = ("。、—–《》“”〔〕【】「」『』﹝﹞", "¡¢£¤¥¦§¨©¬®¯°±´¶¸¿")
_WIDE = _LETTERS[0] + _MARKS[0]
_NARROW = _LETTERS[1] + _MARKS[1]
_CHANGES = str.maketrans(_WIDE + _NARROW, _NARROW + _WIDE)
_SHORT = 1000  # characters of a text that is not worth keeping in the other letters


class Found:
    """A match in the other letters, told in those of the text: as much of `re.Match` as the program asks for."""

    __slots__ = ("_match", "end", "span", "start")

    def __init__(self, match: re.Match[str]) -> None:
        self._match = match
        self.start = match.start
        self.end = match.end
        self.span = match.span

    @property
    def lastindex(self) -> int | None:
        """As of a match."""
        return self._match.lastindex

    @property
    def lastgroup(self) -> str | None:
        """As of a match."""
        return self._match.lastgroup

    def group(self, *groups: int | str) -> str | tuple[str | None, ...] | None:
        """As of a match."""
        found = self._match.group(*groups)
        return tuple([_told(words) for words in found]) if isinstance(found, tuple) else _told(found)

    __getitem__ = group

    def groups(self) -> tuple[str | None, ...]:
        """As of a match."""
        return tuple([_told(words) for words in self._match.groups()])


def _told(words: str | None) -> str | None:
    return words and words.translate(_CHANGES)


class InLetters:
    """An expression compiled in the other letters; finds in a text what the expression itself would find."""

    def __init__(self, source: str) -> None:
        self._compiled = re.compile(source.translate(_CHANGES))

    def match(self, text: str, *span: int) -> Found | None:
        """As of a compiled expression."""
        found = self._compiled.match(_changed(text), *span)
        return Found(found) if found else None

    def fullmatch(self, text: str, *span: int) -> Found | None:
        """As of a compiled expression."""
        found = self._compiled.fullmatch(_changed(text), *span)
        return Found(found) if found else None

    def search(self, text: str, *span: int) -> Found | None:
        """As of a compiled expression."""
        found = self._compiled.search(_changed(text), *span)
        return Found(found) if found else None

    def finditer(self, text: str, *span: int) -> Iterator[Found]:
        """As of a compiled expression."""
        return map(Found, self._compiled.finditer(_changed(text), *span))


def helps(source: str) -> bool:
    """Whether an expression compiles faster in the other letters, and finds the same.

    It does where a set names some of them, and none is in a range.
    """
    sets = "".join([part.partition("]")[0] for part in source.split("[")[1:]])
    if "\\u" in source or "\\x" in source or not any(character in sets for character in _WIDE):
        return False
    pieces = source.split("-")
    ends = [(left[-1:], right[:1]) for left, right in zip(pieces, pieces[1:], strict=False)]
    ranges = [(first, last) for first, last in ends if first not in "[^" and last != "]" and last > "\x7f"]
    return not any(first <= character <= last for first, last in ranges for character in _WIDE + _NARROW)


def _changed(text: str) -> str:
    return text.translate(_CHANGES) if len(text) <= _SHORT else _kept(text)


@lru_cache(maxsize=2)  # a text, and a part of it
def _kept(text: str) -> str:
    return text.translate(_CHANGES)
