"""Lines of a document put together into the text, with the spans of those that only frame it."""

from __future__ import annotations

import re

from scorer.reading.reading import Span

_HAN = "\u3000-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uff65“”‘’—…·"
_BLANKS = re.compile(r"[ \t\r\n\f\v]+")
_IDLE = re.compile(rf"(?<=[{_HAN}]) (?=[{_HAN}])")


class Lines:
    """Lines in the order of the document."""

    def __init__(self) -> None:
        self._lines: list[tuple[str, bool]] = []

    def add(self, text: str, furniture: bool = False) -> None:
        """A line without the blanks at its ends, unless it is nothing else."""
        if bare := text.strip():
            self._lines.append((bare, furniture))

    def extend(self, texts: list[str], furniture: bool = False) -> None:
        for text in texts:
            self.add(text, furniture)

    def text(self) -> tuple[str, tuple[Span, ...]]:
        """The text, and the spans of its furniture, neighbours in one."""
        spans: list[Span] = []
        parts: list[str] = []
        at = 0
        for line, furniture in self._lines:
            if furniture:
                if spans and spans[-1][1] == at - 1:
                    spans[-1] = (spans[-1][0], at + len(line))
                else:
                    spans.append((at, at + len(line)))
            parts.append(line)
            at += len(line) + 1
        return "\n".join(parts), tuple(spans)


def tidy(text: str) -> str:
    """Blanks and line ends of markup as one space, and none between two Chinese characters."""
    return _IDLE.sub("", _BLANKS.sub(" ", text)).strip()


def row(cells: list[str]) -> str:
    """A row of a table on one line."""
    return " | ".join(cells) if any(cells) else ""
