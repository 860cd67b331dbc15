"""`make bench`: this program and its peers on the same reports, interleaved in one run; keeps and prints the table.

python -m bench.run [--own] [--rounds N]    --own: this program only, nothing is kept
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from bench.clock import Spent, least, spent
from bench.material import Patterns, doubled_rubric, patterns, reports
from bench.peers.commands import peers
from bench.results import Results, Row, write
from bench.table import BASE, DOUBLED, JSON, ONE, table

ROUNDS = 5
REPORTS = 101  # of the long runs of this program
PEER_REPORTS = 11  # of those of the peers, some of which take a second for each
_MS = 1000


class Pair(NamedTuple):
    """A command on one report, and on many; None where it takes none."""

    id: str
    one: list[str]
    many: list[str] | None
    reports: int  # of the second
    codes: tuple[int, ...] = (0,)
    slow: bool = False


def main(words: Sequence[str] | None = None) -> int:
    """Measure, keep and print."""
    parser = argparse.ArgumentParser(prog="python -m bench.run", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--own", action="store_true")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    options = parser.parse_args(words)
    load = os.getloadavg()[0]
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        named = patterns()
        rows, missing = measured(pairs(home, named, own=options.own), options.rounds), absent(own=options.own)
        jobs = two_jobs(home / "many", options.rounds)
    results = Results(
        python=platform.python_version(),
        processors=processors(),
        load=round(max(load, os.getloadavg()[0]), 1),
        reports=REPORTS,
        peer_reports=PEER_REPORTS,
        terms=len({tuple(parts) for words in named.values() for parts in words}),
        classes=len(named),
        rows=rows,
        missing=missing,
        two_jobs_cpu=round(jobs[1].cpu / jobs[0].cpu, 3),
        two_jobs_speed=round(jobs[0].wall / jobs[1].wall, 2),
    )
    if results.busy or results.processors == 1:
        results = results._replace(two_jobs_speed=None)
    if not options.own:
        write(results)
    print(table(results, "en"), end="")
    return 0


def pairs(home: Path, named: Patterns, *, own: bool) -> list[Pair]:
    """The commands, with the files that they need in a folder."""
    one, many, some = reports(home / "one", 1), reports(home / "many", REPORTS), reports(home / "some", PEER_REPORTS)
    seed = str(next(one.iterdir()))
    twice = ["--rubric", str(doubled_rubric(home / "twice"))]
    found = [
        Pair(BASE, [sys.executable, "-c", "pass"], None, 0),
        Pair(ONE, [*score(), seed], None, 0),
        Pair(JSON, [*score(), seed, "--format", "json"], long_run(many), REPORTS),
        Pair(DOUBLED, [*score(), seed, "--format", "json", *twice], [*long_run(many), *twice], REPORTS),
    ]
    if not own:
        for peer in peers():
            if peer.here:
                command = peer.prepare(named, home)
                to_some = [*command, str(some)]
                found.append(Pair(peer.id, [*command, str(one)], to_some, PEER_REPORTS, peer.codes, peer.slow))
    return found


def absent(*, own: bool) -> tuple[str, ...]:
    """The peers that are not installed."""
    return () if own else tuple(peer.id for peer in peers() if not peer.here)


def measured(commands: Sequence[Pair], rounds: int) -> tuple[Row, ...]:
    """Every command in every round, slow ones in the first only; the least counts."""
    best: dict[tuple[str, bool], Spent] = {}
    for pair in commands:
        if not pair.slow:
            spent(pair.one, pair.codes)  # fills caches
    for number in range(rounds):
        for pair in commands:
            for many, words in ((False, pair.one), (True, pair.many)):
                if words is not None and not (pair.slow and number):
                    key = (pair.id, many)
                    best[key] = least(best.get(key), spent(words, pair.codes))
        print(f"round {number + 1} of {rounds}", file=sys.stderr, flush=True)
    rows = []
    for pair in commands:
        one = best[pair.id, False].cpu
        further = (best[pair.id, True].cpu - one) / (pair.reports - 1) if pair.many else None
        rows.append(Row(pair.id, round(one * _MS, 1), None if further is None else round(max(0.0, further) * _MS, 2)))
    return tuple(rows)


def two_jobs(many: Path, rounds: int) -> tuple[Spent, Spent]:
    """The least of one process and of two on the same reports."""
    best: list[Spent | None] = [None, None]
    for _ in range(rounds):
        for at in range(2):
            best[at] = least(best[at], spent([*long_run(many, jobs=at + 1)]))
    one, two = best
    assert one is not None and two is not None
    return one, two


def score() -> list[str]:
    """The program as it is installed, else as it lies here."""
    script = Path(sys.executable).parent / "score"
    return [str(script)] if script.exists() else [sys.executable, "-m", "scorer"]


def long_run(folder: Path, jobs: int = 1) -> list[str]:
    """The reports of a folder in so many processes."""
    return [*score(), str(folder), "--format", "jsonl", "--jobs", str(jobs), "--quiet"]


def processors() -> int:
    """Processors of the machine."""
    return os.cpu_count() or 1


if __name__ == "__main__":
    sys.exit(main())
