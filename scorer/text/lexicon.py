"""The words of all classes as one table of long values: loads quickly from the cache, and finds its words in a text."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import compress, repeat
from operator import add
from typing import Any, NamedTuple

from scorer.text.automaton import Find, automaton
from scorer.text.clauses import MARKS
from scorer.text.expressions import expression, for_many_texts

LONG = 50_000  # characters of one text that are as much work as many texts
MANY = 12  # texts from which an automaton is worth building
BUILTIN = ("figure",)  # classes that are found by an expression of the program, not by words
_BETWEEN = "\x7f"  # stands between literals; no text holds it, and JSON needs no escape for it

Span = tuple[int, int]
# A class as it is compiled: members, each (parts, before, after) with parts = literal numbers in order,
# the names of the classes that it takes over whole, its patterns, and its own conditions, which hold for all of them.
Member = tuple[tuple[int, ...], tuple[str, ...], tuple[str, ...]]
Compiled = tuple[tuple[Member, ...], tuple[str, ...], tuple[str, ...], tuple[tuple[str, ...], tuple[str, ...]]]


def _table(numbers: Sequence[int]) -> tuple[str, bytes]:
    """Numbers as bytes of the least size that holds them all, and the code of that size."""
    most = max(numbers, default=0)
    code = next(code for code, size in (("B", 1), ("H", 2), ("I", 4), ("Q", 8)) if most < 256**size)
    from array import array  # only where a lexicon is built

    return code, array(code, numbers).tobytes()


def _numbers_of(table: tuple[str, bytes | memoryview]) -> memoryview:
    return memoryview(table[1]).cast(table[0])  # type: ignore[call-overload, no-any-return]


class Guard(NamedTuple):
    """What may not stand before the words of a class (in the 12 characters there) and behind them."""

    before: tuple[str, ...]
    after: tuple[str, ...]
    last: frozenset[str]  # the last characters of `before`: few words have one of them beside them
    first: frozenset[str]  # the first characters of `after`

    @classmethod
    def of(cls, before: tuple[str, ...], after: tuple[str, ...]) -> "Guard":
        """With what can be told from one character."""
        return cls(before, after, frozenset(word[-1] for word in before), frozenset(word[0] for word in after))

    def allowed(self, text: str, spans: list[Span]) -> list[Span]:
        """The spans that have none of it beside them."""
        before, after, last, first = self.before, self.after, self.last, self.first
        if before:
            spans = [
                span
                for span in spans
                if text[span[0] - 1] not in last or not text.endswith(before, max(0, span[0] - 12), span[0])
            ]
        if after:
            spans = [
                span
                for span in spans
                if text[span[1] : span[1] + 1] not in first or not text.startswith(after, span[1])
            ]
        return spans


class Content(NamedTuple):
    """What a class is made of."""

    words: frozenset[int]  # the literals that are words of it
    gapped: Mapping[int, Sequence[int]]  # words with gaps: by their first literal the numbers in `rests`
    takes: Sequence[str]  # classes that it takes over whole
    by_expression: bool  # whether patterns, or the expression of the program, find it too
    guard: Guard | None


class Literals:
    """Literals by number: the short ones a list, the long ones cut out of one text when they are asked for."""

    __slots__ = ("_text", "_starts", "_short")

    def __init__(self, text: str, starts: Sequence[int]) -> None:
        self._text = text  # all of them, with `_BETWEEN` between
        self._starts = starts  # where each of the long ones starts in it, and where one more would
        self._short = text[: starts[0] - 1].split(_BETWEEN)

    def __len__(self) -> int:
        return len(self._short) + len(self._starts) - 1

    def __getitem__(self, number: int) -> str:
        if number < len(self._short):
            return self._short[number]
        at = number - len(self._short)
        return self._text[self._starts[at] : self._starts[at + 1] - 1]

    def short(self, first: int, end: int) -> list[str]:
        """Short ones of a range of numbers."""
        return self._short[first:end]

    def all(self) -> list[str]:
        """All of them in order; number 0 is no word."""
        return self._text.split(_BETWEEN)


class Lexicon:
    """All words of all classes; made once, kept in a few long values that load quickly, asked for each text.

    Literals are numbered by length (1, 2, 3, longer), then by the alphabet, so that all long ones with the same first
    four characters stand together. Members are numbered class by class.
    """

    def __init__(
        self,
        figure: str,
        literals: str,
        bounds: Sequence[int],
        fours: str,
        names: tuple[str, ...],
        rests: Sequence[Sequence[int]],
        guards: dict[str, tuple[tuple[str, ...], tuple[str, ...]]],
        wholes: tuple[Mapping[str, Sequence[str]], Mapping[str, Sequence[str]]],
        source: str,
        tables: Sequence[tuple[str, bytes | memoryview]],
    ) -> None:
        self.source = source  # digest of what it was made of
        self._figure = expression(figure) if figure else None
        self.names = names  # of the classes
        self._to_plain = (figure, literals, bounds, fours, names, rests, guards, wholes, source, tables)
        starts, *numbers = map(_numbers_of, tables)
        self.literals = Literals(literals, starts)  # number 0 is no word
        self.ones, twos, threes = bounds  # where the literals of 1, of 2 and of 3 characters end
        short = self.literals.short
        self.chars = frozenset(range(1, self.ones))  # the literals of one character
        self._twos = dict(zip(short(self.ones, twos), range(self.ones, twos), strict=True))
        self._threes = dict(zip(short(twos, threes), range(twos, threes), strict=True))
        prefixes = fours.split(_BETWEEN)
        self._fours = dict(zip(prefixes, range(1, len(prefixes) + 1), strict=True))
        self.rests = rests  # further parts behind gaps; number 0: none
        self.guards = guards  # by class: what may not stand before its words and behind them
        self._takes, self._patterns = wholes
        self.numbers = dict(zip(names, range(len(names)), strict=True))
        (
            self._long,  # by number of four characters: the first literal that begins so
            self._ends,  # by class: the end of its members
            self.firsts,  # by member: its first literal
            self.rest,  # by member: number in `rests`
            crossing,
        ) = numbers
        self.crossing = frozenset(crossing)  # the literals that may reach from one clause into the next
        self._within_lines = "\n" not in literals
        self._asked = 0  # texts so far
        self._automaton: Callable[[str], list[Find]] | None = None
        self._of_four: dict[int, list[tuple[int, dict[str, int]]]] = {}
        self._contents = {name: Content(frozenset(), {}, (), True, None) for name in BUILTIN if name not in names}
        self._prefixed: dict[str, tuple[str, ...]] = {}
        self._families: dict[str, list[str]] = {}  # the names by what they have before their first hyphen
        self._words: dict[str, tuple[str, ...]] = {}

    @classmethod
    def of(cls, literals: Sequence[str], classes: Mapping[str, Compiled], figure: str, source: str) -> "Lexicon":
        """The lexicon of compiled classes, whose members name their parts by place in `literals`."""
        ranked = ["", *sorted(sorted(literals), key=lambda word: min(len(word), 4))]
        number = {word: at for at, word in enumerate(ranked)}
        numbers = [number[word] for word in literals]
        lengths = [min(len(word), 4) for word in ranked]
        ones, twos, threes = (bisect_right(lengths, length) for length in (1, 2, 3))
        fours: dict[str, int] = {"": 0}
        for at in range(threes, len(ranked)):
            fours.setdefault(ranked[at][:4], at)
        rests: dict[tuple[int, ...], int] = {(): 0}
        ends: list[int] = []
        firsts: list[int] = []
        rest: list[int] = []
        for members, *_ in classes.values():
            for parts, _, _ in members:
                firsts.append(numbers[parts[0]])
                behind = tuple([numbers[part] for part in parts[1:]])
                rest.append(rests.setdefault(behind, len(rests)) if behind else 0)
            ends.append(len(firsts))
        crossing = [at for at, word in enumerate(ranked) if not MARKS.isdisjoint(word)]
        starts = [sum(map(len, ranked[:threes])) + threes]
        for word in ranked[threes:]:
            starts.append(starts[-1] + len(word) + 1)
        tables = (
            starts,
            [*fours.values(), len(ranked)],
            ends,
            firsts,
            rest,
            crossing,
        )
        guards = {name: conditions for name, (*_, conditions) in classes.items() if any(conditions)}
        takes = {name: taken for name, (_, taken, *_) in classes.items() if taken}
        patterns = {name: found for name, (_, _, found, _) in classes.items() if found}
        return cls(
            figure,
            _BETWEEN.join(ranked),
            (ones, twos, threes),
            _BETWEEN.join(list(fours)[1:]),
            tuple(classes),
            tuple(rests),
            guards,
            (takes, patterns),
            source,
            tuple(map(_table, tables)),
        )

    def to_plain(self) -> Any:
        """What `Lexicon(*plain)` takes: plain values that a cache can keep."""
        return self._to_plain

    def members(self, name: str) -> tuple[Member, ...]:
        """The members of a class in the order of YAML, without those of classes that it takes over."""
        number = self.numbers[name]
        before, after = self.guards.get(name, ((), ()))
        members = range(self._ends[number - 1] if number else 0, self._ends[number])
        return tuple(((self.firsts[at], *self.rests[self.rest[at]]), before, after) for at in members)

    def has_gaps(self, name: str) -> bool:
        """Whether one of the members of a class has a gap."""
        return any(self.rest[self._of(name)])

    def takes(self, name: str) -> Sequence[str]:
        """The classes that a class takes over whole."""
        return self._takes.get(name, ())

    def patterns(self, name: str) -> Sequence[str]:
        """The patterns of a class."""
        return self._patterns.get(name, ())

    def beginning(self, prefix: str) -> tuple[str, ...]:
        """The names of the classes that begin so; `prefix` holds a hyphen."""
        known = self._prefixed.get(prefix)
        if known is None:
            family = self._family(prefix.partition("-")[0])
            known = self._prefixed[prefix] = tuple([name for name in family if name.startswith(prefix)])
        return known

    def _family(self, first: str) -> Sequence[str]:
        if not self._families:
            for name in self.names:
                self._families.setdefault(name.partition("-")[0], []).append(name)
        return self._families.get(first, ())

    def content(self, name: str) -> Content:
        """What a class is made of; KeyError for one that the lexicon does not have."""
        known = self._contents.get(name)
        if known is None:
            known = self._contents[name] = self._content(name)
        return known

    def _content(self, name: str) -> Content:
        members = self._of(name)
        firsts, rest = self.firsts[members], self.rest[members]
        words = frozenset(firsts)
        gapped: dict[int, list[int]] = {}
        if any(rest):
            words = frozenset([first for first, behind in zip(firsts, rest, strict=True) if not behind])
            for first, behind in zip(firsts, rest, strict=True):
                if behind:
                    gapped.setdefault(first, []).append(behind)
        guard = Guard.of(*self.guards[name]) if name in self.guards else None
        return Content(words, gapped, self.takes(name), bool(self.patterns(name)), guard)

    def words(self, name: str) -> tuple[str, ...]:
        """The words of a class without gaps, whatever their conditions; not those of classes that it takes over."""
        known = self._words.get(name)
        if known is None:
            members = self._of(name)
            pairs = zip(self.firsts[members], self.rest[members], strict=True)
            known = self._words[name] = tuple([self.literals[first] for first, rest in pairs if not rest])
        return known

    def _of(self, name: str) -> slice:
        """The members of a class."""
        number = self.numbers[name]
        return slice(self._ends[number - 1] if number else 0, self._ends[number])

    def hits(self, text: str) -> dict[int, list[int]]:
        """Where every literal of two characters and more that stands in a text begins, each in order."""
        hits: dict[int, list[int]] = defaultdict(list)
        before, finds = self._finds(text)
        for place, start, _ in finds:
            hits[before + place].append(start)
        return hits

    def spans(self, text: str) -> dict[int, list[Span]]:
        """As `hits`, with the ends: in a text that is not long nearly all of them are asked for."""
        spans: dict[int, list[Span]] = defaultdict(list)
        before, finds = self._finds(text)
        for place, start, end in finds:
            spans[before + place].append((start, end))
        return spans

    def _finds(self, text: str) -> tuple[int, Iterable[Find]]:
        """How many literals are not looked for, and the others where they stand, by their places behind those."""
        self._asked += 1
        if self._automaton is None and (self._asked == MANY or len(text) > LONG):
            self._prepare()
        if self._automaton is None:
            return 0, self._by_table(text)
        if len(text) > LONG and self._within_lines:
            return self.ones, _by_lines(self._automaton, text)
        return self.ones, self._automaton(text)

    def expect(self, texts: int) -> None:
        """Be ready for so many texts: where they are many, none of them is looked through without the automaton."""
        if texts >= MANY and self._automaton is None:
            self._prepare()

    def _prepare(self) -> None:
        self._automaton = automaton(self.literals.all()[self.ones :])
        for_many_texts()

    def _by_table(self, text: str) -> Iterator[Find]:
        """Every two, three and four characters looked up: for few texts that costs less than building an automaton."""
        pieces = list(text)
        for length, numbers in ((2, self._twos), (3, self._threes)):
            pieces = list(map(add, pieces, text[length - 1 :]))
            found = list(map(numbers.get, pieces, repeat(0)))
            for at, number in compress(enumerate(found), found):
                yield number, at, at + length
        found = list(map(self._fours.get, map(add, pieces, text[3:]), repeat(0)))
        for at, four in compress(enumerate(found), found):
            for length, numbers in self._long_ones(four):
                number = numbers.get(text[at : at + length], 0)
                if number:
                    yield number, at, at + length

    def _long_ones(self, four: int) -> list[tuple[int, dict[str, int]]]:
        """The literals that begin with the same four characters, by length."""
        known = self._of_four.get(four)
        if known is None:
            by_length: dict[int, dict[str, int]] = {}
            for number in range(self._long[four], self._long[four + 1]):
                literal = self.literals[number]
                by_length.setdefault(len(literal), {})[literal] = number
            known = self._of_four[four] = list(by_length.items())
        return known

    def figures(self, text: str, blanks: Sequence[Span]) -> list[Span]:
        """Spans of figures: a number with its counter, a rate, a Chinese numeral with its counter; no blank is one."""
        if self._figure is None:
            return []
        blank = {start for start, _ in blanks}
        return [match.span() for match in self._figure.finditer(text) if match.start() not in blank]


def _by_lines(find: Callable[[str], list[Find]], text: str) -> Iterator[Find]:
    """What is found in each line: all that a long text holds at once would take up much."""
    begin = 0
    for line in text.split("\n"):
        for place, start, end in find(line):
            yield place, begin + start, begin + end
        begin += len(line) + 1
