from __future__ import annotations

from time import process_time

import pytest

from scorer.text.patterns import SECONDS, find, objection


@pytest.mark.parametrize("pattern", ["(甲+)+乙", "甲.*乙", "甲+", "(?:甲{1,9}){2,}", "(甲", "甲?", "[甲"])
def test_pattern_without_bounds_or_sense_is_refused_with_a_mend(pattern: str) -> None:
    refused = objection(pattern)
    assert refused is not None
    assert all(refused)


@pytest.mark.parametrize("pattern", ["甲.{0,12}乙", "第[一二三]批", r"\d{1,4}件", "[+*]号"])
def test_bounded_pattern_is_accepted(pattern: str) -> None:
    assert objection(pattern) is None


def test_pattern_finds_within_lines_only() -> None:
    assert find("甲.{0,9}乙", "甲一乙\n甲\n乙") == ([(0, 3)], True)


def test_slow_pattern_is_stopped_and_says_so() -> None:
    begun = process_time()
    _, whole = find("(?:.{0,400}法){20}治", "法" * 3000 + "\n" + "法" * 3000)
    assert whole is False
    assert process_time() - begun < 6 * SECONDS
