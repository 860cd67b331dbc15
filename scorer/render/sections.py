"""The roles of a report explained: block by block its role, what spoke for it, and the runner-up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorer.locale.clues import clue
from scorer.locale.wording import Wording
from scorer.model import Decided, Report, Scorecard
from scorer.render.card import FAINT, HEAD, PLAIN, WARN, Line, block, labelled
from scorer.render.cells import clean, cut
from scorer.render.formats import Look

if TYPE_CHECKING:
    from collections.abc import Iterator

_WORDS = 30  # columns of the first words of a block
_CLUES = 3


def section_lines(card: Scorecard, look: Look) -> list[Line]:
    """Every block of one report."""
    wording, columns = look.wording, look.width
    say = wording.say
    lines: list[Line] = [[(say("sections.title"), HEAD)]]
    lines.append(labelled(say("card.file"), clean(card.report.source.name), columns))
    for decided in card.report.decided:
        lines += _block_lines(card.report, decided, wording, columns)
    return lines


def _block_lines(report: Report, decided: Decided, wording: Wording, columns: int) -> Iterator[Line]:
    say = wording.say
    role = say("role.reasons") if decided.reasons else wording.role(decided.role)
    start, end = report.plain.to_source(decided.start, decided.end)
    words = clean(cut(report.source.text[start:end].strip().split("\n")[0], _WORDS))
    yield []
    yield [(say("card.line", line=decided.line) + "  ", FAINT), (role, HEAD), (f"  {words}", PLAIN)]
    spoke = say("card.comma").join(
        f"{clue(name, wording.lang)} +{_points(points)}" for name, points in decided.clues[:_CLUES]
    )
    yield from block("  " + say("sections.spoke"), spoke or say("sections.neighbours"), columns, PLAIN)
    other = say("sections.behind", role=wording.role(decided.runner_up), points=_points(decided.margin))
    style = WARN if decided.close else FAINT
    yield from block(
        "  " + say("sections.runner-up"), other + (say("sections.close") if decided.close else ""), columns, style
    )
    for section in report.sections:
        if decided.start < section.start < decided.end and section.role is not decided.role:
            at, stop = report.plain.to_source(section.start, section.end)
            turned = clean(cut(report.source.text[at:stop].strip().split("\n")[0], _WORDS))
            yield from block("  " + say("sections.turn"), f"{wording.role(section.role)}  {turned}", columns, PLAIN)


def _points(points: float) -> str:
    return f"{points:.1f}"
