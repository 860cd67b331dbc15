"""When a deed was done, as the report tells: in its year, earlier, over several years, or not yet."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from scorer.statements.denials import opened
from scorer.text.clauses import bits
from scorer.text.expressions import expression
from scorer.text.years import dates_its_object, handed_in, starts_a_change

if TYPE_CHECKING:
    from scorer.statements.names import Names
    from scorer.text.words import Scan

_YEAR = expression(r"((?:19|20)\d\d)(?<!\d{5})(?=年|-|~|至|以来)")  # found faster by its first digit
_ITEM = expression(
    r"(?:[一二三四五六七八九十]{1,2}(?:是|、)|第[一二三四五六七八九十],|\([一二三四五六七八九十\d]{1,2}\)|\d[、.](?!\d))"
)
# A year and its figure, and no word of what was done then, or the one that stands before: 2020年为473件, 上年同期871件,
# 受理276件,上年受理230件; 是上年的2.1倍
_LAST = r"(?:上年度?|上一年度?|去年|前年|20\d\d年度?)(?:同期)?"
_ASIDE = expression(
    rf"[(]?{_LAST}(?P<again>[^\d,;。]{{0,10}}?)(?:为|是|仅|只有|有|则为)?约?[\d.,]+[万亿]?[^\d,;。]{{0,2}}[),;]?"
    rf"|约?(?:是|为|相当于|达到?){_LAST}的?约?[\d.]+[倍成%][,;]?"
)
_BUILT_ON = expression(rf"(?:\d+[.、])?在{_LAST}[^,;。]{{0,20}}基础上,?")  # 在去年试点的基础上
_BASIS = 20  # characters from a year to the 基础上 that makes it what is built on
_VERB = 2  # characters by which a verb is told to be the same
_THROUGHOUT = 5  # figures of 去年 by which a report calls its own year so
_PART_OF_YEAR = "0123456789度底初末前年元春上下第"  # what behind a year says when in it, or which count of it
_NUMBERING = "0123456789一二三四五六七八九十第是、.,() "  # what may number a sentence before its year
_WILL = 6  # characters behind a year in which 将 says that it is to come
_LISTED = 3  # characters before a later year in which it is said that something is listed for it


def _tells_last_year(scan: Scan) -> bool:
    """Whether the figures of a report stand by 去年 and hardly any by 今年."""
    figures = scan.mask("figure")
    last = (scan.mask("said-last-year") & figures).bit_count()
    return last >= _THROUGHOUT and last >= 3 * (scan.mask("said-this-year") & figures).bit_count()


class Times:
    """The times of one report as sets of clauses; each runs on in its sentence until another is named."""

    def __init__(self, scan: Scan, year: int | None, names: Names) -> None:
        self.scan = scan
        self.clauses = scan.clauses
        self.year = year
        self._names = names

    @cached_property
    def promised(self) -> int:
        """A promise: runs on to the end of the sentence, or until a clause tells a deed or names the year.

        A part behind a semicolon that opens with a figure of its own tells a deed.
        """
        stop = self._names.mask("flag-now") | self._year_now | self._told_anew
        mask = self._names.mask
        planned = self._planned("flag-promise") | mask("flag-next") | self._planned("flag-promise-act")
        done = mask("flag-done-mark") & ~mask("plain-next")
        return opened(self.scan, self.clauses.onward(planned & ~done | self._years[3], stop))

    @cached_property
    def _told_anew(self) -> int:
        """Clauses behind a semicolon that tell a figure of something done."""
        clauses, text = self.clauses, self.scan.text
        told = self.scan.mask("figure") & self._names.mask("act") & ~clauses.sentence_starts
        return sum(1 << clause for clause in bits(told) if text[clauses.span(clause)[0] - 1] == ";")

    def _planned(self, name: str) -> int:
        """Clauses that promise by words of a class; 将推进情况纳入考核 disposes of the matter and promises nothing."""
        scan, clauses, at = self.scan, self.clauses, self.clauses.at
        return scan.clauses_of(
            [
                (start, end)
                for start, end in scan.spans(name)
                if not self._names.holds(start, end)
                and not (scan.text[start] == "将" and scan.has("disposed", end, clauses.span(at(start))[1]))
            ]
        )

    @cached_property
    def _years(self) -> tuple[int, int, int, int]:
        """Clauses that name the report year, an earlier one, a stretch of years, a later one that it is planned for."""
        text, at = self.scan.text, self.clauses.at
        now = earlier = stretch = later = 0
        since = self.clauses.fill_sentences(self._names.mask("flag-since-then")) if self.year is None else 0
        for match in _YEAR.finditer(text):
            start, end = match.span()
            if self._names.holds(start, end) or dates_its_object(text, start, self.clauses.span(at(start))[1]):
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
            elif said > self.year and (self.scan.has("flag-listed", start - _LISTED, start) or self._heads(start, end)):
                later |= bit
        return now, earlier, stretch, later

    def _heads(self, start: int, end: int) -> bool:
        """Whether a year begins a sentence and no day or month of it is named: 2023年开展清理 in a report of 2022.

        Or a clause, where it says 将 at once: 2026年我局将对…
        """
        clause = self.clauses.at(start)
        if self.scan.text[end + 1 : end + 2] in _PART_OF_YEAR:
            return False
        if not self.clauses.sentence_starts >> clause & 1 and "将" not in self.scan.text[end : end + _WILL]:
            return False
        return not self.scan.text[self.clauses.span(clause)[0] : start].strip(_NUMBERING)

    @cached_property
    def _handed_in(self) -> frozenset[int]:
        """Where the years stand whose report was handed in this year."""
        return frozenset(start for start, _ in handed_in(self.scan.text))

    @cached_property
    def _year_now(self) -> int:
        return self._years[0] | (self._names.mask("flag-this-year") & ~self._that_year)

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
        told = (
            "flag-earlier" if self.scan.spans("flag-to-congress") or _tells_last_year(self.scan) else "flag-last-year"
        )
        named = [
            span
            for span in self.scan.spans(told)
            if span[0] not in self._handed_in
            and not self._names.holds(*span)
            and not starts_a_change(self.scan.text, *span, self.clauses.span(self.clauses.at(span[0]))[1])
        ]
        mask = (self._years[1] | self.scan.clauses_of(named)) & ~self._year_now
        asides = self._asides(mask)
        return self._within_items(mask & ~asides, self._year_now) & ~self._year_now | asides

    def _asides(self, mask: int) -> int:
        """Clauses of `mask` that only set last year beside this: 收到612件,2020年为473件; 在去年试点的基础上."""
        clauses, text = self.clauses, self.scan.text
        figures = self.scan.mask("figure")
        beside = figures & (figures << 1) & ~clauses.sentence_starts
        found = 0
        for clause in bits(mask):
            start, end = clauses.span(clause)
            if (beside >> clause & 1 and self._only_compares(clause)) or _BUILT_ON.fullmatch(text, start, end):
                found |= 1 << clause
        return found

    def _only_compares(self, clause: int) -> bool:
        """Whether a clause tells a figure of last year for what the clause before it tells of this."""
        text = self.scan.text
        match = _ASIDE.fullmatch(text, *self.clauses.span(clause))
        if match is None:
            return False
        again = match["again"] or ""
        return not again or text.find(again[:_VERB], *self.clauses.span(clause - 1)) >= 0

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
        said = [
            span
            for span in self.scan.spans("flag-cumulative")
            if not self._names.holds(*span)
            and not dates_its_object(self.scan.text, span[0], self.clauses.span(self.clauses.at(span[0]))[1])
        ]
        mask = self._years[2] | self.scan.clauses_of(said)
        return self.clauses.onward(mask & ~self._year_now, self._year_now) & ~self._year_now
