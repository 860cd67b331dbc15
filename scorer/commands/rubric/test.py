"""`score rubric test`: the examples, each with the verdict wanted and got."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from scorer.commands.cli import criterion_id
from scorer.commands.rubric.arguments import Arguments
from scorer.commands.streams import write
from scorer.errors import EXIT_DEMAND, EXIT_OK
from scorer.locale.wording import Wording
from scorer.pipeline import load_rubric
from scorer.rules.checked import check
from scorer.rules.files import collect
from scorer.rules.yaml_lines import At
from scorer.workshop import examples
from scorer.workshop.pages.outcomes import FORMATS, record, table

if TYPE_CHECKING:
    from scorer.locale.rubric import Say


def declare(of: Arguments) -> None:
    """What the command takes."""
    of.rubric()
    of.criteria()
    of.add("--coverage", action="store_true", help=of.say("arg.coverage"))
    of.formats(FORMATS)


def run(arguments: argparse.Namespace, wording: Wording, say: Say) -> int:
    """Run the examples."""
    rubric = load_rubric(arguments.rubric)
    only = [criterion_id(name, rubric, wording) for name in arguments.criteria]
    outcomes = list(examples.run(rubric, only))
    silent = [pair for pair in examples.silent_signs(rubric, outcomes) if not only or pair[0] in only]
    places: dict[tuple[str, str | int], tuple[str, int]] = {}
    if arguments.format == "json" or silent or not all(one.right for one in outcomes):
        checked = check(collect(arguments.rubric), known_good=True)
        wanted: list[tuple[str, str | int, tuple[str | int, ...]]] = []
        wanted += [(one.criterion, one.number, ("examples", one.number - 1)) for one in outcomes]
        wanted += [(criterion, sign, ("signs", sign)) for criterion, sign in silent]
        for criterion, key, path in wanted:
            lines = checked.lines[criterion]
            at = At.of(lines.of(path), lines.file)
            places[(criterion, key)] = (at.file, int(at))
    words = Wording(wording.lang, rubric)
    signs = sum(len(c.signs) for c in rubric.criteria if c.examples and (not only or c.id in only))
    if arguments.format == "json":
        write(record(arguments.rubric, outcomes, silent, places))
    else:
        write(table(arguments.rubric, outcomes, silent, places, signs, words, coverage=arguments.coverage))
    failed = not all(one.right for one in outcomes) or (arguments.coverage and silent)
    return EXIT_DEMAND if failed else EXIT_OK
