"""Texts laid out for tests of outline and sections: read, divided, and asked for the role at a place."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

import rubric
from scorer.model import Plain, Role, Section, Source
from scorer.rules.draft import spread
from scorer.structure.outline import Outline, read_outline
from scorer.structure.sections import divide
from scorer.structure.weights import Weights
from scorer.text.classes import compile_words, variants
from scorer.text.figure import figure_source
from scorer.text.lexicon import Lexicon
from scorer.text.normalise import normalise
from scorer.text.words import Scan

CASES = Path(__file__).parent / "layout_cases.yaml"


@cache
def lexicon() -> Lexicon:
    """All word classes of the rubric, without its criteria."""
    words: dict[str, Any] = {}
    for path in sorted((Path(str(rubric.__file__)).parent / "words").glob("*.yaml")):
        shared = yaml.safe_load(path.read_text(encoding="utf-8"))
        spread(shared)
        words |= shared["words"]
    counters, names = (
        [word for entry in words[name]["any"] for word in variants(str(entry))] for name in ("counter", "figure-not")
    )
    return compile_words(words, figure_source(counters, names))


@cache
def weights() -> Weights:
    """Weights of the clues, as the rubric has them."""
    path = Path(str(rubric.__file__)).parent / "structure.yaml"
    return Weights.of(yaml.safe_load(path.read_text(encoding="utf-8")))


@cache
def cases() -> dict[str, Any]:
    """The cases of our own: headings, paragraphs, whole reports."""
    return dict(yaml.safe_load(CASES.read_text(encoding="utf-8")))


@dataclass(frozen=True, slots=True)
class Layout:
    """A text and what was read from it."""

    plain: Plain
    outline: Outline
    sections: tuple[Section, ...]

    def section_at(self, offset: int) -> Section:
        """The section that holds a character of the source text."""
        found = [section for section in self.sections if self.plain.to_source(section.start, section.end)[0] <= offset]
        return found[-1]

    def role_of(self, words: str) -> Role:
        """Role of the place where the words stand first."""
        offset = self.plain.source.text.index(words)
        return self.section_at(offset).role

    def line_parts(self) -> list[str]:
        """Role of each line that holds more than blanks; `reasons` where it tells why the problems exist."""
        found = []
        start = 0
        for line in self.plain.source.text.split("\n"):
            section = self.section_at(start)
            if line.strip():
                found.append("reasons" if section.reasons else section.role.value)
            start += len(line) + 1
        return found

    def line_roles(self) -> dict[int, Role]:
        """Line of the source -> role, for lines that hold more than blanks."""
        roles = {}
        start = 0
        for number, line in enumerate(self.plain.source.text.split("\n"), 1):
            if line.strip():
                roles[number] = self.section_at(start + len(line) - len(line.lstrip())).role
            start += len(line) + 1
        return roles


def lay_out(text: str, by: Weights | None = None) -> Layout:
    """Read and divide a text, by the rubric's weights or by others."""
    plain = normalise(Source("made-up", text, "", "utf-8"))
    scan = Scan(lexicon(), plain.text)
    outline = read_outline(plain, scan)
    sections, _ = divide(plain, scan, outline, by or weights())
    return Layout(plain, outline, sections)
