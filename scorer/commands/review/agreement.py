"""`score review agreement`: how far two readers agree, in all and by criterion."""

from __future__ import annotations

import argparse
import json
from typing import TYPE_CHECKING, Any

from scorer.commands.review.arguments import DEFAULT
from scorer.commands.review.desk import history_of, open_store
from scorer.commands.streams import write
from scorer.errors import EXIT_OK
from scorer.locale.review import sentence
from scorer.locale.wording import Wording
from scorer.pipeline import load_rubric
from scorer.render.cells import pad
from scorer.review.fault import fault
from scorer.review.readers import Agreement, agreement, differences

if TYPE_CHECKING:
    from scorer.commands.review.arguments import Arguments

_NAME, _NUMBER = 34, 8  # columns


def declare(of: Arguments) -> None:
    """What the command takes."""
    of.given("people", nargs="*", metavar="NAME", help=of.say("people"))
    of.store()
    of.anonymous()
    of.formats(("table", "json"))


def run(arguments: argparse.Namespace, wording: Wording) -> int:
    """Per cent and kappa; two readers need not be named where there are no more."""
    history = history_of(arguments, open_store(arguments, wording))
    people = arguments.people or list(history.people)
    if len(people) != 2 or not set(people) <= set(history.people):
        raise fault("two-readers", people=wording.say("card.comma").join(history.people) or "–")
    found = agreement(history, *people)
    apart = differences(history, *people)
    settled = sum(one.settled is not None for one in apart)
    if arguments.format == "json":
        plain = {
            "readers": people,
            **_plain(found),
            "differ": len(apart),
            "settled": settled,
            "criteria": {name: _plain(part) for name, part in found.by_criterion.items()},
        }
        write(json.dumps(plain, ensure_ascii=False, indent=1) + "\n")
        return EXIT_OK
    words = Wording(wording.lang, load_rubric(DEFAULT))
    values = {"one": people[0], "two": people[1], "pairs": found.pairs, "agreed": found.agreed}
    values |= {"share": share(found), "kappa": number(found.kappa), "apart": len(apart), "settled": settled}
    lines = [sentence("agreement.head", wording.lang, **{name: str(value) for name, value in values.items()}), ""]
    heads = [sentence("agreement." + name, wording.lang) for name in ("alike", "of", "share")]
    lines.append(_row(sentence("list.criterion", wording.lang), *heads, "kappa"))
    for name, part in sorted(found.by_criterion.items(), key=lambda one: one[1].share or 0):
        lines.append(_row(words.criterion(name), str(part.agreed), str(part.pairs), share(part), number(part.kappa)))
    write("\n".join(lines) + "\n")
    return EXIT_OK


def _row(name: str, *numbers: str) -> str:
    return pad(name, _NAME) + "".join(pad(cell, _NUMBER, right=True) for cell in numbers)


def share(one: Agreement) -> str:
    """Per cent with one decimal; a dash where nothing was read twice."""
    return "–" if one.share is None else f"{100 * one.share:.1f}%"


def number(value: float | None) -> str:
    """A coefficient with two decimals; a dash where there is nothing but one verdict."""
    return "–" if value is None else f"{value:.2f}"


def _plain(one: Agreement) -> dict[str, Any]:
    return {"pairs": one.pairs, "agreed": one.agreed, "share": one.share, "kappa": one.kappa}
