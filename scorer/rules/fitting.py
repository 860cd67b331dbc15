"""Files that were found to fit the schema, and words found to be right, known again by content.

After an edit one file is held to the schema, and the words are checked only where one of them has changed.
"""

from __future__ import annotations

import json
import os
from hashlib import sha256
from typing import TYPE_CHECKING

from scorer.rules import cache
from scorer.rules.rubric import HOME
from scorer.text.classes import digest as digest_of_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Set
    from typing import Any

    from scorer.rules.files import RubricFile

MOST = 2000  # files that are remembered; with more, those of the last run alone


class Fitting:
    """What fits: files and words of earlier runs by this program and schema, and those that this run finds."""

    def __init__(self, known: Set[str] = frozenset()) -> None:
        self.known = set(known)
        self.seen: set[str] = set()  # those known that were asked for, and those found

    def holds(self, file: RubricFile) -> bool:
        """Whether a file of this part and content is known to fit."""
        return self._holds(_digest(file))

    def add(self, file: RubricFile) -> None:
        """Remember a file that fits."""
        self.seen.add(_digest(file))

    def holds_words(self, words: Mapping[str, Mapping[str, Any]]) -> bool:
        """Whether all classes of words together are known to be right."""
        return self._holds(digest_of_words(words))

    def add_words(self, words: Mapping[str, Mapping[str, Any]]) -> None:
        """Remember classes of words in which nothing is wrong."""
        self.seen.add(digest_of_words(words))

    def _holds(self, digest: str) -> bool:
        if digest in self.known:
            self.seen.add(digest)
        return digest in self.known


def remembered() -> Fitting:
    """What earlier runs found; empty where nothing is kept, or it is not this user's own."""
    try:
        with open(_path(), "rb") as stream:
            if hasattr(os, "getuid") and os.fstat(stream.fileno()).st_uid != os.getuid():
                return Fitting()
            digests = json.loads(stream.read())
    except (OSError, ValueError, RecursionError):
        return Fitting()
    whole = isinstance(digests, list) and all(isinstance(digest, str) for digest in digests)
    return Fitting(set(digests)) if whole else Fitting()


def remember(fitting: Fitting) -> None:
    """Keep what was found for the next run, if there is anything new."""
    if fitting.seen <= fitting.known:
        return
    found = fitting.seen | fitting.known
    cache.put(_path(), json.dumps(sorted(found if len(found) <= MOST else fitting.seen)).encode())


def _digest(file: RubricFile) -> str:
    return sha256(f"{file.part}\n".encode() + file.data).hexdigest()


def _path() -> str:
    """Where the digests are kept: another file for another schema or another program."""
    with open(os.path.join(HOME, "schema.json"), "rb") as stream:
        schema = sha256(stream.read()).hexdigest()
    return os.path.join(cache.folder(), f"fitting-{cache.key(schema)}.json")
