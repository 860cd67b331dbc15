"""Roles of the stretches of a report, from headings and from wording."""

from __future__ import annotations

import re
from typing import Any

import pytest
from layouts import cases, lay_out
from reports import SEED_NUMBERS, builtin, labels, seed

from scorer.model import Role, Source
from scorer.pipeline import score_source

CHAPTERS = {
    "measures": ("主要举措和成效", "组织开展案卷评查2次，评查案卷120卷。"),
    "problems": ("存在的问题", "一是部分干部依法行政意识不强；二是基层执法力量薄弱。"),
    "first-responsible": ("党政主要负责人履行第一责任人职责情况", "县委书记主持会议4次。"),
}
NUMBERED = re.compile(r"[(（][一二三四五六七八九十]+[)）]|[一二三四五六七八九十]+、")
NEUTRAL = "各有关单位按照职责分工抓好各项工作。"


def frame(year: int) -> str:
    guiding = "我县坚持以习近平新时代中国特色社会主义思想为指导，扎实推进各项工作。现将有关情况报告如下："
    return f"某县{year}年法治政府建设情况报告\n{year}年，{guiding}\n"


def chapter(role: str, numeral: str, lower: bool = False) -> str:
    heading, body = CHAPTERS[role]
    inner = "（一）加强领导\n" if lower else ""
    return f"{numeral}、{heading}\n{inner}{body}\n"


def gold_lines(number: str) -> dict[int, str]:
    return {
        line: block["role"]
        for block in labels(number)["blocks"]
        for line in range(block["lines"][0], block["lines"][1] + 1)
    }


def roles_of_lines(text: str) -> dict[int, str]:
    return {line: role.value for line, role in lay_out(text).line_roles().items()}


@pytest.mark.parametrize("number", SEED_NUMBERS)
def test_every_line_of_a_seed_has_the_readers_role(number: str) -> None:
    gold = gold_lines(number)
    found = roles_of_lines(seed(number).text)
    assert found == {line: gold[line] for line in found}


@pytest.mark.parametrize("number", SEED_NUMBERS)
def test_sections_cover_the_text_without_gap_or_overlap(number: str) -> None:
    layout = lay_out(seed(number).text)
    bounds = [(section.start, section.end) for section in layout.sections]
    assert [start for start, _ in bounds] == [0, *[end for _, end in bounds[:-1]]]
    assert bounds[-1][1] == len(layout.plain.text)


def test_sections_without_a_numbered_heading_name_none() -> None:
    layout = lay_out(seed("002").text)
    unheaded = [section.role for section in layout.sections if section.heading is None]
    headed = [section.heading.line for section in layout.sections if section.heading is not None]
    assert Role.MEASURES not in unheaded
    assert {block["lines"][0] for block in labels("002")["blocks"] if "heading" in block} <= set(headed)


@pytest.mark.parametrize("case", cases()["headings"], ids=lambda case: case["text"])
def test_a_heading_gives_the_role(case: dict[str, Any]) -> None:
    text = frame(case.get("year", 2023))
    lower = case.get("level") == 2
    if case["after"] not in ("opening", "measures"):
        text += chapter("measures", "一") + chapter(case["after"], "二", lower)
    elif case["after"] == "measures":
        text += chapter("measures", "一", lower)
    layout = lay_out(f"{text}{case['text']}\n{NEUTRAL}\n")
    heading = layout.section_at(len(text) + len(case["text"]) - 1).role.value
    assert (heading, layout.role_of(NEUTRAL).value) == (case["role"], case["role"])


@pytest.mark.parametrize("case", cases()["paragraphs"], ids=lambda case: case["text"][:20])
def test_an_unheaded_paragraph_behind_the_measures_has_the_role_of_its_wording(case: dict[str, Any]) -> None:
    text = frame(2023) + "一、加强组织领导\n召开会议4次。\n二、规范行政执法\n组织开展案卷评查2次，评查案卷120卷。\n"
    layout = lay_out(text + case["text"])
    sentences = [len(text) + found.start() for found in re.finditer(r"[^。]+", case["text"])]
    assert {layout.section_at(offset).role.value for offset in sentences} == {case["role"]}


