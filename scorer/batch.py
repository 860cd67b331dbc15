"""Many reports, in one process or several; results come in the order of the inputs and none is kept."""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from scorer.errors import InputError
from scorer.inputs import STDIN
from scorer.model import Level
from scorer.render.formats import Look, Scored, load_format, scored

if TYPE_CHECKING:
    from scorer.model import Scorecard, Source
    from scorer.rubric import Rubric
    from scorer.similar import Similar

_CHUNK = 16  # reports handed to a process at a time
_WORTH_PROCESSES = 200  # reports below which starting processes costs more than it saves


class Job(NamedTuple):
    """What is done with every report."""

    rubric: str
    lang: str
    format: str
    year: int | None = None
    level: Level | None = None
    max_bytes: int = 0
    many: bool = False
    details: bool = False
    colour: bool = False
    width: int = 80
    explain: str = ""
    similar: bool = False


class Worker:
    """A rubric and a format, ready to score."""

    def __init__(self, job: Job, rubric: Rubric) -> None:
        from scorer.wording import Wording

        self.job = job
        self.rubric = rubric
        self.format = load_format(job.format)
        self.look = Look(
            wording=Wording(job.lang, rubric),
            rubric=rubric,
            many=job.many,
            details=job.details,
            colour=job.colour,
            width=job.width,
            explain=job.explain,
        )

    def score(self, path: str) -> Scored | InputError:
        """Read, score and render one report; an unreadable one is a value, so that the others go on."""
        from scorer.pipeline import score_source
        from scorer.reading import MAX_BYTES, read_path, read_stream

        limit = self.job.max_bytes or MAX_BYTES
        try:
            if path == STDIN:
                source = read_stream(sys.stdin.buffer, STDIN, max_bytes=limit)
            else:
                source = read_path(path, max_bytes=limit)
        except InputError as error:
            return error
        card = score_source(source, self.rubric, year=self.job.year, level=self.job.level)
        look = self.look
        if self.job.similar:
            look = look._replace(similar=self._similar(source, card))
        return scored(card, self.format.piece(card, look))

    def _similar(self, source: Source, card: Scorecard) -> dict[str, tuple[Similar, ...]]:
        """Passages like what is asked for, by missing or partial criterion; costs more than the scoring."""
        from scorer.model import Verdict
        from scorer.pipeline import read_report
        from scorer.similar import Passages

        case, _ = read_report(source, self.rubric, year=self.job.year, level=self.job.level)
        passages = Passages(case)
        return {
            finding.criterion: passages.like(self.rubric.criterion(finding.criterion), finding.verdict)
            for finding in card.findings
            if finding.verdict in (Verdict.MISSING, Verdict.PARTIAL) and self.job.explain in ("", finding.criterion)
        }


_worker: Worker | None = None  # of this process, where it is one of several


def results(worker: Worker, paths: Sequence[str], jobs: int) -> Iterator[Scored | InputError]:
    """Score the reports in order; `jobs` 0 takes as many processes as are worth starting."""
    if jobs == 0:
        jobs = processors() if len(paths) >= _WORTH_PROCESSES else 1
    if jobs == 1 or len(paths) < 2 or STDIN in paths:
        yield from map(worker.score, paths)
    else:
        yield from _spread(worker, paths, jobs)


def processors() -> int:
    """Processors that this process may use."""
    import os

    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _spread(worker: Worker, paths: Sequence[str], jobs: int) -> Iterator[Scored | InputError]:
    """Chunks of reports over processes; only a few chunks are under way at a time, so memory stays flat."""
    from concurrent.futures import Future, ProcessPoolExecutor
    from multiprocessing import get_context

    chunk = max(1, min(_CHUNK, len(paths) // jobs))
    chunks = iter([paths[at : at + chunk] for at in range(0, len(paths), chunk)])
    context = get_context("fork" if sys.platform == "linux" else None)
    with ProcessPoolExecutor(jobs, context, _prepare, (worker.job,)) as pool:
        waiting: deque[Future[list[Scored | InputError]]] = deque()
        try:
            for part in chunks:
                waiting.append(pool.submit(_score_chunk, list(part)))
                if len(waiting) > 2 * jobs:
                    yield from waiting.popleft().result()
            while waiting:
                yield from waiting.popleft().result()
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _prepare(job: Job) -> None:
    """Make a process ready; a Ctrl-C is the parent's to handle."""
    import signal

    from scorer.pipeline import load_rubric

    global _worker
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _worker = Worker(job, load_rubric(job.rubric))


def _score_chunk(paths: list[str]) -> list[Scored | InputError]:
    assert _worker is not None
    return [_worker.score(path) for path in paths]
