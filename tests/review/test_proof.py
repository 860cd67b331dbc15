"""`verify` names the first byte that was changed."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from scorer.review.decision import Act, Decision, Held, Version, Words
from scorer.review.log import PersonLog
from scorer.review.proof import prove


def written(folder: Path, count: int = 6) -> bytes:
    log = PersonLog(str(folder / "x.jsonl"))
    for number in range(count):
        words = Words("究其原因，在于基层执法力量不足", "但仍存在一些不足:", "；二是", 10 + number, 25 + number)
        held = (Held("causes", "missing", "met" if number % 2 else "partial", (words,)),)
        report = Version(f"2024/{number:03}.txt", f"{number:064x}", "高陵区", 2024)
        log.append(Decision(Act.OVERRULE, "王敏", "2026-03-02", report, None, held, "写明了主要原因"))
    return Path(log.path).read_bytes()


def test_log_that_nobody_touched_holds(tmp_path: Path) -> None:
    data = written(tmp_path)
    assert prove(data) == (6, ())
    assert prove(b"").holds


def test_first_changed_byte_is_named_wherever_one_is_changed(tmp_path: Path) -> None:
    data = written(tmp_path)
    dice = random.Random(3)
    for _ in range(150):
        at = dice.randrange(len(data))
        if data[at] == 10:
            continue
        other = dice.choice([byte for byte in range(256) if byte not in (10, 13, data[at])])
        proof = prove(data[:at] + bytes([other]) + data[at + 1 :])
        assert not proof.holds
        flaw = proof.flaws[0]
        assert (flaw.code, flaw.first) == ("changed", at)
        assert flaw.line == data[:at].count(b"\n") + 1


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"verdict":"met"', '"verdict":"missing"'),
        ("主要原因", "次要原因"),
        ("主要", "要主"),
        ("一些不足:", "一些不足"),
        ("2024/001", "2023/001"),
        ("写明了主要原因", "没有写"),
    ],
)
def test_changed_words_are_found_where_they_begin_to_differ(tmp_path: Path, old: str, new: str) -> None:
    data = written(tmp_path)
    at = data.find(old.encode(), data.index(b"\n"))
    assert at > 0
    altered = data[:at] + new.encode() + data[at + len(old.encode()) :]
    first = next(i for i, (a, b) in enumerate(zip(data, altered, strict=False)) if a != b)
    flaw = prove(altered).flaws[0]
    assert flaw.code == "changed"
    assert flaw.first <= first <= flaw.last
    assert flaw.last - flaw.first < 16


def test_lines_taken_out_doubled_or_put_in_another_order_are_seen(tmp_path: Path) -> None:
    lines = written(tmp_path).splitlines(keepends=True)
    out = b"".join(lines[:2] + lines[3:])
    flaw = prove(out).flaws[0]
    assert (flaw.code, flaw.line, flaw.first) == ("lost", 3, len(b"".join(lines[:2])))
    assert prove(b"".join([*lines[:3], lines[2], *lines[3:]])).flaws[0].code == "repeated"
    assert not prove(b"".join([*lines[:2], lines[3], lines[2], *lines[4:]])).holds
    assert not prove(b"".join(lines[1:])).holds


def test_half_a_line_of_a_crash_is_no_change(tmp_path: Path) -> None:
    data = written(tmp_path)
    torn = prove(data[:-30])
    assert torn.holds
    assert [flaw.code for flaw in torn.flaws] == ["torn"]
    (tmp_path / "x.jsonl").write_bytes(data[:-30])
    log = PersonLog(str(tmp_path / "x.jsonl"))
    log.append(log.lines[0].decision)
    proof = prove((tmp_path / "x.jsonl").read_bytes())
    assert proof.holds and proof.lines == 6


def test_two_desks_at_once_are_no_change(tmp_path: Path) -> None:
    written(tmp_path)
    one, two = PersonLog(str(tmp_path / "x.jsonl")), PersonLog(str(tmp_path / "x.jsonl"))
    decision = one.lines[0].decision
    two.read_on = lambda: False  # type: ignore[method-assign]  # has not seen what the other wrote
    one.append(decision)
    del two.read_on
    two.append(decision)
    assert prove((tmp_path / "x.jsonl").read_bytes()) == (8, ())
