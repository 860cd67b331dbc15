"""Many reports, in one process or several; results come in the order of the inputs and none is kept."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, NamedTuple

from scorer.commands.inputs import STDIN
from scorer.commands.options import AUTO, Options
from scorer.errors import InputError
from scorer.model import Level
from scorer.render.formats import RECORDS, Look, Scored, load_format, scored
from scorer.text.budget import SECONDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from concurrent.futures import Future, ProcessPoolExecutor
    from multiprocessing.synchronize import Event

    from scorer.commands.shelf import Shelf
    from scorer.judging.similar import Similar
    from scorer.model import Scorecard, Source
    from scorer.review.history import History
    from scorer.review.line import Line
    from scorer.rules.profile import Profiles
    from scorer.rules.record import Record
    from scorer.rules.rubric import Rubric

MOST_SAID = 200  # characters of what a fault of the program says of itself
_CHUNK = 16  # reports handed to a process at a time
_PATIENCE = 2.0  # seconds that a process has to end its report when the run is broken off
_WORTH_PROCESSES = 200  # reports below which starting processes costs more than it saves


class Job(NamedTuple):
    """What is done with every report."""

    rubric: str
    lang: str
    format: str
    year: int | None = None
    level: Level | None = None
    submitted: str | None = None  # ISO dates
    published: str | None = None
    max_bytes: int = 0
    limits: tuple[tuple[str, int], ...] = ()
    many: bool = False
    details: bool = False
    colour: bool = False
    width: int = 80
    explain: str = ""
    similar: bool = False
    reviews: str = ""
    store: str = ""
    anonymous: bool = False
    today: str = ""  # ISO day by which waivers end
    debug: bool = False  # whether a fault of the program shows its traceback


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
        return scored(reviewed.card, piece)._replace(open=len(reviewed.open))

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


def base_name(rubric: str) -> str:
    """The rubric that a run begins with."""
    return Options([]).rubric if rubric == AUTO else rubric


def records(rubric: Rubric, name: str) -> dict[str, Record]:
    """The measured record that stands beside a rubric; empty for most."""
    from scorer.rules import record

    return record.load(rubric.id if name == AUTO else name, rubric.sha256)


_worker: Worker | None = None  # of this process, where it is one of several
_broken_off: Event | None = None  # tells the processes of a run that nobody waits for them any more


def results(
    worker: Worker, paths: Sequence[str], jobs: int, shelf: Shelf | None = None
) -> Iterator[Scored | InputError]:
    """Score the reports in order; `jobs` 0 takes as many processes as are worth starting.

    What stands on the shelf is taken from there, what is scored is put there.
    """
    if jobs == 0:
        jobs = processors() if len(paths) >= _WORTH_PROCESSES else 1
    if jobs == 1 or len(paths) < 2 or STDIN in paths:
        for path in paths:
            yield (shelf and shelf.find(path)) or _put_by(shelf, [path], [worker.score(path)])[0]
    else:
        yield from _spread(worker, paths, jobs, shelf)


def _put_by(
    shelf: Shelf | None, paths: Sequence[str], outcomes: list[Scored | InputError]
) -> list[Scored | InputError]:
    """The outcomes, put on the shelf where there is one."""
    if shelf is not None:
        shelf.keep(zip(paths, outcomes, strict=True))
    return outcomes


def processors() -> int:
    """Processors that this process may use."""
    import os

    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class _Part(NamedTuple):
    """A chunk under way: what the shelf had of it, and the others with their outcomes to come."""

    found: list[Scored | None]
    paths: list[str]
    future: Future[list[Scored | InputError]] | None


def _spread(worker: Worker, paths: Sequence[str], jobs: int, shelf: Shelf | None) -> Iterator[Scored | InputError]:
    """Chunks of reports over processes; only a few chunks are under way at a time, so memory stays flat."""
    from collections import deque
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    chunk = max(1, min(_CHUNK, len(paths) // jobs))
    context = get_context("fork" if sys.platform == "linux" else None)
    broken_off = context.Event()
    with ProcessPoolExecutor(jobs, context, _prepare, (worker.job, broken_off)) as pool:
        waiting: deque[_Part] = deque()
        try:
            for at in range(0, len(paths), chunk):
                part = paths[at : at + chunk]
                found = [shelf.find(path) if shelf else None for path in part]
                left = [path for path, one in zip(part, found, strict=True) if one is None]
                waiting.append(_Part(found, left, _submitted(pool, left) if left else None))
                if len(waiting) > 2 * jobs:
                    yield from _outcome(worker.job, waiting.popleft(), shelf)
            while waiting:
                yield from _outcome(worker.job, waiting.popleft(), shelf)
        except BaseException:
            broken_off.set()
            pool.shutdown(wait=False, cancel_futures=True)
            _end_processes()
            raise


def _end_processes() -> None:
    """Let the processes end their report, then end those that still read: one ended while it hands over a result
    would leave half of it in the pipe, and this process would wait for the other half."""
    from multiprocessing import active_children
    from time import monotonic

    until = monotonic() + _PATIENCE
    for child in active_children():
        child.join(max(0.0, until - monotonic()))
        if child.is_alive():
            child.terminate()


def _submitted(pool: ProcessPoolExecutor, part: list[str]) -> Future[list[Scored | InputError]]:
    """A chunk handed to the pool; one that lost a process takes nothing more, and says so when it is asked."""
    from concurrent.futures import Future
    from concurrent.futures.process import BrokenProcessPool

    try:
        return pool.submit(_score_chunk, part)
    except BrokenProcessPool as error:
        failed: Future[list[Scored | InputError]] = Future()
        failed.set_exception(error)
        return failed


def _outcome(job: Job, part: _Part, shelf: Shelf | None) -> Iterator[Scored | InputError]:
    """What became of a chunk; where its process was killed, each of its reports has a process of its own."""
    from concurrent.futures.process import BrokenProcessPool

    outcomes: list[Scored | InputError] = []
    if part.future is not None:
        try:
            outcomes = part.future.result()
        except BrokenProcessPool:
            outcomes = [_alone(job, path) for path in part.paths]
    scored = iter(_put_by(shelf, part.paths, outcomes))
    for one in part.found:
        yield next(scored) if one is None else one


def _alone(job: Job, path: str) -> Scored | InputError:
    """One report in a process of its own: if that is killed too, it is this report that costs it."""
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import get_context

    context = get_context("fork" if sys.platform == "linux" else None)
    with ProcessPoolExecutor(1, context, _prepare, (job, context.Event())) as pool:
        try:
            return pool.submit(_score_chunk, [path]).result()[0]
        except BrokenProcessPool:
            return InputError("", file=path, code="killed")


def _prepare(job: Job, broken_off: Event) -> None:
    """Make a process ready; a Ctrl-C is the parent's to handle."""
    import signal

    from scorer.pipeline import load_rubric

    global _worker, _broken_off
    _broken_off = broken_off
    _end_with_parent()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for name in ("SIGTERM", "SIGHUP"):  # the parent unwinds a run; a process of it just ends
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.SIG_DFL)
    _worker = Worker(job, load_rubric(base_name(job.rubric)))


def _end_with_parent() -> None:
    """Leave when the parent is gone, however it went: a process left over would hold the output open."""
    import os
    from threading import Thread
    from time import sleep

    parent = os.getppid()

    def watch() -> None:
        while os.getppid() == parent:
            sleep(0.5)
        os._exit(1)

    Thread(target=watch, daemon=True).start()


def _score_chunk(paths: list[str]) -> list[Scored | InputError]:
    """The reports of a chunk; none further once the run is broken off."""
    assert _worker is not None and _broken_off is not None
    return [_worker.score(path) for path in paths if not _broken_off.is_set()]
