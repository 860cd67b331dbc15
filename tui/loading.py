"""Paths -> digests and scorecards, through scorer.pipeline: in this process for a few, in others for many."""

from __future__ import annotations

import sys
import traceback
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import redirect_stderr
from typing import NamedTuple

from scorer.commands.batch import processors
from scorer.errors import InputError
from scorer.locale.wording import Wording
from scorer.model import Level, Scorecard
from scorer.pipeline import load_rubric, score_source
from scorer.reading.source import MAX_BYTES, read_path
from scorer.rules.rubric import Rubric
from tui.digest import Digest, stamp_of

FEW = 40  # reports up to which another process is not worth its start
_CHUNK = 10  # reports handed over at a time


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


def open_card(path: str, rubric: Rubric, job: Job) -> Scorecard:
    """Read and score one report; an InputError where it cannot be read."""
    return score_source(read_path(path, max_bytes=job.max_bytes), rubric, year=job.year, level=job.level)


def digest_of(path: str, rubric: Rubric, job: Job) -> Outcome:
    """One report, whatever happens: the others go on."""
    stamp = stamp_of(path)
    try:
        return Digest.of(open_card(path, rubric, job), path, stamp), None
    except InputError as error:
        told = Wording(job.lang, rubric).error(error)
        return Digest(path, stamp, fault=told.removeprefix(f"{path}: ")), None
    except Exception as error:  # a bug in the judging of one report must not close the desk
        return Digest(path, stamp, fault=f"{type(error).__name__}: {error}"), Bug(path, traceback.format_exc())


def digests(paths: Sequence[str], rubric: Rubric, job: Job, stopped: Callable[[], bool]) -> Iterator[list[Outcome]]:
    """Digests a few at a time, in the order of the paths, until `stopped` says so."""
    done = 0
    if len(paths) > FEW and processors() > 1:
        try:
            for outcomes in _spread(paths, job, stopped):
                done += len(outcomes)
                yield outcomes
        except (OSError, ValueError, BrokenProcessPool):
            pass  # processes cannot be had or were ended: the rest is scored here
    for path in paths[done:]:
        if stopped():
            return
        yield [digest_of(path, rubric, job)]


_ready: tuple[Rubric, Job] | None = None  # of a process that scores for the desk


def _prepare(job: Job) -> None:
    import signal

    global _ready
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # a Ctrl-C is the desk's to handle
    _ready = load_rubric(job.rubric), job


def _score(paths: Sequence[str]) -> list[Outcome]:
    assert _ready is not None
    rubric, job = _ready
    return [digest_of(path, rubric, job) for path in paths]


def _spread(paths: Sequence[str], job: Job, stopped: Callable[[], bool]) -> Iterator[list[Outcome]]:
    """Chunks over other processes, so that the screen keeps its own; one processor is left to it."""
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
