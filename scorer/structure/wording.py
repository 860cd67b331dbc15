"""What each sentence says: done with figures, wanting, promised, announced; read once from its words."""

import re
from typing import NamedTuple

from scorer.text.clauses import bits
from scorer.text.expressions import expression
from scorer.text.words import Scan

COUNT = expression(r"\d(?![\d.]{0,15}(?:年|月|日|[〕)\]]|号))")
_YEAR_OPENS = expression(r"(?<!\d)(20[0-4]\d)年(?!\d|第?[一二三四])")
_IS = expression(r",?(?:是|系|为|既是)(?!了)")  # 2019年是…的第一年: said of a year, not of what was done in it
_THIS_YEAR = ("今年", "一年来", "本年度")
_FIRST = expression(r"[ \n]*(?:一[是要、]|\([一1]\)|1[.、)]|第一[,、])")
CUE_REACH = 14  # characters from the start of a sentence in which a time word opens it


_LONGEST_TITLE = 60  # characters of a title before the words asked for


class Shares(NamedTuple):
    """How much of a stretch says what: sums over its sentences, a sentence that says two things counts half."""

    total: int  # sentences
    deeds: float  # done, with a figure; a lone figure counts two thirds, a deed without one a third
    told: float  # of the past beyond doubt: 了, 已, 累计
    shortfalls: float
    promises: float
    forward: float  # 进一步…: neither done nor promised in so many words


