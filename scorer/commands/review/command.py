"""`score review`: help, and the way to the module of a sub-command."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING

from scorer.errors import EXIT_OK, EXIT_USAGE, ScorerError
from scorer.locale.review import sentence

if TYPE_CHECKING:
    from typing import Any

    from scorer.locale.wording import Wording

# Sub-command -> its module, which declares what it takes, and runs.
COMMANDS = {
    "list": "listing",
    "show": "record",
    "set": "deciding",
    "undo": "undoing",
    "hand-in": "handing",
    "agreement": "agreement",
    "verify": "verifying",
    "export": "exporting",
    "import": "importing",
}


def main(words: Sequence[str]) -> int:
    """Run one sub-command of `score review`; returns its exit code."""
    from scorer.commands.cli import language
    from scorer.locale.wording import Wording

    words = list(words)
    wording = Wording(language(words))
    leading: list[str] = []
    while words[:1] and words[0].startswith("--lang"):
        taken = 1 if "=" in words[0] else 2
        leading, words = leading + words[:taken], words[taken:]
    if not words or words[0] in ("-h", "--help"):
        print(overview(wording.lang))
        return EXIT_OK if words else EXIT_USAGE
    command = words[0]
    if command not in COMMANDS:
        known = wording.say("card.comma").join(COMMANDS)
        raise ScorerError(
            sentence("unknown", wording.lang, value=command), sentence("known", wording.lang, known=known)
        )
    arguments = parser(command, wording).parse_args([*leading, *words[1:]])
    return int(_module(command).run(arguments, wording))


def overview(lang: str) -> str:
    """Help of `score review` itself."""
    from scorer.render.cells import pad

    rows = "\n".join(f"  {pad(name, 11)}{sentence('cmd.' + name, lang)}" for name in COMMANDS)
    return f"{sentence('usage', lang)}\n\n{sentence('about', lang)}\n\n{sentence('commands', lang)}\n{rows}"


def _module(command: str) -> Any:
    return import_module(f"scorer.commands.review.{COMMANDS[command]}")


def parser(command: str, wording: Wording) -> argparse.ArgumentParser:
    """The parser of one sub-command, with help in the language."""
    from scorer.commands.arguments import Checked, Formatter, Parser, speak
    from scorer.commands.review.arguments import Arguments

    speak(wording)
    lang = wording.lang
    made = Parser(
        prog=f"score review {command}", description=sentence(f"cmd.{command}", lang), formatter_class=Formatter,
        add_help=False, allow_abbrev=False,
    )  # fmt: skip
    made.wording = wording
    given = made.add_argument_group(sentence("positionals", lang)).add_argument
    add = made.add_argument_group(sentence("options", lang)).add_argument
    _module(command).declare(Arguments(given, add, lang))
    add("--lang", type=Checked(wording).lang, metavar="zh|en", help=sentence("arg.lang", lang))
    add("-h", "--help", action="help", help=sentence("arg.help", lang))
    return made
