"""A short slice of `make campaign`, the same on every machine; what its long runs found stands in tests/rough."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import lengths
import pytest
import sentences
import texts
from bases import bases
from fuzzing import Watched, data_of, outcome

RUN = Path(__file__).with_name("run.py")
SEED = 14


@pytest.mark.parametrize("name", sorted(bases()))
def test_sound_file_of_every_format_has_nothing_to_tell(name: str, tmp_path: Path) -> None:
    from probe import probed

    assert list(probed(name, bases()[name], tmp_path)) == []


@pytest.mark.parametrize("name", sorted(bases()))
def test_mutated_files_are_refused_in_a_line_or_scored_soundly(name: str, tmp_path: Path) -> None:
    for number in range(3):
        assert outcome(f"{name}:{SEED}:{number}", tmp_path).faults == ()


def test_name_of_a_case_alone_decides_its_bytes() -> None:
    assert data_of("gbk.html:7:3") == data_of("gbk.html:7:3")
    assert data_of("gbk.html:7:3") != data_of("gbk.html:7:4") != data_of("gbk.html:8:4")
    with pytest.raises(ValueError, match=r"report\.ofd"):
        data_of("nothing:1:1")


def test_process_that_dies_costs_its_case_alone() -> None:
    watched = Watched()
    try:
        watched._process.kill()
        assert watched.ask(f"utf-8.txt:{SEED}:0").faults[0].startswith("the process died")
        assert watched.ask(f"utf-8.txt:{SEED}:0").faults == ()
    finally:
        watched.close()


def test_any_text_and_any_encoding_hold() -> None:
    assert list(texts.holds(SEED, 4)) == []


@pytest.mark.parametrize("change", ["trailing blanks", "kangxi radicals", "digits of full width", "pages"])
def test_harmless_change_moves_no_verdict(change: str) -> None:
    name = "D2.txt"
    assert texts.verdicts(texts.CHANGES[change](texts.reports()[name]).encode()) == texts.judged(name)


@pytest.mark.parametrize("change", sentences.CHANGES)
def test_a_sound_paragraph_without_a_sentence_or_in_another_order_is_hardly_ever_accused(change: str) -> None:
    found = sentences.tried(change, every=6)
    assert found.tried > 100
    assert not found.too_many, found.accused


@pytest.mark.parametrize("unit", lengths.UNITS)
def test_twice_the_text_takes_about_twice_the_steps_of_the_whole_way(unit: str) -> None:
    growth = lengths.in_steps(unit, 1_000)
    assert growth.twice < 4_000 or growth.times < lengths.MOST_STEPS, growth


def test_case_is_run_again_by_its_number(tmp_path: Path) -> None:
    kept = tmp_path / "kept.rtf"
    words = [sys.executable, str(RUN), "--case", f"report.rtf:{SEED}:1", "--save", str(kept)]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert done.returncode == 0 and f"report.rtf:{SEED}:1" in done.stdout, done.stderr
    assert kept.read_bytes() == data_of(f"report.rtf:{SEED}:1")[1]
