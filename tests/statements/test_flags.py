"""When, whose and whether: flags of clauses, each by the structure that tells it."""

from __future__ import annotations

import pytest
from reports import builtin

from scorer.model import Level
from scorer.statements.flags import Flags
from scorer.text.clauses import bits
from scorer.text.words import Scan


def flagged(text: str, name: str, year: int = 2024, level: Level = Level.COUNTY) -> list[str]:
    """The clauses of a text that bear a flag."""
    scan = Scan(builtin().lexicon, text)
    mask = Flags(scan, year, level).by_name[name]
    return [text[slice(*scan.clauses.span(at))] for at in bits(mask)]


@pytest.mark.parametrize(
    ("text", "name", "wanted"),
    [
        ("法治宣传进村入户,蔚然成风。", "praise", ["法治宣传进村入户", "蔚然成风"]),
        ("执法公示是规范执法的“牛鼻子”。", "praise", ["执法公示是规范执法的“牛鼻子”"]),
        ("法治宣传深入人心,举办讲座12场。", "praise", ["法治宣传深入人心"]),
        ("新一轮选聘正按程序进行。", "under-way", ["新一轮选聘正按程序进行"]),
        ("2022年曾集中攻坚,当年化解23件。", "other-year", ["2022年曾集中攻坚", "当年化解23件"]),
        ("全年接访12批,当年化解23件。", "other-year", []),
        ("持证上岗管理,由市司法局统一组织。", "on-this-body", ["持证上岗管理", "由市司法局统一组织"]),
        ("由县司法局统一组织。", "on-this-body", []),
        ("区里来检查案卷,抽了15本。", "on-this-body", ["区里来检查案卷", "抽了15本"]),
        ("市里对我县案卷评查,我县优秀率为七成。", "on-this-body", ["市里对我县案卷评查", "我县优秀率为七成"]),
        ("市里对我县案卷评查,我县整改问题9个。", "on-this-body", ["市里对我县案卷评查"]),
        ("市司法局组织全市案卷评查,抽了我县4份卷。", "other-body", []),
        ("对我局2022-2023年收入情况进行检查。", "other-year", []),
        ("对近两年办结的40宗案卷进行互评。", "cumulative", []),
        ("近两年办结40宗,案卷进行互评。", "cumulative", ["近两年办结40宗", "案卷进行互评"]),
        ("将推进法治建设情况纳入年终述职。", "promise", []),
        ("将推进法治建设。", "promise", ["将推进法治建设"]),
        ("审查拟出台的政策措施31件。", "promise", []),
        ("按照上级部署,清理文件19件。", "other-body", []),
        ("2025年开展文件清理。", "promise", ["2025年开展文件清理"]),
        ("15.2025年开展文件清理。", "promise", ["15.2025年开展文件清理"]),
        ("2025年1月组织述法。", "promise", []),
        ("文件没有梳理,2025年我县将清理一次。", "promise", ["2025年我县将清理一次"]),
        ("文件没有梳理,2025年我县清理一次。", "promise", []),
        ("公平竞争审查方面,明年建立联席会议。", "promise", ["公平竞争审查方面", "明年建立联席会议"]),
        ("把全年打算写成报告,送给人大。", "promise", []),
        ("明年建立台账;主持会议9次研究法治事项。", "promise", ["明年建立台账"]),
        ("努力实现重要工作都有法律把关。", "promise", ["努力实现重要工作都有法律把关"]),
        ("旧体育场要不要拆,征求意见610封。", "promise", []),
        ("旧文件要不要翻检,我们计划明年安排。", "promise", ["旧文件要不要翻检", "我们计划明年安排"]),
        ("备案15日内完成,县里没有提出异议。", "negated", []),
        ("29.市司法局设立服务中心。", "other-body", ["29.市司法局设立服务中心"]),
        ("在公平竞争方面,市司法局组成检查组。", "other-body", ["在公平竞争方面", "市司法局组成检查组"]),
        ("市中级人民法院、各县人民法院调解纠纷19件。", "other-body", ["市中级人民法院、各县人民法院调解纠纷19件"]),
        ("市司法局10月到我局评查案卷20卷。", "on-this-body", ["市司法局10月到我局评查案卷20卷"]),
        ("对本局代县政府起草的文件进行清理。", "on-this-body", []),
        ("3项任务顺延到2025年完成。", "under-way", ["3项任务顺延到2025年完成"]),
        ("在市里组织的案卷评查中,送评的5份案卷优秀。", "on-this-body", ["在市里组织的案卷评查中", "送评的5份案卷优秀"]),
        ("在县里组织的案卷评查中优秀。", "on-this-body", []),
        ("通过省政府网站主动公开信息168条。", "other-body", []),
        ("我县从前年的第六位升到第二位。", "other-year", []),
        ("前年组织案卷评查2次。", "other-year", ["前年组织案卷评查2次"]),
        ("合同年初到期,到年底也没续上。", "negated", ["合同年初到期", "到年底也没续上"]),
        ("合同年初到期,两家单位没续上。", "negated", ["两家单位没续上"]),
        ("出庭的事,有两个局长一次也没去。", "negated", ["出庭的事", "有两个局长一次也没去"]),
        ("预案的事,过了年再说。", "promise", ["预案的事", "过了年再说"]),
        ("没有律师签字不盖章,签了90份。", "negated", []),
        ("监管平台尚在招标阶段。", "negated", ["监管平台尚在招标阶段"]),
        ("委托大学评估2次。", "other-body", []),
        ("邻镇请人讲了3堂课。", "other-body", ["邻镇请人讲了3堂课"]),
        ("去年调解12件。", "other-year", ["去年调解12件"]),
        ("“七五”期间全区累计出庭176人次。", "cumulative", ["“七五”期间全区累计出庭176人次"]),
        ("去年调解12件。去年复议3件。去年评查9件。去年开会4次。去年演练2场。", "other-year", []),
        ("严格落实审查制度,防止排除竞争。", "slogan", ["严格落实审查制度", "防止排除竞争"]),
        ("严格落实审查制度,退回文件草案两份。", "slogan", []),
        ("健全述法制度,各镇书记都上台讲了。", "slogan", []),
        ("文件备案还不够规范,漏报较多。", "negated", ["文件备案还不够规范", "漏报较多"]),
        ("个别部门文件清理慢。", "negated", ["个别部门文件清理慢"]),
        ("针对文件备案不规范,约谈3家单位。", "negated", []),
        ("在2022年清理的基础上保留120件。", "other-year", ["在2022年清理的基础上保留120件"]),
        ("深化复议改革,扎实开展办案。", "slogan", ["深化复议改革", "扎实开展办案"]),
        ("督察虽有打算,人手一换再换,年底没有成行。", "negated", ["督察虽有打算", "人手一换再换", "年底没有成行"]),
        ("虽已督察3次,人手一换再换,后来没有成行。", "negated", ["人手一换再换", "后来没有成行"]),
        ("复议办完30件,其余未到期限。", "negated", ["其余未到期限"]),
        ("原定的述法取消了。", "negated", ["原定的述法取消了"]),
        ("取消了3项收费。", "negated", []),
        ("评查方案印了,名单也排了,最后没有一家送卷。", "negated", ["评查方案印了", "名单也排了", "最后没有一家送卷"]),
        ("评查案卷90本,没有一本被退回。", "negated", []),
        ("评查案卷90本,一本也没落下。", "negated", []),
        ("评查方案印了,一本也没查。", "negated", ["评查方案印了", "一本也没查"]),
        ("演练定在十月,因台风未能进行。", "negated", ["演练定在十月", "因台风未能进行"]),
        ("演练定在十月,后来推到了明年。", "negated", ["演练定在十月", "后来推到了明年"]),
        ("评查列入2025年计划。", "promise", ["评查列入2025年计划"]),
        ("评查列入2024年计划。", "promise", []),
        ("评查被放进了明年的计划。", "negated", ["评查被放进了明年的计划"]),
        ("评查因人手不够停了一年。", "negated", ["评查因人手不够停了一年"]),
        ("清单正在编制,预计二季度出台。", "promise", ["清单正在编制", "预计二季度出台"]),
        ("各镇要在每年1月底前报送。", "norm", ["各镇要在每年1月底前报送"]),
        ("监管平台立了项,资金到位后开工。", "promise", ["资金到位后开工"]),
        ("市司法局组织评查,全市案卷90本优秀。", "other-body", ["市司法局组织评查", "全市案卷90本优秀"]),
        ("评查不搞花架子。", "negated", []),
        ("把2005年以来仍在适用的文件逐件过筛。", "cumulative", []),
        ("对2019年印发的文件逐件过筛。", "other-year", []),
        ("2005年以来共清理文件90件。", "cumulative", ["2005年以来共清理文件90件"]),
        ("退回重拟2份。", "promise", []),
        ("原定的学法,因场地另用,未能举行。", "negated", ["原定的学法", "因场地另用", "未能举行"]),
        ("组织述法42人,因场地另用,未能举行。", "negated", ["因场地另用", "未能举行"]),
        ("评查,受经费所限,一直没有着手。", "negated", ["评查", "受经费所限", "一直没有着手"]),
        ("原定秋收后的演练因场院占用取消。", "negated", ["原定秋收后的演练因场院占用取消"]),
        ("述法没有启动,收到的3份报告原样退还。", "negated", ["述法没有启动", "收到的3份报告原样退还"]),
        ("述法没有启动,但收到报告3份。", "negated", ["述法没有启动"]),
        ("培训没有组织,改为网络培训300人。", "negated", ["培训没有组织"]),
        ("文件均未经合法性审核。", "negated", ["文件均未经合法性审核"]),
        ("文件未经合法性审核,一律退回起草单位。", "negated", []),
        ("查处未经批准用地12起。", "negated", []),
        ("监管平台完成招标,计划明年上线。", "promise", ["监管平台完成招标", "计划明年上线"]),
        ("监管平台完成招标,建成使用。", "promise", []),
        ("计划明年上半年修订预案并组织1次演练。", "promise", ["计划明年上半年修订预案并组织1次演练"]),
    ],
)
def test_flag_stands_on_its_clauses_alone(text: str, name: str, wanted: list[str]) -> None:
    assert flagged(text, name) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("全省法院审理案件90件,我县学习。", ["全省法院审理案件90件"]),
        ("省高院通报全省案件90件,我县学习。", ["省高院通报全省案件90件"]),
        ("全省首个窗口办件90件,我县推广。", []),
        ("全县法院审理案件90件,我县学习。", []),
        ("全省法院审理案件90件。", []),  # nothing says that the body is no province
        ("市中级人民法院审结案件90件。", ["市中级人民法院审结案件90件"]),
        ("市中级人民法院审结我县案件90件。", []),
    ],
)
def test_what_is_told_of_a_higher_body_or_a_wider_place_alone(text: str, wanted: list[str]) -> None:
    scan = Scan(builtin().lexicon, text)
    assert [
        text[slice(*scan.clauses.span(at))] for at in bits(Flags(scan, 2024, Level.COUNTY).subjects.superior)
    ] == wanted


