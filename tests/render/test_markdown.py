"""The scorecard for a meeting."""

from __future__ import annotations

import pytest
from conftest import make_card
from markdown_it import MarkdownIt

from scorer.model import Scorecard
from scorer.render import markdown
from scorer.render.formats import Look, scored


def shown(card: Scorecard, look: Look) -> str:
    return "".join(markdown.whole([scored(card, markdown.piece(card, look))], look))


def rendered(text: str) -> str:
    return str(MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).render(text))


HOSTILE = [
    "甲|乙",
    "[点此](http://x.test)",
    "<script>alert(1)</script>",
    "`代码`",
    "**粗**_斜_~~删~~",
    "![图](a.png)",
    "<https://x.test>",
    "&lt;b&gt;",
    "\\|",
    "甲\n\n# 乙\n- 丙",
    "见[1]: http://x.test",
    "www.x.test 和 a@x.test",
]


def with_quote(quote: str) -> Scorecard:
    card = make_card(name=quote)
    finding = card.findings[0]
    hostile = finding.evidence[0]._replace(quote=quote)
    facts = card.report.facts._replace(title=quote, jurisdiction=quote)
    findings = (finding._replace(evidence=(hostile,)), *card.findings[1:])
    return card._replace(findings=findings, report=card.report._replace(facts=facts))


@pytest.mark.parametrize("quote", HOSTILE)
def test_report_text_is_never_markup(look: Look, quote: str) -> None:
    plain = rendered(shown(with_quote("甲乙"), look))
    hostile = rendered(shown(with_quote(quote), look))
    for tag in ("<td>", "<tr>", "<li>", "<h1>", "<h2>", "<a ", "<img", "<script", "<code", "<em>", "<del>", "<strong>"):
        assert hostile.count(tag) == plain.count(tag), tag


@pytest.mark.parametrize("quote", [q for q in HOSTILE if "\n" not in q])
def test_quoted_words_read_as_they_stand_in_the_report(look: Look, quote: str) -> None:
    escaped = quote.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    assert f"“{escaped}”" in rendered(shown(with_quote(quote), look))


def test_addresses_are_not_left_for_a_reader_to_link(look: Look) -> None:
    text = shown(with_quote("http://x.test www.x.test a@x.test"), look)
    assert "http://" not in text and "www.x" not in text and "a@x" not in text


def test_verdicts_come_before_gaps_and_gaps_before_quotes(card: Scorecard, look: Look) -> None:
    text = shown(card, look)
    order = [text.index(f"## {name}") for name in ("逐项判定", "缺失与不足", "最能提分的补正", "原文依据")]
    assert order == sorted(order)


def test_gap_tells_reason_nearest_words_and_mend(card: Scorecard, look: Look) -> None:
    text = shown(card, look)
    assert "- **原因** · 缺失" in text
    assert "第8行·下步安排 “分析原因”" in text
    assert "需要补正：补写原因" in text


def test_english_card_has_no_chinese_label(card: Scorecard, english: Look) -> None:
    text = shown(card, english)
    assert "## Verdicts" in text and "判定" not in text and "需要" not in text


def test_facts_the_report_does_not_state_are_named_together(card: Scorecard, look: Look) -> None:
    assert "| 未写明 | 署名、主送、成文日期、公开日期、文号 |" in shown(card, look)


def test_report_that_is_not_scored_has_no_verdicts(look: Look) -> None:
    text = shown(make_card(total=None, low=None, high=None), look)
    assert "未评分" in text and "逐项判定" not in text and "缺失与不足" not in text


def test_several_cards_are_parted_by_a_rule(card: Scorecard, look: Look) -> None:
    many = look._replace(many=True)
    one = scored(card, markdown.piece(card, many))
    text = "".join(markdown.whole([one, one], many))
    assert text.count("# 年度报告评分表") == 2
    assert "\n---\n\n# 年度" in text
