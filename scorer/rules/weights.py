"""Weights of criteria as YAML states them: by report year, added up, scaled to a sum."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Any

FIRST_YEAR, LAST_YEAR = 2016, 2030  # report years for which the weights must add up


def rows_of(value: Any) -> list[dict[str, Any]]:
    """A weight as rows by year."""
    return value if isinstance(value, list) else [{"weight": value}]


def weight_in(value: Any, year: int) -> Fraction:
    """A weight as YAML states it, in one report year."""
    for row in rows_of(value):
        if row.get("from", 0) <= year <= row.get("to", 9999):
            return Fraction(str(row["weight"]))
    return Fraction(0)


def scale(criteria: Sequence[tuple[dict[str, Any], Any]], fixed: set[str], wanted: Fraction) -> None:
    """Scale the weights that are not fixed so that those of each year add up; fixed ones stay as they are."""
    edges = {0}
    for body, _ in criteria:
        for row in rows_of(body["weight"]):
            edges |= {row.get("from", 0), row.get("to", 9998) + 1}
    starts = sorted(edge for edge in edges if edge < 9999)
    factors = []
    for start in starts:
        held = sum((weight_in(b["weight"], start) for b, _ in criteria if b["id"] in fixed), Fraction(0))
        free = sum((weight_in(b["weight"], start) for b, _ in criteria if b["id"] not in fixed), Fraction(0))
        factors.append((wanted - held) / free if free and wanted > held else Fraction(1))
    for body, _ in criteria:
        if body["id"] in fixed or set(factors) == {Fraction(1)}:
            continue
        made: list[dict[str, Any]] = []
        for start, factor in zip(starts, factors, strict=True):
            weight = str(weight_in(body["weight"], start) * factor)
            if made and made[-1]["weight"] == weight:
                continue
            if made:
                made[-1]["to"] = start - 1
            made.append({"from": start, "weight": weight})
        body["weight"] = made if len(made) > 1 else made[0]["weight"]


def sums(weights: Iterable[Any]) -> dict[Fraction, list[int]]:
    """What the weights of all criteria add up to, each sum with its report years."""
    stated = list(weights)
    by_sum: dict[Fraction, list[int]] = {}
    for year in range(FIRST_YEAR, LAST_YEAR + 1):
        by_sum.setdefault(sum((weight_in(weight, year) for weight in stated), Fraction(0)), []).append(year)
    return by_sum
