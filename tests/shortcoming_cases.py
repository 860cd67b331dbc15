"""Texts with shortcomings and plans, and the words of that family alone."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

from scorer.model import Heading, Role, Section
from scorer.reading.source import read_path
from scorer.rules.draft import spread
from scorer.text.classes import compile_words
from scorer.text.lexicon import Lexicon
from scorer.text.normalise import normalise
from scorer.text.words import Scan

HERE = Path(__file__).parent
WORDS = HERE.parent / "rubric" / "words"
CASES: dict[str, list[dict[str, Any]]] = yaml.safe_load((HERE / "shortcoming_cases.yaml").read_text(encoding="utf-8"))


@cache
def lexicon() -> Lexicon:
    """Only the classes of this family: it must not need those of another."""
    classes: dict[str, Any] = {}
    for name in ("shortcomings", "topics"):
        shared = yaml.safe_load((WORDS / f"{name}.yaml").read_text(encoding="utf-8"))
        spread(shared)
        classes |= shared["words"]
    return compile_words(classes)


def laid_out(*stretches: tuple[str, str]) -> tuple[Scan, tuple[Section, ...]]:
    """Texts one after the other, each a section of the role given with it."""
    text = ""
    sections = []
    for role, words in stretches:
        start = len(text)
        text += words + "\n"
        sections.append(Section(Role(role), start, len(text), 1, 1, None))
    return Scan(lexicon(), text), tuple(sections)


def labelled_seed(number: str) -> tuple[Scan, tuple[Section, ...], dict[str, Any]]:
    """A seed with the roles that its readers gave."""
    labels = yaml.safe_load((HERE / "gold" / f"{number}.yaml").read_text(encoding="utf-8"))
    plain = normalise(read_path(str(HERE.parent / "seeds" / labels["seed"])))
    starts = [0]
    for line in plain.source.text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    # Offsets of the plain text: how many of its characters come from before a line of the source.
    places = starts if plain.origin is None else [sum(1 for at in plain.origin if at < start) for start in starts]
    sections = []
    for block in labels["blocks"]:
        first, last = block["lines"]
        start, end = places[first - 1], min(places[last], len(plain.text))
        heading = None
        if block.get("heading"):
            stop = plain.text.find("\n", start)
            heading = Heading(1, plain.text[start:stop], start, stop, first)
        sections.append(Section(Role(block["role"]), start, end, first, last, heading))
    return Scan(lexicon(), plain.text), tuple(sections), labels["criteria"]
