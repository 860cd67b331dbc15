"""What sub-commands of `score review` work on: the decisions, and reports with decisions laid over them."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from scorer.commands.options import AUTO, Options
from scorer.commands.sources import read_sources
from scorer.commands.streams import complain
from scorer.judging.scoring import score
from scorer.locale.wording import Wording
from scorer.pipeline import load_rubric, score_fitting, score_source
from scorer.review.fault import fault
from scorer.review.history import History
from scorer.review.overlay import Reviewed, lay_over
from scorer.review.people import anonymous
from scorer.review.reviews import Reviews
from scorer.review.stores import store_at
from scorer.rules.profile import Profiles

if TYPE_CHECKING:
    import argparse

    from scorer.model import Scorecard, Source
    from scorer.review.reviews import Store
    from scorer.rules.rubric import Rubric


class Judged(NamedTuple):
    """A report as the program judges it, and by which rubric."""

    card: Scorecard
    rubric: Rubric


def open_store(
    arguments: argparse.Namespace, wording: Wording, paths: Sequence[str] = (), *, new: bool = False
) -> Store:
    """The decisions that the arguments name: by default in the folder `reviews` of the reports. Flaws are told."""
    folder = arguments.reviews or default_folder(paths)
    store = store_at(folder, arguments.store, new=new)
    for note in store.notes:
        complain(wording.note(note), wording)
    return store


def default_folder(paths: Sequence[str]) -> str:
    """`reviews` in the folder of the reports, else beside a report, else here."""
    first = paths[0] if paths else "."
    home = first if os.path.isdir(first) else os.path.dirname(first.partition("!")[0]) or "."
    return os.path.join(home, "reviews")


def hand(arguments: argparse.Namespace, store: Store, rubric: Rubric | None = None) -> Reviews:
    """The decisions with the hand of who decides."""
    if not arguments.reviewer.strip():
        raise fault("nameless")
    return Reviews(store, arguments.reviewer.strip(), rubric, second=getattr(arguments, "second", False))


def history_of(arguments: argparse.Namespace, store: Store) -> History:
    """The decisions, without names where that is asked for."""
    return History.of(anonymous(store.lines) if getattr(arguments, "anonymous", False) else store.lines)


def judged(paths: Sequence[str], rubric: str, wording: Wording) -> tuple[list[Judged], int]:
    """The reports judged, and how many could not be read."""
    sources, unread = read_sources(paths, wording)
    national = load_rubric(Options([]).rubric if rubric == AUTO else rubric)
    profiles = Profiles(national, load_rubric) if rubric == AUTO else None

    def of(source: Source) -> Judged:
        if profiles is None:
            return Judged(score_source(source, national), national)
        return Judged(*score_fitting(source, profiles))

    return [of(source) for source in sources], unread


def one_judged(path: str, rubric: str, wording: Wording) -> Judged:
    """The one report that a command is about."""
    found, unread = judged([path], rubric, wording)
    if unread or not found:
        raise fault("no-report", value=path)
    if len(found) > 1:
        raise fault("one-report", count=str(len(found)))
    return found[0]


def laid(
    reports: Sequence[Judged],
    history: History,
    *,
    reader: str = "",
    second: bool = False,
    sample: Fraction | None = None,
) -> Iterator[Reviewed]:
    """The decisions on each report, as of today."""
    today = date.today().isoformat()
    for card, rubric in reports:
        yield lay_over(card, history, rubric, score, today=today, reader=reader, second=second, sample=sample)
