"""Signs and flags on small vocabularies: what counts, what almost counts, and why not."""

from __future__ import annotations

from typing import Any

import pytest
from reports import builtin, one_section

from scorer.judging.judge import MOST_QUOTED
from scorer.judging.signs import Context
from scorer.model import Level, Role, Source, Verdict
from scorer.pipeline import judge, score_source
from scorer.rules.build import build
from scorer.statements.flags import Flags
from scorer.text.clauses import bits
from scorer.text.words import Scan

FLAGS = {
    "negated": "missing",
    "promise": "missing",
    "other-body": "missing",
    "other-year": "partial",
    "cumulative": "partial",
}


def look(
    sign: dict[str, Any],
    text: str,
    role: str = "measures",
    year: int | None = 2023,
    level: str | None = None,
    of: dict[str, Any] | None = None,
) -> dict[str, list[str]]:
    """What a sign of a criterion finds in a text: quotes by `full`, and by the reason why they count half or not."""
    text_of = {"zh": "名", "en": "name"}
    criterion = {
        "id": "c", "element": "e", "name": text_of, "weight": 1, "basis": [],
        "signs": {"s": sign}, "verdicts": {"met": [["s"]]}, **(of or {}),
    }  # fmt: skip
    rubric = {
        "id": "r", "version": "1.0.0", "name": text_of, "layers": [{"id": "l", "name": text_of}],
        "elements": [{"id": "e", "layer": "l", "name": text_of, "criteria": ["c"]}],
        "credit": {}, "bands": [], "counts_in": ["measures"], "flags": FLAGS,
    }  # fmt: skip
    words: dict[str, dict[str, Any]] = {name: {"any": []} for name in builtin().lexicon.names}
    made = build(rubric, [criterion], {**words, **_flag_words()})
    scan = Scan(made.lexicon, text)
    context = Context(scan, {Role(role): scan.clauses.all}, Flags(scan, year, Level(level) if level else None))
    sighting = context.look(made.criteria[0].signs[0])

    def quotes(mask: int) -> list[str]:
        return [text[slice(*context.clauses.span(clause))] for clause in bits(mask)]

    return {"full": quotes(sighting.full), **{why: quotes(mask) for why, mask in (*sighting.half, *sighting.near)}}


def _flag_words() -> dict[str, Any]:
    return {
        "counter": {"any": ["件", "次", "份"]},
        "figure-not": {"any": ["制度"]},
        "flag-negation": {"any": ["尚未", "没有"]},
        "flag-double-negation": {"any": ["没有一"]},
        "flag-promise": {"any": ["将组织", "下一步"]},
        "flag-last-year": {"any": ["去年"], "unless_preceded_by": ["比"]},
        "flag-cumulative": {"any": ["近年来"]},
        "flag-this-year": {"any": ["今年"]},
        "flag-habit": {"any": ["定期"]},
        "flag-now": {"any": ["目前已"]},
        "own-place": {"any": ["我县"]},
        "own-subject": {"any": ["我县"]},
        "own-object": {"any": ["对我县"]},
        "other-subject": {"any": ["县法院", "邻县"]},
        "subject-prefecture": {"any": ["市司法局"]},
        "subject-lead": {"any": ["年"]},
        "review": {"any": ["评查"]},
        "lead-aside": {"any": ["虽"]},
        "flag-contrast": {"any": ["但", "仍"]},
        "flag-lacking": {"any": ["仅"]},
    }


SIGN = {"topic": ["评查"], "needs": [["<figure>"]]}


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("评查案卷20份", "full"),
        ("评查案卷,共20份", "full"),
        ("抽取案卷20份,集中评查", "full"),
        ("评查工作扎实开展", "no-act"),
        ("评查案卷。共20份", "no-act"),
        ("尚未评查案卷20份", "negated"),
        ("案卷20份的评查,尚未开展", "negated"),
        ("没有一份未经评查,共20份", "full"),
        ("没有依据的处罚20件,均经评查", "full"),
        ("将组织评查,预计20份", "promise"),
        ("下一步,组织评查20份", "promise"),
        ("去年评查20份", "other-year"),
        ("2022年评查20份", "other-year"),
        ("2023年评查20份", "full"),
        ("比2022年多评查20份", "full"),
        ("2022年没开展,今年评查20份", "full"),
        ("《2022年计划》要求评查20份", "full"),
        ("近年来,评查20份", "cumulative"),
        ("2019年以来评查20份", "cumulative"),
        ("县法院评查20份", "other-body"),
        ("邻县组织力量,评查20份", "other-body"),
        ("邻县来取经,我县评查20份", "full"),
        ("评查三项制度", "no-act"),
    ],
)
def test_sign_counts_or_says_why_not(text: str, why: str) -> None:
    seen = look(SIGN, text)
    assert [key for key, quotes in seen.items() if quotes] == [why], seen


@pytest.mark.parametrize(
    ("role", "why"),
    [("plan", "in-plan"), ("problems", "in-problems"), ("opening", "in-opening"), ("chrome", "in-chrome")],
)
def test_words_in_other_roles_are_near_misses(role: str, why: str) -> None:
    assert look(SIGN, "评查案卷20份", role=role)[why] == ["评查案卷20份"]


def test_body_above_is_another_body_only_below_it() -> None:
    assert look(SIGN, "市司法局评查案卷20份", level="county")["other-body"]
    assert look(SIGN, "市司法局评查案卷20份", level="prefecture")["full"]


