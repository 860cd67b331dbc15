"""The notice of correction: what is asserted, what is asked, what is cited as law."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
import yaml
from docx import Document
from markdown_it import MarkdownIt
from papers_data import HOSTILE, hostile_card, look, seed_entries
from reports import builtin, scored_seed

from scorer.commands import notice as command
from scorer.commands.cli import main
from scorer.locale.wording import Wording
from scorer.model import Verdict
from scorer.reading.source import read_bytes
from scorer.render.entry import Entry, entry
from scorer.render.legal import Citation
from scorer.render.notice import template, word
from scorer.render.notice.letter import Letter, Occasion, filled, letter
from scorer.render.notice.plain import markdown
from scorer.review.reviews import Reviews

ROOT = Path(__file__).parents[2]
SEED = str(ROOT / "seeds" / "003_108f9e6d3c976853.txt")
PHRASES = yaml.safe_load((ROOT / "scorer/render/notice/phrases.yaml").read_text(encoding="utf-8"))
OCCASION = Occasion("某市司法局", "2024年3月31日", "2024年3月15日")


def notice_of(one: Entry, **phrases: str) -> Letter:
    made = letter(one, {**PHRASES, **phrases}, OCCASION, look().wording)
    assert made is not None
    return made


def items(made: Letter, kind: str) -> dict[str, str]:
    return {i.name: "".join(i.sentences) for part in made.parts if part.kind == kind for i in part.items}


def changed(criterion: str, **changes: object) -> Entry:
    one = seed_entries()[3]
    marks = tuple(mark._replace(**changes) if mark.id == criterion else mark for mark in one.marks)  # type: ignore[arg-type]
    return one._replace(marks=marks)


def test_missing_words_are_told_with_what_to_add() -> None:
    said = items(notice_of(changed("petitions", verdict=Verdict.MISSING, near=())), "gaps")["信访工作"]
    assert "请补充：" in said and "请核实" not in said


def test_unclear_verdict_is_asked_not_asserted() -> None:
    made = notice_of(changed("petitions", verdict=Verdict.UNCLEAR, reason="仅凭文件看不出来"))
    assert "信访工作" not in items(made, "gaps")
    assert "请核实是否" in items(made, "questions")["信访工作"]


def test_what_a_check_cannot_settle_is_to_be_checked_not_to_be_supplied() -> None:
    made = notice_of(changed("figures-agree", verdict=Verdict.UNCLEAR, reason="仅凭文件看不出来")._replace(checks=()))
    assert "看不出来。请核对部分与总数" in items(made, "questions")["数据一致"]


def test_words_too_short_to_be_judged_are_not_quoted() -> None:
    card = scored_seed("003")
    finding = next(f for f in card.findings if f.criterion == "petitions")
    near = (finding.near_misses[0]._replace(start=5, end=7, quote="问题"), *finding.near_misses)
    found = tuple(f._replace(near_misses=near) if f is finding else f for f in card.findings)
    assert "问题" not in [
        q.text for q in entry(card._replace(findings=found), look().wording, builtin()).mark("petitions").near
    ]


def test_criterion_that_the_program_often_misjudges_is_asked() -> None:
    made = notice_of(changed("petitions", verdict=Verdict.MISSING, doubtful=True))
    assert "仅从报告文字看" in items(made, "questions")["信访工作"]


def test_only_verified_bases_are_cited_as_law() -> None:
    bases = (Citation("《甲法》第一条", True), Citation("《乙规定》", False))
    said = items(notice_of(changed("petitions", verdict=Verdict.MISSING, bases=bases)), "gaps")["信访工作"]
    assert "依据：《甲法》第一条。参照：《乙规定》。" in said


def test_gap_that_no_rule_stands_behind_is_only_advised() -> None:
    made = notice_of(changed("petitions", verdict=Verdict.MISSING, bases=()))
    assert "信访工作" not in items(made, "gaps")
    assert "建议：" in items(made, "hints")["信访工作"]


def test_doubtful_check_is_asked_and_certain_one_is_to_be_corrected() -> None:
    one = seed_entries()[3]
    assert one.checks
    sure = one._replace(checks=tuple(check._replace(sure=True, error=True) for check in one.checks))
    unsure = one._replace(checks=tuple(check._replace(sure=False) for check in one.checks))
    assert all("更正。" in text and "请核实" not in text for text in items(notice_of(sure), "conflicts").values())
    assert all("请核实是否有误" in text for text in items(notice_of(unsure), "conflicts").values())


def test_what_the_checks_tell_of_is_not_told_twice() -> None:
    one = changed("figures-agree", verdict=Verdict.MISSING)
    made = notice_of(one)
    assert not {"数据一致"} & {*items(made, "gaps"), *items(made, "hints")}
    assert "数据一致" in items(notice_of(one._replace(checks=())), "hints")


def test_words_found_are_quoted_with_line_and_reason() -> None:
    one = seed_entries()[3]
    quote = one.marks[0].evidence[0]._replace(why="只是打算")
    made = notice_of(changed("petitions", verdict=Verdict.MISSING, evidence=(), near=(quote,)))
    assert f"第{quote.line}行写有“{quote.text}”，但只是打算，故未计入。" in items(made, "gaps")["信访工作"]


def test_passage_that_is_only_alike_is_not_held_against_a_body() -> None:
    quote = seed_entries()[3].marks[0].evidence[0]._replace(why="只是全文中最接近的一段话", only_similar=True)
    made = notice_of(changed("petitions", verdict=Verdict.MISSING, evidence=(), near=(quote,)))
    said = items(made, "gaps")["信访工作"]
    assert said.startswith("报告中未见相关内容。") and quote.text not in said


def test_body_without_a_gap_gets_no_notice() -> None:
    one = seed_entries()[0]
    met = one._replace(marks=tuple(m._replace(verdict=Verdict.MET) for m in one.marks), checks=())
    assert letter(met, PHRASES, OCCASION, look().wording) is None
    assert letter(one._replace(total=None), PHRASES, OCCASION, look().wording) is None


def test_parts_are_numbered_without_a_gap() -> None:
    made = notice_of(seed_entries()[3])
    assert [part.heading[0] for part in made.parts] == list("一二三四")[: len(made.parts)]


def test_braces_of_a_report_are_left_alone() -> None:
    assert filled("{a}和{b}", {"a": "{b}", "b": "乙"}) == "{b}和乙"
    assert filled("{x}{a", {"a": 1}) == "{x}{a"


def test_notice_as_word_reads_like_the_one_as_markdown() -> None:
    made = notice_of(seed_entries()[3])
    text = read_bytes(word.document(made, Wording("zh")), "意见.docx").text
    for part in made.parts:
        assert part.heading in text
        for item in part.items:
            assert all(sentence in text for sentence in item.sentences)
    assert "某市司法局" in text and "2024年3月31日前" in text and "2024年3月15日" in text
    assert "### （一）" in markdown(made)


def test_template_to_begin_with_gives_the_same_words() -> None:
    made = notice_of(seed_entries()[3])
    filled_in = read_bytes(template.fill(word.starter(Wording("zh")), made), "a.docx").text.split("\n")
    own = read_bytes(word.document(made, Wording("zh")), "b.docx").text.split("\n")
    assert [line for line in filled_in if line.strip()] == [line for line in own if line.strip()]


def test_hostile_words_reach_neither_template_nor_markup() -> None:
    made = notice_of(entry(hostile_card(), look().wording, builtin()))
    text = read_bytes(template.fill(word.starter(Wording("zh")), made), "a.docx").text
    assert HOSTILE[8] in text or "{{ 7*7 }}" in text
    assert "49" not in text.split("{{ 7*7 }}")[0][-10:]
    assert HOSTILE[4] in read_bytes(word.document(made, Wording("zh")), "b.docx").text
    assert "<script" not in MarkdownIt("commonmark", {"html": True}).render(markdown(made))


def with_words(words: str) -> bytes:
    document, stream = Document(), BytesIO()
    document.add_paragraph(words)
    document.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize("words", ["{{ unknown }}", "{{ title", "{% for x in %}", "{{ ''.__class__.__mro__ }}"])
def test_broken_template_is_a_fault_that_names_its_file(
    words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "模板.docx"
    path.write_bytes(with_words(words))
    out = tmp_path / "out.docx"
    code = main(["notice", SEED, "--office", "甲局", "--template", str(path), "--output", str(out), "--lang", "en"])
    assert code == 2 and not out.exists()
    assert f"{path}: the template cannot be filled" in capsys.readouterr().err


def test_template_that_is_no_word_file_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(template.TemplateFault):
        template.fill(b"no zip", notice_of(seed_entries()[3]))


def test_notice_without_a_day_has_no_date_in_its_closing() -> None:
    made = letter(seed_entries()[3], PHRASES, Occasion("甲局", "", ""), look().wording)
    assert made is not None and "请及时" in made.closing


def test_folder_gets_both_formats_for_each_body(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "意见"
    code = main(["notice", str(ROOT / "seeds"), "--office", "甲局", "--due", "2024-03-31", "--output", f"{out}/"])
    assert code == 0
    names = sorted(path.name for path in out.iterdir())
    assert len(names) == 10 and names[1].endswith("-补正意见.md") and names[0].endswith("-补正意见.docx")


def test_what_a_person_overruled_is_not_in_the_notice(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    card = scored_seed("003")
    missing = next(m for m in seed_entries()[3].gaps if m.verdict is Verdict.MISSING and m.bases)
    reviews = Reviews.open(str(tmp_path / "reviews"), "王敏", builtin())
    reviews.overrule(card, missing.id, Verdict.MET, note="附件里有")
    words = ["notice", SEED, "--office", "甲局"]
    assert main(words) == 0
    assert f"）{missing.name}\n" in capsysbinary.readouterr().out.decode()
    assert main([*words, "--reviews", str(tmp_path / "reviews")]) == 0
    assert f"）{missing.name}\n" not in capsysbinary.readouterr().out.decode()


def test_markdown_goes_to_standard_output(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["notice", SEED, "--office", "甲局", "--date", "2024-03-15"]) == 0
    shown = capsysbinary.readouterr().out.decode()
    assert shown.startswith("# 关于") and "2024年3月15日" in shown


def test_unreadable_report_is_told_and_the_rest_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["notice", SEED, str(tmp_path / "none.txt"), "--office", "甲局", "--output", str(tmp_path / "o")])
    assert code == 3 and len(list((tmp_path / "o").iterdir())) == 2


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["notice", SEED], "--office"),
        (["notice", "--office", "甲"], "reports or folders"),
        (["notice", SEED, "--office", "甲", "--due", "soon"], "2025-02-28"),
        (["notice", SEED, "--office", "甲", "--format", "docx"], "--output"),
        (["notice", SEED, "--office", "甲", "--template", "x.docx"], "docx only"),
        (["notice", str(ROOT / "seeds"), "--office", "甲", "--output", "x.docx"], "do not go into one file"),
        (["notice", SEED, "--office", "甲", "--output", SEED, "--format", "markdown"], SEED),
    ],
)
def test_wrong_use_is_told_in_one_message(
    words: list[str], told: str, capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main([*words, "--lang", "en"]) == 2
    assert told in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("gaps: 甲\nno-such: 乙\n", ":2: no phrase is called no-such"),
        ("gaps: 甲\nadd: 请补{what}\n", ":2: add: {what} is not known here"),
        ("- a\n", ":1: `name: sentence` is expected"),
        ("gaps: [\n", ":2:"),
    ],
)
def test_broken_phrases_name_file_and_line(
    text: str, told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "用语.yaml"
    path.write_text(text, encoding="utf-8")
    assert main(["notice", SEED, "--office", "甲", "--phrases", str(path), "--lang", "en"]) == 2
    assert f"{path}{told}" in capsys.readouterr().err


def test_own_phrases_go_before_the_programs(tmp_path: Path) -> None:
    path = tmp_path / "用语.yaml"
    path.write_text("gaps: 请补正下列事项\nnote: ''\n", encoding="utf-8")
    phrases = command.read_phrases(str(path), Wording("zh"))
    made = notice_of(seed_entries()[3], **phrases)
    assert made.parts[0].heading == "一、请补正下列事项" and made.note == ""
    assert not markdown(made).rstrip().endswith("---")


def test_beginnings_are_written_once_and_never_over_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["notice", "--new-template", str(tmp_path / "t.docx"), "--new-phrases", str(tmp_path / "p.yaml")]
    assert main(words) == 0
    assert yaml.safe_load((tmp_path / "p.yaml").read_text(encoding="utf-8")) == PHRASES
    assert main(words) == 2 and "t.docx" in capsys.readouterr().err


def test_each_body_is_corrected_by_the_rubric_that_fits_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    town = tmp_path / "town.txt"
    town.write_text(
        "青山镇2023年法治政府建设年度报告\n一、主要举措和成效\n青山镇调解矛盾纠纷120件。\n"
        "青山镇人民政府\n2024年1月20日\n",
        encoding="utf-8",
    )
    told = {}
    for rubric in ("fazhi-annual-report", "auto", "township-office"):
        assert main(["notice", str(town), "--office", "某县司法局", "--date", "2024-03-01", "--rubric", rubric]) == 0
        told[rubric] = capsys.readouterr().out
    assert told["auto"] == told["township-office"] != told["fazhi-annual-report"]
