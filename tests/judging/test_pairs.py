"""Each shortcoming is paired with the direction that answers it."""

from __future__ import annotations

from typing import Any

import pytest
from shortcoming_cases import CASES, labelled_seed, laid_out

from scorer.judging.answers import answers
from scorer.judging.pairs import judge_plan_answers, pair
from scorer.judging.plans import plan_items
from scorer.judging.problems import problem_items
from scorer.model import Verdict


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


def test_wide_topic_alone_ties_nothing() -> None:
    scan, sections = laid_out(("problems", "执法协作机制缺失。"), ("plan", "建立年度报告审签制度。增设调解室。"))
    assert [answer for _, answer in judge_plan_answers(scan, sections).pairs] == [None]


def test_who_and_where_tie_nothing_alone() -> None:
    scan, sections = laid_out(
        ("problems", "乡镇负责人出庭不发声。"), ("plan", "压实乡镇负责人防汛责任;更换巡查车4辆。")
    )
    assert [answer for _, answer in judge_plan_answers(scan, sections).pairs] == [None]


def test_long_common_stretch_ties_without_a_topic() -> None:
    scan, sections = laid_out(("problems", "骑手头盔佩戴混乱。"), ("plan", "增设调解室;逐站核查骑手头盔。"))
    [(_, answer)] = judge_plan_answers(scan, sections).pairs
    assert answer is not None and scan.text[slice(*answer.head)] == "逐站核查骑手头盔"


def test_numbered_direction_answers_with_its_body() -> None:
    scan, sections = laid_out(
        ("problems", "一是复议听证偏少;二是罚没物资无处存放。"),
        ("plan", "(一)规范办案。疑难复议案件应听尽听。\n(二)改善条件。新建罚没物资仓库一处。"),
    )
    answers = [scan.text[slice(*answer.head)] for _, answer in judge_plan_answers(scan, sections).pairs if answer]
    assert answers == ["疑难复议案件应听尽听", "新建罚没物资仓库一处"]


def test_answer_set_behind_a_shortcoming_belongs_to_that_one() -> None:
    text = "(一)巡河拍照对不上点位。下一步,配发定位终端六十台。(二)摊贩投诉居高。"
    scan, sections = laid_out(("problems", text))
    assert [answer is not None for _, answer in judge_plan_answers(scan, sections).pairs] == [True, False]


def test_topic_in_other_words_yields_to_the_shortcoming_that_is_meant() -> None:
    scan, sections = laid_out(
        ("problems", "一是基层立法联系点冷清;二是规章后评估没有开展。"),
        ("plan", "总结经验,再上台阶;选取两部规章开展后评估。"),
    )
    assert [answer is not None for _, answer in judge_plan_answers(scan, sections).pairs] == [False, True]


def test_answer_between_those_of_its_neighbours_answers_what_stands_between_them() -> None:
    problems = "一是合同管理不规范。二是执法队伍力量和下放事项不匹配。三是普法形式单一。"
    plan = "一是建立合同送审清单。二是主动反映承接困难的事项。三是改进普法方式,多拍短视频。四是做好年度统计。"
    scan, sections = laid_out(("problems", problems), ("plan", plan))
    assert judge_plan_answers(scan, sections).verdict is Verdict.MET


def test_word_of_the_elaboration_ties_beside_another_topic_in_common() -> None:
    problems = "一是部门之间衔接不够,同一企业信息不一致,重复填报时有发生。二是公证员短缺。"
    plan = "推动企业一次采集,年内消除重复填报50项。增加公证员名额。"
    scan, sections = laid_out(("problems", problems), ("plan", plan))
    assert judge_plan_answers(scan, sections).verdict is Verdict.MET


def test_shortcomings_are_compared_up_to_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scorer.judging.pairs.MOST_PAIRED", 5)
    stated = "".join(f"{number}.第{number}中队执法力量薄弱。\n" for number in range(1, 9))
    judged = judge_plan_answers(*laid_out(("problems", stated), ("plan", "充实执法力量,组织执法培训。")))
    assert len(judged.pairs) == 5


def test_a_numbered_direction_answers_in_whatever_words() -> None:
    scan, sections = laid_out(
        ("problems", "一是案卷装订粗糙;二是涉农补贴名册里错名错户屡屡出现。"),
        ("plan", "第一,每季度评查案卷。第二,补贴名册贴到村口,错名错户的当月更正。第三,已经完成了食堂搬迁。"),
    )
    heads = [answer and scan.text[slice(*answer.head)] for _, answer in judge_plan_answers(scan, sections).pairs]
    assert heads[1] is not None and "错名错户" in heads[1]
    assert [scan.text[one.start :][:3] for one in answers(scan, sections)] == ["第一,", "第二,"]


def test_a_sentence_that_announces_a_list_is_no_shortcoming_of_its_own() -> None:
    scan, sections = laid_out(
        ("problems", "交通运输法治工作仍有不足。主要是:案卷装订粗糙;公证员短缺。深入分析,主要是赶工期的思想依然存在。"),
    )
    found = [scan.text[item.start : item.end] for item in problem_items(scan, sections)]
    assert found == ["案卷装订粗糙", "公证员短缺"]
