"""Many reports, one after another; results come in the order of the inputs and none is kept."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from scorer.commands.inputs import STDIN
from scorer.commands.options import AUTO, Job, Options
from scorer.errors import InputError
from scorer.render.formats import RECORDS, Look, Scored, load_format, scored
from scorer.text.budget import SECONDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scorer.commands.shelf import Shelf
    from scorer.judging.similar import Similar
    from scorer.model import Scorecard, Source
    from scorer.review.history import History
    from scorer.review.line import Line
    from scorer.rules.profile import Profiles
    from scorer.rules.record import Record
    from scorer.rules.rubric import Rubric

MOST_SAID = 200  # characters of what a fault of the program says of itself
_WORTH_PROCESSES = 200  # reports below which starting processes costs more than it saves


class Worker:
    """A rubric and a format, ready to score."""

    def __init__(self, job: Job, rubric: Rubric) -> None:
        self.job = job
        self.rubric = rubric
        self.format = load_format(job.format)
        self.look = self._look(rubric, job.rubric)
        self._profiles: Profiles | None = None
        self._looks: dict[str, Look] = {rubric.id: self.look}
        self._history: History | None = None
        self.lines: Sequence[Line] = ()  # what people decided
        if job.reviews or job.store:
            from scorer.review.history import History
            from scorer.review.people import anonymous
            from scorer.review.stores import store_at

            self.lines = store_at(job.reviews, job.store).lines
            self._history = History.of(anonymous(self.lines) if job.anonymous else self.lines)
        if job.rubric == AUTO:
            from scorer.pipeline import load_rubric
            from scorer.rules.profile import Profiles

            self._profiles = Profiles(rubric, load_rubric)

    def basis(self) -> str:
        """All that a result depends on but the report and the program: options, rubric, record, decisions."""
        known = records(self.rubric, self.job.rubric)
        return repr((self.job._replace(debug=False), self.rubric.sha256, sorted(known.items()), self.lines))

    def _look(self, rubric: Rubric, name: str) -> Look:
        """How results of a rubric are shown."""
        from scorer.locale.wording import Wording

        job = self.job
        return Look(
            wording=Wording(job.lang, rubric, records(rubric, name)),
            rubric=rubric,
            many=job.many,
            details=job.details,
            colour=job.colour,
            width=job.width,
            explain=job.explain,
            reviews=bool(job.reviews or job.store),
        )

    def _judged(self, source: Source) -> tuple[Scorecard, Look]:
        """A source judged by the rubric asked for, or by the profile that fits; and how results of that are shown."""
        from scorer.pipeline import score_fitting, score_source

        job = self.job
        seconds = dict(job.limits).get("seconds", SECONDS)
        if self._profiles is None:
            card = score_source(
                source, self.rubric, year=job.year, level=job.level, submitted=job.submitted, published=job.published,
                seconds=seconds,
            )  # fmt: skip
            return card, self.look
        card, rubric = score_fitting(
            source, self._profiles, year=job.year, level=job.level, submitted=job.submitted, published=job.published,
            seconds=seconds,
        )  # fmt: skip
        if rubric.id not in self._looks:
            self._looks[rubric.id] = self._look(rubric, rubric.id)
        return card, self._looks[rubric.id]

    def score(self, path: str, data: bytes | None = None) -> Scored | InputError:
        """Read, score and render one report; whatever goes wrong with it is a value, so that the others go on.

        `data`: the bytes of the report, where they do not lie under its path on this machine.
        """
        try:
            return self._score(path, data)
        except InputError as error:
            return error
        except Exception as error:  # a fault of the program: it costs this report, not the run
            if self.job.debug:
                from traceback import print_exc

                print_exc()
            what = f"{type(error).__name__}: {error}"
            values = {"step": step_of(error), "what": what[:MOST_SAID]}
            return InputError("", file=path, code="fault", values=values)

    def _score(self, path: str, data: bytes | None) -> Scored:
        from scorer.reading.source import MAX_BYTES, read_bytes, read_path, read_stream

        limit = self.job.max_bytes or MAX_BYTES
        limits = None
        if self.job.limits:
            from scorer.reading.limits import Limits

            limits = Limits(**dict(self.job.limits))
        if data is not None:
            source = read_bytes(data, path, max_bytes=limit, limits=limits)
        elif path == STDIN:
            source = read_stream(sys.stdin.buffer, STDIN, max_bytes=limit, limits=limits)
        else:
            source = read_path(path, max_bytes=limit, limits=limits)
        card, look = self._judged(source)
        if self.job.similar:
            look = look._replace(similar=self._similar(source, card, look.rubric))
        if self._history is None:
            return scored(card, self.format.piece(card, look))
        return self._reviewed(card, look, self._history)

    def _reviewed(self, card: Scorecard, look: Look, history: History) -> Scored:
        """The report with people's decisions; records keep the program's verdicts where they always stood."""
        from scorer.judging.scoring import score as weigh
        from scorer.render.voices import Voices
        from scorer.review.overlay import lay_over

        reviewed = lay_over(card, history, look.rubric, weigh, today=self.job.today)
        voices = Voices(reviewed, look.wording)
        piece = self.format.piece(card if self.job.format in RECORDS else reviewed.card, look._replace(voices=voices))
        return scored(reviewed.card, piece, open=len(reviewed.open))

    def _similar(self, source: Source, card: Scorecard, rubric: Rubric) -> dict[str, tuple[Similar, ...]]:
        """Passages like what is asked for, by missing or partial criterion; costs more than the scoring."""
        from scorer.judging.similar import Passages
        from scorer.model import Verdict
        from scorer.pipeline import read_report

        case, _ = read_report(source, rubric, year=self.job.year, level=self.job.level)
        passages = Passages(case)
        return {
            finding.criterion: passages.like(rubric.criterion(finding.criterion), finding.verdict)
            for finding in card.findings
            if finding.verdict in (Verdict.MISSING, Verdict.PARTIAL) and self.job.explain in ("", finding.criterion)
        }


def step_of(error: BaseException) -> str:
    """The package of `scorer` in which an exception arose, as the listing of the house names it."""
    from traceback import walk_tb

    step = ""
    for frame, _ in walk_tb(error.__traceback__):
        name = frame.f_globals.get("__name__", "")
        if name.startswith("scorer.") and not name.startswith("scorer.commands"):
            step = name.split(".")[1]
    return step or "commands"


def worker_of(job: Job) -> Worker:
    """A worker with the rubric of its job."""
    from scorer.pipeline import load_rubric

    return Worker(job, load_rubric(base_name(job.rubric)))


def base_name(rubric: str) -> str:
    """The rubric that a run begins with."""
    return Options([]).rubric if rubric == AUTO else rubric


def records(rubric: Rubric, name: str) -> dict[str, Record]:
    """The measured record that stands beside a rubric; empty for most."""
    from scorer.rules import record

    return record.load(rubric.id if name == AUTO else name, rubric.sha256)


def results(
    worker: Worker, paths: Sequence[str], jobs: int, shelf: Shelf | None = None
) -> Iterator[Scored | InputError]:
    """Score the reports in order; `jobs` 0 takes as many processes as are worth starting.

    What stands on the shelf is taken from there, what is scored is put there.
    """
    if jobs == 0:
        jobs = processors() if len(paths) >= _WORTH_PROCESSES else 1
    worker.rubric.lexicon.expect(len(paths) // jobs)
    if jobs == 1 or len(paths) < 2 or STDIN in paths:
        for path in paths:
            known = shelf.find(path) if shelf else None
            outcome = worker.score(path) if known is None else known
            if shelf and known is None:
                shelf.keep([(path, outcome)])
            yield outcome
    else:
        from scorer.commands.processes import spread

        yield from spread(worker, worker_of, paths, jobs, shelf)


def processors() -> int:
    """Processors that this process may use."""
    import os

    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
