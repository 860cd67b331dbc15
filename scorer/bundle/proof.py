"""Does a bundle hold: is every byte as it was sealed, and do reports and rubric still give these scorecards?"""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from scorer.bundle import contents as contents_file
from scorer.bundle.archive import Writer
from scorer.bundle.cards import Cards
from scorer.bundle.contents import CONTENTS, Contents, PackedReport, PackedRubric
from scorer.bundle.difference import differences
from scorer.bundle.fault import refused
from scorer.bundle.rubrics import unpacked
from scorer.bundle.seal import MANIFEST, SIGNATURE, digest, listed
from scorer.errors import InputError, RubricError
from scorer.review.proof import Flaw as LogFlaw
from scorer.review.proof import prove
from scorer.rules import record
from scorer.rules.files import digest as rubric_digest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from scorer.bundle.archive import Opened
    from scorer.review.history import History
    from scorer.rules.files import RubricFile
    from scorer.rules.record import Record
    from scorer.rules.rubric import Rubric

    Build = Callable[[PackedRubric, list[RubricFile]], Rubric]

MOST_FIELDS = 5  # differing fields of one scorecard that are told
_OWN_HASH = "report.sha256"  # of a changed report differs, which is told already


class Flaw(NamedTuple):
    """What does not hold, by code and the file of the bundle (or the report) that it is about."""

    code: str
    name: str
    values: tuple[tuple[str, str], ...] = ()  # what the sentence of the code names


def flaw(code: str, name: str, **values: str) -> Flaw:
    """A flaw with what its sentence names."""
    return Flaw(code, name, tuple(values.items()))


class AtHand(NamedTuple):
    """A report outside the bundle."""

    path: str
    data: bytes
    same: bool  # whether it is the very report that was scored


class Sealed(NamedTuple):
    """What the manifest and the archive say, before anything is worked out again."""

    flaws: list[Flaw]
    changed: frozenset[str]  # members whose bytes are not those of the manifest
    hashes: dict[str, str]  # of the manifest
    whole: frozenset[str]  # members that unpack


def check_seal(opened: Opened, again: BinaryIO) -> Sealed:
    """Hold every member against the manifest; `again` gets an archive written anew from the members."""
    manifest = opened.read(MANIFEST) if MANIFEST in opened else None
    if manifest is None:
        raise refused("no-manifest", opened.name)
    hashes, bad_line = listed(manifest)
    flaws = [flaw("manifest-line", MANIFEST, line=str(bad_line))] if bad_line else []
    changed, whole = set(), set()
    with closing(Writer(again)) as writer:
        for member in opened:
            data = opened.read(member)
            if data is None:
                flaws.append(flaw("unpack", member))
                continue
            whole.add(member)
            writer.add(member, data)
            if member in (MANIFEST, SIGNATURE):
                continue
            if member not in hashes:
                flaws.append(flaw("unlisted", member))
            elif digest(data) != hashes[member]:
                changed.add(member)
    flaws += [flaw("absent", member) for member in hashes if member not in opened]
    return Sealed(flaws, frozenset(changed), hashes, frozenset(whole))


