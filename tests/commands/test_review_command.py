"""`score review` and `score --reviews`, from outside: what is printed, what is kept, how it ends."""

from __future__ import annotations

import csv
import io
import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from reports import HERE, SEEDS, labels

from scorer.commands.cli import main

SEED = labels("001")["seed"]
SCHEMA = HERE.parent / "scorer" / "scorecard.schema.json"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with two reports to be reviewed."""
    monkeypatch.chdir(tmp_path)
    for number in ("001", "004"):
        shutil.copy(SEEDS / labels(number)["seed"], tmp_path / f"{number}.txt")
    return tmp_path


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    code = main(["--lang", "zh", *words] if words[0] in ("review",) else [*words, "--lang", "zh"])
    out, err = capsys.readouterr()
    return code, out, err


def gap(capsys: pytest.CaptureFixture[str], verdict: str = "missing") -> str:
    """A criterion of the first report with the verdict."""
    found = json.loads(run(capsys, "001.txt", "--format", "json")[1])
    return str(next(c["id"] for c in found["criteria"] if c["verdict"] == verdict and c["weight"]))


def test_decision_shows_in_every_output_beside_the_programs(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    key = gap(capsys)
    code, out, _ = run(capsys, "review", "set", "001.txt", key, "met", "--reviewer", "王敏", "--note", "写明了")
    assert code == 0 and "存好了" in out and "总分" in out
    plain = json.loads(run(capsys, "001.txt", "--format", "json")[1])
    assert "review" not in plain
    reviewed = json.loads(run(capsys, "001.txt", "--format", "json", "--reviews", "reviews")[1])
    Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8"))).validate(reviewed)
    # What old scripts read stays the program's; the review has fields of its own.
    assert reviewed["schema"] == plain["schema"] == "scorecard/1"
    assert reviewed["score"] == plain["score"]
    mark = next(c for c in reviewed["criteria"] if c["id"] == key)
    assert (mark["verdict"], mark["review"]["verdict"], mark["review"]["state"]) == ("missing", "met", "overruled")
    assert reviewed["review"]["score"]["total"] > reviewed["score"]["total"]
    both = f"{plain['score']['total']} > {reviewed['review']['score']['total']}"
    table = run(capsys, "001.txt", "--reviews", "reviews")[1]
    assert both in table and "[缺失]>[具备]" in table and "改判，王敏" in table.replace("、", "，")
    many = run(capsys, ".", "--reviews", "reviews")[1]
    assert both in many
    page = run(capsys, "001.txt", "--reviews", "reviews", "--format", "markdown")[1]
    assert both in page.replace("&#62;", ">") and "写明了" in page
    rows = list(csv.DictReader(io.StringIO(run(capsys, ".", "--reviews", "reviews", "--format", "csv")[1])))
    (row,) = [row for row in rows if row["criterion"] == key and row["path"].endswith("001.txt")]
    assert (row["verdict"], row["reviewed_verdict"], row["review_by"]) == ("missing", "met", "王敏")


def test_comparison_and_papers_take_what_is_in_effect(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    key = gap(capsys)
    run(capsys, "review", "set", "001.txt", key, "met", "--reviewer", "王敏", "--note", "写明了")
    assert main(["compare", "001.txt", "004.txt", "--reviews", "reviews", "--lang", "zh"]) == 0
    table = capsys.readouterr()[0]
    assert main(["compare", "001.txt", "004.txt", "--reviews", "reviews", "--format", "json", "--lang", "zh"]) == 0
    first, second = json.loads(capsys.readouterr()[0])["reports"]
    assert first["total"] > first["program_total"] and second["total"] == second["program_total"]
    assert f"{first['program_total']} > {first['total']}" in table
    page = run(capsys, "001.txt", "--reviews", "reviews", "--format", "html")[1]
    assert f"{first['program_total']} &gt; {first['total']}" in page and "复核人改判：写明了" in page


def test_anonymous_results_hold_no_name(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    key = gap(capsys)
    run(capsys, "review", "set", "001.txt", key, "met", "--reviewer", "王敏", "--note", "写明了")
    other = gap(capsys, "partial")
    run(
        capsys,
        "review",
        "set",
        "001.txt",
        other,
        "waive",
        "--reviewer",
        "王敏",
        "--approver",
        "张局",
        "--until",
        "2999-01-01",
    )
    outputs = [
        run(capsys, "001.txt", "--reviews", "reviews", "--anonymous", "--format", form)[1]
        for form in ("table", "markdown", "json", "csv")
    ]
    outputs += [
        run(capsys, "review", "export", ".", "--what", what, "--anonymous")[1] for what in ("ledger", "opinion")
    ]
    outputs.append(run(capsys, "review", "show", "001.txt", "--anonymous")[1])
    assert not [text for text in outputs if "王敏" in text or "张局" in text]
    assert all("R1" in text for text in outputs)
    assert run(capsys, "review", "export", "--what", "log", "--anonymous")[0] == 2


def test_require_reviewed_ends_with_1_until_all_is_decided(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (desk / "004.txt").unlink()
    (desk / "reviews").mkdir()
    code, _, err = run(capsys, "001.txt", "--reviews", "reviews", "--require-reviewed")
    assert code == 1 and "没有复核" in err
    while items := json.loads(run(capsys, "review", "list", ".", "--format", "json")[1])["items"]:
        for item in items:
            verdict = "partial" if item["program"] == "unclear" else "agree"
            run(capsys, "review", "set", "001.txt", item["criterion"], verdict, "--reviewer", "王敏")
    assert run(capsys, "001.txt", "--reviews", "reviews", "--require-reviewed")[0] == 0
    reviewed = json.loads(run(capsys, "001.txt", "--format", "json", "--reviews", "reviews")[1])["review"]
    assert reviewed["complete"] and reviewed["score"]["low"] == reviewed["score"]["total"] == reviewed["score"]["high"]
    assert "没有待看的" in run(capsys, "review", "list", ".")[1]


def test_exported_labels_measure_the_rubric(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    missing, partial = gap(capsys), gap(capsys, "partial")
    run(capsys, "review", "set", "001.txt", f"{missing},{partial}", "agree", "--reviewer", "王敏")
    run(capsys, "review", "set", "001.txt", gap(capsys, "met"), "partial", "--reviewer", "王敏", "--note", "太笼统")
    assert run(capsys, "review", "export", ".", "--what", "labels", "--output", "labels/")[0] == 0
    assert [path.name for path in (desk / "labels").iterdir()] == ["001.yaml"]
    words = ("rubric", "measure", "labels", "--reports", ".", "--format", "json")
    assert main([*words, "--lang", "zh"]) == 0
    measured = json.loads(capsys.readouterr()[0])
    counts = [measured[name] for name in ("right", "of", "judged", "all") if name in measured]
    assert 2 in counts and 3 in counts, measured


def test_verify_names_the_byte_and_ends_with_1(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "review", "set", "001.txt", gap(capsys), "agree", "--reviewer", "王敏")
    assert run(capsys, "review", "verify")[0] == 0
    path = desk / "reviews" / "王敏.jsonl"
    data = bytearray(path.read_bytes())
    data[200] ^= 1
    path.write_bytes(data)
    code, out, err = run(capsys, "review", "verify")
    assert code == 1 and "第 200 字节" in out and "第 1 行" in out
    assert "改动" in err
    assert run(capsys, "review", "verify", str(path))[0] == 1


def test_log_goes_to_another_house_and_back_byte_for_byte(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for who in ("王敏", "李强"):
        run(capsys, "review", "set", "001.txt", gap(capsys), "agree", "--reviewer", who)
    run(capsys, "review", "undo", "--reviewer", "王敏")
    assert run(capsys, "review", "export", "--what", "log", "--output", "all.jsonl")[0] == 0
    code, out, _ = run(capsys, "review", "import", "all.jsonl", "--reviews", "elsewhere")
    assert code == 0 and "收进 3 条" in out
    for who in ("王敏", "李强"):
        assert (desk / "elsewhere" / f"{who}.jsonl").read_bytes() == (desk / "reviews" / f"{who}.jsonl").read_bytes()
    assert "3 条原来就有" in run(capsys, "review", "import", "all.jsonl", "--reviews", "elsewhere")[1]
    (desk / "all.jsonl").write_text("{}\n", encoding="utf-8")
    code, _, err = run(capsys, "review", "import", "all.jsonl", "--reviews", "new")
    assert code == 2 and "第 1 行" in err and not (desk / "new").exists()


def test_undo_and_redo_from_a_script(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    key = gap(capsys)

    def state() -> Any:
        found = json.loads(run(capsys, "review", "show", "001.txt", key, "--format", "json")[1])
        return found["marks"][0]["state"]

    run(capsys, "review", "set", "001.txt", key, "met", "--reviewer", "王敏")
    assert state() == "overruled"
    run(capsys, "review", "undo", "--reviewer", "王敏")
    assert state() in ("open", "unseen")
    run(capsys, "review", "undo", "--redo", "--reviewer", "王敏")
    assert state() == "overruled"
    assert run(capsys, "review", "undo", "--redo", "--reviewer", "王敏")[0] == 2


def test_agreement_of_two_readers(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    keys = [gap(capsys), gap(capsys, "partial"), gap(capsys, "met")]
    for who, verdicts in (("王敏", ("met", "partial", "met")), ("李强", ("partial", "partial", "met"))):
        for key, verdict in zip(keys, verdicts, strict=True):
            run(
                capsys,
                "review",
                "set",
                "001.txt",
                key,
                verdict,
                "--reviewer",
                who,
                *(["--second"] if who == "李强" else []),
            )
    found = json.loads(run(capsys, "review", "agreement", "--format", "json")[1])
    assert (found["pairs"], found["agreed"], found["differ"], found["settled"]) == (3, 2, 1, 0)
    assert found["kappa"] == pytest.approx((2 / 3 - 4 / 9) / (1 - 4 / 9))
    run(capsys, "review", "set", "001.txt", keys[0], "met", "--settle", "--reviewer", "处长")
    assert run(capsys, "review", "agreement")[0] == 2  # three people by now: two are to be named
    out = run(capsys, "review", "agreement", "王敏", "李强")[1]
    assert "66.7%" in out and "已定 1" in out


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("set", "001.txt", "causes", "perhaps", "--reviewer", "x"), "不知道“perhaps”"),
        (("set", "001.txt", "causes", "met"), "复核人是谁"),
        (("set", "001.txt", "nothing-like-it", "met", "--reviewer", "x"), "nothing-like-it"),
        (("set", "001.txt", "check:figures:0", "agree", "--reviewer", "x"), "check:figures:0"),
        (("set", ".", "causes", "met", "--reviewer", "x"), "一份报告"),
        (("set", "001.txt", "causes", "met", "--quote", "没有这句话啊", "--reviewer", "x"), "没有这句话啊"),
        (("set", "001.txt", "causes", "waive", "--until", "2999-01-01", "--reviewer", "x"), "谁批准"),
        (("verify",), "没有记录可看"),
        (("undo", "--reviewer", "x"), "没有记录可看"),
        (("dance",), "dance"),
    ],
)
def test_wrong_use_is_told_in_one_message_and_changes_nothing(
    desk: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], told: str
) -> None:
    code, out, err = run(capsys, "review", *words)
    assert code == 2 and not out and told in err
    assert not (desk / "reviews").exists()


def test_reviews_that_are_not_there_are_told(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "001.txt", "--reviews", "nowhere")[0] == 2
    assert run(capsys, "001.txt", "--require-reviewed")[0] == 2


def test_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    from scorer.commands.review.command import COMMANDS

    code, out, _ = run(capsys, "review", "--help")
    assert code == 0 and all(name in out for name in COMMANDS)
    for name in COMMANDS:
        with pytest.raises(SystemExit) as ended:
            main(["review", name, "--help", "--lang", "en"])
        assert ended.value.code == 0
        assert f"score review {name}" in capsys.readouterr()[0]
