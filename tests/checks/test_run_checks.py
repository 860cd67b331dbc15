"""Checks of whole reports: years, leftovers, references, substance, and what they do to the form layer."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

import rubric as rubric_folder
from scorer.checks.figures import Computed, find_figures
from scorer.checks.references import Book, book_of, plain_name, split_years
from scorer.commands.cli import main
from scorer.locale.checks import TEXTS
from scorer.model import Check, Scorecard, Source
from scorer.pipeline import load_rubric, score_source
from scorer.render.checked import message, record, shown, tally
from scorer.rules.rubric import Rubric
from scorer.text.budget import Budget, OutOfTime
from scorer.text.words import Scan

DECISION = "《中共中央关于进一步全面深化改革、推进中国式现代化的决定》"
REPORT = """长宁县人民政府关于2024年法治政府建设情况的报告
2024年,长宁县认真贯彻《法治政府建设实施纲要(2021—2025年)》,扎实推进法治政府建设。
一、2024年主要举措和成效
县政府常务会议听取法治政府建设汇报3次,印发规范性文件5件。受理矛盾纠纷200件,调解成功190件,调解成功率95%。
二、存在的问题
执法人员力量不足,持证率偏低;部门公开不及时,答复不规范。
三、2025年工作安排
2025年,加强执法队伍建设,组织执法人员培训4期;完善政务公开目录,规范依申请公开答复。
长宁县人民政府
2025年1月20日
"""


@cache
def rubric() -> Rubric:
    return load_rubric("fazhi-annual-report")


def card(text: str = REPORT, **known: str) -> Scorecard:
    return score_source(Source("r.txt", text, "0" * 64, "utf-8"), rubric(), **known)  # type: ignore[arg-type]


def told(text: str) -> list[Check]:
    return shown(card(text).checks)


def verdict(result: Scorecard, criterion: str) -> str:
    return next(f.verdict.value for f in result.findings if f.criterion == criterion)


def test_a_sound_report_is_told_nothing_and_meets_the_three_criteria() -> None:
    result = card()
    assert not [check for check in shown(result.checks) if check.verdict != "hint"]
    assert {verdict(result, id_) for id_ in ("figures-agree", "references-accurate", "year-consistency")} == {"met"}


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("一、2024年主要", "一、2023年主要", "year-heading"),
        ("三、2025年工作安排", "三、2024年工作安排", "year-plan"),
        ("2024年,长宁县认真", "2023年,长宁县认真", "year-opening"),
        ("印发规范性文件5件", "印发规范性文件XX件", "placeholder"),
        ("印发规范性文件5件", "印发规范性文件****件", "masked"),
        ("县政府常务会议", "某县政府常务会议", "someplace"),
        ("规范性文件5件。", "规范性文件5件(略)。", "omitted"),
        ("组织执法人员培训4期", "开展“八五”普法中期评估", "stale"),
        ("认真贯彻《", "认真贯彻党的二十届四中全会精神和《", "too-early"),
        ("2021—2025年)》", "2022—2025年)》", "wrong-years"),
        ("《法治政府建设实施纲要(2021—2025年)》", "《法治政府建设与责任落实督查工作规定》", "misnamed"),
        ("《法治政府建设实施纲要(2021—2025年)》", "《信访条例》", "repealed"),
        ("《法治政府建设实施纲要(2021—2025年)》", "《行政执法监督条例》", "not-yet"),
        ("《法治政府建设实施纲要(2021—2025年)》", "《法制政府建设实施纲要》", "misnamed"),
        ("《法治政府建设实施纲要(2021—2025年)》", "《优化营商环境条列》", "misnamed"),
        ("《法治政府建设实施纲要(2021—2025年)》", "《行政复意法》", "misnamed"),
        ("《法治政府建设实施纲要(2021—2025年)》", "《重大行政决策程序条例》", "misnamed"),
        ("《法治政府建设实施纲要(2021—2025年)》", "国务院《优化营商环境办法》", "misnamed"),
        ("《法治政府建设实施纲要(2021—2025年)》", "《中华人民共和国行政复议法实施办法》", "misnamed"),
        ("认真贯彻《法治政府建设实施纲要", "印发贯彻《法治政府建设实施刚要", "misnamed"),
        ("《法治政府建设实施纲要(2021—2025年)》", f"党的二十届二中全会作出的{DECISION}", "wrong-session"),
        ("《法治政府建设实施纲要(2021—2025年)》", "《中华人民共和国合同法》", "repealed"),
        ("《法治政府建设实施纲要(2021—2025年)》", "新修订的《保障中小企业款项支付条例》", "not-revised"),
        ("2025年,加强执法队伍建设", "2024年,县政府将继续加强执法队伍建设", "year-plan-text"),
        ("2025年,加强执法队伍建设", "围绕“十三五”规划目标,加强执法队伍建设", "stale"),
        ("扎实推进法治", "按照“十四五”规划(2022—2026年)推进法治", "period-years"),
        ("县政府常务会议听取", "县长×××主持县政府常务会议听取", "placeholder"),
        ("听取法治政府建设汇报3次", "听取法治政府建设汇报(此处补充次数)", "to-fill"),
        ("三、2025年工作安排", "三、2026年工作安排", "year-plan"),
        ("2025年1月20日", "2024年2月20日", "year-signed"),
    ],
)  # fmt: skip
def test_what_does_not_belong_is_found_and_quoted(old: str, new: str, code: str) -> None:
    text = REPORT.replace(old, new, 1)
    found = [check for check in told(text) if check.code == code]
    assert found
    assert text[found[0].start : found[0].end] == found[0].quote
    assert all(message(found[0], lang) and "{" not in message(found[0], lang) for lang in ("zh", "en"))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("《法治政府建设实施纲要(2021—2025年)》", "《长宁县法治政府建设实施方案(2022—2025年)》"),
        ("《法治政府建设实施纲要(2021—2025年)》", "《法治政府建设实施纲要(2021-2025)》"),
        ("《法治政府建设实施纲要(2021—2025年)》", "《中华人民共和国行政处罚法》"),
        ("印发规范性文件5件。", "清理依据《合同法》制定的文件5件。"),
        ("印发规范性文件5件。", "审结张某诉某县人民政府案1件。"),
        ("印发规范性文件5件。", "推行“1+X”模式,与上年相比增长。"),
        ("印发规范性文件5件。", "形成《2023年行政复议分析报告》1份。"),
        ("《法治政府建设实施纲要(2021—2025年)》", "《法治政府建设实施纲要》"),
        ("《法治政府建设实施纲要(2021—2025年)》", "《法治社会建设实施纲要》"),
        ("印发规范性文件5件。", "印发《关于加强法治乡镇建设的意见》。"),
        ("《法治政府建设实施纲要(2021—2025年)》", "《优化营商环境办法》"),
        ("印发规范性文件5件。", "印发《关于开展法治政府建设示范创建活动的意见》。"),
        ("印发规范性文件5件。", "印发《行政复议法实施办法》。"),
        ("印发规范性文件5件。", "对《生态环境法典》草案提出意见5条。"),
        (
            "《法治政府建设实施纲要(2021—2025年)》",
            f"党的二十届三中全会作出的{DECISION}",
        ),
        ("组织执法人员培训4期", "启动编制“九五”普法规划"),
        ("2025年,加强执法队伍建设", "2023年我县入选示范项目培育名单,明年将以此为基础,加强执法队伍建设"),
        ("组织执法人员培训4期", "总结“八五”普法经验"),
        ("印发规范性文件5件。", "“十四五”开局三年(2021—2023年)印发规范性文件5件。"),
        ("扎实推进法治", "学习党的二十届三中全会精神,扎实推进法治"),
    ],
)
def test_what_may_stand_is_left_alone(old: str, new: str) -> None:
    assert not [check for check in told(REPORT.replace(old, new, 1)) if check.verdict != "hint"]


def test_a_wrong_heading_is_told_with_the_title_beside_it() -> None:
    found = next(c for c in told(REPORT.replace("一、2024年主要", "一、2023年主要")) if c.code == "year-heading")
    assert "2023年" in found.quote and "2024年" in found.other
    assert found.other in message(found, "zh")


def test_many_masked_digits_are_the_work_of_a_web_page() -> None:
    text = REPORT.replace("汇报3次", "汇报**次").replace("文件5件", "文件**件").replace("纠纷200件", "纠纷***件")
    masked = [check for check in card(text).checks if check.code == "masked"]
    assert masked and not any(check.sure for check in masked)
    assert verdict(card(text), "references-accurate") == "met"


def test_contradictions_take_the_points_of_the_form_layer() -> None:
    assert verdict(card(REPORT.replace("成功率95%", "成功率98%")), "figures-agree") == "missing"
    assert verdict(card(REPORT.replace("文件5件", "文件XX件")), "references-accurate") == "missing"
    assert verdict(card(REPORT.replace("一、2024", "一、2023")), "year-consistency") == "missing"


def test_what_was_cut_off_is_a_remark_and_costs_nothing() -> None:
    result = card(REPORT.replace("200件,调解成功190件", "207件,调解成功198件"))
    found = next(check for check in shown(result.checks) if check.id == "figures")
    assert (found.verdict, found.weight) == ("rounding", "remark")
    assert verdict(result, "figures-agree") == "met"


def test_without_figures_to_test_the_criterion_is_open() -> None:
    text = REPORT.replace("受理矛盾纠纷200件,调解成功190件,调解成功率95%。", "")
    assert verdict(card(text), "figures-agree") == "unclear"


def test_dates_of_the_caller_go_before_those_of_the_report() -> None:
    assert verdict(card(), "submitted-in-time") == "met"
    assert verdict(card(submitted="2025-03-01"), "submitted-in-time") == "missing"
    assert verdict(card(), "published-in-time") == "unclear"
    assert verdict(card(published="2025-03-31"), "published-in-time") == "met"


def test_a_check_is_switched_off_and_made_lighter_in_the_rubric() -> None:
    text = REPORT.replace("成功率95%", "成功率98%").replace("文件5件", "文件XX件")
    tables = rubric().data["checks"]
    settings = {"figures": {"on": False}, "leftovers": {"weight": "remark"}}
    changed = rubric()._replace(data={**rubric().data, "checks": {**tables, "settings": settings}})
    result = score_source(Source("r.txt", text, "", "utf-8"), changed)
    assert not [check for check in result.checks if check.id == "figures"]
    assert verdict(result, "references-accurate") == "partial"


def test_hints_count_for_nothing() -> None:
    text = REPORT.replace(
        "加强执法队伍建设,组织执法人员培训4期;完善政务公开目录,规范依申请公开答复", "再加一把劲,把工作做得更好"
    )
    assert any(check.code == "plan-generic" for check in told(text))
    assert not any(check.verdict == "hint" and check.weight == "error" for check in told(text))


def test_json_names_kind_and_place_and_counts_what_was_tested() -> None:
    result = card(REPORT.replace("成功率95%", "成功率98%"))
    one = record(next(check for check in shown(result.checks) if check.id == "figures"), "en")
    assert one["kind"] == "rate" and one["verdict"] == "inconsistent" and one["sure"]
    assert tally(result.checks)["inconsistent"] == 1


def test_offsets_of_a_traditional_report_are_those_of_its_source() -> None:
    text = REPORT.replace(
        "受理矛盾纠纷200件,调解成功190件,调解成功率95%", "受理矛盾糾紛200件,調解成功190件,調解成功率98%"
    )
    found = next(check for check in told(text) if check.id == "figures")
    assert text[found.start : found.end] == found.quote and "調解" in found.quote


def test_names_are_compared_without_organ_quotes_and_spaces() -> None:
    assert plain_name("《国务院办公厅关于“谁执法 谁普法”的意见》", ("国务院办公厅",)) == "关于谁执法谁普法的意见"
    assert split_years("实施纲要(2021—2025年)") == ("实施纲要", "2021—2025")
    assert book_of({"instruments": [{"name": "甲乙条例", "from": "2020-01-01"}]}, ())["names"] == {"甲乙条例": 0}


def test_the_list_of_instruments_is_whole() -> None:
    book = Book(**rubric().data["checks"]["book"])
    rows = [book.row(at) for at in range(len(book.rows))]
    assert len(rows) >= 60
    names = {row["name"] for row in rows}
    assert all(row["replaced_by"] in names for row in rows if row["replaced_by"])
    assert all(not row["until"] or row["from"] <= row["until"] for row in rows)
    assert all(set(row["verified"].split()) <= {"name", "issued", "from", "until", "adopted_by"} for row in rows)


def test_every_set_that_was_tested_can_be_shown(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "report.txt"
    path.write_text(REPORT, encoding="utf-8")
    main([str(path), "--explain", "figures-agree", "--lang", "en"])
    out = capsys.readouterr().out
    assert "Sets of figures that were tested" in out
    assert "190/200 = 95.0%, 95%" in out and "consistent" in out


def test_check_that_runs_out_of_time_is_named_and_costs_no_other_verdict() -> None:
    source = Source("r.txt", REPORT, "0" * 64, "utf-8")
    whole, hurried = card(), score_source(source, rubric(), seconds=0)
    assert [note.detail for note in hurried.report.warnings if note.code == "check-not-done"] == [
        "years",
        "leftovers",
        "references",
        "substance",
        "figures",
    ]
    given = {finding.criterion: finding for finding in hurried.findings}
    for finding in whole.findings:
        checked = finding.criterion in ("figures-agree", "references-accurate", "year-consistency")
        assert given[finding.criterion].verdict.value == ("unclear" if checked else finding.verdict.value)
    assert given["figures-agree"].reason == "check-not-done"


def test_what_a_check_found_before_its_time_was_over_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    text = REPORT.replace("调解成功率95%", "调解成功率65%")
    find = find_figures

    def ended(scan: Scan, budget: Budget) -> Iterator[Computed]:
        yield from find(scan, budget)
        raise OutOfTime

    monkeypatch.setattr("scorer.checks.find_figures", ended)
    result = card(text)
    assert [check.verdict for check in shown(result.checks) if check.id == "figures"] == ["inconsistent"]
    assert verdict(result, "figures-agree") == "missing"
    assert "figures" in [note.detail for note in result.report.warnings]


def test_limit_of_seconds_reaches_the_checks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.txt"
    path.write_text(REPORT, encoding="utf-8")
    asked = []

    def score(*rest: Any, seconds: float, **more: Any) -> Scorecard:
        asked.append(seconds)
        return score_source(*rest, seconds=0, **more)

    monkeypatch.setattr("scorer.pipeline.score_source", score)
    assert main([str(path), "--format", "json"]) == 0
    capsys.readouterr()
    assert main([str(path), "--format", "json", "--limit", "seconds=7"]) == 0
    assert asked == [20, 7]
    assert "figures" in json.loads(capsys.readouterr().out)["checks_not_done"]


def test_placeholders_in_the_page_around_a_report_do_not_count() -> None:
    above = "当前位置：首页 > 政务公开 > XX报告\n来源：XX县人民政府 发布日期：XXXX年XX月XX日 浏览次数：****次\n"
    below = "上一篇：关于XX县XX工作的通知\n版权所有：XX县人民政府\n网站标识码：**** ICP备XXXX号\n[请填写验证码]\n"
    result = card(above + REPORT + below)
    assert {check.id for check in shown(result.checks)} == {"leftovers"}  # told, so that nobody is surprised
    assert verdict(result, "references-accurate") == "met"


@pytest.mark.parametrize("line", ["— 3 —", "3", "第3页", "3 / 12", "第 3 页 共 12 页", "·3·"])
@pytest.mark.parametrize(
    ("figure", "cut"), [("200件", "2{}00件"), ("190件", "1{}90件"), ("95%", "9{}5%"), ("200件", "20{}0件")]
)
def test_number_of_a_page_inside_a_figure_contradicts_nothing(line: str, figure: str, cut: str) -> None:
    assert REPORT.count(figure) == 1
    assert not told(REPORT.replace(figure, cut.format(f"\n{line}\n")))


def test_every_relation_has_a_name_and_a_sentence_and_can_be_left_out() -> None:
    """The codes that the program can tell, as its own passages bring them out."""
    passages = yaml.safe_load((Path(__file__).parent / "figure_passages.yaml").read_text(encoding="utf-8"))
    texts = [REPORT, *passages["wrong"], *passages["sound"]]
    lexicon = rubric().lexicon
    relations = {test.relation for text in texts for test in find_figures(Scan(lexicon, text))}
    schema = json.loads((Path(str(rubric_folder.__file__)).parent / "schema.json").read_text(encoding="utf-8"))
    assert len(relations) > 12
    assert relations <= set(schema["$defs"]["check"]["properties"]["without"]["items"]["enum"])
    assert {f"relation.{code}" for code in relations} | {f"figures.{code}" for code in relations} <= set(TEXTS)
