"""Processor time of `score FILE` and of each further report, beside an empty Python, in one interleaved run."""

from __future__ import annotations

import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

ROUNDS = 11
FURTHER = 100  # reports in the long run
# As installed: where no byte code may be written, every run would compile the program's own source anew.
ENVIRONMENT = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
SEEDS = Path(__file__).parent.parent / "seeds"


def cpu(words: list[str]) -> float:
    """User and system seconds of one child process."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(words, stdout=subprocess.DEVNULL, check=True, env=ENVIRONMENT)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def main() -> None:
    """Print minimum and median of each command, and the two ratios that matter."""
    seeds = sorted(SEEDS.glob("*.txt"))
    script = Path(sys.executable).parent / "score"
    score = [str(script)] if script.exists() else [sys.executable, "-m", "scorer"]
    with tempfile.TemporaryDirectory() as folder:
        for number in range(FURTHER + 1):
            shutil.copy(seeds[number % len(seeds)], Path(folder) / f"{number}.txt")
        commands = {
            "python -c pass": [sys.executable, "-c", "pass"],
            "score --version": [*score, "--version"],
            "score SEED": [*score, str(seeds[0])],
            "score SEED --format json": [*score, str(seeds[0]), "--format", "json"],
            f"score {FURTHER + 1} FILES --format jsonl": [
                *score,
                folder,
                "--format",
                "jsonl",
                "--jobs",
                "1",
                "--quiet",
            ],
        }
        for words in commands.values():
            cpu(words)  # fills caches
        times: dict[str, list[float]] = {name: [] for name in commands}
        for _ in range(ROUNDS):
            for name, words in commands.items():
                times[name].append(cpu(words))
    least = {name: min(values) for name, values in times.items()}
    base, _, one, one_json, long = least
    print(f"{os.cpu_count()} processors, {ROUNDS} interleaved rounds, CPU in ms (minimum, median) and ratio of minima")
    for name, values in times.items():
        median = statistics.median(values)
        print(f"{name:36} {least[name] * 1000:8.1f} {median * 1000:8.1f} {least[name] / least[base]:7.2f} x")
    further = (least[long] - least[one_json]) / FURTHER * 1000
    print(f"one seed: {least[one] / least[base]:.2f} x an empty Python (aim: at most 8)")
    print(f"each further report: {further:.2f} ms (aim: at most 5)")


if __name__ == "__main__":
    main()
