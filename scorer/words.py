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
over as it is, with its own conditions. `…` is a gap of at most 12 characters within a sentence.
"""

from __future__ import annotations

from bisect import bisect_left
from operator import add
from sys import byteorder

from scorer.clauses import Clauses
from scorer.errors import ScorerError
from scorer.expressions import expression

TYPE_CHECKING = False  # typing is slow to import, and only a checker asks
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
# the names of the classes that it takes over whole, and its patterns.
Member = tuple[tuple[int, ...], tuple[str, ...], tuple[str, ...]]
Compiled = tuple[tuple[Member, ...], tuple[str, ...], tuple[str, ...]]


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
            raise WordsError(path[0] if path else name, f"没有名为 <{name}> 的词组", f"相近的有：{close}" if close else "")
        if name not in expanded:
            found: dict[str, None] = {}
            for entry in classes[name].get("any", ()):
                for word in _expand(str(entry), (*path, name)):
                    found[word] = None
            if len(found) > MOST_WORDS:
                raise WordsError(name, f"词组 <{name}> 展开后有 {len(found)} 个词，上限 {MOST_WORDS}", "拆成几个词组，或少嵌套一层")
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
                if not before and not after:
                    takes.append(whole.group(1))
                    continue
            for word in _expand(entry, (name,)):
                if word in seen:
                    continue
                seen.add(word)
                parts = tuple(numbers.setdefault(part, len(numbers)) for part in word.split("…") if part)
                if parts:
                    members.append((parts, before, after))
        compiled[name] = (tuple(members), tuple(takes), tuple(map(str, body.get("patterns", ()))))
    return Lexicon.of(tuple(numbers), compiled, figure)


def _close_names(name: str, names: Mapping[str, Any]) -> str:
    from difflib import get_close_matches

    return "、".join(get_close_matches(name, list(names), 3, 0.5))


def _table(numbers: Sequence[int]) -> tuple[str, bytes]:
    """Numbers as bytes of the least size that holds them all, and the code of that size."""
    most = max(numbers, default=0)
    code, size = next((code, size) for code, size in (("B", 1), ("H", 2), ("I", 4), ("Q", 8)) if most < 256**size)
    return code, b"".join(number.to_bytes(size, byteorder) for number in numbers)


def _numbers_of(table: tuple[str, bytes]) -> memoryview:
    return memoryview(table[1]).cast(table[0])  # type: ignore[call-overload, no-any-return]


class Lexicon:
    """All words of all classes; made once, kept in a few long values that load quickly, asked for each text.

    Literals are numbered: those of one character, those of two, then the longer ones in alphabetical order, so that
    all with the same first three stand together. Members are numbered class by class.
    """

    def __init__(
        self,
        figure: str,
        literals: str,
        shorter: tuple[int, int],
        triples: str,
        names: tuple[str, ...],
        rests: tuple[tuple[int, ...], ...],
        guards: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...],
        wholes: tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]],
        tables: tuple[tuple[str, bytes], ...],
    ) -> None:
        self._figure = expression(figure) if figure else None
        self.names = names  # of the classes
        self._plain = (figure, literals, shorter, triples, names, rests, guards, wholes, tables)
        self.literals = literals.split(_BETWEEN) if literals else []
        self._single, self._double = shorter  # how many literals have one character, and how many at most two
        self._pairs = dict(zip(self.literals[self._single : self._double], range(self._single, self._double)))
        self._triples = dict(zip(triples.split(_BETWEEN), range(len(literals)))) if triples else {}
        self._rests = rests  # the further parts of members with a gap
        self._guards = guards  # what may not stand before and behind a member
        self._takes, self._patterns = wholes
        self._numbers = dict(zip(names, range(len(names))))
        tripled, ends, firsts, after, guarded, named, owned, owners = map(_numbers_of, tables)
        self._tripled = tripled  # by first three characters: the first literal that has them, and the end of all
        self._ends = ends  # by class: the end of its members
        self._firsts = firsts  # by member: its first literal
        self._after = after  # by member: number in `rests`
        self._guarded = guarded  # by member: number in `guards`
        self._named = named  # by member: its class
        self._owned = owned  # by literal: where its members begin in `owners`
        self._owners = owners  # members by the literal that they begin with

    @classmethod
    def of(cls, literals: Sequence[str], classes: Mapping[str, Compiled], figure: str) -> Lexicon:
        """The lexicon of compiled classes, whose members name their parts by place in `literals`."""
        ranked = sorted(literals, key=lambda word: (min(len(word), 3), word))
        number = {word: at for at, word in enumerate(ranked)}
        single, double = (sum(len(word) <= length for word in ranked) for length in (1, 2))
        triples: dict[str, int] = {}
        for at in range(double, len(ranked)):
            triples.setdefault(ranked[at][:3], at)
        rests: dict[tuple[int, ...], int] = {(): 0}
        guards: dict[tuple[tuple[str, ...], tuple[str, ...]], int] = {((), ()): 0}
        ends: list[int] = []
        firsts: list[int] = []
        after: list[int] = []
        guarded: list[int] = []
        named: list[int] = []
        owners: list[list[int]] = [[] for _ in ranked]
        for name, (members, _, _) in enumerate(classes.values()):
            for parts, *guard in members:
                first, *rest = (number[literals[part]] for part in parts)
                owners[first].append(len(firsts))
                firsts.append(first)
                named.append(name)
                after.append(rests.setdefault(tuple(rest), len(rests)))
                guarded.append(guards.setdefault((guard[0], guard[1]), len(guards)))
            ends.append(len(firsts))
        owned = [0]
        for found in owners:
            owned.append(owned[-1] + len(found))
        begun = [member for found in owners for member in found]
        tables = ([*triples.values(), len(ranked)], ends, firsts, after, guarded, named, owned, begun)
        takes = {name: taken for name, (_, taken, _) in classes.items() if taken}
        patterns = {name: found for name, (_, _, found) in classes.items() if found}
        return cls(
            figure,
            _BETWEEN.join(ranked),
            (single, double),
            _BETWEEN.join(triples),
            tuple(classes),
            tuple(rests),
            tuple(guards),
            (takes, patterns),
            tuple(map(_table, tables)),
        )

    def to_plain(self) -> Any:
        """What `Lexicon(*plain)` takes: plain values that a cache can keep."""
        return self._plain

    def members(self, name: str) -> tuple[Member, ...]:
        """The members of a class in the order of YAML, without those of classes that it takes over."""
        number = self._numbers[name]
        found = []
        for member in range(self._ends[number - 1] if number else 0, self._ends[number]):
            parts = (self._firsts[member], *self._rests[self._after[member]])
            found.append((parts, *self._guards[self._guarded[member]]))
        return tuple(found)

    def takes(self, name: str) -> tuple[str, ...]:
        """The classes that a class takes over whole."""
        return self._takes.get(name, ())

    def patterns(self, name: str) -> tuple[str, ...]:
        """The patterns of a class."""
        return self._patterns.get(name, ())

    def words(self, name: str) -> tuple[str, ...]:
        """The words of a class without gaps, whatever their conditions; not those of classes that it takes over."""
        return tuple(self.literals[parts[0]] for parts, _, _ in self.members(name) if len(parts) == 1)

    def scan(self, text: str) -> Scan:
        """Find every word in a plain text."""
        hits = self._hits(text)
        present: dict[int, list[int]] = {}
        owned, owners, named = self._owned, self._owners, self._named
        for number in hits:
            for member in owners[owned[number] : owned[number + 1]]:
                name = named[member]
                if name in present:
                    present[name].append(member)
                else:
                    present[name] = [member]
        return Scan(self, text, hits, present)

    def _hits(self, text: str) -> dict[int, list[Span]]:
        """Spans of every literal that stands in a text, each in order.

        Looking up every two and every three characters in a dict takes no longer than handing over the finds of an
        automaton, and there is no automaton to be built.
        """
        hits: dict[int, list[Span]] = {}
        literals = self.literals
        for number in range(self._single):
            at = text.find(literals[number])
            while at >= 0:
                hits.setdefault(number, []).append((at, at + 1))
                at = text.find(literals[number], at + 1)
        twos = list(map(add, text, text[1:]))
        for at, found in enumerate(map(self._pairs.get, twos)):
            if found is not None:
                if found in hits:
                    hits[found].append((at, at + 2))
                else:
                    hits[found] = [(at, at + 2)]
        tripled = self._tripled
        for at, triple in enumerate(map(self._triples.get, map(add, twos, text[2:]))):
            if triple is not None:
                for number in range(tripled[triple], tripled[triple + 1]):
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

    def __init__(
        self, lexicon: Lexicon, text: str, hits: dict[int, list[Span]], present: dict[int, list[int]]
    ) -> None:
        self.lexicon = lexicon
        self.text = text
        self.clauses = Clauses(text)
        self._hits = hits  # spans by literal
        self._present = present  # by class, the members whose first part stands in the text
        self._guarded: dict[tuple[int, int], list[Span]] = {}
        self._spans: dict[str, list[Span]] = {}
        self._masks: dict[str, int] = {}
        self.slow: list[str] = []  # patterns that ran out of time on this text

    def spans(self, name: str) -> list[Span]:
        """Half-open spans of a class in order; a span inside a longer one of the same class is left out.

        KeyError for a class that the lexicon does not have.
        """
        known = self._spans.get(name)
        if known is not None:
            return known
        lexicon = self.lexicon
        number = lexicon._numbers.get(name)
        if number is None and name in BUILTIN:
            found = self._spans[name] = lexicon.figures(self.text)
            return found
        if number is None:
            raise KeyError(name)
        spans: list[Span] = []
        lists = 0  # one list alone is in order
        for member in self._present.get(number, ()):
            found = self._of_member(member)
            if found:
                lists += 1
                spans += found
        for taken in lexicon.takes(name):
            lists += 2
            spans += self.spans(taken)
        for pattern in lexicon.patterns(name):
            lists += 2
            spans += self._by_pattern(pattern)
        if lists > 1 and len(spans) > 1:
            spans = _longest(spans)
        self._spans[name] = spans
        return spans

    def every(self, name: str) -> list[Span]:
        """Spans of all words of a class without gaps and conditions, one inside another too, in no order."""
        number = self.lexicon._numbers[name]
        firsts = self.lexicon._firsts
        return [span for member in self._present.get(number, ()) for span in self._hits[firsts[member]]]

    def _of_member(self, member: int) -> list[Span]:
        """Spans of a member, by its parts and conditions."""
        lexicon = self.lexicon
        first, rest, guard = lexicon._firsts[member], lexicon._after[member], lexicon._guarded[member]
        if rest:
            pairs = self._gapped(first, lexicon._rests[rest])
        elif not guard:
            return self._hits[first]
        else:
            # Many classes nest the same words under the same conditions.
            known = self._guarded.get((first, guard))
            if known is not None:
                return known
            pairs = self._hits[first]
        if guard and pairs:
            text = self.text
            before, after = lexicon._guards[guard]
            if before:
                pairs = [(s, e) for s, e in pairs if not text.endswith(before, s - 12 if s > 12 else 0, s)]
            if after:
                pairs = [(s, e) for s, e in pairs if not text.startswith(after, e)]
        if not rest:
            self._guarded[first, guard] = pairs
        return pairs

    def _by_pattern(self, pattern: str) -> list[Span]:
        from scorer.patterns import find

        found, whole = find(pattern, self.text)
        if not whole:
            self.slow.append(pattern)
        return found

    def _gapped(self, first: int, rest: tuple[int, ...]) -> list[Span]:
        """Spans of a member with gaps: each part at most `GAP` characters behind the one before, in its sentence."""
        hits, text = self._hits, self.text
        pairs = hits[first]
        for part in rest:
            nexts = hits.get(part)
            if nexts is None:
                return []
            reached = []
            for start, end in pairs:
                index = bisect_left(nexts, (end,))
                if index < len(nexts) and nexts[index][0] <= end + GAP:
                    gap = text[end : nexts[index][0]]
                    if "。" not in gap and "\n" not in gap and ";" not in gap:
                        reached.append((start, nexts[index][1]))
            pairs = reached
            if not pairs:
                return []
        return pairs

    def mask(self, name: str) -> int:
        """Clauses in which a class occurs (where a gapped word begins)."""
        known = self._masks.get(name)
        if known is None:
            known = self._masks[name] = self.clauses_of(self.spans(name))
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
    spans.sort()
    kept: list[Span] = []
    last, reach = -1, -1
    for span in spans:
        if span[0] == last:
            if span[1] > reach:  # the longer of two that begin together comes second
                kept[-1] = span
                reach = span[1]
        elif span[1] > reach:
            kept.append(span)
            last, reach = span
    return kept
