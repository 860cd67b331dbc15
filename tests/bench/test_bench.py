"""`make bench`: what is measured is what it says, and the table tells it; nothing here is asked of a clock."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
import regex
import yaml
from reports import builtin, seed

from bench.clock import spent
from bench.material import doubled_rubric, expression, patterns, reports
from bench.peers.commands import peers
from bench.results import Results, Row, read, write
from bench.run import absent
from bench.table import NAMES, table

RESULTS = Results(
    python="3.11.9",
    processors=4,
    load=1.2,
    reports=201,
    peer_reports=11,
    terms=1000,
    classes=100,
    rows=(
        Row("python", 10),
        Row("score", 62.0),
        Row("score-json", 66.0, 12.0),
        Row("score-doubled", 70.0, 15.0),
        Row("regex", 500.0, 36.0),
    ),
    missing=("rg-words", "textlint"),
    two_jobs_cpu=1.02,
    two_jobs_speed=None,
)


def test_table_tells_ratios_and_what_was_not_measured() -> None:
    shown = table(RESULTS, "en")
    assert "| `score FILE` | 6.2 | – | – |" in shown
    assert "| a plain loop of `regex` | 50.0 | 36.0 | 3.00 |" in shown
    assert "Twice the criteria take 1.25 times" in shown
    assert "1.02 times the processor time of one; how much sooner they end was not measured" in shown
    assert "busy" not in shown and "The machine was busy (load 9.5)" in table(RESULTS._replace(load=9.5), "en")
    assert "Not installed and not measured: ripgrep, the words as fixed strings (`-F -f`), textlint with prh." in shown
    assert "每秒评的份数是 1.95 倍" in table(RESULTS._replace(two_jobs_speed=1.95), "zh")


def test_results_are_kept_and_every_row_has_a_name(tmp_path: Path) -> None:
    write(RESULTS, tmp_path / "results.json")
    assert read(tmp_path / "results.json") == RESULTS
    assert {row.id for row in read().rows} | set(read().missing) == set(NAMES)


def test_rubric_with_every_criterion_twice_names_each_once_more(tmp_path: Path) -> None:
    folder = doubled_rubric(tmp_path / "twice")
    main = yaml.safe_load((folder / "rubric.yaml").read_text(encoding="utf-8"))
    names = {name for element in main["elements"] for name in element["criteria"]}
    assert names == {path.stem for path in (folder / "criteria").iterdir()}
    assert {name + "-again" for name in names if not name.endswith("-again")} < names
    assert main["weights_sum"] == 200
    text = (folder / "criteria" / "filing-again.yaml").read_text(encoding="utf-8")
    again = yaml.load(text, yaml.CSafeLoader)
    assert again["id"] == "filing-again" and "words" not in again and again["signs"]


def test_patterns_find_the_words_of_the_rubric() -> None:
    named = patterns()
    assert len(named) > 300
    topic = builtin().criterion("legal-advisers").signs[0].topic
    assert regex.search(expression(named[topic]), seed("000").text)
    assert regex.search(expression([["报", "备案"]]), "报市政府备案")
    assert not regex.search(expression([["报", "备案"]]), "报市政府。备案")


def test_peers_get_every_word_in_their_own_language(tmp_path: Path) -> None:
    named = {"one": [["备案"], ['"\\']], "two": [["报", "备/案"]]}
    known = {peer.id: peer for peer in peers()}
    for peer in known.values():
        assert str(tmp_path) in " ".join(peer.prepare(named, tmp_path))
    assert (tmp_path / "rg-words.txt").read_text(encoding="utf-8").split("\n") == ['"\\', "备案", ""]
    rules = yaml.safe_load((tmp_path / "prh.yml").read_text(encoding="utf-8"))["rules"]
    assert [rule["pattern"] for rule in rules] == ['/备案|"\\\\/', "/报[^。;\\n]{0,12}备\\/案/"]
    assert list(json.loads((tmp_path / "regex.json").read_text(encoding="utf-8"))) == ["one", "two"]
    assert set(absent(own=False)) == {peer.id for peer in known.values() if not peer.here}


def test_plain_loop_of_regex_finds_what_it_is_given(tmp_path: Path) -> None:
    (loop,) = (peer for peer in peers() if peer.id == "regex")
    folder = reports(tmp_path / "reports", 2)
    command = [*loop.prepare({"figure": [["2023"]]}, tmp_path), str(folder)]
    assert spent(command).cpu > 0
    with pytest.raises(RuntimeError, match="ended with 3"):
        spent([sys.executable, "-c", "raise SystemExit(3)"])
