"""The plain values of a comparison -> a page for people, plain or Markdown."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

from scorer.comparison.promises import DONE, NO_TRACE, TOUCHED
from scorer.locale.wording import Wording, score_words
from scorer.model import Verdict
from scorer.render.comparison.paper import Paper

if TYPE_CHECKING:
    from collections.abc import Mapping

_PAIRS_SHOWN = 5


def page(result: Mapping[str, Any], lang: str, *, markdown: bool) -> str:
    """The comparison as a page of text, plain or Markdown."""
    paper = Paper(lang, markdown)
    paper.title(paper.say("compare.title"))
    if "reports" in result:
        _side_by_side(paper, result)
    paper.heading(paper.say("compare.recycled"))
    for copied in result["recycled"]:
        if copied["new_percent"] is None:
            paper.line(paper.say("compare.nothing", name=copied["report"], common=str(copied["common"])))
            continue
        share = f"{copied['new_percent']:g}"
        counts = {"count": str(copied["sentences"]), "common": str(copied["common"])}
        paper.line(paper.say("compare.new", name=copied["report"], share=share, **counts))
        for pair in copied["pairs"][:_PAIRS_SHOWN]:
            paper.item(f"{pair['likeness']}%  {paper.quote(pair)}")
            there = {"quote": pair["other_quote"], "line": pair["other_line"]}
            paper.item(f"{pair['other']}  {paper.quote(there)}", deeper=True)
    return paper.text()


def _side_by_side(paper: Paper, result: Mapping[str, Any]) -> None:
    """Reports, verdicts, differences, figures and promises of a comparison."""
    labels = [report["label"] for report in result["reports"]]
    paper.heading(paper.say("compare.reports"))
    rows = [[r["label"], _totals(r), r["band"], r["path"].rsplit("/", 1)[-1]] for r in result["reports"]]
    paper.table([paper.say(f"compare.{key}") for key in ("place", "total", "band", "report")], rows)
    paper.heading(paper.say("compare.verdicts"))
    wording = Wording(paper.lang)
    moved = [row for row in result["criteria"] if len(set(row["verdicts"])) > 1]
    paper.table(
        [paper.say("compare.criterion"), *labels],
        [[row["name"], *(wording.verdict(Verdict(verdict)) for verdict in row["verdicts"])] for row in moved],
    )
    paper.line(paper.say("compare.same", count=str(len(result["criteria"]) - len(moved))))
    paper.heading(paper.say("compare.differences"))
    for difference in result["differences"]:
        delta = f"{difference['points']:+g}"
        paper.line(paper.say("compare.difference", a=difference["from"], b=difference["to"], delta=delta))
        for row in difference["criteria"]:
            verdicts = " → ".join(wording.verdict(Verdict(row[key])) for key in ("from", "to"))
            paper.item(f"{row['points']:+g}  {row['name']}  {verdicts}")
    if result["figures"]:
        paper.heading(paper.say("compare.figures"))
        paper.table(
            [paper.say("compare.criterion"), *labels],
            [[row["name"], *(_value(value, paper) for value in row["values"])] for row in result["figures"]],
        )
    for kept in result["promises"]:
        paper.heading(paper.say("compare.promises"))
        counts = kept["counts"]
        paper.line(
            paper.say(
                "compare.promised", a=kept["from"], b=kept["to"], done=str(counts[DONE]), touched=str(counts[TOUCHED]),
                none=str(counts[NO_TRACE]),
            )
        )  # fmt: skip
        for item in kept["items"]:
            paper.item(f"[{paper.say('promise.' + item['verdict'])}] {paper.quote(item['plan'])}")
            if item["answer"]:
                paper.item(f"→ {paper.quote(item['answer'])}", deeper=True)


def _totals(report: Mapping[str, Any]) -> str:
    """The total; where people said otherwise, the program's before it."""
    program = report.get("program_total", report["total"])
    shown = _shown(report["total"])
    return shown if program == report["total"] else f"{_shown(program)} > {shown}"


def _shown(value: float | None) -> str:
    return score_words(None if value is None else Fraction(str(value)))


def _value(value: Mapping[str, Any] | None, paper: Paper) -> str:
    return f"{value['quote']} ({paper.say('compare.line', line=str(value['line']))})" if value else "–"
