"""`make campaign`: rough handling of every kind for ten minutes on two processors; what it finds ends it with 1.

usage: run.py [--minutes N] [--seed N] [PART…]    parts: files texts lengths sentences places
       run.py --case BASE:SEED:NUMBER [--save FILE]   one mutated file again, as it was printed
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from random import SystemRandom

sys.path.insert(0, str(Path(__file__).parents[1]))  # the helpers of the tests

import fuzzing
import lengths
import places
import sentences
import texts

# Shares of the time; files and texts go on until theirs is over, the others end by themselves or are cut off.
PARTS = {"files": 1.0, "texts": 0.35, "lengths": 0.25, "sentences": 0.1, "places": 0.3}
_TELL = 1_000  # mutations between two lines that tell how far it has come
_BATCH = 25  # examples of hypothesis between two looks at the clock


def files(seed: int, until: float) -> Iterator[str]:
    """Mutated files, one after the other."""
    count, slowest = 0, 0.0
    for outcome in fuzzing.campaign(seed, until):
        count, slowest = count + 1, max(slowest, outcome.seconds)
        yield from (f"{outcome.case}: {what}" for what in outcome.faults)
        if count % _TELL == 0:
            print(f"files: {count} so far", flush=True)
    print(f"files: {count} mutations, the slowest {slowest:.1f} s", flush=True)


def in_texts(seed: int, until: float) -> Iterator[str]:
    """Harmless changes over all reports, then any text until the time is over."""
    for change in texts.CHANGES:
        if time.monotonic() >= until:
            break
        found = texts.moved(change)
        share = 100 * len(found.moved) / found.verdicts
        print(f"texts: {change}: {len(found.moved)} of {found.verdicts} verdicts moved ({share:.2f} %)", flush=True)
        if found.too_many:
            yield f"{change} moves too much: {'; '.join(found.moved[:8])}"
    count = 0
    while time.monotonic() < until:
        yield from texts.holds(seed + count, _BATCH)
        count += 1
    print(f"texts: {2 * _BATCH * count} examples, seeds {seed} to {seed + max(0, count - 1)}", flush=True)


def in_lengths(seed: int, until: float) -> Iterator[str]:
    """Every unit at two lengths."""
    count = 0
    for unit in lengths.UNITS:
        if time.monotonic() >= until:
            break
        growth = lengths.in_time(unit)
        count += 1
        if growth.twice > lengths.SHORTEST and growth.times > lengths.MOST_TIME:
            yield f"{unit!r}: {growth.once:.2f} s, twice as long {growth.twice:.2f} s"
    print(f"lengths: {count} of {len(lengths.UNITS)} units", flush=True)


def in_sentences(seed: int, until: float) -> Iterator[str]:
    """Sound paragraphs with a sentence less, and in another order."""
    for change in sentences.CHANGES:
        if time.monotonic() >= until:
            break
        found = sentences.tried(change)
        print(f"sentences: {change}: {len(found.accused)} of {found.tried} accused", flush=True)
        if found.too_many:
            yield f"{change} accuses too often: {'; '.join(found.accused[:8])}"


def in_places(seed: int, until: float) -> Iterator[str]:
    """Races, stale drafts and a full disk once, then kill -9 until the time is over."""
    with tempfile.TemporaryDirectory() as folder:
        place = places.Place(Path(folder))
        for part in (places.side_by_side, places.stale_draft, places.full_disk):
            yield from part(place)
        number = 0
        while time.monotonic() < until:
            yield from places.killed(place, number, seed)
            number += 1
    print(f"places: {number} runs killed", flush=True)


_RUN = {"files": files, "texts": in_texts, "lengths": in_lengths, "sentences": in_sentences, "places": in_places}


def part(name: str, seed: int, seconds: float) -> int:
    """One part in a process of its own; how many faults it found, each printed once a kind."""
    seen: set[str] = set()
    for what in _RUN[name](seed, time.monotonic() + seconds):
        kind = "".join(char for char in what.partition(": ")[2] if not char.isdigit())
        if kind not in seen:
            print(f"FAULT {name}: {what}", flush=True)
        seen.add(kind)
    return len(seen)


def beside(names: list[str], seed: int, seconds: float) -> int:
    """Parts one after the other, each with its share of the time."""
    whole = sum(PARTS[name] for name in names)
    return sum(part(name, seed, seconds * PARTS[name] / whole) for name in names)


def main() -> int:
    """Run what is asked for; 1 where anything was found."""
    parser = argparse.ArgumentParser(usage=(__doc__ or "").partition("usage: ")[2])
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []])
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--seed", type=int, default=SystemRandom().randrange(10**6))
    parser.add_argument("--case", default="")
    parser.add_argument("--save", default="")
    options = parser.parse_args()
    if options.case:
        name, data = fuzzing.data_of(options.case)
        if options.save:
            Path(options.save).write_bytes(data)
        with tempfile.TemporaryDirectory() as folder:
            outcome = fuzzing.outcome(options.case, Path(folder))
        print(f"{options.case}: {len(data)} bytes, {outcome.seconds:.2f} s", *outcome.faults, sep="\n  ")
        return int(bool(outcome.faults))
    print(f"seed {options.seed}; again with --seed {options.seed}, one file with --case BASE:SEED:NUMBER", flush=True)
    # Files take one processor, everything else the other.
    asked = options.parts or list(PARTS)
    teams = [team for team in (["files"], [name for name in PARTS if name != "files"]) if set(team) & set(asked)]
    with ProcessPoolExecutor(2, get_context("fork")) as pool:
        runs = [
            pool.submit(beside, [name for name in team if name in asked], options.seed, options.minutes * 60)
            for team in teams
        ]
        found = sum(run.result() for run in runs)
    print(f"{found} kinds of fault" if found else "nothing found")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
