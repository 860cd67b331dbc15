"""`score rubric check`: what is wrong or weak in a rubric."""

from __future__ import annotations

import argparse
import os
from typing import TYPE_CHECKING

from scorer.commands.rubric.arguments import Arguments
from scorer.commands.sources import read_sources
from scorer.commands.streams import write
from scorer.errors import EXIT_DEMAND, EXIT_OK, EXIT_USAGE
from scorer.pipeline import load_rubric
from scorer.workshop.check import remarks
from scorer.workshop.pages.remarks import FORMATS, rendered

if TYPE_CHECKING:
    from scorer.locale.rubric import Say
    from scorer.locale.wording import Wording


def declare(of: Arguments) -> None:
    """What the command takes."""
    of.rubric()
    of.add("--strict", action="store_true", help=of.say("arg.strict"))
    of.add("--all", action="store_true", help=of.say("arg.all"))
    of.add("--reports", metavar="DIR", default="", help=of.say("arg.reports"))
    of.formats(FORMATS)


def run(arguments: argparse.Namespace, wording: Wording, say: Say) -> int:
    """What is wrong or weak in a rubric."""
    reports = read_sources([arguments.reports], wording)[0] if arguments.reports else []
    found = remarks(arguments.rubric, load_rubric, reports, below=arguments.all)
    if os.path.isfile(arguments.rubric) and os.path.basename(arguments.rubric) != "rubric.yaml":  # one file of it
        name = os.path.normpath(arguments.rubric).replace(os.sep, "/")
        found = [one for one in found if one.severity == "error" or os.path.normpath(one.file) == name]
    write(rendered(arguments.rubric, found, arguments.format, wording.lang))
    if any(one.severity == "error" for one in found):
        return EXIT_USAGE
    return EXIT_DEMAND if arguments.strict and found else EXIT_OK
