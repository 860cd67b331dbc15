"""Each peer as its users run it: files with the rubric's terms in its own language, and the command over a folder."""

from __future__ import annotations

import json
import shlex
import shutil
import sys
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

import yaml

from bench.material import Patterns, expression
from scorer.text.words import GAP

_HERE = Path(__file__).parent
_LOOPS = _HERE.parent / "loops"
_TEXTLINT = _HERE / "node_modules" / ".bin" / "textlint"
_BYTES = 3  # of a Han character in UTF-8


class Peer(NamedTuple):
    """One way to find the terms."""

    id: str
    here: bool  # whether it is installed
    prepare: Callable[[Patterns, Path], list[str]]  # writes its files into a folder; the command, the reports to follow
    codes: tuple[int, ...] = (0,)  # with which it ends
    slow: bool = False  # measured once only


def peers() -> list[Peer]:
    """Every peer, here or not."""
    ripgrep = shutil.which("rg") is not None
    return [
        Peer("rg-words", ripgrep, _rg_words),
        Peer("rg-one-by-one", ripgrep, _rg_one_by_one, slow=True),
        Peer("regex", find_spec("regex") is not None, _regex),
        Peer("yara", find_spec("yara") is not None, _yara),
        Peer("textlint", _TEXTLINT.exists(), _textlint, codes=(0, 1), slow=True),
    ]


_RG = ["rg", "--no-config", "--threads", "1", "--only-matching", "--byte-offset", "--regex-size-limit", "1G"]


def _rg_words(patterns: Patterns, folder: Path) -> list[str]:
    """All words as fixed strings at once; words with gaps are left out, and which class was hit is not told."""
    words = sorted({parts[0] for words in patterns.values() for parts in words if len(parts) == 1})
    return [*_RG, "--fixed-strings", "--file", _file(folder / "rg-words.txt", "".join(f"{one}\n" for one in words))]


def _rg_one_by_one(patterns: Patterns, folder: Path) -> list[str]:
    """A run for each pattern: which was hit is known."""
    run = f'while IFS= read -r one; do {shlex.join(_RG)} -e "$one" "$1" || [ $? -eq 1 ] || exit; done < "$0"'
    path = _file(folder / "rg.txt", "".join(f"{expression(words)}\n" for words in patterns.values()))
    return ["sh", "-c", run, path]


def _regex(patterns: Patterns, folder: Path) -> list[str]:
    named = {name: expression(words) for name, words in patterns.items()}
    path = _file(folder / "regex.json", json.dumps(named, ensure_ascii=False))
    return [sys.executable, str(_LOOPS / "regex_loop.py"), path]


def _yara(patterns: Patterns, folder: Path) -> list[str]:
    """A rule for each class; in bytes, so that a gap is three times as long."""
    rules = []
    for number, words in enumerate(patterns.values()):
        strings = "\n".join(f"    ${at} = {_yara_string(parts)}" for at, parts in enumerate(words))
        rules.append(f"rule c{number} {{\n  strings:\n{strings}\n  condition:\n    any of them\n}}\n")
    return [sys.executable, str(_LOOPS / "yara_loop.py"), _file(folder / "rules.yar", "".join(rules))]


def _yara_string(parts: list[str]) -> str:
    if len(parts) == 1:
        return '"' + parts[0].replace("\\", "\\\\").replace('"', '\\"') + '"'
    escaped = ["".join(f"\\x{byte:02x}" for byte in part.encode()) for part in parts]
    return "/" + f"[^\\n;]{{0,{_BYTES * GAP}}}".join(escaped) + "/"


def _textlint(patterns: Patterns, folder: Path) -> list[str]:
    """A rule of prh for each class; each hit is a message."""
    rules = [
        {"expected": name, "pattern": f"/{expression(words).replace('/', chr(92) + '/')}/"}
        for name, words in patterns.items()
    ]
    _file(folder / "prh.yml", yaml.safe_dump({"version": 1, "rules": rules}, allow_unicode=True, width=10**9))
    config = _file(folder / "textlintrc.json", json.dumps({"rules": {"prh": {"rulePaths": ["prh.yml"]}}}))
    plugins = str(_HERE / "node_modules")
    return [str(_TEXTLINT), "--config", config, "--rules-base-directory", plugins, "--format", "json"]


def _file(path: Path, text: str) -> str:
    path.write_text(text, encoding="utf-8")
    return str(path)
