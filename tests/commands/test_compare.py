from __future__ import annotations

import json
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from scorer.commands.cli import main as command
from scorer.commands.compare import compare_sources, main
from scorer.comparison.compared import shares
from scorer.comparison.recycled import compare, formula_pattern, mask, sketch
from scorer.model import Source
from scorer.pipeline import load_rubric
from scorer.render.comparison.record import record
from scorer.rules.rubric import Rubric
from scorer.text.normalise import normalise

BEFORE = """长宁县人民政府关于2023年法治政府建设情况的报告
一、2023年主要举措和成效
受理行政复议案件50件,审结46件。制发行政规范性文件3件。组织乡镇综合行政执法人员开展跟班轮训两批次。
二、存在的问题
基层执法人员力量不足,法治宣传形式单一。
三、2024年工作安排
2024年,建成县级非诉讼纠纷化解综合服务中心;编制重大行政决策事项目录;开展道路交通违法行为专项整治。
长宁县人民政府
2024年1月20日
"""
AFTER = """长宁县人民政府关于2024年法治政府建设情况的报告
一、2024年主要举措和成效
受理行政复议案件62件,审结60件。制发行政规范性文件5件。组织乡镇综合行政执法人员开展跟班轮训三批次。
建成县级非诉讼纠纷化解综合服务中心1个,入驻单位9家。
二、存在的问题
部门公开不及时。
三、2025年工作安排
2025年,加强执法队伍建设;完善政务公开目录。
长宁县人民政府
2025年1月20日
"""


@cache
def rubric() -> Rubric:
    return load_rubric("fazhi-annual-report")


def sources() -> list[Source]:
    return [Source("2024.txt", AFTER, "", "utf-8"), Source("2023.txt", BEFORE, "", "utf-8")]


def result() -> dict[str, Any]:
    return record(compare_sources(sources(), rubric()), rubric(), "zh")


def test_reports_of_one_body_stand_by_year() -> None:
    assert [report["year"] for report in result()["reports"]] == [2023, 2024]


def test_shares_add_up_to_the_total() -> None:
    for one in compare_sources(sources(), rubric()):
        assert sum(shares(one.card).values(), Fraction(0)) == one.card.total


def test_the_same_quantity_stands_side_by_side() -> None:
    rows = {row["id"]: row["values"] for row in result()["figures"]}
    assert [value["quote"] for value in rows["reconsideration-received"]] == ["50件", "62件"]
    assert [value["quote"] for value in rows["documents-issued"]] == ["3件", "5件"]
    assert BEFORE[rows["reconsideration-received"][0]["start"] :].startswith("50件")


def test_promises_are_looked_for_in_the_next_year() -> None:
    items = result()["promises"][0]["items"]
    verdicts = {item["plan"]["quote"][:6]: item["verdict"] for item in items}
    assert verdicts["建成县级非诉"] == "done"
    assert verdicts["开展道路交通"] == "no-trace"
    done = next(item for item in items if item["verdict"] == "done")
    assert "入驻单位" in done["answer"]["quote"] and done["answer"]["line"] == 4


def test_repeated_sentences_are_found_under_new_figures_and_only_in_the_later_report() -> None:
    before, after = result()["recycled"]
    assert before["repeated"] == 0
    quotes = [pair["quote"] for pair in after["pairs"]]
    assert any("跟班轮训三批次" in quote for quote in quotes)
    assert not any("入驻单位" in quote for quote in quotes)


def test_masking_takes_out_places_numbers_and_marks() -> None:
    assert mask("长宁县2024年受理案件1,203件。") == mask("清河县2023年受理案件98件。")


def test_formulas_and_what_many_reports_share_do_not_count() -> None:
    formula = "在县委的坚强领导下,深入学习贯彻上级各项决策部署要求并取得新成效"
    shared = "本单位严格按照程序规定组织开展年度考核评议并公布结果接受监督"
    pattern = formula_pattern(["坚强领导下"])
    texts = [f"{formula}。{shared}。{chr(0x4E00 + 40 * n) * 3}{chr(0x5000 + n) * 30}。" for n in range(6)]
    sketches = [sketch(normalise(Source(str(n), text, "", "utf-8")), pattern) for n, text in enumerate(texts)]
    assert all(not found.repeated for found in compare(sketches))


@pytest.mark.parametrize("form", ["table", "markdown", "json"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_sub_command_prints_each_format(
    form: str, lang: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for source in sources():
        (tmp_path / source.name).write_text(source.text, encoding="utf-8")
    assert main([str(tmp_path / "2023.txt"), str(tmp_path / "2024.txt"), "--format", form, "--lang", lang]) == 0
    out = capsys.readouterr().out
    assert "62件" in out and "{" not in out.replace("{", "", 0 if form != "json" else out.count("{"))
    if form == "json":
        assert json.loads(out)["schema"] == "comparison/1"


def test_only_repeated_text_of_a_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for source in sources():
        (tmp_path / source.name).write_text(source.text, encoding="utf-8")
    assert main([str(tmp_path), "--recycled", "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)["recycled"]
    assert [one["repeated"] > 0 for one in found] == [False, True]


def test_one_report_cannot_be_compared(tmp_path: Path) -> None:
    (tmp_path / "2023.txt").write_text(BEFORE, encoding="utf-8")
    with pytest.raises(Exception, match="两份"):
        main([str(tmp_path / "2023.txt"), "--lang", "zh"])


def test_output_that_cannot_be_written_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    paths = []
    for source in sources():
        paths.append(str(tmp_path / source.name))
        Path(paths[-1]).write_text(source.text, encoding="utf-8")
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert command(["compare", *paths, "--output", str(tmp_path / "file" / "page.md")]) == 2
    assert "page.md" in capsys.readouterr().err


def test_a_ring_of_copies_is_copied_however_many_they_are() -> None:
    body = "。".join(
        f"{chr(0x4E00 + 37 * n) * 4}组织开展年度考核评议并公布结果接受监督{chr(0x5100 + n) * 6}" for n in range(8)
    )
    places = ("长宁县", "清河县", "云台县", "临棠县", "苇溪县", "禾浦县", "望渠区")
    sources = [Source(name, f"{name}报告。\n{body}。", "", "utf-8") for name in places]
    found = list(compare([sketch(normalise(source), None) for source in sources]))
    assert all(one.sentences and one.new_permille == 0 for one in found)


def test_nothing_to_judge_is_no_praise() -> None:
    (found,) = compare([sketch(normalise(Source("a", "短句。", "", "utf-8")), None)])
    assert found.sentences == 0 and found.new_permille is None
