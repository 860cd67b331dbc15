"""`score review undo`: take back one's last line, or bring it back."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from scorer.commands.review.arguments import DEFAULT
from scorer.commands.review.desk import hand, open_store
from scorer.commands.review.record import entry
from scorer.commands.streams import write
from scorer.errors import EXIT_OK
from scorer.locale.review import sentence
from scorer.locale.wording import Wording
from scorer.pipeline import load_rubric
from scorer.review.fault import fault

if TYPE_CHECKING:
    from scorer.commands.review.arguments import Arguments


def declare(of: Arguments) -> None:
    """What the command takes."""
    of.store()
    of.reviewer()
    of.add("--redo", action="store_true", help=of.say("redo"))


def run(arguments: argparse.Namespace, wording: Wording) -> int:
    """One step back or forth."""
    reviews = hand(arguments, open_store(arguments, wording))
    line = reviews.redo() if arguments.redo else reviews.undo()
    if line is None:
        raise fault("nothing-to-undo")
    words = Wording(wording.lang, load_rubric(DEFAULT))
    key = "redo.done" if arguments.redo else "undo.done"
    write(sentence(key, wording.lang, text=entry(line, reviews.history, words)) + "\n")
    return EXIT_OK
