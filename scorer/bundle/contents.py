"""bundle.json: what made the bundle, how it was scored, by which rubrics, and which file belongs to which report."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from scorer.bundle.fault import refused
from scorer.model import Level

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

CONTENTS = "bundle.json"
SCHEMA = "bundle/1"


class MadeBy(NamedTuple):
    """Versions of everything that has a say in the bytes of a scorecard."""

    program: str
    sha256: str  # over the program's own files
    python: str
    zlib: str
    libraries: dict[str, str]


class Scoring(NamedTuple):
    """What was asked for beside reports and rubric."""

    lang: str = "zh"
    year: int | None = None
    level: Level | None = None
    submitted: str | None = None  # ISO dates
    published: str | None = None
    reviewed: bool = False
    today: str = ""  # ISO day by which waivers end, where people's decisions are laid over


class PackedFile(NamedTuple):
    """A file of a rubric and its place in it."""

    member: str
    name: str  # in its folder; the member's may be another, fit for every system
    part: str
    layer: int


class PackedRubric(NamedTuple):
    """A rubric by its files, in the order in which they are read."""

    id: str
    version: str
    sha256: str
    files: tuple[PackedFile, ...]
    record: str = ""  # member with the measured record


class PackedReport(NamedTuple):
    """A report and its scorecard."""

    path: str  # as the scorecard names it
    sha256: str
    rubric: str  # id
    scorecard: str  # member
    report: str = ""  # member; empty where only the hash is handed on


class Contents(NamedTuple):
    """The whole."""

    made_by: MadeBy
    scoring: Scoring
    rubrics: tuple[PackedRubric, ...]
    reviews: tuple[str, ...]  # members
    reports: tuple[PackedReport, ...]

    def members(self) -> Iterator[str]:
        """Every member that is mentioned."""
        for rubric in self.rubrics:
            yield from (file.member for file in rubric.files)
            yield rubric.record
        yield from self.reviews
        for report in self.reports:
            yield report.scorecard
            yield report.report


def written(contents: Contents) -> bytes:
    """The bytes of bundle.json."""
    level = contents.scoring.level
    plain = {
        "schema": SCHEMA,
        "made_by": contents.made_by._asdict(),
        "scoring": {**contents.scoring._asdict(), "level": level.value if level else None},
        "rubrics": [
            {**rubric._asdict(), "files": [file._asdict() for file in rubric.files]} for rubric in contents.rubrics
        ],
        "reviews": list(contents.reviews),
        "reports": [report._asdict() for report in contents.reports],
    }
    text = json.dumps(plain, ensure_ascii=False, indent=1) + "\n"
    return text.encode("utf-8", "backslashreplace")


def read(data: bytes, name: str) -> Contents:
    """bundle.json -> Contents; `InputError` where it is none, or of a newer program."""
    try:
        plain = _Row(json.loads(data))
        if plain.text("schema") != SCHEMA:
            raise refused("newer", name, schema=plain.text("schema")[:40])
        return Contents(
            _made_by(plain.row("made_by")),
            _scoring(plain.row("scoring")),
            tuple(map(_rubric, plain.rows("rubrics"))),
            tuple(_texts(plain.value("reviews", list))),
            tuple(map(_report, plain.rows("reports"))),
        )
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise refused("bad-contents", name, what=f"{type(error).__name__}: {error}"[:120]) from None


class _Row:
    """A mapping of which fields are taken by their type; KeyError and TypeError where one does not fit."""

    def __init__(self, plain: Any) -> None:
        if not isinstance(plain, dict):
            raise TypeError("a mapping is expected")
        self._plain = plain

    def value(self, key: str, *kinds: type) -> Any:
        value = self._plain[key]
        if type(value) not in kinds:
            raise TypeError(f"{key}: {' or '.join(kind.__name__ for kind in kinds)} is expected")
        return value

    def text(self, key: str) -> str:
        return str(self.value(key, str))

    def optional(self, key: str) -> str | None:
        value: str | None = self.value(key, str, type(None))
        return value

    def row(self, key: str) -> _Row:
        return _Row(self._plain[key])

    def rows(self, key: str) -> list[_Row]:
        return [_Row(plain) for plain in self.value(key, list)]


def _made_by(row: _Row) -> MadeBy:
    libraries = row.value("libraries", dict)
    versions = dict(zip(_texts(libraries), _texts(libraries.values()), strict=True))
    return MadeBy(row.text("program"), row.text("sha256"), row.text("python"), row.text("zlib"), versions)


def _scoring(row: _Row) -> Scoring:
    level = row.optional("level")
    return Scoring(
        row.text("lang"),
        row.value("year", int, type(None)),
        Level(level) if level else None,
        row.optional("submitted"),
        row.optional("published"),
        row.value("reviewed", bool),
        row.text("today"),
    )


def _rubric(row: _Row) -> PackedRubric:
    files = tuple(
        PackedFile(file.text("member"), file.text("name"), file.text("part"), file.value("layer", int))
        for file in row.rows("files")
    )
    return PackedRubric(row.text("id"), row.text("version"), row.text("sha256"), files, row.text("record"))


def _report(row: _Row) -> PackedReport:
    return PackedReport(*map(row.text, PackedReport._fields))


def _texts(values: Iterable[Any]) -> list[str]:
    found = list(values)
    if not all(isinstance(value, str) for value in found):
        raise TypeError("texts are expected")
    return found
