from __future__ import annotations

import pytest
from counting import calls_of

from scorer.text.clauses import Clauses, bits

TEXT = "2023年,办理案件1,234件,均已审结。印发方案;召开会议。\n第二段,只有一句"


def words(text: str) -> list[str]:
    clauses = Clauses(text)
    return [text[slice(*clauses.span(i))] for i in range(clauses.count)]


def test_comma_within_a_number_does_not_cut_the_clause() -> None:
    assert words(TEXT)[:3] == ["2023年", "办理案件1,234件", "均已审结"]


def test_sentences_end_at_stops_and_lines_not_at_semicolons() -> None:
    clauses = Clauses(TEXT)
    assert [bits(sentence) for sentence in clauses.sentences] == [[0, 1, 2], [3, 4], [5, 6]]
    assert [bits(line) for line in clauses.lines] == [[0, 1, 2, 3, 4], [5, 6]]


def test_every_character_knows_its_clause() -> None:
    clauses = Clauses(TEXT)
    for offset in range(len(TEXT)):
        assert clauses.number_at[offset] == clauses.at(offset)


def test_spread_stays_within_the_sentence() -> None:
    clauses = Clauses(TEXT)
    assert bits(clauses.spread(1 << 2, 0, 5)) == [0, 1, 2]
    assert bits(clauses.spread(1 << 2, 5, 0)) == [2]
    assert bits(clauses.spread(1 << 3, 1, 1)) == [3, 4]


@pytest.mark.parametrize(("stop", "reached"), [(0, [1, 2]), (1 << 2, [1])])
def test_onward_runs_to_the_end_of_the_sentence_or_a_stop(stop: int, reached: list[int]) -> None:
    assert bits(Clauses(TEXT).onward(1 << 1, stop)) == reached


def test_between_takes_the_clauses_that_begin_in_the_span() -> None:
    clauses = Clauses(TEXT)
    second = TEXT.index("印发")
    assert bits(clauses.between(second, len(TEXT))) == [3, 4, 5, 6]


def test_empty_text_has_no_clauses() -> None:
    assert Clauses("").count == 0
    assert Clauses("").sentences == []


LONG = TEXT * 400  # thousands of clauses: sets are built and read otherwise than for a report


def test_sets_of_many_clauses_are_those_of_few() -> None:
    clauses = Clauses(LONG)
    every = [(start, start + 1) for start in range(0, len(LONG), 3)]
    wanted = {clauses.at(start) for start, _ in every}
    assert bits(clauses.holding(every)) == sorted(wanted)
    assert bits(clauses.holding(every[-2:])) == sorted({clauses.at(start) for start, _ in every[-2:]})
    assert bits(sum(1 << clause for clause in (7, 2500, 2501))) == [7, 2500, 2501]


@pytest.mark.parametrize("text", [TEXT, LONG])
def test_filling_takes_in_every_run_that_is_touched(text: str) -> None:
    clauses = Clauses(text)
    for touched in (0, 1 << 1, 1 << 4 | 1 << 6, clauses.all, 1 << clauses.count - 1):
        for runs, filled in ((clauses.sentences, clauses.fill_sentences), (clauses.lines, clauses.fill_lines)):
            wanted = 0
            for run in runs:
                wanted |= run if run & touched else 0
            assert filled(touched) == wanted


def test_sets_are_built_and_filled_without_a_call_for_each_clause() -> None:
    def calls(text: str) -> int:
        clauses = Clauses(text)
        spans = [(start, start + 1) for start in clauses.starts]
        assert clauses.holding(spans)
        return calls_of(lambda: [clauses.fill_lines(clauses.holding(spans)), clauses.fill_sentences(1)])

    assert calls(LONG) == calls(LONG * 2) < 20
