from __future__ import annotations

import pytest

from scorer import pipeline
from scorer.model import Source
from scorer.pipeline import load_rubric, score_fitting, score_source
from scorer.rules.profile import Profiles
from scorer.text.lexicon import Lexicon
from scorer.text.words import Scan

CITY = "岭江市人民政府2023年度法治政府建设情况报告\n一、主要工作\n审查规范性文件12件。\n二、存在问题\n执法力量不足。\n"
TOWN = "岭江县南山镇2023年法治政府建设工作报告\n一、主要工作\n开展执法检查12次。\n二、存在问题\n执法力量不足。\n"


def source(text: str) -> Source:
    return Source("r.txt", text, "", "utf-8")


@pytest.mark.parametrize(("text", "rubric", "scans"), [(CITY, "fazhi-annual-report", 1), (TOWN, "township-office", 2)])
def test_the_fitting_rubric_gives_the_card_that_it_gives_alone(
    text: str, rubric: str, scans: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []

    class Counted(Scan):
        def __init__(self, lexicon: Lexicon, text: str) -> None:
            made.append(text)
            super().__init__(lexicon, text)

    monkeypatch.setattr(pipeline, "Scan", Counted)
    card, chosen = score_fitting(source(text), Profiles(load_rubric("fazhi-annual-report"), load_rubric))
    assert chosen.id == rubric
    assert len(made) == scans, "what was read to choose the rubric is read again only for another one"
    assert card == score_source(source(text), chosen)