class Recomputation:
    """The scorecards of a bundle worked out again."""

    def __init__(
        self,
        opened: Opened,
        sealed: Sealed,
        contents: Contents,
        history: History | None,
        at_hand: Callable[[PackedReport], AtHand | None],
    ) -> None:
        self._opened = opened
        self._sealed = sealed
        self._contents = contents
        self._history = history
        self._at_hand = at_hand
        self._told: set[str] = set()  # changed members that something better was said of than that they changed
        self.count = 0  # scorecards that were worked out again
        self.lacking: list[str] = []  # reports that were not at hand

    def flaws(self, build: Build, own: Callable[[str], list[RubricFile]]) -> list[Flaw]:
        """Everything that does not hold.

        `build` makes a rubric of its files; `own` gives the files of a rubric of this program, for comparison.
        """
        found = list(self._mentions())
        cards: dict[str, Cards] = {}
        for rubric in self._contents.rubrics:
            found += self._rubric(rubric, build, own, cards)
        for report in self._contents.reports:
            found += self._report(report, cards.get(report.rubric))
        told = {one.name for one in found}
        return [flaw("changed", name) for name in sorted(self._sealed.changed - self._told - told)] + found

    def _read(self, member: str) -> bytes | None:
        return self._opened.read(member) if member in self._sealed.whole else None

    def _mentions(self) -> Iterator[Flaw]:
        """Members that nothing in the bundle speaks of, and those that are spoken of and lacking."""
        mentioned = {*filter(None, self._contents.members()), CONTENTS, MANIFEST, SIGNATURE}
        for member in self._opened:
            if member not in mentioned:
                yield flaw("unmentioned", member)
        for member in sorted(mentioned - {SIGNATURE}):
            if member not in self._opened and member not in self._sealed.hashes:
                yield flaw("absent", member)

    def _rubric(
        self,
        packed: PackedRubric,
        build: Build,
        own: Callable[[str], list[RubricFile]],
        cards: dict[str, Cards],
    ) -> Iterator[Flaw]:
        """Flaws of a rubric; where it can be built it goes into `cards`."""
        yield from self._changed_lines(packed, own)
        files = unpacked(packed, self._read)
        if files is None:
            yield flaw("rubric-files", packed.id)
            return
        if rubric_digest(files) != packed.sha256 and not self._sealed.changed & {file.member for file in packed.files}:
            yield flaw("rubric-digest", packed.id)
        try:
            rubric = build(packed, files)
        except RubricError as error:
            yield flaw("rubric-broken", packed.id, what=str(error.faults[0]).partition("\n")[0])
            return
        except Exception as error:  # files that pass every check of YAML may still be made to harm
            yield flaw("rubric-broken", packed.id, what=f"{type(error).__name__}: {error}"[:120])
            return
        records = self._records(packed)
        cards[packed.id] = Cards(self._contents.scoring, rubric, records, self._history)

    def _records(self, packed: PackedRubric) -> dict[str, Record]:
        data = self._read(packed.record) if packed.record else None
        return record.parsed(data, packed.sha256) if data else {}

    def _changed_lines(self, packed: PackedRubric, own: Callable[[str], list[RubricFile]]) -> Iterator[Flaw]:
        """Changed files of a rubric that this program has as they were: the first line that differs."""
        changed = [file for file in packed.files if file.member in self._sealed.changed - self._told]
        known = {digest(file.data): file.data for file in own(packed.id)} if changed else {}
        for file in changed:
            was, now = known.get(self._sealed.hashes[file.member]), self._read(file.member)
            if was is not None and now is not None:
                self._told.add(file.member)
                yield flaw("changed-line", file.member, **_line(was, now))

    def _report(self, report: PackedReport, cards: Cards | None) -> Iterator[Flaw]:
        data = self._read(report.report) if report.report else None
        outside = self._at_hand(report)
        if data is not None and digest(data) != report.sha256:
            self._told.add(report.report)
            values = _line(outside.data, data) if outside and outside.same else {}
            yield flaw("changed-line" if values else "changed-report", report.report, **values)
        elif data is None and outside is not None:
            data = outside.data
            if not outside.same:
                yield flaw("changed-report", outside.path)
        told = self._read(report.scorecard)
        if data is None:
            self.lacking.append(report.path)
        if data is None or told is None or cards is None:
            return
        try:
            right = cards.of(data, report.path)
        except InputError as error:
            yield flaw("unscored", report.path, what=str(error).partition("\n")[0])
            return
        except Exception as error:  # a fault of the program, or a rubric made to harm: it costs this report
            yield flaw("unscored", report.path, what=f"{type(error).__name__}: {error}"[:120])
            return
        self.count += 1
        if told == right and report.scorecard in self._sealed.changed:
            self._told.add(report.scorecard)
            yield flaw("wrong-hash", report.scorecard)
        yield from self._fields(report, told, right, digest(data) == report.sha256)

    def _fields(self, report: PackedReport, told: bytes, right: bytes, same: bool) -> Iterator[Flaw]:
        """Fields in which a scorecard differs from the one that was worked out again."""
        found = [one for one in differences(told, right) if same or one.place != _OWN_HASH]
        if found:
            self._told.add(report.scorecard)
        for one in found[:MOST_FIELDS]:
            yield flaw("field", report.scorecard, **one._asdict())
        if len(found) > MOST_FIELDS:
            yield flaw("more-fields", report.scorecard, count=str(len(found) - MOST_FIELDS))


def _line(was: bytes, now: bytes) -> dict[str, str]:
    """The first line in which two texts differ, as it was and as it is."""
    one, other = was.split(b"\n"), now.split(b"\n")
    at = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    was_line, now_line = (b"".join(lines[at : at + 1]).decode("utf-8", "replace").strip() for lines in (one, other))
    return {"line": str(at + 1), "was": was_line, "now": now_line}


def read_contents(opened: Opened, sealed: Sealed) -> Contents | None:
    """What bundle.json says; None where its bytes were changed and it says nothing any more."""
    data = opened.read(CONTENTS) if CONTENTS in sealed.whole else None
    if data is None:
        if CONTENTS in sealed.hashes:
            return None
        raise refused("no-contents", opened.name)
    try:
        return contents_file.read(data, opened.name)
    except InputError:
        if CONTENTS in sealed.changed:
            return None
        raise


def log_flaws(opened: Opened, sealed: Sealed, contents: Contents) -> dict[str, tuple[LogFlaw, ...]]:
    """Flaws of the logs that do not hold, by member."""
    found = {}
    for member in contents.reviews:
        data = opened.read(member) if member in sealed.whole else None
        proof = prove(data) if data is not None else None
        if proof is not None and not proof.holds:
            found[member] = proof.flaws
    return found
