"""Mutated files of every format, each probed in a watched process: no fault, no hang, no swelling.

A case is named `BASE:SEED:NUMBER`; the name alone decides its bytes.
"""

from __future__ import annotations

import multiprocessing
import os
import resource
import sys
import tempfile
import time
import traceback
from collections.abc import Iterator
from multiprocessing.connection import Connection
from pathlib import Path
from random import Random
from typing import NamedTuple

from bases import bases
from mutations import mutated
from probe import probed

SLOW = 10.0  # seconds of the processor that one file may take
HANG = 120  # seconds after which a case is given up, on a machine however busy
SWOLLEN = 1_000_000  # kilobytes that the process may come to
MEMORY = 4 << 30  # bytes of address space


class Outcome(NamedTuple):
    """What came of one case."""

    case: str
    faults: tuple[str, ...]
    seconds: float  # of the processor


def data_of(case: str) -> tuple[str, bytes]:
    """The base and the bytes of a case; ValueError where there is none of the name."""
    name, _, _ = case.split(":")
    if name not in bases():
        raise ValueError(f"no base {name}: {', '.join(bases())}")
    return name, mutated(Random(case), name, bases()[name])


def outcome(case: str, folder: Path) -> Outcome:
    """One case in this process."""
    name, data = data_of(case)
    begun = time.process_time()
    try:
        faults = list(probed(name, data, folder))
    except Exception as error:
        last = traceback.extract_tb(error.__traceback__)[-1]
        place = f"{os.path.basename(last.filename)}:{last.lineno}"
        faults = [f"{type(error).__name__}: {str(error)[:120]} at {place}"]
    seconds = time.process_time() - begun
    if seconds > SLOW:
        faults.append(f"{seconds:.1f} s for {len(data)} bytes")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // (1024 if sys.platform == "darwin" else 1)
    if peak > SWOLLEN:
        faults.append(f"the process has come to {peak // 1024} MB")
    return Outcome(case, tuple(faults), seconds)


def _serve(pipe: Connection) -> None:
    """Cases come in, outcomes go out, until there is nobody to ask."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    with tempfile.TemporaryDirectory() as folder:
        while True:
            try:
                case = pipe.recv()
            except EOFError:
                return
            pipe.send(outcome(case, Path(folder)))


class Watched:
    """A process that probes cases; one that hangs or dies costs its case, and another takes its place."""

    def __init__(self) -> None:
        self._context = multiprocessing.get_context("fork")
        self._start()

    def _start(self) -> None:
        self._pipe, other = self._context.Pipe()
        self._process = self._context.Process(target=_serve, args=(other,), daemon=True)
        self._process.start()
        other.close()

    def ask(self, case: str) -> Outcome:
        """What comes of a case."""
        try:
            self._pipe.send(case)
            if self._pipe.poll(HANG):
                told: Outcome = self._pipe.recv()
                return told
            what = f"no answer in {HANG} s"
        except (EOFError, OSError):
            self._process.join(1)
            what = f"the process died: {self._process.exitcode}"
        self.close()
        self._start()
        return Outcome(case, (what,), 0.0)

    def close(self) -> None:
        """End the process."""
        self._process.kill()
        self._process.join()
        self._pipe.close()


def cases(seed: int, first: int = 0) -> Iterator[str]:
    """Names of cases without end, all bases in turn."""
    number = first
    while True:
        for name in bases():
            yield f"{name}:{seed}:{number}"
        number += 1


def campaign(seed: int, until: float) -> Iterator[Outcome]:
    """Outcomes of one case after the other, until a moment of `time.monotonic`."""
    watched = Watched()
    try:
        for case in cases(seed):
            if time.monotonic() >= until:
                return
            yield watched.ask(case)
    finally:
        watched.close()
