"""Laws named in a row without brackets: what is studied, no objects of their own."""

from __future__ import annotations

import pytest

from scorer.statements.laws import laws_in_rows


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("组织学习信访条例、安全生产法4次", "信访条例、安全生产法"),
        ("学习习近平法治思想和行政处罚法、信访条例4次", "行政处罚法、信访条例"),
        ("宣传宪法、民法典和反有组织犯罪法", "宪法、民法典和反有组织犯罪法"),
        ("学习习近平法治思想和行政处罚法4次", ""),
    ],
)
def test_a_row_begins_with_its_first_law(text: str, row: str) -> None:
    found = [text[start + 1 : end - 1] for start, end in laws_in_rows(text)]
    assert [one[-len(row) :] for one in found] == ([row] if row else [])
    assert not any("思想" in one for one in found)
