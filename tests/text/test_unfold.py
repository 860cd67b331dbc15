"""A report pasted as one line gets its paragraphs back, and nothing else is cut."""

from __future__ import annotations

import pytest
from reports import SEED_NUMBERS, builtin, scored_seed, seed

from scorer.model import Source
from scorer.pipeline import score_source
from scorer.reading.source import read_bytes
from scorer.text.normalise import normalise
from scorer.text.unfold import find_paragraphs

FILLING = "开展行政执法案卷评查4次，抽查案卷120件，发出监督意见书6份，举办培训班3期。" * 8
LINES = [
    "发布时间：2024-03-15 10:20",
    "白河县人民政府关于2023年法治政府建设情况的报告",
    "白政〔2024〕5号",
    "中共白河县委、县人大常委会：",
    f"2023年，白河县推进法治政府建设，现将情况报告如下。{FILLING}",
    "一、主要举措和成效",
    f"（一）加强党的领导。县政府常务会议4次听取汇报。{FILLING}",
    "（二）规范文件管理。审查行政规范性文件12件。",
    "二、存在的不足和原因",
    "执法力量不足，主要原因是编制少，学习一、二、三级标准不够。",
    "三、2024年工作安排",
    "2024年招录执法人员10名。",
    "白河县人民政府",
    "2024年1月15日",
]


@pytest.mark.parametrize("between", ["", " ", "　　"])
def test_paragraphs_pasted_as_one_line_are_found_again(between: str) -> None:
    plain = normalise(Source("", between.join(LINES), "", ""))
    whole = normalise(Source("", "\n".join(LINES), "", ""))
    assert plain.text.split("\n") == whole.text.split("\n")


def test_what_is_cut_leads_back_to_the_source() -> None:
    source = Source("", "".join(LINES), "", "")
    plain = normalise(source)
    for line in LINES:
        start = plain.text.index(normalise(Source("", line, "", "")).text)
        assert source.text[slice(*plain.to_source(start, start + len(line)))] == line


def test_a_text_of_several_lines_or_without_a_frame_is_left_alone() -> None:
    assert find_paragraphs("\n".join(LINES)) == []
    assert find_paragraphs("".join(LINES[4:-2]).replace("二、", "").replace("三、", "")) == []
    assert find_paragraphs("".join(LINES)[:500]) == []


@pytest.mark.parametrize("number", SEED_NUMBERS)
def test_a_seed_in_one_line_keeps_nearly_all_verdicts(number: str) -> None:
    joined = "".join(line.strip() for line in seed(number).text.split("\n"))
    card = score_source(read_bytes(joined.encode(), "a.txt"), builtin())
    before = {finding.criterion: finding.verdict for finding in scored_seed(number).findings}
    moved = [finding.criterion for finding in card.findings if finding.verdict is not before[finding.criterion]]
    assert len(moved) <= 3, moved


def test_a_report_without_numbers_is_cut_behind_its_title_only() -> None:
    title = "青桦街道办事处2022年法治政府建设情况报告"
    body = "青桦街道位于老城南片,辖14个社区。" + "街道召开法治建设推进会3次,审核合同40份。" * 30
    assert find_paragraphs(title + body) == [len(title)]
    assert find_paragraphs(body) == []
