"""The arguments that sub-commands of `score rubric` share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorer.commands.options import Options

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any

    from scorer.locale.rubric import Say

DEFAULT = Options([]).rubric
COLUMNS = 100


class Arguments:
    """Takes the arguments of one sub-command, in the two groups of its help; `say` has their words."""

    def __init__(
        self, given: Callable[..., Any], add: Callable[..., Any], number: Callable[[str], Any], say: Say
    ) -> None:
        self.given = given  # positional arguments
        self.add = add  # options
        self.number = number  # type of a number of points
        self.say = say

    def rubric(self) -> None:
        """The rubric that the command is about."""
        self.given("rubric", nargs="?", default=DEFAULT, metavar="NAME|DIR", help=self.rubric_words())

    def rubric_words(self) -> str:
        """Help of a rubric, which names the built-in ones."""
        from scorer.rules.files import names

        return self.say("arg.rubric", names=", ".join(names()))

    def criteria(self) -> None:
        """Criteria that the result is limited to."""
        self.given("criteria", nargs="*", metavar="CRITERION", help=self.say("arg.criteria"))

    def formats(self, known: Sequence[str]) -> None:
        """`--format` with the formats that the command has, the first by default."""
        text = self.say("arg.format", names=", ".join(known), default=known[0])
        self.add("--format", choices=known, default=known[0], metavar="NAME", help=text)
