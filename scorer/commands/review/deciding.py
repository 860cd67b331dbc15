"""`score review set`: one decision from a script or by hand, with the same bindings as in the desk."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from scorer.commands.cli import criterion_id
from scorer.commands.review.desk import Judged, hand, laid, one_judged, open_store
from scorer.commands.review.record import entry
from scorer.commands.streams import write
from scorer.errors import EXIT_OK
from scorer.locale.review import sentence
from scorer.locale.wording import LANGUAGES, Wording, score_words
from scorer.model import Verdict
from scorer.review.anchor import place
from scorer.review.decision import CHECK, asked, check_key
from scorer.review.fault import fault
from scorer.review.mark import State

if TYPE_CHECKING:
    from scorer.commands.review.arguments import Arguments
    from scorer.review.ground import Span
    from scorer.review.line import Line
    from scorer.review.reviews import Reviews

_ACTS = ("agree", "doubt", "note", "waive")


def declare(of: Arguments) -> None:
    """What the command takes."""
    of.given("path", metavar="PATH", help=of.say("report"))
    of.given("criterion", metavar="CRITERION", help=of.say("criterion"))
    of.given("decision", metavar="DECISION", help=of.say("decision"))
    of.rubric()
    of.store()
    of.reviewer()
    of.add("--note", metavar="TEXT", default="", help=of.say("note"))
    of.add("--quote", metavar="WORDS", action="append", default=[], help=of.say("quote"))
    of.add("--refuse", metavar="WORDS", action="append", default=[], help=of.say("refuse"))
    of.add("--approver", metavar="NAME", default="", help=of.say("approver"))
    of.add("--until", metavar="DATE", default="", help=of.say("until"))
    of.add("--settle", action="store_true", help=of.say("settle"))


def run(arguments: argparse.Namespace, wording: Wording) -> int:
    """Write the decision, and say what it moved."""
    report = one_judged(arguments.path, arguments.rubric, wording)
    store = open_store(arguments, wording, [arguments.path], new=True)
    reviews = hand(arguments, store, report.rubric)
    keys = [_key(name, report, wording) for name in arguments.criterion.replace("，", ",").split(",") if name.strip()]
    (before,) = laid([report], reviews.history, reader=reviews.who, second=reviews.second)
    lines = decide(arguments, reviews, report, keys, wording)
    (after,) = laid([report], reviews.history, reader=reviews.who, second=reviews.second)
    words = Wording(wording.lang, report.rubric)
    for line in lines:
        told = sentence("set.done", wording.lang, text=entry(line, reviews.history, words))
        write(told + "\n")
    if before.card.total != after.card.total:
        totals = {"before": score_words(before.card.total), "after": score_words(after.card.total)}
        write(sentence("set.total", wording.lang, **totals) + "\n")
    return EXIT_OK


def decide(
    arguments: argparse.Namespace, reviews: Reviews, report: Judged, keys: list[str], wording: Wording
) -> list[Line]:
    """The lines that were written."""
    card, note, act = report.card, arguments.note, arguments.decision
    if act == "agree" and len(keys) > 1:
        return [reviews.agree_all(card, keys)]
    if act in _ACTS:
        return [_act(arguments, reviews, report, key) for key in keys]
    verdict = verdict_named(act)
    text = card.report.source.text
    quotes = [_span(text, words) for words in arguments.quote]
    refused = [_span(text, words) for words in arguments.refuse]
    if arguments.settle:
        return [reviews.settle(card, key, verdict, note) for key in keys]
    return [reviews.overrule(card, key, verdict, note, quotes, refused) for key in keys]


def _act(arguments: argparse.Namespace, reviews: Reviews, report: Judged, key: str) -> Line:
    card, note, act = report.card, arguments.note, arguments.decision
    if act == "doubt":
        return reviews.doubt(card, key, note)
    if act == "note":
        return reviews.note(card, key, note)
    if act == "waive":
        return reviews.waive(card, key, arguments.approver, arguments.until, note)
    (view,) = laid([report], reviews.history, reader=reviews.who, second=reviews.second)
    mark = view.mark(key)
    return reviews.confirm(card, mark) if mark.state is State.PROPOSED else reviews.agree(card, key, note)


def verdict_named(name: str) -> Verdict:
    """A verdict by its id or its word in either language."""
    names = {wording.verdict(verdict): verdict for wording in map(Wording, LANGUAGES) for verdict in Verdict}
    names |= {verdict.value: verdict for verdict in Verdict}
    if name not in names:
        raise fault("no-verdict", value=name, known=", ".join([*_ACTS, *(verdict.value for verdict in Verdict)]))
    return names[name]


def _key(name: str, report: Judged, wording: Wording) -> str:
    name = name.strip()
    if not name.startswith(CHECK):
        return criterion_id(name, report.rubric, wording)
    if name not in {check_key(check) for check in report.card.checks if asked(check)}:
        raise fault("no-criterion", value=name)
    return name


def _span(text: str, words: str) -> Span:
    """Where words stand in the report, however its lines break."""
    found = place(text, words)
    if found is None:
        raise fault("no-words", value=words)
    return found
