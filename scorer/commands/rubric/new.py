"""`score rubric new`: a commented overlay to start from."""

from __future__ import annotations

import argparse
import os
from typing import TYPE_CHECKING

from scorer.commands.outputs import whole_file
from scorer.commands.rubric.arguments import DEFAULT, Arguments
from scorer.commands.streams import write
from scorer.errors import EXIT_OK, RubricError, ScorerError
from scorer.pipeline import load_rubric
from scorer.rules.faults import fault
from scorer.rules.files import names
from scorer.rules.rubric import HOME
from scorer.workshop.scaffold import files

if TYPE_CHECKING:
    from scorer.locale.rubric import Say
    from scorer.locale.wording import Wording


def declare(of: Arguments) -> None:
    """What the command takes."""
    of.given("dir", metavar="DIR", help=of.say("arg.dir"))
    of.add("--extends", metavar="NAME|DIR", default=DEFAULT, help=of.say("arg.extends"))


def run(arguments: argparse.Namespace, wording: Wording, say: Say) -> int:
    """Start an overlay."""
    folder, extends = arguments.dir.rstrip("/" + os.sep) or arguments.dir, arguments.extends
    if os.path.exists(folder) and (not os.path.isdir(folder) or os.listdir(folder)):
        raise ScorerError(say("new.exists", path=folder), say("new.exists-mend"))
    rubric = load_rubric(extends)
    if not os.path.isdir(os.path.join(HOME, extends)):
        extends = "../" + os.path.basename(os.path.abspath(extends))
        beside = os.path.join(os.path.dirname(os.path.abspath(folder)), os.path.basename(extends))
        if os.path.realpath(beside) != os.path.realpath(arguments.extends):
            raise RubricError([fault("extends", folder, 0, name=arguments.extends, names="、".join(names()))])
    schema = os.path.join(HOME, "schema.json").replace(os.sep, "/")
    for name, text in files(folder, extends, rubric, schema).items():
        with whole_file(os.path.join(folder, *name.split("/"))) as stream:
            stream.write(text.encode())
    write(say("new.made", path=folder) + "\n")
    return EXIT_OK
