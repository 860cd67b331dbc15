"""Named documents against the list of known instruments; names that the list does not hold are left alone.

Wrong: another range of years than the instrument has, a name with a character changed or lost, an instrument
repealed before the report year or made after it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from scorer.text.expressions import expression

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from typing import Any

    from scorer.text.words import Scan, Span

_INNER = expression(r"[〈<]([^〈〉<>\n]{4,60})[〉>]")
_RANGE = expression(r"\((\d{4})[—~-]+(\d{4})年?\)$")
_DROPPED = {ord(char): None for char in " \t\u3000“”‘’、"}
_LEAST_MISNAMED = 9  # characters of a name that a lookalike is told of
_MOST_CHANGED = 2
_MOST_LOST = 4  # characters in one run inside a name that keeps at least so many:
_KEPT = 14

Row = tuple[str, str, str, str, bool]  # name, from, until, replaced by, verified


class Book(NamedTuple):
    """Known instruments, ready to be looked up; plain values, so that the rubric's cache can keep them."""

    names: Mapping[str, int]  # every name and short name, without organ and spaces -> row
    ranges: Mapping[str, Sequence[str]]  # name without its years -> the ranges that exist
    ends: Mapping[str, Sequence[str]]  # last two characters -> long names, for lookalikes
    rows: Sequence[Row]


class Reference(NamedTuple):
    """A named document that is not as the list has it."""

    start: int
    end: int
    code: str  # wrong-years, misnamed, repealed, not-yet
    values: tuple[tuple[str, str], ...]
    sure: bool


def book_of(data: Mapping[str, Any], prefixes: Sequence[str]) -> dict[str, Any]:
    """The mapping of instruments.yaml -> the plain values of a Book; `prefixes` are organs left out of names."""
    names: dict[str, int] = {}
    ranges: dict[str, list[str]] = {}
    ends: dict[str, list[str]] = {}
    rows: list[Row] = []
    for number, entry in enumerate(data.get("instruments", ())):
        rows.append(
            (entry["name"], str(entry.get("from", "")), str(entry.get("until", "")), str(entry.get("replaced_by", "")),
             bool(entry.get("verified", False)))
        )  # fmt: skip
        for name in (entry["name"], *entry.get("short", ())):
            bare = plain_name(name, prefixes)
            names.setdefault(bare, number)
            base, years = split_years(bare)
            if years:
                ranges.setdefault(base, []).append(years)
            if len(base) >= _LEAST_MISNAMED:
                ends.setdefault(base[-2:], []).append(base)
    return {"names": names, "ranges": ranges, "ends": ends, "rows": rows}


def plain_name(name: str, prefixes: Sequence[str]) -> str:
    """A name without brackets, spaces and the organ before it, with one kind of dash."""
    bare = name.strip("《》〈〉").translate(_DROPPED)
    cut = True
    while cut:
        cut = False
        for prefix in prefixes:
            if bare.startswith(prefix) and len(bare) - len(prefix) >= 3:
                bare, cut = bare[len(prefix) :], True
    return bare


def split_years(name: str) -> tuple[str, str]:
    """法治政府建设实施纲要(2021—2025年) -> the name, 2021—2025."""
    match = _RANGE.search(name)
    return (name[: match.start()], f"{match.group(1)}—{match.group(2)}") if match else (name, "")


def find_references(
    scan: Scan, titles: Sequence[Span], year: int | None, book: Book, prefixes: Sequence[str]
) -> Iterator[Reference]:
    """Named documents that are not as the list has them; `titles` are spans with their brackets."""
    text = scan.text
    for start, end in titles:
        yield from _judge(scan, text[start + 1 : end - 1], start, end, year, book, prefixes)
        if "〈" in text[start:end] or "<" in text[start:end]:
            for inner in _INNER.finditer(text, start, end):
                yield from _judge(scan, inner.group(1), *inner.span(), year, book, prefixes)


def _judge(
    scan: Scan, name: str, start: int, end: int, year: int | None, book: Book, prefixes: Sequence[str]
) -> Iterator[Reference]:
    bare = plain_name(name, prefixes)
    base, years = split_years(bare)
    row = book.names.get(f"{base}({years}年)" if years else bare)
    if row is None and years and base in book.ranges:
        known = "、".join(book.ranges[base])
        yield Reference(start, end, "wrong-years", (("said", years), ("known", known)), True)
        return
    if row is None and years:
        row = book.names.get(base)
    if row is None:
        lookalike = _lookalike(base, book, scan.lexicon.words("reference-variant"))
        if lookalike is not None:
            yield Reference(start, end, "misnamed", (("known", lookalike),), True)
        return
    if year is None or base in book.ranges:  # a plan may be summed up after its time
        begins = book.rows[row][1]
        if year is not None and begins[:4] and int(begins[:4]) > year + 1:
            yield Reference(start, end, "not-yet", (("from", begins), ("year", str(year))), book.rows[row][4])
        return
    name_, begins, until, replaced, verified = book.rows[row]
    if until and int(until[:4]) < year and not _looks_back(scan, start, end):
        values = (("until", until), ("replaced", replaced or name_), ("year", str(year)))
        yield Reference(start, end, "repealed", values, True)
    elif begins and int(begins[:4]) > year + 1:
        yield Reference(start, end, "not-yet", (("from", begins), ("year", str(year))), verified)


def _looks_back(scan: Scan, start: int, end: int) -> bool:
    """Whether the sentence tells of cleaning up, repealing or comparing: 对依据《合同法》制定的文件进行清理."""
    text = scan.text
    low = max(text.rfind(char, 0, start) for char in "。\n")
    stop = min((at for char in "。\n" if (at := text.find(char, end)) >= 0), default=len(text))
    return scan.has("reference-back", low + 1, stop)


def _lookalike(name: str, book: Book, variants: Iterable[str]) -> str | None:
    """A known long name that differs by one or two characters changed, lost or added inside, or by a few words lost."""
    if len(name) < _LEAST_MISNAMED - _MOST_CHANGED:
        return None
    most = _MOST_LOST if len(name) >= _KEPT else _MOST_CHANGED
    for known in book.ends.get(name[-2:], ()):
        more = len(known) - len(name)
        if known == name or name[:2] != known[:2] or not -_MOST_CHANGED <= more <= most:
            continue
        if len(known) == len(name):
            changed = [(a, b) for a, b in zip(name, known, strict=True) if a != b]
            if len(changed) <= _MOST_CHANGED and not any(a.isdigit() for pair in changed for a in pair):
                return known
        elif _gap(*sorted((name, known), key=len)) not in {"", *variants}:
            return known
    return None


def _gap(shorter: str, longer: str) -> str:
    """The one run of characters that the longer name has more; empty where they differ otherwise."""
    same = 0
    while same < len(shorter) and shorter[same] == longer[same]:
        same += 1
    more = len(longer) - len(shorter)
    return longer[same : same + more] if shorter[same:] == longer[same + more :] else ""
