"""`score review export`: ledger, labels, opinions, or the log itself."""

from __future__ import annotations

import argparse
import os
from typing import TYPE_CHECKING

from scorer.commands.outputs import Names, is_folder, whole_file
from scorer.commands.review.arguments import DEFAULT
from scorer.commands.review.desk import Judged, history_of, judged, laid, open_store
from scorer.commands.streams import cannot_write, encoded, tell, write
from scorer.errors import EXIT_INPUT, EXIT_OK, ScorerError
from scorer.locale.review import sentence
from scorer.locale.wording import Wording
from scorer.pipeline import load_rubric
from scorer.render.review import labels, ledger, opinion
from scorer.review.fault import fault

if TYPE_CHECKING:
    from scorer.commands.review.arguments import Arguments
    from scorer.review.mark import Reviewed
    from scorer.review.reviews import Store

WHAT = {"ledger": ".csv", "labels": ".yaml", "opinion": ".md", "log": ".jsonl"}


def declare(of: Arguments) -> None:
    """What the command takes."""
    of.given("paths", nargs="*", metavar="PATH", help=of.say("paths"))
    of.add("--what", choices=tuple(WHAT), default="ledger", metavar="NAME", help=of.say("what"))
    of.add("--output", metavar="FILE|DIR", default="", help=of.say("output"))
    of.rubric()
    of.store()
    of.anonymous()


def run(arguments: argparse.Namespace, wording: Wording) -> int:
    """Write what is asked for."""
    store = open_store(arguments, wording, arguments.paths)
    if arguments.what == "log":
        if arguments.anonymous:
            raise fault("sealed")
        put(b"".join(store.raw().values()), arguments.output, wording)
        return EXIT_OK
    if arguments.what == "ledger":
        words = Wording(wording.lang, load_rubric(DEFAULT if arguments.rubric == "auto" else arguments.rubric))
        text = ledger.ledger(history_of(arguments, store), words)
        put(ledger.FILE_START * bool(arguments.output) + encoded(text, "utf-8"), arguments.output, wording)
        return EXIT_OK
    return _by_report(arguments, store, wording)


def _by_report(arguments: argparse.Namespace, store: Store, wording: Wording) -> int:
    """Labels or opinions, one a report; those that nobody decided on have none."""
    if not arguments.paths:
        raise fault("no-report", value="")
    reports, unread = judged(arguments.paths, arguments.rubric, wording)
    views = laid(reports, history_of(arguments, store))
    texts = []
    for report, reviewed in zip(reports, views, strict=True):
        text = _text(arguments, report, reviewed, wording)
        if text:
            texts.append((os.path.splitext(os.path.basename(report.card.report.source.name))[0], text))
    if not arguments.output or (len(reports) == 1 and not is_folder(arguments.output)):
        put(encoded("\n".join(text for _, text in texts), "utf-8"), arguments.output, wording)
    else:
        names = Names(arguments.output, WHAT[arguments.what])
        for name, text in texts:
            put(encoded(text, "utf-8"), names.path(name), wording)
        tell(sentence("export.done", wording.lang, count=str(len(texts)), path=arguments.output), wording)
    return EXIT_INPUT if unread else EXIT_OK


def _text(arguments: argparse.Namespace, report: Judged, reviewed: Reviewed, wording: Wording) -> str:
    if arguments.what == "labels":
        path = report.card.report.source.name
        folder = next((one for one in arguments.paths if os.path.isdir(one)), "")
        return labels.labels(reviewed, os.path.relpath(path, folder) if folder else os.path.basename(path))
    return opinion.opinion(reviewed, report.rubric, Wording(wording.lang, report.rubric)) if reviewed.done else ""


def put(data: bytes, path: str, wording: Wording) -> None:
    """On standard output, or in a file, whole or not at all."""
    if not path:
        write(data.decode("utf-8", "backslashreplace"))
        return
    if os.path.isdir(path):
        raise ScorerError(wording.say("cli.output-failed", path=path, reason=os.strerror(21)))
    try:
        with whole_file(path) as stream:
            stream.write(data)
    except OSError as error:
        raise cannot_write(path, error, wording) from error
