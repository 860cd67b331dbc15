"""The opening of a report: frame lines and the guiding paragraph, up to the year's work."""

from bisect import bisect_left, bisect_right
from typing import NamedTuple

from scorer.model import Role
from scorer.structure.headings import Mark
from scorer.structure.lines import Span
from scorer.structure.markers import MARKER, number
from scorer.structure.names import heading_names
from scorer.structure.outline import Outline
from scorer.structure.wording import COUNT, Wording

_FRAME = 40  # characters of an addressee, a number, a subtitle
_LONG = 60  # characters of a line that is a paragraph, not a frame line
_LONGEST = 1_200  # characters of a paragraph that is more than an opening: a report pasted as one line
_COUNTED = 2  # lines with figures above a first chapter that its opening may hold; more of them tell of the work
_DEEDS = 3  # figures of a paragraph above a first chapter that tells of the work
_MOST = 4  # long paragraphs above a first chapter that are still its opening


class Opening(NamedTuple):
    """Where the opening ends, and the paragraph that opens the report from under its first heading."""

    end: int  # offset of the plain text
    late: tuple[Span, ...]


def find_opening(words: Wording, outline: Outline) -> Opening:
    """Read paragraphs from the top until one tells of the year's work."""
    first = next((mark for mark in outline.marks if mark.heading.level == 1), None)
    top = len(words.text) if first is None else _first_numbered(words.text, outline, first)
    above = [(start, min(end, top)) for start, end in outline.paragraphs if start < top]
    apart = {*outline.closing, *outline.title_spans}
    framed = first is not None and _leads_to_work(words, outline, above, first.text_start, first.heading.end)
    opened = False
    for start, end in above:
        if (start, end) in apart:
            continue
        if framed:
            if opened and _tells_of_deeds(words, start, end):
                return Opening(start, ())
            opened = opened or end - start > _LONG or _frames(words, start, end)
            continue
        leaves = _leaves(words, start, end, opened)
        if leaves is not None:
            return Opening(leaves, ())
        opened = opened or end - start > _LONG
    return Opening(top, () if opened or first is None else _late(words, outline, top))


def _first_numbered(text: str, outline: Outline, first: Mark) -> int:
    """Where the first chapter begins: at its heading, or at a numbered paragraph above whose heading runs on."""
    for start, end in outline.paragraphs:
        if start >= first.heading.start:
            break
        match = MARKER.match(text, start, end)
        if match is not None and number(text, match)[0] <= first.rank:
            return start
    return first.heading.start


def _leads_to_work(words: Wording, outline: Outline, above: list[Span], start: int, end: int) -> bool:
    """Whether the first chapter is one of the year's work: all that stands above it is then opening."""
    names = heading_names(words.scan, start, end, outline.year)
    long = sum(1 for low, high in above if high - low > _LONG and high <= start)
    if any(high - low > _LONGEST for low, high in above):
        return False
    counted = sum(1 for low, high in above if COUNT.search(words.text, low, high) and not _frames(words, low, high))
    return not names & {Role.PROBLEMS, Role.PLAN} and long <= _MOST and counted <= _COUNTED


def _frames(words: Wording, start: int, end: int) -> bool:
    whole = words.scan.clauses.between(start, end)
    return bool(whole & (words.guiding | words.opening_end))


def _tells_of_deeds(words: Wording, start: int, end: int) -> bool:
    """Whether a paragraph below the guiding one counts so many deeds that it is a chapter without a heading."""
    return not _frames(words, start, end) and len(list(COUNT.finditer(words.text, start, end))) >= _DEEDS


def _leaves(words: Wording, start: int, end: int, opened: bool) -> int | None:
    """Where in a paragraph the opening is over; None where it goes on."""
    whole = words.scan.clauses.between(start, end)
    if opened and not whole & words.opening_end and words.text[end - 1] not in ":)":
        return start
    low = max(bisect_right(words.starts, start) - 1, 0)
    high = bisect_left(words.starts, end)
    # Up to the last sentence with the formula, unless a figure comes before it.
    framing = words.guiding | words.opening_end
    last = max((index for index in range(low, high) if words.sentences[index] & framing), default=low - 1)
    formula = words.scan.mask("role-formula") & ~words.cue_free
    for index in range(low, high):
        at = max(words.starts[index], start)
        stop = words.stop(index, end)
        sentence = words.sentences[index]
        if sentence & words.opening_end:
            continue
        if (index <= last or sentence & formula) and not words.reports(sentence, at, stop):
            continue
        if stop - at <= _FRAME and words.text[stop - 1] not in "。!?":
            continue
        return at
    return None


def _late(words: Wording, outline: Outline, top: int) -> tuple[Span, ...]:
    """A guiding paragraph under the first heading, when nothing stood above it."""
    marks = {mark.heading.start for mark in outline.marks}
    for start, end in outline.paragraphs:
        if start < top or start in marks:
            continue
        whole = words.scan.clauses.between(start, end)
        if whole & words.opening_end:
            return ((start, end),)
        if end - start > _LONG:
            guided = whole & words.guiding and COUNT.search(words.text, start, end) is None
            return ((start, end),) if guided else ()
    return ()
