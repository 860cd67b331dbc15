"""What a reviewer types to narrow the list down: plain words, !words, 部分:信访, 总分<70."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from functools import partial

from scorer.model import Verdict
from tui.rubrics import Rubrics
from tui.view.entry import Entry, folded

Fits = Callable[[Entry], bool]
_COMPARED = re.compile(r"(.+?)(<=|>=|!=|<|>|=|≤|≥|≠)(-?\d+(?:\.\d+)?)")
_WAYS: Mapping[str, Callable[[Fraction, Fraction], bool]] = {
    "<": operator.lt, ">": operator.gt, "<=": operator.le, ">=": operator.ge, "≤": operator.le, "≥": operator.ge,
    "=": operator.eq, "!=": operator.ne, "≠": operator.ne,
}  # fmt: skip
NUMBERS = ("total", "low", "high", "range", "year", "checks", "open", "done", "changed", "doubted", "same")


def fitting(entries: Iterable[Entry], text: str, rubrics: Rubrics) -> list[Entry]:
    """The entries that every part of the filter fits."""
    tests = [_test(part, rubrics) for part in folded(text).split()]
    return [entry for entry in entries if all(test(entry) for test in tests)]


def _test(part: str, rubrics: Rubrics) -> Fits:
    if part.startswith("!") and len(part) > 1:
        inner = _test(part[1:], rubrics)
        return lambda entry: not inner(entry)
    compared = _COMPARED.fullmatch(part)
    if compared:
        value = _number(compared[1], rubrics)
        if value is not None:
            return partial(_compares, value, _WAYS[compared[2]], Fraction(compared[3]))
    words = rubrics.words
    verdicts = {folded(words.verdict(verdict)): verdict for verdict in Verdict}
    name, colon, rest = part.partition(":")
    if name in verdicts and (colon or name == part):
        ids = {c.id for c in rubrics.criteria() if rest in folded(rubrics.criterion_words(c.id).criterion(c.id))}
        return partial(_has_verdict, verdicts[name], ids)
    for column in ("checks", "changed", "doubted", "open"):
        if part == folded(words.say("browse.column." + column)):
            return partial(_compares, partial(_column, column), operator.gt, Fraction(0))
    return partial(_names, part)


def _names(part: str, entry: Entry) -> bool:
    return part in entry.words


def _has_verdict(wanted: Verdict, ids: set[str], entry: Entry) -> bool:
    digest = entry.digest
    if digest is None or digest.total is None:
        return False
    return any(verdict is wanted and id_ in ids for id_, verdict in digest.verdicts)


def _compares(
    value: Callable[[Entry], Fraction | int | None],
    way: Callable[[Fraction, Fraction], bool],
    limit: Fraction,
    entry: Entry,
) -> bool:
    found = value(entry)
    return found is not None and way(Fraction(found), limit)


def _number(name: str, rubrics: Rubrics) -> Callable[[Entry], Fraction | int | None] | None:
    """What a name before < or > stands for: a column, else a layer or an element of the scorecard."""
    words = rubrics.words
    for column in NUMBERS:
        if name in (column, folded(words.say("browse.column." + column))):
            return partial(_column, column)
    layers = [(layer.id, words.layer(layer.id)) for layer in rubrics.base.layers]
    elements = [(e.id, words.of(e.name)) for e in rubrics.elements()]
    for kind, rows in (("layer", layers), ("element", elements)):
        id_ = _called(name, rows)
        if id_:
            return partial(_part_score, kind, id_)
    return None


def _called(name: str, rows: Sequence[tuple[str, str]]) -> str:
    whole = [id_ for id_, label in rows if name in (id_, folded(label))]
    within = [id_ for id_, label in rows if name in folded(label)]
    return (whole or within or [""])[0]


def _part_score(kind: str, id_: str, entry: Entry) -> Fraction | None:
    digest = entry.digest
    if digest is None:
        return None
    rows = digest.layers if kind == "layer" else [row[:2] for row in digest.elements]
    return next((score for name, score in rows if name == id_), None)


def _column(name: str, entry: Entry) -> Fraction | int | None:
    digest, standing = entry.digest, entry.standing
    if digest is None or digest.facts is None:
        return None
    if name in ("open", "done", "changed", "doubted"):
        return getattr(standing, name) if standing is not None else None
    if name == "year":
        return digest.facts.year
    if name == "checks":
        return digest.errors
    if name == "same":
        return entry.same
    if name == "range":
        return None if digest.high is None or digest.low is None else digest.high - digest.low
    if name == "total" and standing is not None and standing.total is not None:
        return standing.total
    return {"total": digest.total, "low": digest.low, "high": digest.high}[name]
