"""Clauses that do not count as deeds of the year: negated, promised, of another year, by another body, a habit.

Flags are sets of clauses (see `clauses`). Each runs on within its sentence until a clause says
otherwise, since a Chinese sentence names its time and its subject once, at its head.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from scorer.statements.denials import denied
from scorer.statements.names import Names
from scorer.statements.slogans import closing, praise, shortfalls, slogans, wanting
from scorer.statements.subjects import Subjects
from scorer.statements.times import Times

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scorer.model import Level
    from scorer.text.words import Scan

# Marks of plain speech a character: the labelled reports of official wording have 0 to 4 in a thousand characters,
# those told in everyday words 7 to 36.
PLAIN_SPEECH = 0.005


class Flags:
    """The flags of one report; each property is a set of clauses."""

    def __init__(self, scan: Scan, year: int | None, level: Level | None, place: str = "") -> None:
        self.scan = scan
        self.clauses = scan.clauses
        self.names = Names(scan)
        self.times = Times(scan, year, self.names)
        self.subjects = Subjects(scan, self.names, level, place)

    @cached_property
    def negated(self) -> int:
        """A deed is denied: in the clause itself, and in what the denial reaches back to."""
        return denied(self.scan) | wanting(self.scan)

    @cached_property
    def nothing(self) -> int:
        """An outcome of nothing (no case, no complaint): at most a partial."""
        return self.names.mask("flag-nothing")

    @cached_property
    def habit(self) -> int:
        """A habit (定期、每季度) without a figure in its clause or the next."""
        figures = self.scan.mask("figure")
        return self.names.mask("flag-habit") & ~self.clauses.spread(figures, 1, 1)

    @cached_property
    def blank(self) -> int:
        """A number that nobody filled in (审查文件*件) and none beside it."""
        return self.scan.clauses_of(self.scan.blanks) & ~self.scan.mask("figure")

    @cached_property
    def norm(self) -> int:
        """A norm (应当先经…) without a figure in its clause or the next."""
        return self.names.mask("flag-norm") & ~self.clauses.spread(self.scan.mask("figure"), 1, 1)

    @cached_property
    def praise(self) -> int:
        """Words of praise or of faith without a figure: they tell no deed."""
        return praise(self.scan, self.scan.mask("figure") | self.names.mask("flag-done-mark"))

    @cached_property
    def under_way(self) -> int:
        """Begun and not done (正按程序进行, 仍在征求意见): runs back over the clause that it speaks of."""
        clauses = self.clauses
        mask = self.names.mask("flag-under-way") & ~self.scan.mask("flag-done-mark")
        return mask | ((mask >> 1) & ~clauses.sentence_ends & ~self.scan.mask("figure"))

    @cached_property
    def closing(self) -> int:
        """Clauses that close with a slogan what went before."""
        return closing(self.scan)

    @cached_property
    def slogan(self) -> int:
        """Sentences of slogans alone."""
        return slogans(self.scan)

    @cached_property
    def plain(self) -> int:
        """Clauses where everyday words mean what they say: sentences with marks of plain speech, or all."""
        marks = self.scan.spans("plain-mark")
        if len(marks) >= PLAIN_SPEECH * len(self.scan.text):
            return self.clauses.all
        return self.clauses.fill_sentences(self.scan.mask("plain-mark"))

    @cached_property
    def shortfall(self) -> int:
        """Clauses that end in what falls short (…还不相适应) without a figure, and do not tell how it was handled."""
        return shortfalls(self.scan)

    @cached_property
    def purpose(self) -> int:
        """Words that only say what something was done for."""
        return self.names.mask("flag-purpose")

    @cached_property
    def by_name(self) -> Mapping[str, int]:
        """Every flag by the name that the rubric uses."""
        return {
            "negated": self.negated,
            "promise": self.times.promised,
            "other-body": self.subjects.other_body,
            "superior": self.subjects.superior,
            "other-year": self.times.other_year,
            "cumulative": self.times.cumulative,
            "habit": self.habit,
            "nothing": self.nothing,
            "purpose": self.purpose,
            "norm": self.norm,
            "on-this-body": self.subjects.on_this_body,
            "praise": self.praise,
            "under-way": self.under_way,
            "slogan": self.slogan,
        }
