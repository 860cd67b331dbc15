"""What counts as a figure: numbers with counters, and round numbers as they are spoken."""

from __future__ import annotations

import pytest
from reports import builtin

from scorer.text.words import Scan


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("问的人有1900多。", ["1900多"]),
        ("来看的有三百多。", ["三百多"]),
        ("讲了十几次。", ["十几次"]),
        ("埋了2600头。", ["2600头"]),
        ("改了两遍。", ["两遍"]),
        ("守了十多年。", []),
        ("他有50多岁。", []),
        ("人多了。", []),
    ],
)
def test_round_number_is_a_figure_but_no_age_or_span(text: str, figures: list[str]) -> None:
    scan = Scan(builtin().lexicon, text)
    assert [text[start:end] for start, end in scan.spans("figure")] == figures
