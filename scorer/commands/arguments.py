"""The words of the command line -> options, with help and faults in the chosen language."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import TYPE_CHECKING, NoReturn

from scorer import __version__
from scorer.commands.options import DASK, LOCAL, Options
from scorer.errors import ScorerError
from scorer.locale.many import words as words_of_many
from scorer.locale.papers import words as words_of
from scorer.locale.wording import LANGUAGES, Wording, interface_texts
from scorer.reading.limits import Limits
from scorer.render.cells import wrap
from scorer.render.formats import FORMATS, TABLES

if TYPE_CHECKING:
    from fractions import Fraction

    from scorer.model import Level

_WIDTH = 80
_MOST_DIGITS = 15  # of a number in an option
_UNITS = {"": 1, "K": 1_000, "M": 1_000_000, "G": 1_000_000_000}


class Formatter(argparse.RawDescriptionHelpFormatter):
    """Help in 80 columns, counted as a terminal counts Han characters."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=26, width=_WIDTH)

    def _split_lines(self, text: str, width: int) -> list[str]:
        return wrap(text, width)


class Parser(argparse.ArgumentParser):
    """Faults are raised, so that one place prints them."""

    wording: Wording

    def error(self, message: str) -> NoReturn:
        raise ScorerError(message, self.wording.say("cli.see-help"))


def parse(words: Sequence[str], wording: Wording) -> Options:
    """Options of one run; a ScorerError tells what is wrong with them."""
    speak(wording)
    say = wording.say
    parser = Parser(
        prog="score",
        usage=say("cli.usage-line"),
        description="\n".join(wrap(say("cli.about"), _WIDTH)),
        epilog=say("cli.examples"),
        formatter_class=Formatter,
        add_help=False,
        allow_abbrev=False,
        argument_default=argparse.SUPPRESS,  # what is not given keeps the default of Options
    )
    parser.wording = wording
    checked = Checked(wording)
    inputs = parser.add_argument_group(say("cli.positionals"))
    inputs.add_argument("paths", nargs="*", metavar="PATH", help=say("cli.paths"))
    add = parser.add_argument_group(say("cli.options")).add_argument
    formats = say("card.comma").join(FORMATS)
    add("--format", type=checked.format, metavar="NAME", help=say("cli.format", formats=formats))
    add("--output", metavar="FILE|DIR", help=say("cli.output"))
    add("--include", action="append", metavar="PATTERN", help=words_of_many("include", wording.lang))
    add("--exclude", action="append", metavar="PATTERN", help=words_of_many("exclude", wording.lang))
    add("--resume", action="store_true", help=words_of_many("resume", wording.lang))
    add("--kept", metavar="DIR", help=words_of_many("kept", wording.lang))
    add("--rubric", metavar="NAME|DIR", help=say("cli.rubric"))
    add("--mix", action="store_true", help=say("cli.mix"))
    add("--year", type=checked.year, metavar="YYYY", help=say("cli.year"))
    add("--submitted", type=checked.day, metavar="DATE", help=say("cli.submitted"))
    add("--published", type=checked.day, metavar="DATE", help=say("cli.published"))
    add("--level", type=checked.level, metavar="LEVEL", help=say("cli.level", levels=known_levels(wording)))
    add("--explain", metavar="CRITERION", help=say("cli.explain"))
    add("--similar", action="store_true", help=say("cli.similar"))
    add("--details", action="store_true", help=say("cli.details"))
    add("--brief", action="store_true", help=words_of("cli.brief", wording.lang))
    add("--fail-under", type=checked.number, metavar="N", help=say("cli.fail-under"))
    add("--require-baseline", action="store_true", help=say("cli.require-baseline"))
    add("--reviews", metavar="DIR", help=say("cli.reviews"))
    add("--store", metavar="URL", help=say("cli.store"))
    add("--require-reviewed", action="store_true", help=say("cli.require-reviewed"))
    add("--anonymous", action="store_true", help=say("cli.anonymous"))
    add("--max-size", "--max-bytes", dest="max_bytes", type=checked.size, metavar="SIZE",
        help=say("cli.max-size"))  # fmt: skip
    known = say("card.comma").join(f"{name}={value}" for name, value in Limits()._asdict().items())
    add("--limit", action="append", dest="limits", type=checked.limit, metavar="NAME=N",
        help=say("cli.limit", known=known))  # fmt: skip
    add("--jobs", type=checked.jobs, metavar="N", help=say("cli.jobs"))
    add("--engine", choices=(LOCAL, DASK), help=words_of_many("engine", wording.lang))
    add("--scheduler", metavar="ADDRESS", help=words_of_many("scheduler", wording.lang))
    add("--chunk", type=checked.chunk, metavar="N", help=words_of_many("chunk", wording.lang))
    add("--lang", type=checked.lang, metavar="zh|en", help=say("cli.lang"))
    add("--quiet", action="store_true", help=say("cli.quiet"))
    add("--debug", action="store_true", help=say("cli.debug"))
    add("--version", action="version", version=f"score {__version__}", help=say("cli.version"))
    add("-h", "--help", action="help", help=say("cli.help"))
    options = Options(**{"paths": [], **vars(parser.parse_args(words))})
    if not options.paths:
        parser.error(say("cli.no-path"))
    if options.require_reviewed and not (options.reviews or options.store):
        parser.error(say("cli.no-reviews"))
    if (options.engine == DASK) != bool(options.scheduler):
        parser.error(words_of_many("engine-scheduler", wording.lang))
    if options.engine == DASK and options.format not in TABLES:
        parser.error(words_of_many("engine-format", wording.lang))
    if options.brief:
        if options.format not in ("table", "markdown", "brief"):
            parser.error(words_of("cli.brief-format", wording.lang))
        options = options._replace(format="brief")
    if options.explain and options.format != "table":
        parser.error(say("cli.explain-format"))
    return options


