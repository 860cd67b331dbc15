"""Lines of a page; tables are aligned in plain text and piped in Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scorer.locale.checks import sentence
from scorer.render.cells import clean, pad, width
from scorer.render.markdown import safe

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_QUOTE = 60  # characters


class Paper:
    """One page being written, in a language."""

    def __init__(self, lang: str, markdown: bool) -> None:
        self.lang = lang
        self.markdown = markdown
        self.lines: list[str] = []

    def say(self, key: str, **values: str) -> str:
        return sentence(key, self.lang, **values)

    def _safe(self, text: str) -> str:
        return safe(text) if self.markdown else clean(text)

    def title(self, text: str) -> None:
        self.lines.append(f"# {text}" if self.markdown else text)

    def heading(self, text: str) -> None:
        self.lines += ["", f"## {text}", ""] if self.markdown else ["", text, "─" * 60]

    def line(self, text: str) -> None:
        self.lines += [self._safe(text), ""] if self.markdown else [self._safe(text)]

    def item(self, text: str, *, deeper: bool = False) -> None:
        indent = "  " if deeper else ""
        self.lines.append(f"{indent}- {self._safe(text)}" if self.markdown else f"  {indent}{self._safe(text)}")

    def quote(self, words: Mapping[str, Any]) -> str:
        text = " ".join(words["quote"].split())
        text = text if len(text) <= _QUOTE else text[:_QUOTE] + "…"
        return f"{self.say('compare.line', line=str(words['line']))} “{text}”"

    def table(self, head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        cells = [[self._safe(cell) for cell in row] for row in (head, *rows)]
        if self.markdown:
            lines = ["| " + " | ".join(row) + " |" for row in cells]
            self.lines += [lines[0], "|" + " --- |" * len(head), *lines[1:]]
            return
        columns = [max(width(row[index]) for row in cells) for index in range(len(head))]
        for row in cells:
            self.lines.append("  ".join(pad(cell, size) for cell, size in zip(row, columns, strict=True)).rstrip())

    def text(self) -> str:
        return "\n".join(self.lines).rstrip() + "\n"
