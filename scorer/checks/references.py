"""Named documents against the list of known instruments; names that the list does not hold are left alone.

Wrong: another range of years than the instrument has, a name with a slip, an instrument repealed before the
report year, made after it, or called revised before it was. An entry that nobody verified costs no points.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from scorer.checks.left import Left
from scorer.checks.titles import ending, meant
from scorer.model import Role, Section
from scorer.statements.enclosing import Enclosing
from scorer.text.expressions import expression
from scorer.text.words import Scan, Span

_INNER = expression(r"[〈<]([^〈〉<>\n]{4,60})[〉>]")
_RANGE = expression(r"\((\d{4})[—~-]+(\d{4})年?\)$")
_REVISED = expression(r"(?:新修订|新修改|修订后|修改后)的?(?:[^《》。,;\n]{0,6})$")
_DROPPED = {ord(char): None for char in " \t\u3000“”‘’、"}
_LEAST_LONG = 5  # characters of a name that others are compared with
_OWN = 8  # characters before a title in which the words for a document of one's own stand
_ADOPTED = expression(r"(十[一二三四五六七八九]?|二十[一二三四五]?)届([一二三四五六七])中全会[^。;《》]{0,16}$")
_BESIDE = 60  # characters of a sentence that are looked at on each side of a title
NAME, ISSUED, FROM, UNTIL, ADOPTED = "name", "issued", "from", "until", "adopted_by"
_FIELDS = (NAME, ISSUED, FROM, UNTIL, "replaced_by", "revised", ADOPTED, "verified")  # verified: which of the others


class Book(NamedTuple):
    """Known instruments, ready to be looked up; plain values, so that the rubric's cache can keep them."""

    names: Mapping[str, int]  # every name and short name, without organ and spaces -> row
    ranges: Mapping[str, Sequence[str]]  # name without its years -> the ranges that exist
    ends: Mapping[str, Sequence[str]]  # word of kind -> names, for slips
    rows: Sequence[str]  # `_FIELDS` between tabs, of those with several values blanks between them

    def row(self, at: int) -> dict[str, str]:
        """One instrument by its fields."""
        return dict(zip(_FIELDS, self.rows[at].split("\t"), strict=True))


def book_of(data: Mapping[str, Any], prefixes: Sequence[str]) -> dict[str, Any]:
    """The mapping of instruments.yaml -> the plain values of a Book; `prefixes` are organs left out of names."""
    names: dict[str, int] = {}
    ranges: dict[str, list[str]] = {}
    ends: dict[str, list[str]] = {}
    rows: list[str] = []
    for number, entry in enumerate(data.get("instruments", ())):
        rows.append(_row(entry))
        for name in (entry["name"], *entry.get("short", ())):
            bare = plain_name(name, prefixes)
            names.setdefault(bare, number)
            base, years = split_years(bare)
            if years:
                ranges.setdefault(base, []).append(years)
            if len(base) >= _LEAST_LONG and base not in ends.setdefault(ending(base), []):
                ends[ending(base)].append(base)
    return {"names": names, "ranges": ranges, "ends": ends, "rows": rows}


def _row(entry: Mapping[str, Any]) -> str:
    said = entry.get("verified", False)
    verified = (NAME, ISSUED, FROM, UNTIL, ADOPTED) if said is True else said or ()
    several = {"revised": " ".join(map(str, entry.get("revised", ()))), "verified": " ".join(verified)}
    return "\t".join(several[field] if field in several else str(entry.get(field, "")) for field in _FIELDS)


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
    scan: Scan,
    titles: Iterable[Span],
    sections: Sequence[Section],
    year: int | None,
    book: Book,
    prefixes: Sequence[str],
) -> Iterator[Left]:
    """Named documents that are not as the list has them; `titles` are spans with their brackets."""
    text = scan.text
    plans = Enclosing((section.start, section.end) for section in sections if section.role is Role.PLAN)
    for start, end in titles:
        # The plan speaks of the year that follows.
        of = None if year is None else year + plans.holds(start, start + 1)
        yield from _judge(scan, text[start + 1 : end - 1], start, end, of, book, prefixes)
        if "〈" in text[start:end] or "<" in text[start:end]:
            for inner in _INNER.finditer(text, start, end):
                yield from _judge(scan, inner.group(1), *inner.span(), of, book, prefixes)


