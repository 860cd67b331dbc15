"""The seeds through the whole program, as a caller sees it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from scorer.commands.options import Options
from scorer.locale.wording import Wording
from scorer.pipeline import load_rubric, score_source
from scorer.reading.source import read_path
from scorer.render import markdown, record, terminal
from scorer.render.cells import width
from scorer.render.formats import Look, scored

ROOT = Path(__file__).parent.parent
SEEDS = sorted((ROOT / "seeds").glob("*.txt"))
LANGUAGES = ("zh", "en")


def look_in(lang: str) -> Look:
    rubric = load_rubric(Options([]).rubric)
    return Look(Wording(lang, rubric), rubric)


def shown(path: Path, module: Any, look: Look) -> str:
    card = score_source(read_path(str(path)), look.rubric)
    return "".join(module.whole([scored(card, module.piece(card, look))], look))


@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.name[:3])
def test_json_of_a_seed_fits_the_schema_and_quotes_the_file(seed: Path) -> None:
    card = json.loads(shown(seed, record, look_in("zh")))
    schema = json.loads((ROOT / "scorer" / "scorecard.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator(schema).validate(card)
    text = seed.read_bytes().decode("utf-8-sig")
    quotes = [q for c in card["criteria"] for q in (*c["evidence"], *c["near_misses"])]
    assert len(quotes) > 30
    for quote in (*quotes, *card["checks"]):
        assert text[quote["start"] : quote["end"]] == quote["quote"]
        assert text.count("\n", 0, quote["start"]) + 1 == quote["line"]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.name[:3])
def test_card_of_a_seed_fits_80_columns_and_shows_no_code(seed: Path, lang: str) -> None:
    look = look_in(lang)
    text = shown(seed, terminal, look)
    assert max(map(width, text.splitlines())) <= 80
    card = json.loads(shown(seed, record, look))
    for criterion in card["criteria"]:
        assert " " in criterion["reason"] or lang == "zh", criterion["reason"]
        assert "{" not in criterion["reason"]
    assert "## " in shown(seed, markdown, look)


@pytest.mark.parametrize("seed", SEEDS[:1], ids=lambda path: path.name[:3])
def test_same_bytes_whatever_the_hash_seed_and_the_locale(seed: Path) -> None:
    outputs = set()
    for hash_seed, locale in (("0", "C"), ("1", "en_US.UTF-8"), ("2", "zh_CN.GB18030")):
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": hash_seed, "LC_ALL": locale}
        words = [sys.executable, "-m", "scorer", f"seeds/{seed.name}", "--format", "json"]
        done = subprocess.run(words, cwd=ROOT, env=environment, capture_output=True, check=True)
        outputs.add(done.stdout)
    assert len(outputs) == 1


def test_reader_that_goes_away_and_a_full_disk_end_without_a_traceback() -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = f"{sys.executable} -m scorer seeds --format json"
    gone = subprocess.run(
        ["bash", "-c", f"{command} | head -c 1 >/dev/null; exit ${{PIPESTATUS[0]}}"],
        cwd=ROOT, env=environment, capture_output=True, check=False,
    )  # fmt: skip
    assert (gone.returncode, gone.stderr) == (141, b"")
    full = subprocess.run(
        ["bash", "-c", f"{command} >/dev/full"], cwd=ROOT, env=environment, capture_output=True, check=False
    )
    assert full.returncode == 2 and b"Traceback" not in full.stderr and full.stderr.count(b"\n") == 1


def test_card_reaches_a_terminal_of_another_encoding() -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "gb18030"}
    words = [sys.executable, "-m", "scorer", str(SEEDS[0]), "--lang", "zh"]
    done = subprocess.run(words, cwd=ROOT, env=environment, capture_output=True, check=True)
    assert "总分" in done.stdout.decode("gb18030")
