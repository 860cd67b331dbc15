"""What unseen texts give, by totals: nothing that is mended elsewhere may take it away."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml
from reports import builtin, one_section

from scorer.checks.figures import find_figures
from scorer.pipeline import judge
from scorer.text.normalise import fold
from scorer.text.words import Scan

HERE = Path(__file__).parent
LEAST_FOUND = 75  # of 142 that contradict themselves; when last looked at 77
LEAST_SENTENCES = 362  # of 427; when last looked at 365


def rows(name: str) -> list[dict[str, Any]]:
    read: list[dict[str, Any]] = yaml.safe_load((HERE / name).read_text(encoding="utf-8"))
    return read


def accused(text: str) -> bool:
    found = find_figures(Scan(builtin().lexicon, fold(text)))
    return any(test.verdict == "inconsistent" and test.sure for test in found)


def test_figures_that_contradict_themselves_are_found_and_sound_ones_are_not_accused() -> None:
    passages = rows("figures.yaml")
    told = [accused(one["text"]) for one in passages]
    wrong = [one["verdict"] == "inconsistent" for one in passages]
    assert sum(both for both in map(min, told, wrong)) >= LEAST_FOUND
    assert not [one["id"] for one, accuses, is_wrong in zip(passages, told, wrong, strict=True) if accuses > is_wrong]


def test_labelled_passages_keep_their_share_of_right_verdicts() -> None:
    right = 0
    for one in rows("sentences.yaml"):
        verdict = judge(builtin().criterion(one["criterion"]), one_section(one["text"], "measures")).verdict.value
        right += verdict in {one["verdict"], *one["also_accepted"]}
    assert right >= LEAST_SENTENCES
