"""Shortcomings are counted as distinct items, and a reason has to be given for one of them."""

from __future__ import annotations

from typing import Any

import pytest
from shortcoming_cases import CASES, HERE, labelled_seed, laid_out, lexicon

from scorer.judging.causes import causes, judge_causes
from scorer.judging.pairs import judge_plan_answers
from scorer.judging.plans import judge_plan
from scorer.judging.problems import judge_problems, problem_items
from scorer.model import Role, Verdict

WORDS = HERE.parent / "rubric" / "words"
JUDGES = {
    "problems": judge_problems,
    "causes": judge_causes,
    "next-year-plan": judge_plan,
    "plan-answers-problems": judge_plan_answers,
}


@pytest.mark.parametrize("case", CASES["problems"], ids=lambda case: case["text"][:16])
def test_shortcomings_are_counted_and_judged(case: dict[str, Any]) -> None:
    scan, sections = laid_out((case["role"], case["text"]))
    items = problem_items(scan, sections)
    assert sum(not item.generic and not item.outside for item in items) == case["count"], items
    assert judge_problems(scan, sections).verdict.value == case["verdict"]


@pytest.mark.parametrize("case", CASES["causes"], ids=lambda case: case["text"][:16])
def test_reasons_are_judged(case: dict[str, Any]) -> None:
    judged = judge_causes(*laid_out((case["role"], case["text"])))
    assert judged.verdict.value == case["verdict"], judged


@pytest.mark.parametrize("number", ["000", "001", "002", "003", "004"])
def test_seeds_get_the_verdicts_of_their_readers(number: str) -> None:
    scan, sections, labels = labelled_seed(number)
    for criterion, judge in JUDGES.items():
        accepted = [labels[criterion]["verdict"], *labels[criterion].get("also_accepted", [])]
        assert judge(scan, sections).verdict.value in accepted, criterion


def test_evidence_is_the_sentence_that_falls_short_not_its_elaboration() -> None:
    scan, sections = laid_out(("problems", "(一)听证程序不熟。去年以来漏告知两起。\n(二)装备陈旧。记录仪过期。"))
    judged = judge_problems(scan, sections)
    assert [scan.text[a:b] for a, b in judged.evidence] == ["听证程序不熟", "装备陈旧"]


def test_how_many_distinct_shortcomings_are_asked_is_given_by_the_caller() -> None:
    scan, sections = laid_out(("problems", "一是案卷装订不齐;二是普法形式单一。"))
    assert judge_problems(scan, sections).verdict is Verdict.MET
    assert judge_problems(scan, sections, distinct=3).verdict is Verdict.PARTIAL


def test_clauses_on_one_topic_are_one_shortcoming() -> None:
    scan, sections = laid_out(("problems", "普法形式单一,普法载体陈旧,针对性不强。"))
    assert len(problem_items(scan, sections)) == 1


def test_clauses_with_their_own_subjects_are_several_shortcomings() -> None:
    scan, sections = laid_out(("problems", "普法形式单一,复议办案力量不足,政务公开更新迟缓。"))
    assert len(problem_items(scan, sections)) == 3


def test_reasons_in_an_enumeration_are_no_shortcomings() -> None:
    text = "一是案卷装订不齐;二是普法形式单一。究其原因,一是专人频繁更换;二是经费没有着落。"
    scan, sections = laid_out(("problems", text))
    items = problem_items(scan, sections)
    assert [scan.text[item.start : item.end] for item in items] == ["案卷装订不齐", "普法形式单一"]
    assert all(cause.explicit for cause in causes(scan, sections, items))


def test_line_headed_as_reasons_is_no_shortcoming() -> None:
    scan, sections = laid_out(("problems", "问题:档案室面积不足。\n成因:老楼改造资金缺口大。"))
    items = problem_items(scan, sections)
    assert len(items) == 1
    assert judge_causes(scan, sections).verdict is Verdict.MET


def test_another_places_shortcoming_is_a_near_miss() -> None:
    judged = judge_problems(*laid_out(("problems", "邻县执法队伍涣散,屡被通报。")))
    assert (judged.verdict, [why for _, why in judged.near_misses]) == (Verdict.MISSING, ["other-body"])


def test_the_wider_place_is_another_body_only_for_a_report_of_a_smaller_one() -> None:
    wider = "全市行政裁决开展不平衡,调解平台尚未贯通。"
    assert not problem_items(*laid_out(("opening", "我县扎实推进,全县上下齐心。"), ("problems", wider)))
    assert problem_items(*laid_out(("opening", "我市扎实推进。"), ("problems", wider)))


def test_words_of_shortfall_elsewhere_are_near_misses_with_their_role() -> None:
    scan, sections = laid_out(("measures", "整治窗口短板3处。"), ("plan", "破解执法难题。"))
    judged = judge_problems(scan, sections)
    assert judged.verdict is Verdict.MISSING
    assert [(scan.text[a:b], why) for (a, b), why in judged.near_misses] == [
        ("短板", "other-object"),
        ("难题", "in-plan"),
    ]


def test_heading_that_promises_reasons_is_a_near_miss_not_a_reason() -> None:
    judged = judge_causes(*laid_out(("problems", "二、存在的不足和原因\n一是公示不及时。")))
    assert (judged.verdict, judged.near_misses[-1][1]) == (Verdict.MISSING, "no-act")


def test_report_without_a_problems_section_states_no_shortcoming_and_no_reason() -> None:
    scan, sections = laid_out(("measures", "由于措施得力,案件不足十件。"))
    assert judge_problems(scan, sections).verdict is Verdict.MISSING
    assert judge_causes(scan, sections).verdict is Verdict.MISSING


def test_items_lie_in_order_inside_their_section() -> None:
    for number in ("000", "002", "003"):
        scan, sections, _ = labelled_seed(number)
        problems = next(section for section in sections if section.role is Role.PROBLEMS)
        items = problem_items(scan, sections)
        assert items and all(problems.start <= item.start < item.end <= problems.end for item in items)
        assert all(before.end <= after.start for before, after in zip(items, items[1:], strict=False))


def test_words_that_are_looked_up_have_neither_gaps_nor_conditions() -> None:
    for name in lexicon().names:
        if name.startswith("topic-") or name == "plan-verb":
            members = lexicon().members(name)
            assert all(len(parts) == 1 and not before and not after for parts, before, after in members), name
    assert all(len(word) <= 2 for word in lexicon().words("plan-verb"))
