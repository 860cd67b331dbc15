"""Where a report only names: documents, laws in a row, lists of fields, offices and what stands in quotation marks."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from scorer.statements.enclosing import Enclosing
from scorer.statements.laws import laws_in_rows
from scorer.statements.listing import listings, within
from scorer.statements.naming import name_ends
from scorer.text.expressions import expression

if TYPE_CHECKING:
    from collections.abc import Callable

    from scorer.text.words import Scan, Span

_TITLE = expression(r"《[^《》\n]{1,80}(?:《[^《》\n]{1,80}》[^《》\n]{0,60})?》")
_QUOTED = expression(r"“[^“”\n]{1,30}”")


class Names:
    """The names of one report as spans and as sets of clauses, each worked out when it is asked for."""

    def __init__(self, scan: Scan) -> None:
        self.scan = scan
        self.clauses = scan.clauses

    @cached_property
    def titles(self) -> list[Span]:
        """Spans of named documents, brackets included."""
        text = self.scan.text
        return [m.span() for m in _TITLE.finditer(text)] if "《" in text else []

    @cached_property
    def listings(self) -> list[Span]:
        """Spans of lists whose members only name a field (在市场监管、应急管理等领域)."""
        return listings(self.scan.text)

    @cached_property
    def _name_ends(self) -> dict[int, int]:
        """Where a field that names a body or an office may end, and where what makes it one begins."""
        return name_ends(self.scan)

    def is_only_named(self, span: Span) -> bool:
        """Whether a span only names a member of a list of fields, or a bureau, an office or a room by its field."""
        return self._name_ends.get(span[1], span[0]) != span[0] or within(span, self.listings)

    @cached_property
    def laws(self) -> list[Span]:
        """Spans of laws named one after another without brackets (信访条例、安全生产法): such lists are studied.

        One character wider on both sides, as titles are by their brackets.
        """
        return laws_in_rows(self.scan.text)

    @cached_property
    def _blank(self) -> Enclosing:
        """Titles and quoted names: words in them say nothing about when, who or whether."""
        text = self.scan.text
        quoted = [m.span() for m in _QUOTED.finditer(text)] if "“" in text else []
        return Enclosing(self.titles + quoted)

    @cached_property
    def studied(self) -> list[Span]:
        """Spans of the titles of what was only studied or made known (学习《公平竞争审查条例》)."""
        found = list(self.laws)
        scan = self.scan
        for start, end in self.titles:
            head = scan.clauses.span(scan.clauses.at(start))[0]
            chained = bool(found) and scan.text[found[-1][1] : start] in ("", "、", "和", "及", "与", ",")
            if chained or scan.has("flag-study", max(head, start - 14), start):
                found.append((start, end))
        return sorted(found)

    @cached_property
    def is_studied(self) -> Callable[[Span], bool]:
        """Tells whether a span lies inside the title of what was only studied or made known."""
        return Enclosing(self.studied).go_beyond

    @cached_property
    def title_clauses(self) -> int:
        """Clauses that hold the name of a document."""
        return self._clauses_over(self.titles) | self.law_clauses

    @cached_property
    def studied_clauses(self) -> int:
        """Clauses that hold the title of what was only studied."""
        return self._clauses_over(self.studied)

    @cached_property
    def law_clauses(self) -> int:
        """Clauses in which laws are named in a row."""
        return self._clauses_over(self.laws)

    @cached_property
    def naming_clauses(self) -> int:
        """Clauses that hold a list of fields or the name of a bureau, an office or a room."""
        return self._clauses_over(self.listings) | self.scan.mask("bureau-tail") | self.scan.mask("office-used")

    def _clauses_over(self, spans: list[Span]) -> int:
        at = self.clauses.at
        mask = 0
        for start, end in spans:
            for clause in range(max(at(start), 0), at(end - 1) + 1):
                mask |= 1 << clause
        return mask

    @cached_property
    def in_laws(self) -> Callable[[Span], bool]:
        """Tells whether a span lies inside a row of laws named without brackets."""
        return Enclosing(self.laws).go_beyond

    @cached_property
    def in_titles(self) -> Callable[[Span], bool]:
        """Tells whether a span lies inside the name of a document."""
        return Enclosing(self.titles + self.laws).go_beyond

    def holds(self, start: int, end: int) -> bool:
        """Whether a span lies inside a title or a quoted name."""
        return self._blank.holds(start, end)

    def mask(self, name: str) -> int:
        """Clauses of a word class, words inside titles and quoted names left out."""
        spans = self.scan.spans(name)
        if spans and self._blank:
            spans = [span for span in spans if not self.holds(*span)]
        return self.scan.clauses_of(spans)
