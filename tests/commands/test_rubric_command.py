"""`score rubric` as a clerk uses it: start an overlay, break it, mend it, compare, measure."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from reports import GOLD, SEEDS, builtin
from rubric_texts import HEARD, RUBRIC, write

from scorer.commands.cli import main
from scorer.commands.rubric.command import COMMANDS
from scorer.errors import ScorerError
from scorer.locale.rubric import TEXTS
from scorer.workshop.measure import Agreement, Judged, kappa
from scorer.workshop.mixing import refuse_mixed

LABELS = """\
report: a.txt
facts: {year: 2023}
criteria:
  heard: {verdict: met, quotes: [听取汇报3次]}
"""


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SCORE_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    monkeypatch.delenv("LC_ALL", raising=False)
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "small", RUBRIC, {"criteria/heard.yaml": HEARD})
    return tmp_path


def told(capsys: pytest.CaptureFixture[str], *words: str, code: int = 0) -> str:
    """What `score rubric …` prints."""
    try:
        got = main(["rubric", *words])
    except SystemExit as end:
        got = int(end.code or 0)
    out, err = capsys.readouterr()
    assert got == code, err or out
    return out or err


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_explains_every_command_in_80_columns(capsys: pytest.CaptureFixture[str], command: str, lang: str) -> None:
    text = told(capsys, "--lang", lang, *([command] if command else []), "--help")
    assert all(option in text for option in ("--lang",)) or not command
    if lang == "en":
        assert not re.search(r"[一-鿿]", text.replace("本市", ""))


def test_both_languages_have_the_same_values_to_fill_in() -> None:
    for key, texts in TEXTS.items():
        named = [sorted(re.findall(r"\{(\w+)\}", text)) for text in texts]
        assert named[0] == named[1], key


def test_unknown_command_is_told_the_known_ones(capsys: pytest.CaptureFixture[str]) -> None:
    assert "measure" in told(capsys, "mesure", code=2)


def test_clerk_starts_an_overlay_adds_an_element_raises_a_weight_breaks_and_mends_it(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told(capsys, "new", "本市")
    told(capsys, "check", "本市")
    assert "3/3" in told(capsys, "test", "本市", "local-item")
    rubric = place / "本市" / "rubric.yaml"
    text = rubric.read_text(encoding="utf-8")
    raised = text.replace("# weights:", "weights:").replace(
        "#   first-responsible-person: 8", "  first-responsible-person: 9"
    )
    assert raised != text
    rubric.write_text(raised, encoding="utf-8")
    words = place / "本市" / "words" / "own.yaml"
    words.parent.mkdir()
    words.write_text('words:\n  local-number:\n    patterns: ["第(\\\\d+号"]\n', encoding="utf-8")
    broken = told(capsys, "check", "本市", code=2)
    assert "本市/words/own.yaml:3" in broken
    assert "\\(" in broken
    words.unlink()
    told(capsys, "check", "本市")
    changes = json.loads(told(capsys, "diff", "fazhi-annual-report", "本市", str(SEEDS), "--format", "json"))
    assert {
        "criterion": "first-responsible-person",
        "path": "weight",
        "old": "7",
        "new": "9",
        "added": [],
        "dropped": [],
    } in changes["changes"]
    flips = [flip for report in changes["reports"] for flip in report["flips"]]
    assert {flip["criterion"] for flip in flips} == {"local-item"}
    assert any(flip["new"] == "met" and flip["quotes"] for flip in flips)
    assert "local-item" in told(capsys, "show", "本市", "--format", "markdown")


def test_new_does_not_write_over_a_folder(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "small" in told(capsys, "new", "small", code=2)
    assert (place / "small" / "rubric.yaml").read_text(encoding="utf-8") == RUBRIC


def test_overlay_can_be_started_on_a_neighbour_and_on_no_other_folder(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told(capsys, "new", "city", "--extends", "small")
    told(capsys, "check", "city")
    (place / "far").mkdir()
    told(capsys, "new", "far/city", "--extends", "small", code=2)


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('needs: [["<figure>"]]', 'needs: [["<figure>"]]\n  dead:\n    topic: [从未出现的词]', "dead-sign"),
        ('text: "听取汇报3次。"', 'text: "没有提到。"', "example"),
        ('topic: [听取汇报]\n    needs: [["<figure>"]]', "topic: [听]", "vague-word"),
        ("topic: [听取汇报]", "topic: [听取汇报, 听取汇报]", "doubled-word"),
        ("topic: [听取汇报]", "topic: [听取汇报, 专题听取汇报]", "covered-word"),
        ("verdict: met", "verdict: met", "no-example"),
        ("asks: {zh: 听了没有, en: was it heard}", "asks: {zh: 听了没有, en: 听了没有}", "untranslated"),
        ("verified: false", "verified: false", "unverified"),
        ("article: 第一条, verified: false", 'article: "", verified: true', "no-article"),
        ("weight: 10", "weight: 10\nwords:\n  idle: {any: [闲词]}", "unused-class"),
    ],
)
def test_check_names_what_is_weak_with_file_line_and_mend(
    place: Path, capsys: pytest.CaptureFixture[str], old: str, new: str, code: str
) -> None:
    text = HEARD.replace(old, new)
    if "dead:" in new:
        text = text.replace("{met: [[heard]]}", "{met: [[heard], [dead]]}")
    (place / "small" / "criteria" / "heard.yaml").write_text(text, encoding="utf-8")
    rows = json.loads(told(capsys, "check", "small", "--format", "json"))["remarks"]
    (row, *_) = [row for row in rows if row["code"] == code]
    assert row["file"] == "small/criteria/heard.yaml"
    assert 1 <= row["line"] <= text.count("\n")
    assert row["why"]
    assert row["mend"]
    told(capsys, "check", "small", "--strict", code=1)


def test_same_signs_and_rows_that_decide_nothing_are_told(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    twin = '  twin:\n    topic: [听取汇报]\n    needs: [["<figure>"]]\nverdicts: {met: [[heard], [heard, twin]]}'
    text = HEARD.replace("verdicts: {met: [[heard]]}", twin)
    (place / "small" / "criteria" / "heard.yaml").write_text(text, encoding="utf-8")
    rows = json.loads(told(capsys, "check", "small", "--format", "json"))["remarks"]
    assert {"same-sign", "overlap-row"} <= {row["code"] for row in rows}


def test_sign_that_fires_in_a_report_of_the_folder_is_not_dead(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = place / "small" / "criteria" / "heard.yaml"
    more = HEARD.replace(
        "verdicts: {met: [[heard]]}", "  rare:\n    topic: [专题汇报会]\nverdicts: {met: [[heard], [rare]]}"
    )
    path.write_text(more, encoding="utf-8")
    assert "dead-sign" in told(capsys, "check", "small")
    (place / "r").mkdir()
    (place / "r" / "a.txt").write_text("一、主要举措和成效\n召开专题汇报会2次。", encoding="utf-8")
    assert "dead-sign" not in told(capsys, "check", "small", "--reports", "r")


def test_check_speaks_to_editors_and_builds(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sarif = json.loads(told(capsys, "check", "small", "--format", "sarif"))
    place_of = sarif["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
    assert place_of["artifactLocation"]["uri"] == "small/criteria/heard.yaml"
    assert place_of["region"]["startLine"] > 1
    assert told(capsys, "check", "small", "--format", "github").startswith(
        "::warning file=small/criteria/heard.yaml,line="
    )


def test_failing_example_shows_text_words_role_flags_and_both_verdicts(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = HEARD + '  - text: "尚未听取汇报3次。"\n    verdict: met\n'
    (place / "small" / "criteria" / "heard.yaml").write_text(text, encoding="utf-8")
    shown = told(capsys, "test", "small", code=1)
    for words in (
        "small/criteria/heard.yaml:17",
        "尚未听取汇报3次",
        "应得  具备",
        "得到  缺失",
        "听取汇报",
        "negated",
        "1/2",
    ):
        assert words in shown, words
    seen = json.loads(told(capsys, "test", "small", "--format", "json", code=1))["examples"][1]["seen"]
    assert seen[0]["flags"] == ["negated"]


def test_coverage_fails_a_sign_that_no_example_makes_fire(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    more = HEARD.replace(
        "verdicts: {met: [[heard]]}", "  rare:\n    topic: [专题汇报会]\nverdicts: {met: [[heard], [rare]]}"
    )
    (place / "small" / "criteria" / "heard.yaml").write_text(more, encoding="utf-8")
    told(capsys, "test", "small")
    assert "signs.rare" in told(capsys, "test", "small", "--coverage", code=1)


def test_show_prints_a_criterion_of_the_national_rubric_by_its_name(capsys: pytest.CaptureFixture[str]) -> None:
    assert told(capsys, "show", "causes") == told(capsys, "show", "fazhi-annual-report", "causes")


def test_html_page_stands_alone_and_escapes(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (place / "small" / "rubric.yaml").write_text(RUBRIC.replace("zh: 小标准", 'zh: "<script>小"'), encoding="utf-8")
    page = told(capsys, "show", "small", "--format", "html")
    assert "&lt;script&gt;" in page
    assert "<script" not in page
    assert page.count("<dl>") == page.count("</dl>")
    assert page.count("<ul>") == page.count("</ul>")


def test_origin_names_file_and_line_of_scaled_weights(capsys: pytest.CaptureFixture[str]) -> None:
    text = told(capsys, "show", "township-office", "mediation", "problems", "--origin")
    assert re.search(r"weight = 2 +township-office/rubric.yaml:\d+", text)
    assert re.search(
        r"weight = \d+/\d+ +township-office/rubric.yaml:9\n +原为 10（?\(?fazhi-annual-report/criteria/problems.yaml",
        text,
    )


def test_diff_of_a_rubric_with_itself_is_empty(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert told(capsys, "diff", "small", "small").strip() == "两套标准一样"


def test_diff_shows_words_that_came_and_went_and_verdicts_that_flip(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(place / "new", RUBRIC, {"criteria/heard.yaml": HEARD.replace("[听取汇报]", "[听取情况]")})
    (place / "a.txt").write_text("一、主要举措和成效\n听取汇报3次。", encoding="utf-8")
    text = told(capsys, "diff", "small", "new", "a.txt")
    for words in ("signs.heard.topic: +听取情况 -听取汇报", "100.0 → 0.0", "具备 → 缺失", "听取汇报3次"):
        assert words in text, words
    assert "| a.txt |" in told(capsys, "diff", "small", "new", "a.txt", "--format", "markdown").replace("\\", "")


def test_measure_agrees_with_gold_and_finds_the_seeds(capsys: pytest.CaptureFixture[str]) -> None:
    plain = json.loads(told(capsys, "measure", str(GOLD), "--format", "json"))
    assert plain["reports"] == 5
    assert plain["right"] >= 0.95 * plain["of"]
    assert plain["rubric"]["id"] == builtin().id
    assert set(plain["criteria"]) <= {criterion.id for criterion in builtin().criteria}


def test_measure_prints_the_disagreement_with_quotes_and_stores_the_record(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (place / "labels").mkdir()
    (place / "labels" / "a.yaml").write_text(LABELS, encoding="utf-8")
    (place / "labels" / "b.yaml").write_text(LABELS.replace("a.txt", "b.txt"), encoding="utf-8")
    (place / "labels" / "other.yaml").write_text("x: 1\n", encoding="utf-8")
    (place / "labels" / "a.txt").write_text("一、主要举措和成效\n听取汇报3次。", encoding="utf-8")
    (place / "labels" / "b.txt").write_text("一、主要举措和成效\n定期听取汇报。", encoding="utf-8")
    text = told(capsys, "measure", "labels", "--rubric", "small", "--store", "v3")
    for words in ("1/2", "50.0 %", "标注 具备,判出 部分", "定期听取汇报", "听取汇报3次"):
        assert words in text, words
    assert "| 具备 |" in told(capsys, "measure", "labels", "--rubric", "small", "--format", "markdown")
    told(capsys, "measure", "labels", "--rubric", "small", "--fail-under", "60", code=1)
    assert main([str(place / "labels" / "b.txt"), "--rubric", "small"]) == 0
    assert "实测 1/2（v3），待复核" in capsys.readouterr().out
    assert main([str(place / "labels" / "a.txt"), "--rubric", "small", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["criteria"][0]["record"] == {
        "right": 1,
        "of": 2,
        "set": "v3",
        "review": True,
    }


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("verdict: met", "verdict: yes-it-is", "a.yaml:4"),
        ("report: a.txt", "report: gone.txt", "gone.txt"),
        ("report: a.txt", "title: a.txt", "report"),
    ],
)
def test_broken_labels_are_told(
    place: Path, capsys: pytest.CaptureFixture[str], old: str, new: str, words: str
) -> None:
    (place / "a.yaml").write_text(LABELS.replace(old, new), encoding="utf-8")
    (place / "a.txt").write_text("听取汇报3次。", encoding="utf-8")
    assert words in told(capsys, "measure", "a.yaml", "--rubric", "small", code=2)


def test_measures_are_those_of_the_books() -> None:
    def judged(label: str, found: str) -> Judged:
        return Judged("r", "c", label, found, label == found, (), (), "")

    found = Agreement(
        (
            *[judged("met", "met")] * 6,
            *[judged("met", "missing")] * 2,
            judged("missing", "met"),
            judged("missing", "missing"),
        ),
        1,
    )
    met = found.verdict("met")
    assert (met.precision, met.recall) == (6 / 7, 6 / 8)
    assert met.f(1) == pytest.approx(0.8)
    assert met.f(2) == pytest.approx(5 * (6 / 7) * 0.75 / (4 * (6 / 7) + 0.75))
    assert found.kappa() == pytest.approx((0.7 - 0.62) / 0.38)
    assert kappa([("met", "met")]) is None
    assert found.confusion()[("met", "missing")] == 2


def test_scorecards_of_two_versions_are_not_mixed() -> None:
    refuse_mixed([("r", "1.0.0", "ab"), ("r", "1.0.0", "ab")])
    with pytest.raises(ScorerError) as raised:
        refuse_mixed([("r", "1.0.0", "ab"), ("r", "1.1.0", "cd")])
    assert raised.value.code == "mixed-rubrics"


def test_folder_of_scorecards_is_not_mixed_with_those_of_another_rubric_unless_told(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("a", "b"):
        (place / f"{name}.txt").write_text("一、主要举措和成效\n听取汇报3次。", encoding="utf-8")
    assert main(["a.txt", "--rubric", "small", "--format", "json", "--output", "out/"]) == 0
    assert main(["b.txt", "--rubric", "small", "--format", "json", "--output", "out/"]) == 0
    assert main(["b.txt", "--format", "json", "--output", "out/"]) == 2
    assert "small 1.0.0" in capsys.readouterr().err
    assert main(["b.txt", "--format", "json", "--output", "out/", "--mix"]) == 0


def test_labelled_sentences_are_measured_too(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = (
        '- {id: s1, criterion: heard, text: "听取汇报3次。", verdict: met}\n'
        '- {id: s2, criterion: heard, text: "听取汇报3次。", role: plan, verdict: partial, also_accepted: [missing]}\n'
        '- {id: s3, criterion: heard, text: "听取汇报。", verdict: met}\n'
    )
    (place / "s.yaml").write_text(rows, encoding="utf-8")
    plain = json.loads(told(capsys, "measure", "s.yaml", "--rubric", "small", "--format", "json"))
    assert (plain["right"], plain["of"]) == (2, 3)
    assert [row["report"] for row in plain["disagreements"]] == ["s.yaml s3"]


def test_profile_is_chosen_for_each_report_and_shown(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    town = (
        "青山镇2023年法治政府建设年度报告\n一、主要举措和成效\n青山镇调解矛盾纠纷120件。\n"
        "青山镇人民政府\n2024年1月20日\n"
    )
    county = town.replace("青山镇", "长宁县")
    for name, text in (("town.txt", town), ("county.txt", county)):
        (place / name).write_text(text, encoding="utf-8")
    assert main(["town.txt", "county.txt", "--rubric", "auto", "--format", "json"]) == 0
    assert [card["rubric"]["id"] for card in json.loads(capsys.readouterr().out)] == [
        "township-office",
        "fazhi-annual-report",
    ]
    assert main(["town.txt", "--rubric", "auto"]) == 0
    assert "township-office 1.0.0" in capsys.readouterr().out
    assert main(["town.txt", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["rubric"]["id"] == "fazhi-annual-report"
