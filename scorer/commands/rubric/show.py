"""`score rubric show`: a rubric as a person reads it, or where its values come from."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from scorer.commands.cli import criterion_id
from scorer.commands.outputs import whole_file
from scorer.commands.rubric.arguments import COLUMNS, DEFAULT, Arguments
from scorer.commands.streams import cannot_write, write
from scorer.errors import EXIT_OK, RubricError, ScorerError
from scorer.locale.wording import Wording
from scorer.pipeline import load_rubric
from scorer.rules.checked import check
from scorer.rules.files import collect
from scorer.workshop.pages import places, rubric_page

if TYPE_CHECKING:
    from scorer.locale.rubric import Say


def declare(of: Arguments) -> None:
    """What the command takes."""
    of.rubric()
    of.criteria()
    of.add("--origin", action="store_true", help=of.say("arg.origin"))
    of.formats(rubric_page.FORMATS)
    of.add("--output", metavar="FILE", default="", help=of.say("arg.output"))


def run(arguments: argparse.Namespace, wording: Wording, say: Say) -> int:
    """A rubric as a person reads it, or where its values come from."""
    names, rubric = list(arguments.criteria), None
    try:
        rubric = load_rubric(arguments.rubric)
    except RubricError as error:
        # `show CRITERION` means a criterion of the national rubric.
        if error.faults[0].code != "rubric.no-file" or names:
            raise
        rubric = load_rubric(DEFAULT)
        try:
            names = [criterion_id(arguments.rubric, rubric, wording)]
        except ScorerError:
            raise error from None
        arguments.rubric = DEFAULT
    only = [criterion_id(name, rubric, wording) for name in names]
    words = Wording(wording.lang, rubric)
    if arguments.origin:
        text = places.page(check(collect(arguments.rubric), known_good=True), rubric, only, words)
    else:
        text = rubric_page.printed(arguments.format, rubric, only, words, COLUMNS)
    if not arguments.output:
        write(text)
        return EXIT_OK
    try:
        with whole_file(arguments.output) as stream:
            stream.write(text.encode())
    except OSError as error:
        raise cannot_write(arguments.output, error, wording) from error
    return EXIT_OK