def test_a_court_with_the_name_of_the_place_before_it_is_another_body() -> None:
    scan = Scan(builtin().lexicon, "阆中市人民检察院举办讲座41场。")
    assert Flags(scan, 2024, Level.COUNTY, "阆中市").by_name["other-body"]
    assert not Flags(scan, 2024, Level.COUNTY, "清溪县").by_name["other-body"]


@pytest.mark.parametrize(
    ("text", "word", "named"),
    [
        ("由县营商环境局、县司法局联合开展。", "营商", True),
        ("不服市应急管理局的决定申请复议。", "应急管理", True),
        ("对我局进行法治督察。", "对我", False),
        ("打开信访局面。", "信访", False),
    ],
)
def test_field_in_the_name_of_a_bureau_is_only_named(text: str, word: str, named: bool) -> None:
    start = text.index(word)
    flags = Flags(Scan(builtin().lexicon, text), 2024, None)
    assert flags.names.is_only_named((start, start + len(word))) is named


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("执法人员能力与岗位要求还不相适应。", ["执法人员能力与岗位要求还不相适应"]),
        ("聚焦执法人员能力不足,举办培训5期。", ["聚焦执法人员能力不足"]),
        ("着力解决执法力量不足。", []),
        ("持证率仅60%,仍然偏低。", ["仍然偏低"]),
        ("解答困难群众咨询12次。", []),
    ],
)
def test_clause_that_ends_in_what_falls_short_names_no_work(text: str, wanted: list[str]) -> None:
    scan = Scan(builtin().lexicon, text)
    mask = Flags(scan, 2024, None).shortfall
    assert [text[slice(*scan.clauses.span(at))] for at in bits(mask)] == wanted


