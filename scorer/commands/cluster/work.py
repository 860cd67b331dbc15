"""What a worker does with a chunk: score its reports, write its parts, and last the note that they are whole."""

from __future__ import annotations

import json
import os
from functools import lru_cache
from hashlib import sha256
from socket import gethostname
from tempfile import TemporaryDirectory
from threading import Lock
from typing import Any, NamedTuple

from scorer.commands.batch import Worker, base_name
from scorer.commands.cluster.chunks import Chunk
from scorer.commands.cluster.stores import File, Store, read
from scorer.commands.options import Job
from scorer.errors import InputError, ScorerError
from scorer.kept.program import program
from scorer.pipeline import load_rubric
from scorer.reading.source import MAX_BYTES
from scorer.render.formats import Scored
from scorer.render.tables import parquet

NOTES = "chunks"  # the folder of the notes
_TRIED_AGAIN = ("missing", "unreadable", "too-large", "fault", "killed")  # faults that may be gone the next time
_scoring = Lock()  # threads of a worker read and write side by side, and score one after the other


class Task(NamedTuple):
    """What all chunks of a run have in common."""

    job: Job
    basis: str  # of the run, as `basis` tells it
    output: str
    resume: bool


class Outcome(NamedTuple):
    """One report: its digest ("" where it could not be read), and what became of it."""

    sha256: str
    scored: Scored | InputError


def basis(worker: Worker) -> str:
    """A digest of all that a result depends on but the report."""
    return sha256(f"{worker.basis()} {program()}".encode("utf-8", "surrogateescape")).hexdigest()


@lru_cache(4)
def _ready(job: Job, wanted: str) -> Worker:
    worker = Worker(job, load_rubric(base_name(job.rubric)))
    if basis(worker) != wanted:
        raise ScorerError("", code="other-worker", values={"worker": gethostname()})
    return worker


def score_chunk(task: Task, chunk: Chunk) -> dict[str, Any]:
    """The note of a chunk: of an earlier run if its reports are the same, else of its parts written now."""
    worker = _ready(task.job, task.basis)
    if task.resume:
        note = _earlier(task, chunk)
        if note is not None:
            return {**note, "earlier": True}
    return write_parts(task, chunk, [_score(worker, file) for file in chunk.files])


def score_file(task: Task, file: File) -> Outcome:
    """One report of a chunk that cost its workers."""
    return _score(_ready(task.job, task.basis), file)


def _score(worker: Worker, file: File) -> Outcome:
    limit = worker.job.max_bytes or MAX_BYTES
    if file.size > limit:
        values = {"limit": f"{limit:,}"}
        return Outcome("", InputError("", file=file.path, code="too-large", values=values))
    try:
        data = read(file.path)
    except InputError as error:
        return Outcome("", error)
    with _scoring:
        return Outcome(sha256(data).hexdigest(), worker.score(file.path, data))


def _earlier(task: Task, chunk: Chunk) -> dict[str, Any] | None:
    """The note of a chunk that is done: all its reports were read and are unchanged, with this basis."""
    noted = Store(task.output).get(f"{NOTES}/{chunk.name}.json")
    if noted is None:
        return None
    try:
        note: dict[str, Any] = json.loads(noted)
        if note["basis"] != task.basis or [row["path"] for row in note["reports"]] != [f.path for f in chunk.files]:
            return None
        for row in note["reports"]:
            if row.get("fault", {}).get("code") in _TRIED_AGAIN:
                return None
            if row["sha256"] != sha256(read(row["path"])).hexdigest():
                return None
    except (InputError, ValueError, KeyError, TypeError, AttributeError):
        return None
    return note


def write_parts(task: Task, chunk: Chunk, outcomes: list[Outcome]) -> dict[str, Any]:
    """Write a chunk's part of each table, then its note; a note that is there vouches for its parts."""
    store = Store(task.output)
    note_name = f"{NOTES}/{chunk.name}.json"
    store.remove([note_name])
    bodies = [one.scored.body for one in outcomes if isinstance(one.scored, Scored)]
    files = {}
    with TemporaryDirectory() as folder:
        rows = parquet.write(bodies, folder)
        for name in parquet.FILES:
            with open(os.path.join(folder, name), "rb") as stream:
                data = stream.read()
            part = f"{name.removesuffix(parquet.SUFFIX)}/{chunk.name}{parquet.SUFFIX}"
            store.put(part, data)
            files[part] = {"bytes": len(data), "sha256": sha256(data).hexdigest()}
    reports = [_row(file.path, one) for file, one in zip(chunk.files, outcomes, strict=True)]
    note = {"name": chunk.name, "basis": task.basis, "rows": rows, "files": files, "reports": reports}
    store.put(note_name, json.dumps(note, ensure_ascii=True, indent=1).encode())
    return note


def _row(path: str, outcome: Outcome) -> dict[str, Any]:
    """What the run as a whole needs to know of a report."""
    row: dict[str, Any] = {"path": path, "sha256": outcome.sha256}
    one = outcome.scored
    if isinstance(one, InputError):
        return {**row, "fault": {"message": one.message, "mend": one.mend, "code": one.code, "values": one.values}}
    total = None if one.total is None else str(one.total)
    return {**row, "total": total, "baseline_complete": one.baseline_complete, "open": one.open}
