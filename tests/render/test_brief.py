"""Markdown to be printed: a page a body, and the overview."""

from __future__ import annotations

import re

import pytest
from markdown_it import MarkdownIt
from papers_data import hostile_card, rendered, seed_cards, seed_entries

from scorer.commands.arguments import parse
from scorer.errors import ScorerError
from scorer.locale.wording import Wording
from scorer.render.brief import worth


def html(text: str) -> str:
    return str(MarkdownIt("commonmark", {"html": True}).enable("table").render(text))


def test_page_of_a_body_has_five_mends_at_most() -> None:
    text = rendered("brief", seed_cards()[3:4]).decode()
    mends = re.findall(r"^1\. ", text, re.MULTILINE)
    assert len(mends) == min(5, len(seed_entries()[3].lifts))
    assert "## 哪里缺什么" not in text and len(text.splitlines()) < 45


def test_mends_are_those_that_lift_most() -> None:
    entry = seed_entries()[3]
    names = re.findall(r"^1\. \*\*(.*?)\*\*", rendered("brief", seed_cards()[3:4]).decode(), re.MULTILINE)
    assert names == [entry.mark(id_).name for id_, _ in entry.lifts[:5]]


def test_overview_has_a_league_for_each_level_and_a_page_for_each_body() -> None:
    text = rendered("brief", seed_cards()).decode()
    assert re.findall(r"^### (\S+) ·", text, re.MULTILINE) == ["市级", "县级"]
    assert text.count("\n---\n") == 5 and text.count("## 最该补的五处") == 5


def test_overview_names_bodies_that_lack_something_and_words_to_learn_from() -> None:
    text = rendered("brief", seed_cards()).decode()
    assert html(text).count("<table>") == 3
    assert "## 可供借鉴的写法" in text
    model = re.search(r"^- \*\*(.*?)\*\* “", text, re.MULTILINE)
    assert model is not None


def test_models_are_words_of_bodies_that_met_the_criterion() -> None:
    text = rendered("brief", seed_cards()).decode().split("## 可供借鉴的写法")[1].split("\n---\n")[0]
    for name, body in re.findall(r"^- \*\*(.*?)\*\* .* — (\S+) \d{4}$", text, re.MULTILINE):
        marks = [mark for entry in seed_entries() if entry.body == body for mark in entry.marks if mark.name == name]
        assert marks and all(mark.verdict.value == "met" for mark in marks)


def test_words_with_figures_serve_better_as_a_model() -> None:
    quote = seed_entries()[0].marks[0].evidence[0]
    assert worth(quote._replace(text="全年审查文件35件,提出意见12条")) > worth(quote._replace(text="认真落实审查制度"))


def test_report_of_another_kind_does_not_stop_the_overview() -> None:
    unscored = seed_cards()[0]._replace(total=None, low=None, high=None)
    text = rendered("brief", [unscored, *seed_cards()]).decode()
    assert "另有1份" in text and "没有评分" in text


def test_hostile_text_is_never_markup() -> None:
    made = html(rendered("brief", [hostile_card(), *seed_cards()]).decode())
    assert "<script" not in made and "<x>" not in made


def test_option_brief_chooses_the_format() -> None:
    assert parse(["a.txt", "--brief"], Wording("en")).format == "brief"
    assert parse(["a.txt", "--brief", "--format", "markdown"], Wording("en")).format == "brief"
    with pytest.raises(ScorerError, match="markdown only"):
        parse(["a.txt", "--brief", "--format", "csv"], Wording("en"))


def test_pages_are_in_english_where_asked() -> None:
    assert "## Five most useful mends" in rendered("brief", seed_cards()[:1], "en").decode()
