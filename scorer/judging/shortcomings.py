"""Sections with the role "problems" -> shortcomings as distinct items, and the reasons that are given for them."""

from __future__ import annotations

from bisect import bisect_left
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from scorer.model import Role, Section, Verdict
from scorer.text.expressions import expression
from scorer.text.words import Lexicon, Scan, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

TOPIC = "topic-"
GENERAL = "topic-general-"  # too wide to make a shortcoming concrete
FORMULA = "deficit-formula-characters"
SPECIFIC = 2  # characters beyond the formula that make a shortcoming concrete
REACH = 400  # characters of a sentence that are looked at on either side
NEAR = 3  # near misses shown at most

# 一、 (一) 1. (1) 一是 第一, 其一, ① at the start of a clause; the group tells the kind, its text the number.
_NUMERAL = "[一二三四五六七八九十]"
_MARK = expression(
    rf"(?<![^\n。;:,!? ])(?:(?P<major>{_NUMERAL}{{1,3}})、|\((?P<minor>{_NUMERAL}{{1,3}})\)、?"
    rf"|(?P<digit>\d{{1,2}})[.、](?!\d)|\(?(?P<round>\d{{1,2}})\)|(?P<inline>{_NUMERAL})[是则]"
    rf"|(?:[^\W\d]{{2}})?(?P<label>{_NUMERAL}|\d):|第(?P<ordinal>{_NUMERAL})(?:[,、是]|个是)"
    rf"|其(?P<thing>{_NUMERAL})[,、是:]|(?P<ring>[①-⑩]))[ ,]?"
)
_FIRST = frozenset("一1①")
_SENTENCE_END = "。!?\n"


class Item(NamedTuple):
    """A shortcoming or a direction of the plan; offsets of the plain text, half-open."""

    start: int
    end: int
    head: Span  # the words that state it
    topics: tuple[str, ...]  # names of topic classes, most special first
    generic: bool = False  # a formula without an object
    outside: bool = False  # pressure from outside, no shortcoming of one's own


class Cause(NamedTuple):
    """A reason given for a stated shortcoming; offsets of the plain text, half-open."""

    start: int
    end: int
    explicit: bool


class Judged(NamedTuple):
    """What a criterion of this family is judged, with spans of the plain text."""

    verdict: Verdict
    reason: str
    evidence: tuple[Span, ...] = ()
    near_misses: tuple[tuple[Span, str], ...] = ()  # span, code of the reason why it does not count
    pairs: tuple[tuple[Item, Item | None], ...] = ()


class _Part(NamedTuple):
    """A stretch of a section: one numbered item, running text, or text that gives reasons."""

    start: int
    end: int
    kind: str  # numbered, running, reasons


def remembered(
    find: Callable[[Scan, Sequence[Section]], tuple[Item, ...]],
) -> Callable[[Scan, Sequence[Section]], tuple[Item, ...]]:
    """Keep what was found in the last report: several criteria ask for the same items."""
    last: tuple[Scan | None, Sequence[Section], tuple[Item, ...]] = (None, (), ())

    def ask(scan: Scan, sections: Sequence[Section]) -> tuple[Item, ...]:
        nonlocal last
        if last[0] is not scan or last[1] is not sections:  # the same objects: hashing the sections takes too long
            last = (scan, sections, find(scan, sections))
        return last[2]

    return ask


@remembered
def problem_items(scan: Scan, sections: Sequence[Section]) -> tuple[Item, ...]:
    """Distinct shortcomings in the sections with the role "problems", in order."""
    items: list[Item] = []
    for section in sections:
        if section.role is Role.PROBLEMS:
            for part in _parts(scan, *body(scan, section)):
                if part.kind == "numbered":
                    items += _numbered(scan, part.start, part.end)
                elif part.kind == "running":
                    items += _running(scan, part.start, part.end)
    concrete = any(not item.generic for item in items)
    return tuple(item for item in items if not (concrete and item.generic and not item.topics))


def causes(scan: Scan, sections: Sequence[Section], items: Sequence[Item]) -> tuple[Cause, ...]:
    """Reasons given for the stated shortcomings, explicit ones first."""
    found: list[Cause] = []
    for section in sections:
        if section.role is not Role.PROBLEMS:
            continue
        start, end = body(scan, section)
        for part in _parts(scan, start, end):
            if part.kind == "reasons" and items:
                found += _told_reasons(scan, part.start, part.end)
        found += _explicit(scan, start, end, bool(items))
        found += _implied(scan, items, start, end)
    found.sort(key=lambda cause: (not cause.explicit, cause.start))
    return tuple(dict.fromkeys(found))


