"""Entries -> a Word document: the score sheet of one body, or the paper for a meeting about many."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorer.render.entry import Entry, entry
from scorer.render.formats import entries
from scorer.render.word.card import write_card
from scorer.render.word.meeting import write_meeting
from scorer.render.word.paper import Paper

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from scorer.model import Scorecard
    from scorer.render.formats import Look, Scored

EXTENSION = ".docx"
FILE_START = b""
FOR_PROGRAMS = True


def piece(card: Scorecard, look: Look) -> Entry:
    """The entry of one report."""
    return entry(card, look.wording, look.rubric, look.voices)


def whole(scored: Iterable[Scored], look: Look) -> Iterator[bytes]:
    """One document."""
    all_entries = entries(scored)
    name = look.wording.of(look.rubric.name)
    paper = Paper(look.wording, name)
    if len(all_entries) == 1:
        write_card(paper, all_entries[0])
    else:
        write_meeting(paper, all_entries, name)
    yield paper.bytes()
