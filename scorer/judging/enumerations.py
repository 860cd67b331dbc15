"""The body of a section as numbered items, running text, and text that gives reasons."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from scorer.judging.formulas import bare
from scorer.judging.stretches import SENTENCE_END
from scorer.text.expressions import expression

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scorer.text.words import Scan


# 一、 (一) 1. (1) 一是 第一, 其一, ① at the start of a clause; the group tells the kind, its text the number.
_NUMERAL = "[一二三四五六七八九十]"

_MARK = expression(
    rf"(?<![^\n。;:,!? ])(?:(?P<major>{_NUMERAL}{{1,3}})、|\((?P<minor>{_NUMERAL}{{1,3}})\)、?"
    rf"|(?P<digit>\d{{1,2}})[.、](?!\d)|\(?(?P<round>\d{{1,2}})\)|(?P<inline>{_NUMERAL})[是则]"
    rf"|(?:[^\W\d]{{2}})?(?P<label>{_NUMERAL}|\d):|第(?P<ordinal>{_NUMERAL})(?:[,、是]|个是)"
    rf"|其(?P<thing>{_NUMERAL})[,、是:]|(?P<ring>[①-⑩]))[ ,]?"
)

_FIRST = frozenset("一1①")


class Part(NamedTuple):
    """A stretch of a section: one numbered item, running text, or text that gives reasons."""

    start: int
    end: int
    kind: str  # numbered, running, reasons


def parts(scan: Scan, start: int, end: int) -> Iterator[Part]:
    """The parts of a half-open span in order; a numbered one begins behind its marker."""
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
            yield Part(content, stop, "reasons")
            continue
        head_end = _head_end(scan.text, content, stop)
        if bare(scan, "cause-heading", content, head_end):
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
        # An item whose heading fills its line goes on in the next paragraph.
        if line >= 0 and line - start > 30 and scan.has("deficit", start, line):
            cut = line
    yield Part(start, cut, "numbered")
    if cut < end:
        yield from _by_reasons(scan, cut, end)


def _by_reasons(scan: Scan, start: int, end: int) -> Iterator[Part]:
    """Running text, cut where a line is headed as reasons: "成因: …" to its end, a bare heading to the end of all."""
    text = scan.text
    at = since = start
    while at < end:
        stop = text.find("\n", at, end)
        stop = end if stop < 0 else stop
        colon = text.find(":", at, min(stop, at + 12))
        if bare(scan, "cause-heading", at, stop):
            if since < at:
                yield Part(since, at, "running")
            yield Part(stop, end, "reasons")
            return
        if colon >= 0 and bare(scan, "cause-heading", at, colon):
            if since < at:
                yield Part(since, at, "running")
            yield Part(colon + 1, stop, "reasons")
            since = stop
        at = stop + 1
    if since < end:
        yield Part(since, end, "running")


def _marks(text: str) -> list[tuple[int, int, str, str]]:
    """Markers of enumeration in a text: start, start of the content, kind, number."""
    marks = []
    for match in _MARK.finditer(text):
        kind = match.lastgroup or ""
        marks.append((match.start(), match.end(), kind, match.group(kind)))
    return marks


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
    return max(low, *(text.rfind(end, low, max(low, mark - 1)) + 1 for end in SENTENCE_END))


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
