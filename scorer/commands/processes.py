"""Reports scored by several processes, a chunk at a time; what a killed process costs is one report."""

from __future__ import annotations

import sys
from collections import deque
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from typing import TYPE_CHECKING, NamedTuple

from scorer.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from multiprocessing.synchronize import Event
    from typing import Protocol

    from scorer.commands.options import Job
    from scorer.commands.shelf import Shelf
    from scorer.render.formats import Scored

    class Worker(Protocol):
        """What scores reports; each process makes its own of the job."""

        job: Job

        def score(self, path: str) -> Scored | InputError:
            """One report."""


_CHUNK = 16  # most reports handed to a process at a time
_PATIENCE = 2.0  # seconds that a process has to end its report when the run is broken off

_FORKS = sys.platform == "linux"
_CONTEXT = get_context("fork" if _FORKS else None)

_worker: Worker | None = None  # of this process
_broken_off: Event | None = None  # tells the processes of a run that nobody waits for them any more


class _Part(NamedTuple):
    """A chunk under way: what the shelf had of it, and the others with their outcomes to come."""

    found: list[Scored | None]
    paths: list[str]
    future: Future[list[Scored | InputError]] | None


def spread(
    worker: Worker, make: Callable[[Job], Worker], paths: Sequence[str], jobs: int, shelf: Shelf | None
) -> Iterator[Scored | InputError]:
    """Chunks of reports over processes; only a few chunks are under way at a time, so memory stays flat.

    `make` makes a worker anew where a process does not inherit this one.
    """
    broken_off = _CONTEXT.Event()
    with _pool(jobs, worker, make, broken_off) as pool:
        waiting: deque[_Part] = deque()
        try:
            for part in _parts(paths, jobs):
                found = [shelf.find(path) if shelf else None for path in part]
                left = [path for path, one in zip(part, found, strict=True) if one is None]
                waiting.append(_Part(found, left, _submitted(pool, left) if left else None))
                if len(waiting) > 2 * jobs:
                    yield from _outcome(worker, make, waiting.popleft(), shelf)
            while waiting:
                yield from _outcome(worker, make, waiting.popleft(), shelf)
        except BaseException:
            broken_off.set()
            pool.shutdown(wait=False, cancel_futures=True)
            _end_processes()
            raise


def _parts(paths: Sequence[str], jobs: int) -> Iterator[Sequence[str]]:
    """The reports in chunks, smaller ones toward the end: no process is left with many when the others are done."""
    at = 0
    while at < len(paths):
        size = max(1, min(_CHUNK, (len(paths) - at) // (2 * jobs)))
        yield paths[at : at + size]
        at += size


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
    try:
        return pool.submit(_score_chunk, part)
    except BrokenProcessPool as error:
        failed: Future[list[Scored | InputError]] = Future()
        failed.set_exception(error)
        return failed


def _outcome(
    worker: Worker, make: Callable[[Job], Worker], part: _Part, shelf: Shelf | None
) -> Iterator[Scored | InputError]:
    """What became of a chunk; where its process was killed, each of its reports has a process of its own."""
    outcomes: list[Scored | InputError] = []
    if part.future is not None:
        try:
            outcomes = part.future.result()
        except BrokenProcessPool:
            outcomes = [_alone(worker, make, path) for path in part.paths]
    if shelf is not None:
        shelf.keep(zip(part.paths, outcomes, strict=True))
    scored = iter(outcomes)
    for one in part.found:
        yield next(scored) if one is None else one


def _alone(worker: Worker, make: Callable[[Job], Worker], path: str) -> Scored | InputError:
    """One report in a process of its own: if that is killed too, it is this report that costs it."""
    with _pool(1, worker, make, _CONTEXT.Event()) as pool:
        try:
            return pool.submit(_score_chunk, [path]).result()[0]
        except BrokenProcessPool:
            return InputError("", file=path, code="killed")


def _pool(jobs: int, worker: Worker, make: Callable[[Job], Worker], broken_off: Event) -> ProcessPoolExecutor:
    """Processes to come, each with a worker; one that is forked has this one as it stands, with all that it read."""
    inherited = worker if _FORKS else None
    return ProcessPoolExecutor(jobs, _CONTEXT, _prepare, (inherited, make, worker.job, broken_off))


def _prepare(inherited: Worker | None, make: Callable[[Job], Worker], job: Job, broken_off: Event) -> None:
    """Make a process ready; a Ctrl-C is the parent's to handle."""
    import signal

    global _worker, _broken_off
    _broken_off = broken_off
    _end_with_parent()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for name in ("SIGTERM", "SIGHUP"):  # the parent unwinds a run; a process of it just ends
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.SIG_DFL)
    _worker = inherited or make(job)


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
