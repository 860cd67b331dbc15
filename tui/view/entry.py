"""One report of the list in the words that are shown, and what the list orders and groups it by."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple
from unicodedata import normalize

from scorer.model import Verdict
from tui.digest import Digest
from tui.standing import Standing, Voice
from tui.words import Words, tenths
from tui.wrapping import harmless

GROUPS = ("", "level", "year")


class Entry(NamedTuple):
    """One report of the table in the words that are shown; `digest` None while it waits."""

    path: str
    digest: Digest | None
    body: str
    level: str
    year: str
    total: str
    range: str
    band: str
    baseline: str
    checks: str
    words: str  # everything that a plain word of the filter may name, folded
    file: str = ""  # the shortest part of the file's name that tells it from the others of the list
    same: int = 1  # reports of the list with the same bytes
    standing: Standing | None = None

    @classmethod
    def of(cls, path: str, digest: Digest | None, words: Words) -> Entry:
        """The entry of a report, read or not."""
        name = harmless(path.rsplit("/", 1)[-1])
        if digest is None:
            return cls(path, None, name, "", "", "", "", "", words.say("browse.waiting"), "", folded(path))
        if digest.fault or digest.facts is None:
            mark = words.say("browse.unreadable")
            told = " ".join(digest.fault.split())
            return cls(path, digest, name, "", "", "", "", mark, told, "", folded(f"{path} {mark} {told}"))
        facts = digest.facts
        body = harmless(facts.jurisdiction or name)
        level = words.level(facts.level) if facts.level else ""
        year = str(facts.year or "")
        missing = words.criteria(digest.baseline_missing)
        if digest.total is None:
            band = words.say("card.not-scored")
            baseline = "；".join(words.note(note) for note in digest.warnings) or "-"
        else:
            band = words.band(digest.band)
            baseline = words.say("browse.lacks", names=missing) if missing else words.say("card.baseline-complete")
        interval = f"{tenths(digest.low)}-{tenths(digest.high)}" if digest.low != digest.high else ""
        gaps = " ".join(words.criterion(id_) for id_, verdict in digest.verdicts if verdict is Verdict.MISSING)
        elements = " ".join(words.element(id_) for id_, score, _ in digest.elements if score == 0)
        if digest.total is None:
            gaps = elements = ""
        return cls(
            path, digest, body, level, year, tenths(digest.total), interval, band, baseline, str(digest.errors or ""),
            folded(" ".join((path, body, facts.jurisdiction_full or "", level, year, band, baseline, gaps, elements))),
        )  # fmt: skip

    def voice(self, key: str) -> Voice | None:
        """What people and the program say of a mark; None of a report without it."""
        found = next((v for v in self.standing.voices if v.key == key), None) if self.standing else None
        program = self.digest.verdict(key) if self.digest and found is None else None
        return Voice(key, program, program, "") if program is not None else found

    @property
    def in_effect(self) -> Fraction | None:
        """The total with the verdicts in effect."""
        if self.standing is not None and self.standing.total is not None:
            return self.standing.total
        return self.digest.total if self.digest else None

    @property
    def voices(self) -> str:
        """The program's total, and behind it the one with the verdicts in effect where that is another."""
        after = self.in_effect
        changed = self.digest is not None and after is not None and after != self.digest.total
        return f"{self.total}>{tenths(after)}" if changed else self.total

    @property
    def progress(self) -> str:
        """How many marks are decided of those asked for."""
        standing = self.standing
        return f"{standing.done}/{standing.done + standing.open}" if standing else ""

    @property
    def elements(self) -> tuple[tuple[str, Fraction | None, Fraction], ...]:
        """Id, score and weight of the elements, with the verdicts in effect."""
        if self.standing is not None and self.standing.elements:
            return self.standing.elements
        return self.digest.elements if self.digest else ()

    @property
    def readable(self) -> bool:
        """Whether the report was read."""
        return self.digest is not None and not self.digest.fault


def folded(text: str) -> str:
    """A text as filters compare it: width and case do not matter."""
    return normalize("NFKC", text).casefold()


