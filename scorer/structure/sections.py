"""Outline -> stretches of the report with one role each."""

from __future__ import annotations

from scorer.model import Plain, Section
from scorer.structure.changes import sections_of
from scorer.structure.fallback import fall_back
from scorer.structure.outline import Outline
from scorer.structure.walk import Walk
from scorer.structure.wording import Wording
from scorer.text.words import Scan


def divide(plain: Plain, scan: Scan, outline: Outline) -> tuple[Section, ...]:
    """Sections in order, without gap or overlap, over the whole plain text."""
    words = Wording(scan, outline.year)
    walk = Walk(scan, outline, words)
    changes = walk.run()
    fall_back(words, outline, changes, walk.seen)
    return sections_of(plain, outline, changes)
