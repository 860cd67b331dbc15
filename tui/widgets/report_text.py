"""The text of a report: line numbers, roles in the margin, quotes in colour, a cursor that moves by sentences."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from rich.segment import Segment
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip

from tui.keys import bindings_for
from tui.view.card import CardView
from tui.widgets.lines import Styled
from tui.words import Words
from tui.wrapping import breaks, pad, width

_WIDE = 84  # columns from which the margin has the roles in full
_LEAST = 12  # columns of text


class Mark(NamedTuple):
    """A stretch of text in a style; later ones go over earlier ones."""

    start: int
    end: int
    style: str


class ReportText(Styled, can_focus=True):
    """The right half of the desk."""

    BINDINGS = bindings_for("list")

    @dataclass
    class SentenceMoved(Message):
        """The cursor stands on another sentence, by the reviewer's own hand."""

        start: int
        end: int

    @dataclass
    class SentenceChosen(Message):
        """Enter on a sentence."""

        start: int
        end: int

    def __init__(self, words: Words, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.words = words
        self.view: CardView | None = None
        self.lines: list[tuple[int, int, int]] = []  # line of the report from 0, start, end
        self._starts: list[int] = []
        self.sentence = 0
        self.marks: list[Mark] = []
        self._built = -1
        self._goal: tuple[int, int] | None = None

    def show(self, view: CardView) -> None:
        """Show another report from its start."""
        self.view = view
        self.sentence = 0
        self.marks = []
        self._built = -1
        self.scroll_to(y=0, animate=False, force=True)
        self._wrap()

    def on_resize(self) -> None:
        if self.columns != self._built:
            self._wrap()

    @property
    def _gutter(self) -> tuple[int, int]:
        """Columns of the line numbers and of the margin."""
        count = len(self.view.lines) if self.view else 1
        margin = 2
        if self.columns >= _WIDE and self.view:
            margin = max(width(self.words.role(role)) for role in {*self.view.roles}) if self.view.roles else 2
        return max(3, len(str(count))), margin

    def _wrap(self) -> None:
        view, columns = self.view, self.columns
        if view is None or columns <= 0:
            return
        top = self.lines[round(self.scroll_y)][1] if 0 <= round(self.scroll_y) < len(self.lines) else 0
        numbers, margin = self._gutter
        room = max(_LEAST, columns - numbers - margin - 3)
        self.lines = []
        for number, (start, end) in enumerate(view.lines):
            spans = breaks(view.shown[start:end], room) if end > start else [(0, 0)]
            self.lines += [(number, start + first, start + last) for first, last in spans]
        self._starts = [start for _, start, _ in self.lines]
        self._built = columns
        self.virtual_size = Size(columns, len(self.lines))
        if self._goal is not None:
            self._scroll_there(*self._goal)
        elif top:
            self.scroll_to(y=self._line_of(top), animate=False, force=True)
        self.refresh()

    def _line_of(self, offset: int) -> int:
        return max(0, bisect_right(self._starts, offset) - 1)

    def mark(self, marks: Iterable[Mark]) -> None:
        """Colour these stretches over the ones that every report has."""
        self.marks = list(marks)
        self.refresh()

    def go_to(self, start: int, end: int) -> None:
        """Bring a stretch of text into sight and the cursor to its sentence."""
        if self.view is None or not self.view.sentences:
            return
        self.sentence = self.view.sentence_at(start)
        self._goal = (start, end)
        self._scroll_there(start, end)
        self.refresh()

    def _scroll_there(self, start: int, end: int) -> None:
        if not self.lines or self.scrollable_content_region.height <= 0:
            return
        height = self.scrollable_content_region.height
        first, last = self._line_of(start), self._line_of(max(start, end - 1))
        top = round(self.scroll_y)
        if first < top + 1 or last >= top + height - 1:
            self.scroll_to(y=max(0, first - height // 3), animate=False, force=True)

    @property
    def span(self) -> tuple[int, int]:
        """The sentence under the cursor."""
        if self.view is None or not self.view.sentences:
            return 0, 0
        return self.view.sentences[min(self.sentence, len(self.view.sentences) - 1)]

    def render_line(self, y: int) -> Strip:
        columns, base = self.size.width, self.rich_style
        index = y + round(self.scroll_y)
        view = self.view
        if view is None or not 0 <= index < len(self.lines):
            return Strip.blank(columns, base)
        number, start, end = self.lines[index]
        size, margin = self._gutter
        first = start == view.lines[number][0]
        role = view.role_at(start)
        changed = first or role != view.role_at(max(0, self.lines[index - 1][1]))
        name = ""
        if role and changed and end > start:
            name = self.words.role(role) if margin > 2 else self.words.say("browse.margin." + role.value)
        style = self.style_of("faint")
        role_style = self.style_of(f"role-{role.value}") if role else style
        segments = [
            Segment(pad(str(number + 1) if first else "", size, True) + " ", base + style),
            Segment(pad(name, margin), base + role_style),
            Segment(" ", base),
        ]
        for text, names in self._pieces(view, start, end):
            drawn = base
            for one in names:
                drawn += self.style_of(one)
            segments.append(Segment(text, drawn))
        return Strip(segments).adjust_cell_length(columns, base)

    def _pieces(self, view: CardView, start: int, end: int) -> list[tuple[str, list[str]]]:
        """A line of text in pieces of one style each."""
        sentence = self.span
        marks = [Mark(q.start, q.end, "used") for q in view.all_quotes if q.start < end and q.end > start and not q.why]
        marks += [Mark(first, last, "warn") for first, last in view.checks]
        if self.has_focus:
            marks.insert(0, Mark(*sentence, "sentence"))
        marks = [m for m in (*marks, *self.marks) if m.start < end and m.end > start]
        edges = sorted({start, end, *(max(start, m.start) for m in marks), *(min(end, m.end) for m in marks)})
        pieces = []
        for first, last in zip(edges, edges[1:], strict=False):
            names = [m.style for m in marks if m.start <= first and m.end >= last]
            pieces.append((view.shown[first:last], list(dict.fromkeys(names))))
        return pieces

    def offset_at(self, x: int, y: int) -> int:
        """The character at a place of the widget."""
        assert self.view is not None
        index = min(len(self.lines) - 1, y + round(self.scroll_y))
        _, start, end = self.lines[index]
        size, margin = self._gutter
        used = size + margin + 2
        for offset in range(start, end):
            used += width(self.view.shown[offset])
            if used > x:
                return offset
        return max(start, end - 1)

    def _sentence_to(self, index: int) -> None:
        if self.view is None or not self.view.sentences:
            return
        self._goal = None
        self.sentence = max(0, min(index, len(self.view.sentences) - 1))
        start, end = self.span
        height = self.scrollable_content_region.height
        first, last, top = self._line_of(start), self._line_of(max(start, end - 1)), round(self.scroll_y)
        if first < top:
            self.scroll_to(y=first, animate=False, force=True)
        elif last >= top + height:
            self.scroll_to(y=min(first, last - height + 1), animate=False, force=True)
        self.refresh()
        self.post_message(self.SentenceMoved(start, end))

    def _sentence_by_lines(self, count: int) -> None:
        here = self._line_of(self.span[0])
        goal = max(0, min(len(self.lines) - 1, here + count))
        assert self.view is not None
        at = bisect_left(self.view.sentences, (self.lines[goal][1], 0))
        if count < 0 and at >= self.sentence:
            at = self.sentence - 1
        self._sentence_to(max(at, self.sentence + 1) if count > 0 else at)

    def action_down(self) -> None:
        """The next sentence."""
        self._sentence_to(self.sentence + 1)

    def action_up(self) -> None:
        """The sentence before."""
        self._sentence_to(self.sentence - 1)

    def action_page_down(self) -> None:
        """A screen down."""
        if self.view and self.lines:
            self._sentence_by_lines(max(1, self.scrollable_content_region.height - 2))

    def action_page_up(self) -> None:
        """A screen up."""
        if self.view and self.lines:
            self._sentence_by_lines(-max(1, self.scrollable_content_region.height - 2))

    def action_first(self) -> None:
        """The first sentence."""
        self._sentence_to(0)

    def action_last(self) -> None:
        """The last sentence."""
        self._sentence_to(len(self.view.sentences) - 1 if self.view else 0)

    def action_choose(self) -> None:
        """To the criterion that uses this sentence."""
        self.post_message(self.SentenceChosen(*self.span))

    def on_click(self, event: events.Click) -> None:
        """The sentence under the mouse."""
        if self.view and self.lines:
            self._sentence_to(self.view.sentence_at(self.offset_at(event.x, event.y)))

    def on_focus(self) -> None:
        self.refresh()

    def on_blur(self) -> None:
        self.refresh()
