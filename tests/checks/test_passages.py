"""Short passages that contradict themselves, and sound ones that tempt: no sound one is ever accused."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
import yaml

from scorer.checks.figures import Computed, find_figures
from scorer.pipeline import load_rubric
from scorer.rules.rubric import Rubric
from scorer.text.normalise import fold
from scorer.text.words import Scan

PASSAGES = yaml.safe_load((Path(__file__).parent / "figure_passages.yaml").read_text(encoding="utf-8"))


@cache
def rubric() -> Rubric:
    return load_rubric("fazhi-annual-report")


def accused(text: str) -> list[Computed]:
    found = list(find_figures(Scan(rubric().lexicon, fold(text))))
    return [test for test in found if test.verdict == "inconsistent" and test.sure]


@pytest.mark.parametrize("text", PASSAGES["wrong"])
def test_a_passage_that_contradicts_itself_is_found(text: str) -> None:
    assert accused(text)


@pytest.mark.parametrize("text", PASSAGES["sound"])
def test_a_sound_passage_is_accused_of_nothing(text: str) -> None:
    assert not accused(text)
