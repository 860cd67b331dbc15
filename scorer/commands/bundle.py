"""`score bundle PATH… --output FILE`: scorecards, reviews and rubric in one archive that others can verify."""

from __future__ import annotations

import json
import os
import sys
from contextlib import ExitStack, closing
from functools import partial
from typing import TYPE_CHECKING

from scorer.bundle.archive import Writer, safe
from scorer.bundle.cards import SUFFIX, card_file
from scorer.bundle.contents import CONTENTS, Contents, PackedReport, PackedRubric, Scoring, written
from scorer.bundle.fault import unusable
from scorer.bundle.rubrics import Layout
from scorer.bundle.seal import MANIFEST, SIGNATURE, digest, manifest
from scorer.bundle.versions import here
from scorer.commands.batch import Worker, results
from scorer.commands.inputs import STDIN, expand
from scorer.commands.options import AUTO, Job, Options
from scorer.commands.outputs import Names, whole_file
from scorer.commands.sources import report_bytes
from scorer.commands.streams import cannot_write, complain, tell
from scorer.commands.writing import refuse_inputs
from scorer.errors import EXIT_INPUT, EXIT_OK, InputError, ScorerError
from scorer.locale.bundle import words
from scorer.locale.wording import LANGUAGES, Wording
from scorer.pipeline import load_rubric
from scorer.rules import record
from scorer.rules.files import collect
from scorer.rules.files import digest as rubric_digest

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Sequence

    from scorer.commands.inputs import Input

REVIEWS = "reviews"
_DEFAULT = Options([]).rubric


def main(arguments: Sequence[str]) -> int:
    """Run the sub-command: words of the command line -> exit code."""
    from scorer.commands.cli import language

    wording = Wording(language(arguments))
    options = parser_of(wording).parse_args(list(arguments))
    say = partial(words, lang=wording.lang)
    if not options.paths or STDIN in options.paths:
        raise ScorerError(say("no-path"))
    if not options.output:
        raise ScorerError(say("no-output"))
    inputs, faults = expand(options.paths)
    inputs = [one for one in inputs if os.path.realpath(one.path) != os.path.realpath(options.output)]
    refuse_inputs(options.output, inputs, wording)
    for fault in faults:
        complain(wording.error(fault), wording)
    seal = _signer(options.sign) if options.sign else None
    with ExitStack() as stack:
        reviews, logs = _snapshot(options, wording, stack)
        worker = Worker(_job(options, reviews), load_rubric(_DEFAULT if options.rubric == AUTO else options.rubric))
        try:
            with whole_file(options.output) as stream, closing(Writer(stream)) as writer:
                packer = Packer(writer, with_reports=options.with_reports)
                unread = packer.scored(worker, inputs, options.jobs, wording)
                if not packer.reports:
                    raise ScorerError(say("nothing"))
                packer.finish(worker.job, logs, options.rubric, seal)
        except OSError as error:
            raise cannot_write(options.output, error, wording) from error
    if not options.quiet:
        tell(say("written", count=len(packer.reports), path=options.output), wording)
    return EXIT_INPUT if faults or unread else EXIT_OK


def parser_of(wording: Wording) -> argparse.ArgumentParser:
    """The options of the sub-command, its help and faults in the language."""
    from scorer.commands.arguments import Checked, Formatter, Parser, known_levels, speak

    speak(wording)
    say = partial(words, lang=wording.lang)
    checked = Checked(wording)
    made = Parser(
        prog="score bundle", usage=say("usage"), description=say("about"), epilog=say("codes"),
        formatter_class=Formatter, add_help=False, allow_abbrev=False,
    )  # fmt: skip
    made.wording = wording
    made.add_argument("paths", nargs="*", metavar="PATH", help=say("paths"))
    add = made.add_argument
    add("--output", default="", metavar="FILE", help=say("output"))
    add("--with-reports", action="store_true", help=say("with-reports"))
    add("--sign", default="", metavar="KEY", help=say("sign"))
    add("--reviews", default="", metavar="DIR", help=wording.say("cli.reviews"))
    add("--store", default="", metavar="URL", help=wording.say("cli.store"))
    add("--date", type=checked.day, metavar="DATE", help=say("date"))
    add("--rubric", default=_DEFAULT, metavar="NAME|DIR", help=wording.say("cli.rubric"))
    add("--year", type=checked.year, metavar="YYYY", help=wording.say("cli.year"))
    add("--level", type=checked.level, metavar="LEVEL", help=wording.say("cli.level", levels=known_levels(wording)))
    add("--submitted", type=checked.day, metavar="DATE", help=wording.say("cli.submitted"))
    add("--published", type=checked.day, metavar="DATE", help=wording.say("cli.published"))
    add("--jobs", type=checked.jobs, default=0, metavar="N", help=wording.say("cli.jobs"))
    add("--lang", choices=LANGUAGES, metavar="zh|en", help=say("lang"))
    add("--quiet", action="store_true", help=wording.say("cli.quiet"))
    add("-h", "--help", action="help", help=say("help"))
    return made


def _job(options: argparse.Namespace, reviews: str) -> Job:
    """The scorecards of `score --format json` with the same options."""
    from datetime import date

    return Job(
        rubric=options.rubric,
        lang=options.lang or "zh",
        format="json",
        year=options.year,
        level=options.level,
        submitted=options.submitted,
        published=options.published,
        reviews=reviews,
        today=(options.date or date.today().isoformat()) if reviews else "",
    )


