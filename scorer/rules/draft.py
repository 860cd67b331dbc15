"""A rubric while its files are read: its mappings, the line of every value, and all faults so far."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from scorer.errors import ScorerError
from scorer.rules.faults import fault
from scorer.rules.yaml_lines import Lines
from scorer.text.normalise import fold


@dataclass(slots=True)
class Draft:
    """What the files read so far come to."""

    faults: list[ScorerError] = field(default_factory=list)
    rubric: dict[str, Any] = field(default_factory=dict)
    rubric_lines: Lines = field(default_factory=lambda: Lines("rubric.yaml"))
    criteria: list[tuple[dict[str, Any], Lines]] = field(default_factory=list)
    words: dict[str, dict[str, Any]] = field(default_factory=dict)
    word_lines: dict[str, Lines] = field(default_factory=dict)
    origin: dict[str, tuple[str, int]] = field(default_factory=dict)  # file and line of each word class
    replaced: list[str] = field(default_factory=list)  # shared word classes that the rubric has its own words for

    def add(self, code: str, file: str, line: int, **values: object) -> None:
        """Note a fault."""
        self.faults.append(fault(code, file, line, **values))

    def shared(self, name: str) -> bool:
        """Whether a known word class stands in the shared vocabulary."""
        return self.origin[name][0].startswith("rubric/words/")

    def add_words(self, classes: Mapping[str, Any], lines: Lines) -> None:
        """Take over the word classes of a file; one that is known already must say that it replaces the other."""
        for name, body in classes.items():
            line = lines.of(("words", name))
            if name in self.words and not (body.get("replaces") and self.shared(name)):
                file, number = self.origin[name]
                self.add("twice-words", lines.file, line, name=name, other=f"{file}:{number}")
                continue
            if name in self.words:
                self.replaced.append(name)
            self.words[name] = folded(body)
            self.word_lines[name] = lines
            self.origin[name] = (lines.file, line)


def folded(body: Mapping[str, Any]) -> dict[str, Any]:
    """The lists of a word class in normalised form; patterns stay as they are."""
    return {
        key: [fold(str(word)) if key != "patterns" else str(word) for word in words]
        for key, words in body.items()
        if key != "replaces"
    }


def listed(value: Any) -> list[str]:
    """A word or a list of words as YAML states them, as a list."""
    return [str(word) for word in value] if isinstance(value, list) else [str(value)]
