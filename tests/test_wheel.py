"""The built wheel, installed into an empty environment, scores a seed as the folder does."""

from __future__ import annotations

import json
import os
import site
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SEED = ROOT / "seeds" / "000_f8ffb23c104489f7.txt"


def run(*words: str, cwd: Path, **environment: str) -> str:
    kept = {k: v for k, v in os.environ.items() if k not in ("PYTHONPATH", "PYTHONHOME")}
    done = subprocess.run(
        list(words), cwd=cwd, env={**kept, **environment}, capture_output=True, check=False, encoding="utf-8"
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    code = f"from hatchling.build import build_wheel; build_wheel({str(folder)!r})"
    run(sys.executable, "-c", code, cwd=ROOT)
    return next(folder.glob("*.whl"))


def test_wheel_holds_every_data_file_of_the_packages(wheel: Path) -> None:
    inside = set(zipfile.ZipFile(wheel).namelist())
    suffixes = {".py", ".yaml", ".json", ".tcss", ".txt"}
    wanted = {
        path.relative_to(ROOT).as_posix()
        for package in ("rubric", "scorer", "tui")
        for path in (ROOT / package).rglob("*")
        if path.suffix in suffixes
    }
    assert wanted - inside == set()
    assert not [name for name in inside if name.startswith(("tests/", "seeds/", "bench/"))]


def test_installed_wheel_scores_a_seed_as_the_folder_does(wheel: Path, tmp_path: Path) -> None:
    run(sys.executable, "-m", "venv", "--without-pip", str(tmp_path / "env"), cwd=tmp_path)
    python = tmp_path / "env" / "bin" / "python"
    run(sys.executable, "-m", "pip", "--python", str(python), "--disable-pip-version-check", "install", "--quiet",
        "--no-deps", "--no-index", str(wheel), cwd=tmp_path)  # fmt: skip
    # The libraries come from this environment; its own .pth entries, and so this folder, are not followed.
    libraries = os.pathsep.join(site.getsitepackages())
    seed = tmp_path / "seed.txt"
    seed.write_bytes(SEED.read_bytes())
    words = ("seed.txt", "--format", "json")
    installed = run(str(tmp_path / "env/bin/score"), *words, cwd=tmp_path, PYTHONPATH=libraries)
    here = run(sys.executable, "-m", "scorer", *words, cwd=tmp_path, PYTHONPATH=str(ROOT))
    assert json.loads(installed)["score"]["total"] > 0
    assert installed == here
    where = "import scorer, rubric, tui; print(scorer.__file__, rubric.__file__, tui.__file__)"
    assert str(ROOT) not in run(str(python), "-c", where, cwd=tmp_path, PYTHONPATH=libraries)
