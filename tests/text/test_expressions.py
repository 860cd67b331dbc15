"""Expressions are compiled when they are needed, and the guarded ones find what the unguarded would."""

from __future__ import annotations

import re
from importlib import import_module
from pkgutil import walk_packages

import pytest
from reports import GOLD, SEEDS

import scorer
from scorer.text import expressions
from scorer.text.expressions import Expression, OneOf, Rare, expression, for_many_texts
from scorer.text.letters import InLetters, helps
from scorer.text.normalise import fold

# One at least for each guarded expression.
MADE = (
    "前者立案数高于后者,前者比后者多,后者居首,后者占多数",
    "没有缺席,一名干部也",
    "办案历时",
    "自受理之日起第",
    "比法定期限提前整整",
    "审查所依据的是2024年3月的评估报告",
    ",单是2024年一年就有,;仅公安一家就达到",
    "。从申请司法确认的这部分纠纷看,仅停车收费",
    "人员占比,占比为,案件占,再没有别的,此外无其他,一件申请只计一种,各类不重复",
    "外全部到场,参加考试的,实际参加测试的有",
    "优秀率(参考人数为基数)57.0%,(统计口径不同),(折算成件)",
    "其余4个镇街共5卷,其他3个,另2件",
    "改革后5个月新收802件",
    "6个全年无败诉,27件没有败诉,11起未发生",
    "人均结案56.6件,每天多办430件,分别于1月、4月和12月召开会议,全年共召开会议2次,逢会必学",
    "从3月1日开始至5月31日结束",
    "2023年1月2日至2023年3月4日",
    "自2019年3月起至今,截至2023年3月已4年",
    "三年行动(2021-2023年)",
    "1月至6月,历时5个月",
    "第一季度(1月至3月)",
    "3月、6月、9月分别召开3次",
    "3月1日至3月20日,为期20天",
    "自查自评情况报告如下",
    "年初无结转积案,1至10月",
    "上半年",
    "一村一处起步,综合评价列倒数第三",
    "第三季度",
    "当年受理的",
    "试点,三年半的探索",
    "2021年至2025年,期限为5年",
    "在省里组织的案卷评查中,由市司法局统一组织,是优化环境的关键,“三清单”",
    "针对力量不足的问题:十四届全国人大一次会议,十四五规划,八五普法,党的二十大精神,党的十九届四中全会",
    "现将2023年度法治政府建设情况报告如下,上报2022年度工作情况",
    "指标 12 -",
    "XX县人民政府,县长XX主持,办理?件,____年(此处填写)",
    "党的二十届三中全会,十四届全国人大二次会议,“八五”普法规划,规划》(2021-2025年)",
    "X年X月",
    "初次信访按渠道看,网上",
    "共182个村,各村不少于",
    "现印发给你们,制定本实施方案。",
    "得分高过我县的有甲县、乙县两家,比我镇分高的有4个,最少的也听了一回,最多的是11月,一镇一所,每个社区至少开设一个,居第七位,比第六位的甲市低0.4分,其次是乙县",
)


def all_of(kind: type[Expression | Rare]) -> list[Expression | Rare]:
    """Every expression of a kind that a module of the program holds."""
    rooms = (".text.", ".structure.", ".facts.", ".statements.", ".judging.", ".checks.", ".reading.")
    found = []
    for module in walk_packages(scorer.__path__, "scorer."):
        if any(room in module.name for room in rooms):
            found += [value for value in vars(import_module(module.name)).values() if isinstance(value, kind)]
    return found


def rare() -> list[Rare]:
    """Every guarded expression of the program."""
    return [one for one in all_of(Rare) if isinstance(one, Rare)]


def compiled(one: object) -> bool:
    return "finditer" in vars(one.unguarded if isinstance(one, Rare) else one)


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
    assert list(one.finditer("甲丁")) == [] and compiled(one)  # guarded still


def test_every_match_of_a_guarded_expression_holds_one_of_its_words() -> None:
    assert len(rare()) > 5
    files = [*SEEDS.glob("*.txt"), *(GOLD.parent / "labelled").glob("*.txt")]
    texts = [fold(path.read_text(encoding="utf-8")) for path in files]
    for one in rare():
        matches = [match.group() for text in (*texts, *MADE) for match in re.finditer(one.pattern, text)]
        assert matches and all(any(word in match for word in one.words) for match in matches), one.pattern


def told(match: re.Match[str]) -> object:
    """All that the program asks of a match."""
    return match.span(), match.group(), match.groups(), match.lastindex, match.lastgroup, match[0]


def test_an_expression_in_other_letters_finds_the_same() -> None:
    texts = [fold(path.read_text(encoding="utf-8")) for path in sorted(SEEDS.glob("*.txt"))[:2]]
    texts += ["一、甲;(二)乙 3.丙①丁", "ÀÁ¡一é、Ÿ。第¢三ÿ章", *MADE]
    sources = [one.pattern for kind in (Expression, Rare) for one in all_of(kind) if helps(one.pattern)]
    assert len(sources) > 100
    for source in sources:
        plain, other = re.compile(source), InLetters(source)
        for text in texts:
            assert [told(one) for one in other.finditer(text)] == [told(one) for one in plain.finditer(text)], source  # type: ignore[arg-type]
        for text in texts[-len(MADE) - 2 :]:
            for at in range(0, len(text), 3):
                for name in ("match", "fullmatch", "search"):
                    found, wanted = (getattr(one, name)(text, at, len(text) - 1) for one in (other, plain))
                    assert (found and told(found)) == (wanted and told(wanted)), source


def test_a_letter_changes_places_with_a_letter_and_a_mark_with_a_mark() -> None:
    kinds = r"(?s)(?P<digit>\d)|(?P<letter>\w)|(?P<blank>\s)|(?P<mark>.)"
    everything = "".join(map(chr, range(0x10000)))
    found = [match.lastgroup for match in InLetters(kinds).finditer(everything)]
    assert found == [match.lastgroup for match in re.finditer(kinds, everything)]


def test_a_range_that_holds_one_of_the_letters_is_left_as_written() -> None:
    assert helps(r"[一二三]、[①-⑳]") and helps("[—~-]") and helps("[-—~]") and helps("[^-—]")
    assert not helps("[一-鿿]") and not helps(r"[\u4e00-\u9fff]、") and not helps("[a-é]、") and not helps("[a-z]+")


def test_a_run_on_many_texts_compiles_expressions_as_they_are_written(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(expressions, "_quickly", [])
    one = expression("[甲乙丙一二三]丁")
    assert one.search("二丁") is not None and isinstance(one.search.__self__, InLetters)  # type: ignore[attr-defined]
    for_many_texts()
    assert not compiled(one)
    found = one.search("二丁")
    assert found is not None and found.group() == "二丁" and isinstance(found, re.Match)


def test_single_characters_are_found_alike_in_the_first_texts_and_in_many(monkeypatch: pytest.MonkeyPatch) -> None:
    one, text = OneOf("]^-甲\u2f00"), "甲乙-丙]甲"
    assert one.within(text) == {"甲", "-", "]"} and one.within("乙") == set()
    monkeypatch.setattr(expressions, "_quickly", None)
    assert one.within(text) == {"甲", "-", "]"} and one.within("乙") == set()
