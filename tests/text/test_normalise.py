"""Source -> Plain: what is matched, and the way back to the file's own characters."""

from __future__ import annotations

import random
import re
from itertools import pairwise
from pathlib import Path

import pytest

from scorer.model import Plain, Source
from scorer.text.normalise import fold, normalise

SEEDS = sorted((Path(__file__).parents[2] / "seeds").glob("*.txt"))
PROSE = "一是区政府常务会议专题听取法治政府建设情况汇报并研究解决行政复议、行政应诉、行政执法监督等方面的突出问题,"


def plain(text: str) -> Plain:
    return normalise(Source("a.txt", text, "", "utf-8"))


def quote(made: Plain, words: str) -> str:
    """The words of the source behind words of the plain text."""
    at = made.text.index(words)
    start, end = made.to_source(at, at + len(words))
    return made.source.text[start:end]


@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.name[:3])
def test_a_seed_keeps_its_lines_and_every_way_back(seed: Path) -> None:
    made = plain(seed.read_text("utf-8"))
    assert made.text.count("\n") == made.source.text.count("\n")
    way = made.origin if made.origin is not None else range(len(made.source.text))
    assert len(way) == len(made.text)
    assert all(a < b for a, b in pairwise(way))
    assert made.script == ("traditional" if seed.name.startswith("001") else "simplified")
    for match in re.finditer(r"[\u4e00-\u9fff][^\n]*", made.text):
        start, end = made.to_source(*match.span())
        again = plain(made.source.text[start:end])
        assert len(again.text) == len(match.group())
        if made.script == "simplified":
            assert again.text == match.group()


@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.name[:3])
def test_noise_sown_into_a_seed_is_gone_again(seed: Path) -> None:
    clean = plain(seed.read_text("utf-8")).text
    chance = random.Random(seed.name)
    noisy = []
    for before, char in pairwise("\n" + clean):
        if "\u4e00" <= before <= "\u9fff" and "\u4e00" <= char <= "\u9fff" and chance.random() < 0.1:
            noisy.append(chance.choice([" ", "\u200b", "\u00ad", "(jìn)", "（zhì）", "\ufeff"]))
        noisy.append(char + char if char in ",。、" and chance.random() < 0.1 else char)
    text = "".join(noisy).replace("\n", "\r\n")
    made = plain(text)
    assert made.text == clean
    assert made.origin is not None
    assert all(a < b for a, b in pairwise(made.origin))
    for match in re.finditer(r"[\u4e00-\u9fff]{2,}", clean):
        start, end = made.to_source(*match.span())
        assert plain(text[start:end]).text == match.group()


def test_clean_text_needs_no_way_back() -> None:
    assert plain("一、主要举措\n(一)听取汇报3次,印发要点。\n").origin is None


def test_width_and_punctuation_have_one_form_and_their_places() -> None:
    made = plain("（一）２０２３年，“放管服”；「雙」：《〈條例〉》！？　２０２１―２０２５年～９８％")
    assert made.text == "(一)2023年,“放管服”;“双”:《<条例>》!? 2021-2025年~98%"
    assert made.origin is None
    assert quote(made, "2023年,") == "２０２３年，"


def test_words_to_look_for_are_folded_like_the_text() -> None:
    assert fold("（2021—2025年），") == "(2021-2025年),"


def test_traditional_and_half_converted_text_reads_like_simplified() -> None:
    made = plain("關于規范行政規範性文件、復議答覆的若干規定,顯著增強,著力解決,徵求意見,計畫於後。陜西省黨內")
    assert made.text == "关于规范行政规范性文件、复议答复的若干规定,显著增强,着力解决,征求意见,计划于后。陕西省党内"
    assert made.script == "traditional"
    assert quote(made, "规范性文件") == "規範性文件"


def test_simplified_text_keeps_characters_that_traditional_text_uses_otherwise() -> None:
    text = "乾县著名的宫商角徵羽,瞭望塔下里程碑旁,后台准备范本,皇后干杯,余某藉贯复核,苪村镕城。"
    made = plain(text)
    assert (made.text, made.script) == (text, "simplified")


def test_one_stray_traditional_character_is_read_but_does_not_make_the_script() -> None:
    text = PROSE * 20 + "規范性文件著名"
    made = plain(text)
    assert made.text.endswith("规范性文件著名")
    assert made.script == "simplified"


def test_a_text_of_both_scripts_is_mixed() -> None:
    assert plain("执法监督、规范运行、决策论证、条例审查。執法監督、規範運行、決策論證、條例審查。").script == "mixed"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("进(jìn)一步把行政", "进一步把行政"),
        ("第一责任人（dì yī zé rèn rén）职责", "第一责任人职责"),
        ("推进的(de)法治(zhì)建设", "推进的法治建设"),
        ("进jìn一步", "进一步"),
        ("182 家单位 5338 名,办理 3 件", "182家单位5338名,办理3件"),
        ("20 23年和2 0 2 3 年", "2023年和2023年"),
        ("听取汇报,,研究。。部署、、落实……", "听取汇报,研究。部署、落实……"),
        ("??一、主要举措\n？？(二)执法", "一、主要举措\n(二)执法"),
        ("\ufffd\ufffd一、主要", "一、主要"),
        ("二〇二三年、二○二四年至二零二五年", "2023年、2024年至2025年"),
        ("⼀是⽴法", "一是立法"),
    ],
)
def test_web_noise_is_gone(text: str, expected: str) -> None:
    assert plain(text).text == expected


@pytest.mark.parametrize(
    "text",
    [
        "公私合营(ppp)项目、办公(oa)系统",
        "1,234件,12.5%",
        "日期:2024-01-05   来源:司法局   字号",
        "首页 > 政务公开 | 法治政府",
        "no 2 spaces lost 1 2 3",
        "十二一九五个",
        "为什么?因为",
        "第一项①②㈠",
    ],
)
def test_what_only_looks_like_noise_stays(text: str) -> None:
    assert plain(text).text == text


def wrapped(text: str, width: int, indent: str = "") -> str:
    lines = []
    for line in text.split("\n"):
        line = indent + line if line else line
        lines += [line[at : at + width] for at in range(0, len(line), width)] or [""]
    return "\n".join(lines)


@pytest.mark.parametrize("width", [35, 40, 45])
@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.name[:3])
def test_lines_cut_at_a_fixed_width_are_joined_again(seed: Path, width: int) -> None:
    made = plain(seed.read_text("utf-8"))
    again = plain(wrapped(made.source.text, width))
    lines = set(again.text.split("\n"))
    headings = [
        line
        for line in made.text.split("\n")
        if re.match(r"[一二三四五]、|\([一二三四五]\)", line) and len(line) < width
    ]
    assert [line for line in headings if line not in lines] == []
    sentences = [part for part in re.split(r"[。\n]", made.text) if len(part) > 20]
    whole = sum(part in again.text for part in sentences)
    assert whole >= 0.95 * len(sentences)


def test_indented_paragraphs_are_joined_even_where_a_line_ends_with_a_sentence() -> None:
    paragraph = (PROSE[:49] + "。") * 4
    made = plain("\n".join([wrapped(paragraph, 50, "　　")] * 5))
    assert made.text.count("\n") == 4


def test_short_lines_of_a_list_are_not_joined() -> None:
    text = "\n".join(f"{number}.办理行政复议案件若干件并报备" for number in range(10, 30))
    assert plain(text).text == text
