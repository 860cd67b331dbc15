"""The log under what happens to files: crashes, full disks, two desks, newer programs."""

from __future__ import annotations

import errno
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from scorer.review.decision import Act, Decision, Held, Version, Words
from scorer.review.fault import ReviewFault
from scorer.review.folder import Folder, file_name, person
from scorer.review.line import VERSION, Unreadable, seal, unseal
from scorer.review.log import PersonLog

WRITER = """
import sys
from scorer.review.decision import Act, Decision, Held, Version
from scorer.review.log import PersonLog
log = PersonLog(sys.argv[1])
for number in range(int(sys.argv[3])):
    report = Version(sys.argv[2] + "/" + str(number), "0" * 64)
    log.append(Decision(Act.NOTE, "x", "2026", report, None, (Held("", "", ""),), "字" * (number % 300)))
    print(number, flush=True)
"""


def told(number: int, note: str = "") -> Decision:
    words = Words("究其原因，在于⋯⋯", "前\n文\u2028", "后文\ud83d", 3, 9, counts=number % 2 == 0)
    held = (Held("causes", "missing", "met", (words,), "0123"),)
    return Decision(Act.OVERRULE, "王敏", "2026-03-02", Version("a.txt", "0" * 64, "甲县", 2024), None, held, note)


def writer(path: Path, name: str, count: int) -> subprocess.Popen[str]:
    words = [sys.executable, "-c", WRITER, str(path), name, str(count)]
    return subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_line_comes_back_as_it_was_sealed() -> None:
    decision = told(1, "“引号”\\ 与 \n 换行")
    data = seal(decision, ["a", "b"])
    assert b"\n" not in data
    assert unseal(data)[0] == decision
    assert unseal(data).prev == ("a", "b")


def test_every_changed_byte_of_a_line_is_seen() -> None:
    data = seal(told(1), [])
    for at in range(len(data)):
        with pytest.raises(Unreadable):
            unseal(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])


def test_decisions_stand_in_their_order_after_a_restart(tmp_path: Path) -> None:
    log = PersonLog(str(tmp_path / "new" / "reviews" / "王敏.jsonl"))
    lines = [log.append(told(number, str(number))) for number in range(5)]
    again = PersonLog(log.path)
    assert again.lines == lines
    assert [line.prev for line in again.lines] == [(), *((line.hash,) for line in lines[:-1])]


@pytest.mark.parametrize("cut", [1, 40, 200])
def test_torn_last_line_is_told_and_passed_over(tmp_path: Path, cut: int) -> None:
    log = PersonLog(str(tmp_path / "x.jsonl"))
    first = log.append(told(1))
    log.append(told(2))
    data = (tmp_path / "x.jsonl").read_bytes()
    (tmp_path / "x.jsonl").write_bytes(data[: -1 - cut])
    again = PersonLog(log.path)
    assert again.lines == [first]
    assert [(note.code, note.count) for note in again.notes] == [("torn-line", 1)]
    third = again.append(told(3))
    assert PersonLog(log.path).lines == [first, third]
    assert [(note.code, note.count) for note in PersonLog(log.path).notes] == [("torn-line", 1)]


def test_line_that_lost_only_its_end_still_counts(tmp_path: Path) -> None:
    log = PersonLog(str(tmp_path / "x.jsonl"))
    lines = [log.append(told(1)), log.append(told(2))]
    (tmp_path / "x.jsonl").write_bytes((tmp_path / "x.jsonl").read_bytes()[:-1])
    again = PersonLog(log.path)
    lines.append(again.append(told(3)))
    assert PersonLog(log.path).lines == lines
    assert not again.notes


def test_log_of_a_newer_program_is_read_and_not_written(tmp_path: Path) -> None:
    log = PersonLog(str(tmp_path / "x.jsonl"))
    first = log.append(told(1))
    with open(log.path, "ab") as stream:
        stream.write(b'{"v":%d,"who":"x","do":"dream"}\n' % (VERSION + 1))
    before = (tmp_path / "x.jsonl").read_bytes()
    again = PersonLog(log.path)
    assert again.lines == [first]
    assert [note.code for note in again.notes] == ["newer-line"]
    with pytest.raises(ReviewFault) as caught:
        again.append(told(2))
    assert caught.value.code == "review.newer"
    assert (tmp_path / "x.jsonl").read_bytes() == before


