"""`score review import`: lines written elsewhere, taken over byte for byte, each under its own name."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from scorer.commands.review.desk import open_store
from scorer.commands.streams import write
from scorer.errors import EXIT_OK
from scorer.locale.review import sentence
from scorer.review.fault import failed, fault
from scorer.review.line import Line, Unreadable, unseal

if TYPE_CHECKING:
    from scorer.commands.review.arguments import Arguments
    from scorer.locale.wording import Wording


def declare(of: Arguments) -> None:
    """What the command takes."""
    of.given("files", nargs="+", metavar="FILE", help=of.say("lines"))
    of.store()


def run(arguments: argparse.Namespace, wording: Wording) -> int:
    """All lines are read before the first is written: a file with a fault changes nothing."""
    found = [pair for path in arguments.files for pair in read(path)]
    store = open_store(arguments, wording, new=True)
    taken = sum(store.bring(line, data) for line, data in found)
    counts = {"count": str(taken), "known": str(len(found) - taken)}
    write(sentence("import.done", wording.lang, **counts) + "\n")
    return EXIT_OK


def read(path: str) -> list[tuple[Line, bytes]]:
    """The sealed lines of a file."""
    try:
        with open(path, "rb") as stream:
            pieces = stream.read().split(b"\n")
    except OSError as error:
        raise failed(error, path) from error
    found = []
    for number, piece in enumerate(pieces, 1):
        data = piece.strip(b"\r")
        if not data:
            continue
        try:
            found.append((unseal(data), data))
        except Unreadable:
            raise fault("bad-import", path, line=str(number)) from None
    return found
