"""Directions of the plan are told from slogans."""

from __future__ import annotations

from typing import Any

import pytest
from shortcoming_cases import CASES, laid_out

from scorer.judging.plans import judge_plan, plan_items
from scorer.model import Role, Section, Verdict


@pytest.mark.parametrize("case", CASES["plan"], ids=lambda case: case["text"][:16])
def test_plans_are_judged(case: dict[str, Any]) -> None:
    judged = judge_plan(*laid_out((case["role"], case["text"])))
    assert judged.verdict.value == case["verdict"], judged


def test_opening_slogan_is_a_generic_direction() -> None:
    scan, sections = laid_out(("plan", "明年,我们将深入贯彻上级部署,努力开创法治政府建设新局面。"))
    assert [item.generic for item in plan_items(scan, sections)] == [True]


def test_account_of_the_past_inside_the_plan_is_no_direction() -> None:
    scan, sections = laid_out(("plan", "今年以来已建成调解室9个。明年增设仲裁庭。"))
    assert [scan.text[item.start : item.end] for item in plan_items(scan, sections)] == ["明年增设仲裁庭"]


def test_purpose_clause_is_no_second_direction() -> None:
    judged = judge_plan(*laid_out(("plan", "明年组织一次公证质量检查,不断提高工作水平。")))
    assert judged.verdict is Verdict.PARTIAL


def test_how_many_directions_are_asked_is_given_by_the_caller() -> None:
    scan, sections = laid_out(("plan", "修订听证规则;增设调解室。"))
    assert judge_plan(scan, sections).verdict is Verdict.MET
    assert judge_plan(scan, sections, directions=3).verdict is Verdict.PARTIAL


def test_plan_words_outside_the_plan_are_near_misses() -> None:
    judged = judge_plan(*laid_out(("measures", "下一步将增设调解室。")))
    assert (judged.verdict, [why for _, why in judged.near_misses]) == (Verdict.MISSING, ["other-object"])


def test_sections_of_other_roles_hold_no_directions() -> None:
    scan, sections = laid_out(("measures", "增设调解室。"))
    assert plan_items(scan, (Section(Role.MEASURES, 0, len(scan.text), 1, 1, None),)) == ()
    assert plan_items(scan, sections) == ()


def test_scenery_is_no_direction() -> None:
    scan, sections = laid_out(("plan", "东方欲晓,河水汤汤,两岸的稻田又换上了新绿。"))
    assert plan_items(scan, sections) == ()


def test_what_stands_behind_a_shortcoming_is_a_direction() -> None:
    scan, sections = laid_out(("problems", "听证偏少。下一步,培训听证主持人六名。"))
    assert [scan.text[slice(*item.head)] for item in plan_items(scan, sections)] == ["培训听证主持人六名"]


def test_denial_before_a_comma_does_not_refuse_the_plan_behind_it() -> None:
    scan, sections = laid_out(("plan", "今年没有开展演练,计划明年修订预案并组织1次演练。"))
    assert any("修订预案" in scan.text[item.start : item.end] for item in plan_items(scan, sections))
