"""Clauses that do not count as deeds of the year: negated, promised, of another year, by another body, a habit.

Flags are sets of clauses (see `clauses`). Each runs on within its sentence until a clause says
otherwise, since a Chinese sentence names its time and its subject once, at its head.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from scorer.model import Level
from scorer.statements.denials import denied, opened
from scorer.statements.enclosing import Enclosing
from scorer.statements.last_year import tells_last_year
from scorer.statements.laws import laws_in_rows
from scorer.statements.listing import listings, within
from scorer.statements.naming import name_ends
from scorer.statements.slogans import closing, praise, shortfalls, slogans, wanting
from scorer.statements.superiors import ABOVE, by_superiors, level_of_own_words, of_wider_places, wider_places
from scorer.text.clauses import bits
from scorer.text.expressions import expression
from scorer.text.words import Scan, Span
from scorer.text.years import dates_its_object, handed_in, starts_a_change

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_YEAR = expression(r"((?:19|20)\d\d)(?<!\d{5})(?=年|-|~|至|以来)")  # found faster by its first digit
_TITLE = expression(r"《[^《》\n]{1,80}(?:《[^《》\n]{1,80}》[^《》\n]{0,60})?》")
_ITEM = expression(
    r"(?:[一二三四五六七八九十]{1,2}(?:是|、)|第[一二三四五六七八九十],|\([一二三四五六七八九十\d]{1,2}\)|\d[、.](?!\d))"
)
_QUOTED = expression(r"“[^“”\n]{1,30}”")

_BASIS = 20  # characters from a year to the 基础上 that makes it what is built on
_LISTED = 3  # characters before a later year in which it is said that something is listed for it


class Flags:
    """The flags of one report; each property is a set of clauses."""

    def __init__(self, scan: Scan, year: int | None, level: Level | None, place: str = "") -> None:
        self.scan = scan
        self.clauses = scan.clauses
        self.year = year
        above = ABOVE[level or level_of_own_words(scan)]
        # A county-level city says 市 of its own organs.
        self._above = [name for name in above if not (name == "prefecture" and place.endswith("市"))]

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

    def _is_blank(self, start: int, end: int) -> bool:
        """Whether a span lies inside a title or a quoted name."""
        return self._blank.holds(start, end)

    def _mask(self, name: str) -> int:
        """Clauses of a word class, words inside titles and quoted names left out."""
        spans = self.scan.spans(name)
        if spans and self._blank:
            spans = [span for span in spans if not self._is_blank(*span)]
        return self.scan.clauses_of(spans)

    @cached_property
    def negated(self) -> int:
        """A deed is denied: in the clause itself, and in what the denial reaches back to."""
        return denied(self.scan) | wanting(self.scan)

    @cached_property
    def nothing(self) -> int:
        """An outcome of nothing (no case, no complaint): at most a partial."""
        return self._mask("flag-nothing")

    @cached_property
    def promised(self) -> int:
        """A promise: runs on to the end of the sentence, or until a clause tells a deed or names the year."""
        stop = self._mask("flag-now") | self._year_now
        planned = self._mask("flag-promise") | self._mask("flag-next") | self._mask("flag-promise-act")
        done = self._mask("flag-done-mark") & ~self._mask("plain-next")
        return opened(self.scan, self.clauses.onward(planned & ~done | self._years[3], stop))

    @cached_property
    def _years(self) -> tuple[int, int, int, int]:
        """Clauses that name the report year, an earlier one, a stretch of years, a later one that it is listed for."""
        text, at = self.scan.text, self.clauses.at
        now = earlier = stretch = later = 0
        since = self.clauses.fill_sentences(self._mask("flag-since-then")) if self.year is None else 0
        for match in _YEAR.finditer(text):
            start, end = match.span()
            if self._is_blank(start, end) or dates_its_object(text, start, self.clauses.span(at(start))[1]):
                continue
            bit = 1 << at(start)
            behind = text[end : end + 12]
            ranged = behind.startswith(("-", "~", "至", "年至", "年-"))
            if ranged or ("以来" in behind[:8] and int(match.group(1)) != self.year):
                stretch |= bit
                continue
            if text[max(0, start - 1) : start] == "在" and "基础上" in text[end : end + _BASIS]:
                earlier |= bit  # 在2018年清理的基础上: what the deed builds on
                continue
            if self.year is None:
                earlier |= bit & since
                continue
            said = int(match.group(1))
            compared = text[max(0, start - 2) : start].endswith(("比", "较", "与", "同")) or "相比" in behind[:8]
            if said == self.year:
                now |= bit
            elif said < self.year and not compared and start not in self._handed_in:
                earlier |= bit
            elif said > self.year and self.scan.has("flag-listed", start - _LISTED, start):
                later |= bit
        return now, earlier, stretch, later

    @cached_property
    def _handed_in(self) -> frozenset[int]:
        """Where the years stand whose report was handed in this year."""
        return frozenset(start for start, _ in handed_in(self.scan.text))

    @cached_property
    def _year_now(self) -> int:
        return self._years[0] | (self._mask("flag-this-year") & ~self._that_year)

    @cached_property
    def _that_year(self) -> int:
        """当年 behind another year in its sentence means that year (2017年曾集中攻坚,当年化解23件)."""
        clauses = self.clauses
        said = 0
        for start, end in self.scan.spans("flag-this-year"):
            if self.scan.text[start:end] == "当年":
                said |= 1 << clauses.at(start)
        return said & clauses.onward(self._years[1], self._years[0]) & ~self._years[0] if said else 0

    @cached_property
    def other_year(self) -> int:
        """Told of an earlier year; runs on until the report year or a new time is named."""
        # What is told to a congress, or throughout, as last year is the report year.
        told = "flag-earlier" if self.scan.spans("flag-to-congress") or tells_last_year(self.scan) else "flag-last-year"
        named = [
            span
            for span in self.scan.spans(told)
            if span[0] not in self._handed_in
            and not self._is_blank(*span)
            and not starts_a_change(self.scan.text, *span, self.clauses.span(self.clauses.at(span[0]))[1])
        ]
        mask = (self._years[1] | self.scan.clauses_of(named)) & ~self._year_now
        return self._within_items(mask, self._year_now) & ~self._year_now

    def _within_items(self, mask: int, stop: int) -> int:
        """`mask` running on in its sentence; what stands in an item (二是…) ends with the item."""
        items = self._item_starts(self.clauses.fill_sentences(mask))
        inside = mask & self.clauses.onward(items, 0)
        return self.clauses.onward(mask & ~inside, stop) | self.clauses.onward(inside, stop | items)

    def _item_starts(self, among: int) -> int:
        """Clauses that begin an item of a list within a sentence: 一是, (二), 3."""
        items = 0
        for clause in bits(among):
            if _ITEM.match(self.scan.text, self.clauses.span(clause)[0]):
                items |= 1 << clause
        return items

    @cached_property
    def cumulative(self) -> int:
        """A sum over several years."""
        mask = self._years[2] | self._mask("flag-cumulative")
        return self.clauses.onward(mask & ~self._year_now, self._year_now) & ~self._year_now

    @cached_property
    def habit(self) -> int:
        """A habit (定期、每季度) without a figure in its clause or the next."""
        figures = self.scan.mask("figure")
        return self._mask("flag-habit") & ~self.clauses.spread(figures, 1, 1)

    @cached_property
    def blank(self) -> int:
        """A number that nobody filled in (审查文件*件) and none beside it."""
        return self.scan.clauses_of(self.scan.blanks) & ~self.scan.mask("figure")

    @cached_property
    def norm(self) -> int:
        """A norm (应当先经…) without a figure in its clause or the next."""
        return self._mask("flag-norm") & ~self.clauses.spread(self.scan.mask("figure"), 1, 1)

    @cached_property
    def praise(self) -> int:
        """Words of praise or of faith without a figure: they tell no deed."""
        return praise(self.scan, self.scan.mask("figure") | self._mask("flag-done-mark"))

    @cached_property
    def under_way(self) -> int:
        """Begun and not done (正按程序进行, 仍在征求意见): runs back over the clause that it speaks of."""
        clauses = self.clauses
        mask = self._mask("flag-under-way") & ~self.scan.mask("flag-done-mark")
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
    def shortfall(self) -> int:
        """Clauses that end in what falls short (…还不相适应) without a figure, and do not tell how it was handled."""
        return shortfalls(self.scan)

    @cached_property
    def purpose(self) -> int:
        """Words that only say what something was done for."""
        return self._mask("flag-purpose")

    @cached_property
    def other_body(self) -> int:
        """Another body is the subject; runs on until the reporting body speaks of itself."""
        own = self._own("own-subject") | self._own("own-place")
        foreign = self.other_subjects
        return self.clauses.onward(foreign & ~self._mask("own-object"), own) & ~(own & ~foreign)

    @cached_property
    def on_this_body(self) -> int:
        """Another body does it, but to the reporting body (市里对我区进行督察): half a deed."""
        foreign = self._subjects("came-to-us") | self._superiors
        # 我市案卷优秀率为78%: how the body came off is no act of its own.
        own = self._own("own-subject") & self.scan.mask("act") & ~foreign
        done = self.clauses.onward(foreign & self._mask("own-object"), own)
        by, within = by_superiors(self.scan, self._above)
        return done | by | self.clauses.onward(within, own)

    def _own(self, name: str) -> int:
        """Clauses of a word class but for what names a higher level as its own: 全省 in a report of a county."""
        wider = {end for _, end in wider_places(self.scan, self._above)}
        spans = [span for span in self.scan.spans(name) if span[1] not in wider and not self._is_blank(*span)]
        return self.scan.clauses_of(spans)

    @cached_property
    def superior(self) -> int:
        """Told of a higher organ or a wider place alone; runs on until the body speaks of itself."""
        own = self._own("own-subject") | self._own("own-place")
        foreign = of_wider_places(self.scan) | self._superiors & ~self._mask("own-object")
        return self.clauses.onward(foreign & ~own, own)

    @cached_property
    def other_subjects(self) -> int:
        """Clauses that another body opens as their subject."""
        return self._subjects("other-subject") | self._superiors

    @cached_property
    def _superiors(self) -> int:
        """Clauses that an organ above the reporting body opens as their subject."""
        mask = 0
        for above in self._above:
            mask |= self._subjects(f"subject-{above}")
        return mask

    @cached_property
    def own_subjects(self) -> int:
        """Clauses that begin with the reporting body, or with one of its leading bodies, as their subject."""
        clauses = self.clauses
        spans = [*self.scan.spans("own-subject"), *self.scan.spans("leading-body")]
        return self.scan.clauses_of([span for span in spans if span[0] == clauses.span(clauses.at(span[0]))[0]])

    def who(self, name: str) -> int:
        """Clauses whose subject is of a word class: it runs on in the sentence until another is named."""
        own = self._subjects(name)
        return self.clauses.onward(own, (self.other_subjects | self._subjects("subject-office")) & ~own)

    def _subjects(self, name: str) -> int:
        """Clauses at whose head a word of the class stands as the subject."""
        scan, clauses = self.scan, self.clauses
        mask = 0
        for start, end in scan.spans(name):
            if self._is_blank(start, end):
                continue
            clause = clauses.at(start)
            head = clauses.span(clause)[0]
            lead = scan.text[head:start]
            if scan.has("flag-site", end, end + 3):
                continue  # 通过县政府网站: where it is published, not who does it
            if len(lead) <= 2 or (len(lead) <= 12 and scan.has("subject-lead", head, start)):
                mask |= 1 << clause
        return mask

    @cached_property
    def by_name(self) -> Mapping[str, int]:
        """Every flag by the name that the rubric uses."""
        return {
            "negated": self.negated,
            "promise": self.promised,
            "other-body": self.other_body,
            "superior": self.superior,
            "other-year": self.other_year,
            "cumulative": self.cumulative,
            "habit": self.habit,
            "nothing": self.nothing,
            "purpose": self.purpose,
            "norm": self.norm,
            "on-this-body": self.on_this_body,
            "praise": self.praise,
            "under-way": self.under_way,
            "slogan": self.slogan,
        }
