"""Results under kill -9, side by side and on a full disk: whole or not at all, and nothing finished is lost."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random

from bases import TESTS, report

FORMATS = {"json": ".json", "csv": ".csv", "markdown": ".md", "table": ".txt"}
REPORTS = 60
_SMALL = 200_000  # bytes of the disk that is full


class Place:
    """A folder with reports, and what a run that nobody disturbs writes of them."""

    def __init__(self, folder: Path, reports: int = REPORTS) -> None:
        self.folder = folder
        self.environment = {
            **os.environ,
            "PYTHONPATH": str(TESTS.parent),
            "SCORE_CACHE_DIR": str(folder / "cache"),
            "LANG": "en_US.UTF-8",
        }
        (folder / "in").mkdir()
        for number in range(reports):
            (folder / "in" / f"r{number:03}.txt").write_text(report(), encoding="utf-8")
        self.seconds: dict[str, float] = {}
        for name in FORMATS:
            begun = time.monotonic()
            self.run("in", "--format", name, "--output", f"whole-{name}/")
            self.seconds[name] = time.monotonic() - begun

    def start(self, *words: str, **more: object) -> subprocess.Popen[bytes]:
        """A run under way, in a session of its own."""
        return subprocess.Popen(
            [sys.executable, "-m", "scorer", *words, "--quiet"], cwd=self.folder, env=self.environment,
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True,
        )  # fmt: skip

    def run(self, *words: str) -> tuple[int, str]:
        """A run to its end: its exit code and what it said."""
        run = self.start(*words)
        told = run.communicate()[1].decode("utf-8", "replace")
        return run.returncode, told

    def broken(self, output: str, name: str) -> Iterator[str]:
        """Files of an output folder that are not as the undisturbed run wrote them; drafts are hidden and no files."""
        folder = self.folder / output
        for path in sorted(folder.iterdir()) if folder.is_dir() else []:
            whole = self.folder / f"whole-{name}" / path.name
            if not path.name.startswith(".") and path.read_bytes() != whole.read_bytes():
                yield f"{output}{path.name} is half written"


def killed(place: Place, number: int, seed: int) -> Iterator[str]:
    """One run ended by kill -9 at a random moment, then the same run once more."""
    random = Random(f"kill:{seed}:{number}")
    name = list(FORMATS)[number % len(FORMATS)]
    output = f"killed-{number}/"
    words = ("in", "--format", name, "--output", output, "--jobs", str(1 + number % 3))
    run = place.start(*words)
    time.sleep(random.random() * place.seconds[name])
    if number % 2:
        os.killpg(run.pid, signal.SIGKILL)
    else:
        run.kill()  # the main process alone: the others must go by themselves
    run.communicate()  # comes to its end only when no process holds the stream
    folder = place.folder / output
    finished = {path.name for path in folder.iterdir() if not path.name.startswith(".")} if folder.is_dir() else set()
    yield from place.broken(output, name)
    code, told = place.run(*words)
    if code or "Traceback" in told:
        yield f"kill:{seed}:{number}: the next run ends with {code}: {told[-200:]}"
    names = {path.name for path in folder.iterdir()}
    yield from place.broken(output, name)
    if not finished <= names or len(names) < len(list((place.folder / "in").iterdir())):
        yield f"kill:{seed}:{number}: something finished is lost"
    if left := [one for one in names if one.endswith(".part")]:
        yield f"kill:{seed}:{number}: drafts are left: {left}"
    shutil.rmtree(folder)


def side_by_side(place: Place, runs: int = 4) -> Iterator[str]:
    """Several runs into one folder at once, the cache of the rubric taken away."""
    shutil.rmtree(place.folder / "cache", ignore_errors=True)
    under_way = [place.start("in", "--format", "json", "--output", "together/") for _ in range(runs)]
    for run in under_way:
        told = run.communicate()[1].decode("utf-8", "replace")
        if run.returncode or "Traceback" in told:
            yield f"a run beside others ends with {run.returncode}: {told[-200:]}"
    yield from place.broken("together/", "json")


def stale_draft(place: Place) -> Iterator[str]:
    """A draft that a killed run of the same number left, as is usual in containers."""
    (place.folder / "stale").mkdir()
    code = (
        "import os,sys; open('stale/.r000.json.%d.part' % os.getpid(), 'w').close(); "
        "os.execv(sys.executable, [sys.executable, '-m', 'scorer', *sys.argv[1:]])"
    )
    words = [sys.executable, "-c", code, "in", "--format", "json", "--output", "stale/", "--quiet"]
    run = subprocess.run(words, cwd=place.folder, env=place.environment, capture_output=True, check=False)
    if run.returncode:
        yield f"a draft of the same number ends the run with {run.returncode}"
    yield from place.broken("stale/", "json")


def full_disk(place: Place) -> Iterator[str]:
    """A disk that takes only some of the scorecards; nothing where no small disk can be made."""
    disk = place.folder / "disk"
    disk.mkdir()
    words = ["mount", "-t", "tmpfs", "-o", f"size={_SMALL}", "tmpfs", str(disk)]
    if not shutil.which("mount") or subprocess.run(words, capture_output=True, check=False).returncode:
        return
    try:
        for target in ("disk/", "disk/all.json"):
            code, told = place.run("in", "--format", "json", "--output", target)
            if code != 2 or "Traceback" in told:
                yield f"a full disk ends the run with {code}: {told[-200:]}"
            if target.endswith("/"):
                yield from place.broken("disk/", "json")
            elif (disk / "all.json").exists():
                yield "half a result stands on a full disk"
            for path in disk.iterdir():
                path.unlink()
    finally:
        subprocess.run(["umount", str(disk)], capture_output=True, check=False)
