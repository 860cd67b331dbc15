"""Running text under the problems -> shortcomings, clause by clause."""

from collections.abc import Iterator
from typing import NamedTuple

from scorer.judging.formulas import FORMULA, beyond, words_of
from scorer.judging.items import SPECIFIC, Item, is_formula, stated
from scorer.judging.shortfalls import elsewhere, spoiled, states, was_settled
from scorer.judging.stretches import begins, between_commas, clauses_in, sentence
from scorer.judging.topics import GENERAL, topics_in
from scorer.text.words import Scan, Span

_NO_SHORTCOMING = (
    "deficit-achieved",
    "deficit-plan",
    "deficit-resolved",
    "deficit-container",
    "cause-heading",
    "plan-done",
    "plan-slogan",
)

_ANNOUNCED = 8  # characters of 主要是: and the like
CIRCUMSTANCE = frozenset("后时")  # a clause that ends so says when: 部分街道承接执法权后,


def running(scan: Scan, start: int, end: int) -> Iterator[Item]:
    """Items of text without enumeration: sentences, parts between semicolons, clauses with their own subject."""
    told = _Told()
    for unit in _units(scan, start, end):
        _take(scan, told, unit)
    if told.spans:
        for low, high in told.spans:
            yield stated(scan, low, high, (low, high))
    elif told.formula is not None:
        # Words that only announce shortcomings name none.
        yield stated(scan, *told.formula, told.formula)._replace(topics=(), generic=True)
    else:
        yield from _plainly(scan, start, end)


class _Unit(NamedTuple):
    """A clause, or a piece of one between 、, as a half-open span."""

    low: int
    high: int
    hard: bool  # it begins a sentence, or a part behind a semicolon
    joined: bool  # its words add another shortcoming


class _Told:
    """What the units so far have told."""

    def __init__(self) -> None:
        self.spans: list[list[int]] = []  # of the shortcomings
        self.topics: tuple[str, ...] = ()  # of the last one
        self.formula: Span | None = None
        self.pending: int | None = None  # where words begin that go with the next shortcoming
        self.fresh = True  # a sentence or part has begun since the last shortcoming
        self.opened = False  # the last unit has opened a shortcoming
        self.trailing = False  # reasons or remedies to the end of the sentence
        self.elsewhere = False  # another body is the subject

    def open(self, low: int, high: int, topics: tuple[str, ...]) -> None:
        """A shortcoming of its own."""
        self.spans.append([low, high])
        self.topics, self.pending, self.fresh, self.opened = topics, None, False, True

    def go_on(self, high: int) -> bool:
        """The last shortcoming reaches on to here, if it has not ended with its sentence."""
        if not self.spans or self.fresh:
            return False
        self.spans[-1][1] = high
        return True

    def wait(self, low: int) -> None:
        """The words from here on go with the next shortcoming."""
        if self.pending is None:
            self.pending = low


def _take(scan: Scan, told: _Told, unit: _Unit) -> None:
    """A unit opens a shortcoming, goes on with the last, or waits for the next."""
    low, high, hard, joined = unit
    if scan.text[low - 1 : low] == "、" and not told.opened:
        joined = False  # a list inside a clause that goes on with the shortcoming before it
    told.opened = False
    if hard:
        told.fresh, told.trailing, told.elsewhere = True, False, False
        if scan.text[low - 1 : low] != ":":
            told.pending = None
    if _is_elsewhere(scan, told, low, high):
        return
    if begins(scan, "deficit-plan", low, high, 6):
        told.trailing = True
    elif told.trailing or begins(scan, "cause-trailing", low, high, 12):
        told.trailing = True
        told.go_on(high)
    elif _is_circumstance(scan, low, high):
        told.wait(low)
    elif not states(scan, low, high) or was_settled(scan, low, high):
        _take_plain(scan, told, unit._replace(joined=joined))
    else:
        _take_stated(scan, told, unit._replace(joined=joined))


def _is_elsewhere(scan: Scan, told: _Told, low: int, high: int) -> bool:
    """Whether another body is the subject, named here or carried on, and nothing turns back to this one."""
    told.elsewhere = told.elsewhere or elsewhere(scan, low, high)
    if told.elsewhere and scan.has("deficit-own-place", low, high):
        told.elsewhere = False
    return told.elsewhere and not scan.has("deficit-contrast", low, high)


def _is_circumstance(scan: Scan, low: int, high: int) -> bool:
    """Whether words only say why or when: 由于人手不足…, 部分街道承接执法权后."""
    if begins(scan, "cause-opening", low, high, 4) and not scan.has("cause-so", low, high):
        return True
    return scan.text[high - 1] in CIRCUMSTANCE and not scan.has("deficit", low, high)


def _take_stated(scan: Scan, told: _Told, unit: _Unit) -> None:
    """A unit that says in known words that something falls short."""
    low, high, hard, joined = unit
    own = topics_in(scan, low, high)
    same = bool(told.spans) and not told.fresh
    introduces = scan.text[high : high + 1] == ":" and all(topic.startswith(GENERAL) for topic in own)
    introduces = introduces or scan.has("deficit-counted", low, high + 1) or _is_followed_by_a_list(scan, low, high)
    if introduces or (is_formula(scan, low, high, own) and (same or not own or _leads(scan.text, high))):
        # "还存在一些不足" opens a list or sums it up; it is an item only where nothing else is stated.
        if not told.go_on(high):
            told.formula = told.formula or (low, high)
        told.pending = None
    elif not told.spans or joined or told.pending is not None or _has_own_subject(scan, told.topics, unit, own):
        told.open(low if told.pending is None else told.pending, high, own)
    else:
        told.spans[-1][1] = high
        told.topics += own
        told.pending, told.fresh = None, False


