"""Two rubrics held against each other: what changed in them, and which verdicts and totals of reports move."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from scorer.model import Finding, Scorecard, Source
from scorer.pipeline import score_source
from scorer.rules.checked import Checked
from scorer.rules.rubric import Rubric
from scorer.rules.weights import FIRST_YEAR, LAST_YEAR, weight_in

ALIKE = 5  # weights that moved by the same factor are told as one
MOST_QUOTES = 2  # of each side of a flip


@dataclass(frozen=True, slots=True)
class Change:
    """One value that differs: the path below its criterion ("" for rubric.yaml and word classes)."""

    criterion: str
    path: str
    old: str  # empty: not there
    new: str
    added: tuple[str, ...] = ()  # of lists of words
    dropped: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Flip:
    """A verdict of one report that is not the same under both rubrics."""

    report: str
    criterion: str
    old: str  # verdict; empty where a rubric has no such criterion
    new: str
    quotes: tuple[tuple[int, str], ...]  # (line, words) that the better verdict rests on
    sign: str


@dataclass(frozen=True, slots=True)
class Moved:
    """One report under both rubrics."""

    report: str
    old_total: Fraction | None
    new_total: Fraction | None
    old_band: str
    new_band: str
    flips: tuple[Flip, ...]


def changes(old: Checked, new: Checked) -> list[Change]:
    """What changed between two rubrics, in the order of the new one."""
    found = list(_between("", _flat(old.rubric), _flat(new.rubric)))
    before = {body["id"]: body for body in old.criteria}
    after = {body["id"]: body for body in new.criteria}
    for name in [*after, *(name for name in before if name not in after)]:
        if name not in before or name not in after:
            here = (after if name in after else before)[name]["name"]["zh"]
            found.append(Change(name, "", "" if name in after else here, here if name in after else ""))
        else:
            found += _between(name, _flat(before[name]), _flat(after[name]))
    found = _scaled(found, before, after)
    for cls in [*new.words, *(name for name in old.words if name not in new.words)]:
        if old.words.get(cls) != new.words.get(cls):
            one, two = _flat(old.words.get(cls, {})), _flat(new.words.get(cls, {}))
            found += [
                Change("", f"words.{cls}.{c.path}", c.old, c.new, c.added, c.dropped) for c in _between("", one, two)
            ]
    return found


def _scaled(
    found: list[Change], before: Mapping[str, Mapping[str, Any]], after: Mapping[str, Mapping[str, Any]]
) -> list[Change]:
    """Weights that all grew or shrank alike, as one change."""
    years = range(FIRST_YEAR, LAST_YEAR + 1)
    alike: dict[tuple[Fraction, ...], list[Change]] = {}
    for change in found:
        if change.criterion in before and change.criterion in after and change.path == "weight":
            old, new = (bodies[change.criterion]["weight"] for bodies in (before, after))
            moved = dict.fromkeys(weight_in(new, year) / weight_in(old, year) for year in years if weight_in(old, year))
            alike.setdefault(tuple(moved), []).append(change)
    for factors, same in alike.items():
        if len(same) >= ALIKE:
            shown = " / ".join(f"× {float(factor):.4f}" for factor in factors)
            left = [change for change in found if change not in same]
            found = [Change("", "weights", f"{len(same)}", shown), *left]
    return found


def _flat(value: Any, path: str = "") -> dict[str, Any]:
    """Plain values and lists by their dotted path."""
    if isinstance(value, Mapping):
        flat: dict[str, Any] = {}
        for key, part in value.items():
            if path or key not in ("examples", "words"):
                flat.update(_flat(part, f"{path}.{key}" if path else str(key)))
        return flat
    if isinstance(value, list) and any(isinstance(part, Mapping) and "id" in part for part in value):
        flat = {}
        for part in value:
            flat.update(_flat({k: v for k, v in part.items() if k != "id"}, f"{path}.{part['id']}"))
        return flat
    return {path: value}


def _between(criterion: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Change]:
    for path in [*new, *(path for path in old if path not in new)]:
        one, two = old.get(path), new.get(path)
        if one == two:
            continue
        added: tuple[str, ...] = ()
        dropped: tuple[str, ...] = ()
        if isinstance(one, list) and isinstance(two, list):
            added = tuple(_plain(part) for part in two if part not in one)
            dropped = tuple(_plain(part) for part in one if part not in two)
        yield Change(criterion, path, _plain(one), _plain(two), added, dropped)


def _plain(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return "[" + ", ".join(map(_plain, value)) + "]"
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {_plain(part)}" for key, part in value.items()) + "}"
    return str(value)


def moves(sources: Iterable[Source], old: Rubric, new: Rubric) -> Iterator[Moved]:
    """Every report under both rubrics."""
    for source in sources:
        yield moved(score_source(source, old), score_source(source, new))


def moved(old: Scorecard, new: Scorecard) -> Moved:
    """One report under both rubrics, with the verdicts that flip."""
    before = {finding.criterion: finding for finding in old.findings}
    after = {finding.criterion: finding for finding in new.findings}
    name = old.report.source.name
    flips = []
    for criterion in [*after, *(name for name in before if name not in after)]:
        one, two = before.get(criterion), after.get(criterion)
        was, now = (finding.verdict.value if finding else "" for finding in (one, two))
        if was != now:
            quotes, sign = _quotes(two, one)
            flips.append(Flip(name, criterion, was, now, quotes, sign))
    return Moved(name, old.total, new.total, old.band, new.band, tuple(flips))


def _quotes(*findings: Finding | None) -> tuple[tuple[tuple[int, str], ...], str]:
    """Evidence of the newer finding, else of the older one, else the nearest words."""
    for finding in findings:
        if finding and finding.evidence:
            found = finding.evidence[:MOST_QUOTES]
            return tuple((e.line, e.quote) for e in found), found[0].sign
    for finding in findings:
        if finding and finding.near_misses:
            near = finding.near_misses[:MOST_QUOTES]
            return tuple((n.line, n.quote) for n in near), near[0].sign
    return (), ""