def judge_problems(scan: Scan, sections: Sequence[Section], *, distinct: int = 2) -> Judged:
    """Are the jurisdiction's own shortcomings stated; `distinct` concrete ones meet the criterion."""
    items = problem_items(scan, sections)
    own = [item for item in items if not item.generic and not item.outside]
    evidence = tuple(item.head for item in own or items)
    if len(own) >= distinct:
        return Judged(Verdict.MET, "distinct-shortcomings", evidence)
    near = near_misses(scan, sections, "deficit-named", Role.PROBLEMS)
    if own:
        return Judged(Verdict.PARTIAL, "one-shortcoming", evidence, near)
    if items:
        outside = all(item.outside for item in items)
        return Judged(Verdict.PARTIAL, "outside-pressure" if outside else "generic-shortcomings", evidence, near)
    return Judged(Verdict.MISSING, "no-shortcomings", (), near)


def judge_causes(scan: Scan, sections: Sequence[Section], *, explicit: int = 1) -> Judged:
    """Is it said why the shortcomings exist; `explicit` stated reasons meet the criterion."""
    items = problem_items(scan, sections)
    found = causes(scan, sections, items)
    stated = [cause for cause in found if cause.explicit]
    if len(stated) >= explicit:
        return Judged(Verdict.MET, "explicit-cause", tuple((cause.start, cause.end) for cause in stated))
    near = near_misses(scan, sections, "cause-why", Role.PROBLEMS)
    if found:
        return Judged(Verdict.PARTIAL, "implied-cause", tuple((cause.start, cause.end) for cause in found), near)
    for section in sections:
        if section.role is Role.PROBLEMS:
            near += tuple((span, "no-act") for span in scan.inside("cause-heading", section.start, section.end)[:NEAR])
    return Judged(Verdict.MISSING, "no-cause", (), near[:NEAR])


def near_misses(scan: Scan, sections: Sequence[Section], name: str, own: Role) -> tuple[tuple[Span, str], ...]:
    """Words of a class in sections of other roles than `own`, each with the code of its reason."""
    found: list[tuple[Span, str]] = []
    for section in sections:
        if section.role is own:
            if own is Role.PROBLEMS:
                found += _spoiled_words(scan, section)
            continue
        for span in scan.inside(name, section.start, section.end):
            why = _WHY.get(section.role, "other-object")
            start, end = sentence(scan.text, span[0])
            if scan.has("deficit-last-year", start, end):
                why = "other-year"
            elif scan.has("deficit-other-body", start, end):
                why = "other-body"
            found.append((span, why))
            if len(found) >= NEAR:
                return tuple(found[:NEAR])
    return tuple(found[:NEAR])


def _spoiled_words(scan: Scan, section: Section) -> Iterator[tuple[Span, str]]:
    """Words under the problems that look like a shortcoming or a reason and are none."""
    for name, why in (
        ("deficit-resolved", "other-year"),
        ("deficit-none", "negated"),
        ("cause-pending", "negated"),
        ("cause-other-body", "other-body"),
        ("deficit-other-body", "other-body"),
    ):
        for span in scan.inside(name, section.start, section.end)[:1]:
            yield span, why


_WHY = {
    Role.PLAN: "in-plan",
    Role.PROBLEMS: "in-problems",
    Role.OPENING: "in-opening",
    Role.CHROME: "in-chrome",
    Role.SIGNATURE: "in-chrome",
}


def body(scan: Scan, section: Section) -> Span:
    """Half-open span of a section without its top heading."""
    start, end = section.start, section.end
    heading = section.heading
    if heading is not None and start <= heading.start < end:
        return heading.end, end
    line = scan.text.find("\n", start, end)
    line = end if line < 0 else line
    if _bare(scan, "deficit-container", start, line) or _bare(scan, "cause-heading", start, line):
        return line, end
    return start, end


def sentence(text: str, at: int) -> Span:
    """Half-open span of the sentence around an offset, without the mark that ends it; at most `REACH` either way."""
    low, high = max(0, at - REACH), at + REACH
    start = max(text.rfind(mark, low, at) for mark in _SENTENCE_END)
    ends = [end for mark in _SENTENCE_END if (end := text.find(mark, at, high)) >= 0]
    return start + 1 if start >= 0 else low, min(ends, default=min(high, len(text)))


