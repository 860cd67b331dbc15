"""The card and the summary in a terminal, and the columns they are laid out in."""

from __future__ import annotations

import re
from fractions import Fraction

import pytest
from conftest import make_card

from scorer.model import Evidence, NearMiss, Scorecard
from scorer.render import terminal
from scorer.render.cells import clean, cut, cut_middle, pad, width, wrap
from scorer.render.formats import Look, scored


def shown(card: Scorecard, look: Look) -> str:
    return "".join(terminal.whole([scored(card, terminal.piece(card, look))], look))


def test_han_characters_take_two_columns() -> None:
    assert width("法治a") == 5
    assert pad("法治", 6) == "法治  "
    assert pad("法治政府", 5) == "法治…"
    assert width(cut("法治政府建设", 8)) == 7


def test_file_name_keeps_its_start_and_its_end() -> None:
    short = cut_middle("某某县人民政府二〇二四年法治政府建设情况报告.txt", 20)
    assert short.startswith("某某") and short.endswith(".txt") and width(short) <= 20


def test_lines_are_never_wider_than_asked_and_never_begin_with_a_closing_mark() -> None:
    text = "深入推进法治政府建设,https://example.test/a/very/long/address/that/never/ends,全面落实。" * 3
    lines = wrap(text, 24)
    assert all(width(line) <= 25 for line in lines)
    assert not any(line[0] in ",。" for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


def test_wrap_keeps_words_whole() -> None:
    assert wrap("alpha beta gamma", 10) == ["alpha beta", "gamma"]


def test_what_a_terminal_would_obey_is_not_printed() -> None:
    assert clean("a\x1b[31mb\u202ec\nd") == "a\ufffd[31mb\ufffdc d"


@pytest.mark.parametrize("columns", [80, 60, 100])
def test_card_fits_its_columns(card: Scorecard, look: Look, english: Look, columns: int) -> None:
    for one in (look, english):
        assert all(width(line) <= columns for line in shown(card, one._replace(width=columns)).splitlines())


def test_card_says_total_band_interval_and_what_the_baseline_lacks(card: Scorecard, look: Look) -> None:
    text = shown(card, look)
    assert "66.7  不完整" in text
    assert "62.5–68.8" in text
    assert re.search("法定内容 +不齐.*原因", text)
    assert "[缺失]原因" in text and "[具备]法治督察" in text and "[待核]述法" in text


def test_missing_criterion_shows_nearest_words_with_line_and_why(card: Scorecard, look: Look) -> None:
    text = shown(card, look)
    assert "第8行·下步安排 “分析原因”" in text
    assert "只写在下一年度安排里" in text


def test_unanswered_problem_is_listed_and_the_answered_one_is_not(card: Scorecard, look: Look) -> None:
    after = shown(card, look).split("未在下步安排中回应的问题")[1]
    assert "普法宣传形式单一" in after and "执法队伍力量薄弱" not in after


def test_what_lifts_most_comes_first(card: Scorecard, look: Look) -> None:
    assert re.search(r"\+18\.8 +原因.*\n +\+12\.5 +下步安排", shown(card, look))


def test_painted_card_is_the_plain_card_with_colours(card: Scorecard, look: Look) -> None:
    painted = shown(card, look._replace(colour=True))
    assert "\x1b[" in painted
    assert re.sub(r"\x1b\[[0-9;]*m", "", painted) == shown(card, look)


def test_brackets_of_a_report_are_not_markup(look: Look) -> None:
    card = make_card()
    finding = card.findings[1]
    near = NearMiss(0, 8, "执法[/]队伍[red]薄弱", 6, finding.near_misses[0].role, None, "in-plan")
    card = card._replace(findings=(card.findings[0], finding._replace(near_misses=(near,)), *card.findings[2:]))
    assert "执法[/]队伍[red]薄弱" in shown(card, look._replace(colour=True))


def test_summary_has_one_row_a_report_and_the_common_gaps(card: Scorecard, look: Look) -> None:
    many = look._replace(many=True)
    other = card._replace(total=Fraction(50), baseline_missing=())
    pieces = [scored(c, terminal.piece(c, many)) for c in (card, other, card)]
    text = "".join(terminal.whole(pieces, many))
    assert text.count("临海.txt") == 3
    assert "共 3 份" in text and "61.1" in text and "齐全 1 份" in text
    assert re.search("原因 +缺失 3 份", text)
    assert all(width(line) <= 80 for line in text.splitlines())


def test_details_put_the_whole_card_under_each_row(card: Scorecard, look: Look) -> None:
    text = shown(card, look._replace(many=True, details=True))
    assert "[缺失]原因" in text and "共 1 份" in text


def test_report_that_is_not_scored_says_so(look: Look) -> None:
    card = make_card(total=None, low=None, high=None)
    assert "未评分" in shown(card, look) and "[缺失]" not in shown(card, look)
    summary = shown(card, look._replace(many=True))
    assert "未评分" in summary and "共同短板" not in summary and "均未评分" in summary


def test_explanation_tells_what_is_asked_on_what_basis_and_why(card: Scorecard, look: Look) -> None:
    text = shown(card, look._replace(explain="causes"))
    for words in (
        "报告应写明原因",
        "督察工作规定 · 第25条",
        "督察/听取汇报（对象）",
        "“分析原因”",
        "只写在下一年度",
        "补写原因",
    ):
        assert words in text


def test_explanation_is_translated_with_everything_in_it(card: Scorecard, english: Look) -> None:
    text = shown(card, english._replace(explain="causes"))
    assert "The report tells of causes" in text and "stands only in next year's plan" in text


def test_long_quotes_are_cut_to_one_line(look: Look) -> None:
    card = make_card()
    found: Evidence = card.findings[2].evidence[0]._replace(quote="加强队伍建设" * 30)
    findings = (*card.findings[:2], card.findings[2]._replace(evidence=(found,)), *card.findings[3:])
    text = shown(card._replace(findings=findings), look)
    assert all(width(line) <= 80 for line in text.splitlines())
    assert "…”" in text
