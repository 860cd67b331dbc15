"""Where the relations begin that are of a count told again, or of some of what was counted: again, later, nested, …

Most of them ask first what numbers answer: of two counts of one unit the later is more, or one is the other slipped.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from scorer.checks.figures.beginnings import none_left
from scorer.checks.figures.verdicts import slipped
from scorer.statements.figure_words import bare
from scorer.statements.numerals import EXACT
from scorer.statements.quantities import COUNT
from scorer.statements.readings import AMONG, BESIDE, DONE, INTAKE, REST, SUM, Figures, Reading

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scorer.statements.figure_index import Line

_PAIR = 2
_HUNDRED = 100

# —— the same count again ——

POINTING = ("这批", "该批", "上述", "前述", "这", "此批")
_LEAST, _NOUN = 10, 4
_BACK = 16  # quantities before one that are looked at


def again(figures: Figures) -> Iterator[Reading]:
    """A count that points back, or that may be one of its unit in an earlier sentence with a digit wrong."""
    told: dict[tuple[str, int], list[Reading]] = {}  # by their unit and how many digits they have
    for reading in figures.index.kind[COUNT]:
        value = reading.quantity.number.value
        if value < _LEAST:
            continue
        earlier = told.setdefault((reading.unit, len(str(value))), [])
        if len(reading.around) >= _NOUN:
            near = [r for r in earlier if reading.at - r.at <= _BACK and r.sentence < reading.sentence]
            others = [r for r in near if r.quantity.number.value != value and _shares_words(r, reading)]
            pointed = reading.label.startswith(POINTING)
            if pointed or any(slipped(r.quantity.number.value, value) for r in others):
                yield reading
        earlier.append(reading)


def _shares_words(first: Reading, again: Reading) -> bool:
    """Whether the words of a count may be those of one before it, its noun before the number or behind it."""
    noun = again.behind.lstrip("“")[:_PAIR]
    if len(noun) == _PAIR:
        return noun in first.label or first.behind.lstrip("“").startswith(noun)
    return not first.behind and first.label[-1:] in again.label


# —— some of what was counted ——

FURTHEST = 150  # per cent of its whole that a count is by a slip
FURTHEST_KIND = 200  # … that one of a kind is
ONE_BY_ONE = frozenset("份张人名卷户家所")  # what is counted alike whatever is done with it
LONGEST_KINDS = 10  # characters behind a count in which the name of bodies of two kinds stands
_NEXT = 4  # quantities behind a part that are looked at


def is_more(whole: Reading, part: Reading, furthest: int) -> bool:
    """Whether what should be some of a count is surely more than it, and no more than by a slip."""
    more = part.quantity.number.low > whole.quantity.number.high
    return more and _HUNDRED * part.quantity.number.value <= furthest * whole.quantity.number.value


def subsets(figures: Figures) -> Iterator[Reading]:
    """A count that is more than the last of its unit, in a sentence before."""
    last: dict[str, Reading] = {}
    for part in figures.index.kind[COUNT]:
        if part.unit in ONE_BY_ONE:
            whole, last[part.unit] = last.get(part.unit), part
            plainly = part.tie in ("", SUM) and part.quantity.paren < 0
            if whole is not None and plainly and whole.sentence < part.sentence and is_more(whole, part, FURTHEST):
                yield part


def closed(figures: Figures) -> Iterator[Reading]:
    """A count of what was closed, where it is told to be of what came in, or that nothing was left before."""
    none_before = next(none_left(figures), None) is not None
    came = {number for number in figures.saying("figure-told-came") if number >= 0}
    for done in figures.index.stage[DONE] if figures.index.stage[INTAKE] and (came or none_before) else ():
        plainly = done.counts and done.tie in ("", SUM) and done.quantity.paren < 0
        if plainly and (none_before or done.sentence in came):
            yield done


def of_two_kinds(figures: Figures) -> Iterator[Reading]:
    """A count of bodies of two kinds."""
    nouns = tuple(figures.words.two_kinds)
    for both in figures.index.kind[COUNT]:
        if both.unit not in ("个", "所", "家") or both.tie not in ("", SUM):
            continue
        named = bare(figures.text[both.end : both.end + LONGEST_KINDS]).startswith(nouns)
        if named and both.quantity.number.manner == EXACT:
            yield both


def narrowed(figures: Figures) -> Iterator[tuple[Reading, Reading]]:
    """A part and a count behind it that is more than it."""
    for at in sorted({reading.at for reading in figures.index.tie[AMONG]} | figures.wholes.keys()):
        whole = figures.readings[at]
        for part in figures.readings[at + 1 : at + 1 + _NEXT] if whole.counts and whole.quantity.paren < 0 else ():
            near = whole.sentence < part.sentence <= whole.sentence + _PAIR
            if near and part.counts and part.unit == whole.unit and is_more(whole, part, FURTHEST_KIND):
                yield whole, part


def left_over(figures: Figures) -> Iterator[Reading]:
    """A count of what is left or kept, of which the last of its unit stands in a sentence before."""
    keeping = figures.words.words("figure-told-kept")
    last: dict[str, Reading] = {}
    for left in figures.index.kind[COUNT]:
        before, last[left.unit] = last.get(left.unit), left
        told = left.tie == REST or (left.tie == "" and left.label in keeping)
        if told and left.quantity.number.manner == EXACT and before is not None and before.sentence < left.sentence:
            yield left


def later(figures: Figures) -> Iterator[object]:
    """Anything that later words may make some of what was counted before."""
    for beginning in (subsets, closed, of_two_kinds, narrowed, left_over):
        yield from beginning(figures)
    if figures.tells("figure-vote-away"):
        yield figures


# —— some of all, sentences later ——

PAPERS = frozenset("份件篇册张")
_ON, _SENTENCES = 6, 2
_FROM_ALL, _DEED = 44, 60  # characters from a count to the end of the words for all of it, and of what is told of all


def totality(figures: Figures) -> Iterator[tuple[Line, Reading]]:
    """A count in a sentence that tells of all, with a smaller one of the same, or of papers, in those behind it."""
    alike = figures.words.alike
    for number in sorted((figures.saying("figure-told-all") | figures.saying("figure-told-full")) - {-1}):
        line = figures.lines[number]
        for whole in line.readings if number + 1 < len(figures.lines) else ():
            for part in figures.readings[whole.at + 1 : whole.at + 1 + _ON] if _is_all(whole) else ():
                behind = part.counts and number < part.sentence <= number + _SENTENCES
                less = behind and part.quantity.number.high < whole.quantity.number.low
                if less and (part.unit in PAPERS or alike(part.unit, whole.unit)) and _is_done(figures, whole, part):
                    yield line, whole
                    break


def _is_done(figures: Figures, whole: Reading, part: Reading) -> bool:
    """Whether something is told of all of a count, or a rate of all of it, of which the words of a part have a pair."""
    text, high = figures.text, figures.lines[whole.sentence].end
    every = figures.scan.first("figure-told-all", whole.end, min(whole.end + _FROM_ALL, high))
    deed = text[every[1] : min(every[1] + _DEED, high)] if every is not None else ""
    rate = text.find("率", whole.end, high)
    if rate >= 0 and (text.find("100%", rate, high) >= 0 or text.find("百分之百", rate, high) >= 0):
        deed += "|" + text[whole.end : rate]
    said = text[max(0, part.start - _FROM_ALL) : part.start] + part.behind
    return any(deed[at : at + _PAIR] in said for at in range(len(deed) - 1))


def _is_all(whole: Reading) -> bool:
    """Whether something may be said of all that a reading counts: it is no part, no mean, in no bracket."""
    if not whole.counts or whole.tie in (AMONG, REST, *BESIDE) or whole.quantity.number.manner != EXACT:
        return False
    return whole.quantity.paren < 0 and not whole.mean and whole.quantity.number.value > 1


# —— parts of a part ——

HALVES = (("上半年", "前半年", "1至6月", "1-6月", "1—6月"), ("下半年", "后半年", "7至12月", "7-12月", "7—12月"))
_HALVES = tuple(name for names in HALVES for name in names)
LED = ("其中", "而", "在", "对", "上述", "这些", "这", "该", "另外", "从")
_HEAD = 26  # characters of a stretch before its first count


def nested(figures: Figures) -> Iterator[tuple[Sequence[Reading], Reading, str]]:
    """A stretch of counts that begins with words of a count before: it, its first count, what leads to that."""
    for line in figures.lines:
        if len(line.readings) < _PAIR:
            continue
        for stretch, start in _stretches(figures, line):
            if len(stretch) < _PAIR or stretch[0].start - start > _HEAD:
                continue
            first = next((a for a, b in pairwise(stretch) if a.counts and b.counts and a.unit == b.unit), None)
            if first is None or first.start - start > _HEAD:
                continue
            head = figures.text[start : first.start]
            name = without_lead(head.lstrip(",、"))
            key = name[:_PAIR]
            half = name.startswith(_HALVES)
            if len(key) == _PAIR and any(
                r.unit == first.unit and (half or key in r.label or key in r.behind) for r in figures.before(first)
            ):
                yield stretch, first, head


def without_lead(head: str) -> str:
    """The words of a stretch without those that only lead to them: 其中, 对."""
    for word in LED:
        head = head.removeprefix(word)
    return head


def _stretches(figures: Figures, line: Line) -> Iterator[tuple[Sequence[Reading], int]]:
    """The readings of a sentence between semicolons, and where each of these stretches begins."""
    if figures.text.find(";", line.start, line.end) < 0:
        yield line.readings, line.start
        return
    found, start = [line.readings[0]], line.start
    for one, two in pairwise(line.readings):
        at = figures.text.find(";", one.end, two.start)
        if at >= 0:
            yield found, start
            found, start = [], at + 1
        found.append(two)
    yield found, start
