"""`make kit`: wheels of the program and of everything it needs for each platform, with scripts that install them.

python -m kit.build [--output DIR] [--platform NAME]… [--extra NAME]…
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tomllib
from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from kit.closure import ROOT, Found, Shelf, Unreachable, for_platform, pip
from kit.platforms import PLATFORMS, Platform

OUTPUT = ROOT / "dist" / "kit"
INCLUDED = ("papers", "sign", "office")  # extras that a kit brings unless others are asked for
FILES = Path(__file__).parent / "files"
SUMS = "SHA256SUMS"
WHEELS = "wheels"
_CHUNK = 1 << 20


class Lacking(Exception):
    """Something that the program cannot do without has no wheel for a platform."""


class Kit(NamedTuple):
    """What a kit has for one platform."""

    platform: Platform
    found: tuple[Found, ...]
    extras: tuple[str, ...]
    without: dict[str, tuple[str, ...]]  # extras that cannot be had, with the distributions that have no wheel


def build(output: Path, platforms: Sequence[Platform], extras: Sequence[str], *, others: bool = True) -> list[Kit]:
    """Fill the folder, which is emptied before, with the program and extras; whether the `others` could be had is told.

    Raises Lacking where a needed wheel is not there, Unreachable where the index does not answer.
    """
    if output.exists():
        if any(output.iterdir()) and not (output / SUMS).exists():
            raise Lacking(f"{output} is no kit; it is left alone")
        shutil.rmtree(output)
    wheels = output / WHEELS
    wheels.mkdir(parents=True)
    own = _own_wheel(wheels)
    optional = _project()["optional-dependencies"]
    known = {name: optional[name] for name in optional if others or name in extras}
    kits = []
    for platform in platforms:
        kit = chosen(platform, extras, known)
        _download(kit, wheels)
        (output / f"requirements-{platform.name}.txt").write_text(
            "".join(f"{pin}\n" for pin in [own, *(one.pin for one in kit.found)]), encoding="utf-8", newline="\n"
        )
        kits.append(kit)
        print("\n".join(told(kit)), flush=True)
    for file in sorted(FILES.iterdir()):
        shutil.copyfile(file, output / file.name)
    (output / "install.sh").chmod(0o755)
    _write_sums(output)
    return kits


def chosen(platform: Platform, extras: Sequence[str], known: Mapping[str, Sequence[str]]) -> Kit:
    """What the program needs on a platform with the extras asked for, and which of those known cannot be had."""
    needed = [*_project()["dependencies"], "pip"]
    shelf = Shelf(platform)
    shelf.fill([*needed, *(text for requirements in known.values() for text in requirements)])
    found, lacking = shelf.closure(needed)
    if lacking:
        raise Lacking(f"{platform.name}: no wheel of {', '.join(lacking)}")
    had, without = [], {}
    for extra, requirements in known.items():
        more, lacking = shelf.closure(requirements)
        if lacking:
            without[extra] = lacking
        elif extra in extras:
            had.append(extra)
            found |= more
    return Kit(platform, tuple(found[name] for name in sorted(found)), tuple(had), without)


def _project() -> dict[str, Any]:
    """The table of the program in pyproject.toml."""
    project: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return project


def told(kit: Kit) -> list[str]:
    """A kit's platform in lines: what is there, what is not."""
    lines = [f"{kit.platform.name}: {len(kit.found)} wheels, extras {', '.join(kit.extras) or '–'}"]
    for extra, names in kit.without.items():
        lines.append(f"{kit.platform.name}: extra {extra} cannot be had, no wheel of {', '.join(names)}")
    return lines


def _own_wheel(wheels: Path) -> str:
    """Build the program's wheel; its pin."""
    done = pip(["wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", str(wheels), "."])
    if done.returncode:
        raise Unreachable(done.stderr.strip())
    name, version, *_ = next(wheels.glob("*.whl")).name.split("-")
    return f"{name.replace('_', '-')}=={version}"


def _download(kit: Kit, wheels: Path) -> None:
    wanted = [one.address for one in kit.found]
    done = pip(["download", "--no-deps", "--dest", str(wheels), *for_platform(kit.platform), *wanted])
    if done.returncode:
        raise Unreachable(done.stderr.strip())


def _write_sums(output: Path) -> None:
    """SHA-256 of every file, as `sha256sum -c` reads it."""
    lines = []
    for path in sorted(output.rglob("*")):
        if path.is_file():
            with path.open("rb") as stream:
                digest = sha256()
                while block := stream.read(_CHUNK):
                    digest.update(block)
            lines.append(f"{digest.hexdigest()}  {path.relative_to(output).as_posix()}\n")
    (output / SUMS).write_text("".join(lines), encoding="utf-8", newline="\n")


def main(words: Sequence[str] | None = None) -> int:
    """Build the kit that the words ask for; 1 where it cannot be built whole."""
    parser = argparse.ArgumentParser(prog="python -m kit.build", description=__doc__.partition("\n")[0])
    names = {platform.name: platform for platform in PLATFORMS}
    parser.add_argument("--output", type=Path, default=OUTPUT, metavar="DIR")
    parser.add_argument("--platform", action="append", choices=tuple(names), default=[])
    parser.add_argument("--extra", action="append", default=[], metavar="NAME")
    options = parser.parse_args(words)
    try:
        build(options.output, [names[name] for name in options.platform or names], options.extra or INCLUDED)
    except (Lacking, Unreachable) as error:
        print(f"kit: {error}", file=sys.stderr)
        return 1
    print(options.output)
    return 0


if __name__ == "__main__":
    sys.exit(main())
