"""`score review show`: how the review of a report stands, and its record."""

from __future__ import annotations

import argparse
import json
from typing import TYPE_CHECKING

from scorer.commands.cli import criterion_id
from scorer.commands.review.desk import history_of, laid, one_judged, open_store
from scorer.commands.streams import write
from scorer.errors import EXIT_OK
from scorer.locale.review import sentence
from scorer.locale.wording import Wording, score_words
from scorer.render.cells import clean
from scorer.render.decided import of_mark, review
from scorer.render.voices import Voices, voice
from scorer.review.decision import CHECK

if TYPE_CHECKING:
    from scorer.commands.review.arguments import Arguments
    from scorer.review.history import History
    from scorer.review.line import Line


def declare(of: Arguments) -> None:
    """What the command takes."""
    of.given("path", metavar="PATH", help=of.say("report"))
    of.given("criterion", nargs="?", default="", metavar="CRITERION", help=of.say("criterion"))
    of.rubric()
    of.store()
    of.anonymous()
    of.formats(("table", "json"))


def run(arguments: argparse.Namespace, wording: Wording) -> int:
    """Both voices on every criterion that people spoke of, then the lines in their order."""
    report = one_judged(arguments.path, arguments.rubric, wording)
    history = history_of(arguments, open_store(arguments, wording, [arguments.path]))
    (reviewed,) = laid([report], history)
    words = Wording(wording.lang, report.rubric)
    only = arguments.criterion
    if only and not only.startswith(CHECK):
        only = criterion_id(only, report.rubric, wording)
    marks = [mark for mark in reviewed.all if mark.key == only or (not only and (mark.voices or mark.open))]
    if arguments.format == "json":
        plain = {"review": review(reviewed), "marks": [{"key": mark.key, **of_mark(mark)} for mark in marks]}
        write(json.dumps(plain, ensure_ascii=False, indent=1) + "\n")
        return EXIT_OK
    voices = Voices(reviewed, words)
    lines = [f"{voices.total}{score_words(reviewed.card.total)}  {voices.title} {voices.status}", ""]
    for mark in marks:
        state = sentence("state." + mark.state.value, wording.lang)
        why = f" ({sentence('why.' + mark.why, wording.lang)})" if mark.why else ""
        shown = f"{voices.before(mark.key)}[{words.verdict(mark.verdict)}]"
        lines.append(clean(f"{shown} {voices.name(mark.key)}  {state}{why}  {mark.key}"))
        lines += [f"    {clean(voice(line, mark.key, words))}" for line in mark.voices]
    told = _lines(history, reviewed.program.report.source.sha256, only)
    if told:
        lines += ["", sentence("show.record", wording.lang)]
    for line in told:
        lines.append("  " + clean(entry(line, history, words)))
    write("\n".join(lines) + "\n")
    return EXIT_OK


def _lines(history: History, sha256: str, only: str) -> list[Line]:
    """The lines on a report or one of its criteria, person by person; those undone stay."""
    return [
        line
        for line in history.lines()
        if line.decision.report is not None
        and line.decision.report.sha256 == sha256
        and (not only or line.decision.of_key(only) is not None)
    ]


def entry(line: Line, history: History, wording: Wording) -> str:
    """A line of the record in words."""
    decision = line.decision
    names = [wording.criterion(held.key) for held in decision.held if held.key]
    shown = names[:2] + (["…"] if len(names) > 2 else [])
    verdicts = sorted({held.verdict for held in decision.held if held.verdict})
    words = [decision.at[:16].replace("T", " "), decision.who, sentence("act." + decision.act.value, wording.lang)]
    words += [wording.say("card.comma").join(shown), *(f"[{wording.find('verdict.' + v, v)}]" for v in verdicts)]
    words += [decision.note, "" if history.in_force(line) else sentence("show.undone", wording.lang)]
    return "  ".join(word for word in words if word)
