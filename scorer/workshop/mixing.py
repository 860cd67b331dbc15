"""Scorecards of two rubrics, or of two versions of one, cannot be compared: they are kept apart unless told."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator

from scorer.errors import ScorerError

Identity = tuple[str, str, str]  # id, version, sha256 of a rubric

_LARGEST = 2_000_000  # bytes of a scorecard that are looked at
_RUBRIC = re.compile(rb'"rubric":\s*\{"id":\s*"([^"]+)",\s*"version":\s*"([^"]+)",\s*"sha256":\s*"([0-9a-f]{64})"')


def refuse_mixed(rubrics: Iterable[Identity]) -> None:
    """A fault where scorecards were made with more than one rubric."""
    seen = list(dict.fromkeys(rubrics))
    if len(seen) > 1:
        named = ", ".join(f"{name} {version} ({digest[:8]})" for name, version, digest in seen[:4])
        raise ScorerError("", code="mixed-rubrics", values={"names": named})


def cards_in(folder: str, extension: str) -> Iterator[Identity]:
    """The rubrics that JSON scorecards in a folder were made with."""
    if extension != ".json" or not os.path.isdir(folder):
        return
    for entry in sorted(os.listdir(folder)):
        path = os.path.join(folder, entry)
        if entry.endswith(extension) and os.path.isfile(path):
            with open(path, "rb") as stream:
                found = _RUBRIC.search(stream.read(_LARGEST))
            if found:
                name, version, digest = (part.decode("utf-8", "replace") for part in found.groups())
                yield name, version, digest
