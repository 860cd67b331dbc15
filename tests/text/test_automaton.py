from __future__ import annotations

import sys

import pytest

from scorer.text.automaton import automaton
from scorer.text.classes import compile_words
from scorer.text.lexicon import MANY, Lexicon
from scorer.text.words import Scan, Span

WORDS = ["复议", "行政复议", "行政复议案件", "行政复议决定书", "复议案件办结", "法", "执法", "执法案卷评查"]
TEXT = "办结行政复议案件3件,行政复议案件办结率100%,对执法案卷评查2次。"


def lexicon() -> Lexicon:
    return compile_words({"all": {"any": WORDS}}, r"\d+件")


def by_word(lexicon: Lexicon) -> dict[str, list[Span]]:
    found = {lexicon.literals[number]: starts for number, starts in lexicon.hits(TEXT).items()}
    return {word: [(start, start + len(word)) for start in starts] for word, starts in found.items()}


def test_the_automaton_and_the_table_find_the_same_words_at_the_same_places() -> None:
    built = lexicon()
    by_table = by_word(built)
    for _ in range(MANY):
        by_automaton = by_word(built)
    assert by_automaton == by_table
    assert by_table["行政复议案件"] == [(2, 8), (11, 17)]
    assert by_table["复议"] == [(4, 6), (13, 15)]
    assert "行政复议决定书" not in by_table


def test_without_the_package_words_are_still_found_after_many_texts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ahocorasick_rs", None)
    assert automaton(WORDS) is None
    built = lexicon()
    for _ in range(MANY + 1):
        found = by_word(built)
    assert found["执法案卷评查"] == [(26, 32)]


def test_a_word_within_a_gapped_one_of_another_clause_does_not_count_for_its_own() -> None:
    scan = Scan(compile_words({"heard": {"any": ["听取…汇报", "汇报"]}}, r"\d+件"), "听取了三次,专题汇报,另有汇报")
    assert scan.mask("heard") == 0b101
