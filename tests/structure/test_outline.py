"""Headings and their levels, titles, closing lines and page furniture."""

from __future__ import annotations

import re

import pytest
from layouts import Layout, lay_out
from reports import SEED_NUMBERS, labels, seed

OPENING = "2023年，我县坚持以习近平法治思想为指导，扎实推进法治政府建设，现将情况报告如下："


def levels(layout: Layout) -> list[tuple[int, str]]:
    return [(heading.level, heading.text) for heading in layout.outline.headings if heading.level]


def furniture(layout: Layout) -> str:
    return "".join(layout.plain.text[start:end] for start, end in layout.outline.chrome)


def bare(text: str) -> str:
    return re.sub(r"\W", "", text)


@pytest.mark.parametrize("number", [number for number in SEED_NUMBERS if number != "001"])
def test_all_headings_that_the_readers_listed_are_found_with_their_level(number: str) -> None:
    found = {bare(heading.text): heading.level for heading in lay_out(seed(number).text).outline.headings}
    listed = {bare(heading["text"]): heading["level"] for heading in labels(number)["headings"]}
    assert {text: found.get(text) for text in listed} == listed


def test_headings_of_a_traditional_report_are_found_by_line() -> None:
    found = {heading.line for heading in lay_out(seed("001").text).outline.headings if heading.level == 1}
    assert found == {heading["line"] for heading in labels("001")["headings"] if heading["level"] == 1}


def test_level_follows_the_families_of_markers() -> None:
    first = "第一部分 工作情况\n一、加强领导\n（一）学法\n1.会前学法\n（1）专题学法\n"
    text = f"{OPENING}\n{first}第二部分 下步打算\n一、抓落实\n"
    assert [level for level, _ in levels(lay_out(text))] == [1, 2, 3, 4, 5, 1, 2]


def test_arabic_numbers_directly_under_a_chapter_are_its_second_level() -> None:
    text = f"{OPENING}\n一、加强领导\n1、学法。学法4次。\n2、述法。述法2人。\n二、规范执法\n1、评查。评查3次。\n"
    assert [level for level, _ in levels(lay_out(text))] == [1, 2, 2, 1, 2]


def test_a_lower_family_is_the_top_when_nothing_stands_above_it() -> None:
    text = f"{OPENING}\n（一）工作情况\n1.学法4次。\n（二）存在问题\n1.力量薄弱。\n"
    assert [level for level, _ in levels(lay_out(text)) if level == 1] == [1, 1]


@pytest.mark.parametrize(
    ("line", "heading"),
    [
        ("一 、主要举措", "一 、主要举措"),
        ("二）规范决策。审查40件。", "二)规范决策。"),
        ("一.主要举措", "一.主要举措"),
        ("壹、主要举措", "壹、主要举措"),
        ("二、存在的问题；", "二、存在的问题"),
        ("3、政务公开", "3、政务公开"),
        ("①强化学习", "①强化学习"),
    ],
)
def test_malformed_markers_still_open_headings(line: str, heading: str) -> None:
    found = [text for _, text in levels(lay_out(f"{OPENING}\n{line}\n各项工作有序推进。\n"))]
    assert [bare(text) for text in found] == [bare(heading)]


def test_text_behind_a_run_in_heading_is_not_part_of_it() -> None:
    layout = lay_out(f"{OPENING}\n（一）深入学习。全年学法6次。\n")
    (heading,) = [heading for heading in layout.outline.headings if heading.level]
    assert heading.run_in
    assert layout.plain.text[heading.start : heading.end] == "(一)深入学习。"


def test_headings_inside_one_paragraph_are_found() -> None:
    text = f"{OPENING}一、主要举措（一）加强领导。学法4次。（二）规范执法。评查3次。二、存在问题（一）力量薄弱。"
    assert [level for level, _ in levels(lay_out(text))] == [1, 2, 2, 1, 2]


@pytest.mark.parametrize(
    "line",
    [
        "2.5万人次参加法治培训",
        "一是强化责任，健全机制，压实任务。",
        "12,345政务服务热线办理事项",
        "1个街道、2个社区获评示范",
    ],
)
def test_numbers_that_begin_a_sentence_open_no_heading(line: str) -> None:
    assert levels(lay_out(f"{OPENING}\n一、主要举措\n{line}\n"))[1:] == []


