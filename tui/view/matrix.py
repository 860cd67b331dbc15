"""Reports x elements: one mark a cell, a word before it is a colour."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from scorer.locale.wording import rounded
from scorer.rules.rubric import Element
from tui.digest import Digest
from tui.view.entry import Entry
from tui.view.lines import Line, Row, cell
from tui.words import Words, tenths
from tui.wrapping import cut, harmless, pad, width

CELL = 5  # columns of one cell
CELL_NARROW = 4  # where the screen has no room for more
_LEAST_NAME = 14


def element_state(score: Fraction | None, weight: Fraction) -> str:
    """The verdict's word that stands for an element's score."""
    if score is None:
        return "unclear" if weight else "exempt"
    return "met" if score == 100 else "missing" if score == 0 else "partial"


def cell_columns(columns: int, elements: int, words: Words) -> int:
    """Columns of one cell."""
    wide = columns >= _LEAST_NAME + 7 + elements * CELL
    return CELL if wide or words.lang == "en" else CELL_NARROW


def first_column(columns: int, elements: int, words: Words) -> int:
    """Columns of the reports' names: what the cells leave, within reason."""
    return max(_LEAST_NAME, min(34, columns - elements * cell_columns(columns, elements, words) - 7))


def matrix_head(columns: int, elements: Sequence[Element], words: Words, at: int, shift: int) -> list[Line]:
    """Two lines of short names over the cells; the element under the cursor stands out."""
    count = len(elements)
    size, name = cell_columns(columns, count, words), first_column(columns, count, words)
    lines: list[Line] = [[(" " * (name + 7), "")], [cell(words.say("browse.column.body"), name), cell("", 1),
                         cell(words.say("browse.column.total"), 5, "", True), (" ", "")]]  # fmt: skip
    for index, element in enumerate(elements):
        if index < shift:
            continue
        for line, part in zip(lines, short_name(words.of(element.name), words.lang), strict=True):
            # Neighbours in two tones: in a narrow table their names touch.
            line.append((pad(part, size), "key" if index == at else "faint" if index % 2 else ""))
    return lines


def short_name(name: str, lang: str) -> tuple[str, str]:
    """Two short lines for a heading over a narrow cell."""
    if lang == "zh":
        return name[:2], name[2:4]
    first, _, rest = name.partition(" ")
    rest = rest.removeprefix("and ").removeprefix("of the ").removeprefix("of ").removeprefix("for the ")
    return first[: CELL - 1], rest[: CELL - 1]


def matrix_line(entry: Entry, columns: int, elements: Sequence[Element], words: Words, at: int, shift: int) -> Line:
    """A report's marks; `at` is the element under the cursor, -1 for none."""
    count = len(elements)
    size, name = cell_columns(columns, count, words), first_column(columns, count, words)
    line: Line = [
        cell(_name(entry, name), name),
        (" ", ""),
        cell(tenths(entry.in_effect), 5, "strong", True),
        (" ", ""),
    ]
    digest = entry.digest
    if digest is None or digest.fault or digest.total is None:
        style = "faint" if digest is None else "missing" if digest.fault else "warn"
        return [*line, (cut(entry.baseline, columns - name - 7), style)]
    scores = {id_: (score, weight) for id_, score, weight in entry.elements}
    for index, element in enumerate(elements):
        if index < shift:
            continue
        score, weight = scores.get(element.id, (None, Fraction(0)))
        state = element_state(score, weight)
        mark = str(rounded(score, 0)) if score is not None and state == "partial" else words.say("browse.cell." + state)
        shown = f"[{mark}]" if index == at else f" {mark} "
        line.append((pad(shown, size), state))
    return line


def _name(entry: Entry, columns: int) -> str:
    body = entry.body if not entry.year else f"{entry.body} {entry.year}"
    if width(body) <= columns or not entry.year:
        return body
    return cut(entry.body, columns - 5) + " " + entry.year


def cell_detail(entry: Entry, element: int, columns: int, elements: Sequence[Element], words: Words) -> list[Row]:
    """The cell under the cursor in words: the element, its score, and its criteria."""
    digest = entry.digest
    name = words.of(elements[element].name)
    found = next((row for row in entry.elements if row[0] == elements[element].id), None) if digest else None
    if digest is None or found is None:
        return [Row("", [(cut(f"{harmless(entry.body)}  {name}", columns), "head")])]
    id_, score, _ = found
    line: Line = [(f"{harmless(entry.body)} {entry.year}  {name} {tenths(score)}", "head")]
    used = width(line[0][0])
    for finding in criteria_of(digest, id_, words):
        mark = words.mark(finding[1])
        text = words.criterion(finding[0])
        if used + width(mark) + width(text) + 2 > columns:
            break
        line += [("  " + mark, finding[1]), (text, "")]
        used += width(mark) + width(text) + 2
    return [Row("", line)]


def criteria_of(digest: Digest, element: str, words: Words) -> Sequence[tuple[str, str]]:
    """Criterion and verdict of an element's criteria."""
    return [(id_, verdict.value) for id_, verdict in digest.verdicts if words.element_of(id_) == element]
