"""The body of a section as numbered items, running text, reasons and remedies."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from scorer.judging.formulas import bare, heads_reasons
from scorer.judging.stretches import SENTENCE_END, begins, sentence
from scorer.text.expressions import expression
from scorer.text.words import Scan, Span

# 一、 (一) 1. (1) 一是 第一, 其一, ① at the start of a clause, —— at the start of a line; the group tells the kind, its
# text the number.
_NUMERAL = "[一二三四五六七八九十]"

_MARK = expression(
    rf"(?<![^\n。;:,!? ])(?:(?P<major>{_NUMERAL}{{1,3}})、|\((?P<minor>{_NUMERAL}{{1,3}})\)、?"
    rf"|(?P<digit>\d{{1,2}})[.、](?!\d)|\(?(?P<round>\d{{1,2}})\)|(?P<inline>{_NUMERAL})[是则]"
    rf"|(?:[^\W\d]{{2}}之?)?(?P<label>{_NUMERAL}|\d):|第(?P<ordinal>{_NUMERAL})(?:(?:[个笔条件点类块样项大]|个?方面)?(?:问题|不足|欠账|短板|差距)?[,、是:])"
    rf"|其(?P<thing>{_NUMERAL})[,、是:]|(?P<ring>[①-⑩])|(?<![^\n])(?P<bullet>-{{1,2}}|[●◆■▲★▶◇○□※·•])(?![\d-]))[ ,]?"
)

_FIRST = frozenset("一1①")
BULLET = "bullet"
_HEAD = 12  # characters in which a line is headed
_JOINS = "与和及"  # before a word of reasons: something is announced beside them


class Mark(NamedTuple):
    """A marker of an enumeration; offsets of the plain text."""

    start: int
    content: int  # where the words behind it begin
    kind: str  # major minor digit round inline label ordinal thing ring bullet word
    number: str


class Part(NamedTuple):
    """A stretch of a section: a numbered item, running text, reasons, or what will be done about it."""

    start: int
    end: int
    kind: str  # numbered, running, reasons, remedy, question


def marks(scan: Scan, start: int, end: int) -> list[Mark]:
    """Markers of enumeration in a half-open span, in order."""
    found = [
        Mark(start + match.start(), start + match.end(), match.lastgroup or "", match.group(match.lastgroup or 0))
        for match in _MARK.finditer(scan.text[start:end])
    ]
    if scan.has("deficit-first", start, end):
        found += _word_marks(scan, start, end)
        found.sort()
    return found


def goes_on(scan: Scan, start: int, end: int, behind: int) -> bool:
    """Whether any of the markers in a half-open span begins behind an offset."""
    if any(start + match.start() > behind for match in _MARK.finditer(scan.text[start:end])):
        return True
    return scan.has("deficit-first", start, end) and any(mark.start > behind for mark in _word_marks(scan, start, end))


def series(scan: Scan, spans: Sequence[Span]) -> str:
    """The kind of marker that numbers through several stretches, where each holds but one of a list; else empty."""
    firsts = [found[0] for span in spans if (found := marks(scan, *span))]
    kinds = {mark.kind for mark in firsts}
    if len(kinds) != 1 or len(firsts) < 2:
        return ""
    kind = firsts[0].kind
    return kind if kind == BULLET or len({mark.number for mark in firsts}) == len(firsts) else ""


def parts(scan: Scan, start: int, end: int, kind: str = "") -> Iterator[Part]:
    """The parts of a half-open span in order; a numbered one begins behind its marker.

    `kind` names the markers that number even where the span holds a single one.
    """
    found = marks(scan, start, end)
    top = top_kind(found) or kind
    chosen = [mark for mark in found if mark.kind == top]
    if not chosen:
        yield from _by_reasons(scan, start, end)
        return
    at = start
    reasons = False
    for index, (mark_start, content, _, number) in enumerate(chosen):
        if number in _FIRST:
            lead = _lead(scan.text, at, mark_start)
            asked = _asks(scan, lead, mark_start)
            reasons = asked or _is_reason_lead(scan, lead, mark_start)
            if index == 0:
                yield from _by_reasons(scan, at, mark_start if asked else lead)
        following = chosen[index + 1] if index + 1 < len(chosen) else None
        stop = end if following is None else following.start
        if following is not None and following.number in _FIRST:
            stop = _lead(scan.text, content, stop)
        at = stop
        if reasons:
            yield Part(content, stop, "reasons")
            continue
        head_end = _head_end(scan.text, content, stop)
        if heads_reasons(scan, content, head_end):
            yield Part(head_end, stop, "reasons")
        elif bare(scan, "deficit-container", content, head_end) and stop - head_end > 8:
            yield from parts(scan, head_end, stop)
        else:
            yield from _item_and_tail(scan, content, stop, last=following is None)


def _item_and_tail(scan: Scan, start: int, end: int, last: bool) -> Iterator[Part]:
    """A numbered item; behind the last one a new paragraph or an added shortcoming stands for itself."""
    text = scan.text
    cut = end
    if last:
        for span in scan.inside("deficit-joined", start, end):
            if text[span[0] - 1] in "。\n":
                cut = span[0]
                break
        line = text.find("\n", start, cut)
        # An item whose heading fills its line goes on in the next paragraph, if that is not one of reasons.
        long = line - start > 30 or scan.has("cause-so", line, cut)
        if line >= 0 and (_reasons_head(scan, line + 1, cut) >= 0 or (scan.has("deficit", start, line) and long)):
            cut = line
    # Words behind the reasons or the remedy elaborate the item that they belong to.
    yield from [
        part for part in _asides(scan, start, cut, "numbered") if part.kind != "numbered" or part.start == start
    ]
    if cut < end:
        yield from _by_reasons(scan, cut, end)


def _by_reasons(scan: Scan, start: int, end: int) -> Iterator[Part]:
    """Running text, cut where a line is headed as reasons: "成因: …" to its end, a bare heading to the end of all."""
    text = scan.text
    at = since = start
    while at < end:
        stop = text.find("\n", at, end)
        stop = end if stop < 0 else stop
        if heads_reasons(scan, at, stop):
            yield from _asides(scan, since, at, "running")
            yield Part(stop, end, "reasons")
            return
        colon = _reasons_head(scan, at, stop)
        if colon >= 0:
            yield from _asides(scan, since, at, "running")
            yield Part(colon + 1, stop, "reasons")
            since = stop
        at = stop + 1
    yield from _asides(scan, since, end, "running")


def _reasons_head(scan: Scan, start: int, end: int) -> int:
    """Where the colon stands behind which a line gives reasons (成因: … 为什么: …); -1 where none does."""
    colon = scan.text.find(":", start, min(end, start + _HEAD))
    return colon if colon >= 0 and heads_reasons(scan, start, colon) else -1


def _asides(scan: Scan, start: int, end: int, kind: str) -> Iterator[Part]:
    """A stretch without the sentences that only say why something falls short or what will be done about it."""
    text = scan.text
    at = since = start
    asked = False
    while at < end:
        stop = min(sentence(text, at)[1] + 1, end)
        first = at == start or _is_announced(scan, at, stop)
        aside = "reasons" if asked else _aside(scan, at, stop, first)
        asked = _asks(scan, at, stop)
        if asked and not scan.has("deficit", at, stop):
            aside = "question"  # 为什么会这样?
        if aside:
            if since < at:
                yield Part(since, at, kind)
            yield Part(at, stop, aside)
            since = stop
        elif kind == "running" and (listed := _list(scan, at, stop)):
            yield Part(since, listed[0][0], kind)
            yield from (Part(*span, "numbered") for span in listed)
            since = stop
        at = stop
    if since < end:
        yield Part(since, end, kind)


def _is_announced(scan: Scan, start: int, end: int) -> bool:
    """Whether a sentence lists what the one before it announced (…仍有差距。主要是:…;…)."""
    colon = scan.text.find(":", start, min(end, start + _HEAD))
    if colon < 0 or not begins(scan, "cause-mainly", start, end, 2):
        return False
    return scan.has("deficit-named", max(0, start - _HEAD), start)


def _asks(scan: Scan, start: int, end: int) -> bool:
    """Whether a sentence asks why something falls short, or names the question before the answers (为什么:一是…)."""
    return scan.text[end - 1] in "?:" and scan.has("cause-question", start, end)


def _list(scan: Scan, start: int, end: int) -> list[Span]:
    """The parts of a sentence that announces shortcomings and tells them between semicolons; else none."""
    text = scan.text
    colon = text.find(":", start, end)
    if colon < 0 or text.find(";", colon, end) < 0:
        return []
    if not scan.has("deficit-listing", start, colon) and not _is_announced(scan, start, end):
        return []
    found, at = [], colon + 1
    while at < end:
        stop = text.find(";", at, end)
        stop = end if stop < 0 else stop
        found.append((at, stop))
        at = stop + 1
    return found


def _aside(scan: Scan, start: int, end: int, first: bool) -> str:
    """What a sentence is beside the shortcomings: reasons, remedy, or nothing of the kind."""
    if begins(scan, "cause-trailing", start, end, 6) or (
        begins(scan, "deficit-above", start, end, 4) and (scan.has("cause-why", start, end))
    ):
        return "reasons"
    if begins(scan, "cause-mainly", start, end, 2) and not first and scan.has("cause-any", start, end):
        return "reasons"
    return "remedy" if begins(scan, "deficit-plan", start, end, 4) else ""


def _word_marks(scan: Scan, start: int, end: int) -> Iterator[Mark]:
    text = scan.text
    for name, number in (("deficit-first", "一"), ("deficit-next", "二")):
        for low, high in scan.inside(name, start, end):
            if low == start or text[low - 1] in "\n。;:,!? ":
                yield Mark(low, high, "word", number)


def top_kind(found: Sequence[Mark]) -> str:
    """The kind of marker that numbers first of all; empty where none comes twice."""
    counts: dict[str, int] = {}
    for mark in found:
        counts[mark.kind] = counts.get(mark.kind, 0) + 1
    return next((mark.kind for mark in found if counts[mark.kind] > 1), "")


def _lead(text: str, low: int, mark: int) -> int:
    """Where the sentence that leads to a marker begins, not before `low`."""
    return max(low, *(text.rfind(end, low, max(low, mark - 1)) + 1 for end in SENTENCE_END))


def _is_reason_lead(scan: Scan, start: int, end: int) -> bool:
    """Whether words announce reasons alone; 短处与病根 announces shortcomings."""
    if scan.has("cause-heading", start, end) and not scan.has("deficit-named", start, end):
        return True
    trailing = scan.first("cause-trailing", start, end)
    return trailing is not None and end - start < 30 and scan.text[trailing[0] - 1] not in _JOINS


def _head_end(text: str, start: int, end: int) -> int:
    for at in range(start, min(end, start + 30)):
        if text[at] in "。\n:":
            return at
    return min(end, start + 30)
