"""The floors of the house: which package may know which, and what a plain run must not load."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

import scorer

ROOT = Path(scorer.__file__).parent.parent
HOUSE = ("scorer", "tui")
# Each package with the packages and top modules that it may import; imports for types alone count too.
ALLOWED: dict[str, set[str]] = {
    "model": set(),
    "errors": set(),
    "text": {"model", "errors"},
    "reading": {"model", "errors", "text"},
    "structure": {"model", "text"},
    "facts": {"model", "text", "structure"},
    "statements": {"model", "text"},
    "rules": {"model", "errors", "text"},
    "review": {"model", "errors", "rules"},
    "kept": {"model", "rules"},
    "judging": {"model", "text", "statements", "rules"},
    "checks": {"model", "text", "statements", "judging"},
    "comparison": {"model", "text", "statements", "judging"},
    "pipeline": {
        "model", "text", "structure", "facts", "statements", "rules", "judging", "checks",
    },
    "locale": {"model", "errors", "rules"},
    "workshop": {"model", "errors", "text", "statements", "rules", "judging", "pipeline", "locale", "render"},
    "render": {"model", "text", "rules", "judging", "checks", "comparison", "locale", "review"},
    "bundle": {
        "model", "errors", "reading", "rules", "judging", "pipeline", "locale", "render", "review",
    },
    "commands": {
        "model", "errors", "text", "reading", "rules", "judging", "checks", "comparison", "pipeline", "locale",
        "workshop", "render", "review", "bundle", "kept",
    },
    "tui": {
        "model", "errors", "reading", "rules", "judging", "checks", "pipeline", "locale", "render", "commands",
        "review", "kept",
    },
}  # fmt: skip
MODULES = sorted(
    path
    for name in HOUSE
    for path in (ROOT / name).rglob("*.py")
    if path.name != "__main__.py"
    and (path.name != "__init__.py" or path.parent.parent != ROOT and len(ast.parse(path.read_bytes()).body) > 1)
)
# What a run on one plain text has no need of.
SLOW = (
    "textual", "rich", "jsonschema", "jsonschema_rs", "yaml", "regex", "importlib.metadata", "tui", "pathlib",
    "tempfile", "datetime", "difflib", "lxml", "rapidfuzz", "zipfile", "asyncio", "dataclasses", "inspect",
)  # fmt: skip


def room(module: str) -> str:
    """The package of `scorer`, or top module of it, that a module belongs to; `tui` is one room."""
    parts = module.split(".")
    return parts[0] if parts[0] == "tui" or len(parts) == 1 else parts[1]


def name_of(path: Path) -> str:
    """The name that imports a module; that of its package for `__init__`."""
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def imported_by(path: Path) -> set[str]:
    """Our own modules that a file names in its imports, wherever in it they stand."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
    return {name for name in found if name.split(".")[0] in HOUSE}


def loaded_after(code: str, *words: str) -> set[str]:
    """Modules in a fresh interpreter after the code."""
    script = f"{code}\nimport sys\nprint('\\n'.join(['', 'loaded:', *sys.modules]))"
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        [sys.executable, "-c", script, *words], env=environment, capture_output=True, check=True, encoding="utf-8"
    )
    return set(done.stdout.split("\nloaded:\n")[1].split())


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_imports_go_down_the_listing(path: Path) -> None:
    own = room(name_of(path))
    known = {room(name) for name in imported_by(path) if name != "scorer"} - {own, "__version__"}
    assert known <= ALLOWED[own]


def test_every_room_stands_in_the_contract_and_no_other() -> None:
    assert {room(name_of(path)) for path in MODULES} == set(ALLOWED)


def test_the_contract_itself_has_no_circle_and_few_floors() -> None:
    floors: dict[str, int] = {}
    while len(floors) < len(ALLOWED):
        ready = {name for name in ALLOWED if name not in floors and ALLOWED[name] <= set(floors)}
        assert ready, f"circle among {set(ALLOWED) - set(floors)}"
        for name in ready:
            floors[name] = 1 + max((floors[known] for known in ALLOWED[name]), default=0)
    assert max(floors.values()) <= 10


def test_modules_of_the_house_import_each_other_in_no_circle() -> None:
    names = {name_of(path): path for path in MODULES}
    left = {name: imported_by(path) & set(names) - {name} for name, path in names.items()}
    while ready := [name for name, known in left.items() if not known & set(left)]:
        for name in ready:
            del left[name]
    assert not left


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_module_is_no_longer_than_a_person_reads(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400


def test_no_scorer_module_loads_the_terminal_ui() -> None:
    modules = [name_of(path) for path in MODULES if path.is_relative_to(ROOT / "scorer")]
    code = f"import importlib\nfor name in {modules!r}: importlib.import_module(name)"
    assert not {name.split(".")[0] for name in loaded_after(code)} & {"textual", "tui"}


def test_help_and_version_load_no_step() -> None:
    run = "from scorer.commands.cli import main\nimport sys\ntry: main(sys.argv[1:])\nexcept SystemExit: pass"
    for word in ("--version", "--help"):
        assert not {"scorer.pipeline", "scorer.reading.source"} & loaded_after(run, word)


def test_first_screen_of_the_desk_waits_for_no_step_and_no_other_screen() -> None:
    behind = {"scorer.pipeline", "scorer.checks", "scorer.structure.sections", "tui.screens.report", "tui.view.card"}
    assert not behind & loaded_after("import tui.browse")


def test_cached_run_loads_only_what_it_needs(tmp_path: Path) -> None:
    seed = ROOT / "seeds" / "000_f8ffb23c104489f7.txt"
    run = "from scorer.commands.cli import main\nimport sys\nmain(sys.argv[1:])"
    for words in ((str(seed),), (str(seed), "--format", "json")):
        loaded_after(run, *words)  # fills the cache
        loaded = loaded_after(run, *words)
        assert not [name for name in SLOW if name in loaded]
