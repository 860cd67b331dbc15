"""Sets of figures in a report that arithmetic can test, computed with exact fractions.

Only a pairing that the words settle can give `inconsistent`; where another reading is open the set is
`cannot-tell`. `rounding` is a number that was cut off, or that fits only because its base is an about.
"""

from __future__ import annotations

from bisect import bisect_left
from fractions import Fraction
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from scorer.statements import numerals
from scorer.statements.numerals import Number, chinese, decimal, plain
from scorer.statements.quantities import (
    COUNT,
    POINTS,
    RATE,
    TIMES,
    Quantity,
    Sentence,
    Vocabulary,
    quantity_after,
    sentences,
    vocabulary,
)
from scorer.text.expressions import expression

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scorer.text.words import Scan, Span

CONSISTENT, ROUNDING, INCONSISTENT, CANNOT_TELL = "consistent", "rounding", "inconsistent", "cannot-tell"
_TELLING = (INCONSISTENT, ROUNDING, CONSISTENT, CANNOT_TELL)
_NEAREST = 8  # quantities looked back at from a rate
_LONG_BASE = 10  # characters from the base of a share to its rate: 134个村(社区)的92%
_LONG_PART = 14  # characters from one part of a plain list to the next
_NEARLY_ALL = Fraction(1, 10)  # parts that lack so little of their whole may be meant to make it up
_NAMES = expression(r"[^、和及与]+")
_RATE_BETWEEN = expression(r"\d[%‰]|百分之")
_YEAR_BEFORE = expression(r"(20\d\d)年[^,;。\d]{0,16}$")
_YEAR_WORDS = expression(r"20\d\d年度?")
_LISTED = expression(r"等(\d{1,2}|[二两三四五六七八九十]{1,2})")
_JOINED = expression(r"[和及与]")
_ROW = expression(r"\|\s*(\d+(?:\.\d+)?)\s*\|\s*(\d+(?:\.\d+)?)\s*\|\s*([+-]?)(\d+(?:\.\d+)?)%\s*(?=\||$|\n)")
_LIST_STOPS = ",;:。\n()!?"
_LONGEST_LIST = 120
_LEAST_LEAD = 6  # characters of the words before a number that must be the same for it to be the same quantity


class Computed(NamedTuple):
    """One set of figures: what it spans, what was computed, the verdict, whether the pairing is settled."""

    start: int
    end: int
    relation: str  # rate, sum, bound, all-closed, from-to, change, list, over-100, average, twice
    verdict: str
    computation: str
    sure: bool


def find_figures(scan: Scan) -> list[Computed]:
    """Every set of figures of a report that can be tested, in order; none if the rubric has no figure words."""
    words = vocabulary(scan.lexicon)
    if words is None:
        return []
    return _Finder(scan, words).find()


def compare_rate(part: Number, whole: Number, rate: Number) -> str:
    """Verdict on a stated rate in per cent, each number taken as the interval that it stands for."""
    if whole.low <= 0 or not whole.value:
        return CANNOT_TELL
    low = Fraction(100 * part.low) / Fraction(whole.high)
    high = Fraction(100 * part.high) / Fraction(whole.low)
    if part.manner == numerals.EXACT == whole.manner:
        return _compare(low, high, rate)
    middle = Fraction(100 * part.value) / Fraction(whole.value)
    if _compare(middle, middle, rate) == CONSISTENT:
        return CONSISTENT
    verdict = _compare(low, high, rate)
    return ROUNDING if verdict == CONSISTENT else verdict


def _roughly(part: Number, whole: Number, rate: Number) -> bool:
    """A quick look without exact numbers: most pairs are far from the rate."""
    return abs(100 * float(part.value) - float(rate.value) * float(whole.value)) <= 6 * float(whole.value)


def _compare(low: Fraction, high: Fraction, rate: Number) -> str:
    stated = Fraction(rate.value)
    unit = Fraction(1, 10 ** max(rate.decimals, 0))
    if rate.manner == numerals.LEAST:
        return CONSISTENT if high >= stated else ROUNDING if high > stated - unit / 2 else INCONSISTENT
    if rate.manner == numerals.LESS:
        reach = max(Fraction(rate.value - rate.low), 5 * unit)
        return CONSISTENT if high >= stated - reach and low <= stated + unit / 2 else INCONSISTENT
    if rate.manner in (numerals.ABOUT, numerals.MORE):
        reach = max(Fraction(rate.high - rate.value), unit)
        return CONSISTENT if high > stated - reach and low < stated + reach else INCONSISTENT
    if high >= stated - unit / 2 and low <= stated + unit / 2:
        return CONSISTENT
    # Cut off is honest; rounded up is not: 98.2 % is no 99 %.
    return ROUNDING if stated < low < stated + unit else INCONSISTENT


def _near(value: Fraction, stated: Fraction, decimals: int) -> str:
    unit = Fraction(1, 10 ** max(decimals, 0))
    gap = abs(value - stated)
    return CONSISTENT if gap <= unit / 2 else ROUNDING if gap < unit else INCONSISTENT


def _adds_up(whole: Quantity, parts: Sequence[Quantity]) -> bool:
    low, high = sum(p.number.low for p in parts), sum(p.number.high for p in parts)
    return bool(low <= whole.number.high and high >= whole.number.low)


