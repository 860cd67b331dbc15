"""What became of last year's plan: by object and act, with no unrelated answer."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from scorer.comparison.promises import Promise, keep_promises
from scorer.comparison.told import Told, told
from scorer.model import Source
from scorer.pipeline import load_rubric, read_report
from scorer.rules.rubric import Rubric

PAIRS = yaml.safe_load((Path(__file__).parent / "promise_pairs.yaml").read_text(encoding="utf-8"))
LEAST_RIGHT = 80  # per cent


@cache
def rubric() -> Rubric:
    return load_rubric("fazhi-annual-report")


def report(year: int, deeds: str, plan: str) -> Told:
    text = (
        f"长宁县人民政府{year}年法治政府建设年度报告\n一、{year}年主要举措和成效\n{deeds}\n"
        f"二、存在的问题\n执法人员力量不足。\n三、{year + 1}年工作安排\n{plan}\n"
    )
    case, _ = read_report(Source("r.txt", text, "", "utf-8"), rubric())
    return told(case, None)


def fates(plan: str, deeds: str, before: str = "召开会议3次。") -> list[Promise]:
    return list(keep_promises(report(2023, before, plan), report(2024, deeds, "加强培训。")))


def fate(plan: str, deeds: str, before: str = "召开会议3次。") -> str:
    found = fates(plan, deeds, before)
    assert len(found) == 1
    return found[0].verdict


@pytest.mark.parametrize(
    ("plan", "deed"),
    [
        ("强化对行政执法人员的培训。", "举办行政执法骨干培训班6期,参训640人次。"),
        ("加快推进政务数据有序共享。", "打通26个部门业务系统,归集政务数据6.1亿条,共享接口320个。"),
        ("建成县级非诉讼纠纷化解综合服务中心。", "县非诉讼纠纷化解综合服务中心投入使用,入驻单位9家。"),
        ("编制重大行政决策事项目录。", "公布年度重大行政决策事项目录,列入事项6项。"),
        ("推进行政争议实质性化解。", "全年实质性化解行政争议35件。"),
    ],
)
def test_a_promise_is_kept_by_its_object_and_an_act(plan: str, deed: str) -> None:
    assert fate(plan, deed) == "done"


@pytest.mark.parametrize(
    ("plan", "deed"),
    [
        ("开展道路交通违法行为专项整治。", "打造“生态蒲公英”普法品牌,开展活动20场。"),
        ("完善法律顾问考核办法。", "受理行政复议案件62件,审结60件。"),
    ],
)
def test_what_is_not_told_of_has_no_answer(plan: str, deed: str) -> None:
    found = fates(plan, deed)
    assert [(one.verdict, one.answer) for one in found] == [("no-trace", None)]


def test_a_copied_sentence_proves_nothing_new() -> None:
    deed = "编制重大行政决策事项目录,列入事项6项。"
    assert fate("编制重大行政决策事项目录。", deed) == "done"
    assert fate("编制重大行政决策事项目录。", deed, before=deed) == "no-trace"


def test_a_compound_promise_is_split_at_its_verbs() -> None:
    found = fates("建立府院联动工作机制,加强败诉案件分析,推动行政机关负责人出庭。", "召开府院联席会议2次。")
    assert [one.plan.quote.strip("。") for one in found] == [
        "建立府院联动工作机制", "加强败诉案件分析", "推动行政机关负责人出庭",
    ]  # fmt: skip


def test_headings_slogans_and_frames_are_no_promises() -> None:
    plan = "(一)强化执法队伍建设\n组织执法人员资格考试4期。\n(二)久久为功\n持续发力,久久为功。\n按照上级要求,"
    assert [one.plan.quote for one in fates(plan, "召开会议3次。")] == ["组织执法人员资格考试4期"]


@pytest.mark.parametrize("pair", PAIRS, ids=[pair["body"] for pair in PAIRS])
def test_four_promises_of_five_in_following_reports_get_their_fate(pair: dict[str, Any]) -> None:
    plan = "".join(words for words, _ in pair["plan"])
    found = keep_promises(report(2024, "召开会议3次。", plan), report(2025, pair["deeds"], "加强培训。"))
    right = wanted = 0
    for words, fates_ in pair["plan"]:
        expected = fates_ if isinstance(fates_, list) else [fates_]
        verdicts = [one.verdict for one in found if one.plan.quote.replace(",", "，").strip("。") in words]
        wanted += len(expected)
        right += sum(a == b for a, b in zip(verdicts, expected, strict=False))
    assert 100 * right >= LEAST_RIGHT * wanted, (right, wanted)
