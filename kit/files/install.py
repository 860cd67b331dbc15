"""Install score from the wheels beside this file into a folder of its own; no network is used.

python3.11 install.py [folder]    `score` by default, in the home folder
"""

from __future__ import annotations

import hashlib
import os
import platform
import subprocess
import sys
import venv
from pathlib import Path

HERE = Path(__file__).resolve().parent
PYTHON = (3, 11)


def main(words: list[str]) -> int:
    """Check the kit and install it; 1 with a sentence where that is not possible."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    if words and words[0] in ("-h", "--help"):
        print(__doc__)
        return 0
    target = Path(words[0]).absolute() if words else Path.home() / "score"
    try:
        requirements = wheels_for(platform.system(), platform.machine())
        check()
        command = install(target, requirements)
    except Unfit as error:
        print(f"没有安装：{error}", file=sys.stderr)
        return 1
    print(f"已安装。命令是：\n  {command}")
    return 0


class Unfit(Exception):
    """Why it cannot be installed, as a sentence."""


def wheels_for(system: str, machine: str) -> Path:
    """The list of wheels for a machine."""
    if sys.version_info[:2] != PYTHON or sys.implementation.name != "cpython":
        raise Unfit(f"这里是 Python {platform.python_version()}，安装包只用于 Python 3.11")
    path = HERE / f"requirements-{system.lower()}-{machine.lower()}.txt"
    if not path.exists():
        known = "、".join(sorted(one.stem.partition("-")[2] for one in HERE.glob("requirements-*.txt")))
        raise Unfit(f"安装包不含 {system} {machine} 的文件，只有 {known}")
    return path


def check() -> None:
    """Hold every file against SHA256SUMS: copies over USB sticks go wrong."""
    for line in (HERE / "SHA256SUMS").read_text(encoding="utf-8").splitlines():
        digest, _, name = line.partition("  ")
        try:
            data = (HERE / name).read_bytes()
        except OSError:
            raise Unfit(f"缺少文件 {name}，请重新拷贝") from None
        if hashlib.sha256(data).hexdigest() != digest:
            raise Unfit(f"文件 {name} 已损坏或被改动，请重新拷贝")


def install(target: Path, requirements: Path) -> Path:
    """Make the environment and install into it with the pip that the kit brings; the path of the command."""
    if target.exists() and any(target.iterdir()) and not (target / "pyvenv.cfg").exists():
        raise Unfit(f"文件夹 {target} 里有别的东西，请换一个")
    venv.create(target, clear=False, with_pip=False)
    scripts = target / ("Scripts" if os.name == "nt" else "bin")
    python = scripts / ("python.exe" if os.name == "nt" else "python")
    pip = next((HERE / "wheels").glob("pip-*.whl")) / "pip"
    words = [str(python), str(pip), "--disable-pip-version-check", "--isolated", "install", "--quiet", "--no-index",
             "--find-links", str(HERE / "wheels"), "--requirement", str(requirements)]  # fmt: skip
    done = subprocess.run(words, capture_output=True, check=False, encoding="utf-8", errors="replace")
    if done.returncode:
        raise Unfit(done.stderr.strip())
    return scripts / ("score.exe" if os.name == "nt" else "score")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