@pytest.mark.parametrize("case", cases()["reports"], ids=lambda case: case["name"])
def test_a_report_is_divided_line_by_line(case: dict[str, Any]) -> None:
    text = "".join(f"{line}\n" for _, line in case["lines"])
    assert list(roles_of_lines(text).values()) == [role for role, _ in case["lines"]]


@pytest.mark.parametrize("number", SEED_NUMBERS)
def test_measures_in_another_order_keep_all_roles(number: str) -> None:
    gold = gold_lines(number)
    lines = [(line, gold[at]) for at, line in enumerate(seed(number).text.split("\n"), 1) if line.strip()]
    first = next(at for at, (_, role) in enumerate(lines) if role == "measures")
    last = max(at for at, (_, role) in enumerate(lines) if role == "measures")
    parts: list[list[tuple[str, str]]] = []
    for line in lines[first : last + 1]:
        if NUMBERED.match(line[0]) or not parts:
            parts.append([])
        parts[-1].append(line)
    head = parts[:1] if len(parts[0]) == 1 else []
    turned = [line for part in head + parts[len(head) :][::-1] for line in part]
    lines[first : last + 1] = turned
    found = roles_of_lines("\n".join(line for line, _ in lines))
    assert list(found.values()) == [role for _, role in lines]


@pytest.mark.parametrize("number", SEED_NUMBERS)
def test_page_furniture_before_and_after_changes_no_role(number: str) -> None:
    gold = gold_lines(number)
    text = seed(number).text.strip("\n")
    above = ["首页 > 政务公开 > 法治政府建设", "索引号：", "11330000/2024-00015", "字体：【大 中 小】"]
    below = ["打印本页 关闭窗口", "上一篇：关于2022年工作总结", "相关链接", "省司法厅", "主办：某某县人民政府办公室"]
    wrapped = "\n".join([*above, text, *below])
    found = roles_of_lines(wrapped)
    within = range(len(above) + 1, len(above) + 1 + text.count("\n") + 1)
    assert {line - len(above): found[line] for line in within if line in found} == {
        line: gold[line] for line in range(1, text.count("\n") + 2) if text.split("\n")[line - 1].strip()
    }
    assert {role for line, role in found.items() if line not in within} == {"chrome"}


@pytest.mark.parametrize("number", SEED_NUMBERS)
def test_blank_lines_change_no_role(number: str) -> None:
    text = seed(number).text
    assert list(roles_of_lines(text.replace("\n", "\n\n")).values()) == list(roles_of_lines(text).values())


@pytest.mark.parametrize("heading", ["二、存在的问题", "存在的问题", "三、下一步工作打算", "下步打算"])
@pytest.mark.parametrize("number", SEED_NUMBERS)
def test_an_empty_heading_in_front_of_a_chapter_changes_nothing_behind_it(number: str, heading: str) -> None:
    lines = seed(number).text.split("\n")
    gold = gold_lines(number)
    before = roles_of_lines(seed(number).text)
    chapter_line = max(at for at, line in enumerate(lines, 1) if gold.get(at) == "measures" and NUMBERED.match(line))
    found = roles_of_lines("\n".join([*lines[: chapter_line - 1], heading, *lines[chapter_line - 1 :]]))
    moved = {line + 1 if line >= chapter_line else line: role for line, role in before.items()}
    assert {line: found[line] for line in moved} == moved


def test_a_report_in_one_paragraph_has_all_its_parts() -> None:
    text = (
        "2022年，我县坚持以习近平法治思想为指导，扎实推进依法行政。现将情况报告如下：一、主要举措和成效"
        "（一）加强领导。县委常委会听取汇报2次。（二）规范执法。评查案卷30卷。二、存在的问题（一）执法力量不足。"
        "三、下一步工作打算（一）充实执法力量。某县人民政府2023年1月5日"
    )
    roles = [section.role.value for section in lay_out(text).sections]
    assert roles == ["opening", "measures", "problems", "plan", "signature"]


