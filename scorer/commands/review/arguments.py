"""The arguments that sub-commands of `score review` share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from scorer.commands.options import Options
from scorer.locale.review import sentence

DEFAULT = Options([]).rubric


class Arguments:
    """Takes the arguments of one sub-command, in the two groups of its help."""

    def __init__(self, given: Callable[..., Any], add: Callable[..., Any], lang: str) -> None:
        self.given = given  # positional arguments
        self.add = add  # options
        self._lang = lang

    def say(self, key: str, **values: str) -> str:
        """Help of an argument."""
        return sentence("arg." + key, self._lang, **values)

    def reports(self) -> None:
        """Reports, and the rubric they are judged by."""
        self.given("paths", nargs="+", metavar="PATH", help=self.say("paths"))
        self.rubric()

    def rubric(self) -> None:
        """The rubric that reports are judged by."""
        self.add("--rubric", metavar="NAME|DIR", default=DEFAULT, help=self.say("rubric", default=DEFAULT))

    def store(self) -> None:
        """Where the decisions are."""
        self.add("--reviews", metavar="DIR", default="", help=self.say("reviews"))
        self.add("--store", metavar="URL", default="", help=self.say("store"))

    def reviewer(self) -> None:
        """Who decides."""
        self.add("--reviewer", metavar="NAME", default="", help=self.say("reviewer"))
        self.add("--second", action="store_true", help=self.say("second"))

    def anonymous(self) -> None:
        """People by numbers."""
        self.add("--anonymous", action="store_true", help=self.say("anonymous"))

    def formats(self, known: Sequence[str]) -> None:
        """`--format` with the formats that the command has, the first by default."""
        self.add(
            "--format", choices=known, default=known[0], metavar="NAME", help=self.say("format", known="|".join(known))
        )
