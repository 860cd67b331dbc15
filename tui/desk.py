"""What is on the desk: the reports found, what is known of each, and what the reviewer has marked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from scorer.commands.inputs import expand
from scorer.errors import InputError
from scorer.kept.results import stamp_of
from tui.digest import Digest
from tui.rubrics import Rubrics
from tui.standing import Standing
from tui.view.entry import Entry, told_apart


class Desk:
    """The reports of one run, in the order of the files."""

    def __init__(self, paths: Sequence[str], rubrics: Rubrics) -> None:
        self.paths = list(paths)
        self.rubrics = rubrics
        self.entries: dict[str, Entry] = {}
        self.changed: set[str] = set()
        self.marked: list[str] = []
        self.faults: list[InputError] = []
        self.looked = False  # through the folders: until then nothing is known of what is in them

    def look(self) -> list[str]:
        """Look through the folders; the paths of reports that are new or have changed, to be scored."""
        inputs, self.faults = expand(self.paths)
        self.looked = True
        known = self.entries
        self.entries = {}
        todo = []
        for one in inputs:
            before = known.get(one.path)
            if before is None or before.digest is None or before.digest.stamp != stamp_of(one.path):
                self.entries[one.path] = before or Entry.of(one.path, None, self.rubrics.words)
                todo.append(one.path)
            else:
                self.entries[one.path] = before
        self.changed.clear()
        self.marked = [path for path in self.marked if path in self.entries]
        return todo

    def take(self, digests: Iterable[Digest], standings: Mapping[str, Standing | None] | None = None) -> None:
        """Put what was scored in its place, with how far its review has come."""
        for digest in digests:
            if digest.path in self.entries:
                words = self.rubrics.words_of(digest.rubric) if digest.rubric else self.rubrics.words
                entry = Entry.of(digest.path, digest, words)
                self.entries[digest.path] = entry._replace(standing=(standings or {}).get(digest.path))
                self.changed.discard(digest.path)

    def stand(self, standings: Mapping[str, Standing | None]) -> None:
        """Note how far the review of these reports has come."""
        for path, standing in standings.items():
            if path in self.entries:
                self.entries[path] = self.entries[path]._replace(standing=standing)

    def tell_apart(self) -> None:
        """Give each report the name that tells it from the others."""
        self.entries = {entry.path: entry for entry in told_apart(self.entries.values())}

    def look_for_changes(self) -> bool:
        """Note the files that differ from what was scored; whether there is anything new to tell."""
        found = {
            path
            for path, entry in list(self.entries.items())
            if entry.digest is not None and entry.digest.stamp != stamp_of(path)
        }
        news = bool(found - self.changed)
        self.changed = found
        return news

    @property
    def done(self) -> int:
        """Reports that are scored or known to be unreadable."""
        return sum(entry.digest is not None for entry in self.entries.values())

    @property
    def read(self) -> int:
        """Reports that could be read."""
        return sum(entry.readable for entry in self.entries.values())

    def mark(self, path: str) -> None:
        """Mark a report, or take its mark away; the two last ones marked are compared."""
        if path in self.marked:
            self.marked.remove(path)
        else:
            self.marked = [*self.marked[-1:], path]
