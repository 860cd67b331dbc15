"""`score review hand-in`: a second reader is through and may see the others."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from scorer.commands.review.desk import hand, open_store
from scorer.commands.streams import write
from scorer.errors import EXIT_OK
from scorer.locale.review import sentence

if TYPE_CHECKING:
    from scorer.commands.review.arguments import Arguments
    from scorer.locale.wording import Wording


def declare(of: Arguments) -> None:
    """What the command takes."""
    of.store()
    of.reviewer()


def run(arguments: argparse.Namespace, wording: Wording) -> int:
    """Write the line."""
    hand(arguments, open_store(arguments, wording)).hand_in()
    write(sentence("set.done", wording.lang, text=sentence("act.hand-in", wording.lang)) + "\n")
    return EXIT_OK
