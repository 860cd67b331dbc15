"""Quantities -> what their words say of them, read once a report; the checks of figures ask these readings.

A reading is a quantity with its stage (what came in, what was closed, what is left), its tie to the quantity
before it (其中, 上年, 由…到, 其余) and its period. Lists are the items that stand side by side behind one whole.
"""

from bisect import bisect_right
from collections.abc import Sequence, Set

from scorer.statements.figure_index import Index
from scorer.statements.figure_index import Line as Line
from scorer.statements.figure_index import Reading as Reading
from scorer.statements.figure_spans import FigureSpans, stretch
from scorer.statements.figure_ties import AROUND as AROUND
from scorer.statements.figure_ties import is_same_time, may_lead, period_of, reaches, separator
from scorer.statements.figure_words import Vocabulary, is_mean, vocabulary
from scorer.statements.quantities import COUNT, DURATION, RATE, Quantity, numeral_starts, sentences
from scorer.text.budget import Budget
from scorer.text.words import Scan

# Annotations are values in this module, not strings: typing compiles each string of a NamedTuple, at every start.

# Stages, in the order in which a case goes through them.
OPENING, INTAKE, DONE, PENDING, REFUSED = "opening", "intake", "done", "pending", "refused"
# Ties to the quantity before.
AMONG, LAST, FROM, TO, MOVED, REST, SUM = "among", "last", "from", "to", "moved", "rest", "sum"
BESIDE = (LAST, FROM, MOVED)  # values that are compared with; they are the whole of nothing
_NEAR = 16  # quantities looked at on each side
_NEXT, _VERB = 4, 16  # characters from an item to its separator: 28件、; 43个整改到位,其余3个
_LOOK = 256  # questions from one look at the budget to the next
_LAST_YEAR = 4  # characters of 上年同期 before a bracket
_OWN = 16  # characters of a label that stands behind a comma and is no more than a name
_LABEL = 24  # characters of the longest label of an item
_STAGES = ("figure-refused", "figure-done", "figure-opening", "figure-pending", "figure-left", "figure-not-yet",
           "figure-intake", "figure-new")  # fmt: skip
_PARTS = ("figure-among", "figure-rest", "figure-other", "figure-each")
_TIES = ("figure-last-year", "figure-against", "figure-moved", "figure-total")


