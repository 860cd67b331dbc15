"""The score sheet of one body: result, verdicts, what is missing, checks, quoted words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorer.locale.papers import ordinal
from scorer.locale.wording import points_words, score_words
from scorer.model import Verdict
from scorer.render.cells import cut
from scorer.render.citing import basis, lines, quoted, stopped, where
from scorer.render.summary import review_words
from scorer.render.word.fonts import HEADING
from scorer.render.word.paper import NOTE, Cell, Paper, Run, Text

if TYPE_CHECKING:
    from scorer.render.entry import Entry, Mark, Quote

FILLS = {
    Verdict.MET: "",
    Verdict.PARTIAL: "FFF2CC",
    Verdict.MISSING: "F8CBAD",
    Verdict.UNCLEAR: "E4DFEC",
    Verdict.EXEMPT: "EDEDED",
}
_NAME = 60  # columns of a name in a heading
_QUOTES = 2  # under one criterion


def name_of(entry: Entry, paper: Paper) -> str:
    """The body and its year."""
    body = cut(entry.body, _NAME)
    if entry.year is None:
        return paper.say("card.of-no-year", body=body)
    return paper.say("card.of", body=body, year=entry.year)


def write_card(paper: Paper, entry: Entry) -> None:
    """The whole sheet of one body."""
    paper.text(paper.say("card.name", rubric=entry.rubric_name), "Title")
    paper.text(name_of(entry, paper), "Subtitle")
    if entry.total is None:
        paper.text(paper.say("card.unscored"))
        for note in entry.notes:
            paper.text(note)
        write_foot(paper, entry)
        return
    paper.heading(paper.say("card.result"))
    write_result(paper, entry)
    paper.heading(paper.say("card.verdicts"))
    write_verdicts(paper, entry)
    paper.heading(paper.say("card.gaps"))
    for number, mark in enumerate(entry.gaps, 1):
        write_gap(paper, mark, number)
    if not entry.gaps:
        paper.text(paper.say("card.no-gaps"))
    paper.heading(paper.say("card.unclear"))
    write_unclear(paper, entry)
    paper.heading(paper.say("card.checks"))
    write_checks(paper, entry)
    paper.heading(paper.say("card.evidence"))
    write_evidence(paper, entry)
    write_remarks(paper, entry)
    write_foot(paper, entry)


def write_result(paper: Paper, entry: Entry) -> None:
    """Who, when, how much: a table of two columns."""
    say, colon = paper.say, paper.wording.say("card.colon")
    layers = [f"{layer.name}{colon}{score_words(layer.score)}" for layer in entry.layers]
    comma = paper.wording.say("card.comma")
    lacking = say("baseline.lacks", names=comma.join(entry.baseline_missing))
    total = [Run(f"{score_words(entry.total)}  {entry.band}", True, HEADING)]
    if entry.unclear:
        low, high = score_words(entry.low), score_words(entry.high)
        total.append(Run("  " + say("card.interval", low=low, high=high, count=len(entry.unclear))))
    level = paper.wording.level(entry.level) if entry.level else ""
    stated: list[tuple[str, Text]] = [
        (say("total"), tuple(total)),
        (say("review"), review_words(entry, paper.wording)),
        (say("baseline"), lacking if entry.baseline_missing else say("baseline.complete")),
        (say("card.layers"), comma.join(layers)),
        (say("card.document"), cut(entry.title, 200)),
        (say("level"), level),
        (say("signed"), entry.signed_on or ""),
        (say("published"), entry.published_on or ""),
        (say("card.source"), cut(entry.path, 200)),
    ]
    rows = [
        (Cell(((Run(label, font=HEADING),),), "F2F2F2"), Cell((text,)))  # a label and what is known
        for label, text in stated
        if text
    ]
    paper.table((22, 134), (), rows)
    for note in entry.notes:
        paper.text(paper.wording.say("card.warning") + colon + note, NOTE)


def write_verdicts(paper: Paper, entry: Entry) -> None:
    """A row for each criterion; an element's name and score stand once."""
    say = paper.say
    rows = []
    for element in entry.elements:
        name = f"{element.name} {score_words(element.score)}"
        for id_ in element.marks:
            mark = entry.mark(id_)
            rows.append(
                (
                    Cell((name,)),
                    Cell((mark.name,)),
                    verdict_cell(paper, mark),
                    Cell((points(mark),), align="center"),
                    Cell((lines(mark.evidence, paper.wording),)),
                )
            )
            name = ""
    head = (say("element"), say("criterion"), say("verdict"), say("card.points"), say("card.where"))
    paper.table((42, 46, 14, 22, 32), head, rows)