def test_killed_at_random_moments_nothing_that_was_told_is_lost(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    dice = random.Random(7)
    promised: set[str] = set()
    for round_ in range(10):
        process = writer(path, str(round_), 10_000)
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(dice.uniform(0, 0.15))
        process.send_signal(signal.SIGKILL)
        out, _ = process.communicate()
        promised |= {f"{round_}/{number}" for number in ["0", *out.split("\n")[:-1]]}
    log = PersonLog(str(path))
    kept = [line.decision.report.path for line in log.lines if line.decision.report]
    assert promised <= set(kept)
    assert len(set(kept)) == len(kept)


def test_two_desks_write_to_one_log_at_once(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    desks = [writer(path, name, 150) for name in ("a", "b", "c")]
    for desk in desks:
        _, error = desk.communicate(timeout=120)
        assert desk.returncode == 0, error
    log = PersonLog(str(path))
    kept = [line.decision.report.path for line in log.lines if line.decision.report]
    assert sorted(kept) == sorted(f"{name}/{number}" for name in "abc" for number in range(150))
    assert not log.notes


def test_what_another_desk_covered_is_written_again(tmp_path: Path) -> None:
    """As on a network share whose clients write at an end of the file that they remember."""
    path = tmp_path / "x.jsonl"
    log = PersonLog(str(path))
    first = log.append(told(1, "一"))
    second = log.append(told(2, "二"))
    other = seal(told(3, "三"), [first.hash])
    start = len(path.read_bytes().split(b"\n")[0]) + 1
    data = path.read_bytes()[:start] + other + b"\n"
    path.write_bytes(data)
    log.append(told(4, "四"))
    notes = [line.decision.note for line in PersonLog(str(path)).lines]
    assert sorted(notes) == sorted(["一", "三", "二", "四"])
    assert second.decision.note in notes


def test_full_disk_is_told_and_loses_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    log = PersonLog(str(tmp_path / "x.jsonl"))
    first = log.append(told(1))
    real = os.write
    room = [100]

    def write(file: int, data: memoryview) -> int:
        if not room[0]:
            raise OSError(errno.ENOSPC, "No space left on device")
        done = real(file, bytes(data[: room[0]]))
        room[0] -= done
        return done

    monkeypatch.setattr(os, "write", write)
    for _ in range(3):
        with pytest.raises(ReviewFault) as caught:
            log.append(told(2))
        assert caught.value.code == "review.full"
        assert log.lines == [first]
    monkeypatch.setattr(os, "write", real)
    second = log.append(told(2))
    assert PersonLog(log.path).lines == [first, second]


def test_folder_that_may_not_be_written_to_gives_way_to_the_spare_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place, spare = tmp_path / "reviews", tmp_path / "state"
    PersonLog(str(place / file_name("李强"))).append(told(1)._replace(who="李强"))
    real = os.open

    def refuse(path: str, *more: int) -> int:
        if str(path).startswith(str(place)):
            raise OSError(errno.EROFS, "Read-only file system")
        return real(path, *more)

    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(ReviewFault) as caught:
        Folder(str(place)).append(told(2))
    assert caught.value.is_read_only
    folder = Folder(str(place), str(spare))
    line = folder.append(told(2))
    assert [note.code for note in folder.notes] == ["spare-used"]
    assert line in Folder(str(place), str(spare)).lines
    assert len(Folder(str(place), str(spare)).lines) == 2


@pytest.mark.parametrize("who", ["王敏", "a/b", "..", ".hidden", "a\\b:c", "100%", "x ", "Ünï", "-r", "ends."])
def test_file_name_of_a_person_is_safe_and_tells_the_person(who: str) -> None:
    name = file_name(who)
    assert "/" not in name and "\\" not in name and not name.startswith((".", "-"))
    assert person(name) == " ".join(who.split())


def test_names_that_no_file_can_have_are_refused() -> None:
    for who in ("", " ", "长" * 60):
        with pytest.raises(ReviewFault):
            file_name(who)
