"""The words of `score browse` -> what is asked for, with help and faults in the chosen language."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from scorer.commands.arguments import Checked, Formatter, Parser, known_levels, speak
from scorer.commands.cli import language
from scorer.commands.options import Options
from scorer.errors import ScorerError
from scorer.model import Level
from scorer.reading.source import MAX_BYTES
from scorer.render.cells import wrap
from tui.settings import THEMES, settings_path
from tui.words import Words


class BrowseOptions(NamedTuple):
    """The options of `score browse`."""

    paths: Sequence[str] = (".",)
    lang: str = "zh"
    rubric: str = Options([]).rubric
    year: int | None = None
    level: Level | None = None
    max_bytes: int = MAX_BYTES
    theme: str = ""
    output: str = ""
    settings: str = ""
    reviews: str = ""
    store: str = ""
    reviewer: str = ""
    second: bool = False
    web: bool = False
    port: int = 0


def parse(words: Sequence[str]) -> BrowseOptions:
    """Options of one run; a ScorerError tells what is wrong with them, SystemExit ends after the help."""
    import argparse

    lang = language(words)
    wording = Words(lang)
    say = wording.say
    speak(wording)
    parser = Parser(
        prog="score browse",
        usage=say("browse.usage"),
        description="\n".join(wrap(say("browse.about"), 80)),
        formatter_class=Formatter,
        add_help=False,
        allow_abbrev=False,
        argument_default=argparse.SUPPRESS,
    )
    parser.wording = wording
    checked = Checked(wording)
    inputs = parser.add_argument_group(say("cli.positionals"))
    inputs.add_argument("paths", nargs="*", metavar="PATH", help=say("browse.option.paths"))
    add = parser.add_argument_group(say("cli.options")).add_argument
    themes = say("card.comma").join(THEMES)

    def theme(value: str) -> str:
        if value not in THEMES:
            raise argparse.ArgumentTypeError(say("browse.bad-theme", value=value, known=themes))
        return value

    def port(value: str) -> int:
        if not (value.isascii() and value.isdecimal() and int(value) <= 65535):
            raise argparse.ArgumentTypeError(say("browse.bad-port", value=value))
        return int(value)

    add("--rubric", metavar="NAME|DIR", help=say("cli.rubric"))
    add("--year", type=checked.year, metavar="YYYY", help=say("cli.year"))
    add("--level", type=checked.level, metavar="LEVEL", help=say("cli.level", levels=known_levels(wording)))
    add("--max-size", dest="max_bytes", type=checked.size, metavar="SIZE", help=say("cli.max-size"))
    add("--reviews", metavar="DIR", help=say("browse.option.reviews"))
    add("--store", metavar="URL", help=say("cli.store"))
    add("--reviewer", metavar="NAME", help=say("browse.option.reviewer"))
    add("--second", action="store_true", help=say("browse.option.second"))
    add("--theme", type=theme, metavar="NAME", help=say("browse.option.theme", themes=themes))
    add("--output", metavar="DIR", help=say("browse.option.output"))
    add("--settings", metavar="FILE", help=say("browse.option.settings", path=settings_path()))
    add("--web", action="store_true", help=say("browse.option.web"))
    add("--port", type=port, metavar="N", help=say("browse.option.port"))
    add("--lang", type=checked.lang, metavar="zh|en", help=say("cli.lang"))
    add("-h", "--help", action="help", help=say("cli.help"))
    found = vars(parser.parse_args(list(words)))
    if not found.get("paths"):
        found["paths"] = ["."]
    if "-" in found["paths"]:
        raise ScorerError(say("browse.no-terminal"), say("browse.no-terminal.mend"))
    return BrowseOptions(**{**found, "lang": lang})
