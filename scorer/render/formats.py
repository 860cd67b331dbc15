"""The output formats by name; each lives in one module and is imported when it is asked for."""

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from scorer.locale.wording import Wording
from scorer.model import BY_TIME, Finding, Scorecard, Verdict

if TYPE_CHECKING:
    from typing import Protocol, cast

    from scorer.judging.similar import Similar
    from scorer.render.entry import Entry
    from scorer.render.voices import Voices
    from scorer.rules.rubric import Rubric

# Annotations are values in this module, as far as they are loaded anyway: typing compiles each string of a NamedTuple.

SECTIONS = "sections"  # what to explain, where it is no criterion but the roles of the parts


class Look(NamedTuple):
    """How a result is to be shown."""

    wording: Wording
    rubric: "Rubric"
    many: bool = False  # several reports in one output
    details: bool = False  # many: the full card of each as well
    colour: bool = False
    width: int = 80  # columns of a terminal
    explain: str = ""  # a criterion, or SECTIONS, to be explained in place of the card
    similar: "Mapping[str, Sequence[Similar]] | None" = None  # by criterion; None: not asked for
    reviews: bool = False  # people's decisions are asked for
    voices: "Voices | None" = None  # and what they are on this report

    def verdict(self, finding: Finding) -> str:
        """A verdict in brackets, `?` behind one in doubt; where a person said otherwise, the program's before it."""
        if self.voices:
            return self.voices.verdict(finding)
        return f"[{self.wording.verdict(finding.verdict)}{'?' if finding.doubt else ''}]"


class Scored(NamedTuple):
    """One report as rendered, and what the run as a whole counts of it."""

    path: str
    body: str  # rendered; empty where the format puts entries together
    total: Fraction | None
    baseline_complete: bool
    gaps: tuple[tuple[str, Verdict], ...]  # criteria that are missing or partial
    entry: "Entry | None" = None  # for papers, which are written when all reports are there
    open: int = 0  # what people are still to decide, where their decisions were asked for
    lasting: bool = True  # the same again whenever it is scored: no pattern ran out of time


if TYPE_CHECKING:

    class Format(Protocol):
        """A module of this package: how one report is written, and how many are put together."""

        EXTENSION: str  # of a scorecard file, with its dot
        FILE_START: bytes  # written before the text of a file, such as the mark by which spreadsheets know UTF-8
        FOR_PROGRAMS: bool  # the same bytes whatever the locale: the language is Chinese unless asked for

        def piece(self, card: Scorecard, look: Look) -> "str | Entry":
            """One report, rendered where it was scored; of a paper the words and numbers that it needs."""

        def whole(self, scored: Iterable[Scored], look: Look) -> Iterator[str | bytes]:
            """The pieces in order, as one output; nothing is held back longer than needed."""


FORMATS = {
    "table": "scorer.render.terminal",
    "markdown": "scorer.render.markdown",
    "json": "scorer.render.record",
    "jsonl": "scorer.render.lines",
    "csv": "scorer.render.sheet",
    "brief": "scorer.render.brief",
    "html": "scorer.render.page.page",
    "docx": "scorer.render.word.document",
    "sarif": "scorer.render.sarif",
    "junit": "scorer.render.junit",
    "xlsx": "scorer.render.sheetbook.book",
    "parquet": "scorer.render.tables.rows",
}
RECORDS = frozenset(
    ("json", "jsonl", "csv", "parquet")
)  # the program's verdicts stay in their fields, reviews have their own
BINARY = frozenset(("docx", "xlsx"))  # never to a terminal
TABLES = frozenset(("parquet",))  # several files in a folder, all of them or none
EXTRA = "pip install '.[papers]'"  # brings what the papers are written with
CLUSTER_EXTRA = "pip install '.[cluster]'"  # what other machines are reached with
DATA_EXTRA = "pip install '.[data]'"  # and what tables are written with


def load_format(name: str) -> "Format":
    """The module of a format; a KeyError for an unknown name."""
    module = FORMATS[name]
    __import__(module)  # importlib itself takes a while to load
    return cast("Format", sys.modules[module]) if TYPE_CHECKING else sys.modules[module]


def scored(card: Scorecard, piece: "str | Entry", *, open: int = 0) -> Scored:
    """A rendered report with its counts; a document that was not scored has no gaps to count.

    `open`: what people are still to decide.
    """
    judged = card.findings if card.total is not None else ()
    gaps = tuple((f.criterion, f.verdict) for f in judged if f.verdict.value in ("missing", "partial"))
    complete = card.total is not None and not card.baseline_missing
    body, entry = (piece, None) if isinstance(piece, str) else ("", piece)
    lasting = not any(note.code in BY_TIME for note in card.report.warnings)
    return Scored(card.report.source.name, body, card.total, complete, gaps, entry, open, lasting)


def entries(scored: Iterable[Scored]) -> "list[Entry]":
    """The entries of a paper, in the order of the reports."""
    return [one.entry for one in scored if one.entry is not None]
