from __future__ import annotations

from fractions import Fraction
from functools import cache

import pytest

from scorer.checks.figures import Computed, find_figures
from scorer.checks.figures.verdicts import misread, shifted
from scorer.pipeline import load_rubric
from scorer.rules.rubric import Rubric
from scorer.statements.numerals import chinese, decimal, number, plain
from scorer.text.normalise import fold
from scorer.text.words import Scan


@cache
def rubric() -> Rubric:
    return load_rubric("fazhi-annual-report")


def figures(text: str) -> list[Computed]:
    found = find_figures(Scan(rubric().lexicon, fold(text)))
    return sorted(found, key=lambda test: (test.start, test.end))


def verdict(text: str) -> str:
    found = {test.verdict for test in figures(text)}
    return next((name for name in ("inconsistent", "rounding", "consistent") if name in found), "cannot-tell")


@pytest.mark.parametrize(
    ("said", "value"),
    [("一百二十三", 123), ("两千三百万", 23_000_000), ("二〇二三", 2023), ("十二", 12), ("一百零二", 102),
     ("一百二", 120), ("九十八点五", Fraction(197, 2)), ("三亿五千万", 350_000_000), ("件", None)],
)  # fmt: skip
def test_chinese_numerals_are_read(said: str, value: Fraction | int | None) -> None:
    assert chinese(said) == value


@pytest.mark.parametrize(
    ("digits", "scale", "manner", "low", "high"),
    [("460", "", "", 460, 460), ("10.12", "万", "", 101_150, 101_300), ("300", "", "more", 300, 400),
     ("4600", "", "more", 4600, 4700), ("1,234", "", "", 1234, 1234)],
)  # fmt: skip
def test_a_printed_number_is_an_interval(digits: str, scale: str, manner: str, low: int, high: int) -> None:
    assert number(digits, scale, manner)[1:3] == (low, high)


def test_values_are_shown_without_idle_zeros() -> None:
    assert plain(Fraction(985, 10)) == "98.5"
    assert decimal(Fraction(6209 * 100, 6323), 1) == "98.2"


@pytest.mark.parametrize(
    "text",
    [
        "调解矛盾纠纷6323件,调解成功6209件,调解成功率为99%。",
        "共受理行政复议案件50件,审结45件、正在审理3件、中止1件。",
        "年初无结转案件,受理行政复议案件53件,办结63件。",
        "受理信用修复申请112宗(区属大队80宗,镇街中队42宗)。",
        "办理人大建议56件、政协提案78件,共计144件。",
        "群众满意率达102%。",
        "行政复议受理量由上年的120件下降到150件。",
        "2023年受理行政应诉案件80件,上年为64件,同比增长20%。",
        "组织县公安局、县城管局、县水利局、县交通局、县教育局等4个部门开展联合执法。",
        "共收到35件行政复议申请,审结32件,均已审结。",
        "聘请法律顾问的村118个,占全县134个村的92%。",
        "应参训320人,实参训300人,参训率98%。",
        "全年办理法律援助案件五百二十件,其中刑事三百二十件、民事二百五十件。",
        "开展法治讲座24场,受众3600人次,场均180人次。",
        "受理劳动仲裁案件1465件,结案1398件,调解成功912件,调解成功率71.6%。",
        "本年度共收到行政复议申请136件,经审查受理121件,不予受理20件。",
        "收到政府信息公开申请85件,其中予以公开40件,部分公开52件。",
        "全年新收行政应诉案件205件,同比下降12%(上年226件)。",
    ],
)
def test_a_contradiction_is_found(text: str) -> None:
    assert verdict(text) == "inconsistent"


@pytest.mark.parametrize(
    "text",
    [
        "梳理政务服务事项467个,其中460个事项实现零跑动,零跑动事项可办率98.5%。",
        "共办理行政应诉案件159件,人民法院已判决案件142件,其中败诉案件16件,败诉率11.27%。",
        "受理政务服务事项10.12万件,办结10.01万件,办结率98.9%。",
        "共受理行政复议案件50件,审结46件、正在审理3件、中止1件,审结案件中直接纠错6件。",
        "受理矛盾纠纷90件,化解90件,化解率百分之百。",
        "受理投诉1200余件,均已办结。",
        "督促县发改局、市监局等2部门整改。",
    ],
)
def test_agreeing_figures_are_consistent(text: str) -> None:
    assert verdict(text) == "consistent"