class Wording:
    """Sets of clauses by what they say, and what a sentence as a whole does; a sentence is a set of clauses."""

    def __init__(self, scan: Scan, year: int | None) -> None:
        self.text = scan.text
        self.scan = scan
        self.year = year
        clauses = scan.clauses
        self.starts = [clauses.starts[index] for index in bits(clauses.sentence_starts)]
        self._ends = [*self.starts[1:], len(scan.text)]
        self.sentences = clauses.sentences
        mask = scan.mask
        self.handled = handled = mask("role-handled")
        self.cue = _told(scan, "role-problems-cue") | (mask("role-have") & _told(scan, "role-shortfall"))
        self.cue_free = self.cue & ~handled
        self.deficit = mask("role-deficit")
        self.will = mask("role-will")
        self.done = mask("role-done")
        self.measures_cue = mask("role-measures-cue")
        self.root = mask("role-root-cause")
        self.found = mask("role-found")
        self.plan_cue = mask("role-plan-cue")
        self.plan_answer = mask("role-plan-answer")
        self.concerning = mask("role-concerning")
        self.intent = self.will | self.plan_cue | mask("role-intend")
        self.closing = mask("role-closing")
        self.propose = mask("role-propose")
        self.figure = mask("figure")
        self.told = mask("role-told")
        self.soon = mask("role-soon")
        self.guiding = mask("role-guiding")
        self.verbs = frozenset(scan.lexicon.words("plan-verb"))
        self.opening_end = mask("role-opening-end")

    def stop(self, index: int, end: int) -> int:
        """End of a sentence, or `end` if that comes first."""
        stop = self._ends[index]
        return stop if stop < end else end

    def turn(self, sentence: int, at: int) -> int:
        """Where a sentence that names a shortcoming goes on to what will be done: the clause of intention."""
        weak = sentence & self.deficit
        later = sentence & self.will & ~((weak & -weak) * 2 - 1)
        return self.scan.clauses.starts[bits(later)[0]] if later else at

    def leads_up(self, start: int, end: int) -> bool:
        """Whether a paragraph began with praise without figures only to come to what is missing."""
        if COUNT.search(self.text, start, end) or self.scan.clauses.between(start, end) & self.figure:
            return False
        return end - start <= 40 or self.scan.has("role-achievement", start, end)

    def _year_at(self, start: int, end: int) -> re.Match[str] | None:
        """The first year in a half-open span that time words open."""
        return _YEAR_OPENS.search(self.text, start, end) if self.text.find("20", start, end) >= 0 else None

    def plans(self, sentence: int, start: int, end: int) -> bool:
        """Whether a sentence opens with next year or what is to come, and speaks of intentions."""
        if self.settles(sentence, start, end):
            return True
        year = self.year
        opens = bool(sentence & self.plan_cue) and self.scan.has("role-plan-cue", start, min(end, start + CUE_REACH))
        if not opens:
            named = self._year_at(start, min(end, start + 12))
            if named is not None:
                if year is not None and int(named.group(1)) == year + 1:
                    return not self.scan.has("role-already", start, end)
                opens = bool(sentence & self.will) and (year is None or int(named.group(1)) > year)
        if not opens:
            if not sentence & self.plan_answer or not self.answers(start, end):
                return False
            if sentence & self.will:
                return True
            return self.scan.has("role-will-near", start, min(end, start + CUE_REACH * 2))
        near = self.scan.has("role-will-near", start, min(end, start + CUE_REACH * 3))
        return near or not self.reports(sentence, start, end)

    def names_next_year(self, start: int, end: int) -> bool:
        """Whether a sentence opens by saying what the next year is (2019年是…的第一年): it leads to the plan."""
        named = self._year_at(start, min(end, start + CUE_REACH))
        if named is None or self.year is None or int(named.group(1)) != self.year + 1:
            return False
        return _IS.match(self.text, named.end(), end) is not None

    def settles(self, sentence: int, start: int, end: int) -> bool:
        """Whether a sentence names a shortcoming only to say what will be done about it (针对…的问题,明年…)."""
        if not sentence & self.concerning or not sentence & self.intent & ~self.told:
            return False
        named = self.scan.first("role-concerning", start, min(end, start + CUE_REACH // 2))
        if named is None:
            return False
        behind = self.scan.first("role-shortfall", named[1], end)
        return behind is not None and any(
            self.scan.has(name, behind[1], end) for name in ("role-plan-cue", "role-will", "role-intend")
        )

    def intends(self, sentence: int, start: int, end: int) -> bool:
        """Whether a sentence opens with what is to come and says that it will be done, whatever figures it names."""
        if self.settles(sentence, start, end) or self.names_next_year(start, end):
            return True
        if not sentence & self.plan_cue or not self.scan.has("role-plan-cue", start, min(end, start + CUE_REACH)):
            return False
        return self.scan.has("role-will-near", start, min(end, start + CUE_REACH * 2))

    def tells_of_year(self, start: int, end: int) -> bool:
        """Whether a sentence opens with the year that the report is about."""
        named = self._year_at(start, min(end, start + CUE_REACH))
        if named is not None:
            return self.year is not None and int(named.group(1)) == self.year
        return self.text.startswith(_THIS_YEAR, start)

    def answers(self, start: int, end: int) -> bool:
        """Whether a sentence turns to what was done or will be done about the problems just named."""
        return self.scan.has("role-plan-answer", start, min(end, start + CUE_REACH))

    def reports(self, sentence: int, start: int, end: int) -> bool:
        """Whether a sentence reports something done, with a figure."""
        if not sentence & self.done:
            return False
        return bool(sentence & self.figure) or COUNT.search(self.text, start, end) is not None

    def goes_forward(self, start: int, end: int) -> bool:
        """Whether a sentence begins with a verb of going on (进一步…, 持续…), behind its numbering."""
        return self.scan.has("role-forward", start, min(end, start + 8))

    def begins_list(self, start: int, end: int) -> bool:
        """Whether a stretch begins a list (一是, (一), 1.) with a verb of what is to be done."""
        first = _FIRST.match(self.text, start, end)
        if first is None:
            return False
        at = first.end()
        verb = {self.text[at : at + 1], self.text[at : at + 2]} & self.verbs
        return bool(verb) or self.scan.has("role-forward", at, min(at + 4, end))

    def shares(self, low: int, high: int, begin: int, end: int) -> Shares:
        """What the sentences of a half-open range of numbers say; `begin` and `end` of the stretch in characters."""
        deeds = told = shortfalls = promises = forward = 0.0
        for index in range(low, high):
            start, stop = max(self.starts[index], begin), self.stop(index, end)
            sentence = self.sentences[index]
            weak = not sentence & self.found and sentence & self.deficit & ~self.handled
            dated = "20" in self.text[start : start + CUE_REACH]
            will = sentence & (self.will | self.soon) or (
                (dated or sentence & self.plan_cue) and self.plans(sentence, start, stop)
            )
            leads = self.intends(sentence, start, stop)
            reported = not leads and self.reports(sentence, start, stop)
            will = will or leads
            if sentence & self.told and not will:
                told += 1
            if will:
                promises += 0.5 if reported and weak else 1
            elif weak:
                shortfalls += 0.5 if reported else 1
                deeds += 0.5 if reported else 0
            elif reported:
                deeds += 1
            elif figures := sum(1 for _ in COUNT.finditer(self.text, start, stop)):
                deeds += 2 / 3 if figures == 1 else 1
            elif self.goes_forward(start, stop):
                forward += 1
            elif sentence & self.done:
                deeds += 1 / 3
        return Shares(high - low, deeds, told, shortfalls, promises, forward)

    def opens_short(self, index: int, start: int, end: int) -> bool:
        """Whether a paragraph opens with an item of a list that says what is wanting (一是…力量不足。)."""
        stop = self.stop(index, end)
        sentence = self.sentences[index]
        if stop - start > 40 or sentence & self.handled or not sentence & self.deficit:
            return False
        if COUNT.search(self.text, start, stop):
            return False
        return not self.scan.has("role-forward", start, min(stop, start + 6))


def _told(scan: Scan, name: str) -> int:
    """Clauses of a word class, words in titles of documents left out."""
    return scan.clauses_of([span for span in scan.spans(name) if not _in_title(scan.text, span[0])])


def _in_title(text: str, at: int) -> bool:
    """Whether a place lies in the title of a document: 《关于重点领域存在问题的报告》."""
    low = max(0, at - _LONGEST_TITLE)
    return text.rfind("《", low, at) > text.rfind("》", low, at)
