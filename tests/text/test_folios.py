"""Page numbers between the lines of a printed text."""

from __future__ import annotations

import pytest

from scorer.model import Source
from scorer.text.folios import find_folios
from scorer.text.normalise import normalise


@pytest.mark.parametrize("folio", ["— {} —", "- {} -", "第{}页", "第 {} 页 共 9 页", "    -- {} --"])
def test_page_numbers_that_count_up_are_dropped(folio: str) -> None:
    lines = ["一、主要举措", folio.format(3), "审查文件12", folio.format(4), "件。", folio.format(5)]
    plain = normalise(Source("", "\n".join(lines) + "\n", "", ""))
    assert plain.text == "一、主要举措\n审查文件12\n件。\n"


@pytest.mark.parametrize("text", ["法治\n- 3 -\n政府\n", "- 3 -\n法治\n- 7 -\n政府\n", "3\n法治\n4\n政府\n", "- 3 -"])
def test_other_lines_of_digits_stay(text: str) -> None:
    assert find_folios(text) == []
