"""Lines of values that do not all come from the file that they are read with."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from scorer.rules.yaml_lines import At, Lines, Path, paths


class Merged(Lines):
    """Lines of values that come from several files, with what stood there before."""

    def __init__(self, below: Lines) -> None:
        super().__init__(below.file)
        self.earlier: dict[Path, list[tuple[At, Any]]] = {}
        for path, line in below.items():
            self.note(path, At.of(line, below.file))

    def take(self, path: Path, value: Any, source: Lines, source_path: Path) -> None:
        """Note the place of a new value and of all that it holds."""
        for below, _ in paths(value, source_path):
            self.note((*path, *below[len(source_path) :]), At.of(source.of(below), source.file))

    def replaced(self, path: Path, old: Any) -> None:
        """Remember what a value was and where it stood."""
        self.earlier.setdefault(path, []).append((At.of(self.of(path), self.file), old))

    def forget(self, path: Path) -> None:
        """Drop the places of what a replaced value held."""
        for known in [p for p, _ in self.items() if len(p) > len(path) and p[: len(path)] == path]:
            self.drop(known)


class Fixed(Lines):
    """Lines of a value that was made up from one place."""

    def __init__(self, file: str, at: At) -> None:
        super().__init__(file)
        self.at = at

    def of(self, path: Sequence[str | int]) -> int:
        return self.at


class Shifted(Lines):
    """Lines of `weights: {ID: …}` read as those of the criterion's own key."""

    def __init__(self, lines: Lines, prefix: Path, key: str) -> None:
        super().__init__(lines.file)
        self.lines, self.prefix, self.key = lines, prefix, key

    def of(self, path: Sequence[str | int]) -> int:
        known = tuple(path)
        if known[: len(self.prefix) + 1] == (*self.prefix, self.key):
            known = (*self.prefix, *known[len(self.prefix) + 1 :])
        return self.lines.of(known)
