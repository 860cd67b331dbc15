"""Word classes: written once in YAML, found all together in one pass, asked by name afterwards.

`compile_words` turns the `words:` mappings of YAML files into a `Lexicon` of plain values that can
be cached; `Lexicon.scan` finds every word of every class in a text; `Scan` answers where a class
stands, as spans of characters or as a set of clauses.

A class in YAML::

    leader:
      any: [书记, 县长, "<organ>主要负责人", 听取…汇报]
      unless_preceded_by: [副, 分管]
      unless_followed_by: [助理]

`patterns:` beside `any:` takes bounded regular expressions, where words do not do.
`<name>` stands for every word of another class; an entry that is only `<name>` takes that class
over with its own conditions, those of the taking class on top. `…` is a gap of at most 12 characters within a sentence.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import compress, repeat
from operator import add
from sys import byteorder
from typing import TYPE_CHECKING

from scorer.errors import ScorerError
from scorer.text.clauses import Clauses
from scorer.text.expressions import expression

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

GAP = 12  # characters that `…` may stand for
MOST_WORDS = 4000  # words that one class may expand to
BUILTIN = ("figure",)
_BETWEEN = "\0"  # stands between literals; no text holds it
_CLASS = expression(r"<([^<>]*)>")

Span = tuple[int, int]
# A class as it is cached: members, each (parts, before, after) with parts = literal numbers in order,
# the names of the classes that it takes over whole, its patterns, and its own conditions, which hold for all of them.
Member = tuple[tuple[int, ...], tuple[str, ...], tuple[str, ...]]
Compiled = tuple[tuple[Member, ...], tuple[str, ...], tuple[str, ...], tuple[tuple[str, ...], tuple[str, ...]]]


class WordsError(ScorerError):
    """A class that cannot be built; `name` says which."""

    def __init__(self, name: str, message: str, mend: str = "") -> None:
        super().__init__(message, mend)
        self.name = name


def compile_words(classes: Mapping[str, Mapping[str, Any]], figure: str = "") -> Lexicon:
    """Mapping of class name -> {any, unless_preceded_by, unless_followed_by} -> Lexicon.

    `figure` is the source of the expression for the built-in class `figure`.
    Raises WordsError for an unknown class, a class that contains itself, or one that grows too large.
    """
    numbers: dict[str, int] = {}
    compiled: dict[str, Compiled] = {}
    expanded: dict[str, tuple[str, ...]] = {}

    def words_of(name: str, path: tuple[str, ...]) -> tuple[str, ...]:
        if name in BUILTIN and name not in classes:
            return ()
        if name in path:
            raise WordsError(path[0], f"词组 <{name}> 包含了自己：{' → '.join((*path, name))}", "去掉其中一处引用")
        if name not in classes:
            close = _close_names(name, classes)
            raise WordsError(
                path[0] if path else name, f"没有名为 <{name}> 的词组", f"相近的有：{close}" if close else ""
            )
        if name not in expanded:
            found: dict[str, None] = {}
            for entry in classes[name].get("any", ()):
                for word in _expand(str(entry), (*path, name)):
                    found[word] = None
            if len(found) > MOST_WORDS:
                raise WordsError(
                    name, f"词组 <{name}> 展开后有 {len(found)} 个词，上限 {MOST_WORDS}", "拆成几个词组，或少嵌套一层"
                )
            expanded[name] = tuple(found)
        return expanded[name]

    def _expand(entry: str, path: tuple[str, ...]) -> list[str]:
        pieces = _CLASS.split(entry)
        results = [pieces[0]]
        for index in range(1, len(pieces), 2):
            inner = words_of(pieces[index], path)
            if len(results) * len(inner) > MOST_WORDS:
                raise WordsError(path[0], f"“{entry}”展开后超过 {MOST_WORDS} 个词", "少嵌套一层")
            results = [left + word + pieces[index + 1] for left in results for word in inner]
        return results

    for name, body in classes.items():
        before = tuple(map(str, body.get("unless_preceded_by", ())))
        after = tuple(map(str, body.get("unless_followed_by", ())))
        members = []
        takes = []
        seen = set()
        for entry in map(str, body.get("any", ())):
            whole = _CLASS.fullmatch(entry)
            if whole and whole.group(1) in BUILTIN and whole.group(1) not in classes:
                takes.append(whole.group(1))
                continue
            if whole:
                words_of(whole.group(1), (name,))
                takes.append(whole.group(1))
                continue
            for word in _expand(entry, (name,)):
                if word in seen:
                    continue
                seen.add(word)
                parts = tuple(numbers.setdefault(part, len(numbers)) for part in word.split("…") if part)
                if parts:
                    members.append((parts, before, after))
        compiled[name] = (tuple(members), tuple(takes), tuple(map(str, body.get("patterns", ()))), (before, after))
    return Lexicon.of(tuple(numbers), compiled, figure)


def _close_names(name: str, names: Mapping[str, Any]) -> str:
    from difflib import get_close_matches

    return "、".join(get_close_matches(name, list(names), 3, 0.5))


def _table(numbers: Sequence[int]) -> tuple[str, bytes]:
    """Numbers as bytes of the least size that holds them all, and the code of that size."""
    most = max(numbers, default=0)
    code, size = next((code, size) for code, size in (("B", 1), ("H", 2), ("I", 4), ("Q", 8)) if most < 256**size)
    return code, b"".join(number.to_bytes(size, byteorder) for number in numbers)


def _joined(lists: Sequence[Sequence[int]]) -> tuple[list[int], list[int]]:
    """Lists one behind the other, and where each begins, the end of the last included."""
    begins = [0]
    for numbers in lists:
        begins.append(begins[-1] + len(numbers))
    return begins, [number for numbers in lists for number in numbers]


def _numbers_of(table: tuple[str, bytes]) -> memoryview:
    return memoryview(table[1]).cast(table[0])  # type: ignore[call-overload, no-any-return]


class Lexicon:
    """All words of all classes; made once, kept in a few long values that load quickly, asked for each text.

    Literals are numbered by length (1, 2, 3, longer), then by the alphabet, so that all long ones with the same first
    four characters stand together. Members are numbered class by class.
    """

    def __init__(
        self,
        figure: str,
        literals: str,
        bounds: tuple[int, int, int],
        fours: str,
        names: tuple[str, ...],
        rests: tuple[tuple[int, ...], ...],
        guards: dict[str, tuple[tuple[str, ...], tuple[str, ...]]],
        wholes: tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]],
        tables: tuple[tuple[str, bytes], ...],
    ) -> None:
        self._figure = expression(figure) if figure else None
        self.names = names  # of the classes
        self._to_plain = (figure, literals, bounds, fours, names, rests, guards, wholes, tables)
        self.literals = literals.split(_BETWEEN)  # number 0 is no word
        self._ones, twos, threes = bounds  # where the literals of 1, of 2 and of 3 characters end
        self._twos = dict(zip(self.literals[self._ones : twos], range(self._ones, twos), strict=True))
        self._threes = dict(zip(self.literals[twos:threes], range(twos, threes), strict=True))
        prefixes = fours.split(_BETWEEN)
        self._fours = dict(zip(prefixes, range(1, len(prefixes) + 1), strict=True))
        self._rests = rests  # further parts behind gaps; number 0: none
        self._guards = guards  # by class: what may not stand before its words and behind them
        self._takes, self._patterns = wholes
        self._numbers = dict(zip(names, range(len(names)), strict=True))
        (
            self._long,  # by number of four characters: the first literal that begins so
            self._ends,  # by class: the end of its members
            self._firsts,  # by member: its first literal
            self._rest,  # by member: number in `rests`
            self._named,  # by member: its class
            self._plain_from,  # by literal: where its classes begin in `_plain`
            self._plain,  # classes that have a literal as a word
            self._gapped_from,  # by literal: where its members begin in `_gapped`
            self._gapped,  # members with gaps that begin with a literal
        ) = map(_numbers_of, tables)
        self._single: dict[int, tuple[list[int], list[int]]] | None = None

    @classmethod
    def of(cls, literals: Sequence[str], classes: Mapping[str, Compiled], figure: str) -> Lexicon:
        """The lexicon of compiled classes, whose members name their parts by place in `literals`."""
        ranked = ["", *sorted(literals, key=lambda word: (min(len(word), 4), word))]
        number = {word: at for at, word in enumerate(ranked)}
        ones, twos, threes = (sum(len(word) <= length for word in ranked) for length in (1, 2, 3))
        fours: dict[str, int] = {"": 0}
        for at in range(threes, len(ranked)):
            fours.setdefault(ranked[at][:4], at)
        rests: dict[tuple[int, ...], int] = {(): 0}
        ends: list[int] = []
        firsts: list[int] = []
        rest: list[int] = []
        named: list[int] = []
        plain: list[list[int]] = [[] for _ in ranked]
        gapped: list[list[int]] = [[] for _ in ranked]
        for name, (members, *_) in enumerate(classes.values()):
            for parts, _, _ in members:
                first, *further = (number[literals[part]] for part in parts)
                rest.append(rests.setdefault(tuple(further), len(rests)))
                if further:
                    gapped[first].append(len(firsts))
                else:
                    plain[first].append(name)
                firsts.append(first)
                named.append(name)
            ends.append(len(firsts))
        tables = ([*fours.values(), len(ranked)], ends, firsts, rest, named, *_joined(plain), *_joined(gapped))
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
            tuple(map(_table, tables)),
        )

    def to_plain(self) -> Any:
        """What `Lexicon(*plain)` takes: plain values that a cache can keep."""
        return self._to_plain

    def members(self, name: str) -> tuple[Member, ...]:
        """The members of a class in the order of YAML, without those of classes that it takes over."""
        number = self._numbers[name]
        before, after = self._guards.get(name, ((), ()))
        members = range(self._ends[number - 1] if number else 0, self._ends[number])
        return tuple(((self._firsts[at], *self._rests[self._rest[at]]), before, after) for at in members)

    def takes(self, name: str) -> tuple[str, ...]:
        """The classes that a class takes over whole."""
        return self._takes.get(name, ())

    def patterns(self, name: str) -> tuple[str, ...]:
        """The patterns of a class."""
        return self._patterns.get(name, ())

    def words(self, name: str) -> tuple[str, ...]:
        """The words of a class without gaps, whatever their conditions; not those of classes that it takes over."""
        return tuple(self.literals[parts[0]] for parts, _, _ in self.members(name) if len(parts) == 1)

    def singles(self) -> Mapping[int, tuple[list[int], list[int]]]:
        """By class: its words of one character, and its members with gaps that begin with one."""
        if self._single is None:
            self._single = {}
            for literal in range(1, self._ones):
                for name in self._plain[self._plain_from[literal] : self._plain_from[literal + 1]]:
                    self._single.setdefault(name, ([], []))[0].append(literal)
                for member in self._gapped[self._gapped_from[literal] : self._gapped_from[literal + 1]]:
                    self._single.setdefault(self._named[member], ([], []))[1].append(member)
        return self._single

    def scan(self, text: str) -> Scan:
        """Find every word in a plain text."""
        return Scan(self, text, self._hits(text))

    def _hits(self, text: str) -> dict[int, list[Span]]:
        """Spans of every literal of two characters and more that stands in a text, each in order.

        Looking up every two, three and four characters in a dict takes no longer than handing over the finds of an
        automaton, and there is no automaton to be built.
        """
        hits: dict[int, list[Span]] = {}
        pieces = list(text)
        for length, numbers in ((2, self._twos), (3, self._threes)):
            pieces = list(map(add, pieces, text[length - 1 :]))
            found = list(map(numbers.get, pieces, repeat(0)))
            for at, number in compress(enumerate(found), found):
                if number in hits:
                    hits[number].append((at, at + length))
                else:
                    hits[number] = [(at, at + length)]
        found = list(map(self._fours.get, map(add, pieces, text[3:]), repeat(0)))
        long, literals = self._long, self.literals
        for at, four in compress(enumerate(found), found):
            for number in range(long[four], long[four + 1]):
                literal = literals[number]
                if text.startswith(literal, at):
                    if number in hits:
                        hits[number].append((at, at + len(literal)))
                    else:
                        hits[number] = [(at, at + len(literal))]
        return hits

    def figures(self, text: str) -> list[Span]:
        """Spans of figures: a number with its counter, a rate, a Chinese numeral with its counter."""
        return [match.span() for match in self._figure.finditer(text)] if self._figure is not None else []


class Scan:
    """Where the words of a lexicon stand in one text."""

    def __init__(self, lexicon: Lexicon, text: str, hits: dict[int, list[Span]]) -> None:
        self.lexicon = lexicon
        self.text = text
        self.clauses = Clauses(text)
        self.slow: list[str] = []  # patterns that ran out of time on this text
        self._hits = hits  # spans by literal; those of one character are added when they are asked for
        self._reached: dict[tuple[int, int], list[Span]] = {}
        self._found: dict[str, tuple[list[list[Span]], bool]] = {}
        self._spans: dict[str, list[Span]] = {}
        self._masks: dict[str, int] = {}
        self._plain: dict[int, list[list[Span]]] = {}  # by class, the spans of its words
        self._gapped: dict[int, list[int]] = {}  # by class, its members with gaps whose first part stands in the text
        plain, plain_from, plain_of = self._plain, lexicon._plain_from, lexicon._plain
        gapped, gapped_from, gapped_of = self._gapped, lexicon._gapped_from, lexicon._gapped
        named, rest_of = lexicon._named, lexicon._rest
        whole = [
            all(part in hits or part < lexicon._ones for part in rest) for rest in lexicon._rests
        ]  # by number of further parts: whether all stand in the text
        for number, spans in hits.items():
            for name in plain_of[plain_from[number] : plain_from[number + 1]]:
                if name in plain:
                    plain[name].append(spans)
                else:
                    plain[name] = [spans]
            for member in gapped_of[gapped_from[number] : gapped_from[number + 1]]:
                if not whole[rest_of[member]]:
                    continue
                name = named[member]
                if name in gapped:
                    gapped[name].append(member)
                else:
                    gapped[name] = [member]

    def spans(self, name: str) -> list[Span]:
        """Half-open spans of a class in order; a span inside a longer one of the same class is left out.

        KeyError for a class that the lexicon does not have.
        """
        known = self._spans.get(name)
        if known is None:
            lists, _ = self._lists(name)
            # One word alone is in order, and so are figures.
            known = lists[0] if len(lists) == 1 else _longest([span for spans in lists for span in spans])
            self._spans[name] = known
        return known

    def _lists(self, name: str) -> tuple[list[list[Span]], bool]:
        """Spans of a class as they come, and whether one of them may reach into another clause."""
        known = self._found.get(name)
        if known is None:
            known = self._found[name] = self._find(name)
        return known

    def _find(self, name: str) -> tuple[list[list[Span]], bool]:
        lexicon = self.lexicon
        number = lexicon._numbers.get(name)
        if number is None:
            if name in BUILTIN:
                return [lexicon.figures(self.text)], False
            raise KeyError(name)
        lists = self._plain.get(number, [])
        members = self._gapped.get(number, [])
        single = lexicon.singles().get(number)
        if single is not None:
            lists = [*lists, *filter(None, map(self._of_literal, single[0]))]
            members = [*members, *single[1]]
        reached = [spans for spans in map(self._of_member, members) if spans]
        lists = [*lists, *reached]
        crossing = bool(reached)
        for taken in lexicon.takes(name):
            spans, crosses = self._lists(taken)
            lists = [*lists, *spans]
            crossing |= crosses
        for pattern in lexicon.patterns(name):
            lists = [*lists, sorted(self._by_pattern(pattern))]
            crossing = True
        guard = lexicon._guards.get(name)
        if guard is not None and lists:
            allowed = self._allowed([span for spans in lists for span in spans], *guard)
            lists = [_longest(allowed)] if allowed else []
        if len(lists) == 1 and reached and guard is None:
            lists = [_longest(lists[0])]
        return lists, crossing

    def _allowed(self, spans: list[Span], before: tuple[str, ...], after: tuple[str, ...]) -> list[Span]:
        """Spans without those that have one of `before` or of `after` beside them."""
        text = self.text
        if before:
            spans = [(s, e) for s, e in spans if not text.endswith(before, s - 12 if s > 12 else 0, s)]
        if after:
            spans = [(s, e) for s, e in spans if not text.startswith(after, e)]
        return spans

    def every(self, name: str) -> list[Span]:
        """Spans of all words of a class without gaps and conditions, one inside another too, in no order."""
        number = self.lexicon._numbers[name]
        single = self.lexicon.singles().get(number)
        lists = [*self._plain.get(number, ()), *map(self._of_literal, single[0] if single else ())]
        return [span for spans in lists for span in spans]

    def in_clause(self, name: str, clause: int) -> list[Span]:
        """Spans of a class that begin in a clause."""
        spans, starts = self.spans(name), self.clauses.starts
        low = bisect_left(spans, (starts[clause],))
        if clause + 1 == len(starts):
            return spans[low:]
        return spans[low : bisect_left(spans, (starts[clause + 1],), low)]

    def _of_literal(self, literal: int) -> list[Span]:
        """Spans of a literal, in order."""
        found = self._hits.get(literal)
        if found is None:
            found = []
            if literal < self.lexicon._ones:
                find, char = self.text.find, self.lexicon.literals[literal]
                at = find(char)
                while at >= 0:
                    found.append((at, at + 1))
                    at = find(char, at + 1)
            self._hits[literal] = found
        return found

    def _by_pattern(self, pattern: str) -> list[Span]:
        from scorer.text.patterns import find

        found, whole = find(pattern, self.text)
        if not whole:
            self.slow.append(pattern)
        return found

    def _of_member(self, member: int) -> list[Span]:
        """Spans of a member with gaps: each part at most `GAP` characters behind the one before, in its sentence."""
        first, rest = self.lexicon._firsts[member], self.lexicon._rest[member]
        known = self._reached.get((first, rest))
        if known is None:  # many classes nest the same words
            known = self._reached[first, rest] = self._reach(self._of_literal(first), self.lexicon._rests[rest])
        return known

    def _reach(self, pairs: list[Span], rest: tuple[int, ...]) -> list[Span]:
        text = self.text
        found = [self._of_literal(part) for part in rest]
        if not all(found):
            return []
        for nexts in found:
            reached = []
            for start, end in pairs:
                index = bisect_left(nexts, (end,))
                if index < len(nexts) and nexts[index][0] <= end + GAP:
                    gap = text[end : nexts[index][0]]
                    if "。" not in gap and "\n" not in gap and ";" not in gap:
                        reached.append((start, nexts[index][1]))
            pairs = reached
        return pairs

    def mask(self, name: str) -> int:
        """Clauses in which a class occurs (where a gapped word begins)."""
        known = self._masks.get(name)
        if known is None:
            lists, crossing = self._lists(name)
            if crossing:  # a word within a longer one does not count, and may begin in another clause
                known = self.clauses_of(self.spans(name))
            else:
                known, bit_at = 0, self.clauses.bit_at
                for spans in lists:
                    for start, _ in spans:
                        known |= bit_at[start]
            self._masks[name] = known
        return known

    def clauses_of(self, spans: Sequence[Span]) -> int:
        """Clauses in which the spans begin."""
        mask = 0
        if spans:
            bit_at = self.clauses.bit_at
            for start, _ in spans:
                mask |= bit_at[start]
        return mask

    def has(self, name: str, start: int, end: int) -> bool:
        """Whether a word of the class lies inside the half-open span."""
        return self.first(name, start, end) is not None

    def first(self, name: str, start: int, end: int) -> Span | None:
        """The first word of the class inside the half-open span."""
        spans = self.spans(name)
        for index in range(bisect_left(spans, (start,)), len(spans)):
            span = spans[index]
            if span[0] >= end:
                return None
            if span[1] <= end:
                return span
        return None

    def inside(self, name: str, start: int, end: int) -> list[Span]:
        """All words of the class inside the half-open span."""
        spans = self.spans(name)
        low, high = bisect_left(spans, (start,)), bisect_left(spans, (end,))
        return [span for span in spans[low:high] if span[1] <= end]


def _longest(spans: list[Span]) -> list[Span]:
    """Spans in order, without those that lie inside another."""
    if len(spans) < 2:
        return spans
    spans.sort()
    kept: list[Span] = []
    last, reach = -1, -1
    for span in spans:
        start, end = span
        if end > reach:
            if start == last:  # the longer of two that begin together comes second
                kept[-1] = span
            else:
                kept.append(span)
                last = start
            reach = end
    return kept