def test_other_object_in_the_clause_spoils_the_sign() -> None:
    seen = look({**SIGN, "unless": ["复议"]}, "评查复议案卷20份;评查处罚案卷30份")
    assert seen == {"full": ["评查处罚案卷30份"], "other-object": ["评查复议案卷20份"]}


def test_topic_alone_can_be_made_to_count_for_nothing() -> None:
    sign = {**SIGN, "alone": {"verdict": "missing", "why": "other-object"}}
    assert look(sign, "评查工作") == {"full": [], "other-object": ["评查工作"]}


def test_need_found_only_within_the_topic_does_not_count() -> None:
    assert look({"topic": ["报告制度"], "needs": [["报告", "报送"]]}, "落实报告制度")["full"] == []
    assert look({"topic": ["报告制度"], "needs": [["报告", "报送"]]}, "落实报告制度,报送省厅")["full"]


def test_figures_asks_for_as_many_figures_in_the_window() -> None:
    sign = {**SIGN, "figures": 2}
    assert look(sign, "评查20份,纠正3件")["full"]
    assert look(sign, "评查20份")["few-figures"]


@pytest.mark.parametrize(("within", "found"), [("clause", False), ("near", True), ("sentence", True)])
def test_window_is_as_wide_as_the_rubric_says(within: str, found: bool) -> None:
    assert bool(look({**SIGN, "within": within}, "评查案卷,逐卷打分,共20份")["full"]) is found


def test_titles_can_be_left_out() -> None:
    sign = {"topic": ["评查"], "in_titles": False}
    assert look(sign, "印发《案卷评查办法》")["full"] == []
    assert look({"topic": ["评查"]}, "印发《案卷评查办法》")["full"]


@pytest.mark.parametrize(("text", "found"), [("评查案卷20份", True), ("评查复议案卷20份", False)])
def test_unless_of_the_criterion_spoils_its_signs(text: str, found: bool) -> None:
    assert bool(look(SIGN, text, of={"unless": ["复议"]})["full"]) is found


def test_sign_says_itself_what_its_object_alone_gives_or_its_criterion_does() -> None:
    assert list(look(SIGN, "评查工作", of={"alone": "missing"})) == ["full", "no-act"]
    half = {**SIGN, "alone": {"verdict": "missing", "why": "other-object"}}
    assert list(look(half, "评查工作", of={"alone": "missing"})) == ["full", "other-object"]


STATEMENT = {"object": ["案卷"], "act": ["评查", "打分"], "figure": True}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("抽取案卷,逐卷评查,共20份", True),
        ("抽取案卷20份,逐卷查看,专家到场,集中评查", False),  # the figure stands with another verb
        ("抽取案卷,逐卷评查20份", True),
        ("抽取案卷,下一步评查20份", False),
    ],
)
def test_figure_of_a_statement_stands_with_its_act(text: str, found: bool) -> None:
    assert bool(look(STATEMENT, text)["full"]) is found


def test_act_of_a_statement_is_weakened_by_its_own_clause() -> None:
    assert look(STATEMENT, "抽取案卷,去年评查20份")["other-year"] == ["抽取案卷"]


def test_statement_ends_where_the_rubric_names_another_object() -> None:
    until = {**STATEMENT, "until": ["合同"]}
    assert look(until, "抽取案卷,评查20份")["full"]
    assert not look(until, "抽取案卷,合同评查20份")["full"]
    assert look(until, "抽取案卷和合同评查20份")["full"], "named together they are told of together"
    assert not look(STATEMENT, "抽取案卷,合同评查20份", of={"until": ["合同"]})["full"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("虽评查案卷20份", True),
        ("虽已评查,共有案卷20份,仍有错漏", True),
        ("虽评查案卷20份,但装订不齐", True),
        ("评查案卷20份", False),
        ("虽评查案卷,仅有20份", False),
    ],
)
def test_deed_told_aside_under_the_problems_counts(text: str, found: bool) -> None:
    sign = {**SIGN, "counts_in": ["measures"], "within": "sentence"}
    assert bool(look(sign, text, role="problems")["full"]) is found


@pytest.mark.parametrize(
    ("criterion", "text"),
    [
        ("administrative-litigation", "政务服务事项已办结10项，剩余2项因企业破产、涉诉等原因正在办理。"),
        ("emergency-response", "全年制发规范性文件2件，一是水库安全运行管理办法，由市政府办公室印发。"),
        ("government-services", "组织执法人员参加培训考试，新办证431人，注销36人。"),
    ],
)
def test_act_on_the_object_of_another_criterion_is_no_deed_of_one_whose_object_the_report_never_names(
    criterion: str, text: str
) -> None:
    assert judge(builtin().criterion(criterion), one_section(text)).verdict is Verdict.MISSING


def test_no_quote_is_longer_than_a_cell_holds_however_long_the_sentence() -> None:
    endless = "受理行政复议案件" + "3" * 40_000
    card = score_source(Source("a.txt", f"某县2024年法治政府建设年度报告\n{endless}", "", "utf-8"), builtin())
    quotes = [words.quote for finding in card.findings for words in finding.evidence]
    quotes += [words.quote for finding in card.findings for words in finding.near_misses]
    assert quotes and max(map(len, quotes)) == MOST_QUOTED


def test_what_a_town_does_at_an_event_of_the_county_is_its_own_deed() -> None:
    text = "执法人员的培训和资格证由县司法局统一组织,今年镇里有7人参加了县里的综合法律知识培训,5人考取了执法证。"
    case = one_section(text, level="township")
    found = judge(builtin().criterion("enforcement-staff"), case)
    assert found.verdict.value == "met"
    assert [e.quote for e in found.evidence][-1] == "5人考取了执法证"
