"""A reason has to be given for a stated shortcoming."""

from __future__ import annotations

from typing import Any

import pytest
from shortcoming_cases import CASES, laid_out

from scorer.judging.causes import causes, judge_causes
from scorer.judging.problems import problem_items
from scorer.model import Verdict


@pytest.mark.parametrize("case", CASES["causes"], ids=lambda case: case["text"][:16])
def test_reasons_are_judged(case: dict[str, Any]) -> None:
    judged = judge_causes(*laid_out((case["role"], case["text"])))
    assert judged.verdict.value == case["verdict"], judged


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


def test_heading_that_promises_reasons_is_a_near_miss_not_a_reason() -> None:
    judged = judge_causes(*laid_out(("problems", "二、存在的不足和原因\n一是公示不及时。")))
    assert (judged.verdict, judged.near_misses[-1][1]) == (Verdict.MISSING, "no-act")


def test_reason_in_a_clause_or_sentence_of_its_own_is_explicit() -> None:
    for text in (
        "案卷制作不规范,主要原因是编制少、人员流动大。",
        "案卷制作不规范。主要原因是编制少、人员流动大。",
        "(一)案卷制作不规范。\n主要原因是编制少、人员流动大。\n(二)普法形式单一。",
        "对照要求还有差距。\n主要原因是编制少、人员流动大。",
    ):
        judged = judge_causes(*laid_out(("problems", text)))
        assert (judged.verdict, judged.reason) == (Verdict.MET, "explicit-cause"), text


def test_chapter_of_reasons_gives_one_for_each_paragraph_and_holds_no_shortcoming() -> None:
    scan, (problems, why) = laid_out(
        ("problems", "二、存在问题\n(一)案卷装订不齐。\n(二)听证偏少。"),
        ("problems", "三、原因分析\n专人更换频繁,一年换了三人。\n经费没有着落,培训停办。"),
    )
    sections = (problems, why._replace(reasons=True))
    items = problem_items(scan, sections)
    assert all(item.end <= why.start for item in items) and len(items) == 2
    told = causes(scan, sections, items)
    assert [scan.text[cause.start : cause.end] for cause in told if cause.explicit] == [
        "专人更换频繁,一年换了三人",
        "经费没有着落,培训停办",
    ]


def test_question_asks_for_reasons_that_follow() -> None:
    scan, sections = laid_out(("problems", "为什么听证开不起来?一则没人会主持,二则怕当场下不来台。"))
    items = problem_items(scan, sections)
    assert [scan.text[item.start : item.end] for item in items] == ["为什么听证开不起来?"[:-1]]
    assert judge_causes(scan, sections).verdict is Verdict.MET


def test_figures_and_deeds_behind_a_shortcoming_imply_no_reason() -> None:
    text = "听证偏少。今年已开听证会12场。"
    assert judge_causes(*laid_out(("problems", text))).verdict is Verdict.MISSING