def _exceeds(whole: Quantity, parts: Sequence[Quantity]) -> bool:
    return bool(sum(p.number.low for p in parts) > whole.number.high)


def _sum_test(
    whole: Quantity, parts: Sequence[Quantity], verdict: str, sign: str, *, sure: bool, relation: str = "sum"
) -> Computed:
    total = sum(part.number.value for part in parts)
    terms = "+".join(plain(part.number.value) for part in parts)
    computation = f"{terms} = {plain(total)}" if len(parts) > 1 else plain(total)
    if sign != "=" or len(parts) == 1:
        computation += f" {sign} {plain(whole.number.value)}"
    start, end = min(whole.start, parts[0].start), max(whole.end, parts[-1].end)
    return Computed(start, end, relation, verdict, computation, sure)


def _part_bound(whole: Quantity, parts: Sequence[Quantity], *, sure: bool) -> Computed:
    if not _exceeds(whole, parts):
        return _sum_test(whole, parts, CONSISTENT, "≤", sure=True, relation="bound")
    verdict = INCONSISTENT if sure else CANNOT_TELL
    return _sum_test(whole, parts, verdict, ">", sure=sure, relation="bound")


def _plus(whole: Quantity, brought: Quantity) -> Quantity:
    one, two = whole.number, brought.number
    together = Number(one.value + two.value, one.low + two.low, one.high + two.high, 0, one.manner)
    return whole._replace(number=together)