def clauses_in(scan: Scan, start: int, end: int) -> Iterator[Span]:
    """Half-open spans of the clauses that a span touches, cut to it."""
    clauses = scan.clauses
    if start >= end:
        return
    for clause in range(clauses.at(start), clauses.at(end - 1) + 1):
        low, high = clauses.span(clause)
        low, high = max(low, start), min(high, end)
        if low < high:
            yield low, high


@lru_cache(maxsize=4)
def _topics(lexicon: Lexicon) -> tuple[str, ...]:
    """Names of the topic classes, most special first."""
    return tuple(name for name in lexicon.names if name.startswith(TOPIC))


@lru_cache(maxsize=1)
def _topic_words(scan: Scan) -> list[int]:
    """Topic words in the order in which they begin, each packed into one number: begin, length, rank of the topic."""
    # They have neither conditions nor gaps, so that their places can be read off without the work of `spans`.
    found = [
        start << 20 | (end - start) << 10 | rank
        for rank, name in enumerate(_topics(scan.lexicon))
        for start, end in scan.every(name)
    ]
    found.sort()
    return found


@lru_cache(maxsize=8)
def characters(lexicon: Lexicon, name: str) -> frozenset[str]:
    """The characters of a class whose entries are read as a set."""
    return frozenset("".join(lexicon.words(name)))


@lru_cache(maxsize=8)
def words_of(lexicon: Lexicon, name: str) -> frozenset[str]:
    """The words of a class that has neither gaps nor conditions."""
    return frozenset(lexicon.words(name))


def topics_in(scan: Scan, start: int, end: int) -> tuple[str, ...]:
    """Topics named in a half-open span, most special first."""
    words = _topic_words(scan)
    low = bisect_left(words, start << 20)
    ranks = {
        word & 1023
        for word in words[low : bisect_left(words, end << 20, low)]
        if (word >> 20) + (word >> 10 & 1023) <= end
    }
    if not ranks:
        return ()
    names = _topics(scan.lexicon)
    return tuple(names[rank] for rank in sorted(ranks))


def beyond(scan: Scan, name: str, start: int, end: int) -> int:
    """How many characters of the span the formula of class `name` does not explain."""
    known = characters(scan.lexicon, name)
    return len([char for char in scan.text[start:end] if char not in known and char.isalpha()])


def _marks(text: str) -> list[tuple[int, int, str, str]]:
    """Markers of enumeration in a text: start, start of the content, kind, number."""
    marks = []
    for match in _MARK.finditer(text):
        kind = match.lastgroup or ""
        marks.append((match.start(), match.end(), kind, match.group(kind)))
    return marks


def _parts(scan: Scan, start: int, end: int) -> Iterator[_Part]:
    text = scan.text[start:end]
    marks = [(start + a, start + b, kind, number) for a, b, kind, number in _marks(text)]
    if scan.has("deficit-first", start, end):
        marks += _word_marks(scan, start, end)
        marks.sort()
    top = _top_kind(marks)
    chosen = [mark for mark in marks if mark[2] == top]
    if not chosen:
        yield from _by_reasons(scan, start, end)
        return
    at = start
    reasons = False
    for index, (mark_start, content, _, number) in enumerate(chosen):
        if number in _FIRST:
            lead = _lead(scan.text, at, mark_start)
            reasons = _is_reason_lead(scan, lead, mark_start)
            if index == 0:
                yield from _by_reasons(scan, at, lead)
        following = chosen[index + 1] if index + 1 < len(chosen) else None
        stop = end if following is None else following[0]
        if following is not None and following[3] in _FIRST:
            stop = _lead(scan.text, content, stop)
        at = stop
        if reasons:
            yield _Part(content, stop, "reasons")
            continue
        head_end = _head_end(scan.text, content, stop)
        if _bare(scan, "cause-heading", content, head_end):
            yield _Part(head_end, stop, "reasons")
        elif _bare(scan, "deficit-container", content, head_end) and stop - head_end > 8:
            yield from _parts(scan, head_end, stop)
        else:
            yield from _item_and_tail(scan, content, stop, last=following is None)