def test_line_of_a_heading_counts_blank_lines() -> None:
    layout = lay_out(f"{OPENING}\n\n\n一、主要举措\n学法4次。\n")
    assert [heading.line for heading in layout.outline.headings if heading.level == 1] == [4]


def test_a_title_over_two_lines_is_a_title_on_both() -> None:
    layout = lay_out(f"某某县人民政府\n关于2023年法治政府建设情况的报告\n{OPENING}\n一、主要举措\n学法4次。\n")
    assert len(layout.outline.title_spans) == 2


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("某县2023年法治政府建设情况报告\n2024年3月1日\n一、主要举措\n", 2023),
        ("一、2022年度法治政府建设工作情况\n（一）学法\n2023年学法4次。\n", 2022),
        ("2021年，某县扎实推进依法行政。\n一、主要举措\n", 2021),
        ("一、主要举措\n学法4次。\n", None),
    ],
)
def test_report_year_is_taken_from_title_then_heading_then_opening(text: str, year: int | None) -> None:
    assert lay_out(text).outline.year == year


@pytest.mark.parametrize(
    "line",
    [
        "当前位置：首页 > 政务公开 > 年度报告",
        "索引号：11330000/2024-00015",
        "【字体：大 中 小】 打印 关闭",
        "发布时间：2024-03-12 10:22 来源：县司法局",
        "2024-03-12 09:30",
        "浏览次数：120次",
        "分享到：微信 微博",
        "首页 政务公开 政务服务 互动交流",
        "| 主题分类 | 司法 | 发文日期 | 2024-03-12 |",
        "联系电话：0571-1234567 传真：0571-1234568",
    ],
)
def test_page_furniture_above_the_report_is_set_apart(line: str) -> None:
    layout = lay_out(f"{line}\n某县2023年法治政府建设情况报告\n{OPENING}\n一、主要举措\n学法4次。\n")
    assert bare(furniture(layout)) == bare(lay_out(line).plain.text)


@pytest.mark.parametrize(
    "line",
    [
        "上一篇：某县2022年法治政府建设情况报告",
        "版权所有：某县人民政府 ICP备12345678号",
        "网站标识码：3301220001",
        "扫一扫在手机上查看当前页面",
        "【打印本页】【关闭窗口】",
        "主办单位：某县人民政府办公室 承办单位：县大数据中心",
        "网站地图 | 联系我们 | 免责声明",
    ],
)
def test_page_furniture_below_the_report_is_set_apart(line: str) -> None:
    layout = lay_out(f"某县2023年法治政府建设情况报告\n{OPENING}\n一、主要举措\n学法4次。\n{line}\n")
    assert bare(furniture(layout)) == bare(lay_out(line).plain.text)


@pytest.mark.parametrize(
    "line",
    [
        "县政府网站全年浏览量达到12万次，公开信息3200条。",
        "（三）推广“扫一扫”办事",
        "推动“首页搜索”改版，分享到各乡镇经验12条。",
        "指标|2022年|2023年",
        "附件：行政复议案件统计表",
        "政务公开",
    ],
)
def test_lines_of_the_report_that_look_like_furniture_stay_in_it(line: str) -> None:
    head = f"某县2023年法治政府建设情况报告\n{OPENING}\n一、主要举措\n学法4次。\n"
    assert furniture(lay_out(f"{head}{line}\n各项工作有序推进，取得明显成效。\n")) == ""


def test_values_on_lines_of_their_own_belong_to_the_labels_above_them() -> None:
    head = "索引号\nA001-2023\n发布机构\n某某县司法局\n标题\n某某县2023年法治政府建设情况报告\n发布日期\n2024-03-12\n"
    layout = lay_out(f"{head}某某县2023年法治政府建设情况报告\n{OPENING}\n一、主要举措\n学法4次。\n")
    assert furniture(layout) == lay_out(head).plain.text
    assert len(layout.outline.title_spans) == 1


def test_issuer_and_date_are_closing_lines() -> None:
    layout = lay_out(f"{OPENING}\n一、主要举措\n学法4次。\n某某县人民政府（印）\n二〇二四年二月三日\n")
    closing = [layout.plain.source.text[slice(*layout.plain.to_source(*span))] for span in layout.outline.closing]
    assert closing == ["某某县人民政府（印）", "二〇二四年二月三日"]


def test_an_empty_text_has_an_empty_outline() -> None:
    layout = lay_out("")
    assert (layout.outline.headings, layout.outline.chrome, layout.sections) == ((), (), ())