def test_laws_named_in_a_row_are_no_topics_and_single_words_ending_alike_are_none() -> None:
    text = "一是依次学习了行政处罚法、安全生产法和信访条例,加强行政执法、司法和普法。"
    scan = Scan(builtin().lexicon, text)
    laws = Flags(scan, 2024, None).names.laws
    assert len(laws) == 1
    start, end = laws[0]
    assert "安全生产法" in text[max(start, 0) : end] and "普法" not in text[start:end]


@pytest.mark.parametrize(
    ("text", "name", "wanted"),
    [
        ("接待来访51批,未发生集体访。", "negated", ["未发生集体访"]),  # an outcome denies nothing before it
        ("行政应诉负责人出庭,未履行的除外。", "negated", ["行政应诉负责人出庭", "未履行的除外"]),
        ("自平台运行以来办件3万件。", "cumulative", ["自平台运行以来办件3万件"]),
        ("今年以来办件3万件,入汛以来转移群众40人。", "cumulative", []),
        ("“十三五”时期清理文件410件。", "cumulative", ["“十三五”时期清理文件410件"]),
        ("去年培训2场。", "other-year", ["去年培训2场"]),
        ("去年培训2场。今年打算再办一期。", "other-year", []),  # written in the year after
        ("前年培训2场。今年打算再办一期。", "other-year", ["前年培训2场"]),
    ],
)
def test_denials_of_nothing_sums_since_and_the_year_after(text: str, name: str, wanted: list[str]) -> None:
    assert flagged(text, name) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("2019年听取汇报3次,本年度沿用这一做法。", ["2019年听取汇报3次"]),
        ("2019年听取汇报3次。", []),
    ],
)
def test_year_is_another_in_a_text_of_no_known_year_that_sets_it_against_this_one(text: str, wanted: list[str]) -> None:
    scan = Scan(builtin().lexicon, text)
    mask = Flags(scan, None, Level.COUNTY).by_name["other-year"]
    assert [text[slice(*scan.clauses.span(at))] for at in bits(mask)] == wanted