def test_roles_turn_at_sentences_inside_one_paragraph() -> None:
    turns = "评查案卷30卷。但是，部分单位执法仍不规范，文书质量不高。下一步，将开展专项培训。"
    layout = lay_out(f"{frame(2023)}一、主要举措\n{turns}\n（二）办理事项20件。\n")
    words = ["评查案卷", "但是", "下一步", "办理事项"]
    assert [layout.role_of(word).value for word in words] == ["measures", "problems", "plan", "measures"]


def test_problems_and_plan_under_one_heading_are_told_apart_sentence_by_sentence() -> None:
    layout = lay_out(
        frame(2023) + "一、主要举措\n评查案卷30卷。\n二、问题与对策\n（一）执法人员不足。下一步，招录补充人员。\n"
        "（二）信息公开不及时。下一步，建立检查机制。\n"
    )
    words = ["执法人员不足", "招录", "信息公开", "建立检查"]
    assert [layout.role_of(word).value for word in words] == ["problems", "plan", "problems", "plan"]


def test_items_of_a_plan_under_one_heading_with_the_problems_stay_plan() -> None:
    lines = [
        "一、主要工作",
        "评查案卷120卷。",
        "二、存在的问题及下一步打算",
        "与新任务相比,执法力量不足,案卷制作粗糙。",
        "2024年,我局将做好以下工作:",
        "一是健全责任体系。落实述法制度。",
        "二是配强执法力量。争取编制部门支持,逐步解决基层监督力量薄弱的问题。",
        "三是持续优化营商环境,破除隐性壁垒。",
    ]
    layout = lay_out(frame(2023) + "\n".join(lines))
    words = ["与新任务相比", "健全责任体系", "配强执法力量", "逐步解决", "优化营商环境"]
    assert [layout.role_of(word).value for word in words] == ["problems", *["plan"] * 4]


def test_shortcomings_found_in_others_and_put_right_stay_measures() -> None:
    layout = lay_out(
        frame(2023) + "一、主要举措\n（一）强化监督。通过督察发现，部分乡镇还存在执法程序不规范等问题。"
        "针对这些问题，下发整改通知12份，全部整改到位。\n"
    )
    assert {layout.role_of(word) for word in ("通过督察", "针对这些")} == {Role.MEASURES}


def test_a_root_cause_next_to_a_shortcoming_is_a_problem_wherever_it_stands() -> None:
    cause = "究其原因，主要是部分干部法治意识不强、执法能力不足。"
    layout = lay_out(f"{frame(2023)}一、主要举措\n评查案卷30卷。{cause}\n二、规范执法\n办案20件。\n")
    assert layout.role_of("究其原因") is Role.PROBLEMS
    assert layout.role_of("办案") is Role.MEASURES


def test_lines_of_a_section_are_lines_of_the_source() -> None:
    layout = lay_out("\n" + frame(2023) + "\n一、主要举措\n评查案卷30卷。\n\n二、存在问题\n力量薄弱。\n")
    spans = [(section.role.value, section.first_line, section.last_line) for section in layout.sections]
    assert spans == [("opening", 2, 3), ("measures", 5, 6), ("problems", 8, 9)]


def test_a_paragraph_as_long_as_a_report_is_no_opening_of_the_numbers_behind_it() -> None:
    work = "全年审查规范性文件23件,办理行政复议案件45件。" * 60
    text = f"某县2024年法治政府建设年度报告\n{work}\n1.补齐执法短板,举办培训班4期。\n2.清理代办点,重新配置人员。\n"
    sections = score_source(Source("a.txt", text, "", "utf-8"), builtin()).report.sections
    assert max(sections, key=lambda section: section.end - section.start).role is Role.MEASURES
