"""Scorecard -> one line of JSON, the same record as `record` writes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorer.render.record import encode, record

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from scorer.model import Scorecard
    from scorer.render.formats import Look, Scored

EXTENSION = ".jsonl"
FILE_START = b""
FOR_PROGRAMS = True


def piece(card: Scorecard, look: Look) -> str:
    """One scorecard on one line."""
    return encode(record(card, look))


def whole(scored: Iterable[Scored], look: Look) -> Iterator[str]:
    """A line for each report."""
    for one in scored:
        yield one.body + "\n"