def _item_and_tail(scan: Scan, start: int, end: int, last: bool) -> Iterator[_Part]:
    """A numbered item; behind the last one a new paragraph or an added shortcoming stands for itself."""
    text = scan.text
    cut = end
    if last:
        for span in scan.inside("deficit-joined", start, end):
            if text[span[0] - 1] in "。\n":
                cut = span[0]
                break
        line = text.find("\n", start, cut)
        # An item whose heading fills its line goes on in the next paragraph.
        if line >= 0 and line - start > 30 and scan.has("deficit", start, line):
            cut = line
    yield _Part(start, cut, "numbered")
    if cut < end:
        yield from _by_reasons(scan, cut, end)


def _by_reasons(scan: Scan, start: int, end: int) -> Iterator[_Part]:
    """Running text, cut where a line is headed as reasons: "成因: …" to its end, a bare heading to the end of all."""
    text = scan.text
    at = since = start
    while at < end:
        stop = text.find("\n", at, end)
        stop = end if stop < 0 else stop
        colon = text.find(":", at, min(stop, at + 12))
        if _bare(scan, "cause-heading", at, stop):
            if since < at:
                yield _Part(since, at, "running")
            yield _Part(stop, end, "reasons")
            return
        if colon >= 0 and _bare(scan, "cause-heading", at, colon):
            if since < at:
                yield _Part(since, at, "running")
            yield _Part(colon + 1, stop, "reasons")
            since = stop
        at = stop + 1
    if since < end:
        yield _Part(since, end, "running")


def _word_marks(scan: Scan, start: int, end: int) -> Iterator[tuple[int, int, str, str]]:
    text = scan.text
    for name, number in (("deficit-first", "一"), ("deficit-next", "二")):
        for low, high in scan.inside(name, start, end):
            if low == start or text[low - 1] in "\n。;:,!? ":
                yield low, high, "word", number


def _top_kind(marks: Sequence[tuple[int, int, str, str]]) -> str:
    counts: dict[str, int] = {}
    for mark in marks:
        counts[mark[2]] = counts.get(mark[2], 0) + 1
    return next((mark[2] for mark in marks if counts[mark[2]] > 1), "")


def _lead(text: str, low: int, mark: int) -> int:
    """Where the sentence that leads to a marker begins, not before `low`."""
    return max(low, *(text.rfind(end, low, max(low, mark - 1)) + 1 for end in _SENTENCE_END))


def _is_reason_lead(scan: Scan, start: int, end: int) -> bool:
    return (
        scan.has("cause-heading", start, end)
        and not scan.has("deficit-named", start, end)
        or (scan.has("cause-trailing", start, end) and end - start < 30)
    )


def _head_end(text: str, start: int, end: int) -> int:
    for at in range(start, min(end, start + 30)):
        if text[at] in "。\n:":
            return at
    return min(end, start + 30)


def _bare(scan: Scan, name: str, start: int, end: int) -> bool:
    """Whether a short stretch is a heading of class `name` that states nothing itself."""
    return end - start <= 24 and scan.has(name, start, end) and beyond(scan, FORMULA, start, end) <= 4


def _states(scan: Scan, start: int, end: int) -> bool:
    """Whether a stretch states something wanting that is not over and not another body's."""
    if not any(scan.has(name, start, end) for name in ("deficit", "deficit-burden", "deficit-some")):
        return False
    return not _spoiled(scan, start, end)


def _spoiled(scan: Scan, start: int, end: int) -> bool:
    if any(scan.has(name, start, end) for name in ("deficit-none", "deficit-good", "cause-pending")):
        return True
    resolved = scan.first("deficit-resolved", start, end)
    if resolved and not scan.has("deficit-still", start, end):
        return True
    return _elsewhere(scan, start, end)


def _was_settled(scan: Scan, start: int, end: int) -> bool:
    """Whether a clause on last year's shortcomings goes on to say that they are over."""
    if not scan.has("deficit-last-year", start, end) and not scan.has("deficit-concerning", start, min(end, start + 2)):
        return False
    stop = sentence(scan.text, start)[1]
    return scan.has("deficit-resolved", end, stop) and not scan.has("deficit-still", end, stop)


def _elsewhere(scan: Scan, start: int, end: int) -> bool:
    """Whether the stretch opens with another body as the one that falls short."""
    text = scan.text
    while start < end and text[start] in " \n,;:、":
        start += 1
    near = min(end, start + 12)
    span = scan.first("deficit-other-body", start, near)
    if span is None or span[0] > start + 4:
        span = scan.first("deficit-wider", start, near)
        if span is None or len(scan.spans("deficit-own-place")) <= len(scan.spans("deficit-wider")):
            return False
    return not scan.has("deficit-contrast", start, end)


