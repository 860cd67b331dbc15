"""Hand-made scorecards, small enough to reckon by hand, for everything that shows them."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from scorer.locale.wording import Wording
from scorer.model import (
    Check,
    ElementScore,
    Evidence,
    Facts,
    Finding,
    Heading,
    Level,
    NearMiss,
    Note,
    Pairing,
    Plain,
    Report,
    Role,
    Scorecard,
    Section,
    Source,
    Verdict,
)
from scorer.render.formats import Look
from scorer.rules.build import build
from scorer.rules.rubric import Rubric

TEXT = """临海县2024年法治政府建设年度报告
2024年,县政府开展法治督察3次。
一、主要举措
县长主持召开常务会议2次,听取法治政府建设情况汇报。
二、存在问题
执法队伍力量薄弱;普法宣传形式单一。
三、下一步安排
分析原因,充实执法队伍;开展述法。
"""


def criterion_body(id_: str, element: str, weight: int, name: str, english: str) -> dict[str, Any]:
    return {
        "id": id_,
        "element": element,
        "weight": weight,
        "name": {"zh": name, "en": english},
        "asks": {"zh": f"报告应写明{name}", "en": f"The report tells of {english}"},
        "mend": {"zh": f"补写{name}", "en": f"Write about {english}"},
        "basis": [{"instrument": "督察工作规定", "article": "第25条", "verified": False}],
        "signs": {"act": {"topic": ["督察", "听取汇报"], "needs": [["开展", "召开"]]}},
        "verdicts": {"met": ["act"], "partial": []},
        "reasons": {"few": {"zh": "只有 {count} 处", "en": "only {count} places"}},
    }


@pytest.fixture(scope="session")
def rubric() -> Rubric:
    """Two layers, three elements, five criteria."""
    return build(
        {
            "id": "small",
            "version": "1.2.3",
            "name": {"zh": "小标准", "en": "Small"},
            "layers": [
                {"id": "baseline", "baseline": True, "name": {"zh": "法定内容", "en": "Statutory content"}},
                {"id": "topic", "name": {"zh": "专题工作", "en": "Topics"}},
            ],
            "elements": [
                {
                    "id": "problems",
                    "layer": "baseline",
                    "name": {"zh": "存在的不足和原因", "en": "Shortcomings"},
                    "criteria": ["problems", "causes"],
                },
                {"id": "plan", "layer": "baseline", "name": {"zh": "下步安排", "en": "Plan"}, "criteria": ["plan"]},
                {
                    "id": "driving",
                    "layer": "topic",
                    "name": {"zh": "推进机制", "en": "Mechanism"},
                    "criteria": ["inspection", "duty-reports"],
                },
            ],
            "bands": [
                {"id": "incomplete", "gate_missing": True, "name": {"zh": "不完整", "en": "incomplete"}},
                {"id": "good", "least": 60, "name": {"zh": "较充实", "en": "good"}},
                {"id": "poor", "least": 0, "name": {"zh": "欠缺较多", "en": "poor"}},
            ],
            "credit": {"met": 1, "partial": "1/2", "missing": 0},
            "counts_in": ["measures"],
        },
        [
            criterion_body("problems", "problems", 6, "存在的不足", "shortcomings"),
            criterion_body("causes", "problems", 3, "原因", "causes"),
            criterion_body("plan", "plan", 4, "下步安排", "the plan"),
            criterion_body("inspection", "driving", 2, "法治督察", "inspection"),
            criterion_body("duty-reports", "driving", 1, "述法", "duty reports"),
        ],
        {"counter": {"any": ["件", "次"]}, "figure-not": {"any": ["制度"]}},
        sha256="ab" * 32,
    )


def cut(source: Source, words: str, role: Role, sign: str) -> Evidence:
    start = source.text.index(words)
    return Evidence.cut(source, start, start + len(words), role, "二、存在问题", sign)


def near(source: Source, words: str, role: Role, why: str) -> NearMiss:
    start = source.text.index(words)
    return NearMiss.cut(source, start, start + len(words), role, None, why, "act")


def make_card(text: str = TEXT, name: str = "in/临海.txt", **changes: Any) -> Scorecard:
    """A scorecard of the small rubric: two met, one partial, one missing, one unclear."""
    source = Source(name, text, "cd" * 32, "utf-8")
    plain = Plain(source, text, None, "simplified")
    problem = cut(source, "执法队伍力量薄弱", Role.PROBLEMS, "act")
    other = cut(source, "普法宣传形式单一", Role.PROBLEMS, "act")
    answer = cut(source, "充实执法队伍", Role.PLAN, "act")
    heading = Heading(1, "二、存在问题", text.index("二、"), text.index("二、") + 6, 5)
    sections = (
        Section(Role.MEASURES, 0, heading.start, 1, 4, None),
        Section(Role.PROBLEMS, heading.start, len(text), 5, 8, heading),
    )
    facts = Facts(title="临海县2024年法治政府建设年度报告", jurisdiction="临海县", level=Level.COUNTY, year=2024)
    report = Report(source, plain, (heading,), sections, facts, (Note("bad-bytes", 2),))
    findings = (
        Finding("problems", Verdict.MET, "met", (problem, other)),
        Finding("causes", Verdict.MISSING, "in-plan", (), (near(source, "分析原因", Role.PLAN, "in-plan"),)),
        Finding("plan", Verdict.PARTIAL, "few", (answer,), (), (Pairing(problem, answer), Pairing(other, None)),
                (("count", "1"),)),
        Finding("inspection", Verdict.MET, "met", (cut(source, "开展法治督察3次", Role.MEASURES, "act"),)),
        Finding("duty-reports", Verdict.UNCLEAR, "unclear"),
    )  # fmt: skip
    f = Fraction
    card = Scorecard(
        report=report,
        rubric_id="small",
        rubric_version="1.2.3",
        rubric_sha256="ab" * 32,
        findings=findings,
        weights=(f(6), f(3), f(4), f(2), f(1)),
        points=(f(6), f(0), f(2), f(2), f(0)),
        elements=(
            ElementScore("problems", "baseline", f(9), f(200, 3), f(200, 3), f(200, 3), ("problems", "causes")),
            ElementScore("plan", "baseline", f(4), f(50), f(50), f(50), ("plan",)),
            ElementScore("driving", "topic", f(3), f(200, 3), f(100), f(100), ("inspection", "duty-reports")),
        ),
        layers=(
            ElementScore(
                "baseline", "baseline", f(13), f(800, 13), f(800, 13), f(800, 13), ("problems", "causes", "plan")
            ),
            ElementScore("topic", "topic", f(3), f(200, 3), f(100), f(100), ("inspection", "duty-reports")),
        ),
        total=f(1000, 15),
        low=f(1000, 16),
        high=f(1100, 16),
        band="incomplete",
        baseline_missing=("causes",),
        gates_missing=("causes",),
        lifts=(("causes", f(300, 16)), ("plan", f(200, 16))),
        checks=(Check("figures", "inconsistent", "3次", 0, 2, 2, "3 = 2 + 2", "3 / 4"),),
    )
    return card._replace(**changes)


@pytest.fixture
def card() -> Scorecard:
    return make_card()


@pytest.fixture
def look(rubric: Rubric) -> Look:
    return Look(Wording("zh", rubric), rubric)


@pytest.fixture
def english(rubric: Rubric) -> Look:
    return Look(Wording("en", rubric), rubric)


@pytest.fixture
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Settings, state, kept results and logs of a test stay with it."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("SCORE_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.delenv("NO_COLOR", raising=False)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder for the desk: see `make_folder`."""
    from desk_helpers import make_folder

    return make_folder(tmp_path / "reports")