def _is_followed_by_a_list(scan: Scan, low: int, high: int) -> bool:
    """Whether the end of a sentence only names shortcomings that the next one lists: …工作仍有不足。主要是:…;…"""
    if scan.text[high : high + 1] != "。" or not scan.has("deficit-named", high - 2, high):
        return False
    stop = sentence(scan.text, high + 1)[1]
    return begins(scan, "cause-mainly", high + 1, stop, 0) and ":" in scan.text[high + 1 : high + _ANNOUNCED]


def _take_plain(scan: Scan, told: _Told, unit: _Unit) -> None:
    """A unit without a word of shortfall: in a list it counts, in whatever words."""
    low, high, hard, joined = unit
    mark = scan.text[low - 1 : low]
    piece = mark == "、" and joined
    introduced = told.formula is not None and (
        mark == ":" or (mark == "," and not told.spans and _is_about_something(scan, low, high))
    )
    listed = piece or introduced or (hard and _in_list(scan, low, high))
    if listed and not piece and _part_states(scan, high):
        told.wait(low)
    elif (
        listed
        and not spoiled(scan, low, high)
        and not was_settled(scan, low, high)
        and not scan.has("plan-done", low, high)
    ):
        told.open(low, high, topics_in(scan, low, high))
    elif not told.go_on(high) and beyond(scan, FORMULA, low, high) >= SPECIFIC:
        told.wait(low)


def _is_about_something(scan: Scan, low: int, high: int) -> bool:
    """Whether words behind "美中不足的是," name a topic and are no remedy."""
    topics = topics_in(scan, low, high)
    remedy = scan.text[low : low + 2] in words_of(scan.lexicon, "plan-verb")
    return not remedy and any(not topic.startswith(GENERAL) for topic in topics)


def _has_own_subject(scan: Scan, topics: tuple[str, ...], unit: _Unit, own: tuple[str, ...]) -> bool:
    """Whether a unit on topics of its `own` speaks of another matter than the last shortcoming, which had `topics`."""
    low, high, hard, _ = unit
    news = set(own) - set(topics)
    if begins(scan, "deficit-follows", low, high, 2) or len(news) < len(own):
        return False
    if not own and not hard and not scan.has("deficit-measure", low, high):
        return False  # without a topic a clause tells what became of the shortcoming before it
    if begins(scan, "deficit-example", low, high, 0):
        return False
    if not news and scan.has("deficit-attribute", low, min(high, low + 4)):
        return False
    word = scan.first("deficit", low, high)
    return (hard and bool(own)) or (word[0] if word else high) - low >= 4


def _leads(text: str, at: int) -> bool:
    """Whether what follows up to the next mark of a sentence or part is a colon: the clause leads to a list."""
    while at < len(text) and text[at] not in ":;。!?\n":
        at += 1
    return text[at : at + 1] == ":"


def _plainly(scan: Scan, start: int, end: int) -> Iterator[Item]:
    """Sentences under the problems without a known word of shortfall, if nothing speaks against them."""
    verbs = words_of(scan.lexicon, "plan-verb")
    at = start
    while at < end:
        stop = min(sentence(scan.text, at)[1], end)
        words = scan.text[at:stop].strip()
        against = any(scan.has(name, at, stop) for name in _NO_SHORTCOMING) or spoiled(scan, at, stop)
        if beyond(scan, FORMULA, at, stop) > 2 * SPECIFIC and words[:2] not in verbs and not against:
            yield stated(scan, at, stop, (at, stop))
        at = stop + 1


def _part_states(scan: Scan, end: int) -> bool:
    """Whether the part of a list goes on, behind a clause that only says where, with what falls short."""
    stop = sentence(scan.text, end)[1]
    semicolon = scan.text.find(";", end, stop)
    return states(scan, end, stop if semicolon < 0 else semicolon)


def _in_list(scan: Scan, low: int, high: int) -> bool:
    """Whether a part opens or goes on with a list between semicolons of which another part falls short."""
    start, end = sentence(scan.text, low)
    if ";" not in scan.text[start:end] or scan.has("deficit-achieved", low, high):
        return False
    if scan.has("deficit-concession", low, min(high, low + 3)):
        return False
    return scan.has("deficit", start, low) or scan.has("deficit", high, end)


def _units(scan: Scan, start: int, end: int) -> Iterator[_Unit]:
    """Clauses, cut at 、 where both sides fall short."""
    text = scan.text
    for low, high in clauses_in(scan, start, end):
        before = text[low - 1] if low > start else "\n"
        hard = before in ";:。!?\n"
        pieces = _listed(scan, low, high)
        joined = scan.first("deficit-joined", low, min(high, low + 5))
        added = before == ";" or (joined is not None and joined[0] == low)
        for index, (a, b) in enumerate(pieces):
            yield _Unit(a, b, hard and index == 0, (added and index == 0) or index > 0)


def _listed(scan: Scan, low: int, high: int) -> list[Span]:
    pieces = between_commas(scan.text, low, high)
    if len(pieces) == 1:
        return pieces
    wanting = [scan.has("deficit", a, b) for a, b in pieces]
    if any(b - a < 4 for a, b in pieces) or not wanting[0]:
        return [(low, high)]
    return pieces if len(pieces) > 1 and sum(wanting) >= max(2, len(pieces) - 1) else [(low, high)]
