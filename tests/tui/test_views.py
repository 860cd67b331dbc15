"""What the screens show, without a terminal."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from unicodedata import east_asian_width

import pytest
from desk_helpers import CHINESE, RUBRICS, seed_entries, seed_entry
from reports import SEED_NUMBERS, builtin, scored_seed, scored_text

from scorer.model import Scorecard, Verdict
from scorer.rules.rubric import Rubric
from tui.digest import Digest
from tui.view import matrix
from tui.view.across import across_rows, finding_rows, shuffled
from tui.view.card import CardView, found_in
from tui.view.compare import CompareView, change
from tui.view.entry import Entry, same_body_other_year
from tui.view.lines import text_of
from tui.view.reports import Choice, TableView, chosen, summary, table_head, table_line
from tui.view.search import hit_rows, hits_in
from tui.words import Words
from tui.wrapping import width

ROOT = Path(__file__).parents[2]


def view_of(number: str) -> CardView:
    return CardView(scored_seed(number), builtin(), CHINESE)


def other_year(entry: Entry, year: int, path: str) -> Entry:
    """The same report as if of another year."""
    digest = entry.digest
    assert digest is not None and digest.facts is not None
    card = scored_text("法治政府建设工作情况报告\n", year=year)
    facts = card.report.facts
    named = type(facts)(**{name: getattr(digest.facts, name) for name in field_names(facts)} | {"year": year})
    return Entry.of(path, digest._replace(path=path, facts=named), CHINESE)


def field_names(value: object) -> list[str]:
    names = getattr(value, "_fields", None) or getattr(type(value), "__dataclass_fields__", None)
    assert names
    return list(names)


def test_a_filter_finds_body_level_year_band_and_missing_criterion() -> None:
    def found(text: str) -> list[str]:
        return [entry.body for entry in chosen(seed_entries(), Choice(filter=text), RUBRICS)]

    assert found("海西") == ["海西州"]
    assert found("海西 县级") == []
    assert "海西州" in found("市级　2021")
    lacking = seed_entries()[3].digest
    assert lacking is not None
    missing = next(f.criterion for f in lacking.findings if f.verdict is Verdict.MISSING)
    assert "海西州" in found(CHINESE.criterion(missing))


def test_reports_that_say_nothing_of_a_column_come_last_both_ways() -> None:
    silent = Entry.of("x.txt", Digest("x.txt", (0, 0), fault="没有这个文件"), CHINESE)
    for reverse in (False, True):
        order = chosen([silent, *seed_entries()], Choice(sort="total", reverse=reverse), RUBRICS)
        totals = [e.digest.total for e in order[:-1] if e.digest and e.digest.total is not None]
        assert totals == sorted(totals, reverse=reverse)
        assert order[-1] is silent


def test_groups_have_a_heading_with_count_and_mean() -> None:
    lines = TableView.of(chosen(seed_entries(), Choice(group="level"), RUBRICS), "level", CHINESE).entries
    heads = [line for line in lines if isinstance(line, str)]
    assert any("市级" in head and "1 份" in head for head in heads)
    assert len(lines) == len(seed_entries()) + len(heads)


@pytest.mark.parametrize("columns", [72, 80, 117, 200, 300])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_line_of_table_and_matrix_fits_and_lies_under_its_head(columns: int, lang: str) -> None:
    words = Words(lang, builtin())
    head = 2 + sum(size + 1 for _, _, size in table_head(columns, Choice(sort="total"), words))
    assert head <= columns
    for entry in seed_entries():
        assert width(text_of(table_line(entry, columns, words))) <= head
        assert width(text_of(matrix.matrix_line(entry, columns, builtin().elements, words, 3, 0)[:3])) <= columns


def test_a_matrix_cell_is_a_word_before_it_is_a_colour() -> None:
    digest = seed_entries()[0].digest
    assert digest is not None
    line = matrix.matrix_line(seed_entries()[0], 200, builtin().elements, CHINESE, 0, 0)
    assert len(line) == 4 + len(builtin().elements)
    assert text_of([line[4]]).strip() == "[具]"
    detail = text_of(matrix.cell_detail(seed_entries()[0], 1, 200, builtin().elements, CHINESE)[0].spans)
    assert "[部分]" in detail or "[缺失]" in detail or "[具备]" in detail


def test_the_summary_counts_what_is_missed_most() -> None:
    rows = [text_of(row.spans) for row in summary(seed_entries(), 3, 200, CHINESE)]
    assert "共 5 份" in rows[0] and "显示 3 份" in rows[0]
    assert rows[1].startswith(CHINESE.say("browse.most-missed"))


def test_an_unreadable_report_is_shown_with_its_reason() -> None:
    entry = Entry.of("坏.txt", Digest("坏.txt", (0, 0), fault="文件是空的，或只有空白\n  换成有正文的文件"), CHINESE)
    line = text_of(table_line(entry, 100, CHINESE))
    assert "[读不了]" in line and "文件是空的" in line


def test_the_year_before_is_found_for_the_same_body() -> None:
    now = seed_entries()[0]
    before, long_ago = other_year(now, 2022, "b.txt"), other_year(now, 2019, "a.txt")
    assert same_body_other_year([long_ago, now, before, *seed_entries()[1:]], now) is before
    assert same_body_other_year(seed_entries(), now) is None


@pytest.mark.parametrize("number", SEED_NUMBERS)
def test_quotes_rows_and_lines_of_a_card_lead_to_the_words_they_show(number: str) -> None:
    view = view_of(number)
    assert len(view.shown) == len(view.text)
    for quotes in view.quotes.values():
        for quote in quotes:
            assert view.text[quote.start : quote.end] == quote.words
            assert view.line_at(quote.start) == quote.line
            assert quote in view.users(quote.start, quote.end) or view.users(quote.start, quote.end)
    for rows in (view.outline_rows(40), view.pairing_rows(40)):
        targets = [row.target for row in rows if row.target]
        assert all(0 <= start < end <= len(view.text) for start, end in targets)
    assert {row.id for row in view.criteria_rows(40) if row.id} == set(view.findings)


def test_gaps_only_leaves_out_what_is_met() -> None:
    view = view_of("000")
    ids = [row.id for row in view.criteria_rows(40, gaps_only=True) if row.id]
    assert ids
    assert not [i for i in ids if view.findings[i].verdict in (Verdict.MET, Verdict.EXEMPT)]


def test_a_sentence_leads_to_every_criterion_that_uses_it() -> None:
    view = view_of("000")
    quote = next(q for q in view.all_quotes if not q.why)
    start, end = view.sentences[view.sentence_at(quote.start)]
    rows = view.sentence_rows(start, end, 80)
    assert quote.criterion in [row.id for row in rows]
    assert all(start <= q.end and q.start <= end for q in view.users(start, end))


def test_why_says_reason_mend_and_what_it_would_lift(card: Scorecard, rubric: Rubric) -> None:
    view = CardView(card, rubric, Words("zh", rubric))
    text = "\n".join(text_of(row.spans) for row in view.why_rows("causes", 60))
    for part in ("[缺失]", "补写原因", "分析原因", "只写在下一年度安排里", "补正后总分可提 18.8", "督察工作规定"):
        assert part in text


def test_problems_stand_beside_their_answers(card: Scorecard, rubric: Rubric) -> None:
    view = CardView(card, rubric, Words("zh", rubric))
    text = [text_of(row.spans) for row in view.pairing_rows(60)]
    assert "执法队伍力量薄弱" in text[1] and "充实执法队伍" in text[2]
    assert "[缺失]" in text[5]


def test_a_shuffled_order_is_the_same_every_time_and_another_for_each_criterion() -> None:
    first, again = shuffled(seed_entries(), "causes"), shuffled(list(reversed(seed_entries())), "causes")
    assert first == again
    orders = {tuple(e.path for e in shuffled(seed_entries(), c.id)) for c in builtin().criteria}
    assert len(orders) > 5
    assert [row.id for row in across_rows(first, "causes", 40, CHINESE)] == [e.path for e in first]
    assert finding_rows(first[0], "causes", 40, CHINESE)


def test_a_comparison_tells_better_from_worse() -> None:
    assert change(Verdict.MISSING, Verdict.PARTIAL) == "better"
    assert change(Verdict.MET, Verdict.PARTIAL) == "worse"
    assert change(Verdict.EXEMPT, Verdict.MET) == "other"
    view = CompareView(seed_entry("003"), seed_entry("000"), RUBRICS)
    rows = view.rows(78)
    assert {row.id for row in rows if row.id} == {c.id for c in builtin().criteria}
    assert all(width(text_of(row.spans)) <= 78 for row in rows)
    changed = [row.id for row in view.rows(78, changed_only=True) if row.id]
    assert changed and all(view.change_of(i) != "same" for i in changed)


def test_a_search_shows_line_and_words_around() -> None:
    text = "第一行\r\n本年开展述法工作ＡＢ。\n述法"
    hits = list(hits_in("a.txt", text, "述法"))
    assert [(hit.line, text[hit.start : hit.end]) for hit in hits] == [(2, "述法"), (3, "述法")]
    assert found_in(text, "ab") == [(13, 15)]
    assert found_in(text, " ") == []
    entry = Entry.of("a.txt", None, CHINESE)
    rows = hit_rows([entry], {"a.txt": hits}, 40, CHINESE)
    assert [row.target for row in rows] == [None, *((hit.start, hit.end) for hit in hits)]


def test_report_text_that_looks_like_markup_stays_text() -> None:
    card = scored_text("[red]甲县[/]2023年法治政府建设年度报告\n二、存在的问题\n[/] 执法力量不足。\x1b[2J\n")
    view = CardView(card, builtin(), CHINESE)
    rows = [*view.criteria_rows(60), *view.outline_rows(60), *view.pairing_rows(60)]
    assert "\x1b" not in view.shown + "".join(text_of(row.spans) for row in rows)
    assert "[red]甲县[/]" in view.shown


def test_what_frames_the_text_has_no_sign_of_unsure_width() -> None:
    view = view_of("000")
    drawn = [text_of(row.spans) for row in view.criteria_rows(50)]
    drawn += [text_of(table_line(entry, 100, CHINESE)) for entry in seed_entries()]
    drawn += [text_of(matrix.matrix_line(entry, 100, builtin().elements, CHINESE, 0, 0)) for entry in seed_entries()]
    drawn += [text_of(row.spans) for row in summary(seed_entries(), 5, 100, CHINESE)]
    unsure = {char for line in drawn for char in line if east_asian_width(char) == "A"}
    assert not unsure


def test_views_need_no_terminal() -> None:
    code = "from tui.view import across, card, compare, matrix, reports, search; import sys"
    code += "; assert not [m for m in sys.modules if m.split('.')[0] in ('textual', 'rich')], 'loaded'"
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)


def test_the_desk_does_no_judging_of_its_own() -> None:
    steps = (
        "judging",
        "signs",
        "scoring",
        "shortcomings",
        "planning",
        "flags",
        "sections",
        "outline",
        "facts",
        "words",
    )
    for path in (ROOT / "tui").rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        assert not [s for s in steps if f"from scorer.{s} import" in text or f"import scorer.{s}" in text], path.name
