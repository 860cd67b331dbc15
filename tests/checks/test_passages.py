"""Short passages that contradict themselves, and sound ones that tempt: no sound one is ever accused."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from pathlib import Path

import pytest
import yaml

from scorer.checks.figures import Computed, find_figures
from scorer.checks.figures.excuses import settled
from scorer.checks.figures.gates import RELATIONS
from scorer.pipeline import load_rubric
from scorer.rules.rubric import Rubric
from scorer.statements.readings import Figures
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


def held_back(text: str) -> list[Computed]:
    """What the relations whose gate refuses a passage would accuse it of, and no other relation does."""
    figures = Figures.of(Scan(rubric().lexicon, fold(text)))
    assert figures is not None
    refused = [name for name, may_tell in RELATIONS.items() if not may_tell(figures)]
    found = [test for name in refused if figures.lines for test in relation(name)(figures)]
    found = [test for test in found if test.sure and test.verdict == "inconsistent"]
    wrong = [test for test in found if settled(figures, test) == test]
    told = accused(text) if wrong else []
    return [test for test in wrong if not any(one.start < test.end and test.start < one.end for one in told)]


def relation(name: str) -> Callable[[Figures], Iterator[Computed]]:
    found: Callable[[Figures], Iterator[Computed]] = getattr(
        import_module(f"scorer.checks.figures.{name}"), f"find_{name}"
    )
    return found


@pytest.mark.parametrize("kind", PASSAGES)
def test_no_gate_holds_back_an_error_that_its_relation_finds(kind: str) -> None:
    assert [(text, test) for text in PASSAGES[kind] for test in held_back(text)] == []