def _numbered(scan: Scan, start: int, end: int) -> Iterator[Item]:
    text = scan.text
    while start < end and text[start] in " \n,:":
        start += 1
    while end > start and text[end - 1] in " \n,;:。":
        end -= 1
    plan = scan.first("deficit-plan", start, end)
    if plan is not None and plan[0] <= start + 4:
        return
    if not _states(scan, start, end):
        # A numbered item in plain speech needs no known word, unless it tells what was or will be done.
        if text[start : start + 2] in words_of(scan.lexicon, "plan-verb") or _spoiled(scan, start, end):
            return
        if scan.has("plan-done", start, end) or end - start < 4:
            return
    head = _head(scan, start, end)
    yield _item(scan, start, end, head)


def _head(scan: Scan, start: int, end: int) -> Span:
    """The words that state the shortcoming: up to the end of the first sentence that holds one."""
    word = scan.first("deficit", start, end) or (start, start)
    stop = word[1]
    while stop < end and scan.text[stop] not in "。;\n":
        stop += 1
    return start, stop


def _item(scan: Scan, start: int, end: int, head: Span) -> Item:
    topics = _ranked_topics(scan, start, end)
    generic = _formula(scan, start, end, topics)
    burdens = scan.inside("deficit-burden", start, end)
    # 困难 or 问题 beside the burden only names it.
    other = burdens + scan.inside("deficit-named", start, end)
    outside = bool(burdens) and all(
        any(low <= word[0] < high for low, high in other) for word in scan.inside("deficit", start, end)
    )
    return Item(start, end, head, topics, generic, outside)


def _ranked_topics(scan: Scan, start: int, end: int) -> tuple[str, ...]:
    """Topics of the first clause that falls short, then those of the other words."""
    first: tuple[str, ...] = ()
    for low, high in clauses_in(scan, start, end):
        if scan.has("deficit", low, high):
            first = topics_in(scan, low, high)
            if first:
                break
    return first + tuple(name for name in topics_in(scan, start, end) if name not in first)


def _formula(scan: Scan, start: int, end: int, topics: Sequence[str]) -> bool:
    """Whether the words name no object: hardly a character beyond the formula and no topic but a general one."""
    if beyond(scan, FORMULA, start, end) >= SPECIFIC:
        return False
    return all(topic.startswith(GENERAL) for topic in topics)


def _running(scan: Scan, start: int, end: int) -> Iterator[Item]:
    """Items of text without enumeration: sentences, parts between semicolons, clauses with their own subject."""
    walk = _Walk(scan)
    for unit in _units(scan, start, end):
        walk.take(*unit)
    if walk.spans:
        for low, high in walk.spans:
            yield _item(scan, low, high, (low, high))
    elif walk.formula is not None:
        yield _item(scan, *walk.formula, walk.formula)
    else:
        yield from _plainly(scan, start, end)


