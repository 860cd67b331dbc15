from __future__ import annotations

from scorer.text.breaks import Breaks

TEXT = "\n一\n\n二三\n"


def test_a_break_stands_at_the_end_of_its_line() -> None:
    lines = Breaks(TEXT)
    assert [lines.line(at) for at in range(len(TEXT) + 1)] == [
        TEXT.count("\n", 0, at) + 1 for at in range(len(TEXT) + 1)
    ]