def verdict_cell(paper: Paper, mark: Mark) -> Cell:
    """The word of a verdict on its colour."""
    word = paper.wording.verdict(mark.verdict)
    texts: list[Text] = [(Run(word, mark.verdict is Verdict.MISSING),)]
    if mark.program is not None:
        texts.append(paper.say("review.program", verdict=paper.wording.verdict(mark.program)))
    return Cell(tuple(texts), FILLS[mark.verdict], "center")


def write_remarks(paper: Paper, entry: Entry) -> None:
    """What people said of single criteria; nothing without a review."""
    marks = [mark for mark in entry.marks if mark.remark]
    if marks:
        paper.heading(paper.say("review.heading"))
        rows = [(Cell((mark.name,)), verdict_cell(paper, mark), Cell((mark.remark,))) for mark in marks]
        heads = (paper.say("criterion"), paper.say("verdict"), paper.say("review.remark"))
        paper.table((40, 24, 92), heads, rows)


def points(mark: Mark) -> str:
    """Points of the weight; a dash where nothing is weighed."""
    if mark.verdict in (Verdict.EXEMPT, Verdict.UNCLEAR):
        return "–"
    return f"{points_words(mark.points)}/{points_words(mark.weight)}"


def write_gap(paper: Paper, mark: Mark, number: int) -> None:
    """One criterion that lacks something: why, the nearest words, the basis, what to add."""
    say, wording = paper.say, paper.wording
    verdict = wording.verdict(mark.verdict)
    title = say("card.gap", name=mark.name, verdict=verdict, weight=points_words(mark.weight))
    paper.heading(ordinal(number, wording.lang) + title, 2)
    labelled(paper, say("card.reason"), mark.reason)
    for quote in mark.evidence[:_QUOTES]:
        labelled(paper, say("card.touched"), f"{where(quote, wording)} {quoted(quote, wording)}")
    for quote in mark.near[:_QUOTES]:
        labelled(paper, say("card.nearest"), near_words(paper, quote))
    for quote in mark.unanswered[:_QUOTES]:
        labelled(paper, say("card.unanswered"), f"{where(quote, wording)} {quoted(quote, wording)}")
    labelled(paper, say("card.basis"), basis(mark, wording) or say("basis.none"))
    if mark.mend:
        labelled(paper, say("card.mend"), mark.mend)


def near_words(paper: Paper, quote: Quote) -> str:
    """Words that almost count, and why they do not."""
    return f"{where(quote, paper.wording)} {quoted(quote, paper.wording)} —— {quote.why}"


def labelled(paper: Paper, label: str, text: str) -> None:
    """A paragraph that begins with its label."""
    paper.text((Run(label, font=HEADING), Run(stopped(text, paper.wording))))


def write_unclear(paper: Paper, entry: Entry) -> None:
    """What the file cannot show, with the reason."""
    marks = entry.unclear
    if not marks:
        paper.text(paper.say("card.no-unclear"))
        return
    rows = [(Cell((mark.name,)), Cell((mark.reason,)), Cell((mark.mend,))) for mark in marks]
    paper.table(
        (40, 58, 58), (paper.say("criterion"), paper.say("card.reason")[:-1], paper.say("card.mend")[:-1]), rows
    )


def write_checks(paper: Paper, entry: Entry) -> None:
    """What the checks found; without a finding one sentence."""
    say = paper.say
    if not entry.checks:
        paper.text(say("card.no-checks"))
        return
    rows = []
    for check in entry.checks:
        verdict = check.verdict if check.sure else f"{check.verdict}（{say('sure.no')}）"
        told = tuple(part for part in (check.computation, check.message) if part)
        place = lines((check.quote,), paper.wording)
        rows.append(
            (Cell((place,)), Cell((verdict,), align="center"), Cell((quoted(check.quote, paper.wording),)), Cell(told))
        )
    paper.table((22, 22, 52, 60), (say("card.where"), say("check"), say("quote"), say("message")), rows)


def write_evidence(paper: Paper, entry: Entry) -> None:
    """The words on which met criteria rest."""
    rows = []
    for mark in entry.marks:
        if mark.verdict is Verdict.MET:
            quotes = mark.evidence[:_QUOTES]
            texts = tuple(f"{where(quote, paper.wording)} {quoted(quote, paper.wording)}" for quote in quotes)
            rows.append((Cell((mark.name,)), Cell(texts or (mark.reason,))))
    paper.table((36, 120), (paper.say("criterion"), paper.say("quote")), rows)


def write_foot(paper: Paper, entry: Entry) -> None:
    """Which rubric judged which bytes."""
    id_, version, sha = entry.rubric
    foot = paper.say("card.foot", id=id_, version=version, sha=sha[:12], file=entry.sha256[:12])
    paper.text(foot, NOTE)
