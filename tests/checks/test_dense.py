"""Complete reports written densely with figures by hands who knew no code: no sound figure is accused."""

from __future__ import annotations

from pathlib import Path

import pytest
from reports import builtin

from scorer.pipeline import score_source
from scorer.reading.source import read_path

DENSE = sorted((Path(__file__).parent / "dense").glob("*.txt"))
KNOWN: dict[str, set[str]] = {}  # false accusations that are not mended yet


@pytest.mark.parametrize("path", DENSE, ids=lambda path: path.stem)
def test_a_sound_report_full_of_figures_is_accused_of_nothing(path: Path) -> None:
    card = score_source(read_path(str(path)), builtin())
    told = {one.computation or one.quote for one in card.checks if one.verdict == "inconsistent" and one.sure}
    assert told == KNOWN.get(path.stem, set())


def test_the_reports_are_there() -> None:
    assert len(DENSE) > 40
