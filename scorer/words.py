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
from collections.abc import Mapping, Sequence
from typing import Any

from ahocorasick_rs import AhoCorasick, MatchKind

from scorer.clauses import Clauses
from scorer.errors import ScorerError
from scorer.expressions import expression

GAP = 12  # characters that `…` may stand for
MOST_WORDS = 4000  # words that one class may expand to
BUILTIN = ("figure",)
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
    return Lexicon(tuple(numbers), compiled, figure)


def _close_names(name: str, names: Mapping[str, Any]) -> str:
    from difflib import get_close_matches

    return "、".join(get_close_matches(name, list(names), 3, 0.5))


class Lexicon:
    """All words of all classes; built once, asked for each text."""

    def __init__(self, literals: Sequence[str], classes: dict[str, Compiled], figure: str) -> None:
        self.literals = literals
        self.classes = classes
        self.figure = figure
        self._finder: AhoCorasick | None = None
        self._figure: re.Pattern[str] | None = None
        self._owners: list[list[tuple[str, Member]]] = []

    def scan(self, text: str) -> Scan:
        """Find every word in a plain text."""
        if self._finder is None:
            self._finder = AhoCorasick(list(self.literals), matchkind=MatchKind.Standard)
            self._owners = self._index()
        hits: dict[int, list[int]] = {}
        for number, start, _ in self._finder.find_matches_as_indexes(text, overlapping=True):
            if number in hits:
                hits[number].append(start)
            else:
                hits[number] = [start]
        present: dict[str, list[Member]] = {}
        owners = self._owners
        for number in hits:
            for name, member in owners[number]:
                if name in present:
                    present[name].append(member)
                else:
                    present[name] = [member]
        return Scan(self, text, hits, present)

    def _index(self) -> list[list[tuple[str, Member]]]:
        """By literal: the members of classes that begin with it."""
        owners: list[list[tuple[str, Member]]] = [[] for _ in self.literals]
        for name, (members, _, _) in self.classes.items():
            for member in members:
                owners[member[0][0]].append((name, member))
        return owners

    def figures(self, text: str) -> list[Span]:
        """Spans of figures: a number with its counter, a rate, a Chinese numeral with its counter."""
        if not self.figure:
            return []
        if self._figure is None:
            self._figure = expression(self.figure)
        return [match.span() for match in self._figure.finditer(text)]


class Scan:
    """Where the words of a lexicon stand in one text."""

    def __init__(self, lexicon: Lexicon, text: str, hits: dict[int, list[int]], present: dict[str, list[Member]]) -> None:
        self.lexicon = lexicon
        self.text = text
        self.clauses = Clauses(text)
        self._hits = hits
        self._present = present  # by class, the members whose first part stands in the text
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
        if name in BUILTIN and name not in self.lexicon.classes:
            found = self._spans[name] = self.lexicon.figures(self.text)
            return found
        _, takes, patterns = self.lexicon.classes[name]
        spans: list[Span] = []
        hits, literals, text = self._hits, self.lexicon.literals, self.text
        for parts, before, after in self._present.get(name, ()):
            starts = hits[parts[0]]
            if len(parts) == 1:
                length = len(literals[parts[0]])
                pairs = [(start, start + length) for start in starts]
            else:
                pairs = self._gapped(parts, starts)
            if before:
                pairs = [(s, e) for s, e in pairs if not text.endswith(before, s - 12 if s > 12 else 0, s)]
            if after:
                pairs = [(s, e) for s, e in pairs if not text.startswith(after, e)]
            spans += pairs
        for taken in takes:
            spans += self.spans(taken)
        for pattern in patterns:
            spans += self._by_pattern(pattern)
        if len(spans) > 1:
            spans = _longest(spans)
        self._spans[name] = spans
        return spans

    def _by_pattern(self, pattern: str) -> list[Span]:
        from scorer.patterns import find

        found, whole = find(pattern, self.text)
        if not whole:
            self.slow.append(pattern)
        return found

    def _gapped(self, parts: tuple[int, ...], starts: list[int]) -> list[Span]:
        hits, literals, text = self._hits, self.lexicon.literals, self.text
        pairs = [(start, start + len(literals[parts[0]])) for start in starts]
        for part in parts[1:]:
            nexts = hits.get(part)
            if nexts is None:
                return []
            length = len(literals[part])
            reached = []
            for start, end in pairs:
                index = bisect_left(nexts, end)
                if index < len(nexts) and nexts[index] <= end + GAP:
                    gap = text[end : nexts[index]]
                    if "。" not in gap and "\n" not in gap and ";" not in gap:
                        reached.append((start, nexts[index] + length))
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
