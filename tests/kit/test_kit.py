"""`make kit`: wheels for machines without internet, found for their platform, and installed from without an index."""

from __future__ import annotations

import importlib.util
import json
import os
import re
import shutil
import subprocess
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from reports import SEEDS, labels

from kit import build as kit_build
from kit import closure as kit_closure
from kit.build import SUMS, Lacking, build, chosen, told
from kit.closure import Unreachable
from kit.platforms import PLATFORMS, here

LINUX, ARM, WINDOWS = PLATFORMS
REQUIRES = {
    "app": ["lib[fast]>=1", 'colour>=1; sys_platform == "win32"', 'docs; extra == "doc"'],
    "lib": ['speed; extra == "fast"', 'fork; sys_platform != "win32"', 'arm; platform_machine == "aarch64"'],
    "heavy": ["model"],
}


@pytest.fixture
def index(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """An index in the place of pip; the names in the set have no wheel."""
    lacking: set[str] = set()

    def pip(words: Sequence[str]) -> subprocess.CompletedProcess[str]:
        first = len(words) - words[::-1].index("--platform") + 1
        asked = [re.split(r"[=>]", word)[0] for word in words[first:]]
        for name in asked:
            if name in lacking:
                return subprocess.CompletedProcess([], 1, "", f"ERROR: No matching distribution found for {name}>=1\n")
        rows = [
            {
                "metadata": {"name": name, "version": "1.0", "requires_dist": REQUIRES.get(name)},
                "download_info": {"url": f"file:///{name}.whl"},
            }
            for name in asked
        ]
        Path(words[words.index("--report") + 1]).write_text(json.dumps({"install": rows}), encoding="utf-8")
        return subprocess.CompletedProcess([], 0, "", "")

    monkeypatch.setattr(kit_closure, "pip", pip)
    monkeypatch.setattr(kit_closure, "pins", lambda _: [])
    monkeypatch.setattr(kit_build, "_project", lambda: {"dependencies": ["app>=1"]})
    return lacking


def test_markers_are_those_of_the_platform_that_the_kit_is_for(index: set[str]) -> None:
    wanted = {LINUX: {"fork"}, ARM: {"fork", "arm"}, WINDOWS: {"colour"}}
    for platform, own in wanted.items():
        found = chosen(platform, (), {}).found
        assert {one.name for one in found} == {"app", "lib", "speed", "pip"} | own


def test_extra_without_a_wheel_is_told_and_a_needed_one_stops_the_kit(index: set[str]) -> None:
    index.add("model")
    kit = chosen(WINDOWS, ("big", "small"), {"big": ["heavy"], "small": ["lib"]})
    assert kit.extras == ("small",)
    assert "windows-amd64: extra big cannot be had, no wheel of model" in told(kit)
    index.add("speed")
    with pytest.raises(Lacking, match="windows-amd64: no wheel of speed"):
        chosen(WINDOWS, (), {})


def test_folder_that_is_no_kit_is_not_emptied(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(Lacking, match="left alone"):
        build(tmp_path, [LINUX], ())
    assert (tmp_path / "letter.txt").exists()


# -- the script that installs ------------------------------------------------------------------------------------


@pytest.fixture
def installer(tmp_path: Path) -> ModuleType:
    """The script in a kit of its own, with one wheel that is none."""
    kit = tmp_path / "kit"
    (kit / "wheels").mkdir(parents=True)
    (kit / "wheels" / "one.whl").write_bytes(b"one")
    (kit / "requirements-linux-x86_64.txt").write_text("", encoding="utf-8")
    (kit / SUMS).write_text(f"{sha256(b'one').hexdigest()}  wheels/one.whl\n", encoding="utf-8")
    shutil.copy(kit_build.FILES / "install.py", kit)
    spec = importlib.util.spec_from_file_location("kit_install", kit / "install.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_damaged_or_lacking_file_is_named_before_anything_is_installed(
    installer: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(installer, "wheels_for", lambda *_: Path())
    wheel = tmp_path / "kit" / "wheels" / "one.whl"
    wheel.write_bytes(b"two")
    for said in ("wheels/one.whl 已损坏", "缺少文件 wheels/one.whl"):
        assert installer.main([str(tmp_path / "score")]) == 1
        assert said in capsys.readouterr()[1]
        wheel.unlink(missing_ok=True)
    assert not (tmp_path / "score").exists()


def test_machine_that_the_kit_is_not_for_is_told(installer: ModuleType) -> None:
    assert installer.wheels_for("Linux", "x86_64").name == "requirements-linux-x86_64.txt"
    with pytest.raises(installer.Unfit, match="只有 linux-x86_64"):
        installer.wheels_for("Linux", "riscv64")


def test_foreign_folder_is_not_installed_into(installer: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(installer.Unfit, match="有别的东西"):
        installer.install(tmp_path, Path())


@pytest.mark.skipif(here() is None, reason="the kit is not for this platform or Python")
def test_kit_of_this_platform_installs_without_an_index_and_scores(tmp_path: Path) -> None:
    platform = here()
    assert platform is not None
    kit = tmp_path / "kit"
    try:
        build(kit, [platform], (), others=False)
    except Unreachable as error:
        pytest.skip(f"no package index to take wheels from: {str(error).splitlines()[-1:]}")
    texts = "".join(path.read_text(encoding="utf-8") for path in kit.iterdir() if path.is_file())
    assert not re.search(r"https?:|pypi|pythonhosted|mirror", texts, re.IGNORECASE)
    pinned = (kit / f"requirements-{platform.name}.txt").read_text(encoding="utf-8").split()
    assert len(pinned) == len(list((kit / "wheels").iterdir()))
    installed = subprocess.run(["sh", str(kit / "install.sh"), str(tmp_path / "score")], **alone(tmp_path))
    assert installed.returncode == 0, installed.stderr
    seed = SEEDS / labels("000")["seed"]
    words = [str(tmp_path / "score" / "bin" / "score"), str(seed), "--format", "json"]
    scored = subprocess.run(words, **alone(tmp_path))
    assert json.loads(scored.stdout)["score"]["total"] > 0, scored.stderr


def alone(home: Path) -> dict[str, Any]:
    """How a program is run that finds no index, and nothing of this environment."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "PIP_"))}
    environment |= {"HOME": str(home), "PIP_NO_INDEX": "1"}
    return {"env": environment, "cwd": home, "capture_output": True, "encoding": "utf-8", "check": False}
