"""Lines in their order -> what is in force: by report, criterion and person, with undo and redo."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from scorer.review.decision import DECIDING, TAKES_BACK, Act, Held

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from scorer.model import Scorecard
    from scorer.review.decision import Version
    from scorer.review.line import Line

Said = tuple["Line", Held]  # a line in force and what it says of one criterion


class History:
    """What people decided. Only `add` changes it; each person's lines count in their order, whatever the clock said."""

    def __init__(self) -> None:
        self._by_key: dict[tuple[str, str], dict[str, list[Said]]] = {}  # digest of the report, key -> who
        self._by_hash: dict[str, Line] = {}
        self._undone: set[str] = set()
        self._done: dict[str, list[str]] = {}  # who -> hashes that can be undone, the last one first to go
        self._taken_back: dict[str, list[str]] = {}  # who -> hashes that can be done again
        self._versions: dict[str, dict[str, Version]] = {}  # name of file or "place year" -> digest -> report
        self._order: dict[str, list[Line]] = {}  # who -> lines
        self._handed_in: dict[str, list[Line]] = {}

    @classmethod
    def of(cls, lines: Iterable[Line]) -> History:
        """The history that some lines tell."""
        history = cls()
        for line in lines:
            history.add(line)
        return history

    def add(self, line: Line) -> None:
        """One more line; a line that is known already (a copy of a log) changes nothing."""
        if line.hash in self._by_hash:
            return
        decision = line.decision
        self._by_hash[line.hash] = line
        self._order.setdefault(decision.who, []).append(line)
        done, back = self._done.setdefault(decision.who, []), self._taken_back.setdefault(decision.who, [])
        if decision.act in TAKES_BACK:
            origin, goal = (done, back) if decision.act is Act.UNDO else (back, done)
            if decision.of in origin:
                origin.remove(decision.of)
                goal.append(decision.of)
                (self._undone.add if decision.act is Act.UNDO else self._undone.discard)(decision.of)
            return
        done.append(line.hash)
        back.clear()
        if decision.act is Act.HAND_IN:
            self._handed_in.setdefault(decision.who, []).append(line)
        if decision.report is None:
            return
        for name in (f"sha256 {decision.report.sha256}", *_names(decision.report)):
            self._versions.setdefault(name, {})[decision.report.sha256] = decision.report
        for held in decision.held:
            people = self._by_key.setdefault((decision.report.sha256, held.key), {})
            people.setdefault(decision.who, []).append((line, held))

    @property
    def people(self) -> tuple[str, ...]:
        """Everyone with a line."""
        return tuple(self._order)

    def lines(self, who: str = "") -> list[Line]:
        """One person's lines in their order, those undone and the undoings included; or everyone's."""
        return list(self._order.get(who, ())) if who else [line for own in self._order.values() for line in own]

    def in_force(self, line: Line) -> bool:
        """Whether a line was not taken back."""
        return line.hash not in self._undone

    def line(self, digest: str) -> Line | None:
        """The line of a hash."""
        return self._by_hash.get(digest)

    def said(self, sha256: str, key: str, act: Act | None = None) -> Iterator[Said]:
        """What stands in the log on a criterion of a report and was not taken back, person by person; or of one act."""
        for own in self._by_key.get((sha256, key), {}).values():
            for line, held in own:
                if line.hash not in self._undone and act in (None, line.decision.act):
                    yield line, held

    def latest(self, sha256: str, key: str) -> dict[str, Said]:
        """The last verdict, doubt or waiver of each person on a criterion of a report."""
        found: dict[str, Said] = {}
        for line, held in self.said(sha256, key):
            if line.decision.act in DECIDING or line.decision.act is Act.WAIVE:
                found[line.decision.who] = (line, held)
        return found

    def before_waiver(self, sha256: str, key: str) -> dict[str, Said]:
        """The same without waivers: what holds again when they end."""
        found: dict[str, Said] = {}
        for line, held in self.said(sha256, key):
            if line.decision.act in DECIDING:
                found[line.decision.who] = (line, held)
        return found

    def settled(self, sha256: str, key: str) -> Said | None:
        """The third line on a criterion; among several the one with the latest time."""
        found = list(self.said(sha256, key, Act.SETTLE))
        return max(found, key=lambda said: said[0].decision.at) if found else None

    def notes(self, sha256: str, key: str) -> list[Line]:
        """Notes on a criterion, or with an empty key on the report; notes that came with a decision are in its line."""
        return [line for line, _ in self.said(sha256, key, Act.NOTE)]

    def spoken_of(self) -> list[tuple[str, str]]:
        """Every (digest of a report, key) that anyone spoke of."""
        return list(self._by_key)

    def touches(self, sha256: str, path: str, place: str = "", year: int = 0) -> bool:
        """Whether any line speaks of a report, or of what may be an earlier version of it."""
        return any(name in self._versions for name in (f"sha256 {sha256}", *_keys(path, place, year)))

    def reasons(self, key: str) -> list[str]:
        """The notes that decisions on a criterion were given with, the newest first, each once."""
        found = [
            line.decision.note
            for (_, name), people in self._by_key.items()
            if name == key
            for own in people.values()
            for line, _ in own
            if line.decision.note and self.in_force(line)
        ]
        return list(dict.fromkeys(reversed(found)))

    def handed_in(self, who: str) -> bool:
        """Whether a person has handed in."""
        return any(self.in_force(line) for line in self._handed_in.get(who, ()))

    def earlier(self, card: Scorecard) -> list[str]:
        """Digests of what are by their names earlier versions of a report: of its body and year, or of its file.

        A file of the same name that says it is of another body or year is another report.
        """
        source, facts = card.report.source, card.report.facts
        place, year = facts.jurisdiction_full or facts.jurisdiction or "", facts.year or 0
        found: dict[str, None] = {}
        for name in _keys(source.name, place, year):
            for sha256, version in self._versions.get(name, {}).items():
                other = (version.place and place and version.place != place) or (
                    version.year and year and version.year != year
                )
                if sha256 != source.sha256 and not other:
                    found[sha256] = None
        return list(found)

    def to_undo(self, who: str) -> Line | None:
        """What a person's next undo takes back."""
        own = self._done.get(who)
        return self._by_hash[own[-1]] if own else None

    def to_redo(self, who: str) -> Line | None:
        """What a person's next redo brings back."""
        own = self._taken_back.get(who)
        return self._by_hash[own[-1]] if own else None


def _names(version: Version) -> list[str]:
    return _keys(version.path, version.place, version.year)


def _keys(path: str, place: str, year: int) -> list[str]:
    """Under what a report may be known again: its file name, and its body and year."""
    name = posixpath.basename(path.replace("\\", "/"))
    return [f"file {name}", *([f"{place} {year}"] if place and year else [])]
