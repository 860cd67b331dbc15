"""`score review list`: what is open, the most important first."""

from __future__ import annotations

import argparse
import json
from fractions import Fraction
from typing import TYPE_CHECKING

from scorer.commands.review.desk import history_of, judged, laid, open_store
from scorer.commands.streams import write
from scorer.errors import EXIT_INPUT, EXIT_OK
from scorer.locale.wording import Wording
from scorer.render.review import listing
from scorer.review.progress import progress
from scorer.review.queue import queue
from scorer.review.rates import Rates
from scorer.review.reviews import now
from scorer.rules import record

if TYPE_CHECKING:
    from scorer.commands.review.arguments import Arguments

_LISTED = 40


def declare(of: Arguments) -> None:
    """What the command takes."""
    of.reports()
    of.store()
    of.reviewer()
    of.add("--sample", type=share, metavar="SHARE", help=of.say("sample"))
    of.add("--limit", type=int, default=_LISTED, metavar="N", help=of.say("limit"))
    of.formats(("table", "json"))


def share(text: str) -> Fraction:
    """A share from 0 to 1."""
    try:
        value = Fraction(text)
    except (ValueError, ZeroDivisionError):
        raise argparse.ArgumentTypeError(text) from None
    if not 0 <= value <= 1:
        raise argparse.ArgumentTypeError(text)
    return value


def run(arguments: argparse.Namespace, wording: Wording) -> int:
    """The queue and the progress."""
    reports, unread = judged(arguments.paths, arguments.rubric, wording)
    history = history_of(arguments, open_store(arguments, wording, arguments.paths, new=True))
    who = arguments.reviewer.strip()
    views = list(laid(reports, history, reader=who, second=arguments.second, sample=arguments.sample))
    if not reports:
        return EXIT_INPUT
    rubric = reports[0].rubric
    known = record.load(arguments.rubric, rubric.sha256)
    rates = Rates.of(history, {name: (one.right, one.of) for name, one in known.items()})
    items = queue(views, rubric, rates)
    state = progress(views, history, who, now())
    if arguments.format == "json":
        write(json.dumps(listing.record(items, state), ensure_ascii=False, indent=1) + "\n")
    else:
        words = Wording(wording.lang, rubric)
        shown = arguments.limit if arguments.limit > 0 else len(items)
        write("\n".join([listing.head(state, words), "", *listing.table(items, shown, words)]) + "\n")
    return EXIT_INPUT if unread else EXIT_OK
