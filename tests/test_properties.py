"""What must hold whatever the report: edits of the seeds that change just what they should."""

from __future__ import annotations

from collections.abc import Iterator

import opencc
import pytest
from reports import SEED_NUMBERS, builtin, labels, scored_seed, scored_text, seed

from scorer.model import Role, Scorecard, Source, Verdict
from scorer.pipeline import score_source
from scorer.reading.source import read_bytes

FORM = {c.id for c in builtin().criteria if c.layer == "form"}


def verdicts(card: Scorecard, *, form: bool = False) -> dict[str, str]:
    return {f.criterion: f.verdict.value for f in card.findings if form or f.criterion not in FORM}


def blocks(number: str, role: str) -> Iterator[tuple[int, int]]:
    """First and last line of the blocks with a role, as the readers drew them."""
    for block in labels(number)["blocks"]:
        if block["role"] == role:
            yield block["lines"][0], block["lines"][1]


def without(number: str, role: str) -> str:
    lines = seed(number).text.split("\n")
    gone = {line for first, last in blocks(number, role) for line in range(first, last + 1)}
    return "\n".join(line for at, line in enumerate(lines, 1) if at not in gone)


def scored(text: str, name: str = "changed.txt") -> Scorecard:
    return score_source(read_bytes(text.encode(), name), builtin())


# Seed 002 tells its problems in the middle of a closing paragraph, so its readers' line is cut as a whole.
@pytest.mark.parametrize("number", SEED_NUMBERS)
def test_cutting_the_problems_makes_just_what_needs_them_missing(number: str) -> None:
    before, after = verdicts(scored_seed(number), form=True), verdicts(scored(without(number, "problems")), form=True)
    gone = {"problems", "causes", "plan-answers-problems", "share-of-problems"}
    assert {name: after[name] for name in gone} == dict.fromkeys(gone, "missing")
    assert {n: v for n, v in after.items() if n not in gone} == {n: v for n, v in before.items() if n not in gone}


@pytest.mark.parametrize(
    ("number", "criterion", "words"),
    [
        ("000", "administrative-reconsideration", "35件行政复议申请案件"),
        ("003", "legality-review", "合法性审核行政规范性文件21件"),
        ("004", "legal-publicity", "各类法治宣传活动120余场次"),
    ],
)
def test_measures_moved_into_the_plan_become_near_misses(number: str, criterion: str, words: str) -> None:
    lines = seed(number).text.split("\n")
    at = next(index for index, line in enumerate(lines) if words in line)
    moved = lines.pop(at)
    (first, last), *_ = blocks(number, "plan")
    lines.insert(last - 2, moved)
    finding = next(f for f in scored("\n".join(lines)).findings if f.criterion == criterion)
    assert not any(words in e.quote for e in finding.evidence)
    if finding.verdict is Verdict.MISSING:
        assert any(miss.why == "in-plan" for miss in finding.near_misses)


@pytest.mark.parametrize("number", [n for n in SEED_NUMBERS if n != "001"])
@pytest.mark.parametrize("to", ["s2t", "s2tw", "s2hk"])
def test_traditional_copy_keeps_every_verdict(number: str, to: str) -> None:
    copy = opencc.OpenCC(to).convert(seed(number).text)
    assert verdicts(scored(copy)) == verdicts(scored_seed(number))


@pytest.mark.parametrize("number", SEED_NUMBERS)
@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16", "utf-16-be"])
def test_encoding_changes_nothing(number: str, encoding: str) -> None:
    source = read_bytes(seed(number).text.encode(encoding), "copy.txt")
    assert source.text.lstrip("\ufeff") == seed(number).text
    assert verdicts(score_source(source, builtin()), form=True) == verdicts(scored_seed(number), form=True)


@pytest.mark.parametrize("number", SEED_NUMBERS)
def test_indented_paragraphs_change_nothing(number: str) -> None:
    indented = "\n".join("\u3000\u3000" + line if line else line for line in seed(number).text.split("\n"))
    assert verdicts(scored(indented), form=True) == verdicts(scored_seed(number), form=True)


HEAD = "首页 > 政务公开 > 法定主动公开内容 > 法治政府建设\n【字体:大 中 小】 打印 关闭\n浏览次数:1024 次\n"
FOOT = (
    "\n分享到:微信 微博\n上一篇:关于召开座谈会的通知\n下一篇:关于公布权责清单的公告\n"
    "主办单位:某市人民政府办公室 网站地图\nICP备12345678号-1 公安备案号 33010602001234\n"
)


@pytest.mark.parametrize("number", SEED_NUMBERS)
def test_page_around_the_report_changes_nothing(number: str) -> None:
    card = scored(HEAD + seed(number).text + FOOT)
    assert verdicts(card) == verdicts(scored_seed(number))
    last = card.report.sections[-1]
    assert last.role is Role.CHROME
    assert card.report.sections[0].role is Role.CHROME


@pytest.mark.parametrize("number", SEED_NUMBERS)
def test_renaming_the_body_changes_no_verdict(number: str) -> None:
    names = {"000": "美兰", "001": "高陵", "002": "浦口", "003": "海西", "004": "建宁"}
    renamed = seed(number).text.replace(names[number], "云岭")
    assert verdicts(scored(renamed)) == verdicts(scored_seed(number))


@pytest.mark.parametrize("number", ["000", "003", "004"])
def test_order_of_the_measures_changes_no_verdict(number: str) -> None:
    lines = seed(number).text.split("\n")
    (first, last), *_ = blocks(number, "measures")
    body = lines[first:last]  # behind the heading of the block
    starts = [i for i, line in enumerate(body) if line.startswith(("(", "（")) and line[1:2] in "一二三四五六七八九十"]
    parts = [body[a:b] for a, b in zip(starts, [*starts[1:], len(body)], strict=True)]
    assert len(parts) > 3
    turned = lines[:first] + body[: starts[0]] + [line for part in reversed(parts) for line in part] + lines[last:]
    assert verdicts(scored("\n".join(turned))) == verdicts(scored_seed(number))


def test_empty_heading_counts_for_nothing() -> None:
    body = "长宁县2023年法治政府建设年度报告\n一、主要举措\n召开会议3次,印发文件5件,培训120人。\n"
    plain, headed = (
        scored_text(body),
        scored_text(body + "(五)推进行政复议与行政应诉工作\n(六)强化信访和公平竞争审查\n"),
    )
    assert verdicts(plain) == verdicts(headed)


def test_same_report_gives_the_same_card_whatever_its_name_and_the_runs_before() -> None:
    one = score_source(Source("a.txt", seed("004").text, "", "utf-8"), builtin())
    other = score_source(Source("b/c.txt", seed("004").text, "", "utf-8"), builtin())
    assert one.findings == other.findings
    assert one.total == other.total


@pytest.mark.parametrize(("year", "level"), [(2019, None), (None, "township")])
def test_year_and_level_of_the_caller_go_before_the_report(year: int | None, level: str | None) -> None:
    from scorer.model import Level

    chosen = Level(level) if level else None
    card = score_source(seed("000"), builtin(), year=year, level=chosen)
    assert card.report.facts.year == (year or 2023)
    assert card.report.facts.level == (chosen or Level.COUNTY)
