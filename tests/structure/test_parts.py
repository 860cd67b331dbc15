"""Whole reports read as one: which part each line is, and which clue decides it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from layouts import lay_out, weights

from scorer.structure.weights import Weights

HERE = Path(__file__).parent
REPORTS = yaml.safe_load((HERE / "parts_cases.yaml").read_text(encoding="utf-8"))["reports"]
CLUES = yaml.safe_load((HERE / "clue_cases.yaml").read_text(encoding="utf-8"))["clues"]


def text_of(case: dict[str, Any]) -> str:
    return "".join(f"{line}\n" for _, line in case["lines"])


def roles_of(case: dict[str, Any]) -> list[str]:
    return [role for role, _ in case["lines"]]


@pytest.mark.parametrize("case", REPORTS, ids=lambda case: case["name"])
def test_every_line_of_a_report_has_its_part(case: dict[str, Any]) -> None:
    lines = [line for _, line in case["lines"]]
    found = lay_out(text_of(case)).line_parts()
    assert list(zip(found, lines, strict=True)) == list(zip(roles_of(case), lines, strict=True))


@pytest.mark.parametrize("case", CLUES, ids=lambda case: case["clue"])
def test_a_clue_decides_a_report(case: dict[str, Any]) -> None:
    known = weights()
    clues = {**known.clues, case["clue"]: tuple(0.0 for _ in known.clues[case["clue"]])}
    without = Weights(clues, known.states, known.before, known.behind, known.close)
    assert lay_out(text_of(case)).line_parts() == roles_of(case)
    assert lay_out(text_of(case), without).line_parts() != roles_of(case)


def test_every_clue_has_a_report_that_it_decides() -> None:
    assert {case["clue"] for case in CLUES} == set(weights().clues)


def test_no_heading_alone_outweighs_a_chapter_of_deeds() -> None:
    deeds = "组织开展案卷评查2次，评查案卷120卷。\n完成行政执法培训3期，培训执法人员460人次。\n"
    opening = "2023年，我县坚持以习近平法治思想为指导，扎实推进法治政府建设，现将有关情况报告如下。\n"
    for heading in ("存在的问题", "下一步工作打算", "原因剖析"):
        layout = lay_out(
            f"{opening}一、加强领导\n召开会议4次。\n二、{heading}\n{deeds * 2}三、依法决策\n审核合同46份。\n"
        )
        assert layout.role_of("组织开展案卷评查").value == "measures", heading


def test_the_next_best_role_is_told_and_said_to_be_close_where_it_is() -> None:
    opening = "2023年，我县坚持以习近平法治思想为指导，扎实推进法治政府建设，现将有关情况报告如下。\n"
    chapters = "一、加强领导\n召开会议4次。\n二、形势和挑战\n处置突发事件21起。\n三、下一步工作\n加强培训。\n"
    by_role = {section.role.value: section for section in lay_out(opening + chapters).sections}
    assert by_role["problems"].close and by_role["problems"].runner_up == "measures"
    assert not by_role["plan"].close and by_role["plan"].runner_up is not None