def _judge(
    scan: Scan, name: str, start: int, end: int, year: int | None, book: Book, prefixes: Sequence[str]
) -> Iterator[Left]:
    bare = plain_name(name, prefixes)
    base, years = split_years(bare)
    at = book.names.get(f"{base}({years}年)" if years else bare)
    if at is None and base in book.ranges:
        if years:
            known = "、".join(book.ranges[base])
            rows = map(book.row, range(len(book.rows)))
            row = next(row for row in rows if split_years(plain_name(row[NAME], prefixes))[0] == base)
            values = (("said", years), ("known", known))
            yield Left(start, end, "wrong-years", values, NAME in row["verified"].split())
        return  # a name without its years is its short form
    if at is None and years:
        at = book.names.get(base)
    if at is None:
        yield from _misnamed(scan, base, start, end, book, of_state=bare != name.strip("《》〈〉").translate(_DROPPED))
        return
    row = book.row(at)
    yield from _adopted(scan, row, start, end)
    if year is not None:
        yield from _out_of_time(scan, row, start, end, year, summed_up=base in book.ranges)


def _misnamed(scan: Scan, base: str, start: int, end: int, book: Book, *, of_state: bool) -> Iterator[Left]:
    """A name with a slip; `of_state`: it begins with an organ of the state, so that it is nobody else's document."""
    lexicon = scan.lexicon
    if not of_state and _is_own(scan, start):
        return  # a document of one's own has the name that it was given
    of_state = of_state or _ends_with(scan, "reference-national", start)
    found = meant(
        base,
        book.ends,
        lexicon.words("reference-variant"),
        lexicon.words("reference-alike"),
        lexicon,
        national=of_state,
    )
    if found is None:
        return
    at = book.names.get(found)
    years = book.ranges.get(found)
    if at is None and years:
        at = book.names.get(f"{found}({years[-1]}年)")
    verified = at is not None and NAME in book.row(at)["verified"].split()
    yield Left(start, end, "misnamed", (("known", found),), verified)


def _is_own(scan: Scan, start: int) -> bool:
    """Whether the document before `start` is of the body's own making: 印发《…》, but not 印发贯彻《…》实施方案."""
    made = scan.has("reference-own", max(0, start - _OWN), start)
    return made and not _ends_with(scan, "reference-carried-out", start)


def _ends_with(scan: Scan, name: str, end: int) -> bool:
    """Whether one of the words of a class stands right before `end`."""
    lexicon = scan.lexicon
    return name in lexicon.numbers and scan.text.endswith(lexicon.words(name), max(0, end - _OWN), end)


def _adopted(scan: Scan, row: Mapping[str, str], start: int, end: int) -> Iterator[Left]:
    """A decision of the Central Committee said to be of another plenary session than it is."""
    known = row[ADOPTED]
    match = _ADOPTED.search(scan.text, max(0, start - _BESIDE), start) if known else None
    if match is None or not scan.has("reference-adopted", match.end(2), start):
        return
    said = f"{match.group(1)}届{match.group(2)}中全会"
    if said != known:
        yield Left(start, end, "wrong-session", (("said", said), ("known", known)), ADOPTED in row["verified"].split())


def _out_of_time(
    scan: Scan, row: Mapping[str, str], start: int, end: int, year: int, *, summed_up: bool
) -> Iterator[Left]:
    """An instrument repealed before the year, made after it, or not yet in force or revised."""
    verified, said = row["verified"].split(), (("year", str(year)),)
    until, begins, issued = row[UNTIL], row[FROM], row[ISSUED]
    if until and not summed_up and int(until[:4]) < year and not _looks_back(scan, start, end):
        values = (("until", until), ("replaced", row["replaced_by"] or row[NAME]), *said)
        yield Left(start, end, "repealed", values, UNTIL in verified)
        return
    if begins and int(begins[:4]) > year:
        # What was made in the year may be learnt before it is in force; it cannot be carried out.
        told = int(begins[:4]) > year + 1 or (issued and int(issued[:4]) > year)
        if told or scan.has("reference-carried-out", max(0, start - _OWN), start):
            drafted = scan.has("reference-drafted", *_around(scan, start, end))
            sure = FROM in verified and int(begins[:4]) > year + 1 and not drafted
            yield Left(start, end, "not-yet", (("from", begins), *said), sure)
        return
    revised = row["revised"].partition(" ")[0]
    new = revised and _REVISED.search(scan.text[max(0, start - 2 * _OWN) : start])
    if new and int(revised[:4]) > year:
        yield Left(start, end, "not-revised", (("from", revised), *said), False)


def _looks_back(scan: Scan, start: int, end: int) -> bool:
    """Whether the sentence tells of cleaning up, repealing or comparing: 对依据《合同法》制定的文件进行清理."""
    return scan.has("reference-back", *_around(scan, start, end))


def _around(scan: Scan, start: int, end: int) -> Span:
    """The sentence around a title, at most `2 * _BESIDE` characters on each side."""
    text = scan.text
    low = max(text.rfind(char, max(0, start - 2 * _BESIDE), start) for char in "。\n")
    stop = min((at for char in "。\n" if (at := text.find(char, end, end + 2 * _BESIDE)) >= 0), default=end + _BESIDE)
    return max(low + 1, start - 2 * _BESIDE), stop
