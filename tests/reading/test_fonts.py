"""A PDF that brings no Chinese font, read where the machine has none either: lines are left out, which is told."""

from __future__ import annotations

from typing import Any

import pytest
from reports import HERE

from scorer.model import Finding, Verdict
from scorer.pipeline import in_doubt
from scorer.reading.source import read_path

raw = pytest.importorskip("pypdfium2").raw
FILE = str(HERE / "real_inputs" / "02-page-rotated-90.pdf")


@pytest.mark.parametrize(("points", "notes", "incomplete"), [(0.01, ["no-font"], "font"), (11.0, [], "")])
def test_characters_without_an_outline_are_told_and_nothing_is_called_missing(
    monkeypatch: pytest.MonkeyPatch, points: float, notes: list[str], incomplete: str
) -> None:
    def outline(_handle: Any, _index: int, left: Any, right: Any, bottom: Any, top: Any) -> int:
        left._obj.value = bottom._obj.value = 0.0
        right._obj.value, top._obj.value = points, 12.0
        return 1

    monkeypatch.setattr(raw, "FPDFText_GetCharBox", outline)
    source = read_path(FILE)
    assert [note.code for note in source.notes] == notes
    assert source.incomplete == incomplete
    doubted = in_doubt(Finding("causes", Verdict.MISSING, "none"), "font")
    assert (doubted.verdict, doubted.reason) == (Verdict.UNCLEAR, "incomplete-font")
