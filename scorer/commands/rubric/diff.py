"""`score rubric diff`: two rubrics, and what they do to reports."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from scorer.commands.rubric.arguments import COLUMNS, Arguments
from scorer.commands.sources import read_sources
from scorer.commands.streams import write
from scorer.errors import EXIT_OK
from scorer.locale.wording import Wording
from scorer.pipeline import load_rubric
from scorer.rules.checked import check
from scorer.rules.files import collect
from scorer.workshop.diff import changes, moves
from scorer.workshop.pages.changes import FORMATS, markdown, record, table

if TYPE_CHECKING:
    from scorer.locale.rubric import Say


def declare(of: Arguments) -> None:
    """What the command takes."""
    of.given("old", metavar="OLD", help=of.say("arg.old"))
    of.given("new", metavar="NEW", help=of.say("arg.new"))
    of.given("reports", nargs="*", metavar="REPORT|DIR", help=of.say("arg.diff-reports"))
    of.formats(FORMATS)


def run(arguments: argparse.Namespace, wording: Wording, say: Say) -> int:
    """Two rubrics, and what they do to reports."""
    pair = [load_rubric(name) for name in (arguments.old, arguments.new)]
    if pair[0].sha256 == pair[1].sha256:
        found, moved = [], []
    else:
        old, new = (check(collect(name), known_good=True) for name in (arguments.old, arguments.new))
        found = changes(old, new)
        moved = list(moves(read_sources(arguments.reports, wording)[0], *pair)) if arguments.reports else []
    words = Wording(wording.lang, pair[1])
    if arguments.format == "json":
        ids = [{"id": one.id, "version": one.version, "sha256": one.sha256} for one in pair]
        write(record(ids[0], ids[1], found, moved))
    elif arguments.format == "markdown":
        write(markdown(found, moved, words))
    else:
        write(table(found, moved, words, COLUMNS))
    return EXIT_OK
