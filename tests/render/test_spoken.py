"""Criteria read aloud: every key of a sign in words, no list that nobody would read out, no name of the YAML."""

from __future__ import annotations

import re
from typing import Any

import pytest
from reports import builtin

from scorer.locale.wording import Wording
from scorer.pipeline import load_rubric
from scorer.render.spoken import read_aloud
from scorer.rules.build import build
from scorer.rules.rubric import Rubric

LONGEST = 5  # words of a list that are read out, a figure among them
NAME = {"zh": "名", "en": "name"}


def lines(rubric: Rubric, criterion: str, lang: str) -> list[str]:
    reading = read_aloud(rubric.criterion(criterion), rubric, Wording(lang, rubric))
    return [*(way.sentence for way in reading.ways), *reading.limits]


@pytest.mark.parametrize("rubric", ["fazhi-annual-report", "gov-info-annual-report", "example-city"])
@pytest.mark.parametrize(("lang", "mark"), [("zh", "/"), ("en", " / ")])
def test_every_criterion_is_read_aloud_without_names_of_yaml_and_without_long_lists(
    rubric: str, lang: str, mark: str
) -> None:
    made = load_rubric(rubric)
    for criterion in made.criteria:
        said = lines(made, criterion.id, lang)
        assert said, criterion.id
        for line in said:
            assert not re.search(r"[<>{}\[\]|]", line), line
            assert lang == "en" or not re.search(r"[a-z]{4}", line), line
            lists = re.split(r"[（），；、。]|等\d+词" if lang == "zh" else r"[(),;:]| and | with | where ", line)
            assert max(part.count(mark) for part in lists) < LONGEST, line


def test_each_row_of_verdicts_is_a_numbered_way() -> None:
    for criterion in builtin().criteria:
        reading = read_aloud(criterion, builtin(), Wording("zh", builtin()))
        if criterion.kind == "signs":
            exempting = [(rule.says,) for rule in criterion.exemptions if rule.says]
            assert [way.signs for way in reading.ways] == [*criterion.met, *criterion.partial, *exempting]


def spoken_sign(sign: dict[str, Any], lang: str = "zh", more: dict[str, Any] | None = None) -> str:
    """The whole reading of a criterion of one sign."""
    criterion = {
        "id": "c", "element": "e", "name": NAME, "weight": 1, "basis": [], "signs": {"s": sign},
        "verdicts": {"met": [["s"]]}, **(more or {}),
    }  # fmt: skip
    rubric = {
        "id": "r", "version": "1.0.0", "name": NAME, "layers": [{"id": "l", "name": NAME}],
        "elements": [{"id": "e", "layer": "l", "name": NAME, "criteria": ["c"]}],
        "credit": {}, "bands": [], "counts_in": ["measures"], "flags": {"negated": "missing", "habit": "partial"},
    }  # fmt: skip
    words: dict[str, dict[str, Any]] = {"object-c": {"any": ["规范性文件"]}, "leader": {"any": ["县长", "书记"]}}
    made = build(rubric, [criterion], words)
    return "\n".join(lines(made, "c", lang))


@pytest.mark.parametrize(
    ("key", "value", "words"),
    [
        ("object", ["备案", "报备"], "写到备案/报备（对象）"),
        ("act", ["审查", "备案"], "审查/备案（做了什么）"),
        ("figure", True, "（对象）、数字，说的都是这个对象"),
        ("figure", 2, "至少2个数字"),
        ("figures", 3, "至少3个数字"),
        ("who", "<leader>", "主语是县长/书记（谁）"),
        ("with", [["回执", "<figure>"]], "数字/回执"),
        ("needs", [["件"]], "都在对象前1个到后2个分句内"),
        ("count", 2, "至少2处"),
        ("unless", ["合同"], "同一分句里有合同的不算"),
        ("in_titles", False, "书名号里的不算"),
        ("studied", True, "学习、宣传的法规名称也算"),
        ("in_headings", True, "标题里的也算"),
        ("plain", True, "只在大白话里算"),
        ("counts_in", ["plan"], "只看下步安排"),
    ],
)
def test_every_key_of_a_sign_is_said(key: str, value: Any, words: str) -> None:
    assert words in spoken_sign({key: value})


@pytest.mark.parametrize(
    ("within", "words"),
    [
        ("clause", "都在同一分句内"),
        ("sentence", "都在同一句内"),
        ("paragraph", "都在同一段内"),
        ("statement", "说的都是这个对象"),
        ({"before": 0, "after": 3}, "都在对象所在分句到后3个分句内"),
        ({"before": 2, "after": 0}, "都在对象前2个分句内"),
        ({"before": 4, "after": 1}, "都在对象前4个到后1个分句内"),
    ],
)
def test_every_window_is_said(within: Any, words: str) -> None:
    assert words in spoken_sign({"needs": [["件"]], "within": within})


def test_what_is_laid_down_for_all_signs_is_said_once_and_what_one_sign_lifts_with_it() -> None:
    said = spoken_sign({"act": ["审查"]})
    assert said.endswith("不算：没有做的\n至多算部分：惯常做法") and "只写到对象的算部分" in said
    two: dict[str, Any] = {"verdicts": {"met": [["s"], ["s", "t"]]}}
    two |= {"signs": {"s": {"act": ["审查"]}, "t": {"act": ["备案"], "flags": {"habit": "ignore"}, "alone": "missing"}}}
    first, second, *rest = spoken_sign({}, more=two).split("\n")
    assert "惯常做法也算" not in first and "，并且写到" in second and second.endswith("；惯常做法也算")
    assert rest == ["不算：没有做的", "至多算部分：惯常做法"]


def test_sentence_in_unless_and_reason_of_a_partial_are_said() -> None:
    sign = {"unless": ["合同"], "unless_within": "sentence", "reason": "kindred"}
    more = {"verdicts": {"partial": [["s"]]}, "reasons": {"kindred": {"zh": "只写了合同", "en": "contracts only"}}}
    assert "同一句里有合同的不算（只写了合同）" in spoken_sign(sign, more=more)
    assert "not in a sentence with 合同 (contracts only)" in spoken_sign(sign, "en", more)


def test_long_list_is_cut_to_words_that_differ_and_their_number() -> None:
    said = spoken_sign({"object": ["备案", "备案审查", "已备案", "报备", "备查", "报送"]})
    assert "写到备案/报备/备查等6词（对象）" in said


def test_brackets_multiplied_out_are_told_by_words_that_differ_and_leave_out_what_may_be_left_out() -> None:
    said = spoken_sign({"object": "(向|报|送|交)(请|经|到|往|达|了|)(省|市|县|区)(政府|党委|人大|)"})
    assert said.startswith("写到向省/报市/送县等448词（对象）")
