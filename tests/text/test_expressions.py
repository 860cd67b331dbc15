"""Expressions are compiled when they are needed, and the guarded ones find what the unguarded would."""

from __future__ import annotations

import re
from importlib import import_module
from pkgutil import walk_packages

import pytest
from reports import GOLD, SEEDS

import scorer
from scorer.text.expressions import Rare, expression
from scorer.text.normalise import fold

# One at least for each guarded expression.
MADE = (
    "从3月1日开始至5月31日结束",
    "2023年1月2日至2023年3月4日",
    "自2019年3月起至今,截至2023年3月已4年",
    "三年行动(2021-2023年)",
    "1月至6月,历时5个月",
    "第一季度(1月至3月)",
    "3月、6月、9月分别召开3次",
    "3月1日至3月20日,为期20天",
    "自查自评情况报告如下",
    "2021年至2025年,期限为5年",
    "XX县人民政府,县长XX主持,办理?件,____年(此处填写)",
)


def rare() -> list[Rare]:
    """Every guarded expression of the program."""
    found = []
    for module in walk_packages(scorer.__path__, "scorer."):
        if any(
            part in module.name
            for part in (".text.", ".structure.", ".facts.", ".statements.", ".judging.", ".checks.")
        ):
            found += [value for value in vars(import_module(module.name)).values() if isinstance(value, Rare)]
    return found


def compiled(one: object) -> bool:
    return "finditer" in vars(one)


def test_expression_is_compiled_at_first_use_and_keeps_its_methods() -> None:
    one = expression(r"a(b+)c")
    assert not compiled(one)
    assert one.sub("x", "abbc") == "x" and compiled(one)
    assert one.fullmatch("abc") is not None
    with pytest.raises(AttributeError):
        one.flags  # noqa: B018  # nobody asks for them


def test_guarded_expression_is_compiled_for_a_text_with_one_of_its_words() -> None:
    one = expression(r"甲(?:乙|丙)丁", "乙", "丙")
    assert list(one.finditer("甲丁")) == [] and one.search("甲丁") is None and not compiled(one)
    assert [match.span() for match in one.finditer("丁甲丙丁")] == [(1, 4)] and compiled(one)
    assert one.search("丁甲丙丁", 2) is None
    assert one.search("丁甲乙丁") is not None


def test_every_match_of_a_guarded_expression_holds_one_of_its_words() -> None:
    assert len(rare()) > 5
    files = [*SEEDS.glob("*.txt"), *(GOLD.parent / "labelled").glob("*.txt")]
    texts = [fold(path.read_text(encoding="utf-8")) for path in files]
    for one in rare():
        matches = [match.group() for text in (*texts, *MADE) for match in re.finditer(one.pattern, text)]
        assert matches and all(any(word in match for word in one.words) for match in matches), one.pattern
