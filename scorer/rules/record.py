"""The measured record of a rubric, kept beside it: "right 46 of 48 on set v3", by criterion.

The record does not belong to the identity of a rubric: it says how far its verdicts were confirmed.
"""

import os
from collections.abc import Mapping
from typing import NamedTuple

from scorer.rules.rubric import HOME

FILE = "record.json"
LARGEST = 1_000_000  # bytes
FEWEST = 5  # labelled reports below which a record says too little
POOR = 0.85  # share of right verdicts below which a criterion is marked for review


class Record(NamedTuple):
    """How often a criterion was judged as people judged it."""

    right: int
    of: int
    set: str
    current: bool  # measured with these very rules

    @property
    def review(self) -> bool:
        """Whether its verdicts are to be looked at: the record is poor, thin or of other rules."""
        return not self.current or self.of < FEWEST or self.right < POOR * self.of


def place(name_or_path: str) -> str:
    """Path of the record of a rubric, built-in or in a folder; every run looks, so nothing is imported for it."""
    folder = os.path.join(HOME, name_or_path)
    if "/" in name_or_path or os.sep in name_or_path or not os.path.isdir(folder):
        folder = os.path.dirname(name_or_path) or "." if os.path.isfile(name_or_path) else name_or_path
    return os.path.join(folder, FILE)


def load(name_or_path: str, sha256: str) -> dict[str, Record]:
    """The record beside a rubric by criterion; empty where there is none or it cannot be read."""
    path = place(name_or_path)
    if not os.path.isfile(path):
        return {}
    try:
        with open(path, "rb") as stream:
            return parsed(stream.read(LARGEST), sha256)
    except OSError:
        return {}


def parsed(data: bytes, sha256: str) -> dict[str, Record]:
    """The record that the bytes of its file tell; empty where they are none."""
    import json

    try:
        plain = json.loads(data)
        current = plain["rubric"]["sha256"] == sha256
        return {
            str(name): Record(int(row["right"]), int(row["of"]), str(plain["set"]), current)
            for name, row in plain["criteria"].items()
        }
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}


def written(rubric: Mapping[str, str], set_name: str, counts: Mapping[str, tuple[int, int]]) -> bytes:
    """A record (right, of) by criterion as the bytes of its file."""
    import json

    plain = {
        "set": set_name,
        "rubric": dict(rubric),
        "criteria": {name: {"right": right, "of": of} for name, (right, of) in counts.items()},
    }
    return (json.dumps(plain, ensure_ascii=False, indent=1) + "\n").encode()