class _Finder:
    """Goes through one report sentence by sentence."""

    def __init__(self, scan: Scan, words: Vocabulary) -> None:
        self.scan = scan
        self.text = scan.text
        self.words = words
        self._spans: dict[str, tuple[list[int], list[int]]] = {}

    def has(self, name: str, start: int, end: int) -> bool:
        """Whether a word of the class lies inside the half-open span."""
        known = self._spans.get(name)
        if known is None:
            spans = self.scan.spans(name)
            known = self._spans[name] = [span[0] for span in spans], [span[1] for span in spans]
        starts, ends = known
        at = bisect_left(starts, start)
        while at < len(starts) and starts[at] < end:
            if ends[at] <= end:
                return True
            at += 1
        return False

    def find(self) -> list[Computed]:
        found: list[Computed] = []
        before: tuple[Quantity, ...] = ()
        reach = -1
        for sentence in sentences(self.scan, self.words):
            quantities = sentence.quantities
            near = before if sentence.start == reach and self.text[reach - 1] != "\n" else ()
            before, reach = quantities, sentence.end + 1
            if any(q.kind == RATE for q in quantities):
                found += self._rates(sentence, near)
                found += self._too_much(sentence)
            if len(quantities) > 1:
                found += self._sums(sentence)
                found += self._moves(sentence)
                if self.has("figure-average", sentence.start, sentence.end):
                    found += self._averages(sentence)
            found += self._all_closed(sentence)
        found += self._lists()
        found += self._twice()
        if "|" in self.text:
            found += self._rows()
        found.sort(key=lambda test: (test.start, test.end))
        return found

    # —— rates ——

    def _rates(self, sentence: Sentence, before: Sequence[Quantity]) -> Iterator[Computed]:
        """Stated rates against the part and the whole; `before` are the quantities of the sentence before."""
        quantities = sentence.quantities
        used: set[int] = set()  # parts that a rate has already been told of
        base: Quantity | None = None  # the whole of the last share that agreed: 占29%;……,占10.8%
        for index, rate in enumerate(quantities):
            if rate.kind != RATE:
                continue
            based = self._share_of(quantities, index)
            names = self._rate_names(quantities, index)
            if not names and based is None:
                continue
            counts = [q for q in quantities[:index] if q.kind == COUNT][-_NEAREST:]
            tests: list[tuple[Computed, Quantity, Quantity]] = []
            single = _only_since_rate(quantities, index)
            if based is not None:
                tests.append((self._judge_rate(*based, rate, sure=True), *based))
            elif (
                base is not None
                and single is not None
                and single is not base
                and self.words.same(single.unit, base.unit)
            ):
                sure = self.has("figure-share", *names[0])
                tests.append((self._judge_rate(single, base, rate, sure=sure), single, base))
            else:
                for name in names:
                    pair = self._best_pair(counts, rate, name, used)
                    if pair is None and not counts:
                        after = [q for q in quantities[index + 1 :] if q.kind == COUNT][:2]
                        pair = self._best_pair(after, rate, name, used)
                        if pair is None and index == 0:
                            pair = self._best_pair([q for q in before if q.kind == COUNT], rate, name, used)
                            if pair is not None and pair[0].verdict != CONSISTENT:
                                continue
                    if pair is not None:
                        tests.append(pair)
            if tests:
                test, part, whole = min(tests, key=lambda row: _TELLING.index(row[0].verdict))
                if test.verdict != CONSISTENT and not test.sure:
                    test = test._replace(verdict=CANNOT_TELL)
                if test.verdict == CONSISTENT or test.sure:
                    used.add(part.start)
                base = whole if test.verdict == CONSISTENT else base
                yield test

    def _rate_names(self, quantities: Sequence[Quantity], index: int) -> list[Span]:
        """Where the names of what a rate measures stand: 办结率、满意率; none where it is no share of anything."""
        rate = quantities[index]
        text, words = self.text, self.words
        start, end = rate.name, rate.start
        last = quantities[index - 1] if index else None
        if start == end - 1 and last is not None and last.kind == RATE and text[last.end : end] == "(":
            start, end = last.name, last.start  # 占三成(30%)
        elif start == end and last is not None and last.kind == RATE and text[last.end : rate.start] == "(":
            start, end = last.name, last.start
        if not self.has("figure-rate", start, end) or self.has("figure-rate-none", start, end):
            return []
        bare = end
        while text.endswith(words.links, start, bare):
            bare -= next(len(word) for word in words.links if text.endswith(word, start, bare))
        if not self.has("figure-rate", start, bare):
            bare = end
        return [match.span() for match in _NAMES.finditer(text, start, bare)]

    def _share_of(self, quantities: Sequence[Quantity], index: int) -> tuple[Quantity, Quantity] | None:
        """46件,占50件的92%: the base stands between the word for share and the rate."""
        if index < 2:
            return None
        base, part, rate = quantities[index - 1], quantities[index - 2], quantities[index]
        between = self.text[base.end : rate.start]
        near = "的" in between and len(between) <= _LONG_BASE and "," not in between
        told = near and self.has("figure-share", base.name, base.start)
        if told and base.kind == COUNT == part.kind and self.words.same(part.unit, base.unit):
            return part, base
        return None

    def _stem(self, name: Span) -> Span:
        """Where the words of a rate's name stand that say what is measured: 出庭应诉 of 负责人的出庭应诉率."""
        text, (start, end) = self.text, name
        for word in self.words.rates:
            if text.endswith(word, start, end):
                end -= 1 if word[-1] == "度" else len(word)  # 满意度: its stem is 满意
            elif text.startswith(word, start, end):
                start += len(word)
        if text.endswith("的", start, end):
            end -= 1
        return max(start, text.rfind("的", start, end) + 1), max(start, end)

    def _likeness(self, stem: Span, quantity: Quantity) -> tuple[int, bool]:
        """How far the words around a quantity are those of a rate, and whether they say the same of it."""
        start, end = stem
        words, around = self.text[start:end], self.text[quantity.lead : quantity.stop]
        if not words:
            return 0, False
        score = 2 * sum(words[i : i + 2] in around for i in range(len(words) - 1)) + (words[-1] in around)
        named = len(words) > 1 and words[-2:] in around
        for concept in self.words.concepts:
            if self.has(concept, start, end) and self.has(concept, quantity.lead, quantity.stop):
                score += 2
                named = named or any(span[1] == end for span in self.scan.inside(concept, start, end))
        return score, named

    def _best_pair(
        self, counts: Sequence[Quantity], rate: Quantity, name: Span, used: set[int]
    ) -> tuple[Computed, Quantity, Quantity] | None:
        """The part and the whole that a rate belongs to; settled where the words name both."""
        if len(counts) < 2:
            return None
        same = self.words.same
        share = self.has("figure-share", *name)
        likeness = [self._likeness(self._stem(name), q) for q in counts]
        scores = [score for score, _ in likeness]
        best = max(range(len(counts)), key=lambda i: (scores[i], i))
        if not scores[best] or (share and scores[best] < 2):
            best = len(counts) - 1
        part = counts[best]
        comparable = [i for i in range(best) if same(counts[i].unit, part.unit)]
        if not comparable:
            comparable = [i for i in range(best + 1, len(counts)) if same(counts[i].unit, part.unit)][:1]
            if not comparable or scores[best] < 2:
                return None
        tests = []
        for at in self._parents(counts, best, comparable):
            sure = part.start not in used and self._settled(counts, likeness, best, at, rate, share)
            test = self._judge_rate(part, counts[at], rate, sure=sure)
            if test.verdict == CONSISTENT:
                return test, part, counts[at]
            tests.append((test, part, counts[at]))
        for w, p in combinations(counts, 2):
            if same(p.unit, w.unit) and _roughly(p.number, w.number, rate.number):
                other = self._judge_rate(p, w, rate, sure=False)
                if other.verdict == CONSISTENT:
                    return other, p, w
        # Of two wholes that fit the words, the one that fits the number; an error only where neither does.
        for test, _, whole in tests:
            if test.verdict == ROUNDING:
                return test._replace(sure=True), part, whole
        if all(row[0].sure for row in tests):
            return tests[0]
        if part.start not in used and likeness[best][1] and self._chained(counts[: best + 1], rate):
            return tests[-1][0]._replace(sure=True), part, tests[-1][2]
        return tests[-1][0]._replace(sure=False), part, tests[-1][2]

    def _chained(self, counts: Sequence[Quantity], rate: Quantity) -> bool:
        """受理1465件,结案1398件,调解成功912件,成功率…: of a chain from what came in, no link fits the rate."""
        first, last = counts[0], counts[-1]
        between = self.text[first.end : rate.start]
        if ";" in between or "、" in between or _RATE_BETWEEN.search(between):
            return False
        falling = all(
            Fraction(one.number.value) >= Fraction(two.number.value)
            for one, two in zip(counts, counts[1:], strict=False)
        )
        alike = all(self.words.alike(one.unit, last.unit) for one in counts)
        near = "," in self.text[last.end : rate.start] and not any(q.paren != last.paren for q in counts)
        return falling and alike and near and self._marked_whole(first)

    def _settled(
        self,
        counts: Sequence[Quantity],
        likeness: Sequence[tuple[int, bool]],
        best: int,
        at: int,
        rate: Quantity,
        share: bool,
    ) -> bool:
        """Whether the words leave no doubt which two numbers a rate belongs to."""
        part, whole = counts[best], counts[at]
        scores = [score for score, _ in likeness]
        if part.number.value > whole.number.value or not self.words.alike(part.unit, whole.unit):
            return False
        first, second = (part, whole) if best < at else (whole, part)
        between = self.text[first.end : second.start]
        among = self.has("figure-among", first.end, second.start)
        if "、" in between and "," not in between and not among and not share:
            return False
        behind = self.text[part.end : rate.start] if part.end < rate.start else ","
        if not share and "," not in behind and "(" not in behind and not scores[best]:
            return False
        if any(q.unit == part.unit for q in counts[min(best, at) + 1 : max(best, at)]) and not among:
            return False
        if _RATE_BETWEEN.search(between):
            return False
        if self.has("figure-ought", whole.lead, whole.start) and self.has("figure-actual", part.lead, part.start):
            return True
        marked = self._marked_whole(whole)
        if best < at:
            return scores[best] >= 4 and likeness[best][1] and marked
        named = likeness[best][1] or (share and best == len(counts) - 1)
        if named and (scores[at] < max(scores[best], 1) or (marked and not self._marked_whole(part))):
            return True
        return bool(scores[best]) and marked and self.has("figure-rate-part", part.lead, part.start)

    def _parents(self, counts: Sequence[Quantity], best: int, before: Sequence[int]) -> list[int]:
        """The wholes that the words allow: what stands before 其中, what was received, the nearest before."""
        if best < before[0]:
            return [before[0]]
        found: list[int] = []
        for i in range(best, 0, -1):
            if self.has("figure-among", counts[i].name, counts[i].start):
                found += [j for j in before if j < i][-1:]
                break
            if i < best and self._marked_whole(counts[i]):
                break  # 其中 further back belongs to another whole
        least = counts[best].number.value
        if not found or found[0] != before[-1]:
            marked = (j for j in reversed(before) if self._marked_whole(counts[j]) and counts[j].number.value >= least)
            found += list(marked)[:1]
        found.append(before[-1])
        return list(dict.fromkeys(found))

    def _marked_whole(self, quantity: Quantity) -> bool:
        return self.has("figure-received", quantity.lead, quantity.start)

    def _judge_rate(self, part: Quantity, whole: Quantity, rate: Quantity, *, sure: bool) -> Computed:
        start, end = min(part.start, whole.start), max(part.end, whole.end, rate.end)
        if not whole.number.value:
            return Computed(start, end, "rate", CANNOT_TELL, "", False)
        verdict = compare_rate(part.number, whole.number, rate.number)
        share = Fraction(100 * part.number.value) / Fraction(whole.number.value)
        shown = decimal(share, max(rate.number.decimals, 0) + 1)
        stated = self.text[rate.start : rate.end]
        computation = f"{plain(part.number.value)}/{plain(whole.number.value)} = {shown}%, {stated}"
        return Computed(start, end, "rate", verdict, computation, sure)

    def _too_much(self, sentence: Sentence) -> Iterator[Computed]:
        """A rate above 100 % of something that cannot exceed its whole."""
        for rate in sentence.quantities:
            if rate.kind != RATE or rate.number.value <= 100 or not self.has("figure-rate", rate.name, rate.start):
                continue
            if self.has("figure-rate-open", rate.name, rate.start) or self.has(
                "figure-rate-none", rate.name, rate.start
            ):
                continue
            yield Computed(rate.lead, rate.end, "over-100", INCONSISTENT, f"{plain(rate.number.value)}% > 100%", True)

    # —— parts and totals ——

    def _sums(self, sentence: Sentence) -> Iterator[Computed]:
        counts = [q for q in sentence.quantities if q.kind == COUNT]
        if len(counts) < 2:
            return
        carried = self.has("figure-carried", sentence.start, sentence.end)
        used: set[int] = set()
        for index, whole in enumerate(counts):
            later = [q for q in counts[index + 1 :] if self.words.same(q.unit, whole.unit)]
            if not later:
                continue
            test = (
                self._bracketed(whole, later, carried)
                or self._stated(whole, later, carried)
                or self._among_parts(whole, later, carried)
                or self._listed(whole, later, carried)
                or self._bounded(whole, later, carried)
            )
            if test is not None and later[0].start not in used:
                used.add(later[0].start)
                yield test
        yield from self._totals(counts)

    def _bracketed(self, whole: Quantity, later: Sequence[Quantity], carried: bool) -> Computed | None:
        """112宗(区属大队80宗,镇街中队32宗): two or more parts in brackets make up the whole."""
        opened = whole.stop
        if self.text[opened : opened + 1] != "(" or opened > whole.end + 8:
            return None
        parts = [q for q in later if q.paren == opened]
        if not parts:
            return None
        if len(parts) < 2 or carried or self.has("figure-among", parts[0].name, parts[0].start):
            even = len(parts) == 1 or self._even(whole, parts)
            return _part_bound(whole, parts, sure=not carried and even)
        if _adds_up(whole, parts):
            return _sum_test(whole, parts, CONSISTENT, "=", sure=True)
        sure = all(part.unit == parts[0].unit for part in parts) and self.words.alike(parts[0].unit, whole.unit)
        return _sum_test(whole, parts, INCONSISTENT if sure else CANNOT_TELL, "≠", sure=sure)

    def _run(self, whole: Quantity, later: Sequence[Quantity]) -> list[Quantity]:
        """The quantities that follow a whole up to the next thing told or a semicolon."""
        parts: list[Quantity] = []
        at = whole.end
        for quantity in later:
            if quantity.paren != whole.paren:
                continue
            if self.text.find(";", at, quantity.start) >= 0:
                break
            if parts and self.has("figure-also", quantity.lead, quantity.start):
                break
            parts.append(quantity)
            at = quantity.end
        return parts

    def _stated(self, whole: Quantity, later: Sequence[Quantity], carried: bool) -> Computed | None:
        """受理50件,审结46件、正在审理3件、中止1件: what is closed and what is not make up what came in."""
        took_in = self._took_in(whole)
        run = self._run(whole, later)
        if took_in and run and self.has("figure-admitted", run[0].lead, run[0].start):
            return self._admitted(whole, run, carried)
        same_clause = bool(run) and "," not in self.text[whole.end : run[0].start]
        if not took_in and not (same_clause and self.has("figure-already", run[0].lead, run[0].start)):
            return None
        brought = [q for q in run if self.has("figure-carried", q.lead, q.start)]
        pending = [q for q in run if q not in brought and self.has("figure-pending", q.lead, q.start)]
        last = pending[-1].start if pending else 0
        closed = [q for q in run if q.start < last and q not in pending and self.has("figure-done", q.lead, q.start)]
        if not closed or closed[0].start > pending[0].start:
            return None
        core = [closed[0], *pending]
        loose = [q for q in run if q not in (*core, *brought) and self.has("figure-out", q.lead, q.start)][:3]
        wholes = [whole, *(_plus(whole, q) for q in brought[:1])]
        for count in range(len(loose) + 1):
            for extra in combinations(loose, count):
                for sum_of in wholes:
                    if _adds_up(sum_of, [*core, *extra]):
                        return _sum_test(sum_of, sorted([*core, *extra]), CONSISTENT, "=", sure=True)
        sure = (not carried or len(brought) == 1) and not loose and len(closed) == 1
        return _sum_test(wholes[-1], sorted(core), INCONSISTENT if sure else CANNOT_TELL, "≠", sure=sure)

    def _admitted(self, whole: Quantity, run: Sequence[Quantity], carried: bool) -> Computed | None:
        """收到申请136件,受理121件,不予受理15件: what was admitted and what was turned away are of what came in."""
        out = [q for q in run[1:3] if self.has("figure-refused", q.lead, q.start)]
        if not out or not self.has("figure-got", whole.lead, whole.start):
            return None
        parts = [run[0], *out]
        if _adds_up(whole, parts):
            return _sum_test(whole, parts, CONSISTENT, "=", sure=True)
        return _part_bound(whole, parts, sure=not carried)

    def _took_in(self, whole: Quantity) -> bool:
        """Whether a quantity is what came in, and not already what was closed of it."""
        intake = self.has("figure-intake", whole.lead, whole.start)
        return intake and not self.has("figure-done", whole.lead, whole.start)

    def _among_parts(self, whole: Quantity, later: Sequence[Quantity], carried: bool) -> Computed | None:
        """其中: parts are no more than the whole; they need not make it up."""
        first = later[0]
        if first.paren != whole.paren or not self.has("figure-among", first.name, first.start):
            return None
        run = self._run(whole, later)
        if not run:
            return None
        if len(run) > 1 and _adds_up(whole, run):
            return _sum_test(whole, run, CONSISTENT, "=", sure=True)
        if _exceeds(whole, run[:1]):
            return _part_bound(whole, run[:1], sure=not carried and self.words.alike(first.unit, whole.unit))
        listed = self._plain_list(run)
        if len(listed) > 1 and _exceeds(whole, listed):
            sure = not carried and self._even(whole, listed)
            return _sum_test(whole, listed, INCONSISTENT if sure else CANNOT_TELL, ">", sure=sure)
        short = Fraction(whole.number.low) - sum(part.number.high for part in listed)
        if len(listed) > 1 and 0 < short <= Fraction(whole.number.value) * _NEARLY_ALL:
            return _sum_test(whole, listed, CANNOT_TELL, "<", sure=False)
        return _sum_test(whole, listed, CONSISTENT, "≤", sure=True, relation="bound")

    def _even(self, whole: Quantity, parts: Sequence[Quantity]) -> bool:
        """Whether parts stand side by side as kinds of one thing, so that none can be counted twice."""
        if self._plain_list(parts) != list(parts) or any(part.unit != whole.unit for part in parts):
            return False
        if any(self.has("figure-overlap", part.lead, part.stop) for part in parts):
            return False
        if "," not in self.text[parts[0].end : parts[-1].start]:
            return True
        # With commas only labels of one kind: 市级5件,县级9件; 予以公开40件,部分公开52件.
        labels = [self.text[part.lead : part.start] for part in parts]
        for span in self.scan.inside("figure-among", parts[0].lead, parts[0].start):
            labels[0] = self.text[span[1] : parts[0].start]
        return len({label[-2:] for label in labels}) == 1 or all(len(label) == 2 for label in labels)

    def _plain_list(self, run: Sequence[Quantity]) -> list[Quantity]:
        """The leading quantities of a run that stand side by side, each with a few words of its own."""
        listed = [run[0]]
        for before, quantity in zip(run, run[1:], strict=False):
            between = self.text[before.end : quantity.start]
            if len(between) > _LONG_PART or between.count(",") + between.count("、") != 1:
                break
            listed.append(quantity)
        return listed

    def _listed(self, whole: Quantity, later: Sequence[Quantity], carried: bool) -> Computed | None:
        """印发文件8件,分别为市级3件、县级5件: parts set side by side behind their whole."""
        first = later[0]
        told = self.has("figure-each", whole.end, first.start) or self.text.find(":", whole.end, first.start) >= 0
        run = self._run(whole, later)
        if not run or run[0] is not first:
            return None
        listed = self._plain_list(run)
        if len(listed) < 2:
            return None
        for parts in (run, listed) if told else (listed,):
            if _adds_up(whole, parts):
                return _sum_test(whole, parts, CONSISTENT, "=", sure=told)
        if not told:
            return None
        sure = not carried and listed == run and all(part.unit == whole.unit for part in run)
        return _sum_test(whole, run, INCONSISTENT if sure else CANNOT_TELL, "≠", sure=sure)

    def _bounded(self, whole: Quantity, later: Sequence[Quantity], carried: bool) -> Computed | None:
        """受理53件,办结33件: no more is closed than came in."""
        first = later[0]
        if (
            not self._took_in(whole)
            or not self.has("figure-done", first.lead, first.start)
            or first.paren != whole.paren
            or self.text.find(";", whole.end, first.start) >= 0
        ):
            return None
        return _part_bound(whole, [first], sure=not carried and first.unit == whole.unit)

    def _totals(self, counts: Sequence[Quantity]) -> Iterator[Computed]:
        """建议112件、提案166件,共计278件: a sum behind its parts."""
        for index, whole in enumerate(counts):
            if index < 2 or not self.has("figure-total", whole.lead, whole.start):
                continue
            parts: list[Quantity] = []
            for quantity in reversed(counts[:index]):
                if not self.words.same(quantity.unit, whole.unit) or quantity.paren != whole.paren:
                    break
                parts.insert(0, quantity)
                if len(parts) > 1 and _adds_up(whole, parts):
                    yield _sum_test(whole, parts, CONSISTENT, "=", sure=True)
                    break
            else:
                if len(parts) == index > 1 and self._bare_sum(whole) and self._plain_list(parts) == parts:
                    yield _sum_test(whole, parts, INCONSISTENT, "≠", sure=True)

    def _bare_sum(self, whole: Quantity) -> bool:
        """Whether nothing but the word for a sum stands before a quantity."""
        word = self.scan.first("figure-sum", whole.lead, whole.start)
        return word is not None and whole.start - whole.lead - (word[1] - word[0]) <= 1

    def _all_closed(self, sentence: Sentence) -> Iterator[Computed]:
        """受理50件,均已办结: nothing speaks against it, unless a smaller number of closed cases stands beside it."""
        if not self.has("figure-all-done", sentence.start, sentence.end):
            return
        span = self.scan.first("figure-all-done", sentence.start, sentence.end)
        assert span is not None
        counts = [q for q in sentence.quantities if q.kind == COUNT and q.end <= span[0]]
        if not counts:
            return
        last = counts[-1]
        said = self.text[span[0] : span[1]]
        if len(counts) > 1 and self.has("figure-done", last.lead, last.start):
            whole = counts[-2]
            if self._took_in(whole) and self.words.same(whole.unit, last.unit):
                agree = _adds_up(whole, [last])
                carried = self.has("figure-carried", sentence.start, sentence.end)
                verdict = CONSISTENT if agree else CANNOT_TELL if carried else INCONSISTENT
                sign = "=" if agree else "≠"
                computation = f"{plain(last.number.value)} {sign} {plain(whole.number.value)}, {said}"
                yield Computed(whole.start, span[1], "all-closed", verdict, computation, not carried)
                return
        if span[0] - last.end <= 12:
            yield Computed(last.start, span[1], "all-closed", CONSISTENT, f"{plain(last.number.value)}, {said}", True)

    # —— changes ——

    def _moves(self, sentence: Sentence) -> Iterator[Computed]:
        """From one value to another, and changes against an earlier value."""
        up = self.has("figure-up", sentence.start, sentence.end)
        if not up and not self.has("figure-down", sentence.start, sentence.end):
            return
        quantities = sentence.quantities
        for index, (one, two) in enumerate(zip(quantities, quantities[1:], strict=False)):
            if one.kind == two.kind and one.kind in (COUNT, RATE):
                yield from self._from_to(one, two, quantities[index + 2 : index + 4])
        for index, change in enumerate(quantities):
            before = quantities[:index]
            after = quantities[index + 1 : index + 2]
            if after and self.text[change.end : change.end + 1] == "(" and after[0].paren == change.end:
                before = (*before, after[0])  # 205件,同比下降9.3%(上年226件)
            if len(before) > 1:
                yield from self._change(before, change)

    def _from_to(self, one: Quantity, two: Quantity, behind: Sequence[Quantity]) -> Iterator[Computed]:
        """由53.4%提升至95%: the direction, and the change if it is told."""
        between = self.text[one.end : two.start]
        if not self.has("figure-change-from", one.lead, one.start) or ";" in between or len(between) > 12:
            return
        if not any(char in between for char in self.words.to) or not self.words.same(one.unit, two.unit):
            return
        up = self.has("figure-up", one.end, two.start)
        if up == self.has("figure-down", one.end, two.start):
            return
        old, new = one.number.value, two.number.value
        verdict = CANNOT_TELL if old == new else CONSISTENT if (new > old) == up else INCONSISTENT
        computation = f"{plain(old)} → {plain(new)} ({'↑' if up else '↓'})"
        yield Computed(one.start, two.end, "from-to", verdict, computation, True)
        for change in behind:
            if change.kind in (RATE, POINTS) and self._moved(change):
                test = self._judge_change(one, two, change, sure=True)
                if test is not None:
                    yield test
                break

    def _moved(self, change: Quantity) -> bool:
        return self.has("figure-up", change.lead, change.start) or self.has("figure-down", change.lead, change.start)

    def _change(self, before: Sequence[Quantity], change: Quantity) -> Iterator[Computed]:
        """受理60件,上年50件,同比增长20%: a change against a value of the year before."""
        if not self._moved(change) or self.text.endswith(self.words.to, change.lead, change.start):
            return
        if change.kind == COUNT and not self.has("figure-compared", change.lead, change.start):
            return
        wanted = RATE if change.kind == POINTS else COUNT
        same = self.words.same
        values = [q for q in before if q.kind == wanted and (change.kind != COUNT or same(q.unit, change.unit))][-4:]
        if len(values) < 2:
            return
        olds = [q for q in values if self.has("figure-last-year", q.name, q.start)]
        if len(olds) == 1:
            old = olds[0]
            at = values.index(old)
            new = values[at - 1] if at == len(values) - 1 else values[at + 1]
        else:
            first, second = self._year_of(values[-2]), self._year_of(values[-1])
            if first is None or second is None or first == second:
                return
            old, new = (values[-2], values[-1]) if first < second else (values[-1], values[-2])
        if same(old.unit, new.unit):
            test = self._judge_change(old, new, change, sure=len(values) == 2)
            if test is not None:
                yield test

    def _year_of(self, quantity: Quantity) -> int | None:
        match = _YEAR_BEFORE.search(self.text[max(0, quantity.start - 24) : quantity.start])
        return int(match.group(1)) if match else None

    def _judge_change(self, old: Quantity, new: Quantity, change: Quantity, *, sure: bool) -> Computed | None:
        a, b, stated = Fraction(old.number.value), Fraction(new.number.value), Fraction(change.number.value)
        up = self.has("figure-up", change.lead, change.start)
        difference = b - a if up else a - b
        places = change.number.decimals
        shown = self.text[change.start : change.end]
        exact = all(number.manner == numerals.EXACT and number.exact for number in (old.number, new.number))
        if change.kind == RATE and old.kind == COUNT and a:
            value = 100 * difference / a
            verdict = _near(value, stated, places)
            if verdict != CONSISTENT and not (exact and change.number.exact):
                reach = Fraction(5) if places < 0 else max(Fraction(2), abs(value) / 10)
                verdict = CONSISTENT if abs(value - stated) < reach else INCONSISTENT
            computation = f"{_growth(a, b, max(places, 0) + 1)}, {shown}"
        elif change.kind == TIMES and old.kind == COUNT and a:
            verdict = min(_near(difference / a, stated, places), _near(b / a, stated, places))
            verdict = verdict if verdict == CONSISTENT else CANNOT_TELL
            computation = f"{plain(b)}/{plain(a)} = {decimal(b / a, 2)}, {shown}"
        elif change.kind == COUNT or (change.kind == POINTS and old.kind == RATE):
            agree = difference == stated or not exact or not change.number.exact
            if not agree and change.kind == POINTS:
                agree = abs(difference - stated) < Fraction(1, 10 ** max(places, 0))
            verdict = CONSISTENT if agree else INCONSISTENT
            computation = f"{plain(b)}-{plain(a)} = {plain(b - a)}, {shown}"
        else:
            return None
        verdict = CANNOT_TELL if verdict != CONSISTENT and not sure else verdict
        start, end = min(old.start, new.start), max(old.end, new.end, change.end)
        return Computed(start, end, "change", verdict, computation, sure)

    def _averages(self, sentence: Sentence) -> Iterator[Computed]:
        """培训9场260人,场均28.9人; 减免50家,户均0.6万元,共30万元."""
        for index, mean in enumerate(sentence.quantities):
            if mean.kind != COUNT or not self.has("figure-average", mean.name, mean.start):
                continue
            others = [
                q for q in sentence.quantities[max(0, index - 4) : index + 4] if q.kind == COUNT and q is not mean
            ]
            wholes = [q for q in others if q.unit == mean.unit]
            heads = [q for q in others if q.unit != mean.unit and q.number.value > 1]
            tests = [_judge_mean(whole, count, mean) for whole in wholes for count in heads]
            if not tests:
                continue
            test = min(tests, key=lambda one: one.verdict != CONSISTENT)
            settled = len(tests) == 1 or test.verdict == CONSISTENT
            yield test if settled else test._replace(verdict=CANNOT_TELL, sure=False)

    def _rows(self) -> Iterator[Computed]:
        """行政复议(件)|44|37|-15.9%: a row of a table with the change against the column before."""
        for match in _ROW.finditer(self.text):
            one, two, sign, stated = match.groups()
            a, b, c = Fraction(one), Fraction(two), Fraction(sign + stated)
            if not a or not b:
                continue
            places = len(stated.partition(".")[2])
            signs = (c,) if sign else (c, -c)
            forward = min((_near(100 * (b - a) / a, s, places) for s in signs), key=_TELLING[::-1].index, default="")
            backward = min((_near(100 * (a - b) / b, s, places) for s in signs), key=_TELLING[::-1].index, default="")
            share = _near(100 * b / a, c, places)
            told = {forward, backward, share}
            verdict = CONSISTENT if CONSISTENT in told else ROUNDING if ROUNDING in told else CANNOT_TELL
            if verdict == CANNOT_TELL and sign:
                verdict = INCONSISTENT
            computation = f"{_growth(a, b, places + 1)}, {sign}{stated}%"
            yield Computed(match.start(1), match.end(4) + 1, "change", verdict, computation, verdict != CANNOT_TELL)

    # —— the same twice ——

    def _twice(self) -> Iterator[Computed]:
        """A quantity that most reports state, told twice in the same words with two values."""
        text = self.text
        told: dict[tuple[str, str, str], tuple[Number, int, int]] = {}
        for name in self.words.quantities:
            for start, end in self.scan.spans(name):
                found = quantity_after(text, end, self.words)
                if found is None:
                    continue
                number_start, number_end, unit, value = found
                low = max(text.rfind(char, 0, start) for char in _LIST_STOPS) + 1
                sentence = max(text.rfind(char, 0, start) for char in "。\n") + 1
                lead = self._bare(low, number_start)
                if len(lead) < _LEAST_LEAD or self.has("figure-scope", sentence, number_end):
                    continue
                key = (name, lead, unit)
                first = told.setdefault(key, (value, low, number_end))
                if first[1] >= sentence or first[0].low <= value.high and value.low <= first[0].high:
                    continue
                computation = f"{plain(first[0].value)} ≠ {plain(value.value)}"
                yield Computed(low, number_end, "twice", INCONSISTENT, computation, True)

    def _bare(self, low: int, high: int) -> str:
        """The words before a number without the year and what only rounds the sentence off."""
        lead = _YEAR_WORDS.sub("", self.text[low:high])
        for word in self.words.fillers:
            lead = lead.replace(word, "")
        return lead

    # —— lists ——

    def _lists(self) -> Iterator[Computed]:
        """甲局、乙局、丙局等4部门: the names against the count."""
        text, words = self.text, self.words
        for match in _LISTED.finditer(text):
            low = max(text.rfind(char, max(0, match.start() - _LONGEST_LIST), match.start()) for char in _LIST_STOPS)
            head = text[low + 1 : match.start()]
            unit = next((text[match.end() : match.end() + n] for n in (6, 5, 4, 3, 2, 1)
                         if text[match.end() : match.end() + n] in words.listed), "")  # fmt: skip
            said = match.group(1)
            stated = int(said) if said.isdigit() else chinese(said)
            if "、" not in head or not unit or stated is None or stated < 2:
                continue
            items = head.split("、")
            least, most = len(items), len(items) + sum(len(_JOINED.findall(item)) for item in items)
            alike = sum(item.rstrip("”》").endswith(words.organs) for item in items)
            verdict = CANNOT_TELL
            if least <= stated <= most or head.count("“") == stated:
                verdict = CONSISTENT
            elif least > stated and alike == len(items) and unit in words.listed_organs:
                verdict = INCONSISTENT
            end = match.end() + len(unit)
            yield Computed(low + 1, end, "list", verdict, f"{least} : {int(stated)}", verdict != CANNOT_TELL)