def known_levels(wording: Wording) -> str:
    """The levels as they may be written, each with its name where that is another word."""
    texts = interface_texts(wording.lang)
    names = [(key.removeprefix("level."), name) for key, name in texts.items() if key.startswith("level.")]
    return wording.say("card.comma").join(id_ if id_ == name else f"{id_} {name}" for id_, name in names)


def speak(wording: Wording) -> None:
    """Let argparse say its own sentences in the language; it looks them up in its module at each use."""
    own = interface_texts(wording.lang)

    def translated(text: str) -> str:
        return own.get("argparse." + text, text)

    def counted(one: str, many: str, count: int) -> str:
        return own.get("argparse." + one, one if count == 1 else many)

    vars(argparse).update(_=translated, ngettext=counted)


class Checked:
    """Values of options, or a fault that says what would do."""

    def __init__(self, wording: Wording) -> None:
        self._wording = wording

    def _fault(self, key: str, value: str, **known: str) -> argparse.ArgumentTypeError:
        return argparse.ArgumentTypeError(self._wording.say(key, value=value, **known))

    @staticmethod
    def _whole(value: str) -> int:
        """A number as it is written, at most 15 digits; -1 for anything else."""
        return int(value) if value.isascii() and value.isdecimal() and len(value) <= _MOST_DIGITS else -1

    def format(self, value: str) -> str:
        if value not in FORMATS:
            raise self._fault("cli.bad-format", value, known=self._wording.say("card.comma").join(FORMATS))
        return value

    def year(self, value: str) -> int:
        year = self._whole(value)
        if not 2000 <= year <= 2100:
            raise self._fault("cli.bad-year", value)
        return year

    def day(self, value: str) -> str:
        from datetime import date

        try:
            return date.fromisoformat(value).isoformat()
        except ValueError:
            raise self._fault("cli.bad-day", value) from None

    def level(self, value: str) -> Level:
        from scorer.model import Level

        names = {wording.level(level): level for wording in map(Wording, LANGUAGES) for level in Level}
        names |= {level.value: level for level in Level}
        if value not in names:
            raise self._fault("cli.bad-level", value, known=known_levels(self._wording))
        return names[value]

    def number(self, value: str) -> Fraction:
        from fractions import Fraction

        try:
            number = Fraction(value) if len(value) <= _MOST_DIGITS and "e" not in value.lower() else Fraction(-1)
        except (ValueError, ZeroDivisionError):
            raise self._fault("cli.bad-number", value) from None
        if not 0 <= number <= 100:
            raise self._fault("cli.bad-number", value)
        return number

    def size(self, value: str) -> int:
        text = value.strip().upper().removesuffix("B")
        unit = text[-1:] if text[-1:] in ("K", "M", "G") else ""
        digits = text.removesuffix(unit) if unit else text
        size = self._whole(digits)
        if size < 1:
            raise self._fault("cli.bad-size", value)
        return size * _UNITS[unit]

    def limit(self, value: str) -> tuple[str, int]:
        name, _, said = value.partition("=")
        number = self._whole(said)
        if name not in Limits._fields or number < 1:
            raise self._fault("cli.bad-limit", value, known=self._wording.say("card.comma").join(Limits._fields))
        return name, number

    def jobs(self, value: str) -> int:
        jobs = self._whole(value)
        if not 0 <= jobs <= 64:
            raise self._fault("cli.bad-jobs", value)
        return jobs

    def chunk(self, value: str) -> int:
        if not (value.isascii() and value.isdecimal() and 0 < int(value) <= 10_000):
            raise argparse.ArgumentTypeError(words_of_many("bad-chunk", self._wording.lang, value=value))
        return int(value)

    def lang(self, value: str) -> str:
        if value not in LANGUAGES:
            raise self._fault("cli.bad-lang", value)
        return value
