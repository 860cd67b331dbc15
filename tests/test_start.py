"""What a run on one report costs besides reading it is counted, not timed: modules, expressions, types."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from reports import SEEDS

# The command in a process of its own, which tells at the end what it needed.
COUNTED = r"""
import json, re, sys, typing
needed = {"expressions": 0, "wide sets": 0, "annotations": 0, "named tuples": 0}
compiled = re.compile
def counting(source, flags=0):
    sets = [part.partition("]")[0] for part in source.split("[")[1:]] if isinstance(source, str) else []
    needed["expressions"] += 1
    needed["wide sets"] += sum(sum(sign > "\xff" for sign in one) > 2 for one in sets)
    return compiled(source, flags)
re.compile = counting
from scorer.commands.cli import main
main(sys.argv[1:])
own = [name for name in sys.modules if name.split(".")[0] in ("scorer", "rubric", "tui")]
for name in own:
    for value in vars(sys.modules[name]).values():
        if isinstance(value, type) and hasattr(value, "_fields") and value.__module__ == name:
            needed["named tuples"] += 1
            needed["annotations"] += sum(isinstance(one, typing.ForwardRef) for one in value.__annotations__.values())
others = sorted(set(sys.modules) - set(own))
print(json.dumps({"needed": {**needed, "modules": len(own)}, "others": others}), file=sys.stderr)
"""
# Expressions compiled; sets in them with characters beyond Latin-1; modules of ours; named tuples, for each of which
# `typing` compiles code; their annotations that are strings, which are compiled too.
# A report full of figures asks most relations, each a module of its own with expressions of its own.
MOST = {"expressions": 95, "wide sets": 26, "modules": 188, "named tuples": 80, "annotations": 6}
EMPTY = {"expressions": 28, "wide sets": 6, "modules": 141, "named tuples": 66, "annotations": 6}  # of a title alone
NOT_ASKED = {"threading", "logging", "argparse", "dataclasses", "importlib", "importlib.util", "unicodedata"}


@pytest.mark.parametrize("words", [(), ("--format", "json")])
def test_a_run_on_one_report_loads_and_compiles_little(words: tuple[str, ...]) -> None:
    needed, others = counted(sorted(SEEDS.glob("*.txt"))[0], *words)
    assert over(needed, MOST) == {}
    assert not NOT_ASKED & others


def test_a_report_with_nothing_in_it_needs_less(tmp_path: Path) -> None:
    report = tmp_path / "title.txt"
    report.write_text("某某县2023年法治政府建设年度报告\n", encoding="utf-8")
    needed, _ = counted(report, "--format", "json")
    assert over(needed, EMPTY) == {}


def counted(report: Path, *words: str) -> tuple[dict[str, int], set[str]]:
    """What a run needs, and the modules of others that it loads."""
    asked = [sys.executable, "-c", COUNTED, str(report), *words]
    for _ in range(2):  # the first run may have to keep the rubric
        run = subprocess.run(asked, capture_output=True, check=True, encoding="utf-8")
    told = json.loads(run.stderr.splitlines()[-1])
    return told["needed"], set(told["others"])


def over(needed: dict[str, int], most: dict[str, int]) -> dict[str, int]:
    """The counts that are beyond their bounds."""
    return {name: count for name, count in needed.items() if count > most[name]}


@pytest.mark.parametrize(("before", "ends"), [("", ""), ("import threading", "taken apart")])
def test_the_process_ends_at_once_unless_it_has_started_threads(before: str, ends: str) -> None:
    code = f"import atexit; atexit.register(print, 'taken apart'); {before}\nfrom scorer.__main__ import start\nstart()"
    run = subprocess.run([sys.executable, "-c", code, "no-such-report.txt"], capture_output=True, encoding="utf-8")
    assert run.returncode == 3 and "no-such-report.txt" in run.stderr
    assert run.stdout.rstrip("\n").endswith(ends) and ("taken apart" in run.stdout) is bool(ends)