def _snapshot(options: argparse.Namespace, wording: Wording, stack: ExitStack) -> tuple[str, dict[str, bytes]]:
    """The logs as they stand now, by member, and a folder with them: what someone decides meanwhile is not mixed in."""
    if not (options.reviews or options.store):
        return "", {}
    from tempfile import TemporaryDirectory

    from scorer.review.folder import file_name
    from scorer.review.log import SUFFIX as LOG
    from scorer.review.stores import store_at

    store = store_at(options.reviews, options.store)
    for note in store.notes:
        complain(wording.note(note), wording)
    names = Names(REVIEWS, LOG)
    logs = {}
    for name, data in store.raw().items():
        own = os.path.basename(name) if name.endswith(LOG) else file_name(name)
        logs[names.path(safe(own.removesuffix(LOG))).replace(os.sep, "/")] = data
    folder = stack.enter_context(TemporaryDirectory())
    for member, data in logs.items():
        with open(os.path.join(folder, os.path.basename(member)), "wb") as stream:
            stream.write(data)
    return folder, logs


def _signer(path: str) -> Callable[[bytes], bytes]:
    """A function that signs with the private key in a file; whether it can is tried at once."""
    try:
        from scorer.bundle.signature import sign

        with open(path, "rb") as stream:
            key = stream.read()
        password = None
        try:
            sign(b"", key, password, path)
        except ScorerError as error:
            if error.code != "bundle.locked-key" or not sys.stdin.isatty():
                raise
            from getpass import getpass

            password = getpass(f"{path}: ").encode()
            sign(b"", key, password, path)
    except ModuleNotFoundError as error:
        raise unusable("library", library=error.name or "cryptography") from error
    except OSError as error:
        raise unusable("unreadable", path, reason=error.strerror or str(error)) from error
    return lambda message: sign(message, key, password, path)


class Packer:
    """A bundle as it fills: hashes of what went in, and the reports in their order."""

    def __init__(self, writer: Writer, *, with_reports: bool) -> None:
        self._writer = writer
        self._with_reports = with_reports
        self._hashes: dict[str, str] = {}
        self._rubrics: dict[str, tuple[str, str]] = {}  # version and hash by id
        self.reports: list[PackedReport] = []

    def _add(self, member: str, data: bytes) -> None:
        self._writer.add(member, data)
        self._hashes[member] = digest(data)

    def scored(self, worker: Worker, inputs: Sequence[Input], jobs: int, wording: Wording) -> int:
        """Score the reports and take in their scorecards; how many could not be read."""
        unread = 0
        cards, texts = Names("scorecards", SUFFIX), Names("reports", "")
        for one, outcome in zip(inputs, results(worker, [one.path for one in inputs], jobs), strict=True):
            try:
                if isinstance(outcome, InputError):
                    raise outcome
                self._take(one, outcome.body, cards, texts)
            except InputError as error:
                unread += 1
                complain(wording.error(error), wording)
        return unread

    def _take(self, one: Input, body: str, cards: Names, texts: Names) -> None:
        plain = json.loads(body)
        sha256 = plain["report"]["sha256"]
        report = b""
        if self._with_reports:
            report = report_bytes(one.path)
            if digest(report) != sha256:
                raise InputError("", file=one.path, code="bundle.moved")
        rubric = plain["rubric"]
        self._rubrics[rubric["id"]] = (rubric["version"], rubric["sha256"])
        place = safe(one.place)
        card = cards.path(place).replace(os.sep, "/")
        self._add(card, card_file(body))
        text = ""
        if self._with_reports:
            suffix = os.path.splitext(one.path)[1]
            text = texts.path(safe(place + suffix)).replace(os.sep, "/")
            self._add(text, report)
        self.reports.append(PackedReport(plain["report"]["path"], sha256, rubric["id"], card, text))

    def finish(self, job: Job, logs: dict[str, bytes], rubric: str, seal: Callable[[bytes], bytes] | None) -> None:
        """Add rubrics, reviews, bundle.json, the manifest and, with a key, the signature."""
        layout = Layout()
        rubrics = []
        for id_ in sorted(self._rubrics):
            rubrics.append(self._rubric(id_, id_ if rubric == AUTO else rubric, layout))
        for member, data in logs.items():
            self._add(member, data)
        scoring = Scoring(
            job.lang, job.year, job.level, job.submitted, job.published, bool(job.reviews), job.today
        )  # fmt: skip
        contents = Contents(here(), scoring, tuple(rubrics), tuple(logs), tuple(self.reports))
        self._add(CONTENTS, written(contents))
        sealed = manifest(self._hashes)
        self._writer.add(MANIFEST, sealed)
        if seal is not None:
            self._writer.add(SIGNATURE, seal(sealed))

    def _rubric(self, id_: str, name: str, layout: Layout) -> PackedRubric:
        """The files of a rubric, and its measured record where it has one."""
        version, sha256 = self._rubrics[id_]
        files = collect(name)
        if rubric_digest(files) != sha256:
            raise unusable("rubric-moved", name)
        packed = []
        for file in files:
            packed.append(layout.packed(file))
            if packed[-1].member not in self._hashes:
                self._add(packed[-1].member, file.data)
        member = ""
        place = record.place(name)
        if os.path.isfile(place):
            with open(place, "rb") as stream:
                data = stream.read(record.LARGEST)
            home = next(file.member for file in reversed(packed) if file.part == "rubric")
            member = f"{os.path.dirname(home)}/{record.FILE}"
            self._add(member, data)
        return PackedRubric(id_, version, sha256, tuple(packed), member)
