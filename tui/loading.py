"""Paths -> digests and scorecards, through scorer.pipeline: in this process for a few, in others for many."""

from __future__ import annotations

import sys
import traceback
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import redirect_stderr
from typing import TYPE_CHECKING, NamedTuple

from scorer.commands.batch import processors
from scorer.errors import InputError
from scorer.kept.results import stamp_of
from scorer.model import Level, Scorecard
from scorer.reading.source import MAX_BYTES, read_path
from scorer.rules.rubric import Rubric
from tui.digest import Digest
from tui.rubrics import Rubrics, base_name, load
from tui.standing import untouched

if TYPE_CHECKING:
    from concurrent.futures import Future

    from tui.store import Store

FEW = 40  # reports up to which another process is not worth its start
_CHUNK = 10  # reports handed over at a time
_LOOK_UP = 100  # reports looked up among earlier results at a time


class Job(NamedTuple):
    """What is laid down for every report of a run."""

    rubric: str = "fazhi-annual-report"
    lang: str = "zh"
    year: int | None = None
    level: Level | None = None
    max_bytes: int = MAX_BYTES


class Bug(NamedTuple):
    """A fault of the program, not of the report: where it happened, for the log."""

    path: str
    trace: str


Outcome = tuple[Digest, Bug | None]


class Bench:
    """What a report is judged with: what is laid down for the run, and its rubrics."""

    def __init__(self, job: Job, base: Rubric) -> None:
        self.job = job
        self.rubrics = Rubrics(job.rubric, base, job.lang)

    def open(self, path: str) -> Scorecard:
        """Read and score one report; an InputError where it cannot be read."""
        job = self.job
        source = read_path(path, max_bytes=job.max_bytes)
        return self.rubrics.judged(source, year=job.year, level=job.level)

    def store(self) -> Store:
        """Where results of this run are kept for the next one."""
        from tui.store import Store, state

        job = self.job
        parts = (job.rubric, self.rubrics.base.sha256, job.year, job.level, job.max_bytes, state())
        return Store(" ".join(map(str, parts)))


def digest_of(path: str, bench: Bench) -> Outcome:
    """One report, whatever happens: the others go on."""
    stamp = stamp_of(path)
    try:
        card = bench.open(path)
        return Digest.of(card, path, stamp, untouched(card, bench.rubrics.of(card.rubric_id))), None
    except InputError as error:
        told = bench.rubrics.words.error(error)
        return Digest(path, stamp, fault=told.removeprefix(f"{path}: ")), None
    except Exception as error:  # a bug in the judging of one report must not close the desk
        return Digest(path, stamp, fault=f"{type(error).__name__}: {error}"), Bug(path, traceback.format_exc())


def digests(paths: Sequence[str], bench: Bench, stopped: Callable[[], bool]) -> Iterator[list[Outcome]]:
    """Digests a few at a time until `stopped` says so: what earlier runs have kept, then the others in order."""
    store = bench.store()
    try:
        left: list[str] = []
        for at in range(0, len(paths), _LOOK_UP):
            if stopped():
                return
            part = paths[at : at + _LOOK_UP]
            kept = store.find(part)
            left += [path for path in part if path not in kept]
            if kept:
                yield [(digest, None) for digest in kept.values()]
        for outcomes in scored(left, bench, stopped):
            store.keep(digest for digest, bug in outcomes if bug is None)
            yield outcomes
    finally:
        store.close()


def scored(paths: Sequence[str], bench: Bench, stopped: Callable[[], bool]) -> Iterator[list[Outcome]]:
    """Digests of reports that are judged now, in the order of the paths."""
    done = 0
    if len(paths) > FEW and processors() > 1:
        from concurrent.futures.process import BrokenProcessPool

        try:
            for outcomes in _spread(paths, bench.job, stopped):
                done += len(outcomes)
                yield outcomes
        except (OSError, ValueError, BrokenProcessPool):
            pass  # processes cannot be had or were ended: the rest is scored here
    for path in paths[done:]:
        if stopped():
            return
        yield [digest_of(path, bench)]


_bench: Bench | None = None  # of a process that scores for the desk


def _prepare(job: Job) -> None:
    import signal

    global _bench
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # a Ctrl-C is the desk's to handle
    _bench = Bench(job, load(base_name(job.rubric)))


def _score(paths: Sequence[str]) -> list[Outcome]:
    assert _bench is not None
    return [digest_of(path, _bench) for path in paths]


def _spread(paths: Sequence[str], job: Job, stopped: Callable[[], bool]) -> Iterator[list[Outcome]]:
    """Chunks over other processes, so that the screen keeps its own; one processor is left to it."""
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context, resource_tracker

    with redirect_stderr(sys.__stderr__):  # the helper process takes it over, and textual's stand-in is no file
        resource_tracker.ensure_running()
    count = max(1, min(8, processors() - 1))
    # Not forked: this process has threads and a terminal in a mode of its own.
    pool = ProcessPoolExecutor(count, get_context("spawn"), _prepare, (job,))
    waiting: deque[Future[list[Outcome]]] = deque()
    try:
        for at in range(0, len(paths), _CHUNK):
            waiting.append(pool.submit(_score, list(paths[at : at + _CHUNK])))
            if len(waiting) > 3 * count:
                yield waiting.popleft().result()
            if stopped():
                return
        while waiting and not stopped():
            yield waiting.popleft().result()
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
