"""What one command costs: processor time of the whole process tree, and time on the clock."""

from __future__ import annotations

import os
import resource
import subprocess
import time
from collections.abc import Sequence
from typing import NamedTuple

# As installed: where no byte code may be written, every run would compile the program's own source anew.
ENVIRONMENT = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}


class Spent(NamedTuple):
    """Seconds."""

    cpu: float  # user and system
    wall: float


def spent(words: Sequence[str], codes: Sequence[int] = (0,)) -> Spent:
    """Run a command to its end, its output unread; RuntimeError where it ends with another code than those."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run(words, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False, env=ENVIRONMENT)
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode not in codes:
        told = done.stderr.decode("utf-8", "replace").strip()[-500:]
        raise RuntimeError(f"{words[0]} ended with {done.returncode}: {told}")
    return Spent(after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime, wall)


def least(one: Spent | None, other: Spent) -> Spent:
    """The lesser of each time: what the machine does beside only adds."""
    return other if one is None else Spent(min(one.cpu, other.cpu), min(one.wall, other.wall))
