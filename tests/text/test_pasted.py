"""What pasting does to a text, and what must not depend on it."""

from __future__ import annotations

import pytest
from reports import builtin

from scorer.model import Scorecard, Source
from scorer.pipeline import score_source
from scorer.reading.source import read_bytes
from scorer.text.normalise import normalise
from scorer.text.numbering import with_marks

REPORT = """白河县人民政府关于2023年法治政府建设情况的报告
县委、县人大常委会：
2023年，白河县认真落实《法治政府建设实施纲要（2021—2025年）》，现将有关情况报告如下：
一、主要举措和成效
（一）加强党的领导。县政府常务会议4次听取法治政府建设情况汇报。
（二）规范文件管理。审查行政规范性文件12件，备案12件。
二、存在的不足和原因
执法力量不足，主要原因是编制少。
三、2024年工作安排
2024年招录执法人员10名。
白河县人民政府
2024年1月15日
"""


def card(text: str) -> Scorecard:
    return score_source(read_bytes(text.encode(), "a.txt"), builtin())


def told(text: str) -> dict[str, str]:
    return {finding.criterion: finding.verdict.value for finding in card(text).findings}


FULL = str.maketrans("0123456789", "０１２３４５６７８９")


@pytest.mark.parametrize(
    "changed",
    [
        REPORT.translate(FULL),
        REPORT.replace("《", "<<").replace("》", ">>"),
        REPORT.replace("2024年1月15日", "2024 年 1 月 15 日"),
        REPORT.replace("县委、县人大常委会", "县 委、县 人 大 常 委 会"),
        REPORT.replace("2024年1月15日", "二 〇 二 四 年一月十五日"),
        REPORT.replace("一、", "1.").replace("二、", "2.").replace("三、", "3."),
        REPORT.replace("一、", "1、").replace("二、", "2、").replace("三、", "3、"),
        REPORT.replace("一、", "一 ").replace("二、", "二 ").replace("三、", "三 "),
    ],
    ids=[
        "full-width-digits",
        "angle-brackets",
        "blanks-in-the-date",
        "blanks-in-the-addressee",
        "year-in-characters",
        "1.",
        "1、",
        "blank-for-the-mark",
    ],  # fmt: skip
)
def test_another_way_of_writing_it_moves_no_verdict(changed: str) -> None:
    assert changed != REPORT
    assert told(changed) == told(REPORT)


@pytest.mark.parametrize(
    "text",
    [
        "一、主要举措\n1.问题导向\n2.工作安排\n",
        "1.主要举措\n3.存在问题\n",
        "1.主要举措和成效，内容如下。\n2.存在问题。\n",
        "1.编制少\n2.经费少\n",
    ],
    ids=["own-headings", "a-gap", "sentences", "no-headings-of-a-report"],
)
def test_other_numbers_keep_their_marks(text: str) -> None:
    assert with_marks(text) == text


def test_pairs_of_angles_are_title_marks_with_the_way_back() -> None:
    source = Source("", "落实<<法治政府建设实施纲要>>和<<关于贯彻<纲要>的意见>>，a<<b", "", "")
    plain = normalise(source)
    assert plain.text == "落实《法治政府建设实施纲要》和《关于贯彻<纲要>的意见》,a<<b"
    start = plain.text.index("和")
    assert source.text[slice(*plain.to_source(start, start + 1))] == "和"


def test_a_title_as_long_as_a_line_is_not_joined_with_the_addressee() -> None:
    wrapped = "\n".join("\n".join(line[at : at + 25] for at in range(0, len(line), 25)) for line in REPORT.split("\n"))
    assert card(wrapped).report.facts.title == card(REPORT).report.facts.title
