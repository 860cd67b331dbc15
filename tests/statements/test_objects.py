"""Objects run on until another takes over, and claim the figures and acts of their clauses."""

from __future__ import annotations

import pytest
from reports import builtin

from scorer.statements.flags import Flags
from scorer.statements.objects import Objects
from scorer.text.clauses import bits
from scorer.text.words import Scan

OWNER = "filing"


def objects_of(text: str) -> tuple[Scan, Objects]:
    scan = Scan(builtin().lexicon, text)
    return scan, Objects(scan, Flags(scan, 2024, None))


def stretch(text: str, clause: int = 0) -> list[str]:
    """The clauses that a clause's statement on filing takes in."""
    scan, objects = objects_of(text)
    return [text[slice(*scan.clauses.span(at))] for at in bits(objects.stretch(OWNER, clause))]


def test_object_runs_on_over_clauses_that_name_none() -> None:
    text = "报备工作从严,在印发后十日内寄出,登记回执一张不缺。"
    assert stretch(text) == ["报备工作从严", "在印发后十日内寄出", "登记回执一张不缺"]


@pytest.mark.parametrize(
    "text",
    [
        "做好报备,均经县政府常务会议讨论,寄出6件。",
        "做好报备,分别涉及行政复议和信访,寄出6件。",
        "做好报备,同时报市政府,寄出6件。",
    ],
)
def test_object_runs_on_over_clauses_that_go_on_by_their_first_words(text: str) -> None:
    assert stretch(text)[-1] == "寄出6件"


def test_object_runs_on_into_the_next_sentence() -> None:
    assert stretch("做好报备。全年寄出6件。") == ["做好报备", "全年寄出6件"]


@pytest.mark.parametrize(
    "text",
    [
        "做好报备,办理行政复议案件12件。",  # the object of another criterion
        "做好报备,对拟出台的办法逐条研究。",  # 对… opens another matter
        "做好报备,市司法局抽查12件。",  # another body takes over
        "做好报备。\n全年办结12件。",  # another paragraph
    ],
)
def test_object_ends_where_another_takes_over(text: str) -> None:
    scan = Scan(builtin().lexicon, text)
    objects = Objects(scan, Flags(scan, 2024, None))
    objects._flags.subjects._above = ["nation", "province", "prefecture"]
    figure = scan.mask("figure")
    assert not figure & objects.stretch(OWNER, 0)


def test_reach_is_the_stretch_seen_from_the_other_end() -> None:
    text = "做好报备,在规定时限内,寄出6件,行政复议案件9件,办结8件。"
    scan, objects = objects_of(text)
    for clause in range(scan.clauses.count):
        seen = objects.reach(OWNER, 1 << clause)
        assert [at for at in range(scan.clauses.count) if objects.stretch(OWNER, at) >> clause & 1] == [
            at for at in bits(seen) if objects.stretch(OWNER, at) >> clause & 1
        ]


def test_figure_on_the_object_of_another_is_claimed() -> None:
    scan, objects = objects_of("加强报备,行政复议案件办结9件。")
    assert bits(objects.claimed(OWNER)) == [1]
    assert not bits(objects.claimed("administrative-reconsideration") & 2)


def test_object_of_another_ends_where_the_body_itself_opens_a_clause() -> None:
    scan, objects = objects_of("办理行政复议案件9件,县委高度重视报送工作,由县委办转发。")
    assert not bits(objects.elsewhere(OWNER) & 0b10)
    scan, objects = objects_of("办理行政复议案件9件,由县委办转发。")
    assert bits(objects.elsewhere(OWNER)) == [1]


def test_object_of_the_same_documents_does_not_end_what_is_told_of_them() -> None:
    assert stretch("出台规范性文件,均经合法性审核,寄出6件。") == ["出台规范性文件", "均经合法性审核", "寄出6件"]


def test_other_object_of_the_rubric_ends_a_statement_and_an_act_goes_on_with_it() -> None:
    text = "做好报备,办理行政复议,寄出6件。"
    scan, objects = objects_of(text)
    assert bits(objects.stretch(OWNER, 0)) == [0]
    assert bits(objects.stretch(OWNER, 0, acts=0b010)) == [0, 1, 2]
    assert bits(objects.stretch(OWNER, 0, until=0b010, acts=0b010)) == [0]
    assert objects.reach(OWNER, 0b100, acts=0b010) & 1


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("受理考生成绩复议9件,全部办结。", ["受理考生成绩复议9件", "全部办结"]),
        ("公布考生成绩,县政府收到行政复议申请9件。", ["公布考生成绩"]),
        ("公布考生成绩。受理行政复议9件。", ["公布考生成绩"]),
        ("受理行政复议9件。", []),
    ],
)
def test_words_of_another_field_hold_until_the_body_speaks_of_itself(text: str, wanted: list[str]) -> None:
    scan, objects = objects_of(text)
    found = objects.in_another_sense("administrative-reconsideration")
    assert [text[slice(*scan.clauses.span(at))] for at in bits(found)] == wanted
