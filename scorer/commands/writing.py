"""Where the results of a run go: standard output, one file, or a file for each report in a folder."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from scorer.commands.options import AUTO, Options
from scorer.commands.streams import cannot_write, complain, drop_output, encoded, tell
from scorer.errors import ScorerError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from scorer.commands.batch import Worker
    from scorer.commands.inputs import Input
    from scorer.locale.wording import Wording
    from scorer.render.formats import Scored


def write_stdout(scored: Iterable[Scored], worker: Worker) -> None:
    """The result on standard output, each part as soon as it is there."""
    stream = sys.stdout.buffer
    encoding = "utf-8" if worker.format.FOR_PROGRAMS else sys.stdout.encoding or "utf-8"
    for text in worker.format.whole(scored, worker.look):
        try:
            stream.write(encoded(text, encoding))
            stream.flush()
        except BrokenPipeError:
            raise
        except OSError as error:
            drop_output()
            raise cannot_write("-", error, worker.look.wording) from error


def write_file(
    scored: Iterable[Scored], worker: Worker, inputs: Sequence[Input], options: Options, wording: Wording
) -> None:
    """The result in one file, whole or not at all."""
    from scorer.commands.outputs import whole_file

    refuse_inputs(options.output, inputs, wording)
    try:
        with whole_file(options.output) as stream:
            stream.write(worker.format.FILE_START)
            for text in worker.format.whole(scored, worker.look):
                stream.write(encoded(text, "utf-8"))
    except OSError as error:
        raise cannot_write(options.output, error, wording) from error


def write_folder(
    scored: Iterable[Scored], worker: Worker, inputs: Sequence[Input], options: Options, wording: Wording
) -> int:
    """A scorecard for each report in a folder, each whole or not at all; how many could not be written.

    One that cannot be written costs only itself, and is told.
    """
    from scorer.commands.outputs import Names, whole_file

    if not options.mix and options.rubric != AUTO:
        from scorer.workshop.mixing import cards_in, refuse_mixed

        own = (worker.rubric.id, worker.rubric.version, worker.rubric.sha256)
        refuse_mixed([*cards_in(options.output, worker.format.EXTENSION), own])
    reports = {os.path.realpath(one.path) for one in inputs}
    places = {one.path: one.place for one in inputs}
    names = Names(options.output, worker.format.EXTENSION)
    count = failed = 0
    for one in scored:
        path = names.path(places[one.path])
        if os.path.exists(path) and os.path.realpath(path) in reports:
            raise ScorerError(wording.say("cli.output-is-input", path=path))
        try:
            with whole_file(path) as stream:
                stream.write(worker.format.FILE_START)
                for text in worker.format.whole([one], worker.look):
                    stream.write(encoded(text, "utf-8"))
        except OSError as error:
            complain(wording.error(cannot_write(path, error, wording)), wording)
            failed += 1
            continue
        count += 1
    if not options.quiet:
        tell(wording.say("cli.written", count=count, path=options.output), wording)
    return failed


def write_tables(scored: Iterable[Scored], inputs: Sequence[Input], options: Options, wording: Wording) -> None:
    """The tables of all reports in a folder of their own, all of them or none."""
    from scorer.commands.outputs import whole_folder
    from scorer.render.tables.parquet import FILES, write

    refuse_inputs(options.output, inputs, wording)
    try:
        with whole_folder(options.output, FILES) as draft:
            counts = write((one.body for one in scored), draft)
    except OSError as error:
        raise cannot_write(options.output, error, wording) from error
    if not options.quiet:
        from scorer.locale.many import words

        rows = wording.say("card.comma").join(f"{table} {count:,}" for table, count in counts.items())
        tell(words("tables", wording.lang, path=options.output, rows=rows), wording)


def refuse_inputs(path: str, inputs: Sequence[Input], wording: Wording) -> None:
    """A report is never overwritten by its own scorecard."""
    if os.path.exists(path):
        target = os.path.realpath(path)
        if any(os.path.realpath(one.path) == target for one in inputs):
            raise ScorerError(wording.say("cli.output-is-input", path=path))
