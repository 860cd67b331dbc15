from __future__ import annotations

from scorer.statements.enclosing import Enclosing

SPANS = [(8, 10), (2, 9), (3, 5), (20, 24)]


def test_a_span_is_held_by_any_of_the_spans_whatever_lies_inside_what() -> None:
    spans = Enclosing(SPANS)
    for start in range(26):
        for end in range(start, 26):
            assert spans.holds(start, end) == any(low <= start and end <= high for low, high in SPANS)
            assert spans.go_beyond((start, end)) == any(low < start and end < high for low, high in SPANS)


def test_no_spans_hold_nothing() -> None:
    assert not Enclosing([]) and not Enclosing([]).holds(0, 0)
