"""Shortcomings are counted as distinct items."""

from __future__ import annotations

from typing import Any

import pytest
from shortcoming_cases import CASES, labelled_seed, laid_out, lexicon

from scorer.judging.causes import judge_causes
from scorer.judging.pairs import judge_plan_answers
from scorer.judging.plans import judge_plan
from scorer.judging.problems import judge_problems, problem_items
from scorer.model import Role, Verdict

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


def test_every_number_of_a_list_cuts_an_item() -> None:
    text = "一是案卷不齐;二是听证偏少;三是普法单一;四是公示迟缓。五是车辆老旧。"
    assert len(problem_items(*laid_out(("problems", text)))) == 5


def test_numbers_that_run_on_over_several_stretches_number_each_of_them() -> None:
    scan, sections = laid_out(
        ("problems", "一是案卷不齐。装订无人管,目录缺页。"),
        ("plan", "明年请档案馆上门整理案卷。"),
        ("problems", "二是听证偏少。会主持的人少,场地也缺。"),
        ("plan", "明年培训听证主持人六名。"),
    )
    items = problem_items(scan, sections)
    assert [scan.text[slice(*item.head)] for item in items] == ["案卷不齐", "听证偏少"]


def test_reasons_and_remedies_are_no_part_of_an_item() -> None:
    text = "一是案卷不齐;二是听证偏少。究其原因,执法人员编制少。下一步,我们将增配法制员。"
    scan, sections = laid_out(("problems", text))
    assert [scan.text[item.start : item.end] for item in problem_items(scan, sections)] == ["案卷不齐", "听证偏少"]


def test_shortcomings_named_only_together_with_their_answer_are_stated() -> None:
    plan = "针对笔录做得粗的问题,下一步请法官来讲课。针对讲座没人听的问题,下一步改拍短视频。"
    scan, sections = laid_out(("plan", plan))
    assert [scan.text[slice(*item.head)] for item in problem_items(scan, sections)] == ["笔录做得粗", "讲座没人听"]
    assert judge_plan_answers(scan, sections).verdict is Verdict.MET
    stated = laid_out(("problems", "听证偏少。"), ("plan", plan))
    assert len(problem_items(*stated)) == 1


def test_a_row_of_shortcomings_with_their_answers_counts_beside_the_sentence_that_introduces_it() -> None:
    lead = "我们深知自身还有许多不足,也考虑了改进办法,一并报告。"
    plan = (
        "针对县区进展不均衡、有的责任虚化的问题,将约谈末位单位。针对队伍人没到位,编制空转的问题,上半年完成执法队伍的组建。"
        "针对记录仪用而不存的问题——去年坏了9台——下一步购置存储设备。"
    )
    scan, sections = laid_out(("problems", lead), ("plan", plan))
    assert [scan.text[slice(*item.head)] for item in problem_items(scan, sections)] == [
        "县区进展不均衡、有的责任虚化", "队伍人没到位,编制空转", "记录仪用而不存",
    ]  # fmt: skip
    assert judge_plan_answers(scan, sections).verdict is Verdict.MET


def test_what_leads_up_to_a_list_and_is_about_nothing_is_no_shortcoming() -> None:
    text = "自己打的分,总怕打高了。还有几道题没有答好:\n一是听证代表性不够。二是案卷错漏较多。"
    scan, sections = laid_out(("problems", text))
    assert len(problem_items(scan, sections)) == 2
