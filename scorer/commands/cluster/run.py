"""A run on a cluster: chunks handed out a few at a time, parts that are whole, and a manifest when all are there."""

from __future__ import annotations

import json
from collections import deque
from fractions import Fraction
from logging import CRITICAL, getLogger
from typing import TYPE_CHECKING, Any

from scorer import __version__
from scorer.commands.streams import cannot_write, tell
from scorer.commands.tally import Tally, watched
from scorer.errors import InputError, ScorerError
from scorer.locale.many import words
from scorer.render.formats import CLUSTER_EXTRA, Scored
from scorer.render.tables.columns import TABLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from distributed import Client, Future

    from scorer.commands.batch import Worker
    from scorer.commands.cluster.chunks import Chunk
    from scorer.commands.cluster.stores import File, Store
    from scorer.commands.cluster.work import Task
    from scorer.commands.options import Options
    from scorer.commands.patterns import Patterns
    from scorer.locale.wording import Wording

MANIFEST = "manifest.json"
SCHEMA = "tables/1"
_UNDER_WAY = 4  # chunks for each thread of the cluster
_RETRIES = 2  # of a task that failed for a reason of its own; one whose worker died is begun again by the scheduler
_PATIENCE = 30  # seconds for the scheduler to answer, and for the first worker to be there


def run(options: Options, worker: Worker, patterns: Patterns, wording: Wording) -> int:
    """Score what the options name on the cluster; returns the exit code."""
    try:
        from distributed import Client

        from scorer.commands.cluster.chunks import chunks
        from scorer.commands.cluster.stores import Store, listed
        from scorer.commands.cluster.work import Task, basis
    except ModuleNotFoundError as error:
        if error.name is None or error.name.split(".")[0] in ("scorer", "rubric"):
            raise
        raise ScorerError(
            words("no-cluster", wording.lang, library=error.name),
            wording.say("error.library.mend", wanted=CLUSTER_EXTRA),
        ) from error
    files, faults = listed(options.paths, patterns)
    tally = Tally(options, wording, faults)
    task = Task(worker.job, basis(worker), options.output, options.resume)
    try:
        store = Store(options.output)
        _refuse_others(store, wording)
        store.remove([MANIFEST])
        for name in ("distributed", "distributed.client"):  # what fails there is told in the words of this program
            getLogger(name).setLevel(CRITICAL)
        with _connected(Client, options.scheduler, wording) as client:
            notes = _answered(_notes(client, task, chunks(files, options.chunk)), options.scheduler, wording)
            kept: list[dict[str, Any]] = []
            outcomes = watched(_outcomes(notes, kept), len(files), options, wording)
            for _ in tally.watch(outcomes):
                pass
        manifest = _manifest(worker, task, kept)
        _remove_stale(store, kept)
        store.put(MANIFEST, (json.dumps(manifest, ensure_ascii=True, indent=1) + "\n").encode())
    except OSError as error:
        raise cannot_write(options.output, error, wording) from error
    finally:
        tally.tell_unread()
    if not options.quiet:
        rows = wording.say("card.comma").join(f"{table} {count:,}" for table, count in manifest["rows"].items())
        earlier = sum("earlier" in note for note in kept)
        values = {"path": options.output, "parts": len(kept), "earlier": earlier, "rows": rows}
        tell(words("parts", wording.lang, **values), wording)
    return tally.exit_code()


def _connected(client: type[Client], address: str, wording: Wording) -> Client:
    """The cluster, with at least one worker."""
    try:
        found = client(address, timeout=_PATIENCE, set_as_default=False)
    except (OSError, ValueError, TimeoutError) as error:
        reason = str(error) or type(error).__name__
        raise ScorerError(words("no-scheduler", wording.lang, address=address, reason=reason)) from error
    try:
        found.wait_for_workers(1, timeout=_PATIENCE)
    except TimeoutError as error:
        found.close()
        raise ScorerError(words("no-workers", wording.lang, address=address)) from error
    return found


def _answered(notes: Iterator[dict[str, Any]], address: str, wording: Wording) -> Iterator[dict[str, Any]]:
    """The notes, as long as the scheduler answers; the parts that are there are whole when it no longer does."""
    from concurrent.futures import CancelledError

    from distributed.client import ClosedClientError
    from distributed.comm import CommClosedError

    try:
        yield from notes
    except (CancelledError, CommClosedError, ClosedClientError) as error:
        message = words("scheduler-lost", wording.lang, address=address)
        raise ScorerError(message, words("scheduler-lost.mend", wording.lang)) from error