class _Walk:
    """Running text, clause by clause: each opens a shortcoming, goes on with the last, or waits for the next."""

    def __init__(self, scan: Scan) -> None:
        self.scan = scan
        self.spans: list[list[int]] = []
        self.topics: tuple[str, ...] = ()  # of the last shortcoming
        self.formula: Span | None = None
        self.pending: int | None = None  # where words begin that go with the next shortcoming
        self.fresh = True  # a sentence or part has begun since the last shortcoming
        self.trailing = False  # reasons or remedies to the end of the sentence
        self.elsewhere = False  # another body is the subject

    def take(self, low: int, high: int, hard: bool, joined: bool) -> None:
        """A clause, whether it begins a sentence or part (`hard`), and whether its words add another shortcoming."""
        scan = self.scan
        if hard:
            self.fresh, self.trailing, self.elsewhere, self.pending = True, False, False, None
        self.elsewhere = self.elsewhere or _elsewhere(scan, low, high)
        if self.elsewhere and scan.has("deficit-own-place", low, high):
            self.elsewhere = False
        if self.elsewhere and not scan.has("deficit-contrast", low, high):
            return
        if _begins(scan, "deficit-plan", low, high, 6):
            self.trailing = True
            return
        if self.trailing or _begins(scan, "cause-trailing", low, high, 12):
            self.trailing = True
            self._go_on(high)
            return
        if _begins(scan, "cause-opening", low, high, 4) and not scan.has("cause-so", low, high):
            self._wait(low)
            return
        if not _states(scan, low, high) or _was_settled(scan, low, high):
            self._take_plain(low, high, hard, joined)
            return
        own = topics_in(scan, low, high)
        same = bool(self.spans) and not self.fresh
        introduces = scan.text[high : high + 1] == ":" and all(topic.startswith(GENERAL) for topic in own)
        if introduces or (_formula(scan, low, high, own) and (same or not own)):
            # "还存在一些不足" opens a list or sums it up; it is an item only where nothing else is stated.
            if not self._go_on(high):
                self.formula = self.formula or (low, high)
            self.pending = None
        elif not self.spans or joined or self.pending is not None or self._has_own_subject(low, high, own, hard):
            self._open(low if self.pending is None else self.pending, high, own)
        else:
            self.spans[-1][1] = high
            self.topics += own
            self.pending, self.fresh = None, False

    def _take_plain(self, low: int, high: int, hard: bool, joined: bool) -> None:
        """A clause without a word of shortfall: in a list it counts, in whatever words."""
        scan = self.scan
        mark = scan.text[low - 1 : low]
        piece = mark == "、" and joined
        introduced = self.formula is not None and (
            mark == ":" or (mark == "," and not self.spans and self._is_about_something(low, high))
        )
        listed = piece or introduced or (hard and _in_list(scan, low, high))
        if listed and not piece and _part_states(scan, high):
            self._wait(low)
        elif listed and not _spoiled(scan, low, high) and not scan.has("plan-done", low, high):
            self._open(low, high, topics_in(scan, low, high))
        elif not self._go_on(high) and beyond(scan, FORMULA, low, high) >= SPECIFIC:
            self._wait(low)

    def _is_about_something(self, low: int, high: int) -> bool:
        """Whether words behind "美中不足的是," name a topic and are no remedy."""
        topics = topics_in(self.scan, low, high)
        remedy = self.scan.text[low : low + 2] in words_of(self.scan.lexicon, "plan-verb")
        return not remedy and any(not topic.startswith(GENERAL) for topic in topics)

    def _has_own_subject(self, low: int, high: int, own: tuple[str, ...], hard: bool) -> bool:
        scan = self.scan
        news = set(own) - set(self.topics)
        if _begins(scan, "deficit-follows", low, high, 2) or len(news) < len(own):
            return False
        if not news and scan.has("deficit-attribute", low, min(high, low + 4)):
            return False
        word = scan.first("deficit", low, high)
        return (hard and bool(own)) or (word[0] if word else high) - low >= 4

    def _open(self, low: int, high: int, topics: tuple[str, ...]) -> None:
        self.spans.append([low, high])
        self.topics, self.pending, self.fresh = topics, None, False

    def _go_on(self, high: int) -> bool:
        if not self.spans or self.fresh:
            return False
        self.spans[-1][1] = high
        return True

    def _wait(self, low: int) -> None:
        if self.pending is None:
            self.pending = low


def _begins(scan: Scan, name: str, low: int, high: int, within: int) -> bool:
    """Whether a word of the class begins in the first characters of a clause."""
    word = scan.first(name, low, high)
    return word is not None and word[0] <= low + within


def _plainly(scan: Scan, start: int, end: int) -> Iterator[Item]:
    """Sentences under the problems without a known word of shortfall, if nothing speaks against them."""
    verbs = words_of(scan.lexicon, "plan-verb")
    at = start
    while at < end:
        stop = min(sentence(scan.text, at)[1], end)
        words = scan.text[at:stop].strip()
        against = any(scan.has(name, at, stop) for name in _NO_SHORTCOMING) or _spoiled(scan, at, stop)
        if beyond(scan, FORMULA, at, stop) > 2 * SPECIFIC and words[:2] not in verbs and not against:
            yield _item(scan, at, stop, (at, stop))
        at = stop + 1


_NO_SHORTCOMING = (
    "deficit-achieved",
    "deficit-plan",
    "deficit-resolved",
    "deficit-container",
    "cause-heading",
    "plan-done",
    "plan-slogan",
)