def _only_since_rate(quantities: Sequence[Quantity], index: int) -> Quantity | None:
    """The only count between the rate before and this one."""
    if index < 2 or quantities[index - 1].kind != COUNT or quantities[index - 2].kind != RATE:
        return None
    return quantities[index - 1]


def _growth(old: Fraction, new: Fraction, places: int) -> str:
    return f"({plain(new)}-{plain(old)})/{plain(old)} = {decimal(100 * (new - old) / old, places)}%"


def _judge_mean(whole: Quantity, count: Quantity, mean: Quantity) -> Computed:
    value = Fraction(whole.number.value) / Fraction(count.number.value)
    verdict = _near(value, Fraction(mean.number.value), mean.number.decimals)
    if verdict != CONSISTENT and not (whole.number.exact and count.number.exact and mean.number.exact):
        low, high = count.number.low * mean.number.low, count.number.high * mean.number.high
        verdict = CONSISTENT if low <= whole.number.high and high >= whole.number.low else INCONSISTENT
    shown = plain(whole.number.value), plain(count.number.value), decimal(value, mean.number.decimals + 1)
    start, end = min(whole.start, count.start, mean.start), max(whole.end, count.end, mean.end)
    computation = f"{shown[0]}/{shown[1]} = {shown[2]}, {plain(mean.number.value)}"
    return Computed(start, end, "average", verdict, computation, True)
