"""Directions of the plan are told from slogans, and each shortcoming is paired with the one that answers it."""

from __future__ import annotations

from typing import Any

import pytest
from shortcoming_cases import CASES, labelled_seed, laid_out

from scorer.judging.pairs import judge_plan_answers, pair
from scorer.judging.plans import judge_plan, plan_items
from scorer.judging.problems import problem_items
from scorer.model import Role, Section, Verdict


@pytest.mark.parametrize("case", CASES["plan"], ids=lambda case: case["text"][:16])
def test_plans_are_judged(case: dict[str, Any]) -> None:
    judged = judge_plan(*laid_out((case["role"], case["text"])))
    assert judged.verdict.value == case["verdict"], judged


@pytest.mark.parametrize("case", CASES["pairs"], ids=lambda case: case["problems"][:16])
def test_each_shortcoming_is_paired_with_its_answer(case: dict[str, Any]) -> None:
    judged = judge_plan_answers(*laid_out(("problems", case["problems"]), ("plan", case["plan"])))
    answered = [number for number, (_, answer) in enumerate(judged.pairs, 1) if answer is not None]
    assert (judged.verdict.value, answered) == (case["verdict"], case["answered"])


def test_unanswered_shortcomings_are_listed_in_their_order() -> None:
    scan, sections, _ = labelled_seed("001")
    unanswered = [problem for problem, answer in judge_plan_answers(scan, sections).pairs if answer is None]
    assert [scan.text[item.start : item.end] for item in unanswered] == [
        "人才队伍建设成效与高质量发展要求还不匹配",
        "基层街道综合行政执法体制尚未完全建立",
    ]


def test_every_numbered_shortcoming_of_a_mirrored_plan_finds_its_own_direction() -> None:
    scan, sections, _ = labelled_seed("003")
    answers = [answer for _, answer in judge_plan_answers(scan, sections).pairs]
    assert all(answers) and len({answer.start for answer in answers if answer}) == 3


def test_the_topic_of_the_words_that_fall_short_decides_not_that_of_their_elaboration() -> None:
    scan, sections = laid_out(
        ("problems", "一是征地补偿争议多发,占复议案件三成;二是公证员短缺。"),
        ("plan", "明年修订复议案件听证规则;增加公证员名额。"),
    )
    answers = [answer is not None for _, answer in judge_plan_answers(scan, sections).pairs]
    assert answers == [False, True]


def test_direction_that_follows_its_shortcoming_answers_it_without_a_common_word() -> None:
    scan, sections = laid_out(
        ("problems", "问题:巡河拍照对不上点位。"),
        ("plan", "对策:一季度配发定位终端六十台。"),
        ("problems", "问题:摊贩投诉居高。"),
        ("plan", "对策:划出临时疏导区三处。"),
    )
    assert judge_plan_answers(scan, sections).verdict is Verdict.MET


def test_outside_pressure_needs_no_answer() -> None:
    scan, sections = laid_out(
        ("problems", "一是创建任务重、压力大;二是公证员短缺。"), ("plan", "增加公证员名额;扩建公证大厅。")
    )
    judged = judge_plan_answers(scan, sections)
    assert (judged.verdict, len(judged.pairs)) == (Verdict.MET, 1)


def test_without_shortcomings_or_without_a_plan_nothing_is_answered() -> None:
    no_problems = judge_plan_answers(*laid_out(("plan", "修订听证规则;增设调解室。")))
    no_plan = judge_plan_answers(*laid_out(("problems", "公证员短缺;听证偏少。")))
    assert (no_problems.verdict, no_problems.reason) == (Verdict.MISSING, "no-shortcomings")
    assert (no_plan.verdict, no_plan.reason, len(no_plan.pairs)) == (Verdict.MISSING, "no-plan", 2)


def test_uncommon_words_tie_a_pair_that_shares_no_topic() -> None:
    scan, sections = laid_out(("problems", "骑手头盔佩戴混乱。"), ("plan", "逐站核查骑手头盔。"))
    problems, plans = problem_items(scan, sections), plan_items(scan, sections)
    assert pair(scan, sections, problems) == ((problems[0], plans[0]),)


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
