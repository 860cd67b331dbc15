"""A report pasted as one line gets its paragraphs back, and nothing else is cut."""

from __future__ import annotations

import pytest
from reports import SEED_NUMBERS, builtin, scored_seed, seed

from scorer.model import Role, Source
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


# Paragraphs without a number of their own, and headings whose text follows without a stop.
TURNS = [
    "白河县人民政府关于2023年法治政府建设情况的报告",
    f"2023年，白河县推进法治政府建设，现将情况报告如下。{FILLING}",
    "一、压实责任，凝聚强大合力",
    f"2023年全县召开会议4次。{FILLING}",
    "二、做了哪些事",
    f"今年办结案件46件。{FILLING}",
    "三、正视短板，破解难题",
    "一是力量不足，二是培训不够。",  # where its heading ends nothing tells
    "工作中碰到的困难，主要是人手少，经费紧。",
    "2024年是“十四五”规划关键之年。全县将重点抓好两件事：招录人员，开展培训。",
]


CHAPTERS = ["强化政治引领", "完善制度规范", "严格公正执法", "2024年打算"]


@pytest.mark.parametrize("numbers", [["第一部分", "第二部分", "第三部分", "第四部分"], ["1.", "2.", "3.", "4."]])
def test_chapters_of_other_numbers_begin_paragraphs_too(numbers: list[str]) -> None:
    parts = [f"{number}{name}" for number, name in zip(numbers, CHAPTERS, strict=True)]
    text = f"白河县2023年法治政府建设情况的报告现将情况报告如下。{''.join(part + FILLING for part in parts)}"
    found = find_paragraphs(normalise(Source("", text, "", "")).text.replace("\n", ""))
    assert {text.index(part) for part in parts} <= set(found)


def test_the_first_of_numbered_chapters_whose_headings_run_on_is_no_opening() -> None:
    text = (
        f"白河县2023年法治政府建设情况的报告现将情况报告如下。一、提高站位，加强组织领导县委、县政府高度重视"
        "法治政府建设工作，把法治政府建设摆在突出位置，与中心工作同部署、同落实，作为全年大事来抓。各部门各负其责。"
        f"二、规范行为，依法行政县政府制定规范性文件3件。{FILLING * 2}三、2024年打算招录执法人员10名。"
    )
    card = score_source(Source("", text, "", ""), builtin())
    at = card.report.plain.text.index("一、")
    assert next(one.role for one in card.report.sections if one.start <= at < one.end) is Role.MEASURES


def test_the_text_behind_the_formula_of_an_opening_begins_a_paragraph() -> None:
    opening = "白河县关于2023年法治政府建设情况的报告受县政府委托，现将情况报告如下，请予审议。"
    text = f"{opening}过去的一年，县政府坚持依法行政。{FILLING * 2}"
    assert len(opening) in find_paragraphs(normalise(Source("", text, "", "")).text.replace("\n", ""))


@pytest.mark.parametrize("line", [line for line in range(2, len(TURNS)) if line != 7])
def test_a_year_behind_a_heading_and_a_turn_to_problems_or_plan_begin_a_paragraph(line: int) -> None:
    text = "".join(TURNS)
    expected = text.index(TURNS[line])
    assert expected in find_paragraphs(normalise(Source("", text, "", "")).text.replace("\n", ""))


@pytest.mark.parametrize(
    "chrome",
    [
        "首页 > 政务公开 > 法治政府建设年度报告",
        "首页 > 政务公开 > 正文",
        "栖云区政府门户网站 登录 当前位置：首页 > 年度报告索引号：QY001-0203-2026-00017主题词：法治政府 年度报告",
    ],
)
def test_the_title_is_found_behind_the_path_and_the_fields_of_a_page(chrome: str) -> None:
    title = "白河县2025年法治政府建设年度报告"
    body = f"2025年，白河县推进工作。一、做法{FILLING}二、问题{FILLING}"
    text = f"{chrome}{title}发布时间：2026-01-29 16:42 来源：县司法局{body}"
    card = score_source(Source("", text, "", ""), builtin())
    assert card.report.facts.title == title


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
