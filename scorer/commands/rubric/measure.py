"""`score rubric measure`: agreement with labels, and the record of it beside the rubric."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from scorer.commands.cli import criterion_id
from scorer.commands.outputs import whole_file
from scorer.commands.rubric.arguments import COLUMNS, DEFAULT, Arguments
from scorer.commands.streams import cannot_write, tell, write
from scorer.errors import EXIT_DEMAND, EXIT_OK, ScorerError
from scorer.locale.wording import Wording
from scorer.model import Level, Scorecard
from scorer.pipeline import load_rubric, score_source
from scorer.reading.source import read_path
from scorer.rules.record import place, written
from scorer.workshop.examples import finding_of
from scorer.workshop.measure import VERDICTS, Agreement, Labelled, agreement, read_labels
from scorer.workshop.pages import agreement as shown
from scorer.workshop.pages.rubric_page import escaped

if TYPE_CHECKING:
    from scorer.locale.rubric import Say
    from scorer.rules.rubric import Rubric


def declare(of: Arguments) -> None:
    """What the command takes."""
    of.given("labels", metavar="LABELS_DIR", help=of.say("arg.labels"))
    of.add("--rubric", metavar="NAME|DIR", default=DEFAULT, help=of.rubric_words())
    of.add("--reports", metavar="DIR", default="", help=of.say("arg.labels-reports"))
    of.add("--criterion", metavar="ID", action="append", default=[], help=of.say("arg.criteria"))
    of.add("--labelled-facts", action="store_true", help=of.say("arg.labelled-facts"))
    of.add("--store", metavar="SET", default="", help=of.say("arg.store"))
    of.add("--fail-under", type=of.number, metavar="N", help=of.say("arg.fail-under"))
    of.formats(shown.FORMATS)


def run(arguments: argparse.Namespace, wording: Wording, say: Say) -> int:
    """Agreement with labels."""
    rubric = load_rubric(arguments.rubric)
    labelled, sentences, passed = read_labels(arguments.labels, read_path, arguments.reports)
    if not labelled and not sentences:
        raise ScorerError(
            say("measure.none", folder=arguments.labels), say("measure.none-mend", names=", ".join(passed) or "–")
        )
    if passed:
        tell(say("measure.passed", names=", ".join(passed)), wording)

    def judged(one: Labelled) -> Scorecard:
        if not arguments.labelled_facts:
            return score_source(one.source, rubric)
        levels = {level.value: level for level in Level}
        return score_source(
            one.source, rubric, year=one.facts.get("year"), level=levels.get(str(one.facts.get("level")))
        )

    only = [criterion_id(name, rubric, wording) for name in arguments.criterion] or [c.id for c in rubric.criteria]
    by_id = {criterion.id: criterion for criterion in rubric.criteria if criterion.id in only}
    told = [one for one in sentences if one.body["criterion"] in by_id]
    findings = [(one, finding_of(rubric, by_id[one.body["criterion"]], one.body)) for one in told]
    found = agreement(labelled, judged, only, findings)
    words = Wording(wording.lang, rubric)
    if arguments.format == "json":
        write(shown.record(rubric, found, VERDICTS))
    elif arguments.format == "markdown":
        write(shown.markdown(rubric, found, words, escaped))
    else:
        write(shown.table(rubric, found, words, COLUMNS))
    if arguments.store:
        store(arguments, rubric, {name: found.of(name) for name in found.criteria()}, wording, say)
    share = 100 * found.right / len(found.judged) if found.judged else 0
    return EXIT_DEMAND if arguments.fail_under is not None and share < arguments.fail_under else EXIT_OK


def store(arguments: argparse.Namespace, rubric: Rubric, parts: dict[str, object], wording: Wording, say: Say) -> None:
    """Keep the record beside the rubric."""
    path = place(arguments.rubric)
    counts = {name: (part.right, len(part.judged)) for name, part in parts.items() if isinstance(part, Agreement)}
    ids = {"id": rubric.id, "version": rubric.version, "sha256": rubric.sha256}
    try:
        with whole_file(path) as stream:
            stream.write(written(ids, arguments.store, counts))
    except OSError as error:
        raise cannot_write(path, error, wording) from error
    tell(say("measure.stored", path=path), wording)