def _part_states(scan: Scan, end: int) -> bool:
    """Whether the part of a list goes on, behind a clause that only says where, with what falls short."""
    stop = sentence(scan.text, end)[1]
    semicolon = scan.text.find(";", end, stop)
    return _states(scan, end, stop if semicolon < 0 else semicolon)


def _in_list(scan: Scan, low: int, high: int) -> bool:
    """Whether a part opens or goes on with a list between semicolons of which another part falls short."""
    start, end = sentence(scan.text, low)
    if ";" not in scan.text[start:end] or scan.has("deficit-achieved", low, high):
        return False
    if scan.has("deficit-concession", low, min(high, low + 3)):
        return False
    return scan.has("deficit", start, low) or scan.has("deficit", high, end)


def _units(scan: Scan, start: int, end: int) -> Iterator[tuple[int, int, bool, bool]]:
    """Clauses, cut at 、 where both sides fall short: start, end, new sentence or part, adds another item."""
    text = scan.text
    for low, high in clauses_in(scan, start, end):
        before = text[low - 1] if low > start else "\n"
        hard = before in ";:。!?\n"
        pieces = _listed(scan, low, high)
        joined = scan.first("deficit-joined", low, min(high, low + 5))
        added = before == ";" or (joined is not None and joined[0] == low)
        for index, (a, b) in enumerate(pieces):
            yield a, b, hard and index == 0, (added and index == 0) or index > 0


def between_commas(text: str, low: int, high: int) -> list[Span]:
    """The pieces of a clause that stand between 、; the clause itself where there is none."""
    pieces: list[Span] = []
    at = low
    while at < high:
        stop = text.find("、", at, high)
        stop = high if stop < 0 else stop
        pieces.append((at, stop))
        at = stop + 1
    return pieces or [(low, high)]


def _listed(scan: Scan, low: int, high: int) -> list[Span]:
    pieces = between_commas(scan.text, low, high)
    if len(pieces) == 1:
        return pieces
    wanting = [scan.has("deficit", a, b) for a, b in pieces]
    if any(b - a < 4 for a, b in pieces) or not wanting[0]:
        return [(low, high)]
    return pieces if len(pieces) > 1 and sum(wanting) >= max(2, len(pieces) - 1) else [(low, high)]


def _told_reasons(scan: Scan, start: int, end: int) -> Iterator[Cause]:
    text = scan.text
    while end > start and text[end - 1] in " \n,;:。":
        end -= 1
    for low, _ in clauses_in(scan, start, end):
        high = min(sentence(text, low)[1], end)
        if high - low < 4:
            continue
        if not scan.has("cause-pending", low, high) and not scan.has("cause-other-body", low, high):
            yield Cause(low, high, True)
        return


def _explicit(scan: Scan, start: int, end: int, stated: bool) -> Iterator[Cause]:
    text = scan.text
    for span in scan.inside("cause", start, end):
        low, high = sentence(text, span[0])
        low, high = max(low, start), min(high, end)
        if scan.has("cause-pending", low, high) or scan.has("cause-other-body", low, high):
            continue
        plan = scan.first("deficit-plan", low, high)
        if plan is not None and plan[0] < span[0]:
            continue
        clause = scan.clauses.span(scan.clauses.at(span[0]))
        if clause[1] == high and _bare(scan, "cause-heading", *clause):
            continue  # the name of a section, not a reason
        if scan.has("deficit", low, high) or (stated and scan.has("cause-why", low, high)):
            yield Cause(low, high, True)


def _implied(scan: Scan, items: Sequence[Item], start: int, end: int) -> Iterator[Cause]:
    for item in items:
        if item.start < start or item.end > end:
            continue
        for low, high in scan.inside("cause-implied", sentence(scan.text, item.start)[0], item.end):
            # The circumstance has to stand beside the shortcoming, not be it.
            if any(word[1] <= low or word[0] >= high for word in scan.inside("deficit", item.start, item.end)):
                yield Cause(*sentence(scan.text, low), False)
                break
        for low, high in scan.inside("cause-means", item.start, item.end):
            # Too few hands or too little money, and in the same sentence what does not get done for it.
            whole = sentence(scan.text, low)
            stop = scan.text.find(";", high, whole[1])
            effect = scan.first("cause-effect", high, whole[1] if stop < 0 else stop)
            if effect is not None and (effect[1] <= item.end or not topics_in(scan, high, effect[1])):
                yield Cause(*whole, False)
                break
