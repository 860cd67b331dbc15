"""`score rubric`: help, and the way to the module of a sub-command."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING

from scorer.errors import EXIT_OK, EXIT_USAGE, ScorerError
from scorer.locale.rubric import Say

if TYPE_CHECKING:
    from typing import Any

    from scorer.locale.wording import Wording

COMMANDS = ("check", "test", "show", "new", "diff", "measure")


def main(words: Sequence[str]) -> int:
    """Run one sub-command of `score rubric`; returns its exit code."""
    from scorer.commands.cli import language
    from scorer.locale.wording import Wording

    words = list(words)
    wording = Wording(language(words))
    say = Say(wording.lang)
    leading: list[str] = []
    while words[:1] and words[0].startswith("--lang"):
        taken = 1 if "=" in words[0] else 2
        leading, words = leading + words[:taken], words[taken:]
    if not words or words[0] in ("-h", "--help"):
        print(overview(say))
        return EXIT_OK if words else EXIT_USAGE
    command = words[0]
    if command not in COMMANDS:
        mend = say("known-commands", names=", ".join(COMMANDS))
        raise ScorerError(say("no-command", value=command), mend)
    arguments = parser(command, wording, say).parse_args([*leading, *words[1:]])
    return int(_module(command).run(arguments, wording, say))


def overview(say: Say) -> str:
    """Help of `score rubric` itself."""
    from scorer.render.cells import pad

    rows = "\n".join(f"  {pad(name, 10)}{say(name)}" for name in COMMANDS)
    return f"{say('usage')}\n\n{say('about')}\n\n{say('commands')}\n{rows}\n\n{say('steps')}"


def _module(command: str) -> Any:
    """The module of a sub-command: its `declare` says what it takes, its `run` does it and returns the exit code."""
    return import_module(f"scorer.commands.rubric.{command}")


def parser(command: str, wording: Wording, say: Say) -> argparse.ArgumentParser:
    """The parser of one sub-command, with help in the language."""
    from scorer.commands.arguments import Checked, Formatter, Parser, speak
    from scorer.commands.rubric.arguments import Arguments

    speak(wording)
    made = Parser(
        prog=f"score rubric {command}", description=say(command), formatter_class=Formatter, add_help=False,
        allow_abbrev=False,
    )  # fmt: skip
    made.wording = wording
    given = made.add_argument_group(say("positionals")).add_argument
    add = made.add_argument_group(say("options")).add_argument
    checked = Checked(wording)
    _module(command).declare(Arguments(given, add, checked.number, say))
    add("--lang", type=checked.lang, metavar="zh|en", help=say("arg.lang"))
    add("-h", "--help", action="help", help=say("arg.help"))
    return made
