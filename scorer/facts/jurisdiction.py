"""The place that a report is about: as title, signature or first sentence name it, else the place it speaks of most."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorer.facts.body import LEADING_YEAR, LONGEST_BODY, Body, body_of, department_at, name_in
from scorer.facts.document import Document, Span, opening, own_script
from scorer.facts.places import RANK, Place, Places
from scorer.model import Level, Role

if TYPE_CHECKING:
    from collections.abc import Iterable

SUBJECT_CLAUSES = 6  # of the first sentence, in which its subject is looked for
FIT_WEIGHT = 3  # a name of the level as which the report speaks of itself against another name
MENTIONS_IN = 1000  # characters at the front in which an unstated place is looked for
LONGEST_MENTION = 12
MOST_NAMES = 8  # names of places that are counted in the whole text


def named_bodies(document: Document, title: list[Span], places: Places) -> list[Body]:
    """The bodies that the title names, else the lead of the opening (现将…), else its subject."""
    text, lexicon = document.text, document.scan.lexicon
    named = [body_of(document.words(span), lexicon, places) for span in title[:2]]
    if len(title) > 1:
        named.append(body_of("".join(map(document.words, title)), lexicon, places))
    if title and not any(body.place for body in named):
        named += _fuller(document, name_in(document.words(title[0]), lexicon), places)
    start, end = opening(document)
    lead = document.scan.first("fact-opening-lead", start, end)
    if lead and not any(body.place for body in named):
        named.append(body_of(text[lead[1] : min(end, lead[1] + LONGEST_BODY)], lexicon, places))
    if not any(body.place for body in named):
        first = (start, end) if end else next(iter(document.lines.front), (start, end))
        named += _subject(document, first, places)
    return named


def _fuller(document: Document, name: str, places: Places) -> list[Body]:
    """The body that the title names without its place (市水务局), as a line around the report names it in full."""
    if len(name) < 3 or name[0] not in places.endings:
        return []
    text = document.text
    for start, end in (*document.lines.page, *document.lines.front, *document.lines.back):
        at = text.find(name, start, end)
        if at < 0 or at - start < 2:
            continue
        head = at
        while head > start and at - head < LONGEST_MENTION and "一" <= text[head - 1] <= "鿿":
            head -= 1
        body = body_of(text[head : at + len(name)], document.scan.lexicon, places)
        if body.place and body.place.name.endswith(name[0]):
            return [body]
    return []


def _subject(document: Document, span: Span, places: Places) -> list[Body]:
    """The body that the first sentence has as its subject (2024年,汤头街道落实…); none where it names none."""
    text, clauses = document.text, document.scan.clauses
    start, end = span
    if start >= end:
        return []
    first = clauses.at(start)
    if not LEADING_YEAR.match(text, clauses.span(first)[0]):
        return []
    for clause in range(first, min(first + SUBJECT_CLAUSES, clauses.count)):
        low, high = clauses.span(clause)
        if low >= end:
            break
        year = LEADING_YEAR.match(text, low, high)
        head = text[year.end() if year else low : high].lstrip(" ,")
        place, at = places.read(head)
        named = place and (place.listed or clause <= first + 1)  # further on, 以市县乡… is no place
        if place and named and not place.name.startswith(places.before) and head[at : at + 1] not in ("的", "、"):
            lexicon = document.scan.lexicon
            return [body_of(head[: at + department_at(head[at:], lexicon)], lexicon, places)]
        if "。" in text[low : high + 1]:
            break
    return []


def find_place(
    document: Document, stated: Iterable[Body], receivers: Iterable[Body], own: Level | None, places: Places
) -> Place | None:
    """The place in the fullest way in which title, signature or page title (`stated`, in this order) names it.

    Where none does, the place that the report speaks of most; `own` is the level as which it speaks of itself.
    """
    named = [body.place for body in stated if body.place]
    if not named:
        return _mentioned(document, {body.place.name for body in receivers if body.place}, own, places)
    best = named[0]
    for place in named[1:]:
        if place.name == best.name and len(place.text) > len(best.text):
            best = place
    return best


def _mentioned(document: Document, foreign: set[str], own: Level | None, places: Places) -> Place | None:
    """The place that a report without title and signature speaks of most, where its text begins."""
    text = document.text
    body = next((section.start for section in document.sections if section.role is not Role.CHROME), 0)
    counts: dict[str, int] = {}
    for found in places.mentions.finditer(text, body, min(len(text), body + MENTIONS_IN)):
        name = _name_that_ends(text, found.end(), places)
        if name and name not in foreign:
            counts[name] = counts.get(name, 0) + 1
    most = sorted(counts, key=counts.__getitem__, reverse=True)[:MOST_NAMES]
    total = {name: text.count(name) for name in most}
    # One chance string that ends like a place is no place; a listed name may stand alone.
    total = {
        name: count
        for name, count in total.items()
        if count > 1 or places.codes(name) or (_fits(name, own, places) and f"《{name}人民政府" in text)
    }
    if not total:
        return None
    weight = {name: count * (FIT_WEIGHT if _fits(name, own, places) else 1) for name, count in total.items()}
    best = min(total, key=lambda name: (-weight[name], text.find(name)))
    if weight[best] < 2:
        return None
    level = places.level_of(best)
    return Place((best,), level, bool(places.codes(best))) if level else None


def _fits(name: str, own: Level | None, places: Places) -> bool:
    """Whether a name is of the level as which the report speaks of itself."""
    level = places.level_of(name)
    if own is None or level is None:
        return False
    # 全市 is said in a county-level city too.
    city = own is Level.PREFECTURE and level is Level.COUNTY and name[-1] == places.city
    return city or RANK.get(own) == RANK[level]


def _name_that_ends(text: str, end: int, places: Places) -> str:
    """The name of a place that ends at an offset of running text; empty where none does."""
    for length in range(2, LONGEST_MENTION):
        word = text[end - length : end]
        if len(word) == length and places.codes(word) and word not in places.common:
            before = text[max(0, end - 3) : end - 2]
            if length == 2 and "一" <= before <= "鿿" and before not in places.before:
                continue  # 宁县 in 建宁县
            longer = text[end - length - 1 : end]
            return longer if places.codes(longer) else word
    start = end
    while start > 0 and end - start < 8 and "一" <= text[start - 1] <= "鿿":
        start -= 1
    word = text[start:end]
    for mark in places.before:
        word = word[word.rfind(mark) + len(mark) :] if mark in word else word
    bounded = start == 0 or not "一" <= text[start - 1] <= "鿿" or len(word) < end - start
    return word if bounded and places.is_name(word) else ""


def superior(place: Place, receivers: Iterable[Body], places: Places) -> Place | None:
    """The superior of a place that the addressees name."""
    found = [body.place for body in receivers if body.place and body.place.name != place.name]
    higher = [p for p in found if RANK[p.level] < RANK[place.level] or p.name[-1] == places.city and not place.listed]
    return max(higher, key=lambda p: RANK[p.level]) if higher else None


def full_name(document: Document, place: Place, above: Place | None, places: Places) -> str:
    """The name with its superiors, as the file writes it where it does."""
    return own_script(document, places.full(place, document.text, above))
