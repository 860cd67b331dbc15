"""A word of a list is called superfluous only where a shorter one is found whenever it is."""

from __future__ import annotations

import pytest

from scorer.text.classes import compile_words
from scorer.text.words import Scan
from scorer.workshop.covered import covered


def pairs(**body: list[str]) -> list[tuple[str, str]]:
    classes = {"words": body, "kept": {"any": ["报告"], "unless_followed_by": ["厅"]}, "free": {"any": ["报告"]}}
    return list(covered(compile_words(classes), "words"))


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (["听取", "专题听取汇报"], [("专题听取汇报", "听取")]),
        (["听取", "听…取"], []),
        (["听取", "专题听取…汇报"], [("专题听取…汇报", "听取")]),
        (["汇报", "听取…汇报"], []),  # in its own clause only
        (["听取…汇报", "专题听取…汇报会"], [("专题听取…汇报会", "听取…汇报")]),
        (["听取…汇报", "听取了…汇报"], []),  # the gap would be wider
        (["审议", "了解,审议"], []),  # counted in the clause in which it begins
        (["听取", "听取"], []),
    ],
)
def test_word_that_a_shorter_one_finds_is_told_with_it(words: list[str], found: list[tuple[str, str]]) -> None:
    assert pairs(any=words) == found


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ({"any": ["县长", "副县长"], "unless_preceded_by": ["副"]}, []),
        ({"any": ["县长", "副县长"], "unless_preceded_by": ["常务副"]}, []),  # 常务 may stand before 副县长
        ({"any": ["县长", "区县长"], "unless_preceded_by": ["副"]}, [("区县长", "县长")]),
        ({"any": ["县长", "县长热线"], "unless_followed_by": ["热线"]}, []),
        ({"any": ["县长", "县长…讲话"], "unless_followed_by": ["热线"]}, []),  # 县长热线…讲话
        ({"any": ["<kept>", "报告厅"]}, []),
        ({"any": ["<kept>", "报告书"]}, [("报告书", "报告")]),
        ({"any": ["<kept>", "报告"]}, []),
        ({"any": ["<free>", "报告"]}, [("报告", "报告")]),
        ({"any": ["<figure>", "报告"]}, []),
    ],
)
def test_conditions_keep_a_longer_word(body: dict[str, list[str]], found: list[tuple[str, str]]) -> None:
    assert pairs(**body) == found


def test_clauses_are_the_same_without_the_words_told() -> None:
    words = ["执法", "行政执法", "执法…检查", "部门执法情况", "不执法"]
    body = {"any": words, "unless_preceded_by": ["司", "不"], "unless_followed_by": ["犯法"]}
    told = {word for word, _ in covered(compile_words({"words": body}), "words")}
    fewer = {**body, "any": [word for word in words if word not in told]}
    text = "行政执法检查,部门执法情况良好。司执法犯法,不执法,联合执法后检查,执法犯法。"
    assert told == {"行政执法", "部门执法情况"}
    masks = [Scan(compile_words({"words": one}), text).mask("words") for one in (body, fewer)]
    assert masks[0] == masks[1] != 0
