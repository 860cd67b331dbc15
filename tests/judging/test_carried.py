"""A topic sentence holds for what its paragraph tells behind it, until something else takes over."""

from __future__ import annotations

import pytest
from reports import builtin, one_section

from scorer.judging.judge import CARRIED
from scorer.model import Verdict
from scorer.pipeline import judge


@pytest.mark.parametrize(
    ("criterion", "text", "carried"),
    [
        ("legal-publicity", "普法不走形式。把短片送上90条船,村里装了宣传屏。", True),
        ("legal-publicity", "普法不走形式。对30名镇长进行廉政谈话。", False),  # 对… opens another matter
        ("legal-publicity", "普法不走形式。市里来了30名干部。", False),  # another body
        ("legal-publicity", "普法不走形式。\n把短片送上90条船。", False),  # another paragraph
        ("legal-publicity", "普法不走形式。打算把短片送上90条船。", False),  # a promise
        ("legal-publicity", "普法、信访都不走形式。把短片送上90条船。", False),  # two objects
        ("first-responsible-person", "县长扛起第一责任人的担子。听汇报4次,批了11份件。", True),  # by a sign's own words
        ("administrative-reconsideration", "依法办理复议案件。审结40件,其中驳回9件、调解结案11件,收案52件。", True),
        ("administrative-reconsideration", "依法办理复议案件。人民调解受理52件,审结40件。", False),  # another object
    ],
)
def test_topic_sentence_holds_until_something_else_takes_over(criterion: str, text: str, carried: bool) -> None:
    finding = judge(builtin().criterion(criterion), one_section(text, "measures", 2024, "county"))
    assert (finding.verdict is Verdict.MET and finding.reason == CARRIED) is carried


def test_topic_and_figures_are_quoted() -> None:
    finding = judge(
        builtin().criterion("legal-publicity"), one_section("普法不走形式。把短片送上90条船,村里装了宣传屏。")
    )
    assert [evidence.quote for evidence in finding.evidence] == ["普法不走形式", "把短片送上90条船"]
