"""Similar passages as the formats show them."""

from __future__ import annotations

import json

import pytest

from scorer.judging.similar import Similar
from scorer.model import Scorecard
from scorer.render import markdown, record, terminal
from scorer.render.formats import Look


@pytest.fixture
def asked(card: Scorecard, look: Look) -> Look:
    alike = card.findings[0].evidence[0]
    return look._replace(similar={"causes": (Similar(alike, 0.45, True),)})


def test_similar_passages_are_shown_only_when_asked_for(card: Scorecard, look: Look, asked: Look) -> None:
    for module in (terminal, markdown):
        shown = module.piece(card, asked)
        assert "相似段落" in shown and "执法队伍力量薄弱” 45%" in shown and "请人工核对" in shown
        assert "相似段落" not in module.piece(card, look)


def test_json_gives_every_criterion_its_similar_passages_when_asked(card: Scorecard, look: Look, asked: Look) -> None:
    criteria = json.loads(record.piece(card, asked))["criteria"]
    assert (criteria[1]["similar"][0]["quote"], criteria[1]["similar"][0]["check"]) == ("执法队伍力量薄弱", True)
    assert criteria[0]["similar"] == []
    assert "similar" not in json.loads(record.piece(card, look))["criteria"][1]


def test_explanation_shows_them_too(card: Scorecard, asked: Look) -> None:
    assert "45%" in terminal.piece(card, asked._replace(explain="causes"))
