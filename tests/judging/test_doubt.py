"""Doubt is told by fixed rules, and what is missing always shows the nearest words."""

from __future__ import annotations

import pytest
from reports import SEED_NUMBERS, builtin, one_section, scored_seed, scored_text

from scorer.judging.doubt import doubt
from scorer.judging.nearest import SIMILAR
from scorer.model import Verdict
from scorer.pipeline import judge

REPORT = """临溪县2024年法治政府建设情况报告
一、主要工作
（一）规范性文件。全年制定规范性文件6件，合法性审核6件。
（二）做好信访。
（三）纠纷。{mediation}
二、存在问题
一是普法形式单一，今年办讲座12场，听众寥寥。二是基层执法力量薄弱。
三、2025年工作安排
一是创新普法形式。二是充实基层执法力量。
"""


@pytest.mark.parametrize(
    ("criterion", "text", "wanted"),
    [
        ("legality-review", "全年审核规范性文件12件,提出意见31条。", None),  # a figure
        ("enforcement-reform", "整合组建综合行政执法队。", None),  # a deed on the object itself
        ("digital-government", "依托数字监管巡查。", "one-quote"),
        ("legal-publicity", "普法不走形式。把短片送上90条船。", "on-topic"),
        ("legality-review", "全年审核各类协议90份。", "half"),
        ("mediation", "加强人民调解组织建设。", "named"),
        ("clean-up", "2021年清理规范性文件18件,废止5件。", "other-time"),
        ("duty-reports", "尚未开展述法。", "denied"),
        ("annual-report-system", "3月1日前把依法行政报告送到县人大,登在县政府网站。", None),  # words of its own
        ("legal-advisers", "组织29家律师事务所组建12支“法治体检”服务团。", None),  # told once
        ("legal-advisers", "组织29家律师事务所组建12支服务团。请律师到村里讲课。", "lacks-act"),
        ("leaders-hear-and-decide", "县人大常委会听取和审议法治政府建设工作报告。", None),
        ("leaders-hear-and-decide", "县人大常委会听取和审议法治政府建设工作报告。" * 3, "other-object"),
    ],
)
def test_doubt_is_told_by_what_the_verdict_rests_on(criterion: str, text: str, wanted: str | None) -> None:
    case = one_section(text, "measures", 2024, "county")
    rule = builtin().criterion(criterion)
    assert doubt(judge(rule, case), rule, case) == wanted


def test_words_of_the_deed_under_problems_make_a_missing_one_doubtful() -> None:
    card = scored_text(REPORT.format(mediation="调处纠纷310件。"))
    findings = {finding.criterion: finding for finding in card.findings}
    assert findings["plan-answers-problems"].doubt is None
    assert findings["causes"].doubt == "statutory"


def test_an_object_that_is_named_all_over_the_report_lacks_no_act() -> None:
    doubts = []
    for times in (2, 9):
        measures = "".join(f"成立法治政府建设领导小组{number}个。" for number in range(times))
        card = scored_text(REPORT.format(mediation=f"调处纠纷310件。{measures}"))
        found = next(f for f in card.findings if f.criterion == "annual-report-system")
        doubts.append((found.verdict, found.near_misses[0].why, found.doubt))
    assert doubts == [(Verdict.MISSING, "no-act", "lacks-act"), (Verdict.MISSING, "no-act", None)]


@pytest.mark.parametrize("number", SEED_NUMBERS)
def test_every_missing_shows_words_of_the_report(number: str) -> None:
    card = scored_seed(number)
    for finding in card.findings:
        if finding.verdict is Verdict.MISSING and finding.criterion not in ("plan-answers-problems",):
            assert finding.near_misses, finding.criterion


def test_words_on_the_object_itself_come_before_words_that_only_stand_near() -> None:
    card = scored_seed("001")
    found = next(f for f in card.findings if f.criterion == "public-legal-services")
    assert "公共法律服務" in found.near_misses[0].quote


def test_most_similar_passage_is_said_to_be_no_more_than_that() -> None:
    card = scored_text(REPORT.format(mediation="张三领着大伙把两户的地界说开了，全年21起都没闹上去。"))
    absent = [f for f in card.findings if f.near_misses and f.near_misses[0].why == SIMILAR]
    assert len(absent) > 10
    assert all(f.verdict is Verdict.MISSING and len(f.near_misses) == 1 for f in absent)
    assert sum(f.doubt == "absent" for f in absent) < 3  # unlike the examples, they are surely absent


@pytest.mark.parametrize("number", SEED_NUMBERS)
def test_no_words_stand_as_evidence_and_as_near_miss_of_one_criterion(number: str) -> None:
    for finding in scored_seed(number).findings:
        if finding.verdict is Verdict.PARTIAL:
            for miss in finding.near_misses:
                assert not any(miss.start < e.end and e.start < miss.end for e in finding.evidence), finding.criterion
