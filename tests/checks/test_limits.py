"""Figures without end: time in step with the length, and numbers that count nothing."""

from __future__ import annotations

from functools import cache

import pytest
from counting import calls_of

from scorer.checks.figures import find_figures
from scorer.pipeline import load_rubric
from scorer.rules.rubric import Rubric
from scorer.text.normalise import fold
from scorer.text.words import Scan

LENGTH = 4_000  # characters


@cache
def rubric() -> Rubric:
    return load_rubric("fazhi-annual-report")


def steps(unit: str, length: int) -> int:
    """Calls that the figures of a text take."""
    scan = Scan(rubric().lexicon, fold((unit * (length // len(unit) + 1))[:length]))
    return calls_of(lambda: list(find_figures(scan)))


@pytest.mark.parametrize(
    "unit",
    ["受理案件20件、", "受理案件20件，", "受理案件20件，其中办结3件，", "由20件增加到30件，", "受理1.2万件，占92%，",
     "受理20件（其中12件，", "每场平均20人，12场共240人，", "受理20件。", "甲 12 13\n", "12人，3人，1:4，",
     "应公示20件，已公示3件，应公示尽公示，", "甲局、乙局等3个部门", "每村不少于3名，",
     "3月1日至5月2日，", "诉调、访调“四调联动”，"],
)  # fmt: skip
def test_twice_the_text_takes_about_twice_the_steps(unit: str) -> None:
    steps(unit, LENGTH)  # words and expressions are made ready
    assert steps(unit, 2 * LENGTH) < 2.3 * steps(unit, LENGTH)


@pytest.mark.parametrize("digits", [16, 320, 4400])
def test_a_number_without_end_is_no_quantity(digits: int) -> None:
    text = f"受理案件{'9' * digits}件,办结{'8' * digits}件,办结率{'7' * digits}%。{'九' * digits}件。"
    assert not list(find_figures(Scan(rubric().lexicon, fold(text))))
