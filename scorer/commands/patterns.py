"""Patterns of files to take and to leave out, written as in .gitignore."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorer.errors import ScorerError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pathspec import GitIgnoreSpec


class Patterns:
    """Which files below a folder are taken: those of `include` (all where there are none) without those of `exclude`.

    Paths are below the folder that was given, with / between folders; a file in an archive lies below the archive.
    """

    def __init__(self, include: Sequence[str] = (), exclude: Sequence[str] = ()) -> None:
        self._include = _spec(include)
        self._exclude = _spec(exclude)

    def __bool__(self) -> bool:
        return self._include is not None or self._exclude is not None

    def take(self, below: str) -> bool:
        """Whether a file is taken."""
        if self._exclude is not None and self._exclude.match_file(below):
            return False
        return self._include is None or self._include.match_file(below)

    def enter(self, below: str) -> bool:
        """Whether anything in a folder or an archive may be taken."""
        return self._exclude is None or not self._exclude.match_file(below)


def _spec(patterns: Sequence[str]) -> GitIgnoreSpec | None:
    """The patterns compiled; None where there are none, so that nothing is imported for them."""
    if not patterns:
        return None
    from pathspec import GitIgnoreSpec

    for pattern in patterns:
        try:
            GitIgnoreSpec.from_lines([pattern])
        except ValueError:
            raise ScorerError("", code="bad-pattern", values={"pattern": pattern}) from None
    return GitIgnoreSpec.from_lines(patterns)


ALL = Patterns()
