"""Counts of one unit that follow one another, told by their place alone: a whole and what is listed behind it.

No word has to say that they are parts. What tells that they are not is asked: a value of comparison, a mean, another
unit in between, something told besides, a long label.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from scorer.statements.numerals import EXACT
from scorer.statements.readings import AMONG, BESIDE, REFUSED, REST, SUM, Figures, Reading
from scorer.text.expressions import expression

_LABEL = 18  # characters of the longest label of an item
_SHORT = 10  # characters of a label that names a kind and no deed
_APART = 40  # characters between two items
_AHEAD = 45  # characters from a whole to its first item
_SENTENCES = 8  # that a whole and its items may take up
_FEWEST = 2
_MOST = 24  # quantities behind a whole
_EVERY = ("均", "都", "全部", "皆", "已全部", "悉数")  # behind a number that is told again
_AND_LAST = expression(r"(?:分别|依次)[^;。:]*\d[^,;。:\d]{0,8}[和及与]$")  # 分别为10万和4万


def runs(figures: Figures) -> Iterator[tuple[Reading, tuple[Reading, ...]]]:
    """Every whole with the longest list behind it, at least two counts that may be its parts.

    What is an item of one list is the whole of none.
    """
    listed: set[int] = set()
    for whole in figures.readings:
        if not _may_be_whole(whole):
            continue
        items = _behind(figures, whole)
        if len(items) < _FEWEST or (whole.at in listed and not _opens_anew(figures, whole, items[0])):
            continue
        listed.update(item.at for item in items)
        yield whole, tuple(items)


def list_before(figures: Figures, total: Reading) -> list[Reading]:
    """The counts of a unit that stand side by side directly before their total, in order."""
    found: list[Reading] = []
    for other in figures.before(total):
        if not other.counts or other.quantity.paren != total.quantity.paren:
            continue
        alike = other.unit == total.unit.removesuffix("次") or figures.words.alike(other.unit, total.unit)
        if other.unit != found[0].unit if found else not alike:
            continue
        if other.tie in BESIDE or other.mean:
            break
        between = figures.readings[other.at + 1 : found[0].at] if found else ()
        if found and not _linked(figures, other, found[0], between):
            break
        found.insert(0, other)
        if other.tie in (AMONG, SUM):
            break
    return found


def _may_be_whole(whole: Reading) -> bool:
    return whole.counts and _is_plain(whole) and whole.tie not in BESIDE and not whole.mean


def _is_plain(reading: Reading) -> bool:
    """Whether a number is meant as it is written, in full or in 万."""
    return reading.quantity.number.manner == EXACT


def _opens_anew(figures: Figures, whole: Reading, first: Reading) -> bool:
    """Whether the words before a first item lead from a list to the parts of one of its items: 纠错案件中,撤销18件."""
    between = figures.text[whole.end : first.start]
    return first.tie == AMONG or "中," in between or "。" in between


def _behind(figures: Figures, whole: Reading) -> list[Reading]:
    """The items behind a whole in its sentence and those that follow; none where something else begins."""
    readings, alike = figures.readings, figures.words.alike
    items: list[Reading] = []
    last = whole.at
    end, reach = whole.end, _AHEAD  # from where the next item is no farther
    for at in range(whole.at + 1, min(whole.at + _MOST, len(readings))):
        other = readings[at]
        if other.start - end > reach:
            break
        if other.sentence > readings[at - 1].sentence and not _follows(figures, whole, readings[at - 1], other):
            break
        if not items:
            if other.tie in BESIDE:
                break
            if not other.counts or (other.unit != whole.unit and not alike(other.unit, whole.unit)):
                continue
            if readings[at - 1].end == other.start and at - 1 > whole.at:
                other = _attached(readings[at - 1], other)
            if not _may_be_first(figures, whole, other):
                break
            items, last = [other], at
            end, reach = other.end, _APART
            continue
        first = items[0]
        if readings[at - 1].end == other.start and readings[at - 1].counts:
            other = _attached(readings[at - 1], other)
        if not other.counts or other.unit != first.unit or other.quantity.paren != first.quantity.paren:
            continue
        if _is_taken_up(figures, items[-1], other) or _is_rule(other):
            continue
        if _is_closed(figures, items[-1], other):
            break
        if not _linked(figures, items[-1], other, readings[last + 1 : at]):
            break
        if other.sentence > items[-1].sentence and not _goes_on(whole, items, other):
            break
        items.append(other)
        last, end = at, other.end
        if other.tie == REST:
            break
    return items if len(items) >= _FEWEST and all(_is_plain(item) for item in items) else []


def _attached(one: Reading, other: Reading) -> Reading:
    """18批次240人次: the words of the first are those of the second as well."""
    return other._replace(label=one.label, mean=one.mean, said=one.said, near=one.near | other.near, tie=one.tie)


def _may_be_first(figures: Figures, whole: Reading, first: Reading) -> bool:
    """Whether a count may be the first item: neither a mean nor told besides, and in no other bracket."""
    if figures.text[whole.end : whole.end + 1] == "、":
        return False  # 制定11件、修改6件、废止4件: side by side
    if first.mean or _told_besides(figures, whole.end, first.start):
        return False
    return first.quantity.paren == whole.quantity.paren or first.quantity.paren >= 0


def _is_taken_up(figures: Figures, last: Reading, other: Reading) -> bool:
    """Whether a number is that of the last item again, of which something is told: 看出2件,已去函,两件均已改."""
    again = other.quantity.number == last.quantity.number and other.label in ("", "这", "该", "上述", "此", "其")
    return again and figures.text.startswith(_EVERY, other.end)


def _is_rule(other: Reading) -> bool:
    """Whether a number tells how things are counted and counts none: 一件申请只计一种处理结果."""
    return other.label == "" and other.quantity.number.value == 1 and ("只计" in other.behind or "只算" in other.behind)


def _is_closed(figures: Figures, last: Reading, other: Reading) -> bool:
    """Whether a list told in turn has ended with its “and” before a count with words of its own.

    存量与新增分别为10万和4万平方米;腾出的土地里,6万平方米复绿.
    """
    own = other.label.strip("、和及与")
    return bool(own) and _AND_LAST.search(figures.text[max(0, last.start - _AHEAD) : last.start]) is not None


def _follows(figures: Figures, whole: Reading, one: Reading, other: Reading) -> bool:
    """Whether a sentence follows directly on that of a whole or of its items."""
    lines = figures.lines
    start = lines[other.sentence].start
    near = other.sentence - whole.sentence < _SENTENCES and start - lines[one.sentence].end <= 1
    return near and figures.text[start - 1] != "\n"


def _goes_on(whole: Reading, items: Sequence[Reading], other: Reading) -> bool:
    """Whether a list that began in one sentence goes on in the next: every item has its own, or it is a bare kind."""
    apart = all(one.sentence < two.sentence for one, two in pairwise((whole, *items)))
    told = all(item.stage in ("", REFUSED) for item in (*items, other))
    return apart or (told and (other.period != "" or len(other.label) <= _SHORT))


def _linked(figures: Figures, one: Reading, two: Reading, between: Sequence[Reading]) -> bool:
    """Whether a count stands beside the one before; shares and brackets between them do not part them."""
    if any(r.counts and r.start != one.end and r.end != two.start and r.quantity.paren < 0 for r in between):
        return False
    if two.tie in (AMONG, SUM, *BESIDE) or two.mean or len(two.label) > _LABEL:
        return False
    gap = figures.text[one.end : two.start]
    if len(gap) > _APART or gap.count("。") > 1:
        return False
    return not (figures.said(two, "figure-stock-close") or _told_besides(figures, one.end, two.start))


def _told_besides(figures: Figures, start: int, end: int) -> bool:
    """Whether words between two counts begin something else."""
    return figures.has("figure-besides", start, end)
