"""The roles of a report explained block by block."""

from __future__ import annotations

import pytest
from reports import seed

from scorer.locale.clues import TEXTS, clue
from scorer.locale.wording import LANGUAGES, Wording
from scorer.pipeline import load_rubric, score_source
from scorer.render import terminal
from scorer.render.cells import width
from scorer.render.formats import SECTIONS, Look
from scorer.rules.checked import structure
from scorer.rules.files import collect


def explained(text: str, lang: str = "zh") -> str:
    rubric = load_rubric("fazhi-annual-report")
    look = Look(wording=Wording(lang, rubric), rubric=rubric, explain=SECTIONS)
    source = seed("003")._replace(text=text) if text else seed("003")
    return terminal.piece(score_source(source, rubric), look)


TURNING = (
    "2023年，某县坚持以习近平法治思想为指导，扎实推进法治政府建设，现将有关情况报告如下。\n"
    "一、规范行政执法\n评查案卷30卷，印发通报2期。但是，部分单位执法仍不规范，文书质量不高。\n"
    "二、存在的问题\n一是执法力量不足。二是普法形式单一。\n三、原因剖析\n培训机制不健全，经费保障不够。\n"
)


def test_each_block_has_its_role_what_spoke_for_it_and_the_runner_up() -> None:
    blocks = explained(TURNING).strip().split("\n\n")[1:]
    roles = [one.splitlines()[0].split("  ")[1] for one in blocks]
    assert roles == ["开头", "工作情况", "存在问题", "原因"]
    assert all("依据" in one and "次选" in one for one in blocks)
    assert "标题点名问题 +6.0" in blocks[2] and "第6行" not in blocks[2].splitlines()[0]


def test_a_sentence_that_turns_within_a_block_is_shown() -> None:
    (block,) = [one for one in explained(TURNING).split("\n\n") if "一、规范行政执法" in one]
    assert "其中  存在问题  但是，部分单位执法" in block


def test_a_role_that_was_close_is_said_to_be_so() -> None:
    text = TURNING[: TURNING.index("二、")] + "二、形势和挑战\n处置突发事件21起。\n三、下一步工作\n加强培训。\n"
    close = [one for one in explained(text).split("\n\n") if "拿不准" in one]
    assert [one.splitlines()[0].split("  ")[2] for one in close] == ["二、形势和挑战"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_lines_fit_the_columns_in_both_languages(lang: str) -> None:
    assert all(width(line) <= 80 for line in explained("", lang).splitlines())


def test_every_clue_has_a_name_in_both_languages_and_no_name_is_left_over() -> None:
    clues = set(structure(collect("fazhi-annual-report"))["clues"])
    assert clues - {"early", "headed"} == set(TEXTS)  # these speak for nothing, only against
    assert len({clue(name, lang) for name in TEXTS for lang in LANGUAGES}) == 2 * len(TEXTS)