def _notes(client: Client, task: Task, parts: Iterable[Chunk]) -> Iterator[dict[str, Any]]:
    """The notes of the chunks in their order; a few chunks for each thread are under way."""
    from scorer.commands.cluster.work import score_chunk

    waiting: deque[tuple[Chunk, Future]] = deque()
    try:
        for chunk in parts:
            waiting.append((chunk, client.submit(score_chunk, task, chunk, pure=False, retries=_RETRIES)))
            if len(waiting) > _UNDER_WAY * _threads(client):
                yield _note(client, task, *waiting.popleft())
        while waiting:
            yield _note(client, task, *waiting.popleft())
    finally:
        client.cancel([future for _, future in waiting])


def _threads(client: Client) -> int:
    """The threads of the cluster, at least one; a scheduler that cannot be asked is gone."""
    from distributed.comm import CommClosedError

    try:
        return max(1, int(sum(client.nthreads().values())))
    except OSError as error:
        raise CommClosedError(str(error)) from error


def _note(client: Client, task: Task, chunk: Chunk, future: Future) -> dict[str, Any]:
    """The note of a chunk; where it cost several workers, each of its reports is scored by itself."""
    from distributed import KilledWorker

    from scorer.commands.cluster.work import write_parts

    try:
        note: dict[str, Any] = future.result()
    except KilledWorker:
        outcomes = [_alone(client, task, file) for file in chunk.files]
        note = client.submit(write_parts, task, chunk, outcomes, pure=False, retries=_RETRIES).result()
    return note


def _alone(client: Client, task: Task, file: File) -> Any:
    """One report in a task of its own: if that costs its workers too, it is this report that costs them."""
    from distributed import KilledWorker

    from scorer.commands.cluster.work import Outcome, score_file

    try:
        return client.submit(score_file, task, file, pure=False, retries=_RETRIES).result()
    except KilledWorker:
        return Outcome("", InputError("", file=file.path, code="killed"))


def _outcomes(notes: Iterable[dict[str, Any]], kept: list[dict[str, Any]]) -> Iterator[Scored | InputError]:
    """What became of each report, as the tally counts it; of the notes what the manifest needs is kept."""
    for note in notes:
        reports = note.pop("reports")
        note["reports"] = len(reports)
        note["unread"] = [row for row in reports if "fault" in row]
        kept.append(note)
        for row in reports:
            if "fault" in row:
                told = row["fault"]
                yield InputError(
                    told["message"], told["mend"], file=row["path"], code=told["code"], values=told["values"]
                )
            else:
                total = None if row["total"] is None else Fraction(row["total"])
                yield Scored(row["path"], "", total, row["baseline_complete"], (), open=row["open"])


def _manifest(worker: Worker, task: Task, notes: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """What the folder holds: all parts with their digests, in the order of the reports."""
    rubric = worker.rubric
    return {
        "schema": SCHEMA,
        "program_version": __version__,
        "basis": task.basis,
        "rubric": {"id": rubric.id, "version": rubric.version, "sha256": rubric.sha256},
        "reports": sum(note["reports"] for note in notes),
        "rows": {table: sum(note["rows"][table] for note in notes) for table in TABLES},
        "unread": [row for note in notes for row in note["unread"]],
        "parts": [{key: note[key] for key in ("name", "reports", "rows", "files")} for note in notes],
    }


def _refuse_others(store: Store, wording: Wording) -> None:
    """A fault where the output folder holds anything that is not a run's."""
    from scorer.commands.cluster.work import NOTES

    own = {MANIFEST, NOTES, *TABLES}
    if any(name.split("/")[0] not in own for name in store.names()):
        raise ScorerError(words("output-in-use", wording.lang, path=store.url))


def _remove_stale(store: Store, notes: Sequence[dict[str, Any]]) -> None:
    """Take away parts of chunks that are no more, so that a pattern of names finds what the manifest lists."""
    from scorer.commands.cluster.work import NOTES

    listed = {name for note in notes for name in (*note["files"], f"{NOTES}/{note['name']}.json")}
    store.remove(name for name in store.names() if name not in listed)
