"""Charts as inline SVG: numbers stand in them, so that they read without colours."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, NamedTuple

from scorer.locale.wording import score_words
from scorer.render.cells import cut, width

if TYPE_CHECKING:
    from collections.abc import Sequence
    from fractions import Fraction

# Fill and ink of scores from so many points on; each pair has a contrast of 4.5 or more.
STEPS = (
    (95, "#9ecae1", "#08306b"),
    (80, "#deebf7", "#08306b"),
    (60, "#fff3d6", "#5c3d00"),
    (40, "#fdc086", "#4a2000"),
    (0, "#b2182b", "#ffffff"),
)
NOTHING = ("#eeeeee", "#555555")
BAND_COLOURS = ("#2b7a4b", "#5a9e6f", "#c28f00", "#b85c00", "#7a4a2b")  # the best first
INCOMPLETE = "#a61e1e"
MISSING, PARTIAL, MET = "#a61e1e", "#e0a100", "#2b7a4b"


class Bar(NamedTuple):
    """One bar: its parts lie behind each other."""

    label: str
    parts: tuple[tuple[float, str], ...]  # length in units of the longest bar's sum, fill
    told: str  # numbers behind the bar


def colours(score: Fraction | None) -> tuple[str, str]:
    """Fill and ink of a score of 0-100."""
    if score is None:
        return NOTHING
    return next((fill, ink) for least, fill, ink in STEPS if score >= least)


def bars(title: str, rows: Sequence[Bar], label_width: int = 170) -> str:
    """Bars below each other; every number stands behind its bar."""
    longest = max((sum(length for length, _ in bar.parts) for bar in rows), default=0) or 1
    full, line, told = 260.0, 24, 140
    made = []
    for at, bar in enumerate(rows):
        y = at * line
        x = float(label_width + 8)
        label = escape(cut(bar.label, 26))
        made.append(f'<text x="{label_width}" y="{y + 16}" text-anchor="end">{label}</text>')
        for length, fill in bar.parts:
            size = full * length / longest
            if size:
                made.append(f'<rect x="{x:.1f}" y="{y + 3}" width="{size:.1f}" height="18" fill="{fill}"/>')
            x += size
        made.append(f'<text x="{x + 6:.1f}" y="{y + 16}">{escape(bar.told)}</text>')
    return svg(title, label_width + 8 + full + told, len(rows) * line + 4, made, fits=True)


def heat(title: str, columns: Sequence[str], rows: Sequence[tuple[str, str, Sequence[Fraction | None]]]) -> str:
    """A field for each row and column with its score inside; a row is its label, where it leads to, its scores."""
    left, cell, line, head = 150, 44, 20, 16 + 7 * max((width(name) for name in columns), default=0)
    made = []
    for at, name in enumerate(columns):
        x, y = left + at * cell + cell // 2 + 5, head - 6
        made.append(f'<text x="{x}" y="{y}" transform="rotate(-90 {x} {y})">{escape(name)}</text>')
    for down, (label, link, scores) in enumerate(rows):
        y = head + down * line
        text = f'<text x="{left - 6}" y="{y + 14}" text-anchor="end">{escape(cut(label, 20))}</text>'
        made.append(f'<a href="#{link}">{text}</a>' if link else text)
        for at, score in enumerate(scores):
            fill, ink = colours(score)
            x = left + at * cell
            made.append(f'<rect x="{x}" y="{y}" width="{cell - 1}" height="{line - 1}" fill="{fill}"/>')
            shown = score_words(score)
            made.append(f'<text x="{x + cell // 2}" y="{y + 14}" text-anchor="middle" fill="{ink}">{shown}</text>')
    return svg(title, left + cell * len(columns) + 4, head + line * len(rows) + 4, made)


def grid(title: str, columns: Sequence[str], rows: Sequence[tuple[str, Sequence[tuple[Fraction, int] | None]]]) -> str:
    """Means by two groupings, each with its number of reports."""
    left, cell, line, head = 110, 86, 40, 24
    made = [
        f'<text x="{left + at * cell + cell // 2}" y="16" text-anchor="middle">{escape(name)}</text>'
        for at, name in enumerate(columns)
    ]
    for down, (label, fields) in enumerate(rows):
        y = head + down * line
        made.append(f'<text x="{left - 6}" y="{y + 24}" text-anchor="end">{escape(label)}</text>')
        for at, field in enumerate(fields):
            x = left + at * cell
            fill, ink = colours(field[0] if field else None)
            made.append(f'<rect x="{x}" y="{y}" width="{cell - 2}" height="{line - 2}" fill="{fill}"/>')
            if field:
                middle = f'x="{x + cell // 2}" text-anchor="middle" fill="{ink}"'
                made.append(f'<text {middle} y="{y + 17}">{score_words(field[0])}</text>')
                made.append(f'<text {middle} y="{y + 32}" font-size="11">n={field[1]}</text>')
    return svg(title, left + cell * len(columns) + 4, head + line * len(rows) + 4, made)


def svg(title: str, across: float, down: float, made: Sequence[str], *, fits: bool = False) -> str:
    """The picture as wide as it is drawn; on a narrow screen it shrinks where it `fits`, and scrolls where not."""
    return (
        f'<div class="scroll{" fit" if fits else ""}" tabindex="0" role="region" aria-label="{escape(title)}">'
        f'<svg role="img" aria-label="{escape(title)}" viewBox="0 0 {across:.0f} {down:.0f}" width="{across:.0f}" '
        f'height="{down:.0f}" font-size="13">{"".join(made)}</svg></div>'
    )