class Figures:
    """The readings of one report, and what may be asked of the words around them."""

    def __init__(self, scan: Scan, words: Vocabulary, budget: Budget) -> None:
        self.scan = scan
        self.text = scan.text
        self.words = words
        self.budget = budget
        self._asked = 0
        self.numerals = numeral_starts(scan.text)
        told = tuple(sentences(scan.text, words, self.numerals))
        self._spans = FigureSpans(scan, map(stretch, told))
        self.mask, self.classes = self._spans.mask, self._spans.classes
        self.told = self._spans.told  # by sentence: the classes of its words
        self.first, self.inside = self._spans.first, self._spans.inside
        bits = self._spans.bits
        self._bits = {name: bits.get(name, 0) for name in (*_STAGES, *_TIES, *_PARTS)}
        self._staged = self.mask(_STAGES)
        self._tied = self.mask(_TIES)
        self._last_year = self._bits["figure-last-year"]
        self._no_base = self.mask(("figure-moved", "figure-opening", "figure-stock-open"))
        self._holds = bits.get("figure-holds", 0)
        self._closing = bits.get("figure-stock-close", 0)
        self.outcomes = tuple(bits[name] for name in words.outcomes)
        self.concepts = self.mask(tuple(words.concepts))
        self._items: dict[int, list[Reading]] = {}
        self.lines: list[Line] = []
        count = 0
        for number, sentence in enumerate(budget.watch(told)):
            readings: list[Reading] = []
            floor = sentence.start
            every = sentence.quantities
            leads = [self._from_to(one, two) for one, two in zip(every, every[1:], strict=False)]
            for index in range(len(every)):
                joined = (index > 0 and leads[index - 1], index < len(leads) and leads[index])
                readings.append(self._read(every, index, count, number, readings, floor, joined))
                floor = readings[-1].end
                count += 1
            self.lines.append(Line(sentence.start, sentence.end, tuple(readings)))
        self.readings = [reading for line in self.lines for reading in line.readings]
        self.index = Index(scan.text, self.lines, self.readings)
        self._starts = [line.start for line in self.lines]
        self._saying: dict[str, Set[int]] = {}
        self._reaches = reaches(scan.text, told)
        self.wholes = self._wholes()

    @classmethod
    def of(cls, scan: Scan, budget: Budget | None = None) -> "Figures | None":
        """The figures of a report; None if the rubric has no figure words. OutOfTime where the budget is spent."""
        words = vocabulary(scan.lexicon)
        return cls(scan, words, budget or Budget()) if words is not None else None

    # —— words ——

    def has(self, name: str, start: int, end: int) -> bool:
        """Whether a word of the class lies inside the half-open span, which is near to a quantity."""
        self._asked += 1
        if not self._asked % _LOOK:  # every relation asks for words, however it walks
            self.budget.spend()
        return start < end and self.first(name, start, end) is not None

    def said(self, reading: Reading, *names: str) -> bool:
        """Whether the words before a quantity hold one of the classes."""
        return bool(reading.said) and bool(reading.said & self.mask(names))

    def near(self, reading: Reading, *names: str) -> bool:
        """Whether the words before or behind a quantity hold one of the classes."""
        return bool(reading.near) and bool(reading.near & self.mask(names))

    def tells(self, *names: str) -> bool:
        """Whether a word of one of the classes stands anywhere in the report."""
        return any(self.scan.spans(name) for name in names)

    def saying(self, name: str) -> Set[int]:
        """The numbers of the sentences that hold a word of a class, or that one without figures behind them holds."""
        known = self._saying.get(name)
        if known is None:
            known = self._saying[name] = {self.sentence_at(start) for start, _ in self.scan.spans(name)}
        return known

    def sentence_at(self, at: int) -> int:
        """The number of the sentence with figures that holds an offset, or else of the last before it; -1 for none."""
        return bisect_right(self._starts, at) - 1

    # —— neighbours ——

    def before(self, reading: Reading, *, back: int = AROUND) -> Sequence[Reading]:
        """The quantities before one, the nearest first: its sentence and `back` sentences of its paragraph."""
        at = reading.at
        return self.readings[max(self._reaches[reading.sentence][back], at - _NEAR) : at][::-1]

    def context(self, reading: Reading, *, back: int = AROUND, on: int = 0) -> list[Reading]:
        """The quantities of a reading's sentence, of `back` sentences before and `on` behind, itself left out."""
        at = reading.at
        found = self.readings[max(self._reaches[reading.sentence][back], at - _NEAR) : at]
        last = reading.sentence + on
        for other in self.readings[at + 1 : at + 1 + _NEAR]:
            if other.sentence > last:
                break
            found.append(other)
        return found

    def following(self, reading: Reading) -> Sequence[Reading]:
        """The quantities behind one in its sentence."""
        line = self.lines[reading.sentence]
        at = reading.at - line.readings[0].at + 1
        return line.readings[at : at + _NEAR]

    def ahead(self, reading: Reading) -> str:
        """The words between the quantity before one, or the beginning of their sentence, and it."""
        line = self.lines[reading.sentence]
        at = reading.at - line.readings[0].at
        return self.text[line.readings[at - 1].end if at else line.start : reading.start]

    def between(self, one: Reading, other: Reading) -> str:
        """The text from the end of one quantity to the beginning of another."""
        return self.text[one.end : other.start]

    # —— lists ——

    def items(self, first: Reading) -> list[Reading]:
        """The quantities that stand side by side from a first item on: label + number + the same unit.

        Shares of the items and brackets behind them are passed over. A list ends where the unit or the
        separator changes, where something is told besides (另, 并) or where a label grows long.
        """
        known = self._items.get(first.at)
        if known is None:
            known = self._items[first.at] = self._listed(first)
        return known

    def _listed(self, first: Reading) -> list[Reading]:
        quantity = first.quantity
        found = [first]
        last, shares = first, False
        marks: set[str] = set()
        for other in self.following(first):
            own = other.quantity
            if own.kind != COUNT or own.paren != quantity.paren:
                if own.paren != quantity.paren and own.paren <= quantity.paren:
                    break
                if own.kind not in (COUNT, RATE) or (own.kind == RATE and not self._shares(other)):
                    break
                shares |= own.kind == RATE
                last = other
                continue
            if own.unit != first.unit and own.start == last.end:
                last = other
                continue  # 18批210人次,304批685人次
            if own.unit != first.unit and other.tie == REST:
                continue  # 其余16个部门共244项
            mark = separator(self.text[last.end : other.start], _VERB if other.tie == REST else _NEXT)
            if own.unit != first.unit or not mark or own.start - own.lead > _LABEL:
                break
            if other.tie in (AMONG, SUM, *BESIDE) or other.said & self._closing or other.mean:
                break
            if mark == ";" and not (shares or marks == {";"} or len(found) == 1):
                break
            if mark == ";" and shares and not (self._has_share(other) or self._is_last(other)):
                break  # 执法人员800人,占66.7%;考核合格1176人,合格率98%
            if mark == "," and own.start - own.lead > _OWN and not self._rhymes(found, other):
                break  # 食品类1938件,某专项行动下架不合格产品1.3万件
            if "、" in marks and mark != "、" and not (self._is_last(other) or self._rhymes(found, other)):
                break
            if mark == "," and len(found) == 1 and first.behind and other.label and not other.behind:
                break  # 分优秀、良好三个等次,评为优秀的15个: the first names what it counts, the second does not
            also = self.first("figure-also", own.lead, own.lead + 3) if mark != "、" else None
            if also is not None and also[0] == own.lead:
                break
            marks.add(mark)
            found.append(other)
            if other.tie == REST:
                break
            last, shares = other, False
        # 中药60份、西药20份、器械15份,编发简报4份: the shape changes with the separator.
        return found

    def _is_last(self, other: Reading) -> bool:
        """Whether a label begins with what else there is, so that the item ends its list: 其他领域合计75件."""
        span = self.first("figure-other", other.quantity.lead, other.start) if other.said else None
        return other.tie == REST or (span is not None and span[0] == other.quantity.lead)

    def _shares(self, other: Reading) -> bool:
        return self.said(other, "figure-share") or not other.label

    def _has_share(self, other: Reading) -> bool:
        """Whether a rate behind an item is its share."""
        behind = self.following(other)[:1]
        return bool(behind) and behind[0].quantity.kind == RATE and self._shares(behind[0])

    def _rhymes(self, found: Sequence[Reading], other: Reading) -> bool:
        """Whether a label is of the kind of those before it: 市级5件、县级9件,乡级3件; 维持5件、撤销2件,终止3件."""
        end = other.label[-1:]
        if end and all(one.label[-1:] == end for one in found):
            return True
        kinds = other.near
        for one in found:
            kinds &= one.near
        return any(kinds & outcome for outcome in self.outcomes)

    def base(self, first: Reading) -> Reading | None:
        """The count that a part belongs to: the nearest before that is no value of comparison."""
        for other in self.before(first, back=1):
            if other.sentence < first.sentence and first.quantity.name - self.lines[first.sentence].start > 3:
                return None
            inside = other.quantity.paren in (-1, first.quantity.paren)
            of = inside and self.words.same(other.unit, first.unit) and not other.mean
            if other.counts and other.tie not in BESIDE and of:
                return other
        return None

    def _wholes(self) -> dict[int, Reading]:
        """Numbers of the readings that are parts of another, 其中 and what stands beside it -> their whole."""
        found: dict[int, Reading] = {}
        for reading in self.readings:
            if reading.tie == AMONG and reading.counts:
                whole = self.base(reading)
                if whole is not None:
                    for item in self.items(reading):
                        found.setdefault(item.at, whole)
        return found

    # —— reading ——

    def _read(
        self,
        quantities: Sequence[Quantity],
        index: int,
        at: int,
        sentence: int,
        done: Sequence[Reading],
        floor: int,
        joined: tuple[bool, bool],
    ) -> Reading:
        """A quantity with what its words say; `joined`: whether the one before leads to it, it to the one behind."""
        quantity = quantities[index]
        before = quantities[index - 1] if index else None
        near = self.classes(quantity.lead, quantity.stop)
        said = near and self.classes(quantity.lead, quantity.start)
        tie = self._tie(quantity, before, said, joined)
        if tie == SUM and done and done[-1].tie == REST and before is not None and quantity.lead == before.end:
            tie = REST  # 其余16个部门共244项
        stage = self._stage(quantity, said) if quantity.kind == COUNT and near & self._staged else ""
        opens = quantity.name < quantity.lead - 1 and self.text[quantity.name - 1] in ",;:。\n"
        if opens and not stage and quantity.kind == COUNT:
            stage = self._stage(quantity, self.classes(quantity.name, quantity.start))  # 收到公民、法人提出的申请166件
        if not stage and done and done[-1].stage:
            label = self.text[quantity.lead - 1 : quantity.start]
            if label[:1] == "、" or label[1:2] in ("和", "及", "与"):
                stage = done[-1].stage  # the verb of the first item governs the list
        start, end = quantity.start, quantity.end
        label = self.text[quantity.lead : start]
        return Reading(
            at,
            sentence,
            quantity,
            stage,
            tie,
            period_of(self.text, quantity, floor, last=bool(said & self._last_year) and not is_same_time(label)),
            said,
            near,
            start,
            end,
            quantity.unit,
            quantity.kind == COUNT,
            label,
            self.text[end : quantity.stop],
            is_mean(label),
        )

    def _stage(self, q: Quantity, said: int) -> str:
        bits = self._bits
        if said & bits["figure-refused"]:
            return REFUSED
        done = said & bits["figure-done"]
        holds = said & self._holds and said & bits["figure-opening"]  # 审结数含上年结转案件31件
        if holds or (said & bits["figure-opening"] and (not done or said & bits["figure-not-yet"])):
            return OPENING
        if said & bits["figure-pending"] or (not done and self.has("figure-left", q.start, q.stop)):
            return PENDING
        if done:
            return DONE
        return INTAKE if said & (bits["figure-intake"] | bits["figure-new"]) else ""

    def _tie(self, q: Quantity, before: Quantity | None, said: int, joined: tuple[bool, bool]) -> str:
        bits, text = self._bits, self.text
        if said & bits["figure-among"] or (q.name < q.lead and self.has("figure-among", q.name, q.start)):
            return AMONG
        if text[q.lead - 3 : q.lead] == "其中:":
            return AMONG
        if said & bits["figure-rest"]:
            return REST
        if joined[0]:
            return TO
        if joined[1]:
            return FROM
        if not said & self._tied:
            return LAST if self._in_bracket_of_last(q) else ""
        label = text[q.lead : q.start]
        if said & self._last_year and not said & self._no_base and not is_same_time(label):
            return LAST
        against = said & bits["figure-against"] and not said & bits["figure-each"]  # 专职与兼职分别为45名
        if against and (label.endswith(("的", "年", "期", "为")) or label.startswith(self.words.formerly)):
            return LAST
        if label in ("比", "较", "与") and text[q.end : q.end + 1] == "的":
            return LAST  # 比60日的法定期限缩短26天
        moved = said & bits["figure-moved"] and q.kind in (COUNT, DURATION) and not label.endswith(self.words.to)
        if moved and self.has("figure-moved", max(q.lead, q.start - 4), q.start):
            return MOVED
        if not said & bits["figure-total"] or said & bits["figure-other"]:
            return ""  # 其他领域合计75件 is an item
        less = before is not None and before.unit == q.unit and before.number.value > q.number.value
        return "" if less else SUM  # 市容183宗,其余两类合起来90宗: no sum of what stands before

    def _from_to(self, one: Quantity, two: Quantity) -> bool:
        """由上年的120件下降到150件."""
        if not may_lead(self.text, self.words, one, two):
            return False
        return self.has("figure-change-from", one.lead, one.start) or self.has("figure-last-year", one.lead, one.start)

    def _in_bracket_of_last(self, q: Quantity) -> bool:
        """为上年(150万元)的1.8倍."""
        if q.lead != q.start or q.paren != q.start - 1:
            return False
        span = self.first("figure-last-year", max(0, q.paren - _LAST_YEAR), q.paren)
        return span is not None and span[1] == q.paren
