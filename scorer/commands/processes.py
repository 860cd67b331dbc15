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


_CHUNK = 16  # reports handed to a process at a time
_PATIENCE = 2.0  # seconds that a process has to end its report when the run is broken off

_worker: Worker | None = None  # of this process
_broken_off: Event | None = None  # tells the processes of a run that nobody waits for them any more


class _Part(NamedTuple):
    """A chunk under way: what the shelf had of it, and the others with their outcomes to come."""

    found: list[Scored | None]
    paths: list[str]
    future: Future[list[Scored | InputError]] | None


def spread(
    make: Callable[[Job], Worker], job: Job, paths: Sequence[str], jobs: int, shelf: Shelf | None
) -> Iterator[Scored | InputError]:
    """Chunks of reports over processes; only a few chunks are under way at a time, so memory stays flat."""
    chunk = max(1, min(_CHUNK, len(paths) // jobs))
    context = get_context("fork" if sys.platform == "linux" else None)
    broken_off = context.Event()
    with ProcessPoolExecutor(jobs, context, _prepare, (make, job, broken_off)) as pool:
        waiting: deque[_Part] = deque()
        try:
            for at in range(0, len(paths), chunk):
                part = paths[at : at + chunk]
                found = [shelf.find(path) if shelf else None for path in part]
                left = [path for path, one in zip(part, found, strict=True) if one is None]
                waiting.append(_Part(found, left, _submitted(pool, left) if left else None))
                if len(waiting) > 2 * jobs:
                    yield from _outcome(make, job, waiting.popleft(), shelf)
            while waiting:
                yield from _outcome(make, job, waiting.popleft(), shelf)
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
    try:
        return pool.submit(_score_chunk, part)
    except BrokenProcessPool as error:
        failed: Future[list[Scored | InputError]] = Future()
        failed.set_exception(error)
        return failed


def _outcome(
    make: Callable[[Job], Worker], job: Job, part: _Part, shelf: Shelf | None
) -> Iterator[Scored | InputError]:
    """What became of a chunk; where its process was killed, each of its reports has a process of its own."""
    outcomes: list[Scored | InputError] = []
    if part.future is not None:
        try:
            outcomes = part.future.result()
        except BrokenProcessPool:
            outcomes = [_alone(make, job, path) for path in part.paths]
    if shelf is not None:
        shelf.keep(zip(part.paths, outcomes, strict=True))
    scored = iter(outcomes)
    for one in part.found:
        yield next(scored) if one is None else one


def _alone(make: Callable[[Job], Worker], job: Job, path: str) -> Scored | InputError:
    """One report in a process of its own: if that is killed too, it is this report that costs it."""
    context = get_context("fork" if sys.platform == "linux" else None)
    with ProcessPoolExecutor(1, context, _prepare, (make, job, context.Event())) as pool:
        try:
            return pool.submit(_score_chunk, [path]).result()[0]
        except BrokenProcessPool:
            return InputError("", file=path, code="killed")


def _prepare(make: Callable[[Job], Worker], job: Job, broken_off: Event) -> None:
    """Make a process ready; a Ctrl-C is the parent's to handle."""
    import signal

    global _worker, _broken_off
    _broken_off = broken_off
    _end_with_parent()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for name in ("SIGTERM", "SIGHUP"):  # the parent unwinds a run; a process of it just ends
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.SIG_DFL)
    _worker = make(job)


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
