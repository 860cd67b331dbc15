"""What a comparison keeps of one report: its usual quantities, its plan, its deeds and the sketch of its sentences.

Values without the reading behind them, so that a thousand reports fit in memory.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from scorer.comparison.known import known_quantities
from scorer.comparison.recycled import Sketch, mask, sketch_case
from scorer.judging.formulas import characters, words_of
from scorer.judging.plans import FORMULA, plan_items
from scorer.judging.topics import GENERAL, topics_in
from scorer.model import Evidence, Role

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Mapping

    from scorer.judging.judge import Case
    from scorer.text.words import Span

_TOLD = (Role.MEASURES, Role.FIRST_RESPONSIBLE)
_ACTS = ("act", "weak-act", "plan-verb", "plan-slogan")
_LEAST_WORDS = 3  # pairs of characters that make an object
_LEAST_PIECE = 7  # characters of one of several promises in a sentence
_FRAME = "以按围坚紧"  # 以…为抓手, 按照…要求, 围绕…, 坚持…: how, and not what


class Direction(NamedTuple):
    """One promise of a plan: what it is about, its verbs and formulas taken out."""

    plan: Evidence
    words: str  # the object's words; blanks where a verb or a formula stood
    topics: frozenset[str]


class Deed(NamedTuple):
    """A sentence of the year's work."""

    words: str
    evidence: Evidence
    topics: frozenset[str]
    counted: bool  # with a figure
    done: bool  # with an act or a figure


class Told(NamedTuple):
    """One report, as far as others are laid beside it."""

    quantities: Mapping[str, Evidence]
    plan: tuple[Direction, ...]
    deeds: tuple[Deed, ...]
    sketch: Sketch


def told(case: Case, formulas: re.Pattern[str] | None) -> Told:
    """What a comparison needs of a report; `formulas` are left out of its sketch."""
    quantities = {name: case.evidence(span, "quantity") for name, span in known_quantities(case)}
    return Told(quantities, tuple(_directions(case)), tuple(_deeds(case)), sketch_case(case, formulas))


def pairs_of(words: str) -> frozenset[str]:
    """Neighbouring characters that are letters or digits."""
    return frozenset(a + b for a, b in zip(words, words[1:], strict=False) if a.isalnum() and b.isalnum())


def same_text(one: str) -> str:
    """What two sentences have alike if one is a copy of the other under new figures."""
    return mask(one)


# —— plan ——


def _directions(case: Case) -> Iterator[Direction]:
    """The concrete promises of the plan, one an act; headings over others and frames are none."""
    scan = case.context.scan
    usual = characters(scan.lexicon, FORMULA)
    for item in plan_items(scan, case.sections):
        named = "“" in scan.text[slice(*item.head)]  # 深化“一业一证”改革: a name of its own is no slogan
        if (item.generic and not named) or _heads_others(case, item.head):
            continue
        for low, high in _pieces(case, item.head):
            if scan.text[low] in _FRAME and not scan.has("act", low, high):
                continue
            words = _object(case, low, high, usual)
            topics = frozenset(t for t in topics_in(scan, low, high) if not t.startswith(GENERAL))
            if len(pairs_of(words)) < _LEAST_WORDS and topics:
                words = scan.text[low:high]  # 强化对执法人员的培训: the object is an act
            if len(pairs_of(words)) >= _LEAST_WORDS:
                yield Direction(case.evidence((low, high), "plan"), words, topics)


def _heads_others(case: Case, head: Span) -> bool:
    """Whether the words are no more than a heading, with text behind it that says what will be done."""
    text = case.context.scan.text
    for number, (start, words) in enumerate(case.headings):
        end = start + len(words)
        if start <= head[0] < end and head[1] <= end + 1:
            behind = case.headings[number + 1][0] if number + 1 < len(case.headings) else len(text)
            return len(text[end:behind].strip(" 。\n")) > _LEAST_PIECE
    return False


def _pieces(case: Case, head: Span) -> list[Span]:
    """建立联动机制,加强案件分析,推动负责人出庭: one promise for each clause that begins with a verb."""
    scan = case.context.scan
    verbs = words_of(scan.lexicon, "plan-verb")
    pieces: list[Span] = []
    low = head[0]
    for at in range(head[0], head[1]):
        opened = scan.text[at] in ",;" and scan.text[at + 1 : at + 3] in verbs
        if opened and at - low >= _LEAST_PIECE and head[1] - at > _LEAST_PIECE:
            pieces.append((low, at))
            low = at + 1
    return [*pieces, (low, head[1])]


def _object(case: Case, low: int, high: int, usual: frozenset[str]) -> str:
    """The words of a promise without its verbs and formulas, which the deed need not repeat."""
    scan = case.context.scan
    words = list(scan.text[low:high])
    for name in _ACTS:
        spans = scan.inside(name, low, high) if name in scan.lexicon.names else []
        for start, end in spans:
            words[start - low : end - low] = " " * (end - start)
    return "".join(words if not usual else (" " if char in usual and not _beside(words, i, usual) else char
                                            for i, char in enumerate(words)))  # fmt: skip


def _beside(words: list[str], at: int, usual: frozenset[str]) -> bool:
    """Whether a character stands beside one that no formula holds."""
    near = words[max(0, at - 1) : at] + words[at + 1 : at + 2]
    return any(char.isalnum() and char not in usual for char in near)


# —— deeds ——


def _deeds(case: Case) -> Iterator[Deed]:
    """Sentences of the year's work that neither deny nor promise."""
    scan, clauses, flags = case.context.scan, case.context.clauses, case.context.flags
    refused = flags.negated | flags.times.promised
    sections = [(section.start, section.end) for section in case.sections if section.role in _TOLD]
    headings = [(start, start + len(text)) for start, text in case.headings]
    for sentence in clauses.sentences:
        if sentence & ~refused == 0:
            continue
        start = clauses.span((sentence & -sentence).bit_length() - 1)[0]
        end = clauses.span(sentence.bit_length() - 1)[1]
        inside = any(a <= start < b for a, b in sections) and end > start
        if not inside or any(a <= start < end <= b + 1 for a, b in headings):
            continue
        counted = scan.has("figure", start, end)
        topics = frozenset(t for t in topics_in(scan, start, end) if not t.startswith(GENERAL))
        done = counted or scan.has("act", start, end)
        yield Deed(scan.text[start:end], case.evidence((start, end), "deed"), topics, counted, done)
