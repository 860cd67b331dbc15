"""Whole reports read as one: which part each line is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from layouts import lay_out

REPORTS = yaml.safe_load((Path(__file__).parent / "parts_cases.yaml").read_text(encoding="utf-8"))["reports"]


def parts(text: str) -> list[str]:
    """Role of each line, `reasons` where it tells why the problems exist."""
    layout = lay_out(text)
    found = []
    at = 0
    for line in text.split("\n"):
        section = layout.section_at(at)
        if line.strip():
            found.append("reasons" if section.reasons else section.role.value)
        at += len(line) + 1
    return found


@pytest.mark.parametrize("case", REPORTS, ids=lambda case: case["name"])
def test_every_line_of_a_report_has_its_part(case: dict[str, Any]) -> None:
    text = "".join(f"{line}\n" for _, line in case["lines"])
    assert list(zip(parts(text), [line for _, line in case["lines"]], strict=True)) == [
        (role, line) for role, line in case["lines"]
    ]