def told_apart(entries: Iterable[Entry]) -> list[Entry]:
    """The entries with what tells them apart: the part of the name that differs, and how many are the same report."""
    entries = list(entries)
    alike: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    copies: dict[str, int] = defaultdict(int)
    for entry in entries:
        if entry.readable and entry.digest is not None:
            alike[entry.body, entry.year].append(entry)
            copies[entry.digest.sha256] += 1
    names: dict[str, str] = {}
    for group in alike.values():
        names.update(telling_names([entry.path for entry in group]))
    found = []
    for entry in entries:
        if entry.readable and entry.digest is not None:
            found.append(entry._replace(file=names[entry.path], same=copies[entry.digest.sha256]))
        else:
            found.append(entry)
    return found


def telling_names(paths: Sequence[str]) -> dict[str, str]:
    """The shortest stretch of each path that no other has at its place; a path alone gives its file's name."""
    if len(paths) == 1:
        return {paths[0]: harmless(paths[0].rsplit("/", 1)[-1])}
    start = len(os.path.commonprefix(list(paths)))
    while start and all(_inside_word(path, start) for path in paths):
        start -= 1  # a name is not cut within a number or a word
    ends = [os.path.splitext(path)[1] for path in paths]
    last = len(ends[0]) if len(set(ends)) == 1 else 0
    return {path: harmless(path[start : len(path) - last].lstrip("/") or path.rsplit("/", 1)[-1]) for path in paths}


def _inside_word(path: str, at: int) -> bool:
    pair = path[at - 1 : at + 1]
    return len(pair) == 2 and pair.isascii() and pair.isalnum()


def sort_key(entry: Entry, column: str) -> tuple[object, ...] | None:
    """What a column sorts by; None where the report does not say."""
    digest = entry.digest
    if column == "body":
        return (entry.body.encode("gb18030", "replace"),)  # that code follows the sound of common characters
    if digest is None or digest.facts is None:
        return None
    facts = digest.facts
    if column == "level":
        return (list(type(facts.level)).index(facts.level),) if facts.level else None
    if column == "year":
        return (facts.year,) if facts.year else None
    if digest.total is None or digest.low is None or digest.high is None:
        return None
    standing = entry.standing
    if column in ("queue", "open"):
        if standing is None or not standing.open:
            return None
        return standing.rank if column == "queue" else (standing.open,)
    values: Mapping[str, tuple[object, ...]] = {
        "total": (digest.total if standing is None or standing.total is None else standing.total,),
        "range": (digest.high - digest.low,),
        "band": (digest.band, digest.total),
        "baseline": (len(digest.baseline_missing), digest.baseline_missing),
        "checks": (digest.errors,),
    }
    return values[column]


def group_of(entry: Entry, group: str) -> str:
    """The group that an entry stands in."""
    return entry.level if group == "level" else entry.year


def group_order(entries: Sequence[Entry], group: str) -> list[str]:
    """The groups in the order in which they are shown; unknown ones last."""
    names = {group_of(entry, group): sort_key(entry, group) for entry in entries}
    known = sorted((key, name) for name, key in names.items() if key is not None and name)
    ordered = [name for _, name in known]
    if group == "year":
        ordered.reverse()
    return ordered + [name for name in names if name not in ordered]


def same_body_other_year(entries: Iterable[Entry], one: Entry) -> Entry | None:
    """The same body's report of the year before, else of the nearest other year."""
    if one.digest is None or one.digest.facts is None or not one.digest.facts.year:
        return None
    facts, own = one.digest.facts, one.digest.facts.year
    found = [
        (abs(year - own + 1), -year, at, entry)
        for at, entry in enumerate(entries)
        if entry.path != one.path
        and entry.digest is not None
        and entry.digest.facts is not None
        and (year := entry.digest.facts.year)
        and year != own
        and entry.digest.facts.jurisdiction
        and entry.digest.facts.jurisdiction == facts.jurisdiction
    ]
    return min(found)[3] if found else None
