"""Scorecard -> one line of JSON, the same record as `record` writes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from scorer.model import Scorecard
from scorer.render.formats import Look, Scored
from scorer.render.record import record

EXTENSION = ".jsonl"
FILE_START = b""
FOR_PROGRAMS = True


def piece(card: Scorecard, look: Look) -> str:
    """One scorecard on one line."""
    return json.dumps(record(card, look), ensure_ascii=False)


def whole(scored: Iterable[Scored], look: Look) -> Iterator[str]:
    """A line for each report."""
    for one in scored:
        yield one.body + "\n"
