"""Results of earlier runs: the same card, only for the same bytes, and never a reason to stop."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest
from desk_helpers import BENCH
from reports import SEED_NUMBERS, SEEDS, builtin, scored_seed

import tui.loading
from scorer.kept.packing import pack, unpack
from scorer.model import Scorecard
from tui.digest import Digest, slim
from tui.loading import Bench, Job, digest_of, digests
from tui.store import Store

pytestmark = pytest.mark.usefixtures("own_home")


@pytest.mark.parametrize("number", SEED_NUMBERS)
def test_a_packed_card_is_the_same_without_the_text(number: str) -> None:
    card = slim(scored_seed(number))
    again = unpack(Scorecard, pack(card))
    assert again == card
    assert type(again.findings[0]) is type(card.findings[0])
    assert again.findings[0].verdict is card.findings[0].verdict
    assert not again.report.source.text


@pytest.mark.parametrize("data", [b"", b"\x80\x04.", pack([1, 2]), pack(()), pack("x"), pack(None)])
def test_bytes_that_are_no_card_are_refused(data: bytes) -> None:
    with pytest.raises((ValueError, TypeError)):
        unpack(Scorecard, data)


def test_an_unchanged_report_is_not_judged_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for seed in SEEDS.glob("00[01]*.txt"):
        shutil.copy(seed, tmp_path)
    paths = sorted(map(str, tmp_path.glob("*.txt")))
    first = [d for part in digests(paths, BENCH, lambda: False) for d, _ in part]

    def judged(path: str, bench: Bench) -> object:
        raise AssertionError(path)

    monkeypatch.setattr(tui.loading, "digest_of", judged)
    again = [d for part in digests(paths, BENCH, lambda: False) for d, _ in part]
    assert again == first and again[0].card() == first[0].card()
    shutil.move(paths[0], tmp_path / "renamed.txt")
    moved = str(tmp_path / "renamed.txt")
    assert [d.path for part in digests([moved], BENCH, lambda: False) for d, _ in part] == [moved]
    Path(moved).write_text("临江县2023年法治政府建设年度报告\n开展普法。\n", encoding="utf-8")
    with pytest.raises(AssertionError, match="renamed"):
        list(digests([moved], BENCH, lambda: False))
    other = Bench(Job(year=2020), builtin())
    with pytest.raises(AssertionError):
        list(digests(paths[1:], other, lambda: False))


def test_a_store_that_is_broken_or_in_the_way_is_done_without(tmp_path: Path) -> None:
    path = str(SEEDS / next(SEEDS.glob("000*.txt")).name)
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "results.sqlite3").write_bytes(b"no such thing" * 1000)
    assert Store("x", str(tmp_path / "broken")).find([path]) == {}
    (tmp_path / "file").touch()
    closed = Store("x", str(tmp_path / "file"))
    closed.keep([digest_of(path, BENCH)[0]])
    assert closed.find([path]) == {}
    good = Store("x", str(tmp_path / "good"))
    good.keep([digest_of(path, BENCH)[0]])
    assert good.find([path])[path].sha256
    with sqlite3.connect(tmp_path / "good" / "results.sqlite3") as opened:
        opened.execute("UPDATE kept SET head = x'00'")
    assert good.find([path]) == {}
    good.close()


def test_files_that_cannot_be_read_are_not_kept(tmp_path: Path) -> None:
    empty = tmp_path / "空.txt"
    empty.touch()
    digest, _ = digest_of(str(empty), BENCH)
    store = Store("x", str(tmp_path))
    store.keep([digest, Digest("nowhere.txt", (0, 0), fault="没有这个文件")])
    assert store.find([str(empty), "nowhere.txt"]) == {}