@pytest.mark.parametrize(
    "text",
    [
        "受理行政复议案件53件,办结63件。",
        "办复人大代表建议112件、政协委员提案166件,办结率、满意率均达100%。",
        "网上办事大厅1816个网办事项网办率达98.9%。",
        "出庭应诉50件,负责人出庭39件,负责人出庭应诉率78%,工作人员出庭率100%。",
        "收到群众信件336件,公开申请116件,均已全部办结,符合条件的政府信息公开答复率达100%。",
        "受理行政复议案件23件,已办结19件,行政复议合法率100%。",
        "调解案件1291宗,其中秋韵调解室处理903宗,愿意调解的183宗,调解成功170宗,调解成功率92.9%。",
        "县市场监管局、文旅局、农业农村局等14个部门。",
        "任务完成率105%。",
        "法律援助受理案件820件,其中农民工560件、妇女310件、未成年人95件。",
        "共有执法人员1368人,其中持证1290人,新取证86人。",
        "他们没有一宗只派律师,其中六宗经释明后撤回。",
        "受理行政复议申请148件(含上年结转12件),审结150件。",
    ],
)
def test_an_unsettled_pairing_is_no_error(text: str) -> None:
    assert verdict(text) in ("consistent", "cannot-tell")


@pytest.mark.parametrize(
    "text",
    ["愿意调解的约有183宗,调解成功170宗,调解成功率92%。", "收回有效问卷863份,表示满意的785份,满意度90%。"],
)
def test_cutting_off_is_a_remark(text: str) -> None:
    assert verdict(text) == "rounding"


def test_the_computation_names_the_numbers_and_the_stated_rate() -> None:
    found = next(
        test for test in figures("调解6件。调解纠纷6323件,调解成功6209件,成功率为99%。") if test.relation == "rate"
    )
    assert found.computation == "6209/6323 = 98.2%, 99%"
    assert found.sure


def test_a_row_of_a_table_is_computed() -> None:
    assert verdict("信访事项(件)|455|412|-9.5%\n") == "consistent"
    assert verdict("信访事项(件)|455|412|-7.5%\n") == "inconsistent"


def test_the_same_quantity_with_two_values_is_a_contradiction() -> None:
    assert verdict("全年受理行政复议案件50件。发文3件。\n2024年共受理行政复议案件48件。") == "inconsistent"
    assert verdict("全年受理行政复议案件50件。\n2024年共受理行政复议案件50件。") == "cannot-tell"
    assert verdict("全年受理行政复议案件50件。\n上年受理行政复议案件48件。") == "cannot-tell"
    assert verdict("受理行政复议案件50件。其中县公安局受理行政复议案件8件。") == "consistent"


def test_nothing_is_another_round_number_written_wrong_only_where_it_has_digits_left() -> None:
    assert not misread(0, 100) and not misread(1000, 0)
    assert misread(310, 410) and misread(3100, 4100)


def test_a_number_is_another_one_in_other_units_only_by_a_power_of_ten() -> None:
    assert shifted(Fraction(6000), Fraction(60000)) and shifted(Fraction(126), Fraction(12600))
    assert not shifted(Fraction(5), Fraction(60)) and not shifted(Fraction(7), Fraction(7))
    assert not shifted(Fraction(0), Fraction(10))


@pytest.mark.parametrize(
    "text",
    [
        "全年收到意见420条，采纳113条，采纳率76.4%。",
        "全年检查企业140家，发现问题的企业29家，占九成。",
        "配备法律顾问119名，平均每村7名，覆盖211个村。",
        "办理建议61件，其中已办结的364件。",
    ],
)
def test_what_is_farther_off_than_any_slip_may_be_of_other_numbers(text: str) -> None:
    assert verdict(text) != "inconsistent"


def test_a_ratio_of_none_is_no_ratio() -> None:
    assert figures("共有执法人员0名、监督员12名,执法人员与监督员之比为1:3。") == []
