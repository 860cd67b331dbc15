"""Entries -> statistics that hold: only within one rubric version, with denominators and Wilson intervals."""

from __future__ import annotations

from fractions import Fraction
from math import sqrt
from statistics import median, stdev
from typing import TYPE_CHECKING, NamedTuple

from scorer.model import Level, Verdict

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from scorer.render.entry import Entry

Z95 = 1.959964  # of the normal distribution: 95 % of it lie within
ALL, BY_LEVEL, BY_YEAR, BY_REGION = "all", "level", "year", "region"
LEVELS = tuple(Level)


class Share(NamedTuple):
    """How often a criterion is met in a group; `unclear` and `exempt` stand outside the denominator."""

    criterion: str
    name: str
    met: int
    partial: int
    missing: int
    unclear: int
    exempt: int

    @property
    def judged(self) -> int:
        """The denominator: reports of which something can be said."""
        return self.met + self.partial + self.missing

    @property
    def met_share(self) -> Fraction | None:
        """Met reports of those judged; None where none was."""
        return Fraction(self.met, self.judged) if self.judged else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """Wilson's interval of the share, 95 %."""
        return wilson(self.met, self.judged) if self.judged else None


class Spread(NamedTuple):
    """The totals of a group."""

    of: int  # reports scored
    mean: Fraction
    deviation: float | None  # of the sample; None for a single report
    least: Fraction
    median: Fraction
    most: Fraction


class Tally(NamedTuple):
    """One group of reports judged by one rubric version."""

    rubric: tuple[str, str, str]
    by: str  # all, level, year, region
    group: str  # level's id, year, province; empty: the reports do not say
    reports: int
    unscored: int
    complete: int  # with every criterion of the baseline there
    spread: Spread | None
    shares: tuple[Share, ...]


class Ranked(NamedTuple):
    """An entry with its rank within its rubric version and level; None where it was not scored."""

    entry: Entry
    rank: int | None
    of: int


def wilson(hits: int, of: int, z: float = Z95) -> tuple[float, float]:
    """Wilson's score interval of a share, without correction for continuity; `of` is at least 1."""
    share, square = hits / of, z * z / of
    middle = share + square / 2
    half = z * sqrt((share * (1 - share) + square / 4) / of)
    return max(0.0, (middle - half) / (1 + square)), min(1.0, (middle + half) / (1 + square))


def rubrics(entries: Iterable[Entry]) -> list[tuple[str, str, str]]:
    """The rubric versions that judged the entries, the one with most reports first."""
    counts: dict[tuple[str, str, str], int] = {}
    for entry in entries:
        counts[entry.rubric] = counts.get(entry.rubric, 0) + 1
    return sorted(counts, key=lambda rubric: (-counts[rubric], rubric))


def tallies(entries: Sequence[Entry]) -> list[Tally]:
    """For each rubric version: all its reports, then by level, by year and by province."""
    keys: tuple[tuple[str, Callable[[Entry], str]], ...] = (
        (ALL, lambda entry: ""),
        (BY_LEVEL, lambda entry: entry.level.value if entry.level else ""),
        (BY_YEAR, lambda entry: str(entry.year or "")),
        (BY_REGION, lambda entry: entry.region),
    )
    made = []
    for rubric in rubrics(entries):
        own = [entry for entry in entries if entry.rubric == rubric]
        for by, key in keys:
            groups: dict[str, list[Entry]] = {}
            for entry in own:
                groups.setdefault(key(entry), []).append(entry)
            made += [tally(rubric, by, group, groups[group]) for group in sorted(groups, key=group_order)]
    return made


def group_order(group: str) -> tuple[int, str]:
    """Levels from the highest, years and provinces by name, what is not said last."""
    ids = [level.value for level in LEVELS]
    return (ids.index(group) if group in ids else len(ids) if group else len(ids) + 1), group


def tally(rubric: tuple[str, str, str], by: str, group: str, entries: Sequence[Entry]) -> Tally:
    """The counts of one group; what was not scored is counted apart."""
    scored = [entry for entry in entries if entry.total is not None]
    complete = sum(not entry.baseline_missing for entry in scored)
    return Tally(rubric, by, group, len(entries), len(entries) - len(scored), complete, spread(scored), shares(scored))


def spread(entries: Iterable[Entry]) -> Spread | None:
    """Mean and spread of the totals; None where nothing was scored."""
    totals = [entry.total for entry in entries if entry.total is not None]
    if not totals:
        return None
    mean = sum(totals, Fraction(0)) / len(totals)
    deviation = stdev(map(float, totals)) if len(totals) > 1 else None
    return Spread(len(totals), mean, deviation, min(totals), Fraction(median(totals)), max(totals))


def shares(entries: Iterable[Entry]) -> tuple[Share, ...]:
    """How each criterion came out, in the order of the rubric."""
    counts: dict[str, dict[Verdict, int]] = {}
    names: dict[str, str] = {}
    for entry in entries:
        for mark in entry.marks:
            names.setdefault(mark.id, mark.name)
            known = counts.setdefault(mark.id, dict.fromkeys(Verdict, 0))
            known[mark.verdict] += 1
    order = (Verdict.MET, Verdict.PARTIAL, Verdict.MISSING, Verdict.UNCLEAR, Verdict.EXEMPT)
    return tuple(Share(id_, names[id_], *(known[verdict] for verdict in order)) for id_, known in counts.items())


def weakest(shares: Iterable[Share]) -> list[Share]:
    """What fails most first: by reports that lack it, a partial one half; what never fails is left out."""
    failing = [share for share in shares if share.missing or share.partial]
    return sorted(
        failing, key=lambda share: (-Fraction(2 * share.missing + share.partial, share.judged), -share.missing)
    )


def ranked(entries: Sequence[Entry]) -> list[tuple[tuple[str, str, str], Level | None, list[Ranked]]]:
    """League tables: a list for each rubric version and level, best first; equals share a rank.

    A report that lacks a gate stands behind those that lack none, whatever its total; totals count as printed,
    with one decimal. What was not scored, or has no known level, has no rank.
    """
    tables: list[tuple[tuple[str, str, str], Level | None, list[Ranked]]] = []
    for rubric in rubrics(entries):
        for level in (*LEVELS, None):
            own = [entry for entry in entries if entry.rubric == rubric and entry.level is level]
            if own:
                tables.append((rubric, level, _league(own, level is not None)))
    return tables


def standing(entry: Entry) -> tuple[int, int, int]:
    """By what entries are ranked, best least: not scored last, then without gates, then by the total as printed."""
    if entry.total is None:
        return 2, 0, 0
    return 0, int(entry.incomplete), -printed(entry.total)


def printed(total: Fraction) -> int:
    """A total in tenths, half up, as it is printed."""
    return (20 * total.numerator + total.denominator) // (2 * total.denominator)


def _league(entries: list[Entry], ranks: bool) -> list[Ranked]:
    ordered = sorted(entries, key=lambda entry: (standing(entry), entry.body, entry.year or 0))
    scored = sum(entry.total is not None for entry in ordered)
    made: list[Ranked] = []
    for at, entry in enumerate(ordered):
        rank: int | None = None
        if ranks and entry.total is not None:
            tied = at > 0 and standing(ordered[at - 1]) == standing(entry)
            rank = made[-1].rank if tied else at + 1
        made.append(Ranked(entry, rank, scored))
    return made
