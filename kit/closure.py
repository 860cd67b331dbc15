"""Requirements -> every distribution that they need on a platform, told by the wheels that the index has.

Markers are evaluated for the platform that the kit is for; pip itself evaluates them for the machine it runs on.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from kit.platforms import PYTHON, Platform

ROOT = Path(__file__).parent.parent
PINNED = ("requirements.txt", "requirements-dev.txt")
_NOT_FOUND = re.compile(r"No matching distribution found for ([\w.-]+)")


class Unreachable(Exception):
    """The index does not answer, or pip fails for another reason than a wheel that is lacking."""


class Found(NamedTuple):
    """A distribution with a wheel for the platform."""

    name: str
    version: str
    requires: tuple[str, ...]
    address: str  # of the wheel

    @property
    def pin(self) -> str:
        return f"{self.name}=={self.version}"


class Shelf:
    """The wheels of a platform, looked for in as few runs of pip as there are steps from a requirement to its last."""

    def __init__(self, platform: Platform) -> None:
        self.platform = platform
        self._found: dict[str, Found] = {}
        self._lacking: set[str] = set()

    def fill(self, wanted: Iterable[str]) -> None:
        """Look for what some requirements need, and for what that needs, until nothing is new."""
        pinned = {canonicalize_name(one.name): one for file in PINNED for one in pins(file)}
        # Nearly all that is needed is in the first file, and so found in one run of pip.
        todo = [*pins(PINNED[0]), *map(Requirement, wanted)]
        while todo:
            new = {canonicalize_name(one.name): one for one in todo}
            self._look([str(pinned.get(name, bare(one))) for name, one in new.items() if not self._knows(name)])
            todo = [one for name in new for one in self._needs(name) if not self._knows(one.name)]

    def closure(self, wanted: Iterable[str]) -> tuple[dict[str, Found], tuple[str, ...]]:
        """What some requirements need by name, of what was looked for; and the names of those that have no wheel."""
        found: dict[str, Found] = {}
        lacking: dict[str, None] = {}
        asked: set[tuple[str, str]] = set()  # name, extra
        todo = list(map(Requirement, wanted))
        while todo:
            one = todo.pop()
            name = canonicalize_name(one.name)
            if name not in self._found:
                lacking[name] = None
                continue
            found[name] = self._found[name]
            for extra in ("", *sorted(one.extras)):
                if (name, extra) not in asked:
                    asked.add((name, extra))
                    todo += needs(found[name].requires, extra, self.platform)
        return found, tuple(lacking)

    def _knows(self, name: str) -> bool:
        return canonicalize_name(name) in self._found or canonicalize_name(name) in self._lacking

    def _needs(self, name: str) -> list[Requirement]:
        """What a distribution needs by itself or with an extra of another's requirement; tests and docs of it not."""
        found = self._found.get(name)
        if found is None:
            return []
        extras = {extra for other in self._found.values() for one in map(Requirement, other.requires)
                  if canonicalize_name(one.name) == name for extra in one.extras}  # fmt: skip
        return [one for extra in ("", *sorted(extras)) for one in needs(found.requires, extra, self.platform)]

    def _look(self, requirements: list[str]) -> None:
        """Wheels for requirements by themselves; pip names one that has none at a time."""
        while requirements:
            with tempfile.TemporaryDirectory() as folder:
                report = Path(folder) / "report.json"
                words = ["install", "--dry-run", "--ignore-installed", "--no-deps", "--target", folder]
                done = pip([*words, "--report", str(report), *for_platform(self.platform), *requirements])
                if done.returncode == 0:
                    rows = json.loads(report.read_text(encoding="utf-8"))["install"]
                    found = [_found(row["metadata"], row["download_info"]["url"]) for row in rows]
                    self._found |= {canonicalize_name(one.name): one for one in found}
                    return
            lacking = _NOT_FOUND.search(done.stderr)
            if lacking is None:
                raise Unreachable(done.stderr.strip())
            name = canonicalize_name(lacking[1])
            self._lacking.add(name)
            requirements = [one for one in requirements if canonicalize_name(Requirement(one).name) != name]


def pins(file: str) -> list[Requirement]:
    """The distributions that a requirements file pins, those that only build the program left out."""
    lines = (ROOT / file).read_text(encoding="utf-8").partition("\n# build\n")[0].splitlines()
    return [Requirement(line) for line in lines if line.strip() and not line.startswith(("#", "-"))]


def bare(requirement: Requirement) -> str:
    """Name and versions only; markers and extras are followed by ourselves."""
    return f"{requirement.name}{requirement.specifier}"


def needs(requires: Iterable[str], extra: str, platform: Platform) -> Iterator[Requirement]:
    """The requirements of a distribution, with an extra, whose markers hold on a platform."""
    for text in requires:
        one = Requirement(text)
        if one.marker is None or one.marker.evaluate({**platform.markers, "extra": extra}):
            yield one


def _found(metadata: dict[str, object], address: str) -> Found:
    requires = metadata.get("requires_dist") or []
    assert isinstance(requires, list)
    return Found(str(metadata["name"]), str(metadata["version"]), tuple(requires), address)


def for_platform(platform: Platform) -> list[str]:
    """The options with which pip takes wheels for a platform."""
    tags = [word for tag in platform.tags for word in ("--platform", tag)]
    abis = [word for abi in ("cp" + PYTHON.replace(".", ""), "abi3", "none") for word in ("--abi", abi)]
    python = ["--python-version", PYTHON, "--implementation", "cp"]
    return ["--only-binary=:all:", *python, *abis, *tags]


def pip(words: Sequence[str]) -> subprocess.CompletedProcess[str]:
    """Run pip, quietly and in no other language than the one that is looked for above."""
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet", *words]
    return subprocess.run(command, cwd=ROOT, capture_output=True, check=False, encoding="utf-8")
