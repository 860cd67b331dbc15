"""Which module may know which, and what a plain run must not load."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

import scorer

ROOT = Path(scorer.__file__).parent
MODULES = sorted(
    ".".join(("scorer", *path.relative_to(ROOT).with_suffix("").parts))
    for path in ROOT.rglob("*.py")
    if path.name not in ("__init__.py", "__main__.py")
)
ENDS = (
    "cli",
    "arguments",
    "options",
    "batch",
    "inputs",
    "outputs",
    "rubric_cli",
    "compare",
)  # what stands around the steps
SLOW = (
    "textual", "rich", "jsonschema", "yaml", "regex", "importlib.metadata", "tui", "dataclasses", "inspect", "typing",
    "pathlib", "tempfile", "fractions", "decimal", "datetime", "json", "re", "hashlib", "difflib",
)  # fmt: skip


def loaded_after(code: str, *words: str) -> set[str]:
    """Modules in a fresh interpreter after the code."""
    script = f"{code}\nimport sys\nprint('\\n'.join(['', 'loaded:', *sys.modules]))"
    environment = {**os.environ, "PYTHONPATH": str(ROOT.parent), "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        [sys.executable, "-c", script, *words], env=environment, capture_output=True, check=True, encoding="utf-8"
    )
    return set(done.stdout.split("\nloaded:\n")[1].split())


def imported_by(module: str) -> set[str]:
    """Our own modules that a module names in its imports, wherever in it they stand."""
    path = ROOT.joinpath(*module.split(".")[1:]).with_suffix(".py")
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
        elif isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
    return {name for name in found if name.split(".")[0] in ("scorer", "tui", "rubric")}


def test_no_scorer_module_loads_the_terminal_ui() -> None:
    code = f"import importlib\nfor name in {MODULES!r}: importlib.import_module(name)"
    assert not {name.split(".")[0] for name in loaded_after(code)} & {"textual", "tui"}


def test_model_knows_no_other_module_but_the_base_of_its_values() -> None:
    assert imported_by("scorer.model") == {"scorer.values"}


@pytest.mark.parametrize("module", [m for m in MODULES if m.split(".")[1] not in (*ENDS, "render", "locale")])
def test_steps_know_neither_the_command_line_nor_the_renderers(module: str) -> None:
    named = {name.split(".")[1] for name in imported_by(module) if "." in name}
    allowed = set() if module != "scorer.wording" else {"locale"}
    assert not named & ({*ENDS, "render", "locale"} - allowed)


@pytest.mark.parametrize("module", [m for m in MODULES if m.startswith("scorer.render.")])
def test_renderers_know_no_step_but_through_the_model(module: str) -> None:
    steps = {"scorer.pipeline", "scorer.reading", "scorer.judging", "scorer.scoring", "scorer.sections", "scorer.cli"}
    assert not imported_by(module) & steps


def test_help_and_version_load_no_step() -> None:
    run = "from scorer.cli import main\nimport sys\ntry: main(sys.argv[1:])\nexcept SystemExit: pass"
    for word in ("--version", "--help"):
        assert not {"scorer.pipeline", "scorer.reading", "fractions", "json"} & loaded_after(run, word)


def test_cached_run_loads_only_what_it_needs(tmp_path: Path) -> None:
    seed = ROOT.parent / "seeds" / "000_f8ffb23c104489f7.txt"
    run = "from scorer.cli import main\nimport sys\nmain(sys.argv[1:])"
    for words in ((str(seed),), (str(seed), "--format", "json")):
        loaded_after(run, *words)  # fills the cache
        loaded = loaded_after(run, *words)
        assert not [name for name in SLOW if name in loaded]
